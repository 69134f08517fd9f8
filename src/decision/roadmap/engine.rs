//! Until when a lesser engine would do: the engines that are best for a nearer horizon.

use std::collections::BTreeMap;

use super::RoadmapStep;
use crate::decision::evaluation::Evaluation;
use crate::decision::probe::{Answer, Probe};
use crate::knowledge::StepKind;
use crate::quantity::MONTH;
use crate::workload::{Given, Stands};

/// For each store the month from which its engine is the best for what it holds, where another is before. Engines are
/// compared by their groups.
pub(super) fn steps(evaluation: &Evaluation<'_>, months: f64) -> Vec<RoadmapStep> {
    let (Some(architecture), Some(horizon)) = (evaluation.architecture(), Given::find(evaluation.spec, "horizon"))
    else {
        return Vec::new();
    };
    let mut probe = Probe::of(evaluation);
    let mut answer = |month: f64| probe.with(&[(horizon, Stands::exactly(month * MONTH))]);
    let Some(first) = answer(1.0).filter(Answer::is_feasible) else { return Vec::new() };
    let group = |engine: usize| evaluation.knowledge.engines[engine].group.as_str();
    let mut found: BTreeMap<(u32, usize, usize), Vec<&str>> = BTreeMap::new();
    for (dataset, (store, _)) in architecture.homes.iter().enumerate() {
        let (last, lesser) = (architecture.stores[*store].engine, first.homes[dataset].engine);
        if group(last) == group(lesser) {
            continue;
        }
        // Between a month in which the lesser engine does and one in which it does not.
        let (mut does, mut does_not) = (1.0, months);
        while does_not - does > 1.0 {
            let middle = f64::midpoint(does, does_not).floor();
            let same = answer(middle)
                .filter(Answer::is_feasible)
                .is_some_and(|answer| group(answer.homes[dataset].engine) == group(last));
            if same { does_not = middle } else { does = middle }
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of months")]
        let key = (does_not as u32, *store, lesser);
        found.entry(key).or_default().push(&evaluation.facts.datasets[dataset].name);
    }
    let step = |((month, store, lesser), datasets): ((u32, usize, usize), Vec<&str>)| {
        let store = &architecture.stores[store];
        let name = |engine: usize| evaluation.knowledge.engines[engine].name.as_str();
        let (engine, lesser) = (name(store.engine), name(lesser));
        RoadmapStep {
            month,
            kind: StepKind::AnotherEngine,
            store: store.name.to_string(),
            step: format!("{engine} instead of {lesser} for {}", datasets.join(", ")),
            trigger: format!("{lesser} would do until then; to begin with {engine} saves the move."),
        }
    };
    found.into_iter().map(step).collect()
}
