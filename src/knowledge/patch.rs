//! Laying a pack's changes over an entry.
//!
//! `rows: {first: [...]}` puts rows before those that are there, `last` behind them.

use crate::yaml::Document;

/// An entry with changes laid over it: mappings are merged, lists are extended where that is asked for, everything else
/// is replaced.
pub(super) fn laid_over(entry: &Document, changes: &Document) -> Document {
    let mut entries = entry.entries();
    for (key, change) in changes.entries() {
        let Some(known) = entries.iter_mut().find(|(known, _)| known.text() == key.text()) else {
            entries.push((key, change));
            continue;
        };
        let (_, value) = &*known;
        let laid = match key.text() {
            _ if value.is_mapping() && change.is_mapping() => laid_over(value, &change),
            _ if value.is_list() && is_extension(&change) => extended(value, &change),
            Some("sources") if change.is_list() => backed_anew(value, &change),
            _ => change,
        };
        // The key is that of the pack, where a mistake in the value is its own.
        *known = (key, laid);
    }
    Document::mapping(changes, entries)
}

/// Whether it is `{first: [...], last: [...]}`, with one of the two or both.
fn is_extension(change: &Document) -> bool {
    let ends = ["first", "last"];
    let keys = change.entries();
    !keys.is_empty()
        && keys.iter().all(|(key, value)| key.text().is_some_and(|key| ends.contains(&key)) && value.is_list())
}

/// A list with elements put before it and behind it.
fn extended(list: &Document, change: &Document) -> Document {
    let end = |key: &str| change.get(key).map(|list| list.elements()).unwrap_or_default();
    Document::list(change, end("first").into_iter().chain(list.elements()).chain(end("last")).collect())
}

/// What backs the changed fields takes the place of what backed them before.
fn backed_anew(sources: &Document, more: &Document) -> Document {
    let covers = |source: &Document| source.get("covers").map(|covers| covers.elements()).unwrap_or_default();
    let anew: Vec<Document> = more.elements().iter().flat_map(covers).collect();
    let is_anew = |field: &Document| anew.iter().any(|other| other.text() == field.text());
    let still = sources.elements().into_iter().filter_map(|source| {
        let Some(covers) = source.get("covers") else { return Some(source) };
        let kept: Vec<Document> = covers.elements().into_iter().filter(|field| !is_anew(field)).collect();
        let without = |entries: Vec<(Document, Document)>| {
            let kept = Document::list(&covers, kept.clone());
            entries
                .into_iter()
                .map(|(key, value)| if key.text() == Some("covers") { (key, kept.clone()) } else { (key, value) })
                .collect()
        };
        (!kept.is_empty()).then(|| Document::mapping(&source, without(source.entries())))
    });
    Document::list(more, still.chain(more.elements()).collect())
}
