//! How sure a recommendation is, and for how long, in its view.

use schemars::JsonSchema;
use serde::Serialize;

use super::{HeadroomView, RecommendationView, RoadmapView, TodayView, rounded};
use crate::decision::{
    DatasetRobustness, Evaluation, Headroom, Roadmap, RoadmapStep, Robustness, RunnerUp, Start, Step,
};
use crate::knowledge::{Knowledge, StepKind};
use crate::quantity::Interval;
use crate::words::Words;

/// What a dataset gets instead most often, when weights are drawn anew.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RunnerUpView {
    /// Id of the engine.
    pub engine: Words,
    /// Share of the draws in which its compatibility group is chosen.
    pub share: f64,
    /// Criteria that weigh more than usual when it is, the most telling first.
    pub favoured_by: Vec<Words>,
    /// Criteria that weigh less.
    pub disfavoured_by: Vec<Words>,
}

/// The best architecture with at most so many engines.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TradeOffView {
    /// Ids of the engines.
    pub engines: Vec<Words>,
    /// How well all datasets are served, less what lying apart or together costs.
    pub served: f64,
    /// What the engines cost.
    pub price: f64,
    /// What it is worth: served less price.
    pub total: f64,
}

impl RecommendationView<'_> {
    /// Adds how sure the recommendation is.
    pub fn add_robustness(&mut self, evaluation: &Evaluation<'_>, robustness: &Robustness) {
        let tie_below = evaluation.knowledge.parameters.tie_below;
        self.certainty = Some(rounded(robustness.certainty));
        for (dataset, of_dataset) in self.datasets.values_mut().zip(&robustness.datasets) {
            let DatasetRobustness { certainty, runner_up } = of_dataset;
            dataset.certainty = Some(rounded(*certainty));
            dataset.tie = Some(of_dataset.is_tie(tie_below));
            dataset.runner_up = runner_up.as_ref().map(|other| RunnerUpView::of(evaluation, other));
        }
        self.trade_off = robustness.trade_off.iter().map(|step| TradeOffView::of(evaluation, step)).collect();
    }
}

impl RecommendationView<'_> {
    /// Adds how the recommendation grows.
    pub fn add_roadmap(&mut self, knowledge: &Knowledge, roadmap: &Roadmap) {
        let prepared = |kind: StepKind| {
            let known = knowledge.preparations.iter().find(|preparation| preparation.step == kind);
            known.map(|preparation| preparation.says.clone()).unwrap_or_default()
        };
        let step = |step: &RoadmapStep| RoadmapView {
            month: step.month,
            store: Words::from(&step.store),
            trigger: Words::from(&step.trigger),
            step: Words::from(&step.step),
            kind: step.kind,
            prepare: prepared(step.kind),
        };
        self.roadmap = roadmap.steps.iter().map(step).collect();
        for start in &roadmap.starts {
            if let Some(store) = self.stores.iter_mut().find(|store| store.name == start.store) {
                store.today = Some(TodayView::of(start));
            }
        }
        self.headroom = roadmap.headroom.iter().map(HeadroomView::of).collect();
    }
}

impl TodayView {
    fn of(start: &Start) -> Self {
        Self {
            topology: Words::from(&start.topology),
            replicas: start.replicas,
            shards: start.shards,
            replication: Words::from(&start.replication),
            machine: (!start.machine.is_empty()).then(|| Words::from(&start.machine)),
        }
    }
}

impl HeadroomView {
    fn of(room: &Headroom) -> Self {
        let words = |interval: Interval| room.unit.format_interval(interval);
        let need = room.at_horizon.point();
        Self {
            store: Words::from(&room.store),
            limit: room.limit.into(),
            capacity: words(room.capacity).into(),
            today: words(room.today).into(),
            at_horizon: words(room.at_horizon).into(),
            used: [need / room.capacity.low, need / room.capacity.high].map(rounded),
        }
    }
}

impl RunnerUpView {
    fn of(evaluation: &Evaluation<'_>, other: &RunnerUp) -> Self {
        let names = |places: &[usize]| -> Vec<Words> {
            places.iter().map(|at| evaluation.knowledge.criteria[*at].id.clone()).collect()
        };
        Self {
            engine: evaluation.knowledge.engines[other.engine].id.clone(),
            share: rounded(other.share),
            favoured_by: names(&other.favoured_by),
            disfavoured_by: names(&other.disfavoured_by),
        }
    }
}

impl TradeOffView {
    fn of(evaluation: &Evaluation<'_>, step: &Step) -> Self {
        Self {
            engines: step.engines.iter().map(|at| evaluation.knowledge.engines[*at].id.clone()).collect(),
            served: rounded(step.served),
            price: rounded(step.price),
            total: rounded(step.total()),
        }
    }
}
