//! Questions on which sources disagree, as far as they matter for an answer: had another claim been held to be right,
//! it might have come out otherwise. Those that bear on engines and patterns come first, then rows of tables.

use std::collections::BTreeSet;

use crate::decision::{Architecture, DatasetEvaluation, Evaluation, HeldBy, PatternChoice, Scored};
use crate::knowledge::{
    Backing, Conflict, Criterion, Decision, DisputedRow, Engine, Listed, Measure, Needs, Pattern, PatternRole, Reason,
    ValueFunction,
};
use crate::vocabulary::{FactRef, READ, SHAPE, Scope, Value, WRITE};
use crate::words::Words;

/// The parameter that keeps a dataset where it is although another engine fits better.
const PRICE: &str = "price-further-engine";

/// What another answer to the question might change, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bears {
    /// The engine of a dataset, or a pattern.
    OnWhatIsChosen,
    /// The row of a table, by the place of what it decided.
    OnRow(usize),
}

/// Ids of the conflicts that matter, by what they bear on, then by id.
pub(super) fn disputed(evaluation: &Evaluation<'_>) -> Vec<Words> {
    let Some(architecture) = evaluation.architecture() else { return Vec::new() };
    let tables = evaluation.knowledge.decisions.iter();
    let decided_by = |table: &Decision| {
        let decisions = evaluation.decisions.iter().enumerate();
        decisions.filter(|(_, decided)| decided.decision == table.id).map(|(at, _)| at).collect()
    };
    let chosen: BTreeSet<usize> = architecture
        .homes
        .iter()
        .zip(&evaluation.datasets)
        .map(|((_, place), dataset)| evaluation.candidates[dataset.ranking[*place].candidate].engine)
        .collect();
    let named = chosen.into_iter().flat_map(|at| {
        let engine = &evaluation.knowledge.engines[at];
        let group = evaluation.knowledge.engine_by_id(&engine.group);
        [Some(Listed::Engine(at)), group.map(Listed::Engine), Some(Listed::Family(engine.family))]
    });
    let matter = Matter {
        evaluation,
        architecture,
        named: named.flatten().collect(),
        decided: tables.map(decided_by).collect(),
        struck_by_one: struck_by_one(evaluation),
    };
    let conflicts = evaluation.knowledge.conflicts.iter();
    let mut found: Vec<(Bears, &str)> =
        conflicts.filter_map(|conflict| Some((matter.bears(conflict)?, conflict.id.as_str()))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id.into()).collect()
}

struct Matter<'a, 'e> {
    evaluation: &'a Evaluation<'e>,
    architecture: &'a Architecture,
    /// The engines of the datasets, those that their groups are named after, and their families.
    named: Vec<Listed>,
    /// For each table the places of what it decided.
    decided: Vec<Vec<usize>>,
    /// For each requirement what it alone keeps out: the place of the dataset and the engine.
    struck_by_one: Vec<Vec<(usize, &'e Engine)>>,
}

fn struck_by_one<'e>(evaluation: &Evaluation<'e>) -> Vec<Vec<(usize, &'e Engine)>> {
    let knowledge = evaluation.knowledge;
    let mut by_requirement = vec![Vec::new(); knowledge.requirements.len()];
    for (at, dataset) in evaluation.datasets.iter().enumerate() {
        for struck in &dataset.eliminated {
            let [one] = struck.strikes.as_slice() else { continue };
            let engine = &knowledge.engines[evaluation.candidates[struck.candidate].engine];
            by_requirement[one.requirement].push((at, engine));
        }
    }
    by_requirement
}

/// A dataset in its store, as one conflict sees it.
struct Home<'a, 'e> {
    evaluation: &'a Evaluation<'e>,
    conflict: &'a Conflict,
    at: usize,
    dataset: &'a DatasetEvaluation,
    scored: &'a Scored,
}

impl<'a, 'e> Matter<'a, 'e> {
    fn bears(&self, conflict: &'a Conflict) -> Option<Bears> {
        if self.strikes(conflict) || self.homes(conflict) || self.patterns(conflict) {
            return Some(Bears::OnWhatIsChosen);
        }
        let rows = conflict.rows.iter().flat_map(|(table, rows)| self.disputed_rows(*table, rows));
        rows.min().map(Bears::OnRow)
    }

    /// A requirement that rests on the resolution, and alone keeps out an engine that the conflict is about.
    fn strikes(&self, conflict: &Conflict) -> bool {
        let knowledge = self.evaluation.knowledge;
        // What rules and claims rest on stays encoded until it is looked at: that comes last.
        conflict.requirements.iter().any(|requirement| {
            let mut struck = self.struck_by_one[*requirement].iter();
            let is_concerned = struck.any(|(at, engine)| {
                let mut about = [&engine.id, &knowledge.families[engine.family].id].into_iter();
                about.any(|id| conflict.touches.contains(id)) && is_asked_for(self.evaluation, conflict, *at)
            });
            is_concerned && shares(conflict, &knowledge.requirements[*requirement].backing)
        })
    }

    fn homes(&self, conflict: &'a Conflict) -> bool {
        let about_properties = conflict.about.iter().any(|entry| self.named.contains(entry));
        if self.architecture.held_by.contains(&Some(HeldBy::FurtherEngine)) && self.prices(conflict) {
            return true;
        }
        if !about_properties && conflict.uses.is_empty() {
            return false;
        }
        self.architecture.homes.iter().enumerate().any(|(at, (_, place))| {
            let dataset = &self.evaluation.datasets[at];
            let scored = &dataset.ranking[*place];
            let home = Home { evaluation: self.evaluation, conflict, at, dataset, scored };
            (about_properties
                && is_asked_for(self.evaluation, conflict, at)
                && (home.leads_by_property() || home.stands_by_property()))
                || home.leads_by_precedent()
        })
    }

    /// The price that holds a dataset back rests on the resolution.
    fn prices(&self, conflict: &Conflict) -> bool {
        let backing = || self.evaluation.knowledge.parameter_backing.get(PRICE);
        conflict.touches.iter().any(|id| id == PRICE) && backing().is_some_and(|backing| shares(conflict, backing))
    }

    /// A pattern that would not be chosen without the reasons that rest on the resolution, or would be without those
    /// against it.
    fn patterns(&self, conflict: &Conflict) -> bool {
        self.architecture.patterns.iter().filter(|choice| choice.balance > i32::MIN).any(|choice| {
            if !conflict.patterns.contains(&choice.pattern) {
                return false;
            }
            let pattern = &self.evaluation.knowledge.patterns[choice.pattern];
            let reasons =
                if choice.chosen { (&pattern.reasons, &choice.reasons) } else { (&pattern.against, &choice.against) };
            let rests: i32 = disputed_weight(conflict, reasons.0, reasons.1);
            let Some(spare) = self.spare(pattern, choice) else { return false };
            rests > 0 && rests >= spare
        })
    }

    /// By how much weight a pattern is in, or out; nothing where no other could take its place.
    fn spare(&self, pattern: &Pattern, choice: &PatternChoice) -> Option<i32> {
        if pattern.role != PatternRole::Base {
            let over = choice.balance - i32::from(pattern.needs);
            return Some(if choice.chosen { over + 1 } else { -over });
        }
        let rivals = self.architecture.patterns.iter().filter(|other| {
            let is_base = self.evaluation.knowledge.patterns[other.pattern].role == PatternRole::Base;
            is_base && other.chosen != choice.chosen && other.balance > i32::MIN
        });
        rivals.map(|other| (choice.balance - other.balance).abs()).min()
    }

    /// Places of what a table decided by a row that rests on a claim, where another row, with another choice, rests on
    /// a claim that the first one does not rest on.
    fn disputed_rows(&self, table: usize, disputed: &[DisputedRow]) -> Vec<usize> {
        let rows = &self.evaluation.knowledge.decisions[table].rows;
        let is_disputed = |at: &usize| {
            let decided = &self.evaluation.decisions[*at];
            let own = disputed.iter().find(|disputed| decided.row == Some(disputed.row));
            own.is_some_and(|own| {
                disputed
                    .iter()
                    .any(|other| rows[other.row].outcome.choose != decided.choice && other.claims & !own.claims != 0)
            })
        };
        self.decided[table].iter().copied().filter(is_disputed).collect()
    }
}

impl Home<'_, '_> {
    /// Whether an entry of the catalogue is the engine of this home or its family.
    fn is(&self, id: &str) -> bool {
        let knowledge = self.evaluation.knowledge;
        let engine = &knowledge.engines[self.evaluation.candidates[self.scored.candidate].engine];
        engine.id == id || engine.group == id || knowledge.families[engine.family].id == id
    }

    /// The disputed properties of the engine of this home and of its family, with the id of what has them.
    fn properties(&self) -> impl Iterator<Item = &(Words, Words)> {
        self.conflict.properties.iter().filter(|(id, _)| self.is(id))
    }

    /// Whether the next best that the entry says nothing about would be ahead without what is measured.
    fn leads_by(&self, entry: &str, measure: Measure) -> bool {
        let knowledge = self.evaluation.knowledge;
        let next = self.dataset.ranking.iter().find(|other| {
            let engine = &knowledge.engines[self.evaluation.candidates[other.candidate].engine];
            engine.id != entry && engine.group != entry && knowledge.families[engine.family].id != entry
        });
        next.is_some_and(|next| {
            let terms = self.evaluation.terms(self.dataset, self.scored).zip(self.evaluation.terms(self.dataset, next));
            let measured = terms.filter(|(ours, _)| is_measured(ours.criterion, measure));
            let gain: f64 = measured.map(|(ours, theirs)| ours.weight * (ours.value - theirs.value)).sum();
            let lead = self.scored.score - next.score;
            lead >= 0.0 && gain > lead
        })
    }

    /// A disputed grade of an operation that the dataset uses puts its engine ahead.
    fn leads_by_property(&self) -> bool {
        self.properties().any(|(id, property)| {
            let grade = property.strip_prefix("grades.").and_then(|grade| grade.split_once('.'));
            let measured = grade.and_then(|(list, word)| match list {
                "shapes" => self.uses("variety.shape", SHAPE.words, word).then_some(Measure::ShapeGrade),
                "reads" => self.uses("access.reads", READ.words, word).then_some(Measure::ReadGrade),
                _ => self.uses("access.writes", WRITE.words, word).then_some(Measure::WriteGrade),
            });
            measured.is_some_and(|measure| self.leads_by(id, measure))
        })
    }

    fn uses(&self, fact: &str, words: &[&str], word: &str) -> bool {
        let place = words.iter().position(|known| *known == word);
        match (self.evaluation.facts.datasets[self.at].get(fact), place) {
            (Value::Set(used), Some(place)) => used >> place & 1 == 1,
            _ => false,
        }
    }

    /// A requirement that the conflict touches applies, and looks at a disputed property of the engine.
    fn stands_by_property(&self) -> bool {
        let struck = || self.dataset.eliminated.iter().flat_map(|struck| &struck.strikes);
        let mut places = self.properties().filter_map(|(_, property)| Scope::Engine.place(property));
        places.any(|place| {
            let looks = |fact: &FactRef| fact.scope == Scope::Engine && usize::from(fact.index) == place;
            struck().any(|strike| {
                let looked_at = || match &self.evaluation.knowledge.requirements[strike.requirement].needs {
                    Needs::Condition(needs) => needs.facts().iter().any(looks),
                    Needs::Floor(_) => false,
                };
                self.conflict.requirements.contains(&strike.requirement) && looked_at()
            })
        })
    }

    /// That the sources name the engine for the use puts it ahead, and just that is disputed.
    fn leads_by_precedent(&self) -> bool {
        if self.conflict.uses.is_empty() {
            return false;
        }
        let facts = &self.evaluation.facts.datasets[self.at];
        let Value::Names(uses) = facts.get("use_case") else { return false };
        uses.iter().filter(|used| self.conflict.uses.contains(used)).any(|used| {
            let cases = self.evaluation.knowledge.use_cases.iter().filter(|case| case.id == *used);
            let mut recommended = cases.flat_map(|case| &case.recommends).filter(|(what, _)| self.is(what));
            recommended.any(|(what, sources)| {
                sources.iter().any(|id| self.conflict.cites(id)) && self.leads_by(what, Measure::Precedent)
            })
        })
    }
}

fn is_measured(criterion: &Criterion, wanted: Measure) -> bool {
    matches!(criterion.value, ValueFunction::Curve { measure, .. } if measure == wanted)
}

/// Whether a conflict is about data like that of a dataset: about one of its uses, or about no use in particular.
fn is_asked_for(evaluation: &Evaluation<'_>, conflict: &Conflict, at: usize) -> bool {
    conflict.uses.is_empty()
        || match evaluation.facts.datasets[at].get("use_case") {
            Value::Names(uses) => conflict.uses.iter().any(|id| uses.contains(id)),
            _ => false,
        }
}

/// The weight of the reasons that hold and rest on the resolution.
fn disputed_weight(conflict: &Conflict, reasons: &[Reason], held: &[usize]) -> i32 {
    let held = held.iter().map(|at| &reasons[*at]);
    held.filter(|reason| shares(conflict, &reason.backing)).map(|reason| i32::from(reason.weight)).sum()
}

fn shares(conflict: &Conflict, backing: &Backing) -> bool {
    backing.sources.iter().any(|id| conflict.cites(id))
}
