//! What `check` found: the plain view, and a file for each format that shows it.
//!
//! All formats but the text for people come from the view, so that none of them knows more than another.

mod fingerprint;
mod github;
mod gitlab;
mod junit;
mod location;
mod markdown;
mod sarif;
mod text;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::view::{FindingView, KnowledgeView, RecommendationView};
use crate::check::{Found, Waived};
use crate::diagnostic::Diagnostic;
use crate::knowledge::Knowledge;
use crate::knowledge::spec::FindingLevel;
use crate::words::Words;
use crate::yaml::Places;
use fingerprint::Fingerprints;
pub use github::github;
pub use gitlab::gitlab;
pub use junit::junit;
pub use markdown::markdown;
pub use sarif::{Rule, rules, sarif};
pub use text::diagnostics;

/// The rule under which problems of a file that could not be read are reported.
pub(super) const INVALID: &str = "invalid-spec";

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
    /// Kind of the problem, a kebab-case word.
    pub code: Words,
    /// error or warning.
    pub level: Words,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1; columns count characters.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column behind the last character.
    pub end_column: usize,
    /// The same as long as the problem is the same, wherever it stands.
    pub fingerprint: String,
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
        let mut fingerprints = Fingerprints::default();
        let mut view = |found: &Found<'_>| FindingView::of(found, places, &mut fingerprints);
        let findings = waived.found.iter().map(|(found, _)| view(found)).collect();
        let mut accepted = Vec::with_capacity(waived.accepted.len());
        for (found, waiver) in &waived.accepted {
            accepted.push(WaivedView {
                finding: view(found),
                reason: waiver.reason.clone(),
                until: waiver.until.clone(),
            });
        }
        Self {
            path: path.to_owned(),
            feasible: Some(feasible),
            findings,
            waived: accepted,
            known: waived.known.iter().map(view).collect(),
            errors: Vec::new(),
        }
    }

    /// A file that could not be read.
    #[must_use]
    pub fn invalid(path: &str, problems: &[Diagnostic]) -> Self {
        let mut fingerprints = Fingerprints::default();
        let problem = |problem: &Diagnostic| {
            let (start, end) = (problem.start(), problem.end());
            ProblemView {
                code: problem.code().to_owned().into(),
                level: problem.level().word().into(),
                line: start.map_or(1, |start| start.line),
                column: start.map_or(1, |start| start.column),
                end_line: end.map_or(1, |end| end.line),
                end_column: end.map_or(1, |end| end.column),
                fingerprint: fingerprints.of(&[INVALID, problem.code(), problem.message()]),
                says: problem.message().to_owned(),
                // What would be allowed is a help here, where it cannot stand apart.
                help: problem
                    .helps()
                    .iter()
                    .chain(problem.notes())
                    .map(|text| sentence(text))
                    .collect::<Vec<_>>()
                    .join(" "),
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
        let mut fingerprints = Fingerprints::default();
        self.findings = found.iter().map(|found| FindingView::of(found, places, &mut fingerprints)).collect();
    }
}

impl FindingView {
    fn of(found: &Found<'_>, places: &Places, fingerprints: &mut Fingerprints) -> Self {
        let place = places.value(&found.path);
        let (start, end) = (place.start(), place.end());
        let name = |name: &Option<String>| name.as_ref().map(Words::from);
        let [dataset, store] = [&found.dataset, &found.store].map(|name| name.as_deref().unwrap_or_default());
        Self {
            finding: found.finding.id.clone(),
            level: found.level.word().into(),
            dataset: name(&found.dataset),
            store: name(&found.store),
            path: Words::from(&found.path),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            fingerprint: fingerprints.of(&[&found.finding.id, &found.path, dataset, store]),
            says: Words::from(&found.says),
            help: Words::from(&found.help),
        }
    }

    fn rank(&self) -> FindingLevel {
        rank(&self.level)
    }
}

/// A list in JSON that is never in memory as a whole: what many files need is made when it is written.
struct OneByOne<F>(F);

impl<F, I> Serialize for OneByOne<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((self.0)())
    }
}

/// The level of a word of the view.
fn rank(word: &str) -> FindingLevel {
    [FindingLevel::Error, FindingLevel::Warning]
        .into_iter()
        .find(|level| level.word() == word)
        .unwrap_or(FindingLevel::Advice)
}

/// A sentence, whether it was written with a full stop or, as messages are, without one.
fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() || text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}
