//! Drawings as text of Mermaid. Every text of a spec stands in a label, and a label holds letters, digits, blanks and
//! entity codes only: Mermaid splits the text into its parts before it puts the characters of the codes in, so that
//! nothing in a label is ever read as syntax, as Markdown or as HTML. No label holds a tag, not even one of ours: with a
//! tag in it, the codes are put in earlier, and what comes of them is read once more. What we write is also understood
//! by code hosts that are some versions behind.

use std::fmt::Write as _;

use super::{Bars, Direction, Edge, Flow, Node, Shape, Timeline, drawable, number};
use crate::diagnostic::visible;

/// What a line of a timeline must not start with unless it is meant.
const WORDS_OF_A_TIMELINE: [&str; 4] = ["title", "section", "acc", "timeline"];
/// A word that Mermaid looks for in the middle of lines, even between quotation marks.
const WORD_OF_LINES: &str = "direction";
/// Height in pixels of a bar chart without bars, and what each bar adds.
const CHART_HEIGHT: (usize, usize) = (170, 36);
/// The share of a bar chart that the bars get at least, in percent; the rest is for names and numbers.
const CHART_BARS: usize = 40;
/// The longest name of a bar in letters: when one finds no room, Mermaid leaves out all of them.
const LONGEST_NAME: usize = 44;
/// How many letters an entity code counts when Mermaid measures a name.
const CODE_COUNTS: usize = 8;

pub(super) fn flow(flow: &Flow) -> String {
    let direction = match flow.direction {
        Direction::Right => "LR",
        Direction::Down => "TB",
    };
    let mut text = format!("flowchart {direction}\n  accTitle: {}\n", label(&flow.title));
    for (at, node) in flow.members(None) {
        let _ = writeln!(text, "  {}", node_text(at, node));
    }
    for (group, frame) in flow.groups.iter().enumerate() {
        let mut members = flow.members(Some(group)).peekable();
        // A frame around nothing would be drawn as one more box.
        if members.peek().is_none() {
            continue;
        }
        let _ = writeln!(text, "  subgraph g{group}[\"{}\"]", label(&frame.title));
        for (at, node) in members {
            let _ = writeln!(text, "    {}", node_text(at, node));
        }
        text.push_str("  end\n");
    }
    for edge in flow.drawn_edges() {
        let _ = writeln!(text, "  {}", edge_text(edge));
    }
    text
}

pub(super) fn timeline(timeline: &Timeline) -> String {
    let mut text = format!("timeline\n  title {}\n", label(&timeline.title));
    for period in &timeline.periods {
        let _ = write!(text, "  {}", start_of_line(&label(&period.name)));
        for event in &period.events {
            let _ = write!(text, " : {}", label(event));
        }
        text.push('\n');
    }
    text
}

pub(super) fn bars(bars: &Bars) -> String {
    // Mermaid writes no number at a bar of no length and at others in sizes of its own, so that they stand with the names.
    let name = |(name, length): &(String, f64)| {
        let told = number(drawable(*length));
        format!("\"{} \u{b7} {}\"", shortened(name), label(&told))
    };
    let names: Vec<String> = bars.bars.iter().map(name).collect();
    let lengths: Vec<String> = bars.bars.iter().map(|(_, length)| number(drawable(*length))).collect();
    let height = CHART_HEIGHT.0 + CHART_HEIGHT.1 * bars.bars.len();
    let mut text =
        format!("---\nconfig:\n  xyChart:\n    height: {height}\n    plotReservedSpacePercent: {}\n---\n", CHART_BARS);
    let _ = writeln!(text, "xychart-beta horizontal\n  title \"{}\"", label(&bars.title));
    // A chart without bars is none to Mermaid, which needs one at least.
    let of_nothing =
        |list: Vec<String>, nothing: &str| if list.is_empty() { nothing.to_owned() } else { list.join(", ") };
    let _ = writeln!(text, "  x-axis [{}]", of_nothing(names, "\" \""));
    let _ = writeln!(text, "  y-axis \"{}\" 0 --> {}", label(&bars.axis), number(bars.end()));
    let _ = writeln!(text, "  bar [{}]", of_nothing(lengths, "0"));
    text
}

/// A node under an id of its place, since no text of a spec may be an id.
fn node_text(at: usize, node: &Node) -> String {
    let (open, close) = match node.shape {
        Shape::Box => ("[", "]"),
        Shape::Cylinder => ("[(", ")]"),
        Shape::Round => ("([", "])"),
        Shape::Queue => ("[[", "]]"),
    };
    // A line break between quotation marks is one in the label as well.
    let lines: Vec<String> = node.lines.iter().map(|line| label(line)).collect();
    let inside = if lines.is_empty() { label("") } else { lines.join("\n") };
    format!("n{at}{open}\"{inside}\"{close}")
}

fn edge_text(edge: &Edge) -> String {
    let arrow = if edge.dashed { "-.->" } else { "-->" };
    let written = if edge.label.trim().is_empty() { String::new() } else { format!("|\"{}\"|", label(&edge.label)) };
    format!("n{} {arrow}{written} n{}", edge.from, edge.to)
}

/// A text as a label on one line. Signs become entity codes unless they stand between letters or digits and mean
/// nothing there, which keeps names and numbers readable in the source.
fn label(text: &str) -> String {
    // An empty label is a mistake to Mermaid; a blank that does not break is a label that shows nothing.
    let parts = parts(text);
    if parts.is_empty() { "#160;".to_owned() } else { parts.concat() }
}

/// A name as a label, cut where it would find no room in a bar chart.
fn shortened(name: &str) -> String {
    let parts = parts(name);
    let mut room = LONGEST_NAME;
    let fits = |part: &&String| {
        let counts = match part.chars().next() {
            Some('#') => CODE_COUNTS,
            Some(letter) if letter.is_ascii() => 1,
            _ => 2,
        };
        let fits = counts <= room;
        room = room.saturating_sub(counts);
        fits
    };
    let kept: Vec<&str> = parts.iter().take_while(fits).map(String::as_str).collect();
    match (parts.len(), kept.len()) {
        (0, _) => label(""),
        (all, kept_of_them) if kept_of_them < all => kept.concat() + "\u{2026}",
        _ => kept.concat(),
    }
}

/// The letters of a text, each as it stands in a label.
fn parts(text: &str) -> Vec<String> {
    let letters: Vec<char> = plain(text).chars().collect();
    let neighbour = |at: Option<usize>| at.and_then(|at| letters.get(at)).copied().unwrap_or(' ');
    let is_word = |at: usize| {
        let rest = letters.get(at..).unwrap_or_default();
        rest.len() >= WORD_OF_LINES.len()
            && rest.iter().zip(WORD_OF_LINES.chars()).all(|(one, other)| one.to_ascii_lowercase() == other)
    };
    let part = |(at, letter): (usize, char)| {
        let (before, after) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
        let harmless = match letter {
            ' ' => true,
            '-' | '/' => before.is_alphanumeric() && after.is_alphanumeric(),
            '.' => before.is_ascii_digit() && after.is_ascii_digit(),
            ',' => before.is_alphanumeric(),
            _ => (letter.is_alphanumeric() || !letter.is_ascii()) && !is_word(at),
        };
        if harmless { letter.to_string() } else { format!("#{};", u32::from(letter)) }
    };
    letters.iter().copied().enumerate().map(part).collect()
}

/// A text on one line without what cannot be seen, and without the two marks which stand for entity codes inside of
/// Mermaid: were they in a text, they would be taken for codes.
fn plain(text: &str) -> String {
    let text = visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace('\u{fb02}', "fl").replace("\u{b6}\u{df}", "\u{b6} \u{df}")
}

/// A label at the start of a line of a timeline: a keyword there would be one.
fn start_of_line(label: &str) -> String {
    let lower = label.to_lowercase();
    match label.chars().next() {
        Some(first) if WORDS_OF_A_TIMELINE.iter().any(|word| lower.starts_with(word)) => {
            format!("#{};{}", u32::from(first), &label[first.len_utf8()..])
        }
        _ => label.to_owned(),
    }
}
