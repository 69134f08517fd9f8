//! The workload: what may be written ([`spec`]), and its checked form.

mod choice;
mod facts;
mod given;
mod scenario;
mod schema;
pub mod spec;
mod stated;
mod validate;

use indexmap::IndexMap;

use crate::diagnostic::{self, Diagnostic, independent};
use crate::knowledge::Knowledge;
use crate::source::SourceFile;
use crate::yaml::{Document, Limits, Partial, Places};
use scenario::Base;
use spec::{EngineRef, WorkloadSpec};
use validate::Problems;

pub use choice::Choice;
pub use facts::{Assumptions, DatasetFacts, Distribution, WorkloadFacts, horizon, outside_residency};
pub use given::{Given, GivenKind, Stands};
pub use schema::workload_schema;
pub use stated::{Stated, UNKNOWN};

/// The engines that there are.
pub trait EngineNames {
    /// The name under which the catalogue has an engine, given that name or another one of it.
    fn resolve(&self, name: &str) -> Option<&str>;

    /// The names of all engines in the catalogue, in a stable order.
    fn all(&self) -> Vec<&str>;
}

impl EngineNames for Knowledge {
    fn resolve(&self, name: &str) -> Option<&str> {
        self.engine(name).map(|at| self.engines[at].id.as_str())
    }

    fn all(&self) -> Vec<&str> {
        self.engines.iter().map(|engine| engine.id.as_str()).collect()
    }
}

/// A workload in which nothing is impossible. Engines stand under the names of the catalogue.
#[derive(Debug, Clone)]
pub struct Workload {
    spec: WorkloadSpec,
    source: SourceFile,
    document: Document,
    scenarios: IndexMap<String, WorkloadSpec>,
}

impl Workload {
    /// Reads and checks a file. When anything is wrong with it, all problems are returned, in the order of their places.
    pub fn read(source: &SourceFile, engines: &dyn EngineNames) -> Result<Self, Vec<Diagnostic>> {
        let document = Document::parse(source, &Limits::WORKLOAD).map_err(|problem| vec![*problem])?;
        let Partial { value, problems: mut found } = document.read::<WorkloadSpec>();
        let Some(spec) = value else {
            diagnostic::sort(&mut found);
            return Err(found);
        };
        let problems = Problems::of(&spec, engines);
        let misread = found.clone();
        if !problems.is_empty() {
            found.extend(independent(problems.locate(&document.places()), &misread));
        }
        let base = Base { document: &document, spec: &spec, misread: &misread, problems: &problems, engines };
        let scenarios = base.scenarios(&mut found);
        if !found.is_empty() {
            diagnostic::sort(&mut found);
            return Err(found);
        }
        Ok(Self {
            spec: with_catalogue_names(spec, engines),
            source: source.clone(),
            document,
            scenarios: scenarios.into_iter().map(|(name, spec)| (name, with_catalogue_names(spec, engines))).collect(),
        })
    }

    /// The workload with the changes that a file lists, one `path: value` a line, as a scenario does. The result has no
    /// scenarios of its own.
    pub fn changed_by(&self, changes: &SourceFile, engines: &dyn EngineNames) -> Result<Self, Vec<Diagnostic>> {
        let list = Document::parse(changes, &Limits::WORKLOAD).map_err(|problem| vec![*problem])?;
        let base =
            Base { document: &self.document, spec: &self.spec, misread: &[], problems: &Problems::default(), engines };
        let start = changes.span(0..0);
        let changed = base.change(&list.changes(&[]), &start);
        let mut problems = changed.outcome.problems;
        match changed.outcome.value {
            Some(spec) if problems.is_empty() => Ok(Self {
                spec: with_catalogue_names(spec, engines),
                source: self.source.clone(),
                document: changed.document,
                scenarios: IndexMap::new(),
            }),
            _ => {
                diagnostic::sort(&mut problems);
                Err(problems)
            }
        }
    }

    /// What was stated.
    pub fn spec(&self) -> &WorkloadSpec {
        &self.spec
    }

    /// The file in which it was stated.
    pub fn source(&self) -> &SourceFile {
        &self.source
    }

    /// The places of its fields in the file.
    pub fn places(&self) -> Places {
        self.document.places()
    }

    /// The workload under each of its scenarios, by name.
    pub fn scenarios(&self) -> &IndexMap<String, WorkloadSpec> {
        &self.scenarios
    }
}

/// Puts the names of the catalogue in place of other names of the same engines.
fn with_catalogue_names(mut spec: WorkloadSpec, engines: &dyn EngineNames) -> WorkloadSpec {
    let rename = |name: &mut String| {
        if let Some(known) = engines.resolve(name) {
            known.clone_into(name);
        }
    };
    for names in [&mut spec.team.knows, &mut spec.team.runs] {
        if let Stated::Known(names) = names {
            names.iter_mut().for_each(rename);
        }
    }
    let policy = &mut spec.policy;
    for names in [&mut policy.require, &mut policy.forbid, &mut policy.prefer] {
        names.iter_mut().for_each(rename);
    }
    let stores = spec.architecture.iter_mut().flat_map(|declared| declared.stores.values_mut());
    for store in stores {
        if let EngineRef::Named(name) = &mut store.engine {
            rename(name);
        }
    }
    spec
}
