//! A thousand generated specs, with whatever architecture is recommended or at odds with them.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use whichdb::adoption::{adopt, architecture};
use whichdb::decision::evaluate;
use whichdb::knowledge::spec::FindingLevel;
use whichdb::workload::Workload;

use super::found;
use crate::generate::{self, specs};
use crate::{KNOWLEDGE, workload};

/// What is recommended must be clean in the eyes of the check; these are about the workload itself, not about what is
/// declared.
const OF_THE_WORKLOAD: [&str; 6] = [
    "atomic-without-transactions",
    "copy-outlives-its-source",
    "implausible-number",
    "items-against-size",
    "strong-yet-stale",
    "writes-against-size",
];

#[test]
fn a_thousand_specs_are_checked_adopted_and_checked_again() {
    let checked = Cell::new(0);
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 1000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    });
    let outcome = runner.run(&specs(), |spec| {
        let text = generate::text(&spec);
        let before = workload(&text);
        let evaluation = evaluate(&KNOWLEDGE, before.spec());
        for found in found(&before, &evaluation) {
            prop_assert!(!found.says.contains('{') && !found.path.is_empty(), "{}: {}", found.finding.id, found.says);
        }
        checked.set(checked.get() + 1);
        let Some(recommended) = architecture(&evaluation) else { return Ok(()) };
        let edited = adopt(&before, &recommended, *KNOWLEDGE).expect("written line by line");
        let after: Workload = workload(&edited.text);
        let evaluation = evaluate(&KNOWLEDGE, after.spec());
        let errors = found(&after, &evaluation);
        let errors = errors.iter().filter(|found| found.level == FindingLevel::Error);
        let errors: Vec<String> = errors
            .filter(|found| !OF_THE_WORKLOAD.contains(&found.finding.id.as_str()))
            .map(|found| format!("{} {}: {}", found.finding.id, found.path, found.says))
            .collect();
        prop_assert!(errors.is_empty(), "{}\n{}", errors.join("\n"), edited.text);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("after {}: {failure}", checked.get()));
}
