//! An `architecture:` written into the text of a spec, with everything else left as it stands.

use serde::Serialize;

use crate::source::SourceFile;
use crate::workload::spec::ArchitectureSpec;
use crate::workload::{EngineNames, Workload};
use crate::writing;

/// The text of a spec with another `architecture:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The whole text.
    pub text: String,
    /// Comments that stood in the `architecture:` that was replaced, and are gone.
    pub lost: Vec<String>,
}

/// The section as it is written.
#[derive(Serialize)]
struct Section<'a> {
    architecture: &'a ArchitectureSpec,
}

/// Writes an architecture into the text of a workload: in place of the one that stands there, else at the end. Nothing
/// comes back when the text cannot be changed without touching anything else: what it would then say is read again and
/// compared.
#[must_use]
pub fn adopt(workload: &Workload, architecture: &ArchitectureSpec, engines: &dyn EngineNames) -> Option<Edited> {
    let mut wanted = workload.spec().clone();
    wanted.architecture = Some(architecture.clone());
    let is_right = |edited: &Edited| {
        let source = SourceFile::new(workload.source().name(), edited.text.as_str());
        Workload::read(&source, engines).is_ok_and(|read| *read.spec() == wanted)
    };
    let ways = [in_block(workload, architecture), in_flow(workload, architecture)];
    ways.into_iter().flatten().find(is_right)
}

/// In a spec that is written line by line.
fn in_block(workload: &Workload, architecture: &ArchitectureSpec) -> Option<Edited> {
    let text = workload.source().text();
    let places = workload.places();
    let indent = places.key("whichdb").start().column - 1;
    let section = section(architecture, indent, line_end(text));
    if !places.contains("architecture") {
        let (before, after) = text.split_at(end_of_document(text));
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { line_end(text) };
        return Some(Edited { text: format!("{before}{gap}{section}{after}"), lost: Vec::new() });
    }
    let key = places.key("architecture").range();
    let start = text[..key.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = end_of_value(text, key.start, places.value("architecture").range().end);
    let lost = comments(&text[start..end]);
    let after = text[end..].strip_prefix("\r\n").or_else(|| text[end..].strip_prefix('\n')).unwrap_or(&text[end..]);
    Some(Edited { text: format!("{}{section}{after}", &text[..start]), lost })
}

/// In a spec that is one mapping in braces, as JSON is.
fn in_flow(workload: &Workload, architecture: &ArchitectureSpec) -> Option<Edited> {
    let text = workload.source().text();
    let places = workload.places();
    let json = serde_json::to_string(architecture).ok()?;
    if places.contains("architecture") {
        let value = places.value("architecture").range();
        let lost = comments(&text[value.clone()]);
        return Some(Edited { text: format!("{}{json}{}", &text[..value.start], &text[value.end..]), lost });
    }
    let close = text.rfind('}')?;
    let before = text[..close].trim_end();
    let comma = if before.ends_with([',', '{']) { "" } else { "," };
    // The end of the mapping stays on its own line where it stands on one.
    let text = format!("{before}{comma} \"architecture\": {json}{}", &text[before.len()..]);
    Some(Edited { text, lost: Vec::new() })
}

/// The section as lines of their own.
fn section(architecture: &ArchitectureSpec, indent: usize, end: &str) -> String {
    let written = writing::yaml(&Section { architecture });
    written.lines().map(|line| format!("{}{line}{end}", " ".repeat(indent))).collect()
}

/// Where a document ends: before the line of dots, if it has one, with whatever comment behind them.
fn end_of_document(text: &str) -> usize {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if line.strip_prefix("...").is_some_and(|rest| rest.trim_start().is_empty() || rest.starts_with([' ', '\t'])) {
            return offset;
        }
        offset += line.len();
    }
    offset
}

/// Where a value ends, without the empty lines and comments behind it: these belong to what follows.
fn end_of_value(text: &str, start: usize, end: usize) -> usize {
    let mut end = end;
    loop {
        let kept = text[start..end].trim_end().len();
        let last = text[start..start + kept].rfind('\n').map_or(0, |newline| newline + 1);
        if last > 0 && text[start + last..start + kept].trim_start().starts_with('#') {
            end = start + last;
        } else {
            // A comment behind the last value stands on its line.
            let rest = &text[start + kept..];
            let line = rest.find('\n').unwrap_or(rest.len());
            return if rest[..line].trim_start().starts_with('#') { start + kept + line } else { start + kept };
        }
    }
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Comments in a part of a spec. A `#` behind a space begins one, unless it stands in quotes.
fn comments(text: &str) -> Vec<String> {
    let comment = |line: &str| {
        let (mut quote, mut before) = (None, ' ');
        for (at, letter) in line.char_indices() {
            match quote {
                Some(open) if letter == open => quote = None,
                None if matches!(letter, '"' | '\'') && (before.is_whitespace() || "[{,:".contains(before)) => {
                    quote = Some(letter);
                }
                None if letter == '#' && before.is_whitespace() => return Some(line[at..].trim_end().to_owned()),
                _ => {}
            }
            before = letter;
        }
        None
    };
    text.lines().filter_map(comment).collect()
}
