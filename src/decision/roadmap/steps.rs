//! From one month to the next.

use super::RoadmapStep;
use super::month::Month;
use crate::decision::store::Arrangement;
use crate::knowledge::StepKind;
use crate::vocabulary::{Scope, Unit, Value};

/// A store that gains nodes month after month, which is one step with an end.
#[derive(Default)]
pub(super) struct Growing {
    /// Place of the step, and what there was before it.
    since: Option<(usize, u32, u32)>,
}

impl Growing {
    /// Adds the steps from one month to the next, where they differ.
    pub(super) fn take_steps(
        &mut self,
        month: u32,
        store: &str,
        before: &Month,
        after: &Month,
        steps: &mut Vec<RoadmapStep>,
    ) {
        let trigger = || needs(&after.arrangement.facts);
        let step = |kind: StepKind, step: String| RoadmapStep {
            month,
            kind,
            store: store.to_owned(),
            step,
            trigger: trigger(),
        };
        self.take_nodes(&before.arrangement, &after.arrangement, month, &step, steps);
        if before.machine != after.machine && !before.machine.is_empty() && !after.machine.is_empty() {
            let says = format!("{} instead of {}", after.machine.replace('-', " "), before.machine.replace('-', " "));
            steps.push(step(StepKind::LargerMachine, says));
        }
        if !is_some(&before.caching) && is_some(&after.caching) {
            steps.push(step(StepKind::Cache, format!("a cache before it, {}", after.caching)));
        }
        for ((dataset, cut), (_, before)) in after.partitions.iter().zip(&before.partitions) {
            if !is_some(before) && is_some(cut) {
                steps.push(step(StepKind::Partitions, format!("{dataset} partitioned {}", cut.replace('-', " "))));
            }
        }
    }

    fn take_nodes(
        &mut self,
        before: &Arrangement,
        after: &Arrangement,
        month: u32,
        step: &impl Fn(StepKind, String) -> RoadmapStep,
        steps: &mut Vec<RoadmapStep>,
    ) {
        if before.topology != after.topology {
            self.since = None;
            let says = format!("{} instead of {}{}", after.topology, before.topology, nodes(after));
            steps.push(step(StepKind::AnotherTopology, says));
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
                let kind = if before.shards == after.shards { StepKind::MoreReplicas } else { StepKind::MoreShards };
                steps.push(step(kind, more(before.shards, before.replicas, after)));
            }
        }
    }
}

fn is_some(choice: &str) -> bool {
    !choice.is_empty() && choice != "none"
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
