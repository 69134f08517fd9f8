//! What the base documents say is used, and what is told is told to somebody.

use whichdb::decision::evaluate;
use whichdb::embedded;
use whichdb::knowledge::Coverage;
use whichdb::source::SourceFile;
use whichdb::workload::Workload;

use crate::{FOLDER, none};

#[test]
fn every_statement_of_the_base_documents_is_used_or_has_a_reason_not_to_be() {
    let coverage = Coverage::of(&FOLDER.written, &FOLDER.files);
    let missing: Vec<String> = coverage.missing.iter().map(|item| format!("{} {}", item.id, item.title)).collect();
    none("statements are used by nothing", &missing);
}

#[test]
fn at_most_one_in_twenty_deciding_statements_decides_nothing() {
    let deciding = Coverage::of(&FOLDER.written, &FOLDER.files).total(true);
    assert!(deciding.items > 1_000);
    assert!((deciding.told + deciding.excused + deciding.missing) * 20 <= deciding.items, "{deciding:?}");
}

#[test]
fn no_piece_of_advice_is_given_to_everybody() {
    let mut given = vec![0_usize; FOLDER.knowledge.guidance.len()];
    let mut answered = 0;
    for (name, text) in embedded::examples() {
        let source = SourceFile::new(name, text);
        let workload = Workload::read(&source, &FOLDER.knowledge).expect("an example in order");
        let evaluation = evaluate(&FOLDER.knowledge, workload.spec());
        let architecture = evaluation.architecture().expect("an answer");
        answered += 1;
        let mut here: Vec<usize> = architecture.advice.iter().map(|advice| advice.guidance).collect();
        here.dedup();
        here.into_iter().for_each(|at| given[at] += 1);
    }
    let everywhere: Vec<String> = given
        .iter()
        .zip(&FOLDER.knowledge.guidance)
        .filter(|(times, _)| **times == answered)
        .map(|(_, guidance)| guidance.told.id.to_string())
        .collect();
    none("pieces of advice are given in every example", &everywhere);
    let told = given.iter().filter(|times| **times > 0).count();
    assert!(told * 2 > given.len(), "{told} of {} are given in an example", given.len());
}
