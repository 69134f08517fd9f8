//! Conditions over facts, in three-valued logic.
//!
//! As written, a condition is a mapping from facts to unary tests (DMN's word), all of which must
//! hold; `all`, `any` and `not` combine. A test on an unknown fact is unknown, never false, and an
//! interval that satisfies a test only in part is unknown too.

mod compile;
mod evaluate;
mod expression;
mod narrow;

pub use compile::{ConditionSpec, Mistake, compile, nearest_fact};
pub use evaluate::Facts;
pub use expression::Expression;
pub use narrow::{Column, Engines, Narrowed, Outcomes};

use serde::{Deserialize, Serialize};

use crate::quantity::Interval;
use crate::vocabulary::{FactRef, Scope};
use crate::words::Words;

/// Outcome of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// It depends on something that is not known.
    Unknown,
}

impl Verdict {
    fn from_truth(truth: Option<bool>) -> Self {
        match truth {
            Some(true) => Self::True,
            Some(false) => Self::False,
            None => Self::Unknown,
        }
    }

    /// The outcome of parts: as soon as one comes out `settling` it is that, with an unknown one it is unknown.
    fn settle(parts: impl Iterator<Item = Self>, settling: Self, otherwise: Self) -> Self {
        let mut outcome = otherwise;
        for part in parts {
            if part == settling {
                return settling;
            }
            if part == Self::Unknown {
                outcome = Self::Unknown;
            }
        }
        outcome
    }

    fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// A checked condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Condition {
    /// All parts hold; with no parts, always.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// One fact passes one test.
    Test(Test),
}

/// A unary test on a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Test {
    /// The fact looked at.
    pub fact: FactRef,
    /// What it must be.
    pub check: Check,
}

/// What a fact must be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Check {
    /// A choice among these (bits), or a set that shares a word with them.
    OneOf(u64),
    /// A set that holds all of these.
    Has(u64),
    /// A set that holds none of these.
    Lacks(u64),
    /// A set that holds nothing but these.
    Only(u64),
    /// Yes or no.
    Flag(bool),
    /// A name in the list, or a list of names that shares one.
    Named(Vec<Words>),
    /// An ordered choice compared with a word.
    Rank(Comparison, u8),
    /// A number compared with a constant.
    Number(Comparison, f64),
    /// A number within a range, both ends included.
    Within(Interval),
    /// Compared with another fact of the same type.
    Fact(Comparison, FactRef),
    /// A number compared with what is computed from others.
    Computed(Comparison, Box<Expression>),
    /// Whether anything is stated at all; never unknown.
    Stated(bool),
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `=` with another fact: the same choice, or sets that share a word.
    Same,
}

impl Condition {
    /// The condition that always holds.
    #[must_use]
    pub fn always() -> Self {
        Self::All(Vec::new())
    }

    /// Calls `visit` with every fact that the condition looks at, in writing order.
    pub fn for_each_fact(&self, visit: &mut impl FnMut(FactRef)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.for_each_fact(visit)),
            Self::Not(part) => part.for_each_fact(visit),
            Self::Test(test) => {
                visit(test.fact);
                match &test.check {
                    Check::Fact(_, other) => visit(*other),
                    Check::Computed(_, expression) => expression.for_each_fact(visit),
                    _ => {}
                }
            }
        }
    }

    /// Whether the condition looks at a fact of a scope.
    #[must_use]
    pub fn looks_at(&self, scope: Scope) -> bool {
        let mut found = false;
        self.for_each_fact(&mut |fact| found |= fact.scope == scope);
        found
    }

    /// The facts that the condition looks at, each once, in writing order.
    #[must_use]
    pub fn facts(&self) -> Vec<FactRef> {
        let mut facts = Vec::new();
        self.for_each_fact(&mut |fact| {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        });
        facts
    }
}
