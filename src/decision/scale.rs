//! Grades and capacities at the scale of a dataset.

use crate::knowledge::{Extent, Grade};
use crate::quantity::Interval;
use crate::vocabulary::Value;
use crate::workload::DatasetFacts;

/// The extents of a dataset at the horizon, as single numbers where something is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extents {
    size: Option<f64>,
    items: Option<f64>,
    reads: Option<f64>,
    writes: Option<f64>,
}

impl Extents {
    pub(super) fn of(dataset: &DatasetFacts) -> Self {
        let point = |fact| dataset.number(fact).map(Interval::point);
        Self {
            size: point("size_at_horizon"),
            items: point("items_at_horizon"),
            reads: point("peak_reads"),
            writes: point("peak_writes"),
        }
    }

    fn of_extent(&self, extent: Extent) -> Option<f64> {
        match extent {
            Extent::Size => self.size,
            Extent::Items => self.items,
            Extent::Reads => self.reads,
            Extent::Writes => self.writes,
        }
    }

    /// The grade that is left at this scale, 0 to 5: it falls on a log scale over each range that
    /// the grade is limited by. An extent that is not known limits nothing.
    pub(super) fn grade(&self, grade: &Grade) -> f64 {
        let full = f64::from(grade.grade);
        grade.up_to.iter().fold(full, |least, (extent, range)| {
            let position = self.of_extent(*extent).map_or(0.0, |value| log_position(value, *range));
            least.min(full + (f64::from(grade.beyond) - full) * position)
        })
    }
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

/// How many nodes a need takes when each carries this much, at least one.
pub(super) fn nodes(need: Option<f64>, per_node: &Value, fill: f64) -> Option<f64> {
    let (need, capacity) = (need?, per_node.number()?.point());
    (capacity > 0.0).then(|| (need / (capacity * fill)).ceil().max(1.0))
}
