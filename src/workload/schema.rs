//! The JSON Schema of the format, for editors and other programs.

use serde_json::{Map, Value, json};

use super::spec::{FORMAT, WorkloadSpec};
use crate::quantity::KIND_KEYWORD;

/// The identity of the schema.
const ID: &str = "urn:whichdb:schema:workload:1";

/// The JSON Schema (draft 2020-12) of `workload.yaml`. Made from the types that are read; strict validators accept it.
pub fn workload_schema() -> Value {
    let mut schema = schemars::schema_for!(WorkloadSpec).to_value();
    plain(&mut schema);
    let mut keywords = Map::new();
    keywords.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    keywords.insert("$id".to_owned(), ID.into());
    if let Value::Object(derived) = schema {
        for (keyword, value) in derived {
            keywords.entry(keyword).or_insert(value);
        }
    }
    let mut schema = Value::Object(keywords);
    if let Some(version) = schema.pointer_mut("/properties/whichdb") {
        *version = json!({
            "description": "The version of the format.",
            "type": "integer",
            "const": FORMAT,
        });
    }
    schema
}

/// Takes out what only this program understands, and formats of numbers, which strict validators refuse.
fn plain(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            keywords.shift_remove(KIND_KEYWORD);
            let is_number = keywords
                .get("format")
                .and_then(Value::as_str)
                .is_some_and(|format| format.starts_with("uint") || format.starts_with("int") || format == "double");
            if is_number {
                keywords.shift_remove("format");
            }
            keywords.values_mut().for_each(plain);
        }
        Value::Array(items) => items.iter_mut().for_each(plain),
        _ => {}
    }
}
