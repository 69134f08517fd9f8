//! Nothing that decides is dead weight: without it, some answer differs.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use whichdb::decision::evaluate;
use whichdb::embedded;
use whichdb::knowledge::{Knowledge, ValueFunction};
use whichdb::source::SourceFile;
use whichdb::workload::Workload;
use whichdb::workload::spec::WorkloadSpec;

use crate::{FOLDER, none, rendered};

/// The embedded examples, each of their scenarios, and the specs in `rare` for what these do not touch.
pub(crate) fn workloads() -> Vec<Workload> {
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

/// An embedded example.
pub(crate) fn example(name: &str) -> Workload {
    let (_, text) = embedded::examples().find(|(example, _)| *example == name).expect("an example");
    read(text)
}

/// A workload from its text.
pub(crate) fn read(text: &str) -> Workload {
    let read = Workload::read(&SourceFile::new("workload.yaml", text), &FOLDER.knowledge);
    read.unwrap_or_else(|problems| panic!("{}", rendered(&problems)))
}

/// The workloads of the rows of the base documents' tables.
pub(crate) fn documents() -> Vec<Workload> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recommend/documents");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).expect("text");
        let rows: Vec<serde_json::Value> = serde_yaml::from_str(&text).expect("YAML");
        for row in rows {
            let mut spec = row["workload"].as_object().expect("a workload").clone();
            spec.insert("whichdb".into(), 1.into());
            spec.insert("name".into(), "documents".into());
            found.push(read(&serde_json::Value::Object(spec).to_string()));
        }
    }
    found
}

/// A workload of which only a use case is known.
fn of_use_case(use_case: &str) -> Workload {
    read(&format!("whichdb: 1\nname: bare\ndatasets: {{data: {{use_case: {use_case}}}}}\n"))
}

/// All that an answer consists of, without the places of entries, which shift when one is taken out.
pub(crate) fn answer(knowledge: &Knowledge, spec: &WorkloadSpec) -> u64 {
    let evaluation = evaluate(knowledge, spec);
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
        (architecture.total * 1e9).round().to_bits().hash(&mut hasher);
        for choice in &architecture.patterns {
            (&knowledge.patterns[choice.pattern].id, choice.balance, choice.chosen).hash(&mut hasher);
        }
        for advice in &architecture.advice {
            (&knowledge.guidance[advice.guidance].told.id, &advice.subjects, &advice.says).hash(&mut hasher);
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
    let before: Vec<u64> = workloads.iter().map(|workload| answer(&FOLDER.knowledge, workload.spec())).collect();
    let changes = |without: &Knowledge| {
        workloads.iter().zip(&before).any(|(workload, before)| answer(without, workload.spec()) != *before)
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
    for (at, criterion) in whole.criteria.iter().enumerate() {
        if let ValueFunction::Rows(rows) = &criterion.value {
            for (row, entry) in rows.iter().enumerate() {
                without(format!("{} row {}: {}", criterion.id, row + 1, entry.says), &|knowledge| {
                    if let ValueFunction::Rows(rows) = &mut knowledge.criteria[at].value {
                        rows.remove(row);
                    }
                });
            }
        }
        for (row, (_, _, says)) in criterion.weigh.iter().enumerate() {
            let name = format!("{} weigh {}: {says}", criterion.id, row + 1);
            without(name, &|knowledge| drop(knowledge.criteria[at].weigh.remove(row)));
        }
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

#[test]
fn what_the_documents_recommend_for_a_use_changes_the_answer_to_it() {
    let whole = &FOLDER.knowledge;
    let mut others = workloads();
    others.extend(documents());
    let mut idle = Vec::new();
    for (at, use_case) in whole.use_cases.iter().enumerate() {
        let mut knowledge = whole.clone();
        knowledge.use_cases[at].recommends = Vec::new().into();
        let changes = |workload: &Workload| answer(whole, workload.spec()) != answer(&knowledge, workload.spec());
        if !changes(&of_use_case(&use_case.id)) && !others.iter().any(changes) {
            idle.push(use_case.id.to_string());
        }
    }
    none("use cases change no answer", &idle);
}
