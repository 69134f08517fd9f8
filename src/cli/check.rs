//! `whichdb check`: the job for continuous integration.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{Streams, base, day, input};
use crate::check::{check, unknown_findings, waive};
use crate::decision::evaluate;
use crate::diagnostic::{self, Diagnostic};
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::knowledge::Knowledge;
use crate::knowledge::spec::FindingLevel;
use crate::report::{
    CheckView, CheckedFileView, check_diagnostics, check_for_github, check_for_gitlab, check_in_junit,
    check_in_markdown, check_in_sarif, check_rules,
};
use crate::workload::Workload;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The specs; `-` is standard input
    #[arg(value_name = "PATH", default_value = input::DEFAULT, hide_default_value = true)]
    paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: CheckFormat,
    /// The least level at which the check fails
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: FailOn,
    /// The day on which waivers are looked at, YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
}

/// How what was found is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// For people, like a compiler's messages
    Text,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands of GitHub Actions: annotations at their lines
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// JUnit XML, for everything that shows tests
    Junit,
    /// The summary of a job, or a comment on a change
    Markdown,
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
    /// The least level at which a check fails; none when none does.
    fn least(self) -> Option<FindingLevel> {
        match self {
            Self::Error => Some(FindingLevel::Error),
            Self::Warning => Some(FindingLevel::Warning),
            Self::Advice => Some(FindingLevel::Advice),
            Self::Never => None,
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
    let fails_from = args.fail_on.least();
    match args.format {
        CheckFormat::Text => streams.result(&format!("{}\n", view.sum()))?,
        CheckFormat::Json => streams.json(&view)?,
        CheckFormat::Sarif => streams.json(&check_in_sarif(&view, &check_rules(&base::written(packs)?)))?,
        CheckFormat::Github => streams.result(&check_for_github(&view))?,
        CheckFormat::Gitlab => streams.json(&check_for_gitlab(&view))?,
        CheckFormat::Junit => streams.result(&check_in_junit(&view, fails_from))?,
        CheckFormat::Markdown => streams.result(&check_in_markdown(&view, fails_from))?,
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
            if args.format == CheckFormat::Text {
                streams.result(&diagnostic::render(&problems, style))?;
            }
            let name = problems.iter().find_map(Diagnostic::file_name);
            let name = name.map_or_else(|| path.to_string_lossy(), Into::into);
            view.add(CheckedFileView::invalid(&from_here(&name), &problems));
            return Ok(ExitStatus::Error);
        }
        Err(other) => return Err(other),
    };
    let evaluation = evaluate(knowledge, workload.spec());
    let places = workload.places();
    let waived = waive(check(&evaluation, &places), &workload.spec().waivers, today);
    if args.format == CheckFormat::Text {
        streams.result(&diagnostic::render(&check_diagnostics(&waived, &places), style))?;
    }
    view.add(CheckedFileView::found(&from_here(&name), evaluation.architecture().is_some(), &waived, &places));
    let fails =
        waived.found.iter().any(|(found, _)| args.fail_on.least().is_some_and(|least| found.finding.level >= least));
    Ok(if fails { ExitStatus::Findings } else { ExitStatus::Clean })
}

/// A file below the current folder, as it is seen from there. Code hosts know the files of a repository only so, and
/// scripts like to name them in full.
fn from_here(name: &str) -> String {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| Path::new(name).strip_prefix(here).ok().map(Path::to_path_buf));
    below.map_or_else(|| name.to_owned(), |below| below.to_string_lossy().into_owned())
}
