//! The importance of a goal.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// The importance of a goal, from 0 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8")]
pub struct Importance(u8);

impl Importance {
    /// The greatest importance.
    pub const MAX: u8 = 5;

    /// The importance as a number.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Importance {
    type Error = &'static str;

    fn try_from(value: u8) -> Result<Self, &'static str> {
        (value <= Self::MAX).then_some(Self(value)).ok_or("an importance is a number from 0 to 5")
    }
}

impl JsonSchema for Importance {
    fn schema_name() -> Cow<'static, str> {
        "Importance".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "integer", "minimum": 0, "maximum": Self::MAX})
    }
}
