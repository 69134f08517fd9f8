//! Questions on which sources disagree, as far as they matter for an answer: what rests on the resolution has decided
//! something here. Those that could change the answer come first.

use std::collections::BTreeSet;

use crate::decision::{Architecture, Evaluation};
use crate::knowledge::{Backing, Conflict, Needs};
use crate::vocabulary::{READ, SHAPE, Scope, Value, WRITE};

/// How much hangs on a conflict, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// A requirement that strikes engines out, or a row that decided.
    Decides,
    /// A grade, a property, a reason of a pattern or the precedent of a use.
    Weighs,
}

/// Ids of the conflicts that matter, by what hangs on them, then by id.
pub(super) fn disputed(evaluation: &Evaluation<'_>) -> Vec<String> {
    let Some(architecture) = evaluation.architecture() else { return Vec::new() };
    let matter = Matter { evaluation, architecture };
    let conflicts = evaluation.knowledge.conflicts.iter();
    let mut weighed: Vec<(Weight, &str)> =
        conflicts.filter_map(|conflict| Some((matter.weight(conflict)?, conflict.id.as_str()))).collect();
    weighed.sort_unstable();
    weighed.into_iter().map(|(_, id)| id.to_owned()).collect()
}

struct Matter<'a, 'e> {
    evaluation: &'a Evaluation<'e>,
    architecture: &'a Architecture,
}

impl Matter<'_, '_> {
    fn weight(&self, conflict: &Conflict) -> Option<Weight> {
        if self.strikes(conflict) || self.rows(conflict) {
            return Some(Weight::Decides);
        }
        let weighs = self.properties(conflict) || self.patterns(conflict) || self.precedents(conflict);
        weighs.then_some(Weight::Weighs)
    }

    /// A requirement that rests on the resolution, and alone keeps out an engine that the conflict is about.
    fn strikes(&self, conflict: &Conflict) -> bool {
        let knowledge = self.evaluation.knowledge;
        let mut struck = self.evaluation.datasets.iter().flat_map(|dataset| &dataset.eliminated);
        struck.any(|struck| {
            let [one] = struck.strikes.as_slice() else { return false };
            let requirement = &knowledge.requirements[one.requirement];
            let engine = &knowledge.engines[self.evaluation.candidates[struck.candidate].engine];
            let about = [&engine.id, &knowledge.families[engine.family].id];
            conflict.touches.contains(&requirement.id)
                && shares(conflict, &requirement.backing)
                && about.iter().any(|id| conflict.touches.contains(id))
        })
    }

    fn rows(&self, conflict: &Conflict) -> bool {
        self.evaluation.decisions.iter().any(|decided| {
            let table = self.evaluation.knowledge.decision(&decided.decision);
            let touched = table.filter(|table| conflict.touches.contains(&table.id) && table.defines.is_none());
            touched.zip(decided.row).is_some_and(|(table, row)| shares(conflict, &table.rows[row].outcome.backing))
        })
    }

    /// A disputed grade of an operation that a dataset in this engine uses, or a disputed property that a requirement
    /// which applies to the dataset looks at.
    fn properties(&self, conflict: &Conflict) -> bool {
        conflict.properties.iter().any(|(id, property)| {
            self.architecture.stores.iter().any(|store| {
                let knowledge = self.evaluation.knowledge;
                let engine = &knowledge.engines[store.engine];
                let concerned = engine.id == *id || knowledge.families[engine.family].id == *id;
                concerned && store.datasets.iter().any(|dataset| self.looks_at(*dataset, property))
            })
        })
    }

    fn looks_at(&self, dataset: usize, property: &str) -> bool {
        let facts = &self.evaluation.facts.datasets[dataset];
        let uses = |fact: &str, words: &[&str], word: &str| match (
            facts.get(fact),
            words.iter().position(|known| *known == word),
        ) {
            (Value::Set(used), Some(at)) => used >> at & 1 == 1,
            _ => false,
        };
        if let Some((list, word)) = property.strip_prefix("grades.").and_then(|grade| grade.split_once('.')) {
            return match list {
                "shapes" => uses("variety.shape", SHAPE.words, word),
                "reads" => uses("access.reads", READ.words, word),
                _ => uses("access.writes", WRITE.words, word),
            };
        }
        let Some(place) = Scope::Engine.place(property) else { return false };
        let struck = self.evaluation.datasets[dataset].eliminated.iter().flat_map(|struck| &struck.strikes);
        let applied: BTreeSet<usize> = struck.map(|strike| strike.requirement).collect();
        applied.iter().any(|at| match &self.evaluation.knowledge.requirements[*at].needs {
            Needs::Condition(needs) => {
                needs.facts().iter().any(|fact| fact.scope == Scope::Engine && usize::from(fact.index) == place)
            }
            Needs::Floor(_) => false,
        })
    }

    fn patterns(&self, conflict: &Conflict) -> bool {
        self.architecture.patterns.iter().filter(|choice| choice.chosen).any(|choice| {
            let pattern = &self.evaluation.knowledge.patterns[choice.pattern];
            let held = choice.reasons.iter().map(|at| &pattern.reasons[*at]);
            let mut reasons = held.chain(choice.against.iter().map(|at| &pattern.against[*at]));
            conflict.touches.contains(&pattern.id) && reasons.any(|reason| shares(conflict, &reason.backing))
        })
    }

    /// The use of a dataset that the conflict touches, where what is recommended for it is the engine or family that
    /// holds it, and disputed.
    fn precedents(&self, conflict: &Conflict) -> bool {
        let knowledge = self.evaluation.knowledge;
        self.architecture.stores.iter().any(|store| {
            let engine = &knowledge.engines[store.engine];
            let holder = [&engine.id, &engine.group, &knowledge.families[engine.family].id];
            let uses = store.datasets.iter().filter_map(|dataset| {
                match self.evaluation.facts.datasets[*dataset].get("use_case") {
                    Value::Names(names) => Some(names),
                    _ => None,
                }
            });
            uses.flat_map(|names| names.iter()).filter(|used| conflict.touches.contains(used)).any(|used| {
                let cases = knowledge.use_cases.iter().filter(|case| case.id == *used);
                let recommended = cases.flat_map(|case| &case.recommends).filter(|(what, _)| holder.contains(&what));
                recommended.flat_map(|(_, sources)| sources).any(|id| conflict.sources.contains(id))
            })
        })
    }
}

fn shares(conflict: &Conflict, backing: &Backing) -> bool {
    backing.sources.iter().any(|id| conflict.sources.contains(id))
}
