//! When the hard requirements leave nothing: which of them exclude each other.

use std::collections::BTreeSet;

use super::Parts;
use super::consolidation::{max_engines, required_engines};
use super::evaluation::{Contradiction, DatasetEvaluation, Relaxation, Struck};
use crate::vocabulary::{FactRef, Scope, Value};
use crate::words::Words;
use crate::workload::WorkloadFacts;

/// Contradictions that need no consolidation to be seen; none when there are none.
pub(super) fn before_consolidation(parts: &Parts<'_>, facts: &WorkloadFacts) -> Option<Vec<Contradiction>> {
    let mut found = Vec::new();
    for (at, evaluation) in parts.datasets.iter().enumerate().filter(|(_, evaluation)| evaluation.ranking.is_empty()) {
        found.push(of_dataset(parts, facts, at, evaluation));
    }
    let required = required_engines(parts, facts);
    if let Some(limit) = max_engines(facts)
        && required.len() > limit
    {
        found.push(Contradiction {
            requirements: vec!["policy.max_engines".into(), "policy.require".into()],
            relaxations: Vec::new(),
        });
    }
    for engine in required {
        let usable = parts.datasets.iter().any(|evaluation| {
            evaluation.ranking.iter().any(|scored| parts.candidates[scored.candidate].engine == engine)
        });
        if !usable && !parts.datasets.is_empty() {
            found.push(of_required(parts, facts, engine));
        }
    }
    found.dedup();
    (!found.is_empty()).then_some(found)
}

/// Each dataset has engines, but not together.
pub(super) fn of_consolidation(parts: &Parts<'_>, facts: &WorkloadFacts) -> Vec<Contradiction> {
    let mut requirements = BTreeSet::from(["policy.max_engines".to_owned()]);
    if !required_engines(parts, facts).is_empty() {
        requirements.insert("policy.require".to_owned());
    }
    for (at, evaluation) in parts.datasets.iter().enumerate() {
        let struck: Vec<&Struck> = evaluation.eliminated.iter().collect();
        let reasons = minimal(&struck);
        requirements.extend(reasons.iter().flat_map(|requirement| stated_paths(parts, facts, at, *requirement)));
    }
    vec![Contradiction { requirements: requirements.into_iter().map(Words::from).collect(), relaxations: Vec::new() }]
}

fn of_dataset(
    parts: &Parts<'_>,
    facts: &WorkloadFacts,
    dataset: usize,
    evaluation: &DatasetEvaluation,
) -> Contradiction {
    let struck: Vec<&Struck> = evaluation.eliminated.iter().collect();
    let reasons = minimal(&struck);
    let mut requirements: Vec<String> =
        reasons.iter().flat_map(|requirement| stated_paths(parts, facts, dataset, *requirement)).collect();
    requirements.sort();
    requirements.dedup();
    let relaxations = reasons
        .iter()
        .filter_map(|given_up| {
            let path = stated_paths(parts, facts, dataset, *given_up).into_iter().next()?;
            let freed = struck
                .iter()
                .filter(|struck| struck.strikes.iter().all(|strike| strike.requirement == *given_up))
                .max_by(|left, right| ease(parts, left).total_cmp(&ease(parts, right)))?;
            let then = parts.candidates[freed.candidate].id(parts.knowledge).to_owned();
            Some(Relaxation { requirement: path.into(), then: then.into() })
        })
        .collect();
    Contradiction { requirements: Words::all(&requirements), relaxations }
}

/// What a candidate scores on the running criteria: which of several engines one would take first.
fn ease(parts: &Parts<'_>, struck: &Struck) -> f64 {
    parts
        .common
        .running
        .weights
        .iter()
        .zip(&parts.common.running.values[struck.candidate])
        .map(|(weight, value)| weight * value)
        .sum()
}

/// An engine is required that no dataset can use.
fn of_required(parts: &Parts<'_>, facts: &WorkloadFacts, engine: usize) -> Contradiction {
    let mut requirements = BTreeSet::from(["policy.require".to_owned()]);
    // The dataset that comes nearest tells best what is in the way.
    let nearest = parts
        .datasets
        .iter()
        .enumerate()
        .filter_map(|(at, evaluation)| {
            let struck = evaluation.eliminated.iter().find(|struck| {
                let candidate = &parts.candidates[struck.candidate];
                candidate.engine == engine && candidate.extension.is_none()
            })?;
            Some((struck.strikes.len(), at, struck))
        })
        .min_by_key(|(strikes, at, _)| (*strikes, *at));
    if let Some((_, at, struck)) = nearest {
        let paths = struck.strikes.iter().flat_map(|strike| stated_paths(parts, facts, at, strike.requirement));
        requirements.extend(paths);
    }
    Contradiction { requirements: requirements.into_iter().map(Words::from).collect(), relaxations: Vec::new() }
}

/// A set of requirements that strikes out all of these, from which none can be left out.
fn minimal(struck: &[&Struck]) -> Vec<usize> {
    let all: BTreeSet<usize> =
        struck.iter().flat_map(|struck| struck.strikes.iter().map(|strike| strike.requirement)).collect();
    let covers = |set: &BTreeSet<usize>| {
        struck.iter().all(|struck| struck.strikes.iter().any(|strike| set.contains(&strike.requirement)))
    };
    let mut needed = all.clone();
    for requirement in all {
        needed.remove(&requirement);
        if !covers(&needed) {
            needed.insert(requirement);
        }
    }
    needed.into_iter().collect()
}

/// The paths of the spec that state a requirement, for a dataset. A path whose fact is not stated
/// is left out.
pub(super) fn stated_paths(
    parts: &Parts<'_>,
    facts: &WorkloadFacts,
    dataset: usize,
    requirement: usize,
) -> Vec<String> {
    let dataset = &facts.datasets[dataset];
    parts.knowledge.requirements[requirement]
        .stated_by
        .iter()
        .filter_map(|path| {
            let fact = FactRef::find(path)?;
            let value = match fact.scope {
                Scope::Dataset => dataset.values.get(usize::from(fact.index))?,
                _ => facts.system.get(usize::from(fact.index))?,
            };
            if matches!(value, Value::Unknown | Value::Absent) {
                return None;
            }
            Some(match path.strip_prefix("dataset.") {
                Some(rest) => format!("datasets.{}.{rest}", dataset.name),
                None => path.to_string(),
            })
        })
        .collect()
}
