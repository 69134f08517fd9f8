//! What is told between the prompts.

use std::io::Write;

use super::draft::{Draft, DraftError};
use super::texts::Wording;
use crate::decision::{Probe, evaluate, unknown_at};
use crate::knowledge::Knowledge;
use crate::report::Page;
use crate::report::terminal::{Asked, refusal, standing, told, why_asked};

/// What would be recommended now.
pub(super) fn so_far(draft: &Draft, knowledge: &Knowledge, page: Page, out: &mut dyn Write) -> std::io::Result<()> {
    let spec = draft.answerable();
    writeln!(out, "\n{}", standing(&evaluate(knowledge, &spec), page))
}

/// Why a question is asked.
pub(super) fn why(
    draft: &Draft,
    knowledge: &Knowledge,
    path: &str,
    wording: &Wording,
    page: Page,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    // What is known already is taken to be open once more.
    let mut draft = draft.clone();
    draft.set_not_known(path);
    let spec = draft.answerable();
    let evaluation = evaluate(knowledge, &spec);
    let unknown = unknown_at(&mut Probe::of(&evaluation), path);
    let asked = Asked { path, technical: wording.technical.as_deref(), help: &wording.help };
    writeln!(out, "\n{}", why_asked(&evaluation, &asked, &unknown, page))
}

/// Why an answer cannot stand.
pub(super) fn problem(problem: &DraftError, page: Page, out: &mut dyn Write) -> std::io::Result<()> {
    match problem {
        DraftError::Value(problems) => write!(out, "{}", refusal(problems, page)),
        other => write!(out, "{}", told(&format!("{other}."), page)),
    }
}

/// A paragraph.
pub(super) fn say(text: &str, page: Page, out: &mut dyn Write) -> std::io::Result<()> {
    write!(out, "{}", told(text, page))
}
