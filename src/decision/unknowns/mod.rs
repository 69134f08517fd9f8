//! What nobody said, and what it would change.
//!
//! For each unknown fact that a rule asked for, the answer is found under each of its plausible values. What never
//! changes anything need not be found out; what changes most is to be asked first.

mod asked;
mod draws;
mod plausible;
mod sample;
mod worth;

use super::probe::{Answer, Difference, Probe};
use crate::quantity::Interval;
use crate::words::Words;
use crate::workload::{Given, Stands};
use plausible::{Cell, cells};

pub use asked::asked_for;
pub use sample::{FactCertainty, certainty_by_facts};
pub use worth::{Effort, Inquiry, Worth, inquiry, openness};

/// A fact that is not known, with what it would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    /// Path in the spec.
    pub path: String,
    /// How many rules looked at it in vain.
    pub rules: u32,
    /// The question that it answers.
    pub question: Option<Words>,
    /// How likely it is that the answer changes once it is known, 0 to 1; none where nothing is known of what it could
    /// be.
    pub weight: Option<f64>,
    /// The same, weighed by the stake of what changes.
    pub impact: f64,
    /// What is answered otherwise, and for which values, the likeliest first.
    pub supposed: Vec<Supposed>,
    /// Whether it was not tried although something is known of what it could be.
    pub untried: bool,
    given: Option<Given>,
}

/// Values of an unknown fact under which the answer is the same, and another than without them.
#[derive(Clone, Debug, PartialEq)]
pub struct Supposed {
    /// The values; for a number the middle of a range.
    pub values: Vec<Stands>,
    /// The range of a number.
    pub range: Option<Interval>,
    /// Whether the range is the lower end of what is plausible, and whether it is the upper end.
    pub ends: [bool; 2],
    /// How likely they are, 0 to 1.
    pub share: f64,
    /// What is answered otherwise.
    pub differences: Vec<Difference>,
}

impl Unknown {
    /// Whether the answer is the same whatever it is.
    #[must_use]
    pub fn is_irrelevant(&self) -> bool {
        self.weight == Some(0.0)
    }
}

/// What is not known, that first which would change most. With a limit on the effort, see [`Probe::effort`], facts that
/// few rules ask for stay untried once it is reached.
#[must_use]
pub fn unknowns(probe: &mut Probe<'_>, limit: Option<usize>) -> Vec<Unknown> {
    let mut asked: Vec<(String, u32)> = asked_for(probe.evaluation).into_iter().collect();
    asked.sort_by_key(|(_, rules)| std::cmp::Reverse(*rules));
    let end = limit.map(|limit| probe.effort() + limit);
    let mut unknowns: Vec<Unknown> = Vec::new();
    for (path, rules) in asked {
        let within = end.is_none_or(|end| probe.effort() < end);
        unknowns.push(unknown(probe, path, rules, within));
    }
    unknowns.sort_by(|left, right| {
        let known = |unknown: &Unknown| unknown.weight.is_some();
        right
            .impact
            .total_cmp(&left.impact)
            .then_with(|| right.weight.unwrap_or(0.0).total_cmp(&left.weight.unwrap_or(0.0)))
            // What could not be tried comes before what certainly changes nothing.
            .then_with(|| known(left).cmp(&known(right)))
            .then_with(|| right.rules.cmp(&left.rules))
            .then_with(|| left.path.cmp(&right.path))
    });
    unknowns
}

/// What a single fact would change once it is known.
#[must_use]
pub fn unknown_at(probe: &mut Probe<'_>, path: &str) -> Unknown {
    unknown(probe, path.to_owned(), 0, true)
}

fn unknown(probe: &mut Probe<'_>, path: String, rules: u32, within: bool) -> Unknown {
    let given = Given::find(probe.base, &path).filter(|given| !given.stands(probe.base).is_known());
    let fact = given.and_then(Given::fact);
    let question = fact.and_then(|fact| probe.knowledge.plausible(fact)).map(|plausible| plausible.question.clone());
    let mut unknown =
        Unknown { path, rules, question, weight: None, impact: 0.0, supposed: Vec::new(), untried: false, given };
    let Some(given) = given else { return unknown };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small count")]
    let count = probe.knowledge.parameters.unknown_cells as usize;
    let Some(cells) = cells(probe, given, count) else { return unknown };
    if !within {
        unknown.untried = true;
        return unknown;
    }
    let answers = answers(probe, given, &cells);
    let mut last: Option<&Answer> = None;
    let is_number = cells.iter().all(|cell| cell.range.is_some());
    for (at, (cell, answer)) in cells.iter().zip(&answers).enumerate() {
        let Some(answer) = answer else { continue };
        let differences = probe.answer.differences(answer);
        // Ranges of a number are put together where they meet, words wherever they stand.
        let known = unknown.supposed.iter_mut().find(|known| known.differences == differences);
        let known = known.filter(|_| !is_number || last == Some(answer));
        last = Some(answer);
        if differences.is_empty() {
            continue;
        }
        let is_last = at + 1 == cells.len();
        match known {
            Some(known) => {
                known.values.push(cell.value.clone());
                known.range = known.range.zip(cell.range).map(|(range, more)| range.hull(more));
                known.share += cell.share;
                known.ends[1] |= is_last;
            }
            None => unknown.supposed.push(Supposed {
                values: vec![cell.value.clone()],
                range: cell.range,
                ends: [at == 0, is_last],
                share: cell.share,
                differences,
            }),
        }
    }
    unknown.weight = Some(unknown.supposed.iter().map(|supposed| supposed.share).sum::<f64>().min(1.0));
    unknown.impact =
        unknown.supposed.iter().map(|supposed| supposed.share * at_stake(probe, &supposed.differences)).sum();
    unknown.supposed.sort_by(|left, right| right.share.total_cmp(&left.share));
    unknown
}

/// The answers under all cells. Of a number the ends and the middle are tried first: where they agree, the rest does.
fn answers(probe: &mut Probe<'_>, given: Given, cells: &[Cell]) -> Vec<Option<Answer>> {
    let mut answers: Vec<Option<Answer>> = vec![None; cells.len()];
    let mut try_at = |at: usize, answers: &mut Vec<Option<Answer>>| {
        if answers[at].is_none() {
            answers[at] = probe.with(&[(given, cells[at].value.clone())]);
        }
    };
    let first = [0, cells.len() / 2, cells.len().saturating_sub(1)];
    if cells.iter().all(|cell| cell.range.is_some()) && !cells.is_empty() {
        first.iter().for_each(|at| try_at(*at, &mut answers));
        if first.iter().all(|at| answers[*at] == answers[0]) {
            return vec![answers[0].clone(); cells.len()];
        }
    }
    (0..cells.len()).for_each(|at| try_at(at, &mut answers));
    answers
}

/// Which part of the workload differences are about, 0 to 1: the stakes of the datasets that they touch.
fn at_stake(probe: &Probe<'_>, differences: &[Difference]) -> f64 {
    let stakes: Vec<f64> = probe.evaluation.datasets.iter().map(|dataset| dataset.stake).collect();
    let all: f64 = stakes.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let of = |difference: &Difference| match difference {
        Difference::Feasible { .. } => all,
        Difference::Engine { dataset, .. } | Difference::Topology { dataset, .. } => stakes[*dataset],
        // What is about the system counts as a dataset of ordinary size.
        Difference::Cache { .. } | Difference::Pattern { .. } => probe.knowledge.parameters.stake_base,
    };
    (differences.iter().map(of).sum::<f64>() / all).min(1.0)
}
