//! `explain`: everything that has a name has a page.

use crate::{SHOP, examples, file, json, none, output, whichdb};

/// One of each kind, with the kind that its page must name and what it must rest on or point to.
const PAGES: [(&str, &str, &str); 19] = [
    ("postgresql", "engine", "source: "),
    ("postgres", "engine", "source: "),
    ("pgvector", "engine", "source: "),
    ("relational", "family", "source: "),
    ("cqrs", "pattern", "source: "),
    ("transactions", "requirement", "source: "),
    ("model", "criterion", "assumption: "),
    ("topology", "decision", "source: "),
    ("leader", "technique", "source: "),
    ("sstable", "technique", "assumption: "),
    ("order-management", "use-case", "source: "),
    ("stake-base", "parameter", "assumption: "),
    ("stake-writes-unit", "parameter", "source: "),
    // Questions claim nothing; their pages tell what is assumed where there is no answer.
    ("dataset.volume.size", "fact", "Plausible where nothing is known: "),
    ("volume.size", "fact", "Plausible where nothing is known: "),
    // The ends of the chain.
    ("postgresql-docs-limits", "source", "address: https://"),
    ("DT-482", "item", "base document"),
    ("dt-482", "item", "base document"),
    ("assumptions", "list", "stake-base"),
];

#[test]
fn every_kind_of_thing_has_a_page_that_names_what_it_rests_on() {
    let mut offenders = Vec::new();
    for (name, kind, rests_on) in PAGES {
        let text = output(&format!("explain {name}"));
        let first = text.lines().next().unwrap_or_default();
        // Long addresses wrap: compare without line breaks.
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !first.contains(&format!("({kind}")) || !flat.contains(rests_on.trim()) || text.lines().count() < 3 {
            offenders.push(format!("{name}: expected a {kind} with `{rests_on}`:\n{text}"));
        }
    }
    none("pages are wrong", &offenders);
}

#[test]
fn the_page_as_json_names_the_same_kind() {
    let mut offenders = Vec::new();
    for (name, kind, _) in PAGES {
        let page = json(&format!("explain {name} --format json"));
        if page["kind"] != kind || page["sections"].as_array().is_none_or(Vec::is_empty) {
            offenders.push(format!("{name}: {page:#}"));
        }
    }
    none("pages are wrong", &offenders);
}

#[test]
fn the_old_word_for_primary_and_replica_is_understood() {
    let text = output("explain master-slave");
    assert!(text.contains("primary-replica"), "{text}");
}

#[test]
fn an_unknown_name_suggests_the_one_that_was_meant() {
    let mut offenders = Vec::new();
    for (name, meant) in [
        ("postgresq", "postgresql"),
        ("no-dataloss", "no-data-loss"),
        ("dataset.volume.sise", "dataset.volume.size"),
        ("stake-bas", "stake-base"),
    ] {
        let output = whichdb(&format!("explain {name}")).output().expect("the program runs");
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.code() != Some(2) || !complaint.contains(&format!("did you mean `{meant}`?")) {
            offenders.push(format!("{name}: {complaint}"));
        }
    }
    none("names are not suggested", &offenders);
}

#[test]
fn why_not_an_engine_names_the_requirement_that_struck_it_out() {
    let spec = file("why-not", SHOP);
    let recommended = json(&format!("recommend {spec} --format json"));
    let struck = recommended["datasets"]["orders"]["eliminated"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|struck| struck["engine"] == "redis")
        .expect("redis is struck out");
    let text = output(&format!("explain redis --for {spec}"));
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("in-memory: "), "no mechanism is told in\n{text}");
    let mut offenders = Vec::new();
    for strike in struck["because"].as_array().expect("reasons") {
        for key in ["says", "rule", "through"] {
            let told = strike[key].as_str().unwrap_or_default();
            if !flat.contains(told) {
                offenders.push(format!("{key}: {told}"));
            }
        }
    }
    none(&format!("parts of the reason are not told in\n{text}\n"), &offenders);
}

#[test]
fn why_not_an_engine_tells_its_place_and_what_it_loses_on() {
    let spec = file("why-not-oracle", SHOP);
    let view = json(&format!("explain oracle-database --for {spec} --format json"));
    let standing = &view["datasets"][0]["standings"][0];
    assert!(standing["rank"].as_u64().is_some_and(|rank| rank > 1), "{standing}");
    assert!(standing["loses_on"].as_array().is_some_and(|terms| !terms.is_empty()), "{standing}");
    let text = output(&format!("explain oracle-database --for {spec} --dataset orders"));
    assert!(text.contains("loses on"), "{text}");
}

#[test]
fn every_dataset_of_every_example_says_why_not_every_common_engine() {
    let mut offenders = Vec::new();
    for name in examples() {
        let spec = file(&format!("why-not-{name}"), &output(&format!("init --example {name} -")));
        let view = json(&format!("compare postgresql redis mongodb kafka --for {spec} --format json"));
        for standings in view["datasets"].as_array().expect("datasets") {
            for standing in standings["standings"].as_array().expect("standings") {
                let struck = standing["struck_by"].as_array().is_some_and(|strikes| !strikes.is_empty());
                if standing["rank"].is_null() != struck {
                    offenders.push(format!("{name}, {}: {standing}", standings["dataset"]));
                }
            }
        }
    }
    none("engines have neither a place nor a reason", &offenders);
}

#[test]
fn why_not_an_engine_tells_what_would_make_it_win() {
    let spec = file("wins", SHOP);
    let view = json(&format!("explain mysql --for {spec} --format json"));
    let standing = &view["datasets"][0]["standings"][0];
    let changes = standing["wins_if"].as_array().expect("it was looked for");
    let text = output(&format!("explain mysql --for {spec}"));
    if changes.is_empty() {
        assert!(text.contains("no single change"), "{text}");
    }
    for change in changes {
        let path = change["path"].as_str().expect("a path");
        assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(path), "{path} in\n{text}");
        let Some(then) = change["then"].as_str() else { continue };
        let output = whichdb(&format!("whatif {spec} --format json --set")).arg(format!("{path}={then}")).output();
        let output = output.expect("the program runs");
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(told.contains("mysql"), "{path} = {then}: {told}");
    }
}
