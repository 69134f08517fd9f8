//! Facts of a store: sums and extremes of its datasets, and how many nodes they take.

use crate::decision::candidate::Candidate;
use crate::decision::scale::nodes;
use crate::knowledge::Knowledge;
use crate::quantity::Interval;
use crate::vocabulary::{FactRef, HOSTING, STORE, Scope, TENANCY, Value};
use crate::words::Words;
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
    let apart =
        tenants_apart(facts, engine) && [for_size, for_writes].into_iter().flatten().any(|count| count.low > 1.0);
    let spreads = engine.is("scales_out") || apart;
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
    combine(&mut sheet, &datasets);
    // What is not required of a store is known to be none.
    for name in [
        "strictest_rpo",
        "strictest_rto",
        "availability_target",
        "loosest_staleness",
        "read_p99",
        "write_p99",
        "on_partition",
        "sensitive",
    ] {
        sheet.absent_if_unknown(name);
    }
    sheet.0
}

/// What tables ask of all datasets of a store together.
fn combine(sheet: &mut Sheet, datasets: &[&DatasetFacts]) {
    for (name, fact) in [("items_at_horizon", "items_at_horizon"), ("clients", "velocity.clients")] {
        sheet.number(name, sum(datasets, fact));
    }
    for (name, fact) in [
        ("largest_item", "volume.largest_item"),
        ("dimensions", "variety.dimensions"),
        ("analytic_share", "analytic_share"),
        ("longest_retention", "volume.retention"),
    ] {
        sheet.number(name, greatest(datasets, fact));
    }
    for (name, fact) in [
        ("isolation", "veracity.isolation"),
        ("transactions", "veracity.transactions"),
        ("history", "veracity.history"),
        ("schema", "variety.schema"),
        ("permissions", "access.permissions"),
        ("order", "access.order"),
        ("delivery", "access.delivery"),
    ] {
        if let Some(most) = datasets.iter().filter_map(|dataset| choice(dataset.get(fact))).max() {
            sheet.set(name, Value::Choice(most));
        }
    }
    for (name, fact) in [("shapes", "variety.shape"), ("sensitive", "sensitive")] {
        sheet.set(name, union(datasets, fact));
    }
    let words = datasets.iter().filter_map(|dataset| choice(dataset.get("velocity.pattern")));
    if let Some(load) = words.map(|at| 1_u64 << at).reduce(|all, one| all | one) {
        sheet.set("load", Value::Set(load));
    }
    let used = datasets.iter().filter_map(|dataset| match dataset.get("use_case") {
        Value::Names(names) => Some(names.iter().cloned()),
        _ => None,
    });
    let used: Vec<Words> = used.flatten().collect();
    if !used.is_empty() {
        sheet.set("use_cases", Value::Names(used.into()));
    }
    let flags = |fact: &'static str| datasets.iter().map(move |dataset| *dataset.get(fact) == Value::Flag(true));
    sheet.set("derived_only", Value::Flag(!datasets.is_empty() && flags("derived").all(|yes| yes)));
    if flags("veracity.integrity").any(|yes| yes) {
        sheet.set("integrity", Value::Flag(true));
    }
    busy(sheet, datasets);
}

/// Rate at the peak and, weighted by it, the time that an operation keeps a connection: their product is what all
/// datasets keep busy together.
fn busy(sheet: &mut Sheet, datasets: &[&DatasetFacts]) {
    let rate = |dataset: &DatasetFacts| match (dataset.number("peak_reads"), dataset.number("peak_writes")) {
        (Some(reads), Some(writes)) => Some(reads + writes),
        (one, other) => one.or(other),
    };
    let rates: Vec<Interval> = datasets.iter().filter_map(|dataset| rate(dataset)).collect();
    let Some(all) = rates.iter().copied().reduce(|sum, part| sum + part) else { return };
    sheet.number("peak_rate", Some(all));
    let kept = datasets.iter().filter(|dataset| rate(dataset).is_some());
    let kept: Option<Vec<Interval>> =
        kept.map(|dataset| Some(rate(dataset)? * dataset.number("velocity.query_time")?)).collect();
    if let Some(kept) = kept.and_then(|kept| kept.into_iter().reduce(|sum, part| sum + part)) {
        let per = |kept: f64, all: f64| if all > 0.0 { kept / all } else { 0.0 };
        let (low, high) = (per(kept.low, all.low), per(kept.high, all.high));
        if low.is_finite() && high.is_finite() && all.high > 0.0 {
            sheet.number("query_time", Some(Interval::new(low.min(high), high.max(low))));
        }
    }
}

pub(super) struct Sheet(pub(super) Vec<Value>);

impl Sheet {
    pub(super) fn set(&mut self, name: &str, value: Value) {
        let at = Scope::Store.place(name);
        debug_assert!(at.is_some(), "{name} is no fact of a store");
        if let Some(at) = at {
            self.0[at] = value;
        }
    }

    pub(super) fn number(&mut self, name: &str, number: Option<Interval>) {
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

/// Whether each tenant has a database of its own, on servers to which a directory points.
fn tenants_apart(facts: &WorkloadFacts, engine: &Candidate<'_>) -> bool {
    let system = |name| Scope::System.place(name).map(|place| &facts.system[place]);
    let on_servers = choice(engine.get("deployed")).is_some_and(|at| {
        let word = HOSTING.words[usize::from(at)];
        word == "self-hosted" || word == "managed"
    });
    on_servers
        && system("application.tenancy").and_then(choice) == TENANCY.index("database")
        && system("application.tenants").and_then(Value::number).is_some_and(|tenants| tenants.low > 1.0)
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

/// The upper end of a figure as a whole number; nothing where there is no end.
pub(super) fn whole_up(figure: Interval) -> Option<u32> {
    (figure.high.is_finite() && figure.high > 0.0).then(|| whole(figure.high.ceil()))
}
