//! What a spec asks for that could be given up.

use std::collections::BTreeSet;

use crate::knowledge::{Exclusion, Knowledge};
use crate::words::Words;
use crate::workload::spec::WorkloadSpec;
use crate::workload::{Given, Stands, Stated};

/// Parts of a spec in which facts of the world stand rather than wishes; they are named last.
const DESCRIBED: [&str; 5] = ["application.", "volume.", "velocity.", "variety.", "access."];

/// Something that a spec asks for, by the key that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// Path in the spec.
    pub(super) path: String,
    key: Key,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Value(Given),
    Require,
    Forbid,
    Residency,
    /// Of a dataset, by its place.
    OnPartition(usize),
}

impl Asked {
    /// Everything that the rules of the knowledge can refuse: wishes before descriptions, and in each the
    /// system's before the datasets'.
    pub(super) fn all(knowledge: &Knowledge, spec: &WorkloadSpec) -> Vec<Self> {
        let exclusive = knowledge.exclusions.iter().flat_map(|exclusion| &exclusion.between);
        let requirements = knowledge.requirements.iter().flat_map(|requirement| &requirement.stated_by);
        let of_policy = ["policy.require", "policy.max_engines", "policy.forbid", "policy.residency"];
        let names: BTreeSet<&str> = (requirements.map(|path| path.as_str()))
            .chain(exclusive.map(|path| path.as_str()))
            .chain(of_policy)
            .map(|path| path.strip_prefix("dataset.").unwrap_or(path))
            .collect();
        let mut all: Vec<Self> = Vec::new();
        for name in names {
            let paths = spec.datasets.keys().map(|dataset| format!("datasets.{dataset}.{name}"));
            all.extend([name.to_owned()].into_iter().chain(paths).filter_map(|path| Self::at(spec, path)));
        }
        all.sort_by_cached_key(|asked| {
            let name = asked.path.strip_prefix("datasets.").and_then(|path| path.split_once('.'));
            let below = name.map_or(asked.path.as_str(), |(_, below)| below);
            let described = DESCRIBED.iter().any(|part| below.starts_with(part));
            (described, name.is_some(), asked.path.clone())
        });
        all
    }

    /// What stands at a path; none when nothing does that could be given up.
    fn at(spec: &WorkloadSpec, path: String) -> Option<Self> {
        let of_dataset = || {
            let (name, below) = path.strip_prefix("datasets.")?.split_once('.')?;
            let at = spec.datasets.get_index_of(name).filter(|_| below == "availability.on_partition")?;
            spec.datasets[at].availability.on_partition.known().map(|_| Key::OnPartition(at))
        };
        let key = match path.as_str() {
            "policy.require" => (!spec.policy.require.is_empty()).then_some(Key::Require),
            "policy.forbid" => (!spec.policy.forbid.is_empty()).then_some(Key::Forbid),
            "policy.residency" => (!spec.policy.residency.items().is_empty()).then_some(Key::Residency),
            _ => Given::find(spec, &path)
                .filter(|given| given.stands(spec).is_known())
                .map(Key::Value)
                .or_else(of_dataset),
        };
        key.map(|key| Self { path, key })
    }

    /// Whether it is one of the facts that an exclusion lies between, for a dataset where one is named.
    pub(super) fn is_between(&self, exclusion: &Exclusion, dataset: Option<&str>) -> bool {
        let below = match (self.path.strip_prefix("datasets."), dataset) {
            (Some(path), Some(dataset)) => path.strip_prefix(dataset).and_then(|path| path.strip_prefix('.')),
            (Some(_), None) => None,
            (None, _) => Some(self.path.as_str()),
        };
        let named =
            |path: &Words| path.strip_prefix("dataset.").map_or(path.as_str(), |below| below) == below.unwrap_or("");
        exclusion.between.iter().any(named)
            || (below == Some("availability.on_partition")
                && exclusion.between.iter().any(|path| path.ends_with(".on_partition")))
    }

    /// Gives it up in a spec.
    pub(super) fn give_up(&self, spec: &mut WorkloadSpec) {
        match self.key {
            // What stands can always be left out.
            Key::Value(given) => drop(given.set(spec, &Stands::LeftOut)),
            Key::Require => spec.policy.require.clear(),
            Key::Forbid => spec.policy.forbid.clear(),
            Key::Residency => spec.policy.residency = Stated::LeftOut,
            Key::OnPartition(at) => spec.datasets[at].availability.on_partition = Stated::LeftOut,
        }
    }
}
