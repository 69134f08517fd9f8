//! The files of a knowledge folder, wherever they come from: built in, or a folder on disk.

use std::path::Path;
use std::sync::OnceLock;

use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Span};
use crate::yaml::{Limits, Places};

/// Files with their paths below the folder, sorted, built-in ones first.
#[derive(Debug, Default)]
pub struct Files {
    files: Vec<SourceFile>,
    places: Vec<OnceLock<Places>>,
    /// Where each further folder begins.
    starts: Vec<usize>,
    /// What could not be read as text.
    unreadable: Vec<Diagnostic>,
}

impl Files {
    /// Adds a file under the path that messages show.
    pub fn add(&mut self, file: SourceFile) {
        self.files.push(file);
        self.places.push(OnceLock::new());
    }

    /// Adds all YAML files below a folder, sorted by path. Examples are no knowledge and stay out.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub fn add_folder(&mut self, folder: &Path) -> std::io::Result<()> {
        if !self.files.is_empty() {
            self.starts.push(self.files.len());
        }
        let mut folders = vec![folder.to_path_buf()];
        let mut paths = Vec::new();
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(&next)? {
                let path = entry?.path();
                if path.is_dir() {
                    if path.file_name().is_some_and(|name| name != "examples") {
                        folders.push(path);
                    }
                } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
                    paths.push(path);
                }
            }
        }
        paths.sort();
        for path in paths {
            let bytes = std::fs::read(&path)?;
            let name = path.to_string_lossy().replace('\\', "/");
            match SourceFile::from_bytes(name, bytes) {
                Ok(file) => self.add(file),
                Err(not_text) => self.unreadable.push(not_text.into()),
            }
        }
        Ok(())
    }

    /// Problems of files that are no text.
    #[must_use]
    pub fn unreadable(&self) -> &[Diagnostic] {
        &self.unreadable
    }

    /// The files with their places in the list.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &SourceFile)> {
        self.files.iter().enumerate()
    }

    /// A file by its place.
    #[must_use]
    pub fn get(&self, at: usize) -> &SourceFile {
        &self.files[at]
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Which folder a file came with: 0 is the first that was added, the built-in knowledge.
    #[must_use]
    pub fn pack_of(&self, file: usize) -> usize {
        self.starts.partition_point(|start| *start <= file)
    }

    /// Whether a file, by its name, came with a pack.
    #[must_use]
    pub fn is_of_pack(&self, name: &str) -> bool {
        self.iter().any(|(at, file)| file.name() == name && self.pack_of(at) > 0)
    }

    /// A problem at a field path of a file.
    #[must_use]
    pub fn problem(&self, file: usize, path: &str, message: String, help: Option<String>) -> Diagnostic {
        invalid(self.place(file, path), message, help)
    }

    /// A problem of the name at a field path of a file.
    #[must_use]
    pub fn problem_of_key(&self, file: usize, path: &str, message: String, help: Option<String>) -> Diagnostic {
        invalid(self.places(file).key(path), message, help)
    }

    /// Something doubtful at a field path of a file.
    #[must_use]
    pub fn doubt(&self, file: usize, path: &str, message: String, help: &str) -> Diagnostic {
        Diagnostic::warning("doubtful-knowledge", message).at(self.place(file, path), "").help(help)
    }

    /// Looked up once a file: a file with many problems is asked as often.
    fn places(&self, file: usize) -> &Places {
        self.places[file].get_or_init(|| Places::of(&self.files[file], &Limits::KNOWLEDGE))
    }

    fn place(&self, file: usize, path: &str) -> Span {
        self.places(file).value(path)
    }
}

fn invalid(place: Span, message: String, help: Option<String>) -> Diagnostic {
    let problem = Diagnostic::error("invalid-knowledge", message).at(place, "");
    match help {
        Some(help) => problem.help(help),
        None => problem,
    }
}
