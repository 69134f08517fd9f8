//! Grades and capacities at the scale of a dataset.

use crate::knowledge::{Extent, Grade, Graded, Knowledge};
use crate::quantity::Interval;
use crate::vocabulary::{READ, Value};
use crate::workload::DatasetFacts;

/// The extents of a dataset at the horizon, as single numbers where something is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extents {
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
pub(super) enum Touches {
    /// Single items or small spans.
    Items,
    /// Much of the data: sums, windows, scans.
    Much,
}

impl Extents {
    pub(super) fn of(knowledge: &Knowledge, dataset: &DatasetFacts) -> Self {
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
    pub(super) fn grade(&self, grade: &Grade, touches: Touches, share: f64) -> f64 {
        let full = f64::from(grade.grade);
        let left = grade.up_to.iter().fold(full, |least, (extent, range)| {
            let position = self.of_extent(*extent, touches, share).map_or(0.0, |value| log_position(value, *range));
            least.min(full + (f64::from(grade.beyond) - full) * position)
        });
        if left >= 2.0 { (left + self.lift).min(left.max(4.0)) } else { left }
    }
}

/// Whether a read operation touches much of the data.
pub(super) fn touches(list: Graded, place: usize) -> Touches {
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
