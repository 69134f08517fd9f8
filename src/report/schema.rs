//! JSON Schema of the outputs.

use schemars::Schema;
use serde_json::Value;

use super::{CheckView, DifferenceView, DocumentView, RecommendationView, SensitivityView};

/// The JSON Schema of `recommend --format json`.
#[must_use]
pub fn recommendation_schema() -> Value {
    named(schemars::schema_for!(RecommendationView), "recommendation")
}

/// The JSON Schema of `sensitivity --format json`.
#[must_use]
pub fn sensitivity_schema() -> Value {
    named(schemars::schema_for!(SensitivityView), "sensitivity")
}

/// The JSON Schema of `diff --format json` and `whatif --format json`.
#[must_use]
pub fn difference_schema() -> Value {
    named(schemars::schema_for!(DifferenceView), "difference")
}

/// The JSON Schema of what templates of reports see.
#[must_use]
pub fn report_schema() -> Value {
    named(schemars::schema_for!(DocumentView), "report")
}

/// The JSON Schema of `check --format json`.
#[must_use]
pub fn check_schema() -> Value {
    named(schemars::schema_for!(CheckView), "check")
}

fn named(schema: Schema, output: &str) -> Value {
    let mut schema = schema.to_value();
    if let Value::Object(object) = &mut schema {
        object.insert("title".into(), format!("whichdb {output}, format 1").into());
        object.insert("$id".into(), format!("https://whichdb.dev/schema/{output}-1.json").into());
    }
    without_formats(&mut schema);
    schema
}

/// Validators in strict mode refuse number formats that the standard does not name.
fn without_formats(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if matches!(object.get("format"), Some(Value::String(format)) if ["uint32", "int32", "double", "uint"].contains(&format.as_str()))
            {
                object.remove("format");
            }
            object.values_mut().for_each(without_formats);
        }
        Value::Array(items) => items.iter_mut().for_each(without_formats),
        _ => {}
    }
}
