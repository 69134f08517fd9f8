//! Conditions that are asked of many subjects, such as engines: what does not depend on the subject is settled once.

use super::{Check, Condition, Facts, Test, Verdict};
use crate::vocabulary::{FactRef, Scope};

/// What is left of a condition once everything is settled that facts of one scope have no part in.
#[derive(Debug)]
pub enum Narrowed<'a> {
    /// It comes out the same for every subject.
    Settled(Verdict),
    /// It hangs on one test.
    Test(&'a Test),
    /// All of these have to hold.
    All(Vec<Narrowed<'a>>),
    /// One of these has to hold.
    Any(Vec<Narrowed<'a>>),
    /// This must not hold.
    Not(Box<Narrowed<'a>>),
}

impl Condition {
    /// Settles what does not look at facts of the `open` scope, those of the subjects, with the facts that are known
    /// of everything else.
    #[must_use]
    pub fn narrowed(&self, open: Scope, facts: &Facts<'_>) -> Narrowed<'_> {
        match self {
            Self::All(parts) => {
                let parts = parts.iter().map(|part| part.narrowed(open, facts));
                join(parts, Verdict::False, Verdict::True, Narrowed::All)
            }
            Self::Any(parts) => {
                let parts = parts.iter().map(|part| part.narrowed(open, facts));
                join(parts, Verdict::True, Verdict::False, Narrowed::Any)
            }
            Self::Not(part) => match part.narrowed(open, facts) {
                Narrowed::Settled(verdict) => Narrowed::Settled(verdict.negated()),
                part => Narrowed::Not(Box::new(part)),
            },
            Self::Test(test) => {
                let is_open = |fact: FactRef| fact.scope == open;
                let compared = match &test.check {
                    Check::Fact(_, other) => is_open(*other),
                    Check::Computed(_, expression) => {
                        let mut found = false;
                        expression.for_each_fact(&mut |fact| found |= is_open(fact));
                        found
                    }
                    _ => false,
                };
                if is_open(test.fact) || compared {
                    Narrowed::Test(test)
                } else {
                    Narrowed::Settled(test.evaluate(facts))
                }
            }
        }
    }
}

/// Joins parts: one that comes out `settling` settles the whole, those that come out `neutral` play no role.
fn join<'a>(
    parts: impl Iterator<Item = Narrowed<'a>>,
    settling: Verdict,
    neutral: Verdict,
    whole: impl FnOnce(Vec<Narrowed<'a>>) -> Narrowed<'a>,
) -> Narrowed<'a> {
    let mut left = Vec::new();
    let mut undecided = false;
    for part in parts {
        match part {
            Narrowed::Settled(verdict) if verdict == settling => return Narrowed::Settled(settling),
            Narrowed::Settled(verdict) => undecided |= verdict != neutral,
            part => left.push(part),
        }
    }
    if undecided {
        left.push(Narrowed::Settled(Verdict::Unknown));
    }
    match left.len() {
        0 => Narrowed::Settled(neutral),
        1 => left.swap_remove(0),
        _ => whole(left),
    }
}

impl Narrowed<'_> {
    /// The outcome for a subject.
    #[must_use]
    pub fn evaluate(&self, facts: &Facts<'_>) -> Verdict {
        match self {
            Self::Settled(verdict) => *verdict,
            Self::Test(test) => test.evaluate(facts),
            Self::All(parts) => {
                Verdict::settle(parts.iter().map(|part| part.evaluate(facts)), Verdict::False, Verdict::True)
            }
            Self::Any(parts) => {
                Verdict::settle(parts.iter().map(|part| part.evaluate(facts)), Verdict::True, Verdict::False)
            }
            Self::Not(part) => part.evaluate(facts).negated(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Value;

    fn flag(scope: Scope) -> Condition {
        Condition::Test(Test { fact: FactRef { scope, index: 0 }, check: Check::Flag(true) })
    }

    #[test]
    fn a_narrowed_condition_comes_out_as_the_whole_one() {
        let values = [[Value::Flag(true)], [Value::Flag(false)], [Value::Unknown]];
        let parts = || vec![flag(Scope::Dataset), flag(Scope::System), flag(Scope::Engine)];
        let conditions = [
            Condition::All(parts()),
            Condition::Any(parts()),
            Condition::Not(Box::new(Condition::Any(parts()))),
            Condition::Any(vec![Condition::All(parts()), Condition::Not(Box::new(flag(Scope::Dataset)))]),
        ];
        for condition in &conditions {
            for (dataset, system) in values.iter().flat_map(|dataset| values.each_ref().map(|system| (dataset, system)))
            {
                let known = Facts { system, dataset, ..Facts::default() };
                let narrowed = condition.narrowed(Scope::Engine, &known);
                for engine in &values {
                    let facts = Facts { engine, ..known };
                    assert_eq!(narrowed.evaluate(&facts), condition.evaluate(&facts), "{condition:?} {facts:?}");
                }
            }
        }
    }

    #[test]
    fn what_does_not_look_at_the_subject_is_settled() {
        let dataset = [Value::Flag(true)];
        let known = Facts { dataset: &dataset, ..Facts::default() };
        let any = Condition::Any(vec![flag(Scope::Engine), flag(Scope::Dataset)]);
        assert!(matches!(any.narrowed(Scope::Engine, &known), Narrowed::Settled(Verdict::True)));
        let all = Condition::All(vec![flag(Scope::Engine), flag(Scope::Dataset)]);
        assert!(matches!(all.narrowed(Scope::Engine, &known), Narrowed::Test(_)));
    }
}
