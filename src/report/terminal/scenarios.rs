//! The answers under the scenarios of a spec, side by side.

use super::page::Sheet;
use crate::report::RecommendationView;
use crate::report::phrases::scenario_in_words;

pub(super) fn scenarios(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    if view.scenarios.is_empty() {
        return;
    }
    sheet.heading("Scenarios");
    for scenario in &view.scenarios {
        sheet.item(&format!("{}: {}", scenario.name, scenario_in_words(scenario)));
    }
    if view.scenarios.iter().all(|scenario| scenario.holds) {
        sheet.paragraph("The same engines serve all of this, with the nodes that each needs.");
    }
}
