//! The wizard: what it asks, what it writes, and how it behaves at a terminal.

mod interview;
mod oracle;
mod questionnaire;
mod refusals;
#[cfg(unix)]
mod talk;
#[cfg(unix)]
mod terminal;

use std::sync::LazyLock;

use whichdb::embedded;
use whichdb::knowledge::{self, Written};
use whichdb::source::SourceFile;
use whichdb::workload::Workload;
use whichdb::workload::spec::WorkloadSpec;

/// The knowledge as it is written.
static WRITTEN: LazyLock<Written> =
    LazyLock::new(|| knowledge::load(&embedded::files(), Vec::new()).expect("the built-in knowledge"));

/// The spec of an embedded example.
fn example(name: &str) -> WorkloadSpec {
    read(embedded::example(name).expect("an example"))
}

/// The spec that a text is.
#[track_caller]
fn read(text: &str) -> WorkloadSpec {
    let source = SourceFile::new("workload.yaml", text);
    Workload::read(&source, embedded::knowledge()).expect("a spec").spec().clone()
}
