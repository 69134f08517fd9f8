//! Branch and bound.
//!
//! Datasets are placed one after the other, each in the engines that serve it best first. At every step what those that
//! are left can add is bounded; a place that would lose more than the bound is ahead of what is known is not tried.
//! What the places so far cost those that are left is charged to their values at once.

use super::bound::{Bound, Care};
use super::flat::Flat;
use super::{Assignment, HAIR};

/// A search for something better than what is known.
pub(super) struct Search<'a> {
    flat: &'a Flat,
    /// Datasets in the order in which they are placed.
    order: Vec<usize>,
    /// For each dataset its place in the order.
    step: Vec<usize>,
    /// For each number of placed datasets the values of all, less what the places cost those that are left.
    charged: Vec<Vec<f64>>,
    chosen: Vec<usize>,
    users: Vec<usize>,
    used: usize,
    bound: Bound,
    /// What has to be beaten.
    known: f64,
    best: Option<Assignment>,
}

impl<'a> Search<'a> {
    pub(super) fn of(flat: &'a Flat, known: f64) -> Self {
        let order = flat.order();
        let mut step = vec![0; order.len()];
        order.iter().enumerate().for_each(|(at, dataset)| step[*dataset] = at);
        Self {
            flat,
            step,
            charged: vec![flat.values.clone(); order.len() + 1],
            chosen: vec![usize::MAX; order.len()],
            users: vec![0; flat.prices.len()],
            used: 0,
            bound: Bound::new(order.len(), flat.prices.len()),
            known,
            best: None,
            order,
        }
    }

    pub(super) fn run(mut self) -> Option<Assignment> {
        self.branch(0, 0.0);
        self.best
    }

    fn branch(&mut self, depth: usize, total: f64) {
        let Some(&dataset) = self.order.get(depth) else {
            self.finish(total);
            return;
        };
        let ahead = total + self.bound(depth) - self.known - HAIR;
        if ahead <= 0.0 {
            return;
        }
        for (gain, engine) in self.options(depth, dataset, ahead) {
            self.place(depth, dataset, engine);
            self.branch(depth + 1, total + gain);
            self.users[engine] -= 1;
            self.used -= usize::from(self.users[engine] == 0);
            self.chosen[dataset] = usize::MAX;
        }
    }

    /// Engines for a dataset with what it gains there, the best first.
    fn options(&mut self, depth: usize, dataset: usize, ahead: f64) -> Vec<(f64, usize)> {
        let flat = self.flat;
        let at = dataset * flat.prices.len();
        let mut options = Vec::new();
        for (engine, value) in flat.row(dataset).iter().enumerate() {
            let new = self.users[engine] == 0;
            // The bound sinks by what the dataset lacks here to what it was to add, and what the engine lacks to its
            // price. Without a place it lacks everything.
            let lacks = (self.bound.worth[dataset] - self.charged[depth][at + engine]).max(0.0);
            if lacks + if new { self.bound.slack[engine] } else { 0.0 } >= ahead || (new && self.is_full()) {
                continue;
            }
            self.chosen[dataset] = engine;
            let price = if new { flat.prices[engine] } else { 0.0 };
            options.push((value - price - self.added(dataset), engine));
        }
        self.chosen[dataset] = usize::MAX;
        options.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
        options
    }

    /// Prices that come in when a dataset is placed beside those placed before.
    fn added(&self, dataset: usize) -> f64 {
        let here = self.chosen[dataset];
        let apart = self.flat.apart.iter().filter_map(|(left, right, price)| {
            let other = if *left == dataset {
                *right
            } else if *right == dataset {
                *left
            } else {
                return None;
            };
            (self.chosen[other] != usize::MAX && self.chosen[other] != here).then_some(*price)
        });
        let disturbing = self.flat.disturbing.iter().filter(|disturbance| disturbance.felt[here]);
        let disturbing = disturbing.filter_map(|disturbance| {
            let others = || disturbance.others.iter().filter(|other| **other != dataset);
            let is_felt = || others().any(|other| self.chosen[*other] == here);
            let new = if disturbance.dataset == dataset {
                is_felt()
            } else {
                disturbance.others.contains(&dataset) && self.chosen[disturbance.dataset] == here && !is_felt()
            };
            new.then_some(disturbance.price)
        });
        apart.chain(disturbing).sum()
    }

    /// Places a dataset, and charges those that are left for what their places cost beside it.
    fn place(&mut self, depth: usize, dataset: usize, engine: usize) {
        let flat = self.flat;
        let engines = flat.prices.len();
        self.chosen[dataset] = engine;
        self.used += usize::from(self.users[engine] == 0);
        self.users[engine] += 1;
        let is_left = |dataset: usize| self.step[dataset] > depth;
        let (before, after) = self.charged.split_at_mut(depth + 1);
        let charged = &mut after[0];
        for left in &self.order[depth + 1..] {
            let row = left * engines..(left + 1) * engines;
            charged[row.clone()].copy_from_slice(&before[depth][row]);
        }
        for (one, other, price) in &flat.apart {
            let partner = match (dataset == *one, dataset == *other) {
                (true, _) => *other,
                (_, true) => *one,
                _ => continue,
            };
            if is_left(partner) {
                let row = &mut charged[partner * engines..][..engines];
                row.iter_mut().enumerate().filter(|(at, _)| *at != engine).for_each(|(_, value)| *value -= price);
            }
        }
        for disturbance in flat.disturbing.iter().filter(|disturbance| disturbance.felt[engine]) {
            let (disturbs, others) = (disturbance.dataset, &disturbance.others);
            if others.iter().any(|other| *other != dataset && self.chosen[*other] == engine) {
                continue;
            }
            // Whoever comes beside it first pays all: a share of each that comes after it is no more than that.
            #[expect(clippy::cast_precision_loss, reason = "small counts")]
            let share = || {
                let later = others.iter().filter(|other| self.step[**other] > self.step[disturbs]).count();
                disturbance.price / later.max(1) as f64
            };
            let mut charge = |dataset: usize, price: f64| charged[dataset * engines + engine] -= price;
            if disturbs == dataset {
                others.iter().filter(|other| is_left(**other)).for_each(|other| charge(*other, share()));
            } else if others.contains(&dataset) && is_left(disturbs) {
                charge(disturbs, disturbance.price);
            } else if others.contains(&dataset) && self.chosen[disturbs] == engine {
                // It is paid.
                others.iter().filter(|other| is_left(**other)).for_each(|other| charge(*other, -share()));
            }
        }
    }

    fn finish(&mut self, total: f64) {
        let is_complete = self.flat.required.iter().all(|engine| self.users[*engine] > 0);
        if is_complete && total > self.known + HAIR {
            self.known = total;
            self.best = Some(Assignment { engines: self.chosen.clone(), total });
        }
    }

    /// Whether there are as many engines as there may be.
    fn is_full(&self) -> bool {
        self.flat.at_most.is_some_and(|limit| self.used >= limit)
    }

    /// The most that the datasets that are left at `depth` can still add.
    fn bound(&mut self, depth: usize) -> f64 {
        let flat = self.flat;
        let rest = &self.order[depth..];
        let values = &self.charged[depth];
        for (engine, slack) in self.bound.slack.iter_mut().enumerate() {
            *slack = if self.users[engine] > 0 { 0.0 } else { flat.prices[engine] + flat.toll };
        }
        let missing = || flat.required.iter().filter(|engine| self.users[**engine] == 0);
        if self.is_full() {
            if missing().next().is_some() {
                return f64::NEG_INFINITY;
            }
            for dataset in rest {
                let row = values[dataset * flat.prices.len()..].iter().zip(&self.users);
                let there = row.filter(|(_, users)| **users > 0).map(|(value, _)| *value);
                self.bound.worth[*dataset] = there.fold(f64::NEG_INFINITY, f64::max);
            }
            return rest.iter().map(|dataset| self.bound.worth[*dataset]).sum();
        }
        // Required engines are paid for in any case.
        missing().for_each(|engine| self.bound.slack[*engine] = 0.0);
        let required: f64 = missing().map(|engine| flat.prices[*engine]).sum();
        self.bound.ascend(values, rest, Care::Little) + flat.tolls(flat.toll, self.used) - required
    }
}
