//! Keys of the spec one by one: numbers that nobody believes, and unknowns that the answer hangs on.

use super::Check;
use super::declared::Sheet;
use crate::condition::Facts;
use crate::decision::Unknown;
use crate::knowledge::{Finding, Names};
use crate::quantity::Interval;
use crate::vocabulary::Value;
use crate::workload::{Given, Stands};

/// What is to be said of a key.
pub(super) struct Key {
    path: String,
    dataset: Option<usize>,
    /// What is written there.
    value: String,
    declared: Vec<Value>,
}

impl<'e> Check<'e, '_> {
    pub(super) fn key(&mut self, finding: &'e Finding, key: &Key) {
        let datasets = &self.evaluation.facts.datasets;
        let dataset = key.dataset.map_or("", |at| datasets[at].name.as_str());
        let facts = Facts { declared: &key.declared, ..self.facts() };
        self.look(finding, &facts, &Names { dataset, what: &key.path, value: &key.value, ..Names::default() });
    }

    /// The keys of which something is to be said, with the system's facts of what is declared.
    pub(super) fn keys(&self, system: &[Value], unknowns: &[Unknown]) -> Vec<Key> {
        let mut keys = self.incredible(system);
        keys.extend(self.decisive(system, unknowns));
        keys
    }

    /// Quantities that lie outside of what is credible, with all that they could be.
    fn incredible(&self, system: &[Value]) -> Vec<Key> {
        let spec = self.evaluation.spec;
        let keys = Given::all(spec).filter_map(|given| {
            let stands = given.stands(spec);
            let stated = stands.number()?;
            let credible = self.evaluation.knowledge.plausible(given.fact()?)?.credible?;
            // What is kept for ever is no mistaken unit.
            let beyond = stated.low > credible.high && stated.low.is_finite();
            let outside = stated.high < credible.low || beyond;
            outside.then(|| self.about(given, &stands, system, |sheet| sheet.set("credible", Value::Flag(false))))
        });
        keys.collect()
    }

    /// Facts that are not known, with how likely it is that the answer changes once they are.
    fn decisive(&self, system: &[Value], unknowns: &[Unknown]) -> Vec<Key> {
        let spec = self.evaluation.spec;
        let keys = unknowns.iter().filter_map(|unknown| {
            let (weight, given) = (unknown.weight?, Given::find(spec, &unknown.path)?);
            let weight = Interval::exact(weight);
            let stands = given.stands(spec);
            Some(self.about(given, &stands, system, |sheet| sheet.number("changes_answer", Some(weight))))
        });
        keys.collect()
    }

    fn about(&self, given: Given, stands: &Stands, system: &[Value], say: impl Fn(&mut Sheet)) -> Key {
        let spec = self.evaluation.spec;
        let mut sheet = Sheet(system.to_vec());
        say(&mut sheet);
        Key {
            path: given.path(spec),
            dataset: given.dataset(),
            value: stands.written(&given.kind(spec)),
            declared: sheet.0,
        }
    }
}
