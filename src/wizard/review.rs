//! The review: all that was said, to be changed, and what was not asked, to be told all the same.

use std::io::Write;

use super::conversation::{Step, Talk, TalkError};
use super::prompt::Reply;
use super::questionnaire::Question;
use super::summary;
use crate::workload::Given;

/// Rows above the list that stay in sight: how things stand.
const ABOVE: usize = 10;

/// What can be done in the review.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Action {
    /// It is right as it is.
    Finish,
    /// Tell something that was not asked.
    More,
    /// Add a dataset.
    Add,
    /// Rename the system.
    Introduce,
    /// Rename a dataset, or take it out.
    Dataset(String),
    /// Answer a question again.
    Answer(String),
}

impl Talk<'_> {
    /// Shows all that was said until it is right. Going on means that it is, or that something was changed.
    pub(super) fn review(&mut self, out: &mut dyn Write) -> Result<Step, TalkError> {
        self.told = None;
        self.tell_how_things_stand(out)?;
        summary::say(&self.how_far(), self.page, out)?;
        loop {
            let (actions, options) = self.actions();
            let help = "Enter, also to change an answer; letters search; Esc back";
            let at = match self.prompts.below(ABOVE).choose("Is this right?", &options, 0, help)? {
                Reply::Given(at) => at,
                Reply::Back => return Ok(Step::Back),
                Reply::Stop => return Ok(Step::Stop),
            };
            let step = match &actions[at] {
                Action::Finish => {
                    self.finished = true;
                    return Ok(Step::On);
                }
                Action::More => self.more(out)?,
                Action::Add => self.dataset(out)?,
                Action::Introduce => self.introduced(out)?,
                Action::Dataset(name) => self.edit_dataset(&name.clone(), out)?,
                Action::Answer(path) => self.again(&path.clone(), out)?,
            };
            match step {
                // What was changed may have opened a question.
                Step::On => return Ok(Step::On),
                Step::Back => {}
                Step::Stop => return Ok(Step::Stop),
            }
        }
    }

    /// How many questions were asked, and what the others are worth.
    fn how_far(&self) -> String {
        let progress = self.questions.progress();
        let listed = match progress.listed {
            0 => String::new(),
            listed => format!(", {listed} more listed and not ticked"),
        };
        let before = match progress.settled.saturating_sub(progress.asked + progress.listed) {
            0 => String::new(),
            before => format!(", {before} answered before"),
        };
        format!(
            "{} of {} questions asked{listed}{before}; on what is known now, the others would hardly change which databases these are.",
            progress.asked, progress.all
        )
    }

    /// What can be done, with the lines that stand for it.
    fn actions(&self) -> (Vec<Action>, Vec<(String, String)>) {
        let draft = self.questions.draft();
        let spec = draft.spec();
        let line = |word: &str, means: &str| (word.to_owned(), means.to_owned());
        let mut all = vec![
            (Action::Finish, line("yes", "Write the file and show the recommendation.")),
            (Action::More, line("tell more", "Answer something that was not asked.")),
            (Action::Add, line("another dataset", "")),
            (Action::Introduce, line("name", &format!("{} {}", spec.name, spec.description))),
        ];
        let mut about = None;
        for given in Given::all(spec) {
            if given.dataset() != about {
                about = given.dataset();
                if let Some((name, dataset)) = about.and_then(|at| spec.datasets.get_index(at)) {
                    all.push((Action::Dataset(name.clone()), line(&format!("datasets.{name}"), &dataset.holds)));
                }
            }
            let path = given.path(spec);
            let said = if given.stands(spec).is_known() {
                draft.written(&path)
            } else {
                draft.not_known().any(|other| other == path).then(|| "not known".to_owned())
            };
            if let Some(said) = said {
                all.push((Action::Answer(path.clone()), (path, said)));
            }
        }
        all.into_iter().unzip()
    }

    /// Answers something that was not asked.
    fn more(&mut self, out: &mut dyn Write) -> Result<Step, TalkError> {
        let draft = self.questions.draft();
        let open: Vec<Given> =
            Given::all(draft.spec()).filter(|given| !draft.is_settled(&given.path(draft.spec()))).collect();
        let paths: Vec<String> = open.iter().map(|given| given.path(draft.spec())).collect();
        let question = |given: &Given| self.texts.question(&given.written()).unwrap_or_default().to_owned();
        let options: Vec<(String, String)> = paths.iter().cloned().zip(open.iter().map(question)).collect();
        if options.is_empty() {
            summary::say("Everything was asked.", self.page, out)?;
            return Ok(Step::Back);
        }
        let help = "arrows, letters search, Enter; Esc back";
        match self.prompts.choose("What else is known?", &options, 0, help)? {
            Reply::Given(at) => self.again(&paths[at], out),
            Reply::Back => Ok(Step::Back),
            Reply::Stop => Ok(Step::Stop),
        }
    }

    /// Asks for something by name.
    fn again(&mut self, path: &str, out: &mut dyn Write) -> Result<Step, TalkError> {
        // What stands there counts, not what was typed before it.
        self.remembered.remove(path);
        self.ask(&Question { path: path.to_owned(), more: None }, out)
    }

    fn introduced(&mut self, out: &mut dyn Write) -> Result<Step, TalkError> {
        match self.name(out)? {
            Step::On => self.description(),
            step => Ok(step),
        }
    }
}
