//! Facts of stores and of the system that are known once everything is chosen: what the tables have decided, and what
//! is declared of the stores that run today.

use super::facts::Sheet;
use super::set_system;
use crate::decision::Parts;
use crate::decision::evaluation::Store;
use crate::quantity::Interval;
use crate::vocabulary::{STORE_REPLICATION, TOPOLOGY, Value};
use crate::workload::WorkloadFacts;
use crate::workload::spec::{ArchitectureStatus, EngineRef, StoreSpec};

/// Whether anything runs today, and which kinds of sensitive data there are.
pub(super) fn system_facts(parts: &Parts<'_>, facts: &mut WorkloadFacts) {
    set_system(facts, "system.running", Value::Flag(is_running(parts)));
    let kinds = facts.datasets.iter().filter_map(|dataset| match dataset.get("sensitive") {
        Value::Set(kinds) => Some(*kinds),
        _ => None,
    });
    let kinds = kinds.fold(0, |all, one| all | one);
    set_system(facts, "system.sensitive", if kinds == 0 { Value::Absent } else { Value::Set(kinds) });
}

/// Completes the facts of a store.
pub(super) fn store_facts(parts: &Parts<'_>, facts: &WorkloadFacts, store: &mut Store) {
    let mut sheet = Sheet(std::mem::take(&mut store.facts));
    sheet.set("cache", Value::Flag(store.datasets.is_empty()));
    for (name, list, word) in
        [("topology", &TOPOLOGY, &store.topology), ("replication", &STORE_REPLICATION, &store.replication)]
    {
        if let Some(at) = list.index(word) {
            sheet.set(name, Value::Choice(at));
        }
    }
    sheet.number("replicas", Some(Interval::exact(f64::from(store.replicas))));
    sheet.number("shards", Some(Interval::exact(f64::from(store.shards))));
    let held = if store.datasets.is_empty() { &store.caches } else { &store.datasets };
    let declared = continued(parts, facts, store.engine, held);
    sheet.set("running", Value::Flag(is_running(parts) && declared.is_some()));
    if let Some((_, declared)) = declared {
        let count =
            |stated: &crate::workload::Stated<crate::quantity::Count>| stated.known().map(|count| count.interval());
        sheet.number("cpu_cores", count(&declared.cpu_cores));
        sheet.number("disks", count(&declared.disks));
        sheet.number("max_connections", count(&declared.max_connections));
        sheet.number("memory", declared.memory.known().map(|size| size.interval()));
    }
    store.facts = sheet.0;
}

fn is_running(parts: &Parts<'_>) -> bool {
    let architecture = parts.spec.architecture.as_ref();
    architecture.is_some_and(|architecture| architecture.status.known() == Some(&ArchitectureStatus::Running))
}

/// The declared store that one with this engine and these datasets continues, with its name: that with the same engine
/// that holds most of the same.
pub(super) fn continued<'p>(
    parts: &Parts<'p>,
    facts: &WorkloadFacts,
    engine: usize,
    held: &[usize],
) -> Option<(&'p String, &'p StoreSpec)> {
    let stores = &parts.spec.architecture.as_ref()?.stores;
    let id = parts.knowledge.engines[engine].id.as_str();
    let shared = |spec: &StoreSpec| {
        let names = spec.datasets.iter().chain(&spec.caches);
        names.filter(|name| held.iter().any(|at| facts.datasets[*at].name == **name)).count()
    };
    let same = stores.iter().filter(|(_, spec)| matches!(&spec.engine, EngineRef::Named(name) if name == id));
    let found = same.map(|(name, spec)| (shared(spec), name, spec)).filter(|(shared, ..)| *shared > 0);
    found.max_by_key(|(shared, ..)| *shared).map(|(_, name, spec)| (name, spec))
}
