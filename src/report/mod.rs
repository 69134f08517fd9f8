//! Renderings of an evaluation and of the knowledge. Plain views are shared by all formats; nothing is decided here.

mod check;
mod comparison;
mod difference;
mod disputed;
mod document;
mod drawing;
mod effect;
mod escape;
mod explanation;
mod html;
mod markdown;
mod parts;
mod phrases;
mod schema;
mod sensitivity;
pub mod terminal;
mod view;
mod why;
mod wording;

pub use check::{
    CheckView, CheckedFileView, ProblemView, Rule as CheckRule, WaivedView, diagnostics as check_diagnostics,
    github as check_for_github, gitlab as check_for_gitlab, junit as check_in_junit, markdown as check_in_markdown,
    rules as check_rules, sarif as check_in_sarif,
};
pub use comparison::{ComparedView, ComparisonView, StandingView, StandingsView, WinsIfView};
pub use difference::{Aspect, ChangeView, DifferenceView, changes, markdown as difference_in_markdown};
pub use document::{
    AdviceView, AlternativeChoiceView, AssumptionView, CaseView, CriterionView, DatasetDocumentView, DisputedView,
    Document, DocumentView, FactOrigin, FactView, MigrationView, MoveView, MovingDatasetView, OpenAnswerView,
    OpenQuestionView, OptionView, PicturesView, PointView, PrecedentView, ReferenceView, ScopeView, SettingView,
    SharedDecisionView, StoreDocumentView, StruckGroupView, TermView, TurnsView, UsedEngineView, WaiverView,
};
pub use drawing::{Bars, Direction, Drawing, Edge, Flow, Group, Node, Period, Shape, Timeline};
pub use effect::{Affected, EffectView};
pub use explanation::{ExplanationView, Library, LineView, SectionView};
pub use html::{GENERATOR, page as html_page};
pub use markdown::{Template, markdown as document_in_markdown};
pub use parts::{Parts, kept};
pub use schema::{check_schema, difference_schema, recommendation_schema, report_schema, sensitivity_schema};
pub use sensitivity::{AlternativeView, ChoiceView, QuantityView, SensitivityView, TurnView};
pub use terminal::Page;
pub use view::{
    BecauseView, ClassesView, ConflictView, DatasetView, DecisionView, EliminatedView, FailureView, FigureView,
    FindingView, GuidanceView, HeadroomView, KnowledgeView, Made, PatternView, RankedView, RecommendationView,
    RelaxView, RoadmapView, RunnerUpView, ScenarioView, StoreView, StrikeView, SupposedView, TodayView, TradeOffView,
    UnknownView, Values, WeightView,
};
