//! Checks of the architecture that has been decided or is running.

use indexmap::IndexMap;

use super::common::{self, at_least_one, distinct, engine, positive, regions};
use super::links::known_dataset;
use super::report::{Problem, Report};
use crate::workload::spec::{ArchitectureSpec, Backup, EngineRef, StoreSpec, Topology, WorkloadSpec};
use crate::workload::{EngineNames, Stated};

pub(super) fn check(
    architecture: &ArchitectureSpec,
    spec: &WorkloadSpec,
    engines: &dyn EngineNames,
    report: &mut Report,
) {
    if let Some(patterns) = architecture.pattern.known() {
        distinct("architecture.pattern", patterns, report);
    }
    let mut holders: IndexMap<&str, String> = IndexMap::new();
    for (name, store) in &architecture.stores {
        let path = format!("architecture.stores.{name}");
        common::name("store", &path, name, report);
        check_engine(&path, &store.engine, engines, report);
        contents(&path, store, spec, report);
        layout(&path, store, report);
        amounts(&path, store, report);
        for (index, held) in store.datasets.iter().enumerate() {
            held_once(&path, index, held, &mut holders, report);
        }
    }
}

fn check_engine(path: &str, named: &EngineRef, engines: &dyn EngineNames, report: &mut Report) {
    match named {
        EngineRef::Named(name) => engine(&format!("{path}.engine"), name, engines, report),
        EngineRef::Other(other) => {
            if let Some(known) = engines.resolve(&other.other) {
                report.add(
                    Problem::new(
                        "known-engine",
                        format!("{path}.engine.other"),
                        format!("the catalogue has the engine `{known}`"),
                    )
                    .help(format!("write `engine: {known}`")),
                );
            }
        }
    }
}

/// The datasets that the store holds and those that it caches.
fn contents(path: &str, store: &StoreSpec, spec: &WorkloadSpec, report: &mut Report) {
    for (key, names) in [("datasets", &store.datasets), ("caches", &store.caches)] {
        let path = format!("{path}.{key}");
        distinct(&path, names, report);
        for (index, name) in names.iter().enumerate() {
            known_dataset(&format!("{path}[{index}]"), name, spec, report);
        }
    }
    for (index, cached) in store.caches.iter().enumerate() {
        if let Some(held) = store.datasets.iter().position(|held| held == cached) {
            report.add(
                Problem::new(
                    "contradiction",
                    format!("{path}.caches[{index}]"),
                    format!("the store both holds `{cached}` and caches it"),
                )
                .also(format!("{path}.datasets[{held}]"), "held here")
                .help("a cache lists what another store holds"),
            );
        }
    }
}

fn held_once<'a>(
    path: &str,
    index: usize,
    held: &'a str,
    holders: &mut IndexMap<&'a str, String>,
    report: &mut Report,
) {
    let here = format!("{path}.datasets[{index}]");
    match holders.get(held) {
        // Twice in one store is reported as such.
        Some(first) if first.starts_with(&format!("{path}.datasets[")) => {}
        Some(first) => report.add(
            Problem::new(
                "held-twice",
                here,
                format!("`{held}` stands in two stores"),
            )
            .label("again here")
            .also(first.clone(), "first here")
            .help(
                "a dataset stands in one store; list it in `caches` of a cache, and describe any other copy as a dataset of its own, with `derived_from`",
            ),
        ),
        None => {
            holders.insert(held, here);
        }
    }
}

/// Machines, copies and parts.
fn layout(path: &str, store: &StoreSpec, report: &mut Report) {
    regions(format_args!("{path}.regions"), &store.regions, report);
    distinct(format_args!("{path}.encryption"), store.encryption.items(), report);
    at_least_one(format_args!("{path}.shards"), &store.shards, report);
    let Some(topology @ (Topology::SingleNode | Topology::Embedded)) = store.topology.known() else {
        return;
    };
    let replicas = store.replicas.known().map(|count| count.interval());
    if replicas.is_some_and(|count| count.is_above(0.0) == Some(true)) {
        report.add(
            Problem::new(
                "contradiction",
                format!("{path}.replicas"),
                format!("a store with the topology `{topology}` has no replicas"),
            )
            .also(format!("{path}.topology"), "the topology")
            .help("correct the topology, such as `primary-replica`, or the number of replicas"),
        );
    }
    let shards = store.shards.known().map(|count| count.interval());
    if shards.is_some_and(|count| count.is_above(1.0) == Some(true)) {
        report.add(
            Problem::new(
                "contradiction",
                format!("{path}.shards"),
                format!("a store with the topology `{topology}` has one shard"),
            )
            .also(format!("{path}.topology"), "the topology")
            .help("correct the topology, such as `sharded`, or the number of shards"),
        );
    }
}

fn amounts(path: &str, store: &StoreSpec, report: &mut Report) {
    let counts = [
        ("pool_size", &store.pool_size),
        ("max_connections", &store.max_connections),
        ("cpu_cores", &store.cpu_cores),
        ("disks", &store.disks),
    ];
    for (key, count) in counts {
        at_least_one(format_args!("{path}.{key}"), count, report);
    }
    positive(format_args!("{path}.memory"), &store.memory, report);
    positive(format_args!("{path}.ttl"), &store.ttl, report);
    if let Some(Backup::Scheduled(schedule)) = store.backup.known() {
        for (key, duration) in [("every", &schedule.every), ("keep", &schedule.keep)] {
            let path = format!("{path}.backup.{key}");
            positive(&path, &Stated::Known(duration.clone()), report);
        }
    }
}
