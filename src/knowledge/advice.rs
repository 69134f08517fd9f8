//! What is told beside the decisions, in the form that evaluations use.

use serde::{Deserialize, Serialize};

use super::model::{Backing, Subject};
use super::spec::Topic;
use super::text::Text;
use crate::condition::Condition;
use crate::words::Words;

/// A piece of advice.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Guidance {
    /// Id.
    pub id: Words,
    /// What it is about.
    pub topic: Topic,
    /// For what it is given.
    pub subject: Subject,
    /// When it is given.
    pub when: Condition,
    /// The advice.
    pub says: Text,
    /// What it rests on.
    pub backing: Backing,
}

/// What sources say differently.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Conflict {
    /// Id.
    pub id: Words,
    /// Ids of the entries that rest on how it was resolved.
    pub touches: Vec<Words>,
    /// What the claims name as their sources, by id.
    pub sources: Vec<Words>,
}
