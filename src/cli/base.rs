//! The knowledge of a run: the built-in one, or with packs laid over it.

use std::borrow::Cow;
use std::path::PathBuf;

use super::settings::Settings;
use crate::check::{Origins, check};
use crate::decision::{self, Evaluation, Probe, Unknown, certainty_by_facts, evaluate, roadmap, robustness};
use crate::digest::digest;
use crate::embedded;
use crate::error::Error;
use crate::knowledge::{self, Files, Knowledge, Written};
use crate::report::RecommendationView;
use crate::workload::Workload;
use crate::workload::spec::WorkloadSpec;
use crate::writing;

/// The compiled knowledge. Without packs it comes ready-made out of the binary.
pub(super) fn knowledge(packs: &[PathBuf]) -> Result<Cow<'static, Knowledge>, Error> {
    if packs.is_empty() {
        return Ok(Cow::Borrowed(embedded::knowledge()));
    }
    let (_, knowledge) = knowledge::read(&files(packs)?, names(packs)).map_err(Error::Input)?;
    Ok(Cow::Owned(knowledge))
}

/// The knowledge as written, for explanations: with sources, texts and everything else.
pub(super) fn written(packs: &[PathBuf]) -> Result<Written, Error> {
    if packs.is_empty() {
        return knowledge::load(&embedded::files(), Vec::new()).map_err(Error::Input);
    }
    let (written, _) = knowledge::read(&files(packs)?, names(packs)).map_err(Error::Input)?;
    Ok(written)
}

/// The files of the built-in knowledge and of the packs over it.
pub(super) fn files(packs: &[PathBuf]) -> Result<Files, Error> {
    let mut files = embedded::files();
    for pack in packs {
        files.add_folder(pack).map_err(|reason| Error::File { path: pack.clone(), reason })?;
    }
    Ok(files)
}

/// The packs as they are named in answers.
pub(super) fn names(packs: &[PathBuf]) -> Vec<String> {
    packs.iter().map(|pack| pack.to_string_lossy().into_owned()).collect()
}

/// What the decision of an evaluation is made from.
pub(super) fn origins(evaluation: &Evaluation<'_>, packs: &[PathBuf]) -> Result<Origins, Error> {
    let files = files(packs)?;
    Ok(Origins {
        whichdb: env!("CARGO_PKG_VERSION").to_owned(),
        knowledge: evaluation.knowledge.edition.version.to_string(),
        knowledge_digest: digest(files.iter().map(|(_, file)| file.text())),
        spec_digest: spec_digest(evaluation.spec),
    })
}

/// The digest of a spec as far as it bears on the decision.
fn spec_digest(spec: &WorkloadSpec) -> String {
    let mut spec = spec.clone();
    spec.waivers.clear();
    spec.scenarios.clear();
    spec.description.clear();
    spec.name.clear();
    // What is declared follows the decision; it is `check` that holds one against the other.
    spec.architecture = None;
    digest([writing::yaml(&spec).as_str()])
}

/// The view of an evaluation, with how sure it is and how it grows.
pub(super) fn view<'e>(evaluation: &'e Evaluation<'e>) -> RecommendationView<'e> {
    let mut view = RecommendationView::of(evaluation);
    if let Some(robustness) = robustness(evaluation) {
        view.add_robustness(evaluation, &robustness);
    }
    view.add_roadmap(evaluation.knowledge, &roadmap(evaluation));
    view
}

/// Whether an answer tells what is found in the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Findings {
    /// At the levels of the team.
    Told,
    /// Nobody shows them.
    Untold,
}

/// The whole answer: how sure it is, how it grows, what unknown facts would change, what is found, and the scenarios.
pub(super) fn answer<'e>(
    evaluation: &'e Evaluation<'e>,
    workload: &Workload,
    settings: &Settings,
    all_unknowns: bool,
    findings: Findings,
) -> RecommendationView<'e> {
    let mut answer = view(evaluation);
    let unknowns = add_unknowns(&mut answer, evaluation, all_unknowns);
    if findings == Findings::Told {
        let places = workload.places();
        let mut found = check(evaluation, &places, &unknowns);
        found.retain_mut(|found| settings.judge(found));
        answer.add_findings(&found, &places);
    }
    for (name, spec) in workload.scenarios() {
        answer.add_scenario(name, evaluation, &evaluate(evaluation.knowledge, spec));
    }
    answer
}

/// What unknown facts would change: of all of them, or of those that most rules ask for, which is quick.
pub(super) fn unknowns(evaluation: &Evaluation<'_>, all: bool) -> Vec<Unknown> {
    decision::unknowns(&mut Probe::of(evaluation), effort(evaluation, all))
}

/// Adds what unknown facts would change, and returns it.
pub(super) fn add_unknowns<'e>(
    view: &mut RecommendationView<'e>,
    evaluation: &'e Evaluation<'e>,
    all: bool,
) -> Vec<Unknown> {
    let limit = effort(evaluation, all);
    let mut probe = Probe::of(evaluation);
    let unknowns = decision::unknowns(&mut probe, limit);
    let certainty = certainty_by_facts(&mut probe, &unknowns, limit);
    view.add_unknowns(evaluation, &unknowns, certainty.as_ref());
    unknowns
}

fn effort(evaluation: &Evaluation<'_>, all: bool) -> Option<usize> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count")]
    (!all).then_some(evaluation.knowledge.parameters.unknown_effort as usize)
}
