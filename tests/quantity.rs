//! Quantities: every documented spelling is understood, nothing else is, and what is printed is read again.

use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use whichdb::quantity::{
    Count, DAY, Duration, Form, Growth, HOUR, Interval, Kind, LoadGrowth, MONTH, Measure, Multiplier, Rate, Share,
    Size, YEAR, format_count, format_duration, format_rate, format_share, format_size,
};

fn size(text: &str) -> f64 {
    exact(Size::parse(text).expect(text).interval())
}

fn exact(interval: Interval) -> f64 {
    assert!(interval.is_exact(), "{interval:?}");
    interval.low
}

#[test]
fn every_documented_spelling_has_its_value() {
    assert_eq!(size("500 MB"), 5e8);
    assert_eq!(size("500MB"), 5e8);
    assert_eq!(size("1.5 TiB"), 1.5 * 1024_f64.powi(4));
    assert_eq!(size("0.1 TB"), size("100 GB"));
    assert_eq!(size("5 kB"), size("5 KB"));
    let rate = |text| exact(Rate::parse(text).expect(text).interval());
    assert_eq!(rate("2k/s"), 2_000.0);
    assert_eq!(rate("90/min"), 1.5);
    assert_eq!(rate("4/h"), 4.0 / HOUR);
    assert_eq!(rate("3M/day"), 3e6 / DAY);
    assert_eq!(rate("2M/15 min"), 2e6 / 900.0);
    let duration = |text| exact(Duration::parse(text).expect(text).interval());
    assert_eq!(duration("20 ms"), 0.02);
    assert_eq!(duration("90 days"), 90.0 * DAY);
    assert_eq!(duration("18 months"), 1.5 * YEAR);
    assert_eq!(duration("1 year"), 12.0 * MONTH);
    assert_eq!(exact(Share::parse("99.95 %").expect("a share").interval()), 0.9995);
    assert_eq!(exact(Count::parse("40M").expect("a count").interval()), 4e7);
    assert_eq!(exact(Multiplier::parse("4x").expect("a multiplier").interval()), 4.0);
}

#[test]
fn uncertain_quantities_are_intervals() {
    let interval = |text| Size::parse(text).expect(text).interval();
    assert_eq!(interval("~200 GB"), Interval::new(1e11, 4e11));
    assert_eq!(interval("100 GB .. 300 GB"), Interval::new(1e11, 3e11));
    let above = interval("> 10 TB");
    assert_eq!(above.is_above(1e13), Some(true), "more than it says");
    assert_eq!(above.is_at_most(1e13), Some(false));
    assert_eq!(above.is_above(2e13), None);
    let below = interval("< 1 GB");
    assert_eq!(below.is_below(1e9), Some(true));
    assert_eq!(below.low, 0.0);
    let share = Share::parse("> 99 %").expect("a share").interval();
    assert_eq!(share.high, 1.0, "no share is more than the whole");
}

#[test]
fn a_condition_on_a_range_is_true_false_or_unknown() {
    let range = Interval::new(2.0, 4.0);
    assert_eq!(range.is_at_most(4.0), Some(true));
    assert_eq!(range.is_at_most(3.0), None);
    assert_eq!(range.is_at_most(1.0), Some(false));
    assert_eq!(range.is_below(4.0), None);
    assert_eq!(range.is_below(2.0), Some(false));
    assert_eq!(range.is_at_least(2.0), Some(true));
    assert_eq!(range.is_above(2.0), None);
    assert_eq!(Interval::ANY.is_above(0.0), None);
}

#[test]
fn one_number_stands_for_an_interval() {
    let point = |text| Size::parse(text).expect(text).interval().point();
    assert_eq!(point("7 GB"), 7e9);
    assert!((point("~200 GB") - 2e11).abs() < 1.0);
    assert_eq!(point("> 10 TB").round(), 1e13);
    assert!((point("< 1 GB") - 5e8).abs() < 1.0);
}

#[test]
fn arithmetic_keeps_open_ends() {
    let open = Interval::new(1.0, f64::INFINITY);
    assert_eq!(open * Interval::exact(0.0), Interval::exact(0.0));
    assert_eq!((open + Interval::exact(1.0)).low, 2.0);
    assert_eq!(open.scale(2.0).high, f64::INFINITY);
    assert_eq!(Interval::exact(6.0) / Interval::new(2.0, 3.0), Interval::new(2.0, 3.0));
    assert_eq!((Interval::exact(6.0) / Interval::new(0.0, 3.0)).high, f64::INFINITY);
    assert_eq!(Interval::exact(1.0).meet(Interval::exact(2.0)), None);
    assert_eq!(Interval::exact(1.0).hull(Interval::exact(2.0)), Interval::new(1.0, 2.0));
}

#[test]
fn growth_by_a_share_compounds_and_growth_by_an_amount_adds() {
    let after = |text, months| {
        let growth = Growth::parse(text).expect(text);
        growth.after(Interval::exact(100e9), months).point()
    };
    assert!((after("10 GB/month", 12.0) - 220e9).abs() < 1.0);
    assert!((after("5 %/month", 2.0) - 110.25e9).abs() < 1.0);
    assert!((after("30 %/year", 12.0) - 130e9).abs() < 1.0);
    let growth = Growth::parse("5 %/month").expect("a growth");
    assert_eq!(growth.as_load_growth(), LoadGrowth::parse("5 %/month").ok().as_ref());
    assert_eq!(Growth::parse("5 GB/day").expect("a growth").as_load_growth(), None);
}

#[test]
fn what_may_be_misread_is_refused() {
    for text in [
        "5 Gb",
        "5 gb",
        "5 G",
        "5",
        "5 kbit",
        "-5 GB",
        "1e3 GB",
        "0x10 GB",
        "1,5 GB",
        ".5 GB",
        "5. GB",
        "5 GB/s",
        "",
        " ",
        "GB",
        "~",
        "~~5 GB",
        "5 GB ..",
        ".. 5 GB",
        "5 GB .. 4 GB",
        "NaN GB",
        "∞ GB",
        "5 GB GB",
        "٣ GB",
        "5 GB .. 6 GB .. 7 GB",
        "< 0 GB",
    ] {
        assert!(Size::parse(text).is_err(), "{text}");
    }
    for text in ["5 M", "5 m", "5 mo", "5 y", "5min3s", "P3M", "forever"] {
        assert!(Duration::parse(text).is_err(), "{text}");
    }
    for text in ["5", "5k", "5/", "/s", "5/0 s", "5/m", "5 GB/s", "5 rps"] {
        assert!(Rate::parse(text).is_err(), "{text}");
    }
    for text in ["~5 %", "101 %", "0.5", "-1 %", "100.0000001 %"] {
        assert!(Share::parse(text).is_err(), "{text}");
    }
    for text in ["2.5", "5B", "5 m", "40 MB", "1_000", "4x"] {
        assert!(Count::parse(text).is_err(), "{text}");
    }
    for text in ["5 %", "5 GB", "5/month", "5 %/month .. 5 GB/month"] {
        assert!(Growth::parse(text).is_err(), "{text}");
    }
}

#[test]
fn an_error_names_an_example_and_what_was_probably_meant() {
    let meant = |kind: Kind, text: &str| {
        let error = kind.check(text).expect_err(text);
        assert!(error.expected().contains('`'), "{error}");
        error.suggestion().map(str::to_owned)
    };
    let table = [
        (Kind::Size, "5 Gb", "5 GB"),
        (Kind::Size, "~ 5 gb", "~5 GB"),
        (Kind::Size, "5 GiByte", "5 GiB"),
        (Kind::Size, "1 000 GB", "1000 GB"),
        (Kind::Size, "100-300 GB", "100 GB .. 300 GB"),
        (Kind::Size, "100 GB to 300 GB", "100 GB .. 300 GB"),
        (Kind::Size, "≥ 5 TB", "> 5 TB"),
        (Kind::Duration, "30 secs", "30 s"),
        (Kind::Duration, "3 mo", "3 months"),
        (Kind::Rate, "2k ops/s", "2k/s"),
        (Kind::Rate, "1 million per day", "1M/day"),
        (Kind::Rate, "5k QPS", "5k/s"),
        (Kind::Share, "0.95", "95 %"),
        (Kind::Share, "95 percent", "95 %"),
        (Kind::Count, "2 billion", "2G"),
        (Kind::Count, "40m", "40M"),
        (Kind::Multiplier, "4", "4x"),
        (Kind::Growth, "10 gb per month", "10 GB/month"),
        (Kind::LoadGrowth, "5 % a year", "5 %/year"),
    ];
    for (kind, text, expected) in table {
        assert_eq!(meant(kind, text).as_deref(), Some(expected), "{text}");
    }
    assert_eq!(meant(Kind::Duration, "5 M"), None, "two meanings, no guess");
}

#[test]
fn every_example_is_understood_printed_as_written_and_matched_by_the_pattern() {
    for kind in Kind::ALL {
        for example in kind.examples() {
            assert!(kind.check(example).is_ok(), "{example}");
            assert!(matches(kind, example), "{example}");
        }
        assert_eq!(Kind::from_name(kind.name()), Some(kind));
    }
    assert_eq!(Size::parse(" ~ 1.50TiB ").expect("a size").to_string(), "~1.5 TiB");
    assert_eq!(Duration::parse("1 years").expect("a duration").to_string(), "1 year");
    assert_eq!(Rate::parse("2 k / 1 day").expect("a rate").to_string(), "2k/1 day");
    assert_eq!(Size::parse(">5GB").expect("a size").form(), Form::Above);
}

/// Whether a JSON Schema validator finds that a text has the pattern of a kind.
fn matches(kind: Kind, text: &str) -> bool {
    static PATTERNS: LazyLock<Vec<Validator>> = LazyLock::new(|| {
        let schema = |kind: Kind| serde_json::json!({"pattern": kind.pattern()});
        Kind::ALL.map(|kind| jsonschema::validator_for(&schema(kind)).expect("a pattern")).into()
    });
    let at = Kind::ALL.iter().position(|other| *other == kind);
    PATTERNS[at.expect("a kind")].is_valid(&text.into())
}

#[test]
fn equal_amounts_are_equal_however_they_are_spelled() {
    assert_eq!(Size::parse("1 TB"), Size::parse("1000 GB"));
    assert_ne!(Size::parse("1 TB"), Size::parse("1 TiB"));
    assert_ne!(Size::parse("1 TB"), Size::parse("~1 TB"));
}

#[test]
fn computed_numbers_are_printed_for_people() {
    assert_eq!(format_size(13_200_000_000.0), "13.2 GB");
    assert_eq!(format_size(999_999_999.0), "1 GB");
    assert_eq!(format_size(0.0), "0 B");
    assert_eq!(format_size(1.234_5e18), "1230 PB");
    assert_eq!(format_rate(2_100.0), "2.1k/s");
    assert_eq!(format_rate(0.5), "30/min");
    assert_eq!(format_rate(0.0), "0/s");
    assert_eq!(format_rate(1e-9), "0.0315/year");
    assert_eq!(format_duration(0.02), "20 ms");
    assert_eq!(format_duration(86_400.0), "1 day");
    assert_eq!(format_duration(1.5 * YEAR), "1.5 years");
    assert_eq!(format_duration(0.0), "0 s");
    assert_eq!(format_count(40_000_000.0), "40M");
    assert_eq!(format_count(1234.0), "1.23k");
    assert_eq!(format_count(f64::INFINITY), "unlimited");
    assert_eq!(format_share(0.6), "60 %");
    assert_eq!(format_share(0.99995), "99.995 %");
    assert_eq!(format_share(1.0), "100 %");
    assert_eq!(format_share(0.0), "0 %");
    assert_eq!(format_share(1.4), "140 %");
}

#[test]
fn quantities_and_intervals_survive_a_format_that_does_not_describe_itself() {
    let size = Size::parse("~5 GB").expect("a size");
    let bytes = postcard::to_allocvec(&size).expect("can be stored");
    assert_eq!(postcard::from_bytes::<Size>(&bytes).expect("can be loaded"), size);
    let interval = Interval::new(1.0, f64::INFINITY);
    let bytes = postcard::to_allocvec(&interval).expect("can be stored");
    assert_eq!(postcard::from_bytes::<Interval>(&bytes).expect("can be loaded"), interval);
}

fn amounts(units: &'static [&'static str]) -> BoxedStrategy<String> {
    let number = prop_oneof!["[1-9][0-9]{0,5}", "[0-9]{1,4}\\.[0-9]{1,4}"];
    (number, prop::sample::select(units)).prop_map(|(number, unit)| format!("{number} {unit}")).boxed()
}

fn forms(amounts: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    prop_oneof![
        amounts.clone(),
        amounts.clone().prop_map(|amount| format!("~{amount}")),
        amounts.clone().prop_map(|amount| format!("> {amount}")),
        (amounts.clone(), amounts).prop_map(|(low, high)| format!("{low} .. {high}")),
    ]
}

fn comes_back<D: whichdb::quantity::Dimension>(text: &str) -> Result<(), TestCaseError> {
    if let Ok(read) = Measure::<D>::parse(text) {
        let printed = read.to_string();
        let again = Measure::<D>::parse(&printed).expect("what is printed is understood");
        prop_assert_eq!(&again, &read);
        prop_assert_eq!(again.to_string(), printed.clone());
        prop_assert!(matches(D::KIND, &printed));
        prop_assert!(read.interval().low <= read.interval().high);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn sizes_come_back(text in forms(amounts(&["B", "kB", "MB", "GB", "TB", "PB", "KiB", "GiB", "EiB"]))) {
        comes_back::<whichdb::quantity::Bytes>(&text)?;
    }

    #[test]
    fn durations_come_back(text in forms(amounts(&["us", "ms", "s", "min", "h", "days", "weeks", "months", "years"]))) {
        comes_back::<whichdb::quantity::Seconds>(&text)?;
    }

    #[test]
    fn rates_come_back(text in forms(amounts(&["/s", "k/min", "M/15 min", "/2 days", "G/year"]))) {
        comes_back::<whichdb::quantity::PerSecond>(&text)?;
    }

    #[test]
    fn any_text_is_read_or_refused_and_suggestions_are_understood(text in "\\PC{0,24}") {
        for kind in Kind::ALL {
            if let Err(error) = kind.check(&text) {
                if let Some(suggestion) = error.suggestion() {
                    prop_assert!(kind.check(suggestion).is_ok(), "{} for {}", suggestion, text);
                }
                let is_only_implausible = ["more", "whole", "greater", "zero"]
                    .iter()
                    .any(|word| error.problem().contains(word));
                prop_assert!(is_only_implausible || !matches(kind, &text), "{} {:?}", text, kind);
            }
        }
    }
}
