//! The command line as people and other programs meet it.

mod adopt;
mod agreements;
mod catalog;
mod check;
mod difference;
mod explain;
mod formats;
mod init;
mod output;
mod packaging;
mod status;

use std::path::PathBuf;

use assert_cmd::Command;

/// The program with these arguments, split at blanks.
pub fn whichdb(arguments: &str) -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("whichdb");
    command.args(arguments.split_whitespace()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// What the program writes to standard output, which it must end well.
#[track_caller]
pub fn output(arguments: &str) -> String {
    let assert = whichdb(arguments).assert().success();
    String::from_utf8(assert.get_output().stdout.clone()).expect("text in UTF-8")
}

/// The JSON that the program writes.
#[track_caller]
pub fn json(arguments: &str) -> serde_json::Value {
    serde_json::from_str(&output(arguments)).expect("JSON")
}

/// The names of the embedded examples.
pub fn examples() -> Vec<String> {
    let names: Vec<String> =
        output("init --list").lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    assert!(names.len() >= 10, "{names:?}");
    names
}

/// An empty folder of a test's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the old folder");
    }
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A file in a folder of a test's own; its path.
pub fn file(name: &str, text: &str) -> String {
    let path = folder(name).join("workload.yaml");
    std::fs::write(&path, text).expect("a file");
    path.to_string_lossy().into_owned()
}

/// Fails with all offenders, one a line.
#[track_caller]
pub fn none(what: &str, offenders: &[String]) {
    assert!(offenders.is_empty(), "{} {what}:\n{}", offenders.len(), offenders.join("\n"));
}

/// A spec in order.
pub const SHOP: &str = "
whichdb: 1
name: shop
datasets:
  orders:
    volume: {size: 50 GB}
    velocity: {reads: 100/s, writes: 20/s}
    variety: {shape: relational}
    veracity: {consistency: strong, transactions: multi-item, durability: durable, integrity: true}
    access: {reads: [lookup, join], writes: [insert, update]}
";
