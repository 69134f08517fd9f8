//! When nothing meets all requirements: the sets that are named are conflicts, minimal, and those that an expert names.

use std::path::Path;

use serde_json::{Map, Value};
use whichdb::decision::{Evaluation, Outcome, evaluate, negotiable};

use crate::{KNOWLEDGE, workload};

struct Case {
    about: String,
    spec: Value,
    conflicts: Vec<Vec<String>>,
    excluded_by: Option<String>,
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recommend/contradictions.yaml");
    let written: Value = serde_yaml::from_str(&std::fs::read_to_string(path).expect("the cases")).expect("YAML");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    list(&written)
        .iter()
        .map(|case| {
            let mut spec = Map::from_iter([("whichdb".into(), 1.into()), ("name".into(), "test".into())]);
            spec.extend(case["spec"].as_object().expect("a spec").clone());
            Case {
                about: text(&case["about"]),
                spec: Value::Object(spec),
                conflicts: list(&case["conflicts"]).iter().map(|set| list(set).iter().map(text).collect()).collect(),
                excluded_by: case.get("excluded_by").map(text),
            }
        })
        .collect()
}

/// Calls with the evaluation of a spec.
fn evaluated<T>(spec: &Value, call: impl FnOnce(&Evaluation<'_>) -> T) -> T {
    let workload = workload(&spec.to_string());
    call(&evaluate(&KNOWLEDGE, workload.spec()))
}

/// The sets of requirements that exclude each other; none where there is an architecture.
fn conflicts(spec: &Value) -> Vec<Vec<String>> {
    evaluated(spec, |evaluation| match &evaluation.outcome {
        Outcome::Architecture(_) => Vec::new(),
        Outcome::Infeasible(found) => found
            .iter()
            .map(|contradiction| contradiction.requirements.iter().map(ToString::to_string).collect())
            .collect(),
    })
}

/// The spec without what can be given up, but for these paths.
fn with_only(spec: &Value, kept: &[&String]) -> Value {
    let asked = negotiable(&KNOWLEDGE, workload(&spec.to_string()).spec());
    let mut spec = spec.clone();
    for path in asked.iter().filter(|path| !kept.contains(path)) {
        let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
        let pointer = if parent.is_empty() { String::new() } else { format!("/{}", parent.replace('.', "/")) };
        let removed = spec.pointer_mut(&pointer).and_then(Value::as_object_mut).and_then(|part| part.remove(key));
        assert!(removed.is_some(), "{path} is not there");
    }
    spec
}

#[test]
fn requirements_that_exclude_each_other_are_named_as_an_expert_would() {
    for case in cases() {
        let found = conflicts(&case.spec);
        for expected in &case.conflicts {
            assert!(found.contains(expected), "{}: {expected:?} is not among {found:?}", case.about);
        }
        assert_eq!(found.len(), case.conflicts.len(), "{}: {found:?}", case.about);
    }
}

#[test]
fn every_conflict_is_one_and_loses_that_without_any_one_member() {
    for case in cases() {
        for conflict in conflicts(&case.spec) {
            let members: Vec<&String> = conflict.iter().collect();
            assert!(!conflicts(&with_only(&case.spec, &members)).is_empty(), "{}: {conflict:?}", case.about);
            for member in &conflict {
                let rest: Vec<&String> = conflict.iter().filter(|other| *other != member).collect();
                let left = conflicts(&with_only(&case.spec, &rest));
                assert!(left.is_empty(), "{}: {member} is not needed in {conflict:?}, {left:?} is left", case.about);
            }
        }
    }
}

#[test]
fn without_an_exclusion_its_requirements_are_looked_for_in_engines() {
    for case in cases() {
        let Some(id) = &case.excluded_by else { continue };
        let says = |evaluation: &Evaluation<'_>| match &evaluation.outcome {
            Outcome::Architecture(_) => None,
            Outcome::Infeasible(found) => found.iter().find_map(|contradiction| contradiction.says.clone()),
        };
        assert!(evaluated(&case.spec, says).is_some(), "{}: nothing says why", case.about);
        let mut knowledge = (*KNOWLEDGE).clone();
        knowledge.exclusions.retain(|exclusion| exclusion.id != id.as_str());
        assert!(knowledge.exclusions.len() < KNOWLEDGE.exclusions.len(), "there is no exclusion {id}");
        let workload = workload(&case.spec.to_string());
        assert_eq!(says(&evaluate(&knowledge, workload.spec())), None, "{}: {id} is not what excludes", case.about);
    }
}

#[test]
fn every_exclusion_has_a_case() {
    let cases = cases();
    let covered = |id: &str| cases.iter().any(|case| case.excluded_by.as_deref() == Some(id));
    let missing: Vec<&str> =
        KNOWLEDGE.exclusions.iter().map(|exclusion| exclusion.id.as_str()).filter(|id| !covered(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
