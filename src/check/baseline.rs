//! What was found when a check was introduced: known, and to be mended in its own time; only what is new fails.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Found, Waived};

/// The version of the format of a baseline.
const FORMAT: u32 = 1;

/// What was found, file by file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Version of this format.
    pub baseline: u32,
    /// The findings of each file.
    pub files: BTreeMap<String, Vec<KnownFinding>>,
}

/// A finding that is known: what, and at which value, on whatever line it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownFinding {
    /// The finding.
    pub finding: String,
    /// Path of the value.
    pub path: String,
    /// The dataset that it is about: several may lie in the store to which the path points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { baseline: FORMAT, files: BTreeMap::new() }
    }
}

impl KnownFinding {
    fn of(found: &Found<'_>) -> Self {
        Self { finding: found.finding.id.to_string(), path: found.path.clone(), dataset: found.dataset.clone() }
    }
}

impl Baseline {
    /// Whether it has the format of this version.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.baseline == FORMAT
    }

    /// Adds what counts in a file.
    pub fn add(&mut self, file: &str, waived: &Waived<'_, '_>) {
        let mut known: Vec<KnownFinding> = waived.found.iter().map(|(found, _)| KnownFinding::of(found)).collect();
        known.sort();
        known.dedup();
        if !known.is_empty() {
            self.files.insert(file.to_owned(), known);
        }
    }

    /// Sets apart what is known of a file, and counts what is known and no longer found.
    pub fn apply(&self, file: &str, waived: &mut Waived<'_, '_>) -> usize {
        let Some(known) = self.files.get(file) else { return 0 };
        let mut met = vec![false; known.len()];
        let found = std::mem::take(&mut waived.found);
        for (found, ended) in found {
            // Not by the order of the file, which people and merges change.
            let it = KnownFinding::of(&found);
            match known.iter().position(|known| *known == it) {
                Some(at) => {
                    met[at] = true;
                    waived.known.push(found);
                }
                None => waived.found.push((found, ended)),
            }
        }
        met.into_iter().filter(|met| !met).count()
    }
}
