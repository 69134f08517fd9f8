//! Two recommendations held against each other, as `diff` and `whatif` print them.

use clap::ValueEnum;

use super::{Streams, base};
use crate::decision::evaluate;
use crate::error::Error;
use crate::knowledge::Knowledge;
use crate::report::{DifferenceView, difference_in_markdown, terminal};
use crate::workload::spec::WorkloadSpec;

/// How a difference is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// For a comment on a pull request
    Markdown,
}

/// Prints what the second spec is answered otherwise than the first, and says whether nothing is.
pub(super) fn print(
    [before, after]: [&WorkloadSpec; 2],
    knowledge: &Knowledge,
    format: Format,
    streams: &mut Streams,
) -> Result<bool, Error> {
    let (before, after) = (evaluate(knowledge, before), evaluate(knowledge, after));
    let view = DifferenceView::between(&base::view(&before), &base::view(&after));
    match format {
        Format::Json => streams.json(&view)?,
        Format::Text => streams.result(&terminal::difference(&view, streams.page()))?,
        Format::Markdown => streams.result(&difference_in_markdown(&view))?,
    }
    Ok(view.same)
}
