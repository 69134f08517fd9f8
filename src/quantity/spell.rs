//! Numbers written so that they can be read again: with the units of the format, and as many digits as they need.

use super::kind::Kind;
use super::unit::MONTH;
use super::{format_count, format_duration, format_rate, format_share, format_size};

/// Digits that are written at most.
const DIGITS: i32 = 7;

/// A number of a kind, in the base of its unit, as a file has it: `1.234 TB`, `20 ms`, `99.95 %`, `5 %/month`.
#[must_use]
pub fn spelled(kind: Kind, number: f64) -> String {
    if !number.is_finite() {
        return if kind == Kind::Duration { "forever" } else { "unlimited" }.to_owned();
    }
    match kind {
        Kind::Size => with_unit(number, &SIZES),
        Kind::Rate => rate(number),
        Kind::Duration => with_unit(number, &DURATIONS),
        Kind::Share => format!("{} %", digits(number * 100.0)),
        Kind::Count => count(number),
        Kind::Multiplier => format!("{}x", digits(number)),
        Kind::Growth => format!("{}/month", with_unit(number * MONTH, &SIZES)),
        Kind::LoadGrowth => format!("{} %/month", digits(number * 100.0)),
    }
}

impl Kind {
    /// A computed number of the kind for people, with two or three digits.
    #[must_use]
    pub fn for_people(self, number: f64) -> String {
        match self {
            Self::Size => format_size(number),
            Self::Rate => format_rate(number),
            Self::Duration => format_duration(number),
            Self::Share => format_share(number),
            Self::Count => format_count(number),
            Self::Multiplier => format!("{}x", format_count(number)),
            Self::Growth => format!("{}/month", format_size(number * MONTH)),
            Self::LoadGrowth => format!("{}/month", format_share(number)),
        }
    }
}

const SIZES: [(f64, &str); 6] = [(1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1.0, "B")];
const DURATIONS: [(f64, &str); 7] = [
    (365.0 * 86400.0, "years"),
    (86400.0, "days"),
    (3600.0, "h"),
    (60.0, "min"),
    (1.0, "s"),
    (1e-3, "ms"),
    (1e-6, "us"),
];
const COUNTS: [(f64, &str); 4] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];

fn with_unit(number: f64, units: &[(f64, &str)]) -> String {
    let fitting = units.iter().find(|(step, _)| number / step >= 1.0).or(units.last());
    fitting.map_or_else(|| format_duration(number), |(step, unit)| format!("{} {unit}", digits(number / step)))
}

/// A number with few digits in the unit in which it is spelled, at least as far from nought, or at most.
#[must_use]
pub fn rounded_to_digits(kind: Kind, number: f64, up: bool) -> f64 {
    const FEW: i32 = 4;
    let unit = match kind {
        Kind::Size => step(number, &SIZES),
        Kind::Growth => step(number * MONTH, &SIZES) / MONTH,
        Kind::Duration => step(number, &DURATIONS),
        Kind::Share | Kind::LoadGrowth => 0.01,
        Kind::Rate => {
            let seconds =
                PERIODS.iter().find(|(seconds, _)| number * seconds >= 1.0).map_or(1.0, |(seconds, _)| *seconds);
            1.0 / seconds
        }
        Kind::Count | Kind::Multiplier => 1.0,
    };
    let told = number / unit;
    if !told.is_finite() || told <= 0.0 {
        return number;
    }
    // The missing part of a share near the whole has the digits that count.
    let digits = if kind == Kind::Share && told > 50.0 { (100.0 - told).max(1e-9) } else { told };
    let scale = 10_f64.powi(FEW - 1 - digits.log10().floor() as i32);
    let few = if up { (told * scale).ceil() } else { (told * scale).floor() };
    few / scale * unit
}

fn step(number: f64, units: &[(f64, &str)]) -> f64 {
    units.iter().find(|(step, _)| number / step >= 1.0).or(units.last()).map_or(1.0, |(step, _)| *step)
}

const PERIODS: [(f64, &str); 5] =
    [(1.0, "s"), (60.0, "min"), (3600.0, "h"), (86400.0, "day"), (365.0 * 86400.0, "year")];

/// Whole below a thousand, else with a prefix; what is less than one a second is told for a longer time.
fn rate(per_second: f64) -> String {
    let found = PERIODS.into_iter().find(|(seconds, _)| per_second * seconds >= 1.0);
    let (seconds, period) = found.unwrap_or(PERIODS[PERIODS.len() - 1]);
    let number = per_second * seconds;
    let prefix = COUNTS.iter().find(|(step, _)| number >= *step);
    let text = prefix.map_or_else(|| digits(number), |(step, prefix)| format!("{}{prefix}", digits(number / step)));
    format!("{text}/{period}")
}

/// A count is whole, so that a prefix takes no more digits than it has noughts.
fn count(number: f64) -> String {
    let whole = number.round();
    let prefix = COUNTS.iter().find(|(step, _)| whole >= *step && is_whole(whole / step * 1e3));
    prefix.map_or_else(|| format!("{whole:.0}"), |(step, prefix)| format!("{}{prefix}", digits(whole / step)))
}

fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() < 1e-9 * number.abs().max(1.0)
}

/// At most [`DIGITS`] significant digits, without superfluous zeros.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a few digits")]
fn digits(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let decimals = (DIGITS - 1 - number.abs().log10().floor() as i32).clamp(0, 12) as usize;
    let text = format!("{number:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Count, Dimension, Duration, Growth, LoadGrowth, Measure, Multiplier, Rate, Share, Size};

    fn read<D: Dimension>(text: &str) -> f64 {
        Measure::<D>::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}")).interval().point()
    }

    #[test]
    fn what_is_spelled_can_be_read_again() {
        let near = |one: f64, other: f64| (one - other).abs() <= 2e-6 * other.abs();
        for exponent in -3..14 {
            let number = 1.234_567 * 10_f64.powi(exponent);
            let text = |kind| spelled(kind, number);
            if exponent >= 0 {
                assert!(near(Size::parse(&text(Kind::Size)).expect("a size").interval().point(), number));
                let whole = number.round();
                assert!(near(Count::parse(&spelled(Kind::Count, whole)).expect("a count").interval().point(), whole));
            }
            assert!(near(Rate::parse(&text(Kind::Rate)).expect("a rate").interval().point(), number), "{number}");
            assert!(near(Duration::parse(&text(Kind::Duration)).expect("a duration").interval().point(), number));
        }
        assert!(near(Share::parse(&spelled(Kind::Share, 0.99951)).expect("a share").interval().point(), 0.99951));
        let multiplier = Multiplier::parse(&spelled(Kind::Multiplier, 4.25)).expect("a multiplier");
        assert!(near(multiplier.interval().point(), 4.25));
        let load = LoadGrowth::parse(&spelled(Kind::LoadGrowth, 0.0312)).expect("growth");
        assert!(near(load.interval().point(), 0.0312));
        assert!(
            matches!(Growth::parse(&spelled(Kind::Growth, 4000.0)), Ok(Growth::Amount(amount)) if near(amount.interval().point(), 4000.0))
        );
        assert!(near(read::<crate::quantity::Bytes>("1.5 GB"), 1.5e9));
    }
}
