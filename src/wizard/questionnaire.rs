//! Which question comes next.
//!
//! Topics come in the order in which people tell of a system: what it is, then its data, one dataset after the other, at
//! last whatever is still open. Within a topic the next question is the one that most of what is still open hangs on;
//! where so little is open that nobody would wait for it, the topic is done. The next question is a function of what has
//! been said: going back asks it again.

use super::draft::{Draft, DraftError};
use crate::decision::{Effort, Inquiry, inquiry, openness};
use crate::knowledge::Knowledge;
use crate::workload::spec::WorkloadSpec;
use crate::workload::{Given, GivenKind};

/// Fewest draws that tell whether anything is open.
const FEWEST: usize = 16;
/// Datasets, or the system, that are looked at closely when few draws say that something is open there.
const LOOKED_AT: usize = 2;
/// Ways in which the system may turn out while a dataset is asked about; fewer with many datasets, all of which are
/// evaluated anew in each.
const SCENES: usize = 6;
/// Ways in which the first dataset may turn out while the system is asked about.
const OPENING_SCENES: usize = 16;

/// What the wizard does next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Ask for a fact.
    Question(Question),
    /// Ask which dataset there is; the first one, or whether there is another.
    Dataset,
    /// Nothing more needs to be asked.
    Done,
}

/// A question for a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Path in the spec.
    pub path: String,
    /// How likely the answer has a part in changing the recommendation, 0 to 1; none where it was asked for by name.
    pub worth: Option<f64>,
    /// How many more of the topic are worth asking as things stand, without this one.
    pub more: usize,
}

/// How far the wizard has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Questions that were asked.
    pub asked: usize,
    /// Questions that need not be asked: what they ask for was said, or said not to be known.
    pub settled: usize,
    /// Questions that there are about a system with these datasets.
    pub all: usize,
}

/// What is being asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    /// The system, before its data; how many questions were asked.
    Opening(usize),
    /// A dataset, by its place.
    Dataset(usize),
    /// Whether there is another dataset.
    Another,
    /// What is still open, of the system or of any dataset.
    Rest,
    /// Nothing.
    Done,
}

/// A state to go back to.
#[derive(Clone, Debug)]
struct Past {
    draft: Draft,
    topic: Topic,
    asked: usize,
}

/// The course of the questions.
#[derive(Clone, Debug)]
pub struct Questionnaire<'k> {
    knowledge: &'k Knowledge,
    draft: Draft,
    topic: Topic,
    asked: usize,
    past: Vec<Past>,
    /// What comes next, once it was computed.
    next: Option<Next>,
}

impl<'k> Questionnaire<'k> {
    /// The questions that are left of a draft.
    #[must_use]
    pub fn of(knowledge: &'k Knowledge, draft: Draft) -> Self {
        Self { knowledge, draft, topic: Topic::Opening(0), asked: 0, past: Vec::new(), next: None }
    }

    /// What has been said.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The knowledge that it asks for.
    #[must_use]
    pub fn knowledge(&self) -> &'k Knowledge {
        self.knowledge
    }

    /// Gives the system its name, and says what it is.
    pub fn introduce(&mut self, name: &str, description: &str) {
        self.draft.name(name);
        self.draft.describe(None, description);
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let spec = self.draft.spec();
        let settled = Given::all(spec).filter(|given| self.draft.is_settled(&given.path(spec))).count();
        Progress { asked: self.asked, settled, all: Given::all(spec).count() }
    }

    /// What comes next.
    pub fn upcoming(&mut self) -> Next {
        let next = match self.next.take() {
            Some(next) => next,
            None => self.find_next(),
        };
        self.next = Some(next.clone());
        next
    }

    /// Writes a value at a path, as it would stand in a file.
    ///
    /// # Errors
    /// It cannot stand there; then nothing is changed.
    pub fn answer(&mut self, path: &str, written: &str) -> Result<(), DraftError> {
        let mut draft = self.draft.clone();
        draft.set(path, written, self.knowledge)?;
        self.advance(draft);
        Ok(())
    }

    /// Takes the answer that a key is not known.
    pub fn answer_not_known(&mut self, path: &str) {
        let mut draft = self.draft.clone();
        draft.set_not_known(path);
        self.advance(draft);
    }

    /// Takes the answer that there is nothing: no requirement, no such thing.
    pub fn answer_nothing(&mut self, path: &str) {
        let mut draft = self.draft.clone();
        draft.set_nothing(path);
        self.advance(draft);
    }

    /// Adds a dataset with a sentence on what it holds and what is usual of such data, and asks about it next.
    ///
    /// # Errors
    /// It cannot have that name, or something that is said of it cannot be; then nothing is changed.
    pub fn add_dataset(&mut self, name: &str, holds: &str, usual: &[(String, String)]) -> Result<(), DraftError> {
        let mut draft = self.draft.clone();
        draft.add_dataset(name)?;
        draft.describe(Some(name), holds);
        // What kind of data it is was asked with its name, and the first cannot be made of others.
        let is_first = draft.spec().datasets.len() == 1;
        draft.set_nothing(&format!("datasets.{name}.use_case"));
        if is_first {
            draft.set_nothing(&format!("datasets.{name}.derived_from"));
        }
        for (key, written) in usual {
            draft.set(&format!("datasets.{name}.{key}"), written, self.knowledge)?;
        }
        let topic = Topic::Dataset(draft.spec().datasets.len() - 1);
        self.put(draft, topic, 0);
        Ok(())
    }

    /// Says that there is no further dataset.
    pub fn no_more_datasets(&mut self) {
        self.put(self.draft.clone(), Topic::Rest, 0);
    }

    /// Changes what was said by name: descriptions, names of datasets, datasets that are taken out. Questions that this
    /// opens are asked next.
    pub fn change(&mut self, draft: Draft) {
        let topic = if draft.spec().datasets.is_empty() { Topic::Opening(0) } else { Topic::Rest };
        self.put(draft, topic, 0);
    }

    /// Goes back to before the latest answer; false where there is none.
    pub fn back(&mut self) -> bool {
        let Some(past) = self.past.pop() else { return false };
        (self.draft, self.topic, self.asked) = (past.draft, past.topic, past.asked);
        self.next = None;
        true
    }

    /// After an answer to a question.
    fn advance(&mut self, draft: Draft) {
        let topic = match self.topic {
            Topic::Opening(asked) => Topic::Opening(asked + 1),
            Topic::Done | Topic::Another | Topic::Rest => Topic::Rest,
            topic @ Topic::Dataset(_) => topic,
        };
        self.put(draft, topic, 1);
    }

    fn put(&mut self, draft: Draft, topic: Topic, asked: usize) {
        let past = Past { draft: std::mem::replace(&mut self.draft, draft), topic: self.topic, asked: self.asked };
        self.past.push(past);
        self.topic = topic;
        self.asked += asked;
        self.next = None;
    }

    fn find_next(&mut self) -> Next {
        loop {
            let datasets = self.draft.spec().datasets.len();
            let question = match self.topic {
                Topic::Another => return Next::Dataset,
                Topic::Done => return Next::Done,
                Topic::Opening(asked) => {
                    let is_long = datasets == 0 && asked >= count(self.knowledge.parameters.question_opening);
                    if is_long { None } else { self.question(None) }
                }
                Topic::Dataset(at) => self.question(Some(at)),
                Topic::Rest => self.remaining_question(),
            };
            if let Some(question) = question {
                return Next::Question(question);
            }
            self.topic = match self.topic {
                Topic::Opening(_) if datasets == 0 => Topic::Another,
                Topic::Opening(_) => Topic::Dataset(0),
                Topic::Dataset(at) if at + 1 < datasets => Topic::Dataset(at + 1),
                Topic::Dataset(_) => Topic::Another,
                Topic::Rest | Topic::Another | Topic::Done => Topic::Done,
            };
        }
    }

    /// The question about a dataset, or about the system, that most hangs on; none where too little does.
    fn question(&self, dataset: Option<usize>) -> Option<Question> {
        let spec = self.draft.answerable();
        let parameters = &self.knowledge.parameters;
        let datasets = self.draft.spec().datasets.len();
        // A change of the system changes every dataset.
        let share = if dataset.is_none() { datasets.max(1) } else { 1 };
        let effort = Effort {
            draws: (count(parameters.question_samples) * 2 / (share + 1)).max(FEWEST),
            traced: (count(parameters.question_traced) * 2 / (share + 1)).max(FEWEST / 2),
            scenes: if dataset.is_none() { OPENING_SCENES } else { (SCENES * 2 / datasets.max(2)).max(2) },
        };
        let inquiry = self.inquiry(&spec, dataset, effort);
        let asked = self.answered(dataset);
        if inquiry.open < self.enough() && asked >= count(parameters.question_basics) {
            return None;
        }
        let worth = inquiry.worth.iter().filter(|worth| worth.share >= parameters.question_least);
        let first = worth.clone().next()?;
        Some(Question { path: first.given.path(&spec), worth: Some(first.share), more: worth.count() - 1 })
    }

    /// The question that is still worth asking about whatever: a few draws for each dataset and for the system tell
    /// where anything is open, and there it is looked at closely.
    fn remaining_question(&self) -> Option<Question> {
        let spec = self.draft.answerable();
        let subjects: Vec<Option<usize>> =
            (0..self.draft.spec().datasets.len()).map(Some).chain(std::iter::once(None)).collect();
        let facts: Vec<Vec<Given>> = subjects.iter().map(|dataset| self.open_facts(&spec, *dataset)).collect();
        let numbers = Numbers::of(self.knowledge, &self.draft, &spec);
        let found = openness(self.knowledge, &spec, &facts, &|given, share| numbers.share(given, share), FEWEST);
        let mut open: Vec<(f64, Option<usize>)> =
            found.into_iter().zip(subjects).filter(|(open, _)| *open > 0.0).collect();
        open.sort_by(|(left, _), (right, _)| right.total_cmp(left));
        open.into_iter().take(LOOKED_AT).find_map(|(_, dataset)| self.question(dataset))
    }

    /// Questions about a dataset, or about the system, that were answered.
    fn answered(&self, dataset: Option<usize>) -> usize {
        let spec = self.draft.spec();
        let about = Given::all(spec).filter(|given| given.dataset() == dataset);
        about.filter(|given| self.draft.is_settled(&given.path(spec))).count()
    }

    /// How likely the answer must be to change for questions to go on.
    fn enough(&self) -> f64 {
        let parameters = &self.knowledge.parameters;
        if self.draft.spec().datasets.len() <= 1 {
            parameters.question_open_first
        } else {
            parameters.question_open_further
        }
    }

    /// The facts about a dataset, or about the system, that nothing was said of.
    fn open_facts(&self, spec: &WorkloadSpec, dataset: Option<usize>) -> Vec<Given> {
        let about = Given::all(spec).filter(|given| given.dataset() == dataset);
        about.filter(|given| !self.draft.is_settled(&given.path(spec))).collect()
    }

    fn inquiry(&self, spec: &WorkloadSpec, dataset: Option<usize>, effort: Effort) -> Inquiry {
        let is_open = |given: &Given| !self.draft.is_settled(&given.path(spec));
        let ask = self.open_facts(spec, dataset);
        let rest = |given: &Given| match dataset {
            Some(_) => given.dataset().is_none(),
            // Of data of which nothing is known, everything may turn out.
            None => self.draft.spec().datasets.is_empty() && given.dataset().is_some(),
        };
        let rest: Vec<Given> = Given::all(spec).filter(rest).filter(is_open).collect();
        let numbers = Numbers::of(self.knowledge, &self.draft, spec);
        inquiry(self.knowledge, spec, [&ask, &rest], &|given, share| numbers.share(given, share), effort)
    }
}

/// A parameter that counts something.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small count")]
fn count(parameter: f64) -> usize {
    parameter as usize
}

/// How far somebody knows the numbers of datasets: who does not know the size seldom knows the rates.
struct Numbers<'s> {
    spec: &'s WorkloadSpec,
    /// How many times as often as usual one is known.
    factor: f64,
}

impl<'s> Numbers<'s> {
    fn of(knowledge: &Knowledge, draft: &Draft, spec: &'s WorkloadSpec) -> Self {
        let (mut known, mut expected) = (0.0, 0.0);
        let settled = Given::all(spec).filter(|given| is_number(*given, spec) && draft.is_settled(&given.path(spec)));
        for given in settled {
            expected += knowledge.plausible_of(&given.written()).map_or(0.0, |plausible| plausible.answered);
            known += if given.stands(spec).is_known() { 1.0 } else { 0.0 };
        }
        let usual = knowledge.parameters.question_usual;
        Self { spec, factor: (known + usual) / (expected + usual) }
    }

    /// In which share of all cases a fact is known by this person, given the share in which it usually is.
    fn share(&self, given: Given, share: f64) -> f64 {
        if is_number(given, self.spec) { share * self.factor } else { share }
    }
}

/// Whether a key is a number about a dataset.
fn is_number(given: Given, spec: &WorkloadSpec) -> bool {
    given.dataset().is_some() && matches!(given.kind(spec), GivenKind::Number(_))
}
