//! What the base documents recommend for a use, a domain or a kind of data, as scenarios.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::answer;

/// A row of a table of the documents.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// The items that say it.
    ids: Vec<String>,
    /// What they say.
    says: String,
    /// A workload of that kind.
    workload: serde_json::Map<String, Value>,
    /// The dataset that is looked at.
    dataset: Option<String>,
    /// What the documents accept for it.
    #[serde(default)]
    accept: Accepted,
    /// Patterns that are to be among the chosen.
    #[serde(default)]
    patterns: Vec<String>,
    /// The conflict that says why another answer is given.
    differs: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Accepted {
    #[serde(default)]
    families: Vec<String>,
    #[serde(default)]
    engines: Vec<String>,
}

fn rows() -> Vec<Row> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recommend/documents");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| -> Vec<Row> {
        let text = std::fs::read_to_string(path).expect("text");
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    paths.iter().flat_map(read).collect()
}

/// What came out instead; nothing when it is what the documents say.
fn otherwise(row: &Row) -> Option<String> {
    let mut workload = row.workload.clone();
    workload.insert("whichdb".into(), 1.into());
    workload.insert("name".into(), "scenario".into());
    let answer = answer(&serde_yaml::to_string(&workload).expect("YAML"));
    let mut found = Vec::new();
    if let Some(dataset) = &row.dataset {
        let chosen = &answer["datasets"][dataset];
        let is_in =
            |list: &[String], key: &str| chosen[key].as_str().is_some_and(|word| list.iter().any(|one| one == word));
        if !is_in(&row.accept.families, "family") && !is_in(&row.accept.engines, "engine") {
            found.push(format!("{} ({})", chosen["engine"], chosen["family"]));
        }
    }
    let patterns = answer["patterns"].as_array().map(Vec::as_slice).unwrap_or_default();
    let missing =
        row.patterns.iter().filter(|wanted| !patterns.iter().any(|pattern| pattern["choice"] == wanted.as_str()));
    found.extend(missing.map(|pattern| format!("no {pattern}")));
    (!found.is_empty()).then(|| format!("{} {}: {}", row.ids.join(", "), row.says, found.join(", ")))
}

#[test]
fn what_the_documents_recommend_is_recommended_or_there_is_a_reason() {
    let rows = rows();
    assert!(rows.len() > 100, "only {} rows", rows.len());
    let offenders: Vec<String> = rows.iter().filter(|row| row.differs.is_none()).filter_map(otherwise).collect();
    assert!(offenders.is_empty(), "{} rows are answered otherwise:\n{}", offenders.len(), offenders.join("\n"));
}

#[test]
fn every_answer_that_differs_is_a_conflict_over_what_its_documents_say() {
    let about = |row: &Row, id: &str| {
        let conflict = crate::KNOWLEDGE.conflicts.iter().find(|conflict| conflict.id == id);
        conflict.is_some_and(|conflict| row.ids.iter().all(|item| conflict.cites(item)))
    };
    let rows = rows();
    let differing = rows.iter().filter_map(|row| Some((row, row.differs.as_deref()?)));
    let offenders: Vec<String> = differing
        .filter(|(row, id)| !about(row, id))
        .map(|(row, id)| format!("{:?} {}: {id}", row.ids, row.says))
        .collect();
    crate::none("answers differ without a conflict that cites what they differ from", &offenders);
}

#[test]
fn a_reason_to_differ_stands_only_where_the_answer_differs() {
    let rows = rows();
    let excused: Vec<&Row> = rows.iter().filter(|row| row.differs.is_some()).collect();
    let offenders: Vec<String> = excused
        .iter()
        .filter(|row| otherwise(row).is_none())
        .map(|row| format!("{:?} {}", row.ids, row.says))
        .collect();
    assert!(offenders.is_empty(), "answered as the documents say after all:\n{}", offenders.join("\n"));
    assert!(excused.len() * 5 <= rows.len(), "{} of {} rows differ", excused.len(), rows.len());
}
