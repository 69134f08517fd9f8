//! What has been decided or is running.

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::choices::{
    ArchitectureStatus, Caching, Encryption, FedBy, Hosting, Invalidation, KeyKind, Pattern, Replication, Role,
    ShardingStrategy, StoreConflicts, Topology,
};
use super::name_schema;
use super::values::{Backup, EngineRef, Regions};
use crate::quantity::{Count, Duration, Size};
use crate::workload::stated::{Stated, is_empty_section, left_out, stated_text};
use crate::yaml::OneOrMany;

/// The databases that have been decided or are running.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ArchitectureSpec {
    /// Whether it exists.
    #[serde(skip_serializing_if = "left_out")]
    pub status: Stated<ArchitectureStatus>,
    /// How the databases are arranged: one pattern, or a list.
    #[serde(skip_serializing_if = "left_out")]
    pub pattern: Stated<OneOrMany<Pattern>>,
    /// The databases, by name.
    #[serde(skip_serializing_if = "left_out")]
    #[schemars(extend("propertyNames" = name_schema()))]
    pub stores: IndexMap<String, StoreSpec>,
}

/// One database of the architecture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoreSpec {
    /// The engine: its name, or `{other: NAME, family: FAMILY}` when the catalogue lacks it.
    pub engine: EngineRef,
    /// Its version, such as `"17"`.
    #[serde(default, deserialize_with = "stated_text", skip_serializing_if = "left_out")]
    #[schemars(schema_with = "version_schema")]
    pub version: Stated<String>,
    /// Datasets that it holds. A dataset stands in exactly one store.
    #[serde(default, skip_serializing_if = "left_out")]
    pub datasets: Vec<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "left_out")]
    pub role: Stated<Role>,
    /// Who runs it, and how.
    #[serde(default, skip_serializing_if = "left_out")]
    pub hosting: Stated<Hosting>,
    /// How it is laid out over machines.
    #[serde(default, skip_serializing_if = "left_out")]
    pub topology: Stated<Topology>,
    /// Copies besides the primary; for a leaderless store, all copies.
    #[serde(default, skip_serializing_if = "left_out")]
    pub replicas: Stated<Count>,
    /// Parts over which the data is spread.
    #[serde(default, skip_serializing_if = "left_out")]
    pub shards: Stated<Count>,
    /// How items are assigned to shards.
    #[serde(default, skip_serializing_if = "is_empty_section")]
    pub sharding: Sharding,
    /// Names of its regions, or how many there are.
    #[serde(default, skip_serializing_if = "left_out")]
    pub regions: Stated<Regions>,
    /// How it settles concurrent writes in several places.
    #[serde(default, skip_serializing_if = "left_out")]
    pub conflicts: Stated<StoreConflicts>,
    /// When a write counts as copied.
    #[serde(default, skip_serializing_if = "left_out")]
    pub replication: Stated<Replication>,
    /// Connections that each application instance keeps open.
    #[serde(default, skip_serializing_if = "left_out")]
    pub pool_size: Stated<Count>,
    /// The most connections that it accepts.
    #[serde(default, skip_serializing_if = "left_out")]
    pub max_connections: Stated<Count>,
    /// Processor cores of one machine.
    #[serde(default, skip_serializing_if = "left_out")]
    pub cpu_cores: Stated<Count>,
    /// Memory of one machine, such as `64 GB`.
    #[serde(default, skip_serializing_if = "left_out")]
    pub memory: Stated<Size>,
    /// Disks of one machine.
    #[serde(default, skip_serializing_if = "left_out")]
    pub disks: Stated<Count>,
    /// `{every: 1 day, keep: 30 days}`, `continuous` or `none`.
    #[serde(default, skip_serializing_if = "left_out")]
    pub backup: Stated<Backup>,
    /// What is encrypted.
    #[serde(default, skip_serializing_if = "left_out")]
    pub encryption: Stated<Vec<Encryption>>,
    /// How changes reach it from the store that records them.
    #[serde(default, skip_serializing_if = "left_out")]
    pub fed_by: Stated<FedBy>,
    /// Datasets that it keeps copies of, for a cache.
    #[serde(default, skip_serializing_if = "left_out")]
    pub caches: Vec<String>,
    /// How it is filled, for a cache.
    #[serde(default, skip_serializing_if = "left_out")]
    pub caching: Stated<Caching>,
    /// How long it keeps an item, for a cache, such as `30 min`.
    #[serde(default, skip_serializing_if = "left_out")]
    pub ttl: Stated<Duration>,
    /// How it gets rid of what is out of date, for a cache.
    #[serde(default, skip_serializing_if = "left_out")]
    pub invalidation: Stated<Invalidation>,
}

/// How items are assigned to shards.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Sharding {
    /// By what rule.
    #[serde(skip_serializing_if = "left_out")]
    pub strategy: Stated<ShardingStrategy>,
    /// By which key.
    #[serde(deserialize_with = "stated_text", skip_serializing_if = "left_out")]
    pub key: Stated<String>,
    /// What the key is like.
    #[serde(skip_serializing_if = "left_out")]
    pub key_kind: Stated<KeyKind>,
}

/// A version is text, also when it looks like a number.
fn version_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"anyOf": [{"type": "string"}, {"type": "number"}], "examples": ["17", "8.0"]})
}
