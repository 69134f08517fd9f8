//! Engines and families that nothing can recommend.

use super::warn;
use crate::diagnostic::Diagnostic;
use crate::knowledge::files::Files;
use crate::knowledge::grades::Grades;
use crate::knowledge::load::Written;
use crate::knowledge::model::Knowledge;

/// An engine can be recommended when some shape, read and write is possible with it and it can be
/// had on some hosting; a family when one of its engines can.
pub(super) fn engines(written: &Written, knowledge: &Knowledge, files: &Files) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut alive = vec![false; knowledge.families.len()];
    for engine in &knowledge.engines {
        let Some(entry) = written.engines.iter().find(|entry| entry.id == engine.id) else { continue };
        if engine.extends.is_some() {
            alive[engine.family] = true;
            continue;
        }
        let Grades { shapes, reads, writes } = &engine.grades;
        let graded = shapes.any() && reads.any() && writes.any();
        if !graded {
            findings.push(warn(
                files,
                entry.file,
                "grades",
                format!("`{}` can do nothing: all its grades of a kind are 0", engine.id),
                "give it a grade, or another family",
            ));
        }
        let somewhere = engine.operations.iter().any(Option::is_some);
        if !somewhere {
            findings.push(warn(
                files,
                entry.file,
                "hosting",
                format!("`{}` can be had nowhere", engine.id),
                "say how it can be hosted, and the effort in `operations`",
            ));
        }
        let managed = entry
            .spec
            .hosting
            .as_array()
            .is_some_and(|modes| modes.iter().any(|mode| mode == "managed" || mode == "serverless"));
        if managed && engine.offers.iter().all(Vec::is_empty) {
            findings.push(warn(
                files,
                entry.file,
                "clouds",
                format!("`{}` is offered as a service, but nowhere", engine.id),
                "name the places and services in `clouds`",
            ));
        }
        let over = ["active", "maintenance", "closed-to-new-customers"].contains(&entry.spec.status.state.as_str());
        alive[engine.family] |= graded && somewhere && over;
    }
    for (family, _) in knowledge.families.iter().zip(&alive).filter(|(_, alive)| !**alive) {
        if let Some(entry) = written.families.iter().find(|entry| entry.id == family.id) {
            findings.push(warn(
                files,
                entry.file,
                "id",
                format!("no engine of the family `{}` can be recommended", family.id),
                "add an engine of it",
            ));
        }
    }
    findings
}
