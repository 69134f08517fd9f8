//! Accepted findings: for a time, with a reason.

use jiff::civil::Date;

use super::declared::Sheet;
use super::{Check, Found};
use crate::condition::Facts;
use crate::decision::Evaluation;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::knowledge::spec::FindingSubject;
use crate::knowledge::{Knowledge, Names};
use crate::quantity::{DAY, Interval};
use crate::vocabulary::{DECLARED, Value};
use crate::workload::spec::Waiver;
use crate::yaml::Places;

/// What is found, told apart by the waivers of the spec.
#[derive(Debug)]
pub struct Waived<'k, 's> {
    /// What counts, with the waiver that has ended where there was one; what is wrong with waivers included.
    pub found: Vec<(Found<'k>, Option<&'s Waiver>)>,
    /// What is accepted, and by which waiver.
    pub accepted: Vec<(Found<'k>, &'s Waiver)>,
    /// What is known from a baseline.
    pub known: Vec<Found<'k>>,
}

/// Applies the waivers of the evaluated spec on a day; the last day of a waiver still counts. What is wrong with a
/// waiver itself cannot be waived.
#[must_use]
pub fn waive<'e>(
    evaluation: &'e Evaluation<'e>,
    found: Vec<Found<'e>>,
    places: &Places,
    today: Date,
) -> Waived<'e, 'e> {
    let waivers = &evaluation.spec.waivers;
    let mut waived = Waived { found: Vec::new(), accepted: Vec::new(), known: Vec::new() };
    let mut used = vec![false; waivers.len()];
    let left: Vec<Option<i64>> = waivers.iter().map(|waiver| days_left(waiver, today)).collect();
    for found in found {
        let (mut ended, mut accepted) = (None, None);
        for (at, waiver) in waivers.iter().enumerate().filter(|(_, waiver)| is_for(waiver, &found)) {
            used[at] = true;
            match left[at] {
                Some(days) if days >= 0 => accepted = Some(waiver),
                _ => ended = Some(waiver),
            }
        }
        match accepted {
            Some(waiver) => waived.accepted.push((found, waiver)),
            None => waived.found.push((found, ended)),
        }
    }
    let mut check = Check { evaluation, places, found: Vec::new() };
    for (at, waiver) in waivers.iter().enumerate() {
        check.waiver(at, waiver, used[at], left[at]);
    }
    waived.found.extend(check.found.into_iter().map(|found| (found, None)));
    waived.found.sort_by_key(|(found, _)| places.value(&found.path).range().start);
    waived
}

impl Check<'_, '_> {
    /// What is wrong with a waiver, with the days that it still holds; negative ones since it ended.
    fn waiver(&mut self, at: usize, waiver: &Waiver, accepts: bool, left: Option<i64>) {
        let mut sheet = Sheet(vec![Value::Unknown; DECLARED.len()]);
        sheet.set("waiver_accepts", Value::Flag(accepts));
        if let Some(days) = left {
            sheet.set("waiver_ended", Value::Flag(days < 0));
            #[expect(clippy::cast_precision_loss, reason = "days of a calendar")]
            sheet.number("waiver_left", (days >= 0).then(|| Interval::exact(days as f64 * DAY)));
        }
        let place = at.to_string();
        let facts = Facts { declared: &sheet.0, ..self.facts() };
        let names = Names {
            dataset: &waiver.dataset,
            store: &waiver.store,
            what: &waiver.finding,
            value: &waiver.until,
            place: &place,
            ..Names::default()
        };
        let findings = &self.evaluation.knowledge.findings;
        for finding in findings.iter().filter(|finding| finding.subject == FindingSubject::Waiver) {
            self.look(finding, &facts, &names);
        }
    }
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

/// Days from today until the last one of a waiver; none when that is no date.
fn days_left(waiver: &Waiver, today: Date) -> Option<i64> {
    let until: Date = waiver.until.parse().ok()?;
    Some(i64::from(today.until(until).ok()?.get_days()))
}

fn is_for(waiver: &Waiver, found: &Found<'_>) -> bool {
    let fits = |wanted: &str, name: &Option<String>| wanted.is_empty() || name.as_deref() == Some(wanted);
    waiver.finding == *found.finding.id && fits(&waiver.dataset, &found.dataset) && fits(&waiver.store, &found.store)
}
