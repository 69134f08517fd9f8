//! Grades and capacities at the scale of a dataset.

use super::candidate::Candidate;
use super::requirement::distribution;
use crate::knowledge::{Extent, Graded, Knowledge, Limit};
use crate::quantity::Interval;
use crate::vocabulary::{READ, Value};
use crate::workload::DatasetFacts;

/// The operations that a dataset uses, its shapes among them, at its scale.
#[derive(Clone, Debug)]
pub(super) struct Operations {
    extents: Extents,
    shapes: Vec<Operation>,
    reads: Vec<Operation>,
    writes: Vec<Operation>,
}

/// An operation that a dataset uses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operation {
    /// Its place in the vocabulary's list.
    pub(super) place: usize,
    /// Its share of the list, above nought.
    pub(super) share: f64,
    touches: Touches,
}

/// The extents of a dataset at the horizon, as single numbers where something is known.
#[derive(Clone, Copy, Debug)]
struct Extents {
    size: Option<f64>,
    items: Option<f64>,
    reads: Option<f64>,
    writes: Option<f64>,
    /// Part of the data that sums and scans run over.
    touched: f64,
    /// What an operation that is weak at scale gains because the data is small.
    lift: f64,
}

/// The kind of operation that a grade is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Touches {
    /// Single items or small spans.
    Items,
    /// Much of the data: sums, windows, scans.
    Much,
}

impl Operations {
    pub(super) fn of(knowledge: &Knowledge, dataset: &DatasetFacts) -> Self {
        let used = |list: Graded| {
            let shares = distribution(dataset, list).weights.iter().copied().enumerate();
            let used = shares.filter(|(_, share)| *share > 0.0);
            used.map(|(place, share)| Operation { place, share, touches: touches(list, place) }).collect()
        };
        Self {
            extents: Extents::of(knowledge, dataset),
            shapes: used(Graded::Shapes),
            reads: used(Graded::Reads),
            writes: used(Graded::Writes),
        }
    }

    /// The operations of a list, each with what is left at this scale of the grade that a candidate has in it.
    pub(super) fn graded<'a>(
        &'a self,
        candidate: &'a Candidate<'_>,
        list: Graded,
    ) -> impl Iterator<Item = (&'a Operation, f64)> {
        let used = match list {
            Graded::Shapes => &self.shapes,
            Graded::Reads => &self.reads,
            Graded::Writes => &self.writes,
        };
        let grades = candidate.grades.of(list);
        used.iter().map(|operation| {
            let limits = grades.limits(operation.place);
            (operation, self.extents.grade(grades.at(operation.place), limits, operation))
        })
    }

    /// Places of the operations of a list that a candidate cannot do.
    pub(super) fn out_of_reach<'a>(
        &'a self,
        candidate: &'a Candidate<'_>,
        list: Graded,
    ) -> impl Iterator<Item = usize> {
        // A grade that has fallen below a half is nearer to "cannot" than to "strained".
        self.graded(candidate, list).filter(|(_, grade)| *grade < 0.5).map(|(operation, _)| operation.place)
    }
}

impl Extents {
    fn of(knowledge: &Knowledge, dataset: &DatasetFacts) -> Self {
        let parameters = &knowledge.parameters;
        let point = |fact| dataset.number(fact).map(Interval::point);
        let (size, reads, writes) = (point("size_at_horizon"), point("peak_reads"), point("peak_writes"));
        let units = [
            size.map(|size| size / parameters.stake_size_unit),
            reads.map(|reads| reads / parameters.stake_reads_unit),
            writes.map(|writes| writes / parameters.stake_writes_unit),
        ];
        let small = units
            .into_iter()
            .flatten()
            .reduce(f64::max)
            .map_or(0.0, |largest| 1.0 - log_position(largest, Interval::new(parameters.small_scale, 1.0)));
        let mainly =
            dataset.number("analytic_share").is_none_or(|share| share.low >= parameters.analytic_share_that_disturbs);
        Self {
            size,
            items: point("items_at_horizon"),
            reads,
            writes,
            touched: if mainly { 1.0 } else { parameters.part_touched_by_occasional_sums },
            lift: parameters.small_scale_lift * small,
        }
    }

    fn of_extent(&self, extent: Extent, touches: Touches, share: f64) -> Option<f64> {
        let part = if touches == Touches::Much { self.touched } else { 1.0 };
        match extent {
            Extent::Size => self.size.map(|size| size * part),
            Extent::Items => self.items.map(|items| items * part),
            Extent::Reads => self.reads.map(|reads| reads * share),
            Extent::Writes => self.writes.map(|writes| writes * share),
        }
    }

    /// The grade that is left at this scale, 0 to 5: it falls on a log scale over each range that
    /// the grade is limited by, and what is weak gains when the data is small. An extent that is
    /// not known limits nothing. Rates are those of the operation, a share of all.
    fn grade<'a>(&self, grade: u8, limits: impl Iterator<Item = &'a Limit>, operation: &Operation) -> f64 {
        let full = f64::from(grade);
        let left = limits.fold(full, |least, limit| {
            let extent = self.of_extent(limit.of, operation.touches, operation.share);
            let position = extent.map_or(0.0, |value| log_position(value, limit.up_to));
            least.min(full + (f64::from(limit.beyond) - full) * position)
        });
        if left >= 2.0 { (left + self.lift).min(left.max(4.0)) } else { left }
    }
}

/// Whether a read operation touches much of the data.
fn touches(list: Graded, place: usize) -> Touches {
    let much = list == Graded::Reads && ["aggregate", "window", "scan"].contains(&READ.words[place]);
    if much { Touches::Much } else { Touches::Items }
}

/// Where a value lies in a range on a log scale: 0 at or below its low end, 1 at or above the high end.
pub(super) fn log_position(value: f64, range: Interval) -> f64 {
    if value <= range.low {
        0.0
    } else if value >= range.high {
        1.0
    } else {
        (value / range.low).ln() / (range.high / range.low).ln()
    }
}

/// The value at a position of a range on a log scale: 0 its low end, 1 its high end.
pub(super) fn log_between(range: Interval, position: f64) -> f64 {
    if range.low <= 0.0 || range.high.is_infinite() {
        range.point()
    } else {
        range.low * (range.high / range.low).powf(position)
    }
}

/// How many nodes a need takes when each carries this much, at least one.
pub(super) fn nodes(knowledge: &Knowledge, need: Option<Interval>, per_node: &Value) -> Option<Interval> {
    let parameters = &knowledge.parameters;
    let capacity = log_between(per_node.number()?, parameters.headroom_towards_high_end) * parameters.shard_fill;
    let count = |need: f64| (need / capacity).ceil().max(1.0);
    need.filter(|_| capacity > 0.0).map(|need| Interval::new(count(need.low), count(need.high)))
}
