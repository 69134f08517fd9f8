//! `whichdb diff`: what a change of the spec does to the recommendation.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Streams, base, input};
use crate::decision::evaluate;
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::report::{DifferenceView, difference_in_markdown, terminal};

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

/// How a difference is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// For a comment on a pull request
    Markdown,
}

pub(super) fn run(args: &Args, packs: &[PathBuf], streams: &mut Streams) -> Result<ExitStatus, Error> {
    let knowledge = base::knowledge(packs)?;
    let read = |path: &PathBuf| input::workload(Some(path), None, &knowledge);
    let (old, new) = match (read(&args.old), read(&args.new)) {
        (Ok(old), Ok(new)) => (old, new),
        // What is wrong with both files is told in one run.
        (Err(Error::Input(mut problems)), Err(Error::Input(more))) => {
            problems.extend(more);
            return Err(Error::Input(problems));
        }
        (Err(error), _) | (_, Err(error)) => return Err(error),
    };
    let (before, after) = (evaluate(&knowledge, old.spec()), evaluate(&knowledge, new.spec()));
    let view = DifferenceView::between(&base::view(&before), &base::view(&after));
    match args.format {
        Format::Json => streams.json(&view)?,
        Format::Text => streams.result(&terminal::difference(&view, streams.page()))?,
        Format::Markdown => streams.result(&difference_in_markdown(&view))?,
    }
    let differs = args.exit_code && !view.same;
    Ok(if differs { ExitStatus::Findings } else { ExitStatus::Clean })
}
