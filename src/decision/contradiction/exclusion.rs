//! Requirements that exclude each other before any product is looked at.

use crate::condition::{Facts, Verdict};
use crate::knowledge::{Exclusion, Knowledge, Names, Subject};
use crate::workload::{DatasetFacts, WorkloadFacts};

/// The exclusions that hold, in the order of the knowledge, with the places of the datasets that they hold for.
pub(super) fn holding<'a>(
    knowledge: &'a Knowledge,
    facts: &'a WorkloadFacts,
) -> impl Iterator<Item = (&'a Exclusion, Option<usize>)> + 'a {
    knowledge.exclusions.iter().flat_map(move |exclusion| {
        let of_system = (exclusion.subject == Subject::System).then_some(None);
        let of_datasets = (0..facts.datasets.len()).map(Some).filter(|_| exclusion.subject != Subject::System);
        let subjects = of_system.into_iter().chain(of_datasets);
        subjects.filter(move |dataset| holds(exclusion, facts, *dataset)).map(move |dataset| (exclusion, dataset))
    })
}

/// Whether an exclusion holds for a dataset, or for the system where none is named.
pub(super) fn holds(exclusion: &Exclusion, facts: &WorkloadFacts, dataset: Option<usize>) -> bool {
    exclusion.when.evaluate(&seen(facts, dataset.map(|at| &facts.datasets[at]))) == Verdict::True
}

/// Why it excludes, in words.
pub(super) fn worded(exclusion: &Exclusion, facts: &WorkloadFacts, dataset: Option<usize>) -> String {
    let dataset = dataset.map(|at| &facts.datasets[at]);
    let names = Names { dataset: dataset.map_or("", |dataset| dataset.name.as_str()), ..Names::default() };
    exclusion.says.fill(&seen(facts, dataset), &names)
}

fn seen<'a>(facts: &'a WorkloadFacts, dataset: Option<&'a DatasetFacts>) -> Facts<'a> {
    let of_dataset = dataset.map_or(&[][..], |dataset| &dataset.values);
    Facts { system: &facts.system, dataset: of_dataset, ..Facts::default() }
}
