//! A good solution to begin with: what is known to be in reach shortens the search for the best.

use super::{Problem, used};

/// What a good solution is worth; none when none is found that keeps to the constraints.
///
/// All datasets begin where each is served best; then engines are given up while that pays or the limit asks for it,
/// and datasets are moved, and engines replaced by others, while that pays.
pub(super) fn in_reach(problem: &Problem) -> Option<f64> {
    let mut local = Local { problem, engines: best_alone(problem)? };
    local.use_required();
    while local.give_up() {}
    while local.improve() {}
    problem.total(&local.engines)
}

struct Local<'a> {
    problem: &'a Problem,
    /// The engine of each dataset.
    engines: Vec<usize>,
}

impl Local<'_> {
    fn value(&self, dataset: usize, engine: usize) -> f64 {
        self.problem.values[dataset][engine].unwrap_or(f64::NEG_INFINITY)
    }

    /// Moves to each required engine that holds nothing the dataset that loses least by it.
    fn use_required(&mut self) {
        for required in &self.problem.required {
            if self.engines.contains(required) {
                continue;
            }
            let is_last = |engine: usize| self.engines.iter().filter(|other| **other == engine).count() == 1;
            let movable = (0..self.engines.len()).filter(|dataset| {
                let engine = self.engines[*dataset];
                !(self.problem.required.contains(&engine) && is_last(engine))
            });
            let loss = |dataset: &usize| self.value(*dataset, self.engines[*dataset]) - self.value(*dataset, *required);
            if let Some(dataset) = movable.min_by(|one, other| loss(one).total_cmp(&loss(other))) {
                self.engines[dataset] = *required;
            }
        }
    }

    /// Gives up the engine that is missed least, when there are too many or none is better; whether it did.
    fn give_up(&mut self) -> bool {
        let used = used(&self.engines);
        let too_many = self.problem.at_most.is_some_and(|limit| used.len() > limit);
        let now = self.problem.worth(&self.engines).unwrap_or(f64::NEG_INFINITY);
        let mut best: Option<(f64, Vec<usize>)> = None;
        for given_up in used.iter().filter(|engine| !self.problem.required.contains(engine)) {
            let mut then = self.engines.clone();
            for (dataset, engine) in then.iter_mut().enumerate().filter(|(_, engine)| *engine == given_up) {
                let others = used.iter().copied().filter(|other| other != given_up);
                let value = |engine: &usize| self.value(dataset, *engine);
                *engine = others.max_by(|one, other| value(one).total_cmp(&value(other))).unwrap_or(*engine);
            }
            let Some(total) = self.problem.worth(&then).filter(|_| then != self.engines) else { continue };
            if best.as_ref().is_none_or(|(most, _)| total > *most) {
                best = Some((total, then));
            }
        }
        match best {
            Some((total, then)) if too_many || total > now => {
                self.engines = then;
                true
            }
            _ => false,
        }
    }

    /// Moves datasets one by one, and all of an engine to another, where that pays; whether anything did.
    fn improve(&mut self) -> bool {
        let Some(mut most) = self.problem.total(&self.engines) else { return false };
        let before = most;
        for engine in 0..self.problem.prices.len() {
            for dataset in 0..self.engines.len() {
                let from = self.engines[dataset];
                self.engines[dataset] = engine;
                match self.better_than(most) {
                    Some(total) => most = total,
                    None => self.engines[dataset] = from,
                }
            }
            for replaced in used(&self.engines) {
                let moved = self.engines.iter().map(|at| if *at == replaced { engine } else { *at }).collect();
                let kept = std::mem::replace(&mut self.engines, moved);
                match self.better_than(most) {
                    Some(total) => most = total,
                    None => self.engines = kept,
                }
            }
        }
        most > before
    }

    fn better_than(&self, known: f64) -> Option<f64> {
        let worth = self.problem.worth(&self.engines)?;
        if worth > known { self.problem.total(&self.engines) } else { None }
    }
}

/// For each dataset the engine that serves it best; none when nothing serves one of them.
fn best_alone(problem: &Problem) -> Option<Vec<usize>> {
    let best = |values: &Vec<Option<f64>>| {
        let served = values.iter().enumerate().filter_map(|(engine, value)| Some((engine, (*value)?)));
        served.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(engine, _)| engine)
    };
    problem.values.iter().map(best).collect()
}
