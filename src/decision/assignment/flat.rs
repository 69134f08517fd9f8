//! The problem laid out for the search: one number a place, without what cannot be in a better solution.

use super::bound::{Bound, Care};
use super::{Disturbance, HAIR, Problem};

/// The problem in flat lists.
pub(super) struct Flat {
    /// Engines that are left, by their places in the problem.
    pub(super) kept: Vec<usize>,
    /// By dataset and engine; minus infinity where it cannot lie there in a better solution.
    pub(super) values: Vec<f64>,
    pub(super) prices: Vec<f64>,
    pub(super) apart: Vec<(usize, usize, f64)>,
    pub(super) disturbing: Vec<Disturbance>,
    pub(super) required: Vec<usize>,
    pub(super) at_most: Option<usize>,
    /// What is asked of each engine beside its price, and given back for as many as there may be: a Lagrange
    /// multiplier of their number, which makes bounds tight.
    pub(super) toll: f64,
    pub(super) datasets: usize,
}

impl Flat {
    /// The problem without what cannot be in a solution that is worth more than `known`; none when there is none.
    pub(super) fn of(problem: &Problem, known: f64) -> Option<Self> {
        let value = |value: &Option<f64>| value.unwrap_or(f64::NEG_INFINITY);
        let mut flat = Self {
            kept: (0..problem.prices.len()).collect(),
            values: problem.values.iter().flatten().map(value).collect(),
            prices: problem.prices.clone(),
            apart: problem.apart.clone(),
            disturbing: problem.disturbing.clone(),
            required: problem.required.clone(),
            at_most: problem.at_most,
            toll: 0.0,
            datasets: problem.values.len(),
        };
        flat.take_out(0.0, known)?;
        flat.keep(Self::is_used);
        flat.keep(|flat, engine| !flat.is_dominated(engine));
        if flat.at_most.is_some_and(|limit| limit < flat.prices.len()) {
            flat.raise_toll(known)?;
        }
        Some(flat)
    }

    /// Values of a dataset by engine.
    pub(super) fn row(&self, dataset: usize) -> &[f64] {
        &self.values[dataset * self.prices.len()..][..self.prices.len()]
    }

    /// Datasets with the most at stake first: those that lose most when they miss their best engine.
    pub(super) fn order(&self) -> Vec<usize> {
        let regret = |dataset: usize| {
            let (mut best, mut second) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
            for value in self.row(dataset) {
                second = second.max(value.min(best));
                best = best.max(*value);
            }
            best - second
        };
        let regrets: Vec<f64> = (0..self.datasets).map(regret).collect();
        let mut order: Vec<usize> = (0..self.datasets).collect();
        order.sort_by(|left, right| regrets[*right].total_cmp(&regrets[*left]).then(left.cmp(right)));
        order
    }

    /// Bounds the total under a toll and takes out the places that would lower the bound to what is known; gives the
    /// bound, and none when it is no more than that.
    fn take_out(&mut self, toll: f64, known: f64) -> Option<f64> {
        let engines = self.prices.len();
        let mut bound = Bound::new(self.datasets, engines);
        bound.slack.iter_mut().zip(&self.prices).for_each(|(slack, price)| *slack = price + toll);
        // Required engines are paid for in any case.
        self.required.iter().for_each(|engine| bound.slack[*engine] = 0.0);
        let required: f64 = self.required.iter().map(|engine| self.prices[*engine]).sum();
        let datasets: Vec<usize> = (0..self.datasets).collect();
        let most = bound.ascend(&self.values, &datasets, Care::Much) + self.tolls(toll, 0) - required;
        let ahead = most - known - HAIR;
        if ahead <= 0.0 {
            return None;
        }
        for (values, worth) in self.values.chunks_mut(engines.max(1)).zip(&bound.worth) {
            for (value, slack) in values.iter_mut().zip(&bound.slack) {
                if (worth - *value).max(0.0) + slack >= ahead {
                    *value = f64::NEG_INFINITY;
                }
            }
        }
        Some(most)
    }

    /// Raises the toll to where the bound is least, about. Every toll on the way tells of places to take out.
    fn raise_toll(&mut self, known: f64) -> Option<()> {
        /// Steps of the search, each narrowing the interval by a third: finer tolls prune no more.
        const STEPS: usize = 6;
        let worths = (0..self.datasets).map(|dataset| self.row(dataset).iter().copied().fold(f64::MIN, f64::max));
        let highest = worths.fold(0.0, f64::max);
        // Most tolls are small against values: positions stand closer there.
        let toll = |position: f64| highest * position.powi(3);
        let mut least = (self.take_out(0.0, known)?, 0.0);
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..STEPS {
            let (left, right) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
            let (at_left, at_right) = (self.take_out(toll(left), known)?, self.take_out(toll(right), known)?);
            for (bound, position) in [(at_left, left), (at_right, right)] {
                least = if bound < least.0 { (bound, toll(position)) } else { least };
            }
            (low, high) = if at_left <= at_right { (low, right) } else { (left, high) };
            self.keep(Self::is_used);
        }
        self.toll = least.1;
        Some(())
    }

    /// The tolls that whoever uses so many engines gets back for those that may come.
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    pub(super) fn tolls(&self, toll: f64, used: usize) -> f64 {
        self.at_most.map_or(0.0, |limit| limit.saturating_sub(used) as f64 * toll)
    }

    /// Keeps some of the engines.
    fn keep(&mut self, is_kept: impl Fn(&Self, usize) -> bool) {
        let engines = self.prices.len();
        let kept: Vec<usize> =
            (0..engines).filter(|engine| self.required.contains(engine) || is_kept(self, *engine)).collect();
        let place = |engine: &usize| kept.iter().position(|other| other == engine);
        self.values =
            self.values.chunks(engines.max(1)).flat_map(|row| kept.iter().map(|engine| row[*engine])).collect();
        self.prices = kept.iter().map(|engine| self.prices[*engine]).collect();
        for disturbance in &mut self.disturbing {
            disturbance.felt = kept.iter().map(|engine| disturbance.felt[*engine]).collect();
        }
        self.required = self.required.iter().filter_map(place).collect();
        self.kept = kept.iter().map(|engine| self.kept[*engine]).collect();
    }

    /// Whether a dataset may still lie in an engine.
    fn is_used(&self, engine: usize) -> bool {
        self.values.iter().skip(engine).step_by(self.prices.len()).any(|value| value.is_finite())
    }

    /// Whether another engine can take the place of this one in every assignment without loss: it
    /// is worth no less to any dataset, costs no more, and what moving to it may disturb is paid by
    /// the difference of the prices. Of two that dominate each other the first stays.
    fn is_dominated(&self, engine: usize) -> bool {
        let disturbed: f64 = self.disturbing.iter().map(|disturbance| disturbance.price).sum();
        let rows = || self.values.chunks(self.prices.len());
        (0..self.prices.len()).filter(|other| *other != engine).any(|other| {
            let quiet = self.disturbing.iter().all(|disturbance| !disturbance.felt[other]);
            let paid = if quiet { 0.0 } else { disturbed };
            let dearer = self.prices[engine] - self.prices[other] - paid;
            let equal = || dearer <= 0.0 && rows().all(|row| row[engine] == row[other]);
            dearer >= 0.0 && rows().all(|row| row[other] >= row[engine]) && !(engine < other && equal())
        })
    }
}
