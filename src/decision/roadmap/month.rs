//! What a store needs in one month.

use crate::condition::Facts;
use crate::decision::evaluation::{Evaluation, Store};
use crate::decision::store::{Arrangement, arrange};
use crate::decision::table::Tables;
use crate::knowledge::Names;
use crate::vocabulary::{Scope, Value};
use crate::workload::WorkloadFacts;

/// What a store needs in a month.
pub(super) struct Month {
    pub(super) arrangement: Arrangement,
    /// The class of its machines; empty where that is not asked.
    pub(super) machine: String,
    /// How a cache before it is filled; empty or `none` where there is none.
    pub(super) caching: String,
    /// Each of its datasets with how its table is cut; empty or `none` where it is not.
    pub(super) partitions: Vec<(String, String)>,
}

impl Month {
    pub(super) fn of(evaluation: &Evaluation<'_>, facts: &WorkloadFacts, store: &Store) -> Self {
        let knowledge = evaluation.knowledge;
        let engine = &evaluation.candidates[store.candidate];
        let mut tables = Tables::silent(knowledge);
        let arrangement = arrange(knowledge, facts, &mut tables, &store.name, &store.datasets, engine);
        let mut values = arrangement.facts.clone();
        if let Some(cache) = Scope::Store.place("cache") {
            values[cache] = Value::Flag(false);
        }
        let context = Facts { system: &facts.system, engine: &engine.facts, store: &values, ..Facts::default() };
        let mut decide =
            |table: &str, context: &Facts<'_>| tables.run(table, context, &Names::default(), String::new());
        let (machine, caching) = (decide("vertical-scaling", &context), decide("caching", &context));
        let partitions = store.datasets.iter().map(|at| {
            let dataset = &facts.datasets[*at];
            (dataset.name.clone(), decide("partitioning", &Facts { dataset: &dataset.values, ..context }))
        });
        let partitions = partitions.collect();
        Self { arrangement, machine, caching, partitions }
    }
}
