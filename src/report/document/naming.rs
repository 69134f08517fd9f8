//! Names of engines, patterns and topologies in the place of their ids, and how far the plan reaches.

use crate::decision::Evaluation;
use crate::knowledge::Knowledge;
use crate::quantity::MONTH;
use crate::report::effect::{Affected, EffectView, named};
use crate::vocabulary::{Scope, Value};

/// How a report names things.
pub(super) struct Naming<'e> {
    knowledge: &'e Knowledge,
    /// Months to the horizon.
    pub(super) months: u32,
}

impl<'e> Naming<'e> {
    pub(super) fn of(evaluation: &Evaluation<'e>) -> Self {
        let horizon = Scope::System.place("horizon").map(|at| &evaluation.facts.system[at]);
        let years = evaluation.knowledge.parameters.default_horizon_years;
        let months = match horizon {
            Some(Value::Number(seconds)) => seconds.point() / MONTH,
            _ => years * 12.0,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of months")]
        Self { knowledge: evaluation.knowledge, months: months.ceil() as u32 }
    }

    /// The display name of an engine.
    pub(super) fn engine(&self, id: &str) -> String {
        self.knowledge.engine(id).map_or_else(|| id.to_owned(), |at| self.knowledge.engines[at].name.to_string())
    }

    /// What would be answered otherwise, in words.
    pub(super) fn effects(&self, effects: &[EffectView]) -> String {
        named(effects, &|affects, id| match affects {
            Affected::Engine | Affected::Cache => self.engine(id),
            Affected::Pattern => {
                let pattern = self.knowledge.patterns.iter().find(|pattern| pattern.id == *id);
                pattern.map_or_else(|| id.to_string(), |pattern| pattern.name.to_string())
            }
            Affected::Topology => id.replace('-', " "),
            Affected::Feasible => id.to_string(),
        })
    }
}
