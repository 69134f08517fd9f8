//! Advice: what of the knowledge's guidance the facts call for.

use super::candidate::Candidate;
use super::evaluation::{Advice, Store};
use crate::condition::{Facts, Verdict};
use crate::knowledge::{Knowledge, Names, Subject};
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
    let mut advice: Vec<Advice> = Vec::new();
    for (at, guidance) in knowledge.guidance.iter().enumerate() {
        let mut consider = |facts: &Facts<'_>, names: &Names<'_>, subject: &str| {
            if guidance.when.evaluate(facts) != Verdict::True {
                return;
            }
            let says = guidance.says.fill(facts, names);
            match advice.iter_mut().find(|given| given.guidance == at && given.says == says) {
                Some(given) => given.subjects.push(subject.to_owned()),
                None => advice.push(Advice { guidance: at, subjects: vec![subject.to_owned()], says }),
            }
        };
        let system = Facts { system: &facts.system, ..Facts::default() };
        match guidance.subject {
            Subject::System => consider(&system, &Names::default(), ""),
            Subject::Store => {
                for store in stores {
                    let candidate = &candidates[store.candidate];
                    let engine = candidate.name(knowledge);
                    let context = Facts { engine: &candidate.facts, store: &store.facts, ..system };
                    consider(&context, &Names { store: &store.name, engine: &engine, ..Names::default() }, &store.name);
                }
            }
            Subject::Dataset => {
                for (dataset, (store, candidate)) in facts.datasets.iter().zip(homes) {
                    let (store, candidate) = (&stores[*store], &candidates[*candidate]);
                    let engine = candidate.name(knowledge);
                    let names =
                        Names { dataset: &dataset.name, store: &store.name, engine: &engine, ..Names::default() };
                    let context =
                        Facts { dataset: &dataset.values, engine: &candidate.facts, store: &store.facts, ..system };
                    consider(&context, &names, &dataset.name);
                }
            }
        }
    }
    advice
}
