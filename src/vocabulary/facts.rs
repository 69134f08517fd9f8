//! The lists of facts, one a scope. Names below `dataset.` and the system's follow the spec's keys.

use super::choices::{
    BUDGET, COMPLIANCE, CONFLICTS, CONSISTENCY, ChoiceType, DELIVERY, DURABILITY, ENGINE_DURABILITY,
    ENGINE_ON_PARTITION, ENGINE_TRANSACTIONS, FAMILY, FEATURE, HISTORY, HOSTING, ISOLATION, LICENCES, LINKS, LOCK_IN,
    LOCK_IN_POLICY, MULTI_REGION_WRITES, NESTING, ON_PARTITION, OPERATIONS, ORDER, PATTERN_OF_LOAD, PERMISSIONS, PLACE,
    PLATFORM_FEATURE, RATIO_CLASS, READ, REPLICATION, REPLICATION_MODE, SCHEMA, SENSITIVE, SHAPE, SHARDING, SKEW,
    STAGE, STATUS, STYLE, TENANCY, TOPOLOGY, TRANSACTIONS, VARIETY_CLASS, VELOCITY_CLASS, VERACITY_CLASS, VOLUME_CLASS,
    WRITE, WRITES_IN,
};
use super::{Fact, Kind, Missing, Origin, Unit};

const SIZE: Kind = Kind::Number(Unit::Size);
const RATE: Kind = Kind::Number(Unit::Rate);
const DURATION: Kind = Kind::Number(Unit::Duration);
const SHARE: Kind = Kind::Number(Unit::Share);
const COUNT: Kind = Kind::Number(Unit::Count);

const fn one(list: &'static ChoiceType) -> Kind {
    Kind::Choice(list)
}

const fn many(list: &'static ChoiceType) -> Kind {
    Kind::Choices(list)
}

/// A given fact that is unknown when left out.
const fn given(name: &'static str, kind: Kind) -> Fact {
    Fact { name, kind, missing: Missing::Unknown, origin: Origin::Given }
}

/// A given fact that means "none" when left out: a requirement, or a list.
const fn none_if_missing(name: &'static str, kind: Kind) -> Fact {
    Fact { name, kind, missing: Missing::None, origin: Origin::Given }
}

/// A computed fact.
const fn derived(name: &'static str, kind: Kind) -> Fact {
    Fact { name, kind, missing: Missing::Unknown, origin: Origin::Derived }
}

/// Facts of the whole workload.
pub static SYSTEM: &[Fact] = &[
    given("horizon", DURATION),
    given("application.style", one(&STYLE)),
    given("application.stage", one(&STAGE)),
    given("application.services", COUNT),
    given("application.instances", COUNT),
    given("application.users", COUNT),
    none_if_missing("application.tenants", COUNT),
    none_if_missing("application.tenancy", one(&TENANCY)),
    given("application.offline", Kind::Flag),
    given("team.engineers", COUNT),
    given("team.teams", COUNT),
    given("team.operations", one(&OPERATIONS)),
    given("team.knows", Kind::Names),
    given("team.runs", Kind::Names),
    given("team.platforms", Kind::Names),
    none_if_missing("deployment.hosting", many(&HOSTING)),
    none_if_missing("deployment.clouds", many(&PLACE)),
    given("deployment.regions", COUNT),
    none_if_missing("deployment.writes_in", one(&WRITES_IN)),
    given("deployment.region_rtt", DURATION),
    none_if_missing("deployment.features", many(&PLATFORM_FEATURE)),
    none_if_missing("availability.target", SHARE),
    none_if_missing("availability.rpo", DURATION),
    none_if_missing("availability.rto", DURATION),
    none_if_missing("availability.on_partition", one(&ON_PARTITION)),
    given("budget", one(&BUDGET)),
    none_if_missing("policy.licences", one(&LICENCES)),
    none_if_missing("policy.lock_in", one(&LOCK_IN_POLICY)),
    none_if_missing("policy.compliance", many(&COMPLIANCE)),
    none_if_missing("policy.residency", Kind::Names),
    none_if_missing("policy.require", Kind::Names),
    none_if_missing("policy.forbid", Kind::Names),
    none_if_missing("policy.prefer", Kind::Names),
    none_if_missing("policy.max_engines", COUNT),
    given("priorities.simplicity", COUNT),
    given("priorities.cost", COUNT),
    given("priorities.performance", COUNT),
    given("priorities.scalability", COUNT),
    given("priorities.flexibility", COUNT),
    given("priorities.consistency", COUNT),
    // Computed from the spec.
    derived("system.datasets", COUNT),
    derived("system.primary_datasets", COUNT),
    derived("system.derived_datasets", COUNT),
    derived("system.owners", COUNT),
    derived("system.reads", RATE),
    derived("system.writes", RATE),
    derived("system.size_at_horizon", SIZE),
    derived("system.read_write_ratio", COUNT),
    derived("system.shapes", many(&SHAPE)),
    derived("system.operations_used", many(&READ)),
    derived("system.history", one(&HISTORY)),
    derived("system.strong_datasets", COUNT),
    derived("system.joins_across_owners", Kind::Flag),
    derived("system.changes_across_owners", Kind::Flag),
    derived("system.strong_changes_across_owners", Kind::Flag),
    derived("system.read_models", COUNT),
    derived("system.event_datasets", COUNT),
    // Computed from the consolidated architecture.
    derived("system.patterns", Kind::Names),
    derived("system.engines", COUNT),
    derived("system.families", COUNT),
    derived("system.stores", COUNT),
    derived("system.changes_across_stores", Kind::Flag),
    derived("system.feeds_across_stores", COUNT),
];

/// Facts of one dataset.
pub static DATASET: &[Fact] = &[
    given("use_case", Kind::Names),
    given("volume.size", SIZE),
    given("volume.items", COUNT),
    given("volume.item_size", SIZE),
    given("volume.largest_item", SIZE),
    given("volume.retention", DURATION),
    given("velocity.reads", RATE),
    given("velocity.writes", RATE),
    given("velocity.peak", COUNT),
    given("velocity.pattern", one(&PATTERN_OF_LOAD)),
    given("velocity.clients", COUNT),
    given("velocity.writers", COUNT),
    given("velocity.query_time", DURATION),
    given("variety.shape", many(&SHAPE)),
    given("variety.schema", one(&SCHEMA)),
    given("variety.nesting", one(&NESTING)),
    given("variety.links", one(&LINKS)),
    given("variety.dimensions", COUNT),
    given("veracity.consistency", one(&CONSISTENCY)),
    given("veracity.transactions", one(&TRANSACTIONS)),
    given("veracity.isolation", one(&ISOLATION)),
    given("veracity.durability", one(&DURABILITY)),
    given("veracity.integrity", Kind::Flag),
    given("veracity.history", one(&HISTORY)),
    none_if_missing("veracity.on_partition", one(&ON_PARTITION)),
    given("veracity.conflicts", one(&CONFLICTS)),
    given("access.reads", many(&READ)),
    given("access.writes", many(&WRITE)),
    given("access.key", Kind::Names),
    given("access.skew", one(&SKEW)),
    given("access.hot", SIZE),
    given("access.order", one(&ORDER)),
    given("access.delivery", one(&DELIVERY)),
    given("access.permissions", one(&PERMISSIONS)),
    none_if_missing("latency.read_p99", DURATION),
    none_if_missing("latency.write_p99", DURATION),
    none_if_missing("staleness", DURATION),
    none_if_missing("availability.target", SHARE),
    none_if_missing("availability.rpo", DURATION),
    none_if_missing("availability.rto", DURATION),
    none_if_missing("joins_with", Kind::Names),
    none_if_missing("changes_with", Kind::Names),
    none_if_missing("derived_from", Kind::Names),
    none_if_missing("sensitive", many(&SENSITIVE)),
    given("owner", Kind::Names),
    // Computed from the spec.
    derived("derived", Kind::Flag),
    derived("only_home", Kind::Flag),
    derived("size_at_horizon", SIZE),
    derived("items_at_horizon", COUNT),
    derived("peak_reads", RATE),
    derived("peak_writes", RATE),
    derived("reads_per_write", COUNT),
    derived("analytic_share", SHARE),
    derived("derived_copies", COUNT),
    // Classes of the four V's, computed by the tables in `knowledge/decisions/`.
    derived("class.volume", one(&VOLUME_CLASS)),
    derived("class.velocity", one(&VELOCITY_CLASS)),
    derived("class.variety", one(&VARIETY_CLASS)),
    derived("class.veracity", one(&VERACITY_CLASS)),
    derived("class.ratio", one(&RATIO_CLASS)),
];

/// Facts of an engine as a candidate: the catalogue's fields, and the hosting it is judged on.
pub static ENGINE: &[Fact] = &[
    given("id", Kind::Names),
    given("family", one(&FAMILY)),
    given("osi_approved", Kind::Flag),
    given("licence", Kind::Names),
    given("hosting", many(&HOSTING)),
    given("clouds", many(&PLACE)),
    given("transactions", one(&ENGINE_TRANSACTIONS)),
    given("isolation", one(&ISOLATION)),
    given("consistency.default", one(&CONSISTENCY)),
    given("consistency.strongest", one(&CONSISTENCY)),
    given("on_partition", one(&ENGINE_ON_PARTITION)),
    given("multi_region_writes", one(&MULTI_REGION_WRITES)),
    given("replication", many(&REPLICATION)),
    given("replication_modes", many(&REPLICATION_MODE)),
    given("sharding", many(&SHARDING)),
    given("durability", one(&ENGINE_DURABILITY)),
    given("system_of_record", Kind::Flag),
    given("offline_sync", Kind::Flag),
    none_if_missing("order", one(&ORDER)),
    none_if_missing("delivery", one(&DELIVERY)),
    given("limits.max_item", SIZE),
    given("limits.max_database", SIZE),
    given("limits.max_key", SIZE),
    given("limits.comfortable_size_per_node", SIZE),
    given("limits.writes_per_node", RATE),
    given("limits.reads_per_node", RATE),
    given("limits.read_p99", DURATION),
    given("limits.write_p99", DURATION),
    given("limits.max_connections", COUNT),
    given("limits.max_dimensions", COUNT),
    given("limits.writers", COUNT),
    given("limits.max_vectors", COUNT),
    given("features", many(&FEATURE)),
    given("platform_features", many(&PLATFORM_FEATURE)),
    given("cost_entry", COUNT),
    given("cost_scale", COUNT),
    given("maturity", COUNT),
    given("lock_in", one(&LOCK_IN)),
    given("status", one(&STATUS)),
    given("techniques", Kind::Names),
    // Computed for the candidate.
    derived("group", Kind::Names),
    derived("scales_out", Kind::Flag),
    derived("hosting_acceptable", Kind::Flag),
    derived("place_acceptable", Kind::Flag),
    derived("deployed", one(&HOSTING)),
    derived("operations", COUNT),
    derived("known_to_team", Kind::Flag),
    derived("kin_known_to_team", Kind::Flag),
    derived("run_by_team", Kind::Flag),
    derived("preferred", Kind::Flag),
    derived("platform_supported", Kind::Flag),
    derived("narrow_clients", Kind::Flag),
    derived("read_capacity", RATE),
];

/// Facts of a store of the recommended architecture.
pub static STORE: &[Fact] = &[
    derived("datasets", COUNT),
    derived("size_at_horizon", SIZE),
    derived("peak_reads", RATE),
    derived("peak_writes", RATE),
    derived("reads", RATE),
    derived("nodes_for_size", COUNT),
    derived("nodes_for_writes", COUNT),
    derived("nodes_for_reads", COUNT),
    derived("shards_needed", COUNT),
    derived("copies_for_reads", COUNT),
    derived("durable", Kind::Flag),
    derived("only_home", Kind::Flag),
    derived("strictest_rpo", DURATION),
    derived("strictest_rto", DURATION),
    derived("availability_target", SHARE),
    derived("strongest_consistency", one(&CONSISTENCY)),
    derived("loosest_staleness", DURATION),
    derived("read_p99", DURATION),
    derived("write_p99", DURATION),
    derived("reads_used", many(&READ)),
    derived("writes_used", many(&WRITE)),
    derived("reads_per_write", COUNT),
    derived("skew", one(&SKEW)),
    derived("on_partition", one(&ON_PARTITION)),
    derived("hot_size", SIZE),
    derived("key_known", Kind::Flag),
    derived("topology", one(&TOPOLOGY)),
    derived("in_memory", Kind::Flag),
    derived("retention_limited", Kind::Flag),
    derived("conflicts", one(&CONFLICTS)),
];
