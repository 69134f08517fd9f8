//! What decides: requirements, criteria, decision tables, patterns, and the texts and numbers they use.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::catalog::ClaimSpec;
use crate::condition::ConditionSpec;

/// `requirements/*.yaml`: strikes out engines.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequirementSpec {
    /// Id, equals the file name.
    pub id: String,
    /// Title.
    pub title: String,
    /// Paths of the spec that state it, as `conflicts` name them.
    pub stated_by: Vec<String>,
    /// When it applies.
    #[serde(default)]
    pub when: ConditionSpec,
    /// What an engine must be.
    #[serde(default)]
    pub needs: ConditionSpec,
    /// Instead of `needs`: every used operation of this list must have at least grade 1:
    /// shapes, reads, writes.
    pub floor: Option<String>,
    /// A fact and an engine's property whose ratio is the margin.
    pub margin: Option<MarginSpec>,
    /// How likely it is to apply where nobody states it, 0 to 1.
    #[serde(default = "hardly")]
    pub likely: f64,
    /// What makes it unlikely to apply where nobody states it.
    pub unlikely_when: Option<ConditionSpec>,
    /// Text with `{fact}` in braces.
    pub says: String,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason, where there is no source.
    pub assumption: Option<String>,
}

/// By how much a requirement is missed.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarginSpec {
    /// What is needed.
    pub need: String,
    /// What the engine has.
    pub have: String,
}

/// `criteria/*.yaml`: a scoring criterion.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriterionSpec {
    /// Id, equals the file name and the key in the output.
    pub id: String,
    /// The question that it answers.
    pub asks: String,
    /// fit: how well the engine does this workload; running: what it takes to have the engine at all.
    pub part: String,
    /// What is measured: a measure of the program or a numeric fact of the engine.
    pub measure: Option<String>,
    /// Value function over the measure: pairs of measure and value, linear in between.
    #[serde(default)]
    pub curve: Vec<(f64, f64)>,
    /// Whether the measure is taken on a log scale between the points.
    #[serde(default)]
    pub log: bool,
    /// Rows tried in order where there is no measure; the first true one gives the value.
    #[serde(default)]
    pub rows: Vec<ValueRowSpec>,
    /// Value when nothing is known or no row is true.
    pub otherwise: f64,
    /// Importance before the workload speaks, any scale; weights are normalised.
    pub weight: f64,
    /// What makes it more or less important.
    #[serde(default)]
    pub weigh: Vec<WeighSpec>,
    /// Which of the spec's priorities raise it.
    #[serde(default)]
    pub priorities: Vec<String>,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason of the weight and the curve.
    pub assumption: Option<String>,
}

/// A row of a criterion's table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ValueRowSpec {
    /// When it holds.
    pub when: ConditionSpec,
    /// The value, 0 to 1.
    pub value: f64,
    /// Why.
    pub says: String,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason, where there is no source.
    pub assumption: Option<String>,
}

/// A change of a criterion's weight.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeighSpec {
    /// When it holds; facts of the system and the dataset only.
    pub when: ConditionSpec,
    /// Factor on the weight.
    pub times: f64,
    /// Why.
    pub says: String,
}

/// `decisions/*.yaml`: a decision table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionSpec {
    /// Id, equals the file name.
    pub id: String,
    /// The question that it answers.
    pub asks: String,
    /// system, dataset, store or pair.
    #[serde(rename = "for")]
    pub about: String,
    /// first, unique, any or collect.
    pub policy: String,
    /// What must hold for the question to arise at all.
    #[serde(default)]
    pub only_when: ConditionSpec,
    /// Whether summaries leave it out, because its outcome shows elsewhere.
    #[serde(default)]
    pub quiet: bool,
    /// The possible outcomes.
    pub choices: Vec<String>,
    /// How an `architecture:` declares an outcome, where it has a key for it.
    #[serde(default)]
    pub declared_as: IndexMap<String, serde_json::Value>,
    /// Other words for outcomes; `explain` finds the table by them.
    #[serde(default)]
    pub also_called: Vec<String>,
    /// The fact that the outcome becomes, for tables that classify.
    pub defines: Option<String>,
    /// Rows in order.
    pub rows: Vec<RowSpec>,
    /// The outcome when no row is true.
    pub otherwise: OutcomeSpec,
}

/// A row of a decision table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowSpec {
    /// When it holds.
    pub when: ConditionSpec,
    /// The outcome.
    pub choose: String,
    /// Numbers that go with it.
    #[serde(default)]
    pub figures: Vec<FigureSpec>,
    /// Text with `{fact}` in braces.
    pub says: String,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason, where there is no source.
    pub assumption: Option<String>,
}

/// A number that goes with an outcome.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureSpec {
    /// Its name; sentences mention it in braces.
    pub name: String,
    /// Arithmetic over facts.
    pub is: String,
    /// size, rate, duration, share or count.
    pub unit: String,
}

/// The last row of a decision table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeSpec {
    /// The outcome.
    pub choose: String,
    /// Numbers that go with it.
    #[serde(default)]
    pub figures: Vec<FigureSpec>,
    /// Text with `{fact}` in braces.
    pub says: String,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason, where there is no source.
    pub assumption: Option<String>,
}

/// `patterns/*.yaml`: an architecture pattern.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PatternSpec {
    /// Id, equals the file name.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Other words for it.
    #[serde(default)]
    pub also_called: Vec<String>,
    /// One sentence.
    pub about: String,
    /// base: exactly one is chosen; addition: on top of the base.
    pub role: String,
    /// Order of preference among equals, the least machinery first.
    pub machinery: u8,
    /// What must hold for it to be considered at all.
    #[serde(default)]
    pub only_when: ConditionSpec,
    /// Reasons for it; each that holds counts its weight.
    pub reasons: Vec<ReasonSpec>,
    /// Reasons against it.
    #[serde(default)]
    pub against: Vec<ReasonSpec>,
    /// How much weight of reasons, less those against, an addition needs.
    pub needs: Option<u8>,
    /// The cheaper remedy to offer when it is not chosen though something speaks for it.
    pub instead: Option<String>,
    /// Marks of the documents' decision matrix by row: favourable, caution, unfavourable.
    #[serde(default)]
    pub marks: IndexMap<String, MarkSpec>,
    /// What it gives.
    #[serde(default)]
    pub advantages: Vec<ClaimSpec>,
    /// What it costs.
    #[serde(default)]
    pub disadvantages: Vec<ClaimSpec>,
}

/// A reason for or against a pattern.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonSpec {
    /// When it holds.
    pub when: ConditionSpec,
    /// How much it counts, 1 to 5.
    #[serde(default = "one")]
    pub weight: u8,
    /// Text with `{fact}` in braces.
    pub says: String,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason, where there is no source.
    pub assumption: Option<String>,
}

/// Most of what nobody states is not required.
fn hardly() -> f64 {
    0.03
}

fn one() -> u8 {
    1
}

/// A cell of the pattern matrix.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkSpec {
    /// favourable, caution, unfavourable, none.
    pub mark: String,
    /// The word in the cell.
    pub value: String,
    /// Inventory ids.
    pub sources: Vec<String>,
}

/// An entry of `use-cases.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UseCaseSpec {
    /// Id, the word for `use_case`.
    pub id: String,
    /// Other words for it.
    #[serde(default)]
    pub also_called: Vec<String>,
    /// One sentence.
    pub about: String,
    /// Engines and families that the documents recommend for it.
    pub recommends: Vec<UseCaseRecommendationSpec>,
    /// What is assumed about a dataset of this use where the spec is silent.
    #[serde(default)]
    pub assumes: Map<String, Json>,
}

/// What a document recommends for a use case.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UseCaseRecommendationSpec {
    /// An engine, a family or a pattern.
    pub what: String,
    /// Inventory ids.
    pub sources: Vec<String>,
}

/// An entry of `facts.yaml`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactTextSpec {
    /// The question in plain words.
    pub question: String,
    /// The question in technical words.
    pub technical: Option<String>,
    /// Why it is asked and what it changes.
    pub help: String,
    /// Meanings of the choices.
    #[serde(default)]
    pub meanings: IndexMap<String, String>,
    /// Examples of quantities.
    #[serde(default)]
    pub examples: Vec<String>,
    /// Plausible range of a quantity that is not known.
    pub plausible: Option<String>,
    /// What a quantity that is stated can be at all: outside of it, a unit was mistaken or a zero too many written.
    pub credible: Option<String>,
    /// How likely each choice is where nothing is known.
    #[serde(default)]
    pub prior: IndexMap<String, f64>,
    /// What is plausible instead where something else is known; the first that holds counts.
    #[serde(default)]
    pub narrowed: Vec<NarrowedSpec>,
    /// In which share of all workloads somebody can say, or has something to require, between 0 and 1.
    pub answered: f64,
    /// Whether it bears on all data, so that it is asked before the data is told of.
    #[serde(default)]
    pub opening: bool,
    /// Source ids or inventory ids that ask for it.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// What is plausible of a fact where something else is known.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NarrowedSpec {
    /// When it counts.
    pub when: ConditionSpec,
    /// Plausible range of a quantity.
    pub plausible: Option<String>,
    /// How likely each choice is, or each number.
    #[serde(default)]
    pub prior: IndexMap<String, f64>,
    /// Why.
    pub assumption: String,
}

/// An entry of `shapes.yaml`: what data of a shape is usually used for, where the spec is silent.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShapeSpec {
    /// The shape.
    pub id: String,
    /// Plausible size of an item.
    pub item_size: String,
    /// Likely reads with their weights.
    pub reads: IndexMap<String, f64>,
    /// Likely writes with their weights.
    pub writes: IndexMap<String, f64>,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason, where there is no source.
    pub assumption: Option<String>,
}

/// An entry of `parameters.yaml`: a number that an algorithm of the program uses.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ParameterSpec {
    /// The value.
    pub value: f64,
    /// What it does.
    pub says: String,
    /// Source ids or inventory ids.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Reason, where there is no source.
    pub assumption: Option<String>,
}
