//! The exact solver: which engine holds which dataset.
//!
//! An uncapacitated facility-location problem with prices on pairs: each dataset gains a value in
//! the engine that holds it, each engine has a price for being there at all, and some pairs of
//! datasets have a price for lying apart or together. Branch and bound, with the dual ascent of
//! Erlenkotter (1978) for the bound; the prices on pairs are not negative, so that leaving them
//! out of the bound keeps it valid.

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

impl Problem {
    /// Finds the best assignment; none when the constraints leave none. Of equals the one is taken that is found first:
    /// datasets with most at stake first, and for each the engines that serve it best first, then in their order.
    #[must_use]
    pub fn solve(&self) -> Option<Assignment> {
        self.solve_above(f64::NEG_INFINITY)
    }

    /// Finds the best assignment that is worth more than `known`; none when there is none. What is known shortens the
    /// search.
    #[must_use]
    pub fn solve_above(&self, known: f64) -> Option<Assignment> {
        let kept: Vec<usize> = (0..self.prices.len()).filter(|engine| !self.is_dominated(*engine)).collect();
        let place = |engine: &usize| kept.iter().position(|other| other == engine);
        let smaller = Self {
            values: self.values.iter().map(|values| kept.iter().map(|engine| values[*engine]).collect()).collect(),
            prices: kept.iter().map(|engine| self.prices[*engine]).collect(),
            apart: self.apart.clone(),
            disturbing: self
                .disturbing
                .iter()
                .map(|disturbance| Disturbance {
                    felt: kept.iter().map(|engine| disturbance.felt[*engine]).collect(),
                    ..disturbance.clone()
                })
                .collect(),
            required: self.required.iter().filter_map(place).collect(),
            at_most: self.at_most,
        };
        let mut best = match self.at_most {
            Some(limit) => smaller.search_within(limit, known)?,
            None => smaller.search(0.0, known)?,
        };
        best.engines.iter_mut().for_each(|engine| *engine = kept[*engine]);
        Some(best)
    }

    /// Searches with a limit on the number of engines. A toll on each engine (a Lagrange multiplier) is raised until
    /// the problem without the limit keeps to it: with just so many engines its best is the best within the limit,
    /// and else the toll makes the bounds of the search within the limit tight.
    fn search_within(&self, limit: usize, known: f64) -> Option<Assignment> {
        /// Halvings of the interval in which the toll lies: finer tolls prune no more.
        const HALVINGS: usize = 8;
        let count = |assignment: &Assignment| {
            let mut used = assignment.engines.clone();
            used.sort_unstable();
            used.dedup();
            used.len()
        };
        let mut free = Self { at_most: None, ..self.clone() };
        let best = free.search(0.0, known)?;
        if count(&best) <= limit {
            return Some(best);
        }
        let (mut low, mut high) = (0.0, best.total.abs() + 1.0);
        let mut within: Option<Assignment> = None;
        let mut seen = vec![(count(&best), best.total)];
        for _ in 0..HALVINGS {
            let toll = f64::midpoint(low, high);
            free.prices = self.prices.iter().map(|price| price + toll).collect();
            // What was the best under another toll is nearly as good under this one, and shortens the search.
            #[expect(clippy::cast_precision_loss, reason = "small counts")]
            let known = seen.iter().map(|(count, total)| total - toll * *count as f64).fold(f64::MIN, f64::max);
            let Some(relaxed) = free.search(0.0, known - 2.0 * HAIR) else { break };
            let count = count(&relaxed);
            #[expect(clippy::cast_precision_loss, reason = "small counts")]
            let total = relaxed.total + toll * count as f64;
            seen.push((count, total));
            if count > limit {
                low = toll;
                continue;
            }
            high = toll;
            if within.as_ref().is_none_or(|within| total > within.total) {
                within = Some(Assignment { total, ..relaxed });
            }
            if count == limit {
                return within.filter(|within| within.total > known + HAIR);
            }
        }
        let reached = within.as_ref().map_or(known, |within| within.total.max(known));
        self.search(high, reached).or(within).filter(|best| best.total > known + HAIR)
    }

    /// Whether another engine can take the place of this one in every assignment without loss: it
    /// is worth no less to any dataset, costs no more, and what moving to it may disturb is paid by
    /// the difference of the prices. Of two that dominate each other the first stays.
    fn is_dominated(&self, engine: usize) -> bool {
        if self.required.contains(&engine) {
            return false;
        }
        let disturbed: f64 = self.disturbing.iter().map(|disturbance| disturbance.price).sum();
        (0..self.prices.len()).filter(|other| *other != engine).any(|other| {
            let quiet = self.disturbing.iter().all(|disturbance| !disturbance.felt[other]);
            let paid = if quiet { 0.0 } else { disturbed };
            let dearer = self.prices[engine] - self.prices[other] - paid;
            let worth = self.values.iter().all(|values| match (values[engine], values[other]) {
                (Some(own), Some(others)) => others >= own,
                (Some(_), None) => false,
                (None, _) => true,
            });
            let equal = || dearer <= 0.0 && self.values.iter().all(|values| values[engine] == values[other]);
            worth && dearer >= 0.0 && !(equal() && engine < other)
        })
    }

    /// Searches; under a limit on the number of engines, a toll on each makes the bound tighter.
    fn search(&self, toll: f64, known: f64) -> Option<Assignment> {
        let order = self.order();
        let mut at_best: Vec<f64> = order
            .iter()
            .rev()
            .scan(0.0, |sum, dataset| {
                *sum += self.values[*dataset].iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
                Some(*sum)
            })
            .collect();
        at_best.reverse();
        at_best.push(0.0);
        let mut search = Search {
            problem: self,
            order,
            at_best,
            chosen: vec![usize::MAX; self.values.len()],
            users: vec![0; self.prices.len()],
            toll,
            known,
            best: None,
        };
        search.branch(0, 0.0);
        search.best
    }

    /// The total of an assignment; none when it breaks a constraint.
    #[must_use]
    pub fn total(&self, engines: &[usize]) -> Option<f64> {
        let mut placed = vec![usize::MAX; engines.len()];
        let mut users = vec![0; self.prices.len()];
        let mut total = 0.0;
        for (dataset, engine) in engines.iter().enumerate() {
            placed[dataset] = *engine;
            let price = if users[*engine] == 0 { self.prices[*engine] } else { 0.0 };
            total += self.values[dataset][*engine]? - price - self.added(dataset, &placed);
            users[*engine] += 1;
        }
        let count = users.iter().filter(|users| **users > 0).count();
        let fits =
            self.at_most.is_none_or(|limit| count <= limit) && self.required.iter().all(|engine| users[*engine] > 0);
        fits.then_some(total)
    }

    /// What it would cost to move one dataset of an assignment to another engine.
    #[must_use]
    pub fn moving(&self, engines: &[usize], dataset: usize, to: usize) -> Moving {
        let mut moved = engines.to_vec();
        moved[dataset] = to;
        let apart = |engines: &[usize]| -> f64 {
            let apart = self.apart.iter().filter(|(left, right, _)| engines[*left] != engines[*right]);
            apart.map(|(_, _, price)| price).sum()
        };
        let disturbing = |engines: &[usize]| -> f64 {
            let felt = self.disturbing.iter().filter(|disturbance| {
                let here = engines[disturbance.dataset];
                disturbance.felt[here] && disturbance.others.iter().any(|other| engines[*other] == here)
            });
            felt.map(|disturbance| disturbance.price).sum()
        };
        Moving {
            engine: if engines.contains(&to) { 0.0 } else { self.prices[to] },
            apart: apart(&moved) - apart(engines),
            disturbing: disturbing(&moved) - disturbing(engines),
        }
    }

    /// Prices that come in when a dataset is placed beside those placed before; `placed` has the
    /// dataset's own place already, and `usize::MAX` for what is not placed.
    fn added(&self, dataset: usize, placed: &[usize]) -> f64 {
        let here = placed[dataset];
        let apart = self.apart.iter().filter_map(|(left, right, price)| {
            let other = if *left == dataset {
                *right
            } else if *right == dataset {
                *left
            } else {
                return None;
            };
            (placed[other] != usize::MAX && placed[other] != here).then_some(*price)
        });
        let disturbing =
            self.disturbing.iter().filter(|disturbance| disturbance.felt[here]).filter_map(|disturbance| {
                let new = if disturbance.dataset == dataset {
                    disturbance.others.iter().any(|other| placed[*other] == here)
                } else {
                    disturbance.others.contains(&dataset)
                        && placed[disturbance.dataset] == here
                        && !disturbance.others.iter().any(|other| *other != dataset && placed[*other] == here)
                };
                new.then_some(disturbance.price)
            });
        apart.chain(disturbing).sum()
    }

    /// Datasets with the most at stake first: those that lose most when they miss their best engine.
    fn order(&self) -> Vec<usize> {
        let regret = |values: &Vec<Option<f64>>| {
            let mut known: Vec<f64> = values.iter().flatten().copied().collect();
            known.sort_by(|left, right| right.total_cmp(left));
            match known.as_slice() {
                [best, second, ..] => best - second,
                _ => f64::INFINITY,
            }
        };
        let mut order: Vec<usize> = (0..self.values.len()).collect();
        order.sort_by(|left, right| {
            regret(&self.values[*right]).total_cmp(&regret(&self.values[*left])).then(left.cmp(right))
        });
        order
    }
}

struct Search<'a> {
    problem: &'a Problem,
    order: Vec<usize>,
    /// For each depth, what the datasets from there on are worth at best, without any price.
    at_best: Vec<f64>,
    chosen: Vec<usize>,
    users: Vec<usize>,
    /// Toll on each engine, for the bound.
    toll: f64,
    /// What has to be beaten.
    known: f64,
    best: Option<Assignment>,
}

impl Search<'_> {
    fn branch(&mut self, depth: usize, total: f64) {
        let problem = self.problem;
        let Some(&dataset) = self.order.get(depth) else {
            self.finish(total);
            return;
        };
        if total + self.bound(depth) <= self.known + HAIR {
            return;
        }
        let open = self.users.iter().filter(|users| **users > 0).count();
        let mut options: Vec<(f64, usize)> = problem.values[dataset]
            .iter()
            .enumerate()
            .filter_map(|(engine, value)| {
                let new = self.users[engine] == 0;
                if new && problem.at_most.is_some_and(|limit| open >= limit) {
                    return None;
                }
                self.chosen[dataset] = engine;
                let price = if new { problem.prices[engine] } else { 0.0 };
                Some(((*value)? - price - problem.added(dataset, &self.chosen), engine))
            })
            .collect();
        self.chosen[dataset] = usize::MAX;
        options.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
        for (gain, engine) in options {
            // Cheaper than the bound of the next depth, and none of the later options does better.
            if total + gain + self.at_best[depth + 1] <= self.known + HAIR {
                break;
            }
            self.chosen[dataset] = engine;
            self.users[engine] += 1;
            self.branch(depth + 1, total + gain);
            self.users[engine] -= 1;
            self.chosen[dataset] = usize::MAX;
        }
    }

    fn finish(&mut self, total: f64) {
        if self.problem.required.iter().any(|engine| self.users[*engine] == 0) {
            return;
        }
        if total > self.known + HAIR {
            self.known = total;
            self.best = Some(Assignment { engines: self.chosen.clone(), total });
        }
    }

    /// The most that the datasets from `depth` on can still add.
    ///
    /// Dual ascent: each dataset starts with its best value as what it pays at most; datasets then
    /// take turns in giving up as much as the engines' prices can absorb. What is left of the
    /// payments bounds the gain from above.
    fn bound(&self, depth: usize) -> f64 {
        let problem = self.problem;
        let rest = &self.order[depth..];
        let mut slack: Vec<f64> = problem
            .prices
            .iter()
            .zip(&self.users)
            .map(|(price, users)| if *users > 0 { 0.0 } else { *price + self.toll })
            .collect();
        let mut worth: Vec<f64> = Vec::with_capacity(rest.len());
        for dataset in rest {
            match problem.values[*dataset].iter().flatten().copied().reduce(f64::max) {
                Some(best) => worth.push(best),
                None => return f64::NEG_INFINITY,
            }
        }
        // Two rounds catch nearly all that more of them would.
        for _ in 0..2 {
            for (dataset, worth) in rest.iter().zip(&mut worth) {
                let values = &problem.values[*dataset];
                // How far this dataset's worth can sink before an engine that it uses runs dry.
                let mut floor = f64::NEG_INFINITY;
                for (value, slack) in values.iter().zip(&slack) {
                    if let Some(value) = value {
                        floor = floor.max(value.min(*worth) - slack);
                    }
                }
                let sunk = floor.min(*worth);
                for (value, slack) in values.iter().zip(&mut slack) {
                    if let Some(value) = value {
                        *slack -= (value.min(*worth) - sunk).max(0.0);
                    }
                }
                *worth = sunk;
            }
        }
        // Who may still open so many engines has so many tolls to spend.
        let open = self.users.iter().filter(|users| **users > 0).count();
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        let tolls = problem.at_most.map_or(0.0, |limit| limit.saturating_sub(open) as f64 * self.toll);
        worth.iter().sum::<f64>() + tolls
    }
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
    }
}
