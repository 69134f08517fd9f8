//! `init` and `completions`: what is written to begin with.

use std::fs;

use crate::{examples, folder, none, output, whichdb};

#[test]
fn a_starter_is_written_once_and_can_be_answered() {
    let folder = folder("starter");
    whichdb("init").current_dir(&folder).assert().success();
    let path = folder.join("workload.yaml");
    let starter = fs::read_to_string(&path).expect("the starter");
    assert_eq!(output("init -"), starter);
    whichdb("recommend").current_dir(&folder).assert().success();

    fs::write(&path, "mine").expect("a change");
    let assert = whichdb("init").current_dir(&folder).assert().code(2);
    let complaint = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(complaint.contains("--force"), "{complaint}");
    assert_eq!(fs::read_to_string(&path).expect("the file"), "mine");

    whichdb("init --force").current_dir(&folder).assert().success();
    assert_eq!(fs::read_to_string(&path).expect("the starter"), starter);
    let left: Vec<_> =
        fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(left, ["workload.yaml"]);
}

#[test]
fn every_example_is_written_as_it_is_and_answered_the_same_from_the_file() {
    let folder = folder("examples");
    let mut offenders = Vec::new();
    for name in examples() {
        whichdb(&format!("init {name}.yaml --example {name}")).current_dir(&folder).assert().success();
        let written = fs::read_to_string(folder.join(format!("{name}.yaml"))).expect("the example");
        let from_file = whichdb(&format!("recommend {name}.yaml --format json"))
            .current_dir(&folder)
            .output()
            .expect("the program runs");
        let same = written == output(&format!("init --example {name} -"))
            && String::from_utf8_lossy(&from_file.stdout)
                == output(&format!("recommend --example {name} --format json"));
        if !same {
            offenders.push(name);
        }
    }
    none("examples differ", &offenders);
}

#[test]
fn a_folder_that_is_not_there_ends_with_2_and_leaves_nothing() {
    let folder = folder("nowhere");
    whichdb("init missing/workload.yaml").current_dir(&folder).assert().code(2);
    assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 0);
}

#[test]
fn completions_know_the_commands_of_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = output(&format!("completions {shell}"));
        for command in ["recommend", "explain", "catalog", "--example"] {
            let word = if shell == "fish" { command.trim_start_matches("--") } else { command };
            assert!(script.contains(word), "{shell} does not know {command}");
        }
    }
}
