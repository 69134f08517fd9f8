//! A YAML document as a tree in which every value knows its place.
//!
//! Built only when something is to be reported. Anchored values are shared, not copied, and what their aliases stand
//! for counts towards the limits, so that a few lines cannot grow into a tree of any size.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;
use serde_saphyr::granit_parser::{
    self, Event, Parser, ScalarStyle, Span as Marked, StructureStyle, Tag,
};

use super::limits::Limits;
use super::syntax;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

/// One value and where it stands.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) data: Data,
    /// How many levels of values there are below it.
    height: usize,
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
        Self {
            span,
            data,
            height,
            weight,
        }
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

    /// The value as it would be without any schema.
    pub(super) fn to_value(&self) -> Value {
        match &self.data {
            Data::Scalar { text, .. } => match self.plain() {
                Some(Plain::Null) => Value::Null,
                Some(Plain::Bool(value)) => value.into(),
                Some(Plain::Integer(value)) => i64::try_from(value)
                    .map(Value::from)
                    .unwrap_or_else(|_| text.as_str().into()),
                Some(Plain::Float(value)) => value.into(),
                Some(Plain::Text) | None => text.as_str().into(),
            },
            Data::Sequence(items) => items.iter().map(|item| item.to_value()).collect(),
            Data::Mapping(entries) => entries
                .iter()
                .filter_map(|(key, value)| Some((key.text()?.to_owned(), value.to_value())))
                .collect(),
        }
    }
}

fn measure<'a>(children: impl Iterator<Item = &'a Arc<Node>>) -> (usize, usize) {
    children.fold((1, 1), |(height, weight), child| {
        (
            height.max(child.height + 1),
            weight.saturating_add(child.weight),
        )
    })
}

/// What an unquoted text stands for in YAML 1.2; infinity and "not a number" are texts.
fn plain(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "true" | "True" | "TRUE" => return Plain::Bool(true),
        "false" | "False" | "FALSE" => return Plain::Bool(false),
        _ => {}
    }
    if let Ok(number) = text.parse::<i128>() {
        return Plain::Integer(number);
    }
    let numeric = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
    match text.parse::<f64>() {
        Ok(number) if numeric && number.is_finite() => Plain::Float(number),
        _ => Plain::Text,
    }
}

/// Reads the only document of a file.
pub(super) fn parse(file: &SourceFile, limits: &Limits) -> Result<Arc<Node>, Box<Diagnostic>> {
    if file.text().len() > limits.bytes {
        return Err(syntax::too_large(file, limits));
    }
    Builder::new(file, *limits).build()
}

/// A collection whose end has not been seen yet.
struct Open {
    span: Span,
    flow: bool,
    mapping: bool,
    anchor: usize,
    children: Vec<Arc<Node>>,
}

struct Builder<'f> {
    file: &'f SourceFile,
    limits: Limits,
    open: Vec<Open>,
    anchors: HashMap<usize, Arc<Node>>,
    aliases: usize,
    nodes: usize,
    root: Option<Arc<Node>>,
}

impl<'f> Builder<'f> {
    fn new(file: &'f SourceFile, limits: Limits) -> Self {
        Self {
            file,
            limits,
            open: Vec::new(),
            anchors: HashMap::new(),
            aliases: 0,
            nodes: 0,
            root: None,
        }
    }

    fn build(mut self) -> Result<Arc<Node>, Box<Diagnostic>> {
        let mut options = granit_parser::Options::default();
        options.set_emit_comments(false);
        for event in Parser::new_from_str_with_options(self.file.text(), options) {
            match event {
                Ok((event, marked)) => self.take(event, &marked)?,
                Err(error) => {
                    // A mapping without braces inside brackets has no bracket of its own.
                    let mut open = self.open.iter().rev().map(|open| &open.span);
                    let bracket = open.find(|span| span.text().starts_with(['[', '{']));
                    return Err(syntax::explain(self.file, &error, bracket));
                }
            }
        }
        self.root.ok_or_else(|| syntax::empty(self.file))
    }

    fn take(&mut self, event: Event<'_>, marked: &Marked) -> Result<(), Box<Diagnostic>> {
        let span = self.span(marked);
        match event {
            Event::DocumentStart(..) if self.root.is_some() => Err(syntax::several_documents(span)),
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_tag(marked, tag.as_deref())?;
                let node = Node::new(
                    span,
                    Data::Scalar {
                        text: text.into_owned(),
                        plain: style == ScalarStyle::Plain,
                    },
                );
                self.close(Arc::new(node), anchor)
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.refuse_tag(marked, tag.as_deref())?;
                self.start(false, style, anchor, span)
            }
            Event::MappingStart(style, anchor, tag) => {
                self.refuse_tag(marked, tag.as_deref())?;
                self.start(true, style, anchor, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(&span),
            Event::Alias(anchor) => self.alias(anchor, span),
            _ => Ok(()),
        }
    }

    fn start(
        &mut self,
        mapping: bool,
        style: StructureStyle,
        anchor: usize,
        span: Span,
    ) -> Result<(), Box<Diagnostic>> {
        if self.open.len() >= self.limits.depth {
            return Err(syntax::too_deep(span, &self.limits));
        }
        self.open.push(Open {
            span,
            flow: style == StructureStyle::Flow,
            mapping,
            anchor,
            children: Vec::new(),
        });
        Ok(())
    }

    fn end(&mut self, span: &Span) -> Result<(), Box<Diagnostic>> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let start = open.span.range().start;
        let end = match (open.flow, open.children.last()) {
            (true, _) => span.range().end,
            (false, Some(last)) => last.span.range().end.max(open.span.range().end),
            (false, None) => open.span.range().end,
        };
        let data = if open.mapping {
            let mut entries = Vec::with_capacity(open.children.len() / 2);
            let mut children = open.children.into_iter();
            while let (Some(key), Some(value)) = (children.next(), children.next()) {
                entries.push((key, value));
            }
            Data::Mapping(entries)
        } else {
            Data::Sequence(open.children)
        };
        let node = Node::new(self.file.span(start..end), data);
        self.close(Arc::new(node), open.anchor)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Box<Diagnostic>> {
        self.aliases += 1;
        if self.aliases > self.limits.aliases {
            return Err(syntax::too_many_aliases(span, &self.limits));
        }
        let Some(node) = self.anchors.get(&anchor).cloned() else {
            return Err(syntax::recursive_alias(span));
        };
        if self.open.len() + node.height > self.limits.depth {
            return Err(syntax::too_deep(span, &self.limits));
        }
        // The alias itself is counted when it is added.
        self.nodes = self.nodes.saturating_add(node.weight - 1);
        self.add(node)
    }

    /// Takes a finished value.
    fn close(&mut self, node: Arc<Node>, anchor: usize) -> Result<(), Box<Diagnostic>> {
        if anchor != 0 {
            self.anchors.insert(anchor, Arc::clone(&node));
        }
        self.add(node)
    }

    fn add(&mut self, node: Arc<Node>) -> Result<(), Box<Diagnostic>> {
        self.nodes = self.nodes.saturating_add(1);
        if self.nodes > self.limits.nodes {
            return Err(syntax::too_many_values(node.span.clone(), &self.limits));
        }
        match self.open.last_mut() {
            Some(open) => open.children.push(node),
            None => self.root = Some(node),
        }
        Ok(())
    }

    fn refuse_tag(&self, marked: &Marked, tag: Option<&Tag>) -> Result<(), Box<Diagnostic>> {
        match tag {
            Some(tag) if !tag.is_yaml_core_schema() => {
                let place = marked.tag_span().unwrap_or(*marked);
                Err(syntax::tag(self.span(&place), &tag.to_string()))
            }
            _ => Ok(()),
        }
    }

    fn span(&self, marked: &Marked) -> Span {
        let range = marked.byte_range().unwrap_or_default();
        self.file.span(range)
    }
}
