//! What a report rests on: disputed questions in words, and the sources of what it says.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::DocumentView;
use crate::knowledge::Knowledge;
use crate::words::Words;

/// A question on which sources disagree, and what is held to be right.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DisputedView {
    /// Id.
    pub id: Words,
    /// The question.
    pub about: Words,
    /// What is held to be right.
    pub says: Words,
    /// Why.
    pub reason: Words,
}

/// A page or document.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReferenceView {
    /// Id.
    pub id: Words,
    /// Title.
    pub title: Words,
    /// Address; none for the base documents.
    pub url: Option<Words>,
    /// Ids of its items that the report rests on, for a base document.
    pub items: Vec<Words>,
}

/// The questions with these ids.
pub(super) fn disputed(knowledge: &Knowledge, ids: &[Words]) -> Vec<DisputedView> {
    let of = |id: &Words| {
        let conflict = knowledge.conflicts.iter().find(|conflict| conflict.id == *id)?;
        let told = &conflict.told;
        Some(DisputedView {
            id: id.clone(),
            about: told.about.clone(),
            says: told.says.clone(),
            reason: told.reason.clone(),
        })
    };
    ids.iter().filter_map(of).collect()
}

/// The sources of all that a report says, in the order of the knowledge's list.
pub(super) fn references(knowledge: &Knowledge, view: &DocumentView) -> Vec<ReferenceView> {
    let cited = cited(view);
    let mut items: BTreeMap<&str, Vec<Words>> = BTreeMap::new();
    for id in &cited {
        if let Some((prefix, _)) = id.split_once('-').filter(|(prefix, _)| prefix.len() == 2) {
            items.entry(prefix).or_default().push((*id).clone());
        }
    }
    let each = knowledge.references.iter().filter_map(|reference| {
        let items = reference.prefix.as_ref().and_then(|prefix| items.remove(prefix.as_str())).unwrap_or_default();
        let is_cited = !items.is_empty() || cited.contains(&reference.id);
        is_cited.then(|| ReferenceView {
            id: reference.id.clone(),
            title: reference.title.clone(),
            url: reference.url.clone(),
            items,
        })
    });
    each.collect()
}

/// The ids of all sources that the parts of a report name.
fn cited(view: &DocumentView) -> BTreeSet<&Words> {
    let because = view.stores.iter().flat_map(|store| &store.store.because);
    let because = because.chain(view.datasets.iter().flat_map(|dataset| &dataset.because));
    let patterns = view.patterns.iter().chain(&view.patterns_not_chosen);
    let because = because.chain(patterns.flat_map(|pattern| pattern.because.iter().chain(&pattern.against)));
    let mut cited: BTreeSet<&Words> = because.flat_map(|because| &because.sources).collect();
    cited.extend(view.decisions.iter().flat_map(|decision| &decision.sources));
    cited.extend(view.guidance.iter().flat_map(|advice| &advice.sources));
    cited.extend(view.precedents.iter().flat_map(|precedent| &precedent.sources));
    cited
}
