//! The units that are understood, each with its exact size and canonical spelling.

use super::number::Ratio;

/// A minute in seconds.
pub const MINUTE: f64 = 60.0;
/// An hour in seconds.
pub const HOUR: f64 = 3_600.0;
/// A day in seconds.
pub const DAY: f64 = 86_400.0;
/// A month in seconds: a twelfth of a year.
pub const MONTH: f64 = 2_628_000.0;
/// A year in seconds: 365 days.
pub const YEAR: f64 = 31_536_000.0;

/// A unit: how it is printed for one and for many, what else is read as it, and how many base units it has.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) one: &'static str,
    pub(super) many: &'static str,
    pub(super) also: &'static [&'static str],
    pub(super) factor: Ratio,
}

impl Unit {
    const fn symbol(symbol: &'static str, also: &'static [&'static str], factor: Ratio) -> Self {
        Self { one: symbol, many: symbol, also, factor }
    }

    const fn word(one: &'static str, many: &'static str, factor: Ratio) -> Self {
        Self { one, many, also: &[], factor }
    }

    fn is_spelled(&self, text: &str) -> bool {
        self.one == text || self.many == text || self.also.contains(&text)
    }
}

/// The unit of `table` that is spelled `text`, exactly.
pub(super) fn find(table: &'static [Unit], text: &str) -> Option<&'static Unit> {
    table.iter().find(|unit| unit.is_spelled(text))
}

/// Sizes, in bytes. SI and IEC units are told apart.
pub(super) static SIZES: [Unit; 13] = [
    Unit::symbol("B", &["byte", "bytes"], Ratio::whole(1)),
    Unit::symbol("kB", &["KB"], Ratio::whole(1_000)),
    Unit::symbol("MB", &[], Ratio::whole(1_000_000)),
    Unit::symbol("GB", &[], Ratio::whole(1_000_000_000)),
    Unit::symbol("TB", &[], Ratio::whole(1_000_000_000_000)),
    Unit::symbol("PB", &[], Ratio::whole(1_000_000_000_000_000)),
    Unit::symbol("EB", &[], Ratio::whole(1_000_000_000_000_000_000)),
    Unit::symbol("KiB", &[], Ratio::whole(1 << 10)),
    Unit::symbol("MiB", &[], Ratio::whole(1 << 20)),
    Unit::symbol("GiB", &[], Ratio::whole(1 << 30)),
    Unit::symbol("TiB", &[], Ratio::whole(1 << 40)),
    Unit::symbol("PiB", &[], Ratio::whole(1 << 50)),
    Unit::symbol("EiB", &[], Ratio::whole(1 << 60)),
];

/// Lengths of time, in seconds.
pub(super) static DURATIONS: [Unit; 9] = [
    Unit::symbol("us", &["µs", "μs"], Ratio::part(1_000_000)),
    Unit::symbol("ms", &[], Ratio::part(1_000)),
    Unit::symbol("s", &["second", "seconds"], Ratio::whole(1)),
    Unit::symbol("min", &["minute", "minutes"], Ratio::whole(60)),
    Unit::symbol("h", &["hour", "hours"], Ratio::whole(3_600)),
    Unit::word("day", "days", Ratio::whole(86_400)),
    Unit::word("week", "weeks", Ratio::whole(604_800)),
    Unit::word("month", "months", Ratio::whole(2_628_000)),
    Unit::word("year", "years", Ratio::whole(31_536_000)),
];

/// Prefixes of counts, written directly behind the number.
pub(super) static COUNTS: [Unit; 5] = [
    Unit::symbol("", &[], Ratio::whole(1)),
    Unit::symbol("k", &[], Ratio::whole(1_000)),
    Unit::symbol("M", &[], Ratio::whole(1_000_000)),
    Unit::symbol("G", &[], Ratio::whole(1_000_000_000)),
    Unit::symbol("T", &[], Ratio::whole(1_000_000_000_000)),
];
