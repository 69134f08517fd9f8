//! Accepted findings: for a time, with a reason.

use super::Found;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::knowledge::Knowledge;
use crate::workload::spec::Waiver;
use crate::yaml::Places;

/// What is found, told apart by the waivers of the spec.
#[derive(Debug)]
pub struct Waived<'k, 's> {
    /// What counts, with the place of the waiver that has ended where there was one.
    pub found: Vec<(Found<'k>, Option<&'s Waiver>)>,
    /// What is accepted, and by which waiver.
    pub accepted: Vec<(Found<'k>, &'s Waiver)>,
    /// Places of the waivers that accept nothing that was found.
    pub idle: Vec<usize>,
}

/// Applies the waivers of a spec on a day, YYYY-MM-DD; the last day of a waiver still counts.
#[must_use]
pub fn waive<'k, 's>(found: Vec<Found<'k>>, waivers: &'s [Waiver], today: &str) -> Waived<'k, 's> {
    let mut waived = Waived { found: Vec::new(), accepted: Vec::new(), idle: Vec::new() };
    let mut used = vec![false; waivers.len()];
    for found in found {
        let mut ended = None;
        let mut accepted = None;
        for (at, waiver) in waivers.iter().enumerate().filter(|(_, waiver)| is_for(waiver, &found)) {
            used[at] = true;
            // Dates in this form are in the order of their letters.
            if waiver.until.as_str() < today {
                ended = Some(waiver);
            } else {
                accepted = Some(waiver);
            }
        }
        match accepted {
            Some(waiver) => waived.accepted.push((found, waiver)),
            None => waived.found.push((found, ended)),
        }
    }
    waived.idle = used.iter().enumerate().filter(|(_, used)| !**used).map(|(at, _)| at).collect();
    waived
}

/// The waivers of findings that there are not, as problems of the file.
#[must_use]
pub fn unknown_findings(waivers: &[Waiver], knowledge: &Knowledge, places: &Places) -> Vec<Diagnostic> {
    let known = || knowledge.findings.iter().map(|finding| finding.id.as_str());
    let unknown = waivers.iter().enumerate().filter(|(_, waiver)| !known().any(|id| id == waiver.finding));
    let problem = |(at, waiver): (usize, &Waiver)| {
        let problem = Diagnostic::error("unknown-finding", format!("there is no finding `{}`", waiver.finding))
            .at(places.value(&format!("waivers[{at}].finding")), "");
        let help = did_you_mean(&waiver.finding, known());
        problem.help(help.unwrap_or_else(|| "`whichdb explain findings` lists them".to_owned()))
    };
    unknown.map(problem).collect()
}

fn is_for(waiver: &Waiver, found: &Found<'_>) -> bool {
    let fits = |wanted: &str, name: &Option<String>| wanted.is_empty() || name.as_deref() == Some(wanted);
    waiver.finding == *found.finding.id && fits(&waiver.dataset, &found.dataset) && fits(&waiver.store, &found.store)
}
