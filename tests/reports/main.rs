//! Design reports: what they say for the examples, and that they are what they claim to be.
//!
//! The documents in the folders beside this file are those that somebody last read. Run with `UPDATE_SNAPSHOTS=1` to
//! write them anew, and read the difference before committing it.

mod check;
mod context;
mod hostile;
mod html;
mod own;
mod shape;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The templates that the program brings.
const TEMPLATES: [&str; 3] = ["design", "adr", "summary"];

/// The program with these arguments, run in a folder.
fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whichdb"));
    command.current_dir(folder).args(arguments).env_remove("CLICOLOR_FORCE").output().expect("the program runs")
}

/// What the program writes, which it must end with this status.
#[track_caller]
fn written(arguments: &[&str], status: i32) -> String {
    let output = run_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text in UTF-8")
}

/// A report of an example.
#[track_caller]
fn report(example: &str, template: &str) -> String {
    written(&["report", "--example", example, "--template", template], 0)
}

/// A folder or file beside this one.
fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports").join(path)
}

/// An empty folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("reports").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the old folder");
    }
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The names of the embedded examples.
fn examples() -> Vec<String> {
    let list = written(&["init", "--list"], 0);
    let names: Vec<String> = list.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    assert!(names.len() >= 10, "{names:?}");
    names
}

/// Compares with what was last read, or writes it.
#[track_caller]
fn same_as_read(path: &Path, text: &str) {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
        return;
    }
    let read = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    let at = read.lines().zip(text.lines()).position(|(old, new)| old != new);
    let at = at.unwrap_or(read.lines().count().min(text.lines().count()));
    let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
    assert!(
        read == text,
        "{} differs in line {}:\n- {}\n+ {}\nrun with UPDATE_SNAPSHOTS=1 and read the difference",
        path.display(),
        at + 1,
        line(&read),
        line(text)
    );
}

#[test]
fn the_documents_of_all_examples_are_those_that_were_read() {
    for example in examples() {
        for template in TEMPLATES {
            same_as_read(&here(&example).join(format!("{template}.md")), &report(&example, template));
        }
    }
}

#[test]
fn recommend_in_markdown_is_the_summary() {
    let summary = written(&["recommend", "--example", "saas", "--format", "markdown"], 0);
    assert_eq!(summary, report("saas", "summary"));
}

#[test]
fn the_same_spec_gives_the_same_bytes() {
    for format in ["markdown", "html"] {
        let once = || written(&["report", "--example", "iot", "--format", format], 0);
        let first = once();
        assert!((0..3).all(|_| once() == first), "{format}");
    }
}

#[test]
fn a_report_does_not_depend_on_where_it_is_asked_for() {
    let folder = folder("elsewhere");
    std::fs::create_dir(folder.join("below")).expect("a folder");
    std::fs::write(folder.join("below/workload.yaml"), written(&["init", "--example", "blog", "-"], 0))
        .expect("a file");
    let from = |place: &Path, path: &str| run_in(place, &["report", path]).stdout;
    assert_eq!(from(&folder, "below/workload.yaml"), from(&folder.join("below"), "workload.yaml"));
}

#[test]
fn the_report_of_the_shop_is_short_enough_to_be_read() {
    let lines = report("e-commerce", "design").lines().count();
    assert!(lines <= 500, "{lines} lines");
}

#[test]
fn the_first_screen_has_decision_diagram_stores_next_steps_and_risks() {
    for example in examples() {
        let text = report(&example, "design");
        let first: Vec<&str> = text.lines().take(60).collect();
        assert!(first.iter().any(|line| line.starts_with("**") && line.contains("ecision.**")), "{example}");
        for wanted in ["```mermaid", "| Store |", "**Next steps**", "**Top risks**"] {
            assert!(first.iter().any(|line| line.starts_with(wanted)), "{example}: {wanted}");
        }
    }
}

#[test]
fn without_an_architecture_the_report_tells_what_excludes_what() {
    let folder = folder("contradiction");
    let spec = "whichdb: 1\nname: torn\ndatasets:\n  notes: {variety: {shape: relational}, veracity: {transactions: multi-item}}\ndeployment: {hosting: self-hosted}\npolicy: {require: [amazon-dynamodb]}\n";
    std::fs::write(folder.join("workload.yaml"), spec).expect("a file");
    for template in TEMPLATES {
        let output = run_in(&folder, &["report", "--template", template]);
        let text = String::from_utf8(output.stdout).expect("text");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{template}: {told}");
        assert!(text.contains("`policy.require`") && text.contains("`deployment.hosting`"), "{template}: {text}");
    }
}
