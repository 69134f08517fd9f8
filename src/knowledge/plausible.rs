//! What is plausible of a fact that nobody stated.

use serde::{Deserialize, Serialize};

use crate::condition::{Condition, Facts, Verdict};
use crate::quantity::Interval;
use crate::vocabulary::FactRef;
use crate::words::Words;

/// What is plausible of a given fact while it is not known.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Plausible {
    /// The key of the spec as rules would name it, such as `dataset.volume.size`.
    pub key: Words,
    /// The fact; none for growth, which only goes into others.
    pub fact: Option<FactRef>,
    /// The question that it answers, in plain words.
    pub question: Words,
    /// What is plausible where something else is known, the first that holds counts; the last holds always. Empty for
    /// facts of which nothing can be said beforehand, such as names.
    pub rows: Vec<PlausibleRow>,
    /// In which share of all workloads somebody can say, or has something to require, between 0 and 1.
    pub answered: f64,
    /// Whether it bears on all data, so that it is asked before the data is told of.
    pub opening: bool,
    /// What a quantity that is stated can be at all.
    pub credible: Option<Interval>,
}

/// What is plausible under a condition.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct PlausibleRow {
    /// When it counts.
    pub when: Condition,
    /// What is plausible.
    pub prior: Prior,
}

/// How likely the values of a fact are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Prior {
    /// Evenly between two positive numbers on a log scale.
    Range(Interval),
    /// A share for each word of the fact's list; they add up to one.
    Words(Vec<f64>),
    /// Numbers in the base of their unit, each with its share; the shares add up to one.
    Values(Vec<(f64, f64)>),
    /// How likely "yes" is.
    Flag(f64),
}

impl Plausible {
    /// What is plausible where these facts are known.
    #[must_use]
    pub fn prior(&self, facts: &Facts<'_>) -> Option<&Prior> {
        self.rows.iter().find(|row| row.when.evaluate(facts) == Verdict::True).map(|row| &row.prior)
    }
}
