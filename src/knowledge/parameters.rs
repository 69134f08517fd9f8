//! Numbers that the algorithms use. Their values, meanings and reasons are data
//! (`knowledge/parameters.yaml`); this list only ties each to the code that needs it and says what that code can bear,
//! so that a missing, a superfluous or an impossible one is a build error.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

macro_rules! parameters {
    ($($name:ident: $range:expr,)+) => {
        /// Values of the parameters; the file explains each.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each is described where its value stands, and `explain` prints it")]
        pub struct Parameters {
            $(pub $name: f64,)+
        }

        impl Parameters {
            /// Names of all parameters.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),+];

            /// Sets a parameter; false when there is none of that name.
            pub(super) fn set(&mut self, name: &str, value: f64) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)+
                    _ => return false,
                }
                true
            }

            /// The values that the algorithms can work with; none for a name that no parameter has.
            pub fn range(name: &str) -> Option<RangeInclusive<f64>> {
                match name {
                    $(stringify!($name) => Some($range),)+
                    _ => None,
                }
            }
        }
    };
}

/// A part of a whole.
const SHARE: RangeInclusive<f64> = 0.0..=1.0;
/// On the scale of the scores, or a factor of about that size.
const PRICE: RangeInclusive<f64> = 0.0..=100.0;
/// Anything that can be divided by.
const POSITIVE: RangeInclusive<f64> = 1e-9..=1e18;

parameters! {
    default_priority: 0.0..=5.0,
    worst_operation_share: SHARE,
    unknown_weight: SHARE,
    stake_base: PRICE,
    stake_per_decade: PRICE,
    stake_least: PRICE,
    stake_most: PRICE,
    stake_size_unit: POSITIVE,
    stake_reads_unit: POSITIVE,
    stake_writes_unit: POSITIVE,
    read_replicas_at_most: 0.0..=1e3,
    derived_size_low: SHARE,
    derived_size_high: PRICE,
    largest_tenant: 1.0..=1e6,
    price_further_engine: PRICE,
    price_feed: PRICE,
    price_join_apart: PRICE,
    price_join_with_source: PRICE,
    price_analytics_beside_transactions: PRICE,
    price_extension: PRICE,
    price_offering: PRICE,
    copies_beside_majority: 0.0..=100.0,
    price_at_risk: PRICE,
    price_of_regret: PRICE,
    price_of_strain: PRICE,
    price_of_misfit: PRICE,
    misfit_tolerated: PRICE,
    writes_that_disturb: POSITIVE,
    small_scale: 1e-6..=0.5,
    small_scale_lift: 0.0..=5.0,
    part_touched_by_occasional_sums: SHARE,
    analytic_share_that_disturbs: SHARE,
    shard_fill: 0.05..=1.0,
    replicas_for_availability: 0.0..=100.0,
    two_copies_from: SHARE,
    leaderless_copies: 1.0..=100.0,
    cluster_entry_cost: 0.0..=5.0,
    headroom_towards_high_end: SHARE,
    switching_price: PRICE,
    price_changes_apart: PRICE,
    default_horizon_years: 0.1..=50.0,
    weight_samples: 1.0..=1e5,
    weight_samples_solved: 0.0..=1e5,
    weight_spread: 1.0..=100.0,
    weight_spread_of_priorities: 1.0..=100.0,
    tie_below: SHARE,
    unknown_cells: 1.0..=1e3,
    fact_samples: 1.0..=1e5,
    question_samples: 8.0..=1e4,
    question_traced: 1.0..=1e4,
    question_tail: 0.0..=0.9,
    question_tail_numbers: 0.01..=0.99,
    question_beside_engines: SHARE,
    question_outright: SHARE,
    question_offered: 2.0..=100.0,
    question_offer_known: SHARE,
    question_offer_least: SHARE,
    question_least_first: SHARE,
    question_least_further: SHARE,
    question_open_first: SHARE,
    question_open_further: SHARE,
    question_usual: POSITIVE,
    question_basics: 0.0..=100.0,
    question_opening: 0.0..=100.0,
    unknown_effort: 1.0..=1e5,
    sensitivity_reach: 1.5..=1e6,
    sensitivity_gap: 1.1..=1e3,
    sensitivity_precision: 1e-6..=0.5,
    sensitivity_engines: 0.0..=1e3,
    headroom_worth_telling: SHARE,
    months_built_for: 0.0..=24.0,
}

impl Parameters {
    /// Lower ends that lie above their upper ends.
    #[must_use]
    pub fn disordered(&self) -> Vec<(&'static str, &'static str)> {
        let pairs = [
            (("stake_least", self.stake_least), ("stake_most", self.stake_most)),
            (("derived_size_low", self.derived_size_low), ("derived_size_high", self.derived_size_high)),
        ];
        let disordered = pairs.into_iter().filter(|((_, low), (_, high))| low > high);
        disordered.map(|((low, _), (high, _))| (low, high)).collect()
    }
}
