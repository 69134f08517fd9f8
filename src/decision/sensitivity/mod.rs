//! What would have to be otherwise for the answer to change.
//!
//! For each quantity that is given the nearest value below and above at which an engine, a topology, a cache or a
//! pattern changes. Candidates are the constants that rules compare with and the limits of engines; between
//! neighbouring ones the answer is tried, so that crossings of scores are found too, and a change is then narrowed down
//! by halving. For each choice the alternatives that change the answer.

mod axis;
mod choice;
mod gauge;
mod growth;
mod search;
mod wins;

use super::probe::{Answer, Difference, Probe};
use crate::quantity::{Interval, Kind};
use crate::workload::Given;
use axis::Axis;
use gauge::Constants;
use search::Path;

pub use choice::{Alternative, OfChoice};
pub use wins::{Change, WinsIf, wins_if};

/// A value at which the answer changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The nearest value found at which the answer is another, in the base of the unit.
    pub at: f64,
    /// The last value found before it at which the answer is the same.
    pub same_until: f64,
    /// How many times as much as now the value is, or how many times as little; at least 1. For shares near the whole
    /// the same of what they lack.
    pub ratio: f64,
    /// The month in which growth takes the quantity there; none where it does not grow, or not that far.
    pub month: Option<u32>,
    /// What is answered otherwise.
    pub differences: Vec<Difference>,
}

/// How far a quantity can move.
#[derive(Clone, Debug, PartialEq)]
pub struct OfQuantity {
    /// Path in the spec.
    pub path: String,
    /// Its kind.
    pub kind: Kind,
    /// What it is now; the middle where it is a range.
    pub now: f64,
    /// The least and the greatest value that was tried.
    pub bounds: Interval,
    /// The nearest change below.
    pub below: Option<Turn>,
    /// The nearest change above.
    pub above: Option<Turn>,
}

impl OfQuantity {
    /// By how many times the quantity has to move at least.
    #[must_use]
    pub fn nearest(&self) -> Option<f64> {
        [&self.below, &self.above].into_iter().flatten().map(|turn| turn.ratio).reduce(f64::min)
    }
}

/// What would have to be otherwise for the answer to change.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// The quantities, the one first that has to move least.
    pub quantities: Vec<OfQuantity>,
    /// The choices, those first of which most alternatives change the answer.
    pub choices: Vec<OfChoice>,
}

/// The sensitivity of a probe's workload.
#[must_use]
pub fn sensitivity(probe: &mut Probe<'_>) -> Sensitivity {
    let constants = Constants::of(probe.knowledge);
    let given: Vec<Given> = Given::all(probe.base).filter(|given| given.stands(probe.base).is_known()).collect();
    let mut quantities: Vec<OfQuantity> = Vec::new();
    for given in &given {
        let Some(axis) = Axis::of(probe, *given) else { continue };
        quantities.push(of_quantity(probe, &constants, axis));
    }
    let mut choices: Vec<OfChoice> = given.iter().filter_map(|given| choice::of_choice(probe, *given)).collect();
    quantities.sort_by(|left, right| {
        let nearest = |quantity: &OfQuantity| quantity.nearest().unwrap_or(f64::INFINITY);
        nearest(left).total_cmp(&nearest(right)).then_with(|| left.path.cmp(&right.path))
    });
    choices.sort_by(|left, right| {
        right.alternatives.len().cmp(&left.alternatives.len()).then_with(|| left.path.cmp(&right.path))
    });
    Sensitivity { quantities, choices }
}

fn of_quantity(probe: &mut Probe<'_>, constants: &Constants, axis: Axis) -> OfQuantity {
    let path = Path::of(probe, constants, axis, None);
    // Of a range the middle is what is moved, and what is answered to it is what others are compared with.
    let now = probe.with(&[(axis.given, Axis::stands(axis.now))]).unwrap_or_else(|| probe.answer.clone());
    let mut find = |positions: &[f64]| {
        let found = search::found(probe, axis, positions, &|answer: &Answer| *answer != now)?;
        Some(Turn {
            at: found.at,
            same_until: found.same_until,
            ratio: axis.ratio(found.at),
            month: growth::month(probe, axis, found.at),
            differences: now.differences(&found.answer),
        })
    };
    let (below, above) = (find(&path.below), find(&path.above));
    OfQuantity { path: axis.given.path(probe.base), kind: axis.kind, now: axis.now, bounds: axis.bounds, below, above }
}
