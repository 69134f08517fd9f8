//! What is not known, as text: what to ask first, and what need not be asked.

use super::page::Sheet;
use super::recommendation::percent;
use crate::report::effect::in_words;
use crate::report::{RecommendationView, SupposedView, UnknownView};

/// Unknown facts that are told of those that would change something.
const SHOWN: usize = 3;
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
    let (shown, answers) = if all { (telling.len(), usize::MAX) } else { (SHOWN, ANSWERS) };
    if !telling.is_empty() {
        sheet.heading("Ask this first");
        if let Some(certainty) = view.certainty_by_facts {
            let share = percent(certainty);
            sheet.paragraph(&format!(
                "The engines stay the same in {share} of the plausible cases of what is not known."
            ));
        }
        for unknown in telling.iter().take(shown) {
            told(sheet, unknown, answers);
        }
        let more = telling.len().saturating_sub(shown);
        if more > 0 {
            sheet.aside(&format!("and {more} more that could change something: --explain tells what."));
        }
    }
    let named = if all { usize::MAX } else { NAMED };
    list(sheet, "Same answer, whatever it is", &irrelevant, named);
    list(sheet, "Not known, though rules ask for it", &untried, named);
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

fn list(sheet: &mut Sheet, heading: &str, unknowns: &[&UnknownView], named: usize) {
    if unknowns.is_empty() {
        return;
    }
    sheet.heading(heading);
    let first: Vec<&str> = unknowns.iter().take(named).map(|unknown| unknown.fact.as_str()).collect();
    let more = unknowns.len().saturating_sub(first.len());
    let more = if more == 0 { String::new() } else { format!(", and {more} more") };
    sheet.paragraph(&format!("{}{more}.", first.join(", ")));
}
