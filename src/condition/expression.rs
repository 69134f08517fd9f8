//! Arithmetic over facts, for bounds and for the figures of a decision: `"2 * store.cpu_cores + store.disks"`.
//!
//! An expression is checked when the knowledge is compiled: its facts are numbers, only like is added to like, and what
//! comes out has the unit that is promised, so that a formula that divides the wrong way round does not compile.
//! Intervals go in and an interval comes out; what needs an unknown fact is unknown.

use serde::{Deserialize, Serialize};

use super::Facts;
use crate::quantity::Interval;
use crate::vocabulary::{FactRef, Kind, Unit, Value};

/// A checked expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Expression {
    /// A number, or a range of numbers.
    Number(Interval),
    /// A fact.
    Fact(FactRef),
    /// A pure number made whole.
    Whole(Rounding, Box<Expression>),
    /// Two expressions combined.
    Both(Operation, Box<(Expression, Expression)>),
}

/// How two numbers are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operation {
    /// `+`
    Add,
    /// `-`, never below nought.
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `min(a, b)`
    Min,
    /// `max(a, b)`
    Max,
}

/// Towards which side a number is made whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rounding {
    /// `floor(a)`
    Down,
    /// `ceil(a)`
    Up,
}

/// Powers of bytes and of seconds.
type Dimension = (i8, i8);

impl Expression {
    /// Reads an expression whose outcome has the given unit.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(written: &str, unit: Unit) -> Result<Self, String> {
        let mut reader = Reader { rest: written.trim(), depth: 0 };
        let (expression, dimension) = reader.sum()?;
        if !reader.rest.is_empty() {
            return Err(format!("`{}` is not expected there", reader.rest));
        }
        if dimension != dimension_of(unit) {
            return Err(format!("it comes out in {}, not in {}", named(dimension), named(dimension_of(unit))));
        }
        Ok(expression)
    }

    /// Its value; nothing where a fact is not known.
    #[must_use]
    pub fn evaluate(&self, facts: &Facts<'_>) -> Option<Interval> {
        self.evaluate_with(&|fact| facts.get(fact))
    }

    /// Its value with facts that something else knows.
    pub(super) fn evaluate_with<'v>(&self, known: &impl Fn(FactRef) -> &'v Value) -> Option<Interval> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Fact(fact) => match known(*fact) {
                Value::Number(number) => Some(*number),
                _ => None,
            },
            Self::Whole(rounding, inner) => Some(rounding.apply(inner.evaluate_with(known)?)),
            Self::Both(operation, parts) => {
                Some(operation.apply(parts.0.evaluate_with(known)?, parts.1.evaluate_with(known)?))
            }
        }
    }

    /// Calls `visit` with every fact in it.
    pub fn for_each_fact(&self, visit: &mut impl FnMut(FactRef)) {
        match self {
            Self::Number(_) => {}
            Self::Fact(fact) => visit(*fact),
            Self::Whole(_, inner) => inner.for_each_fact(visit),
            Self::Both(_, parts) => {
                parts.0.for_each_fact(visit);
                parts.1.for_each_fact(visit);
            }
        }
    }
}

impl Operation {
    fn apply(self, left: Interval, right: Interval) -> Interval {
        match self {
            Self::Add => left + right,
            Self::Subtract => {
                let low = if right.high.is_infinite() { 0.0 } else { (left.low - right.high).max(0.0) };
                let high = if left.high.is_infinite() { f64::INFINITY } else { (left.high - right.low).max(0.0) };
                Interval::new(low, high)
            }
            Self::Multiply => left * right,
            Self::Divide => left / right,
            Self::Min => left.min(right),
            Self::Max => left.max(right),
        }
    }
}

impl Rounding {
    fn apply(self, number: Interval) -> Interval {
        match self {
            Self::Down => Interval::new(number.low.floor(), number.high.floor()),
            Self::Up => Interval::new(number.low.ceil(), number.high.ceil()),
        }
    }
}

fn dimension_of(unit: Unit) -> Dimension {
    match unit {
        Unit::Size => (1, 0),
        Unit::Rate => (0, -1),
        Unit::Duration => (0, 1),
        Unit::Share | Unit::Count => (0, 0),
    }
}

fn named(dimension: Dimension) -> String {
    match dimension {
        (0, 0) => "a pure number".into(),
        (1, 0) => "bytes".into(),
        (0, 1) => "seconds".into(),
        (0, -1) => "a rate".into(),
        (bytes, seconds) => format!("bytes to the power of {bytes} and seconds to the power of {seconds}"),
    }
}

/// Reads from the left; `rest` never begins with a space.
struct Reader<'a> {
    rest: &'a str,
    /// Parentheses that are open.
    depth: usize,
}

/// Nobody reads more parentheses in one another.
const DEEPEST: usize = 32;

impl<'a> Reader<'a> {
    fn sum(&mut self) -> Result<(Expression, Dimension), String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("more than {DEEPEST} parentheses are open"));
        }
        let sum = self.terms();
        self.depth -= 1;
        sum
    }

    fn terms(&mut self) -> Result<(Expression, Dimension), String> {
        let mut left = self.product()?;
        loop {
            let operation = match self.rest.chars().next() {
                Some('+') => Operation::Add,
                Some('-') => Operation::Subtract,
                _ => return Ok(left),
            };
            self.skip(1);
            let right = self.product()?;
            left = like(operation, left, right)?;
        }
    }

    fn product(&mut self) -> Result<(Expression, Dimension), String> {
        let (mut left, mut dimension) = self.single()?;
        loop {
            let (operation, sign) = match self.rest.chars().next() {
                Some('*') => (Operation::Multiply, 1),
                Some('/') => (Operation::Divide, -1),
                _ => return Ok((left, dimension)),
            };
            self.skip(1);
            let (right, other) = self.single()?;
            // Powers beyond any use stay at the end of the range, and fit no unit.
            let power = |own: i8, other: i8| own.saturating_add(other.saturating_mul(sign));
            dimension = (power(dimension.0, other.0), power(dimension.1, other.1));
            left = both(operation, left, right);
        }
    }

    fn single(&mut self) -> Result<(Expression, Dimension), String> {
        if self.eat("(") {
            let inner = self.sum()?;
            return if self.eat(")") { Ok(inner) } else { Err("a parenthesis is not closed".into()) };
        }
        for (word, rounding) in [("floor(", Rounding::Down), ("ceil(", Rounding::Up)] {
            if self.eat(word) {
                return match self.sum()? {
                    _ if !self.eat(")") => Err("a parenthesis is not closed".into()),
                    (inner, (0, 0)) => Ok((Expression::Whole(rounding, Box::new(inner)), (0, 0))),
                    (_, dimension) => Err(format!("{} cannot be made whole", named(dimension))),
                };
            }
        }
        for (word, operation) in [("min(", Operation::Min), ("max(", Operation::Max)] {
            if self.eat(word) {
                let left = self.sum()?;
                if !self.eat(",") {
                    return Err(format!("`{word}` takes two parts with a comma between them"));
                }
                let right = self.sum()?;
                return if self.eat(")") {
                    like(operation, left, right)
                } else {
                    Err("a parenthesis is not closed".into())
                };
            }
        }
        let digit = self.rest.starts_with(|first: char| first.is_ascii_digit());
        if digit { self.number() } else { self.fact() }
    }

    fn number(&mut self) -> Result<(Expression, Dimension), String> {
        let word = self.word(|letter| letter.is_ascii_digit() || letter == '.');
        let (low, high) = word.split_once("..").unwrap_or((word, word));
        match (low.parse::<f64>(), high.parse::<f64>()) {
            (Ok(low), Ok(high)) if low <= high => Ok((Expression::Number(Interval::new(low, high)), (0, 0))),
            _ => Err(format!("`{word}` is neither a number nor a range such as `2..3`")),
        }
    }

    fn fact(&mut self) -> Result<(Expression, Dimension), String> {
        let word = self.word(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "._".contains(letter));
        let Some(fact) = FactRef::find(word) else { return Err(format!("there is no fact `{word}`")) };
        match fact.fact().kind {
            Kind::Number(unit) => Ok((Expression::Fact(fact), dimension_of(unit))),
            _ => Err(format!("`{word}` is no number")),
        }
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|letter| !belongs(letter)).unwrap_or(self.rest.len());
        let word = &self.rest[..end];
        self.rest = self.rest[end..].trim_start();
        word
    }

    fn eat(&mut self, word: &str) -> bool {
        let there = self.rest.starts_with(word);
        if there {
            self.skip(word.len());
        }
        there
    }

    fn skip(&mut self, length: usize) {
        self.rest = self.rest[length..].trim_start();
    }
}

/// Combines two numbers that must be of the same kind.
fn like(
    operation: Operation,
    left: (Expression, Dimension),
    right: (Expression, Dimension),
) -> Result<(Expression, Dimension), String> {
    if left.1 == right.1 {
        return Ok((both(operation, left.0, right.0), left.1));
    }
    Err(format!("{} and {} cannot be taken together", named(left.1), named(right.1)))
}

fn both(operation: Operation, left: Expression, right: Expression) -> Expression {
    Expression::Both(operation, Box::new((left, right)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_that_divides_the_wrong_way_round_does_not_compile() {
        assert!(Expression::parse("store.peak_rate * store.query_time", Unit::Count).is_ok());
        let wrong = Expression::parse("store.peak_rate / store.query_time", Unit::Count).expect_err("1/s²");
        assert!(wrong.contains("power of -2"), "{wrong}");
    }

    #[test]
    fn numbers_are_computed_and_ranges_stay_ranges() {
        let value = |text: &str| Expression::parse(text, Unit::Count).expect(text).evaluate(&Facts::default());
        assert_eq!(value("2 * 4 + 1"), Some(Interval::exact(9.0)));
        assert_eq!(value("2..3 * (9 - 1)"), Some(Interval::new(16.0, 24.0)));
        assert_eq!(value("max(2, min(7, 5))"), Some(Interval::exact(5.0)));
        assert_eq!(value("floor(1..5 * 3.5)"), Some(Interval::new(3.0, 17.0)));
        assert_eq!(value("ceil(7 / 2) + 1"), Some(Interval::exact(5.0)));
        assert_eq!(value("2 * store.cpu_cores"), None);
    }

    #[test]
    fn mistakes_are_told() {
        for (text, problem) in [
            ("store.corse", "no fact"),
            ("store.topology", "no number"),
            ("(1 + 2", "not closed"),
            ("store.peak_rate + store.query_time", "cannot be taken together"),
            ("ceil(store.peak_rate)", "cannot be made whole"),
            ("1 2", "not expected"),
            (&"(".repeat(50_000), "parentheses are open"),
            (&format!("1{}", " / store.peak_rate".repeat(300)), "comes out in"),
        ] {
            let told = Expression::parse(text, Unit::Count).expect_err(text);
            assert!(told.contains(problem), "{text}: {told}");
        }
    }
}
