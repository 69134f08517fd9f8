//! What if: a workload with some values changed.
//!
//! A change is made in the tree of the file, not in the typed spec, so that it is read and checked like anything else
//! that is written, and what is wrong with it is reported where the change stands.

use indexmap::IndexMap;

use super::EngineNames;
use super::spec::WorkloadSpec;
use super::validate::Problems;
use crate::diagnostic::{Diagnostic, closest, independent};
use crate::source::Span;
use crate::yaml::{Change, Document, Limits, Partial};

/// The most values that are read for all scenarios together: each reads the whole file again.
const MOST_WORK: usize = 2_000_000;

/// Keys that a scenario cannot change.
const FIXED: [&str; 4] = ["whichdb", "name", "scenarios", "waivers"];

/// What the changes start from.
pub(super) struct Base<'b> {
    /// The document that is changed.
    pub(super) document: &'b Document,
    /// What was read of it.
    pub(super) spec: &'b WorkloadSpec,
    /// What was wrong with it to begin with, which is not the fault of the changes.
    pub(super) misread: &'b [Diagnostic],
    /// The same, found by checking.
    pub(super) problems: &'b Problems,
    /// The engines that there are.
    pub(super) engines: &'b dyn EngineNames,
}

/// A workload with changes made: the document, and what could be read of it.
pub(super) struct Changed {
    pub(super) document: Document,
    pub(super) outcome: Partial<WorkloadSpec>,
}

impl Base<'_> {
    /// The workload under each of its own scenarios. Adds what is wrong with them to `found`.
    pub(super) fn scenarios(&self, found: &mut Vec<Diagnostic>) -> IndexMap<String, WorkloadSpec> {
        let places = self.document.places();
        let mut scenarios = IndexMap::new();
        let changes = self.spec.scenarios.values().map(|changes| changes.len() + 1).sum::<usize>();
        let work = changes.saturating_mul(self.document.weight());
        if work > MOST_WORK {
            found.push(
                Diagnostic::error("limit-exceeded", "there are too many scenarios for a file of this size")
                    .at(places.key("scenarios"), ""),
            );
            return scenarios;
        }
        for name in self.spec.scenarios.keys() {
            let scene = places.key(&format!("scenarios.{name}"));
            let changes = self.document.changes(&["scenarios", name]);
            let Partial { value, problems } = self.change(&changes, &scene).outcome;
            found.extend(problems);
            if let Some(spec) = value {
                scenarios.insert(name.clone(), spec);
            }
        }
        scenarios
    }

    /// Makes changes. Problems that they cause elsewhere are reported at `scene`, where the changes stand.
    pub(super) fn change(&self, changes: &[Change], scene: &Span) -> Changed {
        let (sound, mut problems) = self.sort_out(changes);
        let document = self.document.changed(&sound);
        let Partial { value, problems: misread } = document.read::<WorkloadSpec>();
        let value = value.map(|mut spec| {
            spec.scenarios.clear();
            spec.waivers.clear();
            spec
        });
        problems.extend(misread.into_iter().filter(|problem| !self.misread.contains(problem)));
        if let Some(spec) = &value {
            let found = Problems::of(spec, self.engines).without(self.problems);
            if !found.is_empty() {
                let located = found.locate(&document.places());
                problems.extend(independent(located, &problems));
            }
        }
        let problems = problems.into_iter().map(|problem| at_scene(problem, changes, scene)).collect();
        Changed { document, outcome: Partial { value, problems } }
    }

    /// The changes that can be made, and what is wrong with the others.
    fn sort_out(&self, changes: &[Change]) -> (Vec<Change>, Vec<Diagnostic>) {
        let mut sound: Vec<Change> = Vec::new();
        let mut problems = Vec::new();
        for change in changes {
            let before = sound.iter().find(|other| other.path() == change.path());
            let problem = match before {
                Some(first) => Some(
                    Diagnostic::error("duplicate-key", format!("`{}` is changed twice", change.path()))
                        .at(change.key().clone(), "again here")
                        .also(first.key().clone(), "first here"),
                ),
                None => self.refuse(change),
            };
            match problem {
                Some(problem) => problems.push(problem),
                None => sound.push(change.clone()),
            }
        }
        (sound, problems)
    }

    fn refuse(&self, change: &Change) -> Option<Diagnostic> {
        let keys: Vec<&str> = change.path().split('.').collect();
        if keys.iter().any(|key| key.is_empty()) {
            return Some(
                Diagnostic::error("invalid-path", format!("`{}` is not the path of a key", change.path()))
                    .at(change.key().clone(), "")
                    .help("write a path such as `datasets.orders.velocity.reads`"),
            );
        }
        if keys.len() > Limits::WORKLOAD.depth {
            return Some(Diagnostic::error("invalid-path", "no key lies that deep").at(change.key().clone(), ""));
        }
        if FIXED.contains(&keys[0]) {
            return Some(
                Diagnostic::error("invalid-path", format!("`{}` cannot be changed", keys[0]))
                    .at(change.key().clone(), "")
                    .help("a change names a fact, such as `datasets.orders.velocity.reads`"),
            );
        }
        let stores = self.spec.architecture.as_ref().map(|declared| &declared.stores);
        match keys.as_slice() {
            ["datasets", name, _, ..] if !self.spec.datasets.contains_key(*name) => {
                let names = self.spec.datasets.keys().map(String::as_str);
                Some(absent("unknown-dataset", "dataset", name, change, names))
            }
            ["architecture", "stores", name, _, ..] if !stores.is_some_and(|stores| stores.contains_key(*name)) => {
                let names = stores.into_iter().flat_map(|stores| stores.keys());
                let names = names.map(String::as_str);
                Some(absent("unknown-store", "store", name, change, names))
            }
            _ => None,
        }
    }
}

fn absent<'a>(
    code: &'static str,
    what: &str,
    name: &str,
    change: &Change,
    names: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let problem =
        Diagnostic::error(code, format!("there is no {what} `{name}` to change")).at(change.key().clone(), "");
    match closest(name, names) {
        Some(meant) => problem.help(format!("did you mean `{meant}`?")),
        None => problem.help(format!("a scenario changes what is there; add the {what} to the workload")),
    }
}

/// A problem that the changes cause where they do not stand is moved to where they do.
fn at_scene(problem: Diagnostic, changes: &[Change], scene: &Span) -> Diagnostic {
    let is_here =
        |span: &Span| changes.iter().any(|change| change.key().overlaps(span) || change.value().overlaps(span));
    if problem.span().is_some_and(is_here) {
        return problem;
    }
    let cause = changes.iter().find(|change| {
        let mut others = problem.also_at().iter();
        others.any(|other| change.value().overlaps(&other.span))
    });
    match cause {
        Some(change) => problem.moved(change.key().clone(), "because of this change"),
        None => problem.moved(scene.clone(), "because of these changes"),
    }
}
