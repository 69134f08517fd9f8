//! With a spec as somebody who answers truthfully: whether the same comes out as of the whole spec, and after how many
//! questions. `cargo bench --bench wizard` tells the figures for all examples and for specs of one's own.

use std::sync::Mutex;

use whichdb::embedded;
use whichdb::wizard::Texts;

use crate::{WRITTEN, example, oracle};

/// What came of the questions about an example.
struct Interviewed {
    name: String,
    datasets: usize,
    /// Datasets that got another engine than by the whole spec, with what was asked.
    missed: Vec<String>,
    /// Questions about each further dataset.
    further: Vec<usize>,
}

fn interviewed(name: &str) -> Interviewed {
    let knowledge = embedded::knowledge();
    let full = example(name);
    let outcome = oracle::interview(knowledge, &Texts::of(knowledge, &WRITTEN), &full, &mut |_| {});
    let wanted = oracle::engines(knowledge, &full);
    let found = oracle::engines(knowledge, &outcome.draft.answerable());
    let asked: Vec<&str> = outcome.asked.iter().map(|(path, _)| path.as_str()).collect();
    let missed = wanted.iter().zip(&found).filter(|(wanted, found)| wanted != found);
    let missed = missed.map(|(wanted, found)| format!("{wanted:?}, not {found:?}, after {}", asked.join(" ")));
    Interviewed { name: name.to_owned(), datasets: wanted.len(), missed: missed.collect(), further: outcome.further() }
}

#[test]
fn whoever_knows_all_of_an_example_gets_its_engines_without_having_to_tell_it_all() {
    let names: Mutex<Vec<&str>> = Mutex::new(embedded::examples().map(|(name, _)| name).collect());
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some(name) = names.lock().expect("no panic").pop() else { return };
                    let outcome = interviewed(name);
                    done.lock().expect("no panic").push(outcome);
                }
            });
        }
    });
    let done = done.into_inner().expect("no panic");
    let datasets: usize = done.iter().map(|one| one.datasets).sum();
    let missed: Vec<String> =
        done.iter().flat_map(|one| one.missed.iter().map(|missed| format!("{}: {missed}", one.name))).collect();
    assert!(missed.len() * 100 <= datasets * 3, "{} of {datasets}:\n{}", missed.len(), missed.join("\n"));
    let mut further: Vec<usize> = done.iter().flat_map(|one| one.further.iter().copied()).collect();
    further.sort_unstable();
    // An example says some thirty things of each dataset.
    assert!(further[further.len() / 2] <= 6, "{further:?}");
}
