//! The nearest change that makes an engine win a dataset.

use super::axis::Axis;
use super::choice::{is_requirement, others};
use super::gauge::Constants;
use super::search::{Path, nearest};
use crate::decision::probe::{Answer, Probe};
use crate::workload::spec::Policy;
use crate::workload::{Given, GivenKind, Stands};

/// A change at one path of the spec that makes an engine hold a dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct WinsIf {
    /// Path in the spec.
    pub path: String,
    /// What would have to be otherwise there.
    pub change: Change,
}

/// What would have to be otherwise at a path of the spec.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Another value.
    Value {
        /// What can stand there.
        kind: GivenKind,
        /// What stands there now.
        now: Stands,
        /// What would have to stand there; left out for a requirement that would have to be given up.
        then: Stands,
        /// By how many times a quantity would have to move, at least 1; none for anything else.
        ratio: Option<f64>,
    },
    /// An engine that the policy requires or forbids would have to be taken off its list.
    OffTheList(String),
}

/// For each of the datasets, given by their places, the first engine to take off a list of the policy, the nearest
/// change of a quantity, the first of a choice, and the first requirement to give up, that make the recommendation put
/// it into an engine; those that there are, in this order. Nothing for a dataset that lies there.
#[must_use]
pub fn wins_if(probe: &mut Probe<'_>, engine: usize, datasets: &[usize]) -> Vec<Vec<WinsIf>> {
    let mut search = Search { engine, wins: vec![Wins::default(); datasets.len()], datasets: datasets.to_vec() };
    let about = |given: &Given| {
        given.dataset().is_none_or(|dataset| datasets.contains(&dataset)) && given.stands(probe.base).is_known()
    };
    let mut keys: Vec<Given> = Given::all(probe.base).filter(about).collect();
    // What is about a dataset is nearer to it than what is about all of them.
    keys.sort_by_key(|given| given.dataset().is_none());
    search.policy(probe);
    let constants = Constants::of(probe.knowledge);
    for given in keys {
        if let Some(axis) = Axis::of(probe, given) {
            search.quantity(probe, &constants, axis);
        }
        search.choice(probe, given);
        if is_requirement(given) {
            search.requirement(probe, given);
        }
    }
    search
        .wins
        .into_iter()
        .map(|wins| {
            [wins.listed, wins.quantity.map(|(_, change)| change), wins.choice, wins.dropped]
                .into_iter()
                .flatten()
                .collect()
        })
        .collect()
}

/// What has been found for a dataset.
#[derive(Clone, Default)]
struct Wins {
    listed: Option<WinsIf>,
    quantity: Option<(f64, WinsIf)>,
    choice: Option<WinsIf>,
    dropped: Option<WinsIf>,
}

struct Search {
    engine: usize,
    datasets: Vec<usize>,
    wins: Vec<Wins>,
}

impl Search {
    /// Places of the datasets that a change is about, that do not lie in the engine and lie there in an answer. A change
    /// is about one dataset, or about all.
    fn won(&self, probe: &Probe<'_>, dataset: Option<usize>, answer: &Answer) -> Vec<usize> {
        let lies =
            |answer: &Answer, dataset: usize| answer.homes.get(dataset).is_some_and(|home| home.engine == self.engine);
        let about = |at: usize| dataset.is_none_or(|of| of == at);
        let places = self.datasets.iter().enumerate();
        let won = places.filter(|(_, at)| about(**at) && lies(answer, **at) && !lies(&probe.answer, **at));
        won.map(|(place, _)| place).collect()
    }

    /// Tries the policy without each engine that it forbids or requires.
    fn policy(&mut self, probe: &mut Probe<'_>) {
        type List = fn(&mut Policy) -> &mut Vec<String>;
        let lists: [(&str, List); 2] =
            [("policy.forbid", |policy| &mut policy.forbid), ("policy.require", |policy| &mut policy.require)];
        for (path, list) in lists {
            for at in 0..list(&mut probe.base.policy.clone()).len() {
                let mut spec = probe.base.clone();
                let engine = list(&mut spec.policy).remove(at);
                let answer = probe.answer_to_spec(spec);
                for place in self.won(probe, None, &answer) {
                    let change = || WinsIf { path: path.to_owned(), change: Change::OffTheList(engine.clone()) };
                    self.wins[place].listed.get_or_insert_with(change);
                }
            }
        }
    }

    fn quantity(&mut self, probe: &mut Probe<'_>, constants: &Constants, axis: Axis) {
        let path = Path::of(probe, constants, axis, Some(self.engine));
        for positions in [&path.below, &path.above] {
            let mut before = axis.now;
            for position in positions {
                let value = axis.value(*position);
                let Some(answer) = probe.with(&[(axis.given, Axis::stands(value))]) else { break };
                for place in self.won(probe, axis.given.dataset(), &answer) {
                    let known = self.wins[place].quantity.as_ref().map(|(ratio, _)| *ratio);
                    if known.is_some_and(|known| known <= axis.ratio(before)) {
                        continue;
                    }
                    let (dataset, engine) = (self.datasets[place], self.engine);
                    let wanted =
                        move |answer: &Answer| answer.homes.get(dataset).is_some_and(|home| home.engine == engine);
                    let found = nearest(probe, axis, before, value, answer.clone(), &wanted);
                    let ratio = axis.ratio(found.at);
                    if known.is_none_or(|known| ratio < known) {
                        let change = change(probe, axis.given, Axis::stands(found.at), Some(ratio));
                        self.wins[place].quantity = Some((ratio, change));
                    }
                }
                before = value;
            }
        }
    }

    fn choice(&mut self, probe: &mut Probe<'_>, given: Given) {
        let (kind, now) = (given.kind(probe.base), given.stands(probe.base));
        for value in others(given, &kind, &now) {
            let Some(answer) = probe.with(&[(given, value.clone())]) else { continue };
            for place in self.won(probe, given.dataset(), &answer) {
                if self.wins[place].choice.is_none() {
                    self.wins[place].choice = Some(change(probe, given, value.clone(), None));
                }
            }
        }
    }

    fn requirement(&mut self, probe: &mut Probe<'_>, given: Given) {
        let Some(answer) = probe.with(&[(given, Stands::LeftOut)]) else { return };
        for place in self.won(probe, given.dataset(), &answer) {
            if self.wins[place].dropped.is_none() {
                self.wins[place].dropped = Some(change(probe, given, Stands::LeftOut, None));
            }
        }
    }
}

fn change(probe: &Probe<'_>, given: Given, then: Stands, ratio: Option<f64>) -> WinsIf {
    let (kind, now) = (given.kind(probe.base), given.stands(probe.base));
    WinsIf { path: given.path(probe.base), change: Change::Value { kind, now, then, ratio } }
}
