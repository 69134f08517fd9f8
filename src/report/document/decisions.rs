//! Decisions in the words of the reader: the same one about several stores or datasets is told once.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::decision::Evaluation;
use crate::knowledge::Subject;
use crate::report::view::{DecisionView, FigureView};
use crate::words::Words;

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

/// All decisions, those in the same words as one, in the order of the tables.
pub(super) fn shared(evaluation: &Evaluation<'_>, decisions: &[DecisionView]) -> Vec<SharedDecisionView> {
    let mut shared: Vec<SharedDecisionView> = Vec::new();
    for decision in decisions {
        let Some(table) = evaluation.knowledge.decision(&decision.name) else { continue };
        // Classes are shown with the datasets.
        if table.defines.is_some() {
            continue;
        }
        for because in &decision.because {
            let figures = figures(&decision.figures);
            let same = |known: &&mut SharedDecisionView| {
                known.name == decision.name
                    && known.choice == decision.choice
                    && known.says == because.says
                    && known.figures == figures
            };
            if let Some(known) = shared.iter_mut().find(same) {
                known.subjects.push(decision.subject.clone());
                continue;
            }
            shared.push(SharedDecisionView {
                name: decision.name.clone(),
                asks: table.asks.clone(),
                about: about(table.subject).into(),
                choice: decision.choice.clone(),
                subjects: vec![decision.subject.clone()],
                says: because.says.clone(),
                figures,
                least: decision.least,
                sources: because.sources.clone(),
                assumption: because.assumption.clone(),
            });
        }
    }
    shared
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
