//! How much room stores have left against the capacities of their engines.

use super::Headroom;
use crate::decision::candidate::Candidate;
use crate::decision::evaluation::{Evaluation, Store};
use crate::vocabulary::{Scope, Unit, Value};

/// The capacities of a store's engine that come close: those of which the need at the horizon takes a noticeable part.
pub(super) fn headroom(
    evaluation: &Evaluation<'_>,
    store: &Store,
    engine: &Candidate<'_>,
    today: &[Value],
) -> Vec<Headroom> {
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
