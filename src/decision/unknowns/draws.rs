//! Values of all that is open, drawn together.

use std::collections::BTreeMap;

use super::plausible::{Cell, cells};
use crate::decision::probe::Probe;
use crate::knowledge::{Parameters, Prior};
use crate::workload::{DatasetFacts, Given, Stands};

/// Parts into which a plausible range is divided: the beginning, the middle and the end of it, and what lies between.
const PARTS: usize = 5;
/// Where values beyond a plausible range are tried, between its end and what is credible, on a log scale.
const BEYOND: [f64; 2] = [0.33, 0.67];
/// No plausible range is so far off that what comes true is more than so many times as much.
const FARTHEST: f64 = 3000.0;
/// Engines of each ranking that somebody may know, run, require or prefer.
const LEADING: usize = 3;

/// What is known in a draw: places of open facts, and of their values.
pub(super) type Draw = Vec<(usize, usize)>;

/// A fact that is open, with the values that it could have.
pub(super) struct Open {
    pub(super) given: Given,
    /// What is plausible, and behind it what lies beyond.
    pub(super) cells: Vec<Cell>,
    /// How many of the cells are plausible.
    plausible: usize,
    /// In which share of the draws it is known.
    known: f64,
}

impl Open {
    pub(super) fn of(probe: &Probe<'_>, all: &[Given], answered: &dyn Fn(Given, f64) -> f64) -> Vec<Self> {
        let open = |given: &Given| {
            let usually = probe.knowledge.plausible_of(&given.written())?.answered;
            let mut cells = hypotheses(probe, *given)?;
            let plausible = cells.len();
            cells.extend(beyond(probe, *given, &cells));
            Some(Self { given: *given, cells, plausible, known: answered(*given, usually).clamp(0.0, 1.0) })
        };
        all.iter().filter_map(open).filter(|open| !open.cells.is_empty()).collect()
    }

    /// The value at a position between 0 and 1, of a dataset that is out of the ordinary or not; none where it is not
    /// known.
    fn at(&self, position: f64, is_extraordinary: bool, parameters: &Parameters) -> Option<usize> {
        if position >= self.known {
            return None;
        }
        let mut position = position / self.known;
        let tail = parameters.question_tail_numbers;
        let further = self.cells.len() - self.plausible;
        if is_extraordinary && further > 0 {
            if position < tail {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    clippy::cast_precision_loss,
                    reason = "a small count"
                )]
                let place = (position / tail * further as f64) as usize;
                return Some(self.plausible + place.min(further - 1));
            }
            position = (position - tail) / (1.0 - tail);
        }
        let mut sum = 0.0;
        self.cells[..self.plausible].iter().position(|cell| {
            sum += cell.share;
            position < sum
        })
    }
}

/// The values that a fact could have: what is plausible, and names that would matter.
fn hypotheses(probe: &Probe<'_>, given: Given) -> Option<Vec<Cell>> {
    let Some(names) = names(probe, given) else { return cells(probe, given, PARTS) };
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let share = 1.0 / names.len().max(1) as f64;
    let cell = |names| Cell { value: Stands::Names(names), range: None, share };
    Some(names.into_iter().map(cell).collect())
}

/// Values beyond a plausible range.
fn beyond(probe: &Probe<'_>, given: Given, cells: &[Cell]) -> Vec<Cell> {
    let Some((high, credible)) = ends(probe, given, cells) else { return Vec::new() };
    let farthest = credible.min(high * FARTHEST);
    let cell = |position: f64| Cell {
        value: Stands::exactly(high * (farthest / high).powf(position)),
        range: None,
        share: 0.0,
    };
    BEYOND.map(cell).to_vec()
}

/// The ends of what is plausible and of what is credible of a number, where there is something between them.
fn ends(probe: &Probe<'_>, given: Given, cells: &[Cell]) -> Option<(f64, f64)> {
    let high = cells.iter().try_fold(0.0_f64, |high, cell| Some(cell.range?.high.max(high)))?;
    let plausible = probe.knowledge.plausible_of(&given.written())?;
    let credible = plausible.credible?.high;
    let is_range = plausible.rows.iter().any(|row| matches!(row.prior, Prior::Range(_)));
    (is_range && credible > high).then_some((high, credible))
}

/// How likely the numbers of a dataset, or of the system, go beyond what is plausible, in view of those that are known:
/// where one does it is certain, and the more stay within it the less likely it becomes.
fn extraordinary(probe: &Probe<'_>, dataset: Option<usize>) -> f64 {
    let parameters = &probe.knowledge.parameters;
    let mut odds = parameters.question_tail / (1.0 - parameters.question_tail);
    for given in Given::all(probe.base).filter(|given| given.dataset() == dataset) {
        let Some(number) = given.stands(probe.base).number() else { continue };
        let Some((high, _)) = cells(probe, given, PARTS).and_then(|cells| ends(probe, given, &cells)) else { continue };
        if number.low > high {
            return 1.0;
        }
        odds *= 1.0 - parameters.question_tail_numbers;
    }
    odds / (1.0 + odds)
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

/// Draws of all facts together, each the places of those that are known and of their values. The positions of a fact
/// are spread evenly over the draws, so that few draws meet rare values as often as many would. Numbers that go beyond
/// what is plausible come together, in datasets that are out of the ordinary.
pub(super) fn draws(probe: &Probe<'_>, open: &[Open], count: usize, random: &mut fastrand::Rng) -> Vec<Draw> {
    let mut draws = vec![Draw::new(); count];
    let mut subjects: BTreeMap<Option<usize>, Vec<bool>> = BTreeMap::new();
    for (fact, open) in open.iter().enumerate() {
        let extraordinary = subjects.entry(open.given.dataset()).or_insert_with_key(|dataset| {
            let likely = extraordinary(probe, *dataset);
            spread(count, random).into_iter().map(|position| position < likely).collect()
        });
        for ((draw, position), extraordinary) in draws.iter_mut().zip(spread(count, random)).zip(&*extraordinary) {
            let value = open.at(position, *extraordinary, &probe.knowledge.parameters);
            draw.extend(value.map(|cell| (fact, cell)));
        }
    }
    draws
}

/// Positions between 0 and 1 that are spread evenly, in no order.
fn spread(count: usize, random: &mut fastrand::Rng) -> Vec<f64> {
    let mut places: Vec<usize> = (0..count).collect();
    random.shuffle(&mut places);
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let position = |place: usize| (place as f64 + random.f64()) / count as f64;
    places.into_iter().map(position).collect()
}
