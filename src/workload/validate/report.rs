//! Problems by the path of a field; their places are looked up when all are known.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, closest};
use crate::yaml::Places;

/// Which part of a field is underlined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Key,
    Value,
}

/// One thing that is wrong with a workload.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Problem {
    code: &'static str,
    path: String,
    part: Part,
    message: String,
    label: Cow<'static, str>,
    also: Vec<(String, &'static str)>,
    notes: Vec<String>,
    helps: Vec<String>,
}

impl Problem {
    /// A problem with the value at that path.
    pub(super) fn new(code: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code,
            path: path.into(),
            part: Part::Value,
            message: message.into(),
            label: Cow::Borrowed(""),
            also: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
        }
    }

    /// The problem is with the key.
    pub(super) fn on_key(mut self) -> Self {
        self.part = Part::Key;
        self
    }

    /// What is said about the place.
    pub(super) fn label(mut self, label: impl Into<Cow<'static, str>>) -> Self {
        self.label = label.into();
        self
    }

    /// Another field that has to do with it.
    pub(super) fn also(mut self, path: impl Into<String>, label: &'static str) -> Self {
        self.also.push((path.into(), label));
        self
    }

    /// Something to do.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.helps.push(help.into());
        self
    }

    /// "Did you mean", when one of the names is close, else the list of names when it is short.
    pub(super) fn suggest<'a>(mut self, word: &str, what: &str, names: impl IntoIterator<Item = &'a str>) -> Self {
        const MOST_LISTED: usize = 12;
        let names: Vec<&str> = names.into_iter().collect();
        if let Some(meant) = closest(word, names.iter().copied()) {
            return self.help(format!("did you mean `{meant}`?"));
        }
        if (1..=MOST_LISTED).contains(&names.len()) {
            self.notes.push(format!("{what}: {}", names.join(", ")));
        }
        self
    }

    /// The problem at its place.
    pub(super) fn locate(&self, places: &Places) -> Diagnostic {
        let value = places.value(&self.path);
        // Of a value over several lines the key says more than the first line.
        let is_block = value.start().line != value.end().line;
        let span = if self.part == Part::Key || is_block { places.key(&self.path) } else { value };
        let mut diagnostic = Diagnostic::error(self.code, self.message.clone()).at(span, self.label.clone());
        for (path, label) in &self.also {
            diagnostic = diagnostic.also(places.value(path), *label);
        }
        for note in &self.notes {
            diagnostic = diagnostic.note(note.clone());
        }
        for help in &self.helps {
            diagnostic = diagnostic.help(help.clone());
        }
        diagnostic
    }
}

/// All problems found so far.
#[derive(Debug, Default)]
pub(super) struct Report(pub(super) Vec<Problem>);

impl Report {
    /// Adds a problem, unless there are more than anybody would go through.
    pub(super) fn add(&mut self, problem: Problem) {
        if !self.is_full() {
            self.0.push(problem);
        }
    }

    /// Whether no further problem is taken, so that looking for the right name costs nothing any more.
    pub(super) fn is_full(&self) -> bool {
        const MOST_PROBLEMS: usize = 200;
        self.0.len() >= MOST_PROBLEMS
    }
}
