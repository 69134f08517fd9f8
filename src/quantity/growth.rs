//! Growth: by an amount (`10 GB/month`) or by a share that compounds (`5 %/month`).

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::dimension::{BytesPerSecond, Compound};
use super::kind::Kind;
use super::measure::{self, QuantityVisitor};
use super::unit::MONTH;
use super::{Interval, Measure, QuantityError, hint};

/// Growth of a load, as a fraction per month which compounds: `5 %/month`, `30 %/year`.
pub type LoadGrowth = Measure<Compound>;

impl LoadGrowth {
    /// What `now` becomes after that many months.
    pub fn after(&self, now: Interval, months: f64) -> Interval {
        let Interval { low, high } = self.interval();
        now * Interval::new((1.0 + low).powf(months), (1.0 + high).powf(months))
    }
}

/// Growth of a size.
#[derive(Debug, Clone, PartialEq)]
pub enum Growth {
    /// By an amount of data in a time, in bytes per second.
    Amount(Measure<BytesPerSecond>),
    /// By a share of what is there, in a fraction per month, which compounds.
    Share(LoadGrowth),
}

impl Growth {
    /// Reads `10 GB/month` or `5 %/month`; the error tells what was expected.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        Self::parse_exactly(text).map_err(|problem| {
            let error = QuantityError::new(problem, Kind::Growth.expected());
            match hint::respell(text, Kind::Growth, |candidate| Self::parse_exactly(candidate).is_ok()) {
                Some(suggestion) => error.suggest(suggestion),
                None => error,
            }
        })
    }

    fn parse_exactly(text: &str) -> Result<Self, String> {
        if text.contains('%') {
            Measure::parse_exactly(text).map(Self::Share)
        } else {
            Measure::parse_exactly(text).map(Self::Amount)
        }
    }

    /// What `now` becomes after that many months.
    pub fn after(&self, now: Interval, months: f64) -> Interval {
        match self {
            Self::Amount(rate) => now + rate.interval().scale(months * MONTH),
            Self::Share(share) => share.after(now, months),
        }
    }

    /// The growth in percent, which a load follows when it has none of its own.
    pub fn as_load_growth(&self) -> Option<&LoadGrowth> {
        match self {
            Self::Amount(_) => None,
            Self::Share(share) => Some(share),
        }
    }
}

impl fmt::Display for Growth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(amount) => amount.fmt(f),
            Self::Share(share) => share.fmt(f),
        }
    }
}

impl std::str::FromStr for Growth {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        Self::parse(text)
    }
}

impl Serialize for Growth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Growth {
    fn deserialize<R: Deserializer<'de>>(deserializer: R) -> Result<Self, R::Error> {
        deserializer.deserialize_str(QuantityVisitor { kind: Kind::Growth, parse: Self::parse })
    }
}

impl JsonSchema for Growth {
    fn schema_name() -> Cow<'static, str> {
        Kind::Growth.name().into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        measure::schema(Kind::Growth)
    }
}
