//! What is not known, and what it would change.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use whichdb::decision::{Answer, Probe, Unknown, certainty_by_facts, evaluate, unknowns};
use whichdb::knowledge::Prior;
use whichdb::vocabulary::Kind;
use whichdb::workload::spec::WorkloadSpec;
use whichdb::workload::{Given, GivenKind, Stands};

use crate::generate::{specs, text};
use crate::{KNOWLEDGE, spec, workload};

/// Two datasets of which little is said.
fn little_said() -> String {
    spec(
        "
application: {style: monolith, stage: growth}
deployment: {hosting: managed, clouds: [aws]}
datasets:
  tickets:
    volume: {size: 20 GB}
    variety: {shape: relational}
    veracity: {consistency: strong, transactions: multi-item, durability: durable}
    access: {reads: [lookup, filter, join], writes: [insert, update]}
  sessions:
    derived_from: [tickets]
    velocity: {reads: 3k/s, writes: 500/s}
    variety: {shape: key-value}
    veracity: {durability: rebuildable}
    access: {reads: [lookup], writes: [upsert, expire]}
    latency: {read_p99: 3 ms}",
    )
}

fn found(spec: &WorkloadSpec) -> Vec<Unknown> {
    let evaluation = evaluate(&KNOWLEDGE, spec);
    unknowns(&mut Probe::of(&evaluation), None)
}

/// The answer of a whole evaluation when a key stands otherwise.
fn answer_with(spec: &WorkloadSpec, given: Given, value: &Stands) -> Option<Answer> {
    let mut changed = spec.clone();
    given.set(&mut changed, value).then(|| Answer::of(&evaluate(&KNOWLEDGE, &changed)))
}

/// Names that could stand at a key: of an engine, of another dataset, or of anything.
fn names(spec: &WorkloadSpec, given: Given, position: f64) -> Option<Stands> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let pick = |count: usize| ((position * count as f64) as usize).min(count.saturating_sub(1));
    let name = match given.name() {
        "team.knows" | "team.runs" | "policy.require" | "policy.forbid" | "policy.prefer" => {
            KNOWLEDGE.engines[pick(KNOWLEDGE.engines.len())].id.to_string()
        }
        // What is derived from itself, through whatever, is no spec.
        "derived_from" => return None,
        "joins_with" | "changes_with" => {
            let others: Vec<&String> = spec
                .datasets
                .keys()
                .enumerate()
                .filter(|(at, _)| Some(*at) != given.dataset())
                .map(|(_, name)| name)
                .collect();
            (*others.get(pick(others.len()))?).clone()
        }
        _ => format!("name-{}", pick(3)),
    };
    Some(Stands::Names(vec![name]))
}

/// Some values that could stand at a key.
fn values(spec: &WorkloadSpec, given: Given, position: f64) -> Option<Stands> {
    match given.kind(spec) {
        GivenKind::Flag => Some(Stands::Flag(position < 0.5)),
        GivenKind::Names { .. } => names(spec, given, position),
        GivenKind::Words { words, .. } => {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let at = (position * words.len() as f64) as usize;
            Some(Stands::Words(vec![words[at.min(words.len() - 1)]]))
        }
        GivenKind::Number(_) => {
            let rows = &KNOWLEDGE.plausible(given.fact()?)?.rows;
            match rows.last()?.prior {
                Prior::Range(range) => Some(Stands::exactly(range.low * (range.high / range.low).powf(position))),
                _ => None,
            }
        }
    }
}

/// Whether a value is plausible whatever else is known; what is not was not tried.
fn is_always_plausible(given: Given, value: &Stands) -> bool {
    let fact = given.fact().expect("a fact");
    let rows = &KNOWLEDGE.plausible(fact).expect("plausible").rows;
    rows.iter().all(|row| match (&row.prior, value, fact.fact().kind) {
        (Prior::Words(shares), Stands::Words(words), Kind::Choice(list) | Kind::Choices(list)) => {
            list.index(words[0]).is_some_and(|at| shares[usize::from(at)] > 0.0)
        }
        (Prior::Range(range), Stands::Number(number), _) => range.contains(number.point()),
        (Prior::Values(values), Stands::Number(number), _) => {
            values.iter().any(|(known, _)| (known - number.point()).abs() < 0.5)
        }
        (Prior::Flag(yes), Stands::Flag(_), _) => (0.0..1.0).contains(yes),
        _ => false,
    })
}

#[test]
fn what_would_change_most_is_asked_first_and_irrelevant_facts_come_last() {
    let found = found(workload(&little_said()).spec());
    assert!(found.windows(2).all(|pair| pair[0].impact >= pair[1].impact), "{found:#?}");
    let weights: Vec<f64> = found.iter().filter_map(|unknown| unknown.weight).collect();
    assert!(weights.iter().all(|weight| (0.0..=1.0).contains(weight)), "{weights:?}");
    assert!(found.iter().any(Unknown::is_irrelevant), "{found:#?}");
    assert!(!found[0].is_irrelevant(), "{found:#?}");
}

#[test]
fn the_answer_is_the_same_whatever_an_irrelevant_fact_is() {
    let workload = workload(&little_said());
    let spec = workload.spec();
    let before = Answer::of(&evaluate(&KNOWLEDGE, spec));
    for unknown in found(spec).into_iter().filter(Unknown::is_irrelevant) {
        let given = Given::find(spec, &unknown.path).expect("a key");
        for position in [0.05, 0.35, 0.65, 0.95] {
            let value = values(spec, given, position).expect("a value");
            if is_always_plausible(given, &value) {
                assert_eq!(answer_with(spec, given, &value).as_ref(), Some(&before), "{} = {value:?}", unknown.path);
            }
        }
    }
}

#[test]
fn what_is_told_of_an_unknown_happens_when_it_becomes_known() {
    let workload = workload(&little_said());
    let spec = workload.spec();
    let before = Answer::of(&evaluate(&KNOWLEDGE, spec));
    for unknown in found(spec) {
        let given = Given::find(spec, &unknown.path);
        for supposed in &unknown.supposed {
            for value in &supposed.values {
                let then = answer_with(spec, given.expect("a key"), value).expect("it can stand so");
                assert_eq!(before.differences(&then), supposed.differences, "{} = {value:?}", unknown.path);
            }
        }
    }
}

#[test]
fn an_answer_that_nothing_unknown_can_change_is_certain_and_any_other_is_not() {
    const ROUNDS: usize = 20;
    let certainty = |spec: &WorkloadSpec| {
        let evaluation = evaluate(&KNOWLEDGE, spec);
        let mut probe = Probe::of(&evaluation);
        let unknowns = unknowns(&mut probe, None);
        let certainty = certainty_by_facts(&mut probe, &unknowns, None).expect("an architecture");
        let telling = unknowns.into_iter().find(|unknown| unknown.weight > Some(0.0));
        (certainty, telling)
    };
    let mut told = workload(&little_said()).spec().clone();
    let (open, telling) = certainty(&told);
    assert!(telling.is_some() && open.whole < 1.0, "{open:?}");
    assert!(open.datasets.iter().all(|dataset| *dataset >= open.whole), "{open:?}");
    for _ in 0..ROUNDS {
        let (closed, telling) = certainty(&told);
        let Some(unknown) = telling else {
            assert!(closed.datasets.iter().chain([&closed.whole]).all(|share| *share >= 1.0), "{closed:?}");
            return;
        };
        // What is answered anyway is made known.
        let given = Given::find(&told, &unknown.path).expect("a key");
        let before = Answer::of(&evaluate(&KNOWLEDGE, &told));
        let tried = [0.95, 0.05, 0.5, 0.25, 0.75].into_iter().filter_map(|position| values(&told, given, position));
        let value = tried.into_iter().find(|value| answer_with(&told, given, value).as_ref() == Some(&before));
        assert!(given.set(&mut told, &value.expect("a value that changes nothing")), "{}", unknown.path);
    }
    panic!("there is always something that could change the answer");
}

#[test]
fn a_limit_on_the_effort_leaves_out_what_few_rules_ask_for_and_changes_nothing_else() {
    const LIMIT: usize = 12;
    let workload = workload(&little_said());
    let evaluation = evaluate(&KNOWLEDGE, workload.spec());
    let all = unknowns(&mut Probe::of(&evaluation), None);
    let mut probe = Probe::of(&evaluation);
    let some = unknowns(&mut probe, Some(LIMIT));
    assert_eq!(some.len(), all.len());
    assert!(some.iter().any(|unknown| unknown.untried) && some.iter().any(|unknown| !unknown.untried), "{some:#?}");
    for unknown in some.iter().filter(|unknown| !unknown.untried) {
        assert!(all.contains(unknown), "{unknown:?}");
    }
    assert_eq!(certainty_by_facts(&mut probe, &some, Some(LIMIT)), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, rng_seed: RngSeed::Fixed(5), ..ProptestConfig::default() })]

    #[test]
    fn a_probe_answers_what_a_whole_evaluation_does(spec in specs(), turns in prop::collection::vec((0_usize..200, 0.0..1.0_f64), 6)) {
        let workload = workload(&text(&spec));
        let spec = workload.spec();
        let evaluation = evaluate(&KNOWLEDGE, spec);
        let mut probe = Probe::of(&evaluation);
        let keys: Vec<Given> = Given::all(spec).collect();
        for (at, position) in turns {
            let given = keys[at % keys.len()];
            let Some(value) = values(spec, given, position) else { continue };
            prop_assert_eq!(
                probe.with(&[(given, value.clone())]),
                answer_with(spec, given, &value),
                "{} = {:?}", given.path(spec), value
            );
        }
        prop_assert_eq!(probe.with(&[]), Some(probe.answer().clone()));
    }
}

#[test]
fn writes_in_every_region_mean_several_regions_though_nobody_counted_them() {
    let text = |regions: &str| {
        spec(&format!(
            "
deployment: {{writes_in: every-region{regions}}}
datasets:
  wallets:
    variety: {{shape: relational}}
    veracity: {{consistency: strong, transactions: multi-item, durability: durable}}
    access: {{reads: [lookup], writes: [insert, update]}}"
        ))
    };
    let engines = |text: &str| Answer::of(&evaluate(&KNOWLEDGE, workload(text).spec())).homes;
    let uncounted = engines(&text(""));
    assert_eq!(uncounted[0].engine, engines(&text(", regions: 2"))[0].engine);
    let single = engines(&text("").replace("every-region", "one-region"));
    assert_ne!(uncounted[0].engine, single[0].engine);
}
