//! Reports as Markdown, from templates: the only home of tera.
//!
//! Templates are in `templates/report`. All text of the context is data: it is escaped on its way into the document
//! unless a template says `safe`. Templates of a team see the same context, filters and parts, and nothing else: tera
//! knows no files and no environment here.

mod filters;

use std::io::Write;

use tera::{Context, ErrorKind, Tera};

use super::DocumentView;
use super::escape::prose;
use super::parts;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

/// Which document a report becomes.
#[derive(Clone, Copy, Debug)]
pub enum Template<'t> {
    /// The whole design report.
    Design,
    /// A record of the decision.
    Adr,
    /// One screen, for a pull request.
    Summary,
    /// A template of the team's own.
    Own(&'t SourceFile),
}

/// The templates that the program brings: name and text. Own ones can include them.
static BUILT_IN: &[(&str, &str)] = &[
    ("design.md", include_str!("../../../templates/report/design.md")),
    ("adr.md", include_str!("../../../templates/report/adr.md")),
    ("summary.md", include_str!("../../../templates/report/summary.md")),
    ("design/overview.md", include_str!("../../../templates/report/design/overview.md")),
    ("design/scope.md", include_str!("../../../templates/report/design/scope.md")),
    ("design/datasets.md", include_str!("../../../templates/report/design/datasets.md")),
    ("design/stores.md", include_str!("../../../templates/report/design/stores.md")),
    ("design/patterns.md", include_str!("../../../templates/report/design/patterns.md")),
    ("design/options.md", include_str!("../../../templates/report/design/options.md")),
    ("design/robustness.md", include_str!("../../../templates/report/design/robustness.md")),
    ("design/protection.md", include_str!("../../../templates/report/design/protection.md")),
    ("design/growth.md", include_str!("../../../templates/report/design/growth.md")),
    ("design/migration.md", include_str!("../../../templates/report/design/migration.md")),
    ("design/operations.md", include_str!("../../../templates/report/design/operations.md")),
    ("design/risks.md", include_str!("../../../templates/report/design/risks.md")),
    ("design/validation.md", include_str!("../../../templates/report/design/validation.md")),
    ("design/triggers.md", include_str!("../../../templates/report/design/triggers.md")),
    ("design/sources.md", include_str!("../../../templates/report/design/sources.md")),
];

/// The name of a team's own template among the others.
const OWN: &str = "own template.md";

/// Renders a report.
///
/// # Errors
/// The template of the team is wrong: where, and why.
pub fn markdown(view: &DocumentView, template: Template<'_>) -> Result<String, Box<Diagnostic>> {
    let own = match template {
        Template::Own(file) => Some(file),
        _ => None,
    };
    let failed = |error: &tera::Error| Box::new(diagnostic(error, own));
    let mut tera = Tera::new();
    tera.set_escape_fn(escape);
    tera.autoescape_on([".md"]);
    filters::register(&mut tera);
    tera.add_raw_templates(BUILT_IN.iter().copied().chain(own.map(|file| (OWN, file.text()))))
        .map_err(|error| failed(&error))?;
    let context = Context::from_serialize(view).map_err(|error| failed(&error))?;
    let name = match template {
        Template::Design => "design.md",
        Template::Adr => "adr.md",
        Template::Summary => "summary.md",
        Template::Own(_) => OWN,
    };
    let text = tera.render(name, &context).map_err(|error| failed(&error))?;
    Ok(tidy(&text))
}

fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(prose(text).as_bytes())
}

/// What tera found, at its place in the template of the team.
fn diagnostic(error: &tera::Error, own: Option<&SourceFile>) -> Diagnostic {
    let (report, kind) = match error.kind() {
        ErrorKind::SyntaxError(report) => (report, "is not understood"),
        ErrorKind::RenderingError(report) => (report, "cannot be filled in"),
        other => return unlocated(&other.to_string(), own),
    };
    let message = brief(report.message());
    match own.filter(|_| report.filename() == OWN) {
        Some(file) => Diagnostic::error("invalid-template", format!("the template {kind}: {message}"))
            .at(file.span(report.span().range.clone()), "")
            .help(HELP),
        None => {
            let part = report.filename();
            Diagnostic::error("invalid-template", format!("the built-in part `{part}` {kind}: {message}"))
                .help("parts of the built-in templates need the whole context; name what they use as it is there")
        }
    }
}

/// What tera tells as text only: for filters, functions and tests that there are not, with the place in its second line.
fn unlocated(text: &str, own: Option<&SourceFile>) -> Diagnostic {
    let message = brief(text.strip_prefix("error: ").unwrap_or(text));
    let found = Diagnostic::error("invalid-template", format!("the template is not understood: {message}"));
    let place = text.lines().find_map(|line| line.trim().strip_prefix("--> ")?.strip_prefix(OWN)?.strip_prefix(':'));
    let place = place.and_then(|place| {
        let (line, column) = place.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.trim().parse::<usize>().ok()?))
    });
    let located = own.zip(place).map(|(file, (line, column))| {
        let start: usize = file.text().split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = file.text().get(start..).unwrap_or_default();
        let at = start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
        let word = file
            .text()
            .get(at..)
            .unwrap_or_default()
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_');
        let length: usize = word.map(char::len_utf8).sum();
        file.span(at..at + length)
    });
    match located {
        Some(span) => found.at(span, "").help(HELP),
        None => found.help(HELP),
    }
}

const HELP: &str = "docs/template-context.md lists what a template can show; \
                    https://keats.github.io/tera/ describes the language";

/// The first line, without a full stop, as messages are.
fn brief(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut letters = first.chars();
    letters.next().map_or_else(String::new, |letter| letter.to_lowercase().chain(letters).collect())
}

/// At most one empty line in a row outside of fenced blocks, and one line break at the end: what a template leaves out
/// leaves no hole.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let (mut is_fenced, mut was_empty) = (false, true);
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            is_fenced = !is_fenced;
        }
        let is_empty = line.trim().is_empty();
        if is_empty && was_empty && !is_fenced {
            continue;
        }
        // A part ends behind its text, without a hole.
        if line == parts::END && was_empty && !is_fenced && tidied.ends_with("\n\n") {
            tidied.pop();
        }
        // A part begins with its text.
        was_empty = is_empty || line.starts_with(parts::START);
        tidied.push_str(if is_empty { "" } else { line });
        tidied.push('\n');
    }
    let end = tidied.trim_end().len();
    tidied.truncate(end);
    tidied.push('\n');
    tidied
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn empty_lines_stay_in_code_and_are_one_elsewhere() {
        assert_eq!(tidy("\n\na\n\n\nb\n```\n\n\n```\n\n"), "a\n\nb\n```\n\n\n```\n");
    }
}
