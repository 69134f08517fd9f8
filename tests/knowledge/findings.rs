//! Every finding is found in its one example and not in the other.

use whichdb::check::check;
use whichdb::decision::evaluate;
use whichdb::source::SourceFile;
use whichdb::workload::Workload;

use crate::{FOLDER, none, rendered};

/// Ids of what is found in a workload.
fn found(id: &str, text: &str) -> Vec<String> {
    let source = SourceFile::new(format!("{id}.yaml"), text);
    let read = Workload::read(&source, &FOLDER.knowledge);
    let workload = read.unwrap_or_else(|problems| panic!("{}", rendered(&problems)));
    let evaluation = evaluate(&FOLDER.knowledge, workload.spec());
    let places = workload.places();
    check(&evaluation, &places).iter().map(|found| found.finding.id.to_string()).collect()
}

#[test]
fn every_finding_is_found_in_the_example_that_shows_it() {
    let missing = FOLDER.written.findings.iter().filter_map(|entry| {
        let found = found(&entry.id, &entry.spec.fires);
        (!found.contains(&entry.id)).then(|| format!("{}: found {}", entry.id, found.join(", ")))
    });
    none("findings are not found in their own examples", &missing.collect::<Vec<_>>());
}

#[test]
fn no_finding_is_found_in_the_example_without_it() {
    let there = FOLDER.written.findings.iter().filter_map(|entry| {
        let found = found(&entry.id, &entry.spec.silent);
        found.contains(&entry.id).then(|| entry.id.clone())
    });
    none("findings are found where they should not", &there.collect::<Vec<_>>());
}

#[test]
fn what_shows_a_finding_shows_no_other_error() {
    // One wrong thing may be wrong in two ways: these are told of the same value.
    const TOGETHER: [(&str, &str); 2] = [
        ("single-node-under-high-availability", "missing-read-replica"),
        ("unsatisfiable-requirements", "no-architecture-declared"),
    ];
    let errors: Vec<&str> = FOLDER
        .written
        .findings
        .iter()
        .filter(|entry| entry.spec.level.word() == "error")
        .map(|entry| entry.id.as_str())
        .collect();
    let others = FOLDER.written.findings.iter().flat_map(|entry| {
        let found = found(&entry.id, &entry.spec.fires);
        let other = found.into_iter().filter(|id| *id != entry.id && errors.contains(&id.as_str()));
        let other = other.filter(|id| !TOGETHER.contains(&(entry.id.as_str(), id.as_str())));
        other.map(|id| format!("{} shows {id}", entry.id)).collect::<Vec<_>>()
    });
    none("examples show more than they should", &others.collect::<Vec<_>>());
}

#[test]
fn what_is_found_is_told_in_sentences() {
    let entries = FOLDER.written.findings.iter();
    let offenders = entries.flat_map(|entry| {
        let texts = [("why", &entry.spec.why), ("help", &entry.spec.help)];
        texts.into_iter().filter(|(_, text)| !text.ends_with('.')).map(|(field, _)| format!("{} {field}", entry.id))
    });
    none("texts are no sentences", &offenders.collect::<Vec<_>>());
}
