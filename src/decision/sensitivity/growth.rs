//! When growth takes a quantity to a value.

use super::axis::Axis;
use crate::decision::probe::Probe;
use crate::quantity::Interval;
use crate::workload::Stated;
use crate::workload::spec::DatasetSpec;

/// Later is never: a plan beyond twenty years is none.
const MOST_MONTHS: u32 = 240;

/// The first month in which a size or rate that grows is at least as large as a value.
pub(super) fn month(probe: &Probe<'_>, axis: Axis, at: f64) -> Option<u32> {
    let (_, dataset) = probe.base.datasets.get_index(axis.given.dataset()?)?;
    if at <= axis.now {
        return None;
    }
    let reaches = |month: u32| later(dataset, axis, f64::from(month)).is_some_and(|value| value >= at);
    if !reaches(MOST_MONTHS) {
        return None;
    }
    let (mut before, mut there) = (0, MOST_MONTHS);
    while there - before > 1 {
        let middle = u32::midpoint(before, there);
        if reaches(middle) { there = middle } else { before = middle }
    }
    Some(there)
}

/// What a quantity has grown to after so many months.
fn later(dataset: &DatasetSpec, axis: Axis, months: f64) -> Option<f64> {
    let now = Interval::exact(axis.now);
    match axis.given.name() {
        "volume.size" => dataset.volume.growth.known().map(|growth| growth.after(now, months).point()),
        "velocity.reads" | "velocity.writes" => {
            let growth = match (&dataset.velocity.growth, &dataset.volume.growth) {
                (Stated::Known(growth), _) => growth,
                (Stated::LeftOut, Stated::Known(growth)) => growth.as_load_growth()?,
                _ => return None,
            };
            Some(growth.after(now, months).point())
        }
        _ => None,
    }
}
