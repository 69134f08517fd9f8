//! What one answer says otherwise than another, in views and in words.

use schemars::JsonSchema;
use serde::Serialize;

use crate::decision::{Difference, Evaluation};
use crate::words::Words;

/// What an effect is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Affected {
    /// Whether there is an architecture at all: `yes` or `no`.
    Feasible,
    /// The engine of a dataset.
    Engine,
    /// The topology of the store of a dataset.
    Topology,
    /// An engine that fronts others as a cache.
    Cache,
    /// A pattern.
    Pattern,
}

/// Something that would be answered otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EffectView {
    /// What it is about.
    pub affects: Affected,
    /// The dataset; the system's name for the system.
    pub subject: String,
    /// What is; null for a cache or pattern that is not there.
    pub before: Option<Words>,
    /// What would be; null for a cache or pattern that would not be there.
    pub after: Option<Words>,
}

/// The views of differences, in their order.
#[must_use]
pub fn effects(evaluation: &Evaluation<'_>, differences: &[Difference]) -> Vec<EffectView> {
    differences.iter().map(|difference| effect(evaluation, difference)).collect()
}

fn effect(evaluation: &Evaluation<'_>, difference: &Difference) -> EffectView {
    let system = || evaluation.spec.name.clone();
    let dataset = |at: usize| evaluation.facts.datasets[at].name.clone();
    let engine = |at: usize| evaluation.knowledge.engines[at].id.clone();
    let view =
        |affects, subject, before: Option<Words>, after: Option<Words>| EffectView { affects, subject, before, after };
    let appears = |affects, name: Words, then: bool| {
        let (before, after) = if then { (None, Some(name)) } else { (Some(name), None) };
        view(affects, system(), before, after)
    };
    match difference {
        Difference::Feasible { then } => {
            let word = |feasible: bool| Some(Words::from(if feasible { "yes" } else { "no" }));
            view(Affected::Feasible, system(), word(!then), word(*then))
        }
        Difference::Engine { dataset: at, before, then } => {
            view(Affected::Engine, dataset(*at), Some(engine(*before)), Some(engine(*then)))
        }
        Difference::Topology { dataset: at, before, then } => {
            view(Affected::Topology, dataset(*at), Some(before.clone()), Some(then.clone()))
        }
        Difference::Cache { engine: at, then } => appears(Affected::Cache, engine(*at), *then),
        Difference::Pattern { pattern, then } => {
            appears(Affected::Pattern, evaluation.knowledge.patterns[*pattern].id.clone(), *then)
        }
    }
}

/// Subjects that are named before the rest is counted.
const NAMED: usize = 2;

/// Effects in words, in one line: the same change of several datasets is told once.
#[must_use]
pub fn in_words(effects: &[EffectView]) -> String {
    named(effects, &|_, id| id.to_string())
}

/// The same with the names that `name` gives for ids.
#[must_use]
pub fn named(effects: &[EffectView], name: &dyn Fn(Affected, &Words) -> String) -> String {
    let mut told: Vec<(&EffectView, Vec<&str>)> = Vec::new();
    for effect in effects {
        let same = |other: &&mut (&EffectView, Vec<&str>)| {
            (other.0.affects, &other.0.before, &other.0.after) == (effect.affects, &effect.before, &effect.after)
        };
        match told.iter_mut().find(same) {
            Some((_, subjects)) => subjects.push(&effect.subject),
            None => told.push((effect, vec![&effect.subject])),
        }
    }
    let phrases: Vec<String> = told.iter().map(|(effect, subjects)| phrase(effect, subjects, name)).collect();
    phrases.join("; ")
}

fn phrase(effect: &EffectView, subjects: &[&str], name: &dyn Fn(Affected, &Words) -> String) -> String {
    let word = |side: &Option<Words>| side.as_ref().map(|id| name(effect.affects, id)).unwrap_or_default();
    let (before, after) = (word(&effect.before), word(&effect.after));
    match effect.affects {
        Affected::Feasible if after == "no" => "nothing meets all hard requirements".to_owned(),
        Affected::Feasible => "there is an architecture".to_owned(),
        Affected::Engine => format!("{after} instead of {before} for {}", listed(subjects)),
        Affected::Topology => format!("{after} instead of {before} for {}", listed(subjects)),
        Affected::Cache if effect.after.is_some() => format!("{after} as a cache"),
        Affected::Cache => format!("no {before} as a cache"),
        Affected::Pattern if effect.after.is_some() => format!("{after} as a pattern"),
        Affected::Pattern => format!("no {before}"),
    }
}

fn listed(subjects: &[&str]) -> String {
    let named = subjects.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match subjects.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
