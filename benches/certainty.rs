//! What it costs to know how sure an answer is, as ratios measured in one run: absolute times on shared machines mean
//! nothing.
//!
//! `cargo bench --bench certainty`. The unit is the evaluation of one dataset on its own.

use std::io::Write;
use std::time::Instant;

use whichdb::decision::{Disturbance, Probe, Problem, evaluate, robustness, sensitivity, unknowns};
use whichdb::embedded;
use whichdb::source::SourceFile;
use whichdb::workload::Workload;
use whichdb::workload::spec::WorkloadSpec;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Examples whose datasets make up large systems, under what the first says of the system.
const LARGE: [&str; 6] = ["e-commerce", "gaming", "social-network", "banking", "iot", "monitoring"];
const DATASETS: usize = 12;
const MANY_DATASETS: usize = 30;
/// Size of the assignment problem. Where nothing but chance says what fits where, exact search does not get much
/// farther; what people ask for is kinder, so that the larger one is made of examples.
const PLACES: (usize, usize) = (30, 85);

fn main() -> Outcome {
    let knowledge = embedded::knowledge();
    let large = system_of(DATASETS)?;
    let many = system_of(MANY_DATASETS)?;
    let one = system_of(1)?;
    let parameters = &knowledge.parameters;
    let unit = time(400, || evaluate(knowledge, &one).datasets.len());
    let evaluation = evaluate(knowledge, &large);
    let problem = problem(&mut fastrand::Rng::with_seed(1));
    let rows = [
        ("evaluation of one dataset".to_owned(), unit),
        (format!("evaluation of {DATASETS} datasets"), time(40, || evaluate(knowledge, &large).datasets.len())),
        (
            format!("evaluation of {} datasets", many.datasets.len()),
            time(10, || evaluate(knowledge, &many).datasets.len()),
        ),
        (
            format!("certainty from {} samples", parameters.weight_samples),
            time(10, || robustness(&evaluation).map(|found| found.certainty)),
        ),
        (
            "what each unknown fact would change".to_owned(),
            time(1, || unknowns(&mut Probe::of(&evaluation), None).len()),
        ),
        ("sensitivity".to_owned(), time(1, || sensitivity(&mut Probe::of(&evaluation)).quantities.len())),
        (
            format!("consolidation of {} datasets over {} engines", PLACES.0, PLACES.1),
            time(10, || problem.solve().map(|found| found.total)),
        ),
    ];
    let mut out = std::io::stdout();
    writeln!(out, "in units of the first ({:.0} µs)", unit * 1e6)?;
    for (what, seconds) in rows {
        writeln!(out, "  {what:<52} {:10.1}", seconds / unit)?;
    }
    Ok(())
}

/// A system of so many datasets: those of several examples.
fn system_of(datasets: usize) -> Result<WorkloadSpec, Box<dyn std::error::Error>> {
    let read = |name: &str| -> Result<WorkloadSpec, Box<dyn std::error::Error>> {
        let source = SourceFile::new(name, embedded::example(name).ok_or("no such example")?);
        let workload = Workload::read(&source, embedded::knowledge()).map_err(|problems| format!("{problems:?}"))?;
        Ok(workload.spec().clone())
    };
    let mut spec = read(LARGE[0])?;
    for name in &LARGE[1..] {
        let more = read(name)?.datasets.into_iter();
        spec.datasets.extend(more.map(|(dataset, spec)| (format!("{name}-{dataset}"), spec)));
    }
    spec.datasets.truncate(datasets);
    Ok(spec)
}

/// An assignment problem as systems pose them: engines of a family are nearly alike, one family serves everything fairly
/// well, the others serve some datasets better, and prices lie between datasets.
fn problem(random: &mut fastrand::Rng) -> Problem {
    const FAMILIES: usize = 13;
    let (datasets, engines) = PLACES;
    let mut values = Vec::new();
    for _ in 0..datasets {
        let stake = 0.5 + random.f64();
        let mut suits: Vec<Option<f64>> =
            (1..FAMILIES).map(|_| (random.f64() < 0.3).then(|| 0.5 + 0.4 * random.f64())).collect();
        suits.push(Some(0.6 + 0.2 * random.f64()));
        let value = |engine: usize, random: &mut fastrand::Rng| {
            suits[engine % FAMILIES].map(|suits| stake * (suits + 0.1 * random.f64()))
        };
        values.push((0..engines).map(|engine| value(engine, random)).collect());
    }
    Problem {
        values,
        prices: (0..engines).map(|_| 0.05 + 0.2 * random.f64()).collect(),
        apart: (0..datasets / 2).map(|pair| (2 * pair, 2 * pair + 1, 0.05)).collect(),
        disturbing: vec![Disturbance { dataset: 0, others: vec![2, 3], price: 0.1, felt: vec![true; engines] }],
        required: Vec::new(),
        at_most: None,
    }
}

/// Mean time of a round in seconds.
fn time<T>(rounds: u32, round: impl Fn() -> T) -> f64 {
    std::hint::black_box(round());
    let start = Instant::now();
    for _ in 0..rounds {
        std::hint::black_box(round());
    }
    start.elapsed().as_secs_f64() / f64::from(rounds)
}
