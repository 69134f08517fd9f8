//! The talk with a person at a terminal: one prompt after the other, with a way back from each.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::answers::{Answer, Asking};
use super::draft::Draft;
use super::prompt::{PromptError, Prompts, Reply};
use super::questionnaire::{Next, Question, Questionnaire};
use super::summary;
use super::texts::Texts;
use crate::knowledge::Knowledge;
use crate::report::Page;
use crate::source::SourceFile;
use crate::workload::Given;

/// How a talk ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// Everything was said that was to be said, and it goes to this file.
    Finished(Draft, PathBuf),
    /// It was broken off; what was said so far, if anything new was.
    Stopped(Option<Draft>),
}

/// Why a talk cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum TalkError {
    /// The terminal cannot be asked.
    #[error(transparent)]
    Prompt(#[from] PromptError),
    /// The terminal cannot be written to.
    #[error("standard error: {0}")]
    Output(#[from] std::io::Error),
}

/// What a talk starts from.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// It is asked.
    Asked,
    /// An example, whose system gets another name.
    Example(Draft),
    /// What was said before.
    Resumed(Draft),
}

/// A talk with a person.
pub struct Conversation<'k> {
    /// The knowledge.
    pub knowledge: &'k Knowledge,
    /// The wording of the questions.
    pub texts: &'k Texts<'k>,
    /// Examples to start from: a name, a line on what it is, and the spec.
    pub examples: Vec<(String, String, SourceFile)>,
    /// Where everything goes but the prompts, which go to the terminal.
    pub out: &'k mut dyn Write,
    /// Width and colour of it.
    pub page: Page,
    /// Where the file is to go.
    pub place: PathBuf,
    /// Whether a file is there.
    pub is_taken: fn(&Path) -> bool,
}

/// Where the talk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Start,
    Name,
    Description,
    Questions,
    Review,
    Place,
}

/// What comes of a step.
pub(super) enum Step {
    On,
    Back,
    Stop,
}

/// How prompts are left, in every help line.
pub(super) const KEYS: &str = "Esc back";
/// What is told first.
const MANNERS: &str = "Nothing has to be known: what is left open is asked for only where it matters. Escape goes one \
                       step back, Ctrl-C saves what was said and leaves.";

impl<'k> Conversation<'k> {
    /// Talks until everything is said, or until it is broken off.
    ///
    /// # Errors
    /// The terminal cannot be asked, or not be written to.
    pub fn run(&mut self, start: Start) -> Result<End, TalkError> {
        let prompts = Prompts::new(self.page.color);
        let first = if matches!(start, Start::Asked) { At::Start } else { At::Name };
        let mut at = match start {
            Start::Resumed(_) => At::Questions,
            Start::Asked | Start::Example(_) => first,
        };
        let draft = match start {
            Start::Asked => Draft::default(),
            Start::Example(draft) | Start::Resumed(draft) => draft,
        };
        let mut talk = Talk {
            questions: Questionnaire::of(self.knowledge, draft.clone()),
            texts: self.texts,
            remembered: BTreeMap::new(),
            ticked: BTreeSet::new(),
            prompts,
            page: self.page,
            told: None,
            finished: false,
        };
        let begun = draft;
        summary::say(MANNERS, self.page, self.out)?;
        loop {
            let step = match at {
                At::Start => self.start(&mut talk)?,
                At::Name => talk.name(self.out)?,
                At::Description => talk.description()?,
                At::Questions => talk.question(self.out)?,
                At::Review => talk.review(self.out)?,
                At::Place => self.settle_place(&talk)?,
            };
            at = match (at, step) {
                (_, Step::Stop) => {
                    let draft = talk.questions.draft().clone();
                    return Ok(End::Stopped((draft != begun).then_some(draft)));
                }
                (At::Start, Step::On) => At::Name,
                (At::Name, Step::On) => At::Description,
                (At::Description, Step::On) => At::Questions,
                (At::Questions, Step::On) if talk.questions.upcoming() == Next::Done => At::Review,
                (At::Questions, Step::On) => At::Questions,
                (At::Review, Step::On) if std::mem::take(&mut talk.finished) => At::Place,
                (At::Place, Step::On) => {
                    return Ok(End::Finished(talk.questions.draft().clone(), self.place.clone()));
                }
                (At::Place, Step::Back) => At::Review,
                (At::Review, Step::On) if talk.questions.upcoming() == Next::Done => At::Review,
                (At::Review, Step::On) => At::Questions,
                (At::Description, Step::Back) => At::Name,
                (At::Name, Step::Back) if first == At::Start => At::Start,
                (At::Questions | At::Review, Step::Back) if talk.questions.back() => At::Questions,
                (At::Questions | At::Review, Step::Back) => At::Description,
                (here, Step::Back) => {
                    writeln!(self.out, "This is where it begins; Ctrl-C leaves.")?;
                    here
                }
            };
        }
    }

    /// Asks whether to go on with what was broken off before.
    ///
    /// # Errors
    /// The terminal cannot be asked.
    pub fn resumes(&mut self, draft: &str) -> Result<Option<bool>, TalkError> {
        let prompts = Prompts::new(self.page.color);
        let option = |word: &str, means: &str| (word.to_owned(), means.to_owned());
        let options = [option("go on with it", ""), option("begin anew", "It stays where it is.")];
        let question = format!("{draft} has what was said before.");
        Ok(match prompts.choose(&question, &options, 0, "arrows, Enter; Ctrl-C leaves")? {
            Reply::Given(at) => Some(at == 0),
            Reply::Back => Some(false),
            Reply::Stop => None,
        })
    }

    /// Asks where the file shall go while its place is taken.
    fn settle_place(&mut self, talk: &Talk<'_>) -> Result<Step, TalkError> {
        while (self.is_taken)(&self.place) {
            let option = |word: &str, means: &str| (word.to_owned(), means.to_owned());
            let options = [
                option("another file", "You name it."),
                option("overwrite it", "What stands there is lost, its comments too."),
            ];
            let question = format!("{} exists. What now?", self.place.display());
            match talk.prompts.choose(&question, &options, 0, "arrows, Enter; Esc back to the review")? {
                Reply::Given(1) => return Ok(Step::On),
                Reply::Given(_) => {
                    match talk.prompts.text("Which file, then?", "", "such as shop.yaml", ["", "Esc back"])? {
                        Reply::Given(name) if !name.is_empty() => self.place = PathBuf::from(name),
                        Reply::Given(_) | Reply::Back => {}
                        Reply::Stop => return Ok(Step::Stop),
                    }
                }
                Reply::Back => return Ok(Step::Back),
                Reply::Stop => return Ok(Step::Stop),
            }
        }
        Ok(Step::On)
    }

    /// Nothing, or an example.
    fn start(&mut self, talk: &mut Talk<'k>) -> Result<Step, TalkError> {
        let mut options = vec![("nothing".to_owned(), "Questions from the first on.".to_owned())];
        options.extend(self.examples.iter().map(|(name, about, _)| (name.clone(), about.clone())));
        let help = format!("Enter chooses, letters search; {KEYS}");
        let at = match talk.prompts.choose("What is your system most like?", &options, 0, &help)? {
            Reply::Given(at) => at,
            Reply::Back => return Ok(Step::Back),
            Reply::Stop => return Ok(Step::Stop),
        };
        let draft = match at.checked_sub(1).map(|at| Draft::read(&self.examples[at].2, self.knowledge)) {
            Some(Ok(draft)) => draft,
            Some(Err(_)) | None => Draft::default(),
        };
        talk.questions = Questionnaire::of(self.knowledge, draft);
        Ok(Step::On)
    }
}

/// A talk that has begun.
pub(super) struct Talk<'t> {
    pub(super) questions: Questionnaire<'t>,
    pub(super) texts: &'t Texts<'t>,
    /// What was answered to each path before it was gone back on, as it was typed.
    pub(super) remembered: BTreeMap<String, String>,
    /// What was ticked in lists of questions, also before they were gone back on.
    pub(super) ticked: BTreeSet<String>,
    pub(super) prompts: Prompts,
    pub(super) page: Page,
    /// For how many datasets it was last told how things stand.
    pub(super) told: Option<usize>,
    /// Whether all that was said is right.
    pub(super) finished: bool,
}

impl Talk<'_> {
    pub(super) fn name(&mut self, out: &mut dyn Write) -> Result<Step, TalkError> {
        let known = self.questions.draft().spec().name.clone();
        let known = if known == Draft::default().spec().name { String::new() } else { known };
        let help = format!("a word or two; {KEYS}");
        loop {
            match self.prompts.text("What is the system called?", &known, "", ["", &help])? {
                Reply::Given(name) if name.is_empty() => writeln!(out, "It needs a name, any will do.")?,
                Reply::Given(name) => {
                    let description = self.questions.draft().spec().description.clone();
                    self.questions.introduce(&name, &description);
                    return Ok(Step::On);
                }
                Reply::Back => return Ok(Step::Back),
                Reply::Stop => return Ok(Step::Stop),
            }
        }
    }

    pub(super) fn description(&mut self) -> Result<Step, TalkError> {
        let (name, known) = {
            let spec = self.questions.draft().spec();
            (spec.name.clone(), spec.description.clone())
        };
        let help = format!("Enter leaves it out; {KEYS}");
        match self.prompts.text("What is it, in a sentence?", &known, "", ["left out", &help])? {
            Reply::Given(text) => {
                self.questions.introduce(&name, &text);
                Ok(Step::On)
            }
            Reply::Back => Ok(Step::Back),
            Reply::Stop => Ok(Step::Stop),
        }
    }

    /// The next question, whatever it is about.
    fn question(&mut self, out: &mut dyn Write) -> Result<Step, TalkError> {
        match self.questions.upcoming() {
            Next::Question(question) => self.ask(&question, out),
            Next::Offer(offer) => self.offer(&offer, out),
            Next::Dataset => {
                self.tell_how_things_stand(out)?;
                self.dataset(out)
            }
            Next::Done => Ok(Step::On),
        }
    }

    /// Asks for a fact, as often as the answer cannot stand.
    pub(super) fn ask(&mut self, question: &Question, out: &mut dyn Write) -> Result<Step, TalkError> {
        let path = question.path.as_str();
        let spec = self.questions.draft().answerable();
        let wording = Given::find(&spec, path).and_then(|given| self.texts.wording(&spec, given));
        let Some(wording) = wording else {
            // Nothing can be asked for that the knowledge has no words for.
            self.questions.answer_not_known(path);
            return Ok(Step::On);
        };
        let mut typed = self.remembered.get(path).cloned().or_else(|| self.questions.draft().written(path));
        loop {
            let asking = Asking { path, wording: &wording, typed: typed.as_deref(), keys: &self.keys(question) };
            let answer = match asking.ask(self.prompts)? {
                Reply::Given(answer) => answer,
                Reply::Back => return Ok(Step::Back),
                Reply::Stop => return Ok(Step::Stop),
            };
            match answer {
                Answer::Why => {
                    summary::why(self.questions.draft(), self.questions.knowledge(), path, &wording, self.page, out)?
                }
                Answer::NotKnown => {
                    self.questions.answer_not_known(path);
                    return Ok(Step::On);
                }
                Answer::Nothing => {
                    self.questions.answer_nothing(path);
                    return Ok(Step::On);
                }
                Answer::Written(written) => match self.questions.answer(path, &written) {
                    Ok(()) => {
                        self.remembered.insert(path.to_owned(), written);
                        return Ok(Step::On);
                    }
                    Err(problem) => {
                        summary::problem(&problem, self.page, out)?;
                        typed = Some(written);
                    }
                },
            }
        }
    }

    /// What the keys do, and how far the questions have come.
    fn keys(&self, question: &Question) -> String {
        match question.more {
            None => KEYS.to_owned(),
            Some(0) => format!("{KEYS}; question {}", self.place()),
            Some(more) => format!("{KEYS}; question {}, {more} more worth it now", self.place()),
        }
    }

    /// How many questions and lists there were, with the one that is due.
    pub(super) fn place(&self) -> usize {
        let progress = self.questions.progress();
        progress.asked + progress.lists + 1
    }

    /// After each dataset, and before the end: what would be recommended now.
    pub(super) fn tell_how_things_stand(&mut self, out: &mut dyn Write) -> Result<(), TalkError> {
        let count = self.questions.draft().spec().datasets.len();
        if count > 0 && self.told != Some(count) {
            summary::so_far(self.questions.draft(), self.questions.knowledge(), self.page, out)?;
            self.told = Some(count);
        }
        Ok(())
    }
}
