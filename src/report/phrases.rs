//! Parts of sentences about a recommendation that several renderings share.

use super::difference::{Aspect, ChangeView};
use super::view::{RecommendationView, ScenarioView, StoreView};

/// How a store is arranged of whose nodes the service takes care.
pub(super) const SPREAD_BY_SERVICE: &str = "spread and copied by the service";
/// So many changes are told of each scenario; the JSON has them all.
const TOLD: usize = 4;

/// What is recommended, in a few words.
pub(super) fn headline(view: &RecommendationView<'_>) -> String {
    let mut engines: Vec<String> = Vec::new();
    for store in &view.stores {
        let name = with_extensions(store);
        if !engines.contains(&name) {
            engines.push(name);
        }
    }
    match (view.stores.as_slice(), engines.as_slice()) {
        ([], _) => "nothing to store".into(),
        ([_], [one]) => format!("one {one} holds everything"),
        (stores, [one]) => format!("{} databases, all {one}", stores.len()),
        (stores, many) => format!("{} stores on {}", stores.len(), many.join(", ")),
    }
}

/// A store's engine with the extensions that its datasets need.
pub(super) fn with_extensions(store: &StoreView) -> String {
    if store.extensions.is_empty() {
        store.engine.to_string()
    } else {
        format!("{} with {}", store.engine, store.extensions.join(" and "))
    }
}

/// How the nodes of a store are arranged.
#[derive(Clone, Copy)]
pub(super) struct Nodes<'v> {
    pub(super) topology: &'v str,
    pub(super) replicas: u32,
    pub(super) shards: u32,
    pub(super) replication: &'v str,
    pub(super) hosting: Option<&'v str>,
}

impl<'v> Nodes<'v> {
    /// At the horizon.
    pub(super) fn of(store: &'v StoreView) -> Self {
        Self {
            topology: &store.topology,
            replicas: store.replicas,
            shards: store.shards,
            replication: &store.replication,
            hosting: store.hosting.as_deref(),
        }
    }

    /// Today; at the horizon where growth was not looked at.
    pub(super) fn today(store: &'v StoreView) -> Self {
        match &store.today {
            None => Self::of(store),
            Some(today) => Self {
                topology: &today.topology,
                replicas: today.replicas,
                shards: today.shards,
                replication: &today.replication,
                hosting: store.hosting.as_deref(),
            },
        }
    }

    /// Whether a service takes care of the nodes.
    pub(super) fn are_hidden(self) -> bool {
        self.topology == "sharded-replicated" && self.hosting == Some("serverless")
    }
}

/// Topology, copies and replication of a store at the horizon.
pub(super) fn arrangement(store: &StoreView) -> String {
    arranged(Nodes::of(store))
}

/// Topology, copies and replication.
pub(super) fn arranged(nodes: Nodes<'_>) -> String {
    let copies = |count: u32| if count == 1 { "1 replica".to_owned() } else { format!("{count} replicas") };
    let shape = match nodes.topology {
        "primary-replica" => format!("primary, {}", copies(nodes.replicas)),
        "leaderless" => format!("leaderless, {} copies", nodes.replicas),
        "sharded-replicated" if nodes.shards > 1 => format!("{} shards, {} each", nodes.shards, copies(nodes.replicas)),
        "sharded-replicated" if nodes.are_hidden() => SPREAD_BY_SERVICE.to_owned(),
        "sharded-replicated" => format!("one shard for now, {}", copies(nodes.replicas)),
        "sharded" => format!("{} shards", nodes.shards),
        other => other.to_owned(),
    };
    let of_data = if nodes.topology == "leaderless" && nodes.shards > 1 {
        format!(", {} nodes of data", nodes.shards)
    } else {
        String::new()
    };
    let mode = match nodes.replication {
        "none" | "" => String::new(),
        mode => format!(", {mode}"),
    };
    format!("{shape}{of_data}{mode}")
}

/// Who runs a store, with the names of the offers.
pub(super) fn hosting(store: &StoreView) -> String {
    match (store.hosting.as_deref(), store.offers.as_slice()) {
        (Some(mode), [one]) => format!("{mode}: {one}"),
        (Some(mode), [first, ..]) => format!("{mode}: {first} or others"),
        (Some(mode), []) => mode.to_owned(),
        (None, _) => String::new(),
    }
}

/// How the recommendation fares under a scenario, and what would be better then.
pub(super) fn scenario_in_words(scenario: &ScenarioView) -> String {
    format!("{} {}", verdict(scenario), changes(scenario))
}

fn verdict(scenario: &ScenarioView) -> String {
    if !scenario.feasible {
        return "no architecture meets all hard requirements.".to_owned();
    }
    if scenario.failures.is_empty() {
        return "the recommended engines hold.".to_owned();
    }
    let failures = scenario.failures.iter();
    let failures: Vec<String> = failures
        .map(|failure| format!("{} no longer holds {} ({})", failure.engine, failure.dataset, failure.rules.join(", ")))
        .collect();
    format!("{}.", failures.join("; "))
}

/// The weightiest changes; classes and lesser decisions are counted.
fn changes(scenario: &ScenarioView) -> String {
    let weighty = |change: &&ChangeView| !matches!(change.aspect, Aspect::Decision | Aspect::Feasible);
    let told: Vec<String> = scenario.changes.iter().filter(weighty).take(TOLD).map(in_words).collect();
    match (told.is_empty(), scenario.changes.len().saturating_sub(told.len())) {
        (true, 0) => "Nothing changes.".to_owned(),
        (true, 1) => "One lesser decision changes.".to_owned(),
        (true, others) => format!("{others} lesser decisions change."),
        (false, 0) => format!("Best then: {}.", told.join(", ")),
        (false, others) => format!("Best then: {}, and {others} lesser decisions otherwise.", told.join(", ")),
    }
}

fn in_words(change: &ChangeView) -> String {
    let (what, subject) = (&change.what, &change.subject);
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{what} of {subject} {after} instead of {before}"),
        (None, Some(after)) => format!("{what} of {subject} {after}"),
        (_, None) => format!("no {what} of {subject}"),
    }
}
