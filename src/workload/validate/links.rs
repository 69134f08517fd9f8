//! Checks of the references between datasets.

use super::common::distinct;
use super::report::{Problem, Report};
use crate::workload::spec::WorkloadSpec;

pub(super) fn check(spec: &WorkloadSpec, report: &mut Report) {
    for (name, dataset) in &spec.datasets {
        let links = [
            ("joins_with", &dataset.joins_with),
            ("changes_with", &dataset.changes_with),
            ("derived_from", &dataset.derived_from),
        ];
        for (key, others) in links.into_iter().filter(|(_, others)| !others.items().is_empty()) {
            let path = format!("datasets.{name}.{key}");
            distinct(&path, others.items(), report);
            for (index, other) in others.items().iter().enumerate() {
                let path = format!("{path}[{index}]");
                if other == name {
                    report.add(Problem::new("refers-to-itself", path, format!("`{name}` names itself in `{key}`")));
                } else {
                    known_dataset(&path, other, spec, report);
                }
            }
        }
    }
    circles(spec, report);
}

/// A name that must be that of a dataset.
pub(super) fn known_dataset(path: &str, name: &str, spec: &WorkloadSpec, report: &mut Report) {
    if !spec.datasets.contains_key(name) && !report.is_full() {
        report.add(Problem::new("unknown-dataset", path, format!("there is no dataset `{name}`")).suggest(
            name,
            "datasets",
            spec.datasets.keys().map(String::as_str),
        ));
    }
}

/// Whether a dataset's origins have been followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    NotYet,
    Under,
    Done,
}

/// Datasets that are derived from one another in a circle, each circle once.
fn circles(spec: &WorkloadSpec, report: &mut Report) {
    let mut visits = vec![Visit::NotYet; spec.datasets.len()];
    for start in 0..spec.datasets.len() {
        follow(start, spec, &mut visits, report);
    }
}

/// Follows the origins of a dataset, depth first, without recursion: a chain may be as long as the file.
fn follow(start: usize, spec: &WorkloadSpec, visits: &mut [Visit], report: &mut Report) {
    if visits[start] != Visit::NotYet {
        return;
    }
    // Each dataset on the way, with the number of its origins that have been followed.
    let mut way: Vec<(usize, usize)> = vec![(start, 0)];
    visits[start] = Visit::Under;
    while let Some((current, followed)) = way.last_mut() {
        let (current, index) = (*current, *followed);
        *followed += 1;
        let origins = spec.datasets[current].derived_from.items();
        let Some(origin) = origins.get(index) else {
            visits[current] = Visit::Done;
            way.pop();
            continue;
        };
        let Some(next) = spec.datasets.get_index_of(origin) else {
            continue;
        };
        match visits[next] {
            Visit::NotYet => {
                visits[next] = Visit::Under;
                way.push((next, 0));
            }
            // One that names itself has been reported as such.
            Visit::Under if next != current => circle(current, index, next, &way, spec, report),
            Visit::Under | Visit::Done => {}
        }
    }
}

fn circle(last: usize, index: usize, first: usize, way: &[(usize, usize)], spec: &WorkloadSpec, report: &mut Report) {
    const MOST_NAMED: usize = 8;
    let name = |at: usize| spec.datasets.get_index(at).map_or("", |(name, _)| name.as_str());
    let from = way.iter().position(|(at, _)| *at == first).unwrap_or(0);
    let mut names: Vec<&str> = way[from..].iter().map(|(at, _)| name(*at)).collect();
    if names.len() > MOST_NAMED {
        names.truncate(MOST_NAMED);
        names.push("...");
    }
    names.push(name(first));
    report.add(
        Problem::new(
            "circular-derivation",
            format!("datasets.{}.derived_from[{index}]", name(last)),
            "datasets are derived from one another in a circle",
        )
        .label(names.join(" ← "))
        .help("one of them must be recorded first: remove its `derived_from`"),
    );
}
