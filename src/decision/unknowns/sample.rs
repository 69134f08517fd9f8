//! How sure an answer is in view of what is not known: plausible values of all unknown facts drawn together.

use super::plausible::{Cell, cells, numbers};
use super::{Probe, Unknown};
use crate::quantity::Interval;
use crate::workload::{Given, Stands};

/// Where the draws begin. Any number does; it must stay the same, so that answers do.
const SEED: u64 = 0xFAC7_0F0D_A7AB_A5E5;
/// A range that goes over more than so many factors of ten says no more than that nothing is known.
const WIDEST: f64 = 1e6;

/// Shares of the draws in which the compatibility groups of the engines are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct FactCertainty {
    /// Of all datasets together.
    pub whole: f64,
    /// Of each dataset, in the order of the spec.
    pub datasets: Vec<f64>,
}

/// Draws values of everything that is unknown or known as a range only; what changes nothing on its own stays as it
/// is. None where nothing is recommended, where something was not tried, or where a limit on the effort, see
/// [`Probe::effort`], is reached before the draws are done.
#[must_use]
pub fn certainty_by_facts(probe: &mut Probe<'_>, unknowns: &[Unknown], limit: Option<usize>) -> Option<FactCertainty> {
    if !probe.answer.is_feasible() || unknowns.iter().any(|unknown| unknown.untried) {
        return None;
    }
    let drawn = drawn(probe, unknowns);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small count")]
    let samples = if drawn.is_empty() { 1 } else { probe.knowledge.parameters.fact_samples as usize };
    let mut random = fastrand::Rng::with_seed(SEED);
    let mut kept = vec![0_usize; probe.base.datasets.len()];
    let (mut all_kept, mut counted) = (0_usize, 0_usize);
    let base = probe.answer.clone();
    let end = limit.map(|limit| probe.effort() + limit);
    for _ in 0..samples {
        if end.is_some_and(|end| probe.effort() >= end) {
            return None;
        }
        let changes: Vec<(Given, Stands)> =
            drawn.iter().map(|(given, cells)| (*given, pick(cells, random.f64()))).collect();
        let Some(answer) = probe.with(&changes) else { continue };
        let keeps = base.keeps_groups(&answer, probe.knowledge);
        counted += 1;
        all_kept += usize::from(keeps.iter().all(|keeps| *keeps));
        kept.iter_mut().zip(&keeps).for_each(|(count, keeps)| *count += usize::from(*keeps));
    }
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let share = |count: usize| count as f64 / counted.max(1) as f64;
    Some(FactCertainty { whole: share(all_kept), datasets: kept.into_iter().map(share).collect() })
}

/// What is drawn, each with its cells.
fn drawn(probe: &Probe<'_>, unknowns: &[Unknown]) -> Vec<(Given, Vec<Cell>)> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small count")]
    let count = probe.knowledge.parameters.unknown_cells as usize;
    let telling = unknowns.iter().filter(|unknown| unknown.weight.is_some_and(|weight| weight > 0.0));
    let unknown = telling.filter_map(|unknown| unknown.given);
    let mut drawn: Vec<(Given, Vec<Cell>)> =
        unknown.filter_map(|given| Some((given, cells(probe, given, count)?))).collect();
    drawn.sort_by_key(|(given, _)| *given);
    let ranges = Given::all(probe.base).filter_map(|given| {
        let range = given.stands(probe.base).number().filter(is_range)?;
        Some((given, numbers(range, count)))
    });
    drawn.extend(ranges);
    drawn
}

fn is_range(range: &Interval) -> bool {
    !range.is_exact() && range.low > 0.0 && range.high / range.low <= WIDEST
}

/// The value at a position between 0 and 1.
fn pick(cells: &[Cell], position: f64) -> Stands {
    let mut sum = 0.0;
    let found = cells.iter().find(|cell| {
        sum += cell.share;
        position < sum
    });
    found.or(cells.last()).map_or(Stands::LeftOut, |cell| cell.value.clone())
}
