//! No property of an engine and no grade is dead weight: without it, the judgement of that engine differs somewhere.
//!
//! Each engine is judged on its own, so a property can be taken out of all of them at once, and for each that has it
//! the judgement must change.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use whichdb::decision::{Evaluation, evaluate};
use whichdb::knowledge::{Engine, Grade, Graded, Knowledge};
use whichdb::quantity::Interval;
use whichdb::vocabulary::{ENGINE, Fact, HOSTING, Kind, Origin, PLACE, Value};
use whichdb::workload::Workload;
use whichdb::workload::spec::WorkloadSpec;

use crate::weight::{answer, documents, workloads};
use crate::{FOLDER, none};

/// What is judged of each engine, with its extensions, for each dataset: by place of the engine.
fn judgements(evaluation: &Evaluation<'_>) -> Vec<u64> {
    let mut judged = vec![0_u64; evaluation.knowledge.engines.len()];
    let mut add = |candidate: usize, of: &dyn Fn(&mut DefaultHasher)| {
        let mut hasher = DefaultHasher::new();
        candidate.hash(&mut hasher);
        of(&mut hasher);
        let candidate = &evaluation.candidates[candidate];
        for engine in [Some(candidate.engine), candidate.extension].into_iter().flatten() {
            judged[engine] = judged[engine].rotate_left(5).wrapping_add(hasher.finish());
        }
    };
    for dataset in &evaluation.datasets {
        let mut ranking: Vec<_> = dataset.ranking.iter().collect();
        ranking.sort_by_key(|scored| scored.candidate);
        for scored in ranking {
            add(scored.candidate, &|hasher| {
                (scored.score * 1e9).round().to_bits().hash(hasher);
                scored.at_risk.hash(hasher);
            });
        }
        for struck in &dataset.eliminated {
            add(struck.candidate, &|hasher| {
                for strike in &struck.strikes {
                    let margin = strike.margin.map(f64::to_bits);
                    (strike.requirement, strike.not_shown, margin).hash(hasher);
                }
            });
        }
    }
    judged
}

/// The workloads in the order in which they are asked, with what they say of each engine as things are.
struct Asked {
    workloads: Vec<Workload>,
    before: Vec<Vec<u64>>,
    /// For each workload the engines that meet all requirements of some dataset.
    ranked: Vec<BTreeSet<usize>>,
}

impl Asked {
    fn new() -> Self {
        let mut workloads = workloads();
        workloads.extend(documents());
        let (mut before, mut ranked) = (Vec::new(), Vec::new());
        for workload in &workloads {
            let evaluation = evaluate(&FOLDER.knowledge, workload.spec());
            before.push(judgements(&evaluation));
            let rankings = evaluation.datasets.iter().flat_map(|dataset| &dataset.ranking);
            ranked.push(rankings.map(|scored| evaluation.candidates[scored.candidate].engine).collect());
        }
        Self { workloads, before, ranked }
    }

    /// Whether an engine meets all requirements of some dataset.
    fn is_ever_ranked(&self, engine: usize) -> bool {
        self.ranked.iter().any(|ranked| ranked.contains(&engine))
    }

    /// Small workloads of which an engine can and must hold something.
    fn of_store_of(&self, engine: usize) -> impl Iterator<Item = WorkloadSpec> {
        let able = self.workloads.iter().zip(&self.ranked).filter(move |(_, ranked)| ranked.contains(&engine));
        able.filter(|(workload, _)| workload.spec().datasets.len() <= 2).map(move |(workload, _)| {
            let mut spec = workload.spec().clone();
            spec.policy.require = vec![FOLDER.knowledge.engines[engine].id.to_string()];
            spec
        })
    }

    /// Of these engines those whose judgement no workload changes.
    fn unchanged(&self, changed: &Knowledge, mut left: BTreeSet<usize>) -> BTreeSet<usize> {
        for (workload, before) in self.workloads.iter().zip(&self.before) {
            if left.is_empty() {
                break;
            }
            let after = judgements(&evaluate(changed, workload.spec()));
            left.retain(|engine| after[*engine] == before[*engine]);
        }
        left
    }
}

/// The knowledge with every engine changed, and the engines that the change touched.
fn with_engines(change: impl Fn(&mut Engine) -> bool) -> (Knowledge, BTreeSet<usize>) {
    let mut knowledge = FOLDER.knowledge.clone();
    let touched = knowledge.engines.iter_mut().enumerate().filter_map(|(at, engine)| change(engine).then_some(at));
    let touched = touched.collect();
    (knowledge, touched)
}

/// The places of a list.
fn places(list: Graded) -> impl Iterator<Item = u8> {
    (0..).take(list.words().len())
}

const LISTS: [Graded; 3] = [Graded::Shapes, Graded::Reads, Graded::Writes];

#[test]
fn every_grade_of_a_family_and_of_an_engine_changes_how_an_engine_is_judged() {
    let asked = Asked::new();
    let knowledge = &FOLDER.knowledge;
    let mut idle = Vec::new();
    for list in LISTS {
        for at in places(list) {
            let (changed, engines) = with_engines(|engine| {
                let grades = engine.grades.of_mut(list);
                let opposite = if grades.at(at.into()) == 0 { 5 } else { 0 };
                grades.set(at, Grade { grade: opposite, limits: Vec::new() });
                true
            });
            let unchanged = asked.unchanged(&changed, engines);
            let own = |engine: &Engine| engine.own_grades.contains(&(list, at));
            for (family, entry) in knowledge.families.iter().enumerate() {
                let heirs: Vec<usize> = (0..knowledge.engines.len())
                    .filter(|place| knowledge.engines[*place].family == family && !own(&knowledge.engines[*place]))
                    .collect();
                if !heirs.is_empty() && heirs.iter().all(|place| unchanged.contains(place)) {
                    idle.push(format!("{list:?} {at} of the family {}", entry.id));
                }
            }
            for place in unchanged.iter().filter(|place| own(&knowledge.engines[**place])) {
                idle.push(format!("{list:?} {at} of {}", knowledge.engines[*place].id));
            }
        }
    }
    none("grades change no judgement", &idle);
}

#[test]
fn every_limit_of_a_grade_changes_how_its_engine_is_judged() {
    let asked = Asked::new();
    let mut idle = Vec::new();
    for list in LISTS {
        for at in places(list) {
            let (changed, engines) = with_engines(|engine| {
                let grades = engine.grades.of_mut(list);
                let limited = grades.limits(at.into()).next().is_some();
                grades.set(at, Grade { grade: grades.at(at.into()), limits: Vec::new() });
                limited
            });
            for place in asked.unchanged(&changed, engines) {
                idle.push(format!("limit of {list:?} {at} of {}", FOLDER.knowledge.engines[place].id));
            }
        }
    }
    none("limits of grades change no judgement", &idle);
}

/// Other values that a property could have: none first, then each that its kind allows.
fn others(fact: &Fact, value: &Value) -> Vec<Value> {
    const FAR: [f64; 2] = [1e-6, 1e6];
    let mut others = vec![Value::Unknown];
    match (value, fact.kind) {
        (Value::Flag(yes), _) => others.push(Value::Flag(!yes)),
        (Value::Choice(_), Kind::Choice(list)) => {
            others.extend((0..list.words.len()).map(|word| Value::Choice(u8::try_from(word).expect("a short list"))));
        }
        (Value::Set(words), Kind::Choices(list)) => {
            others.extend([Value::Absent, Value::Set(!words & ((1 << list.words.len()) - 1))]);
            others.extend((0..list.words.len()).map(|word| Value::Set(1 << word)));
        }
        (Value::Number(number), _) => {
            others.extend(FAR.map(|factor| Value::Number(Interval::new(number.low * factor, number.high * factor))));
        }
        _ => {}
    }
    others
}

/// Whether a fact is one that rules look at. What an engine is called and the words of its licence are told; whether
/// the licence is approved decides.
fn decides(fact: &Fact) -> bool {
    fact.origin == Origin::Given && !["id", "licence", "techniques"].contains(&fact.name)
}

#[test]
fn every_known_property_of_an_engine_changes_how_it_is_judged_or_how_it_is_used() {
    let asked = Asked::new();
    let knowledge = &FOLDER.knowledge;
    // An engine that has ended is out for that alone; an extension repeats what its host says.
    let counts = |engine: usize| knowledge.engines[engine].extends.is_none() && asked.is_ever_ranked(engine);
    let mut idle = Vec::new();
    for (at, fact) in ENGINE.iter().enumerate().filter(|(_, fact)| decides(fact)) {
        let known = |engine: &usize| knowledge.engines[*engine].facts[at].is_known();
        let known: BTreeSet<usize> = (0..knowledge.engines.len()).filter(known).collect();
        let tries = known.iter().map(|engine| others(fact, &knowledge.engines[*engine].facts[at]).len()).max();
        let changed = (0..tries.unwrap_or_default()).map(|attempt| {
            let (changed, _) = with_engines(|engine| {
                let mut facts = engine.facts.owned();
                let other = others(fact, &facts[at]).into_iter().nth(attempt).filter(|_| facts[at].is_known());
                let is_other = other.map(|other| facts[at] = other).is_some();
                engine.facts = facts.into();
                is_other
            });
            changed
        });
        let changed: Vec<Knowledge> = changed.collect();
        let mut left: BTreeSet<usize> = known.into_iter().filter(|engine| counts(*engine)).collect();
        for changed in &changed {
            left = asked.unchanged(changed, left);
        }
        // What only the rules about stores look at does nothing for an engine that is not chosen.
        left.retain(|engine| {
            !asked.of_store_of(*engine).any(|spec| {
                let before = answer(knowledge, &spec);
                changed.iter().any(|changed| answer(changed, &spec) != before)
            })
        });
        idle.extend(left.iter().map(|engine| format!("{} of {}", fact.name, knowledge.engines[*engine].id)));
    }
    none("properties change nothing", &idle);
}

#[test]
fn every_effort_offer_and_restriction_of_clients_changes_how_its_engine_is_judged() {
    let asked = Asked::new();
    let mut idle = Vec::new();
    let mut try_without = |name: &str, change: &dyn Fn(&mut Engine) -> bool| {
        let (changed, engines) = with_engines(change);
        let counts = engines.into_iter().filter(|engine| asked.is_ever_ranked(*engine)).collect();
        let unchanged = asked.unchanged(&changed, counts);
        idle.extend(unchanged.iter().map(|engine| format!("{name} of {}", FOLDER.knowledge.engines[*engine].id)));
    };
    for (mode, word) in HOSTING.words.iter().enumerate() {
        try_without(&format!("effort {word}"), &|engine| {
            let effort = engine.operations[mode];
            engine.operations[mode] = effort.map(|effort| if effort < 3 { 5 } else { 0 });
            effort.is_some()
        });
    }
    for (place, word) in PLACE.words.iter().enumerate() {
        try_without(&format!("offers on {word}"), &|engine| {
            let mut offers = engine.offers.owned();
            let had = !std::mem::take(&mut offers[place]).is_empty();
            engine.offers = offers.into();
            engine.offered &= !(1 << place);
            had
        });
    }
    try_without("clients", &|engine| !std::mem::take(&mut engine.platforms).is_empty());
    none("efforts, offers and clients change no judgement", &idle);
}

#[test]
fn how_a_family_keeps_each_kind_of_schema_changes_how_its_engines_are_judged() {
    let asked = Asked::new();
    let mut idle = Vec::new();
    for kind in 0..FOLDER.knowledge.families[0].schema.len() {
        let mut changed = FOLDER.knowledge.clone();
        for family in &mut changed.families {
            family.schema[kind] = if family.schema[kind] < 3 { 5 } else { 0 };
        }
        let unchanged = asked.unchanged(&changed, (0..changed.engines.len()).collect());
        for (family, entry) in changed.families.iter().enumerate() {
            let mut members = (0..changed.engines.len()).filter(|engine| changed.engines[*engine].family == family);
            if members.all(|engine| unchanged.contains(&engine)) {
                idle.push(format!("schema {kind} of {}", entry.id));
            }
        }
    }
    none("ways of keeping a schema change no judgement", &idle);
}
