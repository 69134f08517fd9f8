//! Explanations of everything that has a name: what it says, why, and where it comes from.

mod find;
mod pages;

use schemars::JsonSchema;
use serde::Serialize;

use crate::knowledge::Written;

pub use find::Library;

/// A page about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExplanationView {
    /// What it is: engine, family, pattern, fact, requirement, criterion, decision, source, item, use-case, parameter.
    pub kind: String,
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// What it says.
    pub about: String,
    /// Details.
    pub sections: Vec<SectionView>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SectionView {
    /// Heading.
    pub title: String,
    /// Lines.
    pub lines: Vec<LineView>,
}

/// A line with what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LineView {
    /// The text.
    pub text: String,
    /// Sources, resolved: id and title or address.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Reason of a judgement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumption: Option<String>,
}

impl LineView {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A line that rests on sources, by their ids.
    fn resting(
        library: &Library<'_>,
        text: impl Into<String>,
        sources: &[String],
        assumption: Option<&String>,
    ) -> Self {
        Self {
            text: text.into(),
            sources: sources.iter().map(|id| library.resolved(id)).collect(),
            assumption: assumption.cloned(),
        }
    }
}

impl SectionView {
    fn new(title: &str, lines: Vec<LineView>) -> Self {
        Self { title: title.to_owned(), lines }
    }
}

impl<'a> Library<'a> {
    /// Opens the knowledge as written.
    #[must_use]
    pub fn new(written: &'a Written) -> Self {
        Self { written }
    }
}
