//! How well engines do operations, as the program uses it.

use serde::{Deserialize, Serialize};

use crate::quantity::Interval;
use crate::vocabulary::{READ, SHAPE, WRITE};

/// How well an operation is done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Grade {
    /// 0 cannot, 1 strained, 2 weak, 3 adequate, 4 good, 5 made for it.
    pub grade: u8,
    /// What it is limited by; apart, since few of the thousands of grades have limits.
    pub limits: Option<Box<Limits>>,
}

/// Up to where a grade holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// It starts to fall at the low end of each range and is gone at the high end.
    pub up_to: Vec<(Extent, Interval)>,
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

/// Grades in the order of the vocabulary's lists.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Grades {
    /// By shape.
    pub shapes: Vec<Grade>,
    /// By read operation.
    pub reads: Vec<Grade>,
    /// By write operation.
    pub writes: Vec<Grade>,
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
    pub fn of(&self, list: Graded) -> &[Grade] {
        match list {
            Graded::Shapes => &self.shapes,
            Graded::Reads => &self.reads,
            Graded::Writes => &self.writes,
        }
    }
}
