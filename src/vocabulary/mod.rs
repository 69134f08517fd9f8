//! The vocabulary: every fact that a rule may speak about, with its type, its choices and what it
//! means when it is left out.
//!
//! The deciding idea: conditions in `knowledge/` never see the typed spec, they see facts. A fact
//! has a scope and an index here, so that a compiled condition is a table look-up and a misspelt
//! fact name is a build error. The questions, helps and priors of the facts are data
//! (`knowledge/facts.yaml`); a test holds both lists one to one.

mod choices;
mod facts;
mod index;
mod value;

pub use choices::ChoiceType;
pub use choices::*;
pub use facts::{DATASET, DECLARED, ENGINE, GROWTH, PAIR, STORE, SYSTEM};
pub use value::{Unit, Value};

use serde::{Deserialize, Serialize};

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// The whole workload: `application.style`.
    System,
    /// One dataset, written `dataset.volume.size` in rules.
    Dataset,
    /// The dataset at the other end of a link, written `other.volume.size`.
    Other,
    /// An engine as a candidate on a given hosting, written `engine.transactions`.
    Engine,
    /// A store of the recommended architecture, written `store.shards_needed`.
    Store,
    /// A link between two datasets, written `pair.same_store`.
    Pair,
    /// What is declared of the architecture and of the store in question: `declared.role`.
    Declared,
}

/// The type of a fact's value.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One word out of a list.
    Choice(&'static ChoiceType),
    /// Several words out of a list.
    Choices(&'static ChoiceType),
    /// Yes or no.
    Flag,
    /// A number with a unit.
    Number(Unit),
    /// Free names: engines, datasets, owners.
    Names,
}

/// What it means when the user says nothing about a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// It is not known; conditions on it are unknown.
    Unknown,
    /// There is none, or nothing is required; conditions on it are false.
    None,
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A key of the workload spec or of the engine catalogue.
    Given,
    /// Computed from other facts.
    Derived,
}

/// One fact of the vocabulary.
#[derive(Debug)]
pub struct Fact {
    /// Name without the scope's prefix, `volume.size`.
    pub name: &'static str,
    /// Type of the value.
    pub kind: Kind,
    /// Meaning of silence.
    pub missing: Missing,
    /// Given or derived.
    pub origin: Origin,
}

/// Points at a fact: its scope and its place in that scope's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FactRef {
    /// Scope of the fact.
    pub scope: Scope,
    /// Place in the scope's list.
    pub index: u16,
}

impl Scope {
    /// The facts of the scope, in the order of their indexes.
    #[must_use]
    pub const fn facts(self) -> &'static [Fact] {
        match self {
            Self::System => SYSTEM,
            Self::Dataset | Self::Other => DATASET,
            Self::Engine => ENGINE,
            Self::Store => STORE,
            Self::Pair => PAIR,
            Self::Declared => DECLARED,
        }
    }

    /// The place of a fact in the scope's list, by its name without the prefix.
    #[must_use]
    pub fn place(self, name: &str) -> Option<usize> {
        let index = match self {
            Self::System => &index::OF_SYSTEM,
            Self::Dataset | Self::Other => &index::OF_DATASET,
            Self::Engine => &index::OF_ENGINE,
            Self::Store => &index::OF_STORE,
            Self::Pair => &index::OF_PAIR,
            Self::Declared => &index::OF_DECLARED,
        };
        index.place(self.facts(), name)
    }

    /// The place of a fact that the program itself asks for, found while it is compiled.
    ///
    /// # Panics
    /// There is no such fact: outside of a constant use [`Self::place`].
    #[must_use]
    pub const fn known(self, name: &str) -> usize {
        let facts = self.facts();
        let mut place = 0;
        while place < facts.len() {
            if index::same(facts[place].name, name) {
                return place;
            }
            place += 1;
        }
        panic!("there is no such fact")
    }

    fn prefix(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Dataset => "dataset.",
            Self::Other => "other.",
            Self::Engine => "engine.",
            Self::Store => "store.",
            Self::Pair => "pair.",
            Self::Declared => "declared.",
        }
    }
}

impl FactRef {
    /// Finds a fact by the name that rules use, `dataset.volume.size`.
    #[must_use]
    pub fn find(written: &str) -> Option<Self> {
        let scopes = [Scope::Dataset, Scope::Other, Scope::Engine, Scope::Store, Scope::Pair, Scope::Declared];
        let (scope, name) = scopes
            .into_iter()
            .find_map(|scope| Some((scope, written.strip_prefix(scope.prefix())?)))
            .unwrap_or((Scope::System, written));
        let index = scope.place(name)?;
        Some(Self { scope, index: u16::try_from(index).ok()? })
    }

    /// The definition behind the reference.
    #[must_use]
    pub fn fact(self) -> &'static Fact {
        &self.scope.facts()[usize::from(self.index)]
    }

    /// The name that rules use, with the scope's prefix.
    #[must_use]
    pub fn written(self) -> String {
        format!("{}{}", self.scope.prefix(), self.fact().name)
    }
}

/// Every name that a rule can write, for suggestions.
pub fn all_names() -> impl Iterator<Item = String> {
    [Scope::System, Scope::Dataset, Scope::Other, Scope::Engine, Scope::Store, Scope::Pair, Scope::Declared]
        .into_iter()
        .flat_map(|scope| scope.facts().iter().map(move |fact| format!("{}{}", scope.prefix(), fact.name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_is_found_by_its_written_name() {
        for name in all_names() {
            let found = FactRef::find(&name).map(FactRef::written);
            assert_eq!(found.as_deref(), Some(name.as_str()));
        }
    }

    #[test]
    fn choice_lists_fit_into_a_set() {
        for name in all_names() {
            let fact = FactRef::find(&name).expect("listed").fact();
            if let Kind::Choice(choices) | Kind::Choices(choices) = fact.kind {
                assert!(choices.words.len() <= 64, "{name} has too many choices for a bit set");
            }
        }
    }
}
