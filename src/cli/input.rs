//! Where a spec comes from: a file, standard input or an embedded example.

use std::io::Read;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::diagnostic::closest;
use crate::embedded;
use crate::error::Error;
use crate::knowledge::Knowledge;
use crate::source::SourceFile;
use crate::workload::Workload;
use crate::yaml::{Document, Limits};

/// The file that is read when none is named.
pub(super) const DEFAULT: &str = "workload.yaml";

/// Whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// Reads a file; `-` is standard input.
pub(super) fn read(path: &Path) -> Result<SourceFile, Error> {
    let failed = |reason| Error::File { path: path.to_path_buf(), reason };
    let (name, bytes) = if is_stdin(path) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
        ("<stdin>".to_owned(), bytes)
    } else {
        let missing_default = path == Path::new(DEFAULT) && !path.exists();
        if missing_default {
            return Err(Error::usage(
                format!("there is no {DEFAULT} in this folder"),
                "name a file, start one with `whichdb init`, or look at `whichdb recommend --example e-commerce`"
                    .to_owned(),
            ));
        }
        (path.to_string_lossy().into_owned(), std::fs::read(path).map_err(failed)?)
    };
    SourceFile::from_bytes(name, bytes).map_err(|not_text| Error::Input(vec![not_text.into()]))
}

/// A path as reports show it: as it is seen from the current folder, with forward slashes. Code hosts know the files of a
/// repository only so, and scripts like to name them in full.
pub(super) fn shown(path: &Path) -> String {
    if is_stdin(path) {
        return "<stdin>".to_owned();
    }
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok());
    let text = below.unwrap_or(path).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}

/// Reads a file that the program itself writes, such as a lock.
pub(super) fn document<T: DeserializeOwned + JsonSchema>(path: &Path) -> Result<T, Error> {
    let document = Document::parse(&read(path)?, &Limits::KNOWLEDGE).map_err(|problem| Error::Input(vec![*problem]))?;
    let read = document.read::<T>();
    match read.value {
        Some(value) if read.problems.is_empty() => Ok(value),
        _ => Err(Error::Input(read.problems)),
    }
}

/// The text of an embedded example.
pub(super) fn example(name: &str) -> Result<&'static str, Error> {
    embedded::example(name).ok_or_else(|| {
        let names: Vec<&str> = embedded::examples().map(|(name, _)| name).collect();
        let help = match closest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? There are: {}", names.join(", ")),
            None => format!("there are: {}", names.join(", ")),
        };
        Error::usage(format!("there is no example `{name}`"), help)
    })
}

/// The spec of a command: a file, standard input or an embedded example.
#[derive(Debug, clap::Args)]
pub(super) struct SpecArgs {
    /// The spec; `-` is standard input
    #[arg(value_name = "PATH", default_value = DEFAULT, hide_default_value = true)]
    path: PathBuf,
    /// Take an embedded example instead of a file
    #[arg(long, value_name = "NAME", conflicts_with = "path")]
    example: Option<String>,
}

impl SpecArgs {
    /// A file.
    pub(super) fn of(path: &Path) -> Self {
        Self { path: path.to_path_buf(), example: None }
    }

    /// The file, where it is one.
    pub(super) fn file(&self) -> Option<&Path> {
        self.example.is_none().then_some(&self.path)
    }

    /// Reads and checks the workload.
    pub(super) fn workload(&self, knowledge: &Knowledge) -> Result<Workload, Error> {
        match &self.example {
            Some(name) => {
                let file = SourceFile::new(format!("{name}.yaml"), example(name)?);
                Workload::read(&file, knowledge).map_err(Error::Input)
            }
            None => workload(&self.path, knowledge),
        }
    }

    /// How a document names it: without the folder, so that it says the same wherever it is written from.
    pub(super) fn named(&self) -> String {
        let file = self.file().filter(|path| !is_stdin(path)).and_then(Path::file_name);
        file.map_or_else(|| DEFAULT.to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// How it was asked for, to be repeated in hints.
    pub(super) fn asked(&self) -> String {
        match &self.example {
            Some(name) => format!("--example {name}"),
            None => self.path.to_string_lossy().into_owned(),
        }
    }
}

/// Reads and checks the workload in a file.
pub(super) fn workload(path: &Path, knowledge: &Knowledge) -> Result<Workload, Error> {
    Workload::read(&read(path)?, knowledge).map_err(Error::Input)
}
