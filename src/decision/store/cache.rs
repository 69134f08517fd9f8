//! Caches in front of stores, where the caching table asks for one.

use super::declared::continued;
use super::facts;
use crate::condition::Facts;
use crate::decision::Parts;
use crate::decision::consolidation::max_engines;
use crate::decision::evaluation::{Store, evaluate_dataset};
use crate::decision::table::Tables;
use crate::knowledge::Names;
use crate::quantity::Interval;
use crate::vocabulary::{READ, SHAPE, Value, WRITE};
use crate::words::Words;
use crate::workload::{DatasetFacts, Distribution, WorkloadFacts};

pub(super) fn add(parts: &Parts<'_>, facts: &WorkloadFacts, tables: &mut Tables<'_>, stores: &mut Vec<Store>) {
    let mut caches = Vec::new();
    for store in stores.iter() {
        let engine = &parts.candidates[store.candidate];
        let context = Facts { system: &facts.system, engine: &engine.facts, store: &store.facts, ..Facts::default() };
        let name = engine.name(parts.knowledge);
        let names = Names { store: &store.name, engine: &name, ..Names::default() };
        let caching = tables.run("caching", &context, &names, store.name.to_string());
        if caching == "none" || caching.is_empty() {
            continue;
        }
        let fronted = fronted(facts, store);
        let Some(candidate) = fitting_engine(parts, facts, stores, &fronted) else { continue };
        let invalidation = tables.run("invalidation", &context, &names, store.name.to_string());
        caches.push((candidate, fronted, caching, invalidation));
    }
    for (candidate, fronted, caching, invalidation) in caches {
        let cache = &parts.candidates[candidate];
        let declared = continued(parts, facts, cache.engine, &fronted).map(|(name, _)| name);
        let name = declared.filter(|name| stores.iter().all(|store| store.name != name.as_str()));
        let present = stores.iter_mut().find(|store| store.engine == cache.engine);
        match present {
            Some(store) => {
                store.caches.extend(fronted);
                store.caching = Some(caching.into());
                store.invalidation = Some(invalidation.into());
            }
            None => stores.push(Store {
                name: name.map_or_else(|| parts.knowledge.engines[cache.engine].id.clone(), Words::from),
                engine: cache.engine,
                candidate,
                extensions: Vec::new(),
                datasets: Vec::new(),
                facts: facts::of_store(parts.knowledge, facts, &fronted, cache),
                caches: fronted,
                hosting: cache.deployed,
                topology: "single-node".into(),
                replicas: 0,
                shards: 1,
                replication: "none".into(),
                sharding_strategy: None,
                caching: Some(caching.into()),
                invalidation: Some(invalidation.into()),
                pool_size: None,
            }),
        }
    }
}

/// The datasets of a store that are read by key and may be a little behind: a copy of what may not is never right.
fn fronted(facts: &WorkloadFacts, store: &Store) -> Vec<usize> {
    let lookup = READ.index("lookup").map_or(0, usize::from);
    store
        .datasets
        .iter()
        .copied()
        .filter(|dataset| facts.datasets[*dataset].reads.weights.get(lookup).is_some_and(|share| *share > 0.0))
        .filter(|dataset| facts.datasets[*dataset].number("staleness").is_none_or(|staleness| staleness.high > 0.0))
        .collect()
}

/// The best engine for data that is looked up by key and may be lost: one that is there already, or
/// a new one if the policy allows another.
fn fitting_engine(parts: &Parts<'_>, facts: &WorkloadFacts, stores: &[Store], fronted: &[usize]) -> Option<usize> {
    let copy = keyed_copy(facts, fronted);
    let evaluation = evaluate_dataset(parts.common, &copy);
    let families = &parts.knowledge.families;
    let in_memory = |candidate: usize| {
        let engine = &parts.knowledge.engines[parts.candidates[candidate].engine];
        families[engine.family].id == "in-memory-cache"
    };
    let fitting = || evaluation.ranking.iter().map(|scored| scored.candidate).filter(|candidate| in_memory(*candidate));
    let present =
        fitting().find(|candidate| stores.iter().any(|store| store.engine == parts.candidates[*candidate].engine));
    let mut engines: Vec<usize> = stores.iter().map(|store| store.engine).collect();
    engines.sort_unstable();
    engines.dedup();
    let room = max_engines(facts).is_none_or(|limit| engines.len() < limit);
    present.or_else(|| fitting().next().filter(|_| room))
}

/// What a cache holds, as a dataset: the hot part of what it fronts, by key, rebuildable.
fn keyed_copy(facts: &WorkloadFacts, fronted: &[usize]) -> DatasetFacts {
    let mut copy = match fronted.first() {
        Some(first) => facts.datasets[*first].clone(),
        None => return facts.datasets[0].clone(),
    };
    let single = |list: &[&str], word: &str| Distribution {
        weights: list.iter().map(|known| if *known == word { 1.0 } else { 0.0 }).collect(),
        stated: true,
    };
    copy.shapes = single(SHAPE.words, "key-value");
    copy.reads = single(READ.words, "lookup");
    copy.writes = single(WRITE.words, "expire");
    copy.derived_from = vec![copy.name.clone()];
    for (fact, word) in [
        ("variety.shape", SHAPE.index("key-value")),
        ("access.reads", READ.index("lookup")),
        ("access.writes", WRITE.index("expire")),
    ] {
        copy.set(fact, Value::Set(word.map_or(0, |at| 1 << at)));
    }
    for fact in [
        "veracity.transactions",
        "veracity.isolation",
        "veracity.consistency",
        "veracity.integrity",
        "access.permissions",
        "volume.largest_item",
        "peak_writes",
    ] {
        copy.set(fact, Value::Unknown);
    }
    for fact in ["veracity.on_partition", "availability.rpo", "availability.target"] {
        copy.set(fact, Value::Absent);
    }
    copy.set("derived", Value::Flag(true));
    copy.set("only_home", Value::Flag(false));
    copy.set("veracity.durability", Value::Choice(0));
    let hot = fronted
        .iter()
        .filter_map(|dataset| facts.datasets[*dataset].number("access.hot"))
        .reduce(|sum, part: Interval| sum + part);
    copy.set("size_at_horizon", hot.map_or(Value::Unknown, Value::Number));
    copy
}
