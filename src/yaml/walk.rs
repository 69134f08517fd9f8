//! Holds a tree against the schema of a type and tells everything in which the two differ.
//!
//! Beside the problems, the walk returns what could be read, as a value that the type accepts, so that the rest of the
//! file can be checked in the same run.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::scalar;
use super::schema::{Form, Object, Schema};
use super::tree::{Data, Node};
use crate::diagnostic::{Diagnostic, closest};
use crate::source::Span;

/// More problems than a person would go through; collecting them all could take any time.
const MOST_PROBLEMS: usize = 100;

/// What came out of a walk.
pub(super) struct Walked {
    /// What could be read.
    pub(super) value: Option<Value>,
    /// Everything that is wrong.
    pub(super) problems: Vec<Diagnostic>,
}

/// Holds a document against a schema.
pub(super) fn walk(root: &Node, schema: &Schema) -> Walked {
    let mut walker = Walker {
        schema,
        problems: Vec::new(),
        enclosing: Vec::new(),
    };
    let document = At {
        name: "the file",
        key: None,
        is_element: false,
    };
    let value = walker.value(root, schema.root(), &document);
    Walked {
        value,
        problems: walker.problems,
    }
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
        if self.name.contains(' ') {
            self.name.to_owned()
        } else {
            format!("`{}`", self.name)
        }
    }

    /// How messages name the value.
    pub(super) fn subject(&self) -> String {
        if self.is_element {
            format!("an element of {}", self.owner())
        } else {
            self.owner()
        }
    }
}

struct Walker<'s> {
    schema: &'s Schema,
    problems: Vec<Diagnostic>,
    enclosing: Vec<(String, Object<'s>)>,
}

impl<'s> Walker<'s> {
    fn report(&mut self, problem: Diagnostic) {
        if self.problems.len() < MOST_PROBLEMS && !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn value(&mut self, node: &Node, schema: &'s Value, at: &At<'_>) -> Option<Value> {
        if self.problems.len() >= MOST_PROBLEMS {
            return None;
        }
        let forms = self.schema.forms(schema);
        if forms.iter().any(|form| matches!(form, Form::Any)) {
            return Some(node.to_value());
        }
        let found = match &node.data {
            Data::Mapping(_) => match choose_object(&forms, node) {
                Some(object) => return self.mapping(node, &object, at),
                None => "a mapping",
            },
            Data::Sequence(items) => {
                let list = forms.iter().find_map(|form| match form {
                    Form::List { items, least } => Some((*items, *least)),
                    _ => None,
                });
                match list {
                    Some((schema, least)) => return self.list(node, items, schema, least, at),
                    None => "a list",
                }
            }
            Data::Scalar { .. } => {
                return match scalar::read(node, &forms, at) {
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

    fn list(
        &mut self,
        node: &Node,
        items: &[std::sync::Arc<Node>],
        schema: &'s Value,
        least: u64,
        at: &At<'_>,
    ) -> Option<Value> {
        if (items.len() as u64) < least {
            self.report(
                Diagnostic::error("empty-list", format!("{} is empty", at.subject()))
                    .at(node.span.clone(), "")
                    .help("list at least one, or remove the key"),
            );
            return None;
        }
        let element = At {
            name: at.name,
            key: None,
            is_element: true,
        };
        let values = items
            .iter()
            .filter_map(|item| self.value(item, schema, &element))
            .collect();
        Some(Value::Array(values))
    }

    fn mapping(&mut self, node: &Node, object: &Object<'s>, at: &At<'_>) -> Option<Value> {
        self.enclosing.push((at.name.to_owned(), object.clone()));
        let mut seen: HashMap<&str, &Span> = HashMap::new();
        let mut values = Map::new();
        for (key, value) in node.entries() {
            let Some(name) = key.text() else {
                self.report(
                    Diagnostic::error("wrong-type", "a key must be a word")
                        .at(key.span.clone(), ""),
                );
                continue;
            };
            let first = *seen.entry(name).or_insert(&key.span);
            let repeated = first != &key.span;
            if repeated {
                self.report(
                    Diagnostic::error("duplicate-key", format!("the key `{name}` is there twice"))
                        .at(key.span.clone(), "again here")
                        .also(first.clone(), "first here")
                        .help("remove one of the two"),
                );
            }
            if let Some((name, value)) = self.entry(name, key, value, object)
                && !repeated
            {
                values.insert(name, value);
            }
        }
        for missing in &object.required {
            if !seen.contains_key(missing) {
                self.report(missing_key(missing, object, node, at));
            }
            if !values.contains_key(*missing) {
                let schema = object.properties.and_then(|keys| keys.get(*missing));
                let stand_in = schema.and_then(|schema| self.schema.stand_in(schema, 0));
                let Some(value) = stand_in else {
                    self.enclosing.pop();
                    return None;
                };
                values.insert((*missing).to_owned(), value);
            }
        }
        self.enclosing.pop();
        Some(Value::Object(values))
    }

    /// Reads one entry. A value that cannot be read is left out where it may be, else stood in for.
    fn entry(
        &mut self,
        name: &str,
        key: &Node,
        value: &Node,
        object: &Object<'s>,
    ) -> Option<(String, Value)> {
        let at = At {
            name,
            key: Some(&key.span),
            is_element: false,
        };
        if let Some(schema) = object.properties.and_then(|keys| keys.get(name)) {
            let value = self.value(value, schema, &at)?;
            return Some((name.to_owned(), value));
        }
        let Some(schema) = object.others else {
            let problem = self.unknown_key(name, key, object);
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
        let value = self.value(value, schema, &at).or_else(|| {
            let forms = self.schema.forms(schema);
            let is_object = matches!(forms.first(), Some(Form::Object(_)));
            is_object.then(|| self.schema.stand_in(schema, 0)).flatten()
        })?;
        Some((name.to_owned(), value))
    }

    fn unknown_key(&self, name: &str, key: &Node, object: &Object<'s>) -> Diagnostic {
        if name == "<<" {
            return Diagnostic::error("unknown-key", "merge keys are not supported")
                .at(key.span.clone(), "")
                .help("write the keys out, or use an alias for a whole value");
        }
        let problem = Diagnostic::error("unknown-key", format!("unknown key `{name}`"))
            .at(key.span.clone(), "");
        let names: Vec<&str> = object.names().collect();
        let note = format!("keys allowed here: {}", names.join(", "));
        if let Some(section) = self.schema.sections_with(object, name).first() {
            return problem
                .help(format!("`{name}` belongs in `{section}`"))
                .note(note);
        }
        let outer = self.enclosing.iter().rev().skip(1);
        if let Some((_, _)) = outer.clone().find(|(_, outer)| outer.has(name)) {
            let beside = self.enclosing.last().map_or("", |(owner, _)| owner);
            return problem
                .help(format!("`{name}` belongs further out: it is indented too far, or stands under `{beside}` by mistake"))
                .note(note);
        }
        for (_, outer) in outer {
            if let Some(section) = self.schema.sections_with(outer, name).first() {
                return problem
                    .help(format!("`{name}` belongs in `{section}`"))
                    .note(note);
            }
        }
        match closest(name, names.iter().copied()) {
            Some(meant) => problem.help(format!("did you mean `{meant}`?")).note(note),
            None => problem.note(note),
        }
    }
}

/// The object form that a mapping is meant to be: of several, the one that has its first key.
fn choose_object<'s>(forms: &[Form<'s>], node: &Node) -> Option<Object<'s>> {
    let objects: Vec<&Object<'s>> = forms
        .iter()
        .filter_map(|form| match form {
            Form::Object(object) => Some(object),
            _ => None,
        })
        .collect();
    let first = node.entries().first().and_then(|(key, _)| key.text());
    objects
        .iter()
        .find(|object| first.is_some_and(|key| object.has(key)))
        .or(objects.first())
        .map(|object| (*object).clone())
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

fn missing_key(missing: &str, object: &Object<'_>, node: &Node, at: &At<'_>) -> Diagnostic {
    let first = node.entries().first().map(|(key, _)| &key.span);
    let place = at.key.or(first).unwrap_or(&node.span);
    let problem = Diagnostic::error(
        "missing-key",
        format!("{} lacks the key `{missing}`", at.subject()),
    )
    .at(place.clone(), "");
    let description = object
        .properties
        .and_then(|keys| keys.get(missing)?.get("description")?.as_str());
    match description {
        Some(description) => problem.note(format!("`{missing}`: {description}")),
        None => problem,
    }
}
