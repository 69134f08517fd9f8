//! A problem in a file: what is wrong, where, and what to do about it. Rendered once, here.

mod nearest;
mod render;

use std::borrow::Cow;

use crate::source::{NotText, Position, Span, floor_char_boundary};

pub use nearest::{closest, did_you_mean, instead};
pub use render::{Style, render, visible};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The input cannot be used.
    Error,
    /// The input can be used, but is probably not what was meant.
    Warning,
    /// Nothing is wrong, but something is worth thinking about.
    Advice,
}

impl Level {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    level: Level,
    code: Cow<'static, str>,
    message: String,
    primary: Option<Label>,
    secondary: Vec<Label>,
    notes: Vec<String>,
    helps: Vec<String>,
}

/// A part of a file and what is to be said about it, which may be nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The part.
    pub span: Span,
    /// The remark.
    pub text: String,
}

impl Label {
    fn new(span: Span, text: String) -> Self {
        Self { span, text: brief(text) }
    }
}

impl Diagnostic {
    /// An error, by its kebab-case code, with a message without a full stop.
    pub fn error(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(Level::Error, code.into(), message.into())
    }

    /// A warning, by its kebab-case code, with a message without a full stop.
    pub fn warning(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(Level::Warning, code.into(), message.into())
    }

    /// A problem of a level, by its kebab-case code, with a message without a full stop.
    pub fn of(level: Level, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(level, code.into(), message.into())
    }

    fn new(level: Level, code: Cow<'static, str>, message: String) -> Self {
        Self {
            level,
            code,
            message: brief(message),
            primary: None,
            secondary: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
        }
    }

    /// Says where the problem is.
    pub fn at(mut self, span: Span, label: impl Into<String>) -> Self {
        self.primary = Some(Label::new(span, label.into()));
        self
    }

    /// Shows another place that has to do with it.
    pub fn also(mut self, span: Span, label: impl Into<String>) -> Self {
        self.secondary.push(Label::new(span, label.into()));
        self
    }

    /// Moves the problem to another place; the place it had stays as a further one.
    pub fn moved(mut self, span: Span, label: impl Into<String>) -> Self {
        if let Some(primary) = self.primary.take() {
            self.secondary.insert(0, primary);
        }
        self.at(span, label)
    }

    /// Adds something worth knowing.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(brief(text.into()));
        self
    }

    /// Adds something to do.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(brief(text.into()));
        self
    }

    /// How bad it is.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The kebab-case code of its kind.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where it is; nowhere for a general problem.
    pub fn span(&self) -> Option<&Span> {
        self.primary.as_ref().map(|label| &label.span)
    }

    /// What is said about that place, which may be nothing.
    pub fn label(&self) -> &str {
        self.primary.as_ref().map_or("", |label| label.text.as_str())
    }

    /// The other places that have to do with it.
    pub fn also_at(&self) -> &[Label] {
        &self.secondary
    }

    /// What is worth knowing.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What to do.
    pub fn helps(&self) -> &[String] {
        &self.helps
    }

    /// The name of the file.
    pub fn file_name(&self) -> Option<&str> {
        self.span().map(|span| span.file().name())
    }

    /// Where it starts.
    pub fn start(&self) -> Option<Position> {
        self.span().map(Span::start)
    }

    /// Where it ends: the position behind its last character.
    pub fn end(&self) -> Option<Position> {
        self.span().map(Span::end)
    }
}

impl From<NotText> for Diagnostic {
    fn from(problem: NotText) -> Self {
        Self::error("not-text", "the file is not text in UTF-8")
            .at(problem.place, format!("the byte {:#04x}", problem.byte))
            .help("save the file in the encoding UTF-8")
    }
}

/// A text in which nothing that it quotes is longer than anybody would read.
fn brief(text: String) -> String {
    const LONGEST_TEXT: usize = 400;
    const LONGEST_QUOTE: usize = 60;
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let is_quote = |index: usize| index % 2 == 1;
    let pieces: Vec<Cow<'_, str>> = text
        .split('`')
        .enumerate()
        .map(|(index, piece)| {
            if is_quote(index) && piece.len() > LONGEST_QUOTE {
                let end = floor_char_boundary(piece, LONGEST_QUOTE);
                Cow::Owned(format!("{}...", &piece[..end]))
            } else {
                Cow::Borrowed(piece)
            }
        })
        .collect();
    pieces.join("`")
}

/// Puts problems in the order of their places; general ones come first.
pub fn sort(problems: &mut [Diagnostic]) {
    problems.sort_by(|left, right| {
        let place =
            |problem: &Diagnostic| problem.span().map(|span| (span.file().name().to_owned(), span.range().start));
        place(left).cmp(&place(right)).then_with(|| left.level.cmp(&right.level))
    });
}

/// The problems that do not come from something that could not be read.
pub fn independent(problems: Vec<Diagnostic>, misread: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_spoilt = |span: &Span| misread.iter().filter_map(Diagnostic::span).any(|other| other.overlaps(span));
    problems.into_iter().filter(|problem| !problem.span().is_some_and(is_spoilt)).collect()
}
