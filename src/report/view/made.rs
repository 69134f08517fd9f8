//! Lists of an answer whose entries are made when they are looked at: they are long, and most renderings look at them
//! once or not at all.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

/// A list of views, each made anew when it is looked at.
pub struct Made<'e, T> {
    count: usize,
    make: Box<dyn Fn(usize) -> T + 'e>,
}

impl<'e, T> Made<'e, T> {
    /// A view of each of these.
    pub(super) fn of<S: 'e>(all: impl IntoIterator<Item = &'e S>, view: impl Fn(&'e S) -> T + 'e) -> Self {
        let all: Vec<&'e S> = all.into_iter().collect();
        Self { count: all.len(), make: Box::new(move |at| view(all[at])) }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Each of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = T> {
        (0..self.count).map(|at| (self.make)(at))
    }
}

impl<T: fmt::Debug> fmt::Debug for Made<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl<T: Serialize> Serialize for Made<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<T: JsonSchema> JsonSchema for Made<'_, T> {
    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}
