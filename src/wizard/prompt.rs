//! Prompts on a terminal: the only home of inquire.
//!
//! A prompt that is higher than the terminal cannot be drawn, and a label that is wider takes several rows: labels are
//! cut to the width, and lists show as many as fit, anew for every prompt.

use std::fmt;

use inquire::list_option::ListOption;
use inquire::ui::{RenderConfig, Styled};
use inquire::{InquireError, MultiSelect, Select, Text};

/// What came of a prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply<T> {
    /// An answer.
    Given(T),
    /// Escape: one step back.
    Back,
    /// Ctrl-C: an end, for now.
    Stop,
}

/// A prompt that cannot be shown.
#[derive(Debug, thiserror::Error)]
#[error("the terminal cannot be asked: {0}")]
pub struct PromptError(InquireError);

/// How prompts look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prompts {
    /// Whether there is colour.
    pub(super) color: bool,
    /// Rows above a prompt that stay in sight.
    pub(super) above: usize,
}

/// What a list shows of its options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// The word, and what it means.
    Word,
    /// Only what it means; the word is shown once it is chosen.
    Meaning,
}

/// An entry of a list: what it stands for, and the label that is shown for it.
#[derive(Clone, Debug)]
struct Entry {
    word: String,
    label: String,
}

impl fmt::Display for Entry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.label)
    }
}

/// Columns that a list takes before a label: a mark, and a box to be ticked.
const MARK: usize = 2;
const BOX: usize = 6;
/// Columns of the marks around a question and a help text.
const FRAME: usize = 4;
/// Rows that stay free: for the cursor, and for what a filter or an error adds.
const SPARE: usize = 3;
/// Entries that are shown at once, so that a window can be made smaller while they are.
const LONGEST: usize = 12;
/// Size of a terminal that does not say how large it is.
const USUAL: (usize, usize) = (80, 24);

impl Prompts {
    pub(super) fn new(color: bool) -> Self {
        Self { color, above: 0 }
    }

    /// The same with rows above that stay in sight.
    pub(super) fn below(self, above: usize) -> Self {
        Self { above, ..self }
    }

    /// One of several, by its place. `start` is the one that is marked at first.
    pub(super) fn choose(
        self,
        question: &str,
        options: &[(String, String)],
        start: usize,
        help: &str,
    ) -> Result<Reply<usize>, PromptError> {
        let room = Room::now(self.above);
        let page = room.page(question, help, options.len());
        let word = |option: ListOption<&Entry>| option.value.word.clone();
        let prompt = Select::new(question, room.entries(options, Label::Word, MARK))
            .with_starting_cursor(start.min(options.len().saturating_sub(1)))
            .with_page_size(page)
            .with_help_message(help)
            .with_formatter(&word)
            .with_render_config(self.look());
        reply(prompt.raw_prompt_skippable().map(|option| option.map(|option| option.index)))
    }

    /// Some of several, by their places. `none` is what it means to take none.
    pub(super) fn choose_some(
        self,
        question: &str,
        options: &[(String, String)],
        label: Label,
        chosen: &[usize],
        [none, help]: [&str; 2],
    ) -> Result<Reply<Vec<usize>>, PromptError> {
        let room = Room::now(self.above);
        let page = room.page(question, help, options.len());
        let words = |options: &[ListOption<&Entry>]| {
            let words = options.iter().map(|option| option.value.word.as_str()).collect::<Vec<_>>().join(", ");
            if words.is_empty() { none.to_owned() } else { words }
        };
        let prompt = MultiSelect::new(question, room.entries(options, label, BOX))
            .with_default(chosen)
            .with_page_size(page)
            .with_keep_filter(false)
            .with_help_message(help)
            .with_formatter(&words)
            .with_render_config(self.look());
        let places = |options: Vec<ListOption<Entry>>| options.into_iter().map(|option| option.index).collect();
        reply(prompt.raw_prompt_skippable().map(|options| options.map(places)))
    }

    /// A line of text, without spaces around it. It starts from `initial`. `none` is what it means to write nothing.
    pub(super) fn text(
        self,
        question: &str,
        initial: &str,
        example: &str,
        [none, help]: [&str; 2],
    ) -> Result<Reply<String>, PromptError> {
        let answered = |text: &str| if text.trim().is_empty() { none.to_owned() } else { text.to_owned() };
        let prompt = Text::new(question)
            .with_initial_value(initial)
            .with_placeholder(example)
            .with_formatter(&answered)
            .with_help_message(help)
            .with_render_config(self.look());
        // What was pasted may have several lines.
        let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        reply(prompt.prompt_skippable().map(|text| text.map(one_line)))
    }

    fn look(self) -> RenderConfig<'static> {
        let look = if self.color { RenderConfig::default_colored() } else { RenderConfig::empty() };
        look.with_answered_prompt_prefix(Styled::new(">")).with_canceled_prompt_indicator(Styled::new("(back)"))
    }
}

fn reply<T>(prompted: Result<Option<T>, InquireError>) -> Result<Reply<T>, PromptError> {
    match prompted {
        Ok(Some(given)) => Ok(Reply::Given(given)),
        Ok(None) | Err(InquireError::OperationCanceled) => Ok(Reply::Back),
        Err(InquireError::OperationInterrupted) => Ok(Reply::Stop),
        Err(error) => Err(PromptError(error)),
    }
}

/// How much room the terminal has.
struct Room {
    width: usize,
    height: usize,
}

impl Room {
    /// The room below so many rows; on a small terminal at least half of it.
    fn now(above: usize) -> Self {
        let size = terminal_size::terminal_size().map(|(width, height)| (usize::from(width.0), usize::from(height.0)));
        let (width, height) = size.filter(|(width, height)| *width > 0 && *height > 0).unwrap_or(USUAL);
        Self { width, height: height - above.min(height / 2) }
    }

    /// How many entries of a list fit under a question.
    fn page(&self, question: &str, help: &str, count: usize) -> usize {
        let rows = |text: &str| (text.chars().count() + FRAME).div_ceil(self.width.max(1));
        let room = self.height.saturating_sub(rows(question) + rows(help) + SPARE);
        room.min(LONGEST).clamp(1, count.max(1))
    }

    /// Entries whose labels fit into a row behind so many columns.
    fn entries(&self, options: &[(String, String)], label: Label, before: usize) -> Vec<Entry> {
        let entry = |(word, means): &(String, String)| {
            let shown = match label {
                Label::Meaning => means.clone(),
                Label::Word if means.is_empty() => word.clone(),
                Label::Word => format!("{word}  {means}"),
            };
            Entry { word: word.clone(), label: self.cut(&shown, before) }
        };
        options.iter().map(entry).collect()
    }

    /// A text that fits into a row behind so many columns.
    fn cut(&self, text: &str, before: usize) -> String {
        let width = self.width.saturating_sub(before + 1).max(1);
        if text.chars().count() <= width {
            return text.to_owned();
        }
        let kept: String = text.chars().take(width.saturating_sub(1)).collect();
        format!("{}…", kept.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_never_higher_than_the_terminal() {
        for (width, height) in [(80, 24), (40, 12), (20, 5), (200, 60)] {
            let room = Room { width, height };
            let page = room.page(&"How is it read? ".repeat(6), "arrows", 14);
            assert!(page == 1 || page + SPARE < height, "{page} of {height}");
        }
    }

    #[test]
    fn a_label_takes_one_row() {
        let options = [("relational".to_owned(), "A row with fixed fields that refers to other rows.".to_owned())];
        for width in [20, 40, 80] {
            let entries = Room { width, height: 24 }.entries(&options, Label::Word, BOX);
            assert!(entries[0].label.chars().count() + BOX < width, "{}", entries[0].label);
            assert_eq!(entries[0].word, "relational");
        }
    }
}
