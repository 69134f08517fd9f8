//! What is worth asking: how much of what could still change the answer hangs on each fact that is not known.
//!
//! Facts work together: neither the size nor the rate of writes alone may move an answer, both may. So all that is open
//! is drawn together, each fact as often as people can say it and as likely as its values are; where the answer is
//! another then, each fact is taken back on its own, and those without which it is not that answer have a part in it.

use super::cells;
use super::plausible::Cell;
use crate::decision::evaluate;
use crate::decision::probe::{Difference, Probe};
use crate::knowledge::{Knowledge, Parameters, Prior};
use crate::workload::spec::WorkloadSpec;
use crate::workload::{DatasetFacts, Given, Stands};

/// Where the draws begin. Any number does; it must stay the same, so that questions do.
const SEED: u64 = 0x0A5C_F1B5_7A5C_F1B5;
/// Parts into which a plausible range is divided: the beginning, the middle and the end of it, and what lies between.
const PARTS: usize = 5;
/// Where values beyond a plausible range are tried, between its end and what is credible, on a log scale.
const BEYOND: [f64; 2] = [0.33, 0.67];
/// No plausible range is so far off that what comes true is more than so many times as much.
const FARTHEST: f64 = 3000.0;
/// Threads that share the draws.
const THREADS: usize = 4;
/// Engines of each ranking that somebody may know, run, require or prefer.
const LEADING: usize = 3;

/// What is worth asking.
#[derive(Clone, Debug, PartialEq)]
pub struct Inquiry {
    /// How likely the answer is another once everything is known that people can say, 0 to 1. What changes a topology,
    /// a cache or a pattern only counts in part.
    pub open: f64,
    /// Each fact with its part in that, the greatest first.
    pub worth: Vec<Worth>,
}

/// What a fact is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// The fact.
    pub given: Given,
    /// How likely it has a part in changing the answer, 0 to 1.
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
    let scenes = scenes(&Open::of(&probe, rest, answered), effort.scenes, &mut random);
    let draws = draws(&asked, effort.draws, &mut random);
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

/// How likely the answer is another once everything is known that people can say of each subject, which is the facts
/// about it: a quick look with few draws, that tells where to look closely.
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
                    let drawn = draws(&asked, count, &mut fastrand::Rng::with_seed(SEED));
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
    draws: Vec<&'b Vec<(usize, usize)>>,
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
fn tally<'d>(
    probe: &mut Probe<'_>,
    asked: &[Open],
    draws: impl IntoIterator<Item = &'d Vec<(usize, usize)>>,
    traced: usize,
) -> Tally {
    let mut tally = Tally::of(asked.len());
    let knowledge = probe.knowledge;
    let base = probe.answer.clone();
    let weight = |differences: &[Difference]| weight(&knowledge.parameters, differences);
    for draw in draws {
        let changes = |left_out: Option<usize>| -> Vec<(Given, Stands)> {
            let drawn = draw.iter().filter(|(fact, _)| Some(*fact) != left_out);
            drawn.map(|(fact, cell)| (asked[*fact].given, asked[*fact].cells[*cell].value.clone())).collect()
        };
        let Some(answer) = probe.with(&changes(None)) else { continue };
        tally.draws += 1;
        let changed = weight(&base.differences(&answer));
        tally.changed += changed;
        if changed <= 0.0 || tally.traced >= traced {
            continue;
        }
        tally.traced += 1;
        tally.traced_weight += changed;
        for (fact, _) in draw {
            let Some(without) = probe.with(&changes(Some(*fact))) else { continue };
            tally.parts[*fact] += weight(&answer.differences(&without)).min(changed);
        }
    }
    tally
}

/// How much differences count: 1 where an engine is another or nothing is feasible.
fn weight(parameters: &Parameters, differences: &[Difference]) -> f64 {
    let weight = |difference: &Difference| match difference {
        Difference::Feasible { .. } | Difference::Engine { .. } => 1.0,
        Difference::Topology { .. } | Difference::Cache { .. } | Difference::Pattern { .. } => {
            parameters.question_beside_engines
        }
    };
    differences.iter().map(weight).fold(0.0, f64::max)
}

/// A fact that is open, with the values that it could have.
struct Open {
    given: Given,
    cells: Vec<Cell>,
    /// In which share of the draws it is known.
    known: f64,
}

impl Open {
    fn of(probe: &Probe<'_>, all: &[Given], answered: &dyn Fn(Given, f64) -> f64) -> Vec<Self> {
        let open = |given: &Given| {
            let plausible = probe.knowledge.plausible_of(&given.written())?;
            let cells = hypotheses(probe, *given)?;
            Some(Self { given: *given, cells, known: answered(*given, plausible.answered).clamp(0.0, 1.0) })
        };
        all.iter().filter_map(open).filter(|open| !open.cells.is_empty()).collect()
    }

    /// The value at a position between 0 and 1; none where it is not known.
    fn at(&self, position: f64) -> Option<usize> {
        let mut sum = 0.0;
        self.cells.iter().position(|cell| {
            sum += cell.share * self.known;
            position < sum
        })
    }
}

/// The values that a fact could have: what is plausible, what lies beyond, and names that would matter.
fn hypotheses(probe: &Probe<'_>, given: Given) -> Option<Vec<Cell>> {
    if let Some(names) = names(probe, given) {
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        let share = 1.0 / names.len().max(1) as f64;
        let cell = |names| Cell { value: Stands::Names(names), range: None, share };
        return Some(names.into_iter().map(cell).collect());
    }
    let mut found = cells(probe, given, PARTS)?;
    let plausible = probe.knowledge.plausible_of(&given.written())?;
    let range = found.iter().try_fold(0.0_f64, |high, cell| Some(cell.range?.high.max(high)));
    if let (Some(credible), Some(high)) = (plausible.credible, range)
        && credible.high > high
        && plausible.rows.iter().any(|row| matches!(row.prior, Prior::Range(_)))
    {
        let tail = probe.knowledge.parameters.question_tail;
        #[expect(clippy::cast_precision_loss, reason = "a small count")]
        let kept = 1.0 - tail * BEYOND.len() as f64;
        found.iter_mut().for_each(|cell| cell.share *= kept);
        let farthest = credible.high.min(high * FARTHEST);
        found.extend(BEYOND.map(|position| Cell {
            value: Stands::exactly(high * (farthest / high).powf(position)),
            range: None,
            share: tail,
        }));
    }
    Some(found)
}

/// Names that could stand at a key and would matter; none for keys that hold no names.
fn names(probe: &Probe<'_>, given: Given) -> Option<Vec<Vec<String>>> {
    let single = |names: Vec<String>| Some(names.into_iter().map(|name| vec![name]).collect());
    let own = given.dataset();
    let others = probe.facts.datasets.iter().enumerate().filter(|(at, _)| Some(*at) != own);
    let own_name = own.map(|at| probe.facts.datasets[at].name.as_str());
    match given.name() {
        "team.knows" | "team.runs" | "policy.require" | "policy.prefer" => single(leading(probe)),
        "policy.forbid" => {
            let chosen = probe.answer.engines();
            let mut chosen: Vec<String> = chosen.iter().map(|at| probe.knowledge.engines[*at].id.to_string()).collect();
            chosen.sort();
            chosen.dedup();
            single(chosen)
        }
        "team.platforms" => {
            let engines = probe.knowledge.engines.iter();
            let mut all: Vec<String> = engines.flat_map(|engine| &engine.platforms).map(ToString::to_string).collect();
            all.sort();
            all.dedup();
            single(all)
        }
        "joins_with" | "changes_with" => single(others.map(|(_, other)| other.name.clone()).collect()),
        // In a circle nothing has a source.
        "derived_from" => single(
            others
                .map(|(_, other)| &other.name)
                .filter(|other| own_name.is_none_or(|own| !comes_from(&probe.facts.datasets, other, own)))
                .cloned()
                .collect(),
        ),
        "owner" => {
            let mut owners: Vec<String> = others.filter_map(|(_, other)| other.owner.clone()).collect();
            owners.sort();
            owners.dedup();
            owners.push(NEW_OWNER.to_owned());
            single(owners)
        }
        "use_case" => single(probe.knowledge.use_cases.iter().map(|case| case.id.to_string()).collect()),
        _ => None,
    }
}

/// Whether a dataset is derived from another, however many lie between.
fn comes_from(datasets: &[DatasetFacts], name: &str, source: &str) -> bool {
    let mut reached = vec![name];
    let mut at = 0;
    while let Some(name) = reached.get(at) {
        let sources = datasets.iter().filter(|dataset| dataset.name == *name).flat_map(|dataset| &dataset.derived_from);
        let new: Vec<&str> = sources.map(String::as_str).filter(|source| !reached.contains(source)).collect();
        reached.extend(new);
        at += 1;
    }
    reached.contains(&source)
}

/// An owner that no dataset has yet.
const NEW_OWNER: &str = "somebody-else";

/// The engines that lead the rankings.
fn leading(probe: &Probe<'_>) -> Vec<String> {
    let mut engines: Vec<usize> = Vec::new();
    for dataset in &probe.evaluation.datasets {
        for scored in dataset.ranking.iter().take(LEADING) {
            let engine = probe.evaluation.candidates[scored.candidate].engine;
            if !engines.contains(&engine) {
                engines.push(engine);
            }
        }
    }
    engines.iter().map(|at| probe.knowledge.engines[*at].id.to_string()).collect()
}

/// Ways in which the rest of a workload may turn out; the first is that nothing more is known of it.
fn scenes(rest: &[Open], count: usize, random: &mut fastrand::Rng) -> Vec<Vec<(Given, Stands)>> {
    let mut scenes = vec![Vec::new()];
    if !rest.is_empty() && count > 1 {
        let drawn = draws(rest, count - 1, random);
        let scene = |draw: &Vec<(usize, usize)>| {
            draw.iter().map(|(fact, cell)| (rest[*fact].given, rest[*fact].cells[*cell].value.clone())).collect()
        };
        scenes.extend(drawn.iter().map(scene));
    }
    scenes
}

/// Draws of all facts together, each the places of those that are known and of their values. The positions of a fact
/// are spread evenly over the draws, so that few draws meet rare values as often as many would.
fn draws(open: &[Open], count: usize, random: &mut fastrand::Rng) -> Vec<Vec<(usize, usize)>> {
    let mut draws = vec![Vec::new(); count];
    for (fact, open) in open.iter().enumerate() {
        let mut places: Vec<usize> = (0..count).collect();
        random.shuffle(&mut places);
        for (draw, place) in draws.iter_mut().zip(places) {
            #[expect(clippy::cast_precision_loss, reason = "small counts")]
            let position = (place as f64 + random.f64()) / count as f64;
            draw.extend(open.at(position).map(|cell| (fact, cell)));
        }
    }
    draws
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
        let worth = |(open, part): (&Open, f64)| Worth { given: open.given, share: (part * scale).min(1.0) };
        let mut worth: Vec<Worth> = asked.iter().zip(self.parts).map(worth).collect();
        worth.sort_by(|left, right| right.share.total_cmp(&left.share).then_with(|| left.given.cmp(&right.given)));
        Inquiry { open, worth }
    }
}
