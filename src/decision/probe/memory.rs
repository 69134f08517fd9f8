//! Evaluations that were made before: variants of a workload have most of their datasets in common.

use std::rc::Rc;

use super::watched::Watched;
use crate::decision::evaluation::{Common, DatasetEvaluation, evaluate_dataset};
use crate::knowledge::Knowledge;
use crate::vocabulary::Value;
use crate::workload::{DatasetFacts, WorkloadFacts};

/// Systems that are remembered: each takes a quarter of a megabyte.
const SYSTEMS: usize = 8;
/// Variants of a dataset that are remembered for a system: each takes some ten kilobytes.
const VARIANTS: usize = 24;

/// Evaluations by what was evaluated.
#[derive(Default)]
pub(super) struct Memory<'a> {
    systems: Vec<OfSystem<'a>>,
    /// How many datasets had to be evaluated.
    pub(super) evaluated: usize,
}

/// What was evaluated for a system.
struct OfSystem<'a> {
    values: Vec<Value>,
    hosting: String,
    common: Rc<Common<'a>>,
    /// For each dataset its variants, the latest last.
    datasets: Vec<Vec<(DatasetFacts, Rc<DatasetEvaluation>)>>,
}

impl<'a> Memory<'a> {
    /// What is common to all datasets, and the evaluation of each.
    pub(super) fn evaluate(
        &mut self,
        knowledge: &'a Knowledge,
        watched: &Watched,
        facts: &WorkloadFacts,
        hosting: &str,
    ) -> (Rc<Common<'a>>, Vec<Rc<DatasetEvaluation>>) {
        let known = self
            .systems
            .iter()
            .position(|known| known.hosting == hosting && watched.same_system(&known.values, &facts.system));
        let at = known.unwrap_or_else(|| {
            if self.systems.len() >= SYSTEMS {
                // The first is the workload as it is.
                self.systems.remove(1);
            }
            self.systems.push(OfSystem {
                values: facts.system.clone(),
                hosting: hosting.to_owned(),
                common: Rc::new(Common::of(knowledge, &facts.system, hosting)),
                datasets: facts.datasets.iter().map(|_| Vec::new()).collect(),
            });
            self.systems.len() - 1
        });
        let system = &mut self.systems[at];
        let mut count = 0;
        let common = Rc::clone(&system.common);
        let evaluate = |(facts, variants): (&DatasetFacts, &mut Vec<(DatasetFacts, Rc<DatasetEvaluation>)>)| {
            if let Some((_, known)) = variants.iter().find(|(known, _)| watched.same_dataset(known, facts)) {
                return Rc::clone(known);
            }
            if variants.len() >= VARIANTS {
                variants.remove(1);
            }
            count += 1;
            let evaluated = Rc::new(evaluate_dataset(&common, facts));
            variants.push((facts.clone(), Rc::clone(&evaluated)));
            evaluated
        };
        let datasets = facts.datasets.iter().zip(&mut system.datasets).map(evaluate).collect();
        self.evaluated += count;
        (common, datasets)
    }
}
