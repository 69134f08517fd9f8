//! The workload: what may be written ([`spec`]) and its checked form.

mod choice;
mod facts;
pub mod spec;
mod stated;

pub use choice::Choice;
pub use facts::{Assumptions, DatasetFacts, Distribution, WorkloadFacts};
pub use stated::{Stated, UNKNOWN};

use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
/// stub until validation is there
#[derive(Debug)]
pub struct Workload { spec: spec::WorkloadSpec }
impl Workload {
    pub fn spec(&self) -> &spec::WorkloadSpec { &self.spec }
    pub fn read(file: &SourceFile) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self { spec: crate::yaml::read(file, &crate::yaml::Limits::WORKLOAD)? })
    }
}
