//! Scoring: the value of a candidate on each criterion, and how much each criterion weighs.

use super::candidate::Candidate;
use super::requirement::distribution;
use super::scale::{Extents, log_between, nodes, touches};
use crate::condition::{Facts, Verdict};
use crate::knowledge::{Criterion, Graded, Knowledge, Measure, Part, ValueFunction, ValueRow};
use crate::vocabulary::{FactRef, Value};
use crate::workload::{DatasetFacts, Distribution};

/// The running part of the score: the same for every dataset, so computed once.
pub(super) struct Running {
    /// Weights by criterion, normalised with the base weights of the fit part; nought for fit criteria.
    pub(super) weights: Vec<f64>,
    /// Values by candidate and criterion.
    pub(super) values: Vec<Vec<f64>>,
    /// Weight that all fit criteria have together.
    pub(super) fit_total: f64,
    /// How much heavier running an engine weighs here than usual, by the same conditions.
    pub(super) burden: f64,
}

impl Running {
    pub(super) fn of(knowledge: &Knowledge, system: &[Value], candidates: &[Candidate<'_>]) -> Self {
        let facts = Facts { system, ..Facts::default() };
        let raw: Vec<f64> = knowledge
            .criteria
            .iter()
            .map(|criterion| match criterion.part {
                Part::Running => weight(criterion, &facts, knowledge),
                Part::Fit => 0.0,
            })
            .collect();
        let base = |part: Part| -> f64 {
            knowledge.criteria.iter().filter(|criterion| criterion.part == part).map(|criterion| criterion.weight).sum()
        };
        let all = (base(Part::Fit) + base(Part::Running)).max(f64::MIN_POSITIVE);
        let burden = raw.iter().sum::<f64>() / base(Part::Running).max(f64::MIN_POSITIVE);
        let values = candidates
            .iter()
            .map(|candidate| {
                let facts = Facts { system, engine: &candidate.facts, ..Facts::default() };
                knowledge
                    .criteria
                    .iter()
                    .map(|criterion| match criterion.part {
                        Part::Running => running_value(criterion, &facts),
                        Part::Fit => 0.0,
                    })
                    .collect()
            })
            .collect();
        Self {
            weights: raw.iter().map(|weight| weight / all).collect(),
            values,
            fit_total: base(Part::Fit) / all,
            burden,
        }
    }
}

/// The weight of a criterion: its base, times the factors that hold, times the stated priorities
/// over the default one.
fn weight(criterion: &Criterion, facts: &Facts<'_>, knowledge: &Knowledge) -> f64 {
    let raised = criterion
        .weigh
        .iter()
        .filter(|(when, ..)| when.evaluate(facts) == Verdict::True)
        .fold(criterion.weight, |weight, (_, factor, _)| weight * factor);
    criterion.priorities.iter().fold(raised, |weight, priority| {
        let stated = facts.get(*priority).number().map(crate::quantity::Interval::point);
        weight * stated.map_or(1.0, |stated| stated / knowledge.parameters.default_priority)
    })
}

/// Weights of the fit criteria for a dataset, in the order of the criteria; nought for running ones.
pub(super) fn fit_weights(knowledge: &Knowledge, system: &[Value], dataset: &DatasetFacts, total: f64) -> Vec<f64> {
    let facts = Facts { system, dataset: &dataset.values, ..Facts::default() };
    let raw: Vec<f64> = knowledge
        .criteria
        .iter()
        .map(|criterion| {
            if criterion.part == Part::Running {
                return 0.0;
            }
            let known = if rests_on_something(criterion, dataset) { 1.0 } else { knowledge.parameters.unknown_weight };
            weight(criterion, &facts, knowledge) * known
        })
        .collect();
    let sum: f64 = raw.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    raw.iter().map(|weight| weight / sum * total).collect()
}

/// Whether anything is known of what the criterion looks at in the dataset.
fn rests_on_something(criterion: &Criterion, dataset: &DatasetFacts) -> bool {
    let ValueFunction::Curve { measure, .. } = &criterion.value else { return true };
    let known = |facts: &[&str]| facts.iter().any(|fact| dataset.number(fact).is_some());
    match measure {
        Measure::ShapeGrade => dataset.shapes.stated,
        Measure::ReadGrade => dataset.reads.stated,
        Measure::WriteGrade => dataset.writes.stated,
        Measure::SchemaGrade => dataset.get("variety.schema").is_known(),
        Measure::Headroom | Measure::Nodes => known(&["size_at_horizon", "peak_reads", "peak_writes"]),
        Measure::LatencyMargin => known(&["latency.read_p99", "latency.write_p99"]),
        Measure::Precedent => dataset.get("use_case").is_known(),
        Measure::EngineFact(_) => true,
    }
}

/// Values of the fit criteria for a candidate on a dataset.
pub(super) struct Fit<'a> {
    knowledge: &'a Knowledge,
    system: &'a [Value],
    dataset: &'a DatasetFacts,
    extents: Extents,
    schema: Option<usize>,
    /// Engines and families that published systems chose for this use.
    precedents: Vec<&'a str>,
    /// Compatibility groups of these engines.
    kin_of_precedents: Vec<&'a str>,
}

impl<'a> Fit<'a> {
    pub(super) fn of(knowledge: &'a Knowledge, system: &'a [Value], dataset: &'a DatasetFacts) -> Self {
        let schema = match dataset.get("variety.schema") {
            Value::Choice(at) => Some(usize::from(*at)),
            _ => None,
        };
        let precedents = match dataset.get("use_case") {
            Value::Names(names) => knowledge
                .use_cases
                .iter()
                .filter(|case| names.iter().any(|name| case.id == *name || case.also_called.contains(name)))
                .flat_map(|case| case.recommends.iter().map(|(what, _)| what.as_str()))
                .collect(),
            _ => Vec::new(),
        };
        let group = |name: &&str| knowledge.engine(name).map(|at| knowledge.engines[at].group.as_str());
        let kin_of_precedents = precedents.iter().filter_map(group).collect();
        Self {
            knowledge,
            system,
            dataset,
            extents: Extents::of(knowledge, dataset),
            schema,
            precedents,
            kin_of_precedents,
        }
    }

    pub(super) fn value(&self, criterion: &Criterion, candidate: &Candidate<'_>) -> f64 {
        let facts =
            Facts { system: self.system, dataset: &self.dataset.values, engine: &candidate.facts, ..Facts::default() };
        match &criterion.value {
            ValueFunction::Rows(rows) => first_row(rows, &facts).map_or(criterion.otherwise, |row| row.value),
            ValueFunction::Curve { measure, points, log } => {
                let curve = |measured: f64| on_curve(points, *log, measured);
                let graded = match measure {
                    Measure::ShapeGrade => Some(Graded::Shapes),
                    Measure::ReadGrade => Some(Graded::Reads),
                    Measure::WriteGrade => Some(Graded::Writes),
                    _ => None,
                };
                match graded {
                    Some(list) => self.graded(list, candidate, curve),
                    None => self.measured(*measure, candidate, &facts).map(curve),
                }
                .unwrap_or(criterion.otherwise)
            }
        }
    }

    /// The mean of the used operations, drawn towards the worst of them when they are stated.
    fn graded(&self, list: Graded, candidate: &Candidate<'_>, curve: impl Fn(f64) -> f64) -> Option<f64> {
        let Distribution { weights, stated } = distribution(self.dataset, list);
        let (mut sum, mut mean, mut worst) = (0.0, 0.0, 1.0_f64);
        let graded = weights.iter().zip(candidate.grades.of(list)).enumerate();
        for (place, (weight, grade)) in graded.filter(|(_, (weight, _))| **weight > 0.0) {
            let value = curve(self.extents.grade(grade, touches(list, place), *weight));
            mean += weight * value;
            sum += weight;
            worst = worst.min(value);
        }
        if sum <= 0.0 {
            return None;
        }
        mean /= sum;
        let share = if *stated { self.knowledge.parameters.worst_operation_share } else { 0.0 };
        Some(mean * (1.0 - share) + worst * share)
    }

    fn measured(&self, measure: Measure, candidate: &Candidate<'_>, facts: &Facts<'_>) -> Option<f64> {
        match measure {
            Measure::SchemaGrade => {
                let engine = &self.knowledge.engines[candidate.engine];
                let grade = f64::from(self.knowledge.families[engine.family].schema[self.schema?]);
                let json = has_feature(candidate, "json");
                Some(if json { (grade + 1.0).min(5.0) } else { grade })
            }
            Measure::Headroom => self.headroom(candidate),
            Measure::Nodes => self.nodes(candidate),
            // What a row store answers in milliseconds is a lookup, not a sum over everything.
            Measure::LatencyMargin if self.is_analytic() && !self.answers_sums(candidate) => None,
            Measure::LatencyMargin => {
                let margin = |required: &str, typical: &str| {
                    let required = self.dataset.number(required)?.point();
                    Some(required / candidate.get(typical).number()?.point())
                };
                smallest([
                    margin("latency.read_p99", "limits.read_p99"),
                    margin("latency.write_p99", "limits.write_p99"),
                ])
            }
            Measure::Precedent => (!self.precedents.is_empty()).then(|| self.precedent(candidate)),
            Measure::EngineFact(fact) => facts.get(fact).number().map(crate::quantity::Interval::point),
            Measure::ShapeGrade | Measure::ReadGrade | Measure::WriteGrade => None,
        }
    }

    fn is_analytic(&self) -> bool {
        let from = self.knowledge.parameters.analytic_share_that_disturbs;
        self.dataset.number("analytic_share").is_some_and(|share| share.low >= from)
    }

    /// Whether the latency that the catalogue names for an engine is that of sums and windows.
    fn answers_sums(&self, candidate: &Candidate<'_>) -> bool {
        let engine = &self.knowledge.engines[candidate.engine];
        ["analytical", "time-series", "search"].contains(&self.knowledge.families[engine.family].id.as_str())
    }

    /// Capacity over need, the smallest of size, writes and reads. An engine that spreads has as
    /// much as it needs; what that takes is the footprint's business.
    fn headroom(&self, candidate: &Candidate<'_>) -> Option<f64> {
        const AMPLE: f64 = 10.0;
        let ratio = |need: &str, have: &str| {
            let need = self.dataset.number(need)?.point();
            if candidate.is("scales_out") || !candidate.get(have).is_known() {
                return Some(AMPLE);
            }
            let towards = self.knowledge.parameters.headroom_towards_high_end;
            (need > 0.0).then(|| candidate.get(have).number().map_or(AMPLE, |have| log_between(have, towards) / need))
        };
        let current = matches!(self.dataset.get("veracity.consistency"), Value::Choice(at) if Some(*at) == crate::vocabulary::CONSISTENCY.index("strong"));
        let reads = if current { "limits.reads_per_node" } else { "read_capacity" };
        smallest([
            ratio("largest_database.size", "limits.comfortable_size_per_node"),
            ratio("largest_database.writes", "limits.writes_per_node"),
            ratio("largest_database.reads", reads),
        ])
    }

    fn nodes(&self, candidate: &Candidate<'_>) -> Option<f64> {
        let need = |fact: &str| self.dataset.number(fact);
        let each = [
            nodes(self.knowledge, need("size_at_horizon"), candidate.get("limits.comfortable_size_per_node")),
            nodes(self.knowledge, need("peak_writes"), candidate.get("limits.writes_per_node")),
            nodes(self.knowledge, need("peak_reads"), candidate.get("limits.reads_per_node")),
        ];
        each.into_iter().flatten().map(crate::quantity::Interval::point).reduce(f64::max)
    }

    fn precedent(&self, candidate: &Candidate<'_>) -> f64 {
        let engines = &self.knowledge.engines;
        let engine = &engines[candidate.engine];
        let named = |id: &str| self.precedents.contains(&id);
        if named(&engine.id)
            || candidate.extension.is_some_and(|at| named(&engines[at].id))
            || self.kin_of_precedents.contains(&engine.group.as_str())
        {
            1.0
        } else if named(&self.knowledge.families[engine.family].id) {
            0.8
        } else {
            0.0
        }
    }
}

fn has_feature(candidate: &Candidate<'_>, feature: &str) -> bool {
    let bit = crate::vocabulary::FEATURE.index(feature);
    matches!(candidate.get("features"), Value::Set(bits) if bit.is_some_and(|bit| bits >> bit & 1 == 1))
}

fn smallest<const N: usize>(numbers: [Option<f64>; N]) -> Option<f64> {
    numbers.into_iter().flatten().reduce(f64::min)
}

fn running_value(criterion: &Criterion, facts: &Facts<'_>) -> f64 {
    match &criterion.value {
        ValueFunction::Rows(rows) => first_row(rows, facts).map_or(criterion.otherwise, |row| row.value),
        ValueFunction::Curve { measure: Measure::EngineFact(fact), points, log } => {
            engine_number(*fact, facts).map_or(criterion.otherwise, |measured| on_curve(points, *log, measured))
        }
        ValueFunction::Curve { .. } => criterion.otherwise,
    }
}

fn engine_number(fact: FactRef, facts: &Facts<'_>) -> Option<f64> {
    facts.get(fact).number().map(crate::quantity::Interval::point)
}

fn first_row<'a>(rows: &'a [ValueRow], facts: &Facts<'_>) -> Option<&'a ValueRow> {
    rows.iter().find(|row| row.when.evaluate(facts) == Verdict::True)
}

/// Piecewise linear between the points, on a log scale where asked; flat outside.
fn on_curve(points: &[(f64, f64)], log: bool, measured: f64) -> f64 {
    let scale = |x: f64| if log { x.max(f64::MIN_POSITIVE).ln() } else { x };
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return 0.0 };
    if measured <= first.0 {
        return first.1;
    }
    if measured >= last.0 {
        return last.1;
    }
    points.windows(2).find(|pair| measured <= pair[1].0).map_or(last.1, |pair| {
        let position = (scale(measured) - scale(pair[0].0)) / (scale(pair[1].0) - scale(pair[0].0));
        pair[0].1 + (pair[1].1 - pair[0].1) * position
    })
}

#[cfg(test)]
mod tests {
    use super::on_curve;

    #[test]
    fn a_curve_is_linear_between_its_points_and_flat_outside() {
        let points = [(1.0, 0.0), (3.0, 1.0)];
        assert!((on_curve(&points, false, 2.0) - 0.5).abs() < 1e-12);
        assert!(on_curve(&points, false, 0.0).abs() < 1e-12);
        assert!((on_curve(&points, false, 9.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_log_curve_takes_factors_for_steps() {
        let points = [(1.0, 0.0), (100.0, 1.0)];
        assert!((on_curve(&points, true, 10.0) - 0.5).abs() < 1e-12);
    }
}
