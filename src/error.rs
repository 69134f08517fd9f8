//! What can keep the program from answering.

use std::path::PathBuf;

use crate::diagnostic::Diagnostic;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line asks for something that is not there.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do.
        help: Option<String>,
    },
    /// Files with problems.
    #[error("{} problems in the input", .0.len())]
    Input(Vec<Diagnostic>),
    /// A file that cannot be read or written.
    #[error("{path}: {reason}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// Standard output cannot be written.
    #[error("standard output: {0}")]
    Output(#[from] std::io::Error),
}

impl Error {
    /// A problem with the command line.
    pub fn usage(message: impl Into<String>, help: impl Into<Option<String>>) -> Self {
        Self::Usage { message: message.into(), help: help.into() }
    }

    /// Whether the reader of the output has gone, which is no failure.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(reason) if reason.kind() == std::io::ErrorKind::BrokenPipe)
    }
}
