//! Elimination: which requirements a candidate fails on a dataset.

use std::borrow::Cow;

use super::candidate::Candidate;
use super::evaluation::Strike;
use super::scale::{Operations, log_position};
use crate::condition::{Column, Condition, Engines, Facts, Narrowed, Outcomes, Verdict};
use crate::knowledge::{Graded, Knowledge, Needs, Requirement};
use crate::vocabulary::{FactRef, Origin, Scope, Value};
use crate::workload::{DatasetFacts, Distribution};

/// The requirements with what is settled of them for all datasets of a system.
pub(super) struct Demands<'k> {
    /// Those that ask for something of the dataset.
    demands: Vec<Demand<'k>>,
    /// What the others say of each candidate: they look at the system and the engine alone.
    of_system: Vec<Judgement>,
}

/// A requirement, with what is settled of it before a dataset is looked at.
struct Demand<'k> {
    place: usize,
    requirement: &'k Requirement,
    /// What is left of when it applies.
    applies: Narrowed<'k>,
    asks: Asks<'k>,
}

/// What a requirement asks of an engine for a dataset.
enum Asks<'k> {
    /// What is left of its condition.
    Condition(Narrowed<'k>),
    /// That all used operations of a list can be done.
    Floor(Graded),
}

/// What the requirements say about one candidate.
#[derive(Clone, Default)]
pub(super) struct Judgement {
    /// Requirements that it fails.
    pub(super) strikes: Vec<Strike>,
    /// Requirements that unknown facts leave undecided, by their places; not kept where there are strikes.
    pub(super) at_risk: Vec<usize>,
    /// Sum of how probably numbers that are known only as ranges miss.
    pub(super) in_range: f64,
    /// Sum of how likely the others are to apply.
    pub(super) likely: f64,
}

/// What one requirement says about a candidate that it does not let pass.
enum Said {
    Strike(Strike),
    /// It is undecided: how probably a number misses, and how likely it is to apply.
    AtRisk {
        in_range: f64,
        likely: f64,
    },
}

impl<'k> Demands<'k> {
    pub(super) fn of(knowledge: &'k Knowledge, system: &[Value], candidates: &[Candidate<'_>]) -> Self {
        let facts = Facts { system, ..Facts::default() };
        let engines = engines(candidates);
        let (demands, of_system): (Vec<_>, Vec<_>) = knowledge
            .requirements
            .iter()
            .enumerate()
            .filter_map(|(place, requirement)| {
                let applies = requirement.when.narrowed(Scope::Dataset, &facts, &engines);
                if matches!(applies, Narrowed::Settled(Outcomes::Same(Verdict::False))) {
                    return None;
                }
                let asks = match &requirement.needs {
                    Needs::Condition(needs) => Asks::Condition(needs.narrowed(Scope::Dataset, &facts, &engines)),
                    Needs::Floor(list) => Asks::Floor(*list),
                };
                Some(Demand { place, requirement, applies, asks })
            })
            .partition(|demand| demand.requirement.about_dataset);
        let mut judgements = vec![Judgement::default(); candidates.len()];
        for demand in &of_system {
            demand.judge(
                &facts,
                &engines,
                |_, _| Verdict::True,
                |at, said| match said {
                    Said::Strike(strike) => judgements[at].strikes.push(strike),
                    Said::AtRisk { in_range, likely } => judgements[at].adds_risk(demand.place, in_range, likely),
                },
            );
        }
        Self { demands, of_system: judgements }
    }

    /// Judges the candidates that are wanted for a dataset.
    pub(super) fn judge(
        &self,
        candidates: &[Candidate<'_>],
        system: &[Value],
        dataset: &DatasetFacts,
        operations: &Operations,
        wanted: impl Fn(&Candidate<'_>) -> bool,
    ) -> Vec<Option<Judgement>> {
        let facts = Facts { system, dataset: &dataset.values, ..Facts::default() };
        let engines = engines(candidates);
        let floor = |list: Graded, at: usize| match operations.out_of_reach(&candidates[at], list).next() {
            Some(_) => Verdict::False,
            None => Verdict::True,
        };
        // All is noted in one list first, so that each candidate gets lists of the right length.
        let mut said: Vec<(usize, usize, Said)> = Vec::new();
        let mut counts = vec![(0, 0); candidates.len()];
        for demand in &self.demands {
            demand.judge(&facts, &engines, floor, |at, what| {
                match what {
                    Said::Strike(_) => counts[at].0 += 1,
                    Said::AtRisk { .. } => counts[at].1 += 1,
                }
                said.push((at, demand.place, what));
            });
        }
        let of_both = self.of_system.iter().zip(counts).map(|(known, (strikes, at_risk))| {
            let strikes = known.strikes.len() + strikes;
            // Of what is struck out nobody asks what else there may be.
            (strikes, if strikes == 0 { known.at_risk.len() + at_risk } else { 0 })
        });
        let counts: Vec<(usize, usize)> = of_both.collect();
        let mut judgements: Vec<Option<Judgement>> = candidates
            .iter()
            .zip(&self.of_system)
            .zip(&counts)
            .map(|((candidate, known), counts)| wanted(candidate).then(|| known.with_room_for(*counts)))
            .collect();
        for (at, place, said) in said {
            let Some(judgement) = &mut judgements[at] else { continue };
            match said {
                Said::Strike(strike) => judgement.strikes.push(strike),
                Said::AtRisk { in_range, likely } if counts[at].0 == 0 => {
                    judgement.adds_risk(place, in_range, likely);
                }
                Said::AtRisk { .. } => {}
            }
        }
        judgements.iter_mut().flatten().for_each(Judgement::sort);
        judgements
    }
}

/// The facts of the candidates.
fn engines<'a>(candidates: &'a [Candidate<'_>]) -> Vec<&'a [Value]> {
    candidates.iter().map(|candidate| candidate.facts.as_slice()).collect()
}

impl Demand<'_> {
    /// Calls with each candidate that the requirement does not let pass, by its place; `floor` tells whether one can do
    /// all used operations of a list.
    fn judge(
        &self,
        facts: &Facts<'_>,
        engines: &Engines<'_>,
        floor: impl Fn(Graded, usize) -> Verdict,
        mut judged: impl FnMut(usize, Said),
    ) {
        let applies = self.applies.outcomes(facts, engines);
        if matches!(applies, Outcomes::Same(Verdict::False)) {
            return;
        }
        let met = match &self.asks {
            Asks::Condition(needs) => needs.outcomes(facts, engines),
            Asks::Floor(list) => Outcomes::Each(Cow::Owned(Column::of(engines.len(), |at| floor(*list, at)))),
        };
        for at in applies.without(&met, engines.len()) {
            let facts = Facts { engine: engines[at], ..*facts };
            judged(at, said(self.place, self.requirement, applies.verdict(at), met.verdict(at), &facts));
        }
    }
}

/// What a requirement says that may apply and is not known to be met.
fn said(place: usize, requirement: &Requirement, applies: Verdict, met: Verdict, facts: &Facts<'_>) -> Said {
    match (applies, met) {
        (Verdict::True, Verdict::False) => {
            let margin = margin(requirement, facts);
            Said::Strike(Strike { requirement: place, not_shown: false, margin })
        }
        (Verdict::True, Verdict::Unknown) if engine_is_silent(requirement, facts) => {
            Said::Strike(Strike { requirement: place, not_shown: true, margin: None })
        }
        (Verdict::True, _) => Said::AtRisk { in_range: how_near(requirement, facts), likely: 0.0 },
        _ => Said::AtRisk { in_range: 0.0, likely: likely(requirement, facts) },
    }
}

impl Judgement {
    /// A copy to which more is added, up to so many strikes and requirements at risk in all.
    fn with_room_for(&self, (strikes, at_risk): (usize, usize)) -> Self {
        let mut judgement =
            Self { strikes: Vec::with_capacity(strikes), at_risk: Vec::with_capacity(at_risk), ..*self };
        judgement.strikes.extend_from_slice(&self.strikes);
        if strikes == 0 {
            judgement.at_risk.extend_from_slice(&self.at_risk);
        }
        judgement
    }

    fn adds_risk(&mut self, place: usize, in_range: f64, likely: f64) {
        self.at_risk.push(place);
        self.in_range += in_range;
        self.likely += likely;
    }

    /// The most telling strike first.
    fn sort(&mut self) {
        self.strikes.sort_by(|left, right| {
            let missed = |strike: &Strike| strike.margin.unwrap_or(1.0);
            left.not_shown
                .cmp(&right.not_shown)
                .then_with(|| missed(right).total_cmp(&missed(left)))
                .then_with(|| left.requirement.cmp(&right.requirement))
        });
        self.at_risk.sort_unstable();
    }
}

/// Shares of the stated shapes, reads and writes of a dataset that a candidate does with workarounds only.
pub(super) fn strain(dataset: &DatasetFacts, operations: &Operations, candidate: &Candidate<'_>) -> f64 {
    const STRAINED: f64 = 1.5;
    [Graded::Shapes, Graded::Reads, Graded::Writes]
        .into_iter()
        .filter(|list| distribution(dataset, *list).stated)
        .map(|list| {
            let graded = operations.graded(candidate, list);
            graded.filter(|(_, grade)| *grade < STRAINED).map(|(operation, _)| operation.share).sum::<f64>()
        })
        .sum()
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
