//! Computed numbers for people: two or three significant digits, in the units of the format.

use super::unit::{DAY, HOUR, MINUTE, MONTH, YEAR};

const SIZE_STEPS: [(f64, &str); 6] =
    [(1e15, " PB"), (1e12, " TB"), (1e9, " GB"), (1e6, " MB"), (1e3, " kB"), (1.0, " B")];
const COUNT_STEPS: [(f64, &str); 5] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1.0, "")];
const PERIODS: [(f64, &str); 5] = [(1.0, "/s"), (MINUTE, "/min"), (HOUR, "/h"), (DAY, "/day"), (YEAR, "/year")];
const DURATION_STEPS: [(f64, &str, &str); 8] = [
    (YEAR, " year", " years"),
    (MONTH, " month", " months"),
    (DAY, " day", " days"),
    (HOUR, " h", " h"),
    (MINUTE, " min", " min"),
    (1.0, " s", " s"),
    (1e-3, " ms", " ms"),
    (1e-6, " us", " us"),
];

/// Bytes as `13.2 GB`.
pub fn format_size(bytes: f64) -> String {
    stepped(bytes, &SIZE_STEPS)
}

/// A number as `40M`.
pub fn format_count(count: f64) -> String {
    stepped(count, &COUNT_STEPS)
}

/// Operations per second as `2.1k/s`, or in a longer period when that is less than one a second.
pub fn format_rate(per_second: f64) -> String {
    if per_second == 0.0 || !per_second.is_finite() {
        return format!("{}/s", format_count(per_second));
    }
    let (seconds, period) =
        PERIODS.into_iter().find(|(seconds, _)| per_second * seconds >= 1.0).unwrap_or((YEAR, "/year"));
    format_count(per_second * seconds) + period
}

/// Seconds as `20 ms` or `1.5 years`.
pub fn format_duration(seconds: f64) -> String {
    if seconds == 0.0 {
        return "0 s".to_owned();
    }
    if !seconds.is_finite() {
        return "unlimited".to_owned();
    }
    let largest = DURATION_STEPS.iter().position(|(step, ..)| fits(seconds, *step)).unwrap_or(DURATION_STEPS.len() - 1);
    // 90 days are no 2.96 months: the next smaller unit is taken where it comes out whole and the larger one with
    // more than one decimal.
    let in_steps = |at: usize| DURATION_STEPS.get(at).map(|(step, ..)| seconds / step);
    let is_short = in_steps(largest).is_some_and(|number| is_whole(number * 10.0));
    let is_shorter_below = in_steps(largest + 1).is_some_and(is_whole);
    let at = if is_shorter_below && !is_short { largest + 1 } else { largest };
    let (step, one, many) = DURATION_STEPS[at];
    let number = rounded(seconds / step);
    let unit = if number == "1" { one } else { many };
    number + unit
}

/// A fraction as `60 %`; shares near the whole keep the digits that tell them from it, as `99.995 %`.
pub fn format_share(fraction: f64) -> String {
    let percent = fraction * 100.0;
    let missing = 100.0 - percent;
    if (1e-7..1.0).contains(&missing) {
        let digits = (1.0 - missing.log10().floor()) as usize;
        let text = format!("{percent:.digits$}");
        return format!("{} %", text.trim_end_matches('0').trim_end_matches('.'));
    }
    rounded(percent) + " %"
}

/// Whether a number is whole, and short enough to be read as such.
fn is_whole(number: f64) -> bool {
    (1.0..1000.0).contains(&number) && (number - number.round()).abs() < 1e-9
}

/// Whether a number is at least one step after it has been rounded to three digits.
fn fits(number: f64, step: f64) -> bool {
    number / step >= 0.9995
}

fn stepped(number: f64, steps: &[(f64, &str)]) -> String {
    if !number.is_finite() {
        return "unlimited".to_owned();
    }
    steps
        .iter()
        .find(|(step, _)| fits(number, *step))
        .or(steps.last())
        .map(|(step, unit)| rounded(number / step) + unit)
        .unwrap_or_default()
}

/// At most three significant digits, without superfluous zeros.
fn rounded(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let magnitude = number.abs().log10().floor() as i32;
    let decimals = (2 - magnitude).clamp(0, 12) as u32;
    if decimals == 0 {
        let scale = 10_f64.powi(magnitude - 2);
        return format!("{:.0}", (number / scale).round() * scale);
    }
    // Whole numbers are written many times faster than fractions. Next to a half, where the last bit of the number
    // decides which way it is rounded, the fraction is written out.
    let shifted = number * 10_f64.powi(decimals as i32);
    if shifted > 0.0 && (shifted.fract() - 0.5).abs() > 1e-6 {
        return decimal(shifted.round() as u64, decimals);
    }
    let text = format!("{number:.0$}", decimals as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Digits with a point before the last so many of them, without superfluous zeros.
fn decimal(mut digits: u64, mut decimals: u32) -> String {
    while decimals > 0 && digits.is_multiple_of(10) {
        digits /= 10;
        decimals -= 1;
    }
    let scale = 10_u64.pow(decimals);
    let mut text = (digits / scale).to_string();
    if decimals > 0 {
        let fraction = (digits % scale).to_string();
        text.push('.');
        text.extend(std::iter::repeat_n('0', decimals as usize - fraction.len()));
        text.push_str(&fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn three_digits_are_those_of_the_exact_number() {
        let mut number: f64 = 1.234_567e-14;
        while number < 99.0 {
            for near in [number, (number * 1e3).round() / 1e3, (number * 8.0).round() / 8.0] {
                let decimals = if near == 0.0 { 0 } else { (2 - near.log10().floor() as i32).clamp(0, 12) as usize };
                let exact = format!("{near:.decimals$}");
                let exact = exact.trim_end_matches('0').trim_end_matches('.');
                let exact = if exact.is_empty() { "0" } else { exact };
                assert_eq!(rounded(near), exact, "{near}");
            }
            number *= 1.000_7;
        }
    }
}
