//! `catalog`, `compare` and `schema`: what other programs read.

use serde_json::Value;

use crate::{SHOP, examples, file, json, none, output};

/// Fields of an engine that other programs rely on.
const FIELDS: [&str; 25] = [
    "id",
    "name",
    "family",
    "also",
    "licence",
    "osi_approved",
    "hosting",
    "clouds",
    "transactions",
    "isolation",
    "consistency",
    "on_partition",
    "replication",
    "sharding",
    "limits",
    "features",
    "query_language",
    "wire_protocol",
    "status",
    "strengths",
    "weaknesses",
    "used_for",
    "techniques",
    "replaces",
    "compatible_with",
];

fn engines(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|engine| engine["id"].as_str().expect("an id")).collect()
}

#[test]
fn every_engine_of_the_catalogue_has_the_fields_that_are_relied_on() {
    let catalogue = json("catalog --format json");
    let mut offenders = Vec::new();
    for engine in catalogue.as_array().expect("a list") {
        for field in FIELDS.iter().filter(|field| engine.get(field).is_none_or(Value::is_null)) {
            offenders.push(format!("{}: {field}", engine["id"]));
        }
        let states = ["active", "maintenance", "closed-to-new-customers", "discontinued"];
        if !states.contains(&engine["status"]["state"].as_str().unwrap_or_default()) {
            offenders.push(format!("{}: status {}", engine["id"], engine["status"]));
        }
        for level in ["default", "strongest"].iter().filter(|level| engine["consistency"].get(level).is_none()) {
            // What is not known is said in a word.
            if engine["consistency"] != "unknown" {
                offenders.push(format!("{}: consistency.{level}", engine["id"]));
            }
        }
        for claims in ["strengths", "weaknesses", "used_for"] {
            let backed = |claim: &Value| {
                claim["sources"].as_array().is_some_and(|sources| !sources.is_empty())
                    || claim["assumption"].is_string()
            };
            if engine[claims].as_array().is_none_or(|claims| claims.is_empty() || !claims.iter().all(backed)) {
                offenders.push(format!("{}: {claims} lack a source", engine["id"]));
            }
        }
    }
    none("fields are missing", &offenders);
    assert!(engines(&catalogue).is_sorted() && engines(&catalogue).len() > 80);
}

#[test]
fn a_family_is_a_part_of_the_catalogue_and_an_engine_one_of_its_entries() {
    let catalogue = json("catalog --format json");
    let graphs = json("catalog --family graph --format json");
    assert!(graphs.as_array().expect("a list").iter().all(|engine| engine["family"] == "graph"));
    assert!(engines(&graphs).contains(&"neo4j"));
    let one = json("catalog postgresql --format json");
    assert!(catalogue.as_array().expect("a list").contains(&one));
    assert_eq!(json("catalog postgres --format json"), one, "the other name of an engine finds it");
}

#[test]
fn the_text_of_the_catalogue_names_every_engine() {
    let text = output("catalog");
    let missing: Vec<String> = engines(&json("catalog --format json"))
        .into_iter()
        .filter(|id| !text.lines().any(|line| line.split_whitespace().next() == Some(id)))
        .map(str::to_owned)
        .collect();
    none("engines are not listed", &missing);
}

#[test]
fn engines_are_compared_on_their_own_and_for_a_workload() {
    let alone = json("compare postgresql mysql --format json");
    assert_eq!(alone["datasets"], Value::Array(Vec::new()));
    let names: Vec<&Value> =
        alone["engines"].as_array().expect("engines").iter().map(|engine| &engine["engine"]).collect();
    assert_eq!(names, ["postgresql", "mysql"]);
    assert!(
        alone["engines"]
            .as_array()
            .expect("engines")
            .iter()
            .all(|engine| engine["properties"].as_object().is_some_and(|properties| properties.len() > 20))
    );

    let spec = file("compare", SHOP);
    let asked = json(&format!("compare postgres redis --for {spec} --format json"));
    let standings = asked["datasets"][0]["standings"].as_array().expect("standings");
    assert_eq!(standings[0]["engine"], "postgresql");
    assert!(standings[0]["rank"].is_u64() && standings[0]["score"].is_f64());
    assert!(
        standings[1]["rank"].is_null()
            && standings[1]["struck_by"].as_array().is_some_and(|strikes| !strikes.is_empty())
    );
    let text = output(&format!("compare postgres redis --for {spec}"));
    assert!(text.contains("redis: struck out") && text.contains("Properties"), "{text}");
}

#[test]
fn the_standing_of_an_engine_agrees_with_the_recommendation() {
    let catalogue = json("catalog --format json");
    // An engine that is struck out alone may stand in the ranking with an extension.
    let extends = |extension: &Value, engine: &Value| {
        let entry = catalogue.as_array().expect("a list").iter().find(|entry| entry["id"] == *extension);
        entry.is_some_and(|entry| {
            let hosts = entry["available_on"].as_array();
            entry["extends"] == *engine || hosts.is_some_and(|hosts| hosts.contains(engine))
        })
    };
    let mut offenders = Vec::new();
    for name in examples() {
        let spec = file(&format!("standing-{name}"), &output(&format!("init --example {name} -")));
        let answer = json(&format!("recommend {spec} --format json"));
        let compared = json(&format!("compare postgresql mongodb redis --for {spec} --format json"));
        for standings in compared["datasets"].as_array().expect("datasets") {
            let dataset = &answer["datasets"][standings["dataset"].as_str().expect("a name")];
            for standing in standings["standings"].as_array().expect("standings") {
                let entry = dataset["ranking"]
                    .as_array()
                    .expect("a ranking")
                    .iter()
                    .find(|entry| entry["engine"] == standing["engine"] && entry.get("host").is_none());
                let struck = dataset["eliminated"]
                    .as_array()
                    .into_iter()
                    .chain(dataset["not_shown"].as_array())
                    .flatten()
                    .any(|struck| struck["engine"] == standing["engine"]);
                let ranking = dataset["ranking"].as_array().into_iter().flatten();
                let mut members = ranking.flat_map(|entry| {
                    std::iter::once(&entry["engine"]).chain(entry["also"].as_array().into_iter().flatten())
                });
                let extended = members.any(|member| extends(member, &standing["engine"]));
                let agrees = entry.is_none_or(|entry| extended || entry["score"] == standing["score"])
                    && (struck == standing["rank"].is_null() || (struck && extended));
                if !agrees {
                    offenders.push(format!("{name}, {}: {standing}", standings["dataset"]));
                }
            }
        }
    }
    none("standings disagree", &offenders);
}

#[test]
fn every_schema_is_a_json_schema() {
    for of in ["", "workload", "recommendation", "sensitivity", "difference", "check", "report"] {
        let schema = json(&format!("schema {of}"));
        assert!(jsonschema::meta::is_valid(&schema), "{of}");
        assert!(schema["properties"].as_object().is_some_and(|keys| keys.len() >= 5), "{of}");
    }
    assert_eq!(json("schema"), json("schema workload"));
}
