//! What has been said of a workload so far.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;
use crate::workload::spec::{DatasetSpec, FORMAT, NAME_PATTERN, WorkloadSpec};
use crate::workload::{EngineNames, Given, Stands, Stated, UNKNOWN, Workload};
use crate::writing;

/// Name of the dataset that stands for all until one is named.
const STAND_IN: &str = "data";
/// Name of a system that has none yet.
const UNNAMED: &str = "my-system";
/// A spec without datasets, as [`super::workload_file`] writes it.
const NO_DATASETS: &str = "datasets: {}";

/// Before a path of which a draft notes that there is nothing: a spec says so by silence.
pub(super) const NOTHING: &str = "# There is nothing to say of ";

/// A workload as far as it has been said. Every state of it can be written, and read again.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    spec: WorkloadSpec,
    /// Paths that were asked for and are not known.
    not_known: BTreeSet<String>,
    /// Paths that were asked for and where nothing is required or had.
    nothing: BTreeSet<String>,
}

/// Why a draft cannot be changed so.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DraftError {
    /// The value does not fit; what is wrong with it.
    #[error("{}", .0.iter().map(Diagnostic::message).collect::<Vec<_>>().join("; "))]
    Value(Vec<Diagnostic>),
    /// A name that no dataset can have.
    #[error("a name starts with a letter and has small letters, digits, `-` and `_` only, at most 63 of them")]
    Name,
    /// A name that another dataset has.
    #[error("there is a dataset `{0}` already")]
    Taken(String),
}

impl Default for Draft {
    fn default() -> Self {
        let spec = WorkloadSpec {
            whichdb: FORMAT,
            name: UNNAMED.to_owned(),
            description: String::new(),
            horizon: Stated::LeftOut,
            application: Default::default(),
            team: Default::default(),
            deployment: Default::default(),
            availability: Default::default(),
            budget: Stated::LeftOut,
            policy: Default::default(),
            priorities: Default::default(),
            datasets: Default::default(),
            architecture: None,
            scenarios: Default::default(),
            waivers: Vec::new(),
        };
        Self { spec, not_known: BTreeSet::new(), nothing: BTreeSet::new() }
    }
}

impl Draft {
    /// What a spec says; one without datasets is a draft as well.
    ///
    /// # Errors
    /// All problems of the file.
    pub fn read(source: &SourceFile, engines: &dyn EngineNames) -> Result<Self, Vec<Diagnostic>> {
        let is_empty = source.text().lines().any(|line| line.trim_end() == NO_DATASETS);
        let mut spec = if is_empty {
            let text = source.text().replace(NO_DATASETS, &format!("datasets: {{{STAND_IN}: {{}}}}"));
            let mut spec = Workload::read(&SourceFile::new(source.name(), text), engines)?.spec().clone();
            spec.datasets.clear();
            spec
        } else {
            Workload::read(source, engines)?.spec().clone()
        };
        let unknown = Given::all(&spec).filter(|given| given.stands(&spec) == Stands::Unknown);
        let unknown: Vec<Given> = unknown.collect();
        let not_known = unknown.iter().map(|given| given.path(&spec)).collect();
        let silent = unknown.into_iter().filter(|given| !given.may_be_nothing());
        silent.for_each(|given| {
            given.set(&mut spec, &Stands::LeftOut);
        });
        let nothing = source.text().lines().filter_map(|line| line.strip_prefix(NOTHING)).map(str::to_owned).collect();
        Ok(Self { spec, not_known, nothing })
    }

    /// What was said, as it stands. There may be no dataset.
    #[must_use]
    pub fn spec(&self) -> &WorkloadSpec {
        &self.spec
    }

    /// The same as something to be answered: while no dataset is named, one stands for all of which nothing is known.
    #[must_use]
    pub fn answerable(&self) -> WorkloadSpec {
        let mut spec = self.spec.clone();
        if spec.datasets.is_empty() {
            spec.datasets.insert(STAND_IN.to_owned(), DatasetSpec::default());
        }
        spec
    }

    /// What stands at a path, as it would be written in a file; none where nothing is known.
    #[must_use]
    pub fn written(&self, path: &str) -> Option<String> {
        let tree = serde_json::to_value(&self.spec).ok()?;
        let value = path.split('.').try_fold(&tree, |place, key| place.get(key))?;
        Some(super::file::flow(value)).filter(|written| written != UNKNOWN)
    }

    /// Whether nothing stands at a path, not even that it is not known.
    #[must_use]
    pub fn says_nothing(&self, path: &str) -> bool {
        Given::find(&self.spec, path).is_none_or(|given| given.stands(&self.spec) == Stands::LeftOut)
    }

    /// Paths that were asked for and are not known, in alphabetical order.
    pub fn not_known(&self) -> impl Iterator<Item = &str> {
        self.not_known.iter().map(String::as_str)
    }

    /// Paths that were asked for and where there is nothing, in alphabetical order.
    pub fn nothing(&self) -> impl Iterator<Item = &str> {
        self.nothing.iter().map(String::as_str)
    }

    /// Whether a key need not be asked for: it is known, known not to be known, or known that there is nothing.
    #[must_use]
    pub fn is_settled(&self, path: &str) -> bool {
        let stands = || Given::find(&self.spec, path).is_some_and(|given| given.stands(&self.spec).is_known());
        self.not_known.contains(path) || self.nothing.contains(path) || stands()
    }

    /// Gives the system its name and says what it is.
    pub fn name(&mut self, name: &str) {
        name.clone_into(&mut self.spec.name);
    }

    /// Says what the system is, or what a dataset holds.
    pub fn describe(&mut self, dataset: Option<&str>, text: &str) {
        let described = match dataset {
            None => Some(&mut self.spec.description),
            Some(name) => self.spec.datasets.get_mut(name).map(|dataset| &mut dataset.holds),
        };
        if let Some(described) = described {
            text.clone_into(described);
        }
    }

    /// Writes a value at a path, as it would stand in a file.
    ///
    /// # Errors
    /// It cannot stand there.
    pub fn set(&mut self, path: &str, written: &str, engines: &dyn EngineNames) -> Result<(), DraftError> {
        let before = SourceFile::new("workload.yaml", writing::yaml(&self.answerable()));
        let change = SourceFile::new("answer", format!("{path}: {written}\n"));
        let changed = Workload::read(&before, engines).and_then(|before| before.changed_by(&change, engines));
        let mut spec = changed.map_err(DraftError::Value)?.spec().clone();
        spec.scenarios.clone_from(&self.spec.scenarios);
        spec.waivers.clone_from(&self.spec.waivers);
        if self.spec.datasets.is_empty() {
            spec.datasets.clear();
        }
        self.spec = spec;
        self.not_known.remove(path);
        self.nothing.remove(path);
        Ok(())
    }

    /// Notes that a key is not known. Where a key that is left out says something, it says `unknown` instead.
    pub fn set_not_known(&mut self, path: &str) {
        self.clear(path);
        self.not_known.insert(path.to_owned());
        if let Some(given) = Given::find(&self.spec, path).filter(|given| given.may_be_nothing()) {
            given.set(&mut self.spec, &Stands::Unknown);
        }
    }

    /// Notes that there is nothing: no requirement, nobody, no such data.
    pub fn set_nothing(&mut self, path: &str) {
        self.clear(path);
        self.nothing.insert(path.to_owned());
    }

    fn clear(&mut self, path: &str) {
        self.not_known.remove(path);
        self.nothing.remove(path);
        if let Some(given) = Given::find(&self.spec, path) {
            given.set(&mut self.spec, &Stands::LeftOut);
        }
    }

    /// Adds a dataset of which nothing is known.
    ///
    /// # Errors
    /// It cannot have that name, or another has it.
    pub fn add_dataset(&mut self, name: &str) -> Result<(), DraftError> {
        self.fits(name)?;
        self.spec.datasets.insert(name.to_owned(), DatasetSpec::default());
        Ok(())
    }

    /// Takes a dataset out, and every mention of it.
    pub fn remove_dataset(&mut self, name: &str) {
        self.spec.datasets.shift_remove(name);
        self.mention(name, None);
    }

    /// Gives a dataset another name, also where others mention it.
    ///
    /// # Errors
    /// It cannot have that name, or another has it.
    pub fn rename_dataset(&mut self, name: &str, other: &str) -> Result<(), DraftError> {
        if name == other {
            return Ok(());
        }
        self.fits(other)?;
        let datasets = std::mem::take(&mut self.spec.datasets);
        let renamed = |known: String| if known == name { other.to_owned() } else { known };
        self.spec.datasets = datasets.into_iter().map(|(known, dataset)| (renamed(known), dataset)).collect();
        self.mention(name, Some(other));
        Ok(())
    }

    fn fits(&self, name: &str) -> Result<(), DraftError> {
        if !is_name(name) {
            return Err(DraftError::Name);
        }
        if self.spec.datasets.contains_key(name) {
            return Err(DraftError::Taken(name.to_owned()));
        }
        Ok(())
    }

    /// Puts another name in place of a dataset's wherever it is mentioned, or takes the mention out.
    fn mention(&mut self, name: &str, other: Option<&str>) {
        let in_list = |names: &mut Vec<String>| match other {
            Some(other) => names.iter_mut().filter(|known| *known == name).for_each(|known| other.clone_into(known)),
            None => names.retain(|known| known != name),
        };
        for dataset in self.spec.datasets.values_mut() {
            for list in [&mut dataset.joins_with, &mut dataset.changes_with, &mut dataset.derived_from] {
                if let Stated::Known(names) = list {
                    in_list(names);
                    // An empty list says nothing.
                    if names.is_empty() {
                        *list = Stated::LeftOut;
                    }
                }
            }
        }
        for store in self.spec.architecture.iter_mut().flat_map(|declared| declared.stores.values_mut()) {
            in_list(&mut store.datasets);
            in_list(&mut store.caches);
        }
        self.spec.waivers.retain(|waiver| other.is_some() || waiver.dataset != name);
        for waiver in self.spec.waivers.iter_mut().filter(|waiver| waiver.dataset == name) {
            other.unwrap_or_default().clone_into(&mut waiver.dataset);
        }
        let before = format!("datasets.{name}.");
        let path = |path: String| match (path.strip_prefix(&before), other) {
            (Some(rest), Some(other)) => Some(format!("datasets.{other}.{rest}")),
            (Some(_), None) => None,
            (None, _) => Some(path),
        };
        for changes in self.spec.scenarios.values_mut() {
            *changes =
                std::mem::take(changes).into_iter().filter_map(|(key, value)| Some((path(key)?, value))).collect();
        }
        self.spec.scenarios.retain(|_, changes| !changes.is_empty());
        for paths in [&mut self.not_known, &mut self.nothing] {
            *paths = std::mem::take(paths).into_iter().filter_map(path).collect();
        }
    }
}

/// Whether a name fits [`NAME_PATTERN`].
fn is_name(name: &str) -> bool {
    debug_assert_eq!(NAME_PATTERN, "^[a-z][a-z0-9_-]{0,62}$", "what is checked here");
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '-');
    name.starts_with(|letter: char| letter.is_ascii_lowercase()) && name.len() <= 63 && name.chars().all(fits)
}
