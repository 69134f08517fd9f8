//! Documents are Markdown that code hosts read as it is meant.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::{TEMPLATES, examples, report};

const ALLOWED: [&str; 6] = ["<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>"];

/// What is wrong with a document.
pub(crate) fn problems(markdown: &str) -> Vec<String> {
    let mut problems = torn_tables(markdown);
    let mut anchors: BTreeMap<String, usize> = BTreeMap::new();
    let (mut targets, mut links) = (BTreeSet::new(), Vec::new());
    let mut heading: Option<String> = None;
    let mut depth = 0_i32;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let text = heading.take().unwrap_or_default();
                let kept = text.chars().flat_map(char::to_lowercase);
                let kept = kept.filter(|letter| letter.is_alphanumeric() || ['-', '_', ' '].contains(letter));
                let anchor: String = kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect();
                let times = anchors.entry(anchor.clone()).or_default();
                targets.insert(if *times == 0 { anchor.clone() } else { format!("{anchor}-{times}") });
                *times += 1;
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Start(Tag::Image { dest_url, .. }) => problems.push(format!("a picture of {dest_url}")),
            Event::Start(Tag::Strikethrough) => problems.push("something is struck through".to_owned()),
            Event::Html(html) | Event::InlineHtml(html) => {
                let mut rest = html.trim().to_owned();
                for allowed in ALLOWED {
                    depth += i32::try_from(rest.matches(allowed).count()).unwrap_or_default()
                        * i32::from(allowed == "<details>")
                        - i32::from(allowed == "</details>" && rest.contains(allowed));
                    rest = rest.replace(allowed, "");
                }
                let is_comment =
                    rest.starts_with("<!-- ") && rest.ends_with(" -->") && rest.matches("<!--").count() == 1;
                if rest.contains('<') && !is_comment {
                    problems.push(format!("HTML: {rest}"));
                }
            }
            _ => {}
        }
    }
    if depth != 0 {
        problems.push("a <details> does not end".to_owned());
    }
    for link in links {
        let is_good = match link.strip_prefix('#') {
            Some(anchor) => targets.contains(anchor),
            None => link.starts_with("https://") || link.starts_with("http://"),
        };
        if !is_good {
            problems.push(format!("a link to nothing: {link}"));
        }
    }
    problems
}

/// Rows that have more or fewer cells than the head of their table; parsers drop or fill them without a word.
fn torn_tables(markdown: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let (mut width, mut is_fenced) = (None, false);
    for (at, line) in markdown.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            is_fenced = !is_fenced;
        }
        if is_fenced || !line.starts_with('|') {
            width = None;
            continue;
        }
        let found = cells(line);
        if *width.get_or_insert(found) != found {
            problems.push(format!("line {} has {found} cells: {line}", at + 1));
        }
    }
    if is_fenced {
        problems.push("a fenced block does not end".to_owned());
    }
    problems
}

/// How many cells a line has: bars that are escaped are text, also in code.
fn cells(line: &str) -> usize {
    let mut letters = line.trim_end().chars();
    let mut bars = 0;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            '|' => bars += 1,
            _ => {}
        }
    }
    bars - 1
}

#[test]
fn the_documents_of_all_examples_are_sound() {
    for example in examples() {
        for template in TEMPLATES {
            let found = problems(&report(&example, template));
            assert!(found.is_empty(), "{example} {template}:\n{}", found.join("\n"));
        }
    }
}

#[test]
fn no_sentence_is_left_unfilled() {
    for example in examples() {
        for template in TEMPLATES {
            let text = report(&example, template);
            for (at, line) in text.lines().enumerate() {
                let is_unfilled = ["{{", "{%", " unknown ", "infinity", "NaN", " ,", "()", "  |", ": ."].iter();
                let found: Vec<&&str> = is_unfilled.filter(|piece| line.contains(**piece)).collect();
                assert!(found.is_empty(), "{example} {template} line {}: {found:?} in {line}", at + 1);
            }
        }
    }
}

#[test]
fn what_is_wrong_with_a_document_is_seen() {
    assert_eq!(problems("| a | b |\n| - | - |\n| 1 |\n").len(), 1);
    assert_eq!(problems("<b>x</b>\n").len(), 2);
    assert_eq!(problems("[x](#nowhere)\n").len(), 1);
    assert_eq!(problems("```\n").len(), 1);
    assert_eq!(problems("<details>\n").len(), 1);
    assert_eq!(problems("# A b\n\n[x](#a-b)\n\n| a\\|b | `c` |\n| - | - |\n"), Vec::<String>::new());
}
