//! The knowledge of a run: the built-in one, or with packs laid over it.

use std::path::PathBuf;

use crate::diagnostic::{self, Diagnostic};
use crate::embedded;
use crate::error::Error;
use crate::knowledge::{Files, Knowledge, Written, compile, load};

/// The compiled knowledge. Without packs it comes ready-made out of the binary.
pub(super) fn knowledge(packs: &[PathBuf]) -> Result<Knowledge, Error> {
    if packs.is_empty() {
        return Ok(embedded::knowledge());
    }
    let files = files(packs)?;
    let written = load(&files, names(packs)).map_err(refused)?;
    compile(&written, &files).map_err(refused)
}

/// Problems in the order of files and lines, as `knowledge validate` tells them.
fn refused(mut problems: Vec<Diagnostic>) -> Error {
    diagnostic::sort(&mut problems);
    Error::Input(problems)
}

/// The knowledge as written, for explanations: with sources, texts and everything else.
pub(super) fn written(packs: &[PathBuf]) -> Result<(Files, Written), Error> {
    let (files, written) = read(packs)?;
    let written = written.map_err(refused)?;
    if !packs.is_empty() {
        compile(&written, &files).map_err(refused)?;
    }
    Ok((files, written))
}

/// The files of the knowledge, and what they say or what is wrong with them.
pub(super) fn read(packs: &[PathBuf]) -> Result<(Files, Result<Written, Vec<Diagnostic>>), Error> {
    let files = files(packs)?;
    let written = load(&files, names(packs));
    Ok((files, written))
}

fn files(packs: &[PathBuf]) -> Result<Files, Error> {
    let mut files = embedded::files();
    for pack in packs {
        files.add_folder(pack).map_err(|reason| Error::File { path: pack.clone(), reason })?;
    }
    Ok(files)
}

fn names(packs: &[PathBuf]) -> Vec<String> {
    packs.iter().map(|pack| pack.to_string_lossy().into_owned()).collect()
}
