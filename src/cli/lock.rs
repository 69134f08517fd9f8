//! `whichdb lock`: writes the decision down, so that `check` tells when it moves.

use std::path::{Path, PathBuf};

use super::{Streams, base, input, output};
use crate::check::Lock;
use crate::decision::evaluate;
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::writing;

/// What a lock says of itself.
const HEAD: &str = "\
# The decision for the spec beside it, written by `whichdb lock`. `whichdb check` tells when it moves.
";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The spec
    #[arg(value_name = "PATH", default_value = input::DEFAULT, hide_default_value = true)]
    path: PathBuf,
}

impl Args {
    /// The spec.
    pub(super) fn spec(&self) -> &Path {
        &self.path
    }
}

pub(super) fn run(args: &Args, packs: &[PathBuf], streams: &mut Streams) -> Result<ExitStatus, Error> {
    let knowledge = base::knowledge(packs)?;
    let workload = input::workload(&args.path, &knowledge)?;
    let Some(path) = beside(&args.path) else {
        let help = "name the file of the spec: the lock is written beside it";
        return Err(Error::usage("standard input has no place for a lock", help.to_owned()));
    };
    if path.exists() && (path == args.path || input::document::<Lock>(&path).is_err()) {
        let help = "rename one of the two, or remove the file if it is a lock that was damaged";
        return Err(Error::usage(format!("{} exists and is no lock", path.display()), help.to_owned()));
    }
    let evaluation = evaluate(&knowledge, workload.spec());
    let Some(lock) = Lock::of(&evaluation, base::origins(&evaluation, packs)?) else {
        streams.note("error: no architecture meets all hard requirements, so that there is no decision to lock\n");
        streams.note("  = help: `whichdb recommend` shows which requirements exclude each other\n");
        return Ok(ExitStatus::Findings);
    };
    output::write(&path, &format!("{HEAD}{}", writing::yaml(&lock)))?;
    streams.remark(&format!("wrote {}; commit it: `whichdb check` holds to it\n", path.display()));
    Ok(ExitStatus::Clean)
}

/// The lock beside a spec, where there is one.
pub(super) fn of(spec: &Path) -> Result<Option<Lock>, Error> {
    let Some(path) = beside(spec).filter(|path| path.is_file()) else { return Ok(None) };
    let lock: Lock = input::document(&path)?;
    if !lock.is_readable() {
        let help = "write it anew with `whichdb lock`, once the change of the decision has been looked at";
        let message = format!("{} was written by another version of whichdb", path.display());
        return Err(Error::usage(message, help.to_owned()));
    }
    Ok(Some(lock))
}

/// Where the lock of a spec lies; nowhere for standard input.
fn beside(spec: &Path) -> Option<PathBuf> {
    (!input::is_stdin(spec)).then(|| spec.with_extension("lock"))
}
