//! A size, or a share of one.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::quantity::{Interval, Share, Size};

/// The part of a dataset that is used daily.
#[derive(Debug, Clone, PartialEq)]
pub enum Hot {
    /// So much of it.
    Size(Size),
    /// This share of it.
    Share(Share),
}

impl Hot {
    /// The size of the hot part of a dataset of that size.
    pub fn of(&self, size: Interval) -> Interval {
        match self {
            Self::Size(hot) => hot.interval(),
            Self::Share(share) => size * share.interval(),
        }
    }
}

impl fmt::Display for Hot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size(size) => size.fmt(f),
            Self::Share(share) => share.fmt(f),
        }
    }
}

impl Serialize for Hot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let read =
            if text.contains('%') { Share::parse(&text).map(Self::Share) } else { Size::parse(&text).map(Self::Size) };
        read.map_err(Error::custom)
    }
}

impl JsonSchema for Hot {
    fn schema_name() -> Cow<'static, str> {
        "Hot".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                generator.subschema_for::<Size>(),
                generator.subschema_for::<Share>(),
            ],
        })
    }
}
