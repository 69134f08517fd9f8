//! The knowledge base: data about databases, from files to the form that decisions use.
//!
//! `spec` is what may be written, `load` reads it (one road for the built-in folder and for packs),
//! `compile` checks it and resolves it into `model`. The binary carries the compiled built-in
//! knowledge; `lint` looks for what compiles but is of no use.

mod compile;
mod files;
pub mod lint;
mod load;
mod model;
mod parameters;
pub mod spec;
mod text;

pub use compile::compile;
pub use files::Files;
pub use load::{Entry, Written, load};
pub use model::{
    Backing, Criterion, Decision, Edition, Engine, Extent, Family, Grade, Graded, Grades, Knowledge, Measure, Needs,
    Outcome, Part, Pattern, PatternRole, Reason, Requirement, Row, Subject, UseCase, ValueFunction, ValueRow,
};
pub use parameters::Parameters;
pub use text::{Names, Text};
