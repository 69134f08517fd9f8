//! What a check can find.

use super::Compiler;
use crate::knowledge::finding::Finding;
use crate::knowledge::model::Subject;
use crate::knowledge::spec::FindingSpec;
use crate::knowledge::text::Text;
use crate::vocabulary::Scope;

impl Compiler<'_> {
    pub(super) fn finding(&mut self, spec: &FindingSpec) -> Finding {
        let subject = self.subject("for", &spec.about);
        let scopes: &[Scope] = match subject {
            Subject::System => &[Scope::System, Scope::Declared],
            Subject::Store => &[Scope::System, Scope::Engine, Scope::Store, Scope::Declared],
            Subject::Dataset => &[Scope::System, Scope::Dataset, Scope::Engine, Scope::Store, Scope::Declared],
            Subject::Pair => &[
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
            subject,
            when: self.condition_on("when", &spec.when, scopes),
            at: paths,
            says: self.text("says", &spec.says),
            help: self.text("help", &spec.help),
            backing: self.backing("", &spec.sources, spec.assumption.as_ref()).into(),
        }
    }
}
