//! What is known of a number: it lies between two bounds.

use serde::{Deserialize, Serialize};

/// All values from `low` to `high`, both included, in base units (bytes, operations per second, seconds, a fraction,
/// a count). An open end is 0 or infinity.
///
/// Comparisons are three-valued: `Some(true)` when every value of the interval satisfies, `Some(false)` when none does,
/// else `None`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The least value.
    pub low: f64,
    /// The greatest value; infinity when there is none.
    pub high: f64,
}

impl Interval {
    /// Nothing is known but that it is not negative.
    pub const ANY: Self = Self { low: 0.0, high: f64::INFINITY };

    /// From `low` to `high`.
    pub fn new(low: f64, high: f64) -> Self {
        debug_assert!(low <= high, "{low} .. {high} is no interval");
        Self { low, high }
    }

    /// Exactly `value`.
    pub fn exact(value: f64) -> Self {
        Self::new(value, value)
    }

    /// Whether the value is known exactly.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// One value to stand for all: the value itself, the geometric middle of two positive bounds (so that `~x` gives
    /// `x`), half of the upper bound when the lower is zero, the finite bound of an open interval.
    pub fn point(self) -> f64 {
        if self.is_exact() || self.high.is_infinite() {
            self.low
        } else if self.low <= 0.0 {
            self.low.midpoint(self.high)
        } else {
            (self.low * self.high).sqrt().clamp(self.low, self.high)
        }
    }

    /// Whether every value, no value or only some values are below `x`.
    pub fn is_below(self, x: f64) -> Option<bool> {
        decide(self.high < x, self.low >= x)
    }

    /// Whether every value, no value or only some values are at most `x`.
    pub fn is_at_most(self, x: f64) -> Option<bool> {
        decide(self.high <= x, self.low > x)
    }

    /// Whether every value, no value or only some values are above `x`.
    pub fn is_above(self, x: f64) -> Option<bool> {
        self.is_at_most(x).map(|answer| !answer)
    }

    /// Whether every value, no value or only some values are at least `x`.
    pub fn is_at_least(self, x: f64) -> Option<bool> {
        self.is_below(x).map(|answer| !answer)
    }

    /// Whether `x` may be the value.
    pub fn contains(self, x: f64) -> bool {
        self.low <= x && x <= self.high
    }

    /// Every value multiplied by a factor that is not negative.
    pub fn scale(self, factor: f64) -> Self {
        debug_assert!(factor >= 0.0, "{factor} would turn the interval around");
        Self::new(product(self.low, factor), product(self.high, factor))
    }

    /// The smaller of two numbers.
    pub fn min(self, other: Self) -> Self {
        Self::new(self.low.min(other.low), self.high.min(other.high))
    }

    /// The greater of two numbers.
    pub fn max(self, other: Self) -> Self {
        Self::new(self.low.max(other.low), self.high.max(other.high))
    }

    /// The smallest interval that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self::new(self.low.min(other.low), self.high.max(other.high))
    }

    /// What both allow, or `None` when they exclude each other.
    pub fn meet(self, other: Self) -> Option<Self> {
        let (low, high) = (self.low.max(other.low), self.high.min(other.high));
        (low <= high).then(|| Self::new(low, high))
    }
}

impl std::ops::Add for Interval {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.low + other.low, self.high + other.high)
    }
}

/// Of numbers that are not negative, as all quantities are.
impl std::ops::Mul for Interval {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self::new(product(self.low, other.low), product(self.high, other.high))
    }
}

/// Of numbers that are not negative; a divisor that may be zero leaves the result open above.
impl std::ops::Div for Interval {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let low = if self.low == 0.0 || other.high.is_infinite() { 0.0 } else { self.low / other.high };
        let high = if self.high == 0.0 && other.low > 0.0 {
            0.0
        } else if self.high.is_infinite() || other.low == 0.0 {
            f64::INFINITY
        } else {
            self.high / other.low
        };
        Self::new(low, high)
    }
}

/// A product in which zero times infinity is zero: nothing of a size without bound is nothing.
fn product(left: f64, right: f64) -> f64 {
    if left == 0.0 || right == 0.0 { 0.0 } else { left * right }
}

fn decide(all: bool, none: bool) -> Option<bool> {
    match (all, none) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}
