//! What was found, in Markdown: the summary of a job or a comment on a change.

use std::fmt::Write as _;

use super::location::slashed;
use super::text::counted;
use super::{CheckView, CheckedFileView, INVALID, sentence};
use crate::knowledge::spec::FindingLevel;
use crate::report::escape::{code, escaped, prose};

/// Rows of a table. Code hosts drop a summary of more than a megabyte as a whole, and nobody reads that far.
const LONGEST: usize = 200;

/// A row of the table of findings.
struct Row<'v> {
    level: &'v str,
    rank: FindingLevel,
    finding: &'v str,
    place: String,
    says: &'v str,
    help: &'v str,
}

/// Renders the verdict, a table of what was found, the most severe first, and what is accepted.
#[must_use]
pub fn markdown(view: &CheckView, fails_from: Option<FindingLevel>) -> String {
    let mut rows: Vec<Row<'_>> = view.files.iter().flat_map(rows).collect();
    let fails = |row: &Row<'_>| fails_from.is_some_and(|least| row.rank >= least);
    let verdict = if rows.iter().any(|row| row.finding == INVALID) {
        "not everything could be read"
    } else if rows.iter().any(fails) {
        "the check fails"
    } else {
        "the check passes"
    };
    let mut text = format!("### whichdb: {verdict}\n\n{}.\n", view.sum());
    // Sorting keeps the order of the files within a level.
    rows.sort_by_key(|row| (row.finding != INVALID, std::cmp::Reverse(row.rank)));
    if !rows.is_empty() {
        text.push_str("\n| level | finding | place | what | what to do |\n| --- | --- | --- | --- | --- |\n");
        for row in rows.iter().take(LONGEST) {
            let cells = [
                row.level.to_owned(),
                code(row.finding),
                code(&row.place),
                prose(&sentence(row.says)),
                prose(&sentence(row.help)),
            ];
            line(&mut text, &cells);
        }
        more(&mut text, rows.len());
    }
    let waived: Vec<[String; 4]> = view.files.iter().flat_map(accepted).collect();
    if !waived.is_empty() {
        let _ = writeln!(text, "\n<details><summary>{} waived</summary>\n", waived.len());
        text.push_str("| finding | place | until | reason |\n| --- | --- | --- | --- |\n");
        waived.iter().take(LONGEST).for_each(|cells| line(&mut text, cells));
        more(&mut text, waived.len());
        text.push_str("\n</details>\n");
    }
    let _ = writeln!(text, "\nKnowledge {} of {}.", view.knowledge.version, view.knowledge.date);
    text
}

fn rows(file: &CheckedFileView) -> impl Iterator<Item = Row<'_>> {
    let problems = file.errors.iter().map(|problem| Row {
        level: "invalid",
        rank: FindingLevel::Error,
        finding: INVALID,
        place: place(file, problem.line),
        says: &problem.says,
        help: &problem.help,
    });
    let findings = file.findings.iter().map(|finding| Row {
        level: &finding.level,
        rank: finding.rank(),
        finding: &finding.finding,
        place: place(file, finding.line),
        says: &finding.says,
        help: &finding.help,
    });
    problems.chain(findings)
}

fn accepted(file: &CheckedFileView) -> impl Iterator<Item = [String; 4]> {
    file.waived.iter().map(|waived| {
        let finding = &waived.finding;
        [code(&finding.finding), code(&place(file, finding.line)), escaped(&waived.until), prose(&waived.reason)]
    })
}

fn place(file: &CheckedFileView, line: usize) -> String {
    format!("{}:{line}", slashed(&file.path))
}

fn line(text: &mut String, cells: &[String]) {
    let _ = writeln!(text, "| {} |", cells.join(" | "));
}

/// How many rows were left out.
fn more(text: &mut String, rows: usize) {
    if rows > LONGEST {
        let _ = writeln!(text, "\n{} not shown here.", counted(rows - LONGEST, "more is", "more are"));
    }
}
