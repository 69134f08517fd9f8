//! No number of the algorithms and no usual profile is dead weight: with another value, some output differs.

use whichdb::decision::{
    DatasetRobustness, Evaluation, Probe, certainty_by_facts, evaluate, roadmap, robustness, sensitivity, unknowns,
};
use whichdb::knowledge::{Knowledge, Parameters};
use whichdb::quantity::Interval;
use whichdb::wizard::{Draft, Next, Questionnaire};
use whichdb::workload::Workload;

use crate::weight::{answer, documents, example, read, workloads};
use crate::{FOLDER, none};

fn how_sure(evaluation: &Evaluation<'_>) -> String {
    let sure = robustness(evaluation).expect("an architecture");
    let tie = |dataset: &DatasetRobustness| dataset.is_tie(evaluation.knowledge.parameters.tie_below);
    let ties: Vec<bool> = sure.datasets.iter().map(tie).collect();
    format!("{sure:?} {ties:?} {:?}", roadmap(evaluation))
}

fn what_unknown_facts_would_change(evaluation: &Evaluation<'_>) -> String {
    let mut probe = Probe::of(evaluation);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count")]
    let limit = Some(evaluation.knowledge.parameters.unknown_effort as usize);
    let limited = format!("{:?}", unknowns(&mut probe, limit));
    let all = unknowns(&mut probe, None);
    format!("{limited} {all:?} {:?}", certainty_by_facts(&mut probe, &all, None))
}

fn what_other_values_would_change(evaluation: &Evaluation<'_>) -> String {
    format!("{:?}", sensitivity(&mut Probe::of(evaluation)))
}

/// Tells something of an evaluation.
type Telling = fn(&Evaluation<'_>) -> String;

/// What is told beside the answer, the cheapest first, each with a workload that has something to tell.
fn outlooks() -> [(Workload, Telling); 5] {
    let bare = read("{whichdb: 1, name: bare, datasets: {data: {variety: {shape: key-value}}}}");
    [
        (example("banking"), how_sure),
        (example("social-network"), how_sure),
        (example("event-driven"), how_sure),
        (bare, what_unknown_facts_would_change),
        (example("blog"), what_other_values_would_change),
    ]
}

/// Parameters that choose questions, and nothing else.
const OF_QUESTIONS: &str = "question_";

/// What is asked of somebody who claims to know every other thing, knows nothing but what a session is, and has three
/// datasets, as long as `goes_on` says so.
fn ask(knowledge: &Knowledge, goes_on: &mut dyn FnMut(&str) -> bool) {
    let mut questions = Questionnaire::of(knowledge, Draft::default());
    let session =
        [("variety.shape", "key-value"), ("access.reads", "[lookup]"), ("veracity.durability", "rebuildable")];
    let usual = session.map(|(key, value)| (key.to_owned(), value.to_owned()));
    let mut to_tell = vec![("sessions", &usual[..]), ("carts", &[]), ("orders", &[])];
    loop {
        let next = questions.upcoming();
        if !goes_on(&format!("{next:?}")) {
            return;
        }
        match next {
            Next::Question(question) => questions.answer_not_known(&question.path),
            Next::Offer(offer) => questions.answer_offer(&offer, &every_other(&offer.paths)),
            Next::Dataset => match to_tell.pop() {
                Some((name, usual)) => questions.add_dataset(name, "", usual).expect("a name"),
                None => questions.no_more_datasets(),
            },
            Next::Done => return,
        }
    }
}

fn every_other(paths: &[String]) -> Vec<String> {
    paths.iter().step_by(2).cloned().collect()
}

/// Whether other questions are asked than these.
fn asks_otherwise(knowledge: &Knowledge, before: &[String]) -> bool {
    let mut before = before.iter();
    let mut same = true;
    ask(knowledge, &mut |next| {
        same = before.next().is_some_and(|before| before == next);
        same
    });
    !same
}

/// The knowledge with one parameter much greater or much smaller, as far as the algorithms can bear it.
fn others(name: &str) -> Vec<Knowledge> {
    const FACTORS: [f64; 4] = [3.0, 0.2, 0.02, 30.0];
    let range = Parameters::range(name).expect("a parameter");
    let changed = FACTORS.map(|factor| {
        let mut knowledge = FOLDER.knowledge.clone();
        let mut values = serde_json::to_value(&knowledge.parameters).expect("numbers");
        let value = values[name].as_f64().expect("a number") * factor;
        values[name] = value.clamp(*range.start(), *range.end()).into();
        knowledge.parameters = serde_json::from_value(values).expect("numbers");
        knowledge
    });
    changed.into_iter().filter(|knowledge| knowledge.parameters.disordered().is_empty()).collect()
}

#[test]
fn every_parameter_changes_an_output() {
    let mut asked = workloads();
    asked.extend(documents());
    let before: Vec<u64> = asked.iter().map(|workload| answer(&FOLDER.knowledge, workload.spec())).collect();
    let outlooks = outlooks().map(|(workload, tell)| {
        let before = tell(&evaluate(&FOLDER.knowledge, workload.spec()));
        (workload, tell, before)
    });
    let mut asked_before = Vec::new();
    ask(&FOLDER.knowledge, &mut |next| {
        asked_before.push(next.to_owned());
        true
    });
    let mut idle = Vec::new();
    for name in Parameters::NAMES {
        let changed = others(name);
        if name.starts_with(OF_QUESTIONS) {
            if !changed.iter().any(|changed| asks_otherwise(changed, &asked_before)) {
                idle.push((*name).to_owned());
            }
            continue;
        }
        let in_answer = |changed: &Knowledge| {
            asked.iter().zip(&before).any(|(workload, before)| answer(changed, workload.spec()) != *before)
        };
        let in_outlook = |changed: &Knowledge| {
            let mut outlooks = outlooks.iter();
            outlooks.any(|(workload, tell, before)| tell(&evaluate(changed, workload.spec())) != *before)
        };
        if !changed.iter().any(in_answer) && !changed.iter().any(in_outlook) {
            idle.push((*name).to_owned());
        }
    }
    none("parameters change no output", &idle);
}

#[test]
fn what_is_usual_of_each_shape_changes_an_answer() {
    let mut asked = workloads();
    asked.extend(documents());
    let before: Vec<u64> = asked.iter().map(|workload| answer(&FOLDER.knowledge, workload.spec())).collect();
    let mut idle = Vec::new();
    let mut other = |name: String, change: &dyn Fn(&mut Knowledge)| {
        let mut changed = FOLDER.knowledge.clone();
        change(&mut changed);
        let differs = |(workload, before): (&Workload, &u64)| answer(&changed, workload.spec()) != *before;
        if !asked.iter().zip(&before).any(differs) {
            idle.push(name);
        }
    };
    for shape in 0..FOLDER.knowledge.usual_reads.len() {
        other(format!("reads of shape {shape}"), &|knowledge| knowledge.usual_reads[shape].reverse());
        other(format!("writes of shape {shape}"), &|knowledge| knowledge.usual_writes[shape].reverse());
        other(format!("item size of shape {shape}"), &|knowledge| {
            let size = &mut knowledge.item_sizes[shape];
            *size = Interval::new(size.low * 1e6, size.high * 1e6);
        });
        other(format!("likelihood of shape {shape}"), &|knowledge| knowledge.shape_prior[shape] *= 0.5);
    }
    none("usual profiles change no answer", &idle);
}
