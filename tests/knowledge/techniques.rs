//! Techniques explain rules through engines that work so.

use whichdb::decision::evaluate;
use whichdb::embedded;
use whichdb::report::RecommendationView;
use whichdb::source::SourceFile;
use whichdb::vocabulary::Value;
use whichdb::workload::Workload;

use crate::{FOLDER, none};

#[test]
fn every_technique_is_one_of_an_engine_and_explains_something() {
    let used = |id: &str| {
        FOLDER.knowledge.engines.iter().any(|engine| {
            let techniques = engine.facts.iter().filter_map(|fact| match fact {
                Value::Names(names) => Some(names),
                _ => None,
            });
            techniques.flat_map(|names| names.iter()).any(|name| name == id)
        })
    };
    let explains = |id: &str| FOLDER.knowledge.mechanisms.values().flatten().any(|known| known.technique == id);
    let idle = FOLDER.written.techniques.iter().filter(|entry| !explains(&entry.id) || !used(&entry.id));
    let offenders: Vec<String> = idle.map(|entry| entry.id.clone()).collect();
    none("techniques explain nothing of any engine", &offenders);
}

#[test]
fn a_mechanism_reads_on_after_a_colon() {
    let mechanisms = FOLDER.knowledge.mechanisms.values().flatten();
    let offenders: Vec<String> = mechanisms
        .filter(|known| known.says.ends_with('.') || known.says.chars().next().is_none_or(char::is_uppercase))
        .map(|known| format!("{}: {}", known.technique, known.says))
        .collect();
    none("mechanisms begin or end like a sentence", &offenders);
}

#[test]
fn struck_out_engines_say_through_which_technique() {
    let (name, text) = embedded::examples().find(|(name, _)| *name == "banking").expect("an example");
    let workload = Workload::read(&SourceFile::new(name, text), &FOLDER.knowledge).expect("an example in order");
    let evaluation = evaluate(&FOLDER.knowledge, workload.spec());
    let mut view = RecommendationView::of(&evaluation);
    view.tell_all();
    let answer = serde_json::to_value(view).expect("JSON");
    let struck = answer["datasets"]["accounts"]["eliminated"].as_array().expect("engines are struck out");
    let of = |engine: &str, rule: &str| {
        let strikes = struck.iter().find(|struck| struck["engine"] == engine)?["because"].as_array()?;
        strikes.iter().find(|strike| strike["rule"] == rule)?["through"].as_str()
    };
    assert_eq!(
        of("cassandra", "transactions"),
        Some("quorum: copies settle one item at a time, and nothing orders writes over several")
    );
    let explained = struck.iter().flat_map(|struck| struck["because"].as_array().into_iter().flatten());
    let (all, with) =
        explained.fold((0, 0), |(all, with), strike| (all + 1, with + usize::from(strike["through"].is_string())));
    assert!(with * 4 > all, "{with} of {all}");
}
