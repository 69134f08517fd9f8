//! Facts that nobody stated and that something asks for.

use std::collections::BTreeMap;

use super::UnknownView;
use crate::condition::{Facts, Verdict};
use crate::decision::Evaluation;
use crate::report::why;

/// Facts that rules looked at in vain: conditions of requirements, rows of tables, and the
/// quantities that scores rest on.
pub(super) fn of(evaluation: &Evaluation<'_>) -> Vec<UnknownView> {
    let mut missed: BTreeMap<String, u32> = BTreeMap::new();
    for dataset in &evaluation.facts.datasets {
        let facts = Facts { system: &evaluation.facts.system, dataset: &dataset.values, ..Facts::default() };
        for requirement in &evaluation.knowledge.requirements {
            if requirement.when.evaluate(&facts) != Verdict::Unknown {
                continue;
            }
            for fact in requirement.when.undecided_facts(&facts) {
                if let Some(path) = why::path_of(fact, &dataset.name) {
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
            let path = match fact.strip_prefix("dataset.") {
                Some(rest) if !decided.subject.is_empty() => {
                    why::given(fact).then(|| format!("datasets.{}.{rest}", decided.subject))
                }
                _ => why::given(fact).then(|| fact.clone()),
            };
            if let Some(path) = path.filter(|path| !path.starts_with("store.") && !path.starts_with("engine.")) {
                *missed.entry(path).or_default() += 1;
            }
        }
    }
    let mut unknowns: Vec<UnknownView> =
        missed.into_iter().map(|(fact, rules)| UnknownView { fact, weight: None, rules }).collect();
    unknowns.sort_by(|left, right| right.rules.cmp(&left.rules).then_with(|| left.fact.cmp(&right.fact)));
    unknowns
}
