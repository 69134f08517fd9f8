//! A question as a prompt, and what is picked or typed as an answer.

use super::file::text;
use super::prompt::{Label, PromptError, Prompts, Reply};
use super::texts::{Choice, Form, Wording};
use crate::workload::UNKNOWN;

/// What somebody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A value, as it would stand in a file.
    Written(String),
    /// They do not know.
    NotKnown,
    /// There is nothing: no requirement, no such thing.
    Nothing,
    /// They want to know why it is asked.
    Why,
}

/// What stands in lists for the answers that are no values.
const NOT_KNOWN: (&str, &str) = ("I don't know", "");
const NOTHING: (&str, &str) = ("nothing", "There is none, or nothing is required.");
pub(super) const WHY: (&str, &str) = ("why?", "Why this is asked, and what it would change.");

/// A question that is put.
pub(super) struct Asking<'q> {
    /// Path in the spec.
    pub(super) path: &'q str,
    /// How it is worded.
    pub(super) wording: &'q Wording,
    /// What was answered before, as it would stand in a file.
    pub(super) typed: Option<&'q str>,
    /// What the keys do.
    pub(super) keys: &'q str,
}

impl Asking<'_> {
    /// Puts the question.
    pub(super) fn ask(&self, prompts: Prompts) -> Result<Reply<Answer>, PromptError> {
        match &self.wording.form {
            Form::YesNo => {
                let choice = |word: &str| Choice { word: word.to_owned(), means: String::new() };
                let answer = self.one_of(&[choice("yes"), choice("no")], prompts)?;
                Ok(given(answer, |answer| match answer {
                    Answer::Written(word) => Answer::Written((word == "yes").to_string()),
                    other => other,
                }))
            }
            Form::Choice(choices) => self.one_of(choices, prompts),
            Form::Choices { choices, shares } => self.some_of(choices, *shares, prompts),
            Form::Names { known, many: true } if !known.is_empty() => self.some_of(known, false, prompts),
            Form::Names { known, many: false } if !known.is_empty() => self.one_of(known, prompts),
            Form::Names { many, .. } => Ok(given(self.typed_in(prompts)?, |answer| match answer {
                Answer::Written(names) => Answer::Written(listed(&names, *many)),
                other => other,
            })),
            Form::Quantity(_) => self.typed_in(prompts),
        }
    }

    /// The question with what it is about.
    fn question(&self) -> String {
        match self.path.strip_prefix("datasets.").and_then(|rest| rest.split_once('.')) {
            Some((dataset, _)) => format!("{dataset}: {}", self.wording.question),
            None => self.wording.question.clone(),
        }
    }

    /// One of several. Whoever only presses Enter has not said anything.
    fn one_of(&self, choices: &[Choice], prompts: Prompts) -> Result<Reply<Answer>, PromptError> {
        let option = |(word, means): (&str, &str), answer| ((word.to_owned(), means.to_owned()), answer);
        let mut options = vec![option(NOT_KNOWN, Answer::NotKnown)];
        options.extend(choices.iter().map(|choice| (entry(choice), Answer::Written(text(&choice.word)))));
        if self.wording.may_be_nothing {
            options.push(option(NOTHING, Answer::Nothing));
        }
        options.push(option(WHY, Answer::Why));
        let (labels, mut answers): (Vec<_>, Vec<_>) = options.into_iter().unzip();
        let typed = self.typed.map(|typed| match typed {
            "true" => "yes",
            "false" => "no",
            other => other,
        });
        let place = typed.and_then(|typed| choices.iter().position(|choice| choice.word == typed));
        let start = place.map_or(0, |place| place + 1);
        let chosen = prompts.choose(&self.question(), &labels, start, &format!("arrows, Enter; {}", self.keys))?;
        Ok(given(chosen, |at| answers.swap_remove(at)))
    }

    fn some_of(&self, choices: &[Choice], shares: bool, prompts: Prompts) -> Result<Reply<Answer>, PromptError> {
        let mut options: Vec<(String, String)> = choices.iter().map(entry).collect();
        options.push((WHY.0.to_owned(), WHY.1.to_owned()));
        let before = self.typed.map(words).unwrap_or_default();
        let chosen: Vec<usize> = (0..choices.len()).filter(|at| before.contains(&choices[*at].word.as_str())).collect();
        let none = if self.wording.may_be_nothing { "none: nothing is required" } else { "none: I don't know" };
        let help = format!("space ticks, Enter ends, {none}; {}", self.keys);
        let ticked =
            match prompts.choose_some(&self.question(), &options, Label::Word, &chosen, [self.silent(), &help])? {
                Reply::Given(ticked) => ticked,
                Reply::Back => return Ok(Reply::Back),
                Reply::Stop => return Ok(Reply::Stop),
            };
        if ticked.contains(&choices.len()) {
            return Ok(Reply::Given(Answer::Why));
        }
        let words: Vec<&str> = ticked.iter().map(|at| choices[*at].word.as_str()).collect();
        match words.as_slice() {
            [] => Ok(Reply::Given(self.silence())),
            [_, _, ..] if shares => self.shares(&words, prompts),
            words => Ok(Reply::Given(Answer::Written(list(words)))),
        }
    }

    /// How often each of several operations comes.
    fn shares(&self, words: &[&str], prompts: Prompts) -> Result<Reply<Answer>, PromptError> {
        let question = format!("How often is each: {}?", words.join(", "));
        let example = match words.len() {
            2 => "such as 80, 20",
            3 => "such as 70, 20, 10",
            _ => "such as 50, 30, ... in this order",
        };
        let before = self.typed.map(numbers).filter(|numbers| numbers.len() == words.len()).unwrap_or_default();
        let help = format!("per cent in this order; Enter: about alike; {}", self.keys);
        let typed = prompts.text(&question, &before.join(", "), example, ["about alike", &help])?;
        Ok(given(typed, |typed| {
            let shares = numbers(&typed);
            if shares.is_empty() {
                return Answer::Written(list(words));
            }
            // What was named without a number, or numbered without a name, is told by the check of the whole.
            let share = |at: usize| shares.get(at).cloned().unwrap_or_else(|| "0".to_owned());
            let entries = words.iter().enumerate().map(|(at, word)| format!("{word}: {} %", share(at)));
            Answer::Written(format!("{{{}}}", entries.collect::<Vec<_>>().join(", ")))
        }))
    }

    fn typed_in(&self, prompts: Prompts) -> Result<Reply<Answer>, PromptError> {
        let example = self.wording.examples.join(", ");
        let example = if example.is_empty() { String::new() } else { format!("such as {example}") };
        let none = if self.wording.may_be_nothing {
            format!("Enter: nothing is required, `{UNKNOWN}`: I don't know")
        } else {
            "Enter: I don't know".to_owned()
        };
        let help = format!("{none}; ? why; {}", self.keys);
        let typed = prompts.text(&self.question(), self.typed.unwrap_or_default(), &example, [self.silent(), &help])?;
        Ok(given(typed, |typed| match typed.as_str() {
            "" => self.silence(),
            "?" => Answer::Why,
            UNKNOWN => Answer::NotKnown,
            _ => Answer::Written(typed),
        }))
    }

    /// What it means to say nothing.
    fn silence(&self) -> Answer {
        if self.wording.may_be_nothing { Answer::Nothing } else { Answer::NotKnown }
    }

    /// The same in words.
    fn silent(&self) -> &'static str {
        if self.wording.may_be_nothing { "nothing" } else { "not known" }
    }
}

fn given<T, U>(reply: Reply<T>, map: impl FnOnce(T) -> U) -> Reply<U> {
    match reply {
        Reply::Given(given) => Reply::Given(map(given)),
        Reply::Back => Reply::Back,
        Reply::Stop => Reply::Stop,
    }
}

fn entry(choice: &Choice) -> (String, String) {
    (choice.word.clone(), choice.means.clone())
}

fn list(words: &[&str]) -> String {
    format!("[{}]", words.iter().map(|word| text(word)).collect::<Vec<_>>().join(", "))
}

/// Names that were typed with commas between them.
fn listed(typed: &str, many: bool) -> String {
    let typed = typed.trim_matches(['[', ']']);
    if !many {
        return text(typed);
    }
    list(&typed.split(',').map(str::trim).filter(|name| !name.is_empty()).collect::<Vec<_>>())
}

/// The words of a value: of a list, of shares, or a single one.
fn words(written: &str) -> Vec<&str> {
    let inner = written.trim_matches(['[', ']', '{', '}']);
    let word = |part: &'_ str| part.split(':').next().unwrap_or_default().trim().trim_matches('"').len();
    inner
        .split(',')
        .map(|part| {
            let start = part.trim_start();
            let start = start.trim_start_matches('"');
            &start[..word(part).min(start.len())]
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// The numbers in a text, in their order.
fn numbers(text: &str) -> Vec<String> {
    let is_part = |letter: char| letter.is_ascii_digit() || letter == '.';
    text.split(|letter| !is_part(letter))
        .filter(|part| part.contains(|letter: char| letter.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_value_are_found_however_it_is_written() {
        assert_eq!(words("relational"), ["relational"]);
        assert_eq!(words("[lookup, range]"), ["lookup", "range"]);
        assert_eq!(words("{lookup: 60 %, range: 40 %}"), ["lookup", "range"]);
        assert_eq!(words(r#"["lookup", "bulk-insert"]"#), ["lookup", "bulk-insert"]);
    }

    #[test]
    fn shares_are_read_with_and_without_names_and_signs() {
        assert_eq!(numbers("60, 30, 10"), ["60", "30", "10"]);
        assert_eq!(numbers("{lookup: 62.5 %, range: 37.5 %}"), ["62.5", "37.5"]);
        assert!(numbers("[lookup, range]").is_empty());
    }

    #[test]
    fn names_are_a_list_where_several_may_stand() {
        assert_eq!(listed("java, python", true), "[java, python]");
        assert_eq!(listed("check: out", false), r#""check: out""#);
    }
}
