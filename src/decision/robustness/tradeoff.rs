//! The trade-off curve of consolidation: what each further engine buys, and what it costs.

use crate::decision::Parts;
use crate::decision::consolidation::{Posed, Weighing};

/// The best architecture with at most so many engines.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The engines, by their places in the knowledge.
    pub engines: Vec<usize>,
    /// How well all datasets are served, less what lying apart or together costs.
    pub served: f64,
    /// What the engines cost.
    pub price: f64,
}

impl Step {
    /// What the architecture is worth.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.served - self.price
    }
}

/// The best with one engine, with two, up to `most`. A number that cannot hold all datasets is left out.
pub(super) fn steps(parts: &Parts<'_>, posed: &Posed<'_>, most: usize) -> Vec<Step> {
    let (mut problem, _) = posed.problem(&Weighing::derived(parts));
    let mut steps: Vec<Step> = Vec::new();
    for limit in 1..=most {
        problem.at_most = Some(limit);
        let Some(best) = problem.solve() else { continue };
        let mut used = best.engines.clone();
        used.sort_unstable();
        used.dedup();
        let price: f64 = used.iter().map(|host| problem.prices[*host]).sum();
        let engines: Vec<usize> = used.iter().map(|host| posed.hosts[*host]).collect();
        if steps.last().is_none_or(|step| step.engines.len() < engines.len()) {
            steps.push(Step { engines, served: best.total + price, price });
        }
    }
    steps
}
