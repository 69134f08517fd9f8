//! Time: the facts carried forward month by month to the horizon, and what each store needs then.
//!
//! The engines are chosen for the horizon, so that they stay; what grows is the number of nodes and how they are
//! arranged. Each month in which that changes is a step.

use super::candidate::Candidate;
use super::evaluation::{Evaluation, Store};
use super::store::{Arrangement, arrange};
use super::table::Tables;
use crate::quantity::{Interval, MONTH};
use crate::vocabulary::{Scope, Unit, Value};
use crate::workload::{WorkloadFacts, horizon};

/// More months are not looked at one by one: a plan beyond twenty years is none.
const MOST_MONTHS: f64 = 240.0;

/// A month in which something has to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoadmapStep {
    /// Months from now.
    pub month: u32,
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

/// How the recommendation grows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roadmap {
    /// Steps in the order of their months, then of the stores.
    pub steps: Vec<RoadmapStep>,
    /// Capacities that come close before the horizon.
    pub headroom: Vec<Headroom>,
}

/// The growth of an evaluation's recommendation; nothing where there is none.
#[must_use]
pub fn roadmap(evaluation: &Evaluation<'_>) -> Roadmap {
    let Some(architecture) = evaluation.architecture() else { return Roadmap::default() };
    let stores: Vec<&Store> = architecture.stores.iter().filter(|store| !store.datasets.is_empty()).collect();
    let assumptions = super::assumptions(evaluation.knowledge);
    let months = (horizon(evaluation.spec, &assumptions) / MONTH).ceil().min(MOST_MONTHS);
    let mut roadmap = Roadmap::default();
    let mut now: Vec<Arrangement> = Vec::new();
    let mut growing: Vec<Growing> = stores.iter().map(|_| Growing::default()).collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded above")]
    for month in 0..=months as u32 {
        let mut facts = WorkloadFacts::at(f64::from(month) * MONTH, evaluation.spec, &assumptions);
        // What was settled about the system holds all along.
        facts.system.clone_from(&evaluation.facts.system);
        let mut then = Vec::with_capacity(stores.len());
        for (at, store) in stores.iter().enumerate() {
            let mut tables = Tables::new(evaluation.knowledge);
            let engine = &evaluation.candidates[store.candidate];
            let arranged = arrange(evaluation.knowledge, &facts, &mut tables, &store.name, &store.datasets, engine);
            if let Some(before) = now.get(at) {
                growing[at].take_step(month, &store.name, before, &arranged, &mut roadmap.steps);
            }
            then.push(arranged);
        }
        if month == 0 {
            let rooms = stores.iter().zip(&then).flat_map(|(store, today)| {
                headroom(evaluation, store, &evaluation.candidates[store.candidate], &today.facts)
            });
            roadmap.headroom = rooms.collect();
        }
        now = then;
    }
    roadmap
}

/// A store that gains nodes month after month, which is one step with an end.
#[derive(Default)]
struct Growing {
    /// Place of the step, and what there was before it.
    since: Option<(usize, u32, u32)>,
}

impl Growing {
    /// Adds the step from one month's arrangement to the next, when they differ.
    fn take_step(
        &mut self,
        month: u32,
        store: &str,
        before: &Arrangement,
        after: &Arrangement,
        steps: &mut Vec<RoadmapStep>,
    ) {
        if before.topology != after.topology {
            self.since = None;
            let step = format!("{} instead of {}{}", after.topology, before.topology, nodes(after));
            steps.push(RoadmapStep { month, store: store.to_owned(), step, trigger: needs(&after.facts) });
            return;
        }
        if (before.shards, before.replicas) == (after.shards, after.replicas) {
            return;
        }
        match self.since {
            Some((at, shards, replicas)) => {
                let more = more(shards, replicas, after);
                let first = steps[at].step.split(';').next().unwrap_or_default().to_owned();
                steps[at].step = format!("{first}; {more} by month {month}");
            }
            None => {
                self.since = Some((steps.len(), before.shards, before.replicas));
                let step = more(before.shards, before.replicas, after);
                steps.push(RoadmapStep { month, store: store.to_owned(), step, trigger: needs(&after.facts) });
            }
        }
    }
}

/// The nodes of an arrangement in words; nothing for one.
fn nodes(arrangement: &Arrangement) -> String {
    match (arrangement.shards, arrangement.replicas) {
        (0 | 1, 0) => String::new(),
        (0 | 1, replicas) => format!(" with {}", counted(replicas, "replica")),
        (shards, 0) => format!(" with {}", counted(shards, "shard")),
        (shards, replicas) => format!(" with {} and {}", counted(shards, "shard"), counted(replicas, "replica")),
    }
}

/// What becomes of so many shards and replicas.
fn more(shards: u32, replicas: u32, after: &Arrangement) -> String {
    let change = |what: &str, before: u32, after: u32| {
        (before != after).then(|| format!("{} instead of {before}", counted(after, what)))
    };
    let changes = [change("shard", shards, after.shards), change("replica", replicas, after.replicas)];
    changes.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What a store has to carry in a month.
fn needs(facts: &[Value]) -> String {
    let number = |fact: &str, unit: Unit| {
        let number = facts[Scope::Store.place(fact)?].number()?;
        Some(unit.format_interval(number))
    };
    let parts = [
        number("size_at_horizon", Unit::Size).map(|size| format!("holds {size}")),
        number("peak_writes", Unit::Rate).map(|rate| format!("takes {rate} writes at the peak")),
        number("peak_reads", Unit::Rate).map(|rate| format!("serves {rate} reads")),
    ];
    format!("By then it {}.", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn counted(count: u32, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// The capacities of a store's engine that come close: those of which the need at the horizon takes a noticeable part.
fn headroom(evaluation: &Evaluation<'_>, store: &Store, engine: &Candidate<'_>, today: &[Value]) -> Vec<Headroom> {
    let noticeable = evaluation.knowledge.parameters.headroom_worth_telling;
    let number = |values: &[Value], fact: &str| values[Scope::Store.place(fact)?].number();
    let limits = [
        ("limits.comfortable_size_per_node", "size_at_horizon", Unit::Size, store.shards),
        ("limits.writes_per_node", "peak_writes", Unit::Rate, store.shards),
        ("limits.reads_per_node", "peak_reads", Unit::Rate, store.shards.max(1) * (store.replicas + 1)),
    ];
    let rooms = limits.into_iter().filter_map(|(limit, need, unit, nodes)| {
        let capacity = engine.get(limit).number()?.scale(f64::from(nodes.max(1)));
        let (today, at_horizon) = (number(today, need)?, number(&store.facts, need)?);
        (at_horizon.point() >= noticeable * capacity.low).then(|| Headroom {
            store: store.name.to_string(),
            limit,
            unit,
            capacity,
            today,
            at_horizon,
        })
    });
    rooms.collect()
}
