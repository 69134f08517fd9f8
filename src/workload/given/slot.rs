//! What the fields of a spec have in common when they are read and set without knowing their types.

use std::num::NonZeroU32;

use super::Stands;
use crate::quantity::{Dimension, Growth, Interval, Kind, Measure};
use crate::workload::spec::{Hot, Importance, Mix, Regions, Retention};
use crate::workload::{Choice, Stated};
use crate::yaml::OneOrMany;

/// What can be written at a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenKind {
    /// A quantity.
    Number(Kind),
    /// A word of a list, or several.
    Words {
        /// The list.
        words: Vec<&'static str>,
        /// Whether several may stand there.
        many: bool,
        /// Whether shares stand there, which setting words takes away.
        with_shares: bool,
    },
    /// Yes or no.
    Flag,
    /// Names of engines, datasets or anything else.
    Names {
        /// Whether several may stand there.
        many: bool,
    },
}

/// A field of a spec.
pub trait Slot {
    /// What can be written there.
    fn kind(&self) -> GivenKind;
    /// What stands there.
    fn stands(&self) -> Stands;
    /// Writes something there; false when it cannot stand there.
    fn set(&mut self, value: &Stands) -> bool;
}

/// A value that a single number, word, list or flag makes.
trait Held: Sized {
    fn kind(held: Option<&Self>) -> GivenKind;
    fn stands(&self) -> Stands;
    fn made(value: &Stands, before: Option<&Self>) -> Option<Self>;
}

impl<T: Held> Slot for Stated<T> {
    fn kind(&self) -> GivenKind {
        T::kind(self.known())
    }

    fn stands(&self) -> Stands {
        match self {
            Self::LeftOut => Stands::LeftOut,
            Self::Unknown => Stands::Unknown,
            Self::Known(held) => held.stands(),
        }
    }

    fn set(&mut self, value: &Stands) -> bool {
        let made = match value {
            Stands::LeftOut => Some(Self::LeftOut),
            Stands::Unknown => Some(Self::Unknown),
            value => T::made(value, self.known()).map(Self::Known),
        };
        let fits = made.is_some();
        if let Some(made) = made {
            *self = made;
        }
        fits
    }
}

/// The point of a number that can be written: finite, and not negative.
fn point(value: &Stands) -> Option<f64> {
    value.number().map(Interval::point).filter(|point| point.is_finite() && *point >= 0.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to lie within the type")]
fn whole(value: &Stands) -> Option<u32> {
    point(value).map(f64::round).filter(|whole| *whole <= f64::from(u32::MAX)).map(|whole| whole as u32)
}

impl<D: Dimension> Held for Measure<D> {
    fn kind(_: Option<&Self>) -> GivenKind {
        GivenKind::Number(D::KIND)
    }

    fn stands(&self) -> Stands {
        Stands::Number(self.interval())
    }

    fn made(value: &Stands, _: Option<&Self>) -> Option<Self> {
        point(value).and_then(Self::exactly)
    }
}

impl Held for Growth {
    fn kind(held: Option<&Self>) -> GivenKind {
        GivenKind::Number(match held {
            Some(Self::Amount(_)) => Kind::Growth,
            _ => Kind::LoadGrowth,
        })
    }

    fn stands(&self) -> Stands {
        Stands::Number(match self {
            Self::Amount(amount) => amount.interval(),
            Self::Share(share) => share.interval(),
        })
    }

    fn made(value: &Stands, before: Option<&Self>) -> Option<Self> {
        let point = point(value)?;
        match before {
            Some(Self::Amount(_)) => Measure::exactly(point).map(Self::Amount),
            // Where nothing stands, a share says something whatever the size is.
            _ => Measure::exactly(point).map(Self::Share),
        }
    }
}

impl Held for Retention {
    fn kind(_: Option<&Self>) -> GivenKind {
        GivenKind::Number(Kind::Duration)
    }

    fn stands(&self) -> Stands {
        match self {
            Self::Forever => Stands::exactly(f64::INFINITY),
            Self::For(duration) => Stands::Number(duration.interval()),
        }
    }

    fn made(value: &Stands, _: Option<&Self>) -> Option<Self> {
        if value.number().is_some_and(|number| number.low.is_infinite()) {
            return Some(Self::Forever);
        }
        point(value).and_then(Measure::exactly).map(Self::For)
    }
}

impl Held for Hot {
    fn kind(held: Option<&Self>) -> GivenKind {
        GivenKind::Number(match held {
            Some(Self::Share(_)) => Kind::Share,
            _ => Kind::Size,
        })
    }

    fn stands(&self) -> Stands {
        Stands::Number(match self {
            Self::Size(size) => size.interval(),
            Self::Share(share) => share.interval(),
        })
    }

    fn made(value: &Stands, before: Option<&Self>) -> Option<Self> {
        let point = point(value)?;
        match before {
            Some(Self::Share(_)) => Measure::exactly(point).map(Self::Share),
            _ => Measure::exactly(point).map(Self::Size),
        }
    }
}

impl Held for Regions {
    fn kind(_: Option<&Self>) -> GivenKind {
        GivenKind::Number(Kind::Count)
    }

    fn stands(&self) -> Stands {
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        Stands::exactly(self.count() as f64)
    }

    fn made(value: &Stands, _: Option<&Self>) -> Option<Self> {
        whole(value).and_then(NonZeroU32::new).map(Self::Number)
    }
}

impl Held for NonZeroU32 {
    fn kind(_: Option<&Self>) -> GivenKind {
        GivenKind::Number(Kind::Count)
    }

    fn stands(&self) -> Stands {
        Stands::exactly(f64::from(self.get()))
    }

    fn made(value: &Stands, _: Option<&Self>) -> Option<Self> {
        whole(value).and_then(Self::new)
    }
}

impl Held for Importance {
    fn kind(_: Option<&Self>) -> GivenKind {
        GivenKind::Number(Kind::Count)
    }

    fn stands(&self) -> Stands {
        Stands::exactly(f64::from(self.get()))
    }

    fn made(value: &Stands, _: Option<&Self>) -> Option<Self> {
        whole(value).and_then(|whole| u8::try_from(whole).ok()).and_then(|whole| Self::try_from(whole).ok())
    }
}

impl Held for bool {
    fn kind(_: Option<&Self>) -> GivenKind {
        GivenKind::Flag
    }

    fn stands(&self) -> Stands {
        Stands::Flag(*self)
    }

    fn made(value: &Stands, _: Option<&Self>) -> Option<Self> {
        match value {
            Stands::Flag(flag) => Some(*flag),
            _ => None,
        }
    }
}

/// The names that a value holds.
fn names(value: &Stands) -> Option<&[String]> {
    match value {
        Stands::Names(names) => Some(names),
        _ => None,
    }
}

impl Held for String {
    fn kind(_: Option<&Self>) -> GivenKind {
        GivenKind::Names { many: false }
    }

    fn stands(&self) -> Stands {
        Stands::Names(vec![self.clone()])
    }

    fn made(value: &Stands, _: Option<&Self>) -> Option<Self> {
        match names(value)? {
            [name] => Some(name.clone()),
            _ => None,
        }
    }
}

impl Held for Vec<String> {
    fn kind(_: Option<&Self>) -> GivenKind {
        GivenKind::Names { many: true }
    }

    fn stands(&self) -> Stands {
        Stands::Names(self.clone())
    }

    fn made(value: &Stands, _: Option<&Self>) -> Option<Self> {
        names(value).map(<[String]>::to_vec)
    }
}

/// A list that is empty where nothing was said.
impl Slot for Vec<String> {
    fn kind(&self) -> GivenKind {
        <Self as Held>::kind(None)
    }

    fn stands(&self) -> Stands {
        if self.is_empty() { Stands::LeftOut } else { Held::stands(self) }
    }

    fn set(&mut self, value: &Stands) -> bool {
        let made = match value {
            Stands::LeftOut | Stands::Unknown => Some(Self::new()),
            value => Self::made(value, None),
        };
        let fits = made.is_some();
        if let Some(made) = made {
            *self = made;
        }
        fits
    }
}

fn list<C: Choice>(many: bool, with_shares: bool) -> GivenKind {
    GivenKind::Words { words: C::ALL.iter().map(|choice| choice.word()).collect(), many, with_shares }
}

/// The choices that words stand for; none when one of them stands for none.
fn choices<C: Choice>(value: &Stands) -> Option<Vec<C>> {
    match value {
        Stands::Words(words) => words.iter().map(|word| C::from_word(word)).collect(),
        _ => None,
    }
}

impl<C: Choice> Held for C {
    fn kind(_: Option<&Self>) -> GivenKind {
        list::<C>(false, false)
    }

    fn stands(&self) -> Stands {
        Stands::Words(vec![self.word()])
    }

    fn made(value: &Stands, _: Option<&Self>) -> Option<Self> {
        match choices(value)?.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

impl<C: Choice> Held for Vec<C> {
    fn kind(_: Option<&Self>) -> GivenKind {
        list::<C>(true, false)
    }

    fn stands(&self) -> Stands {
        Stands::Words(self.iter().map(|choice| choice.word()).collect())
    }

    fn made(value: &Stands, _: Option<&Self>) -> Option<Self> {
        choices(value)
    }
}

impl<C: Choice> Held for OneOrMany<C> {
    fn kind(_: Option<&Self>) -> GivenKind {
        list::<C>(true, false)
    }

    fn stands(&self) -> Stands {
        Stands::Words(self.as_slice().iter().map(|choice| choice.word()).collect())
    }

    fn made(value: &Stands, _: Option<&Self>) -> Option<Self> {
        choices(value).filter(|choices: &Vec<C>| !choices.is_empty()).map(Self::from)
    }
}

impl<C: Choice + Eq + std::hash::Hash> Held for Mix<C> {
    fn kind(held: Option<&Self>) -> GivenKind {
        list::<C>(true, matches!(held, Some(Self::Shares(_))))
    }

    fn stands(&self) -> Stands {
        Stands::Words(self.operations().iter().map(|choice| choice.word()).collect())
    }

    fn made(value: &Stands, _: Option<&Self>) -> Option<Self> {
        choices(value).map(Self::Plain)
    }
}
