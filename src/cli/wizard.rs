//! `whichdb wizard`: asks for a workload, shows the recommendation and writes the spec.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::settings::Settings;
use super::{Streams, base, input, output, recommend};
use crate::embedded;
use crate::error::Error;
use crate::exit_status::ExitStatus;
use crate::knowledge::Knowledge;
use crate::source::SourceFile;
use crate::wizard::{Conversation, Draft, End, Silence, Start, TalkError, Texts, workload_file};

/// What is put behind the name of a spec for a draft of it.
const DRAFT: &str = "draft.yaml";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Start from an embedded example
    #[arg(long, value_name = "NAME", conflicts_with = "resume")]
    example: Option<String>,
    /// Go on with a spec, or with a draft that was left with Ctrl-C
    #[arg(long, value_name = "PATH")]
    resume: Option<PathBuf>,
    /// Where to write the spec; left out: the file that is resumed, else `workload.yaml`
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Refused: a wizard has to be answered
    #[arg(short, long, hide = true)]
    yes: bool,
}

impl Args {
    /// The spec that is asked about.
    pub(super) fn spec(&self) -> Option<&Path> {
        self.resume.as_deref().or(self.output.as_deref())
    }

    /// Where the spec goes.
    fn place(&self) -> PathBuf {
        let resumed = self.resume.as_ref().map(|path| undrafted(path).unwrap_or_else(|| path.clone()));
        self.output.clone().or(resumed).unwrap_or_else(|| PathBuf::from(input::DEFAULT))
    }
}

pub(super) fn run(args: &Args, settings: &Settings, streams: &mut Streams) -> Result<ExitStatus, Error> {
    can_ask(args)?;
    let knowledge = base::knowledge(&settings.packs)?;
    let written = base::written(&settings.packs)?;
    let texts = Texts::of(&knowledge, &written);
    let page = streams.error_page();
    let mut err = std::io::stderr();
    let place = args.place();
    let mut conversation = Conversation {
        knowledge: &knowledge,
        texts: &texts,
        examples: examples(),
        out: &mut err,
        page,
        place: place.clone(),
        is_taken: Path::exists,
    };
    let mut resumed = args.resume.clone().filter(|path| undrafted(path).is_some());
    let start = match (&args.resume, &args.example) {
        (Some(path), _) => Start::Resumed(draft(&input::read(path)?, &knowledge)?),
        (None, Some(name)) => {
            Start::Example(draft(&SourceFile::new(format!("{name}.yaml"), input::example(name)?), &knowledge)?)
        }
        (None, None) => match left_before(&place, &mut conversation, &knowledge)? {
            Left::Nothing => Start::Asked,
            Left::Draft(path, draft) => {
                resumed = Some(path);
                Start::Resumed(*draft)
            }
            Left::Stopped => return Ok(ExitStatus::Error),
        },
    };
    let (said, place) = match conversation.run(start).map_err(failed)? {
        End::Finished(said, place) => (said, place),
        End::Stopped(said) => return stopped(said.as_ref(), &texts, &place, resumed.as_deref(), streams),
    };
    if let Err(error) = output::write_with_folder(&place, &workload_file(&said, &texts, Silence::Comments)) {
        // What was said is kept all the same, in the folder that one is in.
        stopped(Some(&said), &texts, Path::new(input::DEFAULT), resumed.as_deref(), streams)?;
        return Err(error);
    }
    if let Some(draft) = resumed.filter(|draft| *draft != place) {
        // The file that is kept has all that was in it.
        let _ = std::fs::remove_file(draft);
    }
    let status = recommend::run(&recommend::Args::of(&place), settings, streams)?;
    let shown = place.display();
    streams.remark(&format!("wrote {shown}; next: `whichdb report {shown}`, `whichdb wizard --resume {shown}`\n"));
    Ok(status)
}

/// That there is somebody to ask.
fn can_ask(args: &Args) -> Result<(), Error> {
    const INSTEAD: &str = "without questions: `whichdb init --example NAME` writes a spec to edit, \
                           `whichdb recommend PATH` answers it";
    let refuse = |message: &str| Err(Error::usage(message, INSTEAD.to_owned()));
    if args.yes {
        return refuse("`--yes` has nothing to agree to: the wizard asks for facts");
    }
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return refuse("the wizard asks questions, and there is no terminal to ask at");
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return refuse("the wizard draws lists to choose from, which a terminal of the type `dumb` cannot show");
    }
    Ok(())
}

/// Examples to start from.
fn examples() -> Vec<(String, String, SourceFile)> {
    let example = |(name, text): (&str, &str)| {
        let about = text.lines().next().unwrap_or_default().trim_start_matches('#').trim();
        (name.to_owned(), about.to_owned(), SourceFile::new(format!("{name}.yaml"), text))
    };
    embedded::examples().map(example).collect()
}

fn draft(source: &SourceFile, knowledge: &Knowledge) -> Result<Draft, Error> {
    Draft::read(source, knowledge).map_err(Error::Input)
}

/// What was left with Ctrl-C before.
enum Left {
    Nothing,
    Draft(PathBuf, Box<Draft>),
    Stopped,
}

fn left_before(place: &Path, conversation: &mut Conversation<'_>, knowledge: &Knowledge) -> Result<Left, Error> {
    let path = drafted(place);
    if !path.exists() {
        return Ok(Left::Nothing);
    }
    Ok(match conversation.resumes(&path.display().to_string()).map_err(failed)? {
        Some(true) => {
            let draft = draft(&input::read(&path)?, knowledge)?;
            Left::Draft(path, Box::new(draft))
        }
        Some(false) => Left::Nothing,
        None => Left::Stopped,
    })
}

/// Saves what was said, beside the place of the spec; never over what somebody else left there.
fn stopped(
    said: Option<&Draft>,
    texts: &Texts<'_>,
    place: &Path,
    resumed: Option<&Path>,
    streams: &mut Streams,
) -> Result<ExitStatus, Error> {
    let Some(said) = said else {
        streams.note("left; nothing new was said\n");
        return Ok(ExitStatus::Error);
    };
    let path = resumed.map_or_else(|| free(&drafted(place)), Path::to_path_buf);
    output::write_with_folder(&path, &workload_file(said, texts, Silence::Words))?;
    let shown = path.display();
    streams.note(&format!("left; what was said is in {shown}, and `whichdb wizard --resume {shown}` goes on\n"));
    Ok(ExitStatus::Error)
}

/// The draft of a spec: `workload.draft.yaml` of `workload.yaml`.
fn drafted(place: &Path) -> PathBuf {
    place.with_extension(DRAFT)
}

/// The spec of a draft; none for what is no draft.
fn undrafted(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let stem = name.strip_suffix(DRAFT)?.strip_suffix('.')?;
    let stem = match stem.rsplit_once('.') {
        Some((stem, number)) if number.parse::<u32>().is_ok() => stem,
        _ => stem,
    };
    (!stem.is_empty()).then(|| path.with_file_name(format!("{stem}.yaml")))
}

/// The path, or one like it that is free.
fn free(path: &Path) -> PathBuf {
    let numbered = |number: u32| {
        path.with_file_name(match path.file_name().and_then(|name| name.to_str()) {
            Some(name) => name.replace(DRAFT, &format!("{number}.{DRAFT}")),
            None => DRAFT.to_owned(),
        })
    };
    let mut paths = std::iter::once(path.to_path_buf()).chain((2..).map(numbered));
    paths.find(|path| !path.exists()).unwrap_or_else(|| path.to_path_buf())
}

fn failed(error: TalkError) -> Error {
    match error {
        TalkError::Prompt(error) => Error::usage(
            error.to_string(),
            "without questions: `whichdb init --example NAME` writes a spec to edit".to_owned(),
        ),
        TalkError::Output(reason) => Error::Output(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_lies_beside_its_spec_and_leads_back_to_it() {
        let place = Path::new("specs/shop.yaml");
        assert_eq!(drafted(place), Path::new("specs/shop.draft.yaml"));
        assert_eq!(undrafted(&drafted(place)).as_deref(), Some(place));
        assert_eq!(undrafted(Path::new("specs/shop.2.draft.yaml")).as_deref(), Some(place));
        assert_eq!(undrafted(Path::new("shop2.draft.yaml")).as_deref(), Some(Path::new("shop2.yaml")));
        assert_eq!(undrafted(place), None);
    }
}
