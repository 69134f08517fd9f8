//! A timeline as SVG, from top to bottom: events are sentences, which need width more than anything.

use super::canvas::{Anchor, Canvas};
use super::geometry::{Point, Rect};
use super::text::{BOLD, widest, wrapped};
use crate::report::drawing::Timeline;

const NAME: f64 = 14.0;
const TEXT: f64 = 13.0;
const LINE: f64 = 19.0;
/// The widest name of a period.
const NAME_ROOM: f64 = 150.0;
/// From the names to the line with the marks, and from there to the events.
const BESIDE: f64 = 20.0;
/// The widest event.
const EVENT_ROOM: f64 = 440.0;
/// Between events and between periods.
const BETWEEN_EVENTS: f64 = 5.0;
const BETWEEN_PERIODS: f64 = 20.0;

pub(in crate::report::drawing) fn timeline(timeline: &Timeline) -> String {
    let mut canvas = Canvas::default();
    let names: Vec<Vec<String>> =
        timeline.periods.iter().map(|period| wrapped(&period.name, NAME * BOLD, NAME_ROOM)).collect();
    let left = names.iter().map(|lines| widest(lines, NAME * BOLD)).fold(0.0, f64::max);
    let (line, events) = (left + BESIDE, left + 2.0 * BESIDE);
    let mut marks = Vec::new();
    let mut texts = Canvas::default();
    let mut y = 0.0;
    for (period, name) in timeline.periods.iter().zip(&names) {
        marks.push(y + LINE / 2.0);
        for (text, at) in name.iter().zip(1..) {
            let base = Point { x: left, y: y + LINE * f64::from(at) - 5.0 };
            texts.text("name", base, Anchor::End, NAME, text);
        }
        let mut end = y;
        for event in &period.events {
            for text in wrapped(event, TEXT, EVENT_ROOM) {
                end += LINE;
                texts.text("event", Point { x: events, y: end - 5.0 }, Anchor::Start, TEXT, &text);
            }
            end += BETWEEN_EVENTS;
        }
        y = end.max(y + LINE * name.len().max(1) as f64) + BETWEEN_PERIODS;
    }
    let height = (y - BETWEEN_PERIODS).max(LINE);
    if let (Some(first), Some(_)) = (marks.first(), marks.get(1)) {
        canvas.line("time", Point { x: line, y: *first }, Point { x: line, y: height });
    }
    for mark in &marks {
        canvas.circle("mark", Point { x: line, y: *mark }, 5.0);
    }
    canvas.append(texts);
    canvas.svg(&timeline.title, Rect { x: 0.0, y: 0.0, width: events + EVENT_ROOM, height })
}
