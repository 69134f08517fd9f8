//! Datasets as a report tells of them, and how data moves between them.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{self, FactView};
use super::naming::Naming;
use super::options::{self, OptionView, StruckGroupView};
use crate::decision::{Evaluation, links};
use crate::report::view::{BecauseView, ClassesView, DatasetView, RunnerUpView};
use crate::vocabulary::LINK;
use crate::words::Words;

/// A dataset.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DatasetDocumentView {
    /// Name.
    pub name: Words,
    /// What it holds, as the spec says.
    pub holds: Words,
    /// Facts by the names of the vocabulary, each with where it comes from.
    pub facts: IndexMap<Words, FactView>,
    /// Datasets that it is derived from.
    pub derived_from: Vec<Words>,
    /// Classes of its four V's and of its ratio.
    pub classes: ClassesView,
    /// Name of its store.
    pub store: Option<Words>,
    /// Id of its engine.
    pub engine: Option<Words>,
    /// Family of its engine.
    pub family: Option<Words>,
    /// Share of the draws of weights in which its compatibility group is kept; null when it was not computed.
    pub certainty: Option<f64>,
    /// Share of the draws of plausible values of what is not known in which it is; null when it was not computed.
    pub certainty_by_facts: Option<f64>,
    /// Whether the first two are tied.
    pub tie: Option<bool>,
    /// What it gets instead most often.
    pub runner_up: Option<AlternativeView>,
    /// Why it lies where it lies.
    pub because: Vec<BecauseView>,
    /// Whether another engine is better for it alone, and something else keeps it where it is.
    pub held: bool,
    /// The chosen engine and the best of other groups.
    pub options: Vec<OptionView>,
    /// Weights of the criteria for it.
    pub weights: IndexMap<Words, f64>,
    /// How many engines and extensions were looked at.
    pub considered: usize,
    /// Engines that were struck out, by the requirement that did it.
    pub struck: Vec<StruckGroupView>,
}

/// What a dataset gets instead most often, when the criteria are weighed otherwise.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AlternativeView {
    /// Id of the engine.
    pub engine: Words,
    /// Its display name.
    pub name: Words,
    /// Share of the draws in which its compatibility group is chosen.
    pub share: f64,
    /// Criteria that weigh more than usual when it is, the most telling first.
    pub favoured_by: Vec<Words>,
    /// Criteria that weigh less.
    pub disfavoured_by: Vec<Words>,
}

impl AlternativeView {
    fn of(evaluation: &Evaluation<'_>, other: RunnerUpView) -> Self {
        let RunnerUpView { engine, share, favoured_by, disfavoured_by } = other;
        let name = Words::from(Naming::of(evaluation).engine(&engine));
        Self { engine, name, share, favoured_by, disfavoured_by }
    }
}

/// Two datasets that belong together, and how one follows the other.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MoveView {
    /// The dataset; what is derived stands first.
    pub dataset: Words,
    /// The one at the other end.
    pub other: Words,
    /// Why they belong together: feeds, joins, changes.
    pub links: Vec<Words>,
    /// Store of the dataset.
    pub store: Words,
    /// Store of the other one.
    pub other_store: Words,
    /// How they are tied together.
    pub choice: Words,
    /// Why, and how.
    pub says: Words,
    /// How far the dataset may lag behind, where it is stated.
    pub staleness: Option<Words>,
}

/// What the sources say about data of a use.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PrecedentView {
    /// The dataset.
    pub dataset: Words,
    /// What its data is used for.
    pub use_case: Words,
    /// What is recommended for it and was chosen.
    pub chosen: Vec<Words>,
    /// The same by their display names.
    pub chosen_names: Vec<Words>,
    /// Engines and families that are recommended for it as well.
    pub others: Vec<Words>,
    /// The same by their display names.
    pub other_names: Vec<Words>,
    /// Sources of what was chosen, by id.
    pub sources: Vec<Words>,
}

/// All datasets, in the order of the spec.
pub(super) fn datasets(
    evaluation: &Evaluation<'_>,
    views: IndexMap<Words, DatasetView<'_>>,
) -> Vec<DatasetDocumentView> {
    let each = views.into_iter().enumerate();
    each.map(|(at, (name, view))| {
        let holds = evaluation.spec.datasets.get_index(at).map(|(_, spec)| Words::from(&spec.holds));
        let also = view.runner_up.as_ref().map(|other| other.engine.as_str());
        let options = options::options(evaluation, at, also);
        let struck = options::struck(evaluation, at);
        let struck_out: usize = struck.iter().map(|group| group.engines.len()).sum();
        DatasetDocumentView {
            name,
            considered: options::left(evaluation, at) + struck_out,
            holds: holds.unwrap_or_default(),
            facts: facts::of_dataset(evaluation, at),
            derived_from: Words::all(&evaluation.facts.datasets[at].derived_from),
            classes: view.classes,
            store: view.store,
            engine: view.engine,
            family: view.family,
            certainty: view.certainty,
            certainty_by_facts: view.certainty_by_facts,
            tie: view.tie,
            runner_up: view.runner_up.map(|other| AlternativeView::of(evaluation, other)),
            because: view.because,
            held: evaluation.architecture().is_some_and(|architecture| architecture.held_by[at].is_some()),
            options,
            weights: options::by_criterion(evaluation, &evaluation.datasets[at].weights),
            struck,
        }
    })
    .collect()
}

/// Each pair of linked datasets, with what the table of integrations decided.
pub(super) fn moves(evaluation: &Evaluation<'_>) -> Vec<MoveView> {
    let Some(architecture) = evaluation.architecture() else { return Vec::new() };
    let store = |at: usize| architecture.stores[architecture.homes[at].0].name.clone();
    let each = links(&evaluation.facts).into_iter().filter_map(|link| {
        let [dataset, other] = [link.dataset, link.other].map(|at| &evaluation.facts.datasets[at].name);
        let subject = format!("{dataset} and {other}");
        let decided = evaluation.decisions.iter().find(|decided| decided.subject == subject)?;
        let kinds = LINK.words.iter().enumerate().filter(|(at, _)| link.kinds >> at & 1 == 1);
        let is_fed = evaluation.facts.datasets[link.dataset].derived_from.contains(other);
        let staleness = evaluation.spec.datasets.get(dataset).filter(|_| is_fed).and_then(|spec| {
            let known = spec.staleness.known()?;
            Some(Words::from(crate::quantity::format_duration(known.interval().high)))
        });
        Some(MoveView {
            dataset: dataset.into(),
            other: other.into(),
            links: kinds.map(|(_, word)| Words::from(*word)).collect(),
            store: store(link.dataset),
            other_store: store(link.other),
            choice: decided.choice.clone(),
            says: decided.says.clone(),
            staleness,
        })
    });
    each.collect()
}

/// What the sources recommend for the uses of the datasets.
pub(super) fn precedents(evaluation: &Evaluation<'_>, datasets: &[DatasetDocumentView]) -> Vec<PrecedentView> {
    let knowledge = evaluation.knowledge;
    let naming = Naming::of(evaluation);
    let each = datasets.iter().filter_map(|dataset| {
        let used = &dataset.facts.get("use_case")?.says;
        let case = knowledge.use_case(used)?;
        let engine = dataset.engine.as_ref()?;
        let option = dataset.options.first().map(|option| &option.engine);
        let is_chosen = |what: &Words| what == engine || Some(what) == option || Some(what) == dataset.family.as_ref();
        let (chosen, others): (Vec<_>, Vec<_>) = case.recommends.iter().partition(|(what, _)| is_chosen(what));
        let is_engine_or_family = |what: &Words| {
            knowledge.engine(what).is_some() || knowledge.families.iter().any(|family| family.id == *what)
        };
        let mut sources: Vec<Words> = chosen.iter().flat_map(|(_, sources)| sources.iter().cloned()).collect();
        sources.sort();
        sources.dedup();
        let name = |what: &Words| -> Words {
            let family = knowledge.families.iter().find(|family| family.id == *what);
            family.map_or_else(|| naming.engine(what).into(), |family| family.name.to_lowercase().into())
        };
        let chosen: Vec<Words> = chosen.iter().map(|(what, _)| what.clone()).collect();
        let others: Vec<Words> =
            others.iter().map(|(what, _)| what).filter(|what| is_engine_or_family(what)).cloned().collect();
        Some(PrecedentView {
            dataset: dataset.name.clone(),
            use_case: case.id.clone(),
            chosen_names: chosen.iter().map(name).collect(),
            other_names: others.iter().map(name).collect(),
            chosen,
            others,
            sources,
        })
    });
    each.filter(|precedent| !precedent.chosen.is_empty() || !precedent.others.is_empty()).collect()
}
