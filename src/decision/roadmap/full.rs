//! When a store that is declared is full.

use super::MOST_MONTHS;
use crate::decision::assumptions;
use crate::decision::candidate::Candidate;
use crate::decision::evaluation::Evaluation;
use crate::decision::store::needs_at;
use crate::quantity::{Interval, MONTH};
use crate::vocabulary::{Scope, Value};
use crate::workload::{WorkloadFacts, horizon};

/// After how long these datasets no longer fit so many nodes of an engine, by their size or their writes, in seconds:
/// nought where they do not fit today, absent where they do until the horizon, unknown where neither size nor rate is
/// known. It is the first month in which they certainly do not.
#[must_use]
pub fn full_after(evaluation: &Evaluation<'_>, members: &[usize], engine: &Candidate<'_>, nodes: f64) -> Value {
    let assumptions = assumptions(evaluation.knowledge);
    let months = (horizon(evaluation.spec, &assumptions) / MONTH).ceil().min(MOST_MONTHS);
    let mut outcome = Value::Unknown;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    for month in 0..=months as u32 {
        let seconds = f64::from(month) * MONTH;
        let facts = WorkloadFacts::at(seconds, evaluation.spec, &assumptions);
        let needs = needs_at(evaluation.knowledge, &facts, members, engine);
        let needed = ["nodes_for_size", "nodes_for_writes"].into_iter();
        let needed = needed.filter_map(|fact| needs[Scope::Store.place(fact)?].number());
        match needed.reduce(Interval::max) {
            None => return Value::Unknown,
            Some(needed) if needed.low > nodes => return Value::Number(Interval::exact(seconds)),
            Some(_) => outcome = Value::Absent,
        }
    }
    outcome
}
