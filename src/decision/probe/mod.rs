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
use crate::workload::{Given, Stands, WorkloadFacts};
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
}

impl<'a> Probe<'a> {
    /// A probe around an evaluation.
    #[must_use]
    pub fn of(evaluation: &'a Evaluation<'a>) -> Self {
        let knowledge = evaluation.knowledge;
        let (facts, hosting) = facts_of(knowledge, evaluation.spec);
        let (watched, mut memory) = (Watched::of(knowledge), Memory::default());
        let (_, evaluations) = memory.evaluate(knowledge, &watched, &facts, &hosting);
        Self {
            knowledge,
            base: evaluation.spec,
            facts,
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
            self.answer_to_spec()
        });
        changes.iter().for_each(|(given, _)| given.copy(self.base, &mut self.spec));
        answer
    }

    /// The facts when a key stands otherwise, and nothing else; none when it cannot stand so.
    pub(super) fn facts_with(&mut self, given: Given, value: &Stands) -> Option<WorkloadFacts> {
        let facts =
            given.set(&mut self.spec, value).then(|| WorkloadFacts::of(&self.spec, &assumptions(self.knowledge)));
        given.copy(self.base, &mut self.spec);
        facts
    }

    /// How many variants have been answered.
    #[must_use]
    pub fn tried(&self) -> usize {
        self.tried
    }

    fn answer_to_spec(&mut self) -> Answer {
        let (mut facts, hosting) = facts_of(self.knowledge, &self.spec);
        let (common, evaluations) = self.memory.evaluate(self.knowledge, &self.watched, &facts, &hosting);
        let same = evaluations.iter().zip(&self.evaluations).all(|(one, other)| Rc::ptr_eq(one, other));
        let parts = Parts::of(&self.spec, &common, evaluations.iter().map(Rc::as_ref).collect());
        let places = if same { self.places.clone() } else { chosen(&parts, &facts) };
        let Some(places) = places else { return Answer::infeasible() };
        let outline = store::outline(&parts, &mut facts, &mut Tables::silent(self.knowledge), &places);
        Answer::outlined(&outline.stores, &outline.homes, &outline.patterns)
    }
}

/// For each dataset its place in its ranking, in the architecture that is best for all.
fn chosen(parts: &Parts<'_>, facts: &WorkloadFacts) -> Option<Vec<usize>> {
    if parts.datasets.iter().any(|dataset| dataset.ranking.is_empty()) {
        return None;
    }
    if contradiction::before_consolidation(parts, facts).is_some() {
        return None;
    }
    consolidation::consolidate(parts, facts).map(|chosen| chosen.places)
}

/// The facts of a workload with their classes, and the preferred hosting.
fn facts_of(knowledge: &Knowledge, spec: &WorkloadSpec) -> (WorkloadFacts, String) {
    let mut facts = WorkloadFacts::of(spec, &assumptions(knowledge));
    let mut tables = Tables::silent(knowledge);
    tables.classify(&mut facts);
    let hosting = tables.system("hosting", &facts);
    (facts, hosting)
}
