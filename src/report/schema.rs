//! JSON Schema of the outputs.

use serde_json::Value;

use super::RecommendationView;

/// The JSON Schema of `recommend --format json`.
#[must_use]
pub fn recommendation_schema() -> Value {
    let mut schema = schemars::schema_for!(RecommendationView).to_value();
    if let Value::Object(object) = &mut schema {
        object.insert("title".into(), "whichdb recommendation, format 1".into());
        object.insert("$id".into(), "https://whichdb.dev/schema/recommendation-1.json".into());
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
