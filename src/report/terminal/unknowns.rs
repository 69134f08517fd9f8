//! What is not known, as text: what to ask first, and what need not be asked.

use super::page::Sheet;
use super::recommendation::percent;
use crate::report::effect::in_words;
use crate::report::{RecommendationView, SupposedView, UnknownView};

/// Unknown facts that are told of those that would change something.
const SHOWN: usize = 3;
/// How likely one must be to change the answer for a short text to ask for it.
const WORTH_ASKING: f64 = 0.05;
/// Answers that are told of each.
const ANSWERS: usize = 2;
/// Unknown facts that are named of those that change nothing.
const NAMED: usize = 5;

/// The section of what is not known; all of it, or what would change most.
pub(super) fn unknowns(sheet: &mut Sheet, view: &RecommendationView<'_>, all: bool) {
    if view.unknowns.is_empty() {
        return;
    }
    let some = |wanted: Option<bool>| -> Vec<&UnknownView> {
        view.unknowns.iter().filter(|unknown| unknown.irrelevant == wanted).collect()
    };
    let (telling, irrelevant, untried) = (some(Some(false)), some(Some(true)), some(None));
    let (first, answers) = if all { (telling, usize::MAX) } else { (worth_asking(view), ANSWERS) };
    if !first.is_empty() {
        sheet.heading("Ask this first");
        first.into_iter().for_each(|unknown| told(sheet, unknown, answers));
    }
    list(sheet, "Same answer, whatever it is", &irrelevant, all);
    list(sheet, "Not known either", &untried, all);
}

fn told(sheet: &mut Sheet, unknown: &UnknownView, answers: usize) {
    let likely =
        unknown.weight.map_or_else(String::new, |weight| format!(" ({} likely to change it)", percent(weight)));
    sheet.item(&format!("{}{likely}", unknown.fact));
    for supposed in unknown.answers.iter().take(answers) {
        let SupposedView { when, share, changes, .. } = supposed;
        sheet.aside(&format!("if {when} ({}): {}", percent(*share), in_words(changes)));
    }
}

fn list(sheet: &mut Sheet, heading: &str, unknowns: &[&UnknownView], all: bool) {
    if unknowns.is_empty() {
        return;
    }
    sheet.heading(heading);
    let names: Vec<&str> = unknowns.iter().map(|unknown| &*unknown.fact).collect();
    let (first, more) = names.split_at(NAMED.min(names.len()));
    let counted = if more.is_empty() { String::new() } else { format!(", and {} more", more.len()) };
    sheet.paragraph(&format!("{}{counted}.", first.join(", ")));
    if all && !more.is_empty() {
        sheet.aside(&format!("These are: {}.", more.join(", ")));
    }
}

/// How many unknown facts could change something beyond those that are told.
pub(super) fn left_untold(view: &RecommendationView<'_>) -> usize {
    view.unknowns.iter().filter(|unknown| unknown.irrelevant == Some(false)).count() - worth_asking(view).len()
}

/// What a short text asks for: the first of those that are not unlikely to change the answer.
fn worth_asking<'v>(view: &'v RecommendationView<'_>) -> Vec<&'v UnknownView> {
    let worth = |unknown: &&UnknownView| {
        unknown.irrelevant == Some(false) && unknown.weight.is_some_and(|weight| weight >= WORTH_ASKING)
    };
    view.unknowns.iter().filter(worth).take(SHOWN).collect()
}
