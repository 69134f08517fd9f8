//! Operations with their shares, or as a plain list.

use std::borrow::Cow;
use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::quantity::{Interval, Share};

/// What operations occur: with their shares, or as a plain list when the shares are not known.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Mix<T: Eq + Hash> {
    /// Operations with their shares.
    Shares(IndexMap<T, Share>),
    /// Operations whose shares are not known.
    Plain(Vec<T>),
}

impl<T: Copy + Eq + Hash> Mix<T> {
    /// The operations that occur, in the order in which they are written.
    pub fn operations(&self) -> Vec<T> {
        match self {
            Self::Shares(shares) => shares.keys().copied().collect(),
            Self::Plain(operations) => operations.clone(),
        }
    }

    /// Whether nothing occurs: the dataset is never read, or never written.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Shares(shares) => shares.is_empty(),
            Self::Plain(operations) => operations.is_empty(),
        }
    }

    /// The share of an operation: nothing when it is not listed, anything when it is one of several without shares.
    pub fn share(&self, operation: T) -> Interval {
        match self {
            Self::Shares(shares) => shares.get(&operation).map_or(Interval::exact(0.0), Share::interval),
            Self::Plain(operations) if !operations.contains(&operation) => Interval::exact(0.0),
            Self::Plain(operations) if operations.len() == 1 => Interval::exact(1.0),
            Self::Plain(_) => Interval::new(0.0, 1.0),
        }
    }
}

impl<'de, T: Deserialize<'de> + Eq + Hash> Deserialize<'de> for Mix<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MixVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de> + Eq + Hash> Visitor<'de> for MixVisitor<T> {
            type Value = Mix<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("operations with their shares, or a list of operations")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, operations: A) -> Result<Mix<T>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(operations)).map(Mix::Plain)
            }

            fn visit_map<A: MapAccess<'de>>(self, shares: A) -> Result<Mix<T>, A::Error> {
                IndexMap::deserialize(MapAccessDeserializer::new(shares)).map(Mix::Shares)
            }
        }

        deserializer.deserialize_any(MixVisitor(PhantomData))
    }
}

impl<T: JsonSchema + Eq + Hash> JsonSchema for Mix<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("MixOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let operation = generator.subschema_for::<T>();
        json_schema!({
            "anyOf": [
                {
                    "type": "object",
                    "propertyNames": operation,
                    "additionalProperties": generator.subschema_for::<Share>(),
                },
                {"type": "array", "items": operation},
            ],
        })
    }
}
