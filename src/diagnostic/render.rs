//! Problems as text, in the manner of a compiler.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use super::{Diagnostic, Label, Level};
use crate::source::SourceFile;

/// Lines beyond this many bytes are not shown: nobody can read them, and laying them out takes long.
const LONGEST_LINE: usize = 4_096;

/// How problems are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether with colours.
    pub color: bool,
    /// How many columns may be filled.
    pub width: usize,
}

/// All problems, one below the other, each ended by an empty line. Control characters in what the user wrote are made
/// visible.
pub fn render(problems: &[Diagnostic], style: Style) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() }.term_width(style.width);
    let mut text = String::new();
    for problem in problems {
        text.push_str(&renderer.render(&[group(problem)]));
        text.push_str("\n\n");
    }
    text
}

fn group(problem: &Diagnostic) -> Group<'_> {
    let title = match problem.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Advice => Title::INFO.with_name(Level::Advice.word()),
    };
    let mut group = title.primary_title(visible(&problem.message)).id(problem.code()).elements(Vec::<Origin>::new());
    if let Some(primary) = &problem.primary {
        group = with_places(group, primary, &problem.secondary);
    }
    for note in &problem.notes {
        group = group.element(Title::NOTE.message(visible(note)));
    }
    for help in &problem.helps {
        group = group.element(Title::HELP.message(visible(help)));
    }
    group
}

/// Adds the source lines: those of the primary place's file together, then those of other files.
fn with_places<'a>(mut group: Group<'a>, primary: &'a Label, others: &'a [Label]) -> Group<'a> {
    let file = primary.span.file();
    let (here, elsewhere): (Vec<&Label>, Vec<&Label>) =
        others.iter().partition(|label| label.span.file() == file && is_readable(label));
    if is_readable(primary) {
        let window = Window::around(file, std::iter::once(primary).chain(here.iter().copied()));
        let mut snippet = window.snippet(file).annotation(window.annotate(primary, true));
        for label in here {
            snippet = snippet.annotation(window.annotate(label, false));
        }
        group = group.element(snippet);
    } else {
        group = group.element(origin(primary));
    }
    for label in elsewhere {
        if is_readable(label) {
            let window = Window::around(label.span.file(), std::iter::once(label));
            let snippet = window.snippet(label.span.file());
            group = group.element(snippet.annotation(window.annotate(label, false)));
        } else {
            group = group.element(origin(label));
        }
    }
    group
}

fn is_readable(label: &Label) -> bool {
    let first = label.span.start().line;
    label.span.file().line(first).len() <= LONGEST_LINE
}

fn origin(label: &Label) -> Origin<'_> {
    let position = label.span.start();
    Origin::path(visible(label.span.file().name())).line(position.line).char_column(position.column)
}

/// The lines of a file that are handed to the renderer, which looks at all that it is given.
struct Window {
    first_line: usize,
    range: Range<usize>,
}

impl Window {
    fn around<'a>(file: &SourceFile, labels: impl Iterator<Item = &'a Label> + Clone) -> Self {
        let lines = |label: &Label| (label.span.start().line, shown(label));
        let first_line = labels.clone().map(|label| lines(label).0).min().unwrap_or(1);
        let end = labels.map(|label| file.line(file.position(lines(label).1.end).line).end);
        let start = file.line(first_line).start;
        Self { first_line, range: start..end.max().unwrap_or(start) }
    }

    fn snippet<'a>(&self, file: &'a SourceFile) -> Snippet<'a, Annotation<'a>> {
        Snippet::source(printable(&file.text()[self.range.clone()]))
            .line_start(self.first_line)
            .path(visible(file.name()))
    }

    fn annotate<'a>(&self, label: &'a Label, primary: bool) -> Annotation<'a> {
        let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let range = shown(label);
        let annotation = kind.span(range.start - self.range.start..range.end - self.range.start);
        if label.text.is_empty() { annotation } else { annotation.label(visible(&label.text)) }
    }
}

/// The part that is underlined: of several lines only the first.
fn shown(label: &Label) -> Range<usize> {
    let range = label.span.range();
    let line = label.span.file().line(label.span.start().line);
    range.start..range.end.min(line.end).max(range.start)
}

/// Control characters that the renderer leaves alone, replaced by a character of the same length.
fn printable(source: &str) -> String {
    source
        .chars()
        .map(|letter| match letter {
            '\u{80}'..='\u{9f}' => '¿',
            _ => letter,
        })
        .collect()
}

/// Control characters and marks that turn the direction of text, as escapes.
pub fn visible(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        let hidden = (letter.is_control() && letter != '\n')
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        if hidden {
            // Writing to a string cannot fail.
            let _ = write!(safe, "{}", letter.escape_unicode());
        } else {
            safe.push(letter);
        }
    }
    safe
}
