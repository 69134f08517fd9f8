//! What strikes engines out, in words.
//!
//! An answer holds hundreds of these sentences: many engines fail the same few requirements, and a property of an
//! engine is told for several datasets. What they share is put into words once.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::why;
use crate::condition::Facts;
use crate::decision::{Evaluation, Strike};
use crate::knowledge::{ForEngines, Mechanism, Names, Needs, Own};
use crate::vocabulary::FactRef;

/// Bytes that most sentences take.
const USUAL_LENGTH: usize = 128;

/// Sentences about the candidates for one dataset.
pub(super) struct Wording<'e> {
    evaluation: &'e Evaluation<'e>,
    dataset: usize,
    properties: Rc<Properties>,
    /// For each requirement what it has to say, once it is needed; few strike out anything.
    sentences: Vec<OnceCell<Box<Sentence<'e>>>>,
}

/// What a requirement has to say about the engines that fail it.
#[derive(Clone)]
struct Sentence<'e> {
    says: ForEngines,
    mechanisms: &'e [Mechanism],
}

/// A failed requirement in words.
pub(super) struct Told<'e> {
    pub(super) strike: &'e Strike,
    /// What it says.
    pub(super) says: String,
    /// The technique through which it fails, and how.
    pub(super) through: Option<String>,
}

/// Facts of candidates in words, by the place of the candidate and the fact.
#[derive(Debug, Default)]
pub(super) struct Properties(RefCell<BTreeMap<(usize, u16), Box<str>>>);

impl Properties {
    fn say(&self, evaluation: &Evaluation<'_>, candidate: usize, fact: FactRef, out: &mut String) {
        let mut known = self.0.borrow_mut();
        out.push_str(known.entry((candidate, fact.index)).or_insert_with(|| {
            evaluation.candidates[candidate].facts[usize::from(fact.index)].format(fact.fact().kind).into()
        }));
    }
}

impl<'e> Wording<'e> {
    pub(super) fn of(evaluation: &'e Evaluation<'e>, dataset: usize, properties: Rc<Properties>) -> Self {
        let sentences = vec![OnceCell::new(); evaluation.knowledge.requirements.len()];
        Self { evaluation, dataset, properties, sentences }
    }

    /// What each of these requirements says that strike out a candidate, given by its place.
    pub(super) fn struck(&self, candidate: usize, strikes: &'e [Strike]) -> impl Iterator<Item = Told<'e>> {
        let name = self.evaluation.candidates[candidate].name(self.evaluation.knowledge);
        strikes.iter().map(move |strike| {
            let mut says = String::with_capacity(USUAL_LENGTH);
            if strike.not_shown {
                says.push_str("Not shown: ");
            }
            let sentence = self.sentence(strike.requirement);
            sentence.says.fill(&mut says, |own, out| match own {
                Own::Name => out.push_str(&name),
                Own::What => self.say_what(candidate, strike.requirement, out),
                Own::Fact(fact) => self.properties.say(self.evaluation, candidate, fact, out),
            });
            Told { strike, says, through: why::through(self.evaluation, candidate, sentence.mechanisms) }
        })
    }

    fn sentence(&self, requirement: usize) -> &Sentence<'e> {
        self.sentences[requirement].get_or_init(|| {
            let facts = &self.evaluation.facts;
            let dataset = &facts.datasets[self.dataset];
            let facts = Facts { system: &facts.system, dataset: &dataset.values, ..Facts::default() };
            let names = Names { dataset: &dataset.name, ..Names::default() };
            let requirement = &self.evaluation.knowledge.requirements[requirement];
            Box::new(Sentence {
                says: requirement.says.for_engines(&facts, &names),
                mechanisms: why::mechanisms(self.evaluation, &requirement.id),
            })
        })
    }

    /// The operations that a candidate cannot do, where a requirement is about operations.
    fn say_what(&self, candidate: usize, requirement: usize, out: &mut String) {
        let Needs::Floor(list) = self.evaluation.knowledge.requirements[requirement].needs else { return };
        for (at, place) in self.evaluation.out_of_reach(self.dataset, candidate, list).enumerate() {
            out.push_str(if at == 0 { "" } else { ", " });
            out.push_str(list.words()[place]);
        }
    }
}
