//! What an answer costs, as ratios measured in one run: absolute times on shared machines mean nothing.
//!
//! `cargo bench`. A process that reads a spec, evaluates it and writes the answer as JSON is measured against one that
//! only reads and parses the same file with the usual crate; its parts in one process against parsing there with the
//! program's own reader. The children are this executable, called with a mode.

use std::ffi::OsString;
use std::io::Write;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use whichdb::decision::evaluate;
use whichdb::embedded;
use whichdb::report::RecommendationView;
use whichdb::source::SourceFile;
use whichdb::workload::Workload;
use whichdb::workload::spec::WorkloadSpec;
use whichdb::yaml::{self, Limits};

const EXAMPLE: &str = "e-commerce";
/// The clock of child processes ticks a hundred times a second: many runs make up for it.
const PROCESSES: u32 = 1000;
const ROUNDS: u32 = 200;
/// Seconds between two of its ticks.
const TICK: f64 = 0.01;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("--parse"), Some(path)) => parse(Path::new(&path)),
        (Some("--answer"), Some(path)) => answer(Path::new(&path)),
        _ => measure(),
    }
}

/// Mode of a child: reads and parses as most programs would, nothing else.
fn parse(path: &Path) -> Outcome {
    let spec: WorkloadSpec = serde_yaml::from_str(&std::fs::read_to_string(path)?)?;
    std::hint::black_box(spec);
    remember()
}

/// Mode of a child: evaluation and JSON. How sure the answer is takes thousands of evaluations, and is measured apart.
fn answer(path: &Path) -> Outcome {
    let source = SourceFile::new("workload.yaml", std::fs::read_to_string(path)?);
    let knowledge = embedded::knowledge();
    let workload = Workload::read(&source, knowledge).map_err(|problems| format!("{problems:?}"))?;
    let evaluation = evaluate(knowledge, workload.spec());
    let view = RecommendationView::of(&evaluation);
    // As the program writes it, which does not take apart either what ends with the process.
    let out = std::fs::File::from(std::io::stdout().as_fd().try_clone_to_owned()?);
    serde_json::to_writer(std::io::BufWriter::with_capacity(1 << 13, out), &view)?;
    std::mem::forget(view);
    std::mem::forget(evaluation);
    remember()
}

/// Tells the parent how much memory there was at most, in kilobytes.
fn remember() -> Outcome {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")).and_then(|rest| rest.split_whitespace().next());
    writeln!(std::io::stderr(), "{}", peak.ok_or("no VmHWM")?)?;
    Ok(())
}

fn measure() -> Outcome {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("knowledge/examples/{EXAMPLE}.yaml"));
    let myself = std::env::current_exe()?;
    let program = env!("CARGO_BIN_EXE_whichdb");
    let parsing: Vec<OsString> = vec!["--parse".into(), file.clone().into()];
    let answering: Vec<OsString> = vec!["--answer".into(), file.clone().into()];

    // Taken in turns, so that a busy neighbour slows both.
    let (mut parse_ticks, mut answer_ticks) = (0, 0);
    for _ in 0..4 {
        parse_ticks += ticks(&myself, &parsing)?;
        answer_ticks += ticks(&myself, &answering)?;
    }
    let of_process = |ticks: u64| ticks as f64 * TICK / f64::from(PROCESSES);
    let (parse_process, answer_process) = (of_process(parse_ticks.max(1)), of_process(answer_ticks));
    let (parse_peak, answer_peak) = (peak(&myself, &parsing)?, peak(&myself, &answering)?);

    let text = std::fs::read_to_string(&file)?;
    let source = SourceFile::new("workload.yaml", text.as_str());
    let knowledge = embedded::knowledge();
    let workload = Workload::read(&source, knowledge).map_err(|problems| format!("{problems:?}"))?;
    let parse_time = time(|| yaml::read::<WorkloadSpec>(&source, &Limits::WORKLOAD).is_ok());
    let start_time = time(embedded::decode);
    let decide_time = time(|| evaluate(knowledge, workload.spec()).datasets.len());
    let evaluation = evaluate(knowledge, workload.spec());
    let json_time = time(|| serde_json::to_string(&RecommendationView::of(&evaluation)).map_or(0, |json| json.len()));

    let mut out = std::io::stdout();
    let size = std::fs::metadata(program)?.len() as f64 / 1e6;
    writeln!(out, "processes, means of {PROCESSES} runs, user and system time")?;
    writeln!(out, "  read and parse {EXAMPLE}.yaml    {:8.2} ms", parse_process * 1e3)?;
    writeln!(out, "  the same, evaluation and JSON    {:8.2} ms", answer_process * 1e3)?;
    let ratio = answer_process / parse_process;
    writeln!(out, "  ratio                            {ratio:8.2}      at most 3")?;
    writeln!(out, "in one process, means of {ROUNDS} rounds, in units of parsing ({:.0} µs)", parse_time * 1e6)?;
    writeln!(out, "  knowledge out of the binary      {:8.2}", start_time / parse_time)?;
    writeln!(out, "  evaluation                       {:8.2}", decide_time / parse_time)?;
    writeln!(out, "  view and JSON                    {:8.2}", json_time / parse_time)?;
    writeln!(out, "peak memory")?;
    writeln!(out, "  read and parse                   {:8.1} MB", parse_peak / 1e3)?;
    writeln!(out, "  evaluation and JSON              {:8.1} MB   under 32", answer_peak / 1e3)?;
    writeln!(out, "binary                             {size:8.1} MB   under 10")?;
    Ok(())
}

/// Processor time of a quarter of the runs of a command, in hundredths of a second.
fn ticks(program: &Path, arguments: &[OsString]) -> Result<u64, Box<dyn std::error::Error>> {
    let before = children()?;
    for _ in 0..PROCESSES / 4 {
        let status = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        if !status.success() {
            return Err(format!("{} {arguments:?}: {status}", program.display()).into());
        }
    }
    Ok(children()? - before)
}

/// User and system time of all children that have ended.
fn children() -> Result<u64, Box<dyn std::error::Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // Behind the name in brackets, which may hold anything: the third field; children's times are the 16th and 17th.
    let fields: Vec<&str> = stat.rsplit_once(')').ok_or("no name")?.1.split_whitespace().collect();
    Ok(fields[13].parse::<u64>()? + fields[14].parse::<u64>()?)
}

/// What a child says about its memory.
fn peak(program: &Path, arguments: &[OsString]) -> Result<f64, Box<dyn std::error::Error>> {
    let output = Command::new(program).args(arguments).stdout(Stdio::null()).output()?;
    let told = String::from_utf8(output.stderr)?;
    Ok(told.trim().parse()?)
}

/// Mean time of a round in seconds.
fn time<T>(round: impl Fn() -> T) -> f64 {
    std::hint::black_box(round());
    let start = Instant::now();
    for _ in 0..ROUNDS {
        std::hint::black_box(round());
    }
    start.elapsed().as_secs_f64() / f64::from(ROUNDS)
}
