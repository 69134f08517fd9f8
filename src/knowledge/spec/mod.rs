//! The knowledge folder as written: one type a kind of file. Names, units and references are
//! checked by `compile`; here only the keys are.

mod advice;
mod catalog;
mod exclusions;
mod findings;
mod rules;

pub use advice::{ConflictSpec, GuidanceSpec, TechniqueSpec, Topic, UnusedSpec};
pub use catalog::{
    AlsoSpec, ClaimSpec, CoverSpec, EditionSpec, EngineSpec, FamilySpec, GradesSpec, ItemSpec, SourceSpec, StatusSpec,
};
pub use exclusions::{ExclusionSpec, RegionSpec, StepSpec};
pub use findings::{FindingLevel, FindingSpec, FindingSubject};
pub use rules::{
    CriterionSpec, DecisionSpec, FactTextSpec, FigureSpec, MarginSpec, MarkSpec, NarrowedSpec, OutcomeSpec,
    ParameterSpec, PatternSpec, ReasonSpec, RequirementSpec, RowSpec, ShapeSpec, UseCaseRecommendationSpec,
    UseCaseSpec, ValueRowSpec, WeighSpec,
};
