//! `whichdb compare`: engines side by side.

use std::path::{Path, PathBuf};

use super::{Format, Streams, base, input};
use crate::decision::evaluate;
use crate::diagnostic::closest;
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::knowledge::Knowledge;
use crate::report::{ComparisonView, terminal};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The engines
    #[arg(required = true, num_args = 2.., value_name = "ENGINE")]
    engines: Vec<String>,
    /// Compare them for this workload
    #[arg(long = "for", value_name = "PATH")]
    workload: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

impl Args {
    /// The spec that it is about.
    pub(super) fn spec(&self) -> Option<&Path> {
        self.workload.as_deref()
    }
}

pub(super) fn run(args: &Args, packs: &[PathBuf], streams: &mut Streams) -> Result<ExitStatus, Error> {
    let knowledge = base::knowledge(packs)?;
    let engines = args.engines.iter().map(|name| engine(&knowledge, name)).collect::<Result<Vec<usize>, Error>>()?;
    let workload = args.workload.as_ref().map(|path| input::workload(path, &knowledge)).transpose()?;
    let evaluation = workload.as_ref().map(|workload| evaluate(&knowledge, workload.spec()));
    let view = ComparisonView::of(&knowledge, &engines, evaluation.as_ref(), None);
    match args.format {
        Format::Json => streams.json(&view)?,
        Format::Text => streams.result(&terminal::comparison(&view, streams.page(), true))?,
    }
    Ok(ExitStatus::Clean)
}

/// Place of an engine by name.
pub(super) fn engine(knowledge: &Knowledge, name: &str) -> Result<usize, Error> {
    knowledge.engine(name).ok_or_else(|| {
        let near = closest(name, knowledge.engines.iter().map(|engine| engine.id.as_str()));
        Error::usage(
            format!("the catalogue has no engine `{name}`"),
            near.map(|near| format!("did you mean `{near}`?")),
        )
    })
}
