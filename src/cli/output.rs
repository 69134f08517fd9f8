//! Files that are written: as a whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Writes a file as [`write`] does, and the folder that it lies in where there is none.
pub(super) fn write_with_folder(path: &Path, text: &str) -> Result<(), Error> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|reason| Error::File { path: folder.to_path_buf(), reason })?;
    }
    write(path, text)
}

/// Writes a file beside its place first and renames it then; one that is there keeps its permissions, and a link stays
/// a link. What is no ordinary file, such as a pipe, is written to directly.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |reason| Error::File { path: path.to_path_buf(), reason };
    let is_link = std::fs::symlink_metadata(path).is_ok_and(|there| there.is_symlink());
    let there = std::fs::metadata(path).ok();
    let is_special = there.as_ref().is_some_and(|there| !there.is_file());
    if is_special || (is_link && there.is_none()) {
        return std::fs::write(path, text).map_err(failed);
    }
    if there.as_ref().is_some_and(|there| there.permissions().readonly()) {
        return Err(failed(std::io::ErrorKind::PermissionDenied.into()));
    }
    let place = if is_link { std::fs::canonicalize(path).map_err(failed)? } else { path.to_path_buf() };
    let beside = beside(&place);
    let mut file = std::fs::File::create_new(&beside).map_err(failed)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| there.map_or(Ok(()), |there| std::fs::set_permissions(&beside, there.permissions())))
        .and_then(|()| std::fs::rename(&beside, &place));
    written.map_err(|reason| {
        // What was begun is taken away again; that it cannot be is less than the first failure.
        let _ = std::fs::remove_file(&beside);
        failed(reason)
    })
}

/// A name that nobody else uses.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}
