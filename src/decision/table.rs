//! Decision tables: the rows are tried by the table's hit policy, and every outcome is recorded
//! with its explanation and with the rows that would matter if more were known.

use super::evaluation::Decided;
use crate::condition::{Facts, Verdict};
use crate::knowledge::{Decision, Knowledge, Names, Subject};
use crate::vocabulary::{DATASET, Kind, Value};
use crate::workload::WorkloadFacts;

/// Evaluates tables and keeps what they decide.
pub(super) struct Tables<'k> {
    knowledge: &'k Knowledge,
    decided: Vec<Decided>,
}

impl<'k> Tables<'k> {
    pub(super) fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge, decided: Vec::new() }
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

    /// A table by its id; nothing when the knowledge has none of it.
    pub(super) fn run(&mut self, id: &str, facts: &Facts<'_>, names: &Names<'_>, subject: String) -> String {
        match self.knowledge.decision(id) {
            Some(table) => self.decide(table, facts, names, subject),
            None => String::new(),
        }
    }

    fn decide(&mut self, table: &Decision, facts: &Facts<'_>, names: &Names<'_>, subject: String) -> String {
        let mut undecided = Vec::new();
        let mut hit = None;
        for (at, row) in table.rows.iter().enumerate() {
            match row.when.evaluate(facts) {
                Verdict::True => {
                    hit = Some(at);
                    break;
                }
                Verdict::Unknown => {
                    let missing = row.when.undecided_facts(facts).iter().map(|fact| fact.written()).collect();
                    undecided.push((at, missing));
                }
                Verdict::False => {}
            }
        }
        let outcome = hit.map_or(&table.otherwise, |at| &table.rows[at].outcome);
        self.decided.push(Decided {
            decision: table.id.clone(),
            subject,
            choice: outcome.choose.clone(),
            row: hit,
            says: outcome.says.fill(facts, names),
            undecided,
        });
        outcome.choose.clone()
    }
}
