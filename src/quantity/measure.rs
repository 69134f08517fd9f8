//! A quantity as it was stated: a value, an estimate, a range, or open on one side.

use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::{Serialize, Serializer};

use super::dimension::{Amount, Dimension};
use super::kind::{KIND_KEYWORD, Kind};
use super::{Interval, QuantityError, hint};

/// How a quantity was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `200 GB`: this much.
    Exact,
    /// `~200 GB`: anything from half to twice of it.
    About,
    /// `100 GB .. 300 GB`: from this to that.
    Between,
    /// `> 10 TB`: more than this.
    Above,
    /// `< 1 GB`: less than this.
    Below,
}

/// A quantity of the dimension `D`. Two are equal when they allow the same values, however they are spelled.
#[derive(Debug, Clone)]
pub struct Measure<D> {
    form: Form,
    low: Amount,
    high: Amount,
    dimension: PhantomData<D>,
}

impl<D: Dimension> Measure<D> {
    /// Reads a quantity; the error tells what was expected and, where it can, what was probably meant.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        Self::parse_exactly(text).map_err(|problem| {
            let error = QuantityError::new(problem, D::KIND.expected());
            match hint::respell(text, D::KIND, |candidate| Self::parse_exactly(candidate).is_ok()) {
                Some(suggestion) => error.suggest(suggestion),
                None => error,
            }
        })
    }

    /// Reads a quantity without looking for what may have been meant.
    pub(super) fn parse_exactly(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("nothing is written here".to_owned());
        }
        if let Some((low, high)) = text.split_once("..") {
            let (low, high) = (low.trim_end(), high.trim_start());
            if [low, high].iter().any(|end| end.starts_with(['~', '<', '>'])) {
                return Err("the ends of a range take no `~`, `<` or `>`".to_owned());
            }
            let (low, high) = (D::amount(low)?, D::amount(high)?);
            if low.value > high.value {
                return Err(format!("`{text}` goes from the greater to the smaller"));
            }
            return Ok(Self::of(Form::Between, low, high));
        }
        let (form, rest) = match text.chars().next() {
            Some('~') => (Form::About, &text[1..]),
            Some('>') => (Form::Above, &text[1..]),
            Some('<') => (Form::Below, &text[1..]),
            _ => (Form::Exact, text),
        };
        if form == Form::About && !D::KIND.takes_estimates() {
            return Err(format!("{} takes no `~`", D::KIND.noun()));
        }
        if matches!(form, Form::Above | Form::Below) && rest.starts_with('=') {
            return Err("`=` is not used".to_owned());
        }
        let amount = D::amount(rest.trim_start())?;
        if form == Form::Below && amount.value == 0.0 {
            return Err("nothing is below zero".to_owned());
        }
        Ok(Self::of(form, amount.clone(), amount))
    }

    fn of(form: Form, low: Amount, high: Amount) -> Self {
        Self { form, low, high, dimension: PhantomData }
    }

    /// Exactly this number, in the base of its unit; none for what no text could say: what is negative, without an
    /// end, or more than the whole of a share.
    #[must_use]
    pub fn exactly(number: f64) -> Option<Self> {
        let number = if D::KIND == Kind::Count { number.round() } else { number };
        let most = if D::KIND == Kind::Share { 1.0 } else { f64::MAX };
        (0.0..=most).contains(&number).then(|| {
            let amount = Amount { value: number, text: super::spelled(D::KIND, number) };
            Self::of(Form::Exact, amount.clone(), amount)
        })
    }

    /// How the quantity was stated.
    pub fn form(&self) -> Form {
        self.form
    }

    /// The values it allows, in base units. `> x` leaves out `x` itself, and so does `< x`.
    pub fn interval(&self) -> Interval {
        let (low, high) = (self.low.value, self.high.value);
        match self.form {
            Form::Exact | Form::Between => Interval::new(low, high),
            Form::About => Interval::new(low / 2.0, high * 2.0),
            Form::Above => Interval::new(low.next_up().min(D::KIND.limit()), D::KIND.limit()),
            Form::Below => Interval::new(0.0, high.next_down()),
        }
    }

    /// The number as it was written, leaving its uncertainty aside: the middle of a range, `x` of `~x`, `> x` and
    /// `< x`.
    pub fn stated(&self) -> f64 {
        match self.form {
            Form::Between => self.interval().point(),
            _ => self.low.value,
        }
    }
}

impl<D: Dimension> PartialEq for Measure<D> {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form && self.low.value == other.low.value && self.high.value == other.high.value
    }
}

impl<D: Dimension> fmt::Display for Measure<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = (&self.low.text, &self.high.text);
        match self.form {
            Form::Exact => f.write_str(low),
            Form::About => write!(f, "~{low}"),
            Form::Between => write!(f, "{low} .. {high}"),
            Form::Above => write!(f, "> {low}"),
            Form::Below => write!(f, "< {high}"),
        }
    }
}

impl<D: Dimension> std::str::FromStr for Measure<D> {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        Self::parse(text)
    }
}

impl<D: Dimension> Serialize for Measure<D> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.to_string();
        // A plain number is written as people write it, without quotes.
        match text.parse::<u64>() {
            Ok(number) if D::KIND == Kind::Count => serializer.serialize_u64(number),
            _ => serializer.serialize_str(&text),
        }
    }
}

impl<'de, D: Dimension> Deserialize<'de> for Measure<D> {
    fn deserialize<R: Deserializer<'de>>(deserializer: R) -> Result<Self, R::Error> {
        deserializer.deserialize_str(QuantityVisitor { kind: D::KIND, parse: Self::parse })
    }
}

/// Reads a quantity from a string; a bare number goes through the same parser, which accepts it for counts and tells
/// what is missing for all else.
pub(super) struct QuantityVisitor<T> {
    pub(super) kind: Kind,
    pub(super) parse: fn(&str) -> Result<T, QuantityError>,
}

impl<T> Visitor<'_> for QuantityVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind.expected())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.parse)(text).map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        self.visit_str(&format!("{number:?}"))
    }
}

impl<D: Dimension> JsonSchema for Measure<D> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        D::KIND.name().into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        format!("{}::{}", module_path!(), D::KIND.name()).into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schema(D::KIND)
    }
}

/// The JSON Schema of a kind of quantity.
pub(super) fn schema(kind: Kind) -> Schema {
    let certainty = if kind.takes_estimates() {
        "an estimate `~x` (half to twice), a range `a .. b`, or open `> x`, `< x`"
    } else {
        "a range `a .. b`, or open `> x`, `< x`"
    };
    let mut schema = json_schema!({
        "type": "string",
        "description": format!("{}; {certainty}.", sentence(&kind.expected())),
        "pattern": kind.pattern(),
        "examples": kind.examples(),
    });
    if kind == Kind::Count {
        schema = json_schema!({
            "description": format!("{}; {certainty}.", sentence(&kind.expected())),
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": kind.pattern()},
            ],
            "examples": [300, "40M", "~250k", "100 .. 300"],
        });
    }
    schema.insert(KIND_KEYWORD.to_owned(), kind.name().into());
    schema
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
