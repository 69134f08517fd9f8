//! Where the fields of a file stand: from a field's path to the place of its key and of its value.
//!
//! Looked up only when something is reported, so that the types that are read stay plain.

use std::sync::Arc;

use super::builder;
use super::limits::Limits;
use super::tree::{Data, Node};
use crate::source::{SourceFile, Span};

/// The places of all fields of a file. A path is written `datasets.orders.access.reads.lookup` or
/// `waivers[0].finding`.
#[derive(Debug, Clone)]
pub struct Places {
    root: Option<Arc<Node>>,
    nowhere: Span,
}

/// Where one field stands.
struct Place {
    key: Span,
    value: Span,
}

impl Places {
    /// The places in a file; in one that is not YAML, everything is at its start.
    pub fn of(file: &SourceFile, limits: &Limits) -> Self {
        Self { root: builder::parse(file, limits).ok(), nowhere: file.span(0..0) }
    }

    /// The places in a tree.
    pub(super) fn in_tree(root: Arc<Node>) -> Self {
        Self { nowhere: root.span.file().span(0..0), root: Some(root) }
    }

    /// The place of a field's key; of an element of a list, the element. When the field does not exist, the key of the
    /// nearest one that encloses it.
    pub fn key(&self, path: &str) -> Span {
        self.find(path).key
    }

    /// The place of a field's value. When the field does not exist, the key of the nearest one that encloses it; when
    /// that one holds no fields, its value, which is what is wrong.
    pub fn value(&self, path: &str) -> Span {
        self.find(path).value
    }

    /// Whether the file has the field.
    pub fn contains(&self, path: &str) -> bool {
        let mut reached = "";
        if let Some(root) = &self.root {
            reached = descend(root, path, &mut |_, _| {});
        }
        self.root.is_some() && reached.is_empty()
    }

    fn find(&self, path: &str) -> Place {
        let start = self.root.as_ref().map_or_else(
            || self.nowhere.clone(),
            |root| {
                let first = root.entries().first();
                first.map_or_else(|| root.span.clone(), |(key, _)| key.span.clone())
            },
        );
        let mut place = Place { key: start.clone(), value: start };
        if let Some(root) = &self.root {
            let mut has_fields = true;
            let rest = descend(root, path, &mut |key, value| {
                place = Place { key: key.clone(), value: value.span.clone() };
                has_fields = matches!(value.data, Data::Mapping(_));
            });
            if !rest.is_empty() && has_fields {
                place.value = place.key.clone();
            }
        }
        place
    }
}

/// Follows a path as far as it leads, telling the places of all fields on the way; returns what is left of it. Keys
/// may contain dots (those of scenarios do), so the longest key that fits is taken.
fn descend<'p>(node: &Node, path: &'p str, visit: &mut impl FnMut(&Span, &Node)) -> &'p str {
    let path = path.strip_prefix('.').unwrap_or(path);
    if path.is_empty() {
        return path;
    }
    match &node.data {
        Data::Scalar { .. } => path,
        Data::Sequence(items) => {
            let element = path.strip_prefix('[').and_then(|rest| rest.split_once(']'));
            let found = element.and_then(|(index, rest)| Some((items.get(index.parse::<usize>().ok()?)?, rest)));
            match found {
                Some((item, rest)) => {
                    visit(&item.span, item);
                    descend(item, rest, visit)
                }
                None => path,
            }
        }
        Data::Mapping(entries) => {
            let fitting = entries.iter().filter_map(|(key, value)| {
                let rest = path.strip_prefix(key.text()?)?;
                let ends = rest.is_empty() || rest.starts_with(['.', '[']);
                ends.then_some((key, value, rest))
            });
            match fitting.min_by_key(|(_, _, rest)| rest.len()) {
                Some((key, value, rest)) => {
                    visit(&key.span, value);
                    descend(value, rest, visit)
                }
                None => path,
            }
        }
    }
}
