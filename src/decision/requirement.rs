//! Elimination: which requirements a candidate fails on a dataset.

use super::candidate::Candidate;
use super::evaluation::Strike;
use super::scale::{Operations, log_position};
use crate::condition::{Condition, Facts, Narrowed, Verdict};
use crate::knowledge::{Graded, Knowledge, Needs, Requirement};
use crate::vocabulary::{FactRef, Origin, Scope, Value};
use crate::workload::{DatasetFacts, Distribution};

/// The requirements that matter for a dataset, with what is settled about them without an engine. Those that ask for
/// nothing of the dataset are judged once for all of them, see [`of_system`].
pub(super) struct Demands<'a> {
    system: &'a [Value],
    dataset: &'a DatasetFacts,
    operations: &'a Operations,
    demands: Vec<Demand<'a>>,
}

/// A requirement, with what is settled of it before an engine is looked at.
struct Demand<'a> {
    place: usize,
    requirement: &'a Requirement,
    /// What is left of when it applies.
    applies: Narrowed<'a>,
    asks: Asks<'a>,
}

/// What a requirement asks of an engine for a dataset.
enum Asks<'a> {
    /// What is left of its condition.
    Condition(Narrowed<'a>),
    /// That all used operations of a list can be done.
    Floor(Graded),
}

/// What the requirements say about one candidate.
#[derive(Default)]
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
                if let Asks::Condition(needs) = &demand.asks {
                    judgement.add(demand, &facts, |facts| needs.evaluate(facts));
                }
            }
            judgement
        })
        .collect()
}

/// Requirements of a kind that an engine may fail, as far as can be told before one is looked at.
fn demands<'a>(knowledge: &'a Knowledge, facts: &Facts<'_>, wanted: impl Fn(&Requirement) -> bool) -> Vec<Demand<'a>> {
    let of_kind = knowledge.requirements.iter().enumerate().filter(|(_, requirement)| wanted(requirement));
    of_kind
        .filter_map(|(place, requirement)| {
            let applies = requirement.when.narrowed(Scope::Engine, facts);
            if matches!(applies, Narrowed::Settled(Verdict::False)) {
                return None;
            }
            let asks = match &requirement.needs {
                Needs::Condition(needs) => Asks::Condition(needs.narrowed(Scope::Engine, facts)),
                Needs::Floor(list) => Asks::Floor(*list),
            };
            let met_by_all = matches!(asks, Asks::Condition(Narrowed::Settled(Verdict::True)));
            (!met_by_all).then_some(Demand { place, requirement, applies, asks })
        })
        .collect()
}

impl Clone for Judgement {
    fn clone(&self) -> Self {
        Self { strikes: self.strikes.clone(), at_risk: self.at_risk.clone(), ..*self }
    }

    fn clone_from(&mut self, other: &Self) {
        self.strikes.clone_from(&other.strikes);
        self.at_risk.clone_from(&other.at_risk);
        (self.in_range, self.likely) = (other.in_range, other.likely);
    }
}

impl Judgement {
    /// Adds what a requirement says; `met` tells whether the candidate has what is needed.
    fn add(&mut self, demand: &Demand<'_>, facts: &Facts<'_>, met: impl FnOnce(&Facts<'_>) -> Verdict) {
        let Demand { place, requirement, applies, .. } = demand;
        let applies = applies.evaluate(facts);
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
    pub(super) fn of(
        knowledge: &'a Knowledge,
        system: &'a [Value],
        dataset: &'a DatasetFacts,
        operations: &'a Operations,
    ) -> Self {
        let facts = Facts { system, dataset: &dataset.values, ..Facts::default() };
        let demands = demands(knowledge, &facts, |requirement| requirement.about_dataset);
        Self { system, dataset, operations, demands }
    }

    /// Judges a candidate; `of_system` is what is said of it for all datasets. In `notes`, which are the same for all
    /// candidates, the judgement grows until it is known how long it is.
    pub(super) fn judge(&self, candidate: &Candidate<'_>, of_system: &Judgement, notes: &mut Judgement) -> Judgement {
        let facts =
            Facts { system: self.system, dataset: &self.dataset.values, engine: &candidate.facts, ..Facts::default() };
        notes.clone_from(of_system);
        for demand in &self.demands {
            notes.add(demand, &facts, |facts| match &demand.asks {
                Asks::Condition(needs) => needs.evaluate(facts),
                Asks::Floor(list) => self.floor(*list, candidate),
            });
        }
        let mut judgement = notes.clone();
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
        let can = self.operations.out_of_reach(candidate, list).next().is_none();
        if can { Verdict::True } else { Verdict::False }
    }

    /// Shares of the stated shapes, reads and writes that the candidate does with workarounds only.
    pub(super) fn strain(&self, candidate: &Candidate<'_>) -> f64 {
        const STRAINED: f64 = 1.5;
        [Graded::Shapes, Graded::Reads, Graded::Writes]
            .into_iter()
            .filter(|list| distribution(self.dataset, *list).stated)
            .map(|list| {
                let graded = self.operations.graded(candidate, list);
                graded.filter(|(_, grade)| *grade < STRAINED).map(|(operation, _)| operation.share).sum::<f64>()
            })
            .sum()
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
