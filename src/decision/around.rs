//! The tables that no step of the program asks for by name: once stores, patterns and caches are known, each is
//! evaluated for all its subjects. A new table is a new file and nothing else.

use super::candidate::Candidate;
use super::evaluation::Store;
use super::table::Tables;
use crate::condition::Facts;
use crate::knowledge::{Knowledge, Names, Subject};
use crate::vocabulary::{ENGINE_TRANSACTIONS, FEATURE, LINK, PAIR, Scope, Value};
use crate::workload::WorkloadFacts;

/// Tables that steps of the program need, and run themselves.
const ASKED_FOR: [&str; 6] = ["hosting", "topology", "replication", "sharding-strategy", "caching", "invalidation"];

/// What has been settled when the tables are evaluated.
pub(super) struct Settled<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) facts: &'a WorkloadFacts,
    pub(super) candidates: &'a [Candidate<'a>],
    pub(super) stores: &'a [Store],
    /// Places of the stores and of the candidates of the datasets.
    pub(super) homes: &'a [(usize, usize)],
}

/// Evaluates all of them, in the order of their ids.
pub(super) fn decide(settled: &Settled<'_>, tables: &mut Tables<'_>) {
    let links = links(settled.facts);
    let rest = |id: &str| !ASKED_FOR.contains(&id);
    for table in settled.knowledge.decisions.iter().filter(|table| table.defines.is_none() && rest(&table.id)) {
        let system = Facts { system: &settled.facts.system, ..Facts::default() };
        match table.subject {
            Subject::System => drop(tables.decide(table, &system, &Names::default(), String::new())),
            Subject::Store => {
                for store in settled.stores {
                    let candidate = &settled.candidates[store.candidate];
                    let context = Facts { engine: &candidate.facts, store: &store.facts, ..system };
                    let engine = candidate.name(settled.knowledge);
                    let names = Names { store: &store.name, engine: &engine, ..Names::default() };
                    tables.decide(table, &context, &names, store.name.to_string());
                }
            }
            Subject::Dataset => {
                for at in 0..settled.facts.datasets.len() {
                    settled.at_home(at, |context, names| {
                        tables.decide(table, context, names, names.dataset.to_owned());
                    });
                }
            }
            Subject::Pair => {
                for link in &links {
                    let other = &settled.facts.datasets[link.other];
                    let pair = settled.pair(link);
                    settled.at_home(link.dataset, |context, names| {
                        let context = Facts { other: &other.values, pair: &pair, ..*context };
                        let names = Names { other: &other.name, ..*names };
                        let subject = format!("{} and {}", names.dataset, names.other);
                        tables.decide(table, &context, &names, subject);
                    });
                }
            }
        }
    }
}

impl Settled<'_> {
    /// Calls with the facts and names of a dataset in its store.
    fn at_home(&self, dataset: usize, mut call: impl FnMut(&Facts<'_>, &Names<'_>)) {
        let (store, candidate) = self.homes[dataset];
        let (store, candidate) = (&self.stores[store], &self.candidates[candidate]);
        let dataset = &self.facts.datasets[dataset];
        let engine = candidate.name(self.knowledge);
        let context = Facts {
            system: &self.facts.system,
            dataset: &dataset.values,
            engine: &candidate.facts,
            store: &store.facts,
            ..Facts::default()
        };
        let names = Names { dataset: &dataset.name, engine: &engine, store: &store.name, ..Names::default() };
        call(&context, &names);
    }

    /// The facts of a link.
    fn pair(&self, link: &Link) -> Vec<Value> {
        let (one, other) = (self.homes[link.dataset], self.homes[link.other]);
        let engine = |home: (usize, usize)| self.candidates[home.1].engine;
        let source = &self.candidates[other.1].facts;
        let mut values = pair_facts(link, one.0 == other.0, engine(one) == engine(other), source);
        let owner = |dataset: usize| self.facts.datasets[dataset].owner.as_deref();
        if let (Some(left), Some(right), Some(at)) =
            (owner(link.dataset), owner(link.other), Scope::Pair.place("same_owner"))
        {
            values[at] = Value::Flag(left == right);
        }
        values
    }
}

/// The facts of a link between datasets that lie in these stores; `source` are the facts of the other one's engine.
#[must_use]
pub fn pair_facts(link: &Link, same_store: bool, same_engine: bool, source: &[Value]) -> Vec<Value> {
    let mut values = vec![Value::Unknown; PAIR.len()];
    let mut set = |name: &str, value: Value| {
        if let Some(at) = Scope::Pair.place(name) {
            values[at] = value;
        }
    };
    let of_source = |name: &str| Scope::Engine.place(name).and_then(|at| source.get(at));
    set("links", Value::Set(link.kinds));
    set("same_store", Value::Flag(same_store));
    set("same_engine", Value::Flag(same_engine));
    if let (Some(Value::Set(features)), Some(stream)) = (of_source("features"), FEATURE.index("change-stream")) {
        set("source_streams", Value::Flag(features >> stream & 1 == 1));
    }
    debug_assert!(ENGINE_TRANSACTIONS.ordered);
    set("source_transactions", of_source("transactions").cloned().unwrap_or_default());
    values
}

/// Two datasets that belong together. What is derived stands first, its source is the other one.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Place of the dataset.
    pub dataset: usize,
    /// Place of the one at the other end.
    pub other: usize,
    /// Bits of the words of the list of links.
    pub kinds: u64,
}

/// Each pair of linked datasets once, in the order of the datasets.
#[must_use]
pub fn links(facts: &WorkloadFacts) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut add = |dataset: usize, other: usize, word: &str| {
        let bit = LINK.index(word).map_or(0, |at| 1 << at);
        let same = |link: &&mut Link| {
            (link.dataset, link.other) == (dataset, other) || (link.other, link.dataset) == (dataset, other)
        };
        match links.iter_mut().find(same) {
            Some(link) => link.kinds |= bit,
            None if dataset != other => links.push(Link { dataset, other, kinds: bit }),
            None => {}
        }
    };
    for (at, dataset) in facts.datasets.iter().enumerate() {
        for source in dataset.derived_from.iter().filter_map(|name| facts.position(name)) {
            add(at, source, "feeds");
        }
    }
    for (at, dataset) in facts.datasets.iter().enumerate() {
        for (names, word) in [(&dataset.joins_with, "joins"), (&dataset.changes_with, "changes")] {
            for other in names.iter().filter_map(|name| facts.position(name)) {
                add(at.min(other), at.max(other), word);
            }
        }
    }
    links.sort_by_key(|link| (link.dataset, link.other));
    links
}
