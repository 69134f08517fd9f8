//! What a change does to a recommendation, as `whatif` and `diff` tell it.

use jsonschema::validator_for;
use serde_json::Value;

use crate::{json, output, whichdb};

/// Writes two specs of a shop and calls with their paths.
fn two_specs(name: &str, call: impl FnOnce(&str, &str)) {
    let folder = std::env::temp_dir().join(format!("whichdb-difference-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let spec = |writes: &str| {
        format!(
            "whichdb: 1\nname: sensors\ndatasets:\n  measures:\n    volume: {{size: 200 GB, retention: 1 year}}\n    velocity: {{writes: {writes}}}\n    variety: {{shape: time-series}}\n    access: {{reads: {{window: 70 %, range: 30 %}}, writes: [append]}}\n"
        )
    };
    let (old, new) = (folder.join("old.yaml"), folder.join("new.yaml"));
    std::fs::write(&old, spec("500/s")).expect("a file");
    std::fs::write(&new, spec("900k/s")).expect("a file");
    call(&old.to_string_lossy(), &new.to_string_lossy());
    std::fs::remove_dir_all(folder).expect("the folder goes");
}

fn changes(view: &Value) -> Vec<(String, String)> {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = view["changes"].as_array().expect("changes");
    list.iter().map(|change| (word(&change["aspect"]), word(&change["after"]))).collect()
}

#[test]
fn what_is_written_into_the_file_and_what_is_set_differ_alike() {
    two_specs("alike", |old, new| {
        let diff = json(&format!("diff {old} {new} --format json"));
        let whatif = json(&format!("whatif {old} --set datasets.measures.velocity.writes=900k/s --format json"));
        assert_eq!(diff, whatif);
        assert_eq!(diff["same"], false);
        assert!(changes(&diff).iter().any(|(aspect, _)| aspect == "engine" || aspect == "nodes"), "{diff:#}");
        let reasons = diff["changes"].as_array().expect("changes");
        assert!(reasons.iter().all(|change| !change["because"].as_array().expect("reasons").is_empty()), "{diff:#}");
    });
}

#[test]
fn nothing_changes_against_itself_and_only_the_flag_makes_that_a_status() {
    two_specs("status", |old, new| {
        assert_eq!(json(&format!("diff {old} {old} --format json"))["same"], true);
        whichdb(&format!("diff {old} {old} --exit-code")).assert().code(0);
        whichdb(&format!("diff {old} {new}")).assert().code(0);
        whichdb(&format!("diff {old} {new} --exit-code")).assert().code(1);
    });
}

#[test]
fn unknown_clears_a_value_and_several_values_are_set_together() {
    two_specs("clear", |old, _| {
        let set = "--set datasets.measures.volume.size=unknown --set policy.forbid=[timescaledb,influxdb]";
        let view = json(&format!("whatif {old} {set} --format json"));
        let engines: Vec<(String, String)> =
            changes(&view).into_iter().filter(|(aspect, _)| aspect == "engine").collect();
        assert!(engines.iter().all(|(_, after)| after != "timescaledb" && after != "influxdb"), "{engines:?}");
    });
}

#[test]
fn a_value_that_cannot_be_is_refused_at_its_place() {
    for (set, said) in [
        ("datasets.orders.velocity.writes=fast", "velocity.writes"),
        ("datasets.nowhere.velocity.writes=5/s", "nowhere"),
        ("datasets.orders.velocity.wrights=5/s", "wrights"),
        ("horizon", "has no value"),
    ] {
        let assert = whichdb("whatif --example e-commerce").args(["--set", set]).assert().code(2);
        let told = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
        assert!(told.contains(said), "{set}: {told}");
        assert!(assert.get_output().stdout.is_empty(), "{set}");
    }
}

#[test]
fn the_json_fits_its_schema() {
    let schema = json("schema difference");
    let view = json("whatif --example iot --set policy.max_engines=1 --format json");
    let validator = validator_for(&schema).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(&view).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn markdown_is_one_table_with_a_row_for_each_change() {
    two_specs("markdown", |old, new| {
        let text = output(&format!("diff {old} {new} --format markdown"));
        let told = changes(&json(&format!("diff {old} {new} --format json"))).len();
        let rows = text.lines().filter(|line| line.starts_with('|')).count();
        assert_eq!(rows, told + 2, "{text}");
        assert!(text.starts_with("### whichdb: sensors\n"), "{text}");
    });
}

#[test]
fn scenarios_say_what_they_change_and_whether_one_architecture_serves_all() {
    let view = json("recommend --example e-commerce --format json");
    let scenarios = view["scenarios"].as_array().expect("scenarios");
    assert_eq!(scenarios.len(), 1, "{scenarios:?}");
    let text = output("recommend --example e-commerce");
    assert!(text.contains("spring-sale"), "{text}");
    assert!(text.contains("serve all of this"), "{text}");
}
