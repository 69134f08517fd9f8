//! A flow as SVG: its parts are measured, placed, and written from the back to the front.

use super::canvas::{Anchor, Canvas, place};
use super::geometry::{Curve, Point, Rect};
use super::layers::{PADDING, Places, Wanted, columns, places};
use super::nodes::{SMALL, SMALL_LINE, Words, inset, write_node};
use super::routes::{BULGE, Ground, Route, routes};
use super::text::{BOLD, widest, wrapped};
use crate::report::drawing::{Direction, Edge, Flow};

/// The widest text of a title and on an arrow.
const TITLE_ROOM: f64 = 240.0;
const LABEL_ROOM: f64 = 104.0;
/// Between columns at least, and beside a label.
const GAP: f64 = 48.0;
const BESIDE_LABEL: f64 = 18.0;
/// More of it where arrows run down: the way into a frame is taken up by its title.
const BELOW_LABEL: f64 = 26.0;
/// How far a title moves at a time.
const TITLE_STEP: f64 = 4.0;
/// Length and half the width of the head of an arrow.
const HEAD: (f64, f64) = (9.0, 4.0);

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
        let inset =
            |node: usize, offset: f64| inset(self.flow.nodes[node].shape, self.is_down(), offset, places.boxes[node]);
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
        let beside = if self.is_down() { BELOW_LABEL } else { BESIDE_LABEL };
        let mut aside = 0.0;
        for (edge, label) in self.edges.iter().zip(labels) {
            let (first, last) = (self.columns[edge.from], self.columns[edge.to]);
            let along = label.map_or(0.0, |(along, _)| along + 2.0 * beside);
            let (column, wanted) = match first.cmp(&last) {
                std::cmp::Ordering::Less => (last - 1, along),
                std::cmp::Ordering::Greater => (last, along),
                std::cmp::Ordering::Equal => {
                    aside += 1.0;
                    (last, BULGE.0 + BULGE.1 * aside + along)
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

    /// Where the titles are in the end. Arrows from above run through the line of a title: it moves along its frame to
    /// where the fewest do.
    fn titles_between(&self, places: &Places, routes: &[Route]) -> Vec<Rect> {
        let first = places.frames.iter().map(|frame| (self.title_rect(*frame), frame.1));
        if !self.is_down() {
            return first.map(|(title, _)| title).collect();
        }
        let points: Vec<Point> = routes.iter().flat_map(Route::points).collect();
        let cost = |title: Rect| {
            let crossed = points.iter().filter(|point| title.grown(2.0).holds(**point)).count();
            let heads = routes.iter().map(|route| Rect::around(route.tip, 2.0 * HEAD.0, 2.0 * HEAD.1));
            let covered = routes.iter().filter_map(|route| route.label).chain(heads);
            crossed as f64 + covered.map(|rect| rect.shared(title)).sum::<f64>()
        };
        let settled = first.map(|(title, frame)| {
            let steps = ((frame.height - title.height - PADDING) / TITLE_STEP).max(0.0) as u32;
            let places = (0..=steps).map(|step| Rect { y: title.y + TITLE_STEP * f64::from(step), ..title });
            places.min_by(|one, other| cost(*one).total_cmp(&cost(*other))).unwrap_or(title)
        });
        settled.collect()
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
        for ((group, _), title) in places.frames.iter().zip(self.titles_between(places, routes)) {
            let rect = self.on_page(title);
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
            // What is behind a label has the colour of what is behind that.
            let is_inside = places.frames.iter().any(|(_, frame)| frame.with(label) == *frame);
            canvas.rect(if is_inside { "behind-label inside" } else { "behind-label" }, rect, 3.0);
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

#[cfg(test)]
mod tests {
    use super::{Direction, Edge, Flow, Picture, Places, Route};
    use crate::report::drawing::{Group, Node, Shape};

    /// How far behind its rectangle the outline of a node may be.
    const ROUNDEST: f64 = 12.0;
    const SHAPES: [Shape; 4] = [Shape::Box, Shape::Cylinder, Shape::Round, Shape::Queue];

    /// Any flow: circles, arrows to oneself, nodes that hang on nothing, frames without nodes.
    fn flow(seed: u64) -> Flow {
        let mut random = fastrand::Rng::with_seed(seed);
        let nodes = random.usize(1..16);
        let node = |random: &mut fastrand::Rng| Node {
            lines: (0..random.usize(0..4)).map(|line| "word ".repeat(random.usize(1..9) + line)).collect(),
            shape: SHAPES[random.usize(..4)],
            group: random.bool().then(|| random.usize(..4)),
        };
        let edge = |random: &mut fastrand::Rng| Edge {
            from: random.usize(..nodes),
            to: random.usize(..nodes),
            label: "label ".repeat(random.usize(..5)),
            dashed: random.bool(),
        };
        Flow {
            title: "any".to_owned(),
            direction: if random.bool() { Direction::Right } else { Direction::Down },
            groups: (0..3).map(|group| Group { title: "title ".repeat(group * 4) }).collect(),
            nodes: (0..nodes).map(|_| node(&mut random)).collect(),
            edges: (0..random.usize(..20)).map(|_| edge(&mut random)).collect(),
        }
    }

    /// Looks at the layouts of many flows.
    fn each(look: impl Fn(u64, &Picture<'_>, &Places, &[Route])) {
        for seed in 0..400 {
            let flow = flow(seed);
            let picture = Picture::of(&flow);
            let (places, routes) = picture.lay_out();
            look(seed, &picture, &places, &routes);
        }
    }

    #[test]
    fn no_two_boxes_overlap_and_none_is_empty() {
        each(|seed, _, places, _| {
            for (at, one) in places.boxes.iter().enumerate() {
                assert!(one.width > 0.0 && one.height > 0.0, "{seed}: {at}");
                for other in &places.boxes[at + 1..] {
                    assert!(one.shared(*other) <= 0.0, "{seed}: {one:?} {other:?}");
                }
            }
        });
    }

    #[test]
    fn a_frame_is_around_its_nodes_and_around_no_other() {
        each(|seed, picture, places, _| {
            for (group, frame) in &places.frames {
                for (at, rect) in places.boxes.iter().enumerate() {
                    let inside = rect.width * rect.height - frame.shared(*rect) < 0.5;
                    assert_eq!(inside, picture.flow.group_of(at) == Some(*group), "{seed}: node {at} in {group}");
                    assert!(inside || frame.shared(*rect) < 0.5, "{seed}: node {at} across the border of {group}");
                }
                let title = picture.title_rect((*group, *frame));
                assert!(places.boxes.iter().all(|rect| rect.shared(title) <= 0.0), "{seed}: title of {group}");
            }
            for (at, (_, one)) in places.frames.iter().enumerate() {
                let others = places.frames[at + 1..].iter();
                assert!(others.into_iter().all(|(_, other)| one.shared(*other) <= 0.0), "{seed}: frames overlap");
            }
        });
    }

    #[test]
    fn every_arrow_starts_and_ends_at_its_boxes_and_has_no_break() {
        each(|seed, picture, places, routes| {
            for (edge, route) in picture.edges.iter().zip(routes) {
                let at = |node: usize, point| {
                    let rect = places.boxes[node];
                    rect.grown(0.1).holds(point) && !rect.grown(-ROUNDEST).holds(point)
                };
                let (Some(first), Some(last)) = (route.curves.first(), route.curves.last()) else {
                    panic!("{seed}: an arrow without a way")
                };
                assert!(at(edge.from, first.start) && at(edge.to, last.end), "{seed}: {edge:?}");
                assert_eq!(route.tip, last.end);
                for pair in route.curves.windows(2) {
                    assert_eq!(pair[0].end, pair[1].start, "{seed}: {edge:?}");
                }
            }
        });
    }

    #[test]
    fn no_arrow_runs_through_a_box() {
        each(|seed, picture, places, routes| {
            for (edge, route) in picture.edges.iter().zip(routes) {
                for point in route.points() {
                    let crossed = places.boxes.iter().position(|rect| rect.grown(-ROUNDEST).holds(point));
                    assert_eq!(crossed, None, "{seed}: {edge:?}");
                }
            }
        });
    }

    #[test]
    fn labels_cover_no_box() {
        each(|seed, _, places, routes| {
            for label in routes.iter().filter_map(|route| route.label) {
                let covered = places.boxes.iter().position(|rect| rect.shared(label) > 1.0);
                assert_eq!(covered, None, "{seed}: {label:?}");
            }
        });
    }
}
