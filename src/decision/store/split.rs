//! Which datasets share a store: all of an engine, or, with a database per service, those of one
//! owner in an engine.

use super::declared::continued;
use crate::decision::Parts;
use crate::workload::WorkloadFacts;

/// Datasets that share a store.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) datasets: Vec<usize>,
}

pub(super) fn groups(parts: &Parts<'_>, facts: &WorkloadFacts, homes: &[usize], per_service: bool) -> Vec<Group> {
    let mut keys: Vec<(usize, Option<&str>)> = Vec::new();
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (dataset, home) in homes.iter().enumerate() {
        let engine = parts.candidates[*home].engine;
        let owner = if per_service { owner(facts, dataset) } else { None };
        let key = (engine, owner);
        match keys.iter().position(|known| *known == key) {
            Some(at) => members[at].push(dataset),
            None => {
                keys.push(key);
                members.push(vec![dataset]);
            }
        }
    }
    let mut groups: Vec<Group> = keys
        .iter()
        .zip(members)
        .map(|((engine, owner), datasets)| {
            let id = &parts.knowledge.engines[*engine].id;
            let alone = keys.iter().filter(|(other, _)| other == engine).count() == 1;
            let name = match owner {
                Some(owner) if !alone => format!("{owner}-{id}"),
                _ => id.to_string(),
            };
            Group { name, datasets }
        })
        .collect();
    keep_declared_names(parts, facts, homes, &mut groups);
    // Stores in the order of their names, datasets in the order of theirs: the order in which a
    // file lists its datasets changes nothing.
    for group in &mut groups {
        group.datasets.sort_by(|left, right| facts.datasets[*left].name.cmp(&facts.datasets[*right].name));
    }
    groups.sort_by(|left, right| left.name.cmp(&right.name));
    groups
}

/// A store that is declared already keeps the name that people know it by.
fn keep_declared_names(parts: &Parts<'_>, facts: &WorkloadFacts, homes: &[usize], groups: &mut [Group]) {
    for at in 0..groups.len() {
        let held = &groups[at].datasets;
        let engine = parts.candidates[homes[held[0]]].engine;
        let Some((name, _)) = continued(parts, facts, engine, held) else { continue };
        if groups.iter().all(|other| other.name != *name) {
            groups[at].name.clone_from(name);
        }
    }
}

/// The owner of a dataset; what is derived belongs to the owner of its source.
fn owner(facts: &WorkloadFacts, dataset: usize) -> Option<&str> {
    let dataset = &facts.datasets[dataset];
    dataset.owner.as_deref().or_else(|| {
        let source = dataset.derived_from.iter().find_map(|name| facts.position(name))?;
        facts.datasets[source].owner.as_deref()
    })
}
