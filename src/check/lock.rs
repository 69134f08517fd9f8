//! The decision lock: what was decided, and from what, so that a later check tells when the decision has moved and which
//! of spec, knowledge and program moved it.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::declared::Sheet;
use super::{Check, Found};
use crate::condition::Facts;
use crate::decision::Evaluation;
use crate::knowledge::Names;
use crate::knowledge::spec::FindingSubject;
use crate::vocabulary::{DECLARED, Value};
use crate::yaml::Places;

/// The version of the format of a lock.
const FORMAT: u32 = 1;

/// A decision, and what it was made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// Version of this format.
    pub lock: u32,
    /// What it was made from.
    pub made_from: Origins,
    /// What was decided for each dataset.
    pub datasets: IndexMap<String, LockedDataset>,
    /// What was decided for each store, caches included.
    pub stores: IndexMap<String, LockedStore>,
    /// The patterns that were chosen.
    pub patterns: Vec<String>,
}

/// What a decision is made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Origins {
    /// Version of the program.
    pub whichdb: String,
    /// Version of the knowledge.
    pub knowledge: String,
    /// Digest of all files of the knowledge, packs included.
    pub knowledge_digest: String,
    /// Digest of the spec, as far as it bears on the decision: without comments, names, waivers, scenarios and what is
    /// declared.
    pub spec_digest: String,
}

/// What was decided for a dataset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LockedDataset {
    /// Its engine.
    pub engine: String,
    /// The store that holds it.
    pub store: String,
    /// By how much the score of the engine exceeds that of the best other one, in thousandths; negative where the
    /// system as a whole asked for a lesser one. It is told, not held to.
    pub margin: i32,
}

/// What was decided for a store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LockedStore {
    /// Its engine.
    pub engine: String,
    /// Its topology.
    pub topology: String,
}

/// A decision that is no longer what it was.
struct Change {
    dataset: String,
    says: String,
}

impl Lock {
    /// Locks what was decided; nothing where there is no architecture.
    #[must_use]
    pub fn of(evaluation: &Evaluation<'_>, made_from: Origins) -> Option<Self> {
        let architecture = evaluation.architecture()?;
        let knowledge = evaluation.knowledge;
        let engine = |at: usize| knowledge.engines[at].id.to_string();
        let names = evaluation.facts.datasets.iter().map(|dataset| dataset.name.clone());
        let datasets = names.zip(&architecture.homes).zip(&evaluation.datasets).map(|((name, home), dataset)| {
            let store = &architecture.stores[home.0];
            let own = &dataset.ranking[home.1];
            let same = |candidate: usize| evaluation.candidates[candidate].engine == store.engine;
            let other = dataset.ranking.iter().find(|scored| !same(scored.candidate));
            #[expect(clippy::cast_possible_truncation, reason = "scores lie between 0 and 1")]
            let margin = other.map_or(1000, |other| ((own.score - other.score) * 1000.0).round() as i32);
            (name, LockedDataset { engine: engine(store.engine), store: store.name.to_string(), margin })
        });
        let stores = architecture.stores.iter().map(|store| {
            let locked = LockedStore { engine: engine(store.engine), topology: store.topology.to_string() };
            (store.name.to_string(), locked)
        });
        let chosen = architecture.patterns.iter().filter(|choice| choice.chosen);
        let patterns = chosen.map(|choice| knowledge.patterns[choice.pattern].id.to_string());
        Some(Self {
            lock: FORMAT,
            made_from,
            datasets: datasets.collect(),
            stores: stores.collect(),
            patterns: patterns.collect(),
        })
    }

    /// Whether it has the format of this version.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.lock == FORMAT
    }

    /// What the evaluation decides otherwise than it is locked, with what has changed since.
    #[must_use]
    pub fn moved<'e>(&self, evaluation: &'e Evaluation<'e>, origins: Origins, places: &Places) -> Vec<Found<'e>> {
        let causes = self.made_from.changed(&origins);
        // Without an architecture there is another finding, and nothing to compare.
        let Some(now) = Self::of(evaluation, origins) else { return Vec::new() };
        let mut check = Check { evaluation, places, found: Vec::new() };
        let mut sheet = Sheet(vec![Value::Unknown; DECLARED.len()]);
        sheet.set("decision_changed", Value::Flag(true));
        let facts = Facts { declared: &sheet.0, ..check.facts() };
        for change in self.changes(&now) {
            let names = Names { dataset: &change.dataset, what: &change.says, value: &causes, ..Names::default() };
            let findings = &evaluation.knowledge.findings;
            for finding in findings.iter().filter(|finding| finding.subject == FindingSubject::Decision) {
                check.look(finding, &facts, &names);
            }
        }
        check.found
    }

    fn changes(&self, now: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (name, dataset) in &now.datasets {
            let says = match self.datasets.get(name) {
                None => format!("{name} is new and goes to {}", dataset.engine),
                Some(before) if before.engine != dataset.engine => {
                    format!("{name} goes to {}, where {} is locked", dataset.engine, before.engine)
                }
                Some(before) if before.store != dataset.store => {
                    format!("{name} lies in the store {}, where {} is locked", dataset.store, before.store)
                }
                Some(_) => continue,
            };
            changes.push(Change { dataset: name.clone(), says });
        }
        let mut of_system = |says: String| changes.push(Change { dataset: String::new(), says });
        for name in self.datasets.keys().filter(|name| !now.datasets.contains_key(*name)) {
            of_system(format!("{name} is locked and no longer in the spec"));
        }
        for (name, store) in &now.stores {
            match self.stores.get(name) {
                Some(before) if before.engine == store.engine && before.topology != store.topology => {
                    of_system(format!("{name} becomes {}, where {} is locked", store.topology, before.topology));
                }
                Some(before)
                    if before.engine != store.engine && !now.datasets.values().any(|own| own.store == *name) =>
                {
                    of_system(format!("the cache {name} becomes {}, where {} is locked", store.engine, before.engine));
                }
                None if !now.datasets.values().any(|dataset| dataset.store == *name) => {
                    of_system(format!("{name} ({}) is added as a cache", store.engine));
                }
                _ => {}
            }
        }
        let cache = |name: &&String| !self.datasets.values().any(|dataset| dataset.store == **name);
        for name in self.stores.keys().filter(cache).filter(|name| !now.stores.contains_key(*name)) {
            of_system(format!("the cache {name} is no longer needed"));
        }
        let lacking = |some: &[String], other: &[String]| -> Vec<String> {
            some.iter().filter(|pattern| !other.contains(pattern)).cloned().collect()
        };
        for pattern in lacking(&now.patterns, &self.patterns) {
            of_system(format!("the pattern {pattern} is chosen and not locked"));
        }
        for pattern in lacking(&self.patterns, &now.patterns) {
            of_system(format!("the pattern {pattern} is locked and no longer chosen"));
        }
        changes
    }
}

impl Origins {
    /// What has changed, in words.
    fn changed(&self, now: &Self) -> String {
        let knowledge = self.knowledge != now.knowledge || self.knowledge_digest != now.knowledge_digest;
        let changed: Vec<&str> = [
            (self.spec_digest != now.spec_digest, "the spec"),
            (knowledge, "the knowledge"),
            (self.whichdb != now.whichdb, "the program"),
        ]
        .into_iter()
        .filter_map(|(changed, what)| changed.then_some(what))
        .collect();
        match changed.as_slice() {
            [] => "the lock itself".to_owned(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }
}
