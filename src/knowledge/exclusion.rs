//! Requirements that exclude each other whatever the product, and where regions lie.

use serde::{Deserialize, Serialize};

use super::deferred::Deferred;
use super::model::{Backing, Subject};
use super::text::Text;
use crate::condition::Condition;
use crate::words::Words;

/// Requirements that no product can meet together.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Exclusion {
    /// Id.
    pub id: Words,
    /// For what it is looked at: the system or each dataset.
    pub subject: Subject,
    /// The facts that exclude each other, by their written names.
    pub between: Vec<Words>,
    /// When they do.
    pub when: Condition,
    /// Why.
    pub says: Text,
    /// What it rests on.
    pub backing: Deferred<Backing>,
}

/// Where the regions lie whose names begin alike.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Region {
    /// What the names begin with.
    pub begins_with: Words,
    /// Countries and unions, by their short names.
    pub lies_in: Vec<Words>,
}

impl Region {
    /// The entry that a region's name fits best; none when the name is not known.
    #[must_use]
    pub fn of<'a>(regions: &'a [Self], name: &str) -> Option<&'a Self> {
        let fitting = regions.iter().filter(|region| name.starts_with(region.begins_with.as_str()));
        fitting.max_by_key(|region| region.begins_with.len())
    }
}
