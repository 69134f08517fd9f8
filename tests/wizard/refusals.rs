//! Where there is nobody to ask.

use assert_cmd::Command;

fn refused(arguments: &[&str]) -> String {
    let mut command: Command = assert_cmd::cargo::cargo_bin_cmd!("whichdb");
    let assert = command.arg("wizard").args(arguments).assert().code(2);
    let output = assert.get_output();
    assert!(output.stdout.is_empty());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn without_a_terminal_it_fails_at_once_and_names_what_to_use_instead() {
    let told = refused(&[]);
    assert!(told.contains("there is no terminal to ask at"), "{told}");
    assert!(told.contains("whichdb init --example NAME"), "{told}");
}

#[test]
fn there_is_nothing_to_say_yes_to() {
    let told = refused(&["--yes"]);
    assert!(told.contains("`--yes` has nothing to agree to"), "{told}");
}

#[test]
fn an_example_and_a_file_to_go_on_with_exclude_each_other() {
    let told = refused(&["--example", "blog", "--resume", "workload.yaml"]);
    assert!(told.contains("cannot be used with"), "{told}");
}
