//! Builds the tree of a document from the events of the parser, within limits.

use std::collections::BTreeMap;
use std::sync::Arc;

use granit_parser::{self, Event, Parser, ScalarStyle, Span as Marked, StructureStyle, Tag};

use super::limits::Limits;
use super::syntax;
use super::tree::{Data, Node};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};

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
    anchors: BTreeMap<usize, Arc<Node>>,
    aliases: usize,
    nodes: usize,
    root: Option<Arc<Node>>,
}

impl<'f> Builder<'f> {
    fn new(file: &'f SourceFile, limits: Limits) -> Self {
        Self { file, limits, open: Vec::new(), anchors: BTreeMap::new(), aliases: 0, nodes: 0, root: None }
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
                let node =
                    Node::new(span, Data::Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain });
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
        self.open.push(Open { span, flow: style == StructureStyle::Flow, mapping, anchor, children: Vec::new() });
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
