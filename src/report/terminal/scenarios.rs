//! The answers under the scenarios of a spec, side by side.

use super::page::Sheet;
use crate::report::{Aspect, ChangeView, RecommendationView, ScenarioView};

/// So many changes are told of each scenario; the JSON has them all.
const TOLD: usize = 4;

pub(super) fn scenarios(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    if view.scenarios.is_empty() {
        return;
    }
    sheet.heading("Scenarios");
    for scenario in &view.scenarios {
        sheet.item(&format!("{}: {} {}", scenario.name, verdict(scenario), changes(scenario)));
    }
    if view.scenarios.iter().all(|scenario| scenario.holds) {
        sheet.paragraph("The same engines serve all of this, with the nodes that each needs.");
    }
}

fn verdict(scenario: &ScenarioView) -> String {
    if !scenario.feasible {
        return "no architecture meets all hard requirements.".to_owned();
    }
    if scenario.failures.is_empty() {
        return "the recommended engines hold.".to_owned();
    }
    let failures = scenario.failures.iter();
    let failures: Vec<String> = failures
        .map(|failure| format!("{} no longer holds {} ({})", failure.engine, failure.dataset, failure.rules.join(", ")))
        .collect();
    format!("{}.", failures.join("; "))
}

/// The weightiest changes; classes and lesser decisions are counted.
fn changes(scenario: &ScenarioView) -> String {
    let weighty = |change: &&ChangeView| !matches!(change.aspect, Aspect::Decision | Aspect::Feasible);
    let told: Vec<String> = scenario.changes.iter().filter(weighty).take(TOLD).map(in_words).collect();
    match (told.is_empty(), scenario.changes.len().saturating_sub(told.len())) {
        (true, 0) => "Nothing changes.".to_owned(),
        (true, 1) => "One lesser decision changes.".to_owned(),
        (true, others) => format!("{others} lesser decisions change."),
        (false, 0) => format!("Best then: {}.", told.join(", ")),
        (false, others) => format!("Best then: {}, and {others} lesser decisions otherwise.", told.join(", ")),
    }
}

fn in_words(change: &ChangeView) -> String {
    let (what, subject) = (&change.what, &change.subject);
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{what} of {subject} {after} instead of {before}"),
        (None, Some(after)) => format!("{what} of {subject} {after}"),
        (_, None) => format!("no {what} of {subject}"),
    }
}
