//! `whichdb sensitivity`: what would have to change for the recommendation to change.

use std::path::PathBuf;

use super::{Format, Streams, base, input};
use crate::decision::{Probe, evaluate, sensitivity};
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::report::{SensitivityView, terminal};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The spec; `-` is standard input
    #[arg(value_name = "PATH", default_value = input::DEFAULT, hide_default_value = true)]
    path: PathBuf,
    /// Take an embedded example instead of a file
    #[arg(long, value_name = "NAME", conflicts_with = "path")]
    example: Option<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args, packs: &[PathBuf], streams: &mut Streams) -> Result<ExitStatus, Error> {
    let knowledge = base::knowledge(packs)?;
    let workload = input::workload(Some(&args.path), args.example.as_deref(), &knowledge)?;
    let evaluation = evaluate(&knowledge, workload.spec());
    let view = SensitivityView::of(&evaluation, &sensitivity(&mut Probe::of(&evaluation)));
    match args.format {
        Format::Json => streams.json(&view)?,
        Format::Text => streams.result(&terminal::sensitivity(&view, streams.page()))?,
    }
    Ok(if view.feasible { ExitStatus::Clean } else { ExitStatus::Findings })
}
