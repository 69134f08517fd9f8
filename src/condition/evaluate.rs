//! Evaluation of conditions.

use super::{Check, Comparison, Condition, Test, Verdict};
use crate::quantity::Interval;
use crate::vocabulary::{FactRef, Scope, Value};

/// The facts that a condition is evaluated against: one list a scope, in the vocabulary's order.
/// A scope that plays no part is an empty list; its facts are unknown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// Facts of the workload.
    pub system: &'a [Value],
    /// Facts of the dataset in question.
    pub dataset: &'a [Value],
    /// Facts of the dataset at the other end of a link.
    pub other: &'a [Value],
    /// Facts of the candidate.
    pub engine: &'a [Value],
    /// Facts of the store.
    pub store: &'a [Value],
    /// Facts of the link between two datasets.
    pub pair: &'a [Value],
    /// What is declared.
    pub declared: &'a [Value],
}

impl<'a> Facts<'a> {
    /// The value of a fact.
    #[must_use]
    pub fn get(&self, fact: FactRef) -> &'a Value {
        const UNKNOWN: &Value = &Value::Unknown;
        let list = match fact.scope {
            Scope::System => self.system,
            Scope::Dataset => self.dataset,
            Scope::Other => self.other,
            Scope::Engine => self.engine,
            Scope::Store => self.store,
            Scope::Pair => self.pair,
            Scope::Declared => self.declared,
        };
        list.get(usize::from(fact.index)).unwrap_or(UNKNOWN)
    }
}

impl Condition {
    /// Evaluates the condition. Parts are looked at in writing order; a part that settles the
    /// outcome ends it.
    #[must_use]
    pub fn evaluate(&self, facts: &Facts<'_>) -> Verdict {
        match self {
            Self::All(parts) => {
                Verdict::settle(parts.iter().map(|part| part.evaluate(facts)), Verdict::False, Verdict::True)
            }
            Self::Any(parts) => {
                Verdict::settle(parts.iter().map(|part| part.evaluate(facts)), Verdict::True, Verdict::False)
            }
            Self::Not(part) => part.evaluate(facts).negated(),
            Self::Test(test) => test.evaluate(facts),
        }
    }

    /// The facts whose being unknown keeps the condition from being settled.
    #[must_use]
    pub fn undecided_facts(&self, facts: &Facts<'_>) -> Vec<FactRef> {
        let mut undecided = Vec::new();
        self.collect_undecided(facts, &mut undecided);
        undecided
    }

    fn collect_undecided(&self, facts: &Facts<'_>, undecided: &mut Vec<FactRef>) {
        if self.evaluate(facts) != Verdict::Unknown {
            return;
        }
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.collect_undecided(facts, undecided));
            }
            Self::Not(part) => part.collect_undecided(facts, undecided),
            Self::Test(test) => {
                if !undecided.contains(&test.fact) {
                    undecided.push(test.fact);
                }
            }
        }
    }
}

impl Test {
    pub(super) fn evaluate(&self, facts: &Facts<'_>) -> Verdict {
        self.check.verdict(facts.get(self.fact), |other| facts.get(other))
    }
}

impl Check {
    /// Whether a value passes; `other` knows the facts that it may be compared with.
    #[inline]
    pub(super) fn verdict<'v>(&self, value: &Value, other: impl Fn(FactRef) -> &'v Value) -> Verdict {
        if let Self::Stated(wanted) = self {
            let stated = !matches!(value, Value::Unknown | Value::Absent);
            return Verdict::from_truth(Some(stated == *wanted));
        }
        match (value, self) {
            (Value::Unknown, _) => Verdict::Unknown,
            // What is known to be none lacks everything and passes no other test.
            (Value::Absent, Self::Lacks(_) | Self::Flag(false)) => Verdict::True,
            (Value::Absent, _) => Verdict::False,
            (Value::Choice(at), Self::OneOf(bits)) => Verdict::from_truth(Some(bits >> at & 1 == 1)),
            (Value::Set(set), Self::OneOf(bits)) => Verdict::from_truth(Some(set & bits != 0)),
            (Value::Set(set), Self::Has(bits)) => Verdict::from_truth(Some(set & bits == *bits)),
            (Value::Set(set), Self::Lacks(bits)) => Verdict::from_truth(Some(set & bits == 0)),
            (Value::Set(set), Self::Only(bits)) => Verdict::from_truth(Some(*set != 0 && set & !bits == 0)),
            (Value::Flag(flag), Self::Flag(wanted)) => Verdict::from_truth(Some(flag == wanted)),
            (Value::Names(names), Self::Named(wanted)) => {
                Verdict::from_truth(Some(names.iter().any(|name| wanted.contains(name))))
            }
            (Value::Choice(at), Self::Rank(comparison, word)) => {
                Verdict::from_truth(Some(compare(*comparison, f64::from(*at), f64::from(*word))))
            }
            (Value::Number(number), Self::Number(comparison, bound)) => {
                Verdict::from_truth(compare_intervals(*comparison, *number, Interval::exact(*bound)))
            }
            (Value::Number(number), Self::Within(range)) => Verdict::from_truth(within(*number, *range)),
            (Value::Number(number), Self::Computed(comparison, bound)) => match bound.evaluate_with(&other) {
                Some(bound) => Verdict::from_truth(compare_intervals(*comparison, *number, bound)),
                None => Verdict::Unknown,
            },
            (value, Self::Fact(comparison, fact)) => compare_facts(*comparison, value, other(*fact)),
            // The compiler of conditions lets no other pair through.
            _ => Verdict::Unknown,
        }
    }
}

fn compare(comparison: Comparison, left: f64, right: f64) -> bool {
    match comparison {
        Comparison::Less => left < right,
        Comparison::AtMost => left <= right,
        Comparison::More => left > right,
        Comparison::AtLeast => left >= right,
        Comparison::Same => (left - right).abs() < f64::EPSILON,
    }
}

/// True when every pair of numbers satisfies, false when none does.
fn compare_intervals(comparison: Comparison, left: Interval, right: Interval) -> Option<bool> {
    let (all, none) = match comparison {
        Comparison::Less => (left.high < right.low, left.low >= right.high),
        Comparison::AtMost => (left.high <= right.low, left.low > right.high),
        Comparison::More => (left.low > right.high, left.high <= right.low),
        Comparison::AtLeast => (left.low >= right.high, left.high < right.low),
        Comparison::Same => {
            let same = left.low >= left.high && right.low >= right.high && compare(comparison, left.low, right.low);
            (same, left.high < right.low || left.low > right.high)
        }
    };
    if all {
        Some(true)
    } else if none {
        Some(false)
    } else {
        None
    }
}

fn within(number: Interval, range: Interval) -> Option<bool> {
    if number.low >= range.low && number.high <= range.high {
        Some(true)
    } else if number.high < range.low || number.low > range.high {
        Some(false)
    } else {
        None
    }
}

fn compare_facts(comparison: Comparison, left: &Value, right: &Value) -> Verdict {
    match (left, right) {
        (Value::Unknown, _) | (_, Value::Unknown) => Verdict::Unknown,
        (Value::Choice(left), Value::Choice(right)) => {
            Verdict::from_truth(Some(compare(comparison, f64::from(*left), f64::from(*right))))
        }
        (Value::Number(left), Value::Number(right)) => {
            Verdict::from_truth(compare_intervals(comparison, *left, *right))
        }
        // `>=` between sets: the left holds all of the right. `=`: they share a word.
        (Value::Set(left), Value::Set(right)) => Verdict::from_truth(Some(match comparison {
            Comparison::AtLeast => left & right == *right,
            Comparison::AtMost => left & right == *left,
            _ => left & right != 0,
        })),
        (Value::Choice(left), Value::Set(right)) | (Value::Set(right), Value::Choice(left)) => {
            Verdict::from_truth(Some(right >> left & 1 == 1))
        }
        (Value::Names(left), Value::Names(right)) => {
            Verdict::from_truth(Some(left.iter().any(|name| right.contains(name))))
        }
        _ => Verdict::False,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_that_satisfies_in_part_is_unknown() {
        let number = Interval { low: 1.0, high: 10.0 };
        assert_eq!(compare_intervals(Comparison::More, number, Interval::exact(5.0)), None);
        assert_eq!(compare_intervals(Comparison::More, number, Interval::exact(0.5)), Some(true));
        assert_eq!(compare_intervals(Comparison::More, number, Interval::exact(10.0)), Some(false));
        assert_eq!(compare_intervals(Comparison::AtLeast, number, Interval::exact(10.0)), None);
    }

    #[test]
    fn any_is_settled_by_one_true_part_and_all_by_one_false_part() {
        let facts = Facts::default();
        let unknown =
            Condition::Test(Test { fact: FactRef { scope: Scope::System, index: 0 }, check: Check::Flag(true) });
        let yes = Condition::always();
        let no = Condition::Not(Box::new(Condition::always()));
        assert_eq!(Condition::Any(vec![unknown.clone(), yes.clone()]).evaluate(&facts), Verdict::True);
        assert_eq!(Condition::All(vec![unknown.clone(), no]).evaluate(&facts), Verdict::False);
        assert_eq!(Condition::All(vec![unknown, yes]).evaluate(&facts), Verdict::Unknown);
    }
}
