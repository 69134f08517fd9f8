//! Templates of a team's own.

use std::path::Path;

use crate::{folder, run_in};

fn rendered(name: &str, template: &str) -> (Option<i32>, String, String) {
    let folder = folder(name);
    std::fs::write(folder.join("ours.md"), template).expect("a file");
    let output = run_in(&folder, &["report", "--example", "blog", "--template", "ours.md"]);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_template_of_a_team_sees_what_is_documented() {
    let template = "{{ name }} {{ facts | fact(name=\"horizon\") }} {% for store in stores %}{{ store.name }}/{{ store.hosted }} {% endfor %}{{ datasets[0].certainty | percent }}";
    let (status, text, problems) = rendered("own-fields", template);
    assert_eq!(status, Some(0), "{problems}");
    assert_eq!(text, "blog 5 years amazon-s3/serverless: Amazon S3 sqlite/embedded 100 %\n");
}

#[test]
fn a_template_of_a_team_can_use_the_built_in_parts() {
    let (status, text, problems) = rendered("own-parts", "# Ours\n\n{% include \"design/risks.md\" %}\n");
    assert_eq!(status, Some(0), "{problems}");
    assert!(text.starts_with("# Ours\n") && text.contains("## Risks"), "{text}");
}

#[test]
fn a_mistake_in_a_template_is_shown_at_its_line() {
    for (name, template, line, word) in [
        ("own-unclosed", "a\n{% if name %}\n", 2, "end of input"),
        ("own-unknown-filter", "a\nb {{ name | shout }}\n", 2, "shout"),
        ("own-unknown-field", "a\n\n{{ stores[0].nmae }}\n", 3, "nmae"),
        ("own-wrong-type", "{{ name | percent }}\n", 1, "percent"),
        ("own-other-file", "a\n{% include \"/etc/passwd\" %}\n", 2, "/etc/passwd"),
    ] {
        let (status, text, problems) = rendered(name, template);
        assert_eq!(status, Some(2), "{name}: {problems}");
        assert_eq!(text, "", "{name}: nothing is written half");
        assert!(problems.contains("error[invalid-template]"), "{name}: {problems}");
        assert!(problems.contains(word), "{name}: {problems}");
        if word != "/etc/passwd" {
            assert!(problems.contains(&format!("ours.md:{line}:")), "{name}: {problems}");
        }
        assert!(problems.contains("docs/template-context.md"), "{name}: {problems}");
    }
}

#[test]
fn a_template_reads_neither_files_nor_the_environment() {
    for (name, template) in [
        ("own-environment", "{{ get_env(name=\"HOME\") }}"),
        ("own-load", "{{ load_data(path=\"/etc/passwd\") }}"),
        ("own-import", "{% import \"/etc/passwd\" as secrets %}"),
        ("own-extends", "{% extends \"/etc/passwd\" %}"),
    ] {
        let (status, text, problems) = rendered(name, template);
        assert_eq!(status, Some(2), "{name}: {text}");
        assert!(problems.contains("invalid-template") && !problems.contains("root:"), "{name}: {problems}");
    }
}

#[test]
fn a_template_that_is_not_there_is_told_with_the_names_of_those_that_are() {
    let output =
        run_in(Path::new(env!("CARGO_MANIFEST_DIR")), &["report", "--example", "blog", "--template", "desing"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("no template `desing`") && told.contains("`adr`"), "{told}");
}
