//! The pictures of the design report: one model, and two renderers that tell the same. Markdown gets the text of a
//! Mermaid diagram, which the code host draws; a page of HTML, which may use no network and no script, gets an SVG.
//! All text is data: whatever a spec says, it comes out as this text and as nothing else.

mod mermaid;
mod svg;
#[cfg(test)]
mod tests;

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Boxes and arrows.
    Flow(Flow),
    /// What happens one after the other.
    Timeline(Timeline),
    /// Quantities side by side.
    Bars(Bars),
}

/// Boxes, arrows between them, and frames around some of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flow {
    /// What the picture shows; read out by screen readers.
    pub title: String,
    /// Where the arrows mostly point.
    pub direction: Direction,
    /// The frames.
    pub groups: Vec<Group>,
    /// The boxes. Their order is kept where the arrows leave a choice.
    pub nodes: Vec<Node>,
    /// The arrows. One whose ends are no nodes is left out.
    pub edges: Vec<Edge>,
}

/// Where the arrows of a flow mostly point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    Right,
    /// From top to bottom.
    Down,
}

/// A frame with a title around nodes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Written at the top of the frame.
    pub title: String,
}

/// A box.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Node {
    /// The name, and below it what else is worth knowing.
    pub lines: Vec<String>,
    /// What kind of thing it is.
    pub shape: Shape,
    /// The place of its frame among the groups.
    pub group: Option<usize>,
}

/// What kind of thing a node is, told by its outline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    /// Any part of a system.
    #[default]
    Box,
    /// A database.
    Cylinder,
    /// An application or a person: where requests come from.
    Round,
    /// A queue, a log or a job that carries data from one place to another.
    Queue,
}

/// An arrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edge {
    /// The place of the node where it starts.
    pub from: usize,
    /// The place of the node where it ends.
    pub to: usize,
    /// What is written on it; may be empty.
    pub label: String,
    /// Whether it is of a lesser kind than the others: a copy, a later step.
    pub dashed: bool,
}

/// Periods one after the other, with what happens in each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    /// What the picture shows.
    pub title: String,
    /// The periods, the earliest first.
    pub periods: Vec<Period>,
}

/// A stretch of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Period {
    /// When it is.
    pub name: String,
    /// What happens in it.
    pub events: Vec<String>,
}

/// Horizontal bars, one below the other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bars {
    /// What the picture shows.
    pub title: String,
    /// What the lengths count.
    pub axis: String,
    /// The name and the length of each bar, from top to bottom.
    pub bars: Vec<(String, f64)>,
    /// The end of the scale, which starts at zero.
    pub most: f64,
}

impl Drawing {
    /// The text of a Mermaid diagram, as it stands in a fenced block; ends with a line break.
    #[must_use]
    pub fn mermaid(&self) -> String {
        match self {
            Self::Flow(flow) => mermaid::flow(flow),
            Self::Timeline(timeline) => mermaid::timeline(timeline),
            Self::Bars(bars) => mermaid::bars(bars),
        }
    }

    /// The picture as an element of a page, with classes for its colours.
    #[must_use]
    pub fn svg(&self) -> String {
        match self {
            Self::Flow(flow) => svg::flow(flow),
            Self::Timeline(timeline) => svg::timeline(timeline),
            Self::Bars(bars) => svg::bars(bars),
        }
    }
}

impl Flow {
    /// The arrows that have a node at both ends.
    fn drawn_edges(&self) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(|edge| edge.from < self.nodes.len() && edge.to < self.nodes.len())
    }

    /// The frame of a node, when it has one that exists.
    fn group_of(&self, node: usize) -> Option<usize> {
        self.nodes.get(node).and_then(|node| node.group).filter(|group| *group < self.groups.len())
    }

    /// The nodes of a frame, or those without one, with their places.
    fn members(&self, group: Option<usize>) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate().filter(move |(at, _)| self.group_of(*at) == group)
    }
}

impl Bars {
    /// The end of the scale: as wanted, and beyond the longest bar in any case.
    fn end(&self) -> f64 {
        let longest = self.bars.iter().map(|(_, length)| drawable(*length)).fold(drawable(self.most), f64::max);
        if longest > 0.0 { longest } else { 1.0 }
    }
}

/// A length that can be drawn: nothing is shorter than nothing, and what is no number has no length.
fn drawable(length: f64) -> f64 {
    if length.is_finite() { length.max(0.0) } else { 0.0 }
}

/// A number as it is written in a picture, with at most one decimal.
fn number(value: f64) -> String {
    // Adding zero turns a negative zero into zero.
    let rounded = (value * 10.0).round() / 10.0 + 0.0;
    format!("{rounded}")
}
