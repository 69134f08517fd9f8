//! Scoring: the value of a candidate on each criterion, and how much each criterion weighs.

use super::candidate::Candidate;
use super::requirement::distribution;
use super::scale::{Operations, log_between, nodes};
use crate::condition::{Facts, Verdict};
use crate::knowledge::{Criterion, Graded, Knowledge, Measure, Part, ValueFunction, ValueRow};
use crate::quantity::Interval;
use crate::vocabulary::{CONSISTENCY, FEATURE, FactRef, Value};
use crate::workload::DatasetFacts;

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
        let stated = facts.get(*priority).number().map(Interval::point);
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
    operations: &'a Operations,
    need: Need,
    schema: Option<usize>,
    /// Engines and families that published systems chose for this use.
    precedents: Vec<&'a str>,
    /// Compatibility groups of these engines.
    kin_of_precedents: Vec<&'a str>,
}

/// What a dataset needs of an engine, where it is known.
struct Need {
    size: Option<Interval>,
    reads: Option<Interval>,
    writes: Option<Interval>,
    /// Size and rates of the largest database that one node must be able to carry.
    in_one: [Option<Interval>; 3],
    read_p99: Option<Interval>,
    write_p99: Option<Interval>,
    /// Whether reads must see the last write, so that copies are no help.
    current: bool,
    /// Whether it is mainly summed up.
    analytic: bool,
}

impl Need {
    fn of(knowledge: &Knowledge, dataset: &DatasetFacts) -> Self {
        let strong = CONSISTENCY.index("strong");
        let sums = knowledge.parameters.analytic_share_that_disturbs;
        Self {
            size: dataset.number("size_at_horizon"),
            reads: dataset.number("peak_reads"),
            writes: dataset.number("peak_writes"),
            in_one: ["largest_database.size", "largest_database.writes", "largest_database.reads"]
                .map(|fact| dataset.number(fact)),
            read_p99: dataset.number("latency.read_p99"),
            write_p99: dataset.number("latency.write_p99"),
            current: matches!(dataset.get("veracity.consistency"), Value::Choice(at) if Some(*at) == strong),
            analytic: dataset.number("analytic_share").is_some_and(|share| share.low >= sums),
        }
    }
}

/// Places of facts of engines that every candidate is asked for.
mod fact {
    use crate::vocabulary::Scope;

    pub(super) const SCALES_OUT: usize = Scope::Engine.known("scales_out");
    pub(super) const FEATURES: usize = Scope::Engine.known("features");
    pub(super) const COMFORTABLE_SIZE: usize = Scope::Engine.known("limits.comfortable_size_per_node");
    pub(super) const READS_PER_NODE: usize = Scope::Engine.known("limits.reads_per_node");
    pub(super) const WRITES_PER_NODE: usize = Scope::Engine.known("limits.writes_per_node");
    pub(super) const READ_CAPACITY: usize = Scope::Engine.known("read_capacity");
    pub(super) const READ_P99: usize = Scope::Engine.known("limits.read_p99");
    pub(super) const WRITE_P99: usize = Scope::Engine.known("limits.write_p99");
}

impl<'a> Fit<'a> {
    pub(super) fn of(
        knowledge: &'a Knowledge,
        system: &'a [Value],
        dataset: &'a DatasetFacts,
        operations: &'a Operations,
    ) -> Self {
        let schema = match dataset.get("variety.schema") {
            Value::Choice(at) => Some(usize::from(*at)),
            _ => None,
        };
        let precedents = match dataset.get("use_case") {
            Value::Names(names) => names
                .iter()
                .filter_map(|name| knowledge.use_case(name))
                .flat_map(|case| case.recommends.iter().map(|(what, _)| what.as_str()))
                .collect(),
            _ => Vec::new(),
        };
        let group = |name: &&str| knowledge.engine_by_id(name).map(|at| knowledge.engines[at].group.as_str());
        let kin_of_precedents = precedents.iter().filter_map(group).collect();
        Self {
            knowledge,
            system,
            dataset,
            operations,
            need: Need::of(knowledge, dataset),
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
        let (mut sum, mut mean, mut worst) = (0.0, 0.0, 1.0_f64);
        for (operation, grade) in self.operations.graded(candidate, list) {
            let value = curve(grade);
            mean += operation.share * value;
            sum += operation.share;
            worst = worst.min(value);
        }
        if sum <= 0.0 {
            return None;
        }
        mean /= sum;
        let stated = distribution(self.dataset, list).stated;
        let share = if stated { self.knowledge.parameters.worst_operation_share } else { 0.0 };
        Some(mean * (1.0 - share) + worst * share)
    }

    fn measured(&self, measure: Measure, candidate: &Candidate<'_>, facts: &Facts<'_>) -> Option<f64> {
        match measure {
            Measure::SchemaGrade => {
                let engine = &self.knowledge.engines[candidate.engine];
                let grade = f64::from(self.knowledge.families[engine.family].schema[self.schema?]);
                Some(if has_json(candidate) { (grade + 1.0).min(5.0) } else { grade })
            }
            Measure::Headroom => self.headroom(candidate),
            Measure::Nodes => self.nodes(candidate),
            // What a row store answers in milliseconds is a lookup, not a sum over everything.
            Measure::LatencyMargin if self.need.analytic && !self.answers_sums(candidate) => None,
            Measure::LatencyMargin => {
                let margin = |required: Option<Interval>, typical: usize| {
                    Some(required?.point() / candidate.facts[typical].number()?.point())
                };
                smallest([margin(self.need.read_p99, fact::READ_P99), margin(self.need.write_p99, fact::WRITE_P99)])
            }
            Measure::Precedent => (!self.precedents.is_empty()).then(|| self.precedent(candidate)),
            Measure::EngineFact(fact) => facts.get(fact).number().map(Interval::point),
            Measure::ShapeGrade | Measure::ReadGrade | Measure::WriteGrade => None,
        }
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
        let scales_out = candidate.facts[fact::SCALES_OUT] == Value::Flag(true);
        let towards = self.knowledge.parameters.headroom_towards_high_end;
        let ratio = |need: Option<Interval>, have: usize| {
            let (need, have) = (need?.point(), &candidate.facts[have]);
            if scales_out || !have.is_known() {
                return Some(AMPLE);
            }
            (need > 0.0).then(|| have.number().map_or(AMPLE, |have| log_between(have, towards) / need))
        };
        let [size, writes, reads] = self.need.in_one;
        let of_reads = if self.need.current { fact::READS_PER_NODE } else { fact::READ_CAPACITY };
        smallest([ratio(size, fact::COMFORTABLE_SIZE), ratio(writes, fact::WRITES_PER_NODE), ratio(reads, of_reads)])
    }

    fn nodes(&self, candidate: &Candidate<'_>) -> Option<f64> {
        let Need { size, reads, writes, .. } = self.need;
        let nodes = |need: Option<Interval>, each: usize| nodes(self.knowledge, need, &candidate.facts[each]);
        let each = [
            nodes(size, fact::COMFORTABLE_SIZE),
            nodes(writes, fact::WRITES_PER_NODE),
            nodes(reads, fact::READS_PER_NODE),
        ];
        each.into_iter().flatten().map(Interval::point).reduce(f64::max)
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

fn has_json(candidate: &Candidate<'_>) -> bool {
    const JSON: u8 = FEATURE.known("json");
    matches!(candidate.facts[fact::FEATURES], Value::Set(bits) if bits >> JSON & 1 == 1)
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
    facts.get(fact).number().map(Interval::point)
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
