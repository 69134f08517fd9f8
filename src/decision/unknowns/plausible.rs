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
    let dataset = given.dataset().map_or(&[][..], |at| &probe.facts.datasets[at].values);
    let facts = Facts { system: &probe.facts.system, dataset, ..Facts::default() };
    let prior = probe.knowledge.plausible_of(&given.written())?.prior(&facts)?;
    match (prior, given.fact().map(|fact| fact.fact().kind)) {
        (Prior::Range(range), _) => Some(numbers(*range, count)),
        (Prior::Flag(yes), _) => {
            let cell = |flag, share| Cell { value: Stands::Flag(flag), range: None, share };
            Some(vec![cell(true, *yes), cell(false, 1.0 - yes)])
        }
        (Prior::Words(shares), Some(Kind::Choice(list) | Kind::Choices(list))) => {
            let GivenKind::Words { words, .. } = given.kind(probe.base) else { return None };
            // What no spec can say, such as an isolation of none, leaves things as they are.
            let value = |word: &&'static str| {
                if words.contains(word) { Stands::Words(vec![*word]) } else { Stands::LeftOut }
            };
            let cells = list.words.iter().zip(shares).filter(|(_, share)| **share > 0.0);
            Some(cells.map(|(word, share)| Cell { value: value(word), range: None, share: *share }).collect())
        }
        (Prior::Values(values), _) => {
            let cell =
                |(value, share): &(f64, f64)| Cell { value: Stands::exactly(*value), range: None, share: *share };
            Some(values.iter().map(cell).collect())
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
