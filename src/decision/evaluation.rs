//! What an evaluation consists of, and the evaluation of one dataset on its own.

use super::candidate::{Candidate, candidates};
use super::criterion::{Fit, Running, fit_weights};
use super::requirement::{Demands, Judgement, strain};
use super::scale::Operations;
use crate::knowledge::{Criterion, Graded, Knowledge, Part};
use crate::quantity::Interval;
use crate::vocabulary::{FactRef, Unit, Value};
use crate::words::Words;
use crate::workload::spec::WorkloadSpec;
use crate::workload::{DatasetFacts, WorkloadFacts};

/// Everything computed for a workload.
#[derive(Debug)]
pub struct Evaluation<'a> {
    /// The knowledge that was used.
    pub knowledge: &'a Knowledge,
    /// The workload that was evaluated.
    pub spec: &'a WorkloadSpec,
    /// Its facts, those of the architecture included.
    pub facts: WorkloadFacts,
    /// All candidates.
    pub candidates: Vec<Candidate<'a>>,
    /// Each dataset on its own, in the order of the spec.
    pub datasets: Vec<DatasetEvaluation>,
    /// Weights of the running criteria; nought for the others.
    pub running: Vec<f64>,
    /// Preferred hosting.
    pub hosting: Words,
    /// What the decision tables decided, in the order of their evaluation.
    pub decisions: Vec<Decided>,
    /// What comes of it.
    pub outcome: Outcome,
}

/// One dataset on its own.
#[derive(Debug)]
pub struct DatasetEvaluation {
    /// Weights of all criteria, in the order of the knowledge; they add up to about one.
    pub weights: Vec<f64>,
    /// Weights of the fit criteria before the stake enters them; nought for the others.
    pub(super) fit_weights: Vec<f64>,
    /// Share of the weight of a dataset of ordinary size and rate.
    pub stake: f64,
    /// Candidates that meet all requirements, the best first.
    pub ranking: Vec<Scored>,
    /// Candidates that do not, in the order of the candidates.
    pub eliminated: Vec<Struck>,
    /// The operations that it uses, at its scale.
    pub(super) operations: Operations,
}

/// A candidate that meets the requirements.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Place of the candidate.
    pub candidate: usize,
    /// Weighted sum of the values, less what is taken off for undecided requirements.
    pub score: f64,
    /// What was taken off: for strain, for what is not settled, for being a mere edition.
    pub deduction: f64,
    /// Values by criterion, 0 to 1.
    pub values: Vec<f64>,
    /// Requirements that unknown facts leave undecided.
    pub at_risk: Vec<usize>,
}

/// A candidate that fails a requirement.
#[derive(Clone, Debug)]
pub struct Struck {
    /// Place of the candidate.
    pub candidate: usize,
    /// Every requirement that it fails, the most telling first: what is known to be lacking before what is not
    /// shown, and what is missed by most.
    pub strikes: Vec<Strike>,
}

/// A failed requirement.
#[derive(Clone, Copy, Debug)]
pub struct Strike {
    /// Place of the requirement.
    pub requirement: usize,
    /// The engine's property is not known, so that what is required is not shown.
    pub not_shown: bool,
    /// What is needed over what the engine has.
    pub margin: Option<f64>,
}

/// What comes of an evaluation.
#[derive(Debug)]
pub enum Outcome {
    /// An architecture.
    Architecture(Architecture),
    /// No engine meets the hard requirements.
    Infeasible(Vec<Contradiction>),
}

/// Requirements that exclude each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Paths of the spec that state them.
    pub requirements: Vec<Words>,
    /// Why they do, where no product could ever meet them together.
    pub says: Option<Words>,
    /// What giving up one of them leads to.
    pub relaxations: Vec<Relaxation>,
}

/// What giving up a requirement leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxation {
    /// Path of the requirement.
    pub requirement: Words,
    /// Ids of the engines of the architecture then, by commas.
    pub then: Words,
}

/// The recommended architecture.
#[derive(Debug)]
pub struct Architecture {
    /// Stores, by the size of what they hold.
    pub stores: Vec<Store>,
    /// For each dataset: the place of its store and of its entry in its ranking.
    pub homes: Vec<(usize, usize)>,
    /// For each dataset what keeps it from the first of its ranking; none when it lies there.
    pub held_by: Vec<Option<HeldBy>>,
    /// Patterns that were considered, the chosen ones first.
    pub patterns: Vec<PatternChoice>,
    /// Advice, by topic.
    pub advice: Vec<Advice>,
    /// Total of the consolidation.
    pub total: f64,
}

/// What keeps a dataset from the engine that is best for it alone: the largest of the costs of moving it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldBy {
    /// A further engine would have to be run.
    FurtherEngine,
    /// It is joined with, changes with or is fed from datasets that lie elsewhere.
    Together,
    /// It would disturb what lies there, or be disturbed by it.
    Disturbance,
}

/// A piece of advice that the facts call for.
#[derive(Debug)]
pub struct Advice {
    /// Place in the guidance.
    pub guidance: usize,
    /// The stores or datasets that it is for; none for the system.
    pub subjects: Vec<Words>,
    /// The advice, filled in.
    pub says: Words,
    /// When the test that it describes is passed.
    pub passes: Option<Words>,
}

/// An engine with the datasets it holds.
#[derive(Debug)]
pub struct Store {
    /// Name, unique in the architecture.
    pub name: Words,
    /// Place of the engine in the knowledge.
    pub engine: usize,
    /// Place of a candidate with this engine.
    pub candidate: usize,
    /// Places of the extensions in the knowledge.
    pub extensions: Vec<usize>,
    /// Datasets that it holds.
    pub datasets: Vec<usize>,
    /// Datasets that it fronts as a cache.
    pub caches: Vec<usize>,
    /// Facts of the store, in the vocabulary's order.
    pub facts: Vec<Value>,
    /// Hosting, as a place in the vocabulary's list.
    pub hosting: Option<usize>,
    /// Topology.
    pub topology: Words,
    /// Copies beside the primary; in a leaderless store copies in all.
    pub replicas: u32,
    /// Shards.
    pub shards: u32,
    /// Replication mode.
    pub replication: Words,
    /// How the data is spread, where it is.
    pub sharding_strategy: Option<Words>,
    /// Caching pattern, for a cache.
    pub caching: Option<Words>,
    /// How the cache is invalidated.
    pub invalidation: Option<Words>,
    /// Connections that are busy at the peak, where the facts say.
    pub pool_size: Option<u32>,
}

/// A pattern with what speaks for and against it.
#[derive(Clone, Debug)]
pub struct PatternChoice {
    /// Place in the knowledge.
    pub pattern: usize,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Reasons that hold, by their places.
    pub reasons: Vec<usize>,
    /// Reasons against it that hold.
    pub against: Vec<usize>,
    /// Weight for, less weight against.
    pub balance: i32,
}

/// A number with its name and unit; nothing where a fact is not known.
pub type NamedFigure = (Words, Unit, Option<Interval>);

/// What a decision table decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// Id of the table.
    pub decision: Words,
    /// The dataset or store; empty for the system.
    pub subject: Words,
    /// The choice.
    pub choice: Words,
    /// The row that decided; none for the last one.
    pub row: Option<usize>,
    /// The explanation, filled in.
    pub says: Words,
    /// Numbers that go with the choice; nothing where a fact is not known.
    pub figures: Vec<NamedFigure>,
    /// Further rows that lead to the same choice, with their explanations.
    pub also: Vec<(usize, Words)>,
    /// Rows that would matter if something were known, with the facts that are missing.
    pub undecided: Vec<(usize, Vec<FactRef>)>,
}

/// One term of a score.
#[derive(Clone, Copy, Debug)]
pub struct Weighed<'a> {
    /// The criterion.
    pub criterion: &'a Criterion,
    /// Its weight.
    pub weight: f64,
    /// The candidate's value.
    pub value: f64,
}

impl Evaluation<'_> {
    /// The terms of a score, in the order of the criteria.
    pub fn terms<'a>(
        &'a self,
        dataset: &'a DatasetEvaluation,
        scored: &'a Scored,
    ) -> impl Iterator<Item = Weighed<'a>> {
        self.knowledge
            .criteria
            .iter()
            .zip(&dataset.weights)
            .zip(&scored.values)
            .map(|((criterion, weight), value)| Weighed { criterion, weight: *weight, value: *value })
    }

    /// Places of the operations of a list that a dataset uses and a candidate cannot do.
    pub fn out_of_reach(&self, dataset: usize, candidate: usize, list: Graded) -> impl Iterator<Item = usize> {
        self.datasets[dataset].operations.out_of_reach(&self.candidates[candidate], list)
    }

    /// The recommended architecture, when there is one.
    #[must_use]
    pub fn architecture(&self) -> Option<&Architecture> {
        match &self.outcome {
            Outcome::Architecture(architecture) => Some(architecture),
            Outcome::Infeasible(_) => None,
        }
    }
}

/// What is the same for all datasets of a system.
pub(super) struct Common<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) system: Vec<Value>,
    pub(super) candidates: Vec<Candidate<'a>>,
    pub(super) demands: Demands<'a>,
    pub(super) running: Running,
}

impl<'a> Common<'a> {
    pub(super) fn of(knowledge: &'a Knowledge, system: &[Value], hosting: &str) -> Self {
        let candidates = candidates(knowledge, system, hosting);
        let demands = Demands::of(knowledge, system, &candidates);
        let running = Running::of(knowledge, system, &candidates);
        Self { knowledge, system: system.to_vec(), candidates, demands, running }
    }
}

/// Strikes out and scores all candidates for one dataset.
pub(super) fn evaluate_dataset(common: &Common<'_>, dataset: &DatasetFacts) -> DatasetEvaluation {
    let Common { knowledge, system, candidates, demands, running } = common;
    let operations = Operations::of(knowledge, dataset);
    let judgements = demands
        .judge(candidates, system, dataset, &operations, |candidate| candidate.adds_something(knowledge, dataset));
    let leaders = leaders(knowledge, candidates, &judgements);
    let fit = Fit::of(knowledge, system, dataset, &operations);
    let fit_weights = fit_weights(knowledge, system, dataset, running.fit_total);
    // The larger the stake, the more the fit counts against the ease of running the engine; so the
    // ranking on its own is what consolidation would choose for this dataset alone.
    let stake = stake(knowledge, dataset);
    let raw: Vec<f64> = fit_weights.iter().zip(&running.weights).map(|(fit, running)| fit * stake + running).collect();
    let sum: f64 = raw.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let weights: Vec<f64> = raw.iter().map(|weight| weight / sum).collect();
    let meets = judgements.iter().flatten().filter(|judgement| judgement.strikes.is_empty()).count();
    let mut ranking = Vec::with_capacity(meets);
    let mut eliminated = Vec::with_capacity(judgements.iter().flatten().count() - meets);
    for (at, (candidate, judgement)) in candidates.iter().zip(judgements).enumerate() {
        let Some(judgement) = judgement else { continue };
        if !judgement.strikes.is_empty() {
            eliminated.push(Struck { candidate: at, strikes: judgement.strikes });
            continue;
        }
        let values: Vec<f64> = knowledge
            .criteria
            .iter()
            .zip(&running.values[at])
            .map(|(criterion, running)| match criterion.part {
                Part::Running => *running,
                Part::Fit => fit.value(criterion, candidate),
            })
            .collect();
        let parameters = &knowledge.parameters;
        let risk = parameters.price_at_risk * judgement.in_range
            + parameters.price_of_regret * judgement.likely
            + parameters.price_of_strain * strain(dataset, &operations, candidate)
            + if is_mere_edition(knowledge, candidate, &leaders) { parameters.price_offering } else { 0.0 };
        let weighted: f64 = weights.iter().zip(&values).map(|(weight, value)| weight * value).sum();
        ranking.push(Scored {
            candidate: at,
            score: weighted - risk,
            deduction: risk,
            values,
            at_risk: judgement.at_risk,
        });
    }
    sort(&mut ranking, candidates, knowledge);
    DatasetEvaluation { weights, fit_weights, stake, ranking, eliminated, operations }
}

/// Groups whose own engine, the one that they are named after, meets the requirements.
fn leaders<'k>(
    knowledge: &'k Knowledge,
    candidates: &[Candidate<'_>],
    judgements: &[Option<Judgement>],
) -> Vec<&'k str> {
    let meets =
        |judgement: &Option<Judgement>| judgement.as_ref().is_some_and(|judgement| judgement.strikes.is_empty());
    let own = candidates.iter().zip(judgements).filter(|(candidate, _)| candidate.extension.is_none());
    own.filter_map(|(candidate, judgement)| {
        let engine = &knowledge.engines[candidate.engine];
        (engine.id == engine.group && meets(judgement)).then_some(engine.group.as_str())
    })
    .collect()
}

/// Whether a candidate is another edition of an engine that would do too, and that the team neither
/// runs nor prefers.
fn is_mere_edition(knowledge: &Knowledge, candidate: &Candidate<'_>, leaders: &[&str]) -> bool {
    let engine = &knowledge.engines[candidate.engine];
    engine.id != engine.group
        && leaders.contains(&engine.group.as_str())
        && !candidate.is("run_by_team")
        && !candidate.is("preferred")
}

/// The best first; equals by preference of the policy, then without an extension, then by id, so
/// that the order of files decides nothing.
fn sort(ranking: &mut [Scored], candidates: &[Candidate<'_>], knowledge: &Knowledge) {
    ranking.sort_by(|left, right| {
        let (one, other) = (&candidates[left.candidate], &candidates[right.candidate]);
        right
            .score
            .total_cmp(&left.score)
            .then_with(|| other.is("preferred").cmp(&one.is("preferred")))
            .then_with(|| one.extension.is_some().cmp(&other.extension.is_some()))
            .then_with(|| one.id(knowledge).cmp(other.id(knowledge)))
    });
}

/// How much a dataset weighs against others: it grows with the logarithm of the largest of its
/// size and rates, each over its unit.
fn stake(knowledge: &Knowledge, dataset: &DatasetFacts) -> f64 {
    let parameters = &knowledge.parameters;
    let over = |fact: &str, unit: f64| dataset.number(fact).map(|number| number.point() / unit);
    let largest = [
        over("size_at_horizon", parameters.stake_size_unit),
        over("peak_reads", parameters.stake_reads_unit),
        over("peak_writes", parameters.stake_writes_unit),
    ]
    .into_iter()
    .flatten()
    .reduce(f64::max);
    let decades = largest.map_or(0.0, |largest| largest.max(f64::MIN_POSITIVE).log10());
    (parameters.stake_base + parameters.stake_per_decade * decades).clamp(parameters.stake_least, parameters.stake_most)
}
