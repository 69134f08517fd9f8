//! Architecture patterns, in the form that evaluations use.

use serde::{Deserialize, Serialize};

use super::deferred::Deferred;
use super::model::Backing;
use super::text::Text;
use crate::condition::Condition;
use crate::words::Words;

/// Role of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PatternRole {
    /// Exactly one is chosen.
    Base,
    /// On top of the base.
    Addition,
}

/// A mark of the documents' matrix: row, mark (1 favourable, 0.5 caution, 0 unfavourable), word, ids.
pub type Mark = (Words, f64, Words, Vec<Words>);

/// An architecture pattern.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Pattern {
    /// Id.
    pub id: Words,
    /// Display name.
    pub name: Words,
    /// One sentence.
    pub about: Words,
    /// Role.
    pub role: PatternRole,
    /// Order among equals, the least machinery first.
    pub machinery: u8,
    /// What must hold for it to be considered.
    pub only_when: Condition,
    /// Reasons for it.
    pub reasons: Vec<Reason>,
    /// Reasons against it.
    pub against: Vec<Reason>,
    /// Weight that an addition needs.
    pub needs: u8,
    /// The cheaper remedy.
    pub instead: Option<Words>,
    /// Marks of the documents' matrix.
    pub marks: Deferred<Vec<Mark>>,
}

/// A reason for or against a pattern.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Reason {
    /// When it holds.
    pub when: Condition,
    /// How much it counts.
    pub weight: u8,
    /// Explanation.
    pub says: Text,
    /// What it rests on.
    pub backing: Deferred<Backing>,
}
