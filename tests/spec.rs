//! Files as people write them: what is in order is read silently, what is not is explained at its place.

mod support;

use std::fs;

use support::{Catalogue, file, fixtures, name, source};
use whichdb::diagnostic::{self, Diagnostic, Style};
use whichdb::source::SourceFile;
use whichdb::workload::{Stated, Workload, spec::WorkloadSpec, workload_schema};

/// Set to write the expected texts anew; read them before committing.
const UPDATE: &str = "UPDATE_SNAPSHOTS";

fn problems(path: &std::path::Path) -> Vec<Diagnostic> {
    match SourceFile::from_bytes(name(path), fs::read(path).expect("a fixture")) {
        Ok(file) => Workload::read(&file, &Catalogue).err().unwrap_or_default(),
        Err(not_text) => vec![not_text.into()],
    }
}

fn rendered(problems: &[Diagnostic]) -> String {
    let style = Style { color: false, width: 120 };
    diagnostic::render(problems, style)
}

#[test]
fn every_broken_fixture_is_explained_as_expected() {
    let mut wrong = Vec::new();
    for path in fixtures("err") {
        let text = rendered(&problems(&path));
        let expected = path.with_extension("txt");
        if std::env::var_os(UPDATE).is_some() {
            fs::write(&expected, &text).expect("the expected text");
        }
        if fs::read_to_string(&expected).unwrap_or_default() != text || text.is_empty() {
            wrong.push(format!("{}\n{text}", name(&path)));
        }
    }
    assert!(wrong.is_empty(), "explained differently:\n{}", wrong.join("\n"));
}

#[test]
fn every_fixture_that_is_in_order_is_silent() {
    for path in fixtures("ok") {
        let found = problems(&path);
        assert!(found.is_empty(), "{}:\n{}", name(&path), rendered(&found));
    }
}

#[test]
fn every_problem_has_a_place_in_the_file() {
    for path in fixtures("err") {
        for problem in problems(&path) {
            let start = problem.start().expect("a place");
            let end = problem.end().expect("a place");
            assert!(start <= end && start.line >= 1 && start.column >= 1);
            assert_eq!(problem.file_name(), Some(name(&path).as_str()));
        }
    }
}

#[test]
fn messages_neither_start_with_a_capital_nor_end_with_a_full_stop() {
    for path in fixtures("err") {
        for problem in problems(&path) {
            let message = problem.message();
            assert!(!message.ends_with('.'), "{message}");
            assert!(!message.starts_with(char::is_uppercase), "{message}");
        }
    }
}

#[test]
fn a_second_parser_reads_the_same_from_every_fixture_that_is_in_order() {
    for path in fixtures("ok") {
        let file = source(&path);
        let ours: WorkloadSpec = whichdb::yaml::read(&file, &whichdb::yaml::Limits::WORKLOAD).expect("in order");
        let theirs: WorkloadSpec = serde_yaml::from_str(file.text()).expect("in order");
        assert_eq!(ours, theirs, "{}", name(&path));
    }
}

#[test]
fn what_was_read_is_written_and_read_again_unchanged() {
    for path in fixtures("ok") {
        let file = source(&path);
        let workload = Workload::read(&file, &Catalogue).expect("in order");
        let written = serde_yaml::to_string(workload.spec()).expect("can be written");
        let again = SourceFile::new("written.yaml", written.as_str());
        match Workload::read(&again, &Catalogue) {
            Ok(again) => assert_eq!(again.spec(), workload.spec(), "{written}"),
            Err(problems) => panic!("{}\n{written}", rendered(&problems)),
        }
    }
}

#[test]
fn the_schema_accepts_every_fixture_that_is_in_order() {
    let schema = jsonschema::validator_for(&workload_schema()).expect("a schema");
    for path in fixtures("ok") {
        let value: serde_json::Value = serde_yaml::from_str(source(&path).text()).expect("YAML");
        let errors: Vec<String> =
            schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", name(&path));
    }
}

/// What a schema cannot know: references between fields, sums, the catalogue, and how a text is spelled as YAML.
const BEYOND_A_SCHEMA: [&str; 19] = [
    "availability-of-all-time",
    "choices-in-a-scenario",
    "dataset-in-two-stores",
    "derived-from-itself-and-unknown",
    "derived-in-a-circle",
    "duplicate-entries",
    "duplicate-key",
    "never-read-or-written",
    "part-larger-than-the-whole",
    "quantity-too-precise",
    "replicas-of-a-single-node",
    "required-and-forbidden",
    "scenario-that-contradicts",
    "share-above-the-whole",
    "shares-do-not-add-up",
    "size-range-wrong-way-round",
    "store-with-unknown-datasets",
    "unknown-engines",
    "zero",
];

#[test]
fn the_schema_refuses_every_broken_fixture_that_a_schema_can_refuse() {
    let schema = jsonschema::validator_for(&workload_schema()).expect("a schema");
    let accepted: Vec<String> = fixtures("err")
        .iter()
        .filter(|path| {
            let bytes = fs::read(path).expect("a fixture");
            serde_yaml::from_slice(&bytes).is_ok_and(|value| schema.is_valid(&value))
        })
        .map(|path| name(path).replace(".yaml", ""))
        .collect();
    assert_eq!(accepted, BEYOND_A_SCHEMA);
}

#[test]
fn the_schema_is_closed_describes_every_key_and_pleases_strict_validators() {
    fn visit(schema: &serde_json::Value, path: &str) {
        if let Some(keys) = schema.get("properties").and_then(|keys| keys.as_object()) {
            assert_eq!(schema["additionalProperties"], false, "{path}");
            for (key, value) in keys {
                assert!(value["description"].is_string(), "{path}.{key}");
            }
        }
        for keyword in ["format", whichdb::quantity::KIND_KEYWORD] {
            assert!(schema.get(keyword).is_none_or(|value| value.is_object()), "{path}");
        }
        assert!(!schema.get("type").is_some_and(|kind| kind.is_array()), "{path}");
        match schema {
            serde_json::Value::Object(keywords) => {
                keywords.iter().for_each(|(key, value)| visit(value, &format!("{path}.{key}")))
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| visit(item, path)),
            _ => {}
        }
    }
    visit(&workload_schema(), "");
    assert!(jsonschema::meta::is_valid(&workload_schema()));
}

#[test]
fn problems_come_in_the_order_of_the_file() {
    for path in fixtures("err") {
        let starts: Vec<_> = problems(&path).iter().filter_map(|problem| Some(problem.span()?.range().start)).collect();
        assert!(starts.is_sorted(), "{}", name(&path));
    }
}

#[test]
fn engines_stand_under_the_names_of_the_catalogue() {
    let file = file("whichdb: 1\nname: shop\nteam: {knows: [pg]}\ndatasets: {orders: {}}\n");
    let workload = Workload::read(&file, &Catalogue).expect("in order");
    assert_eq!(workload.spec().team.knows.items(), ["postgresql"]);
}

#[test]
fn a_scenario_is_the_workload_with_its_values_changed() {
    let path = fixtures("ok").into_iter().find(|path| name(path) == "complete.yaml").expect("the complete example");
    let workload = Workload::read(&source(&path), &Catalogue).expect("in order");
    let changed = &workload.scenarios()["black-friday"];
    let velocity = &changed.datasets["orders"].velocity;
    let reads = velocity.reads.known().expect("stated");
    assert_eq!(reads.to_string(), "40k/s");
    assert_eq!(changed.datasets["orders"].volume, workload.spec().datasets["orders"].volume);
    assert!(changed.scenarios.is_empty());
}

#[test]
fn changes_of_another_file_are_made_and_checked_alike() {
    let base = file("whichdb: 1\nname: shop\ndatasets:\n  orders:\n    velocity: {clients: 9}\n");
    let workload = Workload::read(&base, &Catalogue).expect("in order");
    let set = |text: &str| workload.changed_by(&SourceFile::new("--set", text), &Catalogue);
    let changed = set("datasets.orders.velocity.writes: 120k/s").expect("in order");
    let writes = &changed.spec().datasets["orders"].velocity.writes;
    assert_eq!(writes.known().expect("stated").to_string(), "120k/s");

    let problems = set("datasets.orders.velocity.writers: 10").expect_err("contradicts");
    assert_eq!(problems[0].file_name(), Some("--set"));
    let problems = set("datasets.order.velocity.writers: 10").expect_err("unknown");
    assert_eq!(problems[0].helps(), ["did you mean `orders`?"]);
}

#[test]
fn a_fact_left_out_is_told_from_one_that_is_said_to_be_unknown() {
    let file = file(
        "whichdb: 1\nname: shop\napplication: {tenants: unknown}\ndatasets:\n  orders:\n    access: {key: unknown}\n",
    );
    let workload = Workload::read(&file, &Catalogue).expect("in order");
    let application = &workload.spec().application;
    assert_eq!(application.tenants, Stated::Unknown);
    assert_eq!(application.users, Stated::LeftOut);
    assert_eq!(workload.spec().datasets["orders"].access.key, Stated::Unknown);
}

#[test]
fn the_place_of_every_field_is_known() {
    let text = "whichdb: 1\nname: shop\ndatasets:\n  orders:\n    access:\n      reads: {lookup: 100 %}\nscenarios:\n  more:\n    datasets.orders.velocity.reads: 5/s\n";
    let file = file(text);
    let places = Workload::read(&file, &Catalogue).expect("in order").places();
    let value = |path: &str| places.value(path).text().to_owned();
    assert_eq!(value("datasets.orders.access.reads.lookup"), "100 %");
    assert_eq!(value("scenarios.more.datasets.orders.velocity.reads"), "5/s");
    assert_eq!(places.key("datasets.orders.access.reads").text(), "reads");
    assert_eq!(value("datasets.orders.volume.size"), "orders");
    assert_eq!(places.key("architecture.stores").text(), "whichdb");
    assert!(places.contains("datasets.orders.access"));
    assert!(!places.contains("datasets.orders.volume"));
}
