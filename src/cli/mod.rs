//! The command line: one file a command. The only home of clap.

mod adopt;
mod base;
mod catalog;
mod check;
mod compare;
mod completions;
mod day;
mod diff;
mod difference;
mod explain;
mod init;
mod input;
mod knowledge;
mod lines;
mod lock;
mod output;
mod recommend;
mod report;
mod schema;
mod sensitivity;
mod settings;
mod streams;
mod whatif;
mod wizard;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::diagnostic;
use crate::error::Error;
use crate::exit_status::ExitStatus;
use settings::Settings;
pub use streams::Streams;

/// Which databases a system should use, in which architecture, and why.
#[derive(Debug, Parser)]
#[command(name = "whichdb", version, max_term_width = 80, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

/// Options of all commands.
#[derive(Debug, clap::Args)]
struct Global {
    /// Lay an organisation's knowledge over the built-in one; may be repeated
    #[arg(long, value_name = "DIR", global = true)]
    knowledge: Vec<PathBuf>,
    /// The configuration file; left out: `whichdb.toml` in the spec's folder or above
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// Colour the output
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    color: Color,
    /// Print nothing but the result
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Say more about what is done
    #[arg(short, long, global = true)]
    verbose: bool,
}

/// How a result is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a commented starter spec, or one of the embedded examples
    Init(init::Args),
    /// Ask for a workload, question by question, and write its spec
    Wizard(wizard::Args),
    /// Recommend an architecture for a workload
    Recommend(recommend::Args),
    /// Check workloads and what is declared as built, for continuous integration
    Check(check::Args),
    /// Write a design report
    Report(report::Args),
    /// Write the recommended architecture into the spec
    Adopt(adopt::Args),
    /// Write down the decision, so that `check` tells when it moves
    Lock(lock::Args),
    /// Explain an engine, family, pattern, fact, rule, criterion, decision or source
    Explain(explain::Args),
    /// Show engines side by side, on their own or for a workload
    Compare(compare::Args),
    /// Show what a change of some values does to the recommendation
    Whatif(whatif::Args),
    /// Show what would have to change for the recommendation to change
    Sensitivity(sensitivity::Args),
    /// Show what a change of the spec does to the recommendation
    Diff(diff::Args),
    /// List the engines, or show one
    Catalog(catalog::Args),
    /// Check the knowledge: the built-in one, or a folder laid over it
    Knowledge(knowledge::Args),
    /// Print a JSON Schema
    Schema(schema::Args),
    /// Print shell completions
    Completions(completions::Args),
}

impl Command {
    /// For a command that answers from knowledge: the spec that it is about, if any, next to which the configuration is
    /// looked for. A check looks for that of each of its specs itself.
    fn spec(&self) -> Option<Option<&Path>> {
        match self {
            Self::Init(_) | Self::Schema(_) | Self::Completions(_) | Self::Check(_) => None,
            Self::Wizard(args) => Some(args.spec()),
            Self::Recommend(args) => Some(args.spec()),
            Self::Report(args) => Some(args.spec()),
            Self::Whatif(args) => Some(args.spec()),
            Self::Sensitivity(args) => Some(args.spec()),
            Self::Lock(args) => Some(Some(args.spec())),
            Self::Adopt(args) => Some(Some(args.spec())),
            Self::Explain(args) => Some(args.spec()),
            Self::Compare(args) => Some(args.spec()),
            Self::Diff(args) => Some(Some(args.spec())),
            Self::Catalog(_) | Self::Knowledge(_) => Some(None),
        }
    }
}

/// Runs the program with these arguments, the first of which is its name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitStatus {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to standard output, mistakes to standard error; a reader that
            // has gone is no failure.
            let _ = error.print();
            return if error.use_stderr() { ExitStatus::Error } else { ExitStatus::Clean };
        }
    };
    let mut streams = Streams::of(cli.global.color, cli.global.quiet, cli.global.verbose);
    match run(&cli, &mut streams).and_then(|status| streams.finish().map(|()| status)) {
        Ok(status) => status,
        Err(error) if error.is_broken_pipe() => ExitStatus::Clean,
        Err(error) => {
            tell(&error, &mut streams);
            ExitStatus::Error
        }
    }
}

fn run(cli: &Cli, streams: &mut Streams) -> Result<ExitStatus, Error> {
    let global = &cli.global;
    let settings = |spec: Option<&Path>| Settings::of(global.config.as_deref(), &global.knowledge, spec);
    let own = match cli.command.spec() {
        Some(spec) => settings(spec)?,
        None => Settings::default(),
    };
    let packs = own.packs.as_slice();
    match &cli.command {
        Command::Init(args) => init::run(args, streams),
        Command::Wizard(args) => wizard::run(args, &own, streams),
        Command::Recommend(args) => recommend::run(args, &own, streams),
        Command::Report(args) => report::run(args, &own, streams),
        Command::Check(args) => check::run(args, &settings, streams),
        Command::Adopt(args) => adopt::run(args, packs, streams),
        Command::Lock(args) => lock::run(args, packs, streams),
        Command::Explain(args) => explain::run(args, packs, streams),
        Command::Compare(args) => compare::run(args, packs, streams),
        Command::Whatif(args) => whatif::run(args, packs, streams),
        Command::Sensitivity(args) => sensitivity::run(args, packs, streams),
        Command::Diff(args) => diff::run(args, packs, streams),
        Command::Catalog(args) => catalog::run(args, packs, streams),
        Command::Knowledge(args) => knowledge::run(args, packs, streams),
        Command::Schema(args) => schema::run(args, streams),
        Command::Completions(args) => completions::run(args, &mut Cli::command(), streams),
    }
}

fn tell(error: &Error, streams: &mut Streams) {
    match error {
        Error::Input(problems) => {
            let text = diagnostic::render(problems, streams.error_style());
            streams.note(&text);
            let count = problems.iter().filter(|problem| problem.level() == diagnostic::Level::Error).count();
            let noun = if count == 1 { "problem" } else { "problems" };
            streams.note(&format!("{count} {noun}; nothing was answered\n"));
        }
        Error::Usage { message, help } => {
            streams.note(&format!("error: {message}\n"));
            if let Some(help) = help {
                streams.note(&format!("  = help: {help}\n"));
            }
        }
        other => streams.note(&format!("error: {other}\n")),
    }
}
