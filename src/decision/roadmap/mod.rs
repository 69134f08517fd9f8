//! Time: the facts carried forward month by month to the horizon, and what each store needs then.
//!
//! The engines are chosen for the horizon; what grows is the number of nodes, how they are arranged, how large they are,
//! whether tables are cut into partitions and whether a cache stands before them. Each month in which one of these
//! changes is a step. Where a lesser engine would do for a while, the month in which it no longer does is one too.

mod engine;
mod full;
mod headroom;
mod month;
mod steps;

use super::evaluation::{Evaluation, Store};
use crate::knowledge::StepKind;
use crate::quantity::{Interval, MONTH};
use crate::vocabulary::{Scope, Unit, Value};
use crate::workload::{WorkloadFacts, horizon};
pub use full::full_after;
use headroom::headroom;
use month::Month;
use steps::Growing;

/// More months are not looked at one by one: a plan beyond twenty years is none.
const MOST_MONTHS: f64 = 240.0;

/// A month in which something has to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoadmapStep {
    /// Months from now.
    pub month: u32,
    /// Of which kind it is.
    pub kind: StepKind,
    /// Name of the store.
    pub store: String,
    /// What has to be done.
    pub step: String,
    /// What makes it necessary.
    pub trigger: String,
}

/// How much room a store has left against a capacity of its engine.
#[derive(Clone, Debug, PartialEq)]
pub struct Headroom {
    /// Name of the store.
    pub store: String,
    /// The fact of the engine that is the capacity, a node's.
    pub limit: &'static str,
    /// Unit of the numbers.
    pub unit: Unit,
    /// What all nodes together carry.
    pub capacity: Interval,
    /// What is needed today.
    pub today: Interval,
    /// What is needed at the horizon.
    pub at_horizon: Interval,
}

/// What a store begins with: what it needs today, or, where nothing runs yet, in the first months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// Name of the store.
    pub store: String,
    /// Topology.
    pub topology: String,
    /// Copies beside the primary; in a leaderless store copies in all.
    pub replicas: u32,
    /// Shards.
    pub shards: u32,
    /// Replication mode.
    pub replication: String,
    /// The class of its machines; empty where that is not asked.
    pub machine: String,
}

/// How the recommendation grows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roadmap {
    /// What each store begins with, caches left out.
    pub starts: Vec<Start>,
    /// Steps in the order of their months, then of the stores.
    pub steps: Vec<RoadmapStep>,
    /// Capacities that come close before the horizon.
    pub headroom: Vec<Headroom>,
}

/// How many months of growth a system that does not run yet is built for.
fn months_built_for(evaluation: &Evaluation<'_>) -> f64 {
    let running = Scope::System.place("system.running").map(|at| &evaluation.facts.system[at]);
    if running == Some(&Value::Flag(true)) { 0.0 } else { evaluation.knowledge.parameters.months_built_for }
}

impl Start {
    fn of(store: &str, month: &Month) -> Self {
        let arrangement = &month.arrangement;
        Self {
            store: store.to_owned(),
            topology: arrangement.topology.clone(),
            replicas: arrangement.replicas,
            shards: arrangement.shards,
            replication: arrangement.replication.clone(),
            machine: month.machine.clone(),
        }
    }
}

/// The growth of an evaluation's recommendation; nothing where there is none.
#[must_use]
pub fn roadmap(evaluation: &Evaluation<'_>) -> Roadmap {
    let Some(architecture) = evaluation.architecture() else { return Roadmap::default() };
    let stores: Vec<&Store> = architecture.stores.iter().filter(|store| !store.datasets.is_empty()).collect();
    let assumptions = super::assumptions(evaluation.knowledge);
    let months = (horizon(evaluation.spec, &assumptions) / MONTH).ceil().min(MOST_MONTHS);
    let mut roadmap = Roadmap::default();
    let mut growing: Vec<Growing> = stores.iter().map(|_| Growing::default()).collect();
    let mut now: Vec<Month> = Vec::new();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    let (months_ahead, built_for) = (months as u32, months_built_for(evaluation).min(months) as u32);
    for month in 0..=months_ahead {
        let mut facts = WorkloadFacts::at(f64::from(month) * MONTH, evaluation.spec, &assumptions);
        // What was settled about the system holds all along.
        facts.system.clone_from(&evaluation.facts.system);
        let then: Vec<Month> = stores.iter().map(|store| Month::of(evaluation, &facts, store)).collect();
        if month > built_for {
            for ((store, growing), (before, after)) in stores.iter().zip(&mut growing).zip(now.iter().zip(&then)) {
                growing.take_steps(month, &store.name, before, after, &mut roadmap.steps);
            }
        } else {
            roadmap.starts = stores.iter().zip(&then).map(|(store, start)| Start::of(&store.name, start)).collect();
        }
        if month == 0 {
            let rooms = stores.iter().zip(&then).flat_map(|(store, today)| {
                headroom(evaluation, store, &evaluation.candidates[store.candidate], &today.arrangement.facts)
            });
            roadmap.headroom = rooms.collect();
        }
        now = then;
    }
    roadmap.steps.extend(engine::steps(evaluation, months));
    roadmap.steps.sort_by_key(|step| step.month);
    roadmap
}
