//! Files that are written: as a whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Writes a file beside its place first and renames it then; one that is there keeps its permissions, and a link stays
/// a link.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |reason| Error::File { path: path.to_path_buf(), reason };
    let place = if path.exists() { std::fs::canonicalize(path).map_err(failed)? } else { path.to_path_buf() };
    let beside = beside(&place);
    let written = std::fs::File::create(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| match std::fs::metadata(&place) {
            Ok(before) => std::fs::set_permissions(&beside, before.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| std::fs::rename(&beside, &place));
    written.map_err(|reason| {
        // What was begun is taken away again; that it cannot be is less than the first failure.
        let _ = std::fs::remove_file(&beside);
        failed(reason)
    })
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}
