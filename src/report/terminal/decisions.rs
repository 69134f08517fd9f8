//! What the tables decided, one item a table: only where a row called for more than the least machinery, and with
//! subjects for which the same was chosen together.

use super::page::Sheet;
use crate::report::{DecisionView, RecommendationView};
use crate::words::Words;

/// So many subjects are named; more are counted.
const NAMED: usize = 3;

pub(super) fn decisions(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    let told: Vec<DecisionView> = view.decisions.iter().filter(|decision| !decision.quiet && !decision.least).collect();
    if told.is_empty() {
        return;
    }
    sheet.heading("Decisions");
    for table in told.chunk_by(|one, other| one.name == other.name) {
        let parts: Vec<String> = merged(table)
            .iter()
            .map(|(choices, subjects)| {
                let subjects = listed(view, subjects);
                let choices = choices.join(", ");
                if subjects.is_empty() { choices } else { format!("{choices} ({subjects})") }
            })
            .collect();
        sheet.item(&format!("{}: {}", table[0].name, parts.join("; ")));
    }
}

/// Subjects of each choice, then the choices that have the same subjects together.
fn merged(table: &[DecisionView]) -> Vec<(Vec<String>, Vec<Words>)> {
    let mut choices: Vec<(String, Vec<Words>)> = Vec::new();
    for decision in table {
        let figure = decision.figures.iter().find_map(|(name, figure)| Some((name, figure.as_ref()?)));
        let choice = match figure {
            Some((name, figure)) => format!("{}, {} {}", decision.choice, name.replace('_', " "), figure.says),
            None => decision.choice.to_string(),
        };
        match choices.iter_mut().find(|(known, _)| *known == choice) {
            Some((_, subjects)) => subjects.push(decision.subject.clone()),
            None => choices.push((choice, vec![decision.subject.clone()])),
        }
    }
    let mut groups: Vec<(Vec<String>, Vec<Words>)> = Vec::new();
    for (choice, subjects) in choices {
        match groups.iter_mut().find(|(_, known)| *known == subjects) {
            Some((choices, _)) => choices.push(choice),
            None => groups.push((vec![choice], subjects)),
        }
    }
    groups
}

/// The subjects in words; nothing for the system.
fn listed(view: &RecommendationView<'_>, subjects: &[Words]) -> String {
    let is_store = view.stores.iter().any(|store| Some(&store.name) == subjects.first());
    match subjects.len() {
        1 if subjects[0] == view.name => String::new(),
        count if count > NAMED && is_store => format!("{count} stores"),
        count if count > NAMED => format!("{count} datasets"),
        _ => subjects.join(", "),
    }
}
