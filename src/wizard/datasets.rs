//! Adding a dataset: what kind of data it is, its name, and a sentence on what it holds.

use std::io::Write;

use super::conversation::{Step, Talk, TalkError};
use super::draft::Draft;
use super::prompt::{Label, Reply};
use super::summary;
use crate::words::listed;

/// What a dataset is added as.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// Data of which nothing is taken for granted.
    Own,
    /// A copy or an extract of other data.
    Copy,
    /// Data that is typical of many systems, by its name.
    Typical(String),
}

impl Talk<'_> {
    /// Asks for a dataset, or whether there is another.
    pub(super) fn dataset(&mut self, out: &mut dyn Write) -> Result<Step, TalkError> {
        loop {
            let kind = match self.kind()? {
                Reply::Given(Some(kind)) => kind,
                Reply::Given(None) => {
                    self.questions.no_more_datasets();
                    return Ok(Step::On);
                }
                Reply::Back => return Ok(Step::Back),
                Reply::Stop => return Ok(Step::Stop),
            };
            match self.added(&kind, out)? {
                Step::Back => {}
                step => return Ok(step),
            }
        }
    }

    /// What kind of data it is; none where there is no more.
    fn kind(&self) -> Result<Reply<Option<Kind>>, TalkError> {
        let known = self.questions.draft().spec().datasets.len();
        let option = |word: &str, means: &str| (word.to_owned(), means.to_owned());
        let mut kinds = vec![Some(Kind::Own)];
        let mut options = vec![option("data of your own", "Orders, users, articles: whatever the system is about.")];
        if known > 0 {
            kinds.insert(0, None);
            options.insert(0, option("that is all", "No further data."));
            kinds.push(Some(Kind::Copy));
            options.push(option("a copy or an extract", "Made from other data: a search index, a cache, figures."));
        }
        for choice in self.texts.typical() {
            options.push((choice.word.clone(), choice.means));
            kinds.push(Some(Kind::Typical(choice.word)));
        }
        let question = if known == 0 { "What is the most important data?" } else { "What other data is there?" };
        let help = "arrows, letters search, Enter; Esc back";
        Ok(match self.prompts.choose(question, &options, 0, help)? {
            Reply::Given(at) => Reply::Given(kinds.swap_remove(at)),
            Reply::Back => Reply::Back,
            Reply::Stop => Reply::Stop,
        })
    }

    /// Asks for the name and the rest, and adds it.
    fn added(&mut self, kind: &Kind, out: &mut dyn Write) -> Result<Step, TalkError> {
        let mut name = match kind {
            Kind::Typical(typical) => typical.clone(),
            Kind::Own | Kind::Copy => String::new(),
        };
        let help = "small letters, digits, - and _; Esc back";
        loop {
            name = match self.prompts.text("What is it called?", &name, "such as orders", ["", help])? {
                Reply::Given(name) => name,
                Reply::Back => return Ok(Step::Back),
                Reply::Stop => return Ok(Step::Stop),
            };
            let tried = self.questions.draft().clone().add_dataset(&name);
            if let Err(problem) = tried {
                summary::problem(&problem, self.page, out)?;
                continue;
            }
            let question = format!("{name}: What does it hold, in a sentence?");
            let holds = match self.prompts.text(&question, "", "", ["left out", "Enter leaves it out; Esc back"])? {
                Reply::Given(holds) => holds,
                Reply::Back => continue,
                Reply::Stop => return Ok(Step::Stop),
            };
            let usual = match kind {
                Kind::Own => Vec::new(),
                Kind::Typical(typical) => self.usual(typical, out)?,
                Kind::Copy => match self.sources(&name)? {
                    Reply::Given(sources) if sources.is_empty() => Vec::new(),
                    Reply::Given(sources) => vec![("derived_from".to_owned(), format!("[{}]", sources.join(", ")))],
                    Reply::Back => continue,
                    Reply::Stop => return Ok(Step::Stop),
                },
            };
            match self.questions.add_dataset(&name, &holds, &usual) {
                Ok(()) => return Ok(Step::On),
                Err(problem) => summary::problem(&problem, self.page, out)?,
            }
        }
    }

    /// What is usual of typical data, which is taken as said and can be changed like anything else.
    fn usual(&self, typical: &str, out: &mut dyn Write) -> Result<Vec<(String, String)>, TalkError> {
        let mut usual = self.texts.usual(typical);
        if !usual.is_empty() {
            let told: Vec<String> = usual.iter().map(|(key, written)| format!("{key}: {written}")).collect();
            let text = format!("Taken as usual of {typical}, to be changed in the review: {}.", listed(&told));
            summary::say(&text, self.page, out)?;
        }
        usual.insert(0, ("use_case".to_owned(), typical.to_owned()));
        Ok(usual)
    }

    /// The data that a copy is made from.
    fn sources(&self, name: &str) -> Result<Reply<Vec<String>>, TalkError> {
        let names: Vec<String> = self.questions.draft().spec().datasets.keys().cloned().collect();
        let options: Vec<(String, String)> = names.iter().map(|name| (name.clone(), String::new())).collect();
        let question = format!("{name}: From which data is it made?");
        let only: &[usize] = if names.len() == 1 { &[0] } else { &[] };
        let help = "space ticks, Enter ends; Esc back";
        let places = self.prompts.choose_some(&question, &options, Label::Word, only, ["nothing", help])?;
        Ok(match places {
            Reply::Given(places) => Reply::Given(places.into_iter().map(|at| names[at].clone()).collect()),
            Reply::Back => Reply::Back,
            Reply::Stop => Reply::Stop,
        })
    }

    /// Renames a dataset or takes it out, in the review.
    pub(super) fn edit_dataset(&mut self, name: &str, out: &mut dyn Write) -> Result<Step, TalkError> {
        let option = |word: &str, means: &str| (word.to_owned(), means.to_owned());
        let options = [
            option("rename it", ""),
            option("say what it holds", ""),
            option("take it out", "With all that was said of it."),
        ];
        let mut draft: Draft = self.questions.draft().clone();
        match self.prompts.choose(&format!("What about {name}?"), &options, 0, "arrows, Enter; Esc back")? {
            Reply::Given(0) => match self.prompts.text("What is it called?", name, "", ["", "Esc back"])? {
                Reply::Given(other) => match draft.rename_dataset(name, &other) {
                    Ok(()) => self.questions.change(draft),
                    Err(problem) => summary::problem(&problem, self.page, out)?,
                },
                Reply::Back => {}
                Reply::Stop => return Ok(Step::Stop),
            },
            Reply::Given(1) => {
                let known = draft.spec().datasets.get(name).map(|dataset| dataset.holds.clone()).unwrap_or_default();
                match self.prompts.text("What does it hold, in a sentence?", &known, "", ["left out", "Esc back"])? {
                    Reply::Given(holds) => {
                        draft.describe(Some(name), &holds);
                        self.questions.change(draft);
                    }
                    Reply::Back => {}
                    Reply::Stop => return Ok(Step::Stop),
                }
            }
            Reply::Given(_) => {
                draft.remove_dataset(name);
                self.questions.change(draft);
            }
            Reply::Back => {}
            Reply::Stop => return Ok(Step::Stop),
        }
        Ok(Step::On)
    }
}
