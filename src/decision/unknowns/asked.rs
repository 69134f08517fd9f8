//! Facts that nobody stated and that something asks for.

use std::collections::BTreeMap;

use crate::condition::{Facts, Verdict};
use crate::decision::evaluation::Evaluation;
use crate::vocabulary::{FactRef, Origin, Scope};

/// Paths of facts that rules looked at in vain, with how many did: conditions of requirements, rows of tables, and the
/// quantities that scores rest on.
#[must_use]
pub fn asked_for(evaluation: &Evaluation<'_>) -> BTreeMap<String, u32> {
    let mut missed: BTreeMap<String, u32> = BTreeMap::new();
    for dataset in &evaluation.facts.datasets {
        let facts = Facts { system: &evaluation.facts.system, dataset: &dataset.values, ..Facts::default() };
        for requirement in &evaluation.knowledge.requirements {
            if requirement.when.evaluate(&facts) != Verdict::Unknown {
                continue;
            }
            for fact in requirement.when.undecided_facts(&facts) {
                if let Some(path) = path_of(fact, &dataset.name) {
                    *missed.entry(path).or_default() += 1;
                }
            }
        }
        let silent = [
            ("access.reads", dataset.reads.stated),
            ("access.writes", dataset.writes.stated),
            ("variety.shape", dataset.shapes.stated),
            ("volume.size", dataset.number("size_at_horizon").is_some()),
            ("velocity.reads", dataset.number("velocity.reads").is_some()),
            ("velocity.writes", dataset.number("velocity.writes").is_some()),
        ];
        for (fact, _) in silent.iter().filter(|(_, known)| !known) {
            *missed.entry(format!("datasets.{}.{fact}", dataset.name)).or_default() += 1;
        }
    }
    for decided in &evaluation.decisions {
        for fact in decided.undecided.iter().flat_map(|(_, facts)| facts) {
            if let Some(path) = path_of(*fact, &decided.subject) {
                *missed.entry(path).or_default() += 1;
            }
        }
    }
    missed
}

/// The path in the spec of a fact that is given there.
fn path_of(fact: FactRef, dataset: &str) -> Option<String> {
    if fact.fact().origin != Origin::Given {
        return None;
    }
    match fact.scope {
        Scope::System => Some(fact.fact().name.to_owned()),
        Scope::Dataset => Some(format!("datasets.{dataset}.{}", fact.fact().name)),
        _ => None,
    }
}
