//! The questions as they are worded in the knowledge, and what can be answered to them.

use crate::knowledge::{Knowledge, Written};
use crate::quantity::Kind;
use crate::workload::spec::WorkloadSpec;
use crate::workload::{Given, GivenKind};

/// The wording of all questions.
pub struct Texts<'k> {
    knowledge: &'k Knowledge,
    written: &'k Written,
}

/// What can be answered to a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// One of these.
    Choice(Vec<Choice>),
    /// Some of these; with their shares where these can stand there.
    Choices {
        /// What there is.
        choices: Vec<Choice>,
        /// Whether each may have a share.
        shares: bool,
    },
    /// Yes or no.
    YesNo,
    /// A quantity.
    Quantity(Kind),
    /// Names out of a list, or any names where the list is empty.
    Names {
        /// What there is.
        known: Vec<Choice>,
        /// Whether several may stand there.
        many: bool,
    },
}

/// A word with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As it stands in a spec.
    pub word: String,
    /// What it means; empty for a name.
    pub means: String,
}

/// A question as it is put.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// In plain words.
    pub question: String,
    /// In technical words.
    pub technical: Option<String>,
    /// Why it is asked and what it changes.
    pub help: String,
    /// Examples of answers.
    pub examples: Vec<String>,
    /// What can be answered.
    pub form: Form,
    /// Whether silence means that there is nothing: no requirement, no such thing.
    pub may_be_nothing: bool,
}

impl<'k> Texts<'k> {
    /// The texts of some knowledge, and the knowledge that was made of it.
    #[must_use]
    pub fn of(knowledge: &'k Knowledge, written: &'k Written) -> Self {
        Self { knowledge, written }
    }

    /// How the question for a key is put; none for a key that has no entry.
    #[must_use]
    pub fn wording(&self, spec: &WorkloadSpec, given: Given) -> Option<Wording> {
        let key = given.written();
        let spec_of = &self.written.facts.iter().find(|entry| entry.id == key)?.spec;
        let means = |word: &str| spec_of.meanings.get(word).cloned().unwrap_or_default();
        let form = match given.kind(spec) {
            GivenKind::Flag => Form::YesNo,
            GivenKind::Number(kind) => Form::Quantity(kind),
            GivenKind::Words { words, many, .. } => {
                let choice = |word: &&'static str| Choice { word: (*word).to_owned(), means: means(word) };
                // What means anything is no choice of the vocabulary: it is to say nothing.
                let choices = words.iter().filter(|word| spec_of.meanings.contains_key(**word)).map(choice).collect();
                let shares = matches!(given.name(), "access.reads" | "access.writes");
                if many { Form::Choices { choices, shares } } else { Form::Choice(choices) }
            }
            GivenKind::Names { many } => Form::Names { known: self.names(spec, given), many },
        };
        Some(Wording {
            question: spec_of.question.clone(),
            technical: spec_of.technical.clone(),
            help: spec_of.help.clone(),
            examples: spec_of.examples.clone(),
            form,
            may_be_nothing: given.may_be_nothing(),
        })
    }

    /// The question for a key in plain words; none for a key that has no entry.
    #[must_use]
    pub fn question(&self, key: &str) -> Option<&'k str> {
        self.written.facts.iter().find(|entry| entry.id == key).map(|entry| entry.spec.question.as_str())
    }

    /// Typical kinds of data, each with what it is.
    #[must_use]
    pub fn typical(&self) -> Vec<Choice> {
        let choice =
            |case: &crate::knowledge::UseCase| Choice { word: case.id.to_string(), means: case.about.to_string() };
        self.knowledge.use_cases.iter().map(choice).collect()
    }

    /// What is usual of a kind of data, as keys of a dataset with values as they are written.
    #[must_use]
    pub fn usual(&self, use_case: &str) -> Vec<(String, String)> {
        let Some(case) = self.written.use_cases.iter().find(|entry| entry.id == use_case) else { return Vec::new() };
        let assumed = case.spec.assumes.iter();
        assumed.map(|(key, value)| (key.clone(), super::file::flow(value))).collect()
    }

    /// The names that can stand at a key; empty where any can.
    fn names(&self, spec: &WorkloadSpec, given: Given) -> Vec<Choice> {
        let plain = |word: &str| Choice { word: word.to_owned(), means: String::new() };
        match given.name() {
            "team.knows" | "team.runs" | "policy.require" | "policy.forbid" | "policy.prefer" => {
                let choice = |engine: &crate::knowledge::Engine| Choice {
                    word: engine.id.to_string(),
                    means: engine.name.to_string(),
                };
                self.knowledge.engines.iter().map(choice).collect()
            }
            "joins_with" | "changes_with" | "derived_from" => {
                let own = given.dataset();
                let others = spec.datasets.keys().enumerate().filter(|(at, _)| Some(*at) != own);
                others.map(|(_, name)| plain(name)).collect()
            }
            "use_case" => self.typical(),
            _ => Vec::new(),
        }
    }
}
