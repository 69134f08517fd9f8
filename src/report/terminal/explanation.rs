//! `explain` as text.

use super::page::{Page, Sheet};
use crate::report::ExplanationView;

/// Renders a page.
#[must_use]
pub fn explanation(view: &ExplanationView, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    sheet.verdict(&if view.name == view.id {
        format!("{} ({})", view.id, view.kind)
    } else {
        format!("{} ({}, {})", view.name, view.kind, view.id)
    });
    if !view.about.is_empty() {
        sheet.paragraph(&view.about);
    }
    for section in &view.sections {
        sheet.heading(&section.title);
        for line in &section.lines {
            sheet.item(&line.text);
            if !line.sources.is_empty() {
                sheet.aside(&format!("source: {}", line.sources.join("; ")));
            }
            if let Some(assumption) = &line.assumption {
                sheet.aside(&format!("assumption: {assumption}"));
            }
        }
    }
    sheet.done()
}
