//! The line on which a quantity is moved: logarithms, since what matters about sizes and rates is by how many times
//! they are larger; for shares near the whole the logarithm of what is missing.

use crate::knowledge::Knowledge;
use crate::quantity::{Interval, Kind};
use crate::workload::{Given, GivenKind, Stands};

use crate::decision::probe::Probe;
use crate::knowledge::Prior;

/// A share above this is told by what it lacks: 99.9 % and 99.99 % are far apart.
const NINES_FROM: f64 = 0.5;

/// A quantity with the bounds within which it is moved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    pub(super) given: Given,
    pub(super) kind: Kind,
    /// What it is now.
    pub(super) now: f64,
    /// Least and greatest value that is tried.
    pub(super) bounds: Interval,
    nines: bool,
}

impl Axis {
    /// The axis of a quantity that is given as a finite number; none for anything else.
    pub(super) fn of(probe: &mut Probe<'_>, given: Given) -> Option<Self> {
        let GivenKind::Number(kind) = given.kind(probe.base) else { return None };
        let now = given.stands(probe.base).number()?.point();
        if !now.is_finite() {
            return None;
        }
        let nines = kind == Kind::Share && now > NINES_FROM;
        let reach = probe.knowledge.parameters.sensitivity_reach;
        let plausible = plausible(probe.knowledge, given).unwrap_or(Interval::new(now, now));
        let whole = kind == Kind::Count;
        let mut bounds = if nines {
            let lacks = 1.0 - now;
            Interval::new(1.0 - (lacks * reach).min(NINES_FROM), 1.0 - lacks / reach)
        } else {
            Interval::new(now / reach, now * reach)
        };
        bounds = bounds.hull(plausible);
        // Where a spec has an end of its own, what is plausible keeps within it.
        if !probe.can_be(given, &Stands::exactly(bounds.high)) {
            bounds = Interval::new(bounds.low, plausible.high.max(now));
        }
        if whole {
            bounds = Interval::new(bounds.low.max(1.0).floor().min(now), bounds.high.ceil());
        }
        if kind == Kind::Share {
            bounds = Interval::new(bounds.low, bounds.high.min(1.0));
        }
        (bounds.high > 0.0 && bounds.low < bounds.high).then_some(Self { given, kind, now, bounds, nines })
    }

    /// Where a value lies.
    pub(super) fn position(self, value: f64) -> f64 {
        if self.nines {
            -(1.0 - value).max(f64::EPSILON).ln()
        } else {
            // Nought lies as far below the least value as is worth telling.
            value.max(self.bounds.high * 1e-15).ln()
        }
    }

    /// The value at a position; whole for counts.
    pub(super) fn value(self, position: f64) -> f64 {
        let value = if self.nines { 1.0 - (-position).exp() } else { position.exp() };
        if self.kind == Kind::Count { value.round() } else { value }
    }

    /// How many times as much as now a value is, or how many times as little: at least 1.
    pub(super) fn ratio(self, value: f64) -> f64 {
        (self.position(value) - self.position(self.now)).abs().exp()
    }

    /// Whether two values are so close that nothing lies between them that would be told.
    pub(super) fn is_close(self, one: f64, other: f64, precision: f64) -> bool {
        let whole = self.kind == Kind::Count && (one - other).abs() <= 1.0;
        whole || (self.position(one) - self.position(other)).abs() <= precision.ln_1p()
    }

    pub(super) fn stands(value: f64) -> Stands {
        Stands::exactly(value)
    }
}

/// All that is plausible of a fact, whatever else is known.
fn plausible(knowledge: &Knowledge, given: Given) -> Option<Interval> {
    let rows = &knowledge.plausible(given.fact()?)?.rows;
    let ranges = rows.iter().filter_map(|row| match row.prior {
        Prior::Range(range) => Some(range),
        _ => None,
    });
    ranges.reduce(Interval::hull)
}
