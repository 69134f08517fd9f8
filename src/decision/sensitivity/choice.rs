//! Choices, and the alternatives that would change the answer.

use crate::decision::probe::{Difference, Probe};
use crate::vocabulary::Missing;
use crate::workload::{Given, GivenKind, Stands};

/// An alternative under which the answer is another.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// What would stand there.
    pub value: Stands,
    /// What would be answered otherwise.
    pub differences: Vec<Difference>,
}

/// A choice with its alternatives.
#[derive(Clone, Debug, PartialEq)]
pub struct OfChoice {
    /// Path in the spec.
    pub path: String,
    /// What can stand there.
    pub kind: GivenKind,
    /// What stands there now.
    pub now: Stands,
    /// Alternatives that change the answer, in the order of the list.
    pub alternatives: Vec<Alternative>,
    /// Alternatives that change nothing.
    pub same: Vec<Stands>,
}

/// The alternatives of a choice; none for what is no choice.
pub(super) fn of_choice(probe: &mut Probe<'_>, given: Given) -> Option<OfChoice> {
    let (kind, now) = (given.kind(probe.base), given.stands(probe.base));
    let (mut alternatives, mut same) = (Vec::new(), Vec::new());
    for value in others(given, &kind, &now) {
        let Some(answer) = probe.with(&[(given, value.clone())]) else { continue };
        let differences = probe.answer.differences(&answer);
        if differences.is_empty() { same.push(value) } else { alternatives.push(Alternative { value, differences }) }
    }
    let tried = !(alternatives.is_empty() && same.is_empty());
    tried.then(|| OfChoice { path: given.path(probe.base), kind, now, alternatives, same })
}

/// What could stand there instead. Of one word each other; of several, one less and one more; a shape instead of all.
pub(super) fn others(given: Given, kind: &GivenKind, now: &Stands) -> Vec<Stands> {
    match (kind, now) {
        (GivenKind::Flag, Stands::Flag(flag)) => vec![Stands::Flag(!flag)],
        (GivenKind::Words { words, many, .. }, Stands::Words(stated)) => {
            let absent = words.iter().copied().filter(|word| !stated.contains(word));
            let single = |word| Stands::Words(vec![word]);
            if !many || given.name() == "variety.shape" {
                return absent.map(single).collect();
            }
            let without = |word: &&'static str| stated.iter().copied().filter(|other| other != word).collect();
            let fewer = stated.iter().filter(|_| stated.len() > 1).map(|word| Stands::Words(without(word)));
            let more = absent.map(|word| Stands::Words(stated.iter().copied().chain([word]).collect()));
            fewer.chain(more).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a key states a requirement, so that it can be given up by being left out.
pub(super) fn is_requirement(given: Given) -> bool {
    given.fact().is_some_and(|fact| fact.fact().missing == Missing::None)
}
