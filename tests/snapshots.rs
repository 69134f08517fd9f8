//! The answers to all embedded examples, as they were when somebody last read them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value};

/// Set to write the answers anew; read the difference before committing it.
const UPDATE: &str = "UPDATE_SNAPSHOTS";

fn run(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_whichdb")).args(arguments).output().expect("the program runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text in UTF-8")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

fn examples() -> Vec<String> {
    let list = run(&["init", "--list"]);
    let names: Vec<String> =
        list.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    assert!(names.len() >= 10, "{list}");
    names
}

/// What of the JSON a person can read in a review: the whole architecture, and for each dataset the
/// scores of the first engines and the rules that struck out the others.
fn digest(json: &str) -> String {
    const SHOWN: usize = 6;
    let mut answer: Value = serde_json::from_str(json).expect("JSON");
    for dataset in answer["datasets"].as_object_mut().expect("datasets").values_mut() {
        let ranking = dataset["ranking"].as_array().expect("a ranking").clone();
        let first: Vec<String> =
            ranking.iter().take(SHOWN).map(|ranked| format!("{} {}", ranked["engine"], ranked["score"])).collect();
        dataset["ranking"] = first.into();
        for list in ["eliminated", "not_shown"] {
            let struck: Map<String, Value> = dataset[list]
                .as_array()
                .expect("engines")
                .iter()
                .map(|struck| {
                    let told = struck["because"].as_array().expect("rules").iter().map(|strike| &strike["rule"]);
                    let others = struck["also_fails"].as_array().into_iter().flatten();
                    let rules: Vec<&str> = told.chain(others).filter_map(Value::as_str).collect();
                    (struck["engine"].as_str().expect("an engine").to_owned(), rules.join(", ").into())
                })
                .collect();
            dataset[list] = struck.into();
        }
    }
    answer["unknowns"] = answer["unknowns"].as_array().expect("a list").iter().map(unknown).collect();
    serde_json::to_string_pretty(&answer).expect("JSON") + "\n"
}

/// An unknown fact in a line, with what it would change.
fn unknown(unknown: &Value) -> Value {
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let answers = unknown["answers"].as_array().expect("answers").iter().map(|answer| {
        let changes = answer["changes"].as_array().expect("changes").iter();
        let changes = changes.map(|change| {
            let [subject, before, after] = ["subject", "before", "after"].map(|key| word(&change[key]));
            format!("{subject} {before} -> {after}")
        });
        format!("{} {}: {}", word(&answer["when"]), answer["share"], changes.collect::<Vec<_>>().join(", "))
    });
    let head = format!("{} {} of {} rules", word(&unknown["fact"]), unknown["weight"], unknown["rules"]);
    std::iter::once(head).chain(answers).collect::<Vec<_>>().join("; ").into()
}

/// The first lines that differ, with what stands around them.
fn difference(expected: &str, found: &str) -> String {
    const BEFORE: usize = 2;
    const AFTER: usize = 5;
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let at = old.iter().zip(&new).position(|(old, new)| old != new).unwrap_or(old.len().min(new.len()));
    let shown = |lines: &[&str], sign: &str, from: usize, to: usize| -> String {
        let end = to.min(lines.len());
        lines[from.min(end)..end].iter().map(|line| format!("    {sign} {line}\n")).collect()
    };
    let around = shown(&new, " ", at.saturating_sub(BEFORE), at);
    format!("  line {}:\n{around}{}{}", at + 1, shown(&old, "-", at, at + AFTER), shown(&new, "+", at, at + AFTER))
}

#[test]
fn every_example_is_answered_as_before() {
    let update = std::env::var_os(UPDATE).is_some_and(|value| !value.is_empty() && value != "0");
    let folder = folder();
    if update {
        std::fs::create_dir_all(&folder).expect("the folder of snapshots");
    }
    let mut offenders = Vec::new();
    let mut expected_files = BTreeSet::new();
    for name in examples() {
        for (ending, format) in [("txt", "text"), ("json", "json")] {
            let file = format!("{name}.{ending}");
            let found = run(&["recommend", "--example", &name, "--format", format]);
            let found = if format == "json" { digest(&found) } else { found };
            let path = folder.join(&file);
            if update {
                std::fs::write(&path, &found).expect("a snapshot");
            }
            match std::fs::read_to_string(&path) {
                Ok(expected) if expected == found => {}
                Ok(expected) => offenders.push(format!("{file} differs:\n{}", difference(&expected, &found))),
                Err(reason) => offenders.push(format!("{file} is missing: {reason}\n")),
            }
            expected_files.insert(file);
        }
    }
    let kept = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    offenders.extend(
        kept.filter(|file| !expected_files.contains(file)).map(|file| format!("{file} belongs to no example\n")),
    );
    assert!(
        offenders.is_empty(),
        "{} snapshots do not hold:\n{}\nIf the answers are meant: {UPDATE}=1 cargo test --test snapshots, then read `git diff tests/snapshots`",
        offenders.len(),
        offenders.join("")
    );
}
