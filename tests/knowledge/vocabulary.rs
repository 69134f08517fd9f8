//! The vocabulary of the rules and the format of the spec say the same words and keys.

use std::collections::BTreeSet;

use serde_json::Value;
use whichdb::vocabulary::{self, ChoiceType, DATASET, Fact, Kind, Origin, SYSTEM};
use whichdb::workload::{Choice, spec, workload_schema};

use crate::none;

/// Words of a type of the spec against a list of the vocabulary.
struct Pair {
    typed: Vec<&'static str>,
    list: &'static ChoiceType,
    /// Words that only the format has.
    only_written: &'static [&'static str],
    /// Words that only the vocabulary has.
    only_in_rules: &'static [&'static str],
}

fn pair<C: Choice>(list: &'static ChoiceType) -> Pair {
    Pair { typed: C::ALL.iter().map(|choice| choice.word()).collect(), list, only_written: &[], only_in_rules: &[] }
}

fn pairs() -> Vec<Pair> {
    vec![
        pair::<spec::ApplicationStyle>(&vocabulary::STYLE),
        pair::<spec::Stage>(&vocabulary::STAGE),
        pair::<spec::Tenancy>(&vocabulary::TENANCY),
        pair::<spec::Operations>(&vocabulary::OPERATIONS),
        // `any` leaves the question open, so that rules never see it.
        Pair { only_written: &["any"], ..pair::<spec::Hosting>(&vocabulary::HOSTING) },
        pair::<spec::Cloud>(&vocabulary::PLACE),
        pair::<spec::WritesIn>(&vocabulary::WRITES_IN),
        pair::<spec::PlatformFeature>(&vocabulary::PLATFORM_FEATURE),
        pair::<spec::OnPartition>(&vocabulary::ON_PARTITION),
        pair::<spec::Budget>(&vocabulary::BUDGET),
        pair::<spec::Licences>(&vocabulary::LICENCES),
        pair::<spec::LockIn>(&vocabulary::LOCK_IN_POLICY),
        pair::<spec::Regulation>(&vocabulary::COMPLIANCE),
        pair::<spec::LoadPattern>(&vocabulary::PATTERN_OF_LOAD),
        pair::<spec::Shape>(&vocabulary::SHAPE),
        pair::<spec::SchemaFreedom>(&vocabulary::SCHEMA),
        pair::<spec::Nesting>(&vocabulary::NESTING),
        pair::<spec::Links>(&vocabulary::LINKS),
        pair::<spec::Consistency>(&vocabulary::CONSISTENCY),
        pair::<spec::Transactions>(&vocabulary::TRANSACTIONS),
        // Engines may have none; a dataset that needs none says nothing.
        Pair { only_in_rules: &["none"], ..pair::<spec::Isolation>(&vocabulary::ISOLATION) },
        pair::<spec::Durability>(&vocabulary::DURABILITY),
        pair::<spec::History>(&vocabulary::HISTORY),
        pair::<spec::Conflicts>(&vocabulary::CONFLICTS),
        pair::<spec::ReadOperation>(&vocabulary::READ),
        pair::<spec::WriteOperation>(&vocabulary::WRITE),
        pair::<spec::Skew>(&vocabulary::SKEW),
        pair::<spec::Ordering>(&vocabulary::ORDER),
        pair::<spec::Delivery>(&vocabulary::DELIVERY),
        pair::<spec::Permissions>(&vocabulary::PERMISSIONS),
        pair::<spec::Sensitivity>(&vocabulary::SENSITIVE),
        pair::<spec::Topology>(&vocabulary::TOPOLOGY),
        pair::<spec::Replication>(&vocabulary::REPLICATION_MODE),
        pair::<spec::Role>(&vocabulary::ROLE),
    ]
}

#[test]
fn the_words_of_the_spec_are_those_of_the_vocabulary_in_its_order_where_it_has_one() {
    let mut offenders = Vec::new();
    for Pair { typed, list, only_written, only_in_rules } in pairs() {
        let missing: Vec<&&str> = only_written
            .iter()
            .filter(|word| !typed.contains(word))
            .chain(only_in_rules.iter().filter(|word| !list.words.contains(word)))
            .collect();
        let mut typed: Vec<&str> = typed.into_iter().filter(|word| !only_written.contains(word)).collect();
        let mut words: Vec<&str> = list.words.iter().copied().filter(|word| !only_in_rules.contains(word)).collect();
        if !list.ordered {
            typed.sort_unstable();
            words.sort_unstable();
        }
        if typed != words || !missing.is_empty() {
            offenders.push(format!(
                "{}: the spec has {typed:?}, the vocabulary {words:?}, exceptions that are none {missing:?}",
                list.name
            ));
        }
    }
    none("lists differ", &offenders);
}

fn given(facts: &'static [Fact]) -> impl Iterator<Item = &'static Fact> {
    facts.iter().filter(|fact| fact.origin == Origin::Given)
}

#[test]
fn every_list_of_a_given_fact_is_compared_with_the_spec() {
    let compared: BTreeSet<&str> = pairs().iter().map(|pair| pair.list.name).collect();
    let offenders: Vec<String> = given(SYSTEM)
        .chain(given(DATASET))
        .filter_map(|fact| match fact.kind {
            Kind::Choice(list) | Kind::Choices(list) if !compared.contains(list.name) => {
                Some(format!("{}: {}", fact.name, list.name))
            }
            _ => None,
        })
        .collect();
    none("lists are not compared", &offenders);
}

/// The schema that a reference stands for.
fn resolved<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => resolved(root, root.pointer(reference.trim_start_matches('#')).expect("a definition")),
        None => schema,
    }
}

/// The schema of a key, in whatever alternative it stands.
fn key<'a>(root: &'a Value, schema: &'a Value, name: &str) -> Option<&'a Value> {
    let schema = resolved(root, schema);
    let alternatives =
        ["anyOf", "oneOf", "allOf"].iter().filter_map(|keyword| schema.get(keyword)?.as_array()).flatten();
    let here = schema.get("properties").and_then(|keys| keys.get(name));
    here.or_else(|| alternatives.into_iter().find_map(|alternative| key(root, alternative, name)))
}

fn exists(root: &Value, start: &Value, path: &str) -> bool {
    path.split('.').try_fold(start, |schema, name| key(root, schema, name)).is_some()
}

#[test]
fn every_given_fact_is_a_key_of_the_spec() {
    let schema = workload_schema();
    let dataset = resolved(&schema, &schema["properties"]["datasets"])["additionalProperties"].clone();
    let system = given(SYSTEM).filter(|fact| !exists(&schema, &schema, fact.name)).map(|fact| fact.name.to_owned());
    let datasets = given(DATASET)
        .filter(|fact| !exists(&schema, &dataset, fact.name))
        .map(|fact| format!("datasets.*.{}", fact.name));
    none("facts have no key", &system.chain(datasets).collect::<Vec<_>>());
    assert!(!exists(&schema, &dataset, "volume.sizes"), "the schema accepts anything");
}

/// Keys that are told, or used by arithmetic, but never looked at by a rule: sections and texts.
const NO_FACTS: [&str; 11] = [
    "whichdb",
    "name",
    "description",
    "datasets",
    "architecture",
    "scenarios",
    "waivers",
    "holds",
    "volume.growth",
    "velocity.growth",
    "availability.on_partition",
];

#[test]
fn every_key_of_the_spec_is_a_given_fact_or_told_why_not() {
    let schema = workload_schema();
    let dataset = resolved(&schema, &schema["properties"]["datasets"])["additionalProperties"].clone();
    let mut offenders = Vec::new();
    for (place, start, facts) in [("", &schema, SYSTEM), ("datasets.*.", &dataset, DATASET)] {
        for path in leaves(&schema, start) {
            let known = given(facts).any(|fact| fact.name == path) || NO_FACTS.contains(&path.as_str());
            if !known {
                offenders.push(format!("{place}{path}"));
            }
        }
    }
    none("keys are no facts", &offenders);
}

/// Paths of the keys of a schema, down to those without keys of their own; two levels deep.
fn leaves(root: &Value, start: &Value) -> Vec<String> {
    let keys = |schema: &Value| -> Vec<String> {
        resolved(root, schema)
            .get("properties")
            .and_then(Value::as_object)
            .map(|keys| keys.keys().cloned().collect())
            .unwrap_or_default()
    };
    let mut paths = Vec::new();
    for outer in keys(start) {
        let inner = key(root, start, &outer).map(keys).unwrap_or_default();
        if inner.is_empty() || ["architecture", "datasets"].contains(&outer.as_str()) {
            paths.push(outer);
        } else {
            paths.extend(inner.into_iter().map(|inner| format!("{outer}.{inner}")));
        }
    }
    paths
}
