//! Where the boxes and frames of a flow stand: in columns along the arrows, in the order given within a column, frames
//! as blocks that no other box enters. Written for arrows from left to right; sizes come turned for the other way.

use super::geometry::Rect;
use crate::report::drawing::{Edge, Flow};

/// Between boxes of one column; arrows pass here.
const ROW_GAP: f64 = 30.0;
/// Between a frame and its boxes.
pub(super) const PADDING: f64 = 16.0;

/// What the drawing wants of the layout.
pub(super) struct Wanted {
    /// Length along the arrows and across of every node.
    pub nodes: Vec<(f64, f64)>,
    /// What the title of every frame needs along the arrows and across.
    pub titles: Vec<(f64, f64)>,
    /// Whether titles stand above the boxes across the arrows, or before them along the arrows.
    pub titles_across: bool,
    /// The least space behind each column.
    pub gaps: Vec<f64>,
}

/// Where everything stands.
pub(super) struct Places {
    /// Every node.
    pub boxes: Vec<Rect>,
    /// The frames that have nodes, with the places of their groups.
    pub frames: Vec<(usize, Rect)>,
}

/// The column of every node: one more than the farthest node with an arrow to it. Where arrows go in a circle, the node
/// named first goes first.
pub(super) fn columns(flow: &Flow) -> Vec<usize> {
    let mut columns: Vec<Option<usize>> = vec![None; flow.nodes.len()];
    // Of every node: the arrows that still keep it waiting, and the column it has reached.
    let mut state = vec![(0_usize, 0_usize); flow.nodes.len()];
    let ahead = |edge: &&Edge| edge.from != edge.to;
    for edge in flow.drawn_edges().filter(ahead) {
        state[edge.to].0 += 1;
    }
    for _ in 0..flow.nodes.len() {
        let open = || (0..flow.nodes.len()).filter(|at| columns[*at].is_none());
        let Some(next) = open().find(|at| state[*at].0 == 0).or_else(|| open().next()) else { break };
        columns[next] = Some(state[next].1);
        for edge in flow.drawn_edges().filter(ahead).filter(|edge| edge.from == next) {
            state[edge.to].0 -= 1;
            state[edge.to].1 = state[edge.to].1.max(state[next].1 + 1);
        }
    }
    columns.into_iter().map(Option::unwrap_or_default).collect()
}

/// A frame, or a node without one: what is stacked.
struct Block {
    group: Option<usize>,
    /// The first and the last column.
    reach: (usize, usize),
    /// The nodes by column, from the first on.
    stacks: Vec<Vec<usize>>,
    /// Across the arrows: its place and its size.
    top: f64,
    size: f64,
}

/// Finds the places.
pub(super) fn places(flow: &Flow, columns: &[usize], wanted: &Wanted) -> Places {
    let count = columns.iter().max().map_or(0, |last| last + 1);
    let mut blocks = blocks(flow, columns, wanted);
    stack(&mut blocks, count);
    let lengths = lengths(&blocks, columns, wanted, count);
    let mut places = Places { boxes: vec![Rect::default(); columns.len()], frames: Vec::new() };
    for block in &blocks {
        let (before, above) = paddings(block.group, wanted);
        let room = block.size - above - if block.group.is_some() { PADDING } else { 0.0 };
        for (stack, column) in block.stacks.iter().zip(block.reach.0..) {
            let column = lengths.get(column).copied().unwrap_or_default();
            let (x, width) = (column.start + (column.length - column.boxes) / 2.0, column.boxes);
            let mut y = block.top + above + (room - height(stack, wanted)) / 2.0;
            for node in stack {
                let across = wanted.nodes.get(*node).map_or(0.0, |size| size.1);
                if let Some(place) = places.boxes.get_mut(*node) {
                    *place = Rect { x, y, width, height: across };
                }
                y += across + ROW_GAP;
            }
        }
        if let (Some(group), Some(first), Some(last)) =
            (block.group, lengths.get(block.reach.0), lengths.get(block.reach.1))
        {
            let x = first.start - before;
            let width = last.end() + PADDING - x;
            places.frames.push((group, Rect { x, y: block.top, width, height: block.size }));
        }
    }
    places
}

/// The blocks in the order of their first nodes, not yet stacked.
fn blocks(flow: &Flow, columns: &[usize], wanted: &Wanted) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (at, column) in columns.iter().copied().enumerate() {
        let group = flow.group_of(at);
        let known = blocks.iter_mut().find(|block| group.is_some() && block.group == group);
        let block = match known {
            Some(block) => block,
            None => {
                blocks.push(Block { group, reach: (column, column), stacks: vec![Vec::new()], top: 0.0, size: 0.0 });
                let Some(block) = blocks.last_mut() else { continue };
                block
            }
        };
        while column < block.reach.0 {
            block.reach.0 -= 1;
            block.stacks.insert(0, Vec::new());
        }
        while column > block.reach.1 {
            block.reach.1 += 1;
            block.stacks.push(Vec::new());
        }
        if let Some(stack) = block.stacks.get_mut(column - block.reach.0) {
            stack.push(at);
        }
    }
    for block in &mut blocks {
        let tallest = block.stacks.iter().map(|stack| height(stack, wanted)).fold(0.0, f64::max);
        let (_, above) = paddings(block.group, wanted);
        block.size = match block.group {
            None => tallest,
            Some(group) => {
                let title = wanted.titles.get(group).map_or(0.0, |size| size.1);
                let least = if wanted.titles_across { tallest } else { tallest.max(title) };
                above + least + PADDING
            }
        };
    }
    blocks
}

/// What a frame needs before its first column and above its first box.
fn paddings(group: Option<usize>, wanted: &Wanted) -> (f64, f64) {
    let Some((along, across)) = group.and_then(|group| wanted.titles.get(group)) else { return (0.0, 0.0) };
    if wanted.titles_across { (PADDING, PADDING + across) } else { (PADDING + along, PADDING) }
}

fn height(stack: &[usize], wanted: &Wanted) -> f64 {
    let boxes: f64 = stack.iter().filter_map(|node| wanted.nodes.get(*node)).map(|size| size.1).sum();
    boxes + ROW_GAP * stack.len().saturating_sub(1) as f64
}

/// Stacks the blocks: each below those before it that share a column with it. Columns that no block ties to others are
/// moved to the middle.
fn stack(blocks: &mut [Block], count: usize) {
    let mut ends = vec![0.0_f64; count];
    for block in blocks.iter_mut() {
        let reach = block.reach.0..=block.reach.1;
        block.top = ends.get(reach.clone()).unwrap_or_default().iter().copied().fold(0.0, f64::max);
        for end in ends.get_mut(reach).unwrap_or_default() {
            *end = block.top + block.size + ROW_GAP;
        }
    }
    let tallest = ends.iter().copied().fold(0.0, f64::max);
    let tied =
        |blocks: &[Block], column: usize| blocks.iter().any(|block| block.reach.0 <= column && column < block.reach.1);
    let mut first = 0;
    for last in 0..count {
        if tied(blocks, last) {
            continue;
        }
        let tall = ends.get(first..=last).unwrap_or_default().iter().copied().fold(0.0, f64::max);
        for block in blocks.iter_mut().filter(|block| (first..=last).contains(&block.reach.0)) {
            block.top += (tallest - tall) / 2.0;
        }
        first = last + 1;
    }
}

/// A column along the arrows.
#[derive(Clone, Copy, Default)]
struct Column {
    start: f64,
    length: f64,
    /// How long its boxes are: all alike, so that no arrow runs into a longer neighbour. A column is longer than its boxes
    /// when the title of a frame is.
    boxes: f64,
}

impl Column {
    fn end(self) -> f64 {
        self.start + self.length
    }
}

/// Where the columns are.
fn lengths(blocks: &[Block], columns: &[usize], wanted: &Wanted, count: usize) -> Vec<Column> {
    let mut lengths = vec![Column::default(); count];
    for (column, (along, _)) in columns.iter().zip(&wanted.nodes) {
        if let Some(column) = lengths.get_mut(*column) {
            column.boxes = column.boxes.max(*along);
            column.length = column.boxes;
        }
    }
    let gap = |column: usize| wanted.gaps.get(column).copied().unwrap_or_default();
    for block in blocks.iter().filter(|_| wanted.titles_across) {
        let title = block.group.and_then(|group| wanted.titles.get(group)).map_or(0.0, |size| size.0);
        let reach = block.reach.0..=block.reach.1;
        let gaps: f64 = (block.reach.0..block.reach.1).map(gap).sum();
        let length = lengths.get(reach).unwrap_or_default().iter().map(|column| column.length).sum::<f64>() + gaps;
        if let Some(first) = lengths.get_mut(block.reach.0) {
            first.length += (title - length).max(0.0);
        }
    }
    let mut x = 0.0;
    for (at, column) in lengths.iter_mut().enumerate() {
        let opening = blocks.iter().filter(|block| block.reach.0 == at);
        let closing = blocks.iter().any(|block| block.group.is_some() && block.reach.1 == at);
        x += opening.map(|block| paddings(block.group, wanted).0).fold(0.0, f64::max);
        column.start = x;
        x = column.end() + gap(at) + if closing { PADDING } else { 0.0 };
    }
    lengths
}
