//! Everything that is impossible by the format although each value on its own is fine. All problems at once.

mod architecture;
mod common;
mod dataset;
mod links;
mod report;
mod system;
mod waivers;

use super::EngineNames;
use super::spec::WorkloadSpec;
use crate::diagnostic::Diagnostic;
use crate::yaml::Places;
use report::Report;

/// The problems of a workload, not yet at their places.
#[derive(Debug, Default)]
pub(super) struct Problems(Report);

impl Problems {
    /// Looks for all problems.
    pub(super) fn of(spec: &WorkloadSpec, engines: &dyn EngineNames) -> Self {
        let mut report = Report::default();
        system::check(spec, engines, &mut report);
        for (name, dataset) in &spec.datasets {
            dataset::check(name, dataset, &mut report);
        }
        links::check(spec, &mut report);
        if let Some(architecture) = &spec.architecture {
            architecture::check(architecture, spec, engines, &mut report);
        }
        waivers::check(spec, &mut report);
        Self(report)
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.0.is_empty()
    }

    /// Without those that `others` has too.
    pub(super) fn without(mut self, others: &Self) -> Self {
        self.0.0.retain(|problem| !others.0.0.contains(problem));
        self
    }

    /// The problems at their places.
    pub(super) fn locate(&self, places: &Places) -> Vec<Diagnostic> {
        self.0.0.iter().map(|problem| problem.locate(places)).collect()
    }
}
