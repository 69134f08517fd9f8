//! A list of values under construction, filled by the vocabulary's names.

use crate::quantity::{Dimension, Interval, Measure};
use crate::vocabulary::{ChoiceType, Fact, Kind, Missing, Scope, Value};
use crate::words::Words;
use crate::workload::{Choice, Stated};

pub(super) struct Sheet {
    scope: Scope,
    values: Vec<Value>,
}

impl Sheet {
    /// All facts as they are when nothing is said.
    pub(super) fn new(scope: Scope) -> Self {
        let silent = |fact: &Fact| match fact.missing {
            Missing::Unknown => Value::Unknown,
            Missing::None => Value::Absent,
        };
        Self { scope, values: scope.facts().iter().map(silent).collect() }
    }

    pub(super) fn done(self) -> Vec<Value> {
        self.values
    }

    fn at(&self, name: &str) -> usize {
        let at = self.scope.place(name);
        debug_assert!(at.is_some(), "{name} is no fact");
        at.unwrap_or_default()
    }

    pub(super) fn get(&self, name: &str) -> &Value {
        &self.values[self.at(name)]
    }

    pub(super) fn set(&mut self, name: &str, value: Value) {
        let at = self.at(name);
        self.values[at] = value;
    }

    fn list(&self, name: &str) -> Option<&'static ChoiceType> {
        match self.scope.facts()[self.at(name)].kind {
            Kind::Choice(list) | Kind::Choices(list) => Some(list),
            _ => None,
        }
    }

    pub(super) fn choice<C: Choice>(&mut self, name: &str, stated: &Stated<C>) {
        if let (Some(choice), Some(list)) = (stated.known(), self.list(name))
            && let Some(at) = list.index(choice.word())
        {
            self.set(name, Value::Choice(at));
        }
    }

    pub(super) fn choices<C: Choice>(&mut self, name: &str, stated: &[C]) {
        let Some(list) = self.list(name) else { return };
        let bits = stated.iter().filter_map(|choice| list.index(choice.word())).fold(0, |bits, at| bits | 1 << at);
        self.set(name, Value::Set(bits));
    }

    pub(super) fn measure<D: Dimension>(&mut self, name: &str, stated: &Stated<Measure<D>>) {
        if let Some(measure) = stated.known() {
            self.number(name, Some(measure.interval()));
        }
    }

    pub(super) fn number(&mut self, name: &str, number: Option<Interval>) {
        if let Some(number) = number {
            self.set(name, Value::Number(number));
        }
    }

    pub(super) fn count(&mut self, name: &str, count: usize) {
        // Counts of datasets and the like are far below the integers that a float holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        let count = count as f64;
        self.number(name, Some(Interval::exact(count)));
    }

    pub(super) fn flag(&mut self, name: &str, flag: Option<bool>) {
        if let Some(flag) = flag {
            self.set(name, Value::Flag(flag));
        }
    }

    pub(super) fn names(&mut self, name: &str, names: &[String]) {
        if !names.is_empty() {
            self.set(name, Value::Names(names.iter().map(Words::from).collect()));
        }
    }
}
