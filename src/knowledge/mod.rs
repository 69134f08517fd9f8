//! The knowledge base: data about databases, from files to the form that decisions use.
//!
//! `spec` is what may be written, `load` reads it (one road for the built-in folder and for packs),
//! `compile` checks it and resolves it into `model`. The binary carries the compiled built-in
//! knowledge; `lint` looks for what compiles but is of no use.

mod advice;
mod compile;
mod coverage;
mod deferred;
mod exclusion;
mod files;
mod finding;
mod grades;
pub mod lint;
mod load;
mod model;
mod parameters;
mod patch;
mod pattern;
mod plausible;
pub mod spec;
mod step;
mod text;

pub use advice::{Conflict, DisputedRow, Guidance, GuidanceText, Listed, Mechanism, Reference, Resolution};
pub use coverage::{Coverage, CoverageRow, MissingItem};
pub use deferred::Deferred;
pub use exclusion::{Exclusion, Region};
pub use files::Files;
pub use finding::Finding;
pub use grades::{Extent, Grade, GradeList, Graded, Grades, Limit};
pub use load::{Entry, Written, load};
pub use model::{
    Backing, Criterion, Decision, Edition, Engine, Family, Figure, HitPolicy, Knowledge, Measure, Needs, Outcome, Part,
    Requirement, Row, Subject, UseCase, ValueFunction, ValueRow,
};
pub use parameters::Parameters;
pub use pattern::{Pattern, PatternRole, Reason};
pub use plausible::{Plausible, PlausibleRow, Prior};
pub use step::{Preparation, StepKind};
pub use text::{ForEngines, Names, Own, Text};

use crate::diagnostic::{self, Diagnostic};

/// Reads and compiles a knowledge folder with the packs that lie over it.
///
/// # Errors
/// All problems of all files, each at its place.
pub fn read(files: &Files, packs: Vec<String>) -> Result<(Written, Knowledge), Vec<Diagnostic>> {
    let load::Loaded { written, mut problems } = load::load_partially(files, packs);
    let Some(written) = written else { return Err(problems) };
    match compile::compile(&written, files) {
        Ok(knowledge) if problems.is_empty() => return Ok((written, knowledge)),
        Ok(_) => {}
        Err(found) => {
            let found = diagnostic::independent(found, &problems);
            problems.extend(found);
        }
    }
    diagnostic::sort(&mut problems);
    Err(problems)
}
