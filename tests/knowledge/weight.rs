//! Nothing that decides is dead weight: without it, some answer differs.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use whichdb::decision::evaluate;
use whichdb::embedded;
use whichdb::knowledge::Knowledge;
use whichdb::source::SourceFile;
use whichdb::workload::Workload;

use crate::{FOLDER, none, rendered};

/// The embedded examples, each of their scenarios, and the specs in `rare` for what these do not touch.
fn workloads() -> Vec<Workload> {
    let mut workloads = Vec::new();
    for (name, text) in embedded::examples() {
        let source = SourceFile::new(name, text);
        let workload = Workload::read(&source, &FOLDER.knowledge).expect("an example in order");
        let content: serde_json::Value = serde_yaml::from_str(text).expect("YAML");
        for changes in content["scenarios"].as_object().into_iter().flat_map(|scenarios| scenarios.values()) {
            let changes = SourceFile::new("scenario.yaml", serde_yaml::to_string(changes).expect("YAML"));
            let changed = workload.changed_by(&changes, &FOLDER.knowledge);
            workloads.push(changed.unwrap_or_else(|problems| panic!("{}", rendered(&problems))));
        }
        workloads.push(workload);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/knowledge/rare");
    let mut rare: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    rare.sort();
    for path in rare {
        let text = std::fs::read_to_string(&path).expect("text");
        let source = SourceFile::new(path.to_string_lossy(), text);
        let read = Workload::read(&source, &FOLDER.knowledge);
        workloads.push(read.unwrap_or_else(|problems| panic!("{}", rendered(&problems))));
    }
    workloads
}

/// All that an answer consists of, without the places of entries, which shift when one is taken out.
fn answer(knowledge: &Knowledge, workload: &Workload) -> u64 {
    let evaluation = evaluate(knowledge, workload.spec());
    let mut hasher = DefaultHasher::new();
    let id = |candidate: usize| evaluation.candidates[candidate].name(knowledge);
    for dataset in &evaluation.datasets {
        for scored in &dataset.ranking {
            (id(scored.candidate), (scored.score * 1e9).round().to_bits()).hash(&mut hasher);
        }
        for struck in &dataset.eliminated {
            id(struck.candidate).hash(&mut hasher);
            struck.strikes.iter().for_each(|strike| knowledge.requirements[strike.requirement].id.hash(&mut hasher));
        }
    }
    for decided in &evaluation.decisions {
        (&decided.decision, &decided.subject, &decided.choice, &decided.says).hash(&mut hasher);
    }
    if let Some(architecture) = evaluation.architecture() {
        for choice in &architecture.patterns {
            (&knowledge.patterns[choice.pattern].id, choice.balance, choice.chosen).hash(&mut hasher);
        }
        for store in &architecture.stores {
            (&store.name, store.replicas, store.shards, &store.topology).hash(&mut hasher);
        }
    }
    hasher.finish()
}

#[test]
fn every_rule_changes_the_answer_to_something() {
    let workloads = workloads();
    let before: Vec<u64> = workloads.iter().map(|workload| answer(&FOLDER.knowledge, workload)).collect();
    let changes = |without: &Knowledge| {
        workloads.iter().zip(&before).any(|(workload, before)| answer(without, workload) != *before)
    };
    let mut idle = Vec::new();
    let whole = &FOLDER.knowledge;
    let mut without = |name: String, take_out: &dyn Fn(&mut Knowledge)| {
        let mut knowledge = whole.clone();
        take_out(&mut knowledge);
        if !changes(&knowledge) {
            idle.push(name);
        }
    };
    for (at, requirement) in whole.requirements.iter().enumerate() {
        without(requirement.id.to_string(), &|knowledge| drop(knowledge.requirements.remove(at)));
    }
    for (at, criterion) in whole.criteria.iter().enumerate() {
        without(criterion.id.to_string(), &|knowledge| drop(knowledge.criteria.remove(at)));
    }
    for (table, decision) in whole.decisions.iter().enumerate() {
        for (at, row) in decision.rows.iter().enumerate() {
            let name = format!("{} row {}: {}", decision.id, at + 1, row.outcome.says.as_written());
            without(name, &|knowledge| drop(knowledge.decisions[table].rows.remove(at)));
        }
    }
    for (pattern, entry) in whole.patterns.iter().enumerate() {
        for (at, reason) in entry.reasons.iter().enumerate() {
            let name = format!("{} reason {}", entry.id, reason.says.as_written());
            without(name, &|knowledge| drop(knowledge.patterns[pattern].reasons.remove(at)));
        }
        for (at, reason) in entry.against.iter().enumerate() {
            let name = format!("{} against {}", entry.id, reason.says.as_written());
            without(name, &|knowledge| drop(knowledge.patterns[pattern].against.remove(at)));
        }
    }
    none("rules change no answer", &idle);
}
