//! A difference as a comment on a pull request.

use std::fmt::Write as _;

use super::{ChangeView, DifferenceView};

/// Renders a difference in Markdown.
#[must_use]
pub fn markdown(view: &DifferenceView) -> String {
    let mut text = format!("### whichdb: {}\n\n", escaped(&view.name));
    if view.same {
        text.push_str("The recommendation stays as it is.\n");
        return text;
    }
    let noun = if view.changes.len() == 1 { "decision changes" } else { "decisions change" };
    let _ = writeln!(text, "{} {noun}{}.\n", view.changes.len(), certainty(view));
    text.push_str("| what | of | before | after | because |\n| --- | --- | --- | --- | --- |\n");
    for change in &view.changes {
        let cell = |choice: &Option<String>| choice.as_ref().map_or_else(|| "–".to_owned(), |word| code(word));
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            escaped(&change.what),
            escaped(&change.subject),
            cell(&change.before),
            cell(&change.after),
            escaped(&reasons(change)),
        );
    }
    let _ = writeln!(text, "\nKnowledge {} of {}.", view.knowledge.version, view.knowledge.date);
    text
}

fn certainty(view: &DifferenceView) -> String {
    match view.certainty {
        [Some(before), Some(after)] => format!("; certainty {:.0} % before, {:.0} % after", before * 1e2, after * 1e2),
        _ => String::new(),
    }
}

/// The first reason and its rule.
fn reasons(change: &ChangeView) -> String {
    change.because.first().map_or_else(String::new, |reason| format!("{} ({})", reason.says, reason.rule))
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace(['`', '|', '\n', '\r'], " "))
}

/// Text of the spec is data: nothing in it may end a cell, open a tag or become a link.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => out.push(' '),
            '|' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '\\' | '#' | '~' | '@' | '!' => {
                out.push('\\');
                out.push(letter);
            }
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{code, escaped};

    #[test]
    fn text_of_a_spec_ends_no_cell_and_opens_no_tag() {
        assert_eq!(escaped("a|b\n<img> `x`"), "a\\|b \\<img\\> \\`x\\`");
        assert_eq!(code("a`|b"), "`a  b`");
    }
}
