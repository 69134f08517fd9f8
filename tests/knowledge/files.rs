//! Files: their names, their YAML, and that nothing in them is of no use.

use std::path::Path;

use whichdb::knowledge::lint;
use whichdb::source::SourceFile;
use whichdb::yaml::{self, Limits};

use crate::{FOLDER, none, on_disk, rendered};

const FOLDERS: [&str; 7] = ["criteria", "decisions", "engines", "families", "findings", "patterns", "requirements"];

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).expect("a name in UTF-8")
}

fn folder(path: &Path) -> &str {
    path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).expect("a folder")
}

/// The file as the crate reads it and as the other parser does.
fn read_twice(path: &Path) -> (serde_json::Value, serde_json::Value) {
    let text = std::fs::read_to_string(path).expect("text in UTF-8");
    let file = SourceFile::new(path.to_string_lossy(), text.as_str());
    let ours = yaml::read(&file, &Limits::KNOWLEDGE).unwrap_or_else(|problems| panic!("{}", rendered(&problems)));
    let theirs = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (ours, theirs)
}

#[test]
fn every_file_is_yaml_in_a_folder_that_is_read() {
    let known = |path: &Path| {
        let here = folder(path);
        path.extension().is_some_and(|ending| ending == "yaml")
            && (FOLDERS.contains(&here) || ["knowledge", "examples", "guidance"].contains(&here))
    };
    let strangers: Vec<String> =
        on_disk().iter().filter(|path| !known(path)).map(|path| path.display().to_string()).collect();
    none("files are no part of the knowledge", &strangers);
}

#[test]
fn every_file_of_one_entry_is_named_after_its_id() {
    let mut offenders = Vec::new();
    let mut seen = 0;
    for path in on_disk().iter().filter(|path| FOLDERS.contains(&folder(path))) {
        let (content, _) = read_twice(path);
        seen += 1;
        if content["id"] != stem(path) {
            offenders.push(format!("{}: id {}", path.display(), content["id"]));
        }
    }
    none("files have another id than their name", &offenders);
    assert!(seen > 150, "only {seen} files were looked at");
}

#[test]
fn every_example_is_named_after_its_system() {
    let examples: Vec<_> = on_disk().into_iter().filter(|path| folder(path) == "examples").collect();
    let offenders: Vec<String> = examples
        .iter()
        .filter(|path| read_twice(path).0["name"] != stem(path))
        .map(|path| path.display().to_string())
        .collect();
    none("examples have another name than their file", &offenders);
    assert!(!examples.is_empty());
}

#[test]
fn both_yaml_parsers_read_the_same_from_every_file() {
    let mut offenders = Vec::new();
    for path in on_disk() {
        let (ours, theirs) = read_twice(&path);
        if ours != theirs {
            offenders.push(format!("{}: {}", path.display(), difference("", &ours, &theirs).unwrap_or_default()));
        }
    }
    none("files are read differently", &offenders);
}

/// The first place at which two values differ.
fn difference(path: &str, ours: &serde_json::Value, theirs: &serde_json::Value) -> Option<String> {
    use serde_json::Value;
    match (ours, theirs) {
        (Value::Object(one), Value::Object(other)) if one.keys().eq(other.keys()) => {
            one.iter().find_map(|(key, value)| difference(&format!("{path}.{key}"), value, &other[key]))
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => one
            .iter()
            .zip(other)
            .enumerate()
            .find_map(|(at, (left, right))| difference(&format!("{path}[{at}]"), left, right)),
        _ if ours == theirs => None,
        _ => Some(format!("at {path}: {ours} against {theirs}")),
    }
}

#[test]
fn the_lint_finds_nothing_in_the_built_in_knowledge() {
    let findings = lint::lint(&FOLDER.written, &FOLDER.knowledge, &FOLDER.files);
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), rendered(&findings));
}

#[test]
fn the_compiled_knowledge_of_the_binary_is_that_of_the_files() {
    // Compared as text: floats and order included.
    assert_eq!(format!("{:?}", whichdb::embedded::knowledge()), format!("{:?}", FOLDER.knowledge));
}
