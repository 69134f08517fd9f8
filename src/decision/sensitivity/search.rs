//! The nearest value at which an answer changes.

use super::axis::Axis;
use super::gauge::{Constants, breakpoints};
use crate::decision::probe::{Answer, Probe};
use crate::quantity::rounded_to_digits;

/// A value at which the answer is as wanted.
pub(super) struct Found {
    /// The nearest value found at which it is.
    pub(super) at: f64,
    /// The last value found before it at which it is not.
    pub(super) same_until: f64,
    /// The answer then.
    pub(super) answer: Answer,
}

/// Breakpoints closer than so many times the step past one count as one.
const TOGETHER: f64 = 40.0;

/// Positions to look at, outwards from now: the breakpoints on either side, and some between where they are far apart.
pub(super) struct Path {
    pub(super) below: Vec<f64>,
    pub(super) above: Vec<f64>,
}

impl Path {
    pub(super) fn of(probe: &mut Probe<'_>, constants: &Constants, axis: Axis, also: Option<usize>) -> Self {
        let parameters = &probe.knowledge.parameters;
        let (gap, past) = (parameters.sensitivity_gap.ln(), parameters.sensitivity_precision.ln_1p() / 2.0);
        let (low, high) = (axis.position(axis.bounds.low), axis.position(axis.bounds.high));
        let now = axis.position(axis.now).clamp(low, high);
        let mut stations = spaced(low, now, gap);
        stations.pop();
        stations.extend(spaced(now, high, gap));
        let breaks = breakpoints(probe, constants, axis, &stations, also);
        let outwards = |side: f64, end: f64| {
            let mut points: Vec<f64> = breaks.iter().map(|position| position + side * past).collect();
            points.retain(|position| (position - now) * side > 0.0 && (end - position) * side > 0.0);
            points.push(end);
            points.sort_by(|left, right| (left * side).total_cmp(&(right * side)));
            // Of breakpoints close by one another the farthest tells of all.
            let together = past * TOGETHER;
            let all = points.clone();
            let mut at = 0;
            points.retain(|point| {
                at += 1;
                all.get(at).is_none_or(|next| (next - point).abs() > together)
            });
            let mut path: Vec<f64> = Vec::new();
            let mut last = now;
            for point in points {
                let mut between = spaced(last, point, gap);
                between.remove(0);
                path.extend(between);
                last = point;
            }
            path
        };
        Self { below: outwards(-1.0, low), above: outwards(1.0, high) }
    }
}

/// Positions from one to another, both included, none farther apart than a gap.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small counts"
)]
fn spaced(from: f64, to: f64, gap: f64) -> Vec<f64> {
    let steps = ((to - from).abs() / gap).ceil().max(1.0);
    (0..=steps as usize).map(|step| from + (to - from) * step as f64 / steps).collect()
}

/// The first value along a path at which the answer is as wanted, and then the nearest one.
pub(super) fn found(
    probe: &mut Probe<'_>,
    axis: Axis,
    path: &[f64],
    wanted: &dyn Fn(&Answer) -> bool,
) -> Option<Found> {
    let mut same = axis.now;
    for position in path {
        let value = axis.value(*position);
        // Whole numbers repeat.
        if value.total_cmp(&same).is_eq() {
            continue;
        }
        let answer = probe.with(&[(axis.given, Axis::stands(value))])?;
        if wanted(&answer) {
            return Some(nearest(probe, axis, same, value, answer, wanted));
        }
        same = value;
    }
    None
}

/// Halves the way between a value where the answer is not as wanted and one where it is, until both are close.
pub(super) fn nearest(
    probe: &mut Probe<'_>,
    axis: Axis,
    mut same: f64,
    mut at: f64,
    mut answer: Answer,
    wanted: &dyn Fn(&Answer) -> bool,
) -> Found {
    let precision = probe.knowledge.parameters.sensitivity_precision;
    while !axis.is_close(same, at, precision) {
        let middle = axis.value(axis.position(same).midpoint(axis.position(at)));
        if middle == same || middle == at {
            break;
        }
        match probe.with(&[(axis.given, Axis::stands(middle))]) {
            Some(then) if wanted(&then) => (at, answer) = (middle, then),
            Some(_) => same = middle,
            None => break,
        }
    }
    // A round value is told where it does as well.
    let round = rounded_to_digits(axis.kind, at, at > same);
    if axis.bounds.contains(round)
        && let Some(then) = probe.with(&[(axis.given, Axis::stands(round))])
        && wanted(&then)
    {
        (at, answer) = (round, then);
    }
    let few = rounded_to_digits(axis.kind, same, at < same);
    // Never beyond what it is now.
    let same_until = if (few - axis.now) * (at - same) > 0.0 { few } else { same };
    Found { at, same_until, answer }
}
