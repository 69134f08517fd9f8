//! What was considered for a dataset: the best engines term by term, and those that were struck out by their rules.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::DatasetDocumentView;
use crate::decision::{DatasetEvaluation, Evaluation, Scored};
use crate::report::view::rounded;
use crate::report::why::{TELLING, differences};
use crate::words::Words;

/// Engines of other groups that are compared with the chosen one.
const COMPARED: usize = 2;
/// What is further behind than this is no alternative.
const SERIOUS: f64 = 0.15;

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
    /// Its values by criterion, 0 to 1.
    pub values: IndexMap<Words, f64>,
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

/// A criterion that tells options apart.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CriterionView {
    /// Id.
    pub criterion: Words,
    /// The question that it answers.
    pub asks: Words,
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

/// The options of a dataset: the chosen one first, then the best of other groups that are not far behind. `also` is an
/// engine by id that is named elsewhere, and so stands here in any case.
pub(super) fn options(evaluation: &Evaluation<'_>, at: usize, also: Option<&str>) -> Vec<OptionView> {
    let dataset = &evaluation.datasets[at];
    let group =
        |scored: &Scored| evaluation.knowledge.engines[evaluation.candidates[scored.candidate].engine].group.as_str();
    let home = evaluation.architecture().map(|architecture| &dataset.ranking[architecture.homes[at].1]);
    let Some(first) = home.or(dataset.ranking.first()) else { return Vec::new() };
    let mut groups: BTreeSet<&str> = BTreeSet::from([group(first)]);
    let each: Vec<&Scored> = dataset.ranking.iter().filter(|scored| groups.insert(group(scored))).collect();
    let is_also = |scored: &&&Scored| {
        let engine = &evaluation.knowledge.engines[evaluation.candidates[scored.candidate].engine];
        also == Some(engine.id.as_str())
    };
    let named = each.iter().find(is_also).copied();
    let near = each.iter().copied().filter(|scored| scored.score >= first.score - SERIOUS);
    let mut others: Vec<&Scored> = near.take(COMPARED).collect();
    if let Some(named) = named.filter(|named| !others.iter().any(|other| std::ptr::eq(*other, *named))) {
        others.truncate(COMPARED - 1);
        others.push(named);
    }
    let shown = std::iter::once(first).chain(others);
    shown.map(|scored| option(evaluation, dataset, first, scored, home.is_some())).collect()
}

fn option(
    evaluation: &Evaluation<'_>,
    dataset: &DatasetEvaluation,
    first: &Scored,
    scored: &Scored,
    is_chosen: bool,
) -> OptionView {
    let candidate = &evaluation.candidates[scored.candidate];
    let differences = differences(evaluation, dataset, scored, first);
    let terms = |sign: f64| -> Vec<TermView> {
        let side = differences.iter().filter(|(by, _)| by * sign > 0.0);
        side.map(|(by, criterion)| TermView { criterion: criterion.id.clone(), by: rounded(by.abs()) }).collect()
    };
    OptionView {
        engine: candidate.id(evaluation.knowledge).into(),
        name: candidate.name(evaluation.knowledge).into_owned().into(),
        chosen: is_chosen && std::ptr::eq(first, scored),
        score: rounded(scored.score),
        deduction: rounded(scored.deduction),
        loses: terms(-1.0),
        gains: terms(1.0),
        values: by_criterion(evaluation, &scored.values),
        at_risk: scored.at_risk.iter().map(|rule| evaluation.knowledge.requirements[*rule].id.clone()).collect(),
    }
}

/// Numbers by the ids of the criteria.
pub(super) fn by_criterion(evaluation: &Evaluation<'_>, numbers: &[f64]) -> IndexMap<Words, f64> {
    let criteria = evaluation.knowledge.criteria.iter().map(|criterion| criterion.id.clone());
    criteria.zip(numbers.iter().map(|number| rounded(*number))).collect()
}

/// The criteria that tell some options of a dataset apart, in their order.
pub(super) fn telling(evaluation: &Evaluation<'_>, datasets: &[DatasetDocumentView]) -> Vec<CriterionView> {
    let is_telling = |id: &Words| {
        datasets.iter().any(|dataset| {
            let values = dataset.options.iter().filter_map(|option| option.values.get(id));
            let (least, most) =
                values.fold((1.0_f64, 0.0_f64), |(least, most), value| (least.min(*value), most.max(*value)));
            dataset.weights.get(id).is_some_and(|weight| weight * (most - least) > TELLING)
        })
    };
    let criteria = evaluation.knowledge.criteria.iter().filter(|criterion| is_telling(&criterion.id));
    criteria.map(|criterion| CriterionView { criterion: criterion.id.clone(), asks: criterion.asks.clone() }).collect()
}

/// How many engines and extensions meet the requirements of a dataset.
pub(super) fn left(evaluation: &Evaluation<'_>, at: usize) -> usize {
    let ranking = evaluation.datasets[at].ranking.iter();
    ranking.map(|scored| evaluation.candidates[scored.candidate].stands_for()).collect::<BTreeSet<usize>>().len()
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
