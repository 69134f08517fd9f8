//! Numbers that the algorithms use. Their values, meanings and reasons are data
//! (`knowledge/parameters.yaml`); this list only ties each to the code that needs it, so that a
//! missing or a superfluous one is a build error.

use serde::{Deserialize, Serialize};

macro_rules! parameters {
    ($($name:ident)+) => {
        /// Values of the parameters; the file explains each.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each is described where its value stands, and `explain` prints it")]
        pub struct Parameters {
            $(pub $name: f64,)+
        }

        impl Parameters {
            /// Names of all parameters, in kebab-case as the file has them.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),+];

            /// Sets a parameter; false when there is none of that name.
            pub(super) fn set(&mut self, name: &str, value: f64) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)+
                    _ => return false,
                }
                true
            }
        }
    };
}

parameters! {
    default_priority
    worst_operation_share
    unknown_weight
    stake_base
    stake_per_decade
    stake_least
    stake_most
    stake_size_unit
    stake_reads_unit
    stake_writes_unit
    read_replicas_at_most
    derived_size_low
    derived_size_high
    largest_tenant
    price_further_engine
    price_feed
    price_join_apart
    price_analytics_beside_transactions
    price_extension
    price_offering
    copies_beside_majority
    price_at_risk
    price_of_regret
    price_of_strain
    price_of_misfit
    misfit_tolerated
    writes_that_disturb
    small_scale
    small_scale_lift
    part_touched_by_occasional_sums
    analytic_share_that_disturbs
    shard_fill
    replicas_for_availability
    two_copies_from
    leaderless_copies
    cluster_entry_cost
    headroom_towards_high_end
    switching_price
    price_changes_apart
    default_horizon_years
    weight_samples
    weight_samples_solved
    weight_spread
    weight_spread_of_priorities
    tie_below
    unknown_cells
    fact_samples
    unknown_effort
    sensitivity_reach
    sensitivity_gap
    sensitivity_precision
    sensitivity_engines
    headroom_worth_telling
}
