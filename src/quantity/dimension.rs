//! What can be measured, and how one amount of it is spelled.

use super::kind::Kind;
use super::number::{Decimal, NumberFault, Ratio};
use super::unit::{self, MONTH, Unit};

/// One number with its unit: its value in base units and its canonical spelling.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    pub(super) value: f64,
    pub(super) text: String,
}

/// Something that is measured: says which [`Kind`] of quantity it is and reads one amount of it.
pub trait Dimension: std::fmt::Debug + Clone + Copy + PartialEq + 'static {
    /// The kind of quantity, which names it in messages and in the JSON Schema.
    const KIND: Kind;

    /// Reads one amount without any sign of uncertainty; the error says what is wrong with it.
    fn amount(text: &str) -> Result<Amount, String>;
}

/// The dimension of [`Size`](super::Size): bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bytes;
/// The dimension of [`Rate`](super::Rate): operations per second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PerSecond;
/// The dimension of [`Duration`](super::Duration): seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seconds;
/// The dimension of [`Share`](super::Share): a fraction from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fraction;
/// The dimension of [`Count`](super::Count): whole things.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Items;
/// The dimension of [`Multiplier`](super::Multiplier): a factor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factor;
/// The dimension of growth by an amount: bytes per second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BytesPerSecond;
/// The dimension of [`LoadGrowth`](super::LoadGrowth): a fraction per month, which compounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compound;

impl Dimension for Bytes {
    const KIND: Kind = Kind::Size;

    fn amount(text: &str) -> Result<Amount, String> {
        let (number, spelled) = split(text, Self::KIND)?;
        if spelled.is_empty() {
            return Err(no_unit(text));
        }
        let Some(unit) = unit::find(&unit::SIZES, spelled) else {
            let is_bits = ["b", "bit", "bits"].iter().any(|end| spelled.ends_with(end));
            return Err(if is_bits {
                format!("bits are not accepted (`{spelled}`)")
            } else {
                wrong_unit(text, spelled, Self::KIND, "a unit of size")
            });
        };
        Ok(Amount { value: number.times(unit.factor), text: with_unit(number, unit) })
    }
}

impl Dimension for Seconds {
    const KIND: Kind = Kind::Duration;

    fn amount(text: &str) -> Result<Amount, String> {
        let (number, spelled) = split(text, Self::KIND)?;
        if spelled.is_empty() {
            return Err(no_unit(text));
        }
        let unit = find_duration(spelled)?;
        Ok(Amount { value: number.times(unit.factor), text: with_unit(number, unit) })
    }
}

impl Dimension for Items {
    const KIND: Kind = Kind::Count;

    fn amount(text: &str) -> Result<Amount, String> {
        let (number, unit) = prefixed(text, Self::KIND)?;
        if !number.is_whole_after(unit.factor) {
            return Err(format!("`{text}` is not a whole number"));
        }
        Ok(Amount { value: number.times(unit.factor), text: format!("{number}{}", unit.one) })
    }
}

impl Dimension for PerSecond {
    const KIND: Kind = Kind::Rate;

    fn amount(text: &str) -> Result<Amount, String> {
        let Some((count, period)) = text.split_once('/') else {
            return Err(match split(text, Self::KIND)? {
                (_, "") => format!("`{text}` does not say in which time"),
                _ => format!("`{text}` is not a count per duration"),
            });
        };
        let (number, prefix) = prefixed(count.trim_end(), Self::KIND)?;
        let period = Period::parse(period.trim_start())?;
        Ok(Amount {
            value: number.times(prefix.factor) / period.seconds,
            text: format!("{number}{}/{}", prefix.one, period.text),
        })
    }
}

impl Dimension for Fraction {
    const KIND: Kind = Kind::Share;

    fn amount(text: &str) -> Result<Amount, String> {
        let (number, spelled) = split(text, Self::KIND)?;
        match spelled {
            "%" => {}
            "" => return Err(no_unit(text)),
            _ => return Err(wrong_unit(text, spelled, Self::KIND, "`%`")),
        }
        let value = number.times(Ratio::part(100));
        if value > 1.0 {
            return Err(format!("`{text}` is more than the whole"));
        }
        Ok(Amount { value, text: format!("{number} %") })
    }
}

impl Dimension for Factor {
    const KIND: Kind = Kind::Multiplier;

    fn amount(text: &str) -> Result<Amount, String> {
        let (number, spelled) = split(text, Self::KIND)?;
        match spelled {
            "x" => Ok(Amount { value: number.times(Ratio::whole(1)), text: format!("{number}x") }),
            "" => Err(format!("`{text}` has no `x`")),
            _ => Err(wrong_unit(text, spelled, Self::KIND, "`x`")),
        }
    }
}

impl Dimension for BytesPerSecond {
    const KIND: Kind = Kind::Growth;

    fn amount(text: &str) -> Result<Amount, String> {
        let Some((size, period)) = text.split_once('/') else {
            split(text, Self::KIND)?;
            return Err(format!("`{text}` does not say in which period"));
        };
        let size = Bytes::amount(size.trim_end())?;
        let period = Period::parse(period.trim_start())?;
        Ok(Amount { value: size.value / period.seconds, text: format!("{}/{}", size.text, period.text) })
    }
}

impl Dimension for Compound {
    const KIND: Kind = Kind::LoadGrowth;

    fn amount(text: &str) -> Result<Amount, String> {
        let (share, period) = match text.split_once('/') {
            Some((share, period)) => (share.trim_end(), Some(period.trim_start())),
            None => (text, None),
        };
        let (number, spelled) = split(share, Self::KIND)?;
        if spelled != "%" {
            return Err(format!("`{share}` is not a percentage"));
        }
        let Some(period) = period else {
            return Err(format!("`{text}` does not say in which period"));
        };
        let period = Period::parse(period)?;
        let fraction = number.times(Ratio::part(100));
        let months = period.seconds / MONTH;
        let value = if months == 1.0 { fraction } else { (1.0 + fraction).powf(1.0 / months) - 1.0 };
        Ok(Amount { value, text: format!("{number} %/{}", period.text) })
    }
}

/// What stands behind the stroke of a rate: `s`, `day`, `15 min`.
struct Period {
    seconds: f64,
    text: String,
}

impl Period {
    fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Err("nothing follows the `/`".to_owned());
        }
        if !text.starts_with(|first: char| first.is_ascii_digit()) {
            let unit = find_duration(text)?;
            let seconds = unit.factor.above as f64 / unit.factor.below as f64;
            let text = unit.one.to_owned();
            return Ok(Self { seconds, text });
        }
        let (number, spelled) = split(text, Kind::Duration)?;
        if spelled.is_empty() {
            return Err(no_unit(text));
        }
        if number.is_zero() {
            return Err("the period is zero".to_owned());
        }
        let unit = find_duration(spelled)?;
        Ok(Self { seconds: number.times(unit.factor), text: with_unit(number, unit) })
    }
}

fn find_duration(spelled: &str) -> Result<&'static Unit, String> {
    unit::find(&unit::DURATIONS, spelled).ok_or_else(|| match spelled {
        "m" | "M" => format!("`{spelled}` may be minutes (`min`) or months (`months`)"),
        _ => wrong_unit(spelled, spelled, Kind::Duration, "a unit of time"),
    })
}

/// A number and the prefix of a count behind it.
fn prefixed(text: &str, kind: Kind) -> Result<(Decimal, &'static Unit), String> {
    let (number, spelled) = split(text, kind)?;
    unit::find(&unit::COUNTS, spelled)
        .map(|unit| (number, unit))
        .ok_or_else(|| wrong_unit(text, spelled, kind, "one of k, M, G, T"))
}

/// The number at the start of an amount and the unit behind it.
fn split(text: &str, kind: Kind) -> Result<(Decimal, &str), String> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    if number.is_empty() {
        return Err(if text.starts_with('-') {
            format!("`{text}` is negative")
        } else {
            format!("`{text}` is not {}", kind.noun())
        });
    }
    match Decimal::parse(number) {
        Ok(number) => Ok((number, unit.trim_start())),
        Err(NumberFault::TooLong) => Err(format!("`{number}` has more than 18 digits")),
        Err(NumberFault::Shape) if number.bytes().any(|byte| byte.is_ascii_digit()) => {
            Err(format!("`{number}` is not a number"))
        }
        Err(NumberFault::Shape) => Err(format!("`{text}` is not {}", kind.noun())),
    }
}

fn with_unit(number: Decimal, unit: &Unit) -> String {
    let text = number.to_string();
    let name = if text == "1" { unit.one } else { unit.many };
    format!("{text} {name}")
}

/// What stands behind the number is a word, but not the right one; or no word at all.
fn wrong_unit(text: &str, spelled: &str, kind: Kind, expected: &str) -> String {
    if spelled.starts_with(char::is_alphabetic) {
        format!("`{spelled}` is not {expected}")
    } else {
        format!("`{text}` is not {}", kind.noun())
    }
}

fn no_unit(text: &str) -> String {
    format!("`{text}` has no unit")
}
