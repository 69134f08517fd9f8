//! The keys of a spec that hold a single value or a list of words, by name.

use super::slot::Slot;
use crate::workload::spec::{DatasetSpec, WorkloadSpec};

/// A key of a part `S` of the spec.
pub(super) struct Place<S> {
    pub(super) name: &'static str,
    pub(super) get: fn(&S) -> &dyn Slot,
    pub(super) get_mut: fn(&mut S) -> &mut dyn Slot,
    pub(super) copy: fn(&S, &mut S),
}

/// A key is named as its fields are, so that it is listed once.
macro_rules! places {
    ($($first:ident $(. $next:ident)*),+ $(,)?) => {
        &[$(Place {
            name: concat!(stringify!($first) $(, ".", stringify!($next))*),
            get: |part| &part.$first$(.$next)*,
            get_mut: |part| &mut part.$first$(.$next)*,
            copy: |from, to| to.$first$(.$next)* = from.$first$(.$next)*.clone(),
        }),+]
    };
}

pub(super) static OF_SYSTEM: &[Place<WorkloadSpec>] = places![
    horizon,
    application.style,
    application.stage,
    application.services,
    application.instances,
    application.users,
    application.tenants,
    application.tenancy,
    application.offline,
    team.engineers,
    team.teams,
    team.operations,
    deployment.hosting,
    deployment.clouds,
    deployment.regions,
    deployment.writes_in,
    deployment.region_rtt,
    deployment.features,
    availability.target,
    availability.rpo,
    availability.rto,
    availability.on_partition,
    budget,
    policy.licences,
    policy.lock_in,
    policy.compliance,
    policy.max_engines,
    priorities.simplicity,
    priorities.cost,
    priorities.performance,
    priorities.scalability,
    priorities.flexibility,
    priorities.consistency,
];

pub(super) static OF_DATASET: &[Place<DatasetSpec>] = places![
    volume.size,
    volume.growth,
    volume.items,
    volume.item_size,
    volume.largest_item,
    volume.retention,
    velocity.reads,
    velocity.writes,
    velocity.growth,
    velocity.peak,
    velocity.pattern,
    velocity.clients,
    velocity.writers,
    velocity.query_time,
    variety.shape,
    variety.schema,
    variety.nesting,
    variety.links,
    variety.dimensions,
    veracity.consistency,
    veracity.transactions,
    veracity.isolation,
    veracity.durability,
    veracity.integrity,
    veracity.history,
    veracity.on_partition,
    veracity.conflicts,
    access.reads,
    access.writes,
    access.skew,
    access.hot,
    access.order,
    access.delivery,
    access.permissions,
    latency.read_p99,
    latency.write_p99,
    staleness,
    availability.target,
    availability.rpo,
    availability.rto,
    sensitive,
];
