//! What a fact is in a given workload or engine.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::quantity::{
    Count, Duration, Interval, QuantityError, Rate, Share, Size, format_count, format_duration, format_rate,
    format_share, format_size,
};
use crate::words::Words;

/// The unit of a number; all values of a unit are kept in its base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Bytes.
    Size,
    /// Operations per second.
    Rate,
    /// Seconds.
    Duration,
    /// Fraction, 0 to 1.
    Share,
    /// A pure number.
    Count,
}

impl Unit {
    /// Reads a quantity of this unit, `1k/s .. 5k/s`.
    ///
    /// # Errors
    /// The text is no such quantity.
    pub fn parse(self, text: &str) -> Result<Interval, QuantityError> {
        match self {
            Self::Size => Size::parse(text).map(|size| size.interval()),
            Self::Rate => Rate::parse(text).map(|rate| rate.interval()),
            Self::Duration => Duration::parse(text).map(|duration| duration.interval()),
            Self::Share => Share::parse(text).map(|share| share.interval()),
            Self::Count => Count::parse(text).map(|count| count.interval()),
        }
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Rate => "rate",
            Self::Duration => "duration",
            Self::Share => "share",
            Self::Count => "count",
        }
    }

    /// Writes a number of this unit for people, with two or three digits.
    #[must_use]
    pub fn format(self, number: f64) -> String {
        match self {
            Self::Size => format_size(number),
            Self::Rate => format_rate(number),
            Self::Duration => format_duration(number),
            Self::Share => format_share(number),
            Self::Count => format_count(number),
        }
    }

    /// Writes an interval of this unit for people.
    #[must_use]
    pub fn format_interval(self, interval: Interval) -> String {
        if interval.low >= interval.high {
            self.format(interval.low)
        } else if interval.high.is_infinite() {
            format!("over {}", self.format(interval.low))
        } else if interval.low <= 0.0 {
            format!("under {}", self.format(interval.high))
        } else {
            // What rounds to the same is no range to people.
            let [low, high] = [interval.low, interval.high].map(|end| self.format(end));
            if low == high { low } else { format!("{low} to {high}") }
        }
    }
}

/// The value of a fact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Value {
    /// Not known.
    #[default]
    Unknown,
    /// Known to be none, or nothing is required.
    Absent,
    /// Yes or no.
    Flag(bool),
    /// Place in the choice list.
    Choice(u8),
    /// One bit for each word of the choice list.
    Set(u64),
    /// A number, in the base of its unit; a range where it is not known exactly.
    Number(Interval),
    /// Free names.
    Names(Arc<[Words]>),
}

impl Value {
    /// Whether anything is known.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown)
    }

    /// The number, when it is one.
    #[must_use]
    pub fn number(&self) -> Option<Interval> {
        match self {
            Self::Number(interval) => Some(*interval),
            _ => None,
        }
    }

    /// Writes the value for people.
    #[must_use]
    pub fn format(&self, kind: Kind) -> String {
        match (self, kind) {
            (Self::Unknown, _) => "unknown".into(),
            (Self::Absent, _) => "none".into(),
            (Self::Flag(yes), _) => if *yes { "yes" } else { "no" }.into(),
            (Self::Choice(at), Kind::Choice(list) | Kind::Choices(list)) => list.words[usize::from(*at)].into(),
            (Self::Set(bits), Kind::Choice(list) | Kind::Choices(list)) => {
                let words: Vec<&str> = words_of(*bits, list.words).collect();
                if words.is_empty() { "none".into() } else { words.join(", ") }
            }
            (Self::Number(interval), Kind::Number(unit)) => unit.format_interval(*interval),
            (Self::Names(names), _) => names.join(", "),
            (value, _) => format!("{value:?}"),
        }
    }
}

fn words_of<'a>(bits: u64, words: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    words.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, word)| *word)
}
