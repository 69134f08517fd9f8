//! Advice as a report gives it: the same for several stores or datasets is told once.

use schemars::JsonSchema;
use serde::Serialize;

use crate::knowledge::spec::Topic;
use crate::report::view::{GuidanceView, Made};
use crate::words::{Words, listed};

/// A piece of advice, told once for all that it is for.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AdviceView {
    /// Id.
    pub id: Words,
    /// What it is about.
    pub topic: Topic,
    /// The advice, with its numbers for the first subject.
    pub says: Words,
    /// When the test that it describes is passed.
    pub passes: Option<Words>,
    /// Stores or datasets that get the same advice with other numbers.
    pub likewise: Vec<Words>,
    /// Sources, by id.
    pub sources: Vec<Words>,
    /// Reason of a judgement, where there is no source.
    pub assumption: Option<Words>,
}

/// Advice of the same id as one, where only names and numbers differ. What is worded for one store or dataset without a
/// name is given one.
pub(super) fn advice(guidance: &Made<'_, GuidanceView>) -> Vec<AdviceView> {
    let mut told: Vec<(AdviceView, Vec<String>)> = Vec::new();
    for GuidanceView { id, topic, subjects, for_system, says, passes, sources, assumption } in guidance.iter() {
        let words = words(&says, &subjects);
        if let Some((known, _)) = told.iter_mut().find(|(known, known_words)| known.id == id && *known_words == words) {
            known.likewise.extend(subjects);
            continue;
        }
        let lower = says.to_lowercase();
        let is_named = for_system || subjects.iter().any(|name| lower.contains(&name.to_lowercase()));
        let says = if is_named { says } else { format!("{}: {says}", listed(&subjects)).into() };
        told.push((AdviceView { id, topic, says, passes, likewise: Vec::new(), sources, assumption }, words));
    }
    told.into_iter().map(|(advice, _)| advice).collect()
}

/// The words of a piece of advice without the names of its subjects and without quantities.
fn words(says: &str, subjects: &[Words]) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let mut kept = Vec::new();
    let mut after_number = false;
    for word in says.split_whitespace().map(bare) {
        let is_number = word.chars().any(|letter| letter.is_ascii_digit());
        let is_name = word == "and" || subjects.iter().any(|name| *name == word);
        // Behind a number stands its unit.
        if !is_number && !after_number && !is_name {
            kept.push(word);
        }
        after_number = is_number;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_and_quantities_make_no_difference_and_words_do() {
        let of = |says: &str, names: &[&str]| words(says, &names.iter().map(|name| (*name).into()).collect::<Vec<_>>());
        let first = of("Restore a and b within 5 min.", &["a", "b"]);
        assert_eq!(first, of("Restore c within 2 h.", &["c"]));
        assert_ne!(of("Set serializable for a.", &["a"]), of("Set repeatable-read for b.", &["b"]));
    }
}
