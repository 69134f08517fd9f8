//! How well the wizard asks: with a spec as somebody who answers truthfully, whether the same engines come out as of the
//! whole spec, after how many questions, and how long the next question takes.
//!
//! `cargo bench --bench wizard -- FOLDER...` asks about the specs of folders, else about the embedded examples. A file
//! may have the spec under the key `workload`. Times are given in evaluations of the same workload, measured in the same
//! run.

#[path = "../tests/wizard/oracle.rs"]
mod oracle;

use std::io::Write;
use std::time::{Duration, Instant};

use whichdb::decision::evaluate;
use whichdb::embedded;
use whichdb::knowledge;
use whichdb::source::SourceFile;
use whichdb::wizard::Texts;
use whichdb::workload::Workload;
use whichdb::workload::spec::WorkloadSpec;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let mut folders: Vec<String> = std::env::args().skip(1).collect();
    let verbose = folders.iter().any(|folder| folder == "--verbose");
    folders.retain(|folder| !folder.starts_with("--"));
    let specs = if folders.is_empty() { examples()? } else { in_folders(&folders)? };
    let knowledge = embedded::knowledge();
    let written = knowledge::load(&embedded::files(), Vec::new()).map_err(|problems| format!("{problems:?}"))?;
    let texts = Texts::of(knowledge, &written);
    let mut out = std::io::stdout();
    let (mut same, mut all) = (0, 0);
    let (mut single, mut further) = (Vec::new(), Vec::new());
    for (name, spec) in &specs {
        let mut longest = Duration::ZERO;
        let outcome = oracle::interview(knowledge, &texts, spec, &mut |took| longest = longest.max(took));
        let per_dataset = outcome.further();
        let first = outcome.asked.len() - per_dataset.iter().sum::<usize>();
        let wanted = oracle::engines(knowledge, spec);
        let found = oracle::engines(knowledge, &outcome.draft.answerable());
        let missed: Vec<String> = wanted
            .iter()
            .zip(&found)
            .filter(|(wanted, found)| wanted != found)
            .map(|((dataset, wanted), (_, found))| format!("{dataset}: {wanted:?}, not {found:?}"))
            .collect();
        all += wanted.len();
        same += wanted.len() - missed.len();
        if spec.datasets.len() == 1 {
            single.push(first);
        }
        further.extend(&per_dataset);
        let start = Instant::now();
        std::hint::black_box(evaluate(knowledge, spec).datasets.len());
        let unit = start.elapsed();
        let ratio = longest.as_secs_f64() / unit.as_secs_f64();
        writeln!(
            out,
            "{name:<40} {:3} + {:?}  longest {:5.1} ms, {ratio:4.0} evaluations  {}",
            first,
            per_dataset,
            longest.as_secs_f64() * 1e3,
            missed.join("; ")
        )?;
        if verbose || !missed.is_empty() {
            let told = outcome.asked.iter().map(|(path, known)| format!("{}{path}", if *known { "+" } else { "-" }));
            writeln!(out, "    {}", told.collect::<Vec<_>>().join(" "))?;
        }
    }
    writeln!(out, "same engine: {same} of {all} datasets")?;
    let middle = [median(&mut single), median(&mut further)];
    writeln!(out, "questions, one dataset: median {} of {single:?}", middle[0])?;
    writeln!(out, "questions, each further dataset: median {} of {further:?}", middle[1])?;
    Ok(())
}

fn examples() -> Outcome<Vec<(String, WorkloadSpec)>> {
    embedded::examples().map(|(name, text)| Ok((name.to_owned(), spec(name, text)?))).collect()
}

fn in_folders(folders: &[String]) -> Outcome<Vec<(String, WorkloadSpec)>> {
    let mut specs = Vec::new();
    for folder in folders {
        let mut files: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
        files.sort_by_key(std::fs::DirEntry::file_name);
        for file in files.iter().map(std::fs::DirEntry::path) {
            if file.extension().is_some_and(|extension| extension == "yaml") {
                let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                specs.push((name.clone(), spec(&name, &std::fs::read_to_string(&file)?)?));
            }
        }
    }
    Ok(specs)
}

fn spec(name: &str, text: &str) -> Outcome<WorkloadSpec> {
    let whole: serde_json::Value = serde_yaml::from_str(text)?;
    let text = match whole.get("workload") {
        Some(workload) => serde_yaml::to_string(workload)?,
        None => text.to_owned(),
    };
    let workload = Workload::read(&SourceFile::new(name, text), embedded::knowledge());
    Ok(workload.map_err(|problems| format!("{name}: {problems:?}"))?.spec().clone())
}

/// The middle of some counts.
fn median(counts: &mut [usize]) -> usize {
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied().unwrap_or_default()
}
