//! `docs/template-context.md` lists what templates see, from the very types.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use whichdb::report::{Parts, kept, report_schema};

use crate::same_as_read;

/// Types as they are named in the list.
struct Context {
    schema: Value,
    text: String,
}

impl Context {
    /// What a reference stands for.
    fn resolved<'s>(&'s self, schema: &'s Value) -> &'s Value {
        match schema["$ref"].as_str().and_then(|path| path.strip_prefix("#")) {
            Some(pointer) => self.schema.pointer(pointer).expect("a definition"),
            None => schema,
        }
    }

    /// The type in words, and the object that it holds.
    fn kind(&self, schema: &Value) -> (String, Option<Value>) {
        let schema = self.resolved(schema);
        if let Some(options) = schema["anyOf"].as_array() {
            let other = options.iter().find(|option| option["type"] != "null").expect("a type");
            let (kind, object) = self.kind(other);
            return (format!("{kind} or null"), object);
        }
        if let Some(choices) = schema["oneOf"].as_array().or(schema["enum"].as_array()) {
            let word = |choice: &Value| choice["const"].as_str().or(choice.as_str()).unwrap_or_default().to_owned();
            return (choices.iter().map(word).collect::<Vec<_>>().join(", "), None);
        }
        let (name, is_optional) = match &schema["type"] {
            Value::Array(types) => (types[0].as_str().expect("a type"), true),
            kind => (kind.as_str().unwrap_or("value"), false),
        };
        let (kind, object) = match name {
            "array" => {
                let (kind, object) = self.kind(&schema["items"]);
                (format!("list of {kind}"), object)
            }
            "object" if schema["properties"].is_object() => ("object".to_owned(), Some(schema.clone())),
            "object" => {
                let (kind, object) = self.kind(&schema["additionalProperties"]);
                (format!("map of {kind}"), object)
            }
            "string" => ("text".to_owned(), None),
            "boolean" => ("yes or no".to_owned(), None),
            other => (other.to_owned(), None),
        };
        (if is_optional { format!("{kind} or null") } else { kind }, object)
    }

    fn list(&mut self, object: &Value, depth: usize) {
        let properties = object["properties"].as_object().expect("properties").clone();
        for (name, schema) in &properties {
            let (kind, inside) = self.kind(schema);
            let about = schema["description"].as_str().or(self.resolved(schema)["description"].as_str());
            let about = about.unwrap_or_default().replace('\n', " ");
            let _ = writeln!(self.text, "{}- `{name}` ({kind}): {about}", "  ".repeat(depth));
            if let Some(inside) = inside {
                self.list(&inside, depth + 1);
            }
        }
    }
}

#[test]
fn the_list_of_what_templates_see_is_that_of_the_types() {
    let schema = report_schema();
    let mut context = Context { schema: schema.clone(), text: String::new() };
    context.list(&schema, 0);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/template-context.md");
    let document = std::fs::read_to_string(&path).expect("the document").replace("\r\n", "\n");
    let part = format!("<!-- whichdb: context -->\n{}<!-- /whichdb -->\n", context.text);
    let undescribed: Vec<&str> = context.text.lines().filter(|line| line.ends_with(": ")).collect();
    assert!(undescribed.is_empty(), "{}", undescribed.join("\n"));
    same_as_read(&path, &kept(&part, &Parts::of(&document).expect("a generated part")));
}
