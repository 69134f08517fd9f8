//! Filters for templates: how numbers, names and lists are written.

use tera::value::{Key, Map};
use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::report::escape::{code, escaped, prose};
use crate::words;

/// Adds all filters.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("percent", percent);
    tera.register_filter("score", score);
    tera.register_filter("factor", factor);
    tera.register_filter("code", in_code);
    tera.register_filter("codes", in_codes);
    tera.register_filter("listed", listed);
    tera.register_filter("fact", fact);
    tera.register_filter("standing", standing);
    tera.register_filter("told", told);
    tera.register_filter("only", only);
    tera.register_filter("except", except);
    tera.register_filter("each", each);
    tera.register_filter("having", having);
    tera.register_filter("spoken", spoken);
    tera.register_filter("capital", capital);
}

/// A share in whole percent: `0.78` is `78 %`.
fn percent(share: f64, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&format!("{:.0} %", share * 100.0))
}

/// A score with two digits.
fn score(score: f64, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&format!("{score:.2}"))
}

/// How many times as much, with two digits while it is small.
fn factor(ratio: f64, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&if ratio < 10.0 { format!("{ratio:.2}") } else { format!("{ratio:.0}") })
}

/// A name in a code span.
fn in_code(text: &str, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&code(text))
}

/// Names in code spans, with commas.
fn in_codes(names: Vec<String>, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&names.iter().map(|name| code(name)).collect::<Vec<_>>().join(", "))
}

/// `a`, `a and b`, `a, b and c`.
fn listed(names: Vec<String>, _: Kwargs, _: &State) -> Value {
    let names: Vec<String> = names.iter().map(|name| escaped(name)).collect();
    Value::safe_string(&words::listed(&names))
}

/// A fact of a list by its name: as it is when it was given, in italics when it was derived, and with a question mark
/// when it was assumed. A dash for one that is not known.
fn fact(facts: &Map, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let name = arguments.must_get::<&str>("name")?;
    let fact = facts.get(&Key::from(name.to_owned()));
    let (says, origin) = fact.map_or(("", ""), |fact| (text(fact, "says"), text(fact, "origin")));
    let says = escaped(says);
    Ok(Value::safe_string(&match origin {
        "" => "–".to_owned(),
        "derived" => format!("*{says}*"),
        "assumed" => format!("*{says}* ?"),
        _ => says,
    }))
}

/// A piece of advice with the names of those who get the same with other numbers.
fn told(advice: Value, _: Kwargs, _: &State) -> Value {
    let names = advice.get_from_path("likewise").and_then(Value::as_array).unwrap_or_default();
    let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
    let likewise = if names.is_empty() {
        String::new()
    } else {
        format!(" The same, with figures of their own: {}.", words::listed(&names))
    };
    Value::safe_string(&prose(&format!("{}{likewise}", text(&advice, "says"))))
}

/// Terms of an option that are told.
const TERMS: usize = 4;

/// How an option stands to the one that was chosen: on what it is behind and ahead, and what is taken off.
fn standing(option: Value, _: Kwargs, _: &State) -> Value {
    let terms = |side: &str| -> Vec<String> {
        let terms = option.get_from_path(side).and_then(Value::as_array).unwrap_or_default();
        let by = |term: &Value| term.get_from_path("by").and_then(Value::as_f64).unwrap_or_default();
        // What rounds to nothing tells nothing.
        let told = terms.iter().filter(|term| by(term) >= 0.005).take(TERMS);
        told.map(|term| format!("{} {:.2}", escaped(text(term, "criterion")), by(term))).collect()
    };
    let (loses, gains) = (terms("loses"), terms("gains"));
    let mut parts = Vec::new();
    if !loses.is_empty() {
        parts.push(format!("behind on {}", loses.join(", ")));
    }
    if !gains.is_empty() {
        parts.push(format!("ahead on {}", gains.join(", ")));
    }
    if parts.is_empty() {
        parts.push("no criterion tells it apart by much".to_owned());
    }
    let deduction = option.get_from_path("deduction").and_then(Value::as_f64).unwrap_or_default();
    if deduction >= 0.005 {
        parts.push(format!("{deduction:.2} off for strain and open questions"));
    }
    Value::safe_string(&parts.join("; "))
}

fn text<'v>(entry: &'v Value, field: &'v str) -> &'v str {
    entry.get_from_path(field).and_then(Value::as_str).unwrap_or_default()
}

/// The entries of a list of which a field has one of the values `of`.
fn only(list: Vec<Value>, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    chosen(list, &arguments, true)
}

/// The entries of a list of which a field has none of the values `of`.
fn except(list: Vec<Value>, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    chosen(list, &arguments, false)
}

fn chosen(list: Vec<Value>, arguments: &Kwargs, wanted: bool) -> TeraResult<Value> {
    let (field, of) = (arguments.must_get::<&str>("field")?, arguments.must_get::<Vec<Value>>("of")?);
    let is_one = |entry: &Value| entry.get_from_path(field).is_some_and(|value| of.contains(value));
    Ok(list.into_iter().filter(|entry| is_one(entry) == wanted).collect::<Vec<Value>>().into())
}

/// The entries of a list of which a field, which is a list, has an item.
fn having(list: Vec<Value>, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let (field, item) = (arguments.must_get::<&str>("field")?, arguments.must_get::<Value>("item")?);
    let has = |entry: &Value| {
        let items = entry.get_from_path(field).and_then(Value::as_array);
        items.is_some_and(|items| items.contains(&item))
    };
    Ok(list.into_iter().filter(has).collect::<Vec<Value>>().into())
}

/// The different values of a field of the entries of a list, in their order.
fn each(list: Vec<Value>, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let field = arguments.must_get::<&str>("field")?;
    let mut values: Vec<Value> = Vec::new();
    for value in list.iter().filter_map(|entry| entry.get_from_path(field)) {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    Ok(values.into())
}

/// An id as words: `primary-replica` is `primary replica`.
fn spoken(id: &str, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&escaped(&id.replace(['-', '_'], " ")))
}

/// With a capital at the beginning.
fn capital(text: &str, _: Kwargs, _: &State) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
