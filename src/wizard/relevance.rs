//! What is worth asking of a system or a dataset, as things stand.
//!
//! What nearly everybody can say is asked outright. Of the rest few people know much, so that it is asked first what of it
//! can be said, and then only for that.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::questionnaire::{Next, Offer, Question};
use crate::decision::{Effort, Inquiry, Worth, inquiry, openness};
use crate::knowledge::{Knowledge, Plausible};
use crate::workload::spec::WorkloadSpec;
use crate::workload::{Given, GivenKind};

/// Fewest draws that tell whether anything is open.
const FEWEST: usize = 16;
/// Datasets from which on less is tried for each question, so that it comes at once still.
const MANY: usize = 6;
/// Ways in which the system may turn out while a dataset is asked about; fewer with many datasets, all of which are
/// evaluated anew in each.
const SCENES: usize = 6;
/// Ways in which the first dataset may turn out while the system is asked about.
const OPENING_SCENES: usize = 16;

/// What is worth asking.
pub(super) struct Relevance<'q> {
    knowledge: &'q Knowledge,
    draft: &'q Draft,
    /// Paths that were ticked as something that can be said.
    ticked: &'q BTreeSet<String>,
    /// What was said, as something to be answered.
    spec: WorkloadSpec,
    /// How many times as often as usual numbers of datasets are known.
    numeracy: f64,
}

impl<'q> Relevance<'q> {
    pub(super) fn of(knowledge: &'q Knowledge, draft: &'q Draft, ticked: &'q BTreeSet<String>) -> Self {
        let spec = draft.answerable();
        let numeracy = numeracy(knowledge, draft, &spec);
        Self { knowledge, draft, ticked, spec, numeracy }
    }

    /// What comes next about a dataset, or about the system; none where too little hangs on it.
    pub(super) fn about(&self, dataset: Option<usize>) -> Option<Next> {
        let parameters = &self.knowledge.parameters;
        let inquiry = self.inquiry(dataset, 0.0);
        if inquiry.open < self.enough() && self.settled(dataset) >= count(parameters.question_basics) {
            return None;
        }
        let worth = inquiry.worth.iter().filter(|worth| worth.share >= self.least());
        let (outright, rest): (Vec<&Worth>, Vec<&Worth>) = worth.partition(|worth| self.is_asked_outright(worth.given));
        // What could still be offered is one more question.
        let more = |others: usize| Some(others + usize::from(!rest.is_empty()));
        if let [first, others @ ..] = outright.as_slice() {
            return Some(self.question(first.given, more(others.len())));
        }
        match rest.as_slice() {
            [] => None,
            [only] => Some(self.question(only.given, Some(0))),
            several if several.iter().map(|worth| worth.share).sum::<f64>() < parameters.question_offer_least => None,
            _ => self.offer(dataset),
        }
    }

    /// What was ticked about a dataset, or about the system, and not said yet. What somebody has to say of the system
    /// bears on all datasets, also on those that are not named yet, so that it is asked for whatever it is worth.
    pub(super) fn ticked(&self, dataset: Option<usize>) -> Option<Next> {
        let open = self.open_facts(dataset);
        let mut ticked = open.into_iter().filter(|given| self.is_ticked(*given));
        let first = ticked.next()?;
        Some(self.question(first, Some(ticked.count())))
    }

    /// What bears on all data, however little it looks like that while no data is told of; none where all of it was asked
    /// for.
    pub(super) fn opening(&self) -> Option<Next> {
        let open: Vec<Given> =
            self.open_facts(None).into_iter().filter(|given| self.bears_on_all_data(*given)).collect();
        match open.as_slice() {
            [] => None,
            [only] => Some(self.question(*only, None)),
            several => Some(self.list(None, several)),
        }
    }

    /// What is still worth asking about whatever: a few draws for each dataset and for the system tell where most is
    /// open, and there it is looked at closely.
    pub(super) fn anywhere(&self) -> Option<Next> {
        let subjects: Vec<Option<usize>> =
            (0..self.draft.spec().datasets.len()).map(Some).chain(std::iter::once(None)).collect();
        let facts: Vec<Vec<Given>> = subjects.iter().map(|dataset| self.open_facts(*dataset)).collect();
        let found = openness(self.knowledge, &self.spec, &facts, &|given, usually| self.known(given, usually), FEWEST);
        let most = found.into_iter().zip(subjects).filter(|(open, _)| *open > 0.0);
        // Of several that are as open as each other the first.
        let (_, dataset) = most.rev().max_by(|(left, _), (right, _)| left.total_cmp(right))?;
        self.about(dataset)
    }

    fn question(&self, given: Given, more: Option<usize>) -> Next {
        Next::Question(Question { path: given.path(&self.spec), more })
    }

    /// What is offered to be ticked: all that can be required of the system, then all that bears on whatever data there
    /// is, else what most would hang on.
    fn offer(&self, dataset: Option<usize>) -> Option<Next> {
        let is_new = |given: &Given| !self.is_asked_outright(*given);
        let whole = |wanted: &dyn Fn(&Given) -> bool| -> Vec<Given> {
            let open = if dataset.is_none() { self.open_facts(None) } else { Vec::new() };
            open.into_iter().filter(is_new).filter(wanted).collect()
        };
        let lists = [whole(&|given| given.may_be_nothing()), whole(&|given| self.bears_on_all_data(*given))];
        let offered = lists.into_iter().find(|list| list.len() > 1).unwrap_or_else(|| {
            let parameters = &self.knowledge.parameters;
            let found = self.inquiry(dataset, parameters.question_offer_known).worth.into_iter();
            let worth = found.filter(|worth| worth.share > 0.0).map(|worth| worth.given);
            worth.filter(is_new).take(count(parameters.question_offered)).collect()
        });
        (!offered.is_empty()).then(|| self.list(dataset, &offered))
    }

    fn list(&self, dataset: Option<usize>, offered: &[Given]) -> Next {
        Next::Offer(Offer {
            dataset: dataset.and_then(|at| self.spec.datasets.get_index(at)).map(|(name, _)| name.clone()),
            paths: offered.iter().map(|given| given.path(&self.spec)).collect(),
        })
    }

    /// Whether nearly everybody can say it, or this person can.
    fn is_asked_outright(&self, given: Given) -> bool {
        let usually = self.plausible(given).map_or(0.0, |plausible| plausible.answered);
        usually >= self.knowledge.parameters.question_outright || self.is_ticked(given)
    }

    fn bears_on_all_data(&self, given: Given) -> bool {
        self.plausible(given).is_some_and(|plausible| plausible.opening)
    }

    fn plausible(&self, given: Given) -> Option<&'q Plausible> {
        self.knowledge.plausible_of(&given.written())
    }

    fn is_ticked(&self, given: Given) -> bool {
        self.ticked.contains(&given.path(&self.spec))
    }

    /// Questions about a dataset, or about the system, that need not be asked any more.
    fn settled(&self, dataset: Option<usize>) -> usize {
        let spec = self.draft.spec();
        let about = Given::all(spec).filter(|given| given.dataset() == dataset);
        about.filter(|given| self.draft.is_settled(&given.path(spec))).count()
    }

    /// How much must be open for questions to go on.
    fn enough(&self) -> f64 {
        let parameters = &self.knowledge.parameters;
        if self.is_single() { parameters.question_open_first } else { parameters.question_open_further }
    }

    /// How much must hang on a question for it to be asked.
    fn least(&self) -> f64 {
        let parameters = &self.knowledge.parameters;
        if self.is_single() { parameters.question_least_first } else { parameters.question_least_further }
    }

    fn is_single(&self) -> bool {
        self.draft.spec().datasets.len() <= 1
    }

    /// The facts about a dataset, or about the system, that nothing was said of.
    fn open_facts(&self, dataset: Option<usize>) -> Vec<Given> {
        let about = Given::all(&self.spec).filter(|given| given.dataset() == dataset);
        about.filter(|given| self.is_open(given)).collect()
    }

    fn is_open(&self, given: &Given) -> bool {
        !self.draft.is_settled(&given.path(&self.spec))
    }

    /// What hangs on the open facts about a dataset, or about the system. Each is taken to be known at least so likely.
    fn inquiry(&self, dataset: Option<usize>, at_least: f64) -> Inquiry {
        let parameters = &self.knowledge.parameters;
        let datasets = self.draft.spec().datasets.len();
        // A change of the system changes every dataset.
        let share = if dataset.is_none() { datasets.max(1) } else { 1 };
        let is_listed = at_least > 0.0;
        // The more datasets there are, the longer a draw takes and the more of them have to be chosen anew.
        let crowd = datasets.max(MANY).pow(2);
        let shared = |parameter: f64| count(parameter) * 2 * MANY.pow(2) / (share + 1) / crowd;
        let effort = Effort {
            draws: shared(parameters.question_samples).max(FEWEST),
            // In a list the order matters less than what stands in it.
            traced: (shared(parameters.question_traced) / if is_listed && datasets > MANY { 2 } else { 1 })
                .max(FEWEST / 4),
            scenes: if dataset.is_none() { OPENING_SCENES } else { (SCENES * 2 / datasets.max(2)).max(2) },
        };
        let ask = self.open_facts(dataset);
        let rest = |given: &Given| match dataset {
            Some(_) => given.dataset().is_none(),
            // Of data of which nothing is known, everything may turn out.
            None => datasets == 0 && given.dataset().is_some(),
        };
        let rest: Vec<Given> = Given::all(&self.spec).filter(rest).filter(|given| self.is_open(given)).collect();
        let known = |given: Given, usually: f64| self.known(given, usually).max(at_least);
        inquiry(self.knowledge, &self.spec, [&ask, &rest], &known, effort)
    }

    /// How likely this person knows a fact, given how likely people usually do.
    fn known(&self, given: Given, usually: f64) -> f64 {
        if self.is_ticked(given) {
            return 1.0;
        }
        if is_number(given, &self.spec) { usually * self.numeracy } else { usually }
    }
}

/// A parameter that counts something.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small count")]
pub(super) fn count(parameter: f64) -> usize {
    parameter as usize
}

/// How many times as often as usual somebody knows a number of a dataset: who does not know the size seldom knows the
/// rates.
fn numeracy(knowledge: &Knowledge, draft: &Draft, spec: &WorkloadSpec) -> f64 {
    let (mut known, mut expected) = (0.0, 0.0);
    let settled = Given::all(spec).filter(|given| is_number(*given, spec) && draft.is_settled(&given.path(spec)));
    for given in settled {
        expected += knowledge.plausible_of(&given.written()).map_or(0.0, |plausible| plausible.answered);
        known += if given.stands(spec).is_known() { 1.0 } else { 0.0 };
    }
    let usual = knowledge.parameters.question_usual;
    (known + usual) / (expected + usual)
}

/// Whether a key is a number about a dataset.
fn is_number(given: Given, spec: &WorkloadSpec) -> bool {
    given.dataset().is_some() && matches!(given.kind(spec), GivenKind::Number(_))
}
