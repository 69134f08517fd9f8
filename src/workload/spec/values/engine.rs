//! An engine of the catalogue, or one that it lacks.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The engine of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineRef {
    /// An engine of the catalogue.
    Named(String),
    /// An engine that the catalogue lacks.
    Other(OtherEngine),
}

/// An engine that the catalogue lacks. Its properties are unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherEngine {
    /// Its name.
    pub other: String,
    /// The family that it belongs to, such as `relational`.
    pub family: String,
}

impl EngineRef {
    /// The name of the engine.
    pub fn name(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::Other(engine) => &engine.other,
        }
    }
}

impl Serialize for EngineRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Named(name) => serializer.serialize_str(name),
            Self::Other(engine) => engine.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for EngineRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EngineVisitor;

        impl<'de> Visitor<'de> for EngineVisitor {
            type Value = EngineRef;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of an engine, or `{other: NAME, family: FAMILY}`")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<EngineRef, E> {
                Ok(EngineRef::Named(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<EngineRef, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(entries)).map(EngineRef::Other)
            }
        }

        deserializer.deserialize_any(EngineVisitor)
    }
}

impl JsonSchema for EngineRef {
    fn schema_name() -> Cow<'static, str> {
        "Engine".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [{"type": "string"}, generator.subschema_for::<OtherEngine>()],
        })
    }
}
