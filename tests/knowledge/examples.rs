//! The embedded examples: in order, answered and listed.

use std::process::Command;

use whichdb::decision::evaluate;
use whichdb::embedded;
use whichdb::source::SourceFile;
use whichdb::workload::Workload;

use crate::{FOLDER, none, rendered};

/// Examples that documentation and habit rely on.
const NAMES: [&str; 10] =
    ["analytics", "banking", "blog", "e-commerce", "gaming", "iot", "local-first", "rag", "saas", "social-network"];

#[test]
fn the_examples_that_are_relied_on_are_there() {
    let missing: Vec<String> =
        NAMES.iter().filter(|name| embedded::example(name).is_none()).map(|name| (*name).to_owned()).collect();
    none("examples are missing", &missing);
}

#[test]
fn every_example_is_read_without_a_problem() {
    let mut offenders = Vec::new();
    for (name, text) in embedded::examples() {
        if let Err(problems) = Workload::read(&SourceFile::new(format!("{name}.yaml"), text), &FOLDER.knowledge) {
            offenders.push(rendered(&problems));
        }
    }
    none("examples have problems", &offenders);
}

#[test]
fn every_example_and_each_of_its_scenarios_gets_an_architecture() {
    let mut offenders = Vec::new();
    for (name, text) in embedded::examples() {
        let file = SourceFile::new(format!("{name}.yaml"), text);
        let Ok(workload) = Workload::read(&file, &FOLDER.knowledge) else { continue };
        let mut asked = vec![(name.to_owned(), workload.clone())];
        let content: serde_json::Value = serde_yaml::from_str(text).expect("YAML");
        for (scenario, changes) in content["scenarios"].as_object().into_iter().flatten() {
            let changes = SourceFile::new("scenario.yaml", serde_yaml::to_string(changes).expect("YAML"));
            let changed = workload
                .changed_by(&changes, &FOLDER.knowledge)
                .unwrap_or_else(|problems| panic!("{}", rendered(&problems)));
            asked.push((format!("{name}, scenario {scenario}"), changed));
        }
        for (asked, workload) in &asked {
            let evaluation = evaluate(&FOLDER.knowledge, workload.spec());
            if evaluation.architecture().is_none() {
                offenders.push(format!("{asked}: {:?}", evaluation.outcome));
            }
        }
    }
    none("examples have no answer", &offenders);
}

#[test]
fn every_example_is_listed_with_what_it_is_about() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_whichdb")).args(["init", "--list"]).output().expect("the program runs");
    let list = String::from_utf8(output.stdout).expect("text");
    let told = |name: &str| {
        list.lines()
            .any(|line| line.split_once(' ').is_some_and(|(listed, about)| listed == name && about.trim().len() > 20))
    };
    let missing: Vec<String> =
        embedded::examples().map(|(name, _)| name).filter(|name| !told(name)).map(str::to_owned).collect();
    none("examples are not listed with a description", &missing);
    assert_eq!(list.lines().count(), embedded::examples().count(), "{list}");
}
