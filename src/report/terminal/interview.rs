//! What somebody is told while they are asked: how things stand, and why the next question is asked.

use super::page::{Page, Sheet};
use super::recommendation::percent;
use crate::decision::{Evaluation, Outcome, Unknown, robustness};
use crate::diagnostic::Diagnostic;
use crate::report::effect::in_words;
use crate::report::view::unknown_view;
use crate::words::listed;

/// Answers that are told of a question.
const ANSWERS: usize = 3;

/// What would be recommended now, store by store, and how sure that is.
#[must_use]
pub fn standing(evaluation: &Evaluation<'_>, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    let architecture = match &evaluation.outcome {
        Outcome::Architecture(architecture) => architecture,
        Outcome::Infeasible(contradictions) => {
            sheet.verdict("As things stand, nothing meets all requirements");
            for contradiction in contradictions {
                sheet.item(&format!("{} exclude each other", listed(&contradiction.requirements)));
            }
            return sheet.done();
        }
    };
    let certainty = robustness(evaluation).map_or_else(String::new, |robustness| {
        format!(" (kept in {} of all reasonable weightings)", percent(robustness.certainty))
    });
    sheet.verdict(&format!("As things stand{certainty}"));
    for store in &architecture.stores {
        let name = evaluation.candidates[store.candidate].name(evaluation.knowledge);
        let named = |places: &[usize]| -> String {
            listed(&places.iter().map(|at| evaluation.facts.datasets[*at].name.as_str()).collect::<Vec<_>>())
        };
        let held = (!store.datasets.is_empty()).then(|| format!("for {}", named(&store.datasets)));
        let cached = (!store.caches.is_empty()).then(|| format!("in front of {} as a cache", named(&store.caches)));
        let what: Vec<String> = [held, cached].into_iter().flatten().collect();
        sheet.item(&format!("{name} {}, {}", what.join(" and "), store.topology));
    }
    sheet.done()
}

/// A question with what there is to say about it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'q> {
    /// Path in the spec.
    pub path: &'q str,
    /// The question in technical words.
    pub technical: Option<&'q str>,
    /// Why it is asked and what it changes.
    pub help: &'q str,
}

/// Why a question is asked: what it is about, and what would be answered otherwise here.
#[must_use]
pub fn why_asked(evaluation: &Evaluation<'_>, asked: &Asked<'_>, unknown: &Unknown, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    sheet.paragraph(asked.help);
    sheet.aside(&format!("`{}` in the file. {}", asked.path, asked.technical.unwrap_or_default()));
    let view = unknown_view(evaluation, unknown);
    for supposed in view.answers.iter().take(ANSWERS) {
        sheet.item(&format!("If {} ({}): {}", supposed.when, percent(supposed.share), in_words(&supposed.changes)));
    }
    if view.answers.is_empty() {
        sheet.item("On its own it would change nothing here; together with others that are not known it may.");
    }
    sheet.done()
}

/// Why an answer cannot stand, in a few lines.
#[must_use]
pub fn refusal(problems: &[Diagnostic], page: Page) -> String {
    let mut sheet = Sheet::new(page);
    for problem in problems {
        sheet.item(problem.message());
        problem.notes().iter().chain(problem.helps()).for_each(|note| sheet.aside(note));
    }
    sheet.done()
}

/// A paragraph of its own.
#[must_use]
pub fn told(text: &str, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    sheet.paragraph(text);
    sheet.done()
}
