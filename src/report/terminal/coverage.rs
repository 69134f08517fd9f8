//! `knowledge coverage` as text.

use super::page::{Page, Sheet};
use crate::knowledge::{Coverage, CoverageRow};

/// Renders how much of the base documents is used; with what is missing, where that is asked for.
#[must_use]
pub fn coverage(coverage: &Coverage, missing: bool, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    let totals = [coverage.total(true), coverage.total(false)];
    let items: usize = totals.iter().map(|row| row.items).sum();
    sheet.verdict(&format!("{} of {items} statements are missing", coverage.missing.len()));
    let cells = |row: &CoverageRow, document: &str, kind: &str| -> Vec<String> {
        let counts = [row.items, row.used, row.told, row.excused, row.missing].map(|count| count.to_string());
        let tier = if row.deciding { "deciding" } else { "telling" };
        [document, kind, tier].map(str::to_owned).into_iter().chain(counts).collect()
    };
    let rows: Vec<Vec<String>> = coverage
        .rows
        .iter()
        .map(|row| cells(row, &row.document, &row.kind))
        .chain(totals.iter().map(|row| cells(row, "all", "")))
        .collect();
    sheet.table(&["document", "kind", "tier", "items", "used", "told", "excused", "missing"], &rows);
    if missing {
        sheet.heading("Missing");
        for item in &coverage.missing {
            sheet.item(&format!("{} ({}): {}", item.id, item.kind, item.title));
        }
    }
    sheet.done()
}
