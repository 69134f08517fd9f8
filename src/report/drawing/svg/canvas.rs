//! What an SVG is written on.

use std::fmt::Write as _;

use super::geometry::{Point, Rect};
use crate::report::drawing::number;
use crate::report::escape::quoted;

/// Space around a drawing.
const MARGIN: f64 = 8.0;
/// How far a drawing may shrink on a narrow screen before its box scrolls.
const SMALLEST: f64 = 0.72;

/// Where a line of text has its place.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    /// On its left.
    Start,
    /// In its middle.
    Middle,
    /// On its right.
    End,
}

/// The elements of a drawing so far.
#[derive(Default)]
pub(super) struct Canvas {
    elements: String,
}

impl Canvas {
    pub(super) fn rect(&mut self, class: &str, rect: Rect, radius: f64) {
        let _ = writeln!(
            self.elements,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>",
            number(rect.x),
            number(rect.y),
            number(rect.width),
            number(rect.height),
            number(radius),
        );
    }

    pub(super) fn circle(&mut self, class: &str, centre: Point, radius: f64) {
        let (x, y, radius) = (number(centre.x), number(centre.y), number(radius));
        let _ = writeln!(self.elements, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
    }

    /// A path in the words of SVG; `steps` holds letters and numbers only.
    pub(super) fn path(&mut self, class: &str, steps: &str) {
        let _ = writeln!(self.elements, "<path class=\"{class}\" d=\"{steps}\"/>");
    }

    pub(super) fn line(&mut self, class: &str, start: Point, end: Point) {
        self.path(class, &format!("M{} L{}", place(start), place(end)));
    }

    /// A line of text at its base line.
    pub(super) fn text(&mut self, class: &str, at: Point, anchor: Anchor, size: f64, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let _ = writeln!(
            self.elements,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" font-size=\"{}\">{}</text>",
            number(at.x),
            number(at.y),
            number(size),
            quoted(text),
        );
    }

    /// Puts what another holds in front.
    pub(super) fn append(&mut self, other: Self) {
        self.elements.push_str(&other.elements);
    }

    /// The whole picture, cut to this area and a margin around it.
    pub(super) fn svg(&self, title: &str, area: Rect) -> String {
        let area = area.grown(MARGIN);
        let (x, y) = (area.x.floor(), area.y.floor());
        let (width, height) = ((area.right() - x).ceil(), (area.bottom() - y).ceil());
        let title = quoted(title);
        format!(
            "<svg class=\"drawing\" role=\"img\" aria-label=\"{title}\" xmlns=\"http://www.w3.org/2000/svg\" \
             viewBox=\"{} {} {} {}\" width=\"{}\" height=\"{}\" style=\"min-width:{}px\">\n<title>{title}</title>\n{}</svg>\n",
            number(x),
            number(y),
            number(width),
            number(height),
            number(width),
            number(height),
            number((width * SMALLEST).floor()),
            self.elements,
        )
    }
}

/// A place as paths write it.
pub(super) fn place(point: Point) -> String {
    format!("{} {}", number(point.x), number(point.y))
}
