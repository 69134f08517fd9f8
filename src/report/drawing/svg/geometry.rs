//! Points, rectangles and curves. A flow is laid out from left to right; one that runs from top to bottom is the same
//! with its axes exchanged.

/// A place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    pub(super) fn turned(self) -> Self {
        Self { x: self.y, y: self.x }
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    pub(super) fn around(centre: Point, width: f64, height: f64) -> Self {
        Self { x: centre.x - width / 2.0, y: centre.y - height / 2.0, width, height }
    }

    pub(super) fn right(self) -> f64 {
        self.x + self.width
    }

    pub(super) fn bottom(self) -> f64 {
        self.y + self.height
    }

    pub(super) fn centre(self) -> Point {
        Point { x: self.x + self.width / 2.0, y: self.y + self.height / 2.0 }
    }

    pub(super) fn turned(self) -> Self {
        Self { x: self.y, y: self.x, width: self.height, height: self.width }
    }

    /// With a margin on all sides.
    pub(super) fn grown(self, margin: f64) -> Self {
        Self {
            x: self.x - margin,
            y: self.y - margin,
            width: self.width + 2.0 * margin,
            height: self.height + 2.0 * margin,
        }
    }

    pub(super) fn holds(self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }

    /// The area that two rectangles share.
    pub(super) fn shared(self, other: Self) -> f64 {
        let width = self.right().min(other.right()) - self.x.max(other.x);
        let height = self.bottom().min(other.bottom()) - self.y.max(other.y);
        width.max(0.0) * height.max(0.0)
    }

    /// The smallest rectangle around two.
    pub(super) fn with(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) = (self.right().max(other.right()), self.bottom().max(other.bottom()));
        Self { x, y, width: right - x, height: bottom - y }
    }
}

/// A piece of an arrow: a cubic curve with its ends and the two points that bend it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Curve {
    pub start: Point,
    pub bend: [Point; 2],
    pub end: Point,
}

impl Curve {
    /// Leaves and arrives along the first axis.
    pub(super) fn between(start: Point, end: Point) -> Self {
        let middle = start.x.midpoint(end.x);
        Self { start, bend: [Point { x: middle, y: start.y }, Point { x: middle, y: end.y }], end }
    }

    /// Leaves and comes back on the same side, bulging by so much.
    pub(super) fn aside(start: Point, end: Point, bulge: f64) -> Self {
        let x = start.x.max(end.x) + bulge;
        Self { start, bend: [Point { x, y: start.y }, Point { x, y: end.y }], end }
    }

    /// The point at a share of the way.
    pub(super) fn at(&self, share: f64) -> Point {
        let rest = 1.0 - share;
        let [a, b, c, d] = [rest.powi(3), 3.0 * rest.powi(2) * share, 3.0 * rest * share.powi(2), share.powi(3)];
        let on = |of: fn(&Point) -> f64| {
            a * of(&self.start) + b * of(&self.bend[0]) + c * of(&self.bend[1]) + d * of(&self.end)
        };
        Point { x: on(|point| point.x), y: on(|point| point.y) }
    }
}
