//! What goes where, in which colours and widths.

use crate::{SHOP, examples, file, json, none, output, whichdb};

/// Commands that print text, one of each kind. `init --list` stays out: one line an example, for other programs.
fn texts() -> Vec<String> {
    let spec = file("texts", SHOP);
    let fixed = [
        "catalog",
        "catalog --family relational",
        "catalog postgresql",
        "compare postgresql mysql",
        "compare postgresql sqlite redis cassandra",
        "explain postgresql",
        "explain relational",
        "explain cqrs",
        "explain dataset.volume.size",
        "explain transactions",
        "explain model",
        "explain topology",
        "explain order-management",
        "explain stake-base",
        "explain DT-482",
        "explain assumptions",
        "explain use-cases",
        "explain facts",
        "explain requirements",
    ];
    let examples = examples();
    let plain = examples.iter().map(|name| format!("recommend --example {name}"));
    let explained = examples.iter().map(|name| format!("recommend --example {name} --explain"));
    let for_spec = ["explain redis --for", "compare postgresql redis --for", "sensitivity"];
    let for_spec = for_spec.map(|command| format!("{command} {spec}"));
    fixed.map(str::to_owned).into_iter().chain(plain).chain(explained).chain(for_spec).collect()
}

#[test]
fn no_line_in_a_pipe_is_wider_than_80_columns_unless_it_is_one_word() {
    const COLUMNS: usize = 80;
    let mut offenders = Vec::new();
    for command in texts() {
        for line in output(&command).lines() {
            let words = line.trim_start().trim_start_matches("- ");
            let words = words.strip_prefix("source: ").unwrap_or(words);
            if line.chars().count() > COLUMNS && words.contains(char::is_whitespace) {
                offenders.push(format!("{command}: {} columns: {line}", line.chars().count()));
            }
        }
    }
    none("lines are too wide", &offenders);
}

#[test]
fn no_line_ends_in_blanks_and_no_text_lacks_its_last_line_end() {
    let mut offenders = Vec::new();
    for command in &texts() {
        let text = output(command);
        let blank = text.lines().enumerate().find(|(_, line)| line.ends_with(char::is_whitespace));
        offenders.extend(blank.map(|(at, line)| format!("{command}: line {}: {line:?}", at + 1)));
        if !text.ends_with('\n') || text.ends_with("\n\n") || text.starts_with('\n') {
            offenders.push(format!("{command}: begins or ends otherwise"));
        }
    }
    none("texts are untidy", &offenders);
}

#[test]
fn a_pipe_gets_no_escape_characters() {
    let offenders: Vec<String> = texts().into_iter().filter(|command| output(command).contains('\u{1b}')).collect();
    none("commands colour a pipe", &offenders);
    let broken = whichdb("recommend -").write_stdin("whichdb: 1\n").output().expect("the program runs");
    assert!(!broken.stderr.contains(&0x1b), "{}", String::from_utf8_lossy(&broken.stderr));
}

#[test]
fn colour_is_there_when_it_is_asked_for_and_only_then() {
    let colored =
        |command: &mut assert_cmd::Command| command.output().expect("the program runs").stdout.contains(&0x1b);
    for command in ["recommend --example blog", "explain postgresql", "catalog", "compare postgresql mysql"] {
        assert!(colored(&mut whichdb(&format!("{command} --color always"))), "{command}");
        assert!(!colored(&mut whichdb(&format!("{command} --color never"))), "{command}");
        assert!(!colored(whichdb(command).env("NO_COLOR", "1")), "{command}");
    }
    let complaint =
        whichdb("recommend - --color always").write_stdin("whichdb: 1\n").output().expect("the program runs").stderr;
    assert!(complaint.contains(&0x1b), "{}", String::from_utf8_lossy(&complaint));
}

#[test]
fn colour_changes_no_word() {
    let plain = output("recommend --example blog");
    let colored = output("recommend --example blog --color always");
    let mut stripped = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').expect("a colour ends").1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
}

#[test]
fn json_is_never_coloured() {
    json("recommend --example blog --format json --color always");
    json("catalog --format json --color always");
}

#[test]
fn quiet_leaves_only_the_result() {
    let folder = crate::folder("quiet");
    let assert = whichdb("init -q").current_dir(&folder).assert().success();
    assert_eq!((assert.get_output().stdout.as_slice(), assert.get_output().stderr.as_slice()), (&b""[..], &b""[..]));
    let assert = whichdb("init --force").current_dir(&folder).assert().success();
    assert!(assert.get_output().stdout.is_empty());
    assert!(!assert.get_output().stderr.is_empty());
}

#[test]
fn one_dataset_can_be_looked_at_alone() {
    let all = json("recommend --example e-commerce --format json");
    let one = json("recommend --example e-commerce --format json --dataset orders");
    assert_eq!(one["datasets"].as_object().expect("datasets").keys().collect::<Vec<_>>(), ["orders"]);
    assert_eq!((&one["stores"], &one["datasets"]["orders"]), (&all["stores"], &all["datasets"]["orders"]));
}

#[test]
fn words_of_the_spec_cannot_command_the_terminal() {
    let spec = file("control", &SHOP.replace("name: shop", "name: \"sh\\x1b[31mop\\x07\""));
    let text = output(&format!("recommend {spec}"));
    assert!(!text.contains(|letter: char| letter.is_control() && letter != '\n'), "{text:?}");
}

#[test]
fn explaining_adds_the_trace_and_takes_nothing_away() {
    let short = output("recommend --example blog");
    let long = output("recommend --example blog --explain");
    let missing: Vec<String> = short
        .lines()
        // Behind the version stand hints on where to find more.
        .take_while(|line| !line.starts_with("Knowledge "))
        .filter(|line| !long.lines().any(|other| other == *line))
        .map(str::to_owned)
        .collect();
    none("lines are lost", &missing);
    for heading in ["Scores of posts", "Struck out for posts", "Decisions", "Patterns weighed"] {
        assert!(long.contains(heading), "no `{heading}`");
    }
}
