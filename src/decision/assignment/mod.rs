//! The exact solver: which engine holds which dataset.
//!
//! An uncapacitated facility-location problem with prices on pairs: each dataset gains a value in
//! the engine that holds it, each engine has a price for being there at all, and some pairs of
//! datasets have a price for lying apart or together. Branch and bound: a good solution is found first, what cannot be
//! in a better one is taken out, and what is left is searched.

mod bound;
mod flat;
mod local;
mod search;

use flat::Flat;
use search::Search;

/// The problem.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// Value of each dataset in each engine; none where it cannot lie there.
    pub values: Vec<Vec<Option<f64>>>,
    /// Price of each engine, not negative.
    pub prices: Vec<f64>,
    /// Pairs of datasets with the price of lying in different engines.
    pub apart: Vec<(usize, usize, f64)>,
    /// Datasets that disturb others which share their engine.
    pub disturbing: Vec<Disturbance>,
    /// Engines that must hold something.
    pub required: Vec<usize>,
    /// How many engines there may be.
    pub at_most: Option<usize>,
}

/// A dataset that disturbs others. The price counts once, however many it disturbs.
#[derive(Clone, Debug, Default)]
pub struct Disturbance {
    /// The dataset that disturbs.
    pub dataset: usize,
    /// The datasets that are disturbed.
    pub others: Vec<usize>,
    /// The price.
    pub price: f64,
    /// The engines in which it is felt.
    pub felt: Vec<bool>,
}

/// What moving one dataset to another engine would cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moving {
    /// The price of the engine, when it is not there yet.
    pub engine: f64,
    /// What lying apart from others costs more.
    pub apart: f64,
    /// What disturbing others, or being disturbed, costs more.
    pub disturbing: f64,
}

/// A solution.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// The engine of each dataset.
    pub engines: Vec<usize>,
    /// Total of values less prices.
    pub total: f64,
}

/// Differences below this are ties.
const HAIR: f64 = 1e-12;
/// What is searched for may be worth so much less than what is known to be in reach, so that the first of equals is
/// found, whichever of them was known.
const BELOW: f64 = 1e-9;

impl Problem {
    /// Finds the best assignment; none when the constraints leave none. Of equals the one is taken that is found first:
    /// datasets with most at stake first, and for each the engines that serve it best first, then in their order.
    #[must_use]
    pub fn solve(&self) -> Option<Assignment> {
        self.solve_above(local::in_reach(self).map_or(f64::NEG_INFINITY, |total| total - BELOW))
    }

    /// Finds the best assignment that is worth more than `known`; none when there is none. What is known shortens the
    /// search.
    #[must_use]
    pub fn solve_above(&self, known: f64) -> Option<Assignment> {
        let flat = Flat::of(self, known)?;
        let mut best = Search::of(&flat, known).run()?;
        best.engines.iter_mut().for_each(|engine| *engine = flat.kept[*engine]);
        Some(best)
    }

    /// The total of an assignment; none when it breaks a constraint.
    #[must_use]
    pub fn total(&self, engines: &[usize]) -> Option<f64> {
        let used = used(engines);
        let fits = self.at_most.is_none_or(|limit| used.len() <= limit)
            && self.required.iter().all(|engine| used.contains(engine));
        self.worth(engines).filter(|_| fits)
    }

    /// What an assignment is worth, whichever engines it uses; none when a dataset has no place, or cannot lie there.
    fn worth(&self, engines: &[usize]) -> Option<f64> {
        if engines.len() != self.values.len() {
            return None;
        }
        let mut worth = -self.price_apart(engines) - self.price_of_disturbing(engines);
        for (dataset, engine) in engines.iter().enumerate() {
            let is_there = engines[..dataset].contains(engine);
            worth += self.values[dataset][*engine]? - if is_there { 0.0 } else { self.prices[*engine] };
        }
        Some(worth)
    }

    fn price_apart(&self, engines: &[usize]) -> f64 {
        let apart = self.apart.iter().filter(|(left, right, _)| engines[*left] != engines[*right]);
        apart.map(|(_, _, price)| price).sum()
    }

    fn price_of_disturbing(&self, engines: &[usize]) -> f64 {
        let felt = self.disturbing.iter().filter(|disturbance| {
            let here = engines[disturbance.dataset];
            disturbance.felt[here] && disturbance.others.iter().any(|other| engines[*other] == here)
        });
        felt.map(|disturbance| disturbance.price).sum()
    }

    /// What it would cost to move one dataset of an assignment to another engine.
    #[must_use]
    pub fn moving(&self, engines: &[usize], dataset: usize, to: usize) -> Moving {
        let mut moved = engines.to_vec();
        moved[dataset] = to;
        Moving {
            engine: if engines.contains(&to) { 0.0 } else { self.prices[to] },
            apart: self.price_apart(&moved) - self.price_apart(engines),
            disturbing: self.price_of_disturbing(&moved) - self.price_of_disturbing(engines),
        }
    }
}

/// The engines of an assignment.
fn used(engines: &[usize]) -> Vec<usize> {
    let mut used = engines.to_vec();
    used.sort_unstable();
    used.dedup();
    used
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn brute_force(problem: &Problem) -> Option<f64> {
        let engines = problem.prices.len();
        let datasets = problem.values.len();
        let mut best: Option<f64> = None;
        for mut code in 0..engines.pow(u32::try_from(datasets).expect("small")) {
            let choice: Vec<usize> = (0..datasets)
                .map(|_| {
                    let engine = code % engines;
                    code /= engines;
                    engine
                })
                .collect();
            if let Some(total) = problem.total(&choice) {
                best = Some(best.map_or(total, |best| best.max(total)));
            }
        }
        best
    }

    fn problems() -> impl Strategy<Value = Problem> {
        (1_usize..6, 1_usize..5).prop_flat_map(|(datasets, engines)| {
            let value = proptest::option::weighted(0.8, 0.0..1.0_f64);
            let pair = (0..datasets, 0..datasets, 0.0..0.3_f64);
            (
                proptest::collection::vec(proptest::collection::vec(value, engines), datasets),
                proptest::collection::vec(0.0..0.6_f64, engines),
                proptest::collection::vec(pair, 0..4),
                proptest::collection::vec(
                    (
                        0..datasets,
                        proptest::collection::vec(0..datasets, 0..3),
                        0.0..0.3_f64,
                        proptest::collection::vec(any::<bool>(), engines),
                    ),
                    0..3,
                ),
                proptest::collection::vec(0..engines, 0..2),
                proptest::option::of(1..=engines),
            )
                .prop_map(|(values, prices, apart, disturbing, required, at_most)| Problem {
                    values,
                    prices,
                    apart: apart.into_iter().filter(|pair| pair.0 != pair.1).collect(),
                    disturbing: disturbing
                        .into_iter()
                        .map(|(dataset, mut others, price, felt)| {
                            others.retain(|other| *other != dataset);
                            Disturbance { dataset, others, price, felt }
                        })
                        .collect(),
                    required,
                    at_most,
                })
        })
    }

    #[test]
    fn an_assignment_that_leaves_a_dataset_out_has_no_total() {
        let problem = Problem { values: vec![vec![Some(1.0)]; 2], prices: vec![0.1], ..Problem::default() };
        assert_eq!(problem.total(&[]), None);
        assert!(problem.total(&[0, 0]).is_some());
    }

    proptest! {
        #[test]
        fn the_solver_finds_what_brute_force_finds(problem in problems()) {
            let solved = problem.solve();
            let brute = brute_force(&problem);
            prop_assert_eq!(solved.is_some(), brute.is_some());
            if let (Some(solved), Some(brute)) = (solved, brute) {
                prop_assert!((solved.total - brute).abs() < 1e-9, "{} against {brute}", solved.total);
                let told = problem.total(&solved.engines).expect("a valid assignment");
                prop_assert!((told - solved.total).abs() < 1e-9);
            }
        }

        #[test]
        fn only_what_is_better_than_what_is_known_is_found(problem in problems(), off in -0.3..0.3_f64) {
            if let Some(best) = brute_force(&problem) {
                let solved = problem.solve_above(best + off).map(|solved| solved.total);
                prop_assert_eq!(solved.is_some(), off < 0.0, "{:?}", solved);
                prop_assert!(solved.is_none_or(|total| (total - best).abs() < 1e-9), "{solved:?} against {best}");
            }
        }
    }
}
