//! What a spec gives, key by key: reads and sets a single value without the file that it was read from.
//!
//! To ask "what if this were otherwise" thousands of times, the typed spec is changed in place; what is set here is
//! what a reader of the file could have written.

mod places;
mod slot;

use super::spec::WorkloadSpec;
use crate::quantity::Interval;
use crate::vocabulary::{FactRef, Missing};
use places::{OF_DATASET, OF_SYSTEM};

pub use slot::GivenKind;

/// What stands at a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Stands {
    /// Nothing.
    LeftOut,
    /// The word `unknown`.
    Unknown,
    /// A number in the base of its unit: bytes, a second, seconds, a fraction; growth in bytes a second, or in a
    /// fraction a month. Without an end where something is kept for ever. What is set is the point of the interval.
    Number(Interval),
    /// Words of the key's list; one where it takes one.
    Words(Vec<&'static str>),
    /// Yes or no.
    Flag(bool),
    /// Names of engines, datasets or anything else; one where the key takes one.
    Names(Vec<String>),
}

impl Stands {
    /// Exactly this number.
    #[must_use]
    pub fn exactly(number: f64) -> Self {
        Self::Number(Interval::exact(number))
    }

    /// Whether anything is known.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::LeftOut | Self::Unknown)
    }

    /// The number, when it is one.
    #[must_use]
    pub fn number(&self) -> Option<Interval> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// As it would be written in a file.
    #[must_use]
    pub fn written(&self, kind: &GivenKind) -> String {
        match (self, kind) {
            (Self::LeftOut, _) => "left out".to_owned(),
            (Self::Unknown, _) => super::UNKNOWN.to_owned(),
            (Self::Flag(flag), _) => flag.to_string(),
            (Self::Number(number), GivenKind::Number(kind)) => {
                let ends = [number.low, number.high].map(|end| crate::quantity::spelled(*kind, end));
                if number.is_exact() { ends[0].clone() } else { ends.join(" .. ") }
            }
            (Self::Words(words), GivenKind::Words { many: true, .. }) => format!("[{}]", words.join(", ")),
            (Self::Names(names), GivenKind::Names { many: true }) => format!("[{}]", names.join(", ")),
            (Self::Names(names), _) => names.join(", "),
            (Self::Words(words), _) => words.join(", "),
            (Self::Number(number), _) => number.point().to_string(),
        }
    }
}

/// A key of a spec that holds a number, a word, words, names, or yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Given {
    /// Place of the dataset in the spec; none for the system.
    dataset: Option<usize>,
    /// Place in the list of keys.
    at: usize,
}

impl Given {
    /// All keys of a spec: the system's, then those of each dataset.
    pub fn all(spec: &WorkloadSpec) -> impl Iterator<Item = Self> {
        let system = (0..OF_SYSTEM.len()).map(|at| Self { dataset: None, at });
        let datasets = 0..spec.datasets.len();
        system.chain(datasets.flat_map(|dataset| {
            let dataset = Some(dataset);
            (0..OF_DATASET.len()).map(move |at| Self { dataset, at })
        }))
    }

    /// The key at a path, such as `datasets.orders.volume.size`.
    #[must_use]
    pub fn find(spec: &WorkloadSpec, path: &str) -> Option<Self> {
        let Some(rest) = path.strip_prefix("datasets.") else {
            return OF_SYSTEM.iter().position(|place| place.name == path).map(|at| Self { dataset: None, at });
        };
        let (dataset, name) = rest.split_once('.')?;
        let dataset = spec.datasets.get_index_of(dataset);
        let at = OF_DATASET.iter().position(|place| place.name == name)?;
        dataset.map(|dataset| Self { dataset: Some(dataset), at })
    }

    /// The dataset that it belongs to, as a place in the spec; none for the system.
    #[must_use]
    pub fn dataset(self) -> Option<usize> {
        self.dataset
    }

    /// Its name below the system or the dataset, such as `volume.size`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.dataset {
            None => OF_SYSTEM[self.at].name,
            Some(_) => OF_DATASET[self.at].name,
        }
    }

    /// Its name as rules would write it, such as `dataset.volume.size`.
    #[must_use]
    pub fn written(self) -> String {
        if self.dataset.is_some() { format!("dataset.{}", self.name()) } else { self.name().to_owned() }
    }

    /// Its path in the spec.
    #[must_use]
    pub fn path(self, spec: &WorkloadSpec) -> String {
        match self.dataset.and_then(|at| spec.datasets.get_index(at)) {
            Some((dataset, _)) => format!("datasets.{dataset}.{}", self.name()),
            None => self.name().to_owned(),
        }
    }

    /// The fact that it gives; none for growth, which only goes into other facts.
    #[must_use]
    pub fn fact(self) -> Option<FactRef> {
        FactRef::find(&self.written())
    }

    /// Whether silence at the key means that there is nothing: no requirement, nobody, no such data. That something of
    /// the kind is not known has to be said.
    #[must_use]
    pub fn may_be_nothing(self) -> bool {
        self.fact().is_some_and(|fact| fact.fact().missing == Missing::None)
    }

    /// What can be written there.
    #[must_use]
    pub fn kind(self, spec: &WorkloadSpec) -> GivenKind {
        self.slot(spec).map_or(GivenKind::Flag, slot::Slot::kind)
    }

    /// What stands there.
    #[must_use]
    pub fn stands(self, spec: &WorkloadSpec) -> Stands {
        self.slot(spec).map_or(Stands::LeftOut, slot::Slot::stands)
    }

    /// Writes something there. False, and nothing is changed, when it cannot stand there: a word that is none of the
    /// list, a negative number, words in the place of a number.
    pub fn set(self, spec: &mut WorkloadSpec, value: &Stands) -> bool {
        match self.dataset {
            None => (OF_SYSTEM[self.at].get_mut)(spec).set(value),
            Some(dataset) => match spec.datasets.get_index_mut(dataset) {
                Some((_, dataset)) => (OF_DATASET[self.at].get_mut)(dataset).set(value),
                None => false,
            },
        }
    }

    /// Makes it stand as it stands in another spec with the same datasets.
    pub fn copy(self, from: &WorkloadSpec, to: &mut WorkloadSpec) {
        match self.dataset {
            None => (OF_SYSTEM[self.at].copy)(from, to),
            Some(dataset) => {
                let from = from.datasets.get_index(dataset);
                if let (Some((_, from)), Some((_, to))) = (from, to.datasets.get_index_mut(dataset)) {
                    (OF_DATASET[self.at].copy)(from, to);
                }
            }
        }
    }

    fn slot(self, spec: &WorkloadSpec) -> Option<&dyn slot::Slot> {
        match self.dataset {
            None => Some((OF_SYSTEM[self.at].get)(spec)),
            Some(dataset) => spec.datasets.get_index(dataset).map(|(_, dataset)| (OF_DATASET[self.at].get)(dataset)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{GROWTH, Origin, Scope};

    #[test]
    fn every_key_but_growth_gives_a_fact() {
        let of_dataset = OF_DATASET.iter().map(|place| format!("dataset.{}", place.name));
        let keys = of_dataset.chain(OF_SYSTEM.iter().map(|place| place.name.to_owned()));
        let without: Vec<String> = keys.filter(|name| FactRef::find(name).is_none()).collect();
        assert_eq!(without, GROWTH);
    }

    #[test]
    fn every_given_fact_has_a_key() {
        let keys = [(Scope::System, OF_SYSTEM.iter().map(|place| place.name).collect::<Vec<_>>())];
        let keys = keys.into_iter().chain([(Scope::Dataset, OF_DATASET.iter().map(|place| place.name).collect())]);
        for (scope, names) in keys {
            let given = scope.facts().iter().filter(|fact| fact.origin == Origin::Given);
            let missing: Vec<&str> = given.map(|fact| fact.name).filter(|name| !names.contains(name)).collect();
            assert!(missing.is_empty(), "{scope:?}: {missing:?}");
        }
    }
}
