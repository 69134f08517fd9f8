//! Text as data in Markdown, and in XML and HTML.

use crate::diagnostic::visible;

/// A name in a code span, which knows no escapes: what would end it becomes a blank.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", visible(text).replace(['`', '|', '\n'], " "))
}

/// Text of the spec: nothing in it may end a cell, open a tag, become a link or reach a terminal as a command. What
/// means nothing where it stands is left as it is, so that the text reads well before it is rendered, too.
pub(super) fn escaped(text: &str) -> String {
    let text = visible(text);
    let text = text.trim_start();
    let mark = block_mark(text);
    let mut out = inline(&text[..mark]);
    if mark < text.len() && is_block_mark(&text[mark..]) {
        out.push('\\');
        out.push_str(&text[mark..=mark]);
        out.push_str(&inline(&text[mark + 1..]));
    } else {
        out.push_str(&inline(&text[mark..]));
    }
    out
}

/// The place of the letter that would make a list, a heading or a quotation of a text that begins a block.
fn block_mark(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn is_block_mark(rest: &str) -> bool {
    let mut letters = rest.chars();
    let (mark, is_apart) = (letters.next(), letters.next().is_none_or(char::is_whitespace));
    match mark {
        Some('#' | '>' | '=') => true,
        Some('-' | '+' | '.' | ')') => is_apart,
        _ => false,
    }
}

/// Text inside of a block, whose letters are visible.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\n' {
            out.push(' ');
        } else {
            if is_mark(before, letter, letters.peek().copied()) {
                out.push('\\');
            }
            out.push(letter);
        }
        before = Some(letter);
    }
    out
}

/// Whether a letter means something between these two.
fn is_mark(before: Option<char>, letter: char, after: Option<char>) -> bool {
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    match letter {
        '|' | '`' | '*' | '[' | ']' | '\\' | '@' | '$' => true,
        // Inside of a word it means nothing.
        '_' => !(is_word(before) && is_word(after)),
        '<' => after.is_none_or(|after| !after.is_whitespace() && !after.is_ascii_digit() && after != '='),
        '&' => after.is_none_or(|after| !after.is_whitespace()),
        '!' => after == Some('['),
        // Before a number it means about; behind a word it would end what is struck through.
        '~' => after == Some('~') || before.is_some_and(|before| !before.is_whitespace() && before != '('),
        _ => false,
    }
}

/// A sentence in which code spans stay what they are and all else is escaped.
pub(super) fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        out.push_str(&piece(before, out.is_empty()));
        rest = match after.split_once('`') {
            Some((inside, after)) if !inside.trim().is_empty() => {
                out.push_str(&code(inside));
                after
            }
            // A mark without its other half is no code span.
            _ => {
                out.push_str("\\`");
                after
            }
        };
    }
    out.push_str(&piece(rest, out.is_empty()));
    out
}

/// A piece of a sentence between two code spans.
fn piece(text: &str, is_first: bool) -> String {
    if is_first { escaped(text) } else { inline(&visible(text)) }
}

/// Text inside of an element or an attribute, for XML and HTML alike. What XML 1.0 cannot hold at all is shown as an
/// escape or, where that has no escape, replaced; line breaks are written so that attributes keep them.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in visible(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("&#10;"),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{code, escaped, prose, quoted};

    #[test]
    fn no_text_ends_an_element_or_holds_what_xml_forbids() {
        assert_eq!(quoted("</text>\"'& ]]>\n"), "&lt;/text&gt;&quot;&#39;&amp; ]]&gt;&#10;");
        assert_eq!(quoted("\u{0}\u{1b}\u{fffe}"), "\\u{0}\\u{1b}\u{fffd}");
    }

    #[test]
    fn text_of_a_spec_ends_no_cell_and_opens_no_tag() {
        assert_eq!(escaped("a|b\n<img> `x`"), "a\\|b \\<img> \\`x\\`");
        assert_eq!(escaped("&lt; [x](y)\u{1b}"), "\\&lt; \\[x\\](y)\\\\u{1b}");
        assert_eq!(code("a`|b"), "`a  b`");
    }

    #[test]
    fn what_means_nothing_is_left_as_it_is() {
        let plain = "snake_case, ~5 TB, x <= 3, a & b, 50 % - or #1 (~2)!";
        assert_eq!(escaped(plain), plain);
        assert_eq!(escaped("2. x - 1) y"), "2\\. x - 1) y");
        assert_eq!(escaped("# no _heading_ ~~gone~~ ![x]"), "\\# no \\_heading\\_ \\~\\~gone\\~\\~ \\!\\[x\\]");
    }

    #[test]
    fn code_in_a_sentence_stays_code_and_half_of_it_does_not() {
        assert_eq!(prose("run `a_b` *now*"), "run `a_b` \\*now\\*");
        assert_eq!(prose("`a` and b` <x>"), "`a` and b\\` \\<x>");
        assert_eq!(prose("``x``"), "\\``x`\\`");
    }
}
