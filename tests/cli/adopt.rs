//! `whichdb adopt`: from an answer to a declaration.

use std::path::Path;

use crate::{SHOP, examples, file, folder, none, whichdb};

/// Adopts in place, and returns what is in the file then.
#[track_caller]
fn adopted(path: &str) -> String {
    whichdb(&format!("adopt {path} -q")).assert().success().stdout("");
    std::fs::read_to_string(path).expect("the spec")
}

#[test]
fn comments_and_layout_stay_and_the_architecture_comes_behind_them() {
    let text = format!("# Ours.\n{}   # twenty a second\n\n\n# The end.\n", SHOP.trim());
    let path = file("adopt-comments", &text);
    let after = adopted(&path);
    assert!(after.starts_with(&text), "{after}");
    assert!(after[text.len()..].starts_with("architecture:\n  status: planned\n"), "{after}");
    assert!(after.contains("engine: postgresql"), "{after}");
}

#[test]
fn an_architecture_that_stands_there_is_replaced_in_its_place_and_lost_comments_are_told() {
    let old = "architecture:   # as of spring\n  stores:\n    main:\n      engine: mongodb   # why?\n      datasets: [orders]\n";
    let behind = "\n# What if?\nscenarios:\n  busy:\n    datasets.orders.velocity.reads: 4k/s\n";
    let path = file("adopt-replaces", &format!("{SHOP}{old}{behind}"));
    let output = whichdb(&format!("adopt {path}")).output().expect("the program runs");
    let after = std::fs::read_to_string(&path).expect("the spec");
    assert!(after.starts_with(SHOP) && after.ends_with(behind), "{after}");
    assert!(!after.contains("mongodb"), "{after}");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("# as of spring") && told.contains("# why?"), "{told}");
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let path = file("adopt-dry", SHOP);
    let shown = crate::output(&format!("adopt {path} --dry-run"));
    assert!(shown.contains("+architecture:\n+  status: planned"), "{shown}");
    assert!(!shown.lines().any(|line| line.starts_with('-') && !line.starts_with("---")), "{shown}");
    assert_eq!(std::fs::read_to_string(&path).expect("the spec"), SHOP);
}

#[test]
fn what_is_adopted_is_adopted_already() {
    let path = file("adopt-twice", SHOP);
    let once = adopted(&path);
    assert_eq!(adopted(&path), once);
    let output = whichdb(&format!("adopt {path}")).output().expect("the program runs");
    assert!(String::from_utf8_lossy(&output.stderr).contains("already declares"));
}

#[test]
fn line_ends_and_braces_stay_as_they_are() {
    let crlf = file("adopt-crlf", &SHOP.trim_start().replace('\n', "\r\n"));
    let after = adopted(&crlf);
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count(), "{after:?}");
    let json = file("adopt-json", r#"{"whichdb": 1, "name": "x", "datasets": {"a": {}}}"#);
    let after = adopted(&json);
    assert!(serde_json::from_str::<serde_json::Value>(&after).is_ok(), "{after}");
    let lines = file("adopt-lines", "{\n  \"whichdb\": 1,\n  \"name\": \"x\",\n  \"datasets\": {\"a\": {}}\n}\n");
    assert!(adopted(&lines).ends_with("}\n}\n"));
    for end in ["...\n", "... # the end\n"] {
        let dots = file("adopt-dots", &format!("---{SHOP}{end}"));
        assert!(adopted(&dots).ends_with(&format!("\n{end}")));
    }
}

#[test]
fn from_standard_input_the_whole_spec_goes_to_standard_output() {
    let assert = whichdb("adopt -").write_stdin(SHOP).assert().success();
    let text = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    assert!(text.starts_with(SHOP) && text.contains("architecture:"), "{text}");
}

#[test]
fn without_an_architecture_nothing_is_written_and_the_answer_is_no() {
    let spec = "whichdb: 1\nname: x\npolicy: {forbid: [postgresql], require: [postgresql]}\ndatasets: {a: {}}\n";
    let path = file("adopt-infeasible", spec);
    let output = whichdb(&format!("adopt {path}")).output().expect("the program runs");
    assert!(matches!(output.status.code(), Some(1 | 2)), "{output:?}");
    assert_eq!(std::fs::read_to_string(&path).expect("the spec"), spec);
}

#[test]
fn every_example_once_adopted_is_clean_of_errors_and_warnings() {
    let folder = folder("adopt-examples");
    let mut offenders = Vec::new();
    for name in examples() {
        let path = folder.join(format!("{name}.yaml"));
        std::fs::write(&path, crate::output(&format!("init --example {name} -"))).expect("a file");
        let path = path.to_string_lossy();
        adopted(&path);
        let arguments = format!("check {path} --fail-on warning --format json --today 2026-12-01");
        let output = whichdb(&arguments).output().expect("the program runs");
        let view: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let findings = view["files"][0]["findings"].as_array().expect("findings").iter();
        let serious = findings.filter(|finding| finding["level"] != "advice");
        offenders.extend(serious.map(|finding| format!("{name}: {} {}", finding["finding"], finding["says"])));
        assert_eq!(output.status.code() == Some(0), offenders.is_empty(), "{name}: {offenders:?}");
    }
    none("findings in what is recommended", &offenders);
}

#[test]
fn a_store_that_is_declared_keeps_its_name_and_what_only_people_know_of_it() {
    let path = file("adopt-keeps", &crate::output("init --example saas -"));
    let after = adopted(&path);
    for kept in ["    main:\n", "version: '17'", "max_connections: 400", "cpu_cores: 8", "memory: 64 GB", "disks: 1"] {
        assert!(after.contains(kept), "{kept} is missing in\n{after}");
    }
    assert_eq!(adopted(&path), after);
}

#[test]
fn nobodys_file_is_taken_for_a_draft_of_the_programs_own() {
    let path = file("adopt-beside", SHOP);
    let other = format!("{path}.new");
    std::fs::write(&other, "precious").expect("a file");
    adopted(&path);
    assert_eq!(std::fs::read_to_string(&other).expect("the other file"), "precious");
}

#[test]
fn a_link_stays_a_link() {
    let folder = folder("adopt-link");
    let (real, link) = (folder.join("real.yaml"), folder.join("workload.yaml"));
    std::fs::write(&real, SHOP).expect("a file");
    if !linked(&real, &link) {
        return;
    }
    adopted(&link.to_string_lossy());
    assert!(std::fs::symlink_metadata(&link).expect("the link").file_type().is_symlink());
    assert!(std::fs::read_to_string(&real).expect("the spec").contains("architecture:"));
}

/// Makes a link where the system has links.
fn linked(real: &Path, link: &Path) -> bool {
    #[cfg(unix)]
    return std::os::unix::fs::symlink(real, link).is_ok();
    #[cfg(not(unix))]
    return (real, link).0 == Path::new("");
}
