//! Keys that should not be there, and keys that should.

use super::schema::{Object, Schema};
use super::tree::Node;
use super::walk::At;
use crate::diagnostic::{Diagnostic, closest};
use crate::source::Span;

/// A key that is nothing, a list or a mapping.
pub(super) fn no_name(key: &Node) -> Diagnostic {
    match key.text() {
        None => Diagnostic::error("wrong-type", "a key must be a word").at(key.span.clone(), ""),
        Some(_) => Diagnostic::error("missing-name", "the key has no name")
            .at(key.span.clone(), "")
            .help("write a name before the colon; `~` and `null` are names only in quotes"),
    }
}

/// A key that is there a second time.
pub(super) fn repeated(name: &str, key: &Node, first: &Span) -> Diagnostic {
    Diagnostic::error("duplicate-key", format!("the key `{name}` is there twice"))
        .at(key.span.clone(), "again here")
        .also(first.clone(), "first here")
        .help("remove one of the two")
}

/// A key that is not allowed in an object. `enclosing` are the objects around it with their names, itself last.
pub(super) fn unknown_key(
    name: &str,
    key: &Node,
    object: &Object<'_>,
    schema: &Schema,
    enclosing: &[(String, Object<'_>)],
) -> Diagnostic {
    if name == "<<" {
        return Diagnostic::error("unknown-key", "merge keys are not supported")
            .at(key.span.clone(), "")
            .help("write the keys out, or use an alias for a whole value");
    }
    let problem = Diagnostic::error("unknown-key", format!("unknown key `{name}`")).at(key.span.clone(), "");
    let names: Vec<&str> = object.names().collect();
    let note = format!("keys allowed here: {}", names.join(", "));
    if let Some(section) = schema.sections_with(object, name).first() {
        return problem.help(format!("`{name}` belongs in `{section}`")).note(note);
    }
    let outer = enclosing.iter().rev().skip(1);
    if outer.clone().any(|(_, outer)| outer.has(name)) {
        let beside = enclosing.last().map_or("", |(owner, _)| owner);
        return problem
            .help(format!(
                "`{name}` belongs further out: it is indented too far, or stands under `{beside}` by mistake"
            ))
            .note(note);
    }
    for (_, outer) in outer {
        if let Some(section) = schema.sections_with(outer, name).first() {
            return problem.help(format!("`{name}` belongs in `{section}`")).note(note);
        }
    }
    match closest(name, names.iter().copied()) {
        Some(meant) => problem.help(format!("did you mean `{meant}`?")).note(note),
        None => problem.note(note),
    }
}

/// A key that must be there and is not.
pub(super) fn missing_key(missing: &str, object: &Object<'_>, node: &Node, at: &At<'_>) -> Diagnostic {
    let first = node.entries().first().map(|(key, _)| &key.span);
    let place = at.key.or(first).unwrap_or(&node.span);
    let problem =
        Diagnostic::error("missing-key", format!("{} lacks the key `{missing}`", at.subject())).at(place.clone(), "");
    let description = object.properties.and_then(|keys| keys.get(missing)?.get("description")?.as_str());
    match description {
        Some(description) => problem.note(format!("`{missing}`: {description}")),
        None => problem,
    }
}
