//! What `check` found, for programs.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::view::{FindingView, KnowledgeView, RecommendationView};
use crate::check::{Found, Waived};
use crate::diagnostic::{self, Diagnostic, Level};
use crate::knowledge::Knowledge;
use crate::knowledge::spec::FindingLevel;
use crate::words::Words;
use crate::workload::spec::Waiver;
use crate::yaml::Places;

/// The JSON of `check`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckView {
    /// Version of this format.
    pub format: u32,
    /// Version of the program.
    pub whichdb: Words,
    /// The knowledge that was used.
    pub knowledge: KnowledgeView,
    /// What was found, file by file, in the order in which they were named.
    pub files: Vec<CheckedFileView>,
    /// How many findings of each level there are; `waived` counts those that are accepted, `known`
    /// those of a baseline, `invalid` problems of files that could not be read.
    pub counts: BTreeMap<Words, usize>,
}

/// What was found in a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckedFileView {
    /// The file.
    pub path: String,
    /// Whether any architecture meets its hard requirements; null when it could not be read.
    pub feasible: Option<bool>,
    /// What was found and counts.
    pub findings: Vec<FindingView>,
    /// What was found and is accepted.
    pub waived: Vec<WaivedView>,
    /// What was found and is known from a baseline.
    pub known: Vec<FindingView>,
    /// What is wrong with the file, when it could not be read.
    pub errors: Vec<ProblemView>,
}

/// A finding that is accepted for a time.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WaivedView {
    /// The finding.
    #[serde(flatten)]
    pub finding: FindingView,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is accepted.
    pub until: String,
}

/// Something wrong with a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProblemView {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub says: String,
    /// What to do.
    pub help: String,
}

impl CheckView {
    /// Nothing checked yet.
    #[must_use]
    pub fn of(knowledge: &Knowledge) -> Self {
        Self {
            format: 1,
            whichdb: env!("CARGO_PKG_VERSION").into(),
            knowledge: KnowledgeView::of(knowledge),
            files: Vec::new(),
            counts: ["error", "warning", "advice", "waived", "known", "invalid"].map(|level| (level.into(), 0)).into(),
        }
    }

    /// Adds a file and counts what was found in it.
    pub fn add(&mut self, file: CheckedFileView) {
        for finding in &file.findings {
            *self.counts.entry(finding.level.clone()).or_default() += 1;
        }
        *self.counts.entry("waived".into()).or_default() += file.waived.len();
        *self.counts.entry("known".into()).or_default() += file.known.len();
        *self.counts.entry("invalid".into()).or_default() += file.errors.len();
        self.files.push(file);
    }
}

impl CheckedFileView {
    /// What was found in a file that could be read.
    #[must_use]
    pub fn found(path: &str, feasible: bool, waived: &Waived<'_, '_>, places: &Places) -> Self {
        let findings = waived.found.iter().map(|(found, _)| FindingView::of(found, places));
        let accepted = waived.accepted.iter().map(|(found, waiver)| WaivedView {
            finding: FindingView::of(found, places),
            reason: waiver.reason.clone(),
            until: waiver.until.clone(),
        });
        Self {
            path: path.to_owned(),
            feasible: Some(feasible),
            findings: findings.collect(),
            waived: accepted.collect(),
            known: waived.known.iter().map(|found| FindingView::of(found, places)).collect(),
            errors: Vec::new(),
        }
    }

    /// A file that could not be read.
    #[must_use]
    pub fn invalid(path: &str, problems: &[Diagnostic]) -> Self {
        let problem = |problem: &Diagnostic| {
            let start = problem.start();
            ProblemView {
                line: start.map_or(1, |start| start.line),
                column: start.map_or(1, |start| start.column),
                says: problem.message().to_owned(),
                help: problem.helps().join(" "),
            }
        };
        let errors = problems.iter().map(problem).collect();
        Self {
            path: path.to_owned(),
            feasible: None,
            findings: Vec::new(),
            waived: Vec::new(),
            known: Vec::new(),
            errors,
        }
    }
}

impl RecommendationView<'_> {
    /// Adds what is found in the spec and what it declares; waivers, which end on a day, are left to the check.
    pub fn add_findings(&mut self, found: &[Found<'_>], places: &Places) {
        self.findings = found.iter().map(|found| FindingView::of(found, places)).collect();
    }
}

impl FindingView {
    fn of(found: &Found<'_>, places: &Places) -> Self {
        let start = places.value(&found.path).start();
        let name = |name: &Option<String>| name.as_ref().map(Words::from);
        Self {
            finding: found.finding.id.clone(),
            level: found.level.word().into(),
            dataset: name(&found.dataset),
            store: name(&found.store),
            path: Words::from(&found.path),
            line: start.line,
            column: start.column,
            says: Words::from(&found.says),
            help: Words::from(&found.help),
        }
    }
}

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
