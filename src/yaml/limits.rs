//! How much a file may demand.

/// Bounds on a file, so that a hostile one costs neither time nor memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes.
    pub bytes: usize,
    /// The deepest nesting.
    pub depth: usize,
    /// The most values, each use of an alias counted with all that it stands for.
    pub nodes: usize,
    /// The most uses of aliases.
    pub aliases: usize,
}

impl Limits {
    /// For a workload: far beyond any that a person would write.
    pub const WORKLOAD: Self = Self { bytes: 4 * 1024 * 1024, depth: 32, nodes: 200_000, aliases: 100 };

    /// For a file of knowledge.
    pub const KNOWLEDGE: Self = Self { bytes: 16 * 1024 * 1024, nodes: 1_000_000, ..Self::WORKLOAD };
}
