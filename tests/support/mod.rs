//! What the tests share.

use std::fs;
use std::path::{Path, PathBuf};

use whichdb::source::SourceFile;
use whichdb::workload::EngineNames;

/// A small catalogue.
pub struct Catalogue;

const ENGINES: [(&str, &[&str]); 6] = [
    ("mongodb", &[]),
    ("mysql", &[]),
    ("opensearch", &[]),
    ("oracle-database", &["oracle"]),
    ("postgresql", &["postgres", "pg"]),
    ("redis", &[]),
];

impl EngineNames for Catalogue {
    fn resolve(&self, name: &str) -> Option<&str> {
        ENGINES.iter().find(|(engine, also)| *engine == name || also.contains(&name)).map(|(engine, _)| *engine)
    }

    fn all(&self) -> Vec<&str> {
        ENGINES.iter().map(|(engine, _)| *engine).collect()
    }
}

/// All fixtures of a folder below `tests/spec`, by name.
pub fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    files
}

/// The file name of a fixture.
pub fn name(path: &Path) -> String {
    path.file_name().expect("a file name").to_string_lossy().into_owned()
}

/// A fixture that is text.
pub fn source(path: &Path) -> SourceFile {
    SourceFile::from_bytes(name(path), fs::read(path).expect("a fixture")).expect("text")
}

/// A file of that text.
pub fn file(text: &str) -> SourceFile {
    SourceFile::new("workload.yaml", text)
}
