//! `whichdb diff`: what a change of the spec does to the recommendation.

use std::path::{Path, PathBuf};

use super::difference::{Format, print};
use super::{Streams, base, input};
use crate::error::Error;
use crate::exit_status::ExitStatus;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The spec as it was; `-` is standard input
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The spec as it is
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Exit with 1 when the recommendations differ
    #[arg(long)]
    exit_code: bool,
}

impl Args {
    /// The spec as it is.
    pub(super) fn spec(&self) -> &Path {
        &self.new
    }
}

pub(super) fn run(args: &Args, packs: &[PathBuf], streams: &mut Streams) -> Result<ExitStatus, Error> {
    let knowledge = base::knowledge(packs)?;
    let read = |path: &Path| input::workload(path, &knowledge);
    let (old, new) = match (read(&args.old), read(&args.new)) {
        (Ok(old), Ok(new)) => (old, new),
        // What is wrong with both files is told in one run.
        (Err(Error::Input(mut problems)), Err(Error::Input(more))) => {
            problems.extend(more);
            return Err(Error::Input(problems));
        }
        (Err(error), _) | (_, Err(error)) => return Err(error),
    };
    let same = print([old.spec(), new.spec()], &knowledge, args.format, streams)?;
    Ok(if args.exit_code && !same { ExitStatus::Findings } else { ExitStatus::Clean })
}
