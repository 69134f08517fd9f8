//! Lists of questions, of which those are ticked that can be answered.

use std::io::Write;

use super::answers::WHY;
use super::conversation::{KEYS, Step, Talk, TalkError};
use super::prompt::{Label, Reply};
use super::questionnaire::Offer;
use super::summary;
use crate::workload::Given;

impl Talk<'_> {
    /// Asks which questions can be answered.
    pub(super) fn offer(&mut self, offer: &Offer, out: &mut dyn Write) -> Result<Step, TalkError> {
        let count = offer.paths.len();
        let (question, whose) = match &offer.dataset {
            Some(name) => (format!("{name}: Which of these {count} can you answer?"), name.as_str()),
            None => (format!("Which of these {count} can you answer?"), "the system"),
        };
        let spec = self.questions.draft().answerable();
        let mut options: Vec<(String, String)> = offer
            .paths
            .iter()
            .map(|path| {
                let key = Given::find(&spec, path).map_or_else(|| path.clone(), |given| given.name().to_owned());
                let wording = Given::find(&spec, path).and_then(|given| self.texts.question(&given.written()));
                (key, wording.unwrap_or(path).to_owned())
            })
            .collect();
        options.push((WHY.0.to_owned(), WHY.0.to_owned()));
        let help = format!("space ticks, Enter ends; {KEYS}; question {}", self.place());
        loop {
            let before: Vec<usize> = (0..count).filter(|at| self.ticked.contains(&offer.paths[*at])).collect();
            let places = match self.prompts.choose_some(
                &question,
                &options,
                Label::Meaning,
                &before,
                ["none of these", &help],
            )? {
                Reply::Given(places) => places,
                Reply::Back => return Ok(Step::Back),
                Reply::Stop => return Ok(Step::Stop),
            };
            let paths: Vec<String> = places.iter().filter_map(|at| offer.paths.get(*at).cloned()).collect();
            offer.paths.iter().for_each(|path| {
                self.ticked.remove(path);
            });
            self.ticked.extend(paths.iter().cloned());
            if places.contains(&count) {
                summary::say(&why(whose, offer), self.page, out)?;
                continue;
            }
            self.questions.answer_offer(offer, &paths);
            return Ok(Step::On);
        }
    }
}

fn why(whose: &str, offer: &Offer) -> String {
    let order = if offer.dataset.is_some() {
        "What is ticked is asked as long as it can change the recommendation; what would change it most stands first."
    } else {
        "What is ticked is asked, since it bears on all data."
    };
    format!(
        "Few people can answer all of this about {whose}. {order} The rest is taken as not known, or as not required; \
         the review at the end has it all."
    )
}
