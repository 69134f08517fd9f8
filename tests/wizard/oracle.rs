//! Somebody who knows a system as well as a spec says it, and answers the wizard truthfully: what the spec does not say
//! is not known.

use std::time::{Duration, Instant};

use serde_json::Value;
use whichdb::decision::{Answer, evaluate};
use whichdb::knowledge::Knowledge;
use whichdb::wizard::{Draft, Next, Questionnaire, Texts};
use whichdb::workload::spec::WorkloadSpec;

/// How a round of questions went.
pub struct Outcome {
    /// What was said in the end.
    pub draft: Draft,
    /// Paths that were asked for, each with whether something was known.
    pub asked: Vec<(String, bool)>,
}

impl Outcome {
    /// Questions about each further dataset.
    pub fn further(&self) -> Vec<usize> {
        let further = self.draft.spec().datasets.keys().skip(1);
        let about = |name: &String| {
            let own = format!("datasets.{name}.");
            self.asked.iter().filter(|(path, _)| path.starts_with(&own)).count()
        };
        further.map(about).collect()
    }
}

/// Asks until nothing more is asked. Tells how long each question took to find.
pub fn interview(
    knowledge: &Knowledge,
    texts: &Texts<'_>,
    full: &WorkloadSpec,
    took: &mut dyn FnMut(Duration),
) -> Outcome {
    let tree = serde_json::to_value(full).expect("plain data");
    let mut questionnaire = Questionnaire::of(knowledge, Draft::default());
    let mut to_tell = in_order(full);
    let mut asked = Vec::new();
    loop {
        let start = Instant::now();
        let next = questionnaire.upcoming();
        took(start.elapsed());
        match next {
            Next::Question(question) => {
                let known = value(&tree, questionnaire.draft().spec(), &question.path);
                match &known {
                    Some(value) => {
                        questionnaire.answer(&question.path, &value.to_string()).expect("it stands in a spec")
                    }
                    None => questionnaire.answer_not_known(&question.path),
                }
                asked.push((question.path, known.is_some()));
            }
            Next::Offer(offer) => {
                let told = questionnaire.draft().spec();
                let is_known = |path: &&String| value(&tree, told, path).is_some();
                let sayable: Vec<String> = offer.paths.iter().filter(is_known).cloned().collect();
                questionnaire.answer_offer(&offer, &sayable);
                let about = offer.dataset.map_or("system".to_owned(), |name| format!("datasets.{name}."));
                asked.push((format!("{about}[{} of {}]", sayable.len(), offer.paths.len()), !sayable.is_empty()));
            }
            Next::Dataset if to_tell.is_empty() => questionnaire.no_more_datasets(),
            Next::Dataset => tell_of(&to_tell.remove(0), &tree, texts, &mut questionnaire, &mut asked),
            Next::Done => return Outcome { draft: questionnaire.draft().clone(), asked },
        }
    }
}

/// Tells of a dataset: as the kind of data that the spec names, or as a copy. What is usual of that kind and is not so
/// here is put right, as in the review.
fn tell_of(
    name: &str,
    tree: &Value,
    texts: &Texts<'_>,
    questionnaire: &mut Questionnaire<'_>,
    asked: &mut Vec<(String, bool)>,
) {
    let path = |key: &str| format!("datasets.{name}.{key}");
    let said = |questionnaire: &Questionnaire<'_>, key| value(tree, questionnaire.draft().spec(), &path(key));
    let mut usual = Vec::new();
    if let Some(kind) = said(questionnaire, "use_case").as_ref().and_then(Value::as_str) {
        usual.extend(texts.usual(kind));
        usual.push(("use_case".to_owned(), kind.to_owned()));
    } else if let Some(sources) = said(questionnaire, "derived_from") {
        usual.push(("derived_from".to_owned(), sources.to_string()));
        asked.push((path("derived_from"), true));
    }
    questionnaire.add_dataset(name, "", &usual).expect("its own name");
    for (key, _) in &usual {
        let stands = serde_json::to_value(questionnaire.draft().spec()).expect("plain data");
        let is = path(key).split('.').try_fold(&stands, |place, key| place.get(key)).cloned();
        if let Some(known) = said(questionnaire, key).filter(|known| Some(known) != is.as_ref()) {
            questionnaire.answer(&path(key), &known.to_string()).expect("it stands in a spec");
            asked.push((path(key), true));
        }
    }
}

/// The datasets, each behind what it is derived from.
fn in_order(full: &WorkloadSpec) -> Vec<String> {
    let mut rest: Vec<&String> = full.datasets.keys().collect();
    let mut order: Vec<String> = Vec::new();
    while !rest.is_empty() {
        let is_told =
            |name: &&&String| full.datasets[**name].derived_from.items().iter().all(|from| order.contains(from));
        let next = rest.iter().find(is_told).map_or(0, |next| rest.iter().position(|other| other == next).unwrap_or(0));
        order.push(rest.remove(next).clone());
    }
    order
}

/// What the spec says at a path, as far as it speaks of datasets that were told of.
fn value(tree: &Value, told: &WorkloadSpec, path: &str) -> Option<Value> {
    let stated = path.split('.').try_fold(tree, |place, key| place.get(key)).filter(|value| *value != "unknown");
    let links = ["joins_with", "changes_with", "derived_from"];
    let Some(link) = links.iter().find(|link| path.starts_with("datasets.") && path.ends_with(*link)) else {
        return stated.cloned();
    };
    let own = path.split('.').nth(1)?;
    let mut names: Vec<String> = stated.and_then(Value::as_array).into_iter().flatten().map(name).collect();
    // Two are read together whichever of them says so.
    if *link == "joins_with" {
        let says_so = |dataset: &Value| {
            let joined = dataset.get("joins_with").and_then(Value::as_array);
            joined.is_some_and(|joined| joined.iter().any(|other| other == own))
        };
        let others = tree["datasets"].as_object().into_iter().flatten();
        names.extend(others.filter(|(_, dataset)| says_so(dataset)).map(|(other, _)| other.clone()));
        names.dedup();
    }
    names.retain(|name| told.datasets.contains_key(name) && name != own);
    (!names.is_empty()).then(|| Value::from(names))
}

fn name(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The engine of each dataset by name; none where nothing meets all requirements.
pub fn engines(knowledge: &Knowledge, spec: &WorkloadSpec) -> Vec<(String, Option<String>)> {
    let evaluation = evaluate(knowledge, spec);
    let answer = Answer::of(&evaluation);
    let engine = |at: usize| answer.homes.get(at).map(|home| knowledge.engines[home.engine].id.to_string());
    let mut engines: Vec<_> = spec.datasets.keys().enumerate().map(|(at, name)| (name.clone(), engine(at))).collect();
    engines.sort();
    engines
}
