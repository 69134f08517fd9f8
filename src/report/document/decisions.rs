//! Decisions in the words of the reader: the same one about several stores or datasets is told once.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::decision::Evaluation;
use crate::knowledge::Subject;
use crate::report::view::{DecisionView, FigureView, Made};
use crate::words::{Words, listed};

/// A decision about one or several subjects.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SharedDecisionView {
    /// Id of the table.
    pub name: Words,
    /// The question that the table answers.
    pub asks: Words,
    /// What the table is about: system, store, dataset or pair.
    pub about: Words,
    /// The choice.
    pub choice: Words,
    /// The stores, datasets or pairs of datasets that it is about; the system's name for the system.
    pub subjects: Vec<Words>,
    /// The same in words: `all stores`, or their names.
    pub of: Words,
    /// Why.
    pub says: Words,
    /// Numbers that go with it, by name; those that are not known are left out.
    pub figures: IndexMap<Words, Words>,
    /// Whether no row of the table is true, so that the choice is the one with the least machinery.
    pub least: bool,
    /// Sources, by id.
    pub sources: Vec<Words>,
    /// Reason of a judgement, where there is no source.
    pub assumption: Option<Words>,
}

/// Stands for the subjects of decisions in the same words.
const SUBJECT: &str = "\u{1}";

/// All decisions, those in the same words as one, in the order of the tables.
pub(super) fn shared(evaluation: &Evaluation<'_>, decisions: &Made<'_, DecisionView>) -> Vec<SharedDecisionView> {
    // Each with its words while it has one subject, and its words for any subject.
    let mut shared: Vec<(SharedDecisionView, String)> = Vec::new();
    for decision in decisions.iter() {
        let Some(table) = evaluation.knowledge.decision(&decision.name) else { continue };
        // Classes are shown with the datasets.
        if table.defines.is_some() {
            continue;
        }
        let figures = figures(&decision.figures);
        for because in &decision.because {
            let says = with_subject(&because.says, &decision.subject, SUBJECT);
            let same = |(known, words): &&mut (SharedDecisionView, String)| {
                (&known.name, &known.choice, &known.figures) == (&decision.name, &decision.choice, &figures)
                    && *words == says
            };
            if let Some((known, _)) = shared.iter_mut().find(same) {
                known.subjects.push(decision.subject.clone());
                continue;
            }
            let view = SharedDecisionView {
                name: decision.name.clone(),
                asks: table.asks.clone(),
                about: about(table.subject).into(),
                choice: decision.choice.clone(),
                subjects: vec![decision.subject.clone()],
                of: Words::default(),
                says: because.says.clone(),
                figures: figures.clone(),
                least: decision.least,
                sources: because.sources.clone(),
                assumption: because.assumption.clone(),
            };
            shared.push((view, says));
        }
    }
    let stores: Vec<Words> = evaluation
        .architecture()
        .map_or_else(Vec::new, |architecture| architecture.stores.iter().map(|store| store.name.clone()).collect());
    let datasets: Vec<Words> = evaluation.facts.datasets.iter().map(|dataset| Words::from(&dataset.name)).collect();
    let told = shared.into_iter().map(|(mut view, says)| {
        let of = match view.about.as_str() {
            "store" => together(&view.subjects, &stores, "all stores"),
            "dataset" => together(&view.subjects, &datasets, "all datasets"),
            _ => listed(&view.subjects),
        };
        view.says = says.replace(SUBJECT, &of).into();
        view.of = of.into();
        view
    });
    told.collect()
}

/// From so many on it is shorter to name those that are left out.
const MANY: usize = 4;

/// Subjects in words: all of them, all but one, or their names.
fn together(subjects: &[Words], all: &[Words], everything: &str) -> String {
    let mut others = all.iter().filter(|name| !subjects.contains(name));
    match (others.next(), others.next()) {
        (None, _) if all.len() > 1 => everything.to_owned(),
        (Some(other), None) if all.len() > MANY => format!("{everything} but {other}"),
        _ => listed(subjects),
    }
}

/// A text with another word in the place of a name, where that stands as a word of its own. A common noun that happens
/// to be the name is replaced, too; such a text equals no other with another name, so that it is never shared.
fn with_subject(text: &str, name: &str, word: &str) -> String {
    let is_apart =
        |letter: Option<char>| !letter.is_some_and(|letter| letter.is_alphanumeric() || "-_".contains(letter));
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name).filter(|_| !name.is_empty()) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        let last = before.chars().next_back().or(out.chars().next_back());
        out.push_str(before);
        out.push_str(if is_apart(last) && is_apart(after.chars().next()) { word } else { name });
        rest = after;
    }
    out + rest
}

fn figures(figures: &IndexMap<Words, Option<FigureView>>) -> IndexMap<Words, Words> {
    let known = figures.iter().filter_map(|(name, figure)| Some((name, figure.as_ref()?)));
    known.map(|(name, figure)| (name.replace('_', " ").into(), figure.says.clone())).collect()
}

fn about(subject: Subject) -> &'static str {
    match subject {
        Subject::System => "system",
        Subject::Store => "store",
        Subject::Dataset => "dataset",
        Subject::Pair => "pair",
    }
}

#[cfg(test)]
mod tests {
    use super::with_subject;

    #[test]
    fn only_whole_names_are_replaced() {
        assert_eq!(
            with_subject("orders of pre-orders, reorders: orders.", "orders", "X"),
            "X of pre-orders, reorders: X."
        );
    }
}
