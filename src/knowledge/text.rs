//! Sentences of the knowledge with facts in braces: `"{engine} is atomic on {engine.transactions}."`

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::condition::Facts;
use crate::vocabulary::{FactRef, Scope};
use crate::words::Words;

/// A sentence with places for facts, as it is written. Its places were checked when it was compiled; they are found
/// again when it is filled in, and that it is text at all is looked at only then, since an answer needs few of the many
/// sentences.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Text(Cow<'static, [u8]>);

impl fmt::Debug for Text {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.written(), out)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

/// Only out of bytes that are there for good, such as those of the binary.
impl<'de: 'static> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <&'static [u8]>::deserialize(from).map(|written| Self(Cow::Borrowed(written)))
    }
}

/// A part of a sentence.
enum Piece<'a> {
    Words(&'a str),
    /// The name in a pair of braces.
    Place(&'a str),
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
    /// What is written at a key.
    pub value: &'a str,
    /// Place in a list of the spec, from 0.
    pub place: &'a str,
    /// Names of the figures of a decision, and what they are.
    pub figures: &'a [(Words, String)],
}

impl<'a> Names<'a> {
    /// What stands for a place that is not a fact's.
    fn get(&self, place: &str) -> Option<&'a str> {
        match place {
            "dataset" => Some(self.dataset),
            "other" => Some(self.other),
            "engine" => Some(self.engine),
            "store" => Some(self.store),
            "what" => Some(self.what),
            "value" => Some(self.value),
            "place" => Some(self.place),
            _ => None,
        }
    }
}

/// The parts of a sentence; an opened brace that is not closed is an error, with what stands behind it.
fn pieces(written: &str) -> impl Iterator<Item = Result<Piece<'_>, String>> {
    let mut rest = written;
    std::iter::from_fn(move || {
        let piece = match rest.strip_prefix('{') {
            None if rest.is_empty() => return None,
            None => {
                let (words, behind) = rest.split_at(rest.find('{').unwrap_or(rest.len()));
                rest = behind;
                Ok(Piece::Words(words))
            }
            Some(inside) => match inside.split_once('}') {
                Some((place, behind)) => {
                    rest = behind;
                    Ok(Piece::Place(place))
                }
                None => {
                    rest = "";
                    Err(inside.to_owned())
                }
            },
        };
        Some(piece)
    })
}

impl Text {
    /// Reads a sentence.
    ///
    /// # Errors
    /// The name in braces that is neither a fact nor one of dataset, other, engine, store, what, value, place.
    pub fn parse(written: &str) -> Result<Self, String> {
        Self::parse_with(written, &[])
    }

    /// Reads a sentence that may mention figures by these names.
    ///
    /// # Errors
    /// The name in braces that is neither a figure, a fact nor one of dataset, other, engine, store, what, value, place.
    pub fn parse_with(written: &str, figures: &[&str]) -> Result<Self, String> {
        for piece in pieces(written) {
            let Piece::Place(place) = piece? else { continue };
            let known =
                Names::default().get(place).is_some() || figures.contains(&place) || FactRef::find(place).is_some();
            if !known {
                return Err(place.to_owned());
            }
        }
        Ok(Self(Cow::Owned(written.as_bytes().to_vec())))
    }

    /// The facts that the sentence mentions.
    pub fn facts(&self) -> impl Iterator<Item = FactRef> {
        self.pieces().filter_map(|piece| match piece {
            Piece::Place(place) if Names::default().get(place).is_none() => FactRef::find(place),
            _ => None,
        })
    }

    fn written(&self) -> &str {
        // It was text when it was encoded.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        // What cannot be taken apart was refused by the compiler.
        pieces(self.written()).filter_map(Result::ok)
    }

    /// The sentence with everything filled in.
    #[must_use]
    pub fn fill(&self, facts: &Facts<'_>, names: &Names<'_>) -> String {
        // What stands in braces is mostly about as long as what stands for it.
        let mut out = String::with_capacity(self.0.len());
        for piece in self.pieces() {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Place(place) => fill_place(place, facts, names, &mut out),
            }
        }
        out
    }

    /// The sentence with everything filled in but what is the engine's own: its name, its facts and what a rule found
    /// of it.
    #[must_use]
    pub fn for_engines(&self, facts: &Facts<'_>, names: &Names<'_>) -> ForEngines {
        let mut parts = Vec::new();
        let mut words = String::new();
        for piece in self.pieces() {
            let own = match piece {
                Piece::Words(_) => None,
                Piece::Place("engine") => Some(Own::Name),
                Piece::Place("what") => Some(Own::What),
                Piece::Place(place) => FactRef::find(place).filter(|fact| fact.scope == Scope::Engine).map(Own::Fact),
            };
            match (own, piece) {
                (Some(own), _) => parts.push((std::mem::take(&mut words), own)),
                (None, Piece::Words(more)) => words.push_str(more),
                (None, Piece::Place(place)) => fill_place(place, facts, names, &mut words),
            }
        }
        ForEngines { parts, end: words }
    }

    /// The sentence as written, with the names of the facts in braces.
    #[must_use]
    pub fn as_written(&self) -> String {
        let names = Names {
            dataset: "the dataset",
            other: "the other dataset",
            engine: "the engine",
            store: "the store",
            what: "what is asked",
            value: "what stands there",
            place: "0",
            figures: &[],
        };
        let mut out = String::new();
        for piece in self.pieces() {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Place(place) => match names.get(place) {
                    Some(name) => out.push_str(name),
                    None => out.extend(["{", place, "}"]),
                },
            }
        }
        out
    }
}

/// Appends what stands for a place.
fn fill_place(place: &str, facts: &Facts<'_>, names: &Names<'_>, out: &mut String) {
    let figure = || names.figures.iter().find(|(known, _)| known == place);
    if let Some(name) = names.get(place) {
        out.push_str(name);
    } else if let Some((_, figure)) = figure() {
        out.push_str(figure);
    } else if let Some(fact) = FactRef::find(place) {
        out.push_str(&facts.get(fact).format(fact.fact().kind));
    } else {
        out.push_str("unknown");
    }
}

/// A sentence that is said of many engines, with everything filled in that is the same for all of them.
#[derive(Clone, Debug)]
pub struct ForEngines {
    /// Words, and what of the engine follows them.
    parts: Vec<(String, Own)>,
    /// The words behind the last of these.
    end: String,
}

/// What a sentence says of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// Its display name.
    Name,
    /// What the rule found.
    What,
    /// One of its facts.
    Fact(FactRef),
}

impl ForEngines {
    /// Appends the sentence; `say` appends what is the engine's own.
    pub fn fill(&self, out: &mut String, mut say: impl FnMut(Own, &mut String)) {
        for (words, own) in &self.parts {
            out.push_str(words);
            say(*own, out);
        }
        out.push_str(&self.end);
    }
}
