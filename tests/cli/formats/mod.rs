//! The formats of `whichdb check`, all from one spec with something wrong in every store and one that cannot be read.

mod hosts;
mod sarif;
mod summaries;

use std::path::PathBuf;

use serde_json::Value;

use crate::{file, whichdb};

/// The spec in which much is wrong.
const DRIFTED: &str = "drifted/workload.yaml";

/// The spec that cannot be read, with texts that mean something to each format.
const BROKEN: &str = "drifted/broken.yaml";

/// The folder of both.
fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cli").canonicalize().expect("the folder of the tests")
}

/// Standard output and status of a check of files of the folder.
fn check(arguments: &str) -> (String, i32) {
    let mut command = whichdb(&format!("check --today 2026-12-01 {arguments}"));
    let output = command.current_dir(here()).output().expect("the program runs");
    (String::from_utf8(output.stdout).expect("text"), output.status.code().expect("a status"))
}

/// What a format prints of both files.
fn both(format: &str) -> String {
    let (text, status) = check(&format!("{DRIFTED} {BROKEN} --format {format}"));
    assert_eq!(status, 2, "{text}");
    text
}

/// The JSON of both files.
fn view() -> Value {
    serde_json::from_str(&both("json")).expect("JSON")
}

fn list<'v>(value: &'v Value, what: &str) -> &'v [Value] {
    value[what].as_array().unwrap_or_else(|| panic!("{what} is no list in {value}"))
}

fn text<'v>(value: &'v Value, what: &str) -> &'v str {
    value[what].as_str().unwrap_or_else(|| panic!("{what} is no text in {value}"))
}

#[test]
fn the_spec_has_enough_findings_in_enough_stores() {
    let view = view();
    let findings = list(&view["files"][0], "findings");
    assert!(findings.len() >= 30, "{}", findings.len());
    let stores: std::collections::BTreeSet<_> =
        findings.iter().filter_map(|finding| finding["store"].as_str()).collect();
    assert!(stores.len() >= 6, "{stores:?}");
    assert!(!list(&view["files"][0], "waived").is_empty() && list(&view["files"][1], "errors").len() >= 3);
}

#[test]
fn the_same_input_gives_the_same_bytes_and_no_control_characters() {
    for format in ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"] {
        let text = both(format);
        assert_eq!(text, both(format), "{format}");
        let controls: Vec<char> = text.chars().filter(|letter| letter.is_control() && *letter != '\n').collect();
        assert!(controls.is_empty(), "{format}: {controls:?}");
    }
}

#[test]
fn every_format_tells_of_everything_and_ends_with_the_same_status() {
    let view = view();
    for format in ["sarif", "gitlab", "junit", "markdown"] {
        let text = both(format);
        for finding in list(&view["files"][0], "findings") {
            assert!(text.contains(finding["finding"].as_str().expect("an id")), "{format}: {finding}");
        }
        assert!(text.contains("invalid-spec"), "{format}");
        for (arguments, expected) in [(DRIFTED.to_owned(), 1), (format!("{DRIFTED} --fail-on never"), 0)] {
            assert_eq!(check(&format!("{arguments} --format {format}")).1, expected, "{format}: {arguments}");
        }
    }
}

#[test]
fn a_finding_keeps_its_fingerprint_when_lines_are_inserted_above() {
    let source = std::fs::read_to_string(here().join(DRIFTED)).expect("the spec");
    let moved =
        source.replace("architecture:\n", "\n# Built in spring.\n\narchitecture:\n").replacen('#', "# New.\n#", 1);
    let prints = |text: &str| {
        let view: Value = serde_json::from_str(text).expect("JSON");
        let file = &view["files"][0];
        let print = |finding: &Value| (text_of(finding, "finding"), text_of(finding, "fingerprint"));
        let lines = list(file, "findings").iter().map(|finding| finding["line"].as_u64()).collect::<Vec<_>>();
        (list(file, "findings").iter().chain(list(file, "waived")).map(print).collect::<Vec<_>>(), lines)
    };
    let (before, lines) = prints(&check(&format!("{DRIFTED} --format json")).0);
    let (after, moved) = prints(&check(&format!("{} --format json", file("formats-moved", &moved))).0);
    assert_eq!(before, after);
    assert!(lines.iter().zip(&moved).all(|(old, new)| old < new), "{lines:?} {moved:?}");
    let distinct: std::collections::BTreeSet<_> = before.iter().map(|(_, print)| print).collect();
    assert_eq!(distinct.len(), before.len());
}

#[test]
fn a_problem_of_reading_keeps_its_fingerprint_too_and_has_an_end() {
    let view = view();
    let source = std::fs::read_to_string(here().join(BROKEN)).expect("the spec");
    let moved = check(&format!("{} --format json", file("formats-broken", &format!("# New.\n{source}")))).0;
    let moved: Value = serde_json::from_str(&moved).expect("JSON");
    for (old, new) in list(&view["files"][1], "errors").iter().zip(list(&moved["files"][0], "errors")) {
        assert_eq!(old["fingerprint"], new["fingerprint"]);
        assert_eq!(old["line"].as_u64().map(|line| line + 1), new["line"].as_u64());
        assert!(old["end_column"].as_u64() > old["column"].as_u64(), "{old}");
    }
}

fn text_of(value: &Value, what: &str) -> String {
    text(value, what).to_owned()
}
