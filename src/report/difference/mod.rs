//! What a change of the spec does to the recommendation: what is chosen otherwise, and which rules did it.

mod markdown;

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::view::{BecauseView, KnowledgeView, RecommendationView, StoreView};

pub use markdown::markdown;

/// Two recommendations held against each other.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DifferenceView {
    /// Version of this format.
    pub format: u32,
    /// Version of the program.
    pub whichdb: String,
    /// The knowledge that was used.
    pub knowledge: KnowledgeView,
    /// Name of the system after the change.
    pub name: String,
    /// Whether nothing that was decided differs.
    pub same: bool,
    /// How sure the recommendation was, and is; null where there is none.
    pub certainty: [Option<f64>; 2],
    /// What differs, the weightiest first.
    pub changes: Vec<ChangeView>,
}

/// What a change is about, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// Whether there is an architecture at all.
    Feasible,
    /// The engine of a dataset.
    Engine,
    /// The copies or shards of a store.
    Nodes,
    /// A pattern that is or is not chosen.
    Pattern,
    /// What a decision table decided.
    Decision,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangeView {
    /// What it is about.
    pub aspect: Aspect,
    /// Id of the pattern or decision; `engine`, `replicas`, `shards` or `feasible`.
    pub what: String,
    /// The dataset or store; the system's name for the system.
    pub subject: String,
    /// What was; null where there was nothing.
    pub before: Option<String>,
    /// What is; null where there is nothing now.
    pub after: Option<String>,
    /// The rules that did it: those that hold now, or those that held before where nothing is left.
    pub because: Vec<BecauseView>,
}

/// Something that was decided, with its reasons.
struct Decided<'v> {
    choice: String,
    because: Cow<'v, [BecauseView]>,
}

type All<'v> = BTreeMap<(Aspect, String, String), Decided<'v>>;

impl DifferenceView {
    /// Compares.
    #[must_use]
    pub fn between(before: &RecommendationView<'_>, after: &RecommendationView<'_>) -> Self {
        let changes = changes(before, after);
        Self {
            format: 1,
            whichdb: after.whichdb.to_string(),
            knowledge: after.knowledge.clone(),
            name: after.name.to_string(),
            same: changes.is_empty(),
            certainty: [before.certainty, after.certainty],
            changes,
        }
    }
}

/// What differs between two recommendations, the weightiest first.
#[must_use]
pub fn changes(before: &RecommendationView<'_>, after: &RecommendationView<'_>) -> Vec<ChangeView> {
    let (old, new) = (decided(before), decided(after));
    let (before_stores, after_stores) = (&before.stores, &after.stores);
    let mut keys: Vec<_> = old.keys().chain(new.keys()).collect();
    keys.sort();
    keys.dedup();
    let differing = keys.into_iter().filter_map(|key| {
        let (before, after) = (old.get(key), new.get(key));
        let choice = |decided: Option<&Decided<'_>>| decided.map(|decided| decided.choice.clone());
        if choice(before) == choice(after) || comes_with_its_store(key, before_stores, after_stores) {
            return None;
        }
        let (aspect, what, subject) = key.clone();
        let because = after.or(before).map_or_else(Vec::new, |decided| decided.because.to_vec());
        Some(ChangeView { aspect, what, subject, before: choice(before), after: choice(after), because })
    });
    differing.collect()
}

/// Whether something is about a store that only one side has: the engines of its datasets tell that already.
fn comes_with_its_store(
    (aspect, _, subject): &(Aspect, String, String),
    before: &[StoreView],
    after: &[StoreView],
) -> bool {
    let has = |stores: &[StoreView]| stores.iter().any(|store| store.name == *subject);
    matches!(aspect, Aspect::Nodes | Aspect::Decision) && has(before) != has(after)
}

/// Everything that was decided.
fn decided<'v>(view: &'v RecommendationView<'_>) -> All<'v> {
    let mut all = All::new();
    let word = |feasible: bool| if feasible { "yes" } else { "no" }.to_owned();
    let mut add = |aspect, what: &str, subject: &str, choice: String, because: Cow<'v, [BecauseView]>| {
        all.insert((aspect, what.to_owned(), subject.to_owned()), Decided { choice, because });
    };
    add(Aspect::Feasible, "feasible", &view.name, word(view.feasible), Cow::default());
    for (name, dataset) in &view.datasets {
        if let Some(engine) = &dataset.engine {
            add(Aspect::Engine, "engine", name, engine.to_string(), Cow::from(&dataset.because));
        }
    }
    for store in &view.stores {
        for (what, count) in [("replicas", store.replicas), ("shards", store.shards)] {
            add(Aspect::Nodes, what, &store.name, count.to_string(), Cow::from(&store.because));
        }
    }
    for pattern in &view.patterns {
        add(Aspect::Pattern, &pattern.choice, &view.name, "chosen".to_owned(), Cow::from(&pattern.because));
    }
    for decision in view.decisions.iter() {
        let choice = decision.choice.to_string();
        add(Aspect::Decision, &decision.name, &decision.subject, choice, Cow::from(decision.because));
    }
    all
}
