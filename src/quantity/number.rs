//! Exact decimal numbers and their product with exact unit factors.

/// The most digits a number may have, so that products with unit factors stay within 128 bits.
const MAX_DIGITS: usize = 18;

/// A positive decimal number, `mantissa / 10^scale`, without superfluous zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    mantissa: u64,
    scale: u32,
}

/// Why a text is not a plain decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberFault {
    /// Not digits with at most one point between them.
    Shape,
    /// More digits than any real quantity has.
    TooLong,
}

impl Decimal {
    /// Reads `12`, `0.5` or `99.95`; neither sign, exponent nor separators.
    pub(super) fn parse(text: &str) -> Result<Self, NumberFault> {
        let (whole, fraction) = match text.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return Err(NumberFault::Shape),
            None => (text, ""),
        };
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(NumberFault::Shape);
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        if whole.len() + fraction.len() > MAX_DIGITS {
            return Err(NumberFault::TooLong);
        }
        let mantissa = whole.bytes().chain(fraction.bytes()).fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        let scale = u32::try_from(fraction.len()).map_err(|_| NumberFault::TooLong)?;
        Ok(Self { mantissa, scale })
    }

    /// The number times `factor`, correctly rounded once whenever both sides of the reduced fraction are exact.
    pub(super) fn times(self, factor: Ratio) -> f64 {
        let above = u128::from(self.mantissa) * u128::from(factor.above);
        let below = 10_u128.pow(self.scale) * u128::from(factor.below);
        let divisor = greatest_common_divisor(above, below);
        (above / divisor) as f64 / (below / divisor) as f64
    }

    /// Whether the number times `factor` has no fraction.
    pub(super) fn is_whole_after(self, factor: Ratio) -> bool {
        let above = u128::from(self.mantissa) * u128::from(factor.above);
        above.is_multiple_of(10_u128.pow(self.scale) * u128::from(factor.below))
    }

    /// Whether the number is less than one, but more than zero.
    pub(super) fn is_below_one(self) -> bool {
        self.mantissa > 0 && self.mantissa < 10_u64.pow(self.scale)
    }

    /// A hundred times the number, which must be below one.
    pub(super) fn hundredfold(self) -> Self {
        match self.scale {
            0 | 1 => Self { mantissa: self.mantissa * 10_u64.pow(2 - self.scale), scale: 0 },
            scale => Self { scale: scale - 2, ..self },
        }
    }

    /// Whether the number is zero.
    pub(super) fn is_zero(self) -> bool {
        self.mantissa == 0
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.mantissa);
        }
        let power = 10_u64.pow(self.scale);
        let (whole, fraction) = (self.mantissa / power, self.mantissa % power);
        write!(f, "{whole}.{fraction:0width$}", width = self.scale as usize)
    }
}

/// An exact fraction by which a unit exceeds its base unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ratio {
    pub(super) above: u64,
    pub(super) below: u64,
}

impl Ratio {
    /// A whole number.
    pub(super) const fn whole(value: u64) -> Self {
        Self { above: value, below: 1 }
    }

    /// One part in `value`.
    pub(super) const fn part(value: u64) -> Self {
        Self { above: 1, below: value }
    }
}

fn greatest_common_divisor(mut left: u128, mut right: u128) -> u128 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left.max(1)
}
