//! From what is declared to what is recommended: what moves, what changes in place, what is left behind.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value as Json;

use crate::adoption;
use crate::decision::Evaluation;
use crate::words::Words;
use crate::workload::spec::{ArchitectureSpec, ArchitectureStatus, StoreSpec};

/// The way from the declared architecture to the recommended one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MigrationView {
    /// Whether the declared architecture runs already.
    pub running: bool,
    /// Datasets that change their store, the smallest first.
    pub datasets: Vec<MovingDatasetView>,
    /// Settings that change in stores that stay.
    pub settings: Vec<SettingView>,
    /// Names of stores that are new.
    pub new: Vec<Words>,
    /// Names of declared stores that hold nothing any more.
    pub retired: Vec<Words>,
}

/// A dataset that changes its store.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MovingDatasetView {
    /// Its name.
    pub dataset: Words,
    /// The declared store; none when it is declared nowhere.
    pub from: Option<Words>,
    /// Engine of that store.
    pub from_engine: Option<Words>,
    /// The recommended store.
    pub to: Words,
    /// Engine of that one.
    pub to_engine: Words,
    /// Its size today, where it is known.
    pub size: Option<Words>,
}

/// A setting that changes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SettingView {
    /// Name of the store.
    pub store: Words,
    /// The key below the store.
    pub key: Words,
    /// What is declared; none for what is not.
    pub from: Option<Words>,
    /// What is recommended.
    pub to: Words,
}

/// Keys of a store that say what it is for and not how it is set.
const NO_SETTINGS: [&str; 4] = ["engine", "version", "datasets", "caches"];

/// What has to change; nothing where nothing is declared, or nothing differs.
pub(super) fn migration(evaluation: &Evaluation<'_>) -> Option<MigrationView> {
    let declared = evaluation.spec.architecture.as_ref()?;
    let wanted = adoption::architecture(evaluation)?;
    let mut datasets: Vec<(f64, MovingDatasetView)> = Vec::new();
    let mut settings = Vec::new();
    let mut new = Vec::new();
    for (name, store) in &wanted.stores {
        let old = declared.stores.get(name).filter(|old| old.engine == store.engine);
        match old {
            Some(old) => settings.extend(changed(name, old, store)),
            None => new.push(Words::from(name)),
        }
        let stays = |dataset: &&String| old.is_some_and(|old| old.datasets.contains(dataset));
        for dataset in store.datasets.iter().filter(|dataset| !stays(dataset)) {
            let home = declared.stores.iter().find(|(_, old)| old.datasets.contains(dataset));
            let facts = evaluation.facts.position(dataset).map(|at| &evaluation.facts.datasets[at]);
            let size = facts.and_then(|facts| facts.number("volume.size"));
            let view = MovingDatasetView {
                dataset: dataset.into(),
                from: home.map(|(name, _)| name.into()),
                from_engine: home.map(|(_, old)| old.engine.name().into()),
                to: name.into(),
                to_engine: store.engine.name().into(),
                size: size.map(|size| crate::vocabulary::Unit::Size.format_interval(size).into()),
            };
            datasets.push((size.map_or(f64::INFINITY, |size| size.point()), view));
        }
    }
    datasets.sort_by(|one, other| one.0.total_cmp(&other.0));
    let view = MigrationView {
        running: declared.status.known() == Some(&ArchitectureStatus::Running),
        datasets: datasets.into_iter().map(|(_, view)| view).collect(),
        settings,
        new,
        retired: retired(declared, &wanted),
    };
    let lists = [view.datasets.is_empty(), view.settings.is_empty(), view.new.is_empty(), view.retired.is_empty()];
    lists.contains(&false).then_some(view)
}

fn retired(declared: &ArchitectureSpec, wanted: &ArchitectureSpec) -> Vec<Words> {
    let stays = |name: &str, old: &StoreSpec| wanted.stores.get(name).is_some_and(|new| new.engine == old.engine);
    declared.stores.iter().filter(|(name, old)| !stays(name, old)).map(|(name, _)| Words::from(name)).collect()
}

/// Settings of a store that are recommended otherwise than declared; what is declared beyond that stays.
fn changed(name: &str, old: &StoreSpec, new: &StoreSpec) -> Vec<SettingView> {
    let (old, new) = (leaves(old), leaves(new));
    let differing = new.into_iter().filter(|(key, value)| old.get(key) != Some(value));
    differing.map(|(key, to)| SettingView { store: name.into(), from: old.get(&key).cloned(), key, to }).collect()
}

fn leaves(store: &StoreSpec) -> IndexMap<Words, Words> {
    let mut found = IndexMap::new();
    if let Ok(Json::Object(entries)) = serde_json::to_value(store) {
        for (key, value) in entries.iter().filter(|(key, _)| !NO_SETTINGS.contains(&key.as_str())) {
            match value {
                Json::Object(inner) => inner.iter().for_each(|(below, value)| {
                    found.insert(format!("{key}.{below}").into(), super::facts::plain(value).into());
                }),
                _ => drop(found.insert(key.into(), super::facts::plain(value).into())),
            }
        }
    }
    found
}
