//! What a check can find.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::condition::ConditionSpec;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FindingLevel {
    /// Worth thinking about.
    Advice,
    /// Probably wrong.
    Warning,
    /// Wrong: a requirement is broken, or data will be lost.
    Error,
}

impl FindingLevel {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A file of `findings/`: something that a check finds in a workload or its declared architecture.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingSpec {
    /// Id: says what is wrong, and reads well after "allow".
    pub id: String,
    /// How bad it is.
    pub level: FindingLevel,
    /// For what it is looked at: `system`, `dataset`, `store` (a declared one) or `pair`.
    #[serde(rename = "for")]
    pub about: String,
    /// When it is found.
    pub when: ConditionSpec,
    /// Paths of the value that causes it, `{dataset}`, `{other}` and `{store}` filled in; the first that the file has
    /// counts.
    pub at: Vec<String>,
    /// What is wrong here, with `{fact}` in braces.
    pub says: String,
    /// Why that is bad.
    pub why: String,
    /// How to mend it.
    pub help: String,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason, where there is no source.
    pub assumption: Option<String>,
    /// A workload in which it is found.
    pub fires: String,
    /// A workload that is nearly the same, in which it is not.
    pub silent: String,
}
