//! How recommendations grow.

use whichdb::decision::{evaluate, roadmap};

use crate::{KNOWLEDGE, spec, workload};

const GROWING: &str = "\
horizon: 2 years
team: {engineers: 30, operations: dedicated}
deployment: {hosting: managed, clouds: [aws]}
datasets:
  readings:
    volume: {size: 2 TB, growth: 2 TB/month, retention: 3 years}
    velocity: {writes: 60k/s, reads: 500/s, growth: 6 %/month}
    variety: {shape: time-series}
    access: {reads: {window: 70 %, range: 30 %}, writes: [append]}
    availability: {target: 99.95 %}
";

#[test]
fn a_store_that_outgrows_its_nodes_gets_a_step_before_the_horizon() {
    let workload = workload(&spec(GROWING));
    let evaluation = evaluate(&KNOWLEDGE, workload.spec());
    let roadmap = roadmap(&evaluation);
    let step = roadmap.steps.first().expect("a step");
    assert!((1..=24).contains(&step.month), "{step:?}");
    assert!(!step.step.is_empty() && !step.trigger.is_empty(), "{step:?}");
    let months: Vec<u32> = roadmap.steps.iter().map(|step| step.month).collect();
    assert!(months.is_sorted(), "{months:?}");
    assert!(!roadmap.headroom.is_empty());
}

#[test]
fn a_store_that_does_not_grow_has_no_steps() {
    let still = GROWING.replace(", growth: 2 TB/month", "").replace(", growth: 6 %/month", "");
    let workload = workload(&spec(&still));
    assert_eq!(roadmap(&evaluate(&KNOWLEDGE, workload.spec())).steps, []);
}

#[test]
fn what_is_reached_at_the_horizon_is_what_is_recommended() {
    let workload = workload(&spec(GROWING));
    let evaluation = evaluate(&KNOWLEDGE, workload.spec());
    let store = &evaluation.architecture().expect("an architecture").stores[0];
    let last = roadmap(&evaluation).steps.pop().expect("a step");
    assert!(last.step.contains(&format!("{} shards", store.shards)), "{last:?} against {} shards", store.shards);
}
