//! `whichdb check`: the job for continuous integration.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{Format, Streams, base, day, input};
use crate::check::{check, unknown_findings, waive};
use crate::decision::evaluate;
use crate::diagnostic;
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::knowledge::Knowledge;
use crate::knowledge::spec::FindingLevel;
use crate::report::{CheckView, CheckedFileView, check_diagnostics};
use crate::workload::Workload;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The specs; `-` is standard input
    #[arg(value_name = "PATH", default_value = input::DEFAULT, hide_default_value = true)]
    paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// The least level at which the check fails
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: FailOn,
    /// The day on which waivers are looked at, YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
}

/// What makes a check fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Everything that is found
    Advice,
    /// Nothing that is found
    Never,
}

impl FailOn {
    fn fails(self, level: FindingLevel) -> bool {
        match self {
            Self::Error => level >= FindingLevel::Error,
            Self::Warning => level >= FindingLevel::Warning,
            Self::Advice => true,
            Self::Never => false,
        }
    }
}

pub(super) fn run(args: &Args, packs: &[PathBuf], streams: &mut Streams) -> Result<ExitStatus, Error> {
    let knowledge = base::knowledge(packs)?;
    let today = day::of(args.today.as_deref())?.to_string();
    let mut view = CheckView::of(&knowledge);
    let mut status = ExitStatus::Clean;
    for path in &args.paths {
        let one = one(args, path, &knowledge, &today, streams, &mut view)?;
        status = status.max(one);
    }
    match args.format {
        Format::Json => streams.json(&view)?,
        Format::Text => {
            let count = |level: &str| view.counts.get(level).copied().unwrap_or_default();
            let plural =
                |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
            let mut counts = vec![
                plural(count("error"), "error", "errors"),
                plural(count("warning"), "warning", "warnings"),
                plural(count("advice"), "piece of advice", "pieces of advice"),
            ];
            if count("waived") > 0 {
                counts.push(format!("{} waived", count("waived")));
            }
            if count("invalid") > 0 {
                counts.push(plural(count("invalid"), "problem of reading", "problems of reading"));
            }
            let files = plural(view.files.len(), "file", "files");
            streams.result(&format!("{files} checked: {}\n", counts.join(", ")))?;
        }
    }
    Ok(status)
}

/// Checks a file, adds it to the view and, where people read, prints what was found in it.
fn one(
    args: &Args,
    path: &Path,
    knowledge: &Knowledge,
    today: &str,
    streams: &mut Streams,
    view: &mut CheckView,
) -> Result<ExitStatus, Error> {
    let style = diagnostic::Style { color: streams.page().color, width: streams.page().width };
    let read = input::read(path).and_then(|file| {
        let workload = Workload::read(&file, knowledge).map_err(Error::Input)?;
        let unknown = unknown_findings(&workload.spec().waivers, knowledge, &workload.places());
        if unknown.is_empty() { Ok((file.name().to_owned(), workload)) } else { Err(Error::Input(unknown)) }
    });
    let (name, workload) = match read {
        Ok(read) => read,
        Err(Error::Input(problems)) => {
            if args.format == Format::Text {
                streams.result(&diagnostic::render(&problems, style))?;
            }
            view.add(CheckedFileView::invalid(&path.to_string_lossy(), &problems));
            return Ok(ExitStatus::Error);
        }
        Err(other) => return Err(other),
    };
    let evaluation = evaluate(knowledge, workload.spec());
    let places = workload.places();
    let waived = waive(check(&evaluation, &places), &workload.spec().waivers, today);
    if args.format == Format::Text {
        streams.result(&diagnostic::render(&check_diagnostics(&waived, &places), style))?;
    }
    view.add(CheckedFileView::found(&name, evaluation.architecture().is_some(), &waived, &places));
    let fails = waived.found.iter().any(|(found, _)| args.fail_on.fails(found.finding.level));
    Ok(if fails { ExitStatus::Findings } else { ExitStatus::Clean })
}
