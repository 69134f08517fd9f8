//! Bounds on what datasets can add: the dual ascent of Erlenkotter (1978).
//!
//! Each dataset starts with its best value as what it pays at most; datasets then take turns in giving up as much as
//! the engines' prices can absorb. What is left of the payments bounds the gain from above. Prices on pairs are not
//! negative, so that leaving them out keeps the bound valid.

/// A bound with what it rests on.
pub(super) struct Bound {
    /// For each dataset what it adds at most, engines' prices paid.
    pub(super) worth: Vec<f64>,
    /// For each engine the part of its price that is not paid.
    pub(super) slack: Vec<f64>,
}

/// How much care a bound is worth.
#[derive(Clone, Copy)]
pub(super) enum Care {
    /// Datasets give up one level of their values at a time, so that all get their part of the prices.
    Much,
    /// Datasets give up all they can at once.
    Little,
}

impl Bound {
    pub(super) fn new(datasets: usize, engines: usize) -> Self {
        Self { worth: vec![0.0; datasets], slack: vec![0.0; engines] }
    }

    /// The most that some datasets can add. `values` are those of all datasets by engine; `slack` holds the prices of
    /// the engines before.
    pub(super) fn ascend(&mut self, values: &[f64], datasets: &[usize], care: Care) -> f64 {
        /// Levels that a dataset sinks through with care: from about there on the whole way is as good.
        const LEVELS: usize = 6;
        /// More rounds catch hardly anything more.
        const ROUNDS: usize = 2;
        let engines = self.slack.len();
        let row = |dataset: usize| &values[dataset * engines..][..engines];
        for dataset in datasets {
            self.worth[*dataset] = row(*dataset).iter().copied().fold(f64::NEG_INFINITY, f64::max);
            if self.worth[*dataset] == f64::NEG_INFINITY {
                return f64::NEG_INFINITY;
            }
        }
        if matches!(care, Care::Much) {
            for _ in 0..LEVELS {
                for dataset in datasets {
                    let least = next_below(row(*dataset), self.worth[*dataset]);
                    self.sink(row(*dataset), *dataset, least);
                }
            }
        }
        for _ in 0..ROUNDS {
            for dataset in datasets {
                self.sink(row(*dataset), *dataset, f64::NEG_INFINITY);
            }
        }
        datasets.iter().map(|dataset| self.worth[*dataset]).sum()
    }

    /// Lets a dataset give up what it can, but not sink below `least`.
    fn sink(&mut self, values: &[f64], dataset: usize, least: f64) {
        let worth = self.worth[dataset];
        // How far it can sink before an engine that it pays for has its price.
        let mut floor = least;
        for (value, slack) in values.iter().zip(&self.slack) {
            let possible = value.min(worth) - slack;
            floor = if possible > floor { possible } else { floor };
        }
        if floor < worth {
            for (value, slack) in values.iter().zip(&mut self.slack) {
                *slack -= (value.min(worth) - floor).max(0.0);
            }
            self.worth[dataset] = floor;
        }
    }
}

/// The largest value below another.
fn next_below(values: &[f64], worth: f64) -> f64 {
    values.iter().copied().filter(|value| *value < worth).fold(f64::NEG_INFINITY, f64::max)
}
