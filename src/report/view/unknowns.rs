//! Facts that nobody stated, and what they would change.

use schemars::JsonSchema;
use serde::Serialize;

use super::{RecommendationView, rounded};
use crate::decision::{Evaluation, FactCertainty, Supposed, Unknown, asked_for};
use crate::quantity::Kind;
use crate::report::effect::{EffectView, effects};
use crate::words::Words;
use crate::workload::{Given, GivenKind};

/// A fact that is not known.
#[derive(Debug, Serialize, JsonSchema)]
pub struct UnknownView {
    /// Path in the spec.
    pub fact: String,
    /// Probability that the answer changes once it is known; null when it was not computed.
    pub weight: Option<f64>,
    /// Rules that looked at it in vain.
    pub rules: u32,
    /// The question that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Words>,
    /// Whether the answer is the same whatever it is; null when it was not computed.
    pub irrelevant: Option<bool>,
    /// What would be answered otherwise, the likeliest first.
    pub answers: Vec<SupposedView>,
}

/// Values of an unknown fact under which the answer is another.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SupposedView {
    /// The values in words, such as `per-row` or `from 40 GB on`.
    pub when: String,
    /// Values of the spec that stand for them.
    pub values: Vec<String>,
    /// How likely they are, 0 to 1.
    pub share: f64,
    /// What would be answered otherwise.
    pub changes: Vec<EffectView>,
}

/// Facts that rules looked at in vain, those that most looked at first, without what they would change.
pub(super) fn of(evaluation: &Evaluation<'_>) -> Vec<UnknownView> {
    let bare = |(fact, rules)| UnknownView {
        fact,
        weight: None,
        rules,
        question: None,
        irrelevant: None,
        answers: Vec::new(),
    };
    let mut unknowns: Vec<UnknownView> = asked_for(evaluation).into_iter().map(bare).collect();
    unknowns.sort_by(|left, right| right.rules.cmp(&left.rules).then_with(|| left.fact.cmp(&right.fact)));
    unknowns
}

impl RecommendationView<'_> {
    /// Adds what unknown facts would change, and how sure the recommendation is in view of them.
    pub fn add_unknowns(
        &mut self,
        evaluation: &Evaluation<'_>,
        unknowns: &[Unknown],
        certainty: Option<&FactCertainty>,
    ) {
        self.unknowns = unknowns.iter().map(|unknown| view(evaluation, unknown)).collect();
        let Some(certainty) = certainty else { return };
        self.certainty_by_facts = Some(rounded(certainty.whole));
        for (dataset, certainty) in self.datasets.values_mut().zip(&certainty.datasets) {
            dataset.certainty_by_facts = Some(rounded(*certainty));
        }
    }
}

/// The view of one of them.
pub(in crate::report) fn view(evaluation: &Evaluation<'_>, unknown: &Unknown) -> UnknownView {
    let given = Given::find(evaluation.spec, &unknown.path);
    let kind = given.map_or(GivenKind::Flag, |given| given.kind(evaluation.spec));
    UnknownView {
        fact: unknown.path.clone(),
        weight: unknown.weight.map(rounded),
        rules: unknown.rules,
        question: unknown.question.clone(),
        irrelevant: unknown.weight.map(|_| unknown.is_irrelevant()),
        answers: unknown.supposed.iter().map(|supposed| of_values(evaluation, &kind, supposed)).collect(),
    }
}

fn of_values(evaluation: &Evaluation<'_>, kind: &GivenKind, supposed: &Supposed) -> SupposedView {
    let values: Vec<String> = supposed.values.iter().map(|value| value.written(kind)).collect();
    let when = match (supposed.range, kind) {
        (Some(range), GivenKind::Number(kind)) => {
            // Counts are whole: a part of the range begins and ends with one.
            let whole = *kind == Kind::Count;
            let low = kind.for_people(if whole { range.low.ceil() } else { range.low });
            let high = kind.for_people(if whole { range.high.floor() } else { range.high });
            match supposed.ends {
                [true, true] => "whatever it is".to_owned(),
                [true, false] => format!("up to {high}"),
                [false, true] => format!("from {low} on"),
                [false, false] => format!("{low} to {high}"),
            }
        }
        (_, GivenKind::Flag) => values.iter().map(|value| if value == "true" { "yes" } else { "no" }).collect(),
        _ => values.iter().map(|value| value.trim_matches(['[', ']'])).collect::<Vec<_>>().join(" or "),
    };
    SupposedView { when, values, share: rounded(supposed.share), changes: effects(evaluation, &supposed.differences) }
}
