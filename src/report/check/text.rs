//! What was found, for people: problems at their places like those of a compiler, and the sum of a run.

use super::CheckView;
use crate::check::{Found, Waived};
use crate::diagnostic::{self, Diagnostic, Level};
use crate::knowledge::spec::FindingLevel;
use crate::workload::spec::Waiver;
use crate::yaml::Places;

/// What was found and counts, as problems at their places, for people.
#[must_use]
pub fn diagnostics(waived: &Waived<'_, '_>, places: &Places) -> Vec<Diagnostic> {
    let problem = |(found, ended): &(Found<'_>, Option<&Waiver>)| {
        let level = match found.level {
            FindingLevel::Error => Level::Error,
            FindingLevel::Warning => Level::Warning,
            FindingLevel::Advice => Level::Advice,
        };
        let message = found.says.trim_end_matches('.');
        let problem = Diagnostic::of(level, found.finding.id.to_string(), message)
            .at(places.value(&found.path), "")
            .help(found.help.as_str());
        match ended {
            Some(waiver) => problem.note(format!("it was accepted until {}: {}", waiver.until, waiver.reason)),
            None => problem,
        }
    };
    let mut problems: Vec<Diagnostic> = waived.found.iter().map(problem).collect();
    diagnostic::sort(&mut problems);
    problems
}

impl CheckView {
    /// How many files were checked and what was found in them, on one line without a full stop.
    #[must_use]
    pub fn sum(&self) -> String {
        format!("{} checked: {}", counted(self.files.len(), "file", "files"), self.found())
    }

    /// How much was found. What is accepted is always told, so that it is not forgotten.
    pub(super) fn found(&self) -> String {
        let count = |level: &str| self.counts.get(level).copied().unwrap_or_default();
        let mut counts = vec![
            counted(count("error"), "error", "errors"),
            counted(count("warning"), "warning", "warnings"),
            counted(count("advice"), "piece of advice", "pieces of advice"),
        ];
        for set_apart in ["waived", "known"].into_iter().filter(|word| count(word) > 0) {
            counts.push(format!("{} {set_apart}", count(set_apart)));
        }
        if count("invalid") > 0 {
            counts.push(counted(count("invalid"), "problem of reading", "problems of reading"));
        }
        counts.join(", ")
    }
}

/// A number with its noun.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
