//! How sure a recommendation is (SMAA), and what one engine more or less would change.
//!
//! Weights are opinions: each is drawn many times around its derived value, and the share of the draws in which the
//! choice is kept is the certainty. Engines of a compatibility group stand in for one another, so that certainty is
//! the group's. All draws come from a fixed seed: the same workload gives the same answer.

mod tradeoff;
mod weights;

use std::collections::BTreeSet;

use super::Parts;
use super::consolidation::Posed;
use super::evaluation::{Common, DatasetEvaluation, Evaluation};

pub use tradeoff::Step;

/// How sure a recommendation is.
#[derive(Clone, Debug, PartialEq)]
pub struct Robustness {
    /// Share of the draws in which all datasets keep their compatibility group.
    pub certainty: f64,
    /// Each dataset, in the order of the spec.
    pub datasets: Vec<DatasetRobustness>,
    /// The best that one engine can do, two, and so on up to the recommendation.
    pub trade_off: Vec<Step>,
}

/// How sure the engine of a dataset is.
#[derive(Clone, Debug, PartialEq)]
pub struct DatasetRobustness {
    /// Share of the draws in which its compatibility group is kept.
    pub certainty: f64,
    /// What it gets instead most often, when it does not.
    pub runner_up: Option<RunnerUp>,
}

/// What a dataset gets instead most often.
#[derive(Clone, Debug, PartialEq)]
pub struct RunnerUp {
    /// Place of the engine in the knowledge.
    pub engine: usize,
    /// Share of the draws in which its group is chosen.
    pub share: f64,
    /// Criteria that weigh more than usual when it is, the most telling first, by their places.
    pub favoured_by: Vec<usize>,
    /// Criteria that weigh less.
    pub disfavoured_by: Vec<usize>,
}

impl DatasetRobustness {
    /// Whether the choice is near a tie: under `tie_below`, the other may as well be taken.
    #[must_use]
    pub fn is_tie(&self, tie_below: f64) -> bool {
        self.certainty < tie_below && self.runner_up.is_some()
    }
}

/// How sure an evaluation's recommendation is; none where there is no recommendation.
#[must_use]
pub fn robustness(evaluation: &Evaluation<'_>) -> Option<Robustness> {
    let architecture = evaluation.architecture()?;
    let common = Common::of(evaluation.knowledge, &evaluation.facts.system, &evaluation.hosting);
    let datasets: Vec<&DatasetEvaluation> = evaluation.datasets.iter().collect();
    let parts = Parts::of(evaluation.spec, &common, datasets);
    let posed = Posed::of(&parts, &evaluation.facts);
    let homes: Vec<usize> = architecture
        .homes
        .iter()
        .zip(&evaluation.datasets)
        .map(|((_, place), dataset)| evaluation.candidates[dataset.ranking[*place].candidate].engine)
        .collect();
    let (certainty, datasets) = weights::certainty(&parts, &posed, &homes);
    let used = homes.iter().collect::<BTreeSet<_>>().len();
    Some(Robustness { certainty, datasets, trade_off: tradeoff::steps(&parts, &posed, used) })
}
