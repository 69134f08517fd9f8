//! Why a quantity could not be read.

use std::fmt;

/// What was expected in place of a text that is not the quantity, with an example and, where it can be guessed,
/// the spelling that was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityError {
    problem: String,
    expected: String,
    suggestion: Option<String>,
}

impl QuantityError {
    /// A problem, with what was expected (which names an example).
    pub(super) fn new(problem: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { problem: problem.into(), expected: expected.into(), suggestion: None }
    }

    /// The same error with the spelling that was probably meant.
    pub(super) fn suggest(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// What is wrong, in one sentence without a full stop.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// What is expected instead, with an example.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The spelling that was probably meant.
    pub fn suggestion(&self) -> Option<&str> {
        self.suggestion.as_deref()
    }

    /// What to do about it: the spelling that was probably meant, else what is expected.
    pub fn advice(&self) -> String {
        match &self.suggestion {
            Some(suggestion) => format!("did you mean `{suggestion}`?"),
            None => format!("write {}", self.expected),
        }
    }
}

impl fmt::Display for QuantityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}", self.problem, self.expected)?;
        match &self.suggestion {
            Some(suggestion) => write!(f, "; did you mean `{suggestion}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for QuantityError {}
