//! Whatever a text says, it stays a text in both forms.

use super::{Bars, Direction, Drawing, Edge, Flow, Group, Node, Period, Shape, Timeline};
use crate::diagnostic::visible;

/// Texts that mean something to Mermaid, Markdown, HTML, XML or a terminal.
const HOSTILE: [&str; 34] = [
    "say \"hi\" 'there'",
    "a[b](c){d}<e>|f||",
    "`code` and ``` fences",
    "%%{init: {'theme': 'forest'}}%%",
    "%% comment",
    "a; b; time: 12:30 : event",
    "#quot; #35; &lt;b&gt; &#60;",
    "<b>x</b><img src=x onerror=alert(1)>",
    "</text></svg></script><script>alert(1)</script>",
    "]]> <![CDATA[ <!-- x -->",
    "end",
    "direction TB",
    "Direction\tLR",
    "one\ntwo\r\nend\n",
    "\u{1b}[31m red \u{202e}left\u{200b} \u{0}",
    "click n0 \"javascript:alert(1)\"",
    "1. first",
    "- item",
    "*em* **strong** _u_ ~~x~~",
    "fa:fa-car $$x^2$$ A\\nB",
    "style a:#b;",
    "classDef x:#f00;",
    "title t",
    "Section s",
    "accTitle: x",
    "http://example.com www.example.com a@b.c",
    "n0 --> n1 -.-> n2",
    "\u{6ce8}\u{6587} \u{1f600} \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{fffe}",
    "---",
    "C:\\temp\\x",
    "@{ shape: rect }",
    "a, b , 99.9 % read-only/x",
    "",
    " \n ",
];

/// All kinds of drawings with a text in every place where one may be.
fn drawings(text: &str) -> [Drawing; 3] {
    let text = || text.to_owned();
    let node = |lines: usize, shape, group| Node { lines: vec![text(); lines], shape, group };
    let edge = |from, to, dashed| Edge { from, to, label: text(), dashed };
    [
        Drawing::Flow(Flow {
            title: text(),
            direction: Direction::Right,
            groups: vec![Group { title: text() }],
            nodes: vec![node(1, Shape::Cylinder, Some(0)), node(3, Shape::Round, None)],
            edges: vec![edge(0, 1, false), edge(1, 0, true)],
        }),
        Drawing::Timeline(Timeline {
            title: text(),
            periods: vec![Period { name: text(), events: vec![text(), text()] }],
        }),
        Drawing::Bars(Bars { title: text(), axis: text(), bars: vec![(text(), 2.0)], most: 4.0 }),
    ]
}

/// The letters that can be seen, without those that XML cannot hold.
fn letters(text: &str) -> String {
    visible(text).split_whitespace().collect::<String>().replace('\u{fffe}', "\u{fffd}")
}

/// Puts the characters of entity codes in, as Mermaid does in the end.
fn decoded(label: &str) -> String {
    let mut out = String::new();
    let mut rest = label;
    while let Some((before, after)) = rest.split_once('#') {
        out.push_str(before);
        let (code, after) = after.split_once(';').expect("an end of a code");
        out.push(code.parse().ok().and_then(char::from_u32).expect("a number of a character"));
        rest = after;
    }
    out + rest
}

#[test]
fn labels_of_mermaid_hold_no_sign_that_means_anything_and_say_the_same() {
    for text in HOSTILE {
        let [flow, ..] = drawings(text);
        let mermaid = flow.mermaid();
        let labels: Vec<&str> = mermaid.split('"').skip(1).step_by(2).collect();
        let edges = if text.trim().is_empty() { 0 } else { 2 };
        assert_eq!(labels.len(), 3 + edges, "{mermaid}");
        for label in labels {
            for part in label.split('\n') {
                assert_eq!(
                    letters(&decoded(part)).replace('\u{fffd}', "\u{fffe}"),
                    letters(text).replace('\u{fffd}', "\u{fffe}")
                );
                let outside: String =
                    part.split('#').map(|part| part.split_once(';').map_or(part, |parts| parts.1)).collect();
                let meaning = outside.chars().find(|letter| letter.is_ascii_punctuation() && !"-/.,".contains(*letter));
                assert_eq!(meaning, None, "{label}");
                assert!(!outside.to_lowercase().contains("direction"), "{label}");
            }
        }
    }
}

#[test]
fn a_text_adds_no_line_to_a_diagram() {
    let plain = drawings("plain").map(|drawing| drawing.mermaid().lines().count());
    for text in HOSTILE {
        let lines = drawings(text).map(|drawing| drawing.mermaid().lines().count());
        assert_eq!(lines, plain, "{text:?}");
    }
}

#[test]
fn no_period_is_taken_for_a_keyword() {
    for text in HOSTILE {
        let [_, timeline, _] = drawings(text);
        let mermaid = timeline.mermaid();
        let line = mermaid.lines().nth(2).expect("a period").trim_start().to_lowercase();
        assert!(["title", "section", "acc", "timeline", ":"].iter().all(|word| !line.starts_with(word)), "{line}");
        assert_eq!(line.matches(" : ").count(), 2, "{line}");
    }
}

#[test]
fn an_svg_is_xml_in_which_every_text_reads_the_same() {
    for text in HOSTILE {
        for (drawing, times) in drawings(text).iter().zip([7, 3, 2]) {
            let svg = drawing.svg();
            let document = roxmltree::Document::parse(&svg).expect("XML");
            let root = document.root_element();
            assert_eq!(root.attribute("aria-label").map(letters), Some(letters(text)));
            let elements: Vec<_> = root.descendants().filter(|node| node.is_element()).collect();
            let known = ["svg", "title", "text", "rect", "path", "circle"];
            assert!(elements.iter().all(|element| known.contains(&element.tag_name().name())), "{svg}");
            let written = |class: &str| !["tick", "number"].contains(&class);
            let texts: String = elements
                .iter()
                .filter(|element| {
                    element.tag_name().name() == "text" && element.attribute("class").is_some_and(written)
                })
                .filter_map(|element| element.text())
                .collect();
            assert_eq!(letters(&texts), letters(text).repeat(times));
        }
    }
}

#[test]
fn drawings_of_nothing_are_drawings() {
    for drawing in [
        Drawing::Flow(Flow::default()),
        Drawing::Timeline(Timeline::default()),
        Drawing::Bars(Bars { bars: vec![("x".to_owned(), f64::NAN), ("y".to_owned(), -1.0)], ..Bars::default() }),
        Drawing::Bars(Bars::default()),
    ] {
        assert!(drawing.mermaid().ends_with('\n'));
        let svg = drawing.svg();
        assert!(roxmltree::Document::parse(&svg).is_ok() && !svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
}

#[test]
fn what_points_nowhere_is_left_out() {
    let edges = vec![Edge { to: 7, ..Edge::default() }];
    let nodes = vec![Node { group: Some(3), ..Node::default() }];
    let drawing = Drawing::Flow(Flow { nodes, edges, ..Flow::default() });
    assert!(!drawing.mermaid().contains("-->") && !drawing.svg().contains("edge"));
}

#[test]
fn a_long_name_of_a_bar_is_cut_so_that_mermaid_writes_the_others() {
    let bars = vec![("name ".repeat(20), 1.0), ("short".to_owned(), 2.0)];
    let drawing = Drawing::Bars(Bars { bars, most: 2.0, ..Bars::default() });
    let mermaid = drawing.mermaid();
    assert!(mermaid.contains("name name\u{2026} \u{b7} 1\"") && mermaid.contains("\"short \u{b7} 2\""), "{mermaid}");
    assert!(drawing.svg().contains("name name"));
}
