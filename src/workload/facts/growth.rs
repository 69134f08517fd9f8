//! Sizes, items and rates carried to the horizon.

use crate::knowledge::Region;
use crate::quantity::{DAY, Growth, Interval, MONTH};
use crate::vocabulary::SHAPE;
use crate::workload::Stated;
use crate::workload::spec::{DatasetSpec, Mix, Retention, WriteOperation};

/// What is assumed about quantities that a spec leaves open.
#[derive(Clone, Copy, Debug)]
pub struct Assumptions<'a> {
    /// Plausible size of an item in bytes, one range a shape.
    pub item_sizes: &'a [Interval],
    /// Plausible size of an item in bytes, where nothing is known.
    pub any_item_size: Interval,
    /// Plausible size of a derived dataset as a share of its sources.
    pub derived_size: Interval,
    /// How many times the mean the largest tenant has.
    pub largest_tenant: f64,
    /// Years that decisions must hold, in seconds, when the spec names none.
    pub horizon: f64,
    /// Where regions lie.
    pub regions: &'a [Region],
    /// Usual reads by shape, each a list of weights.
    pub reads: &'a [Vec<f64>],
    /// Usual writes by shape.
    pub writes: &'a [Vec<f64>],
    /// How likely each shape is where nothing is known.
    pub shapes: &'a [f64],
}

/// What is known of the extent of a dataset, today and at the horizon.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    pub(super) size_today: Option<Interval>,
    pub(super) size: Option<Interval>,
    pub(super) items: Option<Interval>,
}

/// Shortest time that data of unknown retention is taken to be kept: a month.
const SHORTEST_RETENTION: f64 = 30.0 * DAY;

pub(super) fn extent(spec: &DatasetSpec, horizon: f64, assumptions: &Assumptions<'_>) -> Extent {
    let volume = &spec.volume;
    let kept = match &volume.retention {
        Stated::Known(Retention::For(duration)) => duration.interval().min(Interval::exact(horizon)),
        Stated::Known(Retention::Forever) => Interval::exact(horizon),
        Stated::LeftOut | Stated::Unknown => Interval::new(SHORTEST_RETENTION.min(horizon), horizon),
    };
    let arrived = spec.velocity.writes.known().and_then(|rate| Some(rate.interval() * kept * new_items(spec)?));
    let given_items = volume.items.known().map(|items| items.interval());
    let given_item_size = volume.item_size.known().map(|size| size.interval());
    let item_size = given_item_size.unwrap_or_else(|| plausible_item_size(spec, assumptions));

    let size_today = volume
        .size
        .known()
        .map(|size| size.interval())
        .or_else(|| Some(given_items? * given_item_size?))
        .or_else(|| given_items.map(|items| items * item_size));
    let grown = grown(spec, size_today, horizon);
    let size = grown.or(size_today).or_else(|| arrived.map(|items| items * item_size));
    let items = match (given_items, arrived) {
        (Some(today), _) => Some(match (size, size_today) {
            (Some(later), Some(now)) if now.point() > 0.0 => today.scale((later.point() / now.point()).max(1.0)),
            _ => today,
        }),
        (None, Some(arrived)) => Some(arrived),
        (None, None) => size.map(|size| size / item_size),
    };
    Extent { size_today, size, items }
}

/// The plausible size of an item of the stated shapes.
fn plausible_item_size(spec: &DatasetSpec, assumptions: &Assumptions<'_>) -> Interval {
    let shapes = spec.variety.shape.known().map_or(&[][..], |shapes| &shapes[..]);
    let sizes = shapes.iter().filter_map(|shape| SHAPE.index(crate::workload::Choice::word(*shape)));
    sizes
        .filter_map(|at| assumptions.item_sizes.get(usize::from(at)).copied())
        .reduce(Interval::hull)
        .unwrap_or(assumptions.any_item_size)
}

/// The size at the horizon, when growth is known. Growth by an amount is the inflow, so that what
/// is kept of it is never more than the retention lets in.
fn grown(spec: &DatasetSpec, today: Option<Interval>, horizon: f64) -> Option<Interval> {
    let months = horizon / MONTH;
    let Some(growth) = spec.volume.growth.known() else {
        // What is kept for a time grows with what comes in.
        let (load, kept) = (spec.velocity.growth.known()?, &spec.volume.retention);
        return matches!(kept, Stated::Known(Retention::For(_)))
            .then(|| today.map(|today| load.after(today, months)))?;
    };
    let retention = match &spec.volume.retention {
        Stated::Known(Retention::For(duration)) => Some(duration.interval().point() / MONTH),
        _ => None,
    };
    match (growth, retention) {
        (Growth::Amount(_), Some(kept)) => {
            let full = growth.after(Interval::exact(0.0), kept);
            let start = today.unwrap_or(full);
            let open = growth.after(start, months);
            let limit = start.max(full);
            Some(open.min(limit))
        }
        (_, Some(kept)) => today.map(|today| growth.after(today, months.min(kept))),
        (_, None) => today.map(|today| growth.after(today, months)),
    }
}

/// The share of writes that add an item; nothing when it is not known whether any do.
fn new_items(spec: &DatasetSpec) -> Option<Interval> {
    const ADDING: [WriteOperation; 3] = [WriteOperation::Insert, WriteOperation::BulkInsert, WriteOperation::Append];
    match spec.access.writes.known() {
        Some(Mix::Shares(_)) => {
            let writes = spec.access.writes.known()?;
            let adding = ADDING.iter().map(|operation| writes.share(*operation)).reduce(|sum, share| sum + share)?;
            (adding.high > 0.0).then_some(adding)
        }
        Some(writes) => {
            let adding = writes.operations().into_iter().filter(|operation| ADDING.contains(operation)).count();
            match (adding, writes.operations().len()) {
                (0, _) => None,
                (adding, all) if adding == all => Some(Interval::exact(1.0)),
                // Some of the writes add and some change; between a tenth and all.
                _ => Some(Interval::new(0.1, 1.0)),
            }
        }
        None => {
            let accumulating = ["time-series", "event"].map(|shape| SHAPE.index(shape));
            let shapes = spec.variety.shape.known()?;
            let adds =
                shapes.iter().any(|shape| accumulating.contains(&SHAPE.index(crate::workload::Choice::word(*shape))));
            adds.then_some(Interval::exact(1.0))
        }
    }
}

/// A rate at the horizon in the busiest hour.
pub(super) fn peak(spec: &DatasetSpec, rate: Option<Interval>, horizon: f64) -> Option<Interval> {
    let months = horizon / MONTH;
    let growth = match (&spec.velocity.growth, &spec.volume.growth) {
        (Stated::Known(growth), _) => Some(growth),
        // The load follows the size when that grows by a share, else it stays.
        (Stated::LeftOut, Stated::Known(growth)) => growth.as_load_growth(),
        _ => None,
    };
    let later = growth.map_or(rate?, |growth| rate.map_or(Interval::ANY, |rate| growth.after(rate, months)));
    let peak = spec.velocity.peak.known().map_or(Interval::exact(1.0), |peak| peak.interval());
    Some(later * peak)
}
