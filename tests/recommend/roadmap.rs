//! How recommendations grow.

use whichdb::decision::{evaluate, roadmap};
use whichdb::knowledge::StepKind;

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

const SMALL_TODAY: &str = "\
horizon: 5 years
team: {engineers: 9, operations: small, knows: [postgresql]}
deployment: {hosting: managed, clouds: [aws]}
datasets:
  orders:
    volume: {size: 5 GB, growth: 20 GB/month, retention: 10 years}
    velocity: {reads: 300/s, writes: 20/s, growth: 6 %/month, peak: 4x}
    variety: {shape: relational}
    veracity: {consistency: strong, transactions: multi-item}
    access: {reads: {lookup: 80 %, join: 20 %}, writes: [insert], key: customer}
  telemetry:
    volume: {size: 10 GB, growth: 18 %/month, retention: forever}
    velocity: {writes: 300/s, reads: 20/s, growth: 18 %/month}
    variety: {shape: time-series}
    access: {reads: {aggregate: 60 %, window: 40 %}, writes: [append]}
";

#[test]
fn machines_tables_and_engines_are_outgrown_in_a_month_that_is_told() {
    let workload = workload(&spec(SMALL_TODAY));
    let evaluation = evaluate(&KNOWLEDGE, workload.spec());
    let steps = roadmap(&evaluation).steps;
    for kind in [StepKind::LargerMachine, StepKind::Partitions, StepKind::AnotherEngine] {
        let step = steps.iter().find(|step| step.kind == kind);
        let step = step.unwrap_or_else(|| panic!("no step is of the kind {kind:?}: {steps:#?}"));
        assert!((1..=60).contains(&step.month), "{step:?}");
    }
}

#[test]
fn before_the_month_that_is_told_the_lesser_engine_is_the_best_and_from_it_on_the_other_one() {
    let at = |months: u32| {
        let workload = workload(&spec(&SMALL_TODAY.replace("horizon: 5 years", &format!("horizon: {months} months"))));
        let evaluation = evaluate(&KNOWLEDGE, workload.spec());
        let architecture = evaluation.architecture().expect("an architecture");
        let (store, _) = architecture.homes[1];
        KNOWLEDGE.engines[architecture.stores[store].engine].group.to_string()
    };
    let workload = workload(&spec(SMALL_TODAY));
    let steps = roadmap(&evaluate(&KNOWLEDGE, workload.spec())).steps;
    let step = steps.iter().find(|step| step.kind == StepKind::AnotherEngine).expect("another engine");
    assert_eq!(at(step.month), at(60), "{step:?}");
    assert_ne!(at(step.month - 1), at(60), "{step:?}");
}
