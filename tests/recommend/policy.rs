//! Rules of the organisation, and what comes of those that cannot be met.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;
use whichdb::embedded;

use crate::{EXAMPLES, KNOWLEDGE, answer, engines, family, list, none, spec, word};

/// Paths that an infeasible answer blames.
fn blamed(answer: &Value) -> Vec<&str> {
    assert_eq!(answer["feasible"], false, "{:?}", engines(answer));
    assert_eq!(list(&answer["stores"]).len(), 0);
    list(&answer["conflicts"]).iter().flat_map(|conflict| list(&conflict["requirements"])).map(word).collect()
}

/// The status with which `recommend` ends for a spec.
fn status(text: &str) -> Option<i32> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_whichdb"))
        .args(["recommend", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("its input").write_all(text.as_bytes()).expect("it reads");
    child.wait().expect("it ends").code()
}

const TRANSFERS: &str = "
datasets:
  transfers:
    volume: {size: 50 GB}
    velocity: {reads: 100/s, writes: 100/s}
    variety: {shape: relational}
    veracity: {consistency: strong, transactions: multi-item, isolation: serializable, durability: durable}
    access: {reads: [lookup, join], writes: [insert, update]}
";

#[test]
fn a_required_engine_that_cannot_do_it_leaves_no_answer_and_is_named() {
    let text = spec(&format!("policy: {{require: [memcached]}}{TRANSFERS}"));
    let answer = answer(&text);
    let blamed = blamed(&answer);
    assert!(blamed.contains(&"policy.require"), "{blamed:?}");
    assert!(blamed.iter().any(|path| path.starts_with("datasets.transfers.")), "{blamed:?}");
    assert_eq!(status(&text), Some(1));
}

#[test]
fn two_required_engines_where_one_is_allowed_exclude_each_other() {
    let text = spec(&format!("policy: {{require: [postgresql, mysql], max_engines: 1}}{TRANSFERS}\n  rates: {{}}\n"));
    let answer = answer(&text);
    let blamed: BTreeSet<&str> = blamed(&answer).into_iter().collect();
    assert_eq!(blamed, BTreeSet::from(["policy.max_engines", "policy.require"]));
    assert_eq!(status(&text), Some(1));
}

#[test]
fn a_required_engine_that_can_do_it_is_used() {
    for engine in ["mysql", "sql-server", "cockroachdb"] {
        let text = spec(&format!("policy: {{require: [{engine}]}}{TRANSFERS}"));
        assert!(engines(&answer(&text)).contains(&engine), "{engine} is not used");
        assert_eq!(status(&text), Some(0));
    }
}

#[test]
fn conflicts_say_what_giving_up_each_requirement_leads_to() {
    let text = spec(&format!(
        "deployment: {{hosting: embedded}}\napplication: {{style: microservices, services: 5, instances: 40}}{TRANSFERS}"
    ));
    let answer = answer(&text);
    blamed(&answer);
    let relaxed: Vec<&str> = list(&answer["conflicts"])
        .iter()
        .flat_map(|conflict| list(&conflict["relax"]))
        .map(|relax| word(&relax["then"]))
        .collect();
    assert!(!relaxed.is_empty(), "{:#}", answer["conflicts"]);
    let strangers: Vec<String> =
        relaxed.iter().filter(|engine| KNOWLEDGE.engine(engine).is_none()).map(|engine| (*engine).to_owned()).collect();
    none("names are no engines", &strangers);
}

#[test]
fn what_was_best_never_appears_once_it_is_forbidden() {
    let mut offenders = Vec::new();
    for (name, text) in embedded::examples() {
        let best = engines(&EXAMPLES.iter().find(|(known, _)| *known == name).expect("answered").1)
            .first()
            .copied()
            .unwrap_or_default();
        let mut content: Value = serde_yaml::from_str(text).expect("YAML");
        let policy = &mut content["policy"];
        for list in ["require", "prefer"] {
            policy[list] = Value::Array(list_without(&policy[list], best));
        }
        let mut forbidden = list(&policy["forbid"]).to_vec();
        forbidden.push(best.into());
        policy["forbid"] = Value::Array(forbidden.clone());
        let answer = answer(&serde_yaml::to_string(&content).expect("YAML"));
        let everywhere = list(&answer["stores"]).iter().map(|store| word(&store["engine"])).chain(ranked(&answer));
        let still = everywhere.filter(|engine| forbidden.contains(&Value::from(*engine)));
        offenders.extend(still.map(|engine| format!("{name}: {engine}")));
    }
    none("forbidden engines appear", &offenders);
}

fn list_without(value: &Value, word: &str) -> Vec<Value> {
    list(value).iter().filter(|entry| *entry != word).cloned().collect()
}

/// Everything that stands in the rankings, hosts of extensions and members of groups too.
fn ranked(answer: &Value) -> impl Iterator<Item = &str> {
    let entries = answer["datasets"]
        .as_object()
        .into_iter()
        .flat_map(|datasets| datasets.values())
        .flat_map(|dataset| list(&dataset["ranking"]));
    entries.flat_map(|entry| {
        std::iter::once(&entry["engine"]).chain(entry.get("host")).chain(list(&entry["also"])).map(word)
    })
}

/// Engines that are no longer sold or made.
fn discontinued() -> BTreeSet<&'static str> {
    let status = whichdb::vocabulary::ENGINE.iter().position(|fact| fact.name == "status").expect("a fact");
    let gone = whichdb::vocabulary::STATUS.index("discontinued").expect("a word");
    let engines =
        KNOWLEDGE.engines.iter().filter(|engine| engine.facts[status] == whichdb::vocabulary::Value::Choice(gone));
    engines.map(|engine| engine.id.as_str()).collect()
}

#[test]
fn discontinued_engines_are_never_recommended_or_ranked() {
    let gone = discontinued();
    assert!(!gone.is_empty(), "the catalogue has no discontinued engine to try it with");
    let mut offenders = Vec::new();
    for (name, answer) in EXAMPLES.iter() {
        let all = engines(answer).into_iter().chain(ranked(answer));
        offenders.extend(all.filter(|engine| gone.contains(engine)).map(|engine| format!("{name}: {engine}")));
    }
    none("discontinued engines appear", &offenders);
}

/// Datasets whose loss matters and that have no other home, as the spec says it.
pub fn kept_for_good(spec: &Value) -> impl Iterator<Item = &str> {
    let datasets = spec["datasets"].as_object().into_iter().flatten();
    datasets.filter(|(_, dataset)| dataset["veracity"]["durability"] == "durable").map(|(name, _)| name.as_str())
}

/// In-memory engines that acknowledge a write only when it lies in a log on several nodes.
const KEPT_IN_A_LOG: [&str; 2] = ["amazon-memorydb", "apache-ignite"];

/// Durable datasets that lie in a cache or a search engine and nowhere else.
pub fn badly_kept(spec: &Value, answer: &Value) -> Vec<String> {
    kept_for_good(spec)
        .filter_map(|name| {
            let engine = answer["datasets"][name]["engine"].as_str()?;
            (["in-memory-cache", "search"].contains(&family(engine)) && !KEPT_IN_A_LOG.contains(&engine))
                .then(|| format!("{name} in {engine}"))
        })
        .collect()
}

#[test]
fn no_cache_and_no_search_engine_is_the_only_home_of_durable_data_in_an_example() {
    let mut offenders = Vec::new();
    for (name, text) in embedded::examples() {
        let spec: Value = serde_yaml::from_str(text).expect("YAML");
        let answer = &EXAMPLES.iter().find(|(known, _)| *known == name).expect("answered").1;
        offenders.extend(badly_kept(&spec, answer).into_iter().map(|kept| format!("{name}: {kept}")));
    }
    none("durable datasets have no safe home", &offenders);
}
