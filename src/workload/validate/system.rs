//! Checks of what is said about the whole system.

use std::fmt::Display;

use super::common::{self, at_least_one, distinct, engines as engine_list, positive, regions};
use super::report::{Problem, Report};
use crate::workload::EngineNames;
use crate::workload::spec::{Availability, FORMAT, Policy, WorkloadSpec};

/// More datasets than any system has; each further one costs time.
const MOST_DATASETS: usize = 2_000;

pub(super) fn check(spec: &WorkloadSpec, engines: &dyn EngineNames, report: &mut Report) {
    if spec.whichdb != FORMAT {
        report.add(
            Problem::new("unsupported-format", "whichdb", format!("format {} is not supported", spec.whichdb))
                .label(format!("this program reads format {FORMAT}")),
        );
    }
    if spec.name.trim().is_empty() {
        report.add(Problem::new("invalid-name", "name", "the name of the system is empty"));
    }
    positive("horizon", &spec.horizon, report);

    let application = &spec.application;
    at_least_one("application.services", &application.services, report);
    at_least_one("application.instances", &application.instances, report);
    at_least_one("application.tenants", &application.tenants, report);

    let team = &spec.team;
    engine_list("team.knows", team.knows.items(), engines, report);
    engine_list("team.runs", team.runs.items(), engines, report);
    distinct("team.platforms", team.platforms.items(), report);

    let deployment = &spec.deployment;
    if let Some(hosting) = deployment.hosting.known() {
        distinct("deployment.hosting", hosting, report);
    }
    distinct("deployment.clouds", deployment.clouds.items(), report);
    distinct("deployment.features", deployment.features.items(), report);
    regions("deployment.regions", &deployment.regions, report);

    availability("availability", &spec.availability, report);
    policy(&spec.policy, engines, report);
    for name in spec.scenarios.keys() {
        common::name("scenario", &format!("scenarios.{name}"), name, report);
    }
    number_of_datasets(spec, report);
}

/// The share of time in which the system, or a dataset, must answer.
pub(super) fn availability(path: impl Display, availability: &Availability, report: &mut Report) {
    let promises_all = |target: &crate::quantity::Share| target.interval().is_at_least(1.0) == Some(true);
    if availability.target.known().is_some_and(promises_all) {
        report.add(
            Problem::new("impossible-availability", format!("{path}.target"), "no system is available all of the time")
                .label("must be less than `100 %`")
                .help("`99.9 %` allows 9 hours of downtime a year, `99.99 %` one hour"),
        );
    }
}

fn policy(policy: &Policy, engines: &dyn EngineNames, report: &mut Report) {
    distinct("policy.compliance", policy.compliance.items(), report);
    distinct("policy.residency", policy.residency.items(), report);
    engine_list("policy.require", &policy.require, engines, report);
    engine_list("policy.forbid", &policy.forbid, engines, report);
    engine_list("policy.prefer", &policy.prefer, engines, report);
    let forbidden: Vec<Option<&str>> = policy.forbid.iter().map(|name| engines.resolve(name)).collect();
    for (index, name) in policy.require.iter().enumerate() {
        let Some(engine) = engines.resolve(name) else {
            continue;
        };
        let Some(other) = forbidden.iter().position(|other| *other == Some(engine)) else {
            continue;
        };
        report.add(
            Problem::new(
                "required-and-forbidden",
                format!("policy.require[{index}]"),
                format!("`{name}` is both required and forbidden"),
            )
            .label("required here")
            .also(format!("policy.forbid[{other}]"), "forbidden here")
            .help("remove it from one of the two lists"),
        );
    }
}

fn number_of_datasets(spec: &WorkloadSpec, report: &mut Report) {
    let count = spec.datasets.len();
    if count == 0 {
        report.add(
            Problem::new("no-dataset", "datasets", "there is no dataset")
                .help("name at least one; it may be empty: `orders: {}`"),
        );
    }
    if count > MOST_DATASETS {
        report.add(
            Problem::new(
                "limit-exceeded",
                "datasets",
                format!("{count} datasets are more than the {MOST_DATASETS} that can be considered"),
            )
            .on_key(),
        );
    }
}
