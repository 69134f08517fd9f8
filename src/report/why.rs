//! Reasons in words: why a dataset lies where it lies, and what an engine lacks.

use super::view::{BecauseView, because, rounded, words};
use crate::condition::Facts;
use crate::decision::{DatasetEvaluation, Evaluation, Scored, Strike, below_floor_words};
use crate::knowledge::{Graded, Names, Needs};
use crate::vocabulary::{FactRef, Origin, Scope};

/// Why a dataset lies in its engine: its place in its own ranking, and the terms that decided
/// against the next best of another compatibility group.
pub(super) fn of_home(evaluation: &Evaluation<'_>, at: usize, home: &Scored) -> Vec<BecauseView> {
    let dataset = &evaluation.datasets[at];
    let group = |scored: &Scored| &evaluation.knowledge.engines[evaluation.candidates[scored.candidate].engine].group;
    let best = &dataset.ranking[0];
    let name = |scored: &Scored| evaluation.candidates[scored.candidate].name(evaluation.knowledge);
    let mut reasons = Vec::new();
    if group(best) == group(home) {
        match dataset.ranking.iter().find(|other| group(other) != group(home)) {
            Some(next) => reasons.extend(compared(evaluation, dataset, home, next, &name(next))),
            None => reasons.push(BecauseView {
                rule: "consolidation".into(),
                says: "No engine of another kind meets the requirements.".into(),
                sources: Vec::new(),
                assumption: None,
            }),
        }
    } else {
        reasons.push(BecauseView {
            rule: "consolidation".into(),
            says: format!(
                "On its own {} would score {:.2} against {:.2}; that does not pay for a further engine.",
                name(best),
                rounded(best.score),
                rounded(home.score)
            ),
            sources: vec!["DR-527".into(), "DR-284".into()],
            assumption: None,
        });
    }
    reasons
}

/// The largest differences between two candidates, those in favour of the first.
fn compared(evaluation: &Evaluation<'_>, dataset: &DatasetEvaluation, one: &Scored, other: &Scored, name: &str) -> Vec<BecauseView> {
    let mut terms: Vec<(f64, usize)> = evaluation
        .terms(dataset, one)
        .zip(evaluation.terms(dataset, other))
        .enumerate()
        .map(|(at, (left, right))| (left.weight * (left.value - right.value), at))
        .filter(|(difference, _)| *difference > 0.004)
        .collect();
    terms.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
    terms
        .iter()
        .take(3)
        .map(|(difference, at)| {
            let criterion = &evaluation.knowledge.criteria[*at];
            let says = format!("{} It gains {difference:.2} over {name}.", criterion.asks);
            because(&criterion.id, says, &criterion.backing)
        })
        .collect()
}

/// What a requirement says about a candidate that it strikes out.
pub(super) fn strike_in_words(evaluation: &Evaluation<'_>, at: usize, candidate: usize, strike: &Strike) -> String {
    let requirement = &evaluation.knowledge.requirements[strike.requirement];
    let dataset = &evaluation.facts.datasets[at];
    let facts = Facts {
        system: &evaluation.facts.system,
        dataset: &dataset.values,
        engine: &evaluation.candidates[candidate].facts,
        ..Facts::default()
    };
    let name = evaluation.candidates[candidate].name(evaluation.knowledge);
    let what = match requirement.needs {
        Needs::Floor(list) => cannot(evaluation, at, candidate, list),
        Needs::Condition(_) => String::new(),
    };
    let says = requirement.says.fill(&facts, &Names { dataset: &dataset.name, engine: &name, what: &what, ..Names::default() });
    if strike.not_shown { format!("Not shown: {says}") } else { says }
}

/// The operations of a list that a candidate cannot do for a dataset, in words.
fn cannot(evaluation: &Evaluation<'_>, at: usize, candidate: usize, list: Graded) -> String {
    let places = below_floor_words(evaluation.knowledge, &evaluation.facts.datasets[at], &evaluation.candidates[candidate], list);
    places.into_iter().map(|place| words(list)[place]).collect::<Vec<_>>().join(", ")
}

/// The path in the spec of a fact that is given there.
pub(super) fn path_of(fact: FactRef, dataset: &str) -> Option<String> {
    if fact.fact().origin != Origin::Given {
        return None;
    }
    match fact.scope {
        Scope::System => Some(fact.fact().name.to_owned()),
        Scope::Dataset => Some(format!("datasets.{dataset}.{}", fact.fact().name)),
        _ => None,
    }
}

/// Whether a fact, by its written name, is given in the spec.
pub(super) fn given(written: &str) -> bool {
    FactRef::find(written).is_some_and(|fact| fact.fact().origin == Origin::Given)
}
