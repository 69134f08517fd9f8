//! What was found, as a Code Quality report of GitLab.

use serde::Serialize;
use serde_json::{Value, json};

use super::fingerprint::Fingerprints;
use super::location::slashed;
use super::{CheckView, CheckedFileView, INVALID, OneByOne, sentence};
use crate::diagnostic::visible;
use crate::knowledge::spec::FindingLevel;

/// What counts, as JSON; the report knows nothing that is accepted, so that this is left out.
pub fn gitlab(view: &CheckView) -> impl Serialize {
    OneByOne(move || {
        // One fingerprint is one problem to GitLab, in whichever file, so that the file belongs to it here.
        let mut fingerprints = Fingerprints::default();
        view.files.iter().flat_map(move |file| of_file(file, &mut fingerprints))
    })
}

fn of_file(file: &CheckedFileView, fingerprints: &mut Fingerprints) -> Vec<Value> {
    let path = slashed(&file.path);
    let mut entry = |name: &str, severity: &str, texts: [&str; 2], lines: [usize; 2], print: &str| {
        json!({
            "description": texts.map(|text| visible(&sentence(text))).join(" ").trim_end(),
            "check_name": name,
            "fingerprint": fingerprints.of(&[&path, print]),
            "severity": severity,
            "location": {"path": visible(&path), "lines": {"begin": lines[0], "end": lines[1]}},
        })
    };
    let mut entries = Vec::new();
    for problem in &file.errors {
        let (texts, lines) = ([problem.says.as_str(), problem.help.as_str()], [problem.line, problem.end_line]);
        entries.push(entry(INVALID, "blocker", texts, lines, &problem.fingerprint));
    }
    for finding in &file.findings {
        let severity = match finding.rank() {
            FindingLevel::Error => "critical",
            FindingLevel::Warning => "major",
            FindingLevel::Advice => "info",
        };
        let (texts, lines) = ([finding.says.as_str(), finding.help.as_str()], [finding.line, finding.end_line]);
        entries.push(entry(&finding.finding, severity, texts, lines, &finding.fingerprint));
    }
    entries
}
