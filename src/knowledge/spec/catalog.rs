//! What is described: sources, items of the base documents, families, engines.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::UnusedSpec;

/// `knowledge.yaml`: which knowledge this is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditionSpec {
    /// Version of the knowledge, independent of the program's.
    pub version: String,
    /// Date of the last check, YYYY-MM-DD.
    pub date: String,
}

/// An entry of `sources.yaml`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceSpec {
    /// Id that claims refer to.
    pub id: String,
    /// Title of the page or document.
    pub title: String,
    /// Address; left out for the base documents.
    pub url: Option<String>,
    /// vendor-documentation, licence, paper, announcement, article, repository, base-document.
    pub kind: String,
    /// Prefix of the inventory ids, for base documents: `DT`.
    pub prefix: Option<String>,
}

/// An entry of `inventory.yaml`: an item of a base document.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemSpec {
    /// Prefix of the document and number, `DT-123`.
    pub id: String,
    /// Kind of statement.
    pub kind: String,
    /// Subject, aspect and value.
    pub title: String,
    /// Why nothing uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unused: Option<UnusedSpec>,
}

/// What backs one or more fields of a file.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverSpec {
    /// Fields, dotted: `limits.max_item`.
    pub covers: Vec<String>,
    /// Id in `sources.yaml`.
    pub source: Option<String>,
    /// Section of the source.
    pub section: Option<String>,
    /// Inventory ids of the base documents.
    #[serde(default)]
    pub inventory: Vec<String>,
    /// Reason of a judgement that no source gives.
    pub assumption: Option<String>,
    /// Date of the last look at the source, YYYY-MM-DD.
    pub checked: Option<String>,
}

/// One sentence with what backs it.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimSpec {
    /// The sentence.
    pub says: String,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason, where there is no source.
    pub assumption: Option<String>,
}

/// Grades by operation: a number 0 to 5, or `{grade, up_to, beyond}`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GradesSpec {
    /// By shape of the data.
    #[serde(default)]
    pub shapes: IndexMap<String, Json>,
    /// By read operation.
    #[serde(default)]
    pub reads: IndexMap<String, Json>,
    /// By write operation.
    #[serde(default)]
    pub writes: IndexMap<String, Json>,
}

/// `families/*.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FamilySpec {
    /// Id, equals the file name.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Other words for it.
    #[serde(default)]
    pub also_called: Vec<String>,
    /// One sentence.
    pub about: String,
    /// Whether it keeps data to be asked about, and not just files: what only keeps files is no further database.
    #[serde(default = "yes")]
    pub database: bool,
    /// Grades of a typical engine of the family.
    pub grades: GradesSpec,
    /// Bars of the documents' capability comparison, each `N of M`.
    #[serde(default)]
    pub bars: IndexMap<String, String>,
    /// How well a schema of each kind is kept, 0 to 5.
    pub schema: IndexMap<String, u8>,
    /// Reasons for it.
    #[serde(default)]
    pub strengths: Vec<ClaimSpec>,
    /// Reasons against it.
    #[serde(default)]
    pub weaknesses: Vec<ClaimSpec>,
    /// When the documents say to choose it.
    #[serde(default)]
    pub choose_when: Vec<ClaimSpec>,
    /// How to model data in it.
    #[serde(default)]
    pub modelling: Vec<ClaimSpec>,
    /// What backs the fields.
    pub sources: Vec<CoverSpec>,
}

fn yes() -> bool {
    true
}

/// A further family of an engine.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AlsoSpec {
    /// The family.
    pub family: String,
    /// native, extension or limited.
    pub level: String,
    /// Limits in words.
    pub limits: Option<String>,
}

/// Life-cycle status of an engine.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusSpec {
    /// active, maintenance, closed-to-new-customers, discontinued.
    pub state: String,
    /// Since when, YYYY-MM.
    pub since: Option<String>,
    /// What to use instead.
    pub successor: Option<String>,
}

/// `engines/*.yaml`. Fields that are facts are checked against the vocabulary.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are described in docs/knowledge.md, which a test holds complete")]
pub struct EngineSpec {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub also_called: Vec<String>,
    pub family: String,
    #[serde(default)]
    pub also: Vec<AlsoSpec>,
    pub group: String,
    pub extends: Option<String>,
    #[serde(default)]
    pub available_on: Vec<String>,
    pub vendor: String,
    pub about: String,
    pub licence: Json,
    pub osi_approved: bool,
    pub hosting: Json,
    pub clouds: Json,
    pub transactions: Json,
    pub isolation: Json,
    pub consistency: Json,
    pub on_partition: Json,
    pub multi_region_writes: Json,
    pub replication: Json,
    pub replication_modes: Json,
    pub sharding: Json,
    pub durability: Json,
    pub system_of_record: Json,
    pub offline_sync: Json,
    pub order: Json,
    pub delivery: Json,
    #[serde(default)]
    pub limits: Map<String, Json>,
    pub features: Json,
    pub platform_features: Json,
    #[serde(default)]
    pub grades: GradesSpec,
    pub operations: IndexMap<String, u8>,
    pub cost_entry: u8,
    pub cost_scale: u8,
    pub maturity: u8,
    pub lock_in: Json,
    pub query_language: Json,
    pub wire_protocol: Json,
    #[serde(default)]
    pub platforms: Vec<String>,
    pub status: StatusSpec,
    pub techniques: Json,
    #[serde(default)]
    pub replaces: Vec<String>,
    #[serde(default)]
    pub compatible_with: Vec<String>,
    pub strengths: Vec<ClaimSpec>,
    pub weaknesses: Vec<ClaimSpec>,
    pub used_for: Vec<ClaimSpec>,
    pub sources: Vec<CoverSpec>,
}

impl EngineSpec {
    /// The fields that are facts, by the vocabulary's names.
    #[must_use]
    pub fn fact_fields(&self) -> IndexMap<String, Json> {
        let mut fields: IndexMap<String, Json> = [
            ("id", Json::from(self.id.as_str())),
            ("family", Json::from(self.family.as_str())),
            ("osi_approved", Json::from(self.osi_approved)),
            ("licence", self.licence.clone()),
            ("hosting", self.hosting.clone()),
            ("clouds", places(&self.clouds)),
            ("transactions", self.transactions.clone()),
            ("isolation", self.isolation.clone()),
            ("on_partition", self.on_partition.clone()),
            ("multi_region_writes", self.multi_region_writes.clone()),
            ("replication", self.replication.clone()),
            ("replication_modes", self.replication_modes.clone()),
            ("sharding", self.sharding.clone()),
            ("durability", self.durability.clone()),
            ("system_of_record", self.system_of_record.clone()),
            ("offline_sync", self.offline_sync.clone()),
            ("order", self.order.clone()),
            ("delivery", self.delivery.clone()),
            ("features", self.features.clone()),
            ("platform_features", self.platform_features.clone()),
            ("cost_entry", Json::from(self.cost_entry)),
            ("cost_scale", Json::from(self.cost_scale)),
            ("maturity", Json::from(self.maturity)),
            ("lock_in", self.lock_in.clone()),
            ("status", Json::from(self.status.state.as_str())),
            ("techniques", self.techniques.clone()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect();
        for setting in ["default", "strongest"] {
            let level = self.consistency.get(setting).unwrap_or(&self.consistency).clone();
            fields.insert(format!("consistency.{setting}"), level);
        }
        for (name, limit) in &self.limits {
            fields.insert(format!("limits.{name}"), limit.clone());
        }
        fields
    }
}

/// The places of managed offers, as a list of words.
fn places(clouds: &Json) -> Json {
    match clouds {
        Json::Object(offers) => offers.keys().map(String::as_str).collect(),
        other => other.clone(),
    }
}
