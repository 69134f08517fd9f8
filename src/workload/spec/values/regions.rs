//! Regions by name, or their number.

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroU32;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// Regions by name, or how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Regions {
    /// So many.
    Number(NonZeroU32),
    /// These.
    Named(Vec<String>),
}

impl Regions {
    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Self::Number(number) => number.get() as usize,
            Self::Named(names) => names.len(),
        }
    }
}

impl<'de> Deserialize<'de> for Regions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RegionsVisitor;

        impl<'de> Visitor<'de> for RegionsVisitor {
            type Value = Regions;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of regions, or how many there are")
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Regions, E> {
                u32::try_from(number)
                    .ok()
                    .and_then(NonZeroU32::new)
                    .map(Regions::Number)
                    .ok_or_else(|| E::custom(format!("{number} is no number of regions")))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, names: A) -> Result<Regions, A::Error> {
                let names = Vec::deserialize(SeqAccessDeserializer::new(names))?;
                if names.is_empty() {
                    return Err(A::Error::invalid_length(0, &self));
                }
                Ok(Regions::Named(names))
            }
        }

        deserializer.deserialize_any(RegionsVisitor)
    }
}

impl JsonSchema for Regions {
    fn schema_name() -> Cow<'static, str> {
        "Regions".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                {"type": "array", "items": {"type": "string"}, "minItems": 1},
                {"type": "integer", "minimum": 1, "maximum": u32::MAX},
            ],
        })
    }
}
