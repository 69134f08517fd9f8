//! Tables held against every combination of values that their rows tell apart, unknown being one more value of each
//! fact: rows that never decide; in tables of the policies `unique` and `any` rows that contradict each other, and
//! known cases that no row covers, since their `otherwise` is for what is not known.

use std::collections::BTreeMap;

use super::warn;
use crate::condition::{Check, Condition, Facts, Verdict};
use crate::diagnostic::Diagnostic;
use crate::knowledge::files::Files;
use crate::knowledge::load::Written;
use crate::knowledge::model::{Decision, HitPolicy, Knowledge};
use crate::vocabulary::{FactRef, Kind, Missing, Scope, Value};
use crate::words::Words;

/// Larger tables are not laid out: a quarter of a million cells take a fraction of a second.
const MOST_CELLS: usize = 250_000;

/// Overlaps, gaps and rows that never decide.
pub(super) fn cells(written: &Written, knowledge: &Knowledge, files: &Files) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for table in &knowledge.decisions {
        let Some(entry) = written.decisions.iter().find(|entry| entry.id == table.id) else { continue };
        let Some(found) = Found::of(table) else { continue };
        let mut tell = |path: String, message: String, help: &str| {
            findings.push(warn(files, entry.file, &path, message, help));
        };
        if let Some((one, other, cell)) = found.overlap {
            let message = format!("rows {} and {} both hold where {cell}", one + 1, other + 1);
            tell(format!("rows[{other}].when"), message, "narrow one of them, or let the policy be first");
        }
        if let Some(cell) = found.gap {
            let message = format!("no row holds where {cell}");
            tell("otherwise".into(), message, "add a row: otherwise is for what is not known");
        }
        for row in (0..table.rows.len()).filter(|row| !found.decides[*row]) {
            let message = format!("row {} never decides, whatever the facts are", row + 1);
            tell(format!("rows[{row}].when"), message, "put it before the rows that win over it, or take it out");
        }
    }
    findings
}

/// What the cells of a table show.
struct Found {
    overlap: Option<(usize, usize, String)>,
    gap: Option<String>,
    decides: Vec<bool>,
}

impl Found {
    /// Nothing for tables that are too large, or that compare facts with each other.
    fn of(table: &Decision) -> Option<Self> {
        let mut asked: BTreeMap<FactRef, Vec<&Check>> = BTreeMap::new();
        let mut comparable = true;
        for condition in table.rows.iter().map(|row| &row.when).chain([&table.only_when]) {
            collect(condition, &mut asked, &mut comparable);
        }
        let values: Vec<(FactRef, Vec<Value>)> =
            asked.iter().map(|(fact, checks)| (*fact, representatives(*fact, checks))).collect();
        let size = values.iter().try_fold(1_usize, |size, (_, values)| size.checked_mul(values.len()));
        if !comparable || size.is_none_or(|size| size > MOST_CELLS) {
            return None;
        }
        let mut found = Self { overlap: None, gap: None, decides: vec![false; table.rows.len()] };
        let mut cell = vec![0; values.len()];
        loop {
            found.look(table, &values, &cell);
            // The next cell, counted like a number with a digit for each fact.
            let Some(digit) = (0..cell.len()).find(|digit| cell[*digit] + 1 < values[*digit].1.len()) else {
                return Some(found);
            };
            cell[digit] += 1;
            cell[..digit].fill(0);
        }
    }

    fn look(&mut self, table: &Decision, values: &[(FactRef, Vec<Value>)], cell: &[usize]) {
        let scopes = [Scope::System, Scope::Dataset, Scope::Other, Scope::Engine, Scope::Store, Scope::Pair];
        let mut lists = scopes.map(|scope| vec![Value::Unknown; scope.facts().len()]);
        for ((fact, values), at) in values.iter().zip(cell) {
            if let Some(list) = scopes.iter().position(|scope| *scope == fact.scope) {
                lists[list][usize::from(fact.index)] = values[*at].clone();
            }
        }
        let [system, dataset, other, engine, store, pair] = &lists;
        let facts = Facts { system, dataset, other, engine, store, pair, ..Facts::default() };
        if table.only_when.evaluate(&facts) != Verdict::True {
            return;
        }
        let holds = |row: &usize| table.rows[*row].when.evaluate(&facts) == Verdict::True;
        let rows: Vec<usize> = (0..table.rows.len()).filter(holds).collect();
        let deciding = if table.policy == HitPolicy::First { rows.len().min(1) } else { rows.len() };
        rows[..deciding].iter().for_each(|row| self.decides[*row] = true);
        let strict = matches!(table.policy, HitPolicy::Unique | HitPolicy::Any);
        let differs = |row: &&usize| {
            let choice = |row: usize| &table.rows[row].outcome.choose;
            table.policy == HitPolicy::Unique || choice(**row) != choice(rows[0])
        };
        if let Some(other) = rows.iter().skip(1).find(differs).filter(|_| strict && self.overlap.is_none()) {
            self.overlap = Some((rows[0], *other, described(values, cell)));
        }
        let known = values.iter().zip(cell).all(|((_, values), at)| values[*at].is_known());
        if strict && known && rows.is_empty() && self.gap.is_none() {
            self.gap = Some(described(values, cell));
        }
    }
}

/// The values of a cell in words.
fn described(values: &[(FactRef, Vec<Value>)], cell: &[usize]) -> String {
    let parts = values
        .iter()
        .zip(cell)
        .map(|((fact, values), at)| format!("{} is {}", fact.written(), values[*at].format(fact.fact().kind)));
    parts.collect::<Vec<_>>().join(" and ")
}

fn collect<'c>(condition: &'c Condition, asked: &mut BTreeMap<FactRef, Vec<&'c Check>>, comparable: &mut bool) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| collect(part, asked, comparable));
        }
        Condition::Not(part) => collect(part, asked, comparable),
        Condition::Test(test) => {
            *comparable &= !matches!(test.check, Check::Fact(..) | Check::Computed(..));
            asked.entry(test.fact).or_default().push(&test.check);
        }
    }
}

/// Values of a fact that its tests tell apart, one of each kind, and unknown.
fn representatives(fact: FactRef, checks: &[&Check]) -> Vec<Value> {
    let mut values = vec![Value::Unknown];
    if fact.fact().missing == Missing::None {
        values.push(Value::Absent);
    }
    match fact.fact().kind {
        Kind::Flag => values.extend([Value::Flag(false), Value::Flag(true)]),
        Kind::Choice(list) => values.extend((0_u8..).zip(list.words).map(|(at, _)| Value::Choice(at))),
        Kind::Choices(list) => {
            let mentioned: Vec<u64> = checks.iter().filter_map(|check| bits(check)).collect();
            let all = mentioned.iter().fold(0, |all, bits| all | bits);
            let stranger = (0..list.words.len()).map(|at| 1_u64 << at).find(|bit| all & bit == 0);
            let singles = (0..list.words.len()).map(|at| 1_u64 << at).filter(|bit| all & bit != 0);
            let mut sets: Vec<u64> = mentioned.iter().copied().chain(singles).chain(stranger).chain([0, all]).collect();
            // A test for nothing but a word is told from one for the word by a further word beside it.
            let wider: Vec<u64> = sets.iter().map(|set| set | stranger.unwrap_or(all)).collect();
            sets.extend(wider);
            sets.sort_unstable();
            sets.dedup();
            values.extend(sets.into_iter().map(Value::Set));
        }
        Kind::Names => {
            let mut names: Vec<String> = checks.iter().flat_map(|check| named(check)).collect();
            names.sort_unstable();
            names.dedup();
            names.push("another".into());
            values.extend(names.into_iter().map(|name| Value::Names([Words::from(name)].into())));
        }
        Kind::Number(_) => values
            .extend(numbers(checks).into_iter().map(|number| Value::Number(crate::quantity::Interval::exact(number)))),
    }
    values
}

fn bits(check: &Check) -> Option<u64> {
    match check {
        Check::OneOf(bits) | Check::Has(bits) | Check::Lacks(bits) | Check::Only(bits) => Some(*bits),
        _ => None,
    }
}

fn named(check: &Check) -> Vec<String> {
    match check {
        Check::Named(names) => names.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// Each bound, something between neighbours, something below and something above.
fn numbers(checks: &[&Check]) -> Vec<f64> {
    let mut bounds: Vec<f64> = checks
        .iter()
        .flat_map(|check| match check {
            Check::Number(_, bound) => vec![*bound],
            Check::Within(range) => vec![range.low, range.high],
            _ => Vec::new(),
        })
        .collect();
    bounds.sort_by(f64::total_cmp);
    bounds.dedup();
    let between = bounds.windows(2).map(|pair| pair[0].midpoint(pair[1]));
    let outside = [bounds.first().map_or(1.0, |first| first / 2.0), bounds.last().map_or(1.0, |last| last * 2.0 + 1.0)];
    let mut all: Vec<f64> = bounds.iter().copied().chain(between).chain(outside).collect();
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::model::{Outcome, Row, Subject};

    fn condition(text: &str) -> Condition {
        crate::condition::compile(&serde_json::from_str(text).expect("JSON")).expect("a condition")
    }

    fn outcome(choose: &str) -> Outcome {
        Outcome { choose: choose.into(), figures: Vec::new(), says: Default::default(), backing: Default::default() }
    }

    fn found(policy: HitPolicy, rows: &[(&str, &str)]) -> Found {
        let row = |(when, choose): &(&str, &str)| Row { when: condition(when), outcome: outcome(choose).into() };
        let table = Decision {
            id: "test".into(),
            asks: String::new().into(),
            subject: Subject::System,
            policy,
            only_when: Condition::always(),
            quiet: false,
            declared_as: Vec::new(),
            choices: Vec::new(),
            defines: None,
            rows: rows.iter().map(row).collect(),
            otherwise: outcome("none"),
        };
        Found::of(&table).expect("a small table")
    }

    #[test]
    fn rows_that_hold_together_are_an_overlap_unless_they_agree() {
        let rows = [(r#"{"budget": ["tight", "medium"]}"#, "one"), (r#"{"budget": ["medium", "generous"]}"#, "other")];
        let words = found(HitPolicy::Unique, &rows).overlap.expect("medium is in both").2;
        assert_eq!(words, "budget is medium");
        assert!(found(HitPolicy::Any, &rows).overlap.is_some());
        assert!(found(HitPolicy::First, &rows).overlap.is_none());
        let agreeing = [rows[0], (rows[1].0, "one")];
        assert!(found(HitPolicy::Any, &agreeing).overlap.is_none());
    }

    #[test]
    fn what_is_known_and_covered_by_no_row_is_a_gap() {
        let rows = [(r#"{"horizon": "< 1 year"}"#, "one"), (r#"{"horizon": "> 1 year"}"#, "other")];
        assert_eq!(found(HitPolicy::Unique, &rows).gap.as_deref(), Some("horizon is 1 year"));
        assert!(found(HitPolicy::Collect, &rows).gap.is_none());
        let closed = [rows[0], (r#"{"horizon": ">= 1 year"}"#, "other")];
        assert!(found(HitPolicy::Unique, &closed).gap.is_none());
    }

    #[test]
    fn a_row_that_others_win_over_together_never_decides() {
        let rows = [
            (r#"{"budget": "tight"}"#, "one"),
            (r#"{"budget": ["medium", "generous"]}"#, "other"),
            (r#"{"budget": "stated"}"#, "third"),
        ];
        assert_eq!(found(HitPolicy::First, &rows).decides, [true, true, false]);
    }
}
