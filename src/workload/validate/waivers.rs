//! Checks of the accepted findings.

use std::collections::BTreeMap;

use super::links;
use super::report::{Problem, Report};
use crate::workload::spec::{Waiver, WorkloadSpec};

pub(super) fn check(spec: &WorkloadSpec, report: &mut Report) {
    let mut seen: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for (index, waiver) in spec.waivers.iter().enumerate() {
        let path = format!("waivers[{index}]");
        let texts = [("finding", &waiver.finding), ("reason", &waiver.reason)];
        for (key, text) in texts {
            if text.trim().is_empty() {
                report.add(Problem::new(
                    "empty-text",
                    format!("{path}.{key}"),
                    format!("the `{key}` of the waiver is empty"),
                ));
            }
        }
        if !is_date(&waiver.until) {
            report.add(
                Problem::new("invalid-date", format!("{path}.until"), format!("`{}` is not a date", waiver.until))
                    .label("expected a day such as `2027-06-30`"),
            );
        }
        if !waiver.dataset.is_empty() {
            links::known_dataset(&format!("{path}.dataset"), &waiver.dataset, spec, report);
        }
        if !waiver.store.is_empty() {
            store(&path, &waiver.store, spec, report);
        }
        let Waiver { finding, dataset, store, .. } = waiver;
        if let Some(first) = seen.insert((finding, dataset, store), index) {
            report.add(
                Problem::new(
                    "duplicate-entry",
                    format!("{path}.finding"),
                    format!("`{}` is waived twice", waiver.finding),
                )
                .label("again here")
                .also(format!("waivers[{first}].finding"), "first here")
                .help("remove one of the two"),
            );
        }
    }
}

fn store(path: &str, name: &str, spec: &WorkloadSpec, report: &mut Report) {
    if report.is_full() {
        return;
    }
    let stores = spec.architecture.as_ref().map(|declared| &declared.stores);
    if stores.is_some_and(|stores| stores.contains_key(name)) {
        return;
    }
    let names = stores.into_iter().flat_map(|stores| stores.keys());
    report.add(
        Problem::new("unknown-store", format!("{path}.store"), format!("the architecture has no store `{name}`"))
            .suggest(name, "stores", names.map(String::as_str)),
    );
}

/// Whether a text is a day of the Gregorian calendar, written `2027-06-30`.
fn is_date(text: &str) -> bool {
    let is_shaped = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !is_shaped {
        return false;
    }
    let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or_default();
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}
