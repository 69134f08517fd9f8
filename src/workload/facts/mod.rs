//! The facts of a workload: what the spec gives, and what follows from it by arithmetic.
//!
//! A derived fact is unknown when what it needs is unknown, and an interval when that is one. No
//! number is made up: where the plausible range of an unknown item size is used, it stays a range.

mod dataset;
mod growth;
mod sheet;
mod system;

pub use dataset::{DatasetFacts, Distribution};
pub use growth::Assumptions;
pub use system::outside as outside_residency;

use super::spec::{DatasetSpec, WorkloadSpec};
use crate::vocabulary::Value;

/// How long decisions must hold, in seconds.
#[must_use]
pub fn horizon(spec: &WorkloadSpec, assumptions: &Assumptions<'_>) -> f64 {
    spec.horizon.known().map_or(assumptions.horizon, |horizon| horizon.interval().point())
}

/// All facts of a workload.
#[derive(Clone, Debug)]
pub struct WorkloadFacts {
    /// Facts of the system, in the vocabulary's order.
    pub system: Vec<Value>,
    /// Facts of the datasets, in the order of the spec.
    pub datasets: Vec<DatasetFacts>,
}

impl WorkloadFacts {
    /// Computes the facts.
    #[must_use]
    pub fn of(spec: &WorkloadSpec, assumptions: &Assumptions<'_>) -> Self {
        Self::at(horizon(spec, assumptions), spec, assumptions)
    }

    /// Computes the facts as they will be after so many seconds, which then take the place of the horizon.
    #[must_use]
    pub fn at(seconds: f64, spec: &WorkloadSpec, assumptions: &Assumptions<'_>) -> Self {
        let of_dataset =
            |(name, dataset): (&String, &DatasetSpec)| DatasetFacts::at(seconds, name, dataset, spec, assumptions);
        Self::settled(spec.datasets.iter().map(of_dataset).collect(), spec, assumptions)
    }

    /// Computes the facts of each dataset without what follows from others, to start from when one of them changes.
    #[must_use]
    pub fn drafts(spec: &WorkloadSpec, assumptions: &Assumptions<'_>) -> Vec<DatasetFacts> {
        let seconds = horizon(spec, assumptions);
        let drafts = spec.datasets.iter();
        drafts.map(|(name, dataset)| DatasetFacts::at(seconds, name, dataset, spec, assumptions)).collect()
    }

    /// The facts of a spec of which one dataset is otherwise than when the drafts were made, and nothing else.
    #[must_use]
    pub fn again(drafts: &[DatasetFacts], changed: usize, spec: &WorkloadSpec, assumptions: &Assumptions<'_>) -> Self {
        let mut datasets = drafts.to_vec();
        if let Some((name, dataset)) = spec.datasets.get_index(changed) {
            datasets[changed] = DatasetFacts::at(horizon(spec, assumptions), name, dataset, spec, assumptions);
        }
        Self::settled(datasets, spec, assumptions)
    }

    /// What follows from all datasets together.
    fn settled(mut datasets: Vec<DatasetFacts>, spec: &WorkloadSpec, assumptions: &Assumptions<'_>) -> Self {
        dataset::inherit_from_sources(&mut datasets, assumptions);
        dataset::largest_databases(&mut datasets, spec, assumptions);
        let system = system::facts(spec, &datasets, assumptions);
        Self { system, datasets }
    }

    /// Place of a dataset by name.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.datasets.iter().position(|dataset| dataset.name == name)
    }
}
