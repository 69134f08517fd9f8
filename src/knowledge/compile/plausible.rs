//! What is plausible of unknown facts, from the texts of the facts.

use indexmap::IndexMap;

use super::Compiler;
use crate::condition::Condition;
use crate::knowledge::load::Written;
use crate::knowledge::plausible::{Plausible, PlausibleRow, Prior};
use crate::vocabulary::{FactRef, GROWTH, Kind, Scope, Unit};

impl Compiler<'_> {
    /// What is plausible of each given fact, in the order of the file.
    pub(super) fn plausible(&mut self, written: &Written) -> Vec<Plausible> {
        let mut all = Vec::new();
        for entry in &written.facts {
            self.enter(entry);
            let fact = FactRef::find(&entry.id);
            let kind = match fact {
                Some(fact) => fact.fact().kind,
                // Growth as a share a month.
                None if GROWTH.contains(&&*entry.id) => Kind::Number(Unit::Share),
                // A lint tells of entries that belong to no key.
                None => continue,
            };
            let spec = &entry.spec;
            let mut rows = Vec::new();
            for (at, narrowed) in spec.narrowed.iter().enumerate() {
                let path = format!("narrowed[{at}]");
                self.backing(&path, &[], Some(&narrowed.assumption));
                let when = self.condition_on(&format!("{path}.when"), &narrowed.when, &[Scope::System, Scope::Dataset]);
                let plausible = narrowed.plausible.as_deref();
                match self.prior(&format!("{path}."), kind, plausible, &narrowed.prior) {
                    Some(prior) => rows.push(PlausibleRow { when, prior }),
                    None => self.problem(&path, "it says neither `plausible` nor `prior`", None),
                }
            }
            if let Some(prior) = self.prior("", kind, spec.plausible.as_deref(), &spec.prior) {
                rows.push(PlausibleRow { when: Condition::always(), prior });
            }
            let credible = match (spec.credible.as_deref(), kind) {
                (Some(range), Kind::Number(unit)) => self.quantity("credible", unit, range),
                (Some(_), _) => {
                    self.problem("credible", "only a quantity has a credible range", None);
                    None
                }
                (None, _) => None,
            };
            if !(spec.answered > 0.0 && spec.answered <= 1.0) {
                self.problem("answered", "it is a share, more than 0 and at most 1", None);
            }
            if spec.opening && fact.is_some_and(|fact| fact.scope != Scope::System) {
                self.problem(
                    "opening",
                    "only what is said of the system bears on all data",
                    Some("leave `opening` out".into()),
                );
            }
            all.push(Plausible {
                key: (&entry.id).into(),
                fact,
                question: spec.question.clone().into(),
                rows,
                answered: spec.answered,
                opening: spec.opening,
                credible,
            });
        }
        all
    }

    fn prior(
        &mut self,
        path: &str,
        kind: Kind,
        plausible: Option<&str>,
        prior: &IndexMap<String, f64>,
    ) -> Option<Prior> {
        let at = |key: &str| format!("{path}{key}");
        match kind {
            Kind::Number(unit) if !prior.is_empty() => {
                let sum: f64 = prior.values().sum();
                let mut values = Vec::new();
                for (text, share) in prior {
                    let number = self.quantity(&format!("{}.{text}", at("prior")), unit, text)?;
                    values.push((number.point(), share / sum));
                }
                Some(Prior::Values(values))
            }
            Kind::Number(unit) => {
                let range = self.quantity(&at("plausible"), unit, plausible?)?;
                if range.low <= 0.0 || range.high.is_infinite() {
                    self.problem(&at("plausible"), "a plausible range has two positive ends", None);
                }
                Some(Prior::Range(range))
            }
            _ if prior.is_empty() => None,
            Kind::Choice(list) | Kind::Choices(list) => {
                Some(Prior::Words(self.weights(&at("prior"), list.words, prior)))
            }
            Kind::Flag => Some(Prior::Flag(self.weights(&at("prior"), &["yes", "no"], prior)[0])),
            Kind::Names => None,
        }
    }
}
