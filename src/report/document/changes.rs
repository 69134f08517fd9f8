//! What would change the answer: values that are near a turn, unknown facts, scenarios; each in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::Naming;
use crate::report::phrases::scenario_in_words;
use crate::report::sensitivity::{QuantityView, SensitivityView, TurnView};
use crate::report::view::{ScenarioView, UnknownView};
use crate::words::Words;

/// What would have to change for the recommendation to change.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TurnsView {
    /// The turns of quantities, the nearest first.
    pub points: Vec<PointView>,
    /// Choices of the spec that decide, each with an alternative that would be answered otherwise.
    pub choices: Vec<AlternativeChoiceView>,
    /// How many quantities were moved.
    pub quantities: usize,
}

/// The nearest value of a quantity at which the answer changes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PointView {
    /// Path in the spec.
    pub path: Words,
    /// What it is now.
    pub now: Words,
    /// The value, with two or three digits.
    pub at: Words,
    /// Whether it lies above what it is now.
    pub above: bool,
    /// How many times as much as now it is, or how many times as little.
    pub ratio: f64,
    /// The month before the horizon in which growth takes the quantity there; null where it does not.
    pub month: Option<u32>,
    /// What would be recommended otherwise.
    pub says: Words,
    /// Whether an engine is another then, or there is none.
    pub turns_engine: bool,
    /// Whether growth takes it there before the horizon, and an engine is another then.
    pub grows_there: bool,
}

/// A choice of the spec that decides.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AlternativeChoiceView {
    /// Path in the spec.
    pub path: Words,
    /// What it is now.
    pub now: Words,
    /// What it could be, with the same outcome.
    pub then: Vec<Words>,
    /// What would be recommended otherwise.
    pub says: Words,
}

/// A fact that is not known, and what it would change.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OpenQuestionView {
    /// Path in the spec.
    pub fact: Words,
    /// Probability that the answer changes once it is known; null when it was not computed.
    pub weight: Option<f64>,
    /// The question that it answers.
    pub question: Option<Words>,
    /// Whether the answer is the same whatever it is; null when it was not computed.
    pub irrelevant: Option<bool>,
    /// Whether it is likely enough to change the answer to be asked.
    pub worth_asking: bool,
    /// What would be answered otherwise.
    pub answers: Vec<OpenAnswerView>,
}

/// An answer to an open question that changes something.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OpenAnswerView {
    /// The answer.
    pub when: Words,
    /// How likely it is.
    pub share: f64,
    /// What would be recommended otherwise.
    pub says: Words,
}

/// The answer under a scenario of the spec.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CaseView {
    /// Its name.
    pub name: Words,
    /// Whether any architecture meets the hard requirements then.
    pub feasible: bool,
    /// Whether the engines that are recommended without it meet the requirements under it too.
    pub holds: bool,
    /// How it goes then.
    pub says: Words,
}

/// A value that has to move by more than this factor is told by `sensitivity` alone.
const FARTHEST: f64 = 20.0;

/// Chance of another answer from which on a question is worth somebody's time.
const WORTH_ASKING: f64 = 0.05;

/// The turns of a sensitivity analysis.
pub(super) fn turns(sensitivity: &SensitivityView, naming: &Naming<'_>) -> TurnsView {
    // How far the plan reaches is no property of the system.
    let mut points: Vec<PointView> = sensitivity
        .quantities
        .iter()
        .filter(|quantity| quantity.path != "horizon")
        .flat_map(|quantity| of_quantity(quantity, naming))
        .collect();
    // Beyond this it would be another system.
    points.retain(|point| point.ratio <= FARTHEST);
    points.sort_by(|one, other| one.ratio.total_cmp(&other.ratio).then_with(|| one.path.cmp(&other.path)));
    let choices = sensitivity.choices.iter().filter(|choice| is_decided(&choice.path)).flat_map(|choice| {
        let turning = choice.alternatives.iter().filter(|alternative| turns_engine(&alternative.changes));
        let mut told: Vec<AlternativeChoiceView> = Vec::new();
        for alternative in turning {
            let (then, says) = (bare(&alternative.value), naming.effects(&alternative.changes));
            match told.iter_mut().find(|known| known.says == says) {
                Some(known) => known.then.push(then),
                None => told.push(AlternativeChoiceView {
                    path: Words::from(&choice.path),
                    now: bare(&choice.now),
                    then: vec![then],
                    says: says.into(),
                }),
            }
        }
        told
    });
    TurnsView { choices: choices.collect(), quantities: sensitivity.quantities.len(), points }
}

/// Whether somebody decides on it: what the data is like is no choice.
fn is_decided(path: &str) -> bool {
    !path.contains(".variety.") && !path.contains(".access.")
}

/// A value without the brackets of a list.
fn bare(value: &str) -> Words {
    value.trim_matches(['[', ']']).into()
}

fn of_quantity(quantity: &QuantityView, naming: &Naming<'_>) -> Vec<PointView> {
    let month = |turn: &TurnView| turn.month.filter(|month| *month <= naming.months);
    let point = |turn: &TurnView, above: bool| PointView {
        path: Words::from(&quantity.path),
        now: Words::from(&quantity.about),
        at: at(quantity, turn, above),
        above,
        ratio: turn.ratio,
        month: month(turn),
        says: naming.effects(&turn.changes).into(),
        turns_engine: turns_engine(&turn.changes),
        grows_there: month(turn).is_some() && turns_engine(&turn.changes),
    };
    let below = quantity.below.iter().map(|turn| point(turn, false));
    below.chain(quantity.above.iter().map(|turn| point(turn, true))).collect()
}

/// The value in words; one that rounds to what it is now is just beside it.
fn at(quantity: &QuantityView, turn: &TurnView, above: bool) -> Words {
    let beside = if above { "just above" } else { "just below" };
    if turn.about == quantity.about { format!("{beside} {}", turn.about).into() } else { Words::from(&turn.about) }
}

fn turns_engine(changes: &[crate::report::EffectView]) -> bool {
    use crate::report::Affected;
    changes.iter().any(|change| matches!(change.affects, Affected::Engine | Affected::Feasible))
}

/// Unknown facts, in their order.
pub(super) fn open_questions(unknowns: &[UnknownView], naming: &Naming<'_>) -> Vec<OpenQuestionView> {
    let of = |unknown: &UnknownView| OpenQuestionView {
        fact: Words::from(&unknown.fact),
        weight: unknown.weight,
        question: unknown.question.clone(),
        irrelevant: unknown.irrelevant,
        worth_asking: unknown.weight.is_some_and(|weight| weight >= WORTH_ASKING),
        answers: unknown
            .answers
            .iter()
            .map(|answer| OpenAnswerView {
                when: Words::from(&answer.when),
                share: answer.share,
                says: naming.effects(&answer.changes).into(),
            })
            .collect(),
    };
    unknowns.iter().map(of).collect()
}

/// The scenarios of the spec.
pub(super) fn cases(scenarios: &[ScenarioView]) -> Vec<CaseView> {
    let of = |scenario: &ScenarioView| CaseView {
        name: scenario.name.clone(),
        feasible: scenario.feasible,
        holds: scenario.holds,
        says: scenario_in_words(scenario).into(),
    };
    scenarios.iter().map(of).collect()
}
