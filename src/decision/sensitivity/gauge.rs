//! Breakpoints: values of a quantity at which a condition of the knowledge turns, or a limit of an engine is reached.
//!
//! Conditions look at given facts and at what is computed from them. A gauge is one such number with the constants that
//! it is compared with; where the number passes a constant while the quantity moves, there is a breakpoint.

use std::collections::BTreeMap;

use super::axis::Axis;
use crate::condition::{Check, Condition};
use crate::decision::probe::{Probe, for_each_deciding};
use crate::decision::scale::log_between;
use crate::knowledge::Knowledge;
use crate::quantity::Interval;
use crate::vocabulary::{FactRef, Scope, Value};
use crate::workload::WorkloadFacts;

/// Constants by the fact that they are compared with.
pub(super) struct Constants {
    of_facts: BTreeMap<FactRef, Vec<f64>>,
    /// Facts of datasets that are compared with limits of engines.
    of_limits: BTreeMap<FactRef, Vec<FactRef>>,
}

/// What stores need, and what their engines have of it a node.
const CAPACITIES: [(&str, &str); 3] = [
    ("size_at_horizon", "limits.comfortable_size_per_node"),
    ("peak_writes", "limits.writes_per_node"),
    ("peak_reads", "limits.reads_per_node"),
];

impl Constants {
    pub(super) fn of(knowledge: &Knowledge) -> Self {
        let mut constants = Self { of_facts: BTreeMap::new(), of_limits: BTreeMap::new() };
        for_each_deciding(knowledge, &mut |condition| constants.add(condition));
        for table in &knowledge.decisions {
            constants.add(&table.only_when);
            table.rows.iter().for_each(|row| constants.add(&row.when));
        }
        for pattern in &knowledge.patterns {
            constants.add(&pattern.only_when);
            pattern.reasons.iter().chain(&pattern.against).for_each(|reason| constants.add(&reason.when));
        }
        for constants in constants.of_facts.values_mut() {
            constants.sort_by(f64::total_cmp);
            constants.dedup();
        }
        constants
    }

    fn add(&mut self, condition: &Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.add(part)),
            Condition::Not(part) => self.add(part),
            Condition::Test(test) => match &test.check {
                Check::Number(_, constant) => self.of_facts.entry(test.fact).or_default().push(*constant),
                Check::Within(range) => self.of_facts.entry(test.fact).or_default().extend([range.low, range.high]),
                Check::Fact(_, other) => {
                    let (need, have) = match (test.fact.scope, other.scope) {
                        (Scope::Engine, _) => (*other, test.fact),
                        (_, Scope::Engine) => (test.fact, *other),
                        _ => return,
                    };
                    let limits = self.of_limits.entry(need).or_default();
                    if !limits.contains(&have) {
                        limits.push(have);
                    }
                }
                _ => {}
            },
        }
    }

    /// All gauges that a quantity could move.
    fn gauges(&self, probe: &Probe<'_>, dataset: Option<usize>, also: Option<usize>) -> Vec<Gauge> {
        let mut gauges = Vec::new();
        let members: Vec<usize> = dataset.map_or_else(|| (0..probe.facts.datasets.len()).collect(), |at| vec![at]);
        for (fact, constants) in &self.of_facts {
            match fact.scope {
                Scope::System => gauges.push(Gauge { subject: Subject::System(*fact), at: constants.clone() }),
                Scope::Dataset => gauges.extend(
                    members.iter().map(|at| Gauge { subject: Subject::Dataset(*at, *fact), at: constants.clone() }),
                ),
                _ => {}
            }
        }
        for at in &members {
            let engines = in_play(probe, *at, also);
            let values = |limit: FactRef| -> Vec<f64> {
                let numbers = engines.iter().filter_map(|candidate| {
                    probe.evaluation.candidates[*candidate].facts.get(usize::from(limit.index))?.number()
                });
                numbers.flat_map(|range| [range.low, range.high]).filter(|end| end.is_finite() && *end > 0.0).collect()
            };
            for (fact, limits) in &self.of_limits {
                let constants: Vec<f64> = limits.iter().flat_map(|limit| values(*limit)).collect();
                match fact.scope {
                    Scope::System => gauges.push(Gauge { subject: Subject::System(*fact), at: constants }),
                    Scope::Dataset => gauges.push(Gauge { subject: Subject::Dataset(*at, *fact), at: constants }),
                    _ => {}
                }
            }
            gauges.extend(capacities(probe, *at));
        }
        gauges
    }
}

/// What the stores need against what a node carries, where another node is added and where several become needed.
fn capacities<'p>(probe: &'p Probe<'_>, dataset: usize) -> impl Iterator<Item = Gauge> + 'p {
    let architecture = probe.evaluation.architecture();
    let store = architecture.map(|architecture| &architecture.stores[architecture.homes[dataset].0]);
    let parameters = &probe.knowledge.parameters;
    CAPACITIES.iter().filter_map(move |(need, limit)| {
        let store = store?;
        let have = probe.evaluation.candidates[store.candidate].get(limit).number()?;
        let node = log_between(have, parameters.headroom_towards_high_end) * parameters.shard_fill;
        let fact = FactRef::find(&format!("dataset.{need}"))?;
        Some(Gauge { subject: Subject::Together(store.datasets.clone(), fact), at: vec![node] })
    })
}

/// Candidates that could win a dataset: its home, the best of its ranking, and those that a single requirement keeps
/// out. `also` is an engine that counts in any case.
fn in_play(probe: &Probe<'_>, dataset: usize, also: Option<usize>) -> Vec<usize> {
    let evaluation = &probe.evaluation.datasets[dataset];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small count")]
    let count = probe.knowledge.parameters.sensitivity_engines as usize;
    let asked = |candidate: usize| also == Some(probe.evaluation.candidates[candidate].engine);
    let mut engines: Vec<usize> = evaluation.ranking.iter().take(count).map(|scored| scored.candidate).collect();
    let nearly = evaluation.eliminated.iter().filter(|struck| struck.strikes.len() == 1);
    engines.extend(nearly.take(count).map(|struck| struck.candidate));
    if let Some(architecture) = probe.evaluation.architecture() {
        engines.push(evaluation.ranking[architecture.homes[dataset].1].candidate);
    }
    let all = evaluation.ranking.iter().map(|scored| scored.candidate);
    engines.extend(all.chain(evaluation.eliminated.iter().map(|struck| struck.candidate)).filter(|at| asked(*at)));
    engines.sort_unstable();
    engines.dedup();
    engines
}

/// A number that rules look at, with the constants that they compare it with.
struct Gauge {
    subject: Subject,
    at: Vec<f64>,
}

enum Subject {
    System(FactRef),
    Dataset(usize, FactRef),
    /// The sum over datasets that share a store.
    Together(Vec<usize>, FactRef),
}

impl Gauge {
    fn read(&self, facts: &WorkloadFacts) -> Option<f64> {
        let number = |value: &Value| value.number().map(Interval::point);
        let of_dataset = |at: usize, fact: &FactRef| number(&facts.datasets[at].values[usize::from(fact.index)]);
        match &self.subject {
            Subject::System(fact) => number(&facts.system[usize::from(fact.index)]),
            Subject::Dataset(at, fact) => of_dataset(*at, fact),
            Subject::Together(datasets, fact) => {
                datasets.iter().filter_map(|at| of_dataset(*at, fact)).reduce(|sum, part| sum + part)
            }
        }
    }
}

/// Values between the bounds of an axis at which something turns, ascending. `stations` are ascending positions from
/// the least to the greatest value, close enough for a straight line between them to be a guess.
pub(super) fn breakpoints(
    probe: &mut Probe<'_>,
    constants: &Constants,
    axis: Axis,
    stations: &[f64],
    also: Option<usize>,
) -> Vec<f64> {
    let gauges = constants.gauges(probe, axis.given.dataset(), also);
    let read: Vec<Option<WorkloadFacts>> =
        stations.iter().map(|position| probe.facts_with(axis.given, &Axis::stands(axis.value(*position)))).collect();
    let mut found = Vec::new();
    for gauge in &gauges {
        let levels: Vec<Option<f64>> = read.iter().map(|facts| gauge.read(facts.as_ref()?)).collect();
        for (ends, positions) in levels.windows(2).zip(stations.windows(2)) {
            let [Some(low), Some(high)] = ends else { continue };
            if low == high {
                continue;
            }
            let between = |constant: &&f64| {
                (*low < **constant && **constant <= *high) || (*high <= **constant && **constant < *low)
            };
            for constant in gauge.at.iter().filter(between) {
                found.push(crossing(probe, axis, gauge, *constant, [positions[0], positions[1]], [*low, *high]));
            }
        }
    }
    found.sort_by(f64::total_cmp);
    found.dedup_by(|one, other| (*one - *other).abs() < 1e-9);
    found
}

/// The position at which a gauge passes a constant: by lines on log scales, drawn anew a few times.
fn crossing(
    probe: &mut Probe<'_>,
    axis: Axis,
    gauge: &Gauge,
    constant: f64,
    mut positions: [f64; 2],
    mut levels: [f64; 2],
) -> f64 {
    /// A twentieth of the step that is taken past a breakpoint.
    const NEAR: f64 = 2.5e-5;
    const DRAWN: usize = 4;
    let log = |level: f64| level.max(f64::MIN_POSITIVE).ln();
    let line = |positions: [f64; 2], levels: [f64; 2]| {
        let share = (log(constant) - log(levels[0])) / (log(levels[1]) - log(levels[0]));
        positions[0] + (positions[1] - positions[0]) * share.clamp(0.0, 1.0)
    };
    for _ in 0..DRAWN {
        let guess = line(positions, levels);
        let facts = probe.facts_with(axis.given, &Axis::stands(axis.value(guess)));
        let Some(level) = facts.as_ref().and_then(|facts| gauge.read(facts)) else { return guess };
        if (level / constant - 1.0).abs() < NEAR {
            return guess;
        }
        let side = usize::from((level < constant) != (levels[0] < constant));
        (positions[side], levels[side]) = (guess, level);
    }
    line(positions, levels)
}
