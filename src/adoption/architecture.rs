//! The recommended architecture as an `architecture:` of the spec.

use indexmap::IndexMap;
use serde::de::DeserializeOwned;

use crate::decision::{Architecture, Evaluation, Store};
use crate::quantity::Count;
use crate::vocabulary::HOSTING;
use crate::workload::spec::{
    ArchitectureSpec, ArchitectureStatus, Backup, Encryption, EngineRef, FedBy, Pattern, Role, Sharding,
    StoreConflicts, StoreSpec,
};
use crate::workload::{Choice, Stated};
use crate::yaml::OneOrMany;

/// What the spec would declare of what is recommended; nothing where there is no architecture.
#[must_use]
pub fn architecture(evaluation: &Evaluation<'_>) -> Option<ArchitectureSpec> {
    let architecture = evaluation.architecture()?;
    let chosen = architecture.patterns.iter().filter(|choice| choice.chosen);
    let patterns: Vec<Pattern> =
        chosen.filter_map(|choice| Pattern::from_word(&evaluation.knowledge.patterns[choice.pattern].id)).collect();
    let adopting = Adopting { evaluation, architecture };
    let stores: IndexMap<String, StoreSpec> = architecture.stores.iter().map(|store| adopting.named(store)).collect();
    Some(ArchitectureSpec {
        status: Stated::Known(ArchitectureStatus::Planned),
        pattern: if patterns.is_empty() { Stated::LeftOut } else { Stated::Known(OneOrMany::from(patterns)) },
        stores,
    })
}

struct Adopting<'e> {
    evaluation: &'e Evaluation<'e>,
    architecture: &'e Architecture,
}

impl Adopting<'_> {
    /// The store with its name. One that continues a declared store has its name, and keeps what only people know of it.
    fn named(&self, store: &Store) -> (String, StoreSpec) {
        let (name, spec) = (store.name.to_string(), self.store(store));
        let declared = self.evaluation.spec.architecture.as_ref().and_then(|declared| declared.stores.get(&name));
        let Some(old) = declared.filter(|old| old.engine == spec.engine) else { return (name, spec) };
        let kept = StoreSpec {
            version: old.version.clone(),
            max_connections: old.max_connections.clone(),
            cpu_cores: old.cpu_cores.clone(),
            memory: old.memory.clone(),
            disks: old.disks.clone(),
            ..spec
        };
        (name, kept)
    }

    fn store(&self, store: &Store) -> StoreSpec {
        let evaluation = self.evaluation;
        let spec = evaluation.spec;
        let names = |places: &[usize]| -> Vec<String> {
            places.iter().map(|at| evaluation.facts.datasets[*at].name.clone()).collect()
        };
        let is_cache = store.datasets.is_empty();
        let spreads = store.sharding_strategy.is_some();
        let in_many_regions = store.topology == "multi-primary";
        // The strictest of what is cached sets the end.
        let staleness = store.caches.iter().filter_map(|at| spec.datasets.get_index(*at)?.1.staleness.known());
        let ttl = staleness.min_by(|one, other| one.interval().low.total_cmp(&other.interval().low));
        StoreSpec {
            engine: EngineRef::Named(evaluation.knowledge.engines[store.engine].id.to_string()),
            version: Stated::LeftOut,
            datasets: names(&store.datasets),
            role: if is_cache { Stated::Known(Role::Cache) } else { Stated::LeftOut },
            hosting: store.hosting.map_or(Stated::LeftOut, |at| word(HOSTING.words[at])),
            topology: word(&store.topology),
            replicas: if store.replicas > 0 { count(store.replicas) } else { Stated::LeftOut },
            shards: if spreads { count(store.shards) } else { Stated::LeftOut },
            sharding: self.sharding(store),
            regions: if in_many_regions { spec.deployment.regions.clone() } else { Stated::LeftOut },
            conflicts: self.decided::<StoreConflicts>("conflict-resolution", &store.name),
            replication: word(&store.replication),
            pool_size: self.pool(store),
            max_connections: Stated::LeftOut,
            cpu_cores: Stated::LeftOut,
            memory: Stated::LeftOut,
            disks: Stated::LeftOut,
            backup: self.decided::<Backup>("backup-plan", &store.name),
            encryption: self.decided::<Vec<Encryption>>("encryption", &store.name),
            fed_by: self.feed(store),
            caches: names(&store.caches),
            caching: store.caching.as_deref().map_or(Stated::LeftOut, word),
            ttl: ttl.filter(|ttl| ttl.interval().low > 0.0).map_or(Stated::LeftOut, |ttl| Stated::Known(ttl.clone())),
            invalidation: store.invalidation.as_deref().map_or(Stated::LeftOut, word),
        }
    }

    fn sharding(&self, store: &Store) -> Sharding {
        let Some(strategy) = &store.sharding_strategy else { return Sharding::default() };
        let datasets = &self.evaluation.spec.datasets;
        let key = store.datasets.iter().find_map(|at| datasets.get_index(*at)?.1.access.key.known().cloned());
        Sharding {
            strategy: word(strategy),
            key: key.map_or(Stated::LeftOut, Stated::Known),
            key_kind: Stated::LeftOut,
        }
    }

    /// What each instance keeps of the connections that all keep together.
    fn pool(&self, store: &Store) -> Stated<Count> {
        let instances = self.evaluation.spec.application.instances.known().map(|instances| instances.interval().high);
        match (store.pool_size, instances.filter(|instances| *instances >= 1.0 && instances.is_finite())) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a small count")]
            (Some(together), Some(instances)) => count((f64::from(together) / instances).ceil() as u32),
            _ => Stated::LeftOut,
        }
    }

    /// How the first of its datasets that is derived from another store's reaches it.
    fn feed(&self, store: &Store) -> Stated<FedBy> {
        let facts = &self.evaluation.facts;
        let elsewhere = |name: &String| {
            let source = facts.position(name);
            source.is_some_and(|source| {
                !std::ptr::eq(&self.architecture.stores[self.architecture.homes[source].0], store)
            })
        };
        let pairs = store.datasets.iter().flat_map(|at| {
            let dataset = &facts.datasets[*at];
            let sources = dataset.derived_from.iter().filter(|name| elsewhere(name));
            sources.map(|source| format!("{} and {source}", dataset.name)).collect::<Vec<_>>()
        });
        let fed: Vec<Stated<FedBy>> = pairs.map(|pair| self.decided("integration", &pair)).collect();
        fed.into_iter().find(|fed| fed.known().is_some()).unwrap_or_default()
    }

    /// What a table decided about a subject, as the spec declares it.
    fn decided<T: DeserializeOwned>(&self, table: &str, subject: &str) -> Stated<T> {
        let decided = self.evaluation.decisions.iter();
        let decided = decided.filter(|decided| decided.decision == table && decided.subject == subject);
        let knowledge = self.evaluation.knowledge;
        let mut declared = decided.filter_map(|decided| knowledge.decision(table)?.declared(&decided.choice));
        declared.find_map(|declared| serde_json::from_str(declared).ok()).map_or(Stated::LeftOut, Stated::Known)
    }
}

/// The choice for which a word stands; nothing for words that the spec does not declare, such as "none".
fn word<T: Choice>(word: &str) -> Stated<T> {
    T::from_word(word).map_or(Stated::LeftOut, Stated::Known)
}

fn count(count: u32) -> Stated<Count> {
    Count::exactly(f64::from(count)).map_or(Stated::LeftOut, Stated::Known)
}
