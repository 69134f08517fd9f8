//! Sentences of the knowledge with facts in braces: `"{engine} is atomic on {engine.transactions}."`

use serde::{Deserialize, Serialize};

use crate::condition::Facts;
use crate::vocabulary::FactRef;

/// A sentence with places for facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Piece {
    Words(String),
    Fact(FactRef),
    Name(Name),
    Figure(String),
}

/// Names that a sentence can mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Name {
    Dataset,
    Other,
    Engine,
    Store,
    What,
}

/// The names that the places of a sentence are filled with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names<'a> {
    /// Name of the dataset.
    pub dataset: &'a str,
    /// Name of the dataset at the other end of a link.
    pub other: &'a str,
    /// Display name of the engine.
    pub engine: &'a str,
    /// Name of the store.
    pub store: &'a str,
    /// What the rule found: the operations below the floor, the requirement's words.
    pub what: &'a str,
    /// Names of the figures of a decision, and what they are.
    pub figures: &'a [(String, String)],
}

impl Text {
    /// Reads a sentence.
    ///
    /// # Errors
    /// The name in braces that is neither a fact nor one of dataset, other, engine, store, what.
    pub fn parse(written: &str) -> Result<Self, String> {
        Self::parse_with(written, &[])
    }

    /// Reads a sentence that may mention figures by these names.
    ///
    /// # Errors
    /// The name in braces that is neither a figure, a fact nor one of dataset, other, engine, store, what.
    pub fn parse_with(written: &str, figures: &[&str]) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = written;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, behind) = after.split_once('}').ok_or_else(|| after.to_owned())?;
            if !before.is_empty() {
                pieces.push(Piece::Words(before.to_owned()));
            }
            pieces.push(match inside {
                "dataset" => Piece::Name(Name::Dataset),
                "other" => Piece::Name(Name::Other),
                "engine" => Piece::Name(Name::Engine),
                "store" => Piece::Name(Name::Store),
                "what" => Piece::Name(Name::What),
                _ if figures.contains(&inside) => Piece::Figure(inside.to_owned()),
                _ => Piece::Fact(FactRef::find(inside).ok_or_else(|| inside.to_owned())?),
            });
            rest = behind;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        Ok(Self(pieces))
    }

    /// The facts that the sentence mentions.
    pub fn facts(&self) -> impl Iterator<Item = FactRef> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Fact(fact) => Some(*fact),
            _ => None,
        })
    }

    /// The sentence with everything filled in.
    #[must_use]
    pub fn fill(&self, facts: &Facts<'_>, names: &Names<'_>) -> String {
        let mut out = String::new();
        self.fill_with(&mut out, names, |fact| facts.get(fact).format(fact.fact().kind));
        out
    }

    /// Appends the sentence with everything filled in; `phrase` says a fact's value in words.
    pub fn fill_with<S: AsRef<str>>(&self, out: &mut String, names: &Names<'_>, mut phrase: impl FnMut(FactRef) -> S) {
        for piece in &self.0 {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Fact(fact) => out.push_str(phrase(*fact).as_ref()),
                Piece::Figure(name) => {
                    let known = names.figures.iter().find(|(known, _)| known == name);
                    out.push_str(known.map_or("unknown", |(_, figure)| figure.as_str()));
                }
                Piece::Name(name) => out.push_str(match name {
                    Name::Dataset => names.dataset,
                    Name::Other => names.other,
                    Name::Engine => names.engine,
                    Name::Store => names.store,
                    Name::What => names.what,
                }),
            }
        }
    }

    /// The sentence as written, with the names of the facts in braces.
    #[must_use]
    pub fn as_written(&self) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Fact(fact) => out.push_str(&format!("{{{}}}", fact.written())),
                Piece::Figure(name) => out.push_str(&format!("{{{name}}}")),
                Piece::Name(name) => out.push_str(match name {
                    Name::Dataset => "the dataset",
                    Name::Other => "the other dataset",
                    Name::Engine => "the engine",
                    Name::Store => "the store",
                    Name::What => "what is asked",
                }),
            }
        }
        out
    }
}
