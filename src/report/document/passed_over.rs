//! Engines that one would have expected, and why they were not chosen.

use schemars::JsonSchema;
use serde::Serialize;

use crate::decision::Evaluation;
use crate::report::view::rounded;
use crate::words::Words;

/// An engine that the team knows or the policy prefers, and that was not chosen.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PassedOverView {
    /// Id.
    pub engine: Words,
    /// Display name.
    pub name: Words,
    /// Whether the policy prefers it; otherwise the team knows it.
    pub preferred: bool,
    /// The dataset for which it would have come closest; none where it was struck out for all.
    pub dataset: Option<Words>,
    /// Its score for that dataset alone, and that of the chosen one.
    pub scores: Option<[f64; 2]>,
    /// The requirement that struck it out for most datasets, by id.
    pub struck_by: Option<Words>,
    /// What that requirement is.
    pub title: Option<Words>,
}

/// All of them, preferred ones first.
pub(super) fn passed_over(evaluation: &Evaluation<'_>) -> Vec<PassedOverView> {
    let Some(architecture) = evaluation.architecture() else { return Vec::new() };
    let (policy, team) = (&evaluation.spec.policy, &evaluation.spec.team);
    let expected =
        policy.prefer.iter().map(|name| (name, true)).chain(team.knows.items().iter().map(|name| (name, false)));
    let knowledge = evaluation.knowledge;
    let used = |at: usize| {
        let group = &knowledge.engines[at].group;
        architecture.stores.iter().any(|store| {
            store.extensions.contains(&at) || store.engine == at || knowledge.engines[store.engine].group == *group
        })
    };
    let mut found: Vec<PassedOverView> = Vec::new();
    for (name, preferred) in expected {
        let Some(at) = knowledge.engine(name).filter(|at| !used(*at)) else { continue };
        let id = &knowledge.engines[at].id;
        if !found.iter().any(|known| known.engine == *id) {
            found.push(standing(evaluation, at, preferred));
        }
    }
    found
}

fn standing(evaluation: &Evaluation<'_>, at: usize, preferred: bool) -> PassedOverView {
    let knowledge = evaluation.knowledge;
    let stands_for = |candidate: usize| evaluation.candidates[candidate].stands_for() == at;
    let homes = evaluation.architecture().map_or(&[][..], |architecture| &architecture.homes);
    let near = homes.iter().enumerate().filter_map(|(place, (_, home))| {
        let dataset = &evaluation.datasets[place];
        let scored = dataset.ranking.iter().find(|scored| stands_for(scored.candidate))?;
        Some((place, scored.score, dataset.ranking[*home].score))
    });
    let nearest = near.max_by(|one, other| (one.1 - one.2).total_cmp(&(other.1 - other.2)));
    let mut strikes = vec![0_usize; knowledge.requirements.len()];
    let struck = evaluation.datasets.iter().flat_map(|dataset| &dataset.eliminated);
    for first in struck.filter(|struck| stands_for(struck.candidate)).filter_map(|struck| struck.strikes.first()) {
        strikes[first.requirement] += 1;
    }
    let most = (0..strikes.len()).rev().max_by_key(|at| strikes[*at]).filter(|at| strikes[*at] > 0);
    let engine = &knowledge.engines[at];
    PassedOverView {
        engine: engine.id.clone(),
        name: engine.name.clone(),
        preferred,
        dataset: nearest.map(|(place, ..)| Words::from(&evaluation.facts.datasets[place].name)),
        scores: nearest.map(|(_, score, chosen)| [rounded(score), rounded(chosen)]),
        struck_by: most.map(|at| knowledge.requirements[at].id.clone()),
        title: most.map(|at| knowledge.requirements[at].title.clone()),
    }
}
