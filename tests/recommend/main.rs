//! What is recommended: judgements that any expert would share, and relations that must hold for all specs.

mod check;
mod contradictions;
mod disputed;
mod documents;
mod examples;
mod generate;
mod judgement;
mod policy;
mod properties;
mod roadmap;
mod robustness;
mod sensitivity;
mod unknowns;

use std::sync::LazyLock;

use serde_json::Value;
use whichdb::decision::evaluate;
use whichdb::diagnostic::{self, Style};
use whichdb::embedded;
use whichdb::knowledge::Knowledge;
use whichdb::report::RecommendationView;
use whichdb::source::SourceFile;
use whichdb::workload::Workload;

/// The built-in knowledge, unpacked once for all tests.
pub static KNOWLEDGE: LazyLock<&Knowledge> = LazyLock::new(embedded::knowledge);

/// Reads a spec that is in order.
#[track_caller]
pub fn workload(text: &str) -> Workload {
    let style = Style { color: false, width: 120 };
    Workload::read(&SourceFile::new("workload.yaml", text), *KNOWLEDGE)
        .unwrap_or_else(|problems| panic!("{}\n{text}", diagnostic::render(&problems, style)))
}

/// The answer as other programs see it, as bytes.
#[track_caller]
pub fn bytes(text: &str) -> String {
    let workload = workload(text);
    let evaluation = evaluate(&KNOWLEDGE, workload.spec());
    serde_json::to_string_pretty(&RecommendationView::of(&evaluation)).expect("JSON")
}

/// The answer as other programs see it.
#[track_caller]
pub fn answer(text: &str) -> Value {
    serde_json::from_str(&bytes(text)).expect("JSON")
}

/// The head that every spec needs, before the given lines.
pub fn spec(lines: &str) -> String {
    format!("whichdb: 1\nname: test\n{lines}")
}

/// The entries of a list, none when there is no list.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A text.
#[track_caller]
pub fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// Engines of the stores, sorted.
pub fn engines(answer: &Value) -> Vec<&str> {
    let mut engines: Vec<&str> = list(&answer["stores"]).iter().map(|store| word(&store["engine"])).collect();
    engines.sort_unstable();
    engines
}

/// Family of an engine.
pub fn family(engine: &str) -> &'static str {
    let place = KNOWLEDGE.engine(engine).unwrap_or_else(|| panic!("no engine {engine}"));
    &KNOWLEDGE.families[KNOWLEDGE.engines[place].family].id
}

/// Fails with all offenders, one a line.
#[track_caller]
pub fn none(what: &str, offenders: &[String]) {
    assert!(offenders.is_empty(), "{} {what}:\n{}", offenders.len(), offenders.join("\n"));
}

/// The answers to all examples, by name.
pub static EXAMPLES: LazyLock<Vec<(&str, Value)>> =
    LazyLock::new(|| embedded::examples().map(|(name, text)| (name, answer(text))).collect());
