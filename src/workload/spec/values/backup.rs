//! A rhythm of backups, or one word.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::quantity::Duration;

/// How often a store is copied aside, and for how long the copies are kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Backup {
    /// Never.
    None,
    /// All the time, so that any moment can be restored.
    Continuous,
    /// From time to time.
    Scheduled(Schedule),
}

/// The rhythm of backups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Time between two backups, such as `1 day`.
    pub every: Duration,
    /// How long each is kept, such as `30 days`.
    pub keep: Duration,
}

impl Serialize for Backup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_str("none"),
            Self::Continuous => serializer.serialize_str("continuous"),
            Self::Scheduled(schedule) => schedule.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Backup {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BackupVisitor;

        impl<'de> Visitor<'de> for BackupVisitor {
            type Value = Backup;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`none`, `continuous` or `{every: 1 day, keep: 30 days}`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Backup, E> {
                match text {
                    "none" => Ok(Backup::None),
                    "continuous" => Ok(Backup::Continuous),
                    _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Backup, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(entries)).map(Backup::Scheduled)
            }
        }

        deserializer.deserialize_any(BackupVisitor)
    }
}

impl JsonSchema for Backup {
    fn schema_name() -> Cow<'static, str> {
        "Backup".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                {"type": "string", "enum": ["none", "continuous"]},
                generator.subschema_for::<Schedule>(),
            ],
        })
    }
}
