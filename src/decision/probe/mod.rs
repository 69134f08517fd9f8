//! Answers to a workload in which something is otherwise, thousands of times over.
//!
//! A probe evaluates only what depends on what was changed: a dataset whose facts stay as they were keeps its ranking,
//! engines are chosen anew only when a ranking differs, and nothing is put into words. What it answers is what a whole
//! evaluation would; a test holds both together.

mod answer;
mod memory;
mod watched;

use std::rc::Rc;

use super::evaluation::{DatasetEvaluation, Evaluation};
use super::table::Tables;
use super::{Parts, assumptions, consolidation, contradiction, store};
use crate::knowledge::Knowledge;
use crate::workload::spec::WorkloadSpec;
use crate::workload::{DatasetFacts, Given, Stands, WorkloadFacts};
use memory::Memory;
use watched::Watched;

pub use answer::{Answer, Difference, Home};
pub(super) use watched::for_each_deciding;

/// Answers to variants of a workload.
pub struct Probe<'a> {
    /// The knowledge.
    pub(super) knowledge: &'a Knowledge,
    /// The workload as it is.
    pub(super) base: &'a WorkloadSpec,
    /// Its facts, before anything was chosen.
    pub(super) facts: WorkloadFacts,
    /// The same without the classes of its datasets.
    unclassified: WorkloadFacts,
    /// The facts of each dataset without what follows from others.
    drafts: Vec<DatasetFacts>,
    /// Its evaluation.
    pub(super) evaluation: &'a Evaluation<'a>,
    /// What it is answered.
    pub(super) answer: Answer,
    /// The workload with the changes that are being tried.
    spec: WorkloadSpec,
    watched: Watched,
    memory: Memory<'a>,
    /// The evaluations of the datasets as they are.
    evaluations: Vec<Rc<DatasetEvaluation>>,
    /// For each dataset its place in its ranking; none when nothing meets the requirements.
    places: Option<Vec<usize>>,
    tried: usize,
    /// Engines of all datasets in the latest answers, which are likely to be the best again.
    guesses: Vec<Vec<usize>>,
}

/// So many are kept: most variants are answered as the workload is, or as the last one that was not.
const GUESSES: usize = 4;

impl<'a> Probe<'a> {
    /// A probe around an evaluation.
    #[must_use]
    pub fn of(evaluation: &'a Evaluation<'a>) -> Self {
        let knowledge = evaluation.knowledge;
        let assumptions = assumptions(knowledge);
        let unclassified = WorkloadFacts::of(evaluation.spec, &assumptions);
        let mut facts = unclassified.clone();
        let mut tables = Tables::silent(knowledge);
        tables.classify(&mut facts);
        let hosting = tables.system("hosting", &facts);
        let (watched, mut memory) = (Watched::of(knowledge), Memory::default());
        let (_, evaluations) = memory.evaluate(knowledge, &watched, &facts, &hosting);
        Self {
            knowledge,
            base: evaluation.spec,
            facts,
            unclassified,
            drafts: WorkloadFacts::drafts(evaluation.spec, &assumptions),
            evaluation,
            answer: Answer::of(evaluation),
            spec: evaluation.spec.clone(),
            watched,
            memory,
            evaluations,
            places: evaluation
                .architecture()
                .map(|architecture| architecture.homes.iter().map(|(_, place)| *place).collect()),
            tried: 0,
            guesses: vec![Answer::of(evaluation).engines()],
        }
    }

    /// What is answered to the workload as it is.
    #[must_use]
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// The answer when these keys stand otherwise; none when one of them cannot stand so.
    pub fn with(&mut self, changes: &[(Given, Stands)]) -> Option<Answer> {
        let fits = changes.iter().all(|(given, value)| given.set(&mut self.spec, value));
        let answer = fits.then(|| {
            self.tried += 1;
            let facts = self.facts_of(changes.iter().map(|(given, _)| *given));
            self.answer_to(facts)
        });
        changes.iter().for_each(|(given, _)| given.copy(self.base, &mut self.spec));
        answer
    }

    /// The answer to a workload with the same datasets.
    pub(super) fn answer_to_spec(&mut self, spec: WorkloadSpec) -> Answer {
        self.spec = spec;
        let answer = self.answer_to(WorkloadFacts::of(&self.spec, &assumptions(self.knowledge)));
        self.spec.clone_from(self.base);
        answer
    }

    /// Whether something can stand at a key.
    pub(super) fn can_be(&mut self, given: Given, value: &Stands) -> bool {
        let fits = given.set(&mut self.spec, value);
        given.copy(self.base, &mut self.spec);
        fits
    }

    /// The facts when a key stands otherwise, and nothing else; none when it cannot stand so.
    pub(super) fn facts_with(&mut self, given: Given, value: &Stands) -> Option<WorkloadFacts> {
        let facts = given.set(&mut self.spec, value).then(|| self.facts_of([given]));
        given.copy(self.base, &mut self.spec);
        facts
    }

    /// What the answers have cost so far, in evaluations of a dataset; to choose engines anew counts as one.
    #[must_use]
    pub fn effort(&self) -> usize {
        self.tried + self.memory.evaluated
    }

    /// The facts of the changed spec, without classes.
    fn facts_of(&self, changed: impl IntoIterator<Item = Given>) -> WorkloadFacts {
        let assumptions = assumptions(self.knowledge);
        let mut datasets = changed.into_iter().map(Given::dataset);
        match datasets.next().flatten() {
            Some(first) if datasets.all(|other| other == Some(first)) => {
                WorkloadFacts::again(&self.drafts, first, &self.spec, &assumptions)
            }
            _ => WorkloadFacts::of(&self.spec, &assumptions),
        }
    }

    fn answer_to(&mut self, mut facts: WorkloadFacts) -> Answer {
        let hosting = self.classify(&mut facts);
        if contradiction::is_excluded(self.knowledge, &facts) {
            return Answer::infeasible();
        }
        let (common, evaluations) = self.memory.evaluate(self.knowledge, &self.watched, &facts, &hosting);
        let same = evaluations.iter().zip(&self.evaluations).all(|(one, other)| Rc::ptr_eq(one, other))
            && facts.datasets.iter().zip(&self.facts.datasets).all(|(one, other)| one.is_linked_as(other));
        let parts = Parts::of(&self.spec, &common, evaluations.iter().map(Rc::as_ref).collect());
        let places = if same { self.places.clone() } else { chosen(&parts, &facts, &self.guesses) };
        let Some(places) = places else { return Answer::infeasible() };
        let outline = store::outline(&parts, &mut facts, &mut Tables::silent(self.knowledge), &places);
        let answer = Answer::outlined(&outline.stores, &outline.homes, &outline.patterns);
        let engines = answer.engines();
        if !self.guesses.contains(&engines) {
            self.guesses.truncate(GUESSES - 1);
            self.guesses.insert(0, engines);
        }
        answer
    }
}

impl Probe<'_> {
    /// Adds the classes of the datasets, and says which hosting is preferred. What is as it was keeps its classes.
    fn classify(&self, facts: &mut WorkloadFacts) -> String {
        let mut tables = Tables::silent(self.knowledge);
        let same_system = facts.system == self.unclassified.system;
        let known = self.unclassified.datasets.iter().zip(&self.facts.datasets);
        let mut others = Vec::new();
        for (at, (dataset, (before, classified))) in facts.datasets.iter_mut().zip(known).enumerate() {
            if same_system && dataset.values == before.values {
                dataset.values.clone_from(&classified.values);
            } else {
                others.push((at, dataset.clone()));
            }
        }
        let (places, datasets): (Vec<usize>, Vec<DatasetFacts>) = others.into_iter().unzip();
        let mut rest = WorkloadFacts { system: std::mem::take(&mut facts.system), datasets };
        tables.classify(&mut rest);
        for (at, dataset) in places.into_iter().zip(rest.datasets) {
            facts.datasets[at] = dataset;
        }
        facts.system = rest.system;
        tables.system("hosting", facts)
    }
}

/// For each dataset its place in its ranking, in the architecture that is best for all.
fn chosen(parts: &Parts<'_>, facts: &WorkloadFacts, guesses: &[Vec<usize>]) -> Option<Vec<usize>> {
    if parts.datasets.iter().any(|dataset| dataset.ranking.is_empty()) {
        return None;
    }
    if contradiction::is_blocked(parts, facts) {
        return None;
    }
    consolidation::places(parts, facts, guesses)
}
