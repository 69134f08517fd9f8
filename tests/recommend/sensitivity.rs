//! What would have to be otherwise for the answer to change.

use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};
use whichdb::decision::{Answer, Change, OfQuantity, Probe, Sensitivity, Turn, WinsIf, evaluate, sensitivity, wins_if};
use whichdb::report::{SensitivityView, sensitivity_schema};
use whichdb::source::SourceFile;
use whichdb::workload::spec::WorkloadSpec;
use whichdb::workload::{Given, Stands, Workload};

use crate::generate::{specs, text};
use crate::{KNOWLEDGE, spec, workload};

static SCHEMA: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::validator_for(&sensitivity_schema()).expect("a schema"));

fn shop() -> Workload {
    workload(&spec(
        "
horizon: 3 years
application: {style: monolith, stage: growth}
team: {engineers: 6, operations: none, knows: [postgresql]}
deployment: {hosting: managed, clouds: [aws]}
availability: {target: 99.9 %}
datasets:
  orders:
    volume: {size: 40 GB, growth: 2 GB/month, retention: forever}
    velocity: {reads: 300/s, writes: 20/s, peak: 4x}
    variety: {shape: relational, schema: rigid}
    veracity: {consistency: strong, transactions: multi-item, durability: durable}
    access: {reads: [lookup, filter, join], writes: [insert, update]}
    latency: {read_p99: 50 ms}
  views:
    volume: {size: 500 GB, growth: 3 %/month}
    velocity: {reads: 5/s, writes: 900/s}
    variety: {shape: [time-series]}
    veracity: {durability: rebuildable, transactions: none, consistency: eventual}
    access: {reads: [window, aggregate], writes: [append]}",
    ))
}

fn of(spec: &WorkloadSpec) -> Sensitivity {
    let evaluation = evaluate(&KNOWLEDGE, spec);
    sensitivity(&mut Probe::of(&evaluation))
}

/// The answer of a whole evaluation when a key stands otherwise.
fn answer_with(spec: &WorkloadSpec, path: &str, value: f64) -> Answer {
    let mut changed = spec.clone();
    let given = Given::find(spec, path).expect("a key");
    assert!(given.set(&mut changed, &Stands::exactly(value)), "{path} = {value}");
    Answer::of(&evaluate(&KNOWLEDGE, &changed))
}

fn turns(quantity: &OfQuantity) -> impl Iterator<Item = &Turn> {
    [&quantity.below, &quantity.above].into_iter().flatten()
}

/// A value between two others, on a log scale where both are above nought.
fn between(one: f64, other: f64, position: f64) -> f64 {
    if one > 0.0 && other > 0.0 { one * (other / one).powf(position) } else { one + (other - one) * position }
}

/// Values inside the told range that change the answer, and told changes that do not.
fn wrong(spec: &WorkloadSpec, sensitivity: &Sensitivity, position: f64) -> Vec<String> {
    let mut wrong = Vec::new();
    for quantity in &sensitivity.quantities {
        let now = answer_with(spec, &quantity.path, quantity.now);
        for turn in turns(quantity) {
            let then = answer_with(spec, &quantity.path, turn.at);
            if now.differences(&then) != turn.differences || turn.differences.is_empty() {
                wrong.push(format!("{} at {}: {:?}", quantity.path, turn.at, now.differences(&then)));
            }
            for inside in [turn.same_until, between(quantity.now, turn.same_until, position)] {
                if answer_with(spec, &quantity.path, inside) != now {
                    wrong.push(format!("{} changes at {inside} already, before {}", quantity.path, turn.at));
                }
            }
        }
        for (end, none) in [(quantity.bounds.low, &quantity.below), (quantity.bounds.high, &quantity.above)] {
            let inside = between(quantity.now, end, position);
            if none.is_none() && answer_with(spec, &quantity.path, inside) != now {
                wrong.push(format!("{} changes at {inside}, which is not told", quantity.path));
            }
        }
    }
    wrong
}

#[test]
fn a_value_inside_a_range_of_the_same_answer_changes_nothing_and_one_just_past_a_change_does() {
    let workload = shop();
    let found = of(workload.spec());
    assert!(found.quantities.iter().any(|quantity| quantity.nearest().is_some()), "{found:#?}");
    for position in [0.3, 0.8] {
        let wrong = wrong(workload.spec(), &found, position);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn a_change_is_told_to_a_thousandth() {
    let found = of(shop().spec());
    for (quantity, turn) in
        found.quantities.iter().flat_map(|quantity| turns(quantity).map(move |turn| (quantity, turn)))
    {
        // Counts are whole, and shares near the whole are told by what they lack.
        let exempt = matches!(quantity.kind, whichdb::quantity::Kind::Count | whichdb::quantity::Kind::Share);
        let apart = (turn.at / turn.same_until).ln().abs();
        assert!(exempt || apart < 0.005, "{}: {} and {}", quantity.path, turn.same_until, turn.at);
        assert!(turn.ratio >= 1.0, "{}: {}", quantity.path, turn.ratio);
    }
}

#[test]
fn the_value_that_is_told_can_be_written_into_the_spec_and_changes_the_answer() {
    let workload = shop();
    let evaluation = evaluate(&KNOWLEDGE, workload.spec());
    let view = SensitivityView::of(&evaluation, &of(workload.spec()));
    for quantity in &view.quantities {
        for turn in [&quantity.below, &quantity.above].into_iter().flatten() {
            let line = format!("{}: {}", quantity.path, turn.at);
            let changed = workload.changed_by(&SourceFile::new("--set", line.as_str()), *KNOWLEDGE);
            let changed = changed.unwrap_or_else(|problems| panic!("{line}: {problems:?}"));
            let then = Answer::of(&evaluate(&KNOWLEDGE, changed.spec()));
            assert_ne!(then, Answer::of(&evaluation), "{line}");
        }
    }
}

#[test]
fn the_nearest_change_comes_first_and_what_does_not_change_last() {
    let found = of(shop().spec());
    let nearest: Vec<f64> =
        found.quantities.iter().map(|quantity| quantity.nearest().unwrap_or(f64::INFINITY)).collect();
    assert!(nearest.is_sorted(), "{nearest:?}");
}

#[test]
fn growth_gets_to_a_change_in_the_month_that_is_told() {
    let found = of(shop().spec());
    let size = found.quantities.iter().find(|quantity| quantity.path == "datasets.views.volume.size").expect("a size");
    if let Some((turn, month)) = size.above.as_ref().and_then(|turn| Some((turn, turn.month?))) {
        let after = |months: u32| 500e9 * 1.03_f64.powi(i32::try_from(months).expect("few"));
        assert!(after(month) >= turn.at && after(month - 1) < turn.at, "{turn:?}");
    }
}

#[test]
fn an_alternative_that_is_told_changes_the_answer_and_the_others_do_not() {
    let workload = shop();
    let spec = workload.spec();
    let before = Answer::of(&evaluate(&KNOWLEDGE, spec));
    for choice in of(spec).choices {
        let given = Given::find(spec, &choice.path).expect("a key");
        let answer = |value: &Stands| {
            let mut changed = spec.clone();
            assert!(given.set(&mut changed, value));
            Answer::of(&evaluate(&KNOWLEDGE, &changed))
        };
        for alternative in &choice.alternatives {
            assert_eq!(before.differences(&answer(&alternative.value)), alternative.differences, "{}", choice.path);
        }
        for value in &choice.same {
            assert_eq!(before, answer(value), "{} = {value:?}", choice.path);
        }
    }
}

#[test]
fn an_engine_wins_under_the_change_that_is_told_to_make_it_win() {
    let workload = shop();
    let spec = workload.spec();
    let evaluation = evaluate(&KNOWLEDGE, spec);
    let mut probe = Probe::of(&evaluation);
    let engine = KNOWLEDGE.engine("clickhouse").expect("an engine");
    let dataset = spec.datasets.get_index_of("views").expect("a dataset");
    let changes = wins_if(&mut probe, engine, &[dataset]).remove(0);
    assert!(!changes.is_empty(), "nothing makes it win");
    for change in changes {
        let Change::Value { then, .. } = &change.change else { panic!("the policy names no engine: {change:?}") };
        let mut changed = spec.clone();
        assert!(Given::find(spec, &change.path).expect("a key").set(&mut changed, then));
        assert_eq!(Answer::of(&evaluate(&KNOWLEDGE, &changed)).homes[dataset].engine, engine, "{change:?}");
    }
}

/// The first change that makes an engine win the orders of a small shop with a policy.
fn first_change_for(engine: &str, policy: &str) -> WinsIf {
    let workload = workload(&spec(&format!(
        "
policy: {{{policy}}}
datasets:
  orders:
    volume: {{size: 40 GB}}
    variety: {{shape: relational}}
    veracity: {{consistency: strong, transactions: multi-item, durability: durable}}"
    )));
    let evaluation = evaluate(&KNOWLEDGE, workload.spec());
    let engine = KNOWLEDGE.engine(engine).expect("an engine");
    wins_if(&mut Probe::of(&evaluation), engine, &[0]).remove(0).remove(0)
}

#[test]
fn an_engine_that_is_out_only_because_the_policy_forbids_it_wins_once_it_is_off_the_list() {
    let change = first_change_for("postgresql", "forbid: [oracle-database, postgresql]");
    let off = Change::OffTheList("postgresql".to_owned());
    assert_eq!(change, WinsIf { path: "policy.forbid".to_owned(), change: off });
}

#[test]
fn an_engine_that_is_out_only_because_another_is_required_wins_once_that_one_is_off_the_list() {
    let change = first_change_for("postgresql", "require: [mysql]");
    let off = Change::OffTheList("mysql".to_owned());
    assert_eq!(change, WinsIf { path: "policy.require".to_owned(), change: off });
}

#[test]
fn the_json_fits_its_schema() {
    let workload = shop();
    let evaluation = evaluate(&KNOWLEDGE, workload.spec());
    let view = SensitivityView::of(&evaluation, &of(workload.spec()));
    let json: Value = serde_json::to_value(&view).expect("JSON");
    assert!(
        SCHEMA.is_valid(&json),
        "{:?}",
        SCHEMA.iter_errors(&json).map(|error| error.to_string()).collect::<Vec<_>>()
    );
    assert_eq!(json["format"], json!(1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, rng_seed: RngSeed::Fixed(11), ..ProptestConfig::default() })]

    #[test]
    fn ranges_of_the_same_answer_hold_for_any_spec(spec in specs(), position in 0.05..0.95_f64) {
        let workload = workload(&text(&spec));
        let wrong = wrong(workload.spec(), &of(workload.spec()), position);
        prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
