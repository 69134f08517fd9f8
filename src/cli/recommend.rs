//! `whichdb recommend`: the main job.

use std::path::Path;

use super::base::Findings;
use super::input::SpecArgs;
use super::settings::Settings;
use super::{Streams, base, report};
use crate::decision::evaluate;
use crate::diagnostic::closest;
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::report::{Template, terminal};

/// How an answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// For a pull request: one screen, as `report --template summary`
    Markdown,
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    spec: SpecArgs,
    /// Show one dataset only, in text and JSON
    #[arg(long, value_name = "NAME")]
    dataset: Option<String>,
    /// How to print the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Show the whole trace: every engine, term, row and reason
    #[arg(long)]
    explain: bool,
}

impl Args {
    /// What is asked when nothing but a file is named.
    pub(super) fn of(path: &Path) -> Self {
        Self { spec: SpecArgs::of(path), dataset: None, format: Format::Text, explain: false }
    }

    /// The file that is asked about.
    pub(super) fn spec(&self) -> Option<&Path> {
        self.spec.file()
    }
}

pub(super) fn run(args: &Args, settings: &Settings, streams: &mut Streams) -> Result<ExitStatus, Error> {
    let knowledge = base::knowledge(&settings.packs)?;
    settings.fit(&knowledge)?;
    let workload = args.spec.workload(&knowledge)?;
    if let Some(dataset) = &args.dataset {
        let names = || workload.spec().datasets.keys().map(String::as_str);
        if !names().any(|name| name == dataset) {
            let help = match closest(dataset, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are: {}", names().collect::<Vec<_>>().join(", ")),
            };
            return Err(Error::usage(format!("the workload has no dataset `{dataset}`"), help));
        }
    }
    let evaluation = evaluate(&knowledge, workload.spec());
    if args.format == Format::Markdown {
        let shown = report::Shown { template: Template::Summary, format: report::Format::Markdown };
        streams.result(&shown.render(&evaluation, &workload, settings, &args.spec.named())?)?;
        return Ok(report::status(&evaluation));
    }
    let is_json = args.format == Format::Json;
    let findings = if is_json { Findings::Told } else { Findings::Untold };
    let mut view = base::answer(&evaluation, &workload, settings, args.explain || is_json, findings);
    if let Some(dataset) = &args.dataset {
        view.datasets.retain(|name, _| name == dataset);
        let own = format!("datasets.{dataset}.");
        view.unknowns.retain(|unknown| !unknown.fact.starts_with("datasets.") || unknown.fact.starts_with(&own));
    }
    if args.explain {
        view.tell_all();
    }
    match args.format {
        Format::Json => streams.json(&view)?,
        // Printed above.
        Format::Markdown => {}
        Format::Text => {
            let asked = args.spec.asked();
            let text = terminal::recommendation(
                &view,
                streams.page(),
                &terminal::Detail { explain: args.explain, asked: &asked },
            );
            streams.result(&text)?;
        }
    }
    let status = report::status(&evaluation);
    // The process ends here; taking tens of thousands of small values apart first is a tenth of its time.
    std::mem::forget(view);
    std::mem::forget(evaluation);
    std::mem::forget(knowledge);
    Ok(status)
}
