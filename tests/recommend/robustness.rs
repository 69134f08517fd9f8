//! How sure answers are.

use whichdb::decision::{evaluate, robustness};
use whichdb::embedded;
use whichdb::knowledge::Knowledge;
use whichdb::source::SourceFile;
use whichdb::workload::Workload;

use crate::KNOWLEDGE;

fn examples() -> impl Iterator<Item = (&'static str, Workload)> {
    embedded::examples().map(|(name, text)| {
        let source = SourceFile::new(name, text);
        (name, Workload::read(&source, *KNOWLEDGE).expect("examples are valid"))
    })
}

fn certainties(knowledge: &Knowledge, workload: &Workload) -> Vec<f64> {
    let found = robustness(&evaluate(knowledge, workload.spec())).expect("an architecture");
    std::iter::once(found.certainty).chain(found.datasets.iter().map(|dataset| dataset.certainty)).collect()
}

#[test]
fn choosing_among_the_architectures_of_some_draws_tells_nearly_the_same_as_solving_every_draw() {
    let mut exact = KNOWLEDGE.clone();
    exact.parameters.weight_samples = 400.0;
    exact.parameters.weight_samples_solved = 400.0;
    let mut sampled = exact.clone();
    sampled.parameters.weight_samples_solved = KNOWLEDGE.parameters.weight_samples_solved;
    for (name, workload) in examples() {
        let (sampled, exact) = (certainties(&sampled, &workload), certainties(&exact, &workload));
        for (one, other) in sampled.iter().zip(&exact) {
            assert!((one - other).abs() <= 0.03, "{name}: {sampled:?} against {exact:?}");
        }
    }
}

#[test]
fn a_system_is_never_surer_than_its_least_sure_dataset() {
    for (name, workload) in examples() {
        let found = certainties(&KNOWLEDGE, &workload);
        let least = found[1..].iter().copied().fold(1.0, f64::min);
        assert!(found[0] <= least, "{name}: {found:?}");
    }
}

#[test]
fn scaling_all_weights_changes_no_certainty() {
    let mut scaled = KNOWLEDGE.clone();
    for criterion in &mut scaled.criteria {
        criterion.weight *= 8.0;
    }
    for (name, workload) in examples() {
        assert_eq!(certainties(&KNOWLEDGE, &workload), certainties(&scaled, &workload), "{name}");
    }
}

#[test]
fn every_further_engine_of_the_trade_off_pays_for_itself_and_the_last_step_is_the_recommendation() {
    for (name, workload) in examples() {
        let evaluation = evaluate(&KNOWLEDGE, workload.spec());
        let steps = robustness(&evaluation).expect("an architecture").trade_off;
        assert!(steps.windows(2).all(|pair| pair[0].total() < pair[1].total()), "{name}: {steps:?}");
        let architecture = evaluation.architecture().expect("an architecture");
        let mut engines: Vec<usize> =
            architecture.stores.iter().filter(|store| !store.datasets.is_empty()).map(|store| store.engine).collect();
        engines.sort_unstable();
        engines.dedup();
        assert_eq!(steps.last().map(|step| &step.engines), Some(&engines), "{name}");
    }
}
