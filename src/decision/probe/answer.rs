//! What an answer comes down to: engines, topologies, caches and patterns.

use std::collections::BTreeSet;

use crate::decision::evaluation::{Evaluation, Outcome, PatternChoice, Store};
use crate::knowledge::Knowledge;
use crate::words::Words;

/// What a recommendation says, as far as it is compared with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// For each dataset in the order of the spec its engine and the topology of its store; empty when nothing meets
    /// the hard requirements.
    pub homes: Vec<Home>,
    /// Engines that front others as caches, by their places in the knowledge.
    pub caches: BTreeSet<usize>,
    /// Chosen patterns, by their places in the knowledge.
    pub patterns: BTreeSet<usize>,
}

/// Where a dataset lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Place of the engine in the knowledge.
    pub engine: usize,
    /// Topology of its store.
    pub topology: Words,
}

/// What one answer says otherwise than another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Whether there is an architecture at all.
    Feasible {
        /// Whether there is one then.
        then: bool,
    },
    /// The engine of a dataset, by places.
    Engine {
        /// The dataset.
        dataset: usize,
        /// Its engine.
        before: usize,
        /// Its engine then.
        then: usize,
    },
    /// The topology of the store of a dataset that keeps its engine.
    Topology {
        /// The dataset.
        dataset: usize,
        /// Its topology.
        before: Words,
        /// Its topology then.
        then: Words,
    },
    /// An engine that fronts others.
    Cache {
        /// The engine.
        engine: usize,
        /// Whether it does then.
        then: bool,
    },
    /// A pattern.
    Pattern {
        /// The pattern.
        pattern: usize,
        /// Whether it is chosen then.
        then: bool,
    },
}

impl Answer {
    /// What an evaluation answers.
    #[must_use]
    pub fn of(evaluation: &Evaluation<'_>) -> Self {
        match &evaluation.outcome {
            Outcome::Infeasible(_) => Self::infeasible(),
            Outcome::Architecture(architecture) => {
                Self::outlined(&architecture.stores, &architecture.homes, &architecture.patterns)
            }
        }
    }

    pub(super) fn infeasible() -> Self {
        Self { homes: Vec::new(), caches: BTreeSet::new(), patterns: BTreeSet::new() }
    }

    pub(super) fn outlined(stores: &[Store], homes: &[(usize, usize)], patterns: &[PatternChoice]) -> Self {
        let home = |(store, _): &(usize, usize)| Home {
            engine: stores[*store].engine,
            topology: stores[*store].topology.clone(),
        };
        let caches = stores.iter().filter(|store| !store.caches.is_empty()).map(|store| store.engine);
        let chosen = patterns.iter().filter(|choice| choice.chosen).map(|choice| choice.pattern);
        Self { homes: homes.iter().map(home).collect(), caches: caches.collect(), patterns: chosen.collect() }
    }

    /// The engines of the datasets.
    pub(in crate::decision) fn engines(&self) -> Vec<usize> {
        self.homes.iter().map(|home| home.engine).collect()
    }

    /// Whether any architecture meets the hard requirements.
    #[must_use]
    pub fn is_feasible(&self) -> bool {
        !self.homes.is_empty()
    }

    /// What another answer to the same datasets says otherwise: engines before topologies before patterns.
    #[must_use]
    pub fn differences(&self, then: &Self) -> Vec<Difference> {
        if self.is_feasible() != then.is_feasible() {
            return vec![Difference::Feasible { then: then.is_feasible() }];
        }
        let mut differences = Vec::new();
        for (dataset, (before, then)) in self.homes.iter().zip(&then.homes).enumerate() {
            if before.engine != then.engine {
                differences.push(Difference::Engine { dataset, before: before.engine, then: then.engine });
            } else if before.topology != then.topology {
                let (before, then) = (before.topology.clone(), then.topology.clone());
                differences.push(Difference::Topology { dataset, before, then });
            }
        }
        let of_caches = self.caches.symmetric_difference(&then.caches);
        differences.extend(of_caches.map(|engine| {
            let then = then.caches.contains(engine);
            Difference::Cache { engine: *engine, then }
        }));
        let of_patterns = self.patterns.symmetric_difference(&then.patterns);
        differences.extend(of_patterns.map(|pattern| {
            let then = then.patterns.contains(pattern);
            Difference::Pattern { pattern: *pattern, then }
        }));
        differences.sort();
        differences
    }

    /// For each dataset whether it keeps its compatibility group.
    pub(in crate::decision) fn keeps_groups(&self, then: &Self, knowledge: &Knowledge) -> Vec<bool> {
        let group = |home: &Home| knowledge.engines[home.engine].group.as_str();
        (0..self.homes.len())
            .map(|at| then.homes.get(at).is_some_and(|then| group(then) == group(&self.homes[at])))
            .collect()
    }
}
