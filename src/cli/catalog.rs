//! `whichdb catalog`: the engines.

use std::path::PathBuf;

use super::{Format, Streams, base};
use crate::diagnostic::closest;
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::report::{Library, terminal};
use crate::vocabulary::FAMILY;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Show this engine instead of the list
    engine: Option<String>,
    /// List one family only
    #[arg(long, value_name = "FAMILY", conflicts_with = "engine")]
    family: Option<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args, packs: &[PathBuf], streams: &mut Streams) -> Result<ExitStatus, Error> {
    let written = base::written(packs)?;
    if let Some(name) = &args.engine {
        let entry = written.engines.iter().find(|entry| entry.id == *name || entry.spec.also_called.contains(name));
        let Some(entry) = entry else {
            let near = closest(name, written.engines.iter().map(|entry| entry.id.as_str()));
            return Err(Error::usage(
                format!("the catalogue has no engine `{name}`"),
                near.map(|near| format!("did you mean `{near}`?")),
            ));
        };
        match args.format {
            Format::Json => streams.json(&entry.spec)?,
            Format::Text => {
                if let Some(page) = Library::new(&written).find(&entry.id) {
                    streams.result(&terminal::explanation(&page, streams.page()))?;
                }
            }
        }
        return Ok(ExitStatus::Clean);
    }
    if let Some(family) = &args.family
        && FAMILY.index(family).is_none()
    {
        return Err(Error::usage(
            format!("there is no family `{family}`"),
            format!("one of: {}", FAMILY.words.join(", ")),
        ));
    }
    let mut engines: Vec<_> = written
        .engines
        .iter()
        .filter(|entry| args.family.as_ref().is_none_or(|family| entry.spec.family == *family))
        .collect();
    engines.sort_by(|left, right| left.id.cmp(&right.id));
    match args.format {
        Format::Json => streams.json(&engines.iter().map(|entry| &entry.spec).collect::<Vec<_>>())?,
        Format::Text => streams.result(&terminal::catalog(&engines, streams.page()))?,
    }
    Ok(ExitStatus::Clean)
}
