//! How the program ends: 0 answered, 1 the answer is no, 2 no answer.

use crate::{SHOP, file, none, output, whichdb};

#[test]
fn an_answer_ends_with_0() {
    whichdb("recommend --example blog").assert().code(0);
    whichdb("sensitivity --example blog").assert().code(0);
    whichdb("knowledge validate").assert().code(0);
    whichdb("--help").assert().code(0);
    whichdb("--version").assert().code(0);
}

#[test]
fn no_feasible_architecture_ends_with_1_and_is_told_in_both_formats() {
    let spec = file("infeasible", &format!("{SHOP}policy: {{require: [memcached]}}\n"));
    for format in ["text", "json"] {
        let assert = whichdb(&format!("recommend {spec} --format {format}")).assert().code(1);
        let told = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
        assert!(told.contains("policy.require"), "{told}");
    }
}

#[test]
fn what_cannot_be_answered_ends_with_2_says_why_on_standard_error_and_nothing_on_standard_output() {
    let broken = file("broken", "whichdb: 1\nname: shop\ndatasets:\n  orders: {volume: {sice: 5 GB}}\n");
    let in_order = file("in-order", SHOP);
    let cases = [
        ("recommend no-such-file.yaml", "no-such-file.yaml"),
        ("recommend tests", "tests"),
        (&format!("recommend {broken}"), "did you mean `size`?"),
        (&format!("recommend {broken} --format json"), "did you mean `size`?"),
        (&format!("explain redis --for {broken}"), "did you mean `size`?"),
        (&format!("compare redis valkey --for {broken}"), "did you mean `size`?"),
        (&format!("recommend {in_order} --dataset order"), "did you mean `orders`?"),
        (&format!("explain redis --for {in_order} --dataset order"), "no dataset `order`"),
        (&format!("sensitivity {broken}"), "did you mean `size`?"),
        ("sensitivity --example blog workload.yaml", "cannot be used with"),
        ("recommend --example e-comerce", "did you mean `e-commerce`?"),
        ("init --example e-comerce -", "did you mean `e-commerce`?"),
        ("recommend --example blog --format xml", "xml"),
        ("recommend --example blog workload.yaml", "cannot be used with"),
        ("recommend --no-such-flag", "--no-such-flag"),
        ("recomend", "recommend"),
        ("", "Usage"),
        ("explain postgresq", "did you mean `postgresql`?"),
        ("explain zzzzzzzzzz", "zzzzzzzzzz"),
        ("catalog postgresq", "did you mean `postgresql`?"),
        ("catalog --family relationl", "relational"),
        ("compare postgresql", "ENGINE"),
        ("compare postgresql mysq", "did you mean `mysql`?"),
        ("schema nothing", "nothing"),
        ("completions tcsh-or-so", "tcsh-or-so"),
        ("knowledge validate no-such-folder", "no-such-folder"),
        ("knowledge validate --stale soon", "soon"),
        ("knowledge validate --stale 365d --today yesterday", "yesterday"),
        ("recommend --example blog --knowledge no-such-folder", "no-such-folder"),
    ];
    let mut offenders = Vec::new();
    for (arguments, reason) in cases {
        let output = whichdb(arguments).output().expect("the program runs");
        let (told, complaint) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if output.status.code() != Some(2) || !told.is_empty() || !complaint.contains(reason) {
            offenders.push(format!(
                "whichdb {arguments}: {:?}, expected `{reason}`\n{told}{complaint}",
                output.status.code()
            ));
        }
    }
    none("commands end otherwise", &offenders);
}

#[test]
fn a_missing_default_file_says_how_to_start_one() {
    let folder = crate::folder("empty");
    let assert = whichdb("recommend").current_dir(folder).assert().code(2);
    let complaint = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(complaint.contains("whichdb init"), "{complaint}");
}

#[test]
fn bytes_that_are_no_text_end_with_2() {
    let assert = whichdb("recommend -").write_stdin(&b"name: caf\xe9\n"[..]).assert().code(2);
    assert!(assert.get_output().stdout.is_empty());
}

#[test]
fn standard_input_is_read_for_a_dash() {
    let path = file("dash", SHOP);
    let assert = whichdb("recommend - --format json").write_stdin(SHOP).assert().success();
    let piped = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    assert_eq!(piped, output(&format!("recommend {path} --format json")));
    let assert = whichdb("recommend -").write_stdin("whichdb: 1\n").assert().code(2);
    let complaint = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(complaint.contains("<stdin>:1:1"), "{complaint}");
}

#[test]
fn a_default_file_is_found_in_the_current_folder() {
    let path = file("default", SHOP);
    let folder = std::path::Path::new(&path).parent().expect("a folder");
    whichdb("recommend").current_dir(folder).assert().success();
}

#[test]
fn a_reader_that_has_gone_is_no_failure() {
    use std::process::{Command, Stdio};
    for arguments in
        [["recommend", "--example", "e-commerce", "--format", "json"].as_slice(), &["catalog", "--format", "json"]]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_whichdb"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(
            (output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}
