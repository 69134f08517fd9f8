//! A thousand generated specs, as they are and with the architecture that is recommended for them.

use std::collections::BTreeMap;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngSeed, TestRunner};
use whichdb::adoption::{adopt, architecture};
use whichdb::decision::evaluate;
use whichdb::knowledge::spec::FindingLevel;

use super::found;
use crate::generate::{self, specs};
use crate::{KNOWLEDGE, workload};

const SPECS: usize = 1000;

/// What the recommendation has to break with where no engine serves two datasets that should not part, or where it is
/// not known whether a dataset may be lost; it is right that a check says so.
const TOLD: [&str; 2] = ["copy-that-may-not-lag", "writes-in-one-place"];

#[test]
fn a_thousand_specs_are_checked_and_what_is_recommended_for_them_is_free_of_errors() {
    let mut runner = TestRunner::new(Config { rng_seed: RngSeed::Fixed(1), ..Config::default() });
    let mut offenders: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut offends = |what: &str, text: String| offenders.entry(what.to_owned()).or_insert((0, text)).0 += 1;
    let mut adopted = 0;
    for _ in 0..SPECS {
        let text = generate::text(&specs().new_tree(&mut runner).expect("a spec").current());
        let before = workload(&text);
        let evaluation = evaluate(&KNOWLEDGE, before.spec());
        let mut errors = Vec::new();
        for found in found(&before, &evaluation) {
            if found.says.contains('{') || found.path.is_empty() {
                offends("a sentence with a place left open", format!("{}: {}", found.finding.id, found.says));
            }
            errors.push((found.finding.id.to_string(), found.path));
        }
        let Some(recommended) = architecture(&evaluation) else { continue };
        let Some(edited) = adopt(&before, &recommended, *KNOWLEDGE) else {
            offends("nothing could be written", text);
            continue;
        };
        adopted += 1;
        let after = workload(&edited.text);
        let evaluation = evaluate(&KNOWLEDGE, after.spec());
        let found = found(&after, &evaluation);
        // What was wrong with the workload itself still is.
        let new = found.iter().filter(|found| !errors.contains(&(found.finding.id.to_string(), found.path.clone())));
        let errors = new.filter(|found| found.level == FindingLevel::Error);
        for found in errors.filter(|found| !TOLD.contains(&found.finding.id.as_str())) {
            offends(&found.finding.id, format!("{}: {}\n{}", found.path, found.says, edited.text));
        }
    }
    let lines = offenders.iter().map(|(what, (count, first))| format!("{what}, {count} times, such as {first}"));
    assert!(offenders.is_empty(), "{}", lines.collect::<Vec<_>>().join("\n\n"));
    assert!(adopted > SPECS / 2, "only {adopted} of {SPECS} have an architecture");
}
