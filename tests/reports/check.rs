//! Reports in files: written, compared, and written anew around what people added.

use std::path::{Path, PathBuf};

use crate::{folder, run_in};

/// A folder with the spec of an example.
fn project(name: &str) -> PathBuf {
    let folder = folder(name);
    assert!(run_in(&folder, &["init", "--example", "blog", "workload.yaml"]).status.success());
    folder
}

fn status(folder: &Path, arguments: &[&str]) -> Option<i32> {
    run_in(folder, arguments).status.code()
}

const WRITE: [&str; 3] = ["report", "-o", "docs/data.md"];
const CHECK: [&str; 4] = ["report", "-o", "docs/data.md", "--check"];

fn text(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("docs/data.md")).expect("the report")
}

fn change(folder: &Path, before: &str, after: &str) {
    let path = folder.join("workload.yaml");
    let spec = std::fs::read_to_string(&path).expect("the spec");
    assert!(spec.contains(before), "{before}");
    std::fs::write(path, spec.replace(before, after)).expect("the spec");
}

#[test]
fn a_report_is_written_with_its_folder_and_is_up_to_date_then() {
    let folder = project("fresh");
    assert_eq!(status(&folder, &CHECK), Some(1), "there is none yet");
    assert_eq!(status(&folder, &WRITE), Some(0));
    assert_eq!(status(&folder, &CHECK), Some(0));
    let once = text(&folder);
    assert_eq!(status(&folder, &WRITE), Some(0));
    assert_eq!(text(&folder), once);
}

#[test]
fn a_report_that_is_out_of_date_is_told_with_the_difference() {
    let folder = project("stale");
    status(&folder, &WRITE);
    let before = text(&folder);
    change(&folder, "target: 99 %", "target: 99.9 %");
    let output = run_in(&folder, &CHECK);
    let (difference, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(difference.contains("--- docs/data.md") && difference.contains("+| postgresql"), "{difference}");
    assert!(told.contains("docs/data.md is out of date") && told.contains("-o docs/data.md"), "{told}");
    assert_eq!(text(&folder), before, "nothing is written");
}

#[test]
fn what_people_added_between_the_parts_is_kept() {
    let folder = project("kept");
    status(&folder, &WRITE);
    let notes = "\nWe have seen this fail at night.\n\n| our | table |\n| --- | --- |\n";
    let with_notes = text(&folder).replacen("<!-- /whichdb -->\n", &format!("<!-- /whichdb -->\n{notes}"), 2);
    let with_notes = format!("# Ours\n\n{with_notes}\nThe end is ours as well.\n");
    std::fs::write(folder.join("docs/data.md"), &with_notes).expect("the report");
    assert_eq!(status(&folder, &CHECK), Some(0), "notes make no report stale");
    change(&folder, "target: 99 %", "target: 99.9 %");
    assert_eq!(status(&folder, &WRITE), Some(0));
    let anew = text(&folder);
    assert!(anew.contains("| postgresql"), "{anew}");
    assert!(anew.starts_with("# Ours\n"), "{anew}");
    assert_eq!(anew.matches(notes.trim()).count(), 2);
    assert!(anew.ends_with("The end is ours as well.\n"), "{anew}");
}

#[test]
fn the_lines_of_the_file_end_as_they_did() {
    let folder = project("windows");
    status(&folder, &WRITE);
    let path = folder.join("docs/data.md");
    std::fs::write(&path, text(&folder).replace('\n', "\r\n")).expect("the report");
    assert_eq!(status(&folder, &CHECK), Some(0));
    change(&folder, "target: 99 %", "target: 99.9 %");
    assert_eq!(status(&folder, &WRITE), Some(0));
    let anew = text(&folder);
    assert_eq!(anew.matches("\r\n").count(), anew.matches('\n').count());
}

#[test]
fn a_file_of_somebody_else_is_not_written_over() {
    let folder = project("foreign");
    for (format, path) in [("markdown", "README.md"), ("html", "index.html")] {
        std::fs::write(folder.join(path), "# Somebody's work\n").expect("a file");
        let output = run_in(&folder, &["report", "-o", path, "--format", format]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("is not written over"), "{told}");
        assert_eq!(std::fs::read_to_string(folder.join(path)).expect("a file"), "# Somebody's work\n");
    }
}

#[test]
fn a_report_with_bytes_that_are_no_text_is_left_as_it_is() {
    let folder = project("bytes");
    status(&folder, &WRITE);
    let path = folder.join("docs/data.md");
    let bytes = [text(&folder).as_bytes(), b"our caf\xe9\n"].concat();
    std::fs::write(&path, &bytes).expect("the report");
    let output = run_in(&folder, &WRITE);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("docs/data.md:") && told.contains("UTF-8"), "{told}");
    assert_eq!(std::fs::read(&path).expect("the report"), bytes);
}

#[test]
fn pages_and_own_templates_are_written_and_compared_too() {
    let folder = project("forms");
    std::fs::write(folder.join("ours.md"), "{{ name }} on {{ engines | length }} engines\n").expect("a file");
    for form in [
        ["--format", "html", "-o", "page.html"],
        ["--template", "adr", "-o", "adr.md"],
        ["--template", "summary", "-o", "summary.md"],
        ["--template", "ours.md", "-o", "own.md"],
    ] {
        let write: Vec<&str> = std::iter::once("report").chain(form).collect();
        let check: Vec<&str> = write.iter().copied().chain(["--check"]).collect();
        assert_eq!(status(&folder, &write), Some(0), "{form:?}");
        assert_eq!(status(&folder, &check), Some(0), "{form:?}");
        assert_eq!(status(&folder, &write), Some(0), "{form:?}");
    }
    change(&folder, "name: blog", "name: diary");
    assert_eq!(status(&folder, &["report", "--format", "html", "-o", "page.html", "--check"]), Some(1));
}

#[test]
fn comparing_needs_a_file() {
    assert_eq!(status(&project("check-without"), &["report", "--check"]), Some(2));
}
