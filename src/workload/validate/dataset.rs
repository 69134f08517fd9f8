//! Checks of one dataset on its own.

use std::fmt::Display;
use std::hash::Hash;

use super::common::{self, at_least_once, at_least_one, distinct, positive};
use super::report::{Problem, Report};
use super::system::availability;
use crate::quantity::{Dimension, Interval, Measure, format_share};
use crate::workload::Stated;
use crate::workload::spec::{Access, DatasetSpec, Hot, Mix, Retention, Velocity, Volume};

/// By how much shares may miss the whole: people round.
const TOLERANCE: f64 = 0.01;

/// Far less than any share that is written, and more than the error of adding up a few.
const ROUNDING: f64 = 1e-9;

pub(super) fn check(name: &str, dataset: &DatasetSpec, report: &mut Report) {
    let path = format!("datasets.{name}");
    common::name("dataset", &path, name, report);
    volume(&path, &dataset.volume, report);
    velocity(&path, &dataset.velocity, report);
    if let Some(shapes) = dataset.variety.shape.known() {
        distinct(format_args!("{path}.variety.shape"), shapes, report);
    }
    at_least_one(format_args!("{path}.variety.dimensions"), &dataset.variety.dimensions, report);
    access(&path, dataset, report);
    availability(format_args!("{path}.availability"), &dataset.availability, report);
    partition(&path, dataset, report);
    distinct(format_args!("{path}.sensitive"), dataset.sensitive.items(), report);
}

fn volume(path: &str, volume: &Volume, report: &mut Report) {
    positive(format_args!("{path}.volume.item_size"), &volume.item_size, report);
    positive(format_args!("{path}.volume.largest_item"), &volume.largest_item, report);
    if let Some(Retention::For(duration)) = volume.retention.known() {
        positive(format_args!("{path}.volume.retention"), &Stated::Known(duration.clone()), report);
    }
    exceeds(
        (format_args!("{path}.volume.item_size"), &volume.item_size),
        (format_args!("{path}.volume.largest_item"), &volume.largest_item),
        "a typical item is larger than the largest one",
        report,
    );
}

fn velocity(path: &str, velocity: &Velocity, report: &mut Report) {
    at_least_once(format_args!("{path}.velocity.peak"), &velocity.peak, report);
    positive(format_args!("{path}.velocity.query_time"), &velocity.query_time, report);
    exceeds(
        (format_args!("{path}.velocity.writers"), &velocity.writers),
        (format_args!("{path}.velocity.clients"), &velocity.clients),
        "there are more writers than clients",
        report,
    );
}

fn access(path: &str, dataset: &DatasetSpec, report: &mut Report) {
    let Access { reads, writes, hot, .. } = &dataset.access;
    let DatasetSpec { latency, velocity, .. } = dataset;
    mix(format_args!("{path}.access.reads"), reads, report);
    mix(format_args!("{path}.access.writes"), writes, report);
    if let (Some(Hot::Size(hot)), Some(_)) = (hot.known(), dataset.volume.size.known()) {
        exceeds(
            (format_args!("{path}.access.hot"), &Stated::Known(hot.clone())),
            (format_args!("{path}.volume.size"), &dataset.volume.size),
            "the part that is used daily is larger than the whole",
            report,
        );
    }
    positive(format_args!("{path}.latency.read_p99"), &latency.read_p99, report);
    positive(format_args!("{path}.latency.write_p99"), &latency.write_p99, report);

    let never = |operations: Option<bool>| operations == Some(true);
    let is_fast = |rate: &crate::quantity::Rate| rate.interval().is_above(0.0) == Some(true);
    if never(reads.known().map(Mix::is_empty)) {
        let stated = [
            ("latency.read_p99", latency.read_p99.known().is_some()),
            ("velocity.reads", velocity.reads.known().is_some_and(is_fast)),
        ];
        contradicts(path, "reads", "read", &stated, report);
    }
    if never(writes.known().map(Mix::is_empty)) {
        let stated = [
            ("latency.write_p99", latency.write_p99.known().is_some()),
            ("velocity.writes", velocity.writes.known().is_some_and(is_fast)),
        ];
        contradicts(path, "writes", "written", &stated, report);
    }
}

/// Facts about operations that are said never to occur.
fn contradicts(path: &str, operations: &str, done: &str, stated: &[(&str, bool)], report: &mut Report) {
    for (field, _) in stated.iter().filter(|(_, is_stated)| *is_stated) {
        report.add(
            Problem::new(
                "never-occurs",
                format!("{path}.{field}"),
                format!("`{field}` is stated for a dataset that is never {done}"),
            )
            .also(format!("{path}.access.{operations}"), "an empty list says that it never is")
            .help(format!("remove `{field}`, or list what occurs in `access.{operations}`")),
        );
    }
}

/// Shares that must add up, or a list without repetition.
fn mix<T: Copy + Eq + Hash + Display>(path: impl Display, mix: &Stated<Mix<T>>, report: &mut Report) {
    match mix.known() {
        Some(Mix::Plain(operations)) => distinct(path, operations, report),
        Some(Mix::Shares(shares)) if !shares.is_empty() => {
            let sum = shares.values().map(Measure::interval).fold(Interval::exact(0.0), |sum, share| sum + share);
            let whole = Interval::new(1.0 - TOLERANCE - ROUNDING, 1.0 + TOLERANCE + ROUNDING);
            if sum.meet(whole).is_none() {
                let sum = if sum.is_exact() {
                    format_share(sum.low)
                } else {
                    format!("{} .. {}", format_share(sum.low), format_share(sum.high))
                };
                report.add(
                    Problem::new(
                        "shares-do-not-add-up",
                        path.to_string(),
                        format!("the shares of `{}` do not add up to 100 %", common::last_key(&path.to_string())),
                    )
                    .label(format!("together {sum}"))
                    .help("correct the shares, or write a plain list when they are not known"),
                );
            }
        }
        _ => {}
    }
}

/// The CAP question answered twice, and differently.
fn partition(path: &str, dataset: &DatasetSpec, report: &mut Report) {
    let here = dataset.veracity.on_partition.known();
    let there = dataset.availability.on_partition.known();
    if let (Some(here), Some(there)) = (here, there)
        && here != there
    {
        report.add(
            Problem::new(
                "contradiction",
                format!("{path}.availability.on_partition"),
                "`on_partition` is stated twice, and differently",
            )
            .also(format!("{path}.veracity.on_partition"), "and here")
            .help("state it once, in `veracity`"),
        );
    }
}

/// A quantity that is certainly greater than one that bounds it.
fn exceeds<D: Dimension>(
    part: (impl Display, &Stated<Measure<D>>),
    whole: (impl Display, &Stated<Measure<D>>),
    message: &str,
    report: &mut Report,
) {
    if let (Some(smaller), Some(greater)) = (part.1.known(), whole.1.known())
        && smaller.interval().low > greater.interval().high
    {
        report.add(
            Problem::new("contradiction", part.0.to_string(), message)
                .label(format!("more than `{greater}`"))
                .also(whole.0.to_string(), "the bound"),
        );
    }
}
