//! Text of a spec is data, whatever it looks like: in tables, in diagrams, in pages.

use std::path::PathBuf;

use crate::shape::problems;
use crate::{TEMPLATES, here, same_as_read, written};

/// The specs in the folder `hostile`.
fn specs() -> Vec<PathBuf> {
    let files = std::fs::read_dir(here("hostile")).expect("a folder").map(|entry| entry.expect("a file").path());
    let mut specs: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    specs.sort();
    assert!(!specs.is_empty());
    specs
}

fn rendered(spec: &str, more: &[&str]) -> String {
    let arguments: Vec<&str> = ["report", spec].into_iter().chain(more.iter().copied()).collect();
    written(&arguments, 0)
}

#[test]
fn hostile_text_breaks_no_document_and_gets_nothing_in() {
    for path in specs() {
        let spec = path.to_string_lossy().into_owned();
        for template in TEMPLATES {
            let text = rendered(&spec, &["--template", template]);
            let found = problems(&text);
            assert!(found.is_empty(), "{spec} {template}:\n{}", found.join("\n"));
            let hidden = text.chars().find(|letter| {
                (letter.is_control() && *letter != '\n')
                    || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            });
            assert_eq!(hidden, None, "{spec} {template}");
        }
        // What the browser is shown.
        same_as_read(&path.with_extension("md"), &rendered(&spec, &[]));
    }
}

#[test]
fn hostile_text_breaks_no_document_without_an_architecture() {
    let path = &specs()[0];
    let spec = std::fs::read_to_string(path).expect("text");
    let torn = spec.replacen("policy: {", "policy: {residency: [\"eu` | <b>bold</b>\"], ", 1);
    assert_ne!(torn, spec);
    let file = crate::folder("torn").join("workload.yaml");
    std::fs::write(&file, torn).expect("a file");
    for template in TEMPLATES {
        let text = written(&["report", &file.to_string_lossy(), "--template", template], 1);
        let found = problems(&text);
        assert!(found.is_empty(), "{template}:\n{}", found.join("\n"));
    }
}

#[test]
fn hostile_text_gets_nothing_into_a_page() {
    for path in specs() {
        let page = rendered(&path.to_string_lossy(), &["--format", "html"]);
        for tag in ["<script", "<img", "<iframe", "<b>bold", "onerror=\"", "href=\"javascript"] {
            assert!(!page.contains(tag), "{}: {tag}", path.display());
        }
    }
}
