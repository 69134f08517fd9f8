//! `whichdb check`: the job for continuous integration.

mod paths;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use super::settings::Settings;
use super::{Format, Streams, base, day, input, lock, output};
use crate::check::{Baseline, Found, Waived, check, unknown_findings, waive};
use crate::config::{Config, FailOn, Override};
use crate::decision::{Evaluation, evaluate};
use crate::diagnostic;
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::knowledge::Knowledge;
use crate::knowledge::spec::FindingLevel;
use crate::report::{CheckView, CheckedFileView, check_diagnostics};
use crate::workload::Workload;
use crate::writing;
use crate::yaml::Places;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The specs, or patterns such as `services/**/workload.yaml`; `-` is standard input
    #[arg(value_name = "PATH", default_value = input::DEFAULT, hide_default_value = true)]
    paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// The least level at which the check fails; left out: what whichdb.toml says, else error
    #[arg(long, value_name = "LEVEL", value_parser = fail_on())]
    fail_on: Option<FailOn>,
    /// Let only what is not in this file fail
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found to this file, as what is known from now on
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    write_baseline: Option<PathBuf>,
    /// The day on which waivers are looked at, YYYY-MM-DD; today if left out
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
}

fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(["error", "warning", "advice", "never"])
        .map(|word| FailOn::from_word(&word).unwrap_or(FailOn::Level(FindingLevel::Error)))
}

/// What holds for a spec, given its path.
type SettingsOf<'s> = &'s dyn Fn(Option<&Path>) -> Result<Settings, Error>;

pub(super) fn run(args: &Args, settings: SettingsOf<'_>, streams: &mut Streams) -> Result<ExitStatus, Error> {
    let paths = paths::expand(&args.paths)?;
    let common = settings(paths.first().map(PathBuf::as_path))?;
    let knowledge = base::knowledge(&common.packs)?;
    let mut run = Run {
        args,
        knowledge: &knowledge,
        packs: &common.packs,
        today: day::of(args.today.as_deref())?,
        baseline: args.baseline.as_deref().map(input::document).transpose()?,
        mended: 0,
        written: Baseline::default(),
        view: CheckView::of(&knowledge),
    };
    let mut status = ExitStatus::Clean;
    for path in &paths {
        let own = settings(Some(path))?;
        if own.packs != common.packs {
            let message = format!("{} is checked with other knowledge than {}", path.display(), paths[0].display());
            return Err(Error::usage(message, "check them in runs of their own".to_owned()));
        }
        let unknown = own.config.unknown_findings(&knowledge);
        if !unknown.is_empty() {
            return Err(Error::Input(unknown));
        }
        status = status.max(run.file(path, &own.config, streams)?);
    }
    if let Some(path) = &args.write_baseline {
        output::write(path, &format!("{BASELINE_HEAD}{}", writing::yaml(&run.written)))?;
        streams.remark(&format!("wrote {}; check with `--baseline {}`\n", path.display(), path.display()));
        // What has just been accepted as known does not fail.
        status = if status == ExitStatus::Findings { ExitStatus::Clean } else { status };
    }
    if run.mended > 0 {
        let count = run.mended;
        streams
            .remark(&format!("{count} of the baseline no longer found; write it anew to keep them from coming back\n"));
    }
    match args.format {
        Format::Json => streams.json(&run.view)?,
        Format::Text => streams.result(&summary(&run.view))?,
    }
    Ok(status)
}

/// What a baseline says of itself.
const BASELINE_HEAD: &str = "\
# What was known when the check was introduced, written by `whichdb check --write-baseline`.
";

/// What the files of a run share.
struct Run<'r> {
    args: &'r Args,
    knowledge: &'r Cow<'static, Knowledge>,
    packs: &'r [PathBuf],
    today: Date,
    baseline: Option<Baseline>,
    /// So many of the baseline are no longer found.
    mended: usize,
    written: Baseline,
    view: CheckView,
}

impl Run<'_> {
    /// Checks a file, adds it to the view and, where people read, prints what was found in it.
    fn file(&mut self, path: &Path, config: &Config, streams: &mut Streams) -> Result<ExitStatus, Error> {
        let style = diagnostic::Style { color: streams.page().color, width: streams.page().width };
        let is_text = self.args.format == Format::Text;
        let knowledge: &Knowledge = self.knowledge;
        let read = input::read(path).and_then(|file| {
            let workload = Workload::read(&file, knowledge).map_err(Error::Input)?;
            let unknown = unknown_findings(&workload.spec().waivers, knowledge, &workload.places());
            if unknown.is_empty() { Ok(workload) } else { Err(Error::Input(unknown)) }
        });
        let workload = match read {
            Ok(read) => read,
            Err(Error::Input(problems)) => {
                if is_text {
                    streams.result(&diagnostic::render(&problems, style))?;
                }
                self.view.add(CheckedFileView::invalid(&path.to_string_lossy(), &problems));
                return Ok(ExitStatus::Error);
            }
            Err(other) => return Err(other),
        };
        let evaluation = evaluate(knowledge, workload.spec());
        let places = workload.places();
        let mut found = check(&evaluation, &places, &base::unknowns(&evaluation, false));
        found.extend(self.moved(path, &evaluation, &places)?);
        let mut waived = waive(&evaluation, found, &places, self.today);
        judge(&mut waived, config);
        let name = input::shown(path);
        if let Some(baseline) = &self.baseline {
            self.mended += baseline.apply(&name, &mut waived);
        }
        if self.args.write_baseline.is_some() {
            self.written.add(&name, &waived);
        }
        if is_text {
            streams.result(&diagnostic::render(&check_diagnostics(&waived, &places), style))?;
        }
        let fail_on = self.args.fail_on.or(config.fail_on).unwrap_or(FailOn::Level(FindingLevel::Error));
        let fails = waived.found.iter().any(|(found, _)| fail_on.fails(found.level));
        self.view.add(CheckedFileView::found(&name, evaluation.architecture().is_some(), &waived, &places));
        Ok(if fails { ExitStatus::Findings } else { ExitStatus::Clean })
    }

    /// What has moved since the decision was locked.
    fn moved<'e>(&self, path: &Path, evaluation: &'e Evaluation<'e>, places: &Places) -> Result<Vec<Found<'e>>, Error> {
        let Some(lock) = lock::of(path)? else { return Ok(Vec::new()) };
        Ok(lock.moved(evaluation, base::origins(evaluation, self.packs)?, places))
    }
}

/// Gives what counts the levels of the team.
fn judge(waived: &mut Waived<'_, '_>, config: &Config) {
    waived.found.retain_mut(|(found, _)| match config.level(&found.finding.id) {
        Some(Override::Off) => false,
        Some(Override::Level(level)) => {
            found.level = level;
            true
        }
        None => true,
    });
}

/// The last line: how much was looked at, and what was found.
fn summary(view: &CheckView) -> String {
    let count = |level: &str| view.counts.get(level).copied().unwrap_or_default();
    let plural = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let mut counts = vec![
        plural(count("error"), "error", "errors"),
        plural(count("warning"), "warning", "warnings"),
        plural(count("advice"), "piece of advice", "pieces of advice"),
    ];
    for set_apart in ["waived", "known"].into_iter().filter(|word| count(word) > 0) {
        counts.push(format!("{} {set_apart}", count(set_apart)));
    }
    if count("invalid") > 0 {
        counts.push(plural(count("invalid"), "problem of reading", "problems of reading"));
    }
    let files = plural(view.files.len(), "file", "files");
    format!("{files} checked: {}\n", counts.join(", "))
}
