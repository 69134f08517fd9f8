//! `whichdb adopt`: writes the recommended architecture into the spec.

use std::path::{Path, PathBuf};

use super::{Streams, base, input, lines, output};
use crate::adoption::{adopt, architecture};
use crate::decision::evaluate;
use crate::error::Error;
use crate::exit_status::ExitStatus;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The spec; `-` is standard input, and then the new spec goes to standard output
    #[arg(value_name = "PATH", default_value = input::DEFAULT, hide_default_value = true)]
    path: PathBuf,
    /// Show the difference and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    /// The spec.
    pub(super) fn spec(&self) -> &Path {
        &self.path
    }
}

pub(super) fn run(args: &Args, packs: &[PathBuf], streams: &mut Streams) -> Result<ExitStatus, Error> {
    let knowledge = base::knowledge(packs)?;
    let workload = input::workload(&args.path, &knowledge)?;
    let evaluation = evaluate(&knowledge, workload.spec());
    let Some(architecture) = architecture(&evaluation) else {
        streams.note("error: no architecture meets all hard requirements, so that there is nothing to adopt\n");
        streams.note("  = help: `whichdb recommend` shows which requirements exclude each other\n");
        return Ok(ExitStatus::Findings);
    };
    let name = workload.source().name();
    if workload.spec().architecture.as_ref() == Some(&architecture) {
        streams.remark(&format!("{name} already declares what is recommended\n"));
        if input::is_stdin(&args.path) && !args.dry_run {
            streams.result(workload.source().text())?;
        }
        return Ok(ExitStatus::Clean);
    }
    let Some(edited) = adopt(&workload, &architecture, &*knowledge) else {
        return Err(Error::usage(
            format!("the architecture cannot be written into {name} without touching anything else"),
            "write each key of the spec on a line of its own; waivers and scenarios that name a store which the \
             recommendation does not have keep it out as well"
                .to_owned(),
        ));
    };
    let (before, after) = (workload.source().text(), edited.text.as_str());
    if args.dry_run {
        streams.result(&lines::difference(name, before, after))?;
        return Ok(ExitStatus::Clean);
    }
    if input::is_stdin(&args.path) {
        streams.result(after)?;
    } else {
        output::write(&args.path, after)?;
    }
    for comment in &edited.lost {
        streams.remark(&format!("a comment of the former architecture is gone: {comment}\n"));
    }
    if !input::is_stdin(&args.path) {
        streams.remark(&format!("wrote the architecture into {name}; next: `whichdb check {name}`\n"));
    }
    Ok(ExitStatus::Clean)
}
