//! Facts of one dataset.

use super::growth::{self, Assumptions};
use super::sheet::Sheet;
use crate::quantity::Interval;
use crate::vocabulary::{READ, SHAPE, Scope, Value, WRITE};
use crate::workload::spec::{Availability, DatasetSpec, Durability, Mix, Tenancy, WorkloadSpec};
use crate::workload::{Choice, Stated};

/// Facts of one dataset, and how its operations are distributed.
#[derive(Clone, Debug)]
pub struct DatasetFacts {
    /// Name.
    pub name: String,
    /// Facts in the vocabulary's order.
    pub values: Vec<Value>,
    /// Weights of the shapes.
    pub shapes: Distribution,
    /// Weights of the read operations.
    pub reads: Distribution,
    /// Weights of the write operations.
    pub writes: Distribution,
    /// Service or bounded context that owns it.
    pub owner: Option<String>,
    /// Names of the datasets that it is derived from.
    pub derived_from: Vec<String>,
    /// Names of the datasets that it is read together with.
    pub joins_with: Vec<String>,
    /// Names of the datasets that it changes atomically with.
    pub changes_with: Vec<String>,
}

/// Weights over a choice list.
#[derive(Clone, Debug, Default)]
pub struct Distribution {
    /// One weight a word of the list, with a sum of one; all nought when there are no such operations.
    pub weights: Vec<f64>,
    /// Whether it was stated; otherwise it is what is usual.
    pub stated: bool,
}

impl DatasetFacts {
    /// Facts of a dataset; what is said to be at the horizon is what will be there after `horizon` seconds.
    pub(super) fn at(
        horizon: f64,
        name: &str,
        spec: &DatasetSpec,
        system: &WorkloadSpec,
        assumptions: &Assumptions<'_>,
    ) -> Self {
        let mut sheet = Sheet::new(Scope::Dataset);
        given(&mut sheet, spec, &system.availability);
        let shapes = shapes(spec, assumptions);
        let reads = operations(&spec.access.reads, READ.words, &shapes, assumptions.reads);
        let writes = operations(&spec.access.writes, WRITE.words, &shapes, assumptions.writes);
        derived(&mut sheet, spec, horizon, assumptions, &reads);
        Self {
            name: name.to_owned(),
            values: sheet.done(),
            shapes,
            reads,
            writes,
            owner: spec.owner.known().cloned(),
            derived_from: spec.derived_from.items().to_vec(),
            joins_with: spec.joins_with.items().to_vec(),
            changes_with: changes_with(spec),
        }
    }

    /// The value of a fact by its name without the prefix.
    #[must_use]
    pub fn get(&self, name: &str) -> &Value {
        const UNKNOWN: &Value = &Value::Unknown;
        position(name).map_or(UNKNOWN, |at| &self.values[at])
    }

    /// The number of a fact.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<Interval> {
        self.get(name).number()
    }

    /// Sets a fact by its name.
    pub fn set(&mut self, name: &str, value: Value) {
        if let Some(at) = position(name) {
            self.values[at] = value;
        }
    }

    /// Whether its owner and the datasets that it is linked with are those of another.
    #[must_use]
    pub fn is_linked_as(&self, other: &Self) -> bool {
        fn links(dataset: &DatasetFacts) -> [&[String]; 3] {
            [&dataset.derived_from, &dataset.joins_with, &dataset.changes_with]
        }
        self.owner == other.owner && links(self) == links(other)
    }

    /// Whether the dataset is a copy or projection of others.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        !self.derived_from.is_empty()
    }
}

fn position(name: &str) -> Option<usize> {
    let at = Scope::Dataset.place(name);
    debug_assert!(at.is_some(), "{name} is no fact of a dataset");
    at
}

fn given(sheet: &mut Sheet, spec: &DatasetSpec, system: &Availability) {
    sheet.names("use_case", &spec.use_case.known().cloned().into_iter().collect::<Vec<_>>());
    let volume = &spec.volume;
    sheet.measure("volume.size", &volume.size);
    sheet.measure("volume.items", &volume.items);
    sheet.measure("volume.item_size", &volume.item_size);
    sheet.measure("volume.largest_item", &volume.largest_item);
    if let Some(crate::workload::spec::Retention::For(duration)) = volume.retention.known() {
        sheet.number("volume.retention", Some(duration.interval()));
    } else if volume.retention.known().is_some() {
        sheet.set("volume.retention", Value::Absent);
    }
    let velocity = &spec.velocity;
    sheet.measure("velocity.reads", &velocity.reads);
    sheet.measure("velocity.writes", &velocity.writes);
    sheet.measure("velocity.peak", &velocity.peak);
    sheet.choice("velocity.pattern", &velocity.pattern);
    sheet.measure("velocity.clients", &velocity.clients);
    sheet.measure("velocity.writers", &velocity.writers);
    sheet.measure("velocity.query_time", &velocity.query_time);
    let variety = &spec.variety;
    if let Some(shapes) = variety.shape.known() {
        sheet.choices("variety.shape", shapes);
    }
    sheet.choice("variety.schema", &variety.schema);
    sheet.choice("variety.nesting", &variety.nesting);
    sheet.choice("variety.links", &variety.links);
    sheet.measure("variety.dimensions", &variety.dimensions);
    let veracity = &spec.veracity;
    sheet.choice("veracity.consistency", &veracity.consistency);
    sheet.choice("veracity.transactions", &veracity.transactions);
    sheet.choice("veracity.isolation", &veracity.isolation);
    sheet.choice("veracity.durability", &veracity.durability);
    sheet.flag("veracity.integrity", veracity.integrity.known().copied());
    sheet.choice("veracity.history", &veracity.history);
    sheet.choice("veracity.conflicts", &veracity.conflicts);
    for stated in [&system.on_partition, &spec.availability.on_partition, &veracity.on_partition] {
        sheet.choice("veracity.on_partition", stated);
    }
    let access = &spec.access;
    if let Some(reads) = access.reads.known() {
        sheet.choices("access.reads", &reads.operations());
    }
    if let Some(writes) = access.writes.known() {
        sheet.choices("access.writes", &writes.operations());
    }
    sheet.names("access.key", &access.key.known().cloned().into_iter().collect::<Vec<_>>());
    sheet.choice("access.skew", &access.skew);
    sheet.choice("access.order", &access.order);
    sheet.choice("access.delivery", &access.delivery);
    sheet.choice("access.permissions", &access.permissions);
    sheet.measure("latency.read_p99", &spec.latency.read_p99);
    sheet.measure("latency.write_p99", &spec.latency.write_p99);
    sheet.measure("staleness", &spec.staleness);
    for availability in [system, &spec.availability] {
        sheet.measure("availability.target", &availability.target);
        sheet.measure("availability.rpo", &availability.rpo);
        sheet.measure("availability.rto", &availability.rto);
    }
    sheet.names("joins_with", spec.joins_with.items());
    sheet.names("changes_with", spec.changes_with.items());
    sheet.names("derived_from", spec.derived_from.items());
    if let Some(sensitive) = spec.sensitive.known() {
        sheet.choices("sensitive", sensitive);
    }
    sheet.names("owner", &spec.owner.known().cloned().into_iter().collect::<Vec<_>>());
}

/// The datasets that a dataset changes together with: those it names, and where it may never lag, those it is derived
/// from.
fn changes_with(spec: &DatasetSpec) -> Vec<String> {
    let mut names = spec.changes_with.items().to_vec();
    if spec.staleness.known().is_some_and(|staleness| staleness.interval().high <= 0.0) {
        names
            .extend(spec.derived_from.items().iter().filter(|name| !spec.changes_with.items().contains(name)).cloned());
    }
    names
}

fn derived(sheet: &mut Sheet, spec: &DatasetSpec, horizon: f64, assumptions: &Assumptions<'_>, reads: &Distribution) {
    let is_derived = !spec.derived_from.items().is_empty();
    sheet.flag("derived", Some(is_derived));
    sheet.flag(
        "only_home",
        match (is_derived, spec.veracity.durability.known()) {
            (_, Some(Durability::Durable)) => Some(true),
            (_, Some(Durability::Rebuildable)) | (true, None) => Some(false),
            (false, None) => None,
        },
    );
    let extent = growth::extent(spec, horizon, assumptions);
    if !sheet.get("volume.size").is_known() {
        sheet.number("volume.size", extent.size_today);
    }
    sheet.number("size_at_horizon", extent.size);
    sheet.number("items_at_horizon", extent.items);
    let reads_now = spec.velocity.reads.known().map(|rate| rate.interval());
    let writes_now = spec.velocity.writes.known().map(|rate| rate.interval());
    sheet.number("peak_reads", growth::peak(spec, reads_now, horizon));
    sheet.number("peak_writes", growth::peak(spec, writes_now, horizon));
    if let (Some(reads), Some(writes)) = (reads_now, writes_now) {
        sheet.number("reads_per_write", Some(reads / writes.max(Interval::exact(f64::MIN_POSITIVE))));
    }
    if let (Some(hot), size) = (spec.access.hot.known(), extent.size_today.unwrap_or(Interval::ANY)) {
        sheet.number("access.hot", Some(hot.of(size)));
    }
    let analytic: f64 = ["aggregate", "scan", "window"]
        .iter()
        .filter_map(|operation| READ.index(operation))
        .filter_map(|at| reads.weights.get(usize::from(at)))
        .sum();
    if reads.stated {
        sheet.number("analytic_share", Some(Interval::exact(analytic)));
    }
}

/// A derived dataset of unknown size is a share of its sources; it inherits their sensitivity.
pub(super) fn inherit_from_sources(datasets: &mut [DatasetFacts], assumptions: &Assumptions<'_>) {
    // Sources come before what is derived from them, however the file is ordered; a chain is at
    // most as long as there are datasets.
    for _ in 0..datasets.len() {
        let known: Vec<(String, Option<Interval>, Option<Interval>, Value)> = datasets
            .iter()
            .map(|dataset| {
                let sensitive = dataset.get("sensitive").clone();
                (dataset.name.clone(), dataset.number("size_at_horizon"), dataset.number("items_at_horizon"), sensitive)
            })
            .collect();
        let mut changed = false;
        for dataset in datasets.iter_mut().filter(|dataset| dataset.is_derived()) {
            let sources: Vec<_> = known.iter().filter(|(name, ..)| dataset.derived_from.contains(name)).collect();
            let inherited = sources.iter().filter_map(|(.., sensitive)| match sensitive {
                Value::Set(bits) => Some(*bits),
                _ => None,
            });
            let bits = inherited.fold(0, |all, bits| all | bits);
            let own = match dataset.get("sensitive") {
                Value::Set(bits) => *bits,
                _ => 0,
            };
            if bits & !own != 0 {
                dataset.set("sensitive", Value::Set(own | bits));
                changed = true;
            }
            for (fact, which) in [("size_at_horizon", 0), ("items_at_horizon", 1)] {
                let all: Option<Vec<Interval>> =
                    sources.iter().map(|(_, size, items, _)| if which == 0 { *size } else { *items }).collect();
                if let (None, Some(all)) = (dataset.number(fact), all.filter(|all| !all.is_empty())) {
                    let sum = all.into_iter().fold(Interval::exact(0.0), |sum, part| sum + part);
                    dataset.set(fact, Value::Number(sum * assumptions.derived_size));
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    let sources: Vec<String> = datasets.iter().flat_map(|dataset| dataset.derived_from.clone()).collect();
    for dataset in datasets.iter_mut() {
        let copies = sources.iter().filter(|source| **source == dataset.name).count();
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        dataset.set("derived_copies", Value::Number(Interval::exact(copies as f64)));
    }
}

/// What lies in the largest single database: all of a dataset, or the data of the largest tenant where each tenant has
/// a database of its own.
pub(super) fn largest_databases(datasets: &mut [DatasetFacts], spec: &WorkloadSpec, assumptions: &Assumptions<'_>) {
    let all = Interval::exact(1.0);
    let part = match (spec.application.tenancy.known(), spec.application.tenants.known()) {
        (Some(Tenancy::Database), Some(tenants)) => {
            (Interval::exact(assumptions.largest_tenant) / tenants.interval().max(all)).min(all)
        }
        _ => all,
    };
    let facts = [
        ("size_at_horizon", "largest_database.size"),
        ("peak_reads", "largest_database.reads"),
        ("peak_writes", "largest_database.writes"),
    ];
    for dataset in datasets.iter_mut() {
        for (whole, largest) in facts {
            let value = dataset.number(whole).map_or(Value::Unknown, |whole| Value::Number(whole * part));
            dataset.set(largest, value);
        }
    }
}

fn shapes(spec: &DatasetSpec, assumptions: &Assumptions<'_>) -> Distribution {
    match spec.variety.shape.known() {
        Some(shapes) => {
            let words: Vec<&str> = shapes.iter().map(|shape| shape.word()).collect();
            Distribution { weights: evenly(SHAPE.words, &words), stated: true }
        }
        None => Distribution { weights: assumptions.shapes.to_vec(), stated: false },
    }
}

fn operations<T: Choice + Eq + std::hash::Hash>(
    stated: &Stated<Mix<T>>,
    words: &[&str],
    shapes: &Distribution,
    habits: &[Vec<f64>],
) -> Distribution {
    if let Some(mix) = stated.known() {
        let operations = mix.operations();
        let weights = match mix {
            Mix::Shares(_) => words
                .iter()
                .map(|word| T::from_word(word).map_or(0.0, |operation| mix.share(operation).point()))
                .collect(),
            Mix::Plain(_) => evenly(words, &operations.iter().map(|operation| operation.word()).collect::<Vec<_>>()),
        };
        return Distribution { weights, stated: true };
    }
    let mut weights = vec![0.0; words.len()];
    for (weight, habits) in shapes.weights.iter().zip(habits) {
        for (sum, habit) in weights.iter_mut().zip(habits) {
            *sum += weight * habit;
        }
    }
    Distribution { weights, stated: false }
}

fn evenly(words: &[&str], used: &[&str]) -> Vec<f64> {
    let count = used.len().max(1);
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let share = 1.0 / count as f64;
    words.iter().map(|word| if used.contains(word) { share } else { 0.0 }).collect()
}
