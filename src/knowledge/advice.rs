//! What is told beside the decisions, in the form that evaluations use.

use serde::{Deserialize, Serialize};

use super::deferred::Deferred;
use super::model::{Backing, Decision, Row as DecisionRow, Subject};
use super::spec::Topic;
use super::text::Text;
use crate::condition::Condition;
use crate::words::Words;

/// A piece of advice.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Guidance {
    /// What it is about.
    pub topic: Topic,
    /// For what it is given.
    pub subject: Subject,
    /// When it is given.
    pub when: Condition,
    /// How much it matters among the advice of its topic.
    pub weight: u8,
    /// What is told where it is given; an answer needs little of it.
    pub told: Deferred<GuidanceText>,
}

/// A piece of advice in words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct GuidanceText {
    /// Id.
    pub id: Words,
    /// The advice.
    pub says: Text,
    /// When the test that it describes is passed.
    pub passes: Option<Text>,
    /// What it rests on.
    pub backing: Backing,
}

/// How engines that work in a certain way come to fail a requirement, or to do well or badly on a criterion.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Mechanism {
    /// Id of the technique, the word in the techniques of engines.
    pub technique: Words,
    /// What it brings about.
    pub says: Words,
}

/// What sources say differently.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Conflict {
    /// Id.
    pub id: Words,
    /// Ids of the entries that rest on how it was resolved.
    pub touches: Deferred<Vec<Words>>,
    /// Those of them that are requirements, by their places.
    pub requirements: Vec<usize>,
    /// Those of them that are patterns, by their places.
    pub patterns: Vec<usize>,
    /// Rows of those of them that are decision tables, by the place of the table.
    pub rows: Vec<(usize, Vec<DisputedRow>)>,
    /// Those of them that are uses of data, by id.
    pub uses: Vec<Words>,
    /// What it is about, and how it was resolved.
    pub told: Deferred<Resolution>,
    /// What each claim names as its sources, by id.
    pub claims: Deferred<Vec<Vec<Words>>>,
    /// Touched engines and families with properties that rest on these sources.
    pub about: Vec<Listed>,
    /// These properties: the engine or family and the property, by name.
    pub properties: Deferred<Vec<(Words, Words)>>,
}

/// An entry of the catalogue, by its place in the knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Listed {
    /// An engine.
    Engine(usize),
    /// A family.
    Family(usize),
}

/// A conflict in words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Resolution {
    /// What it is about, as a question.
    pub about: Words,
    /// What is held to be right.
    pub says: Words,
    /// Why.
    pub reason: Words,
}

/// Where something is said.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Reference {
    /// Id.
    pub id: Words,
    /// Title of the page or document.
    pub title: Words,
    /// Address; none for the base documents.
    pub url: Option<Words>,
    /// What the ids of a base document's items begin with.
    pub prefix: Option<Words>,
}

/// A row of a decision table that rests on claims of a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputedRow {
    /// Its place in the table.
    pub row: usize,
    /// The claims, a bit for each.
    pub claims: u64,
}

impl Conflict {
    /// The rows of a table that share a source with a claim.
    pub(super) fn disputed(&self, table: &Decision) -> Vec<DisputedRow> {
        let rows = table.rows.iter().enumerate().map(|(row, DecisionRow { outcome, .. })| {
            let shared = |claim: &[Words]| outcome.backing.sources.iter().any(|id| claim.contains(id));
            let claims = self.claims.iter().enumerate().take(64).filter(|(_, claim)| shared(claim));
            DisputedRow { row, claims: claims.map(|(at, _)| 1 << at).sum() }
        });
        rows.filter(|row| row.claims != 0).collect()
    }

    /// Whether a claim names a source.
    #[must_use]
    pub fn cites(&self, source: &str) -> bool {
        self.claims.iter().flatten().any(|id| id == source)
    }
}
