//! What would have to be otherwise for the recommendation to change, in its view.

use schemars::JsonSchema;
use serde::Serialize;

use super::effect::{EffectView, effects};
use super::view::{KnowledgeView, rounded};
use crate::decision::{Evaluation, OfChoice, OfQuantity, Sensitivity, Turn};
use crate::quantity::{Kind, spelled};
use crate::workload::Stands;

/// The outcome of `sensitivity`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SensitivityView {
    /// Version of this format.
    pub format: u32,
    /// Version of the program.
    pub whichdb: String,
    /// The knowledge that was used.
    pub knowledge: KnowledgeView,
    /// Name of the system.
    pub name: String,
    /// Whether any architecture meets the hard requirements.
    pub feasible: bool,
    /// The quantities that the spec states, the one first that has to move least.
    pub quantities: Vec<QuantityView>,
    /// The choices that the spec states, those first of which most alternatives change something.
    pub choices: Vec<ChoiceView>,
}

/// A quantity, and how far it can move.
#[derive(Debug, Serialize, JsonSchema)]
pub struct QuantityView {
    /// Path in the spec.
    pub path: String,
    /// What it is now, as a spec has it; the middle of a range.
    pub now: String,
    /// What it is now, for people, with two or three digits.
    #[serde(skip)]
    pub about: String,
    /// The nearest change below; null when nothing changes within the bounds.
    pub below: Option<TurnView>,
    /// The nearest change above; null when nothing changes within the bounds.
    pub above: Option<TurnView>,
    /// The least and the greatest value that was tried.
    pub bounds: [String; 2],
}

/// The nearest value at which something changes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TurnView {
    /// The value, as a spec has it.
    pub at: String,
    /// The value for people, with two or three digits.
    #[serde(skip)]
    pub about: String,
    /// The last value before it at which nothing changes.
    pub same_until: String,
    /// How many times as much as now it is, or how many times as little; of a share near the whole what it lacks.
    pub ratio: f64,
    /// The month in which growth takes the quantity there; null where it does not.
    pub month: Option<u32>,
    /// What would be recommended otherwise.
    pub changes: Vec<EffectView>,
}

/// A choice with its alternatives.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChoiceView {
    /// Path in the spec.
    pub path: String,
    /// What it is now, as a spec has it.
    pub now: String,
    /// Alternatives under which something changes.
    pub alternatives: Vec<AlternativeView>,
    /// Alternatives under which nothing does.
    pub same: Vec<String>,
}

/// An alternative under which something changes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AlternativeView {
    /// What would stand there, as a spec has it.
    pub value: String,
    /// What would be recommended otherwise.
    pub changes: Vec<EffectView>,
}

impl SensitivityView {
    /// Builds the view.
    #[must_use]
    pub fn of(evaluation: &Evaluation<'_>, sensitivity: &Sensitivity) -> Self {
        Self {
            format: 1,
            whichdb: env!("CARGO_PKG_VERSION").into(),
            knowledge: KnowledgeView::of(evaluation.knowledge),
            name: evaluation.spec.name.clone(),
            feasible: evaluation.architecture().is_some(),
            quantities: sensitivity.quantities.iter().map(|quantity| of_quantity(evaluation, quantity)).collect(),
            choices: sensitivity.choices.iter().map(|choice| of_choice(evaluation, choice)).collect(),
        }
    }
}

fn of_quantity(evaluation: &Evaluation<'_>, quantity: &OfQuantity) -> QuantityView {
    let turn = |turn: &Option<Turn>| turn.as_ref().map(|turn| of_turn(evaluation, quantity.kind, turn));
    QuantityView {
        path: quantity.path.clone(),
        now: spelled(quantity.kind, quantity.now),
        about: quantity.kind.for_people(quantity.now),
        below: turn(&quantity.below),
        above: turn(&quantity.above),
        bounds: [quantity.bounds.low, quantity.bounds.high].map(|end| spelled(quantity.kind, end)),
    }
}

fn of_turn(evaluation: &Evaluation<'_>, kind: Kind, turn: &Turn) -> TurnView {
    TurnView {
        at: spelled(kind, turn.at),
        about: kind.for_people(turn.at),
        same_until: spelled(kind, turn.same_until),
        ratio: rounded(turn.ratio),
        month: turn.month,
        changes: effects(evaluation, &turn.differences),
    }
}

fn of_choice(evaluation: &Evaluation<'_>, choice: &OfChoice) -> ChoiceView {
    let written = |value: &Stands| value.written(&choice.kind);
    ChoiceView {
        path: choice.path.clone(),
        now: written(&choice.now),
        alternatives: choice
            .alternatives
            .iter()
            .map(|alternative| AlternativeView {
                value: written(&alternative.value),
                changes: effects(evaluation, &alternative.differences),
            })
            .collect(),
        same: choice.same.iter().map(written).collect(),
    }
}
