//! What is worth asking: how much of what could still change the answer hangs on each fact that is not known.
//!
//! Facts work together: neither the size nor the rate of writes alone may move an answer, both may. So all that is open
//! is drawn together, each fact as often as people can say it and as likely as its values are; where the answer is
//! another then, each fact is taken back on its own, and those without which it is not that answer have a part in it.

use super::draws::{Draw, Open, draws};
use crate::decision::evaluate;
use crate::decision::probe::{Difference, Probe};
use crate::knowledge::Knowledge;
use crate::workload::spec::WorkloadSpec;
use crate::workload::{Given, Stands};

/// Where the draws begin. Any number does; it must stay the same, so that questions do.
const SEED: u64 = 0x0A5C_F1B5_7A5C_F1B5;
/// Threads that share the draws.
const THREADS: usize = 4;

/// What is worth asking.
#[derive(Clone, Debug, PartialEq)]
pub struct Inquiry {
    /// How many datasets can be expected to get another engine once everything is known that people can say. What
    /// changes a topology, a cache or a pattern only counts in part.
    pub open: f64,
    /// Each fact with its part in that, the greatest first.
    pub worth: Vec<Worth>,
}

/// What a fact is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// The fact.
    pub given: Given,
    /// How many datasets can be expected to get another engine by its part.
    pub share: f64,
}

/// How much is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Draws of all open facts together.
    pub draws: usize,
    /// Draws that change the answer and are traced to the facts that do it.
    pub traced: usize,
    /// Ways in which the rest of the workload may turn out.
    pub scenes: usize,
}

/// Finds out what is worth asking of the facts in `ask`, while those in `rest` are open as well. `answered` says in which
/// share of the draws a fact is known, given the share in which it usually is.
#[must_use]
pub fn inquiry(
    knowledge: &Knowledge,
    spec: &WorkloadSpec,
    [ask, rest]: [&[Given]; 2],
    answered: &dyn Fn(Given, f64) -> f64,
    effort: Effort,
) -> Inquiry {
    let mut random = fastrand::Rng::with_seed(SEED);
    let evaluation = evaluate(knowledge, spec);
    let probe = Probe::of(&evaluation);
    let asked = Open::of(&probe, ask, answered);
    let scenes = scenes(&probe, &Open::of(&probe, rest, answered), effort.scenes, &mut random);
    let draws = draws(&probe, &asked, effort.draws, &mut random);
    // Each batch is a scene with some of the draws; the same batches whatever machine they run on.
    let batches = scenes.len().max(THREADS.min(effort.draws));
    let batch = |at: usize| Batch {
        knowledge,
        spec,
        asked: &asked,
        scene: &scenes[at % scenes.len()],
        draws: draws.iter().skip(at).step_by(batches).collect(),
        traced: effort.traced.div_ceil(batches),
    };
    let mut tallies: Vec<Option<Tally>> = vec![None; batches];
    std::thread::scope(|scope| {
        for (thread, tallies) in tallies.chunks_mut(batches.div_ceil(THREADS)).enumerate() {
            let batch = &batch;
            scope.spawn(move || {
                let first = thread * batches.div_ceil(THREADS);
                tallies.iter_mut().enumerate().for_each(|(at, tally)| *tally = Some(batch(first + at).tally()));
            });
        }
    });
    let mut tally = Tally::of(asked.len());
    tallies.into_iter().flatten().for_each(|other| tally.add(&other));
    tally.inquiry(&asked)
}

/// How many datasets can be expected to get another engine once everything is known that people can say of each
/// subject, which is the facts about it: a quick look with few draws, that tells where to look closely.
#[must_use]
pub fn openness(
    knowledge: &Knowledge,
    spec: &WorkloadSpec,
    subjects: &[Vec<Given>],
    answered: &(dyn Fn(Given, f64) -> f64 + Sync),
    count: usize,
) -> Vec<f64> {
    let mut open = vec![0.0; subjects.len()];
    let share = subjects.len().div_ceil(THREADS).max(1);
    std::thread::scope(|scope| {
        for (subjects, open) in subjects.chunks(share).zip(open.chunks_mut(share)) {
            scope.spawn(move || {
                let evaluation = evaluate(knowledge, spec);
                let mut probe = Probe::of(&evaluation);
                for (subject, open) in subjects.iter().zip(open) {
                    let asked = Open::of(&probe, subject, answered);
                    let drawn = draws(&probe, &asked, count, &mut fastrand::Rng::with_seed(SEED));
                    *open = tally(&mut probe, &asked, &drawn, 0).inquiry(&asked).open;
                }
            });
        }
    });
    open
}

/// Draws in one scene.
struct Batch<'b> {
    knowledge: &'b Knowledge,
    spec: &'b WorkloadSpec,
    asked: &'b [Open],
    scene: &'b [(Given, Stands)],
    draws: Vec<&'b Draw>,
    traced: usize,
}

impl Batch<'_> {
    fn tally(&self) -> Tally {
        let mut spec = self.spec.clone();
        if !self.scene.iter().all(|(given, value)| given.set(&mut spec, value)) {
            return Tally::of(self.asked.len());
        }
        let evaluation = evaluate(self.knowledge, &spec);
        tally(&mut Probe::of(&evaluation), self.asked, self.draws.iter().copied(), self.traced)
    }
}

/// What comes of draws around a probe, some of those that change the answer traced to the facts that do it.
fn tally<'d>(probe: &mut Probe<'_>, asked: &[Open], draws: impl IntoIterator<Item = &'d Draw>, traced: usize) -> Tally {
    let mut tally = Tally::of(asked.len());
    let base = probe.answer.clone();
    for draw in draws {
        let changes = |left_out: Option<usize>| -> Vec<(Given, Stands)> {
            let drawn = draw.iter().filter(|(fact, _)| Some(*fact) != left_out);
            drawn.map(|(fact, cell)| (asked[*fact].given, asked[*fact].cells[*cell].value.clone())).collect()
        };
        let Some(answer) = probe.with(&changes(None)) else { continue };
        tally.draws += 1;
        let changed = weight(probe, &base.differences(&answer));
        tally.changed += changed;
        if changed <= 0.0 || tally.traced >= traced {
            continue;
        }
        tally.traced += 1;
        tally.traced_weight += changed;
        for (fact, _) in draw {
            let Some(without) = probe.with(&changes(Some(*fact))) else { continue };
            tally.parts[*fact] += weight(probe, &answer.differences(&without)).min(changed);
        }
    }
    tally
}

/// How much differences count: 1 for each of the datasets that gets another engine, all where nothing is feasible.
#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn weight(probe: &Probe<'_>, differences: &[Difference]) -> f64 {
    let least = if differences.is_empty() { 0.0 } else { probe.knowledge.parameters.question_beside_engines };
    let weight = |difference: &Difference| match difference {
        Difference::Feasible { .. } => probe.facts.datasets.len() as f64,
        Difference::Engine { .. } => 1.0,
        Difference::Topology { .. } | Difference::Cache { .. } | Difference::Pattern { .. } => 0.0,
    };
    differences.iter().map(weight).sum::<f64>().max(least)
}

/// Ways in which the rest of a workload may turn out; the first is that nothing more is known of it.
fn scenes(probe: &Probe<'_>, rest: &[Open], count: usize, random: &mut fastrand::Rng) -> Vec<Vec<(Given, Stands)>> {
    let mut scenes = vec![Vec::new()];
    if !rest.is_empty() && count > 1 {
        let drawn = draws(probe, rest, count - 1, random);
        let scene = |draw: &Draw| {
            draw.iter().map(|(fact, cell)| (rest[*fact].given, rest[*fact].cells[*cell].value.clone())).collect()
        };
        scenes.extend(drawn.iter().map(scene));
    }
    scenes
}

/// What the draws came to.
#[derive(Clone)]
struct Tally {
    draws: usize,
    changed: f64,
    traced: usize,
    traced_weight: f64,
    parts: Vec<f64>,
}

impl Tally {
    fn of(facts: usize) -> Self {
        Self { draws: 0, changed: 0.0, traced: 0, traced_weight: 0.0, parts: vec![0.0; facts] }
    }

    fn add(&mut self, other: &Self) {
        self.draws += other.draws;
        self.changed += other.changed;
        self.traced += other.traced;
        self.traced_weight += other.traced_weight;
        self.parts.iter_mut().zip(&other.parts).for_each(|(sum, part)| *sum += part);
    }

    fn inquiry(self, asked: &[Open]) -> Inquiry {
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        let open = self.changed / self.draws.max(1) as f64;
        let scale = if self.traced_weight > 0.0 { open / self.traced_weight } else { 0.0 };
        let worth = |(open, part): (&Open, f64)| Worth { given: open.given, share: part * scale };
        let mut worth: Vec<Worth> = asked.iter().zip(self.parts).map(worth).collect();
        worth.sort_by(|left, right| right.share.total_cmp(&left.share).then_with(|| left.given.cmp(&right.given)));
        Inquiry { open, worth }
    }
}
