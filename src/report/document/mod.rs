//! What a design report tells: the plain data that its templates see.
//!
//! Everything is computed here, so that a template only arranges: a number that two sections show is the same one.
//! Field names are a contract with the templates that teams write themselves; `docs/template-context.md` lists them.

mod advice;
mod changes;
mod datasets;
mod decisions;
mod facts;
mod migration;
mod naming;
mod options;
mod passed_over;
mod pictures;
mod references;
mod stores;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::drawing::Drawing;
use super::sensitivity::SensitivityView;
use super::view::{
    ConflictView, FindingView, HeadroomView, KnowledgeView, PatternView, RecommendationView, RoadmapView, TradeOffView,
};
use crate::decision::Evaluation;
use crate::words::{Words, listed};
use crate::workload::spec::Waiver;
use naming::Naming;

pub use advice::AdviceView;
pub use changes::{AlternativeChoiceView, CaseView, OpenAnswerView, OpenQuestionView, PointView, TurnsView};
pub use datasets::{DatasetDocumentView, MoveView, PrecedentView};
pub use decisions::SharedDecisionView;
pub use facts::{AssumptionView, FactOrigin, FactView, ScopeView};
pub use migration::{MigrationView, MovingDatasetView, SettingView};
pub use options::{CriterionView, OptionView, StruckGroupView, TermView};
pub use passed_over::PassedOverView;
pub use pictures::PicturesView;
pub use references::{DisputedView, ReferenceView};
pub use stores::{StoreDocumentView, UsedEngineView};

/// All that a template can show.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DocumentView {
    /// Version of this context.
    pub format: u32,
    /// Version of the program.
    pub whichdb: Words,
    /// The knowledge that was used.
    pub knowledge: KnowledgeView,
    /// Name of the system.
    pub name: Words,
    /// What the system is, as the spec says; empty when it says nothing.
    pub description: Words,
    /// Name of the file with the spec.
    pub spec: Words,
    /// Whether any architecture meets the hard requirements.
    pub feasible: bool,
    /// What is recommended, in a few words.
    pub headline: Words,
    /// Share of the plausible weightings of the criteria that lead to the same engines; null when there is no
    /// architecture.
    pub certainty: Option<f64>,
    /// Share of the plausible cases of what is not known that do; null when it was not computed.
    pub certainty_by_facts: Option<f64>,
    /// Whether another answer is likelier than this one, under other weights or once open questions are answered.
    pub provisional: bool,
    /// The engines that are used.
    pub engines: Vec<UsedEngineView>,
    /// What is stated of the system, part by part.
    pub scope: Vec<ScopeView>,
    /// Facts of the system by the names of the vocabulary, each with where it comes from.
    pub facts: IndexMap<Words, FactView>,
    /// What was taken to be so, because nothing is stated.
    pub assumptions: Vec<AssumptionView>,
    /// Facts that are not known, those first that would change most.
    pub unknowns: Vec<OpenQuestionView>,
    /// Datasets, in the order of the spec.
    pub datasets: Vec<DatasetDocumentView>,
    /// Criteria that tell some options of a dataset apart.
    pub criteria: Vec<CriterionView>,
    /// Stores.
    pub stores: Vec<StoreDocumentView>,
    /// Architecture patterns that were chosen.
    pub patterns: Vec<PatternView>,
    /// Patterns that something speaks for, but not enough.
    pub patterns_not_chosen: Vec<PatternView>,
    /// Engines that the team knows or the policy prefers, and that were not chosen.
    pub passed_over: Vec<PassedOverView>,
    /// Datasets that belong together, and how one follows the other.
    pub moves: Vec<MoveView>,
    /// What the decision tables decided, the same about several subjects as one.
    pub decisions: Vec<SharedDecisionView>,
    /// Advice that the facts call for, by topic, the weightiest of a topic first.
    pub guidance: Vec<AdviceView>,
    /// The best architecture with one engine, with two, and so on.
    pub trade_off: Vec<TradeOffView>,
    /// What would have to change for the recommendation to change; null where the template does not ask for it.
    pub sensitivity: Option<TurnsView>,
    /// Steps of growth.
    pub roadmap: Vec<RoadmapView>,
    /// Capacities that come close before the horizon.
    pub headroom: Vec<HeadroomView>,
    /// The answer under each of the spec's scenarios.
    pub scenarios: Vec<CaseView>,
    /// From what is declared to what is recommended; null where nothing is declared, or nothing differs.
    pub migration: Option<MigrationView>,
    /// What is wrong with the spec or the declared architecture.
    pub findings: Vec<FindingView>,
    /// Findings that the spec waives.
    pub waivers: Vec<WaiverView>,
    /// Requirements that exclude each other, when nothing is feasible.
    pub conflicts: Vec<ConflictView>,
    /// What the sources recommend for the uses of the datasets.
    pub precedents: Vec<PrecedentView>,
    /// Questions on which sources disagree, and that bear on this answer.
    pub disputed: Vec<DisputedView>,
    /// Sources of what is said.
    pub references: Vec<ReferenceView>,
    /// Diagrams as text of Mermaid.
    pub diagrams: PicturesView,
}

/// A finding that the spec waives.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WaiverView {
    /// Id of the finding.
    pub finding: Words,
    /// Why.
    pub reason: Words,
    /// The day on which it ends, YYYY-MM-DD.
    pub until: Words,
    /// Who answers for it; empty when nobody is named.
    pub owner: Words,
}

/// A report before it is put into words, and its pictures.
#[derive(Debug)]
pub struct Document {
    /// What templates see.
    pub view: DocumentView,
    /// What is drawn, for formats that draw themselves.
    pub drawings: Vec<Drawing>,
}

impl Document {
    /// Builds it from an answer with all that was added to it; `spec` is the name of the file with the spec.
    #[must_use]
    pub fn of(
        evaluation: &Evaluation<'_>,
        answer: RecommendationView<'_>,
        sensitivity: Option<&SensitivityView>,
        spec: &str,
    ) -> Self {
        let provisional = is_provisional(&answer);
        let naming = Naming::of(evaluation);
        let facts = facts::of_system(evaluation);
        let stores = stores::stores(evaluation, answer.stores);
        let engines = stores::engines(&stores);
        let datasets = datasets::datasets(evaluation, answer.datasets);
        let mut view = DocumentView {
            format: 1,
            whichdb: answer.whichdb,
            knowledge: answer.knowledge,
            name: answer.name,
            description: Words::from(&evaluation.spec.description),
            spec: spec.into(),
            feasible: answer.feasible,
            headline: headline(&stores, &engines).into(),
            certainty: answer.certainty,
            certainty_by_facts: answer.certainty_by_facts,
            provisional,
            engines,
            scope: facts::scope(&facts),
            facts,
            assumptions: facts::assumptions(evaluation),
            unknowns: changes::open_questions(&answer.unknowns, &naming),
            patterns: answer.patterns,
            patterns_not_chosen: answer.patterns_not_chosen,
            moves: datasets::moves(evaluation),
            decisions: decisions::shared(evaluation, &answer.decisions),
            guidance: advice::advice(&answer.guidance),
            trade_off: answer.trade_off,
            sensitivity: sensitivity.map(|sensitivity| changes::turns(sensitivity, &naming)),
            roadmap: answer.roadmap,
            headroom: answer.headroom,
            scenarios: changes::cases(&answer.scenarios),
            passed_over: passed_over::passed_over(evaluation),
            criteria: options::telling(evaluation, &datasets),
            migration: migration::migration(evaluation),
            findings: answer.findings,
            waivers: evaluation.spec.waivers.iter().map(WaiverView::of).collect(),
            conflicts: answer.conflicts,
            precedents: datasets::precedents(evaluation, &datasets),
            disputed: references::disputed(evaluation.knowledge, &answer.disputed),
            references: Vec::new(),
            diagrams: PicturesView::default(),
            datasets,
            stores,
        };
        view.references = references::references(evaluation.knowledge, &view);
        let pictures = pictures::pictures(&view);
        view.diagrams = PicturesView::of(&pictures);
        Self { view, drawings: pictures.into_iter().map(|(_, drawing)| drawing).collect() }
    }
}

impl WaiverView {
    fn of(waiver: &Waiver) -> Self {
        let [finding, reason, until, owner] =
            [&waiver.finding, &waiver.reason, &waiver.until, &waiver.owner].map(Words::from);
        Self { finding, reason, until, owner }
    }
}

/// The part from which on something is likelier than not.
const HALF: f64 = 0.5;

fn is_provisional(answer: &RecommendationView<'_>) -> bool {
    let sure = [answer.certainty, answer.certainty_by_facts];
    let turned = answer.unknowns.iter().filter_map(|unknown| unknown.weight).any(|weight| weight >= HALF);
    turned || sure.into_iter().flatten().any(|certainty| certainty < HALF)
}

/// What is recommended, in a few words.
fn headline(stores: &[StoreDocumentView], engines: &[UsedEngineView]) -> String {
    let names: Vec<&Words> = engines.iter().map(|engine| &engine.name).collect();
    match (stores.len(), names.as_slice()) {
        (0, _) => "nothing to store".into(),
        (1, [one]) => format!("one {one} holds everything"),
        (count, [one]) => format!("{count} databases, all {one}"),
        (count, names) => format!("{count} stores on {}", listed(names)),
    }
}
