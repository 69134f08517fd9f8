//! Reads a single value, or says what it should have been.

use std::sync::Arc;

use super::schema::{Form, Schema};
use super::tree::{Data, Node, Plain};
use super::walk::{At, words};
use crate::diagnostic::{Diagnostic, closest};
use crate::quantity::Kind;
use crate::source::Span;

/// The word that any fact accepts; it is not listed among the choices.
const UNKNOWN: &str = "unknown";

/// Reads a scalar in one of the forms.
pub(super) fn read(
    node: &Arc<Node>,
    forms: &[Form<'_>],
    schema: &Schema,
    at: &At<'_>,
) -> Result<Arc<Node>, Box<Diagnostic>> {
    let text = node.text().unwrap_or_default();
    let plain = node.plain().unwrap_or(Plain::Text);
    if plain == Plain::Null {
        return if forms.iter().any(|form| matches!(form, Form::Null)) {
            Ok(Arc::clone(node))
        } else {
            Err(Box::new(no_value(node, forms, at)))
        };
    }
    match forms.iter().find(|form| fits(text, plain, form)) {
        // A text is one also where it looks like a number.
        Some(Form::Word(_) | Form::Quantity(_) | Form::Text) if plain != Plain::Text => {
            Ok(Arc::new(Node::new(node.span.clone(), Data::Scalar { text: text.to_owned(), plain: false })))
        }
        Some(_) => Ok(Arc::clone(node)),
        None => Err(Box::new(refuse(node, text, plain, forms, schema, at))),
    }
}

fn fits(text: &str, plain: Plain, form: &Form<'_>) -> bool {
    match (form, plain) {
        (Form::Word(word), _) => text == *word,
        (Form::Quantity(kind), _) => kind.check(text).is_ok(),
        (Form::Text, _) | (Form::Bool, Plain::Bool(_)) | (Form::Number, Plain::Integer(_) | Plain::Float(_)) => true,
        (Form::Integer { least, most }, Plain::Integer(value)) => {
            let representable = u64::try_from(value).is_ok() || i64::try_from(value).is_ok();
            representable && least.is_none_or(|least| least <= value) && most.is_none_or(|most| value <= most)
        }
        _ => false,
    }
}

fn refuse(node: &Node, text: &str, plain: Plain, forms: &[Form<'_>], schema: &Schema, at: &At<'_>) -> Diagnostic {
    let choices = words(forms);
    let quantities: Vec<Kind> = forms
        .iter()
        .filter_map(|form| match form {
            Form::Quantity(kind) => Some(*kind),
            _ => None,
        })
        .collect();
    let meant = closest(text, choices.iter().copied());
    if !quantities.is_empty() {
        return bad_quantity(node, text, &quantities, forms, meant, at);
    }
    for form in forms {
        match (form, plain) {
            (Form::Integer { least, most }, Plain::Integer(_)) => {
                return out_of_range(node, *least, *most, at);
            }
            (Form::Integer { .. } | Form::Number, Plain::Text) if text.parse::<f64>().is_ok_and(f64::is_finite) => {
                return wrong_type(node, "a text in quotes", forms, at).help(format!("write `{text}` without quotes"));
            }
            (Form::Bool, Plain::Text) => {
                let problem = wrong_type(node, &format!("`{text}`"), forms, at);
                return match text.to_ascii_lowercase().as_str() {
                    "yes" | "on" | "y" | "true" => problem.help("write `true`"),
                    "no" | "off" | "n" | "false" => problem.help("write `false`"),
                    _ => problem,
                };
            }
            _ => {}
        }
    }
    let only_words = forms.iter().all(|form| matches!(form, Form::Word(_)));
    if meant.is_some() || only_words {
        return unknown_choice(text, &node.span, &at.owner(), &choices);
    }
    let elements: Vec<Form<'_>> = forms
        .iter()
        .filter_map(|form| match form {
            Form::List { items, .. } => Some(schema.forms(items)),
            _ => None,
        })
        .flatten()
        .collect();
    let listed = words(&elements);
    if !listed.is_empty() && elements.len() == listed.len() && !listed.contains(&text) {
        return unknown_choice(text, &node.span, &at.owner(), &listed);
    }
    let problem = wrong_type(node, &format!("`{text}`"), forms, at);
    if text == UNKNOWN {
        return problem.help("leave the key out when nothing is known");
    }
    if elements.iter().any(|form| fits(text, plain, form)) {
        return problem.help(format!("write `[{text}]` for a list of one"));
    }
    problem
}

/// A word that is none of the choices of `owner`.
pub(super) fn unknown_choice(text: &str, span: &Span, owner: &str, choices: &[&str]) -> Diagnostic {
    let listed: Vec<&str> = choices.iter().copied().filter(|choice| *choice != UNKNOWN).collect();
    let problem = Diagnostic::error("unknown-choice", format!("`{text}` is not a choice of {owner}"))
        .at(span.clone(), "")
        .note(format!("choices: {}", listed.join(", ")));
    match closest(text, choices.iter().copied()) {
        Some(meant) => problem.help(format!("did you mean `{meant}`?")),
        None => problem,
    }
}

fn bad_quantity(
    node: &Node,
    text: &str,
    kinds: &[Kind],
    forms: &[Form<'_>],
    meant: Option<&str>,
    at: &At<'_>,
) -> Diagnostic {
    let is_share = text.contains('%');
    let fitting = kinds.iter().find(|kind| (**kind == Kind::Share) == is_share).or(kinds.first());
    let Some(error) = fitting.and_then(|kind| kind.check(text).err()) else {
        return wrong_type(node, &format!("`{text}`"), forms, at);
    };
    let message = format!("{}: {}", at.subject(), error.problem());
    let problem = Diagnostic::error("invalid-quantity", message)
        .at(node.span.clone(), format!("expected {}", expectation(forms)));
    match meant.or(error.suggestion()) {
        Some(suggestion) => problem.help(format!("did you mean `{suggestion}`?")),
        None => problem,
    }
}

fn out_of_range(node: &Node, least: Option<i128>, most: Option<i128>, at: &At<'_>) -> Diagnostic {
    // Greater bounds are those of the number type, which say nothing to the reader.
    const PLAUSIBLE: i128 = 1_000_000;
    let range = match (least, most.filter(|most| *most < PLAUSIBLE)) {
        (Some(least), Some(most)) => format!("a number from {least} to {most}"),
        (Some(least), None) => format!("a number of at least {least}"),
        (None, Some(most)) => format!("a number of at most {most}"),
        (None, None) => "a smaller number".to_owned(),
    };
    Diagnostic::error("out-of-range", format!("{} is out of range", at.subject()))
        .at(node.span.clone(), format!("expected {range}"))
}

fn no_value(node: &Node, forms: &[Form<'_>], at: &At<'_>) -> Diagnostic {
    let place = at.key.unwrap_or(&node.span);
    let problem = Diagnostic::error("missing-value", format!("{} has no value", at.subject()))
        .at(place.clone(), format!("expected {}", expectation(forms)));
    let is_section = forms.iter().all(|form| matches!(form, Form::Object(_)));
    if is_section {
        problem.help("indent what belongs to it below it, or write `{}` when nothing does")
    } else {
        problem.help("write a value, or remove the key")
    }
}

/// A value of another type than any of the forms.
pub(super) fn wrong_type(node: &Node, found: &str, forms: &[Form<'_>], at: &At<'_>) -> Diagnostic {
    // Of a block over several lines the key is shown.
    let is_block = node.span.start().line != node.span.end().line;
    let place = at.key.filter(|_| is_block).unwrap_or(&node.span);
    let problem = Diagnostic::error("wrong-type", format!("{} is {found}", at.subject()))
        .at(place.clone(), format!("expected {}", expectation(forms)));
    let Data::Sequence(items) = &node.data else {
        return problem;
    };
    let takes_keys = forms.iter().any(|form| matches!(form, Form::Object(_)));
    match items.as_slice() {
        [one] if one.text().is_some() && !takes_keys => problem.help("write it without brackets"),
        [_, ..] if takes_keys => problem.help("write `name: ...` instead of `- name`"),
        _ => problem,
    }
}

/// What the forms allow, in words.
fn expectation(forms: &[Form<'_>]) -> String {
    let mut expected: Vec<String> = Vec::new();
    let mut has_object = false;
    for form in forms {
        let is_further_object = has_object && matches!(form, Form::Object(_));
        has_object |= matches!(form, Form::Object(_));
        let text = match form {
            Form::Word(_) | Form::Null => continue,
            // One example of keys says enough.
            Form::Object(_) if is_further_object => continue,
            Form::Quantity(kind) => kind.expected(),
            Form::Object(object) => match object.names().next() {
                Some(key) => format!("keys with values, such as `{key}: ...`"),
                None => "keys with values".to_owned(),
            },
            Form::List { .. } => "a list".to_owned(),
            Form::Text => "a text".to_owned(),
            Form::Integer { .. } => "a whole number".to_owned(),
            Form::Number => "a number".to_owned(),
            Form::Bool => "`true` or `false`".to_owned(),
            Form::Any => "a value".to_owned(),
        };
        if !expected.contains(&text) {
            expected.push(text);
        }
    }
    let choices: Vec<&str> = words(forms).into_iter().filter(|word| *word != UNKNOWN).collect();
    match choices.as_slice() {
        [] => {}
        [one] => expected.push(format!("`{one}`")),
        many => expected.push(format!("one of {}", many.join(", "))),
    }
    expected.join(", or ")
}
