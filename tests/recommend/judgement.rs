//! Cases in which experts agree.

use serde_json::Value;

use crate::{answer, engines, family, list, spec, word};

/// The one store of an answer that must have just one.
#[track_caller]
fn the_store(answer: &Value) -> &Value {
    let stores = list(&answer["stores"]);
    assert_eq!(stores.len(), 1, "{:?}", engines(answer));
    &stores[0]
}

#[test]
fn an_ordinary_web_application_gets_one_plain_postgresql() {
    let answer = answer(&spec(
        "
application: {style: monolith, stage: growth, instances: 2}
team: {engineers: 3, operations: none}
datasets:
  records:
    volume: {size: 5 GB, growth: 500 MB/month}
    velocity: {reads: 100/s, writes: 10/s, peak: 4x}
    variety: {shape: relational, schema: rigid}
    veracity: {consistency: strong, transactions: multi-item, durability: durable, integrity: true}
    access: {reads: {lookup: 50 %, filter: 20 %, join: 20 %, search: 10 %}, writes: [insert, update, delete]}
  sessions:
    volume: {size: 50 MB}
    velocity: {reads: 100/s, writes: 5/s}
    variety: {shape: key-value}
    veracity: {durability: rebuildable, transactions: single-item}
    access: {reads: [lookup], writes: [insert, update, expire], key: session}
  article-search:
    volume: {size: 500 MB}
    velocity: {reads: 2/s, writes: 1/s}
    variety: {shape: text}
    veracity: {durability: rebuildable, consistency: eventual}
    access: {reads: [search], writes: [upsert]}
    derived_from: [records]
    staleness: 1 min
",
    ));
    let store = the_store(&answer);
    assert_eq!(word(&store["engine"]), "postgresql");
    assert!(["single-node", "primary-replica"].contains(&word(&store["topology"])), "{}", store["topology"]);
    assert_eq!(store["shards"], 1);
    assert_eq!(list(&store["caches"]).len(), 0);
    assert_eq!(store["caching"], Value::Null);
    assert_eq!(list(&store["datasets"]).len(), 3);
}

#[test]
fn a_desktop_application_gets_sqlite_inside_it() {
    let answer = answer(&spec(
        "
application: {style: desktop, instances: 1, offline: true}
team: {engineers: 2, operations: none}
deployment: {hosting: embedded}
datasets:
  documents:
    volume: {size: 200 MB}
    velocity: {reads: 50/s, writes: 5/s, writers: 1}
    variety: {shape: relational}
    veracity: {transactions: multi-item, durability: durable}
    access: {reads: [lookup, filter, join], writes: [insert, update, delete]}
",
    ));
    let store = the_store(&answer);
    assert_eq!((word(&store["engine"]), word(&store["topology"])), ("sqlite", "embedded"));
    assert_eq!(store["hosting"], "embedded");
}

#[test]
fn a_desktop_application_needs_no_word_about_hosting_to_get_an_embedded_engine() {
    let answer = answer(&spec(
        "
application: {style: desktop}
datasets:
  documents: {volume: {size: 200 MB}, variety: {shape: relational}, veracity: {durability: durable}}
",
    ));
    assert_eq!(engines(&answer), ["sqlite"]);
}

/// Sensors: many writes a second, kept for a year.
const SENSORS: &str = "
team: {engineers: 12, operations: dedicated}
datasets:
  measurements:
    volume: {item_size: 40 B, retention: 1 year}
    velocity: {reads: 200/s, writes: 300k/s}
    variety: {shape: time-series}
    veracity: {transactions: none, durability: durable, consistency: eventual}
    access: {reads: {window: 70 %, range: 30 %}, writes: [append]}
";

#[test]
fn three_hundred_thousand_measurements_a_second_are_not_for_a_single_relational_server() {
    let answer = answer(&spec(SENSORS));
    let store = the_store(&answer);
    let alone =
        ["single-node", "primary-replica", "embedded"].contains(&word(&store["topology"])) && store["shards"] == 1;
    let relational = ["relational", "embedded-relational"].contains(&family(word(&store["engine"])));
    assert!(!(alone && relational), "{store:#}");
    let eliminated = list(&answer["datasets"]["measurements"]["eliminated"]);
    let struck = eliminated.iter().find(|eliminated| eliminated["engine"] == "postgresql").expect("struck out");
    let told = list(&struck["because"]).iter().map(|strike| word(&strike["rule"]));
    let rules: Vec<&str> = told.chain(list(&struck["also_fails"]).iter().map(word)).collect();
    assert!(rules.contains(&"write-rate"), "{rules:?}");
}

#[test]
fn a_spec_that_says_nothing_is_answered_with_a_relational_engine_and_questions() {
    let answer = answer(&spec("datasets: {notes: {}}\n"));
    assert_eq!(answer["feasible"], true);
    assert!(
        ["relational", "embedded-relational"].contains(&word(&answer["datasets"]["notes"]["family"])),
        "{:?}",
        engines(&answer)
    );
    let unknowns: Vec<&str> = list(&answer["unknowns"]).iter().map(|unknown| word(&unknown["fact"])).collect();
    for fact in ["datasets.notes.volume.size", "datasets.notes.variety.shape", "datasets.notes.veracity.durability"] {
        assert!(unknowns.contains(&fact), "{fact} is not among {unknowns:?}");
    }
}

#[test]
fn a_few_vectors_beside_a_relational_dataset_live_in_postgresql_with_pgvector() {
    let answer = answer(&spec(
        "
application: {style: monolith, stage: growth, instances: 2}
team: {engineers: 4, operations: none, knows: [postgresql]}
datasets:
  articles:
    volume: {size: 10 GB}
    velocity: {reads: 50/s, writes: 2/s}
    variety: {shape: relational}
    veracity: {transactions: multi-item, durability: durable, consistency: strong}
    access: {reads: [lookup, filter, join], writes: [insert, update]}
  embeddings:
    volume: {items: 300k, item_size: 6 kB}
    velocity: {reads: 5/s, writes: 1/s}
    variety: {shape: vector, dimensions: 1536}
    veracity: {durability: rebuildable, transactions: none}
    access: {reads: [similarity], writes: [upsert, delete]}
    derived_from: [articles]
    joins_with: [articles]
",
    ));
    let store = the_store(&answer);
    assert_eq!(word(&store["engine"]), "postgresql");
    assert_eq!(list(&store["extensions"]), ["pgvector"]);
    assert_eq!(word(&answer["datasets"]["embeddings"]["family"]), "relational");
    assert_eq!(word(&answer["datasets"]["embeddings"]["engine"]), "postgresql");
}

#[test]
fn a_billion_vectors_searched_at_a_high_rate_get_an_engine_made_for_them() {
    let answer = answer(&spec(
        "
team: {engineers: 20, operations: dedicated}
datasets:
  embeddings:
    volume: {items: 2000M, item_size: 4 kB}
    velocity: {reads: 5k/s, writes: 2k/s}
    variety: {shape: vector, dimensions: 1024}
    veracity: {durability: rebuildable, transactions: none, consistency: eventual}
    access: {reads: [similarity], writes: [upsert]}
    latency: {read_p99: 100 ms}
",
    ));
    assert_eq!(
        list(&answer["datasets"]["embeddings"]["eliminated"])
            .iter()
            .filter(|struck| struck["engine"] == "pgvector")
            .count(),
        1
    );
    assert!(
        ["vector", "search"].contains(&word(&answer["datasets"]["embeddings"]["family"])),
        "{:?}",
        engines(&answer)
    );
}
