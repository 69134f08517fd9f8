//! Facts in words, each with where it comes from: stated, estimated, derived by arithmetic, or assumed.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value as Json;

use crate::decision::Evaluation;
use crate::vocabulary::{DATASET, Fact, SYSTEM, Scope, Value};
use crate::words::Words;
use crate::workload::spec::DatasetSpec;
use crate::workload::{Stated, UNKNOWN};

/// A fact in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactView {
    /// What it is; a stated one as the spec has it.
    pub says: Words,
    /// Where it comes from.
    pub origin: FactOrigin,
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FactOrigin {
    /// It is stated.
    Given,
    /// It is stated as an estimate or as a range.
    Estimated,
    /// It follows from what is stated.
    Derived,
    /// It follows from what is usual, since nothing is stated.
    Assumed,
}

/// Something that was taken to be so, because nothing is stated.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AssumptionView {
    /// The datasets of which it was; none for the system.
    pub datasets: Vec<Words>,
    /// The key that would settle it.
    pub key: Words,
    /// What was assumed.
    pub says: Words,
}

/// Facts of a part of the spec.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScopeView {
    /// The part, such as `team`.
    pub part: Words,
    /// Its facts by the rest of their names.
    pub facts: IndexMap<Words, FactView>,
}

/// Texts of the spec by the names of the facts.
type Written = BTreeMap<String, String>;

/// All facts of the system by name.
pub(super) fn of_system(evaluation: &Evaluation<'_>) -> IndexMap<Words, FactView> {
    let written = written(evaluation.spec, Scope::System);
    let horizon = evaluation.knowledge.parameters.default_horizon_years;
    let facts = SYSTEM.iter().zip(&evaluation.facts.system);
    let mut found: IndexMap<Words, FactView> = facts
        .filter_map(|(fact, value)| {
            let view = match written.get(fact.name) {
                Some(text) => FactView::stated(text),
                None if matches!(value, Value::Unknown | Value::Absent) => return None,
                None => FactView { says: value.format(fact.kind).into(), origin: FactOrigin::Derived },
            };
            Some((fact.name.into(), view))
        })
        .collect();
    found
        .entry("horizon".into())
        .or_insert_with(|| FactView { says: format!("{horizon} years").into(), origin: FactOrigin::Assumed });
    found
}

/// What is stated of the system, part by part.
pub(super) fn scope(facts: &IndexMap<Words, FactView>) -> Vec<ScopeView> {
    let mut parts: Vec<ScopeView> = Vec::new();
    for (name, fact) in facts.iter().filter(|(name, _)| !name.starts_with("system.")) {
        if fact.origin == FactOrigin::Derived {
            continue;
        }
        let (part, rest) = name.split_once('.').unwrap_or((name.as_str(), name.as_str()));
        if parts.last().is_none_or(|last| last.part != part) {
            parts.push(ScopeView { part: part.into(), facts: IndexMap::new() });
        }
        if let Some(last) = parts.last_mut() {
            last.facts.insert(rest.into(), fact.clone());
        }
    }
    parts
}

/// All facts of a dataset by name, growth as stated among them.
pub(super) fn of_dataset(evaluation: &Evaluation<'_>, at: usize) -> IndexMap<Words, FactView> {
    let Some((_, spec)) = evaluation.spec.datasets.get_index(at) else { return IndexMap::new() };
    let written = written(spec, Scope::Dataset);
    let of_system = self::written(evaluation.spec, Scope::System);
    let facts = &evaluation.facts.datasets[at];
    let known = DATASET.iter().zip(&facts.values).filter_map(|(fact, value)| {
        let view = match written.get(fact.name) {
            Some(text) => FactView::stated(text),
            None if matches!(value, Value::Unknown | Value::Absent) => return None,
            None => match inherited(fact.name, &written, &of_system) {
                Some(text) => FactView::stated(text),
                None => FactView { says: in_words(fact, value), origin: origin(fact.name, spec) },
            },
        };
        Some((fact.name.into(), view))
    });
    let mut found: IndexMap<Words, FactView> = known.collect();
    for growth in ["volume.growth", "velocity.growth"] {
        if let Some(text) = written.get(growth) {
            found.insert(growth.into(), FactView::stated(text));
        }
    }
    found
}

fn in_words(fact: &Fact, value: &Value) -> Words {
    match (fact.name, value.number()) {
        // Few reads to many writes are told the other way round.
        ("reads_per_write", Some(ratio)) if ratio.high > 0.0 && ratio.high < 1.0 => {
            format!("1 to {}", crate::quantity::format_count(1.0 / ratio.point())).into()
        }
        ("reads_per_write", Some(_)) => format!("{} to 1", value.format(fact.kind)).into(),
        _ => value.format(fact.kind).into(),
    }
}

/// What was taken to be so of the system and of each dataset.
pub(super) fn assumptions(evaluation: &Evaluation<'_>) -> Vec<AssumptionView> {
    let mut found: Vec<AssumptionView> = Vec::new();
    if !matches!(evaluation.spec.horizon, Stated::Known(_)) {
        let years = evaluation.knowledge.parameters.default_horizon_years;
        found.push(AssumptionView {
            datasets: Vec::new(),
            key: "horizon".into(),
            says: format!("decisions hold for {years} years").into(),
        });
    }
    for ((name, spec), facts) in evaluation.spec.datasets.iter().zip(&evaluation.facts.datasets) {
        let mut add = |key: &str, says: String| {
            let same = |known: &&mut AssumptionView| known.key == key && known.says == says;
            match found.iter_mut().find(same) {
                Some(known) => known.datasets.push(name.into()),
                None => {
                    found.push(AssumptionView { datasets: vec![name.into()], key: key.into(), says: says.into() });
                }
            }
        };
        let size = facts.number("size_at_horizon").is_some();
        if size && is_guessed_size(spec) {
            let from = if facts.is_derived() && spec.volume.items.known().is_none() {
                "the size is a part of what it is derived from"
            } else {
                "items are as large as is usual for their shape"
            };
            add("volume.size", from.into());
        } else if size && is_unmoved(spec) {
            add("volume.growth", "the size stays as it is".into());
        }
        if follows_size(spec) {
            add("velocity.growth", "the load grows as the size does".into());
        }
        let loaded = spec.velocity.reads.known().is_some() || spec.velocity.writes.known().is_some();
        if loaded && spec.velocity.peak.known().is_none() {
            add("velocity.peak", "the busiest hour is like any other".into());
        }
        if !facts.shapes.stated {
            add("variety.shape", "it may be of any shape, common ones sooner than rare ones".into());
        }
        let used = [("access.reads", &facts.reads, crate::vocabulary::READ.words)];
        let used = used.into_iter().chain([("access.writes", &facts.writes, crate::vocabulary::WRITE.words)]);
        for (key, mix, words) in used.filter(|(_, mix, _)| !mix.stated) {
            add(key, format!("as usual for its shape: {}", mixed(&mix.weights, words)));
        }
    }
    found
}

/// Shares below this are not told.
const TOLD: f64 = 0.05;

fn mixed(weights: &[f64], words: &[&str]) -> String {
    let mut used: Vec<(f64, &str)> = weights.iter().copied().zip(words.iter().copied()).collect();
    used.retain(|(share, _)| *share >= TOLD);
    used.sort_by(|one, other| other.0.total_cmp(&one.0));
    let told: Vec<String> = used.iter().map(|(share, word)| format!("{word} {:.0} %", share * 100.0)).collect();
    if told.is_empty() { "none".into() } else { told.join(", ") }
}

impl FactView {
    fn stated(text: &str) -> Self {
        let is_estimate = text.starts_with(['~', '<', '>']) || text.contains(" .. ");
        let origin = if is_estimate { FactOrigin::Estimated } else { FactOrigin::Given };
        Self { says: text.into(), origin }
    }
}

/// What is stated elsewhere and holds for a dataset too.
fn inherited<'w>(name: &str, own: &'w Written, system: &'w Written) -> Option<&'w String> {
    match name {
        "veracity.on_partition" => own.get("availability.on_partition").or(system.get("availability.on_partition")),
        _ => name.starts_with("availability.").then(|| system.get(name)).flatten(),
    }
}

/// Where a fact of a dataset comes from that is not stated.
fn origin(name: &str, spec: &DatasetSpec) -> FactOrigin {
    let loaded = |rate: bool| rate && (spec.velocity.peak.known().is_none() || follows_size(spec));
    let is_guess = match name {
        "volume.size" | "items_at_horizon" => is_guessed_size(spec),
        "size_at_horizon" | "largest_database.size" => is_guessed_size(spec) || is_unmoved(spec),
        "peak_reads" | "largest_database.reads" => loaded(spec.velocity.reads.known().is_some()),
        "peak_writes" | "largest_database.writes" => loaded(spec.velocity.writes.known().is_some()),
        _ => false,
    };
    if is_guess { FactOrigin::Assumed } else { FactOrigin::Derived }
}

/// Whether the size rests on what is usual.
fn is_guessed_size(spec: &DatasetSpec) -> bool {
    let volume = &spec.volume;
    volume.size.known().is_none() && (volume.items.known().is_none() || volume.item_size.known().is_none())
}

/// Whether the load is taken to grow with the size, because nobody says how it grows.
fn follows_size(spec: &DatasetSpec) -> bool {
    let is_loaded = spec.velocity.reads.known().is_some() || spec.velocity.writes.known().is_some();
    let follows = spec.volume.growth.known().is_some_and(|growth| growth.as_load_growth().is_some());
    is_loaded && follows && spec.velocity.growth.is_left_out()
}

/// Whether nothing is said that would let the size grow or keep it bounded.
fn is_unmoved(spec: &DatasetSpec) -> bool {
    use crate::workload::spec::Retention;
    let is_bounded = matches!(spec.volume.retention.known(), Some(Retention::For(_)));
    spec.volume.growth.known().is_none() && !is_bounded && spec.velocity.growth.known().is_none()
}

/// What is written in a part of the spec, by the names of the facts; what is said to be unknown is not among it.
fn written(part: &impl Serialize, scope: Scope) -> Written {
    let mut found = BTreeMap::new();
    if let Ok(Json::Object(entries)) = serde_json::to_value(part) {
        entries.iter().filter(|(name, _)| *name != "datasets").for_each(|(name, value)| {
            leaf(name, value, scope, &mut found);
        });
    }
    found
}

fn leaf(name: &str, value: &Json, scope: Scope, found: &mut Written) {
    match value {
        Json::Object(entries) if scope.place(name).is_none() => {
            entries.iter().for_each(|(below, value)| leaf(&format!("{name}.{below}"), value, scope, found));
        }
        _ => match plain(value) {
            text if text.is_empty() || text == UNKNOWN => {}
            text => {
                found.insert(name.to_owned(), text);
            }
        },
    }
}

/// A value as people write it: lists with commas, shares behind their words.
pub(super) fn plain(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::Bool(flag) => if *flag { "yes" } else { "no" }.into(),
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        Json::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Json::Object(entries) => {
            entries.iter().map(|(name, value)| format!("{name} {}", plain(value))).collect::<Vec<_>>().join(", ")
        }
    }
}
