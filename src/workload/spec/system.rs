//! What is said about the whole system.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::choices::{
    ApplicationStyle, Cloud, Hosting, Licences, LockIn, OnPartition, Operations, PlatformFeature, Regulation, Stage,
    Tenancy, WritesIn,
};
use super::values::{Importance, Regions};
use crate::quantity::{Count, Duration, Share};
use crate::workload::stated::{Stated, left_out};
use crate::yaml::OneOrMany;

/// The application that uses the data.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Application {
    /// How the application is built.
    #[serde(skip_serializing_if = "left_out")]
    pub style: Stated<ApplicationStyle>,
    /// How far along the system is.
    #[serde(skip_serializing_if = "left_out")]
    pub stage: Stated<Stage>,
    /// Independently deployed services that own data.
    #[serde(skip_serializing_if = "left_out")]
    pub services: Stated<Count>,
    /// Running processes that open connections.
    #[serde(skip_serializing_if = "left_out")]
    pub instances: Stated<Count>,
    /// Active users.
    #[serde(skip_serializing_if = "left_out")]
    pub users: Stated<Count>,
    /// Tenants that share the system; left out: a single tenant.
    #[serde(skip_serializing_if = "left_out")]
    pub tenants: Stated<Count>,
    /// How tenants are to be kept apart.
    #[serde(skip_serializing_if = "left_out")]
    pub tenancy: Stated<Tenancy>,
    /// Whether it must keep working without a network.
    #[serde(skip_serializing_if = "left_out")]
    pub offline: Stated<bool>,
}

/// The people who build and run it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Team {
    /// Engineers.
    #[serde(skip_serializing_if = "left_out")]
    pub engineers: Stated<Count>,
    /// Teams.
    #[serde(skip_serializing_if = "left_out")]
    pub teams: Stated<Count>,
    /// People who run databases.
    #[serde(skip_serializing_if = "left_out")]
    pub operations: Stated<Operations>,
    /// Engines that the team has experience with.
    #[serde(skip_serializing_if = "left_out")]
    pub knows: Stated<Vec<String>>,
    /// Engines that the team operates today.
    #[serde(skip_serializing_if = "left_out")]
    pub runs: Stated<Vec<String>>,
    /// Languages and platforms that the clients are written for.
    #[serde(skip_serializing_if = "left_out")]
    pub platforms: Stated<Vec<String>>,
}

/// Where and how the databases may run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Deployment {
    /// Acceptable ways of running the databases: one, or a list.
    #[serde(skip_serializing_if = "left_out")]
    pub hosting: Stated<OneOrMany<Hosting>>,
    /// Acceptable places, one of which suffices; left out: any.
    #[serde(skip_serializing_if = "left_out")]
    pub clouds: Stated<Vec<Cloud>>,
    /// Names of the regions, or how many there are.
    #[serde(skip_serializing_if = "left_out")]
    pub regions: Stated<Regions>,
    /// Where writes are accepted.
    #[serde(skip_serializing_if = "left_out")]
    pub writes_in: Stated<WritesIn>,
    /// Round trip between regions, such as `25 ms`.
    #[serde(skip_serializing_if = "left_out")]
    pub region_rtt: Stated<Duration>,
    /// What the database's platform must offer.
    #[serde(skip_serializing_if = "left_out")]
    pub features: Stated<Vec<PlatformFeature>>,
}

/// How much downtime and loss of data is tolerable.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Availability {
    /// Share of time in which it must answer, such as `99.95 %`.
    #[serde(skip_serializing_if = "left_out")]
    pub target: Stated<Share>,
    /// Loss of data that is tolerable, as the time before a failure whose writes may be lost, such as `5 s`.
    #[serde(skip_serializing_if = "left_out")]
    pub rpo: Stated<Duration>,
    /// Downtime that is tolerable, such as `5 min`.
    #[serde(skip_serializing_if = "left_out")]
    pub rto: Stated<Duration>,
    /// What to give up while the network is split.
    #[serde(skip_serializing_if = "left_out")]
    pub on_partition: Stated<OnPartition>,
}

/// Rules of the organisation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Which licences of engines are acceptable.
    #[serde(skip_serializing_if = "left_out")]
    pub licences: Stated<Licences>,
    /// How much dependence on one vendor is acceptable.
    #[serde(skip_serializing_if = "left_out")]
    pub lock_in: Stated<LockIn>,
    /// Regulations and standards that must be met.
    #[serde(skip_serializing_if = "left_out")]
    pub compliance: Stated<Vec<Regulation>>,
    /// Countries or unions that the data must not leave, such as `eu`.
    #[serde(skip_serializing_if = "left_out")]
    pub residency: Stated<Vec<String>>,
    /// Engines that must be used.
    #[serde(skip_serializing_if = "left_out")]
    pub require: Vec<String>,
    /// Engines that must not be used.
    #[serde(skip_serializing_if = "left_out")]
    pub forbid: Vec<String>,
    /// Engines that win ties.
    #[serde(skip_serializing_if = "left_out")]
    pub prefer: Vec<String>,
    /// The most engines that may be used.
    #[serde(skip_serializing_if = "left_out")]
    pub max_engines: Stated<NonZeroU32>,
}

/// Importance of each goal, from 0 to 5; left out: derived from the rest.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Priorities {
    /// Few parts, little to operate.
    #[serde(skip_serializing_if = "left_out")]
    pub simplicity: Stated<Importance>,
    /// Little money.
    #[serde(skip_serializing_if = "left_out")]
    pub cost: Stated<Importance>,
    /// Short response times.
    #[serde(skip_serializing_if = "left_out")]
    pub performance: Stated<Importance>,
    /// Room for growth.
    #[serde(skip_serializing_if = "left_out")]
    pub scalability: Stated<Importance>,
    /// Freedom to change the structure of the data.
    #[serde(skip_serializing_if = "left_out")]
    pub flexibility: Stated<Importance>,
    /// Reads that see the latest writes.
    #[serde(skip_serializing_if = "left_out")]
    pub consistency: Stated<Importance>,
}
