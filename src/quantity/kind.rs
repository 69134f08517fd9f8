//! The kinds of quantities by name: what each is called in messages, how it is described in the JSON Schema, and
//! which parser reads it. The schema names the kind in [`KIND_KEYWORD`], so that a reader that has only the schema
//! can check a text.

use super::dimension::{Bytes, Compound, Dimension, Factor, Fraction, Items, PerSecond, Seconds};
use super::{Growth, Measure, QuantityError};

/// The JSON Schema keyword that names the [`Kind`] of a quantity.
pub const KIND_KEYWORD: &str = "x-quantity";

/// A kind of quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An amount of data.
    Size,
    /// Operations in a time.
    Rate,
    /// A length of time.
    Duration,
    /// A part of a whole.
    Share,
    /// How many.
    Count,
    /// How many times as much.
    Multiplier,
    /// Growth of a size, by an amount or by a share.
    Growth,
    /// Growth of a load, by a share.
    LoadGrowth,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Size,
        Self::Rate,
        Self::Duration,
        Self::Share,
        Self::Count,
        Self::Multiplier,
        Self::Growth,
        Self::LoadGrowth,
    ];

    /// The name that stands in the JSON Schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Rate => "rate",
            Self::Duration => "duration",
            Self::Share => "share",
            Self::Count => "count",
            Self::Multiplier => "multiplier",
            Self::Growth => "growth",
            Self::LoadGrowth => "load-growth",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind with its article, for messages.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Size => "a size",
            Self::Rate => "a rate",
            Self::Duration => "a duration",
            Self::Share => "a share",
            Self::Count => "a count",
            Self::Multiplier => "a multiplier",
            Self::Growth => "a growth",
            Self::LoadGrowth => "a growth in percent",
        }
    }

    /// What is expected, with examples, for messages.
    pub fn expected(self) -> String {
        let examples: Vec<String> = self.examples()[..2].iter().map(|example| format!("`{example}`")).collect();
        format!("{} such as {}", self.noun(), examples.join(" or "))
    }

    /// Spellings that are understood, the plainest two first.
    pub fn examples(self) -> &'static [&'static str] {
        match self {
            Self::Size => &["200 GB", "1.5 TiB", "~200 GB", "100 GB .. 300 GB", "> 10 TB"],
            Self::Rate => &["2k/s", "90/min", "3M/day", "~500/s", "1k/s .. 5k/s"],
            Self::Duration => &["20 ms", "18 months", "~5 min", "1 h .. 6 h"],
            Self::Share => &["60 %", "99.95 %", "10 % .. 20 %"],
            Self::Count => &["300", "40M", "~250k", "100 .. 300"],
            Self::Multiplier => &["4x", "1.5x", "~4x", "2x .. 10x"],
            Self::Growth => &["10 GB/month", "5 %/month", "~1 TB/year"],
            Self::LoadGrowth => &["5 %/month", "30 %/year", "~5 %/month"],
        }
    }

    /// Whether an estimate `~x` is allowed.
    pub fn takes_estimates(self) -> bool {
        self != Self::Share
    }

    /// The greatest value, in base units.
    pub(super) fn limit(self) -> f64 {
        match self {
            Self::Share => 1.0,
            _ => f64::INFINITY,
        }
    }

    /// Whether `text` is a quantity of this kind.
    pub fn check(self, text: &str) -> Result<(), QuantityError> {
        fn parse<D: Dimension>(text: &str) -> Result<(), QuantityError> {
            Measure::<D>::parse(text).map(drop)
        }
        match self {
            Self::Size => parse::<Bytes>(text),
            Self::Rate => parse::<PerSecond>(text),
            Self::Duration => parse::<Seconds>(text),
            Self::Share => parse::<Fraction>(text),
            Self::Count => parse::<Items>(text),
            Self::Multiplier => parse::<Factor>(text),
            Self::LoadGrowth => parse::<Compound>(text),
            Self::Growth => Growth::parse(text).map(drop),
        }
    }

    /// A regular expression (ECMA 262) of every accepted spelling.
    pub fn pattern(self) -> String {
        const NUMBER: &str = r"[0-9]+(\.[0-9]+)?";
        const BYTES: &str = "(B|bytes?|[kK]B|[MGTPE]B|[KMGTPE]iB)";
        const TIME: &str = "([uµμ]s|ms|s|seconds?|min|minutes?|h|hours?|days?|weeks?|months?|years?)";
        let period = format!(" ?/ ?({NUMBER} ?)?{TIME}");
        let amount = match self {
            Self::Size => format!("{NUMBER} ?{BYTES}"),
            Self::Rate => format!("{NUMBER} ?[kMGT]?{period}"),
            Self::Duration => format!("{NUMBER} ?{TIME}"),
            Self::Share => format!("{NUMBER} ?%"),
            Self::Count => format!("{NUMBER} ?[kMGT]?"),
            Self::Multiplier => format!("{NUMBER} ?x"),
            Self::Growth => format!("{NUMBER} ?({BYTES}|%){period}"),
            Self::LoadGrowth => format!("{NUMBER} ?%{period}"),
        };
        let sign = if self.takes_estimates() { "[~<>]" } else { "[<>]" };
        format!(r"^\s*(({sign}\s*)?{amount}|{amount}\s*\.\.\s*{amount})\s*$")
    }
}
