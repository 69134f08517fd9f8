//! Relations between answers to specs of all kinds.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};
use whichdb::decision::{DatasetEvaluation, evaluate};
use whichdb::knowledge::{Grade, GradeList, Graded, Knowledge, Limit};
use whichdb::report::{RecommendationView, recommendation_schema};

use crate::generate::{at, put, specs, text};
use crate::policy::badly_kept;
use crate::{KNOWLEDGE, answer, bytes, list, word, workload};

static SCHEMA: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::validator_for(&recommendation_schema()).expect("a schema"));

/// The id of an engine that does everything, and everything badly.
const LAST: &str = "zzz-last";

/// The knowledge with that engine.
static WITH_LAST: LazyLock<Knowledge> = LazyLock::new(|| {
    let mut knowledge = (*KNOWLEDGE).clone();
    let mut engine = knowledge.engines[knowledge.engine("mysql").expect("an engine")].clone();
    engine.id = LAST.into();
    engine.group = LAST.into();
    for list in [Graded::Shapes, Graded::Reads, Graded::Writes] {
        *engine.grades.of_mut(list) = at_most_strained(engine.grades.of(list));
    }
    engine.own_grades.clear();
    knowledge.engines.push(engine);
    knowledge
});

fn at_most_strained(grades: &GradeList) -> GradeList {
    let strained = |limit: Limit| Limit { beyond: limit.beyond.min(1), ..limit };
    let at_most =
        |Grade { grade, limits }| Grade { grade: grade.min(1), limits: limits.into_iter().map(strained).collect() };
    grades.iter().map(at_most).collect()
}

/// The knowledge with all weights eight times as large.
static SCALED: LazyLock<Knowledge> = LazyLock::new(|| {
    let mut knowledge = (*KNOWLEDGE).clone();
    knowledge.criteria.iter_mut().for_each(|criterion| criterion.weight *= 8.0);
    knowledge
});

/// Requirements that can be added to any generated spec.
const STRICTER: [(&str, &str); 8] = [
    ("policy.forbid", "[postgresql, mongodb, redis]"),
    ("policy.licences", "open-source"),
    ("policy.licences", "source-available"),
    ("policy.lock_in", "low"),
    ("datasets.alpha.veracity.consistency", "strong"),
    ("datasets.alpha.veracity.durability", "durable"),
    ("datasets.alpha.veracity.transactions", "multi-item"),
    ("datasets.alpha.latency.read_p99", "20 ms"),
];

/// Facts whose being left out means that they are not known.
const SILENT: [&str; 8] = [
    "volume.size",
    "velocity.reads",
    "velocity.writes",
    "variety.shape",
    "veracity.consistency",
    "veracity.transactions",
    "access.reads",
    "access.writes",
];

/// The spec with the entries of all lists and all keys in another order.
fn reordered(value: &Value, turn: usize) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(|item| reordered(item, turn)).collect();
            turned(&mut items, turn);
            items.into()
        }
        Value::Object(entries) => {
            let mut entries: Vec<(String, Value)> =
                entries.iter().map(|(key, value)| (key.clone(), reordered(value, turn))).collect();
            turned(&mut entries, turn);
            Value::Object(entries.into_iter().collect())
        }
        other => other.clone(),
    }
}

fn turned<T>(items: &mut [T], turn: usize) {
    if !items.is_empty() {
        items.rotate_left(turn % items.len());
    }
    if turn % 2 == 1 {
        items.reverse();
    }
}

/// The parts of an answer that the order of a file must not change, in an order of their own.
fn settled(answer: &Value) -> Value {
    let datasets: Vec<Value> = sorted(answer["datasets"].as_object().into_iter().flatten().map(|(name, view)| {
        let view = |key: &str| view[key].clone();
        json!({
            "name": name, "engine": view("engine"), "family": view("family"), "classes": view("classes"), "stake": view("stake"),
            "weights": view("weights"), "ranking": view("ranking"), "eliminated": view("eliminated"), "not_shown": view("not_shown"),
        })
    }));
    let stores = sorted(list(&answer["stores"]).iter().map(|store| {
        let mut store = store.clone();
        for key in ["datasets", "caches", "extensions", "offers"] {
            store[key] = sorted(list(&store[key]).iter().cloned()).into();
        }
        // Names are numbered; sentences name the store.
        store["name"].take();
        store["because"].take();
        store
    }));
    let patterns =
        sorted(list(&answer["patterns"]).iter().map(|pattern| json!([pattern["choice"], pattern["balance"]])));
    json!({"feasible": answer["feasible"], "stores": stores, "datasets": datasets, "patterns": patterns})
}

fn sorted(values: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut values: Vec<Value> = values.collect();
    values.sort_by_key(Value::to_string);
    values
}

/// The first place at which two values differ.
fn difference(path: &str, one: &Value, other: &Value) -> Option<String> {
    match (one, other) {
        (Value::Object(left), Value::Object(right)) if left.keys().eq(right.keys()) => {
            left.iter().find_map(|(key, value)| difference(&format!("{path}.{key}"), value, &right[key]))
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => left
            .iter()
            .zip(right)
            .enumerate()
            .find_map(|(at, (left, right))| difference(&format!("{path}[{at}]"), left, right)),
        _ if one == other => None,
        _ => Some(format!("at {path}: {one} against {other}")),
    }
}

/// What stands in the ranking of a dataset, members of groups too.
fn ranked<'a>(answer: &'a Value, dataset: &str) -> BTreeSet<&'a str> {
    let entries = list(&answer["datasets"][dataset]["ranking"]).iter();
    entries.flat_map(|entry| std::iter::once(&entry["engine"]).chain(list(&entry["also"])).map(word)).collect()
}

/// Enough to find what is common; more on demand, with `PROPTEST_CASES`.
fn cases() -> u32 {
    const USUALLY: u32 = 96;
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(USUALLY)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn any_spec_is_answered_or_infeasible_and_the_answer_fits_the_schema(spec in specs()) {
        let answer = answer(&text(&spec));
        let errors: Vec<String> = SCHEMA.iter_errors(&answer).map(|error| format!("{}: {error}", error.instance_path())).collect();
        prop_assert!(errors.is_empty(), "{errors:?}");
        let (stores, conflicts) = (list(&answer["stores"]).len(), list(&answer["conflicts"]).len());
        prop_assert_eq!(answer["feasible"] == true, stores > 0, "{} stores", stores);
        prop_assert_eq!(answer["feasible"] == true, conflicts == 0, "{} conflicts", conflicts);
        let empty = list(&answer["conflicts"]).iter().filter(|conflict| list(&conflict["requirements"]).is_empty()).count();
        prop_assert_eq!(empty, 0, "conflicts name no requirement:\n{}", text(&spec));
    }

    #[test]
    fn the_same_spec_gives_the_same_bytes(spec in specs()) {
        let text = text(&spec);
        prop_assert_eq!(bytes(&text), bytes(&text));
    }

    #[test]
    fn the_order_of_datasets_keys_and_list_entries_changes_nothing(spec in specs(), turn in 1_usize..8) {
        let (one, other) = (settled(&answer(&text(&spec))), settled(&answer(&text(&reordered(&spec, turn)))));
        let difference = difference("", &one, &other);
        prop_assert!(difference.is_none(), "{}\n{}", difference.unwrap_or_default(), text(&spec));
    }

    #[test]
    fn a_stricter_requirement_never_brings_back_an_engine(spec in specs(), (path, value) in select(&STRICTER[..])) {
        prop_assume!(at(&spec, path).is_none());
        let mut stricter = spec.clone();
        put(&mut stricter, path, serde_yaml::from_str(value).expect("YAML"));
        let (before, after) = (answer(&text(&spec)), answer(&text(&stricter)));
        for dataset in spec["datasets"].as_object().expect("datasets").keys() {
            let (had, has) = (ranked(&before, dataset), ranked(&after, dataset));
            let back: Vec<_> = has.difference(&had).collect();
            prop_assert!(back.is_empty(), "{path}: {value} brings back {back:?} for {dataset}\n{}", text(&spec));
        }
    }

    #[test]
    fn forbidding_an_engine_that_nothing_ranks_changes_no_store(spec in specs()) {
        let before = answer(&text(&spec));
        let datasets: Vec<&String> = spec["datasets"].as_object().expect("datasets").keys().collect();
        let is_ranked = |engine: &str| datasets.iter().any(|dataset| ranked(&before, dataset).contains(engine));
        let struck: Vec<&str> = ["memcached", "neo4j", "kafka", "sqlite", "prometheus"].into_iter().filter(|engine| !is_ranked(engine)).collect();
        prop_assume!(!struck.is_empty());
        let mut stricter = spec.clone();
        put(&mut stricter, "policy.forbid", json!(struck));
        let after = answer(&text(&stricter));
        let difference = difference("stores", &before["stores"], &after["stores"]);
        prop_assert!(difference.is_none(), "without {struck:?}: {}\n{}", difference.unwrap_or_default(), text(&spec));
    }

    #[test]
    fn an_engine_that_ranks_last_everywhere_changes_no_store(spec in specs()) {
        let workload = workload(&text(&spec));
        let stores = |knowledge: &Knowledge| {
            let evaluation = evaluate(knowledge, workload.spec());
            let last = |dataset: &DatasetEvaluation| {
                let place = dataset.ranking.iter().position(|scored| evaluation.candidates[scored.candidate].id(knowledge) == LAST);
                place.is_none_or(|place| place + 1 == dataset.ranking.len() && place > 0)
            };
            let everywhere = evaluation.datasets.iter().all(last);
            let architecture = evaluation.architecture().map(|architecture| {
                architecture.stores.iter().map(|store| (store.engine, store.datasets.clone(), store.topology.clone())).collect::<Vec<_>>()
            });
            (everywhere, architecture)
        };
        let (_, before) = stores(&KNOWLEDGE);
        let (is_last, after) = stores(&WITH_LAST);
        prop_assume!(is_last);
        prop_assert_eq!(before, after, "{}", text(&spec));
    }

    #[test]
    fn scaling_all_weights_changes_nothing(spec in specs()) {
        let workload = workload(&text(&spec));
        let told = |knowledge: &Knowledge| {
            serde_json::to_string(&RecommendationView::of(&evaluate(knowledge, workload.spec()))).expect("JSON")
        };
        prop_assert_eq!(told(&KNOWLEDGE), told(&SCALED), "{}", text(&spec));
    }

    #[test]
    fn unknown_and_left_out_are_the_same(spec in specs()) {
        let mut silent = spec.clone();
        for dataset in spec["datasets"].as_object().expect("datasets").keys() {
            for fact in SILENT {
                let path = format!("datasets.{dataset}.{fact}");
                if at(&spec, &path).is_none() {
                    put(&mut silent, &path, json!("unknown"));
                }
            }
        }
        let (one, other) = (answer(&text(&spec)), answer(&text(&silent)));
        let difference = difference("", &one, &other);
        prop_assert!(difference.is_none(), "{}\n{}", difference.unwrap_or_default(), text(&spec));
    }

    #[test]
    fn no_cache_and_no_search_engine_is_the_only_home_of_durable_data(spec in specs()) {
        let kept = badly_kept(&spec, &answer(&text(&spec)));
        prop_assert!(kept.is_empty(), "{kept:?}\n{}", text(&spec));
    }
}
