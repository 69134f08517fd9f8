//! What a team agrees on beside its specs: `whichdb.toml`, baselines and locks.

use std::path::PathBuf;

use serde_json::Value;

use crate::{SHOP, folder, whichdb};

/// A spec that writes twice, and shards before it has to.
const DRIFTED: &str = "whichdb: 1
name: shop
datasets:
  orders: {volume: {size: 20 GB}, variety: {shape: relational}, access: {reads: [lookup], writes: [insert]}}
  found: {derived_from: [orders], variety: {shape: text}, access: {reads: [search]}}
architecture:
  stores:
    main: {engine: citus, datasets: [orders], shards: 4, sharding: {strategy: hash, key: customer}}
    search: {engine: opensearch, datasets: [found], role: index, fed_by: dual-write}
";

/// A folder that holds these files and looks like a repository, so that no configuration above it counts.
fn repository(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = folder(name);
    std::fs::create_dir(folder.join(".git")).expect("a folder");
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

/// Standard output, standard error and status of a run in a folder.
fn run(folder: &PathBuf, arguments: &str) -> (String, String, i32) {
    let output = whichdb(arguments).current_dir(folder).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (text(output.stdout), text(output.stderr), output.status.code().expect("a status"))
}

#[test]
fn levels_of_findings_are_the_teams_own() {
    let toml = "[check]\nfail-on = \"warning\"\n[findings]\ndual-write = \"advice\"\npremature-sharding = \"off\"\n";
    let folder = repository("levels", &[("whichdb.toml", toml), ("a/workload.yaml", DRIFTED)]);
    let (text, _, status) = run(&folder, "check a/workload.yaml");
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("advice[dual-write]") && !text.contains("premature-sharding"), "{text}");
    let (answer, _, _) = run(&folder, "recommend a/workload.yaml --format json");
    assert!(!answer.contains("premature-sharding"), "an answer and a check agree");
    let (text, _, status) = run(&folder, "check a/workload.yaml --fail-on advice");
    assert_eq!(status, 1, "{text}");
}

#[test]
fn what_is_wrong_with_the_configuration_is_told_at_its_place() {
    let toml = "[findings]\ndual-writes = \"advice\"\n";
    let folder = repository("configuration", &[("whichdb.toml", toml), ("workload.yaml", DRIFTED)]);
    let (text, told, status) = run(&folder, "check");
    assert_eq!((status, text.as_str()), (2, ""), "{told}");
    assert!(told.contains("whichdb.toml:2:1") && told.contains("did you mean `dual-write`?"), "{told}");
    std::fs::write(folder.join("whichdb.toml"), "[chekc]\n[findings]\ndual-write = 3\n").expect("a file");
    let (_, told, status) = run(&folder, "recommend");
    assert_eq!(status, 2, "{told}");
    assert!(told.contains("whichdb.toml:1:2") && told.contains("whichdb.toml:3:14"), "{told}");
}

#[test]
fn packs_of_the_configuration_are_laid_over_the_knowledge_by_every_command() {
    let rule = "id: not-here\ntitle: Not run here\nstated_by: []\nwhen: {}\nneeds: {not: {engine.id: postgresql}}\nsays: \"We do not run it.\"\nassumption: A rule of the house.\n";
    let files = [
        ("whichdb.toml", "knowledge = [\"ours\"]\n"),
        ("ours/requirements/not-here.yaml", rule),
        ("services/shop/workload.yaml", SHOP),
    ];
    let folder = repository("packs", &files);
    for arguments in ["recommend services/shop/workload.yaml --format json", "lock services/shop/workload.yaml"] {
        let (text, told, status) = run(&folder, arguments);
        assert_eq!(status, 0, "{arguments}: {told}");
        assert!(!text.contains("\"engine\":\"postgresql\",\"datasets\""), "{text}");
    }
    let lock = std::fs::read_to_string(folder.join("services/shop/workload.lock")).expect("a lock");
    assert!(!lock.contains("engine: postgresql\n"), "{lock}");
    let (text, _, _) = run(&folder, "recommend services/shop/workload.yaml --format json --config /dev/null");
    assert!(text.contains("\"engine\":\"postgresql\""), "{text}");
}

#[test]
fn only_what_is_not_in_the_baseline_fails_on_whatever_line_it_stands() {
    let folder = repository("baseline", &[("workload.yaml", DRIFTED)]);
    let (_, told, status) = run(&folder, "check --write-baseline known.yaml");
    assert_eq!(status, 0, "{told}");
    let (text, _, status) = run(&folder, "check --baseline known.yaml --fail-on advice");
    assert_eq!(status, 0, "{text}");
    assert!(text.ends_with("0 errors, 0 warnings, 0 pieces of advice, 2 known\n"), "{text}");
    let moved = format!("# A line more.\n{}", DRIFTED.replace("shards: 4", "shards: 4, backup: none"));
    std::fs::write(folder.join("workload.yaml"), moved).expect("a file");
    let (text, _, status) = run(&folder, "check --baseline known.yaml --format json");
    assert_eq!(status, 1, "{text}");
    let view: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(view["counts"]["known"], 2, "{text}");
    assert_eq!(view["files"][0]["findings"][0]["finding"], "no-backup", "{text}");
    std::fs::write(folder.join("workload.yaml"), DRIFTED.replace("dual-write", "outbox")).expect("a file");
    let (_, told, _) = run(&folder, "check --baseline known.yaml");
    assert!(told.contains("1 of the baseline no longer found"), "{told}");
}

#[test]
fn a_pattern_names_many_files_and_one_that_matches_none_is_no_pass() {
    let folder = repository("patterns", &[("a/workload.yaml", SHOP), ("b/c/workload.yaml", DRIFTED)]);
    let (text, _, status) = run(&folder, "check **/workload.yaml a/workload.yaml");
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("2 files checked") && text.contains("--> b/c/workload.yaml:9:"), "{text}");
    for (arguments, problem) in [
        ("check c/**/workload.yaml", "no file matches"),
        ("check a", "is a folder"),
        ("check a/workload.yml", "a/workload.yml"),
        ("check [", "is no pattern"),
    ] {
        let (text, told, status) = run(&folder, arguments);
        assert_eq!((status, text.as_str()), (2, ""), "{arguments}");
        assert!(told.contains(problem), "{arguments}: {told}");
    }
}

#[test]
fn a_decision_that_moves_away_from_its_lock_is_told_with_what_moved_it() {
    let folder = repository("lock", &[("workload.yaml", SHOP)]);
    let (_, told, status) = run(&folder, "lock");
    assert_eq!(status, 0, "{told}");
    let (text, _, _) = run(&folder, "check");
    assert!(!text.contains("decision-changed"), "{text}");
    // What does not bear on the decision does not count.
    std::fs::write(folder.join("workload.yaml"), format!("# Ours.\n{SHOP}")).expect("a file");
    assert!(!run(&folder, "check").0.contains("decision-changed"));
    let other = SHOP.replace("shape: relational", "shape: time-series").replace("writes: 20/s", "writes: 400k/s");
    let other = other.replace("[lookup, join]", "[window]").replace("[insert, update]", "[append]");
    let other = other.replace("transactions: multi-item, ", "").replace(", integrity: true", "");
    std::fs::write(folder.join("workload.yaml"), other).expect("a file");
    let (text, _, status) = run(&folder, "check --fail-on warning");
    assert_eq!(status, 1, "{text}");
    assert!(
        text.contains("where postgresql is locked") && text.contains("What has changed since is the spec"),
        "{text}"
    );
}

#[test]
fn a_lock_never_takes_the_place_of_something_else() {
    let folder =
        repository("lock-places", &[("shop.lock", SHOP), ("cargo.yaml", SHOP), ("cargo.lock", "version = 4\n")]);
    for (spec, lock, text) in [("shop.lock", "shop.lock", SHOP), ("cargo.yaml", "cargo.lock", "version = 4\n")] {
        let (_, told, status) = run(&folder, &format!("lock {spec}"));
        assert_eq!(status, 2, "{told}");
        assert!(told.contains("exists and is no lock"), "{told}");
        assert_eq!(std::fs::read_to_string(folder.join(lock)).expect("the file"), text);
    }
}

#[test]
fn a_baseline_is_written_whole_or_not_at_all_and_never_over_a_spec() {
    let folder = repository("baseline-places", &[("workload.yaml", DRIFTED), ("broken.yaml", "whichdb: 1\n")]);
    let (_, told, status) = run(&folder, "check --write-baseline workload.yaml");
    assert_eq!(status, 2, "{told}");
    assert_eq!(std::fs::read_to_string(folder.join("workload.yaml")).expect("the spec"), DRIFTED);
    let (_, _, status) = run(&folder, "check workload.yaml broken.yaml --write-baseline known.yaml");
    assert_eq!(status, 2);
    assert!(!folder.join("known.yaml").exists());
    std::fs::write(folder.join("known.yaml"), "baseline: 99\nfiles: {}\n").expect("a file");
    let (_, told, status) = run(&folder, "check --baseline known.yaml");
    assert_eq!(status, 2);
    assert!(told.contains("another version of whichdb"), "{told}");
}

#[test]
fn a_file_with_many_names_is_checked_once() {
    let folder = repository("names", &[("a/workload.yaml", SHOP)]);
    let (text, _, _) = run(&folder, "check a/workload.yaml ./a/workload.yaml a/../a/workload.yaml");
    assert!(text.contains("1 file checked"), "{text}");
}

#[test]
fn a_lock_that_was_edited_by_hand_is_refused_or_told() {
    let folder = repository("lock-edited", &[("workload.yaml", SHOP)]);
    run(&folder, "lock");
    let path = folder.join("workload.lock");
    let lock = std::fs::read_to_string(&path).expect("the lock");
    std::fs::write(&path, lock.replace("engine: postgresql", "engine: mysql")).expect("a file");
    assert!(run(&folder, "check").0.contains("the lock itself"));
    std::fs::write(&path, format!("{lock}surprise: 1\n")).expect("a file");
    let (text, _, status) = run(&folder, "check");
    assert_eq!(status, 2);
    assert!(text.contains("workload.lock:") && text.contains("surprise"), "{text}");
}

#[test]
fn an_answer_tells_what_a_check_would_find() {
    let folder = repository("findings", &[("workload.yaml", DRIFTED)]);
    let (text, _, _) = run(&folder, "recommend --format json");
    let view: Value = serde_json::from_str(&text).expect("JSON");
    let names: Vec<&str> = view["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter_map(|finding| finding["finding"].as_str())
        .collect();
    assert!(names.contains(&"dual-write") && names.contains(&"premature-sharding"), "{names:?}");
}
