//! Advice: what of the knowledge's guidance the facts call for.

use std::borrow::Cow;

use super::candidate::Candidate;
use super::evaluation::{Advice, Store};
use crate::condition::{Facts, Verdict};
use crate::knowledge::{Knowledge, Names, Subject};
use crate::words::{Words, listed};
use crate::workload::WorkloadFacts;

/// All advice for a system with its stores and datasets, in the order of the guidance. `homes` are the places of the
/// stores and of the candidates of the datasets.
pub(super) fn advice(
    knowledge: &Knowledge,
    facts: &WorkloadFacts,
    candidates: &[Candidate<'_>],
    stores: &[Store],
    homes: &[(usize, usize)],
) -> Vec<Advice> {
    let mut told: Vec<Told> = Vec::with_capacity(knowledge.guidance.len());
    let (dataset, store) = (DATASET.to_string(), STORE.to_string());
    let unnamed = Names { dataset: &dataset, store: &store, ..Names::default() };
    for (at, guidance) in knowledge.guidance.iter().enumerate() {
        let mut consider = |facts: &Facts<'_>, dataset: &str, store: &str, engine: Option<&Candidate<'_>>| {
            if guidance.when.evaluate(facts) != Verdict::True {
                return;
            }
            let engine = engine.map_or_else(Cow::default, |engine| engine.name(knowledge));
            let names = Names { engine: &engine, ..unnamed };
            let text = guidance.told.says.fill(facts, &names);
            let passes = guidance.told.passes.as_ref().map(|passes| passes.fill(facts, &names));
            let is_told = |told: &Told| told.guidance == at && told.text == text && told.passes == passes;
            let place = told.iter().position(is_told).unwrap_or_else(|| {
                told.push(Told { guidance: at, text, passes, datasets: Vec::new(), stores: Vec::new() });
                told.len() - 1
            });
            add(&mut told[place].datasets, dataset);
            add(&mut told[place].stores, store);
        };
        let system = Facts { system: &facts.system, ..Facts::default() };
        match guidance.subject {
            Subject::System => consider(&system, "", "", None),
            Subject::Store => {
                for store in stores {
                    let candidate = &candidates[store.candidate];
                    let context = Facts { engine: &candidate.facts, store: &store.facts, ..system };
                    consider(&context, "", &store.name, Some(candidate));
                }
            }
            // The knowledge lets no such advice through.
            Subject::Pair => {}
            Subject::Dataset => {
                for (dataset, (store, candidate)) in facts.datasets.iter().zip(homes) {
                    let (store, candidate) = (&stores[*store], &candidates[*candidate]);
                    let context =
                        Facts { dataset: &dataset.values, engine: &candidate.facts, store: &store.facts, ..system };
                    consider(&context, &dataset.name, &store.name, Some(candidate));
                }
            }
        }
    }
    told.into_iter().map(Told::with_names).collect()
}

/// Stand for the names while it is not known to how many a piece of advice applies; characters, since these are found
/// much faster than texts.
const DATASET: char = '\u{1}';
const STORE: char = '\u{2}';

/// Advice in the same words for some datasets or stores.
struct Told {
    guidance: usize,
    text: String,
    passes: Option<String>,
    datasets: Vec<String>,
    stores: Vec<String>,
}

impl Told {
    fn with_names(self) -> Advice {
        let (datasets, stores) = (listed(&self.datasets), listed(&self.stores));
        let named = |text: &str| -> Words { text.replace(DATASET, &datasets).replace(STORE, &stores).into() };
        let (says, passes) = (named(&self.text), self.passes.as_deref().map(named));
        let subjects = if self.datasets.is_empty() { self.stores } else { self.datasets };
        Advice { guidance: self.guidance, subjects: Words::all(&subjects), says, passes }
    }
}

fn add(names: &mut Vec<String>, name: &str) {
    if !name.is_empty() && !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}
