//! Checks that many fields share. Paths come as what can be written, and are written only where something is wrong.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::report::{Problem, Report};
use crate::diagnostic::closest;
use crate::quantity::{Count, Dimension, Measure, Multiplier};
use crate::workload::spec::{NAME_PATTERN, Regions};
use crate::workload::{EngineNames, Stated};

/// The longest name of a dataset, store or scenario.
const LONGEST_NAME: usize = 63;

/// A quantity of which zero makes no sense.
pub(super) fn positive<D: Dimension>(path: impl Display, value: &Stated<Measure<D>>, report: &mut Report) {
    let is_zero = |value: &Measure<D>| value.interval().is_at_most(0.0) == Some(true);
    if value.known().is_some_and(is_zero) {
        let path = path.to_string();
        let says = format!("`{}` is zero", last_key(&path));
        report.add(Problem::new("not-positive", path, says).label("must be greater than zero"));
    }
}

/// A number of things of which there is at least one.
pub(super) fn at_least_one(path: impl Display, value: &Stated<Count>, report: &mut Report) {
    let is_zero = |value: &Count| value.interval().is_below(1.0) == Some(true);
    if value.known().is_some_and(is_zero) {
        let path = path.to_string();
        let says = format!("`{}` is zero", last_key(&path));
        report.add(Problem::new("not-positive", path, says).label("must be at least 1"));
    }
}

/// A multiplier that cannot be less than one.
pub(super) fn at_least_once(path: impl Display, value: &Stated<Multiplier>, report: &mut Report) {
    let is_less = |value: &Multiplier| value.interval().is_below(1.0) == Some(true);
    if value.known().is_some_and(is_less) {
        report.add(
            Problem::new("out-of-range", path.to_string(), "the peak is below the sustained load")
                .label("must be at least `1x`"),
        );
    }
}

/// A list in which nothing may stand twice.
pub(super) fn distinct<T: Display>(path: impl Display, items: &[T], report: &mut Report) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        let word = item.to_string();
        match seen.get(&word) {
            Some(first) => report.add(
                Problem::new(
                    "duplicate-entry",
                    format!("{path}[{index}]"),
                    format!("`{word}` is listed twice in `{}`", last_key(&path.to_string())),
                )
                .label("again here")
                .also(format!("{path}[{first}]"), "first here")
                .help("remove one of the two"),
            ),
            None => {
                seen.insert(word, index);
            }
        }
    }
}

/// Regions, each of which may be named once.
pub(super) fn regions(path: impl Display, regions: &Stated<Regions>, report: &mut Report) {
    if let Some(Regions::Named(names)) = regions.known() {
        distinct(path, names, report);
    }
}

/// The name of a dataset, store or scenario.
pub(super) fn name(what: &str, path: &str, name: &str, report: &mut Report) {
    let mut letters = name.chars();
    let starts = letters.next().is_some_and(|first| first.is_ascii_lowercase());
    let continues =
        letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-'));
    if starts && continues && name.len() <= LONGEST_NAME {
        return;
    }
    let message = if name.len() > LONGEST_NAME {
        format!("the name of the {what} is longer than {LONGEST_NAME} characters")
    } else {
        format!("`{name}` cannot be the name of a {what}")
    };
    let problem = Problem::new("invalid-name", path, message)
        .on_key()
        .label("lower-case letters, digits, `-` and `_`, starting with a letter");
    report.add(match proposal(name) {
        Some(proposal) => problem.help(format!("write `{proposal}`")),
        None => problem.help(format!("names match `{NAME_PATTERN}`")),
    });
}

/// The name as it could be written.
fn proposal(name: &str) -> Option<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut before_was_lower = false;
    for letter in name.chars() {
        if letter.is_uppercase() && before_was_lower {
            words.push(String::new());
        }
        before_was_lower = letter.is_lowercase() || letter.is_ascii_digit();
        if letter.is_ascii_alphanumeric() || letter == '_' {
            if let Some(word) = words.last_mut() {
                word.push(letter.to_ascii_lowercase());
            }
        } else {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    let name = words.join("-");
    let is_name = name.starts_with(|first: char| first.is_ascii_lowercase());
    (is_name && name.len() <= LONGEST_NAME).then_some(name)
}

/// A list of names of engines.
pub(super) fn engines(path: &str, names: &[String], engines: &dyn EngineNames, report: &mut Report) {
    distinct(path, names, report);
    for (index, name) in names.iter().enumerate() {
        engine(&format!("{path}[{index}]"), name, engines, report);
    }
}

/// The name of an engine.
pub(super) fn engine(path: &str, name: &str, engines: &dyn EngineNames, report: &mut Report) {
    if engines.resolve(name).is_some() || report.is_full() {
        return;
    }
    let problem = Problem::new("unknown-engine", path, format!("the catalogue has no engine `{name}`"));
    let problem = match closest(name, engines.all()) {
        Some(meant) => problem.help(format!("did you mean `{meant}`?")),
        None => problem.help("`whichdb catalog` lists the engines"),
    };
    report.add(if path.ends_with(".engine") {
        problem.help(format!("write `{{other: {name}, family: FAMILY}}` for an engine that the catalogue lacks"))
    } else {
        problem
    });
}

/// The last key of a path.
pub(super) fn last_key(path: &str) -> &str {
    let path = path.rsplit('.').next().unwrap_or(path);
    path.split('[').next().unwrap_or(path)
}
