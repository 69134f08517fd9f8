//! The nearest change that makes an engine win a dataset.

use super::axis::Axis;
use super::choice::{first, is_requirement};
use super::gauge::Constants;
use super::search::{Path, found};
use crate::decision::probe::{Answer, Probe};
use crate::workload::{Given, GivenKind, Stands};

/// A change of one key of the spec that makes an engine hold a dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct WinsIf {
    /// Path in the spec.
    pub path: String,
    /// What can stand there.
    pub kind: GivenKind,
    /// What stands there now.
    pub now: Stands,
    /// What would have to stand there; left out for a requirement that would have to be given up.
    pub then: Stands,
    /// By how many times a quantity would have to move, at least 1; none for anything else.
    pub ratio: Option<f64>,
}

/// The nearest change of a quantity, the first of a choice, and the first requirement to give up, that make the
/// recommendation put a dataset into an engine; those that there are, in this order. Nothing when it lies there.
#[must_use]
pub fn wins_if(probe: &mut Probe<'_>, dataset: usize, engine: usize) -> Vec<WinsIf> {
    let wanted = |answer: &Answer| answer.homes.get(dataset).is_some_and(|home| home.engine == engine);
    if wanted(&probe.answer) {
        return Vec::new();
    }
    let about = |given: &Given| given.dataset().is_none_or(|of| of == dataset) && given.stands(probe.base).is_known();
    let mut keys: Vec<Given> = Given::all(probe.base).filter(about).collect();
    // What is about the dataset is nearer to it than what is about all of them.
    keys.sort_by_key(|given| given.dataset().is_none());
    let constants = Constants::of(probe.knowledge);
    let mut nearest: Option<WinsIf> = None;
    for given in &keys {
        let Some(axis) = Axis::of(probe, *given) else { continue };
        let path = Path::of(probe, &constants, axis, Some(engine));
        for positions in [&path.below, &path.above] {
            let Some(turn) = found(probe, axis, positions, &wanted) else { continue };
            let ratio = axis.ratio(turn.at);
            if nearest.as_ref().and_then(|known| known.ratio).is_none_or(|known| ratio < known) {
                nearest = Some(change(probe, *given, Axis::stands(turn.at), Some(ratio)));
            }
        }
    }
    let choice = keys.iter().find_map(|given| Some((*given, first(probe, *given, &wanted)?)));
    let choice = choice.map(|(given, value)| change(probe, given, value, None));
    let dropped = keys
        .iter()
        .copied()
        .filter(|given| is_requirement(*given))
        .find(|given| probe.with(&[(*given, Stands::LeftOut)]).is_some_and(|answer| wanted(&answer)));
    let dropped = dropped.map(|given| change(probe, given, Stands::LeftOut, None));
    [nearest, choice, dropped].into_iter().flatten().collect()
}

fn change(probe: &Probe<'_>, given: Given, then: Stands, ratio: Option<f64>) -> WinsIf {
    WinsIf { path: given.path(probe.base), kind: given.kind(probe.base), now: given.stands(probe.base), then, ratio }
}
