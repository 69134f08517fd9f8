//! Parts of the knowledge that many answers do without.
//!
//! Most rules neither hold nor are told in an answer, so that nobody asks what they rest on. Such parts stay encoded
//! until they are looked at; starting only notes where they lie. That makes this the second home of postcard.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A part that is decoded when it is first looked at.
#[derive(Clone)]
pub struct Deferred<T> {
    encoded: &'static [u8],
    /// Apart, so that what nobody looks at takes little room.
    decoded: OnceLock<Box<T>>,
}

impl<T> From<T> for Deferred<T> {
    fn from(part: T) -> Self {
        Self { encoded: &[], decoded: OnceLock::from(Box::new(part)) }
    }
}

impl<T: Default> Default for Deferred<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: Deserialize<'static>> Deferred<T> {
    fn decode(&self) -> T {
        // What is encoded lies in the binary and was written there by the same types.
        postcard::from_bytes(self.encoded).expect("built-in knowledge")
    }

    /// The part, to be changed: unlike a copy it is not kept here as well.
    #[must_use]
    pub fn owned(&self) -> T
    where
        T: Clone,
    {
        self.decoded.get().map_or_else(|| self.decode(), |part| T::clone(part))
    }
}

impl<T: Deserialize<'static>> Deref for Deferred<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.decoded.get_or_init(|| Box::new(self.decode()))
    }
}

impl<'a, T: Deserialize<'static>> IntoIterator for &'a Deferred<Vec<T>> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Deserialize<'static> + fmt::Debug> fmt::Debug for Deferred<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, out)
    }
}

impl<T: Deserialize<'static> + Serialize> Serialize for Deferred<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&postcard::to_stdvec(&**self).map_err(S::Error::custom)?)
    }
}

/// Only out of bytes that are there for good, such as those of the binary.
impl<'de: 'static, T> Deserialize<'de> for Deferred<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let encoded = <&'static [u8]>::deserialize(from)?;
        if encoded.is_empty() {
            return Err(D::Error::custom("nothing is encoded"));
        }
        Ok(Self { encoded, decoded: OnceLock::new() })
    }
}
