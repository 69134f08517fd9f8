//! `catalog` as text.

use super::page::{Page, Sheet};
use crate::knowledge::Entry;
use crate::knowledge::spec::EngineSpec;

/// Lists engines.
#[must_use]
pub fn catalog(engines: &[&Entry<EngineSpec>], page: Page) -> String {
    let mut sheet = Sheet::new(page);
    let noun = if engines.len() == 1 { "engine" } else { "engines" };
    sheet.verdict(&format!("{} {noun}", engines.len()));
    let rows: Vec<Vec<String>> = engines
        .iter()
        .map(|entry| {
            let spec = &entry.spec;
            vec![
                entry.id.clone(),
                spec.family.clone(),
                if spec.osi_approved { "yes" } else { "no" }.to_owned(),
                words(&spec.hosting),
                spec.status.state.clone(),
            ]
        })
        .collect();
    sheet.table(&["engine", "family", "open source", "hosting", "status"], &rows);
    sheet.blank();
    sheet.paragraph("One of them in full: whichdb explain postgresql");
    sheet.done()
}

fn words(value: &serde_json::Value) -> String {
    match value.as_array() {
        Some(words) => words.iter().filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join(", "),
        None => value.as_str().unwrap_or_default().to_owned(),
    }
}
