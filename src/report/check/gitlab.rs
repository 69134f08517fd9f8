//! What was found, as a Code Quality report of GitLab.

use serde_json::{Value, json};

use super::fingerprint::Fingerprints;
use super::location::slashed;
use super::{CheckView, INVALID, sentence};
use crate::diagnostic::visible;
use crate::knowledge::spec::FindingLevel;

/// Renders what counts; the report knows nothing that is accepted, so that this is left out.
#[must_use]
pub fn gitlab(view: &CheckView) -> String {
    // One fingerprint is one problem to GitLab, in whichever file, so that the file belongs to it here.
    let mut fingerprints = Fingerprints::default();
    let mut entry = |file: &str, name: &str, severity: &str, texts: [&str; 2], lines: [usize; 2], print: &str| {
        let path = slashed(file);
        json!({
            "description": texts.map(|text| visible(&sentence(text))).join(" ").trim_end(),
            "check_name": name,
            "fingerprint": fingerprints.of(&[&path, print]),
            "severity": severity,
            "location": {"path": visible(&path), "lines": {"begin": lines[0], "end": lines[1]}},
        })
    };
    let mut entries: Vec<Value> = Vec::new();
    for file in &view.files {
        entries.extend(file.errors.iter().map(|problem| {
            let lines = [problem.line, problem.end_line];
            entry(&file.path, INVALID, "blocker", [&problem.says, &problem.help], lines, &problem.fingerprint)
        }));
        entries.extend(file.findings.iter().map(|finding| {
            let severity = match finding.rank() {
                FindingLevel::Error => "critical",
                FindingLevel::Warning => "major",
                FindingLevel::Advice => "info",
            };
            let lines = [finding.line, finding.end_line];
            let texts = [finding.says.as_str(), finding.help.as_str()];
            entry(&file.path, &finding.finding, severity, texts, lines, &finding.fingerprint)
        }));
    }
    format!("{}\n", Value::Array(entries))
}
