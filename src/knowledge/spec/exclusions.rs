//! Requirements that exclude each other, regions, and what has to be prepared before the steps of growth.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::condition::ConditionSpec;
use crate::knowledge::step::StepKind;

/// An entry of `exclusions.yaml`: requirements that no product can meet together.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExclusionSpec {
    /// Id.
    pub id: String,
    /// For what it is looked at: `system` or `dataset`.
    #[serde(rename = "for")]
    pub about: String,
    /// The facts that exclude each other; giving up any one of them is enough.
    pub between: Vec<String>,
    /// When they do.
    pub when: ConditionSpec,
    /// Why, with `{fact}` in braces.
    pub says: String,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason, where there is no source.
    pub assumption: Option<String>,
}

/// An entry of `regions.yaml`: where regions lie whose names begin alike.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegionSpec {
    /// What the names begin with; the longest that fits counts.
    pub id: String,
    /// Countries by their two letters, and unions, as `policy.residency` names them.
    pub lies_in: Vec<String>,
    /// Source ids.
    pub sources: Vec<String>,
}

/// An entry of `steps.yaml`: what has to be prepared before a step of growth.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepSpec {
    /// The kind of step.
    pub id: StepKind,
    /// What has to be prepared before.
    pub prepare: String,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason, where there is no source.
    pub assumption: Option<String>,
}
