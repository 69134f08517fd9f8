//! A JSON Schema as the walk needs it: the forms that a value may take.
//!
//! Understands what schemars derives for plain structs, enums, lists, maps and options, and no more.

use std::sync::Arc;

use schemars::JsonSchema;
use serde_json::{Map, Value};

use super::tree::{Data, Node};
use crate::quantity::{KIND_KEYWORD, Kind};
use crate::source::Span;

/// The schema of a type.
pub(super) struct Schema(Value);

/// One way to write a value.
#[derive(Debug, Clone)]
pub(super) enum Form<'s> {
    /// This word.
    Word(&'s str),
    /// A quantity.
    Quantity(Kind),
    /// Keys with values.
    Object(Object<'s>),
    /// A list of so many elements of this schema.
    List { items: &'s Value, least: u64, most: Option<u64> },
    /// Any text.
    Text,
    /// A whole number within bounds.
    Integer { least: Option<i128>, most: Option<i128> },
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// Nothing.
    Null,
    /// Anything.
    Any,
}

/// Keys with values.
#[derive(Debug, Clone)]
pub(super) struct Object<'s> {
    /// The keys that have a meaning of their own, with the schemas of their values.
    pub(super) properties: Option<&'s Map<String, Value>>,
    /// The keys that must be there.
    pub(super) required: Vec<&'s str>,
    /// The schema of the values of all other keys; none when there may be no others.
    pub(super) others: Option<&'s Value>,
    /// The schema of the keys themselves.
    pub(super) keys: Option<&'s Value>,
}

impl Schema {
    /// The schema of a type.
    pub(super) fn of<T: JsonSchema>() -> Self {
        Self(schemars::schema_for!(T).to_value())
    }

    /// The schema of the whole document.
    pub(super) fn root(&self) -> &Value {
        &self.0
    }

    /// All forms that a schema allows.
    pub(super) fn forms<'s>(&'s self, schema: &'s Value) -> Vec<Form<'s>> {
        let mut forms = Vec::new();
        self.collect(schema, &mut forms, 0);
        forms
    }

    fn collect<'s>(&'s self, schema: &'s Value, forms: &mut Vec<Form<'s>>, depth: usize) {
        // References lead from type to type; a chain of more is a loop.
        const LONGEST_CHAIN: usize = 32;
        let Some(keywords) = schema.as_object().filter(|_| depth < LONGEST_CHAIN) else {
            return forms.push(Form::Any);
        };
        let text = |keyword: &str| keywords.get(keyword).and_then(Value::as_str);
        if let Some(kind) = text(KIND_KEYWORD).and_then(Kind::from_name) {
            return forms.push(Form::Quantity(kind));
        }
        if let Some(target) = text("$ref").and_then(|path| self.0.pointer(path.strip_prefix('#')?)) {
            return self.collect(target, forms, depth + 1);
        }
        let alternatives = ["anyOf", "oneOf"].iter().find_map(|keyword| keywords.get(*keyword)?.as_array());
        if let Some(alternatives) = alternatives {
            for alternative in alternatives {
                self.collect(alternative, forms, depth + 1);
            }
            return;
        }
        if let Some(word) = text("const") {
            return forms.push(Form::Word(word));
        }
        if let Some(words) = keywords.get("enum").and_then(Value::as_array) {
            return forms.extend(words.iter().map(|word| match word.as_str() {
                Some(word) => Form::Word(word),
                None => Form::Null,
            }));
        }
        match keywords.get("type") {
            Some(Value::String(kind)) => forms.push(form(kind, keywords)),
            Some(Value::Array(kinds)) => {
                let kinds = kinds.iter().filter_map(Value::as_str);
                forms.extend(kinds.map(|kind| form(kind, keywords)));
            }
            _ => forms.push(Form::Any),
        }
    }

    /// The sections of an object that have a key of that name.
    pub(super) fn sections_with<'s>(&'s self, object: &Object<'s>, key: &str) -> Vec<&'s str> {
        object
            .properties
            .into_iter()
            .flatten()
            .filter(|(_, schema)| {
                self.forms(schema).iter().any(|form| matches!(form, Form::Object(section) if section.has(key)))
            })
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// A value that fits the schema, to stand in for one that could not be read at that place. It never gets into a
    /// result, but lets the rest of the file be checked.
    pub(super) fn stand_in(&self, schema: &Value, place: &Span) -> Option<Arc<Node>> {
        const DEEPEST: usize = 4;
        self.made(schema, place, DEEPEST)
    }

    fn made(&self, schema: &Value, place: &Span, deepest: usize) -> Option<Arc<Node>> {
        let forms = self.forms(schema);
        let node = match forms.first()? {
            Form::Word(word) => Node::made(place, word),
            Form::Text | Form::Any => Node::made(place, "x"),
            Form::Integer { least, .. } => {
                let text = (*least)?.max(1).to_string();
                Node::new(place.clone(), Data::Scalar { text, plain: true })
            }
            Form::Object(object) if deepest > 0 => {
                let properties = object.properties;
                let required = object.required.iter().map(|key| {
                    let value = self.made(properties?.get(*key)?, place, deepest - 1)?;
                    Some((Arc::new(Node::made(place, key)), value))
                });
                Node::new(place.clone(), Data::Mapping(required.collect::<Option<Vec<_>>>()?))
            }
            _ => return None,
        };
        Some(Arc::new(node))
    }
}

impl Object<'_> {
    /// Whether a key of that name has a meaning of its own.
    pub(super) fn has(&self, key: &str) -> bool {
        self.properties.is_some_and(|keys| keys.contains_key(key))
    }

    /// The keys that have a meaning of their own.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.properties.into_iter().flat_map(|keys| keys.keys().map(String::as_str))
    }
}

fn form<'s>(kind: &str, keywords: &'s Map<String, Value>) -> Form<'s> {
    match kind {
        "string" => Form::Text,
        "integer" => {
            let bound = |keyword: &str| keywords.get(keyword)?.as_i64().map(i128::from);
            let (smallest, greatest) = match keywords.get("format").and_then(Value::as_str) {
                Some("uint8") => (Some(0), Some(i128::from(u8::MAX))),
                Some("uint16") => (Some(0), Some(i128::from(u16::MAX))),
                Some("uint32") => (Some(0), Some(i128::from(u32::MAX))),
                Some("uint64" | "uint") => (Some(0), Some(i128::from(u64::MAX))),
                _ => (None, None),
            };
            Form::Integer { least: bound("minimum").or(smallest), most: bound("maximum").or(greatest) }
        }
        "number" => Form::Number,
        "boolean" => Form::Bool,
        "null" => Form::Null,
        "array" => Form::List {
            items: keywords.get("items").unwrap_or(&Value::Bool(true)),
            least: keywords.get("minItems").and_then(Value::as_u64).unwrap_or_default(),
            most: keywords.get("maxItems").and_then(Value::as_u64),
        },
        "object" => Form::Object(object(keywords)),
        _ => Form::Any,
    }
}

fn object(keywords: &Map<String, Value>) -> Object<'_> {
    Object {
        properties: keywords.get("properties").and_then(Value::as_object),
        required: keywords
            .get("required")
            .and_then(Value::as_array)
            .map(|keys| keys.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default(),
        others: match keywords.get("additionalProperties") {
            Some(Value::Bool(false)) => None,
            Some(schema) => Some(schema),
            None => Some(&Value::Bool(true)),
        },
        keys: keywords.get("propertyNames"),
    }
}
