//! From a tree to a type.

pub(super) use serde::de::value::Error;
use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::tree::{Data, Node, Plain};

/// Reads a tree as a type. The error knows no place: what is wrong is found with the schema.
pub(super) fn read<T: DeserializeOwned>(node: &Node) -> Result<T, Error> {
    T::deserialize(Reader(node))
}

#[derive(Clone, Copy)]
struct Reader<'n>(&'n Node);

impl<'n> Reader<'n> {
    fn entries(self) -> impl Iterator<Item = (StrDeserializer<'n, Error>, Self)> {
        self.0.entries().iter().map(|(key, value)| (key.text().unwrap_or_default().into_deserializer(), Self(value)))
    }

    fn refuse<T>(self, expected: &str) -> Result<T, Error> {
        let found = match &self.0.data {
            Data::Scalar { text, .. } => Unexpected::Str(text),
            Data::Sequence(_) => Unexpected::Seq,
            Data::Mapping(_) => Unexpected::Map,
        };
        Err(Error::invalid_type(found, &expected))
    }
}

impl IntoDeserializer<'_> for Reader<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.0.data {
            Data::Mapping(_) => visitor.visit_map(MapDeserializer::new(self.entries())),
            Data::Sequence(items) => {
                let mut elements = SeqDeserializer::new(items.iter().map(|item| Self(item)));
                let value = visitor.visit_seq(&mut elements)?;
                elements.end()?;
                Ok(value)
            }
            Data::Scalar { text, .. } => match self.0.plain() {
                Some(Plain::Null) => visitor.visit_unit(),
                Some(Plain::Bool(value)) => visitor.visit_bool(value),
                Some(Plain::Integer(value)) => match (u64::try_from(value), i64::try_from(value)) {
                    (Ok(value), _) => visitor.visit_u64(value),
                    (_, Ok(value)) => visitor.visit_i64(value),
                    #[expect(clippy::cast_precision_loss, reason = "numbers of that size are approximate")]
                    _ => visitor.visit_f64(value as f64),
                },
                Some(Plain::Float(value)) => visitor.visit_f64(value),
                Some(Plain::Text) | None => visitor.visit_str(text),
            },
        }
    }

    /// A text is one whatever it looks like.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match (self.0.text(), self.0.plain()) {
            (Some(text), Some(plain)) if plain != Plain::Null => visitor.visit_str(text),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.plain() == Some(Plain::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    /// Serde would take the fields from a list as well.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0.data {
            Data::Mapping(_) => self.deserialize_any(visitor),
            Data::Scalar { .. } | Data::Sequence(_) => self.refuse("keys with values"),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.0.data {
            Data::Scalar { text, .. } => {
                visitor.visit_enum(IntoDeserializer::<Error>::into_deserializer(text.as_str()))
            }
            Data::Mapping(_) => visitor.visit_enum(MapAccessDeserializer::new(MapDeserializer::new(self.entries()))),
            Data::Sequence(_) => self.refuse("a word"),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}
