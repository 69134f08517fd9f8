//! What a check can find.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::FigureSpec;
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

/// For what a finding is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FindingSubject {
    /// The workload and the declared architecture as a whole.
    System,
    /// A declared store.
    Store,
    /// A dataset, with the declared store that holds it.
    Dataset,
    /// Two datasets that a link connects, both held by declared stores.
    Pair,
    /// A key of the spec that holds a quantity, a word, words, or yes or no.
    Key,
    /// A waiver.
    Waiver,
    /// Something that was decided otherwise when the decision was locked.
    Decision,
}

impl FindingSubject {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Store => "store",
            Self::Dataset => "dataset",
            Self::Pair => "pair",
            Self::Key => "key",
            Self::Waiver => "waiver",
            Self::Decision => "decision",
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
    /// For what it is looked at: `system`, `dataset`, `store` (a declared one), `pair`, `key`, `waiver` or `decision`.
    #[serde(rename = "for")]
    pub about: FindingSubject,
    /// When it is found.
    pub when: ConditionSpec,
    /// Numbers that its sentences mention.
    #[serde(default)]
    pub figures: Vec<FigureSpec>,
    /// Paths of the value that causes it, names in braces filled in; the first that the file has
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
