//! What is said about one dataset: its four V's and how it is used.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::choices::{
    Conflicts, Consistency, Delivery, Durability, History, Isolation, Links, LoadPattern, Nesting, OnPartition,
    Ordering, Permissions, ReadOperation, SchemaFreedom, Sensitivity, Shape, Skew, Transactions, WriteOperation,
};
use super::system::Availability;
use super::values::{Hot, Mix, Retention};
use crate::quantity::{Count, Duration, Growth, LoadGrowth, Multiplier, Rate, Size};
use crate::workload::stated::{Stated, is_empty_section, left_out, stated_text};
use crate::yaml::OneOrMany;

/// One dataset: data that belongs together and is stored in one place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DatasetSpec {
    /// What it holds, in a sentence.
    #[serde(skip_serializing_if = "left_out")]
    pub holds: String,
    /// The name of a common use; evidence and pre-fill, never a requirement.
    #[serde(deserialize_with = "stated_text", skip_serializing_if = "left_out")]
    pub use_case: Stated<String>,
    /// How much there is.
    #[serde(skip_serializing_if = "is_empty_section")]
    pub volume: Volume,
    /// How fast it is read and written.
    #[serde(skip_serializing_if = "is_empty_section")]
    pub velocity: Velocity,
    /// What the items are like.
    #[serde(skip_serializing_if = "is_empty_section")]
    pub variety: Variety,
    /// How far the data must be trusted.
    #[serde(skip_serializing_if = "is_empty_section")]
    pub veracity: Veracity,
    /// How it is read and written.
    #[serde(skip_serializing_if = "is_empty_section")]
    pub access: Access,
    /// Response times that must be kept.
    #[serde(skip_serializing_if = "is_empty_section")]
    pub latency: Latency,
    /// How old a read may be, such as `30 s`.
    #[serde(skip_serializing_if = "left_out")]
    pub staleness: Stated<Duration>,
    /// Downtime and loss that is tolerable for this dataset; takes the place of the system's.
    #[serde(skip_serializing_if = "is_empty_section")]
    pub availability: Availability,
    /// Datasets that are read together with it.
    #[serde(skip_serializing_if = "left_out")]
    pub joins_with: Stated<Vec<String>>,
    /// Datasets that must change atomically with it.
    #[serde(skip_serializing_if = "left_out")]
    pub changes_with: Stated<Vec<String>>,
    /// Datasets of which it is a copy or projection.
    #[serde(skip_serializing_if = "left_out")]
    pub derived_from: Stated<Vec<String>>,
    /// The service or bounded context that owns it.
    #[serde(deserialize_with = "stated_text", skip_serializing_if = "left_out")]
    pub owner: Stated<String>,
    /// What makes it sensitive; left out: nothing.
    #[serde(skip_serializing_if = "left_out")]
    pub sensitive: Stated<Vec<Sensitivity>>,
}

/// How much there is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Volume {
    /// Logical size today, such as `200 GB`: one copy, before indexes, replicas and compression.
    #[serde(skip_serializing_if = "left_out")]
    pub size: Stated<Size>,
    /// Growth of the size, such as `13 GB/month` or `5 %/month`; ends when the retention is reached.
    #[serde(skip_serializing_if = "left_out")]
    pub growth: Stated<Growth>,
    /// Number of items, such as `40M`.
    #[serde(skip_serializing_if = "left_out")]
    pub items: Stated<Count>,
    /// Size of a typical item, such as `5 kB`.
    #[serde(skip_serializing_if = "left_out")]
    pub item_size: Stated<Size>,
    /// Size of the largest item, such as `200 kB`.
    #[serde(skip_serializing_if = "left_out")]
    pub largest_item: Stated<Size>,
    /// How long items are kept, such as `2 years`, or `forever`.
    #[serde(skip_serializing_if = "left_out")]
    pub retention: Stated<Retention>,
}

/// How fast it is read and written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Velocity {
    /// Reads, sustained, such as `2k/s`.
    #[serde(skip_serializing_if = "left_out")]
    pub reads: Stated<Rate>,
    /// Writes, sustained, such as `90/min`.
    #[serde(skip_serializing_if = "left_out")]
    pub writes: Stated<Rate>,
    /// Growth of the load, such as `3 %/month`.
    #[serde(skip_serializing_if = "left_out")]
    pub growth: Stated<LoadGrowth>,
    /// The busiest hour against the sustained load, such as `4x`; left out: `1x`.
    #[serde(skip_serializing_if = "left_out")]
    pub peak: Stated<Multiplier>,
    /// How the load varies over time.
    #[serde(skip_serializing_if = "left_out")]
    pub pattern: Stated<LoadPattern>,
    /// Concurrent connections.
    #[serde(skip_serializing_if = "left_out")]
    pub clients: Stated<Count>,
    /// How many of the clients write at the same time.
    #[serde(skip_serializing_if = "left_out")]
    pub writers: Stated<Count>,
    /// Time for which a typical operation keeps a connection, such as `20 ms`.
    #[serde(skip_serializing_if = "left_out")]
    pub query_time: Stated<Duration>,
}

/// What the items are like.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Variety {
    /// What one item is like: one shape, or a list.
    #[serde(skip_serializing_if = "left_out")]
    pub shape: Stated<OneOrMany<Shape>>,
    /// How fixed the structure of the items is.
    #[serde(skip_serializing_if = "left_out")]
    pub schema: Stated<SchemaFreedom>,
    /// Lists inside an item.
    #[serde(skip_serializing_if = "left_out")]
    pub nesting: Stated<Nesting>,
    /// How items refer to each other.
    #[serde(skip_serializing_if = "left_out")]
    pub links: Stated<Links>,
    /// Dimensions of vectors.
    #[serde(skip_serializing_if = "left_out")]
    pub dimensions: Stated<Count>,
}

/// How far the data must be trusted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Veracity {
    /// What a read must see.
    #[serde(skip_serializing_if = "left_out")]
    pub consistency: Stated<Consistency>,
    /// What must change atomically.
    #[serde(skip_serializing_if = "left_out")]
    pub transactions: Stated<Transactions>,
    /// How much concurrent transactions may notice of each other.
    #[serde(skip_serializing_if = "left_out")]
    pub isolation: Stated<Isolation>,
    /// Whether acknowledged data may be lost.
    #[serde(skip_serializing_if = "left_out")]
    pub durability: Stated<Durability>,
    /// Whether the database must enforce references between items.
    #[serde(skip_serializing_if = "left_out")]
    pub integrity: Stated<bool>,
    /// How much of the past is kept.
    #[serde(skip_serializing_if = "left_out")]
    pub history: Stated<History>,
    /// What to give up while the network is split.
    #[serde(skip_serializing_if = "left_out")]
    pub on_partition: Stated<OnPartition>,
    /// What happens to concurrent writes in several places.
    #[serde(skip_serializing_if = "left_out")]
    pub conflicts: Stated<Conflicts>,
}

/// How it is read and written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Access {
    /// What reads do: shares that add up to 100 %, or a plain list when the shares are not known.
    #[serde(skip_serializing_if = "left_out")]
    pub reads: Stated<Mix<ReadOperation>>,
    /// What writes do: shares that add up to 100 %, or a plain list when the shares are not known.
    #[serde(skip_serializing_if = "left_out")]
    pub writes: Stated<Mix<WriteOperation>>,
    /// What most operations are addressed by; a candidate for the distribution key.
    #[serde(deserialize_with = "stated_text", skip_serializing_if = "left_out")]
    pub key: Stated<String>,
    /// How unevenly the keys are used.
    #[serde(skip_serializing_if = "left_out")]
    pub skew: Stated<Skew>,
    /// The part that is used daily, such as `10 GB` or `5 %`.
    #[serde(skip_serializing_if = "left_out")]
    pub hot: Stated<Hot>,
    /// The order in which readers of events or queues must see them.
    #[serde(skip_serializing_if = "left_out")]
    pub order: Stated<Ordering>,
    /// How often a reader of events or queues may see an item.
    #[serde(skip_serializing_if = "left_out")]
    pub delivery: Stated<Delivery>,
    /// Who enforces access to items.
    #[serde(skip_serializing_if = "left_out")]
    pub permissions: Stated<Permissions>,
}

/// Response times that must be kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Latency {
    /// 99 of 100 reads take at most this long, such as `20 ms`.
    #[serde(skip_serializing_if = "left_out")]
    pub read_p99: Stated<Duration>,
    /// 99 of 100 writes take at most this long, such as `50 ms`.
    #[serde(skip_serializing_if = "left_out")]
    pub write_p99: Stated<Duration>,
}
