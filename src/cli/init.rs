//! `whichdb init`: writes a commented starter spec, or an embedded example.

use std::path::PathBuf;

use super::{Streams, input, output};
use crate::embedded;
use crate::error::Error;
use crate::exit_status::ExitStatus;

/// The starter spec.
const STARTER: &str = include_str!("../../templates/starter.yaml");

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where to write it; `-` is standard output
    #[arg(value_name = "PATH", default_value = input::DEFAULT, hide_default_value = true)]
    path: PathBuf,
    /// Write this embedded example
    #[arg(long, value_name = "NAME")]
    example: Option<String>,
    /// List the embedded examples
    #[arg(long, conflicts_with_all = ["example", "force"])]
    list: bool,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<ExitStatus, Error> {
    if args.list {
        for (name, text) in embedded::examples() {
            let about = text.lines().next().unwrap_or_default().trim_start_matches('#').trim();
            streams.result(&format!("{name:<16} {about}\n"))?;
        }
        return Ok(ExitStatus::Clean);
    }
    let text = match &args.example {
        Some(name) => input::example(name)?,
        None => STARTER,
    };
    if input::is_stdin(&args.path) {
        streams.result(text)?;
        return Ok(ExitStatus::Clean);
    }
    if args.path.exists() && !args.force {
        return Err(Error::usage(
            format!("{} exists", args.path.display()),
            "name another file, or overwrite it with --force".to_owned(),
        ));
    }
    output::write(&args.path, text)?;
    let shown = args.path.display();
    streams.remark(&format!("wrote {shown}; next: `whichdb recommend {shown}`\n"));
    Ok(ExitStatus::Clean)
}
