//! `whichdb sensitivity`: what would have to change for the recommendation to change.

use std::path::{Path, PathBuf};

use super::input::SpecArgs;
use super::{Format, Streams, base};
use crate::decision::{Probe, evaluate, sensitivity};
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::report::{SensitivityView, terminal};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    spec: SpecArgs,
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
    let evaluation = evaluate(&knowledge, workload.spec());
    let view = SensitivityView::of(&evaluation, &sensitivity(&mut Probe::of(&evaluation)));
    match args.format {
        Format::Json => streams.json(&view)?,
        Format::Text => streams.result(&terminal::sensitivity(&view, streams.page()))?,
    }
    Ok(if view.feasible { ExitStatus::Clean } else { ExitStatus::Findings })
}
