//! Reading YAML: the only caller of the YAML reader.
//!
//! A file that is in order is read straight into its type. One that is not is read a second time, as a tree of values
//! that know their places, and held against the JSON Schema of the type: that finds all problems in one run, and
//! words them for the person who wrote the file.

mod builder;
mod document;
mod glance;
mod keys;
mod limits;
mod one_or_many;
mod places;
mod read;
mod scalar;
mod schema;
mod syntax;
mod tree;
mod walk;

pub use document::{Change, Document, Partial};
pub use limits::Limits;
pub use one_or_many::OneOrMany;
pub use places::Places;
pub use read::{read, read_partially};
