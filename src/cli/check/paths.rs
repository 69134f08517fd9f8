//! The files of a check: as they are named, or all that a pattern matches.

use std::path::{Path, PathBuf};

use glob::MatchOptions;

use crate::cli::input;
use crate::error::Error;

/// `*` stays within a folder; `**` goes through them.
const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// The files, each once, in the order in which they are named; those of a pattern in alphabetical order. A pattern that
/// matches nothing is an error: a check that looks at nothing must not pass.
pub(super) fn expand(named: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let (mut files, mut places): (Vec<PathBuf>, Vec<PathBuf>) = (Vec::new(), Vec::new());
    for path in named {
        for file in one(path)? {
            // A file has many names, through links and `..`.
            let place = std::fs::canonicalize(&file).unwrap_or_else(|_| file.clone());
            if !places.contains(&place) {
                places.push(place);
                files.push(file);
            }
        }
    }
    Ok(files)
}

fn one(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let text = path.to_string_lossy();
    if path.is_dir() {
        let help = format!("name a file in it, or all of them: `{}/**/workload.yaml`", text.trim_end_matches('/'));
        return Err(Error::usage(format!("`{text}` is a folder"), help));
    }
    if input::is_stdin(path) || path.exists() || !text.contains(['*', '?', '[']) {
        return Ok(vec![path.to_path_buf()]);
    }
    let matches = glob::glob_with(&text, OPTIONS)
        .map_err(|reason| Error::usage(format!("`{text}` is no pattern: {}", reason.msg), None))?;
    let mut files = Vec::new();
    for found in matches {
        match found {
            Ok(file) if file.is_file() => files.push(file),
            Ok(_) => {}
            Err(failed) => {
                let path = failed.path().to_path_buf();
                return Err(Error::File { path, reason: failed.into() });
            }
        }
    }
    if files.is_empty() {
        let help = "a check that looks at no file would pass whatever is in them; mend the pattern or leave it out";
        return Err(Error::usage(format!("no file matches `{text}`"), help.to_owned()));
    }
    Ok(files)
}
