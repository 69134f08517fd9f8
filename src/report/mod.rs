//! Renderings of an evaluation. The plain view is shared by all formats; nothing is decided here.

mod view;
mod why;

pub use view::{
    BecauseView, ClassesView, ConflictView, DatasetView, DecisionView, EliminatedView, KnowledgeView, PatternView, RankedView,
    RecommendationView, RelaxView, RoadmapView, StoreView, UnknownView, FindingView, WeightView,
};
