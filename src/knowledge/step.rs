//! Steps of growth, and what has to be prepared before them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::deferred::Deferred;
use super::model::Backing;
use crate::words::Words;

/// What a step of growth changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// A larger machine.
    LargerMachine,
    /// More copies.
    MoreReplicas,
    /// Tables cut into partitions.
    Partitions,
    /// A cache.
    Cache,
    /// More shards.
    MoreShards,
    /// Nodes that are arranged otherwise.
    AnotherTopology,
    /// Another engine.
    AnotherEngine,
}

impl StepKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::LargerMachine,
        Self::MoreReplicas,
        Self::Partitions,
        Self::Cache,
        Self::MoreShards,
        Self::AnotherTopology,
        Self::AnotherEngine,
    ];
}

/// What has to be prepared before a step.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Preparation {
    /// Before which.
    pub step: StepKind,
    /// What.
    pub says: Words,
    /// What it rests on.
    pub backing: Deferred<Backing>,
}
