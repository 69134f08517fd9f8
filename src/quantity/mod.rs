//! Sizes, rates, durations, shares, counts, multipliers and growth: parse, print, compare.
//!
//! People rarely know a number exactly, so every quantity is a value, an estimate (`~200 GB`), a range
//! (`100 GB .. 300 GB`) or open (`> 10 TB`), and is reasoned with as an [`Interval`]. Numbers are read as exact
//! decimals: a spelling is either understood completely or refused with the likely intended one, never guessed.

mod dimension;
mod error;
mod format;
mod growth;
mod hint;
mod interval;
mod kind;
mod measure;
mod number;
mod spell;
mod unit;

pub use dimension::{Bytes, BytesPerSecond, Compound, Dimension, Factor, Fraction, Items, PerSecond, Seconds};
pub use error::QuantityError;
pub use format::{format_count, format_duration, format_rate, format_share, format_size};
pub use growth::{Growth, LoadGrowth};
pub use interval::Interval;
pub use kind::{KIND_KEYWORD, Kind};
pub use measure::{Form, Measure};
pub use spell::{rounded_to_digits, spelled};
pub use unit::{DAY, HOUR, MINUTE, MONTH, YEAR};

/// An amount of data, in bytes: `200 GB`, `1.5 TiB`.
pub type Size = Measure<Bytes>;
/// Operations per second: `2k/s`, `90/min`, `3M/day`.
pub type Rate = Measure<PerSecond>;
/// A length of time, in seconds: `20 ms`, `18 months`.
pub type Duration = Measure<Seconds>;
/// A part of a whole, from 0 to 1: `99.95 %`.
pub type Share = Measure<Fraction>;
/// How many: `300`, `40M`.
pub type Count = Measure<Items>;
/// How many times as much: `4x`.
pub type Multiplier = Measure<Factor>;
