//! A difference between two recommendations as text.

use super::page::{Page, Sheet};
use crate::report::{ChangeView, DifferenceView};

/// Renders a difference.
#[must_use]
pub fn difference(view: &DifferenceView, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    if view.same {
        sheet.verdict(&format!("{}: the recommendation stays as it is", view.name));
    } else {
        let count = view.changes.len();
        let noun = if count == 1 { "decision changes" } else { "decisions change" };
        sheet.verdict(&format!("{}: {count} {noun}", view.name));
    }
    if let [Some(before), Some(after)] = view.certainty {
        sheet.paragraph(&format!("Certainty {:.0} % before, {:.0} % after.", before * 1e2, after * 1e2));
    }
    if !view.same {
        changes(&mut sheet, &view.changes);
    }
    sheet.done()
}

/// What differs, as a table with the reasons below.
pub(super) fn changes(sheet: &mut Sheet, changes: &[ChangeView]) {
    let cell = |choice: &Option<String>| choice.clone().unwrap_or_else(|| "-".to_owned());
    let rows: Vec<Vec<String>> = changes
        .iter()
        .map(|change| vec![change.what.clone(), change.subject.clone(), cell(&change.before), cell(&change.after)])
        .collect();
    sheet.blank();
    sheet.table(&["WHAT", "OF", "BEFORE", "AFTER"], &rows);
    let mut told: Vec<&str> = Vec::new();
    for change in changes {
        let new = change.because.iter().filter(|reason| !told.contains(&reason.says.as_str()));
        let reasons: Vec<_> = new.collect();
        for reason in &reasons {
            sheet.item(&format!("{} of {}: {} ({})", change.what, change.subject, reason.says, reason.rule));
        }
        told.extend(reasons.iter().map(|reason| reason.says.as_str()));
    }
}
