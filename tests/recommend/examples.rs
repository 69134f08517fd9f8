//! What must hold for the answer to every example.

use std::collections::BTreeSet;

use serde_json::Value;
use whichdb::embedded;
use whichdb::knowledge::load;
use whichdb::report::{Library, recommendation_schema};

use crate::{EXAMPLES, list, none, word};

#[test]
fn every_answer_fits_the_published_schema() {
    let schema = jsonschema::validator_for(&recommendation_schema()).expect("a schema");
    let mut offenders = Vec::new();
    for (name, answer) in EXAMPLES.iter() {
        offenders.extend(schema.iter_errors(answer).map(|error| format!("{name}: {}: {error}", error.instance_path())));
    }
    none("places break the schema", &offenders);
}

/// Weights by criterion of a dataset.
fn weight(dataset: &Value, criterion: &str) -> f64 {
    let found = list(&dataset["weights"]).iter().find(|weight| weight["criterion"] == criterion);
    found.and_then(|weight| weight["weight"].as_f64()).unwrap_or_default()
}

#[test]
fn every_score_can_be_redone_with_a_pencil() {
    let mut offenders = Vec::new();
    for (name, answer) in EXAMPLES.iter() {
        for (dataset, view) in answer["datasets"].as_object().expect("datasets") {
            let sum: f64 = list(&view["weights"]).iter().filter_map(|weight| weight["weight"].as_f64()).sum();
            if (sum - 1.0).abs() > 0.01 {
                offenders.push(format!("{name}, {dataset}: the weights add up to {sum:.3}"));
            }
            for entry in list(&view["ranking"]) {
                let criteria = entry["criteria"].as_object().expect("criteria");
                let terms: f64 = criteria
                    .iter()
                    .map(|(criterion, value)| weight(view, criterion) * value.as_f64().unwrap_or_default())
                    .sum();
                let number = |key: &str| entry[key].as_f64().unwrap_or(f64::NAN);
                let (score, deduction) = (number("score"), number("deduction"));
                // Weights and values are rounded to three digits; a deduction only ever lowers a score.
                if !((terms - deduction - score).abs() <= 0.01 && deduction >= 0.0) {
                    offenders.push(format!(
                        "{name}, {dataset}, {}: {terms:.3} less {deduction:.3} is not {score:.3}",
                        entry["engine"]
                    ));
                }
            }
        }
    }
    none("scores cannot be redone", &offenders);
}

#[test]
fn every_ranking_falls_from_best_to_worst_and_values_lie_between_nought_and_one() {
    let mut offenders = Vec::new();
    for (name, answer) in EXAMPLES.iter() {
        for (dataset, view) in answer["datasets"].as_object().expect("datasets") {
            let scores: Vec<f64> = list(&view["ranking"]).iter().filter_map(|entry| entry["score"].as_f64()).collect();
            if !scores.is_sorted_by(|one, other| one >= other) || scores.is_empty() {
                offenders.push(format!("{name}, {dataset}: {scores:?}"));
            }
            for entry in list(&view["ranking"]) {
                let outside = entry["criteria"]
                    .as_object()
                    .into_iter()
                    .flatten()
                    .find(|(_, value)| !value.as_f64().is_some_and(|value| (0.0..=1.0).contains(&value)));
                offenders.extend(outside.map(|(criterion, value)| {
                    format!("{name}, {dataset}, {}: {criterion} is {value}", entry["engine"])
                }));
            }
        }
    }
    none("rankings are wrong", &offenders);
}

#[test]
fn every_dataset_lies_in_one_store_that_says_so() {
    let mut offenders = Vec::new();
    for (name, answer) in EXAMPLES.iter() {
        for (dataset, view) in answer["datasets"].as_object().expect("datasets") {
            let homes: Vec<&Value> = list(&answer["stores"])
                .iter()
                .filter(|store| list(&store["datasets"]).iter().any(|held| held == dataset))
                .collect();
            let agrees = matches!(homes.as_slice(), [store] if store["name"] == view["store"] && store["engine"] == view["engine"]);
            if !agrees {
                offenders.push(format!("{name}, {dataset}: {} stores", homes.len()));
            }
        }
    }
    none("datasets have no home or several", &offenders);
}

/// Texts with braces left in them, or words that stand for something missing.
#[test]
fn every_reason_is_filled_in() {
    fn visit(value: &Value, path: &str, offenders: &mut Vec<String>) {
        match value {
            Value::Object(entries) => {
                entries.iter().for_each(|(key, value)| visit(value, &format!("{path}.{key}"), offenders))
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(at, item)| visit(item, &format!("{path}[{at}]"), offenders))
            }
            Value::String(text) if text.contains(['{', '}']) || text.contains("NaN") || text.contains("  ") => {
                offenders.push(format!("{path}: {text}"))
            }
            _ => {}
        }
    }
    let mut offenders = Vec::new();
    for (name, answer) in EXAMPLES.iter() {
        visit(answer, name, &mut offenders);
    }
    none("texts have gaps", &offenders);
}

/// Ids of rules and sources that a value names, anywhere inside.
fn named(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                match key.as_str() {
                    "rule" | "criterion" | "engine" | "host" | "family" => {
                        ids.extend(value.as_str().map(str::to_owned))
                    }
                    "sources" | "at_risk" | "also" | "extensions" => {
                        ids.extend(list(value).iter().map(|id| word(id).to_owned()))
                    }
                    "patterns" | "patterns_not_chosen" => {
                        ids.extend(list(value).iter().map(|pattern| word(&pattern["choice"]).to_owned()))
                    }
                    "decisions" => ids.extend(list(value).iter().map(|decision| word(&decision["name"]).to_owned())),
                    "criteria" => {
                        ids.extend(value.as_object().into_iter().flat_map(|criteria| criteria.keys().cloned()))
                    }
                    _ => {}
                }
                named(value, ids);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| named(item, ids)),
        _ => {}
    }
}

#[test]
fn everything_that_an_answer_names_can_be_explained() {
    let mut ids = BTreeSet::new();
    for (_, answer) in EXAMPLES.iter() {
        named(answer, &mut ids);
    }
    assert!(ids.len() > 100, "only {} names were found", ids.len());
    let written = load(&embedded::files(), Vec::new()).expect("the built-in knowledge");
    let library = Library::new(&written);
    let offenders: Vec<String> =
        ids.into_iter().filter(|id| library.find(id).is_none_or(|page| page.sections.is_empty())).collect();
    none("names cannot be explained", &offenders);
}
