//! The ways of the arrows between boxes that have their places, and where labels stand on them. Arrows leave and arrive
//! along the first axis; past a column they go where no box is; labels take the place that covers least.

use super::geometry::{Curve, Point, Rect};
use super::layers::Places;
use crate::report::drawing::Edge;

/// Between the ends of two arrows on one side of a box, at most.
const ENDS_APART: f64 = 18.0;
/// Between an end and the corner of its box, at least.
const FROM_CORNER: f64 = 12.0;
/// Between an arrow and a box that it passes, and between two arrows side by side.
const CLEARANCE: f64 = 10.0;
/// How far an arrow within a column goes out, and how much farther the next one.
pub(super) const BULGE: (f64, f64) = (46.0, 16.0);
/// Where on a curve a label may stand, the best first.
const SHARES: [f64; 11] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9];
/// What each place after the best costs, set against what it covers.
const RANK_COSTS: f64 = 0.4;
/// Points of a curve that a label tries not to cover.
const SAMPLES: u32 = 24;
/// The most arrows for which these points are looked at, since the work grows with the square.
const MOST_COMPARED: usize = 120;

/// A side of a box: towards the first column, or away from it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// The way of an arrow.
pub(super) struct Route {
    pub curves: Vec<Curve>,
    /// Where the arrow points, and whether it arrives forward (1) or backward (-1).
    pub tip: Point,
    pub toward: f64,
    /// The side of the boxes from which an arrow within a column goes out.
    pub aside: Option<f64>,
    /// The place of the label, when there is one.
    pub label: Option<Rect>,
}

impl Route {
    /// Points all along the way.
    pub(super) fn points(&self) -> Vec<Point> {
        let shares = (0..=SAMPLES).map(|step| f64::from(step) / f64::from(SAMPLES));
        self.curves.iter().flat_map(|curve| shares.clone().map(|share| curve.at(share))).collect()
    }
}

/// What the arrows have to keep to.
pub(super) struct Ground<'g> {
    pub columns: &'g [usize],
    pub places: &'g Places,
    /// The titles of the frames.
    pub titles: &'g [Rect],
    /// How far the outline of a node is behind its rectangle, so far from the middle of a side.
    pub inset: &'g dyn Fn(usize, f64) -> f64,
}

/// The sides on which an arrow leaves and arrives.
fn sides(edge: &Edge, columns: &[usize]) -> (Side, Side) {
    match columns[edge.from].cmp(&columns[edge.to]) {
        std::cmp::Ordering::Less => (Side::End, Side::Start),
        std::cmp::Ordering::Equal => (Side::End, Side::End),
        std::cmp::Ordering::Greater => (Side::Start, Side::End),
    }
}

/// Finds the way of every arrow; `labels` are the sizes of their labels.
pub(super) fn routes(edges: &[&Edge], labels: &[Option<(f64, f64)>], ground: &Ground<'_>) -> Vec<Route> {
    let ends = ends(edges, ground);
    let mut taken: Vec<(usize, f64)> = Vec::new();
    let mut aside = 0.0;
    let mut routes: Vec<Route> = Vec::with_capacity(edges.len());
    for (edge, (start, end)) in edges.iter().zip(ends) {
        let (first, last) = (ground.columns[edge.from], ground.columns[edge.to]);
        let curves = if first == last {
            let bulge = BULGE.0 + BULGE.1 * aside;
            aside += 1.0;
            // A cubic curve reaches three quarters of the way to its bends.
            vec![Curve::aside(start, end, bulge / 0.75)]
        } else {
            passing(start, end, (first, last), ground, &mut taken)
        };
        let toward = if first < last { 1.0 } else { -1.0 };
        let side = (first == last).then(|| start.x.max(end.x));
        routes.push(Route { curves, tip: end, toward, aside: side, label: None });
    }
    place_labels(&mut routes, labels, ground);
    routes
}

/// The points where arrows leave and arrive. Those on one side of a box stand in the order of their other ends, so that
/// they do not cross in front of it.
fn ends(edges: &[&Edge], ground: &Ground<'_>) -> Vec<(Point, Point)> {
    let middle = |node: usize| ground.places.boxes[node].centre();
    let mut on_sides: Vec<(usize, Side, f64, usize, bool)> = Vec::new();
    for (at, edge) in edges.iter().enumerate() {
        let (leaves, arrives) = sides(edge, ground.columns);
        on_sides.push((edge.from, leaves, middle(edge.to).y, at, false));
        on_sides.push((edge.to, arrives, middle(edge.from).y, at, true));
    }
    let mut ends = vec![(Point { x: 0.0, y: 0.0 }, Point { x: 0.0, y: 0.0 }); edges.len()];
    for (node, rect) in ground.places.boxes.iter().enumerate() {
        for side in [Side::Start, Side::End] {
            let mut here: Vec<_> = on_sides.iter().filter(|end| end.0 == node && end.1 == side).collect();
            here.sort_by(|one, other| one.2.total_cmp(&other.2).then(one.3.cmp(&other.3)));
            let spaces = here.len().saturating_sub(1).max(1) as f64;
            let step = ((rect.height - 2.0 * FROM_CORNER).max(0.0) / spaces).min(ENDS_APART);
            let first = step * here.len().saturating_sub(1) as f64 / -2.0;
            for (place, (_, _, _, at, arrives)) in here.into_iter().enumerate() {
                let offset = first + step * place as f64;
                let inset = (ground.inset)(node, offset);
                let x = if side == Side::Start { rect.x + inset } else { rect.right() - inset };
                let point = Point { x, y: rect.centre().y + offset };
                if *arrives { ends[*at].1 = point } else { ends[*at].0 = point }
            }
        }
    }
    ends
}

/// A way from one column to another, past those between.
fn passing(
    start: Point,
    end: Point,
    (first, last): (usize, usize),
    ground: &Ground<'_>,
    taken: &mut Vec<(usize, f64)>,
) -> Vec<Curve> {
    let between: Vec<usize> =
        if first < last { (first + 1..last).collect() } else { (last + 1..first).rev().collect() };
    let mut curves = Vec::with_capacity(2 * between.len() + 1);
    let mut here = start;
    for column in between {
        let rects = ground.places.boxes.iter().zip(ground.columns).filter(|(_, at)| **at == column);
        let Some(all) = rects.clone().map(|(rect, _)| *rect).reduce(Rect::with) else { continue };
        let here_too = |rect: &&Rect| rect.x < all.right() && rect.right() > all.x;
        let titles = ground.titles.iter().filter(here_too);
        let frames = ground.places.frames.iter().map(|(_, frame)| frame).filter(here_too);
        // Along a border, an arrow could not be told from it.
        let borders = frames.flat_map(|frame| [(frame.y, frame.y), (frame.bottom(), frame.bottom())]);
        let mut closed: Vec<(f64, f64)> =
            rects.map(|(rect, _)| rect).chain(titles).map(|rect| (rect.y, rect.bottom())).chain(borders).collect();
        closed.sort_by(|one, other| one.0.total_cmp(&other.0));
        let share = (all.centre().x - here.x) / (end.x - here.x);
        let straight = here.y + (end.y - here.y) * share;
        let others: Vec<f64> = taken.iter().filter(|(at, _)| *at == column).map(|(_, y)| *y).collect();
        let y = free(&closed, straight, &others);
        taken.push((column, y));
        let (enters, leaves) = if first < last { (all.x, all.right()) } else { (all.right(), all.x) };
        let through = [Point { x: enters, y }, Point { x: leaves, y }];
        curves.push(Curve::between(here, through[0]));
        curves.push(Curve::between(through[0], through[1]));
        here = through[1];
    }
    curves.push(Curve::between(here, end));
    curves
}

/// The place across the arrows nearest to where a straight one would pass, off what is closed and off other arrows.
fn free(closed: &[(f64, f64)], straight: f64, others: &[f64]) -> f64 {
    let mut open = Vec::new();
    let mut from = f64::NEG_INFINITY;
    for (start, end) in closed {
        open.push((from + CLEARANCE, start - CLEARANCE));
        from = from.max(*end);
    }
    open.push((from + CLEARANCE, f64::INFINITY));
    open.retain(|(start, end)| start <= end);
    let steps = others.len() as i32 + 1;
    let mut places: Vec<f64> = Vec::new();
    for (start, end) in open {
        let nearest = straight.clamp(start, end);
        let around = (-steps..=steps).map(|step| nearest + f64::from(step) * CLEARANCE);
        places.extend(around.filter(|place| (start..=end).contains(place)));
    }
    places.sort_by(|one, other| (one - straight).abs().total_cmp(&(other - straight).abs()));
    let alone = |place: &&f64| others.iter().all(|other| (*place - other).abs() > CLEARANCE - 1.0);
    places.iter().find(alone).or(places.first()).copied().unwrap_or(straight)
}

/// Gives every label the place on its arrow where it covers least.
fn place_labels(routes: &mut [Route], labels: &[Option<(f64, f64)>], ground: &Ground<'_>) {
    let ways: Vec<Vec<Point>> =
        if routes.len() <= MOST_COMPARED { routes.iter().map(Route::points).collect() } else { Vec::new() };
    let heads: Vec<Rect> = routes.iter().map(|route| Rect::around(route.tip, 2.0 * CLEARANCE, CLEARANCE)).collect();
    let frames: Vec<Rect> = ground.places.frames.iter().map(|(_, frame)| *frame).collect();
    let mut placed: Vec<Rect> = Vec::new();
    for (at, size) in labels.iter().enumerate() {
        let (Some((along, across)), Some(route)) = (size, routes.get_mut(at)) else { continue };
        let cost = |rect: Rect| {
            let wide = rect.grown(3.0);
            let area = |others: &[Rect]| others.iter().map(|other| wide.shared(*other)).sum::<f64>();
            let crossed = ways.iter().enumerate().filter(|(way, _)| *way != at).flat_map(|(_, way)| way);
            10_000.0 * area(&ground.places.boxes)
                + 60.0 * (area(&placed) + area(ground.titles))
                + 2.0 * area(&heads)
                // A label is best read outside of the frames, not across their borders.
                + 0.02 * area(&frames)
                + 4.0 * crossed.filter(|point| rect.holds(**point)).count() as f64
        };
        // The way into the target comes first: there, arrows from one box are farthest apart.
        let candidates = route.curves.iter().rev().flat_map(|curve| SHARES.map(|share| curve.at(share)));
        // Beside the only curve of an arrow within a column stands its own box.
        let least = route.aside.map_or(f64::NEG_INFINITY, |side| side + along / 2.0 + CLEARANCE);
        let rects = candidates.enumerate().map(|(rank, centre)| {
            let rect = Rect::around(Point { x: centre.x.max(least), ..centre }, *along, *across);
            (cost(rect) + RANK_COSTS * rank as f64, rect)
        });
        let best = rects.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, rect)| rect);
        placed.extend(best);
        route.label = best;
    }
}
