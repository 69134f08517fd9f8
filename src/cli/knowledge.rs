//! `whichdb knowledge validate`: checks the knowledge.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Format, Streams, base, day};
use crate::diagnostic;
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::knowledge::{Coverage, lint, read};
use crate::report::terminal;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Find dangling references, claims without a source, facts that nothing uses, tables with gaps or shadowed rows,
    /// families and engines that can never be recommended
    Validate {
        /// A folder laid over the built-in knowledge; left out: the built-in one
        dir: Option<PathBuf>,
        /// List claims whose last check is older than this many days, such as `365d`
        #[arg(long, value_name = "DAYS")]
        stale: Option<String>,
        /// The day to count from, YYYY-MM-DD; left out: today
        #[arg(long, value_name = "DATE", requires = "stale")]
        today: Option<String>,
    },
    /// Tell which statements of the base documents are used, by document and kind
    Coverage {
        /// List those that nothing uses
        #[arg(long)]
        missing: bool,
        /// How to print it
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

pub(super) fn run(args: &Args, packs: &[PathBuf], streams: &mut Streams) -> Result<ExitStatus, Error> {
    match &args.action {
        Action::Validate { dir, stale, today } => {
            let folders: Vec<PathBuf> = packs.iter().chain(dir).cloned().collect();
            let stale = stale.as_deref().map(|days| stale_before(days, today.as_deref())).transpose()?;
            validate(&folders, stale.as_deref(), streams)
        }
        Action::Coverage { missing, format } => coverage(packs, *missing, *format, streams),
    }
}

/// How much of the base documents is used. Something missing is a finding.
fn coverage(packs: &[PathBuf], missing: bool, format: Format, streams: &mut Streams) -> Result<ExitStatus, Error> {
    let written = base::written(packs)?;
    let coverage = Coverage::of(&written, &base::files(packs)?);
    match format {
        Format::Json => streams.json(&coverage)?,
        Format::Text => streams.result(&terminal::coverage(&coverage, missing, streams.page()))?,
    }
    Ok(if coverage.missing.is_empty() { ExitStatus::Clean } else { ExitStatus::Findings })
}

fn validate(folders: &[PathBuf], stale: Option<&str>, streams: &mut Streams) -> Result<ExitStatus, Error> {
    let files = base::files(folders)?;
    let (mut problems, summary) = match read(&files, base::names(folders)) {
        Ok((written, knowledge)) => {
            let mut problems = lint::lint(&written, &knowledge, &files);
            // Who checks a pack wants to hear of the pack; the built-in knowledge has its own check.
            problems
                .retain(|problem| folders.is_empty() || problem.file_name().is_some_and(|name| files.is_of_pack(name)));
            if let Some(before) = stale {
                problems.extend(lint::stale(&written, &files, before));
            }
            for (id, file) in &written.overridden {
                streams.remark(&format!("{id} is overridden by {}\n", files.get(*file).name()));
            }
            (problems, lint::summary(&written))
        }
        Err(problems) => (problems, String::new()),
    };
    diagnostic::sort(&mut problems);
    if !problems.is_empty() {
        let style = diagnostic::Style { color: streams.page().color, width: streams.page().width };
        streams.result(&diagnostic::render(&problems, style))?;
    }
    let objections = problems.iter().filter(|problem| problem.level() == diagnostic::Level::Error).count();
    let verdict = match problems.len() {
        0 => "no problems".to_owned(),
        1 => "1 problem".to_owned(),
        many => format!("{many} problems"),
    };
    streams.result(&format!("{summary}{verdict}\n"))?;
    Ok(if problems.is_empty() && objections == 0 { ExitStatus::Clean } else { ExitStatus::Findings })
}

/// The date before which a check is stale.
fn stale_before(days: &str, today: Option<&str>) -> Result<String, Error> {
    let number = days.strip_suffix('d').unwrap_or(days).parse::<i64>();
    let number =
        number.map_err(|_| Error::usage(format!("`{days}` is no number of days"), "for example 365d".to_owned()))?;
    let today = day::of(today)?;
    let before =
        today.checked_sub(jiff::Span::new().try_days(number).map_err(|reason| Error::usage(reason.to_string(), None))?);
    Ok(before.map_err(|reason| Error::usage(reason.to_string(), None))?.to_string())
}
