//! `whichdb explain`: what a name means, and why not this engine.

use std::path::{Path, PathBuf};

use super::{Format, Streams, base, compare, input};
use crate::decision::evaluate;
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::report::{ComparisonView, Library, terminal};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// An engine, family, pattern, fact, rule, criterion, decision, parameter, source or item; or a list: use-cases,
    /// assumptions, facts, requirements, criteria, decisions, patterns, families, parameters
    name: String,
    /// Why not this engine for that workload?
    #[arg(long = "for", value_name = "PATH")]
    workload: Option<PathBuf>,
    /// For this dataset only
    #[arg(long, value_name = "NAME", requires = "workload")]
    dataset: Option<String>,
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
    if let Some(path) = &args.workload {
        return why_not(args, path, packs, streams);
    }
    let written = base::written(packs)?;
    let library = Library::new(&written);
    let Some(page) = library.find(&args.name) else {
        let near = library.nearest(&args.name);
        return Err(Error::usage(
            format!("nothing is called `{}`", args.name),
            near.map_or_else(
                || Some("lists: whichdb explain facts, requirements, criteria, decisions, patterns, families".into()),
                |near| Some(format!("did you mean `{near}`?")),
            ),
        ));
    };
    match args.format {
        Format::Json => streams.json(&page)?,
        Format::Text => streams.result(&terminal::explanation(&page, streams.page()))?,
    }
    Ok(ExitStatus::Clean)
}

fn why_not(args: &Args, path: &Path, packs: &[PathBuf], streams: &mut Streams) -> Result<ExitStatus, Error> {
    let knowledge = base::knowledge(packs)?;
    let engine = compare::engine(&knowledge, &args.name)?;
    let workload = input::workload(path, &knowledge)?;
    if let Some(dataset) = &args.dataset
        && !workload.spec().datasets.contains_key(dataset)
    {
        return Err(Error::usage(format!("the workload has no dataset `{dataset}`"), None));
    }
    let evaluation = evaluate(&knowledge, workload.spec());
    let mut view = ComparisonView::of(&knowledge, &[engine], Some(&evaluation), args.dataset.as_deref());
    view.add_wins(&evaluation);
    match args.format {
        Format::Json => streams.json(&view)?,
        Format::Text => streams.result(&terminal::comparison(&view, streams.page(), false))?,
    }
    Ok(ExitStatus::Clean)
}
