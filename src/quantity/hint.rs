//! What was probably meant by a text that is not the quantity it should be.
//!
//! Candidates are made by small repairs and tried with the real parser, so that a suggestion is never itself refused.

use super::kind::Kind;
use super::number::Decimal;

/// The first repaired spelling of `text` that is `accepted`.
pub(super) fn respell(text: &str, kind: Kind, accepted: impl Fn(&str) -> bool) -> Option<String> {
    let text = text.trim();
    if text.chars().count() > 60 {
        return None;
    }
    let worded = reword(&without_separators(text));
    let ranged = as_range(&worded);
    let mut candidates = vec![worded.clone()];
    candidates.extend(ranged.iter().cloned());
    for base in std::iter::once(&worded).chain(ranged.iter()) {
        candidates.extend(repair_units(base, kind));
    }
    candidates.into_iter().find(|candidate| candidate != text && accepted(candidate))
}

/// `1,000,000` and `1_000_000` without the marks between groups of three digits.
fn without_separators(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let digit_at = |index: usize| letters.get(index).is_some_and(char::is_ascii_digit);
    let groups = |index: usize| {
        index > 0 && digit_at(index - 1) && (1..=3).all(|step| digit_at(index + step)) && !digit_at(index + 4)
    };
    letters
        .iter()
        .enumerate()
        .filter(|(index, letter)| !(matches!(letter, ',' | '_' | '\'' | ' ') && groups(*index)))
        .map(|(_, letter)| letter)
        .collect()
}

/// Words and signs of uncertainty in the spelling of the format.
fn reword(text: &str) -> String {
    const SIGNS: [(&str, &str); 17] = [
        (">=", "> "),
        ("<=", "< "),
        ("≥", "> "),
        ("≤", "< "),
        ("≈", "~"),
        ("about ", "~"),
        ("approx. ", "~"),
        ("ca. ", "~"),
        ("around ", "~"),
        ("over ", "> "),
        ("more than ", "> "),
        ("at least ", "> "),
        ("under ", "< "),
        ("less than ", "< "),
        ("up to ", "< "),
        ("at most ", "< "),
        ("~ ", "~"),
    ];
    let lowered = text.to_ascii_lowercase();
    SIGNS
        .iter()
        .find(|(sign, _)| lowered.starts_with(sign))
        .map_or_else(|| text.to_owned(), |(sign, form)| format!("{form}{}", text[sign.len()..].trim_start()))
}

/// `100-300 GB`, `100 to 300 GB` and `100 .. 300 GB` as ranges: with the unit on both sides, and the other way round.
fn as_range(text: &str) -> Vec<String> {
    let Some((low, high)) = ["..", " to ", "–", "-"].iter().find_map(|between| text.split_once(between)) else {
        return Vec::new();
    };
    let (low, high) = (low.trim(), high.trim_start_matches('.').trim());
    if low.is_empty() || high.is_empty() {
        return Vec::new();
    }
    let unit_of = |side: &str| {
        side.find(|letter: char| !letter.is_ascii_digit() && letter != '.').map(|start| side[start..].to_owned())
    };
    match (unit_of(low), unit_of(high)) {
        (None, Some(unit)) => vec![format!("{low}{unit} .. {high}")],
        _ => vec![format!("{low} .. {high}"), format!("{high} .. {low}")],
    }
}

/// The text with the unit of every amount respelled as the kind wants it.
fn repair_units(text: &str, kind: Kind) -> Vec<String> {
    let (sign, amounts) = match text.chars().next() {
        Some(sign @ ('~' | '<' | '>')) => (sign.to_string(), text[1..].trim_start()),
        _ => (String::new(), text),
    };
    let space = if matches!(sign.as_str(), "<" | ">") { " " } else { "" };
    let mut repaired = Vec::new();
    let parts: Vec<&str> = amounts.split("..").map(str::trim).collect();
    if let Some(amounts) = parts.iter().map(|part| repair_amount(part, kind)).collect::<Option<Vec<_>>>() {
        repaired.push(format!("{sign}{space}{}", amounts.join(" .. ")));
        if !kind.takes_estimates() {
            repaired.push(amounts.join(" .. "));
        }
    }
    repaired
}

fn repair_amount(amount: &str, kind: Kind) -> Option<String> {
    if let Ok(number) = Decimal::parse(amount) {
        return match kind {
            Kind::Share if number.is_below_one() => Some(format!("{} %", number.hundredfold())),
            Kind::Share => Some(format!("{number} %")),
            Kind::Multiplier => Some(format!("{number}x")),
            _ => None,
        };
    }
    let end = amount.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?;
    let (number, unit) = amount.split_at(end);
    let unit = unit.trim();
    let number = number.to_owned();
    match kind {
        Kind::Size => respell_size(unit).map(|unit| format!("{number} {unit}")),
        Kind::Duration => respell_time(unit).map(|unit| format!("{number} {unit}")),
        Kind::Count => respell_prefix(unit).map(|unit| format!("{number}{unit}")),
        Kind::Rate => respell_rate(unit).map(|unit| format!("{number}{unit}")),
        Kind::Share => matches!(unit, "%" | "percent" | "pct" | "per cent").then(|| format!("{number} %")),
        Kind::Multiplier => matches!(unit, "X" | "×" | "times" | "fold" | "x").then(|| format!("{number}x")),
        Kind::Growth | Kind::LoadGrowth => respell_growth(unit, kind).map(|unit| format!("{number} {unit}")),
    }
}

fn respell_size(unit: &str) -> Option<String> {
    let lowered = unit.to_ascii_lowercase();
    let stem = ["bytes", "byte", "bits", "bit", "b"]
        .iter()
        .find_map(|ending| lowered.strip_suffix(ending))
        .unwrap_or(&lowered);
    let (prefix, binary) = match stem {
        "" => return (lowered != unit || !lowered.is_empty()).then(|| "B".to_owned()),
        "k" | "kilo" => ("k", false),
        "m" | "mega" => ("M", false),
        "g" | "giga" => ("G", false),
        "t" | "tera" => ("T", false),
        "p" | "peta" => ("P", false),
        "ki" | "kibi" => ("K", true),
        "mi" | "mebi" => ("M", true),
        "gi" | "gibi" => ("G", true),
        "ti" | "tebi" => ("T", true),
        "pi" | "pebi" => ("P", true),
        _ => return None,
    };
    Some(format!("{prefix}{}", if binary { "iB" } else { "B" }))
}

fn respell_time(unit: &str) -> Option<&'static str> {
    Some(match unit.to_ascii_lowercase().as_str() {
        "usec" | "micros" | "microseconds" | "us" => "us",
        "msec" | "msecs" | "millis" | "milliseconds" | "millisecond" | "ms" => "ms",
        "s" | "sec" | "secs" | "second" | "seconds" => "s",
        "min" | "mins" | "minute" | "minutes" => "min",
        "h" | "hr" | "hrs" | "hour" | "hours" => "h",
        "d" | "day" | "days" => "days",
        "w" | "wk" | "wks" | "week" | "weeks" => "weeks",
        "mo" | "mon" | "mth" | "month" | "months" => "months",
        "y" | "yr" | "yrs" | "a" | "year" | "years" => "years",
        _ => return None,
    })
}

fn respell_prefix(unit: &str) -> Option<&'static str> {
    let unit = unit.split_whitespace().next().unwrap_or_default();
    Some(match unit.to_ascii_lowercase().as_str() {
        "k" | "thousand" => "k",
        "m" | "mio" | "mn" | "million" | "millions" => "M",
        "b" | "bn" | "g" | "billion" | "billions" => "G",
        "t" | "tn" | "trillion" | "trillions" => "T",
        _ => return None,
    })
}

fn respell_rate(unit: &str) -> Option<String> {
    let unit = format!(" {unit}").replace(" per ", "/");
    let unit = unit.trim_start();
    if let Some((count, period)) = unit.split_once('/') {
        let first = count.split_whitespace().next().unwrap_or_default();
        let prefix = respell_prefix(first).unwrap_or_default();
        return Some(format!("{prefix}/{}", one(respell_period(period)?)));
    }
    let lowered = unit.to_ascii_lowercase();
    let (prefix, word) = match lowered.split_once(' ') {
        Some((prefix, word)) => (respell_prefix(prefix)?, word.trim()),
        None => match lowered.strip_prefix(['k', 'm']) {
            Some(word) if lowered.starts_with('k') => ("k", word),
            Some(word) => ("M", word),
            None => ("", lowered.as_str()),
        },
    };
    matches!(word, "rps" | "qps" | "tps" | "ops" | "iops" | "wps" | "hz").then(|| format!("{prefix}/s"))
}

fn respell_growth(unit: &str, kind: Kind) -> Option<String> {
    let unit = unit.replace(" per ", "/").replace(" a ", "/");
    let (what, period) = match unit.split_once('/') {
        Some((what, period)) => (what.trim(), one(respell_period(period)?)),
        None => (unit.trim(), "month".to_owned()),
    };
    match what {
        "%" | "percent" | "pct" => Some(format!("%/{period}")),
        _ if kind == Kind::Growth => respell_size(what).map(|size| format!("{size}/{period}")),
        _ => None,
    }
}

fn respell_period(period: &str) -> Option<&'static str> {
    respell_time(period.trim())
}

fn one(unit: &str) -> String {
    match unit {
        "days" | "weeks" | "months" | "years" => unit.trim_end_matches('s').to_owned(),
        _ => unit.to_owned(),
    }
}
