//! The knowledge as the program uses it: references resolved, conditions compiled, values typed.
//! It is what the binary carries (as postcard), so it holds plain data only.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::advice::{Conflict, Guidance, Mechanism, Reference};
use super::deferred::Deferred;
use super::exclusion::{Exclusion, Region};
use super::finding::Finding;
use super::grades::{Graded, Grades};
use super::parameters::Parameters;
use super::pattern::Pattern;
use super::plausible::Plausible;
use super::step::Preparation;
use super::text::Text;
use crate::condition::{Condition, Expression, Facts};
use crate::quantity::Interval;
use crate::vocabulary::{FactRef, Unit, Value};
use crate::words::Words;

/// Everything the program knows about databases.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Knowledge {
    /// Which knowledge this is.
    pub edition: Edition,
    /// Families, in the order of the vocabulary's list.
    pub families: Vec<Family>,
    /// Engines and extensions, by id.
    pub engines: Vec<Engine>,
    /// What strikes engines out.
    pub requirements: Vec<Requirement>,
    /// What scores engines.
    pub criteria: Vec<Criterion>,
    /// Decision tables.
    pub decisions: Vec<Decision>,
    /// Architecture patterns.
    pub patterns: Vec<Pattern>,
    /// Advice, by topic.
    pub guidance: Vec<Guidance>,
    /// Conflicts between sources that something rests on.
    pub conflicts: Vec<Conflict>,
    /// Where the things that are held to be true are said.
    pub references: Deferred<Vec<Reference>>,
    /// Requirements that exclude each other whatever the product.
    pub exclusions: Vec<Exclusion>,
    /// What a check can find.
    pub findings: Deferred<Vec<Finding>>,
    /// Where regions lie.
    pub regions: Vec<Region>,
    /// What has to be prepared before the steps of growth.
    pub preparations: Vec<Preparation>,
    /// The mechanisms that explain requirements and criteria, by the id of what they explain.
    pub mechanisms: BTreeMap<Words, Vec<Mechanism>>,
    /// Common uses of data.
    pub use_cases: Vec<UseCase>,
    /// What is plausible of the given facts while they are not known.
    pub plausible: Deferred<Vec<Plausible>>,
    /// Usual weights of the read operations, a list a shape.
    pub usual_reads: Vec<Vec<f64>>,
    /// Usual weights of the write operations, a list a shape.
    pub usual_writes: Vec<Vec<f64>>,
    /// Plausible size of an item in bytes, one range a shape.
    pub item_sizes: Vec<Interval>,
    /// Plausible size of an item in bytes, where nothing is known.
    pub any_item_size: Interval,
    /// How likely each shape is where nothing is known.
    pub shape_prior: Vec<f64>,
    /// Numbers of the algorithms.
    pub parameters: Parameters,
    /// What each of these numbers rests on, by its id.
    pub parameter_backing: Deferred<BTreeMap<Words, Backing>>,
}

/// Version of the knowledge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Edition {
    /// Version.
    pub version: Words,
    /// Date of the last check, YYYY-MM-DD.
    pub date: Words,
    /// Packs laid over the built-in knowledge, in order.
    pub packs: Vec<Words>,
}

/// What a statement rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Backing {
    /// Ids of sources and of the base documents' items.
    pub sources: Vec<Words>,
    /// Reason of a judgement.
    pub assumption: Option<Words>,
}

/// A family of engines.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Family {
    /// Id.
    pub id: Words,
    /// Display name.
    pub name: Words,
    /// How well a rigid, evolving and free schema is kept, 0 to 5.
    pub schema: [u8; 3],
    /// Whether it keeps data to be asked about, and not just files.
    pub is_database: bool,
}

/// An engine, or an extension of one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Engine {
    /// Id.
    pub id: Words,
    /// Display name.
    pub name: Words,
    /// Other spellings.
    pub also_called: Deferred<Vec<Words>>,
    /// Place in the families.
    pub family: usize,
    /// Engines of one group stand in for one another.
    pub group: Words,
    /// For an extension: the engine that it extends, by id.
    pub extends: Option<Words>,
    /// For an extension: further engines that it can be had on, by id.
    pub available_on: Vec<Words>,
    /// Facts in the vocabulary's order; the derived ones are unknown.
    pub facts: Deferred<Vec<Value>>,
    /// Grades, the family's where the engine has none of its own.
    pub grades: Grades,
    /// Grades that the engine's own file states, for extensions to lay over their host.
    pub own_grades: Vec<(Graded, u8)>,
    /// Effort to run it, 0 to 5, by hosting in the vocabulary's order.
    pub operations: [Option<u8>; 4],
    /// Places with a managed offer, a bit for each in the vocabulary's order.
    pub offered: u64,
    /// Names of the managed offers, by place.
    pub offers: Deferred<[Vec<Words>; 6]>,
    /// Client platforms, when support is narrow.
    pub platforms: Vec<Words>,
    /// What to use instead, when the engine has ended.
    pub successor: Option<Words>,
}

/// A rule that strikes engines out.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Requirement {
    /// Id.
    pub id: Words,
    /// Title.
    pub title: Words,
    /// Paths of the spec that state it.
    pub stated_by: Vec<Words>,
    /// When it applies.
    pub when: Condition,
    /// What an engine must be.
    pub needs: Needs,
    /// How likely it is to apply where nobody states it.
    pub likely: f64,
    /// What makes that unlikely.
    pub unlikely_when: Option<Condition>,
    /// What is needed, what the engine has, and their unit.
    pub margin: Option<(FactRef, FactRef, Unit)>,
    /// Whether it depends on the dataset what is said of an engine; otherwise that is the same for all of them.
    pub about_dataset: bool,
    /// Explanation.
    pub says: Text,
    /// What it rests on.
    pub backing: Deferred<Backing>,
}

/// What a requirement asks of an engine.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Needs {
    /// A condition.
    Condition(Condition),
    /// At least grade 1 in all used operations of a list.
    Floor(Graded),
}

/// Which part of the score a criterion belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// How well the engine does the workload.
    Fit,
    /// What it takes to have the engine at all; counted once a store.
    Running,
}

/// A scoring criterion.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Criterion {
    /// Id.
    pub id: Words,
    /// The question that it answers.
    pub asks: Words,
    /// Part of the score.
    pub part: Part,
    /// How the value comes about.
    pub value: ValueFunction,
    /// Value when nothing is known.
    pub otherwise: f64,
    /// Importance before the workload speaks.
    pub weight: f64,
    /// What changes the importance: condition, factor, why.
    pub weigh: Vec<(Condition, f64, Words)>,
    /// Priorities that raise it, as facts of the system.
    pub priorities: Vec<FactRef>,
    /// What it rests on.
    pub backing: Deferred<Backing>,
}

/// How a criterion gets its value.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum ValueFunction {
    /// A curve over a measure.
    Curve {
        /// What is measured.
        measure: Measure,
        /// Points (measure, value), ascending.
        points: Vec<(f64, f64)>,
        /// Whether the measure is taken on a log scale.
        log: bool,
    },
    /// Rows tried in order.
    Rows(Vec<ValueRow>),
}

/// A row of a criterion's table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ValueRow {
    /// When it holds.
    pub when: Condition,
    /// The value, 0 to 1.
    pub value: f64,
    /// Why.
    pub says: Words,
    /// What it rests on.
    pub backing: Deferred<Backing>,
}

/// What a criterion can measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// Grade of the dataset's shapes, 0 to 5.
    ShapeGrade,
    /// Grade of the read operations, by their shares, 0 to 5.
    ReadGrade,
    /// Grade of the write operations, 0 to 5.
    WriteGrade,
    /// How well the engine's family and features keep the dataset's schema, 0 to 5.
    SchemaGrade,
    /// What the engine can carry over what the dataset needs at the horizon.
    Headroom,
    /// Required over typical latency.
    LatencyMargin,
    /// How many nodes the dataset needs at the horizon.
    Nodes,
    /// Grade of the documents' recommendation for the use case, 0 to 1.
    Precedent,
    /// A numeric fact of the engine.
    EngineFact(FactRef),
}

/// What a decision table is evaluated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// Once.
    System,
    /// Once a dataset.
    Dataset,
    /// Once a store.
    Store,
    /// Once a pair of datasets that a link connects.
    Pair,
}

/// How many rows of a table may decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HitPolicy {
    /// The first true row.
    First,
    /// At most one row is ever true.
    Unique,
    /// All true rows lead to the same outcome.
    Any,
    /// Every true row decides.
    Collect,
}

/// A decision table. Rows that are unknown are skipped and recorded.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Decision {
    /// Id.
    pub id: Words,
    /// The question that it answers.
    pub asks: Words,
    /// What it is evaluated for.
    pub subject: Subject,
    /// How many rows may decide.
    pub policy: HitPolicy,
    /// What must hold for the question to arise.
    pub only_when: Condition,
    /// Whether summaries leave it out: its outcome shows elsewhere, or is a class.
    pub quiet: bool,
    /// The possible outcomes.
    pub choices: Vec<Words>,
    /// How an `architecture:` declares some of them, as JSON.
    pub declared_as: Vec<(Words, Words)>,
    /// The fact that the outcome becomes.
    pub defines: Option<FactRef>,
    /// Rows in order.
    pub rows: Vec<Row>,
    /// The last row.
    pub otherwise: Outcome,
}

/// A row of a decision table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Row {
    /// When it holds.
    pub when: Condition,
    /// What follows; few rows hold.
    pub outcome: Deferred<Outcome>,
}

/// What follows from a row.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Outcome {
    /// The choice.
    pub choose: Words,
    /// Numbers that go with it.
    pub figures: Vec<Figure>,
    /// Explanation.
    pub says: Text,
    /// What it rests on.
    pub backing: Deferred<Backing>,
}

/// A number that goes with an outcome.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Figure {
    /// Its name.
    pub name: Words,
    /// How it is computed.
    pub is: Expression,
    /// Its unit.
    pub unit: Unit,
}

/// A common use of data.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct UseCase {
    /// Id.
    pub id: Words,
    /// Other words for it.
    pub also_called: Deferred<Vec<Words>>,
    /// One sentence.
    pub about: Words,
    /// Recommended engines, families and patterns with inventory ids.
    pub recommends: Deferred<Vec<(Words, Vec<Words>)>>,
}

impl Decision {
    /// How an `architecture:` declares a choice, as JSON; nothing where it has no key for it.
    #[must_use]
    pub fn declared(&self, choice: &str) -> Option<&str> {
        self.declared_as.iter().find(|(known, _)| known == choice).map(|(_, declared)| declared.as_str())
    }
}

impl Figure {
    /// Its name and what it is in words; nothing where a fact is not known.
    #[must_use]
    pub fn worded(&self, facts: &Facts<'_>) -> Option<(Words, String)> {
        Some((self.name.clone(), self.unit.format_interval(self.is.evaluate(facts)?)))
    }
}

impl Knowledge {
    /// Place of an engine by id or by another spelling.
    #[must_use]
    pub fn engine(&self, name: &str) -> Option<usize> {
        self.engine_by_id(name)
            .or_else(|| self.engines.iter().position(|engine| engine.also_called.iter().any(|other| other == name)))
    }

    /// Place of an engine by id.
    #[must_use]
    pub fn engine_by_id(&self, id: &str) -> Option<usize> {
        self.engines.binary_search_by(|engine| engine.id.as_str().cmp(id)).ok()
    }

    /// A use of data by id or by another word for it.
    #[must_use]
    pub fn use_case(&self, name: &str) -> Option<&UseCase> {
        let by_id = self.use_cases.iter().find(|case| case.id == name);
        by_id.or_else(|| self.use_cases.iter().find(|case| case.also_called.iter().any(|other| other == name)))
    }

    /// What is plausible of a fact.
    #[must_use]
    pub fn plausible(&self, fact: FactRef) -> Option<&Plausible> {
        self.plausible.iter().find(|plausible| plausible.fact == Some(fact))
    }

    /// What is plausible of a key of the spec, as rules would name it.
    #[must_use]
    pub fn plausible_of(&self, key: &str) -> Option<&Plausible> {
        self.plausible.iter().find(|plausible| plausible.key == key)
    }

    /// A decision table by id.
    #[must_use]
    pub fn decision(&self, id: &str) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.id == id)
    }
}
