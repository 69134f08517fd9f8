//! Decision tables: the rows are tried by the table's hit policy, and every outcome is recorded
//! with its explanation and with the rows that would matter if more were known.

use super::evaluation::{Decided, NamedFigure};
use crate::condition::{Facts, Verdict};
use crate::knowledge::{Decision, HitPolicy, Knowledge, Names, Outcome, Subject};
use crate::quantity::Interval;
use crate::vocabulary::{DATASET, FactRef, Kind, Value};
use crate::words::Words;
use crate::workload::WorkloadFacts;

/// Evaluates tables and keeps what they decide.
pub(super) struct Tables<'k> {
    knowledge: &'k Knowledge,
    decided: Vec<Decided>,
    /// Whether only the choices are asked for, and no explanation.
    silent: bool,
}

impl<'k> Tables<'k> {
    /// Tables for a system with so many datasets.
    pub(super) fn new(knowledge: &'k Knowledge, datasets: usize) -> Self {
        // Few tables are for pairs, and few ask every dataset.
        Self { knowledge, decided: Vec::with_capacity(knowledge.decisions.len() * (1 + datasets)), silent: false }
    }

    /// Tables that choose and keep nothing.
    pub(super) fn silent(knowledge: &'k Knowledge) -> Self {
        Self { knowledge, decided: Vec::new(), silent: true }
    }

    /// A figure of what a table decided for a subject.
    pub(super) fn figure(&self, table: &str, subject: &str, name: &str) -> Option<Interval> {
        let decided = self.decided.iter().find(|decided| decided.decision == table && decided.subject == subject)?;
        decided.figures.iter().find(|(known, _, _)| known == name)?.2
    }

    pub(super) fn done(self) -> Vec<Decided> {
        self.decided
    }

    /// The tables that define facts of datasets: the classes of the four V's.
    pub(super) fn classify(&mut self, facts: &mut WorkloadFacts) {
        let knowledge = self.knowledge;
        for table in
            knowledge.decisions.iter().filter(|table| table.defines.is_some() && table.subject == Subject::Dataset)
        {
            let Some(defined) = table.defines else { continue };
            for at in 0..facts.datasets.len() {
                let dataset = &facts.datasets[at];
                let context = Facts { system: &facts.system, dataset: &dataset.values, ..Facts::default() };
                let names = Names { dataset: &dataset.name, ..Names::default() };
                let choice = self.decide(table, &context, &names, dataset.name.clone());
                if let Kind::Choice(list) = DATASET[usize::from(defined.index)].kind
                    && let Some(word) = list.index(&choice)
                {
                    facts.datasets[at].values[usize::from(defined.index)] = Value::Choice(word);
                }
            }
        }
    }

    /// A table about the system.
    pub(super) fn system(&mut self, id: &str, facts: &WorkloadFacts) -> String {
        let context = Facts { system: &facts.system, ..Facts::default() };
        self.run(id, &context, &Names::default(), String::new())
    }

    /// A table by its id; nothing when the knowledge has none of it, or when its question does not arise.
    pub(super) fn run(&mut self, id: &str, facts: &Facts<'_>, names: &Names<'_>, subject: String) -> String {
        match self.knowledge.decision(id) {
            Some(table) => self.decide(table, facts, names, subject),
            None => String::new(),
        }
    }

    /// Decides a table for a subject, and says what it chose first.
    pub(super) fn decide(&mut self, table: &Decision, facts: &Facts<'_>, names: &Names<'_>, subject: String) -> String {
        if table.only_when.evaluate(facts) != Verdict::True {
            return String::new();
        }
        if self.silent {
            let first = table.rows.iter().find(|row| row.when.evaluate(facts) == Verdict::True);
            return first.map_or(&table.otherwise, |row| &*row.outcome).choose.to_string();
        }
        let Hits { rows, undecided } = hits(table, facts);
        let outcome = |row: Option<usize>| row.map_or(&table.otherwise, |at| &*table.rows[at].outcome);
        let first = rows.first().copied();
        let chosen = outcome(first).choose.clone();
        let deciding: Vec<Option<usize>> = match table.policy {
            HitPolicy::Collect if !rows.is_empty() => rows.iter().copied().map(Some).collect(),
            _ => vec![first],
        };
        for row in deciding {
            let outcome = outcome(row);
            let also = if table.policy == HitPolicy::Any { rows.get(1..).unwrap_or_default() } else { &[] };
            let also = also.iter().filter(|at| table.rows[**at].outcome.choose == outcome.choose);
            let (figures, says) = worded(outcome, facts, names);
            self.decided.push(Decided {
                decision: table.id.clone(),
                subject: subject.clone().into(),
                choice: outcome.choose.clone(),
                row,
                says: says.into(),
                figures,
                also: also.map(|at| (*at, worded(&table.rows[*at].outcome, facts, names).1.into())).collect(),
                undecided: undecided.clone(),
            });
        }
        chosen.to_string()
    }
}

/// The rows of a table that are true, only the first where that decides, and those that are unknown.
struct Hits {
    rows: Vec<usize>,
    undecided: Vec<(usize, Vec<FactRef>)>,
}

fn hits(table: &Decision, facts: &Facts<'_>) -> Hits {
    let mut hits = Hits { rows: Vec::new(), undecided: Vec::new() };
    for (at, row) in table.rows.iter().enumerate() {
        match row.when.evaluate(facts) {
            Verdict::True => {
                hits.rows.push(at);
                if table.policy == HitPolicy::First {
                    break;
                }
            }
            Verdict::Unknown => {
                hits.undecided.push((at, row.when.undecided_facts(facts)));
            }
            Verdict::False => {}
        }
    }
    hits
}

/// The figures of an outcome, and its explanation with them filled in.
fn worded(outcome: &Outcome, facts: &Facts<'_>, names: &Names<'_>) -> (Vec<NamedFigure>, String) {
    let figures: Vec<NamedFigure> =
        outcome.figures.iter().map(|figure| (figure.name.clone(), figure.unit, figure.is.evaluate(facts))).collect();
    let known = figures.iter().filter_map(|(name, unit, value)| Some((name.clone(), unit.format_interval((*value)?))));
    let words: Vec<(Words, String)> = known.collect();
    let says = outcome.says.fill(facts, &Names { figures: &words, ..*names });
    (figures, says)
}
