//! The values that an unknown fact could have, each with how likely it is.

use crate::condition::Facts;
use crate::decision::probe::Probe;
use crate::knowledge::Prior;
use crate::quantity::Interval;
use crate::vocabulary::Kind;
use crate::workload::{Given, GivenKind, Stands};

/// One of the values, or a part of the range of a number for which its middle stands.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) value: Stands,
    /// The part of the range, for a number.
    pub(super) range: Option<Interval>,
    /// How likely it is; the shares of all cells add up to one.
    pub(super) share: f64,
}

/// The cells of a fact, numbers in so many; none where nothing is known of what it could be.
pub(super) fn cells(probe: &Probe<'_>, given: Given, count: usize) -> Option<Vec<Cell>> {
    let fact = given.fact()?;
    let dataset = given.dataset().map_or(&[][..], |at| &probe.facts.datasets[at].values);
    let facts = Facts { system: &probe.facts.system, dataset, ..Facts::default() };
    let prior = probe.knowledge.plausible(fact)?.prior(&facts)?;
    match (prior, fact.fact().kind) {
        (Prior::Range(range), _) => Some(numbers(*range, count)),
        (Prior::Flag(yes), _) => {
            let cell = |flag, share| Cell { value: Stands::Flag(flag), range: None, share };
            Some(vec![cell(true, *yes), cell(false, 1.0 - yes)])
        }
        (Prior::Words(shares), Kind::Choice(list) | Kind::Choices(list)) => {
            let GivenKind::Words { words, .. } = given.kind(probe.base) else { return None };
            let possible = list.words.iter().zip(shares).filter(|(word, share)| words.contains(word) && **share > 0.0);
            let sum: f64 = possible.clone().map(|(_, share)| share).sum();
            let cell = |(word, share): (&&'static str, &f64)| Cell {
                value: Stands::Words(vec![*word]),
                range: None,
                share: share / sum,
            };
            Some(possible.map(cell).collect())
        }
        _ => None,
    }
}

/// Equal parts of a range on a log scale.
#[expect(clippy::cast_precision_loss, reason = "small counts")]
pub(super) fn numbers(range: Interval, count: usize) -> Vec<Cell> {
    let at = |position: f64| range.low * (range.high / range.low).powf(position / count as f64);
    (0..count)
        .map(|place| {
            let start = place as f64;
            Cell {
                value: Stands::exactly(at(start + 0.5)),
                range: Some(Interval::new(at(start), at(start + 1.0))),
                share: 1.0 / count as f64,
            }
        })
        .collect()
}
