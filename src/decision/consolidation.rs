//! Consolidation: engines for all datasets together.
//!
//! Each dataset brings the fit part of its score, weighed by its stake; each engine costs a price
//! made of a base and of what it lacks in the running part of the score. So "start with one
//! database" comes out of the sum instead of being a rule.

use std::collections::BTreeMap;

use super::Parts;
use super::assignment::{Disturbance, Problem};
use super::evaluation::{DatasetEvaluation, HeldBy, Scored};
use crate::knowledge::Part;
use crate::vocabulary::{CONSISTENCY, TRANSACTIONS, Value};
use crate::workload::{DatasetFacts, WorkloadFacts};

/// For each dataset the place in its ranking, and the total.
pub(super) struct Chosen {
    pub(super) places: Vec<usize>,
    /// For each dataset what keeps it from the first of its ranking; none when it lies there.
    pub(super) held_by: Vec<Option<HeldBy>>,
    pub(super) total: f64,
}

pub(super) fn consolidate(parts: &Parts<'_>, facts: &WorkloadFacts) -> Option<Chosen> {
    let posed = Posed::of(parts, facts);
    let weighing = Weighing::derived(parts);
    let (problem, places) = posed.problem(&weighing);
    let solved = problem.solve()?;
    let held_by = (0..parts.datasets.len())
        .map(|dataset| {
            let first = parts.candidates[parts.datasets[dataset].ranking.first()?.candidate].engine;
            let to = posed.hosts.iter().position(|host| *host == first).filter(|to| solved.engines[dataset] != *to)?;
            let costs = problem.moving(&solved.engines, dataset, to);
            let most = costs.engine.max(costs.apart).max(costs.disturbing);
            Some(if most <= costs.engine {
                HeldBy::FurtherEngine
            } else if most <= costs.apart {
                HeldBy::Together
            } else {
                HeldBy::Disturbance
            })
        })
        .collect();
    let homes = solved.engines.iter().enumerate();
    let places = homes.filter_map(|(dataset, host)| places[dataset][*host]).collect();
    Some(Chosen { places, held_by, total: solved.total })
}

/// For each dataset the place in its ranking, as [`consolidate`] finds it. `guesses` are engines for all datasets that
/// may well be the best ones again, which shortens the search; they change no outcome.
pub(super) fn places(parts: &Parts<'_>, facts: &WorkloadFacts, guesses: &[Vec<usize>]) -> Option<Vec<usize>> {
    /// What is worth as much as a guess must still be found, so that of equals the first is taken.
    const BELOW: f64 = 1e-9;
    let posed = Posed::of(parts, facts);
    let (problem, places) = posed.problem(&Weighing::derived(parts));
    let total = |engines: &Vec<usize>| {
        let hosts: Option<Vec<usize>> = engines.iter().map(|engine| posed.hosts.binary_search(engine).ok()).collect();
        problem.total(&hosts?)
    };
    let known = guesses.iter().filter_map(total).reduce(f64::max);
    let above = known.and_then(|known| problem.solve_above(known - BELOW));
    let solved = above.or_else(|| problem.solve())?;
    solved.engines.iter().enumerate().map(|(dataset, host)| places[dataset][*host]).collect()
}

/// The weights that scores and prices are taken with.
pub(super) struct Weighing {
    /// By dataset and criterion, for the fit part.
    pub(super) fit: Vec<Vec<f64>>,
    /// By criterion, for the running part.
    pub(super) running: Vec<f64>,
    /// How much heavier running an engine weighs here than usual.
    pub(super) burden: f64,
}

impl Weighing {
    /// The weights that were derived from the workload.
    pub(super) fn derived(parts: &Parts<'_>) -> Self {
        Self {
            fit: parts.datasets.iter().map(|evaluation| evaluation.fit_weights.clone()).collect(),
            running: parts.common.running.weights.clone(),
            burden: parts.common.running.burden,
        }
    }
}

/// The problem with what does not depend on the weights.
pub(super) struct Posed<'p> {
    parts: &'p Parts<'p>,
    /// Engines that could hold something, by their places in the knowledge.
    pub(super) hosts: Vec<usize>,
    /// For each host the place of the candidate that is the engine without extensions.
    plain: Vec<Option<usize>>,
    /// For each host what is taken off its price, because it runs already.
    credits: Vec<f64>,
    /// For each dataset and each entry of its ranking the place of the host.
    host_of: Vec<Vec<usize>>,
    /// For each dataset the fit criteria, by their places, with the values of its ranking.
    fits: Vec<Vec<(usize, Vec<f64>)>>,
    /// For each candidate what it lacks in each of the running criteria.
    lacking: Vec<Vec<(usize, f64)>>,
    frame: Problem,
}

/// For each dataset and host the place in the ranking of the best candidate there.
pub(super) type Places = Vec<Vec<Option<usize>>>;

impl<'p> Posed<'p> {
    pub(super) fn of(parts: &'p Parts<'p>, facts: &WorkloadFacts) -> Self {
        let engine = |scored: &Scored| parts.candidates[scored.candidate].engine;
        let mut hosts: Vec<usize> =
            parts.datasets.iter().flat_map(|evaluation| evaluation.ranking.iter().map(engine)).collect();
        hosts.sort_unstable();
        hosts.dedup();
        let declared = declared_engines(parts);
        let credit = |host: &usize| {
            if declared.contains(host) { parts.knowledge.parameters.switching_price } else { 0.0 }
        };
        let host_of = |evaluation: &&DatasetEvaluation| {
            let place = |scored| hosts.binary_search(&engine(scored)).unwrap_or_default();
            evaluation.ranking.iter().map(place).collect()
        };
        let of_part = |part: Part| {
            let criteria = parts.knowledge.criteria.iter().enumerate();
            criteria.filter(move |(_, criterion)| criterion.part == part).map(|(at, _)| at)
        };
        let fits = |evaluation: &&DatasetEvaluation| {
            let values = |at: usize| evaluation.ranking.iter().map(|scored| scored.values[at]).collect();
            of_part(Part::Fit).map(|at| (at, values(at))).collect()
        };
        let lacking = |values: &Vec<f64>| of_part(Part::Running).map(|at| (at, 1.0 - values[at])).collect();
        let mut plain = vec![None; hosts.len()];
        for (at, candidate) in parts.candidates.iter().enumerate().filter(|(_, known)| known.extension.is_none()) {
            if let Ok(host) = hosts.binary_search(&candidate.engine) {
                plain[host] = Some(at);
            }
        }
        Self {
            parts,
            plain,
            credits: hosts.iter().map(credit).collect(),
            host_of: parts.datasets.iter().map(host_of).collect(),
            fits: parts.datasets.iter().map(fits).collect(),
            lacking: parts.common.running.values.iter().map(lacking).collect(),
            frame: Problem {
                values: Vec::new(),
                prices: Vec::new(),
                apart: apart(parts, facts),
                disturbing: disturbing(parts, facts, &hosts),
                required: required_hosts(parts, facts, &hosts),
                at_most: max_engines(facts),
            },
            hosts,
        }
    }

    /// The problem under some weights.
    pub(super) fn problem(&self, weighing: &Weighing) -> (Problem, Places) {
        let mut problem = self.frame.clone();
        let mut places: Places = vec![vec![None; self.hosts.len()]; self.host_of.len()];
        self.weigh(weighing, &mut problem, |dataset, host, place| places[dataset][host] = Some(place));
        (problem, places)
    }

    /// Puts a problem of these parts under other weights.
    pub(super) fn reweigh(&self, weighing: &Weighing, problem: &mut Problem) {
        self.weigh(weighing, problem, |_, _, _| ());
    }

    /// Values and prices under some weights; tells of each dataset and host the place in the ranking that is the best
    /// there so far.
    fn weigh(&self, weighing: &Weighing, problem: &mut Problem, mut tell: impl FnMut(usize, usize, usize)) {
        let parameters = &self.parts.knowledge.parameters;
        let lack = |lacking: &Vec<(usize, f64)>| lacking.iter().map(|(at, lacks)| weighing.running[*at] * lacks).sum();
        let of_candidates: Vec<f64> = self.lacking.iter().map(lack).collect();
        let lacks: Vec<f64> = self.plain.iter().map(|plain| plain.map_or(0.0, |plain| of_candidates[plain])).collect();
        let price = parameters.price_further_engine * weighing.burden;
        // To have an engine never pays in itself.
        let prices = lacks.iter().zip(&self.credits).map(|(lacks, credit)| (price + lacks - credit).max(0.0));
        problem.prices.clear();
        problem.prices.extend(prices);
        problem.values.resize_with(self.host_of.len(), Vec::new);
        let mut fits = Vec::new();
        for (dataset, (evaluation, values)) in self.parts.datasets.iter().zip(&mut problem.values).enumerate() {
            values.clear();
            values.resize(self.hosts.len(), None);
            self.fits_under(&weighing.fit[dataset], dataset, &mut fits);
            let best_fit = fits.iter().copied().fold(0.0, f64::max);
            for (place, (scored, fit)) in evaluation.ranking.iter().zip(&fits).enumerate() {
                let host = self.host_of[dataset][place];
                let extra = match self.parts.candidates[scored.candidate].extension {
                    Some(_) => {
                        let more = of_candidates[scored.candidate] - lacks[host];
                        parameters.price_extension + more.max(0.0)
                    }
                    None => 0.0,
                };
                let misfit = (best_fit - fit - parameters.misfit_tolerated).max(0.0);
                let value = fit * evaluation.stake - parameters.price_of_misfit * misfit - extra;
                if values[host].is_none_or(|best| value > best) {
                    values[host] = Some(value);
                    tell(dataset, host, place);
                }
            }
        }
    }

    /// How well each entry of a dataset's ranking would serve it under some weights.
    fn fits_under(&self, weights: &[f64], dataset: usize, fits: &mut Vec<f64>) {
        let ranking = &self.parts.datasets[dataset].ranking;
        fits.clear();
        fits.resize(ranking.len(), 0.0);
        for (at, values) in &self.fits[dataset] {
            let weight = weights[*at];
            fits.iter_mut().zip(values).for_each(|(fit, value)| *fit += weight * value);
        }
        fits.iter_mut().zip(ranking).for_each(|(fit, scored)| *fit -= scored.deduction);
    }
}

/// How many engines the policy allows.
pub(super) fn max_engines(facts: &WorkloadFacts) -> Option<usize> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count")]
    system_number(facts, "policy.max_engines").map(|limit| limit as usize)
}

fn system_number(facts: &WorkloadFacts, name: &str) -> Option<f64> {
    let fact = crate::vocabulary::FactRef::find(name)?;
    facts.system[usize::from(fact.index)].number().map(crate::quantity::Interval::point)
}

/// Engines that the declared architecture already runs.
fn declared_engines(parts: &Parts<'_>) -> Vec<usize> {
    let spec = parts.spec;
    let Some(architecture) = &spec.architecture else { return Vec::new() };
    let running = crate::workload::spec::ArchitectureStatus::Running;
    if architecture.status.known() != Some(&running) {
        return Vec::new();
    }
    architecture.stores.values().filter_map(|store| parts.knowledge.engine(store.engine.name())).collect()
}

fn required_hosts(parts: &Parts<'_>, facts: &WorkloadFacts, hosts: &[usize]) -> Vec<usize> {
    required_engines(parts, facts).iter().filter_map(|engine| hosts.iter().position(|host| host == engine)).collect()
}

/// Engines that the policy requires; an extension is required through its host.
pub(super) fn required_engines(parts: &Parts<'_>, facts: &WorkloadFacts) -> Vec<usize> {
    let Some(fact) = crate::vocabulary::FactRef::find("policy.require") else { return Vec::new() };
    let Value::Names(names) = &facts.system[usize::from(fact.index)] else { return Vec::new() };
    let engines = &parts.knowledge.engines;
    let mut required: Vec<usize> = names
        .iter()
        .filter_map(|name| parts.knowledge.engine(name))
        .map(|at| engines[at].extends.as_ref().and_then(|host| parts.knowledge.engine(host)).unwrap_or(at))
        .collect();
    required.sort_unstable();
    required.dedup();
    required
}

/// Why it costs something when two datasets lie in different engines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    Join,
    /// With what one of them is derived from: what is found here leads there by key.
    JoinWithSource,
    Change,
    Feed,
}

/// Prices of lying in different engines: for joins, for changes together, for feeds.
fn apart(parts: &Parts<'_>, facts: &WorkloadFacts) -> Vec<(usize, usize, f64)> {
    let parameters = &parts.knowledge.parameters;
    let mut ties = Vec::new();
    for (at, dataset) in facts.datasets.iter().enumerate() {
        let others =
            |names: &[String]| -> Vec<usize> { names.iter().filter_map(|name| facts.position(name)).collect() };
        for other in others(&dataset.joins_with) {
            let derived = comes_from(facts, at, other) || comes_from(facts, other, at);
            ties.push((at, other, if derived { Tie::JoinWithSource } else { Tie::Join }));
        }
        ties.extend(change_partners(dataset, facts).into_iter().map(|other| (at, other, Tie::Change)));
        ties.extend(others(&dataset.derived_from).into_iter().map(|other| (at, other, Tie::Feed)));
    }
    let price = |tie: &Tie| match tie {
        Tie::Join => parameters.price_join_apart,
        Tie::JoinWithSource => parameters.price_join_with_source,
        Tie::Change => parameters.price_changes_apart,
        Tie::Feed => parameters.price_feed,
    };
    let of_pairs = of_pairs(ties).into_iter();
    of_pairs.map(|((one, other), ties)| (one, other, ties.iter().map(price).sum())).collect()
}

/// Whether a dataset is derived from another, over however many steps.
fn comes_from(facts: &WorkloadFacts, dataset: usize, source: usize) -> bool {
    let mut sources = facts.datasets[dataset].derived_from.iter().filter_map(|name| facts.position(name));
    sources.any(|at| at == source || comes_from(facts, at, source))
}

/// The datasets that a dataset changes together with: those it names, or, when it only says that
/// its transactions cross datasets, those it is read together with.
pub(super) fn change_partners(dataset: &DatasetFacts, facts: &WorkloadFacts) -> Vec<usize> {
    let crosses = matches!(dataset.get("veracity.transactions"), Value::Choice(at) if Some(*at) == TRANSACTIONS.index("cross-dataset"));
    let names = match (dataset.changes_with.is_empty(), crosses) {
        (false, _) => &dataset.changes_with,
        (true, true) => &dataset.joins_with,
        (true, false) => return Vec::new(),
    };
    names.iter().filter_map(|name| facts.position(name)).collect()
}

/// What ties each pair; a tie named from both ends counts once.
fn of_pairs(ties: Vec<(usize, usize, Tie)>) -> BTreeMap<(usize, usize), Vec<Tie>> {
    let mut merged: BTreeMap<(usize, usize), Vec<Tie>> = BTreeMap::new();
    for (one, other, tie) in ties {
        let kinds = merged.entry((one.min(other), one.max(other))).or_default();
        if !kinds.contains(&tie) {
            kinds.push(tie);
        }
    }
    merged
}

/// Heavy scans and streams of small writes disturb transactions where both run on one server.
fn disturbing(parts: &Parts<'_>, facts: &WorkloadFacts, hosts: &[usize]) -> Vec<Disturbance> {
    let parameters = &parts.knowledge.parameters;
    let analytic = |dataset: &DatasetFacts| {
        dataset.number("analytic_share").is_some_and(|share| share.low >= parameters.analytic_share_that_disturbs)
    };
    let transactional = |dataset: &DatasetFacts| {
        let transactions = matches!(dataset.get("veracity.transactions"), Value::Choice(at) if Some(*at) >= TRANSACTIONS.index("multi-item"));
        let strong = matches!(dataset.get("veracity.consistency"), Value::Choice(at) if Some(*at) == CONSISTENCY.index("strong"));
        (transactions || strong) && !analytic(dataset)
    };
    let busy = |dataset: &DatasetFacts| {
        dataset.number("peak_writes").is_some_and(|writes| writes.low >= parameters.writes_that_disturb)
    };
    let disturbs = |dataset: &DatasetFacts| analytic(dataset) || (busy(dataset) && !transactional(dataset));
    let families = &parts.knowledge.families;
    let felt: Vec<bool> = hosts
        .iter()
        .map(|host| {
            !["analytical", "object-storage"].contains(&families[parts.knowledge.engines[*host].family].id.as_str())
        })
        .collect();
    let transactional: Vec<usize> =
        (0..facts.datasets.len()).filter(|at| transactional(&facts.datasets[*at])).collect();
    let disturbing = facts.datasets.iter().enumerate().filter(|(_, dataset)| disturbs(dataset));
    disturbing
        .map(|(at, _)| Disturbance {
            dataset: at,
            others: transactional.iter().copied().filter(|other| *other != at).collect(),
            price: parameters.price_analytics_beside_transactions * parts.datasets[at].stake.min(1.0),
            felt: felt.clone(),
        })
        .collect()
}
