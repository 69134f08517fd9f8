//! Where a spec comes from: a file, standard input or an embedded example.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::diagnostic::closest;
use crate::embedded;
use crate::error::Error;
use crate::knowledge::Knowledge;
use crate::source::SourceFile;
use crate::workload::Workload;

/// The file that is read when none is named.
pub(super) const DEFAULT: &str = "workload.yaml";

/// Reads a file; `-` is standard input.
pub(super) fn read(path: &Path) -> Result<SourceFile, Error> {
    let failed = |reason| Error::File { path: path.to_path_buf(), reason };
    let (name, bytes) = if path == Path::new("-") {
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

/// Reads and checks the workload of a command.
pub(super) fn workload(
    path: Option<&PathBuf>,
    example_name: Option<&str>,
    knowledge: &Knowledge,
) -> Result<Workload, Error> {
    let file = match example_name {
        Some(name) => SourceFile::new(format!("{name}.yaml"), example(name)?),
        None => read(path.map_or(Path::new(DEFAULT), PathBuf::as_path))?,
    };
    Workload::read(&file, knowledge).map_err(Error::Input)
}
