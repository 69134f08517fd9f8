//! The population of `knowledge/`: what must hold for every file, every entry and every example.

mod cells;
mod coverage;
mod examples;
mod files;
mod findings;
mod numbers;
mod rules;
mod techniques;
mod vocabulary;
mod weight;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use whichdb::diagnostic::{self, Diagnostic, Style};
use whichdb::embedded;
use whichdb::knowledge::{Files, Knowledge, Written, read};

/// The knowledge as it stands in the folder, read by the road that packs take.
pub struct Folder {
    /// The files.
    pub files: Files,
    /// What they say.
    pub written: Written,
    /// What comes of it.
    pub knowledge: Knowledge,
}

/// Read once for all tests.
pub static FOLDER: LazyLock<Folder> = LazyLock::new(|| {
    let files = embedded::files();
    let (written, knowledge) = read(&files, Vec::new()).unwrap_or_else(|problems| panic!("{}", rendered(&problems)));
    Folder { files, written, knowledge }
});

/// Problems as text.
pub fn rendered(problems: &[Diagnostic]) -> String {
    diagnostic::render(problems, Style { color: false, width: 120 })
}

/// All files below `knowledge/`, examples too, sorted by path.
pub fn on_disk() -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of the knowledge") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name != "README.md") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Fails with all offenders, one a line.
#[track_caller]
pub fn none(what: &str, offenders: &[String]) {
    assert!(offenders.is_empty(), "{} {what}:\n{}", offenders.len(), offenders.join("\n"));
}
