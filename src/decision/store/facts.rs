//! Facts of a store: sums and extremes of its datasets, and how many nodes they take.

use crate::decision::candidate::Candidate;
use crate::decision::scale::nodes;
use crate::knowledge::Knowledge;
use crate::quantity::Interval;
use crate::vocabulary::{FactRef, STORE, Scope, Value};
use crate::workload::{DatasetFacts, WorkloadFacts};

pub(super) fn of_store(
    knowledge: &Knowledge,
    facts: &WorkloadFacts,
    members: &[usize],
    engine: &Candidate<'_>,
) -> Vec<Value> {
    let datasets: Vec<&DatasetFacts> = members.iter().map(|member| &facts.datasets[*member]).collect();
    let mut sheet = Sheet(vec![Value::Unknown; STORE.len()]);
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    sheet.number("datasets", Some(Interval::exact(datasets.len() as f64)));
    for (name, fact) in [
        ("size_at_horizon", "size_at_horizon"),
        ("peak_reads", "peak_reads"),
        ("peak_writes", "peak_writes"),
        ("reads", "velocity.reads"),
        ("hot_size", "access.hot"),
    ] {
        sheet.number(name, sum(&datasets, fact));
    }
    let need = |fact: &str| sum(&datasets, fact);
    let for_size = nodes(knowledge, need("size_at_horizon"), engine.get("limits.comfortable_size_per_node"));
    let for_writes = nodes(knowledge, need("peak_writes"), engine.get("limits.writes_per_node"));
    let for_reads = nodes(knowledge, need("peak_reads"), engine.get("limits.reads_per_node"));
    for (name, count) in
        [("nodes_for_size", for_size), ("nodes_for_writes", for_writes), ("nodes_for_reads", for_reads)]
    {
        sheet.number(name, count);
    }
    let one = Interval::exact(1.0);
    let spreads = engine.is("scales_out");
    let spread = [for_size, for_writes, for_reads].into_iter().flatten().reduce(Interval::max);
    let shards = if spreads { spread.unwrap_or(one) } else { one };
    let copies = match for_reads.filter(|_| !spreads) {
        Some(count) => Interval::new(count.low - 1.0, count.high - 1.0),
        None => Interval::exact(0.0),
    };
    sheet.number("shards_needed", Some(shards));
    sheet.number("copies_for_reads", Some(copies));
    let only_home = datasets.iter().any(|dataset| *dataset.get("only_home") != Value::Flag(false));
    sheet.set("only_home", Value::Flag(only_home));
    sheet.set("durable", Value::Flag(only_home));
    sheet.number("strictest_rpo", least(&datasets, "availability.rpo"));
    sheet.number("strictest_rto", least(&datasets, "availability.rto"));
    sheet.number("availability_target", greatest(&datasets, "availability.target"));
    sheet.number("loosest_staleness", greatest(&datasets, "staleness"));
    sheet.number("read_p99", least(&datasets, "latency.read_p99"));
    sheet.number("write_p99", least(&datasets, "latency.write_p99"));
    for (name, fact) in [("reads_used", "access.reads"), ("writes_used", "access.writes")] {
        sheet.set(name, union(&datasets, fact));
    }
    for (name, fact) in [("strongest_consistency", "veracity.consistency"), ("skew", "access.skew")] {
        if let Some(most) = datasets.iter().filter_map(|dataset| choice(dataset.get(fact))).max() {
            sheet.set(name, Value::Choice(most));
        }
    }
    for (name, fact) in [("on_partition", "veracity.on_partition"), ("conflicts", "veracity.conflicts")] {
        if let Some(first) = datasets.iter().find_map(|dataset| choice(dataset.get(fact))) {
            sheet.set(name, Value::Choice(first));
        }
    }
    if let (Some(reads), Some(writes)) = (sum(&datasets, "velocity.reads"), sum(&datasets, "velocity.writes")) {
        sheet.number("reads_per_write", Some(reads / writes.max(Interval::exact(f64::MIN_POSITIVE))));
    }
    sheet.set("key_known", Value::Flag(datasets.iter().any(|dataset| dataset.get("access.key").is_known())));
    sheet.set(
        "retention_limited",
        Value::Flag(datasets.iter().all(|dataset| dataset.number("volume.retention").is_some())),
    );
    let family = &knowledge.families[knowledge.engines[engine.engine].family].id;
    sheet.set("in_memory", Value::Flag(family == "in-memory-cache"));
    // What is not required of a store is known to be none.
    for name in [
        "strictest_rpo",
        "strictest_rto",
        "availability_target",
        "loosest_staleness",
        "read_p99",
        "write_p99",
        "on_partition",
    ] {
        sheet.absent_if_unknown(name);
    }
    sheet.0
}

struct Sheet(Vec<Value>);

impl Sheet {
    fn set(&mut self, name: &str, value: Value) {
        let at = Scope::Store.place(name);
        debug_assert!(at.is_some(), "{name} is no fact of a store");
        if let Some(at) = at {
            self.0[at] = value;
        }
    }

    fn number(&mut self, name: &str, number: Option<Interval>) {
        if let Some(number) = number {
            self.set(name, Value::Number(number));
        }
    }

    fn absent_if_unknown(&mut self, name: &str) {
        if let Some(at) = Scope::Store.place(name)
            && self.0[at] == Value::Unknown
        {
            self.0[at] = Value::Absent;
        }
    }
}

fn choice(value: &Value) -> Option<u8> {
    match value {
        Value::Choice(at) => Some(*at),
        _ => None,
    }
}

fn numbers<'a>(datasets: &'a [&DatasetFacts], fact: &'a str) -> impl Iterator<Item = Interval> + 'a {
    datasets.iter().filter_map(move |dataset| dataset.number(fact))
}

fn sum(datasets: &[&DatasetFacts], fact: &str) -> Option<Interval> {
    numbers(datasets, fact).reduce(|sum, part| sum + part)
}

fn least(datasets: &[&DatasetFacts], fact: &str) -> Option<Interval> {
    numbers(datasets, fact).reduce(Interval::min)
}

fn greatest(datasets: &[&DatasetFacts], fact: &str) -> Option<Interval> {
    numbers(datasets, fact).reduce(Interval::max)
}

fn union(datasets: &[&DatasetFacts], fact: &str) -> Value {
    let bits = datasets.iter().filter_map(|dataset| match dataset.get(fact) {
        Value::Set(bits) => Some(*bits),
        _ => None,
    });
    bits.reduce(|all, bits| all | bits).map_or(Value::Unknown, Value::Set)
}

/// How many copies and shards a store has.
pub(super) struct Counts {
    pub(super) replicas: u32,
    pub(super) shards: u32,
}

impl Counts {
    pub(super) fn of(
        knowledge: &Knowledge,
        system: &[Value],
        values: &[Value],
        topology: &str,
        replication: &str,
    ) -> Self {
        let by_majority = ["consensus", "synchronous"].contains(&replication);
        let fact = |name: &str| {
            let at = Scope::Store.place(name)?;
            values[at].number().map(Interval::point)
        };
        let regions = FactRef::find("deployment.regions").and_then(|fact| system[usize::from(fact.index)].number());
        let for_availability = knowledge.parameters.replicas_for_availability;
        let very_available =
            fact("availability_target").is_some_and(|target| target >= knowledge.parameters.two_copies_from);
        let for_availability = for_availability + if very_available { 1.0 } else { 0.0 };
        let copies = fact("copies_for_reads").unwrap_or(0.0);
        let replicas = match topology {
            "primary-replica" => for_availability.max(copies),
            "sharded-replicated" if by_majority => knowledge.parameters.copies_beside_majority,
            "sharded-replicated" => for_availability,
            "leaderless" => knowledge.parameters.leaderless_copies,
            "multi-primary" => regions.map_or(for_availability, |regions| (regions.low - 1.0).max(for_availability)),
            _ => 0.0,
        };
        let spread = ["sharded", "sharded-replicated", "leaderless"].contains(&topology);
        let shards = if spread { fact("shards_needed").unwrap_or(1.0) } else { 1.0 };
        Self { replicas: whole(replicas), shards: whole(shards) }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts are positive, and saturate")]
fn whole(count: f64) -> u32 {
    count as u32
}

/// Connections that are busy at the peak by Little's law: rate times the time that an operation
/// keeps a connection. Nothing where either is not known.
pub(super) fn pool_size(facts: &WorkloadFacts, members: &[usize]) -> Option<u32> {
    let busy: Option<f64> = members
        .iter()
        .map(|member| {
            let dataset = &facts.datasets[*member];
            let time = dataset.number("velocity.query_time")?.high;
            let reads = dataset.number("peak_reads").map_or(0.0, |rate| rate.high);
            let writes = dataset.number("peak_writes").map_or(0.0, |rate| rate.high);
            Some((reads + writes) * time)
        })
        .sum();
    busy.filter(|busy| busy.is_finite() && *busy > 0.0).map(|busy| whole(busy.ceil()))
}
