//! A difference as a comment on a pull request.

use std::fmt::Write as _;

use super::{ChangeView, DifferenceView};
use crate::report::escape::{code, escaped};

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
