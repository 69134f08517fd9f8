//! What was said as a file: tidy, with a word on each key, and with what is not known as comments.

use serde_json::{Map, Value};

use super::draft::{Draft, NOTHING};
use super::texts::Texts;
use crate::writing;

/// What is written of keys that are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// They are listed in comments: a file to keep.
    Comments,
    /// The word `unknown` stands there, so that they are not asked for again, and comments note where there is nothing:
    /// a file to go on from.
    Words,
}

/// Columns at which a comment behind a value begins, where the value leaves room.
const COMMENT: usize = 40;
/// A line with a comment behind the value has at most so many columns; else the comment stands above.
const WIDEST: usize = 100;
/// Parts that are written as they are: they are long, and nobody asked for them.
const OTHER_PARTS: [&str; 3] = ["architecture", "scenarios", "waivers"];

/// The file of a draft.
#[must_use]
pub fn workload_file(draft: &Draft, texts: &Texts<'_>, silence: Silence) -> String {
    let spec = draft.spec();
    let mut tree = serde_json::to_value(spec).unwrap_or_default();
    let not_known: Vec<&str> = draft.not_known().collect();
    if silence == Silence::Words {
        not_known.iter().for_each(|path| put(&mut tree, path, Value::from(crate::workload::UNKNOWN)));
    }
    let mut file = File { texts, text: String::new() };
    file.line(0, &format!("# {}: what its databases have to hold and to do.", one_line(&spec.name)));
    file.line(0, "# `whichdb recommend` answers it, `whichdb schema` describes every key.");
    if silence == Silence::Words {
        draft.nothing().for_each(|path| file.line(0, &format!("{NOTHING}{path}")));
    }
    let Value::Object(tree) = tree else { return file.text };
    for (key, value) in &tree {
        if key != "datasets" && !OTHER_PARTS.contains(&key.as_str()) {
            file.entry(0, "", key, value);
        }
    }
    let listed = |about: &str| -> Vec<&str> {
        // What says so in words needs no comment.
        let silent = not_known.iter().filter(|path| draft.says_nothing(path));
        let about: Vec<&str> = silent.filter_map(|path| path.strip_prefix(about)).collect();
        if silence == Silence::Comments { about } else { Vec::new() }
    };
    let of_system: Vec<&str> = listed("").into_iter().filter(|path| !path.starts_with("datasets.")).collect();
    file.open_questions(0, "", &of_system);
    match tree.get("datasets") {
        Some(Value::Object(datasets)) if !datasets.is_empty() => {
            file.line(0, "datasets:");
            for (name, dataset) in datasets {
                let open = listed(&format!("datasets.{name}."));
                match dataset.as_object().filter(|dataset| !dataset.is_empty()) {
                    None => file.line(1, &format!("{name}: {{}}")),
                    Some(dataset) => {
                        file.line(1, &format!("{name}:"));
                        dataset.iter().for_each(|(key, value)| file.entry(2, "dataset.", key, value));
                    }
                }
                file.open_questions(2, "dataset.", &open);
            }
        }
        _ => file.line(0, "datasets: {}"),
    }
    let others = OTHER_PARTS.iter().filter_map(|part| Some((part.to_string(), tree.get(*part)?.clone())));
    let others: Map<String, Value> = others.collect();
    if !others.is_empty() {
        file.text.push_str(&writing::yaml(&others));
    }
    file.text
}

struct File<'t> {
    texts: &'t Texts<'t>,
    text: String,
}

impl File<'_> {
    fn line(&mut self, depth: usize, line: &str) {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A key with its value: a section with its keys, or a value with a word on what it is.
    fn entry(&mut self, depth: usize, path: &str, key: &str, value: &Value) {
        let path = format!("{path}{key}");
        let question = self.texts.question(&path).filter(|_| !value.is_null());
        match value {
            Value::Object(section) if question.is_none() => {
                self.line(depth, &format!("{key}:"));
                section.iter().for_each(|(key, value)| self.entry(depth + 1, &format!("{path}."), key, value));
            }
            Value::Null => {}
            value => {
                let mut line = format!("{key}: {}", flow(value));
                if let Some(question) = question {
                    let gap = " ".repeat(COMMENT.saturating_sub(2 * depth + line.chars().count()));
                    let behind = format!("{line}{gap}  # {question}");
                    if 2 * depth + behind.chars().count() <= WIDEST {
                        line = behind;
                    } else {
                        self.line(depth, &format!("# {question}"));
                    }
                }
                self.line(depth, &line);
            }
        }
    }

    fn open_questions(&mut self, depth: usize, scope: &str, paths: &[&str]) {
        if paths.is_empty() {
            return;
        }
        self.line(depth, "# Not known yet:");
        for path in paths {
            let question = self.texts.question(&format!("{scope}{path}")).unwrap_or_default();
            self.line(depth, &format!("#   {path}: {question}"));
        }
    }
}

/// Puts a value at a path of a tree, with what has to stand on the way to it.
fn put(tree: &mut Value, path: &str, value: Value) {
    let mut place = tree;
    for key in path.split('.') {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        place = &mut place[key];
    }
    *place = value;
}

/// A value on one line.
pub(super) fn flow(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(entries) => {
            let entry = |(key, value): (&String, &Value)| format!("{}: {}", text(key), flow(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Value::String(written) => text(written),
        other => other.to_string(),
    }
}

/// A text, in quotes where it would be read as something else.
pub(super) fn text(written: &str) -> String {
    let plain = writing::yaml(&written);
    let is_plain = plain.trim_end() == written && !written.contains([',', '[', ']', '{', '}']);
    if is_plain { written.to_owned() } else { Value::from(written).to_string() }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
