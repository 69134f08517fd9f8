//! The boxes of a flow: how much room their words take, and their outlines.

use super::canvas::{Anchor, Canvas, place};
use super::geometry::{Point, Rect};
use super::text::{BOLD, widest, wrapped};
use crate::report::drawing::{Node, Shape, number};

/// Sizes of the font: of names, and of all else in a flow.
const NAME: f64 = 14.0;
pub(super) const SMALL: f64 = 12.0;
/// Heights of their lines.
const NAME_LINE: f64 = 19.0;
pub(super) const SMALL_LINE: f64 = 16.0;
/// The widest text in a box, and the narrowest box.
const BOX_ROOM: f64 = 170.0;
const NARROWEST: f64 = 96.0;
/// How high the lid of a cylinder is.
const LID: f64 = 7.0;
/// How round an application is.
const ROUND: f64 = 18.0;

/// The text of a node in lines: those of its name, and the others.
pub(super) struct Words {
    name: Vec<String>,
    rest: Vec<String>,
}

impl Words {
    pub(super) fn of(node: &Node) -> Self {
        let mut lines = node.lines.iter();
        let name = lines.next().map_or_else(Vec::new, |name| wrapped(name, NAME * BOLD, BOX_ROOM));
        Self { name, rest: lines.flat_map(|line| wrapped(line, SMALL, BOX_ROOM)).collect() }
    }

    fn height(&self) -> f64 {
        NAME_LINE * self.name.len() as f64 + SMALL_LINE * self.rest.len() as f64
    }

    /// The size of a box around the words.
    pub(super) fn room(&self, shape: Shape) -> (f64, f64) {
        let beside = if shape == Shape::Queue { 44.0 } else { 30.0 };
        let above = if shape == Shape::Cylinder { 2.0 * LID + 16.0 } else { 22.0 };
        let width = widest(&self.name, NAME * BOLD).max(widest(&self.rest, SMALL)) + beside;
        (width.max(NARROWEST), self.height() + above)
    }
}

/// How far the outline of a shape is behind its rectangle, so far from the middle of the side that an arrow meets; the
/// rectangle has the arrows along its first axis.
pub(super) fn inset(shape: Shape, is_down: bool, offset: f64, rect: Rect) -> f64 {
    match (shape, is_down) {
        (Shape::Round, _) => {
            let radius = ROUND.min(rect.height.min(rect.width) / 2.0);
            let beyond = (offset.abs() - (rect.height / 2.0 - radius)).max(0.0);
            radius - (radius.powi(2) - beyond.powi(2)).max(0.0).sqrt()
        }
        (Shape::Cylinder, true) => {
            let share = (offset / (rect.height / 2.0)).clamp(-1.0, 1.0);
            LID - LID * (1.0 - share.powi(2)).sqrt()
        }
        _ => 0.0,
    }
}

/// Draws a box with its words.
pub(super) fn write_node(canvas: &mut Canvas, shape: Shape, words: &Words, rect: Rect) {
    let mut middle = rect.centre();
    match shape {
        Shape::Box => canvas.rect("node", rect, 6.0),
        Shape::Round => canvas.rect("node round", rect, ROUND.min(rect.height.min(rect.width) / 2.0)),
        Shape::Queue => {
            canvas.rect("node queue", rect, 4.0);
            for x in [rect.x + 9.0, rect.right() - 9.0] {
                canvas.line("node-line queue-line", Point { x, y: rect.y }, Point { x, y: rect.bottom() });
            }
        }
        Shape::Cylinder => {
            let (left, right) = (rect.x, rect.right());
            let (top, bottom) = (rect.y + LID, rect.bottom() - LID);
            let arc = format!("A{} {}", number(rect.width / 2.0), number(LID));
            let at = |x: f64, y: f64| place(Point { x, y });
            let body = format!(
                "M{} {arc} 0 0 1 {} L{} {arc} 0 0 1 {} Z",
                at(left, top),
                at(right, top),
                at(right, bottom),
                at(left, bottom)
            );
            canvas.path("node store", &body);
            canvas.path("node-line", &format!("M{} {arc} 0 0 0 {}", at(left, top), at(right, top)));
            middle.y += LID / 2.0 + 1.0;
        }
    }
    let mut base = middle.y - words.height() / 2.0;
    for line in &words.name {
        base += NAME_LINE;
        canvas.text("name", Point { x: middle.x, y: base - 5.0 }, Anchor::Middle, NAME, line);
    }
    for line in &words.rest {
        base += SMALL_LINE;
        canvas.text("detail", Point { x: middle.x, y: base - 4.0 }, Anchor::Middle, SMALL, line);
    }
}
