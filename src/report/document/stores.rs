//! Stores and engines as a report tells of them.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::decision::{Candidate, Evaluation, Store};
use crate::report::phrases::{Nodes, arranged, arrangement, hosting};
use crate::report::view::StoreView;
use crate::vocabulary::{ENGINE, Fact, STORE, Unit, Value};
use crate::words::Words;

/// A store with all that is known of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StoreDocumentView {
    /// What `recommend` says of it.
    #[serde(flatten)]
    pub store: StoreView,
    /// Display name of its engine, with its extensions.
    pub engine_name: Words,
    /// Topology, copies and replication at the horizon in words.
    pub arrangement: Words,
    /// The same today.
    pub starts_as: Words,
    /// How many machines that is at the horizon; null where a service takes care of them, or none is needed.
    pub machines: Option<u32>,
    /// What lies on their disks at the horizon, copies included; null where the size is not known.
    pub stored: Option<Words>,
    /// Hosting with the names of the offers.
    pub hosted: Words,
    /// Sums and extremes of what it holds, by the names of the vocabulary.
    pub facts: IndexMap<Words, Words>,
    /// What is known of its engine, by the names of the vocabulary.
    pub engine_facts: IndexMap<Words, Words>,
    /// The datasets that it holds, or those that it caches.
    pub serves: Vec<Words>,
    /// Those of them that have no other home.
    pub records: Vec<Words>,
    /// Whether it is the only home of what it holds.
    pub is_record: bool,
}

/// An engine of the architecture.
#[derive(Debug, Serialize, JsonSchema)]
pub struct UsedEngineView {
    /// Id.
    pub engine: Words,
    /// Display name, with the extensions that are used.
    pub name: Words,
    /// Names of the stores that run on it.
    pub stores: Vec<Words>,
    /// What it costs to begin with, 0 (next to nothing) to 5.
    pub cost_entry: Words,
    /// What it costs at scale, 0 (next to nothing) to 5.
    pub cost_scale: Words,
}

/// All stores.
pub(super) fn stores(evaluation: &Evaluation<'_>, views: Vec<StoreView>) -> Vec<StoreDocumentView> {
    let Some(architecture) = evaluation.architecture() else { return Vec::new() };
    let stores = architecture.stores.iter().zip(views);
    stores.map(|(store, view)| of_store(evaluation, store, view)).collect()
}

fn of_store(evaluation: &Evaluation<'_>, store: &Store, view: StoreView) -> StoreDocumentView {
    let candidate = &evaluation.candidates[store.candidate];
    let serves = if view.datasets.is_empty() { view.caches.clone() } else { view.datasets.clone() };
    let only_home = STORE.iter().position(|fact| fact.name == "only_home");
    StoreDocumentView {
        engine_name: name(evaluation, candidate, store),
        arrangement: arrangement(&view).into(),
        starts_as: arranged(Nodes::today(&view)).into(),
        machines: machines(&view),
        stored: stored(store, &view),
        records: view.datasets.iter().filter(|name| is_only_home(evaluation, name)).cloned().collect(),
        hosted: hosting(&view).into(),
        facts: told(STORE, &store.facts),
        engine_facts: told(ENGINE, &candidate.facts),
        is_record: !view.datasets.is_empty()
            && only_home.is_some_and(|at| store.facts.get(at) == Some(&Value::Flag(true))),
        serves,
        store: view,
    }
}

fn is_only_home(evaluation: &Evaluation<'_>, dataset: &str) -> bool {
    let at = evaluation.facts.position(dataset);
    at.is_some_and(|at| *evaluation.facts.datasets[at].get("only_home") != Value::Flag(false))
}

/// The nodes that somebody pays for by the machine.
fn machines(view: &StoreView) -> Option<u32> {
    let nodes = Nodes::of(view);
    if nodes.are_hidden() || ["embedded", "serverless"].iter().any(|mode| nodes.hosting == Some(*mode)) {
        return None;
    }
    Some(match nodes.topology {
        "leaderless" => nodes.shards.max(nodes.replicas),
        _ => nodes.shards.max(1).saturating_mul(nodes.replicas.saturating_add(1)),
    })
}

/// The size at the horizon times its copies.
fn stored(store: &Store, view: &StoreView) -> Option<Words> {
    let size = store.facts.get(STORE.iter().position(|fact| fact.name == "size_at_horizon")?)?.number()?;
    let copies = match view.topology.as_str() {
        // A service that takes care of the nodes bills the data once.
        _ if Nodes::of(view).are_hidden() => 1,
        "leaderless" => view.replicas.max(1),
        _ => view.replicas.saturating_add(1),
    };
    Some(Unit::Size.format_interval(size.scale(f64::from(copies))).into())
}

fn name(evaluation: &Evaluation<'_>, candidate: &Candidate<'_>, store: &Store) -> Words {
    let engines = &evaluation.knowledge.engines;
    let host = engines[candidate.engine].name.as_str();
    let extensions: Vec<&str> = store.extensions.iter().map(|at| engines[*at].name.as_str()).collect();
    if extensions.is_empty() { host.into() } else { format!("{host} with {}", extensions.join(" and ")).into() }
}

/// What is known, in words, by name.
fn told(facts: &[Fact], values: &[Value]) -> IndexMap<Words, Words> {
    let known = facts.iter().zip(values).filter(|(_, value)| !matches!(value, Value::Unknown | Value::Absent));
    known.map(|(fact, value)| (fact.name.into(), value.format(fact.kind).into())).collect()
}

/// The engines of the stores, each once.
pub(super) fn engines(stores: &[StoreDocumentView]) -> Vec<UsedEngineView> {
    let mut engines: Vec<UsedEngineView> = Vec::new();
    for store in stores {
        match engines.iter_mut().find(|known| known.name == store.engine_name) {
            Some(known) => known.stores.push(store.store.name.clone()),
            None => engines.push(UsedEngineView {
                engine: store.store.engine.clone(),
                name: store.engine_name.clone(),
                stores: vec![store.store.name.clone()],
                cost_entry: store.engine_facts.get("cost_entry").cloned().unwrap_or_default(),
                cost_scale: store.engine_facts.get("cost_scale").cloned().unwrap_or_default(),
            }),
        }
    }
    engines
}
