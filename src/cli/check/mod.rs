//! `whichdb check`: the job for continuous integration.

mod paths;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use super::settings::Settings;
use super::{Streams, base, day, input, lock, output};
use crate::check::{Baseline, Found, check, unknown_findings, waive};
use crate::config::{Config, FailOn};
use crate::decision::{Evaluation, evaluate};
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
use crate::writing;
use crate::yaml::Places;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The specs, or patterns such as `services/**/workload.yaml`; `-` is standard input
    #[arg(value_name = "PATH", default_value = input::DEFAULT, hide_default_value = true)]
    paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: CheckFormat,
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
    if let Some(path) = args.write_baseline.as_ref().filter(|path| paths.contains(path)) {
        let help = "name another file for the baseline".to_owned();
        return Err(Error::usage(format!("{} is one of the specs", path.display()), help));
    }
    let mut run = Run {
        args,
        knowledge: &knowledge,
        packs: &common.packs,
        today: day::of(args.today.as_deref())?,
        baseline: args.baseline.as_deref().map(baseline).transpose()?,
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
        own.fit(&knowledge)?;
        status = status.max(run.file(path, &own, streams)?);
    }
    if let Some(path) = args.write_baseline.as_ref().filter(|_| status != ExitStatus::Error) {
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
    let fails_from = run.fails_from(&common.config).least().filter(|_| args.write_baseline.is_none());
    match args.format {
        CheckFormat::Text => streams.result(&format!("{}\n", run.view.sum()))?,
        CheckFormat::Json => streams.json(&run.view)?,
        CheckFormat::Sarif => {
            let rules = check_rules(&base::written(&common.packs)?);
            streams.json(&check_in_sarif(&run.view, &rules))?;
        }
        CheckFormat::Github => streams.result(&check_for_github(&run.view))?,
        CheckFormat::Gitlab => streams.json(&check_for_gitlab(&run.view))?,
        CheckFormat::Junit => streams.result(&check_in_junit(&run.view, fails_from))?,
        CheckFormat::Markdown => streams.result(&check_in_markdown(&run.view, fails_from))?,
    }
    Ok(status)
}

/// What a baseline says of itself.
const BASELINE_HEAD: &str = "\
# What was known when the check was introduced, written by `whichdb check --write-baseline`.
";

fn baseline(path: &Path) -> Result<Baseline, Error> {
    let baseline: Baseline = input::document(path)?;
    if baseline.is_readable() {
        return Ok(baseline);
    }
    let help = "write it anew with --write-baseline, once what is found has been looked at".to_owned();
    Err(Error::usage(format!("{} was written by another version of whichdb", path.display()), help))
}

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
    fn file(&mut self, path: &Path, own: &Settings, streams: &mut Streams) -> Result<ExitStatus, Error> {
        let knowledge: &Knowledge = self.knowledge;
        let read = input::read(path).and_then(|file| {
            let workload = Workload::read(&file, knowledge).map_err(Error::Input)?;
            let unknown = unknown_findings(&workload.spec().waivers, knowledge, &workload.places());
            if unknown.is_empty() { Ok(workload) } else { Err(Error::Input(unknown)) }
        });
        let workload = match read {
            Ok(read) => read,
            Err(Error::Input(problems)) => return self.invalid(path, &problems, streams),
            Err(other) => return Err(other),
        };
        let evaluation = evaluate(knowledge, workload.spec());
        let places = workload.places();
        let mut found = check(&evaluation, &places, &base::unknowns(&evaluation, false));
        match self.moved(path, &evaluation, &places) {
            Ok(moved) => found.extend(moved),
            Err(Error::Input(problems)) => return self.invalid(path, &problems, streams),
            Err(other) => return Err(other),
        }
        found.retain_mut(|found| own.judge(found));
        let mut waived = waive(&evaluation, found, &places, self.today);
        // Of waivers, too, a team may think otherwise.
        waived.found.retain_mut(|(found, _)| own.judge(found));
        let name = input::shown(path);
        if let Some(baseline) = &self.baseline {
            self.mended += baseline.apply(&name, &mut waived);
        }
        if self.args.write_baseline.is_some() {
            self.written.add(&name, &waived);
        }
        if self.args.format == CheckFormat::Text {
            streams.result(&diagnostic::render(&check_diagnostics(&waived, &places), style(streams)))?;
        }
        let fail_on = self.fails_from(&own.config);
        let fails = waived.found.iter().any(|(found, _)| fail_on.fails(found.level));
        self.view.add(CheckedFileView::found(&name, evaluation.architecture().is_some(), &waived, &places));
        Ok(if fails { ExitStatus::Findings } else { ExitStatus::Clean })
    }

    /// A file that could not be read, or a lock beside it.
    fn invalid(&mut self, path: &Path, problems: &[Diagnostic], streams: &mut Streams) -> Result<ExitStatus, Error> {
        if self.args.format == CheckFormat::Text {
            streams.result(&diagnostic::render(problems, style(streams)))?;
        }
        let name = problems.iter().find_map(Diagnostic::file_name).filter(|name| *name != "<stdin>").map(Path::new);
        self.view.add(CheckedFileView::invalid(&input::shown(name.unwrap_or(path)), problems));
        Ok(ExitStatus::Error)
    }

    /// The least level at which the check fails.
    fn fails_from(&self, config: &Config) -> FailOn {
        self.args.fail_on.or(config.fail_on).unwrap_or(FailOn::Level(FindingLevel::Error))
    }

    /// What has moved since the decision was locked.
    fn moved<'e>(&self, path: &Path, evaluation: &'e Evaluation<'e>, places: &Places) -> Result<Vec<Found<'e>>, Error> {
        let Some(lock) = lock::of(path)? else { return Ok(Vec::new()) };
        Ok(lock.moved(evaluation, base::origins(evaluation, self.packs)?, places))
    }
}

fn style(streams: &Streams) -> diagnostic::Style {
    diagnostic::Style { color: streams.page().color, width: streams.page().width }
}
