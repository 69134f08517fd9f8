//! Facts and their texts.

use std::collections::BTreeSet;

use super::warn;
use crate::condition::Condition;
use crate::diagnostic::Diagnostic;
use crate::knowledge::files::Files;
use crate::knowledge::load::Written;
use crate::knowledge::model::{Knowledge, Measure, Needs, ValueFunction};
use crate::vocabulary::{FactRef, GROWTH, Kind, Origin, Scope};

/// Facts that the program itself looks at, beside the rules: to compute others, to place engines,
/// to consolidate, to print.
const READ_BY_THE_PROGRAM: &[&str] = &[
    "horizon",
    "availability.on_partition",
    "dataset.volume.size",
    "dataset.veracity.history",
    "policy.require",
    "policy.max_engines",
    "policy.prefer",
    "policy.forbid",
    "team.knows",
    "team.runs",
    "team.platforms",
    "team.engineers",
    "dataset.use_case",
    "dataset.volume.growth",
    "dataset.velocity.growth",
    "dataset.volume.items",
    "dataset.volume.retention",
    "dataset.velocity.reads",
    "dataset.velocity.peak",
    "dataset.velocity.query_time",
    "dataset.joins_with",
    "dataset.changes_with",
    "dataset.derived_from",
    "dataset.owner",
    "dataset.access.hot",
    "dataset.availability.rto",
    "dataset.staleness",
    "dataset.access.skew",
    "dataset.veracity.conflicts",
];

/// Facts of the format that later parts of the program read: the report and the check. Until then nothing depends on
/// them, and this list says so.
const NOT_YET: &[&str] = &["availability.rpo", "dataset.access.key"];

/// Facts of the format that no rule looks at.
pub(super) fn unused_facts(written: &Written, knowledge: &Knowledge, files: &Files) -> Vec<Diagnostic> {
    let mut used: BTreeSet<FactRef> = BTreeSet::new();
    let mut add = |condition: &Condition| {
        condition.for_each_fact(&mut |fact| {
            used.insert(if fact.scope == Scope::Other { FactRef { scope: Scope::Dataset, ..fact } } else { fact });
        })
    };
    for requirement in &knowledge.requirements {
        add(&requirement.when);
        if let Needs::Condition(needs) = &requirement.needs {
            add(needs);
        }
    }
    for criterion in &knowledge.criteria {
        criterion.weigh.iter().for_each(|(when, ..)| add(when));
        if let ValueFunction::Rows(rows) = &criterion.value {
            rows.iter().for_each(|row| add(&row.when));
        }
    }
    for table in &knowledge.decisions {
        add(&table.only_when);
        table.rows.iter().for_each(|row| add(&row.when));
    }
    for pattern in &knowledge.patterns {
        add(&pattern.only_when);
        pattern.reasons.iter().chain(&pattern.against).for_each(|reason| add(&reason.when));
    }
    knowledge.guidance.iter().for_each(|guidance| add(&guidance.when));
    knowledge.exclusions.iter().for_each(|exclusion| add(&exclusion.when));
    knowledge.findings.iter().for_each(|finding| add(&finding.when));
    for criterion in &knowledge.criteria {
        used.extend(criterion.priorities.iter().copied());
        if let ValueFunction::Curve { measure: Measure::EngineFact(fact), .. } = criterion.value {
            used.insert(fact);
        }
    }
    let names: BTreeSet<String> = used.iter().map(|fact| fact.written()).collect();
    written
        .facts
        .iter()
        .filter(|entry| {
            let name = entry.id.as_str();
            !names.contains(name) && !READ_BY_THE_PROGRAM.contains(&name) && !NOT_YET.contains(&name)
        })
        .map(|entry| {
            warn(
                files,
                entry.file,
                &entry.path,
                format!("no rule looks at `{}`", entry.id),
                "use it in a rule, or take the question out of the format",
            )
        })
        .collect()
}

/// Facts without texts, texts without facts, choices without a meaning.
pub(super) fn texts_of_facts(written: &Written, files: &Files) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let place = written.facts.first().map_or(0, |entry| entry.file);
    for scope in [Scope::System, Scope::Dataset] {
        for (index, fact) in scope.facts().iter().enumerate().filter(|(_, fact)| fact.origin == Origin::Given) {
            let reference = FactRef { scope, index: u16::try_from(index).unwrap_or_default() };
            let name = reference.written();
            match written.facts.iter().find(|entry| entry.id == name) {
                None => findings.push(warn(
                    files,
                    place,
                    "",
                    format!("the fact `{name}` has no entry"),
                    "add its question and help to facts.yaml",
                )),
                Some(entry) => {
                    if let Kind::Choice(list) | Kind::Choices(list) = fact.kind {
                        for word in list.words.iter().filter(|word| !entry.spec.meanings.contains_key(**word)) {
                            findings.push(warn(
                                files,
                                entry.file,
                                &entry.path,
                                format!("`{name}` does not say what `{word}` means"),
                                "add it to `meanings`",
                            ));
                        }
                        for word in entry.spec.meanings.keys().filter(|word| list.index(word).is_none()) {
                            findings.push(warn(
                                files,
                                entry.file,
                                &format!("{}.meanings.{word}", entry.path),
                                format!("`{word}` is no choice of `{name}`"),
                                "take it out",
                            ));
                        }
                    }
                }
            }
        }
    }
    for entry in &written.facts {
        let is_given = FactRef::find(&entry.id).is_some_and(|fact| fact.fact().origin == Origin::Given);
        if !is_given && !GROWTH.contains(&&*entry.id) {
            findings.push(warn(
                files,
                entry.file,
                &entry.path,
                format!("the format has no fact `{}`", entry.id),
                "take the entry out",
            ));
        }
    }
    findings
}
