//! Holds a tree against the schema of a type and tells everything in which the two differ.
//!
//! Beside the problems, the walk returns what could be read, as a value that the type accepts, so that the rest of the
//! file can be checked in the same run.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::schema::{Form, Object, Schema};
use super::tree::{Data, Node, Plain};
use super::{keys, scalar};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// More problems than a person would go through; collecting them all could take any time.
const MOST_PROBLEMS: usize = 100;

/// What came out of a walk.
pub(super) struct Walked {
    /// What could be read.
    pub(super) value: Option<Arc<Node>>,
    /// Everything that is wrong.
    pub(super) problems: Vec<Diagnostic>,
}

/// Holds a document against a schema.
pub(super) fn walk(root: &Arc<Node>, schema: &Schema) -> Walked {
    let mut walker = Walker { schema, problems: Vec::new(), enclosing: Vec::new() };
    let document = At { name: "the file", key: None, is_element: false };
    let value = walker.value(root, schema.root(), &document);
    Walked { value, problems: walker.problems }
}

/// Where the walk is: the name of the key, and its place.
pub(super) struct At<'n> {
    /// The name of the key.
    pub(super) name: &'n str,
    /// The key, when the value has one.
    pub(super) key: Option<&'n Span>,
    /// Whether the value is an element of the list that has the name.
    pub(super) is_element: bool,
}

impl At<'_> {
    /// The name in code marks; a description as it is.
    pub(super) fn owner(&self) -> String {
        if self.name.contains(' ') { self.name.to_owned() } else { format!("`{}`", self.name) }
    }

    /// How messages name the value.
    pub(super) fn subject(&self) -> String {
        if self.is_element { format!("an element of {}", self.owner()) } else { self.owner() }
    }
}

struct Walker<'s> {
    schema: &'s Schema,
    problems: Vec<Diagnostic>,
    enclosing: Vec<(String, Object<'s>)>,
}

impl<'s> Walker<'s> {
    fn report(&mut self, problem: Diagnostic) {
        if !self.is_full() && !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn is_full(&self) -> bool {
        self.problems.len() >= MOST_PROBLEMS
    }

    fn value(&mut self, node: &Arc<Node>, schema: &'s Value, at: &At<'_>) -> Option<Arc<Node>> {
        if self.is_full() {
            return None;
        }
        let forms = self.schema.forms(schema);
        if forms.iter().any(|form| matches!(form, Form::Any)) {
            self.anything(node);
            return Some(Arc::clone(node));
        }
        let found = match &node.data {
            Data::Mapping(_) => match choose_object(&forms, node) {
                Some(Ok(object)) => return self.mapping(node, &object, at),
                Some(Err((key, names))) => {
                    let name = key.text().to_owned();
                    let problem = scalar::unknown_choice(&name, &key, &at.owner(), &names);
                    self.report(problem);
                    return None;
                }
                None => "a mapping",
            },
            Data::Sequence(items) => {
                let list = forms.iter().find_map(|form| match form {
                    Form::List { items, least, most } => Some((*items, *least, *most)),
                    _ => None,
                });
                match list {
                    Some((schema, least, most)) => return self.list(node, items, schema, (least, most), at),
                    None => "a list",
                }
            }
            Data::Scalar { .. } => {
                return match scalar::read(node, &forms, self.schema, at) {
                    Ok(value) => Some(value),
                    Err(problem) => {
                        self.report(*problem);
                        None
                    }
                };
            }
        };
        self.report(scalar::wrong_type(node, found, &forms, at));
        None
    }

    /// What no schema allows: a key that is there twice, or that has no name.
    fn anything(&mut self, node: &Node) {
        match &node.data {
            Data::Scalar { .. } => {}
            Data::Sequence(items) => items.iter().for_each(|item| self.anything(item)),
            Data::Mapping(entries) => {
                let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
                for (key, value) in entries {
                    match key.text().filter(|_| key.plain() != Some(Plain::Null)) {
                        Some(name) => {
                            let first = *seen.entry(name).or_insert(&key.span);
                            if first != &key.span {
                                self.report(keys::repeated(name, key, first));
                            }
                        }
                        None => self.report(keys::no_name(key)),
                    }
                    self.anything(value);
                }
            }
        }
    }

    fn list(
        &mut self,
        node: &Node,
        items: &[Arc<Node>],
        schema: &'s Value,
        (least, most): (u64, Option<u64>),
        at: &At<'_>,
    ) -> Option<Arc<Node>> {
        let count = items.len() as u64;
        if count > 0 && (count < least || most.is_some_and(|most| count > most)) {
            let wanted = match most {
                Some(most) if most == least => format!("{least} elements"),
                Some(most) => format!("{least} to {most} elements"),
                None => format!("at least {least} elements"),
            };
            let noun = if count == 1 { "element" } else { "elements" };
            let problem = Diagnostic::error("wrong-length", format!("{} has {count} {noun}", at.subject()));
            self.report(problem.at(node.span.clone(), format!("expected {wanted}")));
            return None;
        }
        if count < least {
            self.report(
                Diagnostic::error("empty-list", format!("{} is empty", at.subject()))
                    .at(node.span.clone(), "")
                    .help("list at least one, or remove the key"),
            );
            return None;
        }
        let element = At { name: at.name, key: None, is_element: true };
        let values = items.iter().filter_map(|item| self.value(item, schema, &element)).collect();
        Some(Arc::new(Node::new(node.span.clone(), Data::Sequence(values))))
    }

    fn mapping(&mut self, node: &Node, object: &Object<'s>, at: &At<'_>) -> Option<Arc<Node>> {
        self.enclosing.push((at.name.to_owned(), object.clone()));
        let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
        let mut values: Vec<(Arc<Node>, Arc<Node>)> = Vec::new();
        for (key, value) in node.entries() {
            if self.is_full() {
                break;
            }
            let Some(name) = key.text().filter(|_| key.plain() != Some(Plain::Null)) else {
                self.report(keys::no_name(key));
                continue;
            };
            let first = *seen.entry(name).or_insert(&key.span);
            let repeated = first != &key.span;
            if repeated {
                self.report(keys::repeated(name, key, first));
            }
            if let Some(value) = self.entry(name, key, value, object)
                && !repeated
            {
                values.push((Arc::clone(key), value));
            }
        }
        for missing in &object.required {
            if !seen.contains_key(missing) {
                self.report(keys::missing_key(missing, object, node, at));
            }
            if !values.iter().any(|(key, _)| key.text() == Some(missing)) {
                let schema = object.properties.and_then(|keys| keys.get(*missing));
                let stand_in = schema.and_then(|schema| self.schema.stand_in(schema, &node.span));
                let Some(value) = stand_in else {
                    self.enclosing.pop();
                    return None;
                };
                values.push((Arc::new(Node::made(&node.span, missing)), value));
            }
        }
        self.enclosing.pop();
        Some(Arc::new(Node::new(node.span.clone(), Data::Mapping(values))))
    }

    /// Reads one entry. A value that cannot be read is left out where it may be, else stood in for.
    fn entry(&mut self, name: &str, key: &Node, value: &Arc<Node>, object: &Object<'s>) -> Option<Arc<Node>> {
        let at = At { name, key: Some(&key.span), is_element: false };
        if let Some(schema) = object.properties.and_then(|keys| keys.get(name)) {
            return self.value(value, schema, &at);
        }
        let Some(schema) = object.others else {
            let problem = keys::unknown_key(name, key, object, self.schema, &self.enclosing);
            self.report(problem);
            return None;
        };
        if let Some(keys) = object.keys {
            let words = words(&self.schema.forms(keys));
            if !words.is_empty() && !words.contains(&name) {
                let owner = self.enclosing.last().map_or("", |(owner, _)| owner);
                let owner = format!("`{owner}`");
                let problem = scalar::unknown_choice(name, &key.span, &owner, &words);
                self.report(problem);
                return None;
            }
        }
        self.value(value, schema, &at).or_else(|| {
            let forms = self.schema.forms(schema);
            let is_object = matches!(forms.first(), Some(Form::Object(_)));
            is_object.then(|| self.schema.stand_in(schema, &value.span)).flatten()
        })
    }
}

/// The object form that a mapping is meant to be: of several, the one that has its first key. When none has it, the
/// keys that would have told which are returned.
fn choose_object<'s>(forms: &[Form<'s>], node: &Node) -> Option<Result<Object<'s>, (Span, Vec<&'s str>)>> {
    let mut objects: Vec<&Object<'s>> = forms
        .iter()
        .filter_map(|form| match form {
            Form::Object(object) => Some(object),
            _ => None,
        })
        .collect();
    if objects.len() < 2 {
        return objects.pop().cloned().map(Ok);
    }
    let Some((key, _)) = node.entries().first() else {
        return Some(Ok(objects[0].clone()));
    };
    let is_meant = |object: &&&Object<'s>| object.others.is_some() || key.text().is_some_and(|name| object.has(name));
    Some(match objects.iter().find(is_meant) {
        Some(object) => Ok((*object).clone()),
        None => {
            let names = objects.iter().flat_map(|object| object.properties);
            let names = names.flat_map(|keys| keys.keys().map(String::as_str));
            Err((key.span.clone(), names.collect()))
        }
    })
}

/// The words among the forms.
pub(super) fn words<'s>(forms: &[Form<'s>]) -> Vec<&'s str> {
    forms
        .iter()
        .filter_map(|form| match form {
            Form::Word(word) => Some(*word),
            _ => None,
        })
        .collect()
}
