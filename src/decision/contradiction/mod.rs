//! When the hard requirements leave nothing: which of them exclude each other, and what giving one up leads to.
//!
//! A conflict is found by asking again with less, so that it is one by construction: with its members alone there is no
//! architecture, and without any one of them there is.

mod asked;
mod exclusion;
mod search;

use std::collections::BTreeSet;

use super::consolidation::{max_engines, required_engines};
use super::evaluation::{Contradiction, Evaluation, Relaxation};
use super::probe::{Answer, Probe};
use super::{Parts, assumptions};
use crate::knowledge::Knowledge;
use crate::words::Words;
use crate::workload::WorkloadFacts;
use crate::workload::spec::WorkloadSpec;
use asked::Asked;

/// So many conflicts are told at most; what is left shows when these are settled.
const MOST: usize = 8;

/// Whether there can be no architecture, as far as that shows before engines are chosen for all datasets together.
pub(super) fn is_blocked(parts: &Parts<'_>, facts: &WorkloadFacts) -> bool {
    let required = required_engines(parts, facts);
    let usable = |engine: usize| {
        let ranked = parts.datasets.iter().flat_map(|dataset| &dataset.ranking);
        ranked.into_iter().any(|scored| parts.candidates[scored.candidate].engine == engine)
    };
    is_excluded(parts.knowledge, facts)
        || parts.datasets.iter().any(|dataset| dataset.ranking.is_empty())
        || max_engines(facts).is_some_and(|limit| required.len() > limit)
        || (!parts.datasets.is_empty() && required.into_iter().any(|engine| !usable(engine)))
}

/// Whether requirements exclude each other whatever the product.
pub(super) fn is_excluded(knowledge: &Knowledge, facts: &WorkloadFacts) -> bool {
    exclusion::holding(knowledge, facts).next().is_some()
}

/// Conflicts of an evaluation that has no architecture: first what excludes each other whatever the product, then what
/// leaves no engine, these without a member in common.
pub(super) fn explain(evaluation: &Evaluation<'_>) -> Vec<Contradiction> {
    let asked = Asked::all(evaluation.knowledge, evaluation.spec);
    let mut case = Case { evaluation, probe: Probe::of(evaluation), asked };
    let mut conflicts = case.exclusions();
    while conflicts.len() < MOST {
        let left: Vec<usize> = (0..case.asked.len())
            .filter(|at| !conflicts.iter().any(|conflict| conflict.members.contains(at)))
            .collect();
        match search::minimal_conflict(&left, &mut |kept| !case.answer_to(kept).is_feasible()) {
            Some(members) => conflicts.push(Conflict { members, says: None }),
            None => break,
        }
    }
    if conflicts.is_empty() {
        // Nothing that was asked for is to blame: the knowledge itself, with its packs, leaves no engine.
        return vec![Contradiction { requirements: Vec::new(), says: None, relaxations: Vec::new() }];
    }
    (0..conflicts.len()).map(|at| case.contradiction(&conflicts, at)).collect()
}

/// Paths of what a workload asks for that the rules can refuse, and that could be given up.
#[must_use]
pub fn negotiable(knowledge: &Knowledge, spec: &WorkloadSpec) -> Vec<String> {
    Asked::all(knowledge, spec).into_iter().map(|asked| asked.path).collect()
}

/// A minimal conflict: places of what is asked, and why they exclude each other where no product could help.
struct Conflict {
    members: Vec<usize>,
    says: Option<String>,
}

struct Case<'a> {
    evaluation: &'a Evaluation<'a>,
    probe: Probe<'a>,
    asked: Vec<Asked>,
}

impl Case<'_> {
    /// The workload without all that could be given up but these.
    fn spec_with(&self, kept: &[usize]) -> WorkloadSpec {
        let mut spec = self.evaluation.spec.clone();
        let given_up = self.asked.iter().enumerate().filter(|(at, _)| !kept.contains(at));
        given_up.for_each(|(_, asked)| asked.give_up(&mut spec));
        spec
    }

    fn answer_to(&mut self, kept: &[usize]) -> Answer {
        let spec = self.spec_with(kept);
        self.probe.answer_to_spec(spec)
    }

    fn facts_with(&self, kept: &[usize]) -> WorkloadFacts {
        WorkloadFacts::of(&self.spec_with(kept), &assumptions(self.evaluation.knowledge))
    }

    /// What excludes each other whatever the product. Two of them may share a member.
    fn exclusions(&self) -> Vec<Conflict> {
        let all: Vec<usize> = (0..self.asked.len()).collect();
        let facts = self.facts_with(&all);
        let holding = exclusion::holding(self.evaluation.knowledge, &facts);
        let conflicts = holding.filter_map(|(exclusion, dataset)| {
            let name = dataset.map(|at| facts.datasets[at].name.as_str());
            let mut order = all.clone();
            order.sort_by_key(|at| !self.asked[*at].is_between(exclusion, name));
            let refused = &mut |kept: &[usize]| exclusion::holds(exclusion, &self.facts_with(kept), dataset);
            let members = search::minimal_conflict(&order, refused)?;
            Some(Conflict { members, says: Some(exclusion::worded(exclusion, &facts, dataset)) })
        });
        conflicts.take(MOST).collect()
    }

    fn contradiction(&mut self, conflicts: &[Conflict], at: usize) -> Contradiction {
        let Conflict { members, says } = &conflicts[at];
        // The other conflicts are taken as settled, so that what giving up a member leads to can be told.
        let others = conflicts.iter().enumerate().filter(|(other, _)| *other != at);
        let settled: Vec<usize> = others.flat_map(|(_, other)| &other.members).copied().collect();
        let is_kept = |place: &usize| members.contains(place) || !settled.contains(place);
        let kept: Vec<usize> = (0..self.asked.len()).filter(is_kept).collect();
        let mut requirements: Vec<&str> = members.iter().map(|at| self.asked[*at].path.as_str()).collect();
        requirements.sort_unstable();
        let requirements = requirements.into_iter().map(Words::from).collect();
        let relaxations = members.iter().filter_map(|given_up| {
            let rest: Vec<usize> = kept.iter().copied().filter(|place| place != given_up).collect();
            let answer = self.answer_to(&rest);
            let engines: BTreeSet<usize> = answer.homes.iter().map(|home| home.engine).collect();
            let names: Vec<&str> =
                engines.iter().map(|engine| self.evaluation.knowledge.engines[*engine].id.as_str()).collect();
            let requirement = self.asked[*given_up].path.as_str().into();
            (!names.is_empty()).then(|| Relaxation { requirement, then: names.join(", ").into() })
        });
        let relaxations = relaxations.collect();
        Contradiction { requirements, says: says.as_ref().map(Words::from), relaxations }
    }
}
