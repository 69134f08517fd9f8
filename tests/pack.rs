//! Packs: an organisation's knowledge laid over the built-in one with `--knowledge DIR`.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::{Value, json};

/// A folder of a test's own with a pack in it, named `pack`.
struct Pack(PathBuf);

impl Pack {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pack").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the old folder");
        }
        for (path, text) in files {
            let path = folder.join("pack").join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        fs::write(folder.join("workload.yaml"), SHOP).expect("a spec");
        Self(folder)
    }

    /// The program in that folder, without the pack.
    fn whichdb(&self, arguments: &str) -> Command {
        let mut command = assert_cmd::cargo::cargo_bin_cmd!("whichdb");
        command.current_dir(&self.0).args(arguments.split_whitespace());
        command
    }

    /// Standard output and status of a command with the pack.
    fn run(&self, arguments: &str) -> (String, Option<i32>) {
        let output = self.whichdb(&format!("{arguments} --knowledge pack")).output().expect("the program runs");
        assert!(output.status.code() != Some(2), "{}", String::from_utf8_lossy(&output.stderr));
        (String::from_utf8(output.stdout).expect("text"), output.status.code())
    }

    fn json(&self, arguments: &str) -> Value {
        serde_json::from_str(&self.run(&format!("{arguments} --format json")).0).expect("JSON")
    }

    /// Standard output, standard error and status of `knowledge validate pack`.
    fn validate(&self) -> (String, String, Option<i32>) {
        let output = self.whichdb("knowledge validate pack").output().expect("the program runs");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (text(output.stdout), text(output.stderr), output.status.code())
    }
}

const SHOP: &str = "
whichdb: 1
name: shop
datasets:
  orders:
    volume: {size: 3 TB}
    velocity: {reads: 100/s, writes: 20/s}
    variety: {shape: relational}
    veracity: {consistency: strong, transactions: multi-item, durability: durable}
    access: {reads: [lookup, join], writes: [insert, update]}
";

/// The first lines of each problem: level, code, message and place.
fn heads(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let is_head = |line: &str| line.starts_with("error[") || line.starts_with("warning[");
    let place = |at: usize| {
        lines[at + 1..].iter().take(1).find_map(|line| line.trim().strip_prefix("--> ")).unwrap_or("nowhere")
    };
    (0..lines.len()).filter(|at| is_head(lines[*at])).map(|at| format!("{} @ {}", lines[at], place(at))).collect()
}

/// What is wrong with the pack itself.
fn own(told: &str) -> Vec<String> {
    heads(told).into_iter().filter(|head| head.contains(" @ pack/")).collect()
}

/// A built-in engine under another name.
fn engine(from: &str, id: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge/engines").join(format!("{from}.yaml"));
    let mut entry: Value = serde_yaml::from_str(&fs::read_to_string(path).expect("an engine")).expect("YAML");
    entry["id"] = json!(id);
    entry["name"] = json!("Acme DB");
    entry["group"] = json!(id);
    entry["also_called"] = json!(["acme"]);
    serde_yaml::to_string(&entry).expect("YAML")
}

#[test]
fn an_engine_of_a_pack_is_listed_explained_and_recommended() {
    let pack = Pack::new("engine", &[("engines/acme-db.yaml", &engine("mysql", "acme-db"))]);
    assert_eq!(pack.json("catalog acme-db")["name"], "Acme DB");
    assert!(pack.run("explain acme").0.contains("Acme DB (engine, acme-db)"));
    let spec = format!("{SHOP}policy: {{require: [acme]}}\n");
    fs::write(pack.0.join("workload.yaml"), spec).expect("a spec");
    let answer = pack.json("recommend");
    assert_eq!(answer["stores"][0]["engine"], "acme-db");
    assert_eq!(answer["knowledge"]["packs"], json!(["pack"]));
    // Without the pack nobody knows it.
    let alone = pack.whichdb("recommend").assert().code(2);
    assert!(String::from_utf8_lossy(&alone.get_output().stderr).contains("acme"));
    let (told, ..) = pack.validate();
    assert!(own(&told).is_empty(), "{told}");
}

#[test]
fn a_patch_changes_the_named_fields_and_no_other() {
    let patch = "
patch: postgresql
limits: {comfortable_size_per_node: 10 GB .. 20 GB}
sources:
  - covers: [limits.comfortable_size_per_node]
    assumption: Our machines are small.
";
    let pack = Pack::new("patch", &[("engines/postgresql.yaml", patch)]);
    let mut patched = pack.json("catalog postgresql");
    let plain: Value = {
        let output = pack.whichdb("catalog postgresql --format json").output().expect("the program runs");
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    assert_eq!(patched["limits"]["comfortable_size_per_node"], "10 GB .. 20 GB");
    for field in ["limits", "sources"] {
        let is_kept = match &plain[field] {
            Value::Object(fields) => {
                fields.iter().all(|(key, value)| key == "comfortable_size_per_node" || patched[field][key] == *value)
            }
            // What was said in support of the old value supports the new one no more.
            Value::Array(entries) => entries.iter().all(|entry| {
                let mut entry = entry.clone();
                let covers = entry["covers"].as_array_mut().expect("fields");
                covers.retain(|field| field != "limits.comfortable_size_per_node");
                covers.is_empty() || patched[field].as_array().is_some_and(|all| all.contains(&entry))
            }),
            _ => false,
        };
        assert!(is_kept, "{field}: {:#}", patched[field]);
        patched[field] = plain[field].clone();
    }
    assert_eq!(patched, plain);

    let strikes = |answer: &Value| -> Vec<Value> {
        let eliminated = answer["datasets"]["orders"]["eliminated"].as_array().expect("a list");
        let struck = eliminated.iter().filter(|struck| struck["engine"] == "postgresql");
        struck
            .flat_map(|struck| struck["because"].as_array().expect("reasons"))
            .map(|strike| strike["rule"].clone())
            .collect()
    };
    assert_eq!(strikes(&pack.json("recommend")), ["size-over-one-node"]);
    let plain = pack.whichdb("recommend --format json").output().expect("the program runs");
    assert!(strikes(&serde_json::from_slice(&plain.stdout).expect("JSON")).is_empty());
}

#[test]
fn what_backs_a_patch_is_told_instead_of_what_backed_the_field_before() {
    let patch = "
patch: postgresql
limits: {comfortable_size_per_node: 10 GB .. 20 GB}
sources: [{covers: [limits.comfortable_size_per_node], assumption: Our machines are small.}]
";
    let pack = Pack::new("backing", &[("engines/postgresql.yaml", patch)]);
    let page = pack.json("explain postgresql");
    let sections = page["sections"].as_array().expect("sections").iter();
    let mut lines = sections.flat_map(|section| section["lines"].as_array().expect("lines"));
    let field =
        lines.find(|line| line["text"] == "limits.comfortable_size_per_node: 10 GB .. 20 GB").expect("the field");
    assert_eq!(field["assumption"], "Our machines are small.");
}

#[test]
fn a_requirement_of_a_pack_strikes_out_and_is_named_with_its_reason() {
    let rule = "
id: no-relational-servers
title: No relational servers
stated_by: []
needs: {not: {engine.family: relational}}
says: \"{engine} is relational, and Acme runs no relational servers.\"
assumption: Decided by the architects of Acme.
";
    let pack = Pack::new("requirement", &[("requirements/no-relational-servers.yaml", rule)]);
    let answer = pack.json("recommend");
    let ranked = answer["datasets"]["orders"]["ranking"].as_array().expect("a ranking");
    assert!(ranked.iter().all(|entry| entry["family"] != "relational"), "{ranked:#?}");
    let eliminated = answer["datasets"]["orders"]["eliminated"].as_array().expect("a list");
    let struck = eliminated.iter().find(|struck| struck["engine"] == "postgresql").expect("PostgreSQL is struck out");
    let strike = json!({"rule": "no-relational-servers", "says": "PostgreSQL is relational, and Acme runs no relational servers.", "sources": []});
    assert_eq!(struck["because"], json!([strike]));
    assert!(pack.run("explain no-relational-servers").0.contains("Decided by the architects of Acme."));
}

#[test]
fn what_a_pack_overrides_is_told() {
    let parameters = "
stake-base:
  value: 1.5
  says: Weight of a dataset as large and as busy as one comfortable unit, or of unknown size.
  assumption: Acme has large datasets.
";
    let patch = "
patch: postgresql
maturity: 4
sources: [{covers: [maturity], assumption: Acme has been burnt.}]
";
    let pack = Pack::new(
        "overrides",
        &[
            ("engines/postgresql.yaml", patch),
            ("engines/mysql.yaml", &engine("mysql", "mysql")),
            ("parameters.yaml", parameters),
        ],
    );
    let (told, remarks, _) = pack.validate();
    assert!(own(&told).is_empty(), "{told}");
    let mut lines: Vec<&str> = remarks.lines().collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "mysql is overridden by pack/engines/mysql.yaml",
            "postgresql is overridden by pack/engines/postgresql.yaml",
            "stake-base is overridden by pack/parameters.yaml",
        ]
    );
    // The built-in knowledge alone overrides nothing.
    let alone = pack.whichdb("knowledge validate").output().expect("the program runs");
    assert_eq!(String::from_utf8_lossy(&alone.stderr), "");
}

#[test]
fn a_pack_cannot_set_a_parameter_to_what_the_algorithms_cannot_bear() {
    let parameters = "
stake-most: {value: 0.1, says: Greatest weight of a dataset., assumption: Ours are small.}
sensitivity-precision: {value: 0, says: How exactly values are found., assumption: We want to know.}
stake-bass: {value: 1, says: Weight of a dataset., assumption: A slip.}
";
    let pack = Pack::new("parameters", &[("parameters.yaml", parameters)]);
    let output = pack.whichdb("recommend --knowledge pack").output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    for expected in [
        "`stake-least` is greater than `stake-most`",
        "`sensitivity-precision` cannot be 0",
        "use a number from 0.000001 to 0.5",
        "did you mean `stake-base`?",
        "pack/parameters.yaml:2",
    ] {
        assert!(told.contains(expected), "{expected} is missing in\n{told}");
    }
}

#[test]
fn only_what_is_said_of_the_system_can_be_asked_before_the_data() {
    let facts = fs::read_to_string("knowledge/facts.yaml").expect("the questions");
    let question = |key: &str| facts.replacen(&format!("{key}:\n"), &format!("{key}:\n  opening: true\n"), 1);
    let told = |text: &str| {
        let pack = Pack::new("opening", &[("facts.yaml", text)]);
        let output = pack.whichdb("recommend --knowledge pack").output().expect("the program runs");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let of_a_dataset = told(&question("dataset.volume.size"));
    for expected in ["only what is said of the system bears on all data", "leave `opening` out", "pack/facts.yaml:"] {
        assert!(of_a_dataset.contains(expected), "{expected} is missing in\n{of_a_dataset}");
    }
    let of_the_system = told(&question("deployment.regions"));
    assert!(!of_the_system.contains("bears on all data"), "{of_the_system}");
}

#[test]
fn a_later_pack_lies_over_an_earlier_one() {
    let patch = |maturity: u8| {
        format!("patch: postgresql\nmaturity: {maturity}\nsources: [{{covers: [maturity], assumption: Ours.}}]\n")
    };
    let pack =
        Pack::new("two", &[("engines/postgresql.yaml", &patch(2)), ("../other/engines/postgresql.yaml", &patch(3))]);
    let maturity = |arguments: &str| -> Value {
        let output =
            pack.whichdb(&format!("catalog postgresql --format json {arguments}")).output().expect("the program runs");
        serde_json::from_slice::<Value>(&output.stdout).expect("JSON")["maturity"].clone()
    };
    assert_eq!(maturity("--knowledge pack --knowledge other"), 3);
    assert_eq!(maturity("--knowledge other --knowledge pack"), 2);
}

/// Some found while files are read, some when what they say is put together.
const MISTAKEN: [(&str, &str); 5] = [
    (
        "criteria/price.yaml",
        "id: price\nasks: How dear is it?\npart: fit\nrows: []\notherwise: 0.5\nwieght: 3\nweight: 2\nassumption: Ours.\n",
    ),
    ("engines/nosuch.yaml", "patch: postgresq\nmaturity: 1\n"),
    (
        "engines/postgresql.yaml",
        "patch: postgresql\nlimits:\n  max_item: 5 Gb\nmaturty: 3\nsources: [{covers: [limits.max_item], assumption: Ours.}]\n",
    ),
    (
        "requirements/close-by.yaml",
        "id: close-by\ntitle: Close by\nstated_by: []\nwhen: {dataset.volume.sise: \"> 1 GB\"}\nneeds: {engine.maturity: \">= 3\"}\nsays: \"{engine} is far.\"\nassumption: Ours.\n",
    ),
    (
        "requirements/no-beta.yaml",
        "id: no-beta\ntitle: No beta\nstated_by: []\nneeds: {engine.maturity: \">= 2\"}\nsays: \"{engine} is young.\"\nsources: [acme-handbook]\n",
    ),
];

const MISTAKEN_HEADS: [&str; 6] = [
    "error[unknown-key]: unknown key `wieght` @ pack/criteria/price.yaml:6:1",
    "error[invalid-knowledge]: nothing to patch: there is no `postgresq` in engines @ pack/engines/nosuch.yaml:1:8",
    "error[invalid-knowledge]: bits are not accepted (`Gb`) @ pack/engines/postgresql.yaml:3:13",
    "error[unknown-key]: unknown key `maturty` @ pack/engines/postgresql.yaml:4:1",
    "error[invalid-knowledge]: there is no fact `dataset.volume.sise` @ pack/requirements/close-by.yaml:4:8",
    "error[invalid-knowledge]: there is no source `acme-handbook` @ pack/requirements/no-beta.yaml:6:11",
];

#[test]
fn all_mistakes_of_a_pack_are_found_at_once_at_their_places_with_what_was_meant() {
    let pack = Pack::new("mistaken", &MISTAKEN);
    let (told, _, status) = pack.validate();
    assert_eq!(status, Some(1));
    assert_eq!(heads(&told), MISTAKEN_HEADS, "{told}");
    for meant in ["weight", "postgresql", "5 GB", "maturity", "dataset.volume.size"] {
        assert!(told.contains(&format!("did you mean `{meant}`?")), "{meant}: {told}");
    }
}

#[test]
fn other_commands_refuse_a_mistaken_pack_with_the_same_problems_in_the_same_order() {
    let pack = Pack::new("refused", &MISTAKEN);
    let expected = heads(&pack.validate().0);
    assert_eq!(expected.len(), MISTAKEN_HEADS.len());
    for command in ["recommend", "catalog postgresql", "explain postgresql", "compare postgresql mysql"] {
        let output = pack.whichdb(&format!("{command} --knowledge pack")).output().expect("the program runs");
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{command}: {complaint}");
        assert_eq!(heads(&complaint), expected, "{command}: {complaint}");
    }
}

#[test]
fn what_an_engine_names_that_is_not_there_is_told_once_each() {
    let mistaken = engine("postgresql", "acme-db")
        .replace("family: relational", "family: relationl")
        .replace("state: active", "state: active\n  successor: acme-db-2")
        + "extends: acme-db-0\navailable_on: [acme-db-1]\n";
    let pack = Pack::new("names", &[("engines/acme-db.yaml", &mistaken)]);
    let told = pack.validate().0;
    let mut messages: Vec<String> =
        own(&told).iter().filter_map(|head| Some(head.split_once(" @ ")?.0.to_owned())).collect();
    messages.sort();
    assert_eq!(
        messages,
        [
            "error[invalid-knowledge]: `relationl` is no family",
            "error[invalid-knowledge]: there is no engine `acme-db-0`",
            "error[invalid-knowledge]: there is no engine `acme-db-1`",
            "error[invalid-knowledge]: there is no engine `acme-db-2`",
        ],
        "{told}"
    );
}

#[test]
fn a_file_that_is_no_knowledge_is_refused() {
    let pack = Pack::new("stranger", &[("enginees/acme.yaml", "id: acme\n"), ("README.md", "# Ours\n")]);
    let (told, _, status) = pack.validate();
    assert_eq!(status, Some(1));
    assert_eq!(
        heads(&told),
        ["error[invalid-knowledge]: a file that is no part of the knowledge @ pack/enginees/acme.yaml:1:1"],
        "{told}"
    );
}

/// The pack that the documentation shows.
fn acme(arguments: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("whichdb");
    command.current_dir(folder).args(arguments.split_whitespace()).args(["--knowledge", "docs/acme"]);
    let output = command.output().expect("the program runs");
    assert!(output.status.code() != Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn the_pack_of_the_documentation_is_in_order() {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("whichdb");
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["knowledge", "validate", "docs/acme"]);
    let output = command.output().expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn the_pack_of_the_documentation_bans_blesses_and_decides() {
    let answer = acme("recommend --example social-network --format json");
    let posts = &answer["datasets"]["posts"];
    let of = |engine: &str| {
        let struck = posts["eliminated"].as_array().expect("a list").iter().find(|struck| struck["engine"] == engine);
        struck.map(|struck| struck["because"].to_string()).unwrap_or_default()
    };
    assert!(of("mongodb").contains("banned-at-acme"));
    assert!(!of("postgresql").contains("banned-at-acme"));
    let blessed = |engine: &str| {
        let ranked = posts["ranking"].as_array().expect("a list").iter().find(|ranked| ranked["engine"] == engine);
        ranked.map(|ranked| ranked["criteria"]["blessed-at-acme"].as_f64().expect("a value"))
    };
    assert_eq!((blessed("postgresql"), blessed("mysql")), (Some(1.0), Some(0.3)));
    // The house's row of the table stands before the built-in ones.
    let hosting = |answer: &Value| {
        let decided =
            answer["decisions"].as_array().expect("a list").iter().find(|decided| decided["name"] == "hosting");
        decided.expect("a decision")["choice"].clone()
    };
    assert_eq!(hosting(&acme("recommend --example banking --format json")), "self-hosted");
    let page = acme("explain price-further-engine --format json").to_string();
    assert!(page.contains("0.09") && page.contains("Acme engineering handbook"), "{page}");
    assert_eq!(acme("catalog acme-ledger --format json")["name"], "Acme Ledger");
}
