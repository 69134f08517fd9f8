//! The recommendation as plain data: what all formats show, and what `--format json` prints.
//!
//! Field names are a contract with other programs (format 1); fields may be added.

mod build;
mod made;
mod robust;
mod scenarios;
mod struck;
mod unknowns;

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::knowledge::spec::Topic;
use crate::knowledge::{Criterion, StepKind};
use crate::words::Words;

pub(super) use build::{because, rounded};
pub use made::Made;
pub use robust::{RunnerUpView, TradeOffView};
pub use scenarios::{FailureView, ScenarioView};
pub use struck::{EliminatedView, StrikeView};
pub(super) use unknowns::view as unknown_view;
pub use unknowns::{SupposedView, UnknownView};

/// The outcome of `recommend`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecommendationView<'e> {
    /// Whether every reason is told for which an engine was struck out.
    #[serde(skip)]
    whole: Rc<Cell<bool>>,
    /// Version of this format.
    pub format: u32,
    /// Version of the program.
    pub whichdb: Words,
    /// The knowledge that was used.
    pub knowledge: KnowledgeView,
    /// Name of the system.
    pub name: Words,
    /// Whether any architecture meets the hard requirements.
    pub feasible: bool,
    /// Share of the draws of weights in which all datasets keep their compatibility group; null when it was not
    /// computed.
    pub certainty: Option<f64>,
    /// Share of the draws of plausible values of what is not known in which they do; null when it was not computed.
    pub certainty_by_facts: Option<f64>,
    /// The best architecture with one engine, with two, and so on up to the recommended one.
    pub trade_off: Vec<TradeOffView>,
    /// Stores, each an engine with the datasets it holds.
    pub stores: Vec<StoreView>,
    /// Architecture patterns that were chosen.
    pub patterns: Vec<PatternView>,
    /// Patterns that something speaks for, but not enough.
    pub patterns_not_chosen: Vec<PatternView>,
    /// Each dataset.
    pub datasets: IndexMap<Words, DatasetView<'e>>,
    /// What the decision tables decided.
    pub decisions: Made<'e, DecisionView>,
    /// Steps of growth.
    pub roadmap: Vec<RoadmapView>,
    /// Capacities that come close before the horizon.
    pub headroom: Vec<HeadroomView>,
    /// Advice that the facts call for, by topic.
    pub guidance: Made<'e, GuidanceView>,
    /// Conflicts between sources that matter here, by id: first those that could change the answer.
    pub disputed: Vec<Words>,
    /// Facts that are not known and that a rule looked at, those first that would change most.
    pub unknowns: Vec<UnknownView>,
    /// The answer under each of the spec's scenarios.
    pub scenarios: Vec<ScenarioView>,
    /// What is wrong with the spec or the declared architecture.
    pub findings: Vec<FindingView>,
    /// Requirements that exclude each other, when nothing is feasible.
    pub conflicts: Vec<ConflictView>,
}

/// Which knowledge was used.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct KnowledgeView {
    /// Version.
    pub version: Words,
    /// Date of its last check.
    pub date: Words,
    /// Packs laid over it.
    pub packs: Vec<Words>,
}

/// Why something is as it is: a rule, what it says here, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BecauseView {
    /// Id of the rule, criterion, table or pattern.
    pub rule: Words,
    /// The reason in words.
    pub says: Words,
    /// Sources, by id.
    pub sources: Vec<Words>,
    /// Reason of a judgement, where there is no source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumption: Option<Words>,
}

/// A store.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StoreView {
    /// Name, unique in the architecture.
    pub name: Words,
    /// Id of the engine.
    pub engine: Words,
    /// Datasets that it holds.
    pub datasets: Vec<Words>,
    /// Datasets that it fronts as a cache.
    pub caches: Vec<Words>,
    /// Hosting.
    pub hosting: Option<Words>,
    /// Names of the managed offers in the acceptable places.
    pub offers: Vec<Words>,
    /// Topology.
    pub topology: Words,
    /// Copies beside the primary; in a leaderless store copies in all.
    pub replicas: u32,
    /// Shards.
    pub shards: u32,
    /// Replication mode.
    pub replication: Words,
    /// Extensions that the datasets need.
    pub extensions: Vec<Words>,
    /// How the data is spread.
    pub sharding_strategy: Option<Words>,
    /// Caching pattern.
    pub caching: Option<Words>,
    /// How the cache is invalidated.
    pub invalidation: Option<Words>,
    /// Connections that are busy at the peak, for all instances together.
    pub pool_size: Option<u32>,
    /// What it begins with, where growth was looked at; the rest is for the horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<TodayView>,
    /// Reasons.
    pub because: Vec<BecauseView>,
}

/// What a store begins with: what it needs today, or, where nothing runs yet, in the first months.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TodayView {
    /// Topology.
    pub topology: Words,
    /// Copies beside the primary; in a leaderless store copies in all.
    pub replicas: u32,
    /// Shards.
    pub shards: u32,
    /// Replication mode.
    pub replication: Words,
    /// The class of its machines, where one is advised.
    pub machine: Option<Words>,
}

/// A pattern.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PatternView {
    /// Id.
    pub choice: Words,
    /// Display name.
    pub name: Words,
    /// Weight of the reasons for it, less those against.
    pub balance: i32,
    /// Reasons for it.
    pub because: Vec<BecauseView>,
    /// Reasons against it.
    pub against: Vec<BecauseView>,
    /// The cheaper remedy, for a pattern that was not chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<Words>,
}

/// A dataset.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DatasetView<'e> {
    /// Name of its store.
    pub store: Option<Words>,
    /// Engine that holds it.
    pub engine: Option<Words>,
    /// Family of that engine.
    pub family: Option<Words>,
    /// Classes of its four V's and of its ratio.
    pub classes: ClassesView,
    /// Share of the draws of weights in which its compatibility group is kept; null when it was not computed.
    pub certainty: Option<f64>,
    /// Share of the draws of plausible values of what is not known in which it is; null when it was not computed.
    pub certainty_by_facts: Option<f64>,
    /// Whether the certainty is so low that the first two are tied; null when it was not computed.
    pub tie: Option<bool>,
    /// What it gets instead most often.
    pub runner_up: Option<RunnerUpView>,
    /// How much it weighs against the other datasets.
    pub stake: f64,
    /// Why it lies where it lies.
    pub because: Vec<BecauseView>,
    /// Weights of the criteria.
    pub weights: Vec<WeightView>,
    /// Engines that meet its requirements, the best of each compatibility group, best first, for
    /// this dataset on its own.
    pub ranking: Vec<RankedView<'e>>,
    /// Engines that do not.
    pub eliminated: Made<'e, EliminatedView<'e>>,
    /// Engines of which a required property is not known.
    pub not_shown: Made<'e, EliminatedView<'e>>,
}

/// Classes with the words of the schema.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClassesView {
    /// embedded, single-node, distributed.
    #[schemars(extend("enum" = ["embedded", "single-node", "distributed"]))]
    pub volume: Words,
    /// low, moderate, high.
    #[schemars(extend("enum" = ["low", "moderate", "high"]))]
    pub velocity: Words,
    /// rigid, flexible, free.
    #[schemars(extend("enum" = ["rigid", "flexible", "free"]))]
    pub variety: Words,
    /// eventual, tunable, strong.
    #[schemars(extend("enum" = ["eventual", "tunable", "strong"]))]
    pub veracity: Words,
    /// read-heavy, balanced, write-heavy.
    #[schemars(extend("enum" = ["read-heavy", "balanced", "write-heavy"]))]
    pub ratio: Words,
}

/// The weight of a criterion for a dataset.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WeightView {
    /// Id of the criterion.
    pub criterion: Words,
    /// Its weight.
    pub weight: f64,
}

/// An engine in a ranking.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RankedView<'e> {
    /// Id of the engine, or of the extension that makes the difference.
    pub engine: Words,
    /// Id of the engine that runs it, for an extension.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<Words>,
    /// Family of the running engine.
    pub family: Words,
    /// Weighted sum of the values, less the deduction.
    pub score: f64,
    /// Taken off for strained operations, for requirements that are not settled, and for being
    /// another edition of an engine that would do too.
    pub deduction: f64,
    /// Values by criterion, 0 to 1.
    pub criteria: Values<'e>,
    /// Requirements that unknown facts leave undecided.
    pub at_risk: Vec<Words>,
    /// Other engines of the same compatibility group, best first.
    pub also: Vec<Words>,
}

/// A candidate's values by criterion, in the order of the criteria: a map in JSON. There are thousands of them in an
/// answer, so that they are read where they lie.
#[derive(Clone, Copy, Debug)]
pub struct Values<'e> {
    criteria: &'e [Criterion],
    values: &'e [f64],
}

impl<'e> Values<'e> {
    pub(super) fn of(criteria: &'e [Criterion], values: &'e [f64]) -> Self {
        Self { criteria, values }
    }

    fn iter(&self) -> impl Iterator<Item = (&'e str, f64)> {
        self.criteria.iter().zip(self.values).map(|(criterion, value)| (criterion.id.as_str(), rounded(*value)))
    }

    /// The value of a criterion.
    #[must_use]
    pub fn get(&self, criterion: &str) -> Option<f64> {
        self.iter().find(|(known, _)| *known == criterion).map(|(_, value)| value)
    }
}

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl JsonSchema for Values<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Values".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "object", "additionalProperties": {"type": "number"}})
    }
}

/// What a decision table decided.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DecisionView {
    /// Id of the table.
    pub name: Words,
    /// The dataset or store; the system's name for the system.
    pub subject: Words,
    /// The choice.
    pub choice: Words,
    /// Numbers that go with it, by name; null where a fact is not known.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    #[schemars(default)]
    pub figures: IndexMap<Words, Option<FigureView>>,
    /// Whether no row of the table is true, so that the choice is the one with the least machinery.
    pub least: bool,
    /// Whether summaries leave it out.
    #[serde(skip)]
    pub quiet: bool,
    /// Why.
    pub because: Vec<BecauseView>,
}

/// A number that goes with a decision.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FigureView {
    /// The least that it can be.
    pub low: f64,
    /// The most that it can be; null without an end.
    pub high: Option<f64>,
    /// size (bytes), rate (a second), duration (seconds), share or count.
    pub unit: Words,
    /// In words.
    pub says: Words,
}

/// A piece of advice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GuidanceView {
    /// Id.
    pub id: Words,
    /// What it is about.
    pub topic: Topic,
    /// The stores or datasets that it is for; the system's name for the system.
    pub subjects: Vec<Words>,
    /// Whether it is for the system.
    #[serde(skip)]
    pub for_system: bool,
    /// The advice.
    pub says: Words,
    /// When the test that it describes is passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passes: Option<Words>,
    /// Sources, by id.
    pub sources: Vec<Words>,
    /// Reason of a judgement, where there is no source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumption: Option<Words>,
}

/// A step of growth.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RoadmapView {
    /// Month from now.
    pub month: u32,
    /// Name of the store.
    pub store: Words,
    /// What makes it necessary.
    pub trigger: Words,
    /// What to do.
    pub step: Words,
    /// Of which kind that is.
    pub kind: StepKind,
    /// What has to be prepared before.
    pub prepare: Words,
}

/// How much room a store has left.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HeadroomView {
    /// Name of the store.
    pub store: Words,
    /// The property of the engine that is the capacity of a node.
    pub limit: Words,
    /// What all nodes together carry.
    pub capacity: Words,
    /// What is needed today.
    pub today: Words,
    /// What is needed at the horizon.
    pub at_horizon: Words,
    /// Need at the horizon over the lower and the upper end of the capacity.
    pub used: [f64; 2],
}

/// Something wrong with the spec or the declared architecture.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingView {
    /// Id of the finding.
    pub finding: Words,
    /// error, warning or advice.
    pub level: Words,
    /// Dataset that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dataset: Option<Words>,
    /// Declared store that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<Words>,
    /// Path in the spec.
    pub path: Words,
    /// Line in the spec, from 1.
    pub line: usize,
    /// Column in the line, from 1; columns count characters.
    pub column: usize,
    /// Line of the end of the value that causes it.
    pub end_line: usize,
    /// Column behind the last character of that value.
    pub end_column: usize,
    /// The same as long as finding, path, dataset and store are the same, whatever the line.
    pub fingerprint: String,
    /// What is wrong.
    pub says: Words,
    /// What to do.
    pub help: Words,
}

/// Requirements that exclude each other.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConflictView {
    /// Paths in the spec.
    pub requirements: Vec<Words>,
    /// Why they exclude each other, where no product could ever meet them together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<Words>,
    /// What giving up one of them leads to.
    pub relax: Vec<RelaxView>,
}

/// What giving up a requirement leads to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RelaxView {
    /// Path in the spec.
    pub requirement: Words,
    /// Ids of the engines of the architecture then, by commas.
    pub then: Words,
}
