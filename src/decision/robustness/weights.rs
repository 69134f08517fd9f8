//! Certainty under other weights.
//!
//! To solve the problem anew for each of some thousand draws would take too long: the first draws are solved exactly,
//! and the architectures that they lead to are what all draws choose from. A test holds this against solving each.

use std::collections::BTreeMap;

use super::{DatasetRobustness, RunnerUp};
use crate::decision::Parts;
use crate::decision::assignment::Problem;
use crate::decision::consolidation::{Posed, Weighing};
use crate::knowledge::Part;

/// Where the draws begin. Any number does; it must stay the same, so that answers do.
const SEED: u64 = 0x5EED_0F0D_A7AB_A5E5;
/// A criterion whose weight differs by less from what it is on the average explains nothing (in factors of two).
const TELLING: f64 = 0.1;
/// An architecture that is better by less than this is no news: it changes shares by less than is told.
const WORTH_KNOWING: f64 = 0.002;
/// So many criteria are named on each side.
const NAMED: usize = 2;

/// Shares of the draws in which the groups of `homes` are kept: all together, and for each dataset.
pub(super) fn certainty(parts: &Parts<'_>, posed: &Posed<'_>, homes: &[usize]) -> (f64, Vec<DatasetRobustness>) {
    let parameters = &parts.knowledge.parameters;
    let derived = Weighing::derived(parts);
    let mut draws = Draws::new(parts);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be small counts")]
    let (samples, solved) = (parameters.weight_samples as usize, parameters.weight_samples_solved as usize);
    let mut pool = Pool::default();
    let (mut problem, _) = posed.problem(&derived);
    pool.solve(&problem);
    let mut tally = Tally::new(parts, homes);
    let factors: Vec<Vec<f64>> = (0..samples).map(|_| draws.next()).collect();
    for factors in factors.iter().take(solved) {
        posed.reweigh(&weighed(&derived, factors), &mut problem);
        pool.solve(&problem);
    }
    for factors in &factors {
        posed.reweigh(&weighed(&derived, factors), &mut problem);
        if let Some((_, best)) = pool.best(&problem) {
            tally.count(best.iter().map(|host| posed.hosts[*host]), factors);
        }
    }
    tally.shares(parts)
}

/// Draws of factors on the weights, one a criterion.
struct Draws {
    random: fastrand::Rng,
    /// Logarithm of the greatest factor.
    spreads: Vec<f64>,
}

impl Draws {
    fn new(parts: &Parts<'_>) -> Self {
        let parameters = &parts.knowledge.parameters;
        let stated = |fact: &crate::vocabulary::FactRef| {
            parts.common.system.get(usize::from(fact.index)).is_some_and(|value| value.number().is_some())
        };
        let spread = |criterion: &crate::knowledge::Criterion| {
            let spread = if criterion.priorities.iter().any(stated) {
                parameters.weight_spread_of_priorities
            } else {
                parameters.weight_spread
            };
            spread.ln()
        };
        let spreads = parts.knowledge.criteria.iter().map(spread).collect();
        Self { random: fastrand::Rng::with_seed(SEED), spreads }
    }

    /// Factors, evenly spread on a log scale.
    fn next(&mut self) -> Vec<f64> {
        let random = &mut self.random;
        self.spreads.iter().map(|spread| (spread * (2.0 * random.f64() - 1.0)).exp()).collect()
    }
}

/// The derived weights times factors. The fit part keeps its sum, so that what changes is what counts within it, and
/// how much running an engine counts against it.
fn weighed(derived: &Weighing, factors: &[f64]) -> Weighing {
    let times =
        |weights: &[f64]| -> Vec<f64> { weights.iter().zip(factors).map(|(weight, factor)| weight * factor).collect() };
    let sum = |weights: &[f64]| weights.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let fit = derived
        .fit
        .iter()
        .map(|weights| {
            let mut drawn = times(weights);
            let scale = sum(weights) / sum(&drawn);
            drawn.iter_mut().for_each(|weight| *weight *= scale);
            drawn
        })
        .collect();
    let running = times(&derived.running);
    let burden = derived.burden * sum(&running) / sum(&derived.running);
    Weighing { fit, running, burden }
}

/// Architectures to choose from.
#[derive(Default)]
struct Pool {
    assignments: Vec<Vec<usize>>,
    /// For each assignment what lying apart or together costs, which no weight changes.
    fixed: Vec<f64>,
    /// For each assignment the engines that it uses.
    used: Vec<Vec<usize>>,
}

impl Pool {
    /// Adds the best architecture of a problem, unless it is known.
    fn solve(&mut self, problem: &Problem) {
        let known = self.best(problem).map_or(f64::NEG_INFINITY, |(total, _)| total);
        let Some(best) = problem.solve_above(known + WORTH_KNOWING) else { return };
        let mut used = best.engines.clone();
        used.sort_unstable();
        used.dedup();
        self.fixed.push(variable(problem, &best.engines, &used).unwrap_or(best.total) - best.total);
        self.used.push(used);
        self.assignments.push(best.engines);
    }

    /// The best of the pool and what it is worth; of equals the first.
    fn best(&self, problem: &Problem) -> Option<(f64, &[usize])> {
        let mut best: Option<(f64, usize)> = None;
        for (at, assignment) in self.assignments.iter().enumerate() {
            let Some(variable) = variable(problem, assignment, &self.used[at]) else { continue };
            let total = variable - self.fixed[at];
            if best.is_none_or(|(most, _)| total > most) {
                best = Some((total, at));
            }
        }
        best.map(|(total, at)| (total, self.assignments[at].as_slice()))
    }
}

/// Values less prices of engines: what the weights change.
fn variable(problem: &Problem, assignment: &[usize], used: &[usize]) -> Option<f64> {
    let mut total = 0.0;
    for (dataset, host) in assignment.iter().enumerate() {
        total += problem.values[dataset][*host]?;
    }
    Some(total - used.iter().map(|host| problem.prices[*host]).sum::<f64>())
}

/// Counts of what was chosen.
struct Tally<'p> {
    groups: Vec<&'p str>,
    homes: Vec<&'p str>,
    draws: usize,
    all_kept: usize,
    /// For each dataset and group that was chosen: how often, one of its engines, sums of the logarithms of factors.
    chosen: Vec<BTreeMap<&'p str, Chosen>>,
    /// Sums of the logarithms of all factors.
    usual: Vec<f64>,
}

struct Chosen {
    count: usize,
    engine: usize,
    logs: Vec<f64>,
}

impl<'p> Tally<'p> {
    fn new(parts: &Parts<'p>, homes: &[usize]) -> Self {
        let groups: Vec<&str> = parts.knowledge.engines.iter().map(|engine| engine.group.as_str()).collect();
        Self {
            homes: homes.iter().map(|engine| groups[*engine]).collect(),
            groups,
            draws: 0,
            all_kept: 0,
            chosen: homes.iter().map(|_| BTreeMap::new()).collect(),
            usual: vec![0.0; parts.knowledge.criteria.len()],
        }
    }

    fn count(&mut self, engines: impl Iterator<Item = usize>, factors: &[f64]) {
        let logs: Vec<f64> = factors.iter().map(|factor| factor.log2()).collect();
        let mut kept = true;
        for (dataset, engine) in engines.enumerate() {
            let group = self.groups[engine];
            kept &= group == self.homes[dataset];
            let chosen = self.chosen[dataset].entry(group).or_insert_with(|| Chosen {
                count: 0,
                engine,
                logs: vec![0.0; logs.len()],
            });
            chosen.count += 1;
            chosen.logs.iter_mut().zip(&logs).for_each(|(sum, log)| *sum += log);
        }
        self.usual.iter_mut().zip(&logs).for_each(|(sum, log)| *sum += log);
        self.draws += 1;
        self.all_kept += usize::from(kept);
    }

    fn shares(&self, parts: &Parts<'_>) -> (f64, Vec<DatasetRobustness>) {
        let datasets = (0..self.homes.len()).map(|dataset| self.of_dataset(parts, dataset)).collect();
        (self.share(self.all_kept), datasets)
    }

    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    fn share(&self, count: usize) -> f64 {
        count as f64 / self.draws.max(1) as f64
    }

    fn of_dataset(&self, parts: &Parts<'_>, dataset: usize) -> DatasetRobustness {
        let home = self.homes[dataset];
        let certainty = self.chosen[dataset].get(home).map_or(0.0, |kept| self.share(kept.count));
        let others = self.chosen[dataset].iter().filter(|(group, _)| **group != home);
        // Of equals the first by name.
        let next = others.rev().max_by_key(|(_, chosen)| chosen.count);
        let runner_up = next.map(|(_, chosen)| {
            let differences = self.differences(parts, chosen);
            let named = |sign: f64| -> Vec<usize> {
                let telling = differences.iter().filter(|(difference, _)| difference * sign > TELLING);
                let mut telling: Vec<&(f64, usize)> = telling.collect();
                telling.sort_by(|left, right| (right.0 * sign).total_cmp(&(left.0 * sign)));
                telling.into_iter().take(NAMED).map(|(_, criterion)| *criterion).collect()
            };
            RunnerUp {
                engine: chosen.engine,
                share: self.share(chosen.count),
                favoured_by: named(1.0),
                disfavoured_by: named(-1.0),
            }
        });
        DatasetRobustness { certainty, runner_up }
    }

    /// How much more than on the average each criterion weighs when a group is chosen, in factors of two.
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    fn differences(&self, parts: &Parts<'_>, chosen: &Chosen) -> Vec<(f64, usize)> {
        let mean = |sums: &[f64], count: usize| -> Vec<f64> { sums.iter().map(|sum| sum / count as f64).collect() };
        let (own, usual) = (mean(&chosen.logs, chosen.count), mean(&self.usual, self.draws));
        let part = |at: usize| parts.knowledge.criteria[at].part;
        let weighs = |at: usize| part(at) == Part::Fit || parts.common.running.weights[at] > 0.0;
        let differences = own.iter().zip(usual).enumerate().filter(|(at, _)| weighs(*at));
        differences.map(|(at, (own, usual))| (own - usual, at)).collect()
    }
}
