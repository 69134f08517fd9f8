//! Reading YAML: the only caller of the YAML reader.
//!
//! A file becomes a tree of values that know their places, and the tree is read as a type. When that fails, the tree is
//! held against the JSON Schema of the type: that finds all problems in one run, and words them for the person who wrote
//! the file.

mod builder;
mod document;
mod keys;
mod limits;
mod one_or_many;
mod places;
mod read;
mod scalar;
mod schema;
mod syntax;
mod tree;
mod typed;
mod walk;

pub use document::{Change, Document, Partial};
pub use limits::Limits;
pub use one_or_many::OneOrMany;
pub use places::Places;
pub use read::read;
