//! What others install and call: the action, the hook, and the examples of the documentation.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_yaml::Value;

use crate::{SHOP, folder, none, whichdb};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("a file of the project")
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&read(path)).expect("YAML")
}

fn text<'v>(value: &'v Value, what: &str) -> &'v str {
    value[what].as_str().unwrap_or_else(|| panic!("{what} is no text"))
}

/// The words of a text that look like flags.
fn flags(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !(letter.is_ascii_lowercase() || letter == '-'));
    let mut flags: Vec<String> =
        words.filter(|word| word.len() > 3 && word.starts_with("--")).map(str::to_owned).collect();
    flags.sort();
    flags.dedup();
    flags
}

/// The folder of the program, first on a path.
fn path_with_program() -> String {
    let program = assert_cmd::cargo::cargo_bin!("whichdb");
    let folder = program.parent().expect("a folder").to_string_lossy().into_owned();
    format!("{folder}:{}", std::env::var("PATH").unwrap_or_default())
}

fn bash(script: &str, here: &Path, environment: &BTreeMap<String, String>) -> Output {
    let mut command = Command::new("bash");
    command.arg("-c").arg(script).current_dir(here).env("PATH", path_with_program()).envs(environment);
    command.output().expect("bash")
}

/// The action with inputs, as a runner calls its step `check`; standard output, status, and the files that it wrote.
struct Ran {
    log: String,
    status: i32,
    output: String,
    summary: String,
    here: PathBuf,
}

fn act(name: &str, inputs: &[(&str, &str)], specs: &[(&str, &str)]) -> Ran {
    let action = yaml("action.yml");
    let here = folder(&format!("action-{name}"));
    for (path, text) in specs {
        let path = here.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a spec");
    }
    let steps = action["runs"]["steps"].as_sequence().expect("steps");
    let step = steps.iter().find(|step| step["id"].as_str() == Some("check")).expect("the step");
    let mut environment = BTreeMap::new();
    for (key, value) in step["env"].as_mapping().expect("an environment") {
        let value = value.as_str().expect("text");
        let input = value.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}")).expect("an input");
        let default = text(&action["inputs"][input], "default");
        let given = inputs.iter().find(|(name, _)| *name == input).map_or(default, |(_, given)| given);
        environment.insert(key.as_str().expect("a name").to_owned(), given.to_owned());
    }
    environment.insert("RUNNER_TEMP".to_owned(), here.to_string_lossy().into_owned());
    for file in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] {
        environment.insert(file.to_owned(), here.join(file).to_string_lossy().into_owned());
    }
    let output = bash(text(step, "run"), &here, &environment);
    let written = |file: &str| std::fs::read_to_string(here.join(file)).unwrap_or_default();
    Ran {
        log: String::from_utf8(output.stdout).expect("text"),
        status: output.status.code().expect("a status"),
        output: written("GITHUB_OUTPUT"),
        summary: written("GITHUB_STEP_SUMMARY"),
        here,
    }
}

#[test]
fn the_action_annotates_summarises_and_leaves_sarif() {
    let drifted = include_str!("drifted/workload.yaml");
    let ran = act(
        "drifted",
        &[("paths", "a b/workload.yaml\nworkload.yaml\n")],
        &[("a b/workload.yaml", drifted), ("workload.yaml", SHOP)],
    );
    assert_eq!(ran.status, 1, "{}", ran.log);
    assert!(ran.log.starts_with("::error file=a b/workload.yaml,line="), "{}", ran.log);
    assert_eq!(ran.output, "status=1\nsarif-file=whichdb.sarif\n");
    assert!(ran.summary.starts_with("### whichdb: the check fails\n\n2 files checked"), "{}", ran.summary);
    let sarif = std::fs::read_to_string(ran.here.join("whichdb.sarif")).expect("the SARIF");
    assert!(sarif.contains("\"uri\":\"a%20b/workload.yaml\"") && sarif.ends_with("}\n"), "{sarif}");
}

#[test]
fn the_action_passes_on_what_it_is_told_and_nothing_else() {
    let inputs = [
        ("paths", "$(touch stolen) `touch stolen`; touch stolen\n--today"),
        ("fail-on", "never"),
        ("args", "--today\n2026-12-01"),
        ("format", "text"),
        ("sarif-file", ""),
        ("summary", "false"),
    ];
    let ran = act("hostile", &inputs, &[("--today", SHOP), ("$(touch stolen) `touch stolen`; touch stolen", SHOP)]);
    assert_eq!(ran.status, 0, "{}", ran.log);
    assert!(ran.log.contains("2 files checked") && ran.summary.is_empty(), "{}", ran.log);
    assert_eq!(ran.output, "status=0\n");
    assert!(!ran.here.join("stolen").exists() && !ran.here.join("whichdb.sarif").exists());
}

#[test]
fn the_action_tells_of_a_spec_that_cannot_be_read() {
    let ran = act("broken", &[], &[("workload.yaml", include_str!("drifted/broken.yaml"))]);
    assert_eq!((ran.status, ran.output.as_str()), (2, "status=2\nsarif-file=whichdb.sarif\n"));
    assert!(ran.summary.contains("invalid-spec") && ran.log.contains("title=invalid-spec"), "{}", ran.log);
    // Without any output there is no SARIF either.
    let ran = act("wrong", &[("args", "--no-such-flag")], &[("workload.yaml", SHOP)]);
    assert_eq!((ran.status, ran.output.as_str(), ran.summary.as_str()), (2, "status=2\n", ""));
}

#[test]
fn the_scripts_of_the_action_read_no_text_of_others() {
    let action = yaml("action.yml");
    let mut offenders = Vec::new();
    for step in action["runs"]["steps"].as_sequence().expect("steps") {
        let script = text(step, "run");
        assert_eq!(text(step, "shell"), "bash");
        if script.contains("${{") {
            offenders.push(format!("an expression in the script of {}", text(step, "name")));
        }
        let parsed = Command::new("bash").args(["-n", "-c", script]).output().expect("bash");
        if !parsed.status.success() {
            offenders.push(String::from_utf8_lossy(&parsed.stderr).into_owned());
        }
    }
    let inputs = action["inputs"].as_mapping().expect("inputs");
    let whole = read("action.yml");
    let unused = inputs.keys().filter_map(Value::as_str).filter(|name| !whole.contains(&format!("inputs.{name}")));
    offenders.extend(unused.map(|name| format!("the input {name} is not used")));
    none("things are wrong with the action", &offenders);
}

#[test]
fn every_flag_that_is_named_exists() {
    let help = crate::output("check --help");
    let known = flags(&help);
    let script = text(&yaml("action.yml")["runs"]["steps"][1], "run").to_owned();
    let hook = text(&yaml(".pre-commit-hooks.yaml")[0], "entry").to_owned();
    let calls = read("docs/ci.md");
    let calls: Vec<&str> = calls.lines().filter(|line| line.contains("whichdb check")).collect();
    assert!(calls.len() > 5, "{calls:?}");
    let offenders: Vec<String> = flags(&format!("{script} {hook} {}", calls.join(" ")))
        .into_iter()
        .filter(|flag| !known.contains(flag))
        .collect();
    none("flags do not exist", &offenders);
    for format in ["text", "json", "sarif", "github", "gitlab", "junit", "markdown"] {
        assert!(help.contains(&format!("- {format}:")), "{format}");
        assert!(text(&yaml("action.yml")["inputs"]["format"], "description").contains(format), "{format}");
    }
}

#[test]
fn the_hook_takes_the_files_that_it_names() {
    let hook = &yaml(".pre-commit-hooks.yaml")[0];
    assert_eq!((text(hook, "language"), text(hook, "files")), ("rust", r"(^|/)workload\.ya?ml$"));
    let here = folder("hook");
    for name in ["workload.yaml", "workload.yml"] {
        std::fs::write(here.join(name), SHOP).expect("a spec");
    }
    let arguments = text(hook, "entry").strip_prefix("whichdb ").expect("the program");
    let output =
        whichdb(&format!("{arguments} workload.yaml workload.yml")).current_dir(&here).output().expect("a run");
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("2 files checked"));
}

/// The code blocks of the documentation in a language, by the heading above them.
fn blocks(language: &str) -> Vec<(String, String)> {
    let text = read("docs/ci.md");
    let mut blocks = Vec::new();
    let (mut heading, mut open) = (String::new(), None::<String>);
    for line in text.lines() {
        match &mut open {
            Some(block) if line == "```" => blocks.extend(Some((heading.clone(), std::mem::take(block)))),
            Some(block) => block.push_str(&format!("{line}\n")),
            None => {}
        }
        if line == "```" {
            open = None;
        } else if line == format!("```{language}") {
            open = Some(String::new());
        } else if open.is_none() && line.starts_with('#') {
            heading = line.trim_start_matches(['#', ' ']).to_owned();
        }
    }
    blocks
}

#[test]
fn the_example_of_a_plain_shell_runs() {
    let (_, script) =
        blocks("sh").into_iter().find(|(heading, _)| heading == "Any other pipeline").expect("the example");
    for (name, spec, expected) in [("fine", SHOP, 0), ("drifted", include_str!("drifted/workload.yaml"), 1)] {
        let here = folder(&format!("shell-{name}"));
        std::fs::write(here.join("workload.yaml"), spec).expect("a spec");
        let output = bash(&script, &here, &BTreeMap::new());
        assert_eq!(output.status.code(), Some(expected), "{}", String::from_utf8_lossy(&output.stderr));
        let report = std::fs::read_to_string(here.join("whichdb.xml")).expect("the report");
        assert!(report.ends_with("</testsuites>\n"), "{report}");
    }
}

#[test]
fn the_examples_of_code_hosts_are_yaml_and_call_what_there_is() {
    let blocks = blocks("yaml");
    assert!(blocks.len() >= 3, "{blocks:?}");
    for (heading, block) in &blocks {
        let value: Value =
            serde_yaml::from_str(block).unwrap_or_else(|problem| panic!("{heading}: {problem}\n{block}"));
        // The job of GitLab is run here as its runner would, without the step that installs the program.
        let Some(script) = value["whichdb"]["script"].as_sequence() else { continue };
        let here = folder("gitlab");
        std::fs::write(here.join("workload.yaml"), SHOP).expect("a spec");
        let lines: Vec<&str> = script.iter().filter_map(Value::as_str).collect();
        let output = bash(&format!("set -e\n{}", lines.join("\n")), &here, &BTreeMap::new());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        for kind in ["codequality", "junit"] {
            let report = text(&value["whichdb"]["artifacts"]["reports"], kind);
            assert!(here.join(report).exists(), "{report}");
        }
    }
    let heads: Vec<&str> = blocks.iter().map(|(heading, _)| heading.as_str()).collect();
    assert!(["GitHub", "GitLab", "Before a commit"].iter().all(|heading| heads.contains(heading)), "{heads:?}");
}
