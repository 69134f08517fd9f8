//! What was considered for a dataset: the best engines term by term, and those that were struck out by their rules.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::decision::{DatasetEvaluation, Evaluation, Scored};
use crate::report::view::rounded;
use crate::words::Words;

/// Engines of other groups that are compared with the chosen one.
const COMPARED: usize = 3;
/// Terms smaller than this decide nothing.
const TELLING: f64 = 0.004;

/// An engine that meets the requirements of a dataset, the best of its compatibility group.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OptionView {
    /// Id of the engine, or of the extension that makes the difference.
    pub engine: Words,
    /// Display name, with the extension's.
    pub name: Words,
    /// Whether it is the one that was chosen.
    pub chosen: bool,
    /// Its score for this dataset alone.
    pub score: f64,
    /// What was taken off the weighted sum: for strained operations, for what is not settled, for being an edition.
    pub deduction: f64,
    /// Criteria on which it is behind the chosen one, the largest difference first.
    pub loses: Vec<TermView>,
    /// Criteria on which it is ahead.
    pub gains: Vec<TermView>,
    /// Requirements that unknown facts leave undecided.
    pub at_risk: Vec<Words>,
}

/// A difference of two weighted values.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TermView {
    /// Id of the criterion.
    pub criterion: Words,
    /// The difference, above nought.
    pub by: f64,
}

/// A criterion on which the options differ.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CriterionView {
    /// Id.
    pub criterion: Words,
    /// The question that it answers.
    pub asks: Words,
    /// Its weight for this dataset.
    pub weight: f64,
    /// The value of each option, 0 to 1, in their order.
    pub values: Vec<f64>,
}

/// Engines that fail the same requirement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StruckGroupView {
    /// Id of the requirement.
    pub rule: Words,
    /// What it is.
    pub title: Words,
    /// Ids of the engines; of several requirements that an engine fails, the most telling counts.
    pub engines: Vec<Words>,
}

/// The options of a dataset: the chosen one first, then the best of other groups.
pub(super) fn options<'e>(evaluation: &'e Evaluation<'e>, at: usize) -> (Vec<OptionView>, Vec<CriterionView>) {
    let dataset = &evaluation.datasets[at];
    let group = |scored: &Scored| evaluation.knowledge.engines[evaluation.candidates[scored.candidate].engine].group.as_str();
    let home = evaluation.architecture().map(|architecture| &dataset.ranking[architecture.homes[at].1]);
    let Some(first) = home.or(dataset.ranking.first()) else { return (Vec::new(), Vec::new()) };
    let mut groups: BTreeSet<&str> = BTreeSet::from([group(first)]);
    let others = dataset.ranking.iter().filter(|scored| groups.insert(group(scored))).take(COMPARED);
    let shown: Vec<&Scored> = std::iter::once(first).chain(others).collect();
    let options = shown.iter().map(|scored| option(evaluation, dataset, first, scored, home.is_some())).collect();
    (options, criteria(evaluation, dataset, &shown))
}

fn option(
    evaluation: &Evaluation<'_>,
    dataset: &DatasetEvaluation,
    first: &Scored,
    scored: &Scored,
    is_chosen: bool,
) -> OptionView {
    let candidate = &evaluation.candidates[scored.candidate];
    let mut differences: Vec<(f64, &Words)> = evaluation
        .terms(dataset, first)
        .zip(evaluation.terms(dataset, scored))
        .map(|(ours, theirs)| (ours.weight * (theirs.value - ours.value), &ours.criterion.id))
        .filter(|(by, _)| by.abs() > TELLING)
        .collect();
    differences.sort_by(|one, other| other.0.abs().total_cmp(&one.0.abs()).then_with(|| one.1.cmp(other.1)));
    let terms = |sign: f64| -> Vec<TermView> {
        let side = differences.iter().filter(|(by, _)| by * sign > 0.0);
        side.map(|(by, criterion)| TermView { criterion: (*criterion).clone(), by: rounded(by.abs()) }).collect()
    };
    OptionView {
        engine: candidate.id(evaluation.knowledge).into(),
        name: candidate.name(evaluation.knowledge).into_owned().into(),
        chosen: is_chosen && std::ptr::eq(first, scored),
        score: rounded(scored.score),
        deduction: rounded(scored.deduction),
        loses: terms(-1.0),
        gains: terms(1.0),
        at_risk: scored.at_risk.iter().map(|rule| evaluation.knowledge.requirements[*rule].id.clone()).collect(),
    }
}

/// The criteria that tell the options apart, those first that do so most.
fn criteria(evaluation: &Evaluation<'_>, dataset: &DatasetEvaluation, shown: &[&Scored]) -> Vec<CriterionView> {
    let each = evaluation.knowledge.criteria.iter().zip(&dataset.weights).enumerate();
    let mut found: Vec<(f64, CriterionView)> = each
        .filter_map(|(at, (criterion, weight))| {
            let values: Vec<f64> = shown.iter().map(|scored| rounded(scored.values[at])).collect();
            let (least, most) = values.iter().fold((1.0_f64, 0.0_f64), |(low, high), value| (low.min(*value), high.max(*value)));
            let spread = weight * (most - least);
            let view = CriterionView {
                criterion: criterion.id.clone(),
                asks: criterion.asks.clone(),
                weight: rounded(*weight),
                values,
            };
            (spread > TELLING).then_some((spread, view))
        })
        .collect();
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.criterion.cmp(&other.1.criterion)));
    found.into_iter().map(|(_, view)| view).collect()
}

/// The engines that were struck out, by the requirement that did it, the one that struck out most first.
pub(super) fn struck(evaluation: &Evaluation<'_>, at: usize) -> Vec<StruckGroupView> {
    let dataset = &evaluation.datasets[at];
    // An extension stands once, however many engines it could be had on.
    let stands_for = |candidate: usize| evaluation.candidates[candidate].stands_for();
    let mut seen: BTreeSet<usize> = dataset.ranking.iter().map(|scored| stands_for(scored.candidate)).collect();
    let mut groups: IndexMap<usize, Vec<Words>> = IndexMap::new();
    for struck in dataset.eliminated.iter().filter(|struck| seen.insert(stands_for(struck.candidate))) {
        let Some(first) = struck.strikes.first() else { continue };
        let id = evaluation.candidates[struck.candidate].id(evaluation.knowledge);
        groups.entry(first.requirement).or_default().push(id.into());
    }
    let mut groups: Vec<StruckGroupView> = groups
        .into_iter()
        .map(|(requirement, engines)| {
            let requirement = &evaluation.knowledge.requirements[requirement];
            StruckGroupView { rule: requirement.id.clone(), title: requirement.title.clone(), engines }
        })
        .collect();
    groups.sort_by(|one, other| other.engines.len().cmp(&one.engines.len()).then_with(|| one.rule.cmp(&other.rule)));
    groups
}
