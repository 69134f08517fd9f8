//! Decision tables: rows that an earlier row always wins over, choices that nothing leads to.
//!
//! Gaps cannot happen: every table ends in `otherwise`. Overlaps are resolved by the hit policy; a
//! row is shadowed when an earlier one is true wherever it is.

use super::warn;
use crate::condition::{Check, Comparison, Condition, Test};
use crate::diagnostic::Diagnostic;
use crate::knowledge::files::Files;
use crate::knowledge::load::Written;
use crate::knowledge::model::{HitPolicy, Knowledge};

/// Rows that can never be reached.
pub(super) fn shadowed_rows(written: &Written, knowledge: &Knowledge, files: &Files) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // Of a table that collects, a row may well hold wherever another one does.
    for table in knowledge.decisions.iter().filter(|table| table.policy != HitPolicy::Collect) {
        let Some(entry) = written.decisions.iter().find(|entry| entry.id == table.id) else { continue };
        for (at, row) in table.rows.iter().enumerate() {
            let earlier = table.rows[..at].iter().position(|earlier| implies(&row.when, &earlier.when));
            if let Some(earlier) = earlier {
                let message = format!("row {} is never reached: row {} is true wherever it is", at + 1, earlier + 1);
                findings.push(warn(
                    files,
                    entry.file,
                    &format!("rows[{at}].when"),
                    message,
                    "put the special row before the general one, or take it out",
                ));
            }
        }
    }
    findings
}

/// Choices of tables that no row chooses.
pub(super) fn unused_choices(written: &Written, files: &Files) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for entry in &written.decisions {
        let spec = &entry.spec;
        for (at, choice) in spec.choices.iter().enumerate() {
            let chosen = spec.rows.iter().any(|row| row.choose == *choice) || spec.otherwise.choose == *choice;
            if !chosen {
                findings.push(warn(
                    files,
                    entry.file,
                    &format!("choices[{at}]"),
                    format!("nothing leads to `{choice}`"),
                    "add a row that chooses it, or take it out",
                ));
            }
        }
    }
    findings
}

/// Whether one condition holds wherever the other does. Sound, not complete: where the forms are too
/// different to tell, the answer is no.
fn implies(narrow: &Condition, wide: &Condition) -> bool {
    if narrow == wide {
        return true;
    }
    match (narrow, wide) {
        (_, Condition::All(parts)) => parts.iter().all(|part| implies(narrow, part)),
        (Condition::Any(options), _) => !options.is_empty() && options.iter().all(|option| implies(option, wide)),
        (_, Condition::Any(options)) => options.iter().any(|option| implies(narrow, option)),
        (Condition::All(parts), _) => parts.iter().any(|part| implies(part, wide)),
        (Condition::Not(narrow), Condition::Not(wide)) => implies(wide, narrow),
        (Condition::Test(narrow), Condition::Test(wide)) => test_implies(narrow, wide),
        _ => false,
    }
}

fn test_implies(narrow: &Test, wide: &Test) -> bool {
    if narrow.fact != wide.fact {
        return false;
    }
    match (&narrow.check, &wide.check) {
        (Check::OneOf(narrow), Check::OneOf(wide)) => narrow & !wide == 0,
        (Check::Has(narrow), Check::Has(wide)) => wide & !narrow == 0,
        (Check::Has(narrow), Check::OneOf(wide)) => narrow & wide != 0,
        (Check::Only(narrow), Check::Only(wide)) => narrow & !wide == 0,
        (Check::Number(one, narrow), Check::Number(other, wide)) => match (one, other) {
            (Comparison::More | Comparison::AtLeast, Comparison::More) => {
                narrow > wide || (one == other && narrow >= wide)
            }
            (Comparison::More | Comparison::AtLeast, Comparison::AtLeast) => narrow >= wide,
            (Comparison::Less | Comparison::AtMost, Comparison::Less) => {
                narrow < wide || (one == other && narrow <= wide)
            }
            (Comparison::Less | Comparison::AtMost, Comparison::AtMost) => narrow <= wide,
            _ => false,
        },
        (Check::Within(narrow), Check::Within(wide)) => narrow.low >= wide.low && narrow.high <= wide.high,
        (Check::Within(narrow), Check::Number(Comparison::AtLeast, wide)) => narrow.low >= *wide,
        (Check::Within(narrow), Check::Number(Comparison::AtMost, wide)) => narrow.high <= *wide,
        (Check::Stated(false), _) | (_, Check::Stated(false)) => false,
        (_, Check::Stated(true)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn condition(text: &str) -> Condition {
        crate::condition::compile(&serde_json::from_str(text).expect("JSON")).expect("a condition")
    }

    #[test]
    fn a_narrower_condition_implies_a_wider_one() {
        let cases = [
            (r#"{"budget": "tight", "team.operations": "none"}"#, r#"{"budget": "tight"}"#, true),
            (r#"{"budget": "tight"}"#, r#"{"budget": ["tight", "medium"]}"#, true),
            (r#"{"budget": ["tight", "medium"]}"#, r#"{"budget": "tight"}"#, false),
            (r#"{"dataset.velocity.writes": "> 10k/s"}"#, r#"{"dataset.velocity.writes": ">= 1k/s"}"#, true),
            (r#"{"dataset.velocity.writes": "> 1k/s"}"#, r#"{"dataset.velocity.writes": "> 10k/s"}"#, false),
            (r#"{"budget": "tight"}"#, r#"{"any": [{"team.operations": "none"}, {"budget": "tight"}]}"#, true),
            (r#"{"budget": "tight"}"#, r#"{"budget": "stated"}"#, true),
        ];
        for (narrow, wide, expected) in cases {
            assert_eq!(implies(&condition(narrow), &condition(wide)), expected, "{narrow} implies {wide}");
        }
    }
}
