//! `whichdb completions`: shell completions.

use clap_complete::Shell;

use super::Streams;
use crate::error::Error;
use crate::exit_status::ExitStatus;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &Args, command: &mut clap::Command, streams: &mut Streams) -> Result<ExitStatus, Error> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, command, "whichdb", &mut text);
    streams.result(&String::from_utf8_lossy(&text))?;
    Ok(ExitStatus::Clean)
}
