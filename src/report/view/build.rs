//! From an evaluation to its plain view.

use std::cell::Cell;
use std::rc::Rc;

use indexmap::IndexMap;

use super::struck::worded;
use super::unknowns;
use super::{
    BecauseView, ClassesView, ConflictView, DatasetView, DecisionView, EliminatedView, FigureView, GuidanceView,
    KnowledgeView, Made, PatternView, RankedView, RecommendationView, RelaxView, StoreView, Values, WeightView,
};
use crate::condition::Facts;
use crate::decision::{
    Advice, Architecture, DatasetEvaluation, Decided, Evaluation, NamedFigure, Outcome, PatternChoice, Scored, Store,
    Struck,
};
use crate::knowledge::{Backing, Edition, Knowledge, Names, Reason};
use crate::report::disputed;
use crate::report::why;
use crate::report::wording::{Properties, Wording};
use crate::vocabulary::{DATASET, HOSTING, Kind, PLACE, Scope, Value};
use crate::words::Words;

impl<'e> RecommendationView<'e> {
    /// Builds the view.
    #[must_use]
    pub fn of(evaluation: &'e Evaluation<'e>) -> Self {
        let builder = Builder { evaluation, properties: Rc::default(), whole: Rc::default() };
        let architecture = evaluation.architecture();
        let patterns = |chosen: bool| -> Vec<PatternView> {
            let considered = architecture.map_or(&[][..], |architecture| &architecture.patterns);
            let wanted = |choice: &&PatternChoice| choice.chosen == chosen && (chosen || choice.balance > 0);
            considered.iter().filter(wanted).map(|choice| builder.pattern(choice)).collect()
        };
        Self {
            whole: Rc::clone(&builder.whole),
            format: 1,
            whichdb: env!("CARGO_PKG_VERSION").into(),
            knowledge: KnowledgeView::of(evaluation.knowledge),
            name: Words::from(&evaluation.spec.name),
            feasible: architecture.is_some(),
            certainty: None,
            certainty_by_facts: None,
            trade_off: Vec::new(),
            stores: architecture.map_or_else(Vec::new, |architecture| {
                architecture.stores.iter().map(|store| builder.store(store)).collect()
            }),
            patterns: patterns(true),
            patterns_not_chosen: patterns(false),
            datasets: evaluation
                .datasets
                .iter()
                .enumerate()
                .map(|(at, dataset)| {
                    (Words::from(&evaluation.facts.datasets[at].name), builder.dataset(at, dataset, architecture))
                })
                .collect(),
            decisions: Made::of(&evaluation.decisions, |decided| decision(evaluation, decided)),
            roadmap: Vec::new(),
            headroom: Vec::new(),
            guidance: Made::of(architecture.map_or(&[][..], |architecture| &architecture.advice), |advice| {
                guidance(evaluation, advice)
            }),
            disputed: disputed::disputed(evaluation),
            unknowns: unknowns::of(evaluation),
            findings: Vec::new(),
            scenarios: Vec::new(),
            conflicts: match &evaluation.outcome {
                Outcome::Architecture(_) => Vec::new(),
                Outcome::Infeasible(contradictions) => contradictions
                    .iter()
                    .map(|contradiction| ConflictView {
                        requirements: contradiction.requirements.clone(),
                        says: contradiction.says.clone(),
                        relax: contradiction
                            .relaxations
                            .iter()
                            .map(|relaxation| RelaxView {
                                requirement: relaxation.requirement.clone(),
                                then: relaxation.then.clone(),
                            })
                            .collect(),
                    })
                    .collect(),
            },
        }
    }
}

impl KnowledgeView {
    /// Which knowledge this is.
    pub(in crate::report) fn of(knowledge: &Knowledge) -> Self {
        let Edition { version, date, packs } = knowledge.edition.clone();
        Self { version, date, packs }
    }
}

impl RecommendationView<'_> {
    /// Puts every reason into words for which an engine was struck out, not only the one that decides.
    pub fn tell_all(&mut self) {
        self.whole.set(true);
    }
}

struct Builder<'e> {
    evaluation: &'e Evaluation<'e>,
    properties: Rc<Properties>,
    whole: Rc<Cell<bool>>,
}

impl<'e> Builder<'e> {
    fn store(&self, store: &Store) -> StoreView {
        let knowledge = self.evaluation.knowledge;
        let names = |places: &[usize]| -> Vec<Words> {
            places.iter().map(|place| Words::from(&self.evaluation.facts.datasets[*place].name)).collect()
        };
        StoreView {
            name: store.name.clone(),
            engine: knowledge.engines[store.engine].id.clone(),
            datasets: names(&store.datasets),
            caches: names(&store.caches),
            hosting: store.hosting.map(|mode| HOSTING.words[mode].into()),
            offers: self.offers(store),
            topology: store.topology.clone(),
            replicas: store.replicas,
            shards: store.shards,
            replication: store.replication.clone(),
            extensions: store.extensions.iter().map(|at| knowledge.engines[*at].id.clone()).collect(),
            sharding_strategy: store.sharding_strategy.clone(),
            caching: store.caching.clone(),
            invalidation: store.invalidation.clone(),
            pool_size: store.pool_size,
            today: None,
            because: self
                .evaluation
                .decisions
                .iter()
                .filter(|decided| {
                    decided.subject == store.name
                        && knowledge
                            .decision(&decided.decision)
                            .is_some_and(|table| table.subject == crate::knowledge::Subject::Store)
                })
                .map(|decided| because_of(knowledge, decided))
                .collect(),
        }
    }

    /// Managed offers of a store's engine in the acceptable places.
    fn offers(&self, store: &Store) -> Vec<Words> {
        let managed = store.hosting.is_some_and(|mode| ["managed", "serverless"].contains(&HOSTING.words[mode]));
        if !managed {
            return Vec::new();
        }
        let wanted = match crate::vocabulary::FactRef::find("deployment.clouds")
            .map(|fact| &self.evaluation.facts.system[usize::from(fact.index)])
        {
            Some(Value::Set(bits)) => *bits,
            _ => u64::MAX,
        };
        let engine = &self.evaluation.knowledge.engines[store.engine];
        // An extension of the engine is not in every offer of it: its own list is what counts.
        let engines = &self.evaluation.knowledge.engines;
        let narrower = store
            .extensions
            .iter()
            .map(|at| &engines[*at])
            .find(|extension| extension.extends.as_ref() == Some(&engine.id));
        let source = narrower.unwrap_or(engine);
        let mut offers: Vec<Words> = (0..PLACE.words.len())
            .filter(|place| wanted >> place & 1 == 1)
            .flat_map(|place| source.offers[place].iter().cloned())
            .collect();
        offers.dedup();
        offers
    }

    fn pattern(&self, choice: &PatternChoice) -> PatternView {
        let pattern = &self.evaluation.knowledge.patterns[choice.pattern];
        let facts = Facts { system: &self.evaluation.facts.system, ..Facts::default() };
        let because = |list: &[Reason], places: &[usize]| -> Vec<BecauseView> {
            places
                .iter()
                .map(|place| {
                    because(
                        &pattern.id,
                        list[*place].says.fill(&facts, &Names::default()).into(),
                        &list[*place].backing,
                    )
                })
                .collect()
        };
        PatternView {
            choice: pattern.id.clone(),
            name: pattern.name.clone(),
            balance: choice.balance,
            because: because(&pattern.reasons, &choice.reasons),
            against: because(&pattern.against, &choice.against),
            instead: pattern.instead.clone().filter(|_| !choice.chosen),
        }
    }

    fn dataset(
        &self,
        at: usize,
        dataset: &'e DatasetEvaluation,
        architecture: Option<&Architecture>,
    ) -> DatasetView<'e> {
        let evaluation = self.evaluation;
        let home = architecture.map(|architecture| {
            let (store, place) = architecture.homes[at];
            (&architecture.stores[store], &dataset.ranking[place])
        });
        let engine =
            home.map(|(_, scored)| &evaluation.knowledge.engines[evaluation.candidates[scored.candidate].engine]);
        // An extension stands once, however many engines it could be had on.
        let mut seen = vec![false; evaluation.knowledge.engines.len()];
        let stands_for = |candidate: usize| evaluation.candidates[candidate].stands_for();
        dataset.ranking.iter().for_each(|scored| seen[stands_for(scored.candidate)] = true);
        let (not_shown, eliminated): (Vec<&'e Struck>, Vec<&'e Struck>) = dataset
            .eliminated
            .iter()
            .filter(|struck| !std::mem::replace(&mut seen[stands_for(struck.candidate)], true))
            .partition(|struck| struck.strikes.iter().all(|strike| strike.not_shown));
        let wording = Rc::new(Wording::of(evaluation, at, Rc::clone(&self.properties)));
        DatasetView {
            store: home.map(|(store, _)| store.name.clone()),
            engine: engine.map(|engine| engine.id.clone()),
            family: engine.map(|engine| evaluation.knowledge.families[engine.family].id.clone()),
            classes: self.classes(at),
            certainty: None,
            certainty_by_facts: None,
            tie: None,
            runner_up: None,
            stake: rounded(dataset.stake),
            because: home.map_or_else(Vec::new, |(_, scored)| why::of_home(evaluation, at, scored)),
            weights: evaluation
                .knowledge
                .criteria
                .iter()
                .zip(&dataset.weights)
                .map(|(criterion, weight)| WeightView { criterion: criterion.id.clone(), weight: rounded(*weight) })
                .collect(),
            ranking: self.ranking(dataset),
            eliminated: self.struck(&wording, eliminated),
            not_shown: self.struck(&wording, not_shown),
        }
    }

    fn struck(&self, wording: &Rc<Wording<'e>>, struck: Vec<&'e Struck>) -> Made<'e, EliminatedView<'e>> {
        let (evaluation, wording, whole) = (self.evaluation, Rc::clone(wording), Rc::clone(&self.whole));
        Made::of(struck, move |struck| worded(evaluation, &wording, struck, whole.get()))
    }

    fn classes(&self, at: usize) -> ClassesView {
        let class = |name: &str| {
            let full = format!("class.{name}");
            let place = Scope::Dataset.place(&full);
            match place.map(|place| (&self.evaluation.facts.datasets[at].values[place], DATASET[place].kind)) {
                Some((Value::Choice(word), Kind::Choice(list))) => list.words[usize::from(*word)].to_owned(),
                _ => String::new(),
            }
        };
        ClassesView {
            volume: class("volume").into(),
            velocity: class("velocity").into(),
            variety: class("variety").into(),
            veracity: class("veracity").into(),
            ratio: class("ratio").into(),
        }
    }

    /// One entry a compatibility group, its best; the others of the group behind it.
    fn ranking(&self, dataset: &'e DatasetEvaluation) -> Vec<RankedView<'e>> {
        let evaluation = self.evaluation;
        let id = |scored: &Scored| {
            evaluation.knowledge.engines[evaluation.candidates[scored.candidate].stands_for()].id.clone()
        };
        let mut groups: IndexMap<&str, Vec<&'e Scored>> = IndexMap::new();
        for scored in &dataset.ranking {
            let group = evaluation.knowledge.engines[evaluation.candidates[scored.candidate].engine].group.as_str();
            groups.entry(group).or_default().push(scored);
        }
        groups
            .into_values()
            .map(|group| {
                let best = group[0];
                let candidate = &evaluation.candidates[best.candidate];
                let engine = &evaluation.knowledge.engines[candidate.engine];
                RankedView {
                    engine: id(best),
                    host: candidate.extension.map(|_| engine.id.clone()),
                    family: evaluation.knowledge.families[engine.family].id.clone(),
                    score: rounded(best.score),
                    deduction: rounded(best.deduction),
                    criteria: Values::of(&evaluation.knowledge.criteria, &best.values),
                    at_risk: best.at_risk.iter().map(|at| evaluation.knowledge.requirements[*at].id.clone()).collect(),
                    also: group[1..].iter().copied().map(id).collect(),
                }
            })
            .collect()
    }
}

fn decision(evaluation: &Evaluation<'_>, decided: &Decided) -> DecisionView {
    DecisionView {
        name: decided.decision.clone(),
        subject: if decided.subject.is_empty() { Words::from(&evaluation.spec.name) } else { decided.subject.clone() },
        choice: decided.choice.clone(),
        figures: figures(decided),
        least: decided.row.is_none(),
        quiet: evaluation.knowledge.decision(&decided.decision).is_none_or(|table| table.quiet),
        because: all_of(evaluation.knowledge, decided),
    }
}

fn guidance(evaluation: &Evaluation<'_>, advice: &Advice) -> GuidanceView {
    let guidance = &evaluation.knowledge.guidance[advice.guidance];
    let told = &guidance.told;
    let system = || vec![Words::from(&evaluation.spec.name)];
    GuidanceView {
        id: told.id.clone(),
        topic: guidance.topic,
        for_system: advice.subjects.is_empty(),
        subjects: if advice.subjects.is_empty() { system() } else { advice.subjects.clone() },
        says: advice.says.clone(),
        passes: advice.passes.clone(),
        sources: told.backing.sources.clone(),
        assumption: told.backing.assumption.clone(),
    }
}

/// The row that decided, and those that agree with it.
fn all_of(knowledge: &Knowledge, decided: &Decided) -> Vec<BecauseView> {
    let rows = knowledge.decision(&decided.decision).map_or(&[][..], |table| &table.rows);
    let also = decided
        .also
        .iter()
        .filter_map(|(at, says)| Some(because(&decided.decision, says.clone(), &rows.get(*at)?.outcome.backing)));
    // Mostly there is nothing but the row that decided, and lists are made for four.
    let mut reasons = Vec::with_capacity(1 + decided.also.len());
    reasons.push(because_of(knowledge, decided));
    reasons.extend(also);
    reasons
}

fn because_of(knowledge: &Knowledge, decided: &Decided) -> BecauseView {
    because(&decided.decision, decided.says.clone(), backing_of(knowledge, decided))
}

/// What the row rests on that decided.
fn backing_of<'k>(knowledge: &'k Knowledge, decided: &Decided) -> &'k Backing {
    static NOTHING: Backing = Backing { sources: Vec::new(), assumption: None };
    knowledge
        .decision(&decided.decision)
        .map_or(&NOTHING, |table| &decided.row.map_or(&table.otherwise, |row| &*table.rows[row].outcome).backing)
}

/// The figures of a decision, by name; null where a fact is not known.
fn figures(decided: &Decided) -> IndexMap<Words, Option<FigureView>> {
    let figure = |(name, unit, value): &NamedFigure| {
        let view = value.map(|value| FigureView {
            low: value.low,
            high: value.high.is_finite().then_some(value.high),
            unit: unit.word().into(),
            says: unit.format_interval(value).into(),
        });
        (name.clone(), view)
    };
    decided.figures.iter().map(figure).collect()
}

pub(in crate::report) fn because(rule: &Words, says: Words, backing: &Backing) -> BecauseView {
    BecauseView { rule: rule.clone(), says, sources: backing.sources.clone(), assumption: backing.assumption.clone() }
}

/// Scores are compared to three digits by people; more would pretend a precision that is not there.
pub(in crate::report) fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}
