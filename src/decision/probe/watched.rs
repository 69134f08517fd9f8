//! Which facts the evaluation of a dataset looks at, so that a change of others costs nothing.

use crate::condition::Condition;
use crate::knowledge::{Knowledge, Needs, ValueFunction};
use crate::vocabulary::{DATASET, FactRef, Origin, SYSTEM, Scope, Value};
use crate::workload::{DatasetFacts, Distribution};

/// Facts that scoring, scaling and consolidation look at by name, beside those of the conditions.
const BY_NAME: [&str; 10] = [
    "use_case",
    "variety.schema",
    "veracity.consistency",
    "veracity.transactions",
    "latency.read_p99",
    "latency.write_p99",
    "size_at_horizon",
    "items_at_horizon",
    "peak_reads",
    "peak_writes",
];

/// The facts that requirements, criteria and consolidation look at, by their places.
pub(super) struct Watched {
    system: Vec<usize>,
    dataset: Vec<usize>,
}

impl Watched {
    pub(super) fn of(knowledge: &Knowledge) -> Self {
        let (mut system, mut dataset) = (vec![false; SYSTEM.len()], vec![false; DATASET.len()]);
        // What the spec says of the system decides which candidates there are, and on which hosting.
        for (watched, fact) in system.iter_mut().zip(SYSTEM) {
            *watched = fact.origin == Origin::Given;
        }
        let named = BY_NAME.iter().chain(&["analytic_share"]);
        for place in named.filter_map(|name| Scope::Dataset.place(name)) {
            dataset[place] = true;
        }
        let mut watch = |fact: FactRef| match fact.scope {
            Scope::System => system[usize::from(fact.index)] = true,
            Scope::Dataset => dataset[usize::from(fact.index)] = true,
            _ => {}
        };
        for_each_deciding(knowledge, &mut |condition| condition.for_each_fact(&mut watch));
        for (need, have, _) in knowledge.requirements.iter().filter_map(|requirement| requirement.margin) {
            watch(need);
            watch(have);
        }
        let places = |watched: &[bool]| (0..watched.len()).filter(|at| watched[*at]).collect();
        Self { system: places(&system), dataset: places(&dataset) }
    }

    /// Whether two systems are alike in everything that is watched.
    pub(super) fn same_system(&self, one: &[Value], other: &[Value]) -> bool {
        self.system.iter().all(|at| one[*at] == other[*at])
    }

    /// Whether two datasets are alike in everything that is watched.
    pub(super) fn same_dataset(&self, one: &DatasetFacts, other: &DatasetFacts) -> bool {
        let same =
            |one: &Distribution, other: &Distribution| one.stated == other.stated && one.weights == other.weights;
        self.dataset.iter().all(|at| one.values[*at] == other.values[*at])
            && same(&one.shapes, &other.shapes)
            && same(&one.reads, &other.reads)
            && same(&one.writes, &other.writes)
    }
}

/// Calls with every condition that strikes out or scores engines, or says that there can be none.
pub(in crate::decision) fn for_each_deciding(knowledge: &Knowledge, call: &mut impl FnMut(&Condition)) {
    for requirement in &knowledge.requirements {
        call(&requirement.when);
        if let Needs::Condition(needs) = &requirement.needs {
            call(needs);
        }
        requirement.unlikely_when.iter().for_each(&mut *call);
    }
    knowledge.exclusions.iter().for_each(|exclusion| call(&exclusion.when));
    for criterion in &knowledge.criteria {
        criterion.weigh.iter().for_each(|(when, ..)| call(when));
        if let ValueFunction::Rows(rows) = &criterion.value {
            rows.iter().for_each(|row| call(&row.when));
        }
    }
}
