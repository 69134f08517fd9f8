//! A document that can be read as a type, changed and read again, with all problems at their places.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::builder;
use super::limits::Limits;
use super::places::Places;
use super::schema::Schema;
use super::tree::{Data, Node};
use super::typed;
use super::walk::{self, Walked};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// What could be read of a file, and everything that is wrong with it.
#[derive(Debug, Clone)]
pub struct Partial<T> {
    /// The value, in which what could not be read is left out or stood in for. It is for looking for further problems
    /// only.
    pub value: Option<T>,
    /// The problems.
    pub problems: Vec<Diagnostic>,
}

/// A YAML document whose values know their places.
#[derive(Debug, Clone)]
pub struct Document(Arc<Node>);

/// A value to be put at a path.
#[derive(Debug, Clone)]
pub struct Change {
    path: String,
    key: Span,
    value: Arc<Node>,
}

impl Change {
    /// The path of the key that is changed, such as `datasets.orders.velocity.reads`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where the path is written.
    pub fn key(&self) -> &Span {
        &self.key
    }

    /// Where the new value is written.
    pub fn value(&self) -> &Span {
        &self.value.span
    }
}

impl Document {
    /// The only document of a file.
    pub fn parse(file: &SourceFile, limits: &Limits) -> Result<Self, Box<Diagnostic>> {
        builder::parse(file, limits).map(Self)
    }

    /// Reads it as a type, finding all problems.
    pub fn read<T: DeserializeOwned + JsonSchema>(&self) -> Partial<T> {
        // What is in order is read without the schema, which takes longer to make than all the rest.
        if self.0.is_filled()
            && let Ok(value) = typed::read(&self.0)
        {
            return Partial { value: Some(value), problems: Vec::new() };
        }
        self.read_by_schema()
    }

    /// The same, held against the schema also when nothing is wrong. Slower; whatever is read without the schema must
    /// come out the same.
    pub fn read_by_schema<T: DeserializeOwned + JsonSchema>(&self) -> Partial<T> {
        let Walked { value, mut problems } = walk::walk(&self.0, &Schema::of::<T>());
        match value.map(|tree| typed::read(&tree)) {
            Some(Ok(value)) => Partial { value: Some(value), problems },
            Some(Err(error)) if problems.is_empty() => {
                problems.push(unreadable(&self.0.span, &error));
                Partial { value: None, problems }
            }
            _ => Partial { value: None, problems },
        }
    }

    /// The text of one that is a scalar.
    pub fn text(&self) -> Option<&str> {
        self.0.text()
    }

    /// Whether it is a mapping.
    pub fn is_mapping(&self) -> bool {
        matches!(self.0.data, Data::Mapping(_))
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.0.data, Data::Sequence(_))
    }

    /// The keys of a mapping with their values.
    pub fn entries(&self) -> Vec<(Self, Self)> {
        self.0.entries().iter().map(|(key, value)| (Self(Arc::clone(key)), Self(Arc::clone(value)))).collect()
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<Self> {
        let (_, value) = self.0.entries().iter().find(|(name, _)| name.text() == Some(key))?;
        Some(Self(Arc::clone(value)))
    }

    /// Calls `visit` with every text in it, keys left out.
    pub fn for_each_text(&self, visit: &mut impl FnMut(&str)) {
        match &self.0.data {
            Data::Scalar { text, .. } => visit(text),
            Data::Sequence(_) => self.elements().iter().for_each(|element| element.for_each_text(visit)),
            Data::Mapping(_) => self.entries().iter().for_each(|(_, value)| value.for_each_text(visit)),
        }
    }

    /// The elements of a list.
    pub fn elements(&self) -> Vec<Self> {
        match &self.0.data {
            Data::Sequence(items) => items.iter().map(|item| Self(Arc::clone(item))).collect(),
            Data::Scalar { .. } | Data::Mapping(_) => Vec::new(),
        }
    }

    /// A mapping that stands where another document does.
    pub fn mapping(place: &Self, entries: Vec<(Self, Self)>) -> Self {
        let entries = entries.into_iter().map(|(key, value)| (key.0, value.0)).collect();
        Self(Arc::new(Node::new(place.0.span.clone(), Data::Mapping(entries))))
    }

    /// A list that stands where another document does.
    pub fn list(place: &Self, items: Vec<Self>) -> Self {
        let items = items.into_iter().map(|item| item.0).collect();
        Self(Arc::new(Node::new(place.0.span.clone(), Data::Sequence(items))))
    }

    /// How many values there are in it.
    pub fn weight(&self) -> usize {
        self.0.weight
    }

    /// The places of its fields.
    pub fn places(&self) -> Places {
        Places::in_tree(Arc::clone(&self.0))
    }

    /// The entries of the mapping that is reached by `keys`, as changes to another document.
    pub fn changes(&self, keys: &[&str]) -> Vec<Change> {
        let reached = keys.iter().try_fold(self.clone(), |document, key| document.get(key));
        reached
            .into_iter()
            .flat_map(|document| document.entries())
            .filter_map(|(key, value)| {
                Some(Change { path: key.text()?.to_owned(), key: key.0.span.clone(), value: value.0 })
            })
            .collect()
    }

    /// The document with values changed. What had to be made on the way to them stands where the change does.
    pub fn changed(&self, changes: &[Change]) -> Self {
        changes.iter().fold(self.clone(), |document, change| {
            let keys: Vec<&str> = change.path.split('.').collect();
            Self(put(Some(&document.0), &keys, change))
        })
    }
}

/// What the type refuses although its schema allows it.
fn unreadable(place: &Span, error: &typed::Error) -> Diagnostic {
    Diagnostic::error("unreadable", "this cannot be read")
        .at(place.clone(), "")
        .note(format!("the reader says: {error}"))
}

fn put(node: Option<&Arc<Node>>, keys: &[&str], change: &Change) -> Arc<Node> {
    let Some((first, rest)) = keys.split_first() else {
        return Arc::clone(&change.value);
    };
    let mut entries = node.map(|node| node.entries().to_vec()).unwrap_or_default();
    let key = Arc::new(Node::new(change.key.clone(), Data::Scalar { text: (*first).to_owned(), plain: true }));
    match entries.iter_mut().find(|(key, _)| key.text() == Some(first)) {
        Some((old, value)) => {
            if rest.is_empty() {
                *old = key;
            }
            *value = put(Some(value), rest, change);
        }
        None => entries.push((key, put(None, rest, change))),
    }
    let span = node.map_or(&change.key, |node| &node.span).clone();
    Arc::new(Node::new(span, Data::Mapping(entries)))
}
