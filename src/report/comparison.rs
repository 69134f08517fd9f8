//! Engines side by side, on their own or for a workload.

use std::rc::Rc;

use schemars::JsonSchema;
use serde::Serialize;

use super::view::rounded;
use super::why;
use super::wording::{Told, Wording};
use crate::decision::{Change, DatasetEvaluation, Evaluation, Probe, Scored, WinsIf, wins_if};
use crate::knowledge::Knowledge;
use crate::vocabulary::ENGINE;
use crate::words::Words;
use crate::workload::Stands;

/// Engines side by side.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComparisonView {
    /// The engines.
    pub engines: Vec<ComparedView>,
    /// How they stand for each dataset of a workload, when one was given.
    pub datasets: Vec<StandingsView>,
}

/// One engine.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComparedView {
    /// Id.
    pub engine: Words,
    /// Display name.
    pub name: Words,
    /// Family.
    pub family: Words,
    /// Properties by name.
    pub properties: indexmap::IndexMap<Words, Words>,
}

/// How engines stand for a dataset.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StandingsView {
    /// Dataset.
    pub dataset: Words,
    /// Engine that the recommendation uses for it.
    pub recommended: Option<Words>,
    /// Each engine asked for.
    pub standings: Vec<StandingView>,
}

/// How one engine stands for a dataset.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StandingView {
    /// Id.
    pub engine: Words,
    /// Id of the extension that its best candidate needs here; absent when it does without, and for an extension itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<Words>,
    /// Place in the dataset's own ranking of all engines, from 1; null when struck out.
    pub rank: Option<usize>,
    /// Score; null when struck out.
    pub score: Option<f64>,
    /// What was taken off the score, for strained operations, for what is not settled, for being a mere edition; null
    /// when struck out.
    pub deduction: Option<f64>,
    /// Requirements that unknown facts leave undecided.
    pub at_risk: Vec<Words>,
    /// Requirements that strike it out, with what they say.
    pub struck_by: Vec<Words>,
    /// Criteria on which it loses against the engine that is used, with the loss.
    pub loses_on: Vec<Words>,
    /// Criteria on which it gains.
    pub gains_on: Vec<Words>,
    /// Changes of the spec, each enough by itself, that make the recommendation put the dataset there: an engine that
    /// the policy forbids or requires to take off its list, the nearest of a quantity, one of a choice, a requirement to
    /// give up; null when it was not asked for, or lies there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wins_if: Option<Vec<WinsIfView>>,
}

/// A change of the spec that makes an engine win.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WinsIfView {
    /// Path in the spec.
    pub path: String,
    /// What stands there now, as a spec has it; of a list of the policy the engine to take off it.
    pub now: String,
    /// What would have to stand there; null for what would have to be left out.
    pub then: Option<String>,
    /// By how many times a quantity would have to move, at least 1; null for anything else.
    pub ratio: Option<f64>,
}

impl ComparisonView {
    /// Compares engines by their places in the knowledge.
    #[must_use]
    pub fn of(
        knowledge: &Knowledge,
        engines: &[usize],
        evaluation: Option<&Evaluation<'_>>,
        dataset: Option<&str>,
    ) -> Self {
        Self {
            engines: engines.iter().map(|engine| compared(knowledge, *engine)).collect(),
            datasets: evaluation.map_or_else(Vec::new, |evaluation| {
                let names = evaluation.facts.datasets.iter().enumerate();
                names
                    .filter(|(_, facts)| dataset.is_none_or(|wanted| facts.name == wanted))
                    .map(|(at, _)| standings(evaluation, at, engines))
                    .collect()
            }),
        }
    }
}

impl ComparisonView {
    /// Adds for each dataset what would make each engine win it.
    pub fn add_wins(&mut self, evaluation: &Evaluation<'_>) {
        let mut probe = Probe::of(evaluation);
        let datasets: Vec<usize> =
            self.datasets.iter().filter_map(|standings| evaluation.facts.position(&standings.dataset)).collect();
        for (column, compared) in self.engines.iter().enumerate() {
            // An extension is had with its engine; what is recommended is the engine.
            let engine = evaluation.knowledge.engine(&compared.engine);
            let engine = engine.filter(|at| evaluation.knowledge.engines[*at].extends.is_none());
            let Some(engine) = engine else { continue };
            let wins = wins_if(&mut probe, engine, &datasets);
            for (standings, changes) in self.datasets.iter_mut().zip(&wins) {
                if standings.recommended.as_ref() != Some(&compared.engine) {
                    standings.standings[column].wins_if = Some(changes.iter().map(WinsIfView::of).collect());
                }
            }
        }
    }
}

impl WinsIfView {
    fn of(wins: &WinsIf) -> Self {
        let path = wins.path.clone();
        match &wins.change {
            Change::Value { kind, now, then, ratio } => Self {
                path,
                now: now.written(kind),
                then: (*then != Stands::LeftOut).then(|| then.written(kind)),
                ratio: ratio.map(rounded),
            },
            Change::OffTheList(engine) => Self { path, now: engine.clone(), then: None, ratio: None },
        }
    }
}

fn compared(knowledge: &Knowledge, at: usize) -> ComparedView {
    let engine = &knowledge.engines[at];
    let family = knowledge.families[engine.family].id.clone();
    let properties = ENGINE
        .iter()
        .zip(&engine.facts)
        .filter(|(fact, value)| {
            !["id", "family", "techniques"].contains(&fact.name)
                && fact.origin == crate::vocabulary::Origin::Given
                && value.is_known()
        })
        .map(|(fact, value)| (fact.name.into(), value.format(fact.kind).into()))
        .collect();
    ComparedView { engine: engine.id.clone(), name: engine.name.clone(), family, properties }
}

fn standings(evaluation: &Evaluation<'_>, at: usize, engines: &[usize]) -> StandingsView {
    let home = evaluation.architecture().map(|architecture| &evaluation.datasets[at].ranking[architecture.homes[at].1]);
    StandingsView {
        dataset: Words::from(&evaluation.facts.datasets[at].name),
        recommended: home
            .map(|scored| evaluation.knowledge.engines[evaluation.candidates[scored.candidate].engine].id.clone()),
        standings: engines.iter().map(|engine| standing(evaluation, at, *engine)).collect(),
    }
}

/// How an engine stands for a dataset: its best candidate, with or without an extension.
fn standing(evaluation: &Evaluation<'_>, at: usize, engine: usize) -> StandingView {
    let dataset = &evaluation.datasets[at];
    let is_asked = |candidate: usize| {
        let candidate = &evaluation.candidates[candidate];
        candidate.extension == Some(engine)
            || (candidate.engine == engine
                && (candidate.extension.is_none() || evaluation.knowledge.engines[engine].extends.is_none()))
    };
    let id = evaluation.knowledge.engines[engine].id.clone();
    let Some(place) = dataset.ranking.iter().position(|scored| is_asked(scored.candidate)) else {
        return StandingView {
            engine: id,
            extension: None,
            rank: None,
            score: None,
            deduction: None,
            at_risk: Vec::new(),
            struck_by: struck_by(evaluation, at, is_asked),
            loses_on: Vec::new(),
            gains_on: Vec::new(),
            wins_if: None,
        };
    };
    let scored = &dataset.ranking[place];
    let home = evaluation.architecture().map(|architecture| &dataset.ranking[architecture.homes[at].1]);
    let terms = home.map_or_else(Vec::new, |home| why::differences(evaluation, dataset, scored, home));
    let listed = |wanted: &dyn Fn(f64) -> bool| -> Vec<Words> {
        terms
            .iter()
            .filter(|(difference, _)| wanted(*difference))
            .map(|(difference, criterion)| {
                let criterion = criterion.id.as_str();
                let mechanisms = why::mechanisms(evaluation, criterion);
                (difference, criterion, why::through(evaluation, scored.candidate, mechanisms))
            })
            .map(|(difference, criterion, through)| match through {
                Some(mechanism) if *difference < 0.0 => format!("{criterion} {difference:+.3} ({mechanism})"),
                _ => format!("{criterion} {difference:+.3}"),
            })
            .map(Words::from)
            .collect()
    };
    let extension = evaluation.candidates[scored.candidate].extension.filter(|extension| *extension != engine);
    StandingView {
        engine: id,
        extension: extension.map(|at| evaluation.knowledge.engines[at].id.clone()),
        rank: Some(groups_ahead(evaluation, dataset, place) + 1),
        score: Some(rounded(scored.score)),
        deduction: Some(rounded(scored.deduction)),
        at_risk: scored.at_risk.iter().map(|at| evaluation.knowledge.requirements[*at].id.clone()).collect(),
        struck_by: Vec::new(),
        loses_on: listed(&|difference| difference < 0.0),
        gains_on: listed(&|difference| difference > 0.0),
        wins_if: None,
    }
}

/// Compatibility groups of which a member stands before a place of a ranking, without its own.
fn groups_ahead(evaluation: &Evaluation<'_>, dataset: &DatasetEvaluation, place: usize) -> usize {
    let group =
        |scored: &Scored| evaluation.knowledge.engines[evaluation.candidates[scored.candidate].engine].group.as_str();
    let own = group(&dataset.ranking[place]);
    let mut ahead: Vec<&str> = dataset.ranking[..place].iter().map(group).filter(|group| *group != own).collect();
    ahead.sort_unstable();
    ahead.dedup();
    ahead.len()
}

fn struck_by(evaluation: &Evaluation<'_>, at: usize, is_asked: impl Fn(usize) -> bool) -> Vec<Words> {
    let struck = evaluation.datasets[at]
        .eliminated
        .iter()
        .filter(|struck| is_asked(struck.candidate))
        .min_by_key(|struck| struck.strikes.len());
    struck.map_or_else(Vec::new, |struck| {
        Wording::of(evaluation, at, Rc::default())
            .struck(struck.candidate, &struck.strikes)
            .map(|Told { strike, says, through }| {
                let id = &evaluation.knowledge.requirements[strike.requirement].id;
                match through {
                    Some(mechanism) => format!("{says} ({id}; {mechanism})"),
                    None => format!("{says} ({id})"),
                }
            })
            .map(Words::from)
            .collect()
    })
}
