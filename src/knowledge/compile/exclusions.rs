//! Requirements that exclude each other, regions, and what has to be prepared before the steps of growth.

use super::Compiler;
use crate::diagnostic::Diagnostic;
use crate::knowledge::exclusion::{Exclusion, Region};
use crate::knowledge::load::Written;
use crate::knowledge::model::Subject;
use crate::knowledge::spec::{ExclusionSpec, RegionSpec, StepSpec};
use crate::knowledge::step::{Preparation, StepKind};
use crate::vocabulary::{Origin, Scope};
use crate::words::Words;

impl Compiler<'_> {
    pub(super) fn exclusion(&mut self, spec: &ExclusionSpec) -> Exclusion {
        let subject = self.subject("for", &spec.about);
        let scopes: &[Scope] = match subject {
            Subject::System => &[Scope::System],
            Subject::Dataset => &[Scope::System, Scope::Dataset],
            Subject::Store | Subject::Pair => {
                let help = "they are looked at before any product is: write system or dataset";
                self.problem("for", "there are no stores yet when requirements exclude each other", Some(help.into()));
                &[Scope::System, Scope::Dataset]
            }
        };
        if spec.between.len() < 2 {
            let help = "name every fact of which giving up one is enough";
            self.problem("between", "it takes two to exclude each other", Some(help.into()));
        }
        let mut between = Vec::new();
        for (at, name) in spec.between.iter().enumerate() {
            let path = format!("between[{at}]");
            if let Some(fact) = self.fact(&path, name) {
                if fact.fact().origin != Origin::Given || !scopes.contains(&fact.scope) {
                    self.problem(&path, format!("`{name}` cannot be given up"), Some("name a key of the spec".into()));
                }
                between.push(fact);
            }
        }
        let when = self.condition_on("when", &spec.when, scopes);
        Exclusion {
            id: spec.id.clone().into(),
            subject,
            between: between.into_iter().map(|fact| Words::from(fact.written())).collect(),
            when,
            says: self.text("says", &spec.says),
            backing: self.backing("", &spec.sources, spec.assumption.as_ref()).into(),
        }
    }

    /// Every kind of step has something to be prepared.
    pub(super) fn preparations(&mut self, written: &Written) -> Vec<Preparation> {
        let preparations = self.each(&written.steps, |compiler, spec: &StepSpec| Preparation {
            step: spec.id,
            says: Words::from(&spec.prepare),
            backing: compiler.backing("", &spec.sources, spec.assumption.as_ref()).into(),
        });
        for kind in StepKind::ALL {
            if !preparations.iter().any(|known| known.step == kind) {
                let message = format!("steps.yaml says of {kind:?} nothing that has to be prepared");
                self.problems.push(Diagnostic::error("invalid-knowledge", message));
            }
        }
        preparations
    }

    pub(super) fn region(&mut self, spec: &RegionSpec) -> Region {
        self.backing("", &spec.sources, None);
        Region { begins_with: spec.id.clone().into(), lies_in: Words::all(&spec.lies_in) }
    }
}
