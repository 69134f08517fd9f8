//! A flow as SVG: its parts are measured, placed, and written from the back to the front.

use super::canvas::{Anchor, Canvas, place};
use super::geometry::{Curve, Point, Rect};
use super::layers::{PADDING, Places, Wanted, columns, places};
use super::routes::{BULGE, Ground, Route, routes};
use super::text::{widest, wrapped};
use crate::report::drawing::{Direction, Edge, Flow, Node, Shape, number};

/// Sizes of the font: of names, and of all else.
const NAME: f64 = 14.0;
const SMALL: f64 = 12.0;
/// Heights of their lines.
const NAME_LINE: f64 = 19.0;
const SMALL_LINE: f64 = 16.0;
/// The widest text in a box, in a title and on an arrow.
const BOX_ROOM: f64 = 170.0;
const TITLE_ROOM: f64 = 240.0;
const LABEL_ROOM: f64 = 104.0;
/// How much wider a name is than other text of its size.
const BOLD: f64 = 1.08;
/// The narrowest box.
const NARROWEST: f64 = 96.0;
/// Between columns at least, and beside a label.
const GAP: f64 = 48.0;
const BESIDE_LABEL: f64 = 18.0;
/// Length and half the width of the head of an arrow.
const HEAD: (f64, f64) = (9.0, 4.0);
/// How high the lid of a cylinder is.
const LID: f64 = 7.0;
/// How round an application is.
const ROUND: f64 = 18.0;

/// The text of a node in lines: those of its name, and the others.
struct Words {
    name: Vec<String>,
    rest: Vec<String>,
}

impl Words {
    fn of(node: &Node) -> Self {
        let mut lines = node.lines.iter();
        let name = lines.next().map_or_else(Vec::new, |name| wrapped(name, NAME * BOLD, BOX_ROOM));
        Self { name, rest: lines.flat_map(|line| wrapped(line, SMALL, BOX_ROOM)).collect() }
    }

    fn height(&self) -> f64 {
        NAME_LINE * self.name.len() as f64 + SMALL_LINE * self.rest.len() as f64
    }

    /// The size of a box around the words.
    fn room(&self, shape: Shape) -> (f64, f64) {
        let beside = if shape == Shape::Queue { 44.0 } else { 30.0 };
        let above = if shape == Shape::Cylinder { 2.0 * LID + 16.0 } else { 22.0 };
        let width = widest(&self.name, NAME * BOLD).max(widest(&self.rest, SMALL)) + beside;
        (width.max(NARROWEST), self.height() + above)
    }
}

/// A flow with all that is known of its looks.
struct Picture<'f> {
    flow: &'f Flow,
    words: Vec<Words>,
    titles: Vec<Vec<String>>,
    edges: Vec<&'f Edge>,
    labels: Vec<Vec<String>>,
    columns: Vec<usize>,
}

pub(in crate::report::drawing) fn flow(flow: &Flow) -> String {
    let picture = Picture::of(flow);
    let (places, routes) = picture.lay_out();
    picture.write(&places, &routes)
}

impl<'f> Picture<'f> {
    fn of(flow: &'f Flow) -> Self {
        let edges: Vec<&Edge> = flow.drawn_edges().collect();
        Self {
            flow,
            words: flow.nodes.iter().map(Words::of).collect(),
            titles: flow.groups.iter().map(|group| wrapped(&group.title, SMALL * BOLD, TITLE_ROOM)).collect(),
            labels: edges.iter().map(|edge| wrapped(&edge.label, SMALL, LABEL_ROOM)).collect(),
            edges,
            columns: columns(flow),
        }
    }

    fn is_down(&self) -> bool {
        self.flow.direction == Direction::Down
    }

    /// A size along the arrows and across them.
    fn turned(&self, (width, height): (f64, f64)) -> (f64, f64) {
        if self.is_down() { (height, width) } else { (width, height) }
    }

    fn node_sizes(&self) -> Vec<(f64, f64)> {
        let rooms = self.words.iter().zip(&self.flow.nodes).map(|(words, node)| words.room(node.shape));
        rooms.map(|room| self.turned(room)).collect()
    }

    fn title_size(lines: &[String]) -> (f64, f64) {
        // A title that says nothing takes no room.
        (widest(lines, SMALL * BOLD), SMALL_LINE * lines.len() as f64)
    }

    fn label_sizes(&self) -> Vec<Option<(f64, f64)>> {
        let size = |lines: &Vec<String>| (widest(lines, SMALL) + 8.0, SMALL_LINE * lines.len() as f64 + 4.0);
        self.labels.iter().map(|lines| (!lines.is_empty()).then(|| self.turned(size(lines)))).collect()
    }

    /// Where everything is, with arrows from left to right.
    fn lay_out(&self) -> (Places, Vec<Route>) {
        let labels = self.label_sizes();
        let titles: Vec<(f64, f64)> = self.titles.iter().map(|lines| self.turned(Self::title_size(lines))).collect();
        let wanted =
            Wanted { nodes: self.node_sizes(), titles, titles_across: !self.is_down(), gaps: self.gaps(&labels) };
        let places = places(self.flow, &self.columns, &wanted);
        let title_rects: Vec<Rect> = places.frames.iter().map(|frame| self.title_rect(*frame)).collect();
        let inset = |node: usize, offset: f64| self.inset(node, offset, places.boxes[node]);
        let ground = Ground { columns: &self.columns, places: &places, titles: &title_rects, inset: &inset };
        let routes = routes(&self.edges, &labels, &ground);
        (places, routes)
    }

    /// The space behind each column: enough for the labels that stand there.
    fn gaps(&self, labels: &[Option<(f64, f64)>]) -> Vec<f64> {
        let count = self.columns.iter().max().map_or(0, |last| last + 1);
        let mut gaps = vec![GAP; count];
        // Nothing follows the last column but arrows that come back to it.
        if let Some(last) = gaps.last_mut() {
            *last = 0.0;
        }
        let mut aside = 0.0;
        for (edge, label) in self.edges.iter().zip(labels) {
            let (first, last) = (self.columns[edge.from], self.columns[edge.to]);
            let along = label.map_or(0.0, |(along, _)| along + 2.0 * BESIDE_LABEL);
            let (column, wanted) = match first.cmp(&last) {
                std::cmp::Ordering::Less => (last - 1, along),
                std::cmp::Ordering::Greater => (last, along),
                std::cmp::Ordering::Equal => {
                    aside += 1.0;
                    (last, along.max(BULGE.0 + BULGE.1 * aside))
                }
            };
            gaps[column] = gaps[column].max(wanted);
        }
        gaps
    }

    fn title_rect(&self, (group, frame): (usize, Rect)) -> Rect {
        let (along, across) = self.turned(Self::title_size(&self.titles[group]));
        let above = PADDING / 2.0;
        if self.is_down() {
            Rect { x: frame.x + above, y: frame.y + PADDING, width: along, height: across }
        } else {
            Rect { x: frame.x + PADDING, y: frame.y + above, width: along, height: across }
        }
    }

    /// How far the outline of a node is behind its rectangle where an arrow meets it.
    fn inset(&self, node: usize, offset: f64, rect: Rect) -> f64 {
        match (self.flow.nodes[node].shape, self.is_down()) {
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

    fn on_page(&self, rect: Rect) -> Rect {
        if self.is_down() { rect.turned() } else { rect }
    }

    fn write(&self, places: &Places, routes: &[Route]) -> String {
        let mut canvas = Canvas::default();
        let mut area = places.boxes.iter().copied().reduce(Rect::with).unwrap_or_default();
        for (_, frame) in &places.frames {
            canvas.rect("group", self.on_page(*frame), 10.0);
            area = area.with(*frame);
        }
        for (edge, route) in self.edges.iter().zip(routes) {
            self.write_arrow(&mut canvas, edge, route);
            for curve in &route.curves {
                area = [0.25, 0.5, 0.75]
                    .map(|share| Rect::around(curve.at(share), 4.0, 4.0))
                    .into_iter()
                    .fold(area, Rect::with);
            }
        }
        for ((node, words), rect) in self.flow.nodes.iter().zip(&self.words).zip(&places.boxes) {
            write_node(&mut canvas, node.shape, words, self.on_page(*rect));
        }
        for (group, frame) in &places.frames {
            let rect = self.on_page(self.title_rect((*group, *frame)));
            canvas.rect("behind-title", rect, 0.0);
            for (line, at) in self.titles[*group].iter().zip(1..) {
                let base = Point { x: rect.x, y: rect.y + SMALL_LINE * f64::from(at) - 4.0 };
                canvas.text("group-title", base, Anchor::Start, SMALL, line);
            }
        }
        for (lines, label) in self.labels.iter().zip(routes.iter().map(|route| route.label)) {
            let Some(label) = label else { continue };
            area = area.with(label);
            let rect = self.on_page(label);
            canvas.rect("behind-label", rect, 3.0);
            for (line, at) in lines.iter().zip(1..) {
                let base = Point { x: rect.centre().x, y: rect.y + SMALL_LINE * f64::from(at) - 2.0 };
                canvas.text("label", base, Anchor::Middle, SMALL, line);
            }
        }
        canvas.svg(&self.flow.title, self.on_page(area))
    }

    fn write_arrow(&self, canvas: &mut Canvas, edge: &Edge, route: &Route) {
        let point = |point: Point| place(if self.is_down() { point.turned() } else { point });
        let behind = route.tip.x - HEAD.0 * route.toward;
        let mut steps = String::new();
        for (at, curve) in route.curves.iter().enumerate() {
            let mut curve = *curve;
            if at == 0 {
                steps = format!("M{}", point(curve.start));
            }
            if at + 1 == route.curves.len() {
                // The line ends inside of its head, so that the tip stays sharp.
                curve.end.x = behind + route.toward;
            }
            let Curve { bend: [leaves, arrives], end, .. } = curve;
            steps.push_str(&format!(" C{} {} {}", point(leaves), point(arrives), point(end)));
        }
        canvas.path(if edge.dashed { "edge dashed" } else { "edge" }, &steps);
        let corner = |across: f64| Point { x: behind, y: route.tip.y + across };
        let head = [route.tip, corner(HEAD.1), corner(-HEAD.1)].map(point);
        canvas.path("head", &format!("M{} L{} L{} Z", head[0], head[1], head[2]));
    }
}

fn write_node(canvas: &mut Canvas, shape: Shape, words: &Words, rect: Rect) {
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
