//! The architecture around the chosen engines: patterns, stores, and what the decision tables say
//! about each of them.

mod cache;
mod declared;
mod facts;
mod split;

use super::Parts;
use super::around::{self, Settled};
use super::candidate::Candidate;
use super::consolidation::{Chosen, change_partners};
use super::evaluation::{Architecture, Evaluation, PatternChoice, Store};
use super::guidance;
use super::pattern;
use super::table::Tables;
use crate::condition::Facts;
use crate::knowledge::{Knowledge, Names, PatternRole};
use crate::quantity::Interval;
use crate::vocabulary::{FactRef, Scope, TOPOLOGY, Value};
use crate::words::Words;
use crate::workload::WorkloadFacts;

pub(super) fn architecture(
    parts: &Parts<'_>,
    facts: &mut WorkloadFacts,
    tables: &mut Tables<'_>,
    chosen: Chosen,
) -> Architecture {
    let Outline { mut stores, patterns, homes: places, candidates: homes } =
        outline(parts, facts, tables, &chosen.places);
    let at_home: Vec<(usize, usize)> = places.iter().zip(&homes).map(|((store, _), home)| (*store, *home)).collect();
    declared::system_facts(parts, facts);
    stores.iter_mut().for_each(|store| declared::store_facts(parts, facts, store));
    let (knowledge, candidates) = (parts.knowledge, parts.candidates);
    let settled = Settled { knowledge, facts, candidates, stores: &stores, homes: &at_home };
    around::decide(&settled, tables);
    for store in &mut stores {
        store.pool_size = tables.figure("pool-size", &store.name, "connections").and_then(facts::whole_up);
    }
    let advice = guidance::advice(parts.knowledge, facts, parts.candidates, &stores, &at_home);
    Architecture { stores, homes: places, held_by: chosen.held_by, patterns, advice, total: chosen.total }
}

/// The stores with their caches, and the patterns: what everything else around them is decided from.
pub(super) struct Outline {
    pub(super) stores: Vec<Store>,
    pub(super) patterns: Vec<PatternChoice>,
    /// For each dataset the places of its store and of its entry in its ranking.
    pub(super) homes: Vec<(usize, usize)>,
    /// For each dataset the place of its candidate.
    candidates: Vec<usize>,
}

/// Outlines the architecture for datasets at these places of their rankings.
pub(super) fn outline(
    parts: &Parts<'_>,
    facts: &mut WorkloadFacts,
    tables: &mut Tables<'_>,
    chosen: &[usize],
) -> Outline {
    let homes: Vec<usize> =
        chosen.iter().zip(&parts.datasets).map(|(place, evaluation)| evaluation.ranking[*place].candidate).collect();
    // A place for files beside a database makes no second database.
    let is_database = |engine: &usize| {
        let knowledge = parts.knowledge;
        knowledge.families[knowledge.engines[*engine].family].is_database
    };
    let engines = homes.iter().map(|candidate| parts.candidates[*candidate].engine);
    let mut engines: Vec<usize> = engines.filter(is_database).collect();
    engines.sort_unstable();
    engines.dedup();
    let mut families: Vec<usize> = engines.iter().map(|engine| parts.knowledge.engines[*engine].family).collect();
    families.sort_unstable();
    families.dedup();
    set_count(facts, "system.engines", engines.len());
    set_count(facts, "system.families", families.len());
    let base = consider(parts, facts, PatternRole::Base);
    let per_service = base
        .iter()
        .any(|choice| choice.chosen && parts.knowledge.patterns[choice.pattern].id == "database-per-service");
    let groups = split::groups(parts, facts, &homes, per_service);
    let store_of = |dataset: usize| groups.iter().position(|group| group.datasets.contains(&dataset));
    let crossing = (0..facts.datasets.len()).any(|dataset| {
        change_partners(&facts.datasets[dataset], facts).iter().any(|other| store_of(*other) != store_of(dataset))
    });
    let feeds = (0..facts.datasets.len())
        .filter(|dataset| {
            let sources = facts.datasets[*dataset].derived_from.iter().filter_map(|name| facts.position(name));
            sources.into_iter().any(|source| store_of(source) != store_of(*dataset))
        })
        .count();
    set_count(facts, "system.stores", groups.len());
    set_count(facts, "system.feeds_across_stores", feeds);
    set_system(facts, "system.changes_across_stores", Value::Flag(crossing));
    let mut patterns = base;
    patterns.extend(consider(parts, facts, PatternRole::Addition));
    patterns.sort_by_key(|choice| !choice.chosen);
    let chosen_patterns = patterns.iter().filter(|choice| choice.chosen);
    let ids: Vec<Words> = chosen_patterns.map(|choice| parts.knowledge.patterns[choice.pattern].id.clone()).collect();
    set_system(facts, "system.patterns", Value::Names(ids.into()));
    let mut stores: Vec<Store> = groups.into_iter().map(|group| store(parts, facts, tables, group, &homes)).collect();
    cache::add(parts, facts, tables, &mut stores);
    let places: Vec<(usize, usize)> = (0..facts.datasets.len())
        .map(|dataset| {
            let store = stores.iter().position(|store| store.datasets.contains(&dataset)).unwrap_or_default();
            (store, chosen[dataset])
        })
        .collect();
    Outline { stores, patterns, homes: places, candidates: homes }
}

fn consider(parts: &Parts<'_>, facts: &WorkloadFacts, role: PatternRole) -> Vec<PatternChoice> {
    let context = Facts { system: &facts.system, ..Facts::default() };
    pattern::consider(parts.knowledge, &context, role)
}

fn set_system(facts: &mut WorkloadFacts, name: &str, value: Value) {
    if let Some(fact) = FactRef::find(name) {
        facts.system[usize::from(fact.index)] = value;
    }
}

fn set_count(facts: &mut WorkloadFacts, name: &str, count: usize) {
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    set_system(facts, name, Value::Number(Interval::exact(count as f64)));
}

fn store(
    parts: &Parts<'_>,
    facts: &WorkloadFacts,
    tables: &mut Tables<'_>,
    group: split::Group,
    homes: &[usize],
) -> Store {
    let candidate = homes[group.datasets[0]];
    let mut extensions: Vec<usize> =
        group.datasets.iter().filter_map(|dataset| parts.candidates[homes[*dataset]].extension).collect();
    extensions.sort_unstable();
    extensions.dedup();
    // The candidate with the widest reach stands for the store: one with an extension, if any.
    let strongest = group
        .datasets
        .iter()
        .map(|dataset| homes[*dataset])
        .max_by_key(|candidate| {
            (parts.candidates[*candidate].is("scales_out"), parts.candidates[*candidate].extension.is_some())
        })
        .unwrap_or(candidate);
    let engine = &parts.candidates[strongest];
    let arrangement = arrange(parts.knowledge, facts, tables, &group.name, &group.datasets, engine);
    Store {
        name: group.name.into(),
        engine: engine.engine,
        candidate: strongest,
        extensions,
        pool_size: None,
        datasets: group.datasets,
        caches: Vec::new(),
        facts: arrangement.facts,
        hosting: engine.deployed,
        topology: arrangement.topology.into(),
        replicas: arrangement.replicas,
        shards: arrangement.shards,
        replication: arrangement.replication.into(),
        sharding_strategy: arrangement.strategy.map(Words::from),
        caching: None,
        invalidation: None,
    }
}

/// What these datasets need together of a store that is this candidate, in the order of the vocabulary's store facts.
#[must_use]
pub fn store_needs(evaluation: &Evaluation<'_>, members: &[usize], engine: &Candidate<'_>) -> Vec<Value> {
    needs_at(evaluation.knowledge, &evaluation.facts, members, engine)
}

/// The same for facts of another time.
pub(super) fn needs_at(
    knowledge: &Knowledge,
    facts: &WorkloadFacts,
    members: &[usize],
    engine: &Candidate<'_>,
) -> Vec<Value> {
    facts::of_store(knowledge, facts, members, engine)
}

/// On how many nodes a store runs, and how they are kept in step.
pub(super) struct Arrangement {
    pub(super) facts: Vec<Value>,
    pub(super) topology: String,
    pub(super) replication: String,
    pub(super) strategy: Option<String>,
    pub(super) replicas: u32,
    pub(super) shards: u32,
}

/// Arranges the nodes of a store that holds these datasets.
pub(super) fn arrange(
    knowledge: &Knowledge,
    facts: &WorkloadFacts,
    tables: &mut Tables<'_>,
    store: &str,
    members: &[usize],
    engine: &Candidate<'_>,
) -> Arrangement {
    let mut values = facts::of_store(knowledge, facts, members, engine);
    let name = engine.name(knowledge);
    let names = Names { store, engine: &name, ..Names::default() };
    let mut decide = |table: &str, values: &[Value]| {
        let context = Facts { system: &facts.system, engine: &engine.facts, store: values, ..Facts::default() };
        tables.run(table, &context, &names, store.to_owned())
    };
    let topology = decide("topology", &values);
    if let (Some(at), Some(word)) = (Scope::Store.place("topology"), TOPOLOGY.index(&topology)) {
        values[at] = Value::Choice(word);
    }
    let replication = decide("replication", &values);
    let strategy = decide("sharding-strategy", &values);
    let counts = facts::Counts::of(knowledge, &facts.system, &values, &topology, &replication);
    Arrangement {
        facts: values,
        topology,
        replication,
        strategy: (strategy != "none").then_some(strategy),
        replicas: counts.replicas,
        shards: counts.shards,
    }
}
