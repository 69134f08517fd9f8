//! An architecture for each example that is wrong in several ways, with all errors and warnings that it must get.

use std::path::Path;

use serde::Deserialize;
use whichdb::check::Found;
use whichdb::decision::evaluate;
use whichdb::embedded;
use whichdb::knowledge::spec::FindingLevel;

use super::found;
use crate::{KNOWLEDGE, workload};

/// A file of `wrong/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrong {
    /// What is wrong with it, for the reader.
    #[serde(rename = "about")]
    _about: String,
    /// The section as it would stand in the spec.
    architecture: String,
    /// Level, finding and path of all errors and warnings, in the order of the file.
    expected: Vec<String>,
}

/// What is found in the spec that shows all of the format, waivers aside.
const IN_THE_EXAMPLE_OF_THE_FORMAT: [&str; 9] = [
    "error unsatisfiable-requirements datasets",
    "warning shared-database-under-microservices architecture.pattern",
    "error unmet-requirement architecture.stores.main.engine",
    "warning missing-read-replica architecture.stores.main.replicas",
    "warning reads-over-distance architecture.stores.main.regions",
    "error asynchronous-against-rpo architecture.stores.main.replication",
    "warning pools-too-small architecture.stores.main.pool_size",
    "error backup-rarer-than-the-rpo architecture.stores.main.backup.every",
    "error cache-keeps-too-long architecture.stores.sessions.ttl",
];

/// A spec without its architecture.
fn bare(spec: &str) -> String {
    let mut inside = false;
    let kept = spec.split_inclusive('\n').filter(|line| {
        let is_key = line.starts_with(|first: char| first.is_ascii_lowercase());
        inside = if is_key { line.starts_with("architecture:") } else { inside };
        !inside
    });
    kept.collect()
}

/// Level, finding and path of all errors and warnings.
fn lines(found: &[Found<'_>]) -> Vec<String> {
    let serious = found.iter().filter(|found| found.level > FindingLevel::Advice);
    serious.map(|found| format!("{} {} {}", found.level.word(), found.finding.id, found.path)).collect()
}

#[test]
fn the_spec_that_shows_all_of_the_format_gets_the_findings_that_one_expects() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec/ok/complete.yaml");
    let workload = workload(&std::fs::read_to_string(path).expect("the spec"));
    let evaluation = evaluate(&KNOWLEDGE, workload.spec());
    assert_eq!(lines(&found(&workload, &evaluation)), IN_THE_EXAMPLE_OF_THE_FORMAT);
}

#[test]
fn a_wrong_architecture_of_each_example_gets_the_findings_that_one_expects() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recommend/check/wrong");
    let mut problems = Vec::new();
    for (name, spec) in embedded::examples() {
        let text = std::fs::read_to_string(folder.join(format!("{name}.yaml"))).expect(name);
        let wrong: Wrong = serde_yaml::from_str(&text).expect(name);
        let section: String = wrong.architecture.lines().map(|line| format!("  {line}\n")).collect();
        let workload = workload(&format!("{}\narchitecture:\n{section}", bare(spec)));
        let evaluation = evaluate(&KNOWLEDGE, workload.spec());
        let lines = lines(&found(&workload, &evaluation));
        let differs = |mine: &[String], others: &[String], sign: &str| -> Vec<String> {
            mine.iter().filter(|line| !others.contains(line)).map(|line| format!("{name}: {sign} {line}")).collect()
        };
        problems.extend(differs(&wrong.expected, &lines, "missing"));
        problems.extend(differs(&lines, &wrong.expected, "not expected"));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
