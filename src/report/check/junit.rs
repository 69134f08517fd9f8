//! What was found, as JUnit XML: a suite for each file, a test for each finding.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::location::slashed;
use super::{CheckView, CheckedFileView, INVALID, sentence};
use crate::knowledge::spec::FindingLevel;
use crate::report::escape::quoted;

/// How a test ended.
enum Outcome {
    /// What is found is below the level at which the check fails: it is told, no more.
    Passed(String),
    /// What is found makes the check fail.
    Failed { level: String, told: Told },
    /// What is found is accepted.
    Skipped(String),
    /// The file could not be read.
    Broken(Told),
}

/// What is wrong, and what to do.
struct Told {
    says: String,
    help: String,
}

impl Told {
    fn new(says: &str, help: &str) -> Self {
        Self { says: sentence(says), help: sentence(help) }
    }

    /// What is wrong, and all.
    fn quoted(&self) -> [String; 2] {
        let says = quoted(&self.says);
        let all = if self.help.is_empty() { says.clone() } else { format!("{says}\n{}", quoted(&self.help)) };
        [says, all]
    }
}

struct Test {
    name: String,
    line: Option<usize>,
    outcome: Outcome,
}

/// Renders what was found; of findings, those from the given level on are failures. A file in which nothing is found
/// is a test that passes, so that it shows up.
#[must_use]
pub fn junit(view: &CheckView, fails_from: Option<FindingLevel>) -> String {
    let suites: Vec<(String, Vec<Test>)> =
        view.files.iter().map(|file| (slashed(&file.path), tests(file, fails_from))).collect();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let all = suites.iter().flat_map(|(_, tests)| tests);
    let _ = writeln!(text, "<testsuites name=\"whichdb\" {}>", counts(all));
    for (file, tests) in &suites {
        let file = quoted(file);
        let _ = writeln!(text, "  <testsuite name=\"{file}\" {}>", counts(tests));
        tests.iter().for_each(|test| test.write(&file, &mut text));
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

fn tests(file: &CheckedFileView, fails_from: Option<FindingLevel>) -> Vec<Test> {
    let problems = file.errors.iter().map(|problem| Test {
        name: format!("{INVALID} {}", problem.code),
        line: Some(problem.line),
        outcome: Outcome::Broken(Told::new(&problem.says, &problem.help)),
    });
    let findings = file.findings.iter().map(|finding| {
        let outcome = if fails_from.is_some_and(|least| finding.rank() >= least) {
            Outcome::Failed { level: finding.level.to_string(), told: Told::new(&finding.says, &finding.help) }
        } else {
            Outcome::Passed(format!("{}: {} {}", finding.level, sentence(&finding.says), sentence(&finding.help)))
        };
        Test { name: format!("{} {}", finding.finding, finding.path), line: Some(finding.line), outcome }
    });
    let waived = file.waived.iter().map(|waived| Test {
        name: format!("{} {}", waived.finding.finding, waived.finding.path),
        line: Some(waived.finding.line),
        outcome: Outcome::Skipped(format!("accepted until {}: {}", waived.until, waived.reason)),
    });
    let mut tests: Vec<Test> = problems.chain(findings).chain(waived).collect();
    if tests.is_empty() {
        tests.push(Test { name: "nothing is found".to_owned(), line: None, outcome: Outcome::Passed(String::new()) });
    }
    // Readers take tests of one name for runs of the same one.
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for test in &mut tests {
        let times = seen.entry(test.name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            let _ = write!(test.name, " ({times})");
        }
    }
    tests
}

/// The attributes in which a suite sums up its tests.
fn counts<'t>(tests: impl IntoIterator<Item = &'t Test>) -> String {
    let [mut all, mut failures, mut errors, mut skipped] = [0; 4];
    for test in tests {
        all += 1;
        match test.outcome {
            Outcome::Passed(_) => {}
            Outcome::Failed { .. } => failures += 1,
            Outcome::Skipped(_) => skipped += 1,
            Outcome::Broken(_) => errors += 1,
        }
    }
    format!("tests=\"{all}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"")
}

impl Test {
    fn write(&self, file: &str, text: &mut String) {
        let _ = write!(text, "    <testcase classname=\"{file}\" name=\"{}\" file=\"{file}\"", quoted(&self.name));
        if let Some(line) = self.line {
            let _ = write!(text, " line=\"{line}\"");
        }
        let place = self.line.map_or_else(String::new, |line| format!("{file}:{line}\n"));
        let inner = match &self.outcome {
            Outcome::Passed(told) if told.is_empty() => {
                text.push_str("/>\n");
                return;
            }
            Outcome::Passed(told) => format!("<system-out>{place}{}</system-out>", quoted(told)),
            Outcome::Failed { level, told } => {
                let [says, all] = told.quoted();
                format!("<failure type=\"{level}\" message=\"{says}\">{place}{all}</failure>")
            }
            Outcome::Skipped(reason) => format!("<skipped message=\"{}\"/>", quoted(reason)),
            Outcome::Broken(told) => {
                let [says, all] = told.quoted();
                format!("<error type=\"{INVALID}\" message=\"{says}\">{place}{all}</error>")
            }
        };
        let _ = writeln!(text, ">\n      {inner}\n    </testcase>");
    }
}
