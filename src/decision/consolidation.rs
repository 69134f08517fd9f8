//! Consolidation: engines for all datasets together.
//!
//! Each dataset brings the fit part of its score, weighed by its stake; each engine costs a price
//! made of a base and of what it lacks in the running part of the score. So "start with one
//! database" comes out of the sum instead of being a rule.

use std::collections::BTreeMap;

use super::Parts;
use super::assignment::{Disturbance, Problem};
use super::evaluation::HeldBy;
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
    let (hosts, problem, places) = pose(parts, facts);
    let solved = problem.solve()?;
    let held_by = (0..parts.datasets.len())
        .map(|dataset| {
            let first = parts.candidates[parts.datasets[dataset].ranking.first()?.candidate].engine;
            let to = hosts.iter().position(|host| *host == first).filter(|to| solved.engines[dataset] != *to)?;
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
    let places = solved
        .engines
        .iter()
        .enumerate()
        .filter_map(|(dataset, host)| places.get(&(dataset, hosts[*host])).copied())
        .collect();
    Some(Chosen { places, held_by, total: solved.total })
}

/// The hosts in question, the problem over them, and the place in the ranking of each dataset's
/// best candidate on each host.
fn pose(parts: &Parts<'_>, facts: &WorkloadFacts) -> (Vec<usize>, Problem, BTreeMap<(usize, usize), usize>) {
    let parameters = &parts.knowledge.parameters;
    let mut best: BTreeMap<(usize, usize), (f64, usize)> = BTreeMap::new();
    for (dataset, evaluation) in parts.datasets.iter().enumerate() {
        let best_fit = evaluation.ranking.iter().map(|scored| scored.fit).fold(0.0, f64::max);
        for (place, scored) in evaluation.ranking.iter().enumerate() {
            let candidate = &parts.candidates[scored.candidate];
            let extra = match candidate.extension {
                Some(_) => parameters.price_extension + extra_lacks(parts, scored.candidate),
                None => 0.0,
            };
            let misfit = (best_fit - scored.fit - parameters.misfit_tolerated).max(0.0);
            let value = scored.fit * evaluation.stake - parameters.price_of_misfit * misfit - extra;
            let entry = best.entry((dataset, candidate.engine)).or_insert((value, place));
            if value > entry.0 {
                *entry = (value, place);
            }
        }
    }
    let mut hosts: Vec<usize> = best.keys().map(|(_, host)| *host).collect();
    hosts.sort_unstable();
    hosts.dedup();
    let required = required_hosts(parts, facts, &hosts);
    let problem = Problem {
        values: (0..parts.datasets.len())
            .map(|dataset| hosts.iter().map(|host| best.get(&(dataset, *host)).map(|(value, _)| *value)).collect())
            .collect(),
        prices: hosts.iter().map(|host| price(parts, *host)).collect(),
        apart: apart(parts, facts),
        disturbing: disturbing(parts, facts, &hosts),
        required,
        at_most: max_engines(facts),
    };
    let places = best.into_iter().map(|(key, (_, place))| (key, place)).collect();
    (hosts, problem, places)
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

/// What an engine costs: the base price, more where running engines weighs more, and what it
/// lacks in the running criteria, less a credit when it runs already.
fn price(parts: &Parts<'_>, host: usize) -> f64 {
    let parameters = &parts.knowledge.parameters;
    let credit = if declared_engines(parts).contains(&host) { parameters.switching_price } else { 0.0 };
    let lacks = plain(parts, host).map_or(0.0, |place| lacks(parts, place));
    // To have an engine never pays in itself.
    (parameters.price_further_engine * parts.common.running.burden + lacks - credit).max(0.0)
}

/// Place of the candidate that is an engine without extensions.
fn plain(parts: &Parts<'_>, host: usize) -> Option<usize> {
    parts.candidates.iter().position(|candidate| candidate.engine == host && candidate.extension.is_none())
}

/// What a candidate lacks in the running criteria.
fn lacks(parts: &Parts<'_>, candidate: usize) -> f64 {
    parts
        .common
        .running
        .weights
        .iter()
        .zip(&parts.common.running.values[candidate])
        .map(|(weight, value)| weight * (1.0 - value))
        .sum()
}

/// What a candidate with an extension lacks more than its host alone.
fn extra_lacks(parts: &Parts<'_>, candidate: usize) -> f64 {
    let host = plain(parts, parts.candidates[candidate].engine).map_or(0.0, |place| lacks(parts, place));
    (lacks(parts, candidate) - host).max(0.0)
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

/// Prices of lying in different engines: for joins, for changes together, for feeds.
fn apart(parts: &Parts<'_>, facts: &WorkloadFacts) -> Vec<(usize, usize, f64)> {
    let parameters = &parts.knowledge.parameters;
    let mut prices = Vec::new();
    for (at, dataset) in facts.datasets.iter().enumerate() {
        let others =
            |names: &[String]| -> Vec<usize> { names.iter().filter_map(|name| facts.position(name)).collect() };
        for other in others(&dataset.joins_with) {
            prices.push((at, other, parameters.price_join_apart));
        }
        for other in change_partners(dataset, facts) {
            prices.push((at, other, parameters.price_changes_apart));
        }
        for other in others(&dataset.derived_from) {
            prices.push((at, other, parameters.price_feed));
        }
    }
    merge(prices)
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

/// One entry a pair, the sum of its prices; a link named from both ends counts once.
fn merge(prices: Vec<(usize, usize, f64)>) -> Vec<(usize, usize, f64)> {
    let mut merged: BTreeMap<(usize, usize), Vec<f64>> = BTreeMap::new();
    for (one, other, price) in prices {
        let kinds = merged.entry((one.min(other), one.max(other))).or_default();
        if !kinds.contains(&price) {
            kinds.push(price);
        }
    }
    merged.into_iter().map(|((one, other), kinds)| (one, other, kinds.iter().sum())).collect()
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
