//! Text as data in Markdown.

use crate::diagnostic::visible;

/// A name in a code span, which knows no escapes: what would end it becomes a blank.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", visible(text).replace(['`', '|', '\n'], " "))
}

/// Text of the spec: nothing in it may end a cell, open a tag, become a link or reach a terminal as a command.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in visible(text).chars() {
        match letter {
            '\n' => out.push(' '),
            '|' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '\\' | '#' | '~' | '@' | '!' | '&' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            _ => out.push(letter),
        }
    }
    out
}

/// A sentence in which code spans stay what they are and all else is escaped.
pub(super) fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        out.push_str(&escaped(before));
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
    out.push_str(&escaped(rest));
    out
}

#[cfg(test)]
mod tests {
    use super::{code, escaped, prose};

    #[test]
    fn text_of_a_spec_ends_no_cell_and_opens_no_tag() {
        assert_eq!(escaped("a|b\n<img> `x`"), "a\\|b \\<img\\> \\`x\\`");
        assert_eq!(escaped("&lt; [x](y)\u{1b}"), "\\&lt; \\[x\\](y)\\\\u{1b}");
        assert_eq!(code("a`|b"), "`a  b`");
    }

    #[test]
    fn code_in_a_sentence_stays_code_and_half_of_it_does_not() {
        assert_eq!(prose("run `a_b` *now*"), "run `a_b` \\*now\\*");
        assert_eq!(prose("`a` and b` <x>"), "`a` and b\\` \\<x\\>");
        assert_eq!(prose("``x``"), "\\``x`\\`");
    }
}
