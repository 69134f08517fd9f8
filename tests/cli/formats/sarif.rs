//! SARIF: valid, at the right places, and of something that the validator could refuse.

use jsonschema::Validator;
use serde_json::{Value, json};

use super::{BROKEN, DRIFTED, both, check, here, list, text};
use crate::{none, whichdb};

const SCHEMA: &str = include_str!("../../schemas/sarif-schema-2.1.0.json");

/// The pattern of languages, in which a bracket is too many for a strict reader; errata 01 of the standard mends it.
const LANGUAGE: [&str; 2] = ["^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"];

fn validator() -> Validator {
    assert!(SCHEMA.contains(LANGUAGE[0]));
    let schema: Value = serde_json::from_str(&SCHEMA.replace(LANGUAGE[0], LANGUAGE[1])).expect("JSON");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
}

fn problems(log: &Value) -> Vec<String> {
    validator().iter_errors(log).map(|problem| format!("{}: {problem}", problem.instance_path())).collect()
}

fn log() -> Value {
    serde_json::from_str(&both("sarif")).expect("JSON")
}

fn run(log: &Value) -> &Value {
    assert_eq!(list(log, "runs").len(), 1);
    &log["runs"][0]
}

#[test]
fn a_log_of_many_findings_is_valid() {
    let log = log();
    none("violations", &problems(&log));
    assert!(list(run(&log), "results").len() > 33);
    for arguments in ["drifted/workload.yaml", "drifted/broken.yaml"] {
        let one = serde_json::from_str(&check(&format!("{arguments} --format sarif")).0).expect("JSON");
        none("violations", &problems(&one));
    }
}

/// Makes a log invalid.
type Spoil = fn(&mut Value);

#[test]
fn a_broken_log_is_refused() {
    let broken: [(&str, Spoil); 7] = [
        ("a line counted from nought", |log| {
            log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = json!(0);
        }),
        ("the version of the program", |log| log["version"] = json!("0.1.0")),
        ("a level that there is not", |log| log["runs"][0]["results"][0]["level"] = json!("advice")),
        ("an address with a blank", |log| {
            let place = &mut log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
            place["artifactLocation"]["uri"] = json!("a b.yaml");
        }),
        ("a result without a message", |log| {
            log["runs"][0]["results"][0].as_object_mut().expect("a result").remove("message");
        }),
        ("an unknown key", |log| log["runs"][0]["tool"]["driver"]["home"] = json!("x")),
        ("a rule without an id", |log| {
            log["runs"][0]["tool"]["driver"]["rules"][0].as_object_mut().expect("a rule").remove("id");
        }),
    ];
    let accepted = broken.into_iter().filter_map(|(what, spoil)| {
        let mut log = log();
        spoil(&mut log);
        problems(&log).is_empty().then(|| what.to_owned())
    });
    none("broken logs are accepted", &accepted.collect::<Vec<_>>());
}

#[test]
fn versions_and_columns_are_declared() {
    let log = log();
    assert_eq!((text(&log, "version"), text(run(&log), "columnKind")), ("2.1.0", "unicodeCodePoints"));
    let driver = &run(&log)["tool"]["driver"];
    assert_eq!(text(driver, "name"), "whichdb");
    assert_eq!(text(driver, "semanticVersion"), env!("CARGO_PKG_VERSION"));
    assert_eq!(run(&log)["invocations"][0]["executionSuccessful"], false, "one file could not be read");
}

#[test]
fn every_finding_of_the_knowledge_is_listed_with_help() {
    let log = log();
    let rules = list(&run(&log)["tool"]["driver"], "rules");
    let ids: Vec<&str> = rules.iter().map(|rule| text(rule, "id")).collect();
    for line in crate::output("explain findings --format json").split("\"text\":\"").skip(1) {
        let id = line.split(':').next().expect("an id");
        assert!(ids.contains(&id), "{id} is not listed");
    }
    assert!(ids.contains(&"invalid-spec"));
    let offenders = rules.iter().filter(|rule| {
        let texts = [&rule["shortDescription"]["text"], &rule["fullDescription"]["text"], &rule["help"]["text"]];
        let wrong = |value: &&Value| value.as_str().is_none_or(|text| text.is_empty() || text.contains(['{', '}']));
        texts.iter().any(wrong) || wrong(&&rule["help"]["markdown"]) || wrong(&&rule["defaultConfiguration"]["level"])
    });
    none("rules lack a text", &offenders.map(Value::to_string).collect::<Vec<_>>());
}

#[test]
fn every_result_points_at_its_rule_and_at_text_of_the_file() {
    let log = log();
    let rules = list(&run(&log)["tool"]["driver"], "rules");
    let mut offenders = Vec::new();
    for result in list(run(&log), "results") {
        let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok()).expect("an index");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        let source = std::fs::read_to_string(here().join(text(&place["artifactLocation"], "uri"))).expect("the file");
        if rules[index]["id"] != result["ruleId"] || region(&source, &place["region"]).trim().is_empty() {
            offenders.push(result.to_string());
        }
    }
    none("results point elsewhere", &offenders);
}

/// The text of a region, by lines and columns that count characters from 1.
fn region(source: &str, region: &Value) -> String {
    let number = |key: &str| usize::try_from(region[key].as_u64().expect("a number")).expect("a small one");
    let offset = |line: usize, column: usize| {
        let start: usize = source.split_inclusive('\n').take(line - 1).map(str::len).sum();
        start + source[start..].chars().take(column - 1).map(char::len_utf8).sum::<usize>()
    };
    let start = offset(number("startLine"), number("startColumn"));
    source[start..offset(number("endLine"), number("endColumn"))].to_owned()
}

#[test]
fn regions_are_the_values_that_cause_the_findings() {
    let log = log();
    let values = |rule: &str| -> Vec<String> {
        let results = list(run(&log), "results").iter().filter(|result| result["ruleId"] == rule);
        let value = |result: &Value| {
            let place = &result["locations"][0]["physicalLocation"];
            let source = here().join(text(&place["artifactLocation"], "uri"));
            region(&std::fs::read_to_string(source).expect("the file"), &place["region"])
        };
        results.map(value).collect()
    };
    assert_eq!(values("premature-sharding"), ["4"]);
    assert_eq!(values("item-too-large"), ["80 MB"]);
    assert_eq!(values("dual-write"), ["dual-write"]);
    assert_eq!(values("distributed-change-without-saga"), ["[stock]"]);
    // Four-byte letters count once.
    let invalid = values("invalid-spec");
    assert!(invalid[0].starts_with("\"5 🍎") && invalid[0].ends_with('"'), "{invalid:?}");
    assert_eq!(invalid[1..], ["round", "\"a,b: <i>|ü\""]);
}

#[test]
fn what_is_accepted_is_suppressed_and_nothing_else() {
    let log = log();
    let suppressed = list(run(&log), "results").iter().filter(|result| !list(result, "suppressions").is_empty());
    let [one] = suppressed.collect::<Vec<_>>()[..] else { panic!("one result is accepted") };
    assert_eq!((text(one, "ruleId"), text(one, "level")), ("dual-write", "error"));
    let suppression = &one["suppressions"][0];
    assert_eq!((text(suppression, "kind"), text(suppression, "status")), ("inSource", "accepted"));
    assert!(text(suppression, "justification").starts_with("The outbox comes"), "{suppression}");
    assert_eq!(one["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "architecture.stores.search.fed_by");
}

#[test]
fn addresses_are_seen_from_the_folder_of_the_check() {
    let address = |log: &str| {
        let log: Value = serde_json::from_str(log).expect("JSON");
        none("violations", &problems(&log));
        run(&log)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"].clone()
    };
    let absolute = here().join(DRIFTED);
    for path in [absolute.to_str().expect("text"), "./drifted/../drifted/workload.yaml"] {
        let found = address(&check(&format!("{path} --format sarif")).0);
        assert_eq!(found, json!({"uri": DRIFTED, "uriBaseId": "%SRCROOT%"}), "{path}");
    }
    let elsewhere = crate::file("formats ärger", &std::fs::read_to_string(&absolute).expect("the spec"));
    let mut command = whichdb("check --format sarif");
    let output = command.arg(&elsewhere).current_dir(here()).output().expect("the program runs");
    let found = address(&String::from_utf8(output.stdout).expect("text"));
    assert!(text(&found, "uri").starts_with("file:///") && found["uriBaseId"].is_null(), "{found}");
    assert!(text(&found, "uri").ends_with("/formats%20%C3%A4rger/workload.yaml"), "{found}");
}

#[test]
fn standard_input_is_no_file() {
    let source = std::fs::read(here().join(BROKEN)).expect("the spec");
    let output = whichdb("check - --format sarif").write_stdin(source).output().expect("the program runs");
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    none("violations", &problems(&log));
    let place = &run(&log)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(*place, json!({"uri": "stdin:"}));
}

#[test]
fn a_text_of_the_spec_is_no_link() {
    let log = log();
    let invalid = list(run(&log), "results").iter().find(|result| result["ruleId"] == "invalid-spec");
    let message = text(&invalid.expect("a problem")["message"], "text");
    assert!(message.contains("\\[apples\\](https://example.org) {{0}}") && message.contains("\\u{1b}"), "{message}");
}
