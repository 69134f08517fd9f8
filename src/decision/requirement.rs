//! Elimination: which requirements a candidate fails on a dataset.

use super::candidate::Candidate;
use super::evaluation::Strike;
use super::scale::{Extents, log_position, touches};
use crate::condition::{Condition, Facts, Verdict};
use crate::knowledge::{Graded, Knowledge, Needs, Requirement};
use crate::vocabulary::{FactRef, Origin, Scope, Value};
use crate::workload::{DatasetFacts, Distribution};

/// The requirements that matter for a dataset, with what is settled about them without an engine. Those that ask for
/// nothing of the dataset are judged once for all of them, see [`of_system`].
pub(super) struct Demands<'a> {
    system: &'a [Value],
    dataset: &'a DatasetFacts,
    pub(super) extents: Extents,
    demands: Vec<Demand<'a>>,
}

/// A requirement, with its verdict where that needs no engine.
struct Demand<'a> {
    place: usize,
    requirement: &'a Requirement,
    settled: Option<Verdict>,
}

/// What the requirements say about one candidate.
#[derive(Clone, Default)]
pub(super) struct Judgement {
    /// Requirements that it fails.
    pub(super) strikes: Vec<Strike>,
    /// Requirements that unknown facts leave undecided, by their places.
    pub(super) at_risk: Vec<usize>,
    /// Sum of how probably numbers that are known only as ranges miss.
    pub(super) in_range: f64,
    /// Sum of how likely the others are to apply.
    pub(super) likely: f64,
}

/// What the requirements say that look at the system and the engine alone: for each candidate, for all datasets.
pub(super) fn of_system(knowledge: &Knowledge, system: &[Value], candidates: &[Candidate<'_>]) -> Vec<Judgement> {
    let facts = Facts { system, ..Facts::default() };
    let demands = demands(knowledge, &facts, |requirement| !requirement.about_dataset);
    candidates
        .iter()
        .map(|candidate| {
            let facts = Facts { engine: &candidate.facts, ..facts };
            let mut judgement = Judgement::default();
            for demand in &demands {
                if let Needs::Condition(needs) = &demand.requirement.needs {
                    judgement.add(demand, &facts, |facts| needs.evaluate(facts));
                }
            }
            judgement
        })
        .collect()
}

/// Requirements of a kind that are not ruled out before an engine is looked at.
fn demands<'a>(knowledge: &'a Knowledge, facts: &Facts<'_>, wanted: impl Fn(&Requirement) -> bool) -> Vec<Demand<'a>> {
    let of_kind = knowledge.requirements.iter().enumerate().filter(|(_, requirement)| wanted(requirement));
    of_kind
        .filter_map(|(place, requirement)| {
            let settled = (!requirement.applies_by_engine).then(|| requirement.when.evaluate(facts));
            (settled != Some(Verdict::False)).then_some(Demand { place, requirement, settled })
        })
        .collect()
}

impl Judgement {
    /// Adds what a requirement says; `met` tells whether the candidate has what is needed.
    fn add(&mut self, demand: &Demand<'_>, facts: &Facts<'_>, met: impl FnOnce(&Facts<'_>) -> Verdict) {
        let Demand { place, requirement, settled } = demand;
        let applies = settled.unwrap_or_else(|| requirement.when.evaluate(facts));
        if applies == Verdict::False {
            return;
        }
        match (applies, met(facts)) {
            (_, Verdict::True) => {}
            (Verdict::True, Verdict::False) => {
                let margin = margin(requirement, facts);
                self.strikes.push(Strike { requirement: *place, not_shown: false, margin });
            }
            (Verdict::True, Verdict::Unknown) if engine_is_silent(requirement, facts) => {
                self.strikes.push(Strike { requirement: *place, not_shown: true, margin: None });
            }
            (applies, _) => {
                self.at_risk.push(*place);
                match applies {
                    Verdict::True => self.in_range += how_near(requirement, facts),
                    _ => self.likely += likely(requirement, facts),
                }
            }
        }
    }
}

impl<'a> Demands<'a> {
    pub(super) fn of(knowledge: &'a Knowledge, system: &'a [Value], dataset: &'a DatasetFacts) -> Self {
        let facts = Facts { system, dataset: &dataset.values, ..Facts::default() };
        let demands = demands(knowledge, &facts, |requirement| requirement.about_dataset);
        Self { system, dataset, extents: Extents::of(knowledge, dataset), demands }
    }

    /// Judges a candidate; `of_system` is what is said of it for all datasets.
    pub(super) fn judge(&self, candidate: &Candidate<'_>, of_system: &Judgement) -> Judgement {
        let facts =
            Facts { system: self.system, dataset: &self.dataset.values, engine: &candidate.facts, ..Facts::default() };
        let mut judgement = of_system.clone();
        for demand in &self.demands {
            judgement.add(demand, &facts, |facts| match &demand.requirement.needs {
                Needs::Condition(needs) => needs.evaluate(facts),
                Needs::Floor(list) => self.floor(*list, candidate),
            });
        }
        judgement.strikes.sort_by(|left, right| {
            let missed = |strike: &Strike| strike.margin.unwrap_or(1.0);
            left.not_shown
                .cmp(&right.not_shown)
                .then_with(|| missed(right).total_cmp(&missed(left)))
                .then_with(|| left.requirement.cmp(&right.requirement))
        });
        judgement.at_risk.sort_unstable();
        judgement
    }

    /// Whether every used operation of a list can be done at all.
    fn floor(&self, list: Graded, candidate: &Candidate<'_>) -> Verdict {
        let can = below_floor(self.distribution(list), candidate, list, self.extents).next().is_none();
        if can { Verdict::True } else { Verdict::False }
    }

    /// Shares of the stated shapes, reads and writes that the candidate does with workarounds only.
    pub(super) fn strain(&self, candidate: &Candidate<'_>) -> f64 {
        const STRAINED: f64 = 1.5;
        [Graded::Shapes, Graded::Reads, Graded::Writes]
            .into_iter()
            .filter(|list| self.distribution(*list).stated)
            .map(|list| {
                let used = self.distribution(list).weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0);
                used.filter(|(at, weight)| {
                    let grade = candidate.grades.of(list).get(*at);
                    grade.is_some_and(|grade| self.extents.grade(grade, touches(list, *at), **weight) < STRAINED)
                })
                .map(|(_, weight)| weight)
                .sum::<f64>()
            })
            .sum()
    }

    fn distribution(&self, list: Graded) -> &Distribution {
        distribution(self.dataset, list)
    }
}

/// How the operations of a list are distributed in a dataset.
pub(super) fn distribution(dataset: &DatasetFacts, list: Graded) -> &Distribution {
    match list {
        Graded::Shapes => &dataset.shapes,
        Graded::Reads => &dataset.reads,
        Graded::Writes => &dataset.writes,
    }
}

/// Places of the used operations that a candidate cannot do at the dataset's scale.
pub(super) fn below_floor<'a>(
    distribution: &'a Distribution,
    candidate: &'a Candidate<'a>,
    list: Graded,
    extents: Extents,
) -> impl Iterator<Item = usize> + 'a {
    distribution.weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0).filter_map(move |(at, weight)| {
        let grade = candidate.grades.of(list).get(at)?;
        // A grade that has fallen below a half is nearer to "cannot" than to "strained".
        (extents.grade(grade, touches(list, at), *weight) < 0.5).then_some(at)
    })
}

/// Whether the outcome hangs on a property of the engine that is not known, so that what is
/// required is not shown.
fn engine_is_silent(requirement: &Requirement, facts: &Facts<'_>) -> bool {
    let Needs::Condition(needs) = &requirement.needs else { return false };
    let mut silent = false;
    needs.for_each_fact(&mut |fact: FactRef| {
        let of_catalogue = fact.scope == Scope::Engine && fact.fact().origin == Origin::Given;
        silent |= of_catalogue && *facts.get(fact) == Value::Unknown;
    });
    silent && undecided_by_engine(needs, facts)
}

fn undecided_by_engine(needs: &Condition, facts: &Facts<'_>) -> bool {
    needs.undecided_facts(facts).iter().all(|fact| fact.scope == Scope::Engine || facts.get(*fact).is_known())
}

/// How likely a requirement that nobody stated is to apply.
fn likely(requirement: &Requirement, facts: &Facts<'_>) -> f64 {
    let unlikely = requirement.unlikely_when.as_ref().is_some_and(|when| when.evaluate(facts) == Verdict::True);
    if unlikely { 0.0 } else { requirement.likely }
}

/// How far into the range of what the engine has the need lies, 0 to 1; a half where no numbers say.
fn how_near(requirement: &Requirement, facts: &Facts<'_>) -> f64 {
    let numbers =
        requirement.margin.and_then(|(need, have, _)| Some((facts.get(need).number()?, facts.get(have).number()?)));
    numbers.map_or(0.5, |(need, have)| log_position(need.point(), have))
}

/// What is needed over the most that the engine has.
fn margin(requirement: &Requirement, facts: &Facts<'_>) -> Option<f64> {
    let (need, have, _) = requirement.margin?;
    let (need, have) = (facts.get(need).number()?.point(), facts.get(have).number()?.high);
    (have > 0.0).then(|| need / have)
}
