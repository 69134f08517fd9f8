//! What a check can find, in the form that the check uses.

use serde::{Deserialize, Serialize};

use super::deferred::Deferred;
use super::model::{Backing, Figure};
use super::spec::{FindingLevel, FindingSubject};
use super::text::Text;
use crate::condition::Condition;
use crate::words::Words;

/// Something that a check finds in a workload or its declared architecture.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Finding {
    /// Id.
    pub id: Words,
    /// How bad it is.
    pub level: FindingLevel,
    /// For what it is looked at; a store is a declared one.
    pub subject: FindingSubject,
    /// When it is found.
    pub when: Condition,
    /// Numbers that its sentences mention.
    pub figures: Vec<Figure>,
    /// Paths of the value that causes it; the first that the file has counts.
    pub at: Vec<Text>,
    /// What is wrong.
    pub says: Text,
    /// How to mend it.
    pub help: Text,
    /// What it rests on.
    pub backing: Deferred<Backing>,
}
