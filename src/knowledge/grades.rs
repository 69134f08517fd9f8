//! How well engines do operations, as the program uses it.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize};

use crate::quantity::Interval;
use crate::vocabulary::{READ, SHAPE, WRITE};

/// How well an operation is done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grade {
    /// 0 cannot, 1 strained, 2 weak, 3 adequate, 4 good, 5 made for it.
    pub grade: u8,
    /// Up to where it holds.
    pub limits: Vec<Limit>,
}

/// Up to where a grade holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// The quantity that it is limited in.
    pub of: Extent,
    /// The grade starts to fall at the low end and is gone at the high end.
    pub up_to: Interval,
    /// The grade that is left beyond.
    pub beyond: u8,
}

/// The quantity that a grade is limited in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// Size of the dataset.
    Size,
    /// Items of the dataset.
    Items,
    /// Read rate.
    Reads,
    /// Write rate.
    Writes,
}

/// Grades of the operations of a list, in the vocabulary's order. There are thousands of grades, of which few have
/// limits: these stand apart, and the others are lent by the binary.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct GradeList {
    #[serde(deserialize_with = "lent")]
    grades: Cow<'static, [u8]>,
    /// Places of the grades with limits, a grade with several as often.
    limits: Vec<(u8, Limit)>,
}

/// Grades in the order of the vocabulary's lists.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Grades {
    /// By shape.
    pub shapes: GradeList,
    /// By read operation.
    pub reads: GradeList,
    /// By write operation.
    pub writes: GradeList,
}

/// A list of operations that are graded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Graded {
    /// Shapes of data.
    Shapes,
    /// Read operations.
    Reads,
    /// Write operations.
    Writes,
}

impl Graded {
    /// The words of the list, in the vocabulary's order.
    #[must_use]
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Shapes => SHAPE.words,
            Self::Reads => READ.words,
            Self::Writes => WRITE.words,
        }
    }
}

impl Grades {
    /// The grades of one list.
    #[must_use]
    pub fn of(&self, list: Graded) -> &GradeList {
        match list {
            Graded::Shapes => &self.shapes,
            Graded::Reads => &self.reads,
            Graded::Writes => &self.writes,
        }
    }

    /// The grades of one list, to be changed.
    pub fn of_mut(&mut self, list: Graded) -> &mut GradeList {
        match list {
            Graded::Shapes => &mut self.shapes,
            Graded::Reads => &mut self.reads,
            Graded::Writes => &mut self.writes,
        }
    }
}

impl GradeList {
    /// The grade at a place whatever the limits; 0 behind the end.
    #[must_use]
    pub fn at(&self, place: usize) -> u8 {
        self.grades.get(place).copied().unwrap_or_default()
    }

    /// What the grade at a place is limited by.
    pub fn limits(&self, place: usize) -> impl Iterator<Item = &Limit> {
        self.limits.iter().filter(move |(limited, _)| usize::from(*limited) == place).map(|(_, limit)| limit)
    }

    /// The grade at a place with its limits; 0 behind the end.
    #[must_use]
    pub fn grade(&self, place: usize) -> Grade {
        Grade { grade: self.at(place), limits: self.limits(place).copied().collect() }
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = Grade> {
        (0..self.grades.len()).map(|place| self.grade(place))
    }

    /// Whether any operation is possible.
    #[must_use]
    pub fn any(&self) -> bool {
        self.grades.iter().any(|grade| *grade > 0)
    }

    /// Sets the grade at a place.
    pub fn set(&mut self, place: u8, Grade { grade, limits }: Grade) {
        self.grades.to_mut()[usize::from(place)] = grade;
        self.limits.retain(|(limited, _)| *limited != place);
        self.limits.extend(limits.into_iter().map(|limit| (place, limit)));
    }
}

impl FromIterator<Grade> for GradeList {
    fn from_iter<T: IntoIterator<Item = Grade>>(all: T) -> Self {
        let (mut grades, mut limits) = (Vec::new(), Vec::new());
        for (Grade { grade, limits: limited }, place) in all.into_iter().zip(0_u8..) {
            grades.push(grade);
            limits.extend(limited.into_iter().map(|limit| (place, limit)));
        }
        Self { grades: grades.into(), limits }
    }
}

/// Only out of bytes that are there for good, such as those of the binary.
fn lent<'de: 'static, D: Deserializer<'de>>(from: D) -> Result<Cow<'static, [u8]>, D::Error> {
    <&'static [u8]>::deserialize(from).map(Cow::Borrowed)
}
