//! Which items of the base documents are used by what.
//!
//! Items of deciding kinds have to be used by something that decides; it is enough for the others that something tells
//! them. An item counts as used where its id stands as a source.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::files::Files;
use super::load::Written;
use crate::yaml::{Document, Limits};

/// Kinds of items that can change an answer.
const DECIDING: [&str; 15] = [
    "capacity",
    "cap-class",
    "choose-when",
    "compliance",
    "consistency-model",
    "cost",
    "engine-example",
    "flowchart-branch",
    "formula",
    "limit",
    "matrix-cell",
    "question",
    "setting",
    "threshold",
    "use-case",
];

/// How much of the base documents is used.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Coverage {
    /// One row for each document and kind, in the order of the documents' prefixes.
    pub rows: Vec<CoverageRow>,
    /// Items that nothing uses and that no reason is given for.
    pub missing: Vec<MissingItem>,
}

/// The items of a kind in a document.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct CoverageRow {
    /// Prefix of the document's ids.
    pub document: String,
    /// Kind.
    pub kind: String,
    /// Whether items of the kind can change an answer.
    pub deciding: bool,
    /// How many there are.
    pub items: usize,
    /// Used by something that decides.
    pub used: usize,
    /// Told, but deciding nothing.
    pub told: usize,
    /// Not used, with a reason.
    pub excused: usize,
    /// Not used.
    pub missing: usize,
}

/// An item that nothing uses.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MissingItem {
    /// Id.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// What it is about.
    pub title: String,
}

impl Coverage {
    /// Looks through all files.
    #[must_use]
    pub fn of(written: &Written, files: &Files) -> Self {
        let mentions = Mentions::of(written, files);
        let mut rows: BTreeMap<(String, String), CoverageRow> = BTreeMap::new();
        let mut missing = Vec::new();
        for entry in &written.inventory {
            let item = &entry.spec;
            let document = item.id.split('-').next().unwrap_or_default().to_owned();
            let row = rows.entry((document.clone(), item.kind.clone())).or_insert_with(|| CoverageRow {
                document,
                kind: item.kind.clone(),
                deciding: DECIDING.contains(&item.kind.as_str()),
                ..CoverageRow::default()
            });
            row.items += 1;
            if mentions.deciding.contains(&item.id) {
                row.used += 1;
            } else if mentions.telling.contains(&item.id) {
                row.told += 1;
            } else if item.unused.is_some() {
                row.excused += 1;
            } else {
                row.missing += 1;
                missing.push(MissingItem { id: item.id.clone(), kind: item.kind.clone(), title: item.title.clone() });
            }
        }
        Self { rows: rows.into_values().collect(), missing }
    }

    /// Sums over the kinds of which items can change an answer, or over the others.
    #[must_use]
    pub fn total(&self, deciding: bool) -> CoverageRow {
        let rows = self.rows.iter().filter(|row| row.deciding == deciding);
        rows.fold(CoverageRow { deciding, ..CoverageRow::default() }, |sum, row| CoverageRow {
            items: sum.items + row.items,
            used: sum.used + row.used,
            told: sum.told + row.told,
            excused: sum.excused + row.excused,
            missing: sum.missing + row.missing,
            ..sum
        })
    }
}

/// Ids of items that stand somewhere as a source.
#[derive(Default)]
struct Mentions {
    deciding: BTreeSet<String>,
    telling: BTreeSet<String>,
}

impl Mentions {
    fn of(written: &Written, files: &Files) -> Self {
        let known: BTreeSet<&str> = written.inventory.iter().map(|entry| entry.id.as_str()).collect();
        let mut mentions = Self::default();
        for (_, file) in files.iter() {
            let name = file.name();
            if name.ends_with("inventory.yaml") {
                continue;
            }
            let Ok(document) = Document::parse(file, &Limits::KNOWLEDGE) else { continue };
            let telling = ["conflicts.yaml", "techniques.yaml"];
            let tells = name.contains("/guidance/") || telling.iter().any(|list| name.ends_with(list));
            let list = if tells { &mut mentions.telling } else { &mut mentions.deciding };
            document.for_each_text(&mut |text| {
                if known.contains(text) && !list.contains(text) {
                    list.insert(text.to_owned());
                }
            });
        }
        mentions
    }
}
