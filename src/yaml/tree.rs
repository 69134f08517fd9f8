//! A YAML document as a tree in which every value knows its place.
//!
//! Anchored values are shared, not copied, and what their aliases stand for counts towards the limits, so that a few
//! lines cannot grow into a tree of any size.

use std::sync::Arc;

use crate::source::Span;

/// One value and where it stands.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) data: Data,
    /// How many levels of values there are below it.
    pub(super) height: usize,
    /// How many values there are in it, itself included.
    pub(super) weight: usize,
}

/// What a value consists of.
#[derive(Debug)]
pub(super) enum Data {
    /// A text; `plain` when it is not quoted, so that it may be a number, a truth value or null.
    Scalar { text: String, plain: bool },
    /// A list.
    Sequence(Vec<Arc<Node>>),
    /// Keys with their values, duplicates included.
    Mapping(Vec<(Arc<Node>, Arc<Node>)>),
}

/// What a plain text stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Plain {
    Null,
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text,
}

impl Node {
    pub(super) fn new(span: Span, data: Data) -> Self {
        let (height, weight) = match &data {
            Data::Scalar { .. } => (0, 1),
            Data::Sequence(items) => measure(items.iter()),
            Data::Mapping(entries) => measure(entries.iter().flat_map(|(key, value)| [key, value])),
        };
        Self { span, data, height, weight }
    }

    /// A text that stands for something at a place where it is not written.
    pub(super) fn made(place: &Span, text: &str) -> Self {
        Self::new(place.clone(), Data::Scalar { text: text.to_owned(), plain: false })
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Scalar { text, .. } => Some(text),
            Data::Sequence(_) | Data::Mapping(_) => None,
        }
    }

    /// What the value stands for when it is a scalar.
    pub(super) fn plain(&self) -> Option<Plain> {
        match &self.data {
            Data::Scalar { text, plain: true } => Some(plain(text)),
            Data::Scalar { .. } => Some(Plain::Text),
            Data::Sequence(_) | Data::Mapping(_) => None,
        }
    }

    /// The entries of a mapping.
    pub(super) fn entries(&self) -> &[(Arc<Self>, Arc<Self>)] {
        match &self.data {
            Data::Mapping(entries) => entries,
            Data::Scalar { .. } | Data::Sequence(_) => &[],
        }
    }

    /// Whether no key or element in it is without a value, and no key is there twice.
    pub(super) fn is_filled(&self) -> bool {
        match &self.data {
            Data::Scalar { text, plain } => !(*plain && is_null(text)),
            Data::Sequence(items) => items.iter().all(|item| item.is_filled()),
            Data::Mapping(entries) => {
                are_distinct_texts(entries) && entries.iter().all(|(key, value)| key.is_filled() && value.is_filled())
            }
        }
    }
}

/// Whether all keys are texts, and no two of them the same.
fn are_distinct_texts(entries: &[(Arc<Node>, Arc<Node>)]) -> bool {
    /// Up to so many keys are compared with each other, which most often ends at their lengths.
    const FEW: usize = 16;
    if entries.len() <= FEW {
        return entries.iter().enumerate().all(|(at, (key, _))| {
            let name = key.text();
            name.is_some() && entries[..at].iter().all(|(other, _)| other.text() != name)
        });
    }
    let mut names: Vec<&str> = entries.iter().filter_map(|(key, _)| key.text()).collect();
    names.sort_unstable();
    names.len() == entries.len() && names.windows(2).all(|pair| pair[0] != pair[1])
}

fn measure<'a>(children: impl Iterator<Item = &'a Arc<Node>>) -> (usize, usize) {
    children.fold((1, 1), |(height, weight), child| (height.max(child.height + 1), weight.saturating_add(child.weight)))
}

/// Whether an unquoted text stands for no value at all.
fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// What an unquoted text stands for in YAML 1.2; infinity and "not a number" are texts.
fn plain(text: &str) -> Plain {
    match text {
        _ if is_null(text) => return Plain::Null,
        "true" | "True" | "TRUE" => return Plain::Bool(true),
        "false" | "False" | "FALSE" => return Plain::Bool(false),
        _ => {}
    }
    if let Ok(number) = text.parse::<i128>() {
        return Plain::Integer(number);
    }
    let numeric = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
    match text.parse::<f64>() {
        Ok(number) if numeric && number.is_finite() => Plain::Float(number),
        _ => Plain::Text,
    }
}
