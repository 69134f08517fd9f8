//! Reasons in words: why a dataset lies where it lies, and how an engine works that lacks something.

use super::view::{BecauseView, because, rounded};
use crate::decision::{DatasetEvaluation, Evaluation, HeldBy, Scored};
use crate::knowledge::{Criterion, Mechanism};
use crate::vocabulary::{Scope, Value};

/// Terms smaller than this decide nothing.
pub(super) const TELLING: f64 = 0.004;

/// Why a dataset lies in its engine: how it stands in its own ranking, and the terms that decided
/// against the next best of another compatibility group.
pub(super) fn of_home(evaluation: &Evaluation<'_>, at: usize, home: &Scored) -> Vec<BecauseView> {
    let dataset = &evaluation.datasets[at];
    let group = |scored: &Scored| &evaluation.knowledge.engines[evaluation.candidates[scored.candidate].engine].group;
    let name = |scored: &Scored| evaluation.candidates[scored.candidate].name(evaluation.knowledge);
    let next = dataset.ranking.iter().find(|other| group(other) != group(home));
    if let Some(next) = next.filter(|next| next.score > home.score) {
        let (price, cause) = match evaluation.architecture().and_then(|architecture| architecture.held_by[at]) {
            Some(HeldBy::Together) => ("price-join-apart", "it stays with the datasets that it belongs together with"),
            Some(HeldBy::Disturbance) => {
                ("price-analytics-beside-transactions", "beside what lies there, one would disturb the other")
            }
            _ if evaluation.facts.datasets.len() == 1 => {
                ("price-further-engine", "but it costs more to run than that gains")
            }
            Some(HeldBy::FurtherEngine) | None => ("price-further-engine", "that does not pay for a further engine"),
        };
        let (first, second) = (rounded(next.score), rounded(home.score));
        let (first, second) = (format!("{first:.2}"), format!("{second:.2}"));
        let says = if first == second {
            format!("{} is level with {} here at {first}; {cause}.", name(next), name(home))
        } else {
            format!("{} scores {first} here against {second} of {}; {cause}.", name(next), name(home))
        };
        let backing = evaluation.knowledge.parameter_backing.get(price).cloned().unwrap_or_default();
        return vec![because(&price.into(), says.into(), &backing)];
    }
    match next {
        Some(next) => ahead(evaluation, dataset, home, next, &name(next)),
        None => vec![of_requirements(evaluation, at)],
    }
}

/// Nothing else is left: the requirements that struck out most.
fn of_requirements(evaluation: &Evaluation<'_>, at: usize) -> BecauseView {
    let mut counts = vec![0_usize; evaluation.knowledge.requirements.len()];
    for strike in evaluation.datasets[at].eliminated.iter().flat_map(|struck| &struck.strikes) {
        counts[strike.requirement] += 1;
    }
    let most = (0..counts.len()).rev().max_by_key(|requirement| counts[*requirement]);
    let (rule, title, backing) = most.map_or_else(Default::default, |most| {
        let requirement = &evaluation.knowledge.requirements[most];
        (requirement.id.clone(), requirement.title.to_lowercase(), requirement.backing.clone())
    });
    let says = format!("No engine of another kind meets the requirements; most fail on: {title}.");
    because(&rule, says.into(), &backing)
}

/// What puts the first ahead of the second: the largest terms in its favour, in one sentence.
fn ahead(
    evaluation: &Evaluation<'_>,
    dataset: &DatasetEvaluation,
    one: &Scored,
    other: &Scored,
    name: &str,
) -> Vec<BecauseView> {
    let mut terms = differences(evaluation, dataset, one, other);
    terms.retain(|(difference, _)| *difference > 0.0);
    let lead = rounded(one.score - other.score);
    let Some((_, first)) = terms.first() else {
        let says = format!("Level with {name}: no criterion tells them apart by much.");
        return vec![BecauseView { rule: "tie".into(), says: says.into(), sources: Vec::new(), assumption: None }];
    };
    let listed: Vec<String> =
        terms.iter().take(3).map(|(difference, criterion)| format!("{} {difference:+.2}", criterion.id)).collect();
    // What rounds to nothing is no lead.
    let says = if lead < 0.005 {
        format!("Level with {name}, and chosen for {}.", listed.join(", "))
    } else {
        format!("{lead:.2} ahead of {name}: {}.", listed.join(", "))
    };
    vec![because(&first.id, says.into(), &first.backing)]
}

/// By how much each criterion puts one candidate ahead of another, or behind it, as far as that tells anything; the
/// largest difference first.
pub(super) fn differences<'e>(
    evaluation: &'e Evaluation<'_>,
    dataset: &'e DatasetEvaluation,
    one: &'e Scored,
    other: &'e Scored,
) -> Vec<(f64, &'e Criterion)> {
    let terms = evaluation.terms(dataset, one).zip(evaluation.terms(dataset, other));
    let mut differences: Vec<(f64, &Criterion)> = terms
        .map(|(left, right)| (left.weight * (left.value - right.value), left.criterion))
        .filter(|(difference, _)| difference.abs() > TELLING)
        .collect();
    differences.sort_by(|left, right| right.0.abs().total_cmp(&left.0.abs()).then_with(|| left.1.id.cmp(&right.1.id)));
    differences
}

/// The mechanisms that explain a requirement or a criterion.
pub(super) fn mechanisms<'e>(evaluation: &Evaluation<'e>, rule: &str) -> &'e [Mechanism] {
    evaluation.knowledge.mechanisms.get(rule).map_or(&[], Vec::as_slice)
}

/// The one of these mechanisms through which a candidate fails a requirement or lacks a criterion, with the
/// technique's name.
pub(super) fn through(evaluation: &Evaluation<'_>, candidate: usize, mechanisms: &[Mechanism]) -> Option<String> {
    const TECHNIQUES: usize = Scope::Engine.known("techniques");
    let Value::Names(techniques) = &evaluation.candidates[candidate].facts[TECHNIQUES] else { return None };
    let mechanism = mechanisms.iter().find(|mechanism| techniques.contains(&mechanism.technique))?;
    Some([&mechanism.technique, ": ", &mechanism.says].concat())
}
