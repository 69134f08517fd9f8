//! What is wrong with a text that is not YAML, or not YAML that is accepted here, in words that help.

use granit_parser::{ErrorKind, ScanError};

use super::limits::Limits;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span, floor_char_boundary};

const SYNTAX: &str = "syntax";
const LIMIT: &str = "limit-exceeded";

/// Explains an error of the parser. `bracket` is the innermost one that was open.
pub(super) fn explain(file: &SourceFile, error: &ScanError, bracket: Option<&Span>) -> Box<Diagnostic> {
    let at = place(file, error.marker().byte_offset().unwrap_or_default());
    let line = file.span(file.line(at.start().line));
    let problem = match error.kind() {
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::SimpleKeyExpected
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::InvalidColonPlacement
            if bracket.is_some() =>
        {
            bracket.map(|bracket| unclosed_bracket(bracket, at.clone()))
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            Some(Diagnostic::error(SYNTAX, format!("`{open}` is closed by `{close}`")).at(at.clone(), "opened here"))
        }
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => Some(unclosed_quote(file, &at)),
        ErrorKind::MisplacedFlowCollectionEnd => {
            Some(Diagnostic::error(SYNTAX, "a bracket is closed that was never opened").at(at.clone(), ""))
        }
        _ => None,
    };
    let problem = problem
        .or_else(|| tab(file, &line))
        .or_else(|| unquoted(file, error, &line))
        .unwrap_or_else(|| by_kind(error, at, &line));
    Box::new(problem)
}

/// The character at that offset; at the end of the file, the last one that is not blank.
fn place(file: &SourceFile, offset: usize) -> Span {
    let text = file.text();
    let offset = floor_char_boundary(text, offset);
    let rest = &text[offset..];
    if rest.trim().is_empty() {
        let end = text.trim_end().len();
        return file.span(end..end);
    }
    let length = rest.chars().next().map_or(0, char::len_utf8);
    file.span(offset..offset + length)
}

fn unclosed_bracket(bracket: &Span, at: Span) -> Diagnostic {
    let (open, close) = if bracket.text().starts_with('[') { ('[', ']') } else { ('{', '}') };
    let start = bracket.range().start;
    let problem = Diagnostic::error(SYNTAX, format!("`{open}` is not closed"))
        .at(bracket.file().span(start..start + 1), "opened here");
    if at.range().is_empty() || at.range().start == start {
        problem
    } else {
        problem.also(at, format!("`,` or `{close}` was expected before this"))
    }
    .help(format!("add `{close}` after the last element, and `,` between elements"))
}

/// A quote without its end. The parser notices it lines later; it stands on the last line with an odd number of quotes.
fn unclosed_quote(file: &SourceFile, at: &Span) -> Diagnostic {
    let last = at.start().line;
    let quote = (1..=last).rev().find_map(|number| {
        let range = file.line(number);
        let line = &file.text()[range.clone()];
        ['"', '\''].into_iter().find_map(|quote| {
            let is_odd = line.matches(quote).count() % 2 == 1;
            let start = range.start + line.rfind(quote).filter(|_| is_odd)?;
            Some(file.span(start..start + 1))
        })
    });
    Diagnostic::error(SYNTAX, "a quote is not closed")
        .at(quote.unwrap_or_else(|| at.clone()), "opened here")
        .help("add the closing quote; write a single quote inside single quotes twice")
}

/// A tab in the indentation of the line, or of the one before it.
fn tab(file: &SourceFile, line: &Span) -> Option<Diagnostic> {
    let before = file.span(file.line(line.start().line.saturating_sub(1).max(1)));
    [line, &before].into_iter().find_map(|line| {
        let indentation = line.text().len() - line.text().trim_start().len();
        let tab = line.text()[..indentation].find('\t')?;
        let start = line.range().start + tab;
        Some(
            Diagnostic::error(SYNTAX, "the line is indented by a tab")
                .at(file.span(start..start + 1), "a tab")
                .help("indent by spaces: YAML does not accept tabs here"),
        )
    })
}

/// A value that would have to be in quotes, because its first character means something in YAML.
fn unquoted(file: &SourceFile, error: &ScanError, line: &Span) -> Option<Diagnostic> {
    if error.kind() == &ErrorKind::UnknownQuotedScalarEscape {
        return None;
    }
    let text = line.text();
    let marks = ["> ", ">", "@", "`", "%", "*", "&", "!", "|"];
    let colons = text.match_indices(": ").map(|(at, _)| at + 2);
    let items = text.match_indices("- ").map(|(at, _)| at + 2);
    let start =
        colons.chain(items).find(|start| marks.iter().any(|mark| text[*start..].trim_start().starts_with(mark)))?;
    let value = text[start..].trim_start();
    let start = start + (text[start..].len() - value.len());
    let end = value.find([',', '}', ']', '#']).unwrap_or(value.len());
    let value = value[..end].trim_end();
    let mark = value.chars().next()?;
    let offset = line.range().start + start;
    Some(
        Diagnostic::error(SYNTAX, format!("`{mark}` at the start of a value means something else in YAML"))
            .at(file.span(offset..offset + value.len()), "needs quotes")
            .help(format!("write it in quotes: `\"{value}\"`")),
    )
}

fn by_kind(error: &ScanError, at: Span, line: &Span) -> Diagnostic {
    let kind = error.kind();
    let problem = |message: &str| Diagnostic::error(SYNTAX, message).at(at.clone(), "");
    match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => problem("a second `: ` in one line")
            .help("write the value in quotes when it contains a colon, or put the key on a line of its own"),
        ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::InvalidIndentation
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::ExpectedBlockSequenceEntry => key_or_indentation(at, line),
        ErrorKind::UnknownAnchor => problem("the alias stands for nothing")
            .help("write a value that starts with `*` in quotes, or define the anchor above"),
        ErrorKind::UnexpectedCharacter { character } => {
            problem(&format!("`{character}` cannot start a value")).help("write the value in quotes")
        }
        ErrorKind::UnknownQuotedScalarEscape => problem("an unknown escape in a text in double quotes")
            .help("write a backslash twice, or use single quotes"),
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            problem("something follows the closing quote")
                .help("put the whole value in quotes; a single quote inside single quotes is written twice")
        }
        ErrorKind::RecursionLimitExceeded => Diagnostic::error(LIMIT, "the file is nested too deeply").at(at, ""),
        _ => problem("this is not YAML").note(format!("the parser says: {}", error.info())),
    }
}

/// A line that is no `key: value`, or stands at the wrong depth.
fn key_or_indentation(at: Span, line: &Span) -> Diagnostic {
    let text = line.text();
    let content = text.trim();
    let start = line.range().start + (text.len() - text.trim_start().len());
    let whole = line.file().span(start..start + content.len());
    let without_comment = content.split(" #").next().unwrap_or(content).trim_end();
    let spaced = without_comment.contains(": ") || without_comment.ends_with(':');
    if !spaced && !content.starts_with("- ") {
        let problem = Diagnostic::error(SYNTAX, "the line is no `key: value`").at(whole, "");
        return match without_comment.split_once(':') {
            Some((key, value)) => {
                problem.help(format!("put a space after the colon: `{}: {}`", key.trim_end(), value.trim_start()))
            }
            None => problem.help("write `key: value`, or indent the line when it continues the text above"),
        };
    }
    Diagnostic::error(SYNTAX, "the line is not indented like the ones beside it")
        .at(at, "")
        .help("indent keys that belong together by the same number of spaces")
}

/// A file without a document.
pub(super) fn empty(file: &SourceFile) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("empty-file", "the file is empty").at(file.span(0..0), ""))
}

/// A second document.
pub(super) fn several_documents(span: Span) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(SYNTAX, "the file holds more than one document")
            .at(span, "the second starts here")
            .help("put each in a file of its own"),
    )
}

/// A tag.
pub(super) fn tag(span: Span, tag: &str) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(SYNTAX, format!("the tag `{tag}` means nothing here"))
            .at(span, "")
            .help("remove the tag, or write the value in quotes"),
    )
}

/// A value that contains itself.
pub(super) fn recursive_alias(span: Span) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(SYNTAX, "the alias stands inside the value that it stands for").at(span, ""))
}

/// A file of too many bytes.
pub(super) fn too_large(file: &SourceFile, limits: &Limits) -> Box<Diagnostic> {
    let megabytes = limits.bytes / (1024 * 1024);
    Box::new(Diagnostic::error(LIMIT, format!("the file is larger than {megabytes} MiB")).at(file.span(0..0), ""))
}

/// Values too deep inside one another.
pub(super) fn too_deep(span: Span, limits: &Limits) -> Box<Diagnostic> {
    let message = format!("more than {} levels inside one another", limits.depth);
    Box::new(Diagnostic::error(LIMIT, message).at(span, ""))
}

/// More values than any file that a person writes.
pub(super) fn too_many_values(span: Span, limits: &Limits) -> Box<Diagnostic> {
    let message = format!("the file holds more than {} values", limits.nodes);
    Box::new(
        Diagnostic::error(LIMIT, message).at(span, "").note("each use of an alias counts with all that it stands for"),
    )
}

/// More uses of aliases than any file that a person writes.
pub(super) fn too_many_aliases(span: Span, limits: &Limits) -> Box<Diagnostic> {
    let message = format!("the file uses more than {} aliases", limits.aliases);
    Box::new(Diagnostic::error(LIMIT, message).at(span, ""))
}
