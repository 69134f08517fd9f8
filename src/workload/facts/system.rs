//! Facts of the whole workload.

use super::dataset::DatasetFacts;
use super::growth::Assumptions;
use super::sheet::Sheet;
use crate::knowledge::Region;
use crate::quantity::Interval;
use crate::vocabulary::{HISTORY, Scope, Value};
use crate::workload::Stated;
use crate::workload::spec::{Hosting, Importance, Regions, WorkloadSpec, WritesIn};

pub(super) fn facts(spec: &WorkloadSpec, datasets: &[DatasetFacts], assumptions: &Assumptions<'_>) -> Vec<Value> {
    let mut sheet = Sheet::new(Scope::System);
    given(&mut sheet, spec);
    derived(&mut sheet, datasets);
    sheet.flag("system.in_process", Some(in_process(spec)));
    sheet.flag("system.outside_residency", outside_residency(spec, assumptions.regions));
    sheet.done()
}

fn given(sheet: &mut Sheet, spec: &WorkloadSpec) {
    sheet.measure("horizon", &spec.horizon);
    let application = &spec.application;
    sheet.choice("application.style", &application.style);
    sheet.choice("application.stage", &application.stage);
    sheet.measure("application.services", &application.services);
    sheet.measure("application.instances", &application.instances);
    sheet.measure("application.users", &application.users);
    sheet.measure("application.tenants", &application.tenants);
    sheet.choice("application.tenancy", &application.tenancy);
    sheet.flag("application.offline", application.offline.known().copied());
    let team = &spec.team;
    sheet.measure("team.engineers", &team.engineers);
    sheet.measure("team.teams", &team.teams);
    sheet.choice("team.operations", &team.operations);
    sheet.names("team.knows", team.knows.items());
    sheet.names("team.runs", team.runs.items());
    sheet.names("team.platforms", team.platforms.items());
    let deployment = &spec.deployment;
    if let Some(hosting) = deployment.hosting.known()
        && !hosting.contains(&Hosting::Any)
    {
        sheet.choices("deployment.hosting", hosting);
    }
    if let Some(clouds) = deployment.clouds.known() {
        sheet.choices("deployment.clouds", clouds);
    }
    if let Some(regions) = deployment.regions.known() {
        sheet.count("deployment.regions", regions.count());
    } else if deployment.writes_in.known() == Some(&WritesIn::EveryRegion) {
        // Nobody says "every" of one.
        sheet.number("deployment.regions", Some(Interval::new(2.0, f64::INFINITY)));
    }
    sheet.choice("deployment.writes_in", &deployment.writes_in);
    sheet.measure("deployment.region_rtt", &deployment.region_rtt);
    if let Some(features) = deployment.features.known() {
        sheet.choices("deployment.features", features);
    }
    let availability = &spec.availability;
    sheet.measure("availability.target", &availability.target);
    sheet.measure("availability.rpo", &availability.rpo);
    sheet.measure("availability.rto", &availability.rto);
    sheet.choice("availability.on_partition", &availability.on_partition);
    sheet.choice("budget", &spec.budget);
    let policy = &spec.policy;
    sheet.choice("policy.licences", &policy.licences);
    sheet.choice("policy.lock_in", &policy.lock_in);
    if let Some(compliance) = policy.compliance.known() {
        sheet.choices("policy.compliance", compliance);
    }
    sheet.names("policy.residency", policy.residency.items());
    sheet.names("policy.require", &policy.require);
    sheet.names("policy.forbid", &policy.forbid);
    sheet.names("policy.prefer", &policy.prefer);
    if let Some(engines) = policy.max_engines.known() {
        sheet.number("policy.max_engines", Some(Interval::exact(f64::from(engines.get()))));
    }
    let priorities = &spec.priorities;
    priority(sheet, "priorities.simplicity", &priorities.simplicity);
    priority(sheet, "priorities.cost", &priorities.cost);
    priority(sheet, "priorities.performance", &priorities.performance);
    priority(sheet, "priorities.scalability", &priorities.scalability);
    priority(sheet, "priorities.flexibility", &priorities.flexibility);
    priority(sheet, "priorities.consistency", &priorities.consistency);
}

fn priority(sheet: &mut Sheet, name: &str, stated: &Stated<Importance>) {
    sheet.number(name, stated.known().map(|importance| Interval::exact(f64::from(importance.get()))));
}

fn derived(sheet: &mut Sheet, datasets: &[DatasetFacts]) {
    let derived = datasets.iter().filter(|dataset| dataset.is_derived()).count();
    sheet.count("system.datasets", datasets.len());
    sheet.count("system.derived_datasets", derived);
    sheet.count("system.primary_datasets", datasets.len() - derived);
    let mut owners: Vec<&String> = datasets.iter().filter_map(|dataset| dataset.owner.as_ref()).collect();
    owners.sort();
    owners.dedup();
    sheet.count("system.owners", owners.len());
    let reads = sum(datasets, "velocity.reads");
    let writes = sum(datasets, "velocity.writes");
    sheet.number("system.reads", reads);
    sheet.number("system.writes", writes);
    sheet.number("system.size_at_horizon", sum(datasets, "size_at_horizon"));
    if let (Some(reads), Some(writes)) = (reads, writes) {
        sheet.number("system.read_write_ratio", Some(reads / writes.max(Interval::exact(f64::MIN_POSITIVE))));
    }
    sheet.set("system.shapes", union(datasets, "variety.shape"));
    sheet.set("system.operations_used", union(datasets, "access.reads"));
    let history = datasets.iter().filter_map(|dataset| match dataset.get("veracity.history") {
        Value::Choice(at) => Some(*at),
        _ => None,
    });
    if let Some(strictest) = history.max() {
        sheet.set("system.history", Value::Choice(strictest.min(u8::try_from(HISTORY.words.len() - 1).unwrap_or(0))));
    }
    let strong = datasets.iter().filter(|dataset| is_strong(dataset)).count();
    sheet.count("system.strong_datasets", strong);
    sheet.flag("system.joins_across_owners", Some(linked(datasets, |dataset| &dataset.joins_with, |_| true)));
    let changes = |strong: bool| {
        linked(datasets, |dataset| &dataset.changes_with, |dataset| !strong || is_strong(dataset))
            || crossing(datasets, strong)
    };
    sheet.flag("system.changes_across_owners", Some(changes(false)));
    sheet.flag("system.strong_changes_across_owners", Some(changes(true)));
    let read_models = datasets.iter().filter(|dataset| dataset.is_derived() && !is_cache_like(dataset)).count();
    sheet.count("system.read_models", read_models);
    let event = crate::vocabulary::SHAPE.index("event").unwrap_or_default();
    let events = datasets
        .iter()
        .filter(|dataset| matches!(dataset.get("variety.shape"), Value::Set(bits) if bits >> event & 1 == 1));
    sheet.count("system.event_datasets", events.count());
}

/// Whether data may lie where the application runs, so that no network parts it from its readers.
fn in_process(spec: &WorkloadSpec) -> bool {
    let embedded = spec.deployment.hosting.known().is_some_and(|hosting| hosting.contains(&Hosting::Embedded));
    embedded || spec.application.offline.known() == Some(&true)
}

/// Whether a region lies outside the places that the data must not leave; none where no region is known to, but one is
/// not known at all.
fn outside_residency(spec: &WorkloadSpec, regions: &[Region]) -> Option<bool> {
    let Regions::Named(names) = spec.deployment.regions.known()? else { return None };
    outside(names, spec.policy.residency.known()?, regions)
}

/// The same of regions by name and of the places that the data must not leave.
#[must_use]
pub fn outside(names: &[String], wanted: &[String], regions: &[Region]) -> Option<bool> {
    let mut all_known = true;
    for name in names {
        match Region::of(regions, name) {
            Some(region) if !wanted.iter().any(|place| region.lies_in.iter().any(|lies_in| lies_in == place)) => {
                return Some(true);
            }
            Some(_) => {}
            None => all_known = false,
        }
    }
    all_known.then_some(false)
}

fn is_strong(dataset: &DatasetFacts) -> bool {
    let strong = crate::vocabulary::CONSISTENCY.index("strong").unwrap_or_default();
    matches!(dataset.get("veracity.consistency"), Value::Choice(at) if *at == strong)
}

/// Keyed copies are caches; what is read by other means than a key is a read model.
fn is_cache_like(dataset: &DatasetFacts) -> bool {
    let lookup = crate::vocabulary::READ.index("lookup").map_or(0, usize::from);
    dataset.reads.weights.get(lookup).is_some_and(|share| *share > 0.9)
}

fn linked(
    datasets: &[DatasetFacts],
    links: impl Fn(&DatasetFacts) -> &Vec<String>,
    counts: impl Fn(&DatasetFacts) -> bool,
) -> bool {
    datasets.iter().filter(|dataset| counts(dataset)).any(|dataset| {
        links(dataset)
            .iter()
            .filter_map(|name| datasets.iter().find(|other| other.name == *name))
            .any(|other| dataset.owner.is_some() && other.owner.is_some() && dataset.owner != other.owner)
    })
}

/// Transactions over several datasets whose partners are not named: the datasets that are read
/// together across owners are taken to be meant.
fn crossing(datasets: &[DatasetFacts], strong: bool) -> bool {
    let cross = crate::vocabulary::TRANSACTIONS.index("cross-dataset").unwrap_or_default();
    let crosses = |dataset: &DatasetFacts| {
        dataset.changes_with.is_empty()
            && matches!(dataset.get("veracity.transactions"), Value::Choice(at) if *at == cross)
            && (!strong || is_strong(dataset))
    };
    linked(datasets, |dataset| &dataset.joins_with, crosses)
}

fn sum(datasets: &[DatasetFacts], fact: &str) -> Option<Interval> {
    let known: Vec<Interval> = datasets.iter().filter_map(|dataset| dataset.number(fact)).collect();
    (!known.is_empty()).then(|| known.into_iter().fold(Interval::exact(0.0), |sum, part| sum + part))
}

fn union(datasets: &[DatasetFacts], fact: &str) -> Value {
    let bits = datasets.iter().filter_map(|dataset| match dataset.get(fact) {
        Value::Set(bits) => Some(*bits),
        _ => None,
    });
    Value::Set(bits.fold(0, |all, bits| all | bits))
}
