//! Reading a file as a type.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::document::{Document, Partial};
use super::limits::Limits;
use crate::diagnostic::{self, Diagnostic};
use crate::source::SourceFile;

/// Reads a file as a type. When it cannot be read, all problems are returned, in the order of their places.
pub fn read<T: DeserializeOwned + JsonSchema>(file: &SourceFile, limits: &Limits) -> Result<T, Vec<Diagnostic>> {
    let document = Document::parse(file, limits).map_err(|problem| vec![*problem])?;
    let Partial { value, mut problems } = document.read();
    match value {
        Some(value) if problems.is_empty() => Ok(value),
        _ => {
            diagnostic::sort(&mut problems);
            Err(problems)
        }
    }
}
