//! `whichdb schema`: JSON Schemas of the spec and of the outputs.

use clap::ValueEnum;

use super::Streams;
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::report::{check_schema, difference_schema, recommendation_schema, report_schema, sensitivity_schema};
use crate::workload::workload_schema;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Of what
    #[arg(value_name = "WHAT", default_value = "workload")]
    of: Of,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Of {
    /// The spec, for editors
    Workload,
    /// The JSON of `recommend`, for programs
    Recommendation,
    /// The JSON of `sensitivity`, for programs
    Sensitivity,
    /// The JSON of `whatif` and `diff`, for programs
    Difference,
    /// The JSON of `check`, for programs
    Check,
    /// What templates of `report` see, for their authors
    Report,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<ExitStatus, Error> {
    let schema = match args.of {
        Of::Workload => workload_schema(),
        Of::Recommendation => recommendation_schema(),
        Of::Sensitivity => sensitivity_schema(),
        Of::Difference => difference_schema(),
        Of::Check => check_schema(),
        Of::Report => report_schema(),
    };
    streams.json(&schema)?;
    Ok(ExitStatus::Clean)
}
