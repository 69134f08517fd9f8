//! The check: a workload and its declared architecture held against what the knowledge calls wrong.
//!
//! Pure like the evaluation that it starts from; what it finds is sorted by its place in the file.

mod baseline;
mod declared;
mod keys;
mod lock;
mod waiving;

use crate::condition::{Facts, Verdict};
use crate::decision::{Evaluation, Unknown, links, pair_facts};
use crate::knowledge::spec::{FindingLevel, FindingSubject};
use crate::knowledge::{Finding, Names};
use crate::words::Words;
use crate::yaml::Places;
pub use baseline::{Baseline, KnownFinding};
pub use lock::{Lock, LockedDataset, LockedStore, Origins};
pub use waiving::{Waived, unknown_findings, waive};

use declared::{Declared, DeclaredStore};

/// Something that was found.
#[derive(Clone, Debug)]
pub struct Found<'k> {
    /// What it is.
    pub finding: &'k Finding,
    /// How bad it is; a team may have another opinion than the knowledge.
    pub level: FindingLevel,
    /// The dataset that it is about.
    pub dataset: Option<String>,
    /// The declared store that it is about.
    pub store: Option<String>,
    /// Path of the value that causes it; where the cause is that something is missing, of the missing key.
    pub path: String,
    /// What is wrong, in a sentence.
    pub says: String,
    /// What to do about it.
    pub help: String,
}

/// Everything that is found in a workload, in the order of the file; `unknowns` is what is not known of it, with what that
/// would change.
#[must_use]
pub fn check<'e>(evaluation: &'e Evaluation<'e>, places: &Places, unknowns: &[Unknown]) -> Vec<Found<'e>> {
    let declared = Declared::of(evaluation);
    let mut check = Check { evaluation, places, found: Vec::new() };
    let keys = check.keys(declared.system(), unknowns);
    for finding in &evaluation.knowledge.findings {
        match finding.subject {
            FindingSubject::System => check.system(finding, &declared),
            FindingSubject::Store => declared.stores.iter().for_each(|store| check.store(finding, store)),
            FindingSubject::Dataset => {
                (0..evaluation.facts.datasets.len()).for_each(|at| check.dataset(finding, &declared, at));
            }
            FindingSubject::Pair => check.pairs(finding, &declared),
            FindingSubject::Key => keys.iter().for_each(|key| check.key(finding, key)),
            // These are looked at once it is known what they are about.
            FindingSubject::Waiver | FindingSubject::Decision => {}
        }
    }
    let mut found = check.found;
    found.sort_by_key(|found| places.value(&found.path).range().start);
    found
}

struct Check<'e, 'p> {
    evaluation: &'e Evaluation<'e>,
    places: &'p Places,
    found: Vec<Found<'e>>,
}

impl<'e> Check<'e, '_> {
    fn facts(&self) -> Facts<'e> {
        Facts { system: &self.evaluation.facts.system, ..Facts::default() }
    }

    fn system(&mut self, finding: &'e Finding, declared: &Declared<'_>) {
        let facts = Facts { declared: declared.system(), ..self.facts() };
        self.look(finding, &facts, &Names::default());
    }

    fn store(&mut self, finding: &'e Finding, store: &DeclaredStore<'_>) {
        let facts = Facts { engine: store.traits, store: &store.needs, declared: &store.declared, ..self.facts() };
        self.look(finding, &facts, &Names { store: store.name, engine: &store.engine, ..Names::default() });
    }

    fn dataset(&mut self, finding: &'e Finding, declared: &Declared<'_>, at: usize) {
        let dataset = &self.evaluation.facts.datasets[at];
        let facts = Facts { dataset: &dataset.values, ..self.facts() };
        let names = Names { dataset: &dataset.name, ..Names::default() };
        let Some(own) = &declared.datasets[at] else {
            self.look(finding, &Facts { declared: declared.system(), ..facts }, &names);
            return;
        };
        let store = &declared.stores[own.store];
        let facts = Facts { engine: store.traits, store: &store.needs, declared: &own.declared, ..facts };
        let what = own.says(finding, declared);
        self.look(finding, &facts, &Names { store: store.name, engine: &store.engine, what: &what, ..names });
    }

    fn pairs(&mut self, finding: &'e Finding, declared: &Declared<'_>) {
        for link in links(&self.evaluation.facts) {
            let [dataset, other] = [link.dataset, link.other].map(|at| &self.evaluation.facts.datasets[at]);
            let (Some(home), Some(others)) = (declared.home(link.dataset), declared.home(link.other)) else {
                continue;
            };
            let pair = pair_facts(&link, home.name == others.name, home.engine == others.engine, others.traits);
            let facts = Facts {
                dataset: &dataset.values,
                other: &other.values,
                engine: home.traits,
                store: &home.needs,
                pair: &pair,
                declared: &home.declared,
                ..self.facts()
            };
            let names = Names {
                dataset: &dataset.name,
                other: &other.name,
                store: home.name,
                engine: &home.engine,
                ..Names::default()
            };
            self.look(finding, &facts, &names);
        }
    }

    fn look(&mut self, finding: &'e Finding, facts: &Facts<'_>, names: &Names<'_>) {
        if finding.when.evaluate(facts) != Verdict::True {
            return;
        }
        let paths: Vec<String> = finding.at.iter().map(|path| path.fill(facts, names)).collect();
        let there = paths.iter().find(|path| self.places.contains(path));
        let Some(path) = there.or(paths.first()).cloned() else { return };
        let figures: Vec<(Words, String)> = finding.figures.iter().filter_map(|figure| figure.worded(facts)).collect();
        let names = &Names { figures: &figures, ..*names };
        let name = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let (dataset, says) = (name(names.dataset), finding.says.fill(facts, names));
        let is_told = |told: &Found<'_>| {
            let same = told.finding.id == finding.id && told.path == path;
            let of_store = path.starts_with("architecture.") && !names.other.is_empty();
            // One value of a store is wrong once, whatever number of links or datasets shows it.
            same && (told.says == says || (of_store && told.dataset == dataset))
        };
        if self.found.iter().any(is_told) {
            return;
        }
        self.found.push(Found {
            finding,
            level: finding.level,
            dataset,
            store: name(names.store),
            path,
            says,
            help: finding.help.fill(facts, names),
        });
    }
}
