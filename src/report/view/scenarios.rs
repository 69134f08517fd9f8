//! The answer under a scenario of the spec, held against the answer without it.

use schemars::JsonSchema;
use serde::Serialize;

use super::RecommendationView;
use crate::decision::Evaluation;
use crate::report::difference::{ChangeView, changes};
use crate::words::Words;

/// A scenario.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScenarioView {
    /// Its name.
    pub name: Words,
    /// Whether any architecture meets the hard requirements then.
    pub feasible: bool,
    /// Whether the engines that are recommended without it meet the requirements under it too.
    pub holds: bool,
    /// Where they do not.
    pub failures: Vec<FailureView>,
    /// What would be recommended otherwise.
    pub changes: Vec<ChangeView>,
}

/// A dataset whose recommended engine does not hold under a scenario.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FailureView {
    /// Name of the dataset.
    pub dataset: Words,
    /// Id of the engine.
    pub engine: Words,
    /// Requirements that it fails, by id.
    pub rules: Vec<Words>,
}

impl RecommendationView<'_> {
    /// Adds the answer under a scenario. `base` is the evaluation that this is the view of.
    pub fn add_scenario(&mut self, name: &str, base: &Evaluation<'_>, scenario: &Evaluation<'_>) {
        let failures = failures(base, scenario);
        let then = RecommendationView::of(scenario);
        let changes = changes(self, &then);
        let holds = then.feasible && self.feasible && failures.is_empty();
        self.scenarios.push(ScenarioView { name: name.into(), feasible: then.feasible, holds, failures, changes });
    }
}

/// The datasets whose engine is struck out under the scenario.
fn failures(base: &Evaluation<'_>, scenario: &Evaluation<'_>) -> Vec<FailureView> {
    let Some(architecture) = base.architecture() else { return Vec::new() };
    let homes = architecture.homes.iter().zip(&base.datasets).enumerate();
    let failing = homes.filter_map(|(at, ((_, place), dataset))| {
        let home = &base.candidates[dataset.ranking[*place].candidate];
        let name = &base.facts.datasets[at].name;
        let then = &scenario.datasets[scenario.facts.position(name)?];
        let struck = then.eliminated.iter().find(|struck| {
            let candidate = &scenario.candidates[struck.candidate];
            (candidate.engine, candidate.extension) == (home.engine, home.extension)
        })?;
        let rules = struck.strikes.iter().map(|strike| base.knowledge.requirements[strike.requirement].id.clone());
        Some(FailureView { dataset: name.into(), engine: home.id(base.knowledge).into(), rules: rules.collect() })
    });
    failing.collect()
}
