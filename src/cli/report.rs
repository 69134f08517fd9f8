//! `whichdb report`: the design report, the record of the decision, the summary, and what a team makes of them.

use std::path::{Path, PathBuf};

use super::base::{self, Findings};
use super::input::{self, SpecArgs};
use super::settings::Settings;
use super::{Streams, lines, output};
use crate::decision::{Evaluation, Probe, evaluate, sensitivity};
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::report::{Document, Parts, SensitivityView, Template, document_in_markdown, html_page, kept};
use crate::source::SourceFile;
use crate::workload::Workload;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    spec: SpecArgs,
    /// Write it into a file; what people added between its generated parts is kept
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// `design`, `adr` (a record of the decision), `summary` (one screen), or a template of your own
    #[arg(long, value_name = "NAME|FILE", default_value = "design")]
    template: String,
    /// The form of the document
    #[arg(long, value_name = "FORMAT", default_value = "markdown")]
    format: Format,
    /// Compare with the file that is there and write nothing: 1 when it is out of date
    #[arg(long, requires = "output")]
    check: bool,
}

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For code hosts and pagers
    Markdown,
    /// One page that needs nothing else
    Html,
}

impl Args {
    /// The file that is asked about.
    pub(super) fn spec(&self) -> Option<&Path> {
        self.spec.file()
    }
}

pub(super) fn run(args: &Args, settings: &Settings, streams: &mut Streams) -> Result<ExitStatus, Error> {
    let own = match args.template.as_str() {
        "design" | "adr" | "summary" => None,
        path => Some(own_template(Path::new(path))?),
    };
    let template = match (args.template.as_str(), &own) {
        (_, Some(file)) => Template::Own(file),
        ("adr", _) => Template::Adr,
        ("summary", _) => Template::Summary,
        _ => Template::Design,
    };
    let knowledge = base::knowledge(&settings.packs)?;
    settings.fit(&knowledge)?;
    let workload = args.spec.workload(&knowledge)?;
    let evaluation = evaluate(&knowledge, workload.spec());
    let shown = Shown { template, format: args.format };
    let text = shown.render(&evaluation, &workload, settings, &args.spec.named())?;
    let Some(path) = &args.output else {
        streams.result(&text)?;
        return Ok(status(&evaluation));
    };
    let there = There::read(path, args.format)?;
    let text = there.with(&text);
    if args.check {
        let stale = there.text.as_deref() != Some(&text);
        if stale {
            let name = input::shown(path);
            streams.result(&lines::difference(&name, there.text.as_deref().unwrap_or_default(), &text))?;
            let again = args.again();
            streams.remark(&format!("{name} is out of date; `whichdb report {again}` writes it anew\n"));
        }
        return Ok(if stale { ExitStatus::Findings } else { status(&evaluation) });
    }
    if there.text.as_deref() == Some(&text) {
        streams.remark(&format!("{} is up to date\n", input::shown(path)));
    } else {
        output::write_with_folder(path, &there.in_its_lines(&text))?;
        streams.remark(&format!("wrote {}\n", input::shown(path)));
    }
    Ok(status(&evaluation))
}

/// Whether there is an architecture to report of.
pub(super) fn status(evaluation: &Evaluation<'_>) -> ExitStatus {
    if evaluation.architecture().is_some() { ExitStatus::Clean } else { ExitStatus::Findings }
}

fn own_template(path: &Path) -> Result<SourceFile, Error> {
    if !path.exists() {
        return Err(Error::usage(
            format!("there is no template `{}`", path.display()),
            "name `design`, `adr`, `summary`, or a file with a template of your own".to_owned(),
        ));
    }
    input::read(path)
}

impl Args {
    /// The arguments that write what was compared.
    fn again(&self) -> String {
        let mut again = self.spec.asked();
        if self.template != "design" {
            again.push_str(&format!(" --template {}", self.template));
        }
        if self.format == Format::Html {
            again.push_str(" --format html");
        }
        if let Some(path) = &self.output {
            again.push_str(&format!(" -o {}", path.display()));
        }
        again
    }
}

/// What is shown of an answer, and in which form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'t> {
    /// Which document.
    pub(super) template: Template<'t>,
    /// Its form.
    pub(super) format: Format,
}

impl Shown<'_> {
    /// The document; `spec` is how it names the spec.
    pub(super) fn render(
        self,
        evaluation: &Evaluation<'_>,
        workload: &Workload,
        settings: &Settings,
        spec: &str,
    ) -> Result<String, Error> {
        let answer = base::answer(evaluation, workload, settings, false, Findings::Told);
        // A summary does not show what is near a turn, which takes longest to find.
        let is_summary = matches!(self.template, Template::Summary);
        let near = (!is_summary && answer.feasible)
            .then(|| SensitivityView::of(evaluation, &sensitivity(&mut Probe::of(evaluation))));
        let document = Document::of(evaluation, answer, near.as_ref(), spec);
        let text =
            document_in_markdown(&document.view, self.template).map_err(|problem| Error::Input(vec![*problem]))?;
        Ok(match self.format {
            Format::Markdown => text,
            Format::Html => {
                let title = format!("Data architecture of {}", document.view.name);
                html_page(&title, &text, &document.drawings)
            }
        })
    }
}

/// What is in the place of a report that is to be written.
struct There {
    /// The text, with plain line breaks; none where there is no file.
    text: Option<String>,
    /// Whether its lines end as on Windows.
    is_crlf: bool,
    format: Format,
}

impl There {
    /// Reads it. A file that is no report is not written over.
    fn read(path: &Path, format: Format) -> Result<Self, Error> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self { text: None, is_crlf: false, format });
            }
            Err(reason) => return Err(Error::File { path: path.to_path_buf(), reason }),
        };
        let file = SourceFile::from_bytes(input::shown(path), bytes);
        // What is no text cannot be written anew without loss.
        let file = file.map_err(|not_text| Error::Input(vec![not_text.into()]))?;
        let is_crlf = file.text().contains("\r\n");
        let text = file.text().replace("\r\n", "\n");
        let is_report = match format {
            Format::Markdown => Parts::of(&text).is_some(),
            Format::Html => text.contains(crate::report::GENERATOR),
        };
        if !is_report && !text.trim().is_empty() {
            return Err(Error::usage(
                format!("{} is no report of whichdb, and is not written over", path.display()),
                "name another file with `-o`, or take this one away; a report is known by its generated parts, which \
                 begin with `<!-- whichdb: name -->` and end with `<!-- /whichdb -->`"
                    .to_owned(),
            ));
        }
        Ok(Self { text: Some(text), is_crlf, format })
    }

    /// The new text with what people added to the old one.
    fn with(&self, new: &str) -> String {
        if self.format == Format::Html {
            return new.to_owned();
        }
        // A template of a team need not name parts; the whole is one then.
        let whole = format!("<!-- whichdb: document -->\n{new}<!-- /whichdb -->\n");
        let new = if Parts::of(new).is_some() { new } else { &whole };
        match self.text.as_deref().and_then(Parts::of) {
            Some(old) => kept(new, &old),
            None => new.to_owned(),
        }
    }

    fn in_its_lines(&self, text: &str) -> String {
        if self.is_crlf { text.replace('\n', "\r\n") } else { text.to_owned() }
    }
}
