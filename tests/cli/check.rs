//! `whichdb check`.

use serde_json::Value;

use crate::{SHOP, file, whichdb};

/// A shop that shards before it has to, and feeds its search by writing twice.
const DRIFTED: &str = "
whichdb: 1
name: shop
datasets:
  orders:
    volume: {size: 20 GB}
    variety: {shape: relational}
    access: {reads: [lookup], writes: [insert]}
  found:
    derived_from: [orders]
    variety: {shape: text}
    access: {reads: [search]}
architecture:
  stores:
    main:
      engine: citus
      datasets: [orders]
      shards: 4
      sharding: {strategy: hash, key: customer}
    search:
      engine: opensearch
      datasets: [found]
      fed_by: dual-write
";

/// Standard output and status.
fn check(arguments: &str) -> (String, i32) {
    let output = whichdb(&format!("check {arguments}")).output().expect("the program runs");
    (String::from_utf8(output.stdout).expect("text"), output.status.code().expect("a status"))
}

#[test]
fn what_is_found_is_shown_at_its_line_and_fails_the_check() {
    let path = file("check-text", DRIFTED);
    let (text, status) = check(&path);
    assert_eq!(status, 1, "{text}");
    for expected in ["error[dual-write]", ":23:15", "fed_by: dual-write", "warning[premature-sharding]", ":18:15"] {
        assert!(text.contains(expected), "{expected} is missing in\n{text}");
    }
    assert!(text.ends_with("1 file checked: 1 error, 1 warning, 0 pieces of advice\n"), "{text}");
}

#[test]
fn the_level_at_which_a_check_fails_is_a_choice() {
    let path = file("check-levels", DRIFTED);
    let only_warning = file("check-warning", &DRIFTED.replace("dual-write", "outbox"));
    for (arguments, expected) in [
        (format!("{path} --fail-on never"), 0),
        (format!("{path} --fail-on error"), 1),
        (only_warning.clone(), 0),
        (format!("{only_warning} --fail-on warning"), 1),
        (format!("{only_warning} --fail-on advice"), 1),
    ] {
        assert_eq!(check(&arguments).1, expected, "{arguments}");
    }
}

#[test]
fn json_names_file_path_line_and_column_and_counts() {
    let path = file("check-json", DRIFTED);
    let (text, status) = check(&format!("{path} --format json"));
    assert_eq!(status, 1);
    let view: Value = serde_json::from_str(&text).expect("JSON");
    let finding = &view["files"][0]["findings"][1];
    assert_eq!(finding["finding"], "dual-write");
    assert_eq!(finding["path"], "architecture.stores.search.fed_by");
    assert_eq!((&finding["line"], &finding["column"]), (&23.into(), &15.into()));
    assert_eq!(finding["store"], "search");
    assert_eq!(view["counts"]["error"], 1);
    assert_eq!(view["files"][0]["feasible"], true);
}

#[test]
fn a_file_that_cannot_be_read_is_told_in_the_asked_for_format_and_ends_with_two() {
    let broken = file("check-broken", "whichdb: 1\nname: shop\ndatasets: {orders: {volume: {size: 5 apples}}}\n");
    let fine = file("check-fine", SHOP);
    let (text, status) = check(&format!("{broken} {fine} --format json"));
    assert_eq!(status, 2);
    let view: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(view["files"][0]["feasible"], Value::Null);
    assert_eq!(view["files"][0]["errors"][0]["line"], 3);
    assert_eq!(view["files"][1]["errors"], Value::Array(Vec::new()));
    let (text, status) = check(&format!("{broken} {fine}"));
    assert_eq!(status, 2);
    assert!(text.contains("5 apples") && text.contains("no-architecture-declared"), "{text}");
}

#[test]
fn a_spec_without_an_architecture_is_checked_and_told_so() {
    let (text, status) = check(&file("check-bare", SHOP));
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("advice[no-architecture-declared]"), "{text}");
}

#[test]
fn the_json_is_what_its_schema_says() {
    let schema: Value = serde_json::from_str(&crate::output("schema check")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let path = file("check-schema", DRIFTED);
    let view: Value = serde_json::from_str(&check(&format!("{path} --format json")).0).expect("JSON");
    let problems: Vec<String> = validator.iter_errors(&view).map(|problem| problem.to_string()).collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn a_finding_has_a_page_with_both_examples() {
    let page = crate::output("explain premature-sharding");
    for expected in ["It is found in", "It is not found in", "shards: 4", "How to mend it", "DP-376"] {
        assert!(page.contains(expected), "{expected} is missing in\n{page}");
    }
}

#[test]
fn the_rule_for_what_cannot_be_read_has_a_page_too() {
    let page = crate::output("explain invalid-spec");
    assert!(page.contains("It is found in") && page.contains("exit status 2"), "{page}");
}

const WAIVED: &str = "
waivers:
  - finding: dual-write
    store: search
    reason: The outbox comes with the next release.
    until: 2026-12-31
";

#[test]
fn a_waiver_accepts_a_finding_until_its_last_day_and_is_counted() {
    let path = file("check-waived", &format!("{DRIFTED}{WAIVED}"));
    let (text, status) = check(&format!("{path} --today 2026-12-31"));
    assert_eq!(status, 0, "{text}");
    assert!(!text.contains("dual-write]"), "{text}");
    assert!(text.ends_with("0 errors, 1 warning, 1 piece of advice, 1 waived\n"), "{text}");
    assert!(text.contains("advice[waiver-ends-soon]"), "{text}");
    let (text, status) = check(&format!("{path} --today 2026-11-30"));
    assert!(text.ends_with("0 pieces of advice, 1 waived\n"), "{status} {text}");
    let (text, status) = check(&format!("{path} --today 2027-01-01"));
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("warning[expired-waiver]"), "{text}");
    assert!(text.contains("it was accepted until 2026-12-31: The outbox comes with the next release."), "{text}");
}

#[test]
fn a_waiver_that_accepts_nothing_is_told() {
    let other = format!("{DRIFTED}{}", WAIVED.replace("store: search", "store: main"));
    let (text, status) = check(&format!("{} --today 2026-12-01", file("check-idle", &other)));
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("warning[unused-waiver]"), "{text}");
}

#[test]
fn a_waiver_of_an_unknown_finding_is_refused() {
    let misspelt = format!("{DRIFTED}{}", WAIVED.replace("dual-write", "dual-writes"));
    let (text, status) = check(&file("check-misspelt", &misspelt));
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("there is no finding `dual-writes`") && text.contains("did you mean `dual-write`"), "{text}");
}
