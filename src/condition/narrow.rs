//! Conditions that are asked of many subjects, such as engines, in many contexts, such as datasets: what looks at the
//! subjects alone is settled once for all contexts, what looks at the context alone once for all subjects. What a
//! condition comes out as is kept for all subjects together, a bit for each.

use std::borrow::Cow;

use super::{Check, Condition, Facts, Test, Verdict};
use crate::vocabulary::{FactRef, Scope, Value};

/// The facts of the engines that conditions are asked of.
pub type Engines<'a> = [&'a [Value]];

/// A condition with everything settled that does not look at the context.
#[derive(Debug)]
pub enum Narrowed<'a> {
    /// It looks at no context.
    Settled(Outcomes<'static>),
    /// It hangs on one test.
    Test(&'a Test),
    /// All of these have to hold.
    All(Vec<Narrowed<'a>>),
    /// One of these has to hold.
    Any(Vec<Narrowed<'a>>),
    /// This must not hold.
    Not(Box<Narrowed<'a>>),
}

/// What a condition comes out as for engines.
#[derive(Clone, Debug)]
pub enum Outcomes<'a> {
    /// The same for all of them.
    Same(Verdict),
    /// For each of them, in their order.
    Each(Cow<'a, Column>),
}

/// Verdicts on engines, of which it holds for some, fails for some, and is unknown for the others.
#[derive(Clone, Debug)]
pub struct Column(Vec<Word>);

/// A bit for each of 64 engines.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    holds: u64,
    fails: u64,
}

impl Column {
    /// The verdicts on so many engines, by their places.
    pub fn of(count: usize, verdict: impl Fn(usize) -> Verdict) -> Self {
        let word = |first: usize| {
            (first..count.min(first + 64)).fold(Word::default(), |word, place| {
                let verdict = verdict(place);
                let bit = |wanted: Verdict| u64::from(verdict == wanted) << (place - first);
                Word { holds: word.holds | bit(Verdict::True), fails: word.fails | bit(Verdict::False) }
            })
        };
        Self((0..count).step_by(64).map(word).collect())
    }

    fn each(&mut self, other: &Self, join: impl Fn(&mut Word, Word)) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| join(word, *other));
    }

    fn negate(&mut self) {
        self.0.iter_mut().for_each(|word| *word = Word { holds: word.fails, fails: word.holds });
    }
}

impl Outcomes<'_> {
    /// The verdict on an engine, by its place.
    #[must_use]
    pub fn verdict(&self, place: usize) -> Verdict {
        match self {
            Self::Same(verdict) => *verdict,
            Self::Each(column) => {
                let word = column.0[place / 64];
                match (word.holds >> (place % 64) & 1, word.fails >> (place % 64) & 1) {
                    (1, _) => Verdict::True,
                    (_, 1) => Verdict::False,
                    _ => Verdict::Unknown,
                }
            }
        }
    }

    /// Places of the engines for which this does not fail and `met` does not hold, ascending; there are `count`
    /// engines.
    pub fn without<'s>(&'s self, met: &'s Outcomes<'_>, count: usize) -> impl Iterator<Item = usize> + 's {
        (0..count.div_ceil(64)).flat_map(move |at| {
            let within = if count - at * 64 >= 64 { u64::MAX } else { (1 << (count % 64)) - 1 };
            let mut left = within & !self.word(at).fails & !met.word(at).holds;
            std::iter::from_fn(move || {
                let place = (left != 0).then(|| at * 64 + left.trailing_zeros() as usize);
                left &= left.wrapping_sub(1);
                place
            })
        })
    }

    fn word(&self, at: usize) -> Word {
        match self {
            Self::Same(Verdict::True) => Word { holds: u64::MAX, fails: 0 },
            Self::Same(Verdict::False) => Word { holds: 0, fails: u64::MAX },
            Self::Same(Verdict::Unknown) => Word::default(),
            Self::Each(column) => column.0[at],
        }
    }

    fn negated(self) -> Self {
        match self {
            Self::Same(verdict) => Self::Same(verdict.negated()),
            Self::Each(mut column) => {
                column.to_mut().negate();
                Self::Each(column)
            }
        }
    }
}

/// How the parts of a condition make the whole.
#[derive(Clone, Copy)]
enum Joined {
    All,
    Any,
}

impl Joined {
    /// The verdict on a part that settles the whole.
    fn settling(self) -> Verdict {
        match self {
            Self::All => Verdict::False,
            Self::Any => Verdict::True,
        }
    }

    fn join<'a>(self, parts: impl Iterator<Item = Outcomes<'a>>) -> Outcomes<'a> {
        let mut same = self.settling().negated();
        let mut joined: Option<Cow<'a, Column>> = None;
        for part in parts {
            match part {
                Outcomes::Same(verdict) if verdict == self.settling() => return part,
                Outcomes::Same(Verdict::Unknown) => same = Verdict::Unknown,
                Outcomes::Same(_) => {}
                Outcomes::Each(column) => match &mut joined {
                    None => joined = Some(column),
                    Some(joined) => joined.to_mut().each(&column, |word, other| self.words(word, other)),
                },
            }
        }
        let Some(mut joined) = joined else { return Outcomes::Same(same) };
        if same == Verdict::Unknown {
            joined.to_mut().0.iter_mut().for_each(|word| self.words(word, Word::default()));
        }
        Outcomes::Each(joined)
    }

    fn words(self, word: &mut Word, other: Word) {
        *word = match self {
            Self::All => Word { holds: word.holds & other.holds, fails: word.fails | other.fails },
            Self::Any => Word { holds: word.holds | other.holds, fails: word.fails & other.fails },
        }
    }
}

impl Condition {
    /// Settles what does not look at facts of the `open` scope, those of the contexts, with the facts that are known of
    /// everything else.
    #[must_use]
    pub fn narrowed(&self, open: Scope, facts: &Facts<'_>, engines: &Engines<'_>) -> Narrowed<'_> {
        match self {
            Self::All(parts) => Self::all_narrowed(parts, Joined::All, open, facts, engines),
            Self::Any(parts) => Self::all_narrowed(parts, Joined::Any, open, facts, engines),
            Self::Not(part) => match part.narrowed(open, facts, engines) {
                Narrowed::Settled(outcomes) => Narrowed::Settled(outcomes.negated()),
                part => Narrowed::Not(Box::new(part)),
            },
            Self::Test(test) if test.looks_at(open) => Narrowed::Test(test),
            Self::Test(test) => Narrowed::Settled(test.outcomes(facts, engines)),
        }
    }

    fn all_narrowed<'a>(
        parts: &'a [Self],
        joined: Joined,
        open: Scope,
        facts: &Facts<'_>,
        engines: &Engines<'_>,
    ) -> Narrowed<'a> {
        let (mut settled, mut left) = (Vec::new(), Vec::new());
        for part in parts {
            match part.narrowed(open, facts, engines) {
                Narrowed::Settled(outcomes) => settled.push(outcomes),
                part => left.push(part),
            }
        }
        let settled = joined.join(settled.into_iter());
        let decides = matches!(settled, Outcomes::Same(verdict) if verdict == joined.settling());
        if left.is_empty() || decides {
            return Narrowed::Settled(settled);
        }
        left.push(Narrowed::Settled(settled));
        match joined {
            Joined::All => Narrowed::All(left),
            Joined::Any => Narrowed::Any(left),
        }
    }
}

impl Narrowed<'_> {
    /// What it comes out as in a context.
    #[must_use]
    pub fn outcomes(&self, facts: &Facts<'_>, engines: &Engines<'_>) -> Outcomes<'_> {
        match self {
            Self::Settled(Outcomes::Same(verdict)) => Outcomes::Same(*verdict),
            Self::Settled(Outcomes::Each(column)) => Outcomes::Each(Cow::Borrowed(column)),
            Self::Test(test) => test.outcomes(facts, engines),
            Self::All(parts) => Joined::All.join(parts.iter().map(|part| part.outcomes(facts, engines))),
            Self::Any(parts) => Joined::Any.join(parts.iter().map(|part| part.outcomes(facts, engines))),
            Self::Not(part) => part.outcomes(facts, engines).negated(),
        }
    }
}

impl Test {
    fn looks_at(&self, scope: Scope) -> bool {
        let is_there = |fact: FactRef| fact.scope == scope;
        is_there(self.fact)
            || match &self.check {
                Check::Fact(_, other) => is_there(*other),
                Check::Computed(_, bound) => {
                    let mut found = false;
                    bound.for_each_fact(&mut |fact| found |= is_there(fact));
                    found
                }
                _ => false,
            }
    }

    fn outcomes(&self, facts: &Facts<'_>, engines: &Engines<'_>) -> Outcomes<'static> {
        if !self.looks_at(Scope::Engine) {
            return Outcomes::Same(self.evaluate(facts));
        }
        // Here each engine is looked at for each test: what is not the engine's is looked up once.
        let value = Side::of(self.fact, facts);
        let compared = match &self.check {
            Check::Fact(_, other) => Some(Side::of(*other, facts)),
            _ => None,
        };
        let verdict = |place: usize| {
            let engine = engines[place];
            let other = |fact| compared.unwrap_or_else(|| Side::of(fact, facts)).of_engine(engine);
            self.check.verdict(value.of_engine(engine), other)
        };
        Outcomes::Each(Cow::Owned(Column::of(engines.len(), verdict)))
    }
}

/// What is compared.
#[derive(Clone, Copy)]
enum Side<'a> {
    /// A fact of the engine, by its place.
    Engine(usize),
    /// Something that is the same for all engines.
    Known(&'a Value),
}

impl<'a> Side<'a> {
    fn of(fact: FactRef, facts: &Facts<'a>) -> Self {
        match fact.scope {
            Scope::Engine => Self::Engine(usize::from(fact.index)),
            _ => Self::Known(facts.get(fact)),
        }
    }

    fn of_engine(self, engine: &'a [Value]) -> &'a Value {
        const UNKNOWN: &Value = &Value::Unknown;
        match self {
            Self::Engine(place) => engine.get(place).unwrap_or(UNKNOWN),
            Self::Known(value) => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flag(scope: Scope) -> Condition {
        Condition::Test(Test { fact: FactRef { scope, index: 0 }, check: Check::Flag(true) })
    }

    #[test]
    fn a_narrowed_condition_comes_out_as_the_whole_one() {
        let values = [[Value::Flag(true)], [Value::Flag(false)], [Value::Unknown]];
        // More engines than fit into a word.
        let engines: Vec<&[Value]> = values.iter().cycle().take(70).map(<[Value; 1]>::as_slice).collect();
        let parts = || vec![flag(Scope::Dataset), flag(Scope::System), flag(Scope::Engine)];
        let conditions = [
            Condition::All(parts()),
            Condition::Any(parts()),
            Condition::Not(Box::new(Condition::Any(parts()))),
            Condition::Any(vec![Condition::All(parts()), Condition::Not(Box::new(flag(Scope::Dataset)))]),
            Condition::All(vec![Condition::Any(parts()), Condition::Not(Box::new(flag(Scope::Engine)))]),
        ];
        for condition in &conditions {
            for (dataset, system) in values.iter().flat_map(|dataset| values.each_ref().map(|system| (dataset, system)))
            {
                let known = Facts { system, ..Facts::default() };
                let narrowed = condition.narrowed(Scope::Dataset, &known, &engines);
                let facts = Facts { dataset, ..known };
                let outcomes = narrowed.outcomes(&facts, &engines);
                for (place, engine) in engines.iter().copied().enumerate() {
                    let whole = condition.evaluate(&Facts { engine, ..facts });
                    assert_eq!(outcomes.verdict(place), whole, "{condition:?} {facts:?} {engine:?}");
                }
                let open: Vec<usize> = outcomes.without(&outcomes, engines.len()).collect();
                let unknown = |place: &usize| outcomes.verdict(*place) == Verdict::Unknown;
                assert_eq!(open, (0..engines.len()).filter(unknown).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn what_does_not_look_at_the_context_is_settled() {
        let engine = [Value::Flag(true)];
        let known = |condition: &Condition| {
            matches!(condition.narrowed(Scope::Dataset, &Facts::default(), &[&engine]), Narrowed::Settled(_))
        };
        assert!(known(&Condition::Any(vec![flag(Scope::Engine), flag(Scope::System)])));
        assert!(!known(&Condition::All(vec![flag(Scope::Engine), flag(Scope::Dataset)])));
        let never = Condition::Any(Vec::new());
        assert!(known(&Condition::All(vec![never, flag(Scope::Dataset)])));
    }
}
