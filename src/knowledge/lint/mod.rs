//! What compiles, but is of no use or doubtful: facts that nothing looks at, rows that can never be
//! reached, engines that nothing can recommend, claims that were checked long ago.

mod cells;
mod reach;
mod tables;
mod usage;

use super::files::Files;
use super::load::Written;
use super::model::Knowledge;
use crate::diagnostic::Diagnostic;

/// Looks for all of it.
#[must_use]
pub fn lint(written: &Written, knowledge: &Knowledge, files: &Files) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    findings.extend(usage::unused_facts(written, knowledge, files));
    findings.extend(usage::texts_of_facts(written, files));
    findings.extend(tables::shadowed_rows(written, knowledge, files));
    findings.extend(cells::cells(written, knowledge, files));
    findings.extend(tables::unused_choices(written, files));
    findings.extend(reach::engines(written, knowledge, files));
    findings
}

/// Claims whose last check lies before a date, YYYY-MM-DD.
#[must_use]
pub fn stale(written: &Written, files: &Files, before: &str) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for entry in &written.engines {
        for (at, cover) in entry.spec.sources.iter().enumerate() {
            if let Some(checked) = cover.checked.as_deref().filter(|checked| *checked < before) {
                let message = format!("checked on {checked}, before {before}");
                findings.push(warn(
                    files,
                    entry.file,
                    &format!("sources[{at}].checked"),
                    message,
                    "look the claim up again and set the date",
                ));
            }
        }
    }
    findings
}

/// One line about what there is.
#[must_use]
pub fn summary(written: &Written) -> String {
    format!(
        "knowledge {} of {}: {} engines, {} families, {} patterns, {} requirements, {} criteria, {} decision tables, {} use cases, {} pieces of advice, {} findings, {} conflicts, {} sources: ",
        written.edition.version,
        written.edition.date,
        written.engines.len(),
        written.families.len(),
        written.patterns.len(),
        written.requirements.len(),
        written.criteria.len(),
        written.decisions.len(),
        written.use_cases.len(),
        written.guidance.len(),
        written.findings.len(),
        written.conflicts.len(),
        written.sources.len(),
    )
}

fn warn(files: &Files, file: usize, path: &str, message: String, help: &str) -> Diagnostic {
    files.doubt(file, path, message, help)
}
