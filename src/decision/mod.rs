//! The deciding part: facts and knowledge in, an [`Evaluation`] with its whole trace out.
//!
//! Pure, total and deterministic: no file, clock, terminal or environment is seen here. The steps
//! are those of the method: candidates are made of engines, extensions and hostings; requirements
//! strike some out; criteria score the rest; consolidation chooses engines for all datasets
//! together; decision tables settle the architecture around them.

mod around;
mod assignment;
mod candidate;
mod consolidation;
mod contradiction;
mod criterion;
mod evaluation;
mod guidance;
mod pattern;
mod probe;
mod requirement;
mod roadmap;
mod robustness;
mod scale;
mod sensitivity;
mod store;
mod table;
mod unknowns;

pub use around::{Link, links, pair_facts};
pub use assignment::{Assignment, Disturbance, Moving, Problem};
pub use candidate::{Candidate, accepts_hosting};
pub use contradiction::negotiable;
pub use evaluation::{
    Advice, Architecture, Contradiction, DatasetEvaluation, Decided, Evaluation, HeldBy, NamedFigure, Outcome,
    PatternChoice, Relaxation, Scored, Store, Strike, Struck, Weighed,
};

pub use probe::{Answer, Difference, Home, Probe};
pub use roadmap::{Headroom, Roadmap, RoadmapStep, Start, full_after, roadmap};
pub use robustness::{DatasetRobustness, Robustness, RunnerUp, Step, robustness};

pub use store::store_needs;

pub use sensitivity::{Alternative, Change, OfChoice, OfQuantity, Sensitivity, Turn, WinsIf, sensitivity, wins_if};
pub use unknowns::{
    Effort, FactCertainty, Inquiry, Supposed, Unknown, Worth, asked_for, certainty_by_facts, inquiry, openness,
    unknown_at, unknowns,
};

use crate::knowledge::Knowledge;
use crate::workload::spec::WorkloadSpec;
use crate::workload::{Assumptions, WorkloadFacts};
use evaluation::{Common, evaluate_dataset};

/// Evaluates a workload.
#[must_use]
pub fn evaluate<'a>(knowledge: &'a Knowledge, spec: &'a WorkloadSpec) -> Evaluation<'a> {
    let mut facts = WorkloadFacts::of(spec, &assumptions(knowledge));
    let mut tables = table::Tables::new(knowledge, facts.datasets.len());
    tables.classify(&mut facts);
    let hosting = tables.system("hosting", &facts);
    let common = Common::of(knowledge, &facts.system, &hosting);
    let datasets: Vec<DatasetEvaluation> =
        facts.datasets.iter().map(|dataset| evaluate_dataset(&common, dataset)).collect();
    let parts = Parts::of(spec, &common, datasets.iter().collect());
    let blocked = contradiction::is_blocked(&parts, &facts);
    let chosen = if blocked { None } else { consolidation::consolidate(&parts, &facts) };
    let outcome = chosen.map_or(Outcome::Infeasible(Vec::new()), |chosen| {
        Outcome::Architecture(store::architecture(&parts, &mut facts, &mut tables, chosen))
    });
    let mut evaluation = Evaluation {
        knowledge,
        spec,
        facts,
        candidates: common.candidates,
        datasets,
        running: common.running.weights,
        hosting: hosting.into(),
        decisions: tables.done(),
        outcome,
    };
    if evaluation.architecture().is_none() {
        evaluation.outcome = Outcome::Infeasible(contradiction::explain(&evaluation));
    }
    evaluation
}

/// What the steps after scoring share.
struct Parts<'a> {
    spec: &'a WorkloadSpec,
    knowledge: &'a Knowledge,
    candidates: &'a [Candidate<'a>],
    common: &'a Common<'a>,
    datasets: Vec<&'a DatasetEvaluation>,
}

impl<'a> Parts<'a> {
    fn of(spec: &'a WorkloadSpec, common: &'a Common<'a>, datasets: Vec<&'a DatasetEvaluation>) -> Self {
        Self { spec, knowledge: common.knowledge, candidates: &common.candidates, common, datasets }
    }
}

/// The knowledge's assumptions about what a workload leaves open.
fn assumptions(knowledge: &Knowledge) -> Assumptions<'_> {
    Assumptions {
        item_sizes: &knowledge.item_sizes,
        any_item_size: knowledge.any_item_size,
        derived_size: crate::quantity::Interval::new(
            knowledge.parameters.derived_size_low,
            knowledge.parameters.derived_size_high,
        ),
        largest_tenant: knowledge.parameters.largest_tenant,
        horizon: knowledge.parameters.default_horizon_years * crate::quantity::YEAR,
        regions: &knowledge.regions,
        reads: &knowledge.usual_reads,
        writes: &knowledge.usual_writes,
        shapes: &knowledge.shape_prior,
    }
}
