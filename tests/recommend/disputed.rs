//! Questions on which sources disagree are named where another claim might have changed the answer, and only there.

use serde_json::Value;

use crate::{EXAMPLES, KNOWLEDGE, answer, list, none, spec, word};

/// More than this nobody reads.
const READABLE: usize = 12;

fn disputed(answer: &Value) -> Vec<&str> {
    list(&answer["disputed"]).iter().map(word).collect()
}

#[test]
fn no_example_names_more_disputed_questions_than_anybody_reads() {
    let counted = EXAMPLES.iter().map(|(name, answer)| (name, disputed(answer).len()));
    let offenders: Vec<String> =
        counted.filter(|(_, count)| *count > READABLE).map(|(name, count)| format!("{name}: {count}")).collect();
    none("examples name too many disputed questions", &offenders);
}

#[test]
fn most_disputes_matter_to_nobody_and_some_to_somebody() {
    let mut named: Vec<&str> = EXAMPLES.iter().flat_map(|(_, answer)| disputed(answer)).collect();
    named.sort_unstable();
    named.dedup();
    assert!(named.len() >= 10, "{named:?}");
    assert!(named.len() * 2 < KNOWLEDGE.conflicts.len(), "{named:?}");
}

#[test]
fn what_bears_on_engines_and_patterns_comes_before_rows_of_tables() {
    let (_, shop) = EXAMPLES.iter().find(|(name, _)| *name == "e-commerce").expect("an example");
    let named = disputed(shop);
    let place = |id: &str| named.iter().position(|named| *named == id).unwrap_or_else(|| panic!("no {id}: {named:?}"));
    assert!(place("conditions-of-database-per-service") < place("pool-size-by-limit-or-by-formula"));
}

/// Data that must refuse rather than diverge, or not.
fn payments(on_partition: &str) -> String {
    spec(&format!(
        "
application: {{style: monolith, instances: 2}}
team: {{engineers: 5, operations: small}}
deployment: {{hosting: managed}}
datasets:
  payments:
    volume: {{size: 5 GB}}
    velocity: {{reads: 100/s, writes: 20/s}}
    variety: {{shape: relational}}
    veracity: {{consistency: strong, transactions: multi-item, durability: durable{on_partition}}}
    access: {{reads: [lookup, join], writes: [insert, update]}}
"
    ))
}

#[test]
fn a_disputed_property_matters_where_a_requirement_looks_at_it() {
    let asked = answer(&payments(", on_partition: stay-consistent"));
    let silent = answer(&payments(""));
    let about = "cap-class-of-relational-servers";
    assert_eq!(asked["datasets"]["payments"]["family"], "relational");
    assert!(disputed(&asked).contains(&about), "{:?}", disputed(&asked));
    assert!(!disputed(&silent).contains(&about), "{:?}", disputed(&silent));
}

#[test]
fn a_formula_is_disputed_where_it_sizes_a_pool() {
    let few = answer(&payments(""));
    let many = answer(&payments("").replace("instances: 2", "instances: 20"));
    let about = "pool-size-by-limit-or-by-formula";
    assert!(!disputed(&few).contains(&about), "{:?}", disputed(&few));
    assert!(disputed(&many).contains(&about), "{:?}", disputed(&many));
}
