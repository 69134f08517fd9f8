//! What a check can find.

use super::Compiler;
use crate::knowledge::finding::Finding;
use crate::knowledge::spec::{FindingSpec, FindingSubject};
use crate::knowledge::text::Text;
use crate::vocabulary::Scope;

impl Compiler<'_> {
    pub(super) fn finding(&mut self, spec: &FindingSpec) -> Finding {
        let scopes: &[Scope] = match spec.about {
            FindingSubject::System | FindingSubject::Key | FindingSubject::Waiver | FindingSubject::Decision => {
                &[Scope::System, Scope::Declared]
            }
            FindingSubject::Store => &[Scope::System, Scope::Engine, Scope::Store, Scope::Declared],
            FindingSubject::Dataset => &[Scope::System, Scope::Dataset, Scope::Engine, Scope::Store, Scope::Declared],
            FindingSubject::Pair => &[
                Scope::System,
                Scope::Dataset,
                Scope::Other,
                Scope::Engine,
                Scope::Store,
                Scope::Pair,
                Scope::Declared,
            ],
        };
        if spec.at.is_empty() {
            let help = "name the key of the workload that is wrong, such as `architecture.stores.{store}.shards`";
            self.problem("at", "a finding points at something", Some(help.into()));
        }
        let paths: Vec<Text> =
            spec.at.iter().enumerate().map(|(at, path)| self.text(&format!("at[{at}]"), path)).collect();
        Finding {
            id: spec.id.clone().into(),
            level: spec.level,
            subject: spec.about,
            when: self.condition_on("when", &spec.when, scopes),
            at: paths,
            figures: self.figures("figures", &spec.figures, scopes),
            says: self.text_with_figures("says", &spec.says, &spec.figures),
            help: self.text_with_figures("help", &spec.help, &spec.figures),
            backing: self.backing("", &spec.sources, spec.assumption.as_ref()).into(),
        }
    }
}
