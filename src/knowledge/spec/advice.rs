//! What is told beside the decisions: advice, conflicts between sources, and why an item is not used.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ClaimSpec;
use crate::condition::ConditionSpec;

/// An entry of `guidance/*.yaml`: a piece of advice that is given where its condition holds.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GuidanceSpec {
    /// Id.
    pub id: String,
    /// What it is about.
    pub topic: Topic,
    /// For what it is given: `system`, `store` or `dataset`.
    #[serde(rename = "for")]
    pub about: String,
    /// When it is given.
    pub when: ConditionSpec,
    /// Text with `{fact}` in braces.
    pub says: String,
    /// For `validation`: when the test is passed, with `{fact}` in braces.
    pub passes: Option<String>,
    /// How much it matters among the advice of its topic, from 1 to 9; left out: 1.
    pub weight: Option<u8>,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason, where there is no source.
    pub assumption: Option<String>,
}

/// What a piece of advice is about, in the order in which advice is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// How the data is laid out in the engine.
    Modelling,
    /// Indexes.
    Indexing,
    /// How queries are written.
    Queries,
    /// Transactions, isolation and what readers may see.
    Consistency,
    /// Growing, spreading and copying.
    Scaling,
    /// Caches.
    Caching,
    /// Events and logs.
    Streams,
    /// Embeddings and their search.
    Vectors,
    /// How stores and services are tied together.
    Integration,
    /// Connections, sizes of pools and settings.
    Settings,
    /// Access, encryption and keys.
    Security,
    /// What laws and standards ask for.
    Compliance,
    /// Backup and restore.
    Backup,
    /// What to watch, and when to worry.
    Monitoring,
    /// Running it.
    Operations,
    /// What the team has to learn.
    Skills,
    /// What it costs.
    Cost,
    /// Moving data and changing schemas.
    Migration,
    /// How architectures change as they grow.
    Evolution,
    /// What may go wrong, and what lessens it.
    Risk,
    /// What leaving an engine would take.
    Exit,
    /// Tests that show whether the architecture does what is asked of it.
    Validation,
    /// Published systems that chose this for this kind of data.
    Precedent,
}

impl Topic {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Modelling => "modelling",
            Self::Indexing => "indexing",
            Self::Queries => "queries",
            Self::Consistency => "consistency",
            Self::Scaling => "scaling",
            Self::Caching => "caching",
            Self::Streams => "streams",
            Self::Vectors => "vectors",
            Self::Integration => "integration",
            Self::Settings => "settings",
            Self::Security => "security",
            Self::Compliance => "compliance",
            Self::Backup => "backup",
            Self::Monitoring => "monitoring",
            Self::Operations => "operations",
            Self::Skills => "skills",
            Self::Cost => "cost",
            Self::Migration => "migration",
            Self::Evolution => "evolution",
            Self::Risk => "risk",
            Self::Exit => "exit",
            Self::Validation => "validation",
            Self::Precedent => "precedent",
        }
    }
}

/// An entry of `conflicts.yaml`: what sources say differently, and what is held to be right.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictSpec {
    /// Id.
    pub id: String,
    /// What it is about, as a question.
    pub about: String,
    /// What is said, by whom.
    pub claims: Vec<ClaimSpec>,
    /// What is held to be right.
    pub resolution: String,
    /// Why.
    pub reason: String,
    /// Ids of the entries that rest on the resolution; none when nothing depends on it.
    #[serde(default)]
    pub touches: Vec<String>,
}

/// An entry of `techniques.yaml`: how engines work inside, and what follows from it.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TechniqueSpec {
    /// Id, the word in the `techniques` of engines.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Other words for it.
    #[serde(default)]
    pub also_called: Vec<String>,
    /// One sentence.
    pub about: String,
    /// What it gives.
    pub gives: Vec<ClaimSpec>,
    /// What it costs.
    pub costs: Vec<ClaimSpec>,
    /// Requirements and criteria that it explains, each with the mechanism in words that can follow a colon.
    pub explains: IndexMap<String, String>,
}

/// Why an item of a base document is used by nothing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UnusedSpec {
    /// It says what a word means.
    Definition,
    /// It is a detail of a code sample that nobody meant to say.
    CodeAccident,
    /// It says what another item says.
    DuplicateOf(String),
    /// A conflict was resolved against it.
    Superseded(String),
}
