//! Bars as SVG, each with its name before it and its number behind it.

use super::canvas::{Anchor, Canvas};
use super::geometry::{Point, Rect};
use super::text::{widest, width, wrapped};
use crate::report::drawing::{Bars, drawable, number};

const TEXT: f64 = 13.0;
const SMALL: f64 = 12.0;
const LINE: f64 = 18.0;
/// The widest name.
const NAME_ROOM: f64 = 190.0;
/// From the names to the bars, and from a bar to its number.
const BESIDE: f64 = 10.0;
/// The length of the scale.
const SCALE: f64 = 440.0;
const THICKNESS: f64 = 18.0;
const BETWEEN: f64 = 12.0;
/// Parts of the scale between the lines that are drawn across.
const PARTS: u32 = 4;

pub(in crate::report::drawing) fn bars(bars: &Bars) -> String {
    let mut canvas = Canvas::default();
    let names: Vec<Vec<String>> = bars.bars.iter().map(|(name, _)| wrapped(name, TEXT, NAME_ROOM)).collect();
    let start = names.iter().map(|lines| widest(lines, TEXT)).fold(0.0, f64::max) + BESIDE;
    let rows: Vec<f64> = names.iter().map(|lines| THICKNESS.max(LINE * lines.len() as f64)).collect();
    let height = rows.iter().map(|row| row + BETWEEN).sum::<f64>();
    let end = bars.end();
    for part in 0..=PARTS {
        let share = f64::from(part) / f64::from(PARTS);
        let x = start + SCALE * share;
        canvas.line("grid", Point { x, y: 0.0 }, Point { x, y: height });
        canvas.text("tick", Point { x, y: height + LINE }, Anchor::Middle, SMALL, &number(end * share));
    }
    let mut y = BETWEEN / 2.0;
    let mut widest_number = 0.0_f64;
    for (((_, length), lines), row) in bars.bars.iter().zip(&names).zip(&rows) {
        let middle = y + row / 2.0;
        let first = middle - LINE * lines.len() as f64 / 2.0;
        for (line, at) in lines.iter().zip(1..) {
            let base = Point { x: start - BESIDE, y: first + LINE * f64::from(at) - 5.0 };
            canvas.text("event", base, Anchor::End, TEXT, line);
        }
        let long = SCALE * drawable(*length) / end;
        canvas.rect("bar", Rect { x: start, y: middle - THICKNESS / 2.0, width: long, height: THICKNESS }, 3.0);
        let told = number(drawable(*length));
        widest_number = widest_number.max(width(&told, SMALL));
        let base = Point { x: start + long + BESIDE - 2.0, y: middle + 4.0 };
        canvas.text("number", base, Anchor::Start, SMALL, &told);
        y += row + BETWEEN;
    }
    let axis = wrapped(&bars.axis, SMALL, SCALE);
    for (line, at) in axis.iter().zip(2..) {
        let base = Point { x: start + SCALE / 2.0, y: height + LINE * f64::from(at) };
        canvas.text("axis", base, Anchor::Middle, SMALL, line);
    }
    let height = height + LINE * (axis.len() + 1) as f64 + 4.0;
    canvas.svg(&bars.title, Rect { x: 0.0, y: 0.0, width: start + SCALE + BESIDE + widest_number, height })
}
