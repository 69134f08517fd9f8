//! A fact as it was stated: left out, said to be unknown, or known.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

/// The word that stands for "not known".
pub const UNKNOWN: &str = "unknown";

/// What a file says about one fact. Left out and unknown are told apart, because some facts have a meaning when they
/// are left out (no `tenants`: a single tenant) that they do not have when they are unknown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Stated<T> {
    /// Nothing was said.
    #[default]
    LeftOut,
    /// The word `unknown`.
    Unknown,
    /// A value.
    Known(T),
}

impl<T> Stated<T> {
    /// The value, when there is one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::LeftOut | Self::Unknown => None,
        }
    }

    /// The value, with `default` for a fact that was left out; `None` when it was said to be unknown.
    pub fn or_left_out(&self, default: T) -> Option<T>
    where
        T: Clone,
    {
        match self {
            Self::Known(value) => Some(value.clone()),
            Self::LeftOut => Some(default),
            Self::Unknown => None,
        }
    }

    /// Whether nothing was said.
    pub fn is_left_out(&self) -> bool {
        matches!(self, Self::LeftOut)
    }
}

impl<T> Stated<Vec<T>> {
    /// The elements of the list; none when there is no list.
    pub fn items(&self) -> &[T] {
        self.known().map_or(&[], Vec::as_slice)
    }
}

impl<T> From<T> for Stated<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T: Serialize> Serialize for Stated<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::LeftOut => serializer.serialize_unit(),
            Self::Unknown => serializer.serialize_str(UNKNOWN),
            Self::Known(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Stated<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StatedVisitor(PhantomData))
    }
}

/// Reads text that may look like a number or a truth value (`version: 17`) letter by letter.
pub(super) fn stated_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Stated<String>, D::Error> {
    String::deserialize(deserializer).map(|text| match text.as_str() {
        UNKNOWN => Stated::Unknown,
        _ => Stated::Known(text),
    })
}

struct StatedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for StatedVisitor<T> {
    type Value = Stated<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value or `{UNKNOWN}`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Stated<T>, E> {
        match text {
            UNKNOWN => Ok(Stated::Unknown),
            _ => T::deserialize(text.into_deserializer()).map(Stated::Known),
        }
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Stated<T>, E> {
        T::deserialize(value.into_deserializer()).map(Stated::Known)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Stated<T>, E> {
        T::deserialize(value.into_deserializer()).map(Stated::Known)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Stated<T>, E> {
        T::deserialize(value.into_deserializer()).map(Stated::Known)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Stated<T>, E> {
        T::deserialize(value.into_deserializer()).map(Stated::Known)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Stated<T>, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(items)).map(Stated::Known)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Stated<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(entries)).map(Stated::Known)
    }
}

impl<T: JsonSchema> JsonSchema for Stated<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Stated_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [generator.subschema_for::<T>(), {"type": "string", "const": UNKNOWN}],
        })
    }
}

/// Whether a field has nothing that would have to be written.
pub(super) trait LeftOut {
    fn is_left_out(&self) -> bool;
}

impl<T> LeftOut for Stated<T> {
    fn is_left_out(&self) -> bool {
        self.is_left_out()
    }
}

impl LeftOut for String {
    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl<T> LeftOut for Vec<T> {
    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V> LeftOut for indexmap::IndexMap<K, V> {
    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

/// For `skip_serializing_if`.
pub(super) fn left_out<T: LeftOut>(field: &T) -> bool {
    field.is_left_out()
}

/// For `skip_serializing_if` of a section of the format.
pub(super) fn is_empty_section<T: Default + PartialEq>(section: &T) -> bool {
    *section == T::default()
}
