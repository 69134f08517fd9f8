//! What a check finds: in architectures that are wrong on purpose, and in anything that can be written.

mod generated;
mod wrong;

use whichdb::check::{Found, check};
use whichdb::decision::{Evaluation, Probe, unknowns};
use whichdb::workload::Workload;

/// Everything that is found.
fn found<'e>(workload: &Workload, evaluation: &'e Evaluation<'e>) -> Vec<Found<'e>> {
    // Enough to see the most decisive unknowns, and quick enough for a thousand specs.
    const EFFORT: usize = 20;
    check(evaluation, &workload.places(), &unknowns(&mut Probe::of(evaluation), Some(EFFORT)))
}
