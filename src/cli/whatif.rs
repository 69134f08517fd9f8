//! `whichdb whatif`: the recommendation before and after a change.

use std::path::{Path, PathBuf};

use super::difference::{Format, print};
use super::input::SpecArgs;
use super::{Streams, base};
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::source::SourceFile;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    spec: SpecArgs,
    /// Change a value, as in `datasets.orders.velocity.writes=120k/s`; `unknown` clears it; may be repeated
    #[arg(long = "set", value_name = "PATH=VALUE", required = true)]
    set: Vec<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

impl Args {
    /// The file that is asked about.
    pub(super) fn spec(&self) -> Option<&Path> {
        self.spec.file()
    }
}

pub(super) fn run(args: &Args, packs: &[PathBuf], streams: &mut Streams) -> Result<ExitStatus, Error> {
    let knowledge = base::knowledge(packs)?;
    let workload = args.spec.workload(&knowledge)?;
    let changed = workload.changed_by(&changes(&args.set)?, &*knowledge).map_err(Error::Input)?;
    print([workload.spec(), changed.spec()], &knowledge, args.format, streams)?;
    Ok(ExitStatus::Clean)
}

/// The changes as a file of their own, one a line, so that what is wrong with them is told like anything else.
fn changes(set: &[String]) -> Result<SourceFile, Error> {
    let mut text = String::new();
    for change in set {
        let Some((path, value)) = change.split_once('=') else {
            return Err(Error::usage(
                format!("`--set {change}` has no value"),
                "write a path and a value, `--set datasets.orders.velocity.writes=120k/s`".to_owned(),
            ));
        };
        text.push_str(&format!("{path}: {value}\n"));
    }
    Ok(SourceFile::new("--set", text))
}
