//! What code hosts read: workflow commands of GitHub and Code Quality of GitLab.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{BROKEN, DRIFTED, both, check, here, list, text, view};
use crate::whichdb;

/// A workflow command, read as the runner of GitHub does.
struct Command {
    kind: String,
    properties: BTreeMap<String, String>,
    data: String,
}

fn unescaped(text: &str, pairs: &[(&str, &str)]) -> String {
    // Per cent comes last, so that what it stands for is not read again.
    pairs.iter().fold(text.to_owned(), |text, (code, letter)| text.replace(code, letter)).replace("%25", "%")
}

fn commands(text: &str) -> Vec<Command> {
    const DATA: [(&str, &str); 2] = [("%0D", "\r"), ("%0A", "\n")];
    const PROPERTY: [(&str, &str); 4] = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")];
    let command = |line: &str| {
        let (head, data) = line.strip_prefix("::")?.split_once("::")?;
        let (kind, properties) = head.split_once(' ').expect("properties");
        let property = |pair: &str| {
            let (key, value) = pair.split_once('=').expect("a property");
            (key.to_owned(), unescaped(value, &PROPERTY))
        };
        let properties = properties.split(',').map(property).collect();
        Some(Command { kind: kind.to_owned(), properties, data: unescaped(data, &DATA) })
    };
    text.lines().filter_map(command).collect()
}

#[test]
fn annotations_are_no_more_than_are_shown_and_the_most_severe_come_first() {
    let text = both("github");
    let commands = commands(&text);
    assert_eq!(commands.len(), text.lines().count(), "every line is a command:\n{text}");
    let of = |kind: &str| commands.iter().filter(|command| command.kind == kind).count();
    assert!(of("error") == 10 && of("warning") <= 10 && of("notice") <= 10, "{text}");
    let rank = |command: &Command| ["error", "warning", "notice"].iter().position(|kind| *kind == command.kind);
    assert!(commands.is_sorted_by_key(rank), "{text}");
}

#[test]
fn the_last_line_tells_what_is_not_shown() {
    let view = view();
    let all = list(&view["files"][0], "findings").len() + list(&view["files"][1], "errors").len();
    let text = both("github");
    let commands = commands(&text);
    let last = commands.last().expect("a line");
    let left = all - (commands.len() - 1);
    assert_eq!((last.kind.as_str(), last.properties.get("file")), ("notice", None));
    assert!(last.data.ends_with(&format!("{left} annotations are not shown here")), "{}", last.data);
    assert!(last.data.starts_with("2 files checked: ") && last.data.contains("1 waived"), "{}", last.data);
    let (few, _) = check(&format!("{BROKEN} --format github"));
    assert!(
        few.ends_with("\n1 file checked: 0 errors, 0 warnings, 0 pieces of advice, 3 problems of reading\n"),
        "{few}"
    );
}

#[test]
fn an_annotation_has_file_place_title_and_message() {
    let (text, _) = check(&format!("{BROKEN} --format github"));
    let commands = commands(&text);
    let property = |at: usize, key: &str| commands[at].properties.get(key).map_or("", String::as_str);
    assert_eq!(commands.len(), 3, "{text}");
    assert_eq!((property(0, "file"), property(0, "line"), property(0, "endLine")), (BROKEN, "5", "5"));
    assert_eq!((property(1, "col"), property(1, "endColumn"), property(1, "title")), ("22", "27", "invalid-spec"));
    // Nothing that the spec says is taken for a command, a line or a property.
    assert!(commands[0].data.contains("%0A::error::\\u{1b} <b>"), "{}", commands[0].data);
    assert!(commands[2].data.contains("a,b: <i>|ü"), "{}", commands[2].data);
}

#[test]
fn columns_are_told_of_one_line_only() {
    let (text, _) = check(&format!("{DRIFTED} --format github"));
    for command in commands(&text).iter().filter(|command| command.properties.contains_key("file")) {
        let property = |key: &str| command.properties.get(key);
        assert_eq!(property("line") == property("endLine"), property("col").is_some(), "{:?}", command.properties);
    }
}

#[test]
fn standard_input_has_no_file_to_annotate() {
    let source = std::fs::read(here().join(BROKEN)).expect("the spec");
    let output = whichdb("check - --format github").write_stdin(source).output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(commands(&text).iter().all(|command| !command.properties.contains_key("file")), "{text}");
    assert_eq!(commands(&text).len(), 3, "{text}");
}

#[test]
fn a_code_quality_report_has_what_gitlab_asks_for() {
    let report: Value = serde_json::from_str(&both("gitlab")).expect("JSON");
    let entries = report.as_array().expect("a list");
    let view = view();
    assert_eq!(entries.len(), list(&view["files"][0], "findings").len() + list(&view["files"][1], "errors").len());
    for entry in entries {
        assert!(!text(entry, "description").is_empty() && !text(entry, "check_name").is_empty(), "{entry}");
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&text(entry, "severity")), "{entry}");
        assert!([DRIFTED, BROKEN].contains(&text(&entry["location"], "path")), "{entry}");
        assert!(entry["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{entry}");
    }
    let severity = |name: &str| {
        entries.iter().find(|entry| entry["check_name"] == name).map_or("", |entry| text(entry, "severity"))
    };
    assert_eq!(
        ["invalid-spec", "item-too-large", "premature-sharding"].map(severity),
        ["blocker", "critical", "major"]
    );
}

#[test]
fn fingerprints_of_a_code_quality_report_are_unique() {
    // A file under two names is one file; another with the same findings is not.
    let copy = crate::file("formats-copy", &std::fs::read_to_string(here().join(DRIFTED)).expect("the spec"));
    let (text, _) = check(&format!("{DRIFTED} {copy} ./{DRIFTED} {BROKEN} --format gitlab"));
    let report: Value = serde_json::from_str(&text).expect("JSON");
    let mut prints: Vec<&str> =
        report.as_array().expect("a list").iter().map(|entry| super::text(entry, "fingerprint")).collect();
    let all = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert!(all > 70 && prints.len() == all, "{} of {all}", prints.len());
}
