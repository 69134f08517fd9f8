//! Which question comes next.
//!
//! Topics come in the order in which people tell of a system: what it is, then its data, one dataset after the other, at
//! last whatever is still open. Within a topic the next question is the one that most of what is still open hangs on;
//! where so little is open that nobody would wait for it, the topic is done. What few people know is listed, to be ticked
//! by who does. The next question is a function of what has
//! been said: going back asks it again.

use std::collections::BTreeSet;

use super::draft::{Draft, DraftError};
use super::relevance::{Relevance, count};
use crate::knowledge::Knowledge;
use crate::workload::Given;

/// What the wizard does next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Ask for a fact.
    Question(Question),
    /// Ask of which facts there is something to say.
    Offer(Offer),
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
    /// How many more of the topic are worth asking as things stand, without this one; none where it was asked for by
    /// name.
    pub more: Option<usize>,
}

/// Facts of which few people can say all, so that it is asked first of which there is something to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Name of the dataset that they are about; none for the system.
    pub dataset: Option<String>,
    /// Paths in the spec, what most hangs on first.
    pub paths: Vec<String>,
}

/// How far the wizard has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Questions that were asked.
    pub asked: usize,
    /// Lists of questions that were shown.
    pub lists: usize,
    /// Questions that stood in a list and were not ticked.
    pub listed: usize,
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

/// Where the questions are.
#[derive(Clone, Debug)]
struct State {
    draft: Draft,
    topic: Topic,
    asked: usize,
    lists: usize,
    listed: usize,
    /// Paths that were ticked as something that can be said.
    ticked: BTreeSet<String>,
}

/// The course of the questions.
#[derive(Clone, Debug)]
pub struct Questionnaire<'k> {
    knowledge: &'k Knowledge,
    now: State,
    /// States to go back to.
    past: Vec<State>,
    /// What comes next, once it was computed.
    next: Option<Next>,
}

impl<'k> Questionnaire<'k> {
    /// The questions that are left of a draft.
    #[must_use]
    pub fn of(knowledge: &'k Knowledge, draft: Draft) -> Self {
        let now = State { draft, topic: Topic::Opening(0), asked: 0, lists: 0, listed: 0, ticked: BTreeSet::new() };
        Self { knowledge, now, past: Vec::new(), next: None }
    }

    /// What has been said.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.now.draft
    }

    /// The knowledge that it asks for.
    #[must_use]
    pub fn knowledge(&self) -> &'k Knowledge {
        self.knowledge
    }

    /// Gives the system its name, and says what it is.
    pub fn introduce(&mut self, name: &str, description: &str) {
        self.now.draft.name(name);
        self.now.draft.describe(None, description);
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let spec = self.now.draft.spec();
        let settled = Given::all(spec).filter(|given| self.now.draft.is_settled(&given.path(spec))).count();
        Progress {
            asked: self.now.asked,
            lists: self.now.lists,
            listed: self.now.listed,
            settled,
            all: Given::all(spec).count(),
        }
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
        let mut draft = self.now.draft.clone();
        draft.set(path, written, self.knowledge)?;
        self.advance(draft);
        self.now.asked += 1;
        Ok(())
    }

    /// Takes the answer that a key is not known.
    pub fn answer_not_known(&mut self, path: &str) {
        let mut draft = self.now.draft.clone();
        draft.set_not_known(path);
        self.advance(draft);
        self.now.asked += 1;
    }

    /// Takes the answer that there is nothing: no requirement, no such thing.
    pub fn answer_nothing(&mut self, path: &str) {
        let mut draft = self.now.draft.clone();
        draft.set_nothing(path);
        self.advance(draft);
        self.now.asked += 1;
    }

    /// Takes the answer to an offer: of the facts that were ticked there is something to say. The others are not known,
    /// or nothing is required, had or wanted there.
    pub fn answer_offer(&mut self, offer: &Offer, ticked: &[String]) {
        let mut draft = self.now.draft.clone();
        for path in offer.paths.iter().filter(|path| !ticked.contains(*path)) {
            if Given::find(draft.spec(), path).is_some_and(Given::may_be_nothing) {
                draft.set_nothing(path);
            } else {
                draft.set_not_known(path);
            }
        }
        self.advance(draft);
        self.now.lists += 1;
        self.now.listed += offer.paths.iter().filter(|path| !ticked.contains(*path)).count();
        self.now.ticked.extend(ticked.iter().cloned());
    }

    /// Adds a dataset with a sentence on what it holds and what is usual of such data, and asks about it next.
    ///
    /// # Errors
    /// It cannot have that name, or something that is said of it cannot be; then nothing is changed.
    pub fn add_dataset(&mut self, name: &str, holds: &str, usual: &[(String, String)]) -> Result<(), DraftError> {
        let mut draft = self.now.draft.clone();
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
        self.put(draft, topic);
        Ok(())
    }

    /// Says that there is no further dataset.
    pub fn no_more_datasets(&mut self) {
        self.put(self.now.draft.clone(), Topic::Rest);
    }

    /// Changes what was said by name: descriptions, names of datasets, datasets that are taken out. Questions that this
    /// opens are asked next.
    pub fn change(&mut self, draft: Draft) {
        let topic = if draft.spec().datasets.is_empty() { Topic::Opening(0) } else { Topic::Rest };
        self.put(draft, topic);
        let spec = self.now.draft.spec();
        // Another dataset may get the name of one that was taken out.
        self.now.ticked.retain(|path| Given::find(spec, path).is_some());
    }

    /// Goes back to before the latest answer; false where there is none.
    pub fn back(&mut self) -> bool {
        let Some(past) = self.past.pop() else { return false };
        self.now = past;
        self.next = None;
        true
    }

    /// After an answer.
    fn advance(&mut self, draft: Draft) {
        let topic = match self.now.topic {
            Topic::Opening(asked) => Topic::Opening(asked + 1),
            Topic::Done | Topic::Another | Topic::Rest => Topic::Rest,
            topic @ Topic::Dataset(_) => topic,
        };
        self.put(draft, topic);
    }

    fn put(&mut self, draft: Draft, topic: Topic) {
        self.past.push(self.now.clone());
        (self.now.draft, self.now.topic) = (draft, topic);
        self.next = None;
    }

    fn find_next(&mut self) -> Next {
        let relevance = Relevance::of(self.knowledge, &self.now.draft, &self.now.ticked);
        let datasets = self.now.draft.spec().datasets.len();
        loop {
            let next = match self.now.topic {
                Topic::Another => return Next::Dataset,
                Topic::Done => return Next::Done,
                Topic::Opening(asked) => {
                    let opening = relevance.opening();
                    // What else matters of the system shows when its data is known.
                    let is_long = asked >= count(self.knowledge.parameters.question_opening) || opening.is_none();
                    let about = || if datasets == 0 && is_long { None } else { relevance.about(None) };
                    relevance.ticked(None).or_else(about).or(opening)
                }
                Topic::Dataset(at) => relevance.about(Some(at)),
                Topic::Rest => relevance.ticked(None).or_else(|| relevance.anywhere()),
            };
            if let Some(next) = next {
                return next;
            }
            self.now.topic = match self.now.topic {
                Topic::Opening(_) if datasets == 0 => Topic::Another,
                Topic::Opening(_) => Topic::Dataset(0),
                Topic::Dataset(at) if at + 1 < datasets => Topic::Dataset(at + 1),
                Topic::Dataset(_) => Topic::Another,
                Topic::Rest | Topic::Another | Topic::Done => Topic::Done,
            };
        }
    }
}
