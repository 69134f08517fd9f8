//! What may be written in `workload.yaml`: the format, key by key. Descriptions, units and choices of the JSON Schema
//! come from here.

mod architecture;
mod choices;
mod dataset;
mod system;
mod values;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

pub use architecture::{ArchitectureSpec, Sharding, StoreSpec};
pub use choices::*;
pub use dataset::{Access, DatasetSpec, Latency, Variety, Velocity, Veracity, Volume};
pub use system::{Application, Availability, Deployment, Policy, Priorities, Team};
pub use values::{Backup, EngineRef, Hot, Importance, Mix, OtherEngine, Regions, Retention, Schedule};

use super::stated::{Stated, is_empty_section, left_out};
use crate::quantity::Duration;

/// The version of the format that this program reads.
pub const FORMAT: u32 = 1;

/// What the names of datasets, stores and scenarios look like.
pub const NAME_PATTERN: &str = "^[a-z][a-z0-9_-]{0,62}$";

/// One system and all of its datasets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "whichdb workload")]
pub struct WorkloadSpec {
    /// The version of the format: 1.
    pub whichdb: u32,
    /// The name of the system.
    pub name: String,
    /// What the system is, in a sentence.
    #[serde(default, skip_serializing_if = "left_out")]
    pub description: String,
    /// How long the decisions must hold, such as `2 years`; left out: 2 years.
    #[serde(default, skip_serializing_if = "left_out")]
    pub horizon: Stated<Duration>,
    /// The application that uses the data.
    #[serde(default, skip_serializing_if = "is_empty_section")]
    pub application: Application,
    /// The people who build and run it.
    #[serde(default, skip_serializing_if = "is_empty_section")]
    pub team: Team,
    /// Where and how the databases may run.
    #[serde(default, skip_serializing_if = "is_empty_section")]
    pub deployment: Deployment,
    /// How much downtime and loss of data is tolerable; a dataset may have its own.
    #[serde(default, skip_serializing_if = "is_empty_section")]
    pub availability: Availability,
    /// Money for databases and for running them.
    #[serde(default, skip_serializing_if = "left_out")]
    pub budget: Stated<Budget>,
    /// Rules of the organisation.
    #[serde(default, skip_serializing_if = "is_empty_section")]
    pub policy: Policy,
    /// Importance of each goal, from 0 to 5; left out: derived from the rest.
    #[serde(default, skip_serializing_if = "is_empty_section")]
    pub priorities: Priorities,
    /// The datasets, by name.
    #[schemars(extend("propertyNames" = name_schema(), "minProperties" = 1))]
    pub datasets: IndexMap<String, DatasetSpec>,
    /// The databases that have been decided or are running.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "ArchitectureSpec")]
    pub architecture: Option<ArchitectureSpec>,
    /// What if: each scenario is the workload with these values changed, answered side by side.
    #[serde(default, skip_serializing_if = "left_out")]
    #[schemars(extend("propertyNames" = name_schema()))]
    pub scenarios: IndexMap<String, Changes>,
    /// Findings that have been accepted for a time.
    #[serde(default, skip_serializing_if = "left_out")]
    pub waivers: Vec<Waiver>,
}

/// Values to change, by the path of the key, such as `datasets.orders.velocity.reads: 40k/s`.
pub type Changes = IndexMap<String, serde_json::Value>;

/// A finding that has been accepted for a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The name of the finding.
    pub finding: String,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is accepted, such as `2027-06-30`.
    #[schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub until: String,
    /// The dataset for which it is accepted; left out: any.
    #[serde(default, skip_serializing_if = "left_out")]
    pub dataset: String,
    /// The store for which it is accepted; left out: any.
    #[serde(default, skip_serializing_if = "left_out")]
    pub store: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "left_out")]
    pub owner: String,
}

/// The JSON Schema of the names of datasets, stores and scenarios.
fn name_schema() -> serde_json::Value {
    serde_json::json!({"type": "string", "pattern": NAME_PATTERN})
}

/// Reads a section that may be left out but not be null.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
