//! Every finding is found in its one example and not in the other.

use whichdb::check::{Lock, Origins, check, waive};
use whichdb::decision::{Probe, evaluate, unknowns};
use whichdb::knowledge::spec::{FindingSpec, FindingSubject};
use whichdb::source::SourceFile;
use whichdb::workload::Workload;

use crate::{FOLDER, none, rendered};

/// Waivers are looked at on this day.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 12, 1);

/// Ids of what is found in an example of a finding. The decision that is locked is that of the example without it.
fn found(id: &str, text: &str, spec: &FindingSpec) -> Vec<String> {
    let origins = || Origins {
        whichdb: "0".into(),
        knowledge: "0".into(),
        knowledge_digest: "0".into(),
        spec_digest: "0".into(),
    };
    let source = SourceFile::new(format!("{id}.yaml"), text);
    let read = Workload::read(&source, &FOLDER.knowledge);
    let workload = read.unwrap_or_else(|problems| panic!("{}", rendered(&problems)));
    let evaluation = evaluate(&FOLDER.knowledge, workload.spec());
    let places = workload.places();
    let unknowns = unknowns(&mut Probe::of(&evaluation), None);
    let mut found = check(&evaluation, &places, &unknowns);
    if spec.about == FindingSubject::Decision {
        let source = SourceFile::new("locked.yaml", spec.silent.as_str());
        let locked = Workload::read(&source, &FOLDER.knowledge).expect("an example");
        let lock = Lock::of(&evaluate(&FOLDER.knowledge, locked.spec()), origins()).expect("an architecture");
        found.extend(lock.moved(&evaluation, origins(), &places));
    }
    let waived = waive(&evaluation, found, &places, TODAY);
    waived.found.iter().map(|(found, _)| found.finding.id.to_string()).collect()
}

#[test]
fn every_finding_is_found_in_the_example_that_shows_it() {
    let missing = FOLDER.written.findings.iter().filter_map(|entry| {
        let found = found(&entry.id, &entry.spec.fires, &entry.spec);
        (!found.contains(&entry.id)).then(|| format!("{}: found {}", entry.id, found.join(", ")))
    });
    none("findings are not found in their own examples", &missing.collect::<Vec<_>>());
}

#[test]
fn no_finding_is_found_in_the_example_without_it() {
    let there = FOLDER.written.findings.iter().filter_map(|entry| {
        let found = found(&entry.id, &entry.spec.silent, &entry.spec);
        found.contains(&entry.id).then(|| entry.id.clone())
    });
    none("findings are found where they should not", &there.collect::<Vec<_>>());
}

#[test]
fn what_shows_a_finding_shows_no_other_error() {
    // One wrong thing may be wrong in two ways: these are told of the same value.
    const TOGETHER: [(&str, &str); 4] = [
        ("replicas-cannot-help-writes", "over-the-ceiling"),
        ("expired-waiver", "dual-write"),
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
        let found = found(&entry.id, &entry.spec.fires, &entry.spec);
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
