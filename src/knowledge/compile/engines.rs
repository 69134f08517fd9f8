//! Families, engines and what else the catalogue consists of.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::Compiler;
use crate::diagnostic::closest;
use crate::diagnostic::{did_you_mean, instead};
use crate::knowledge::grades::{Grade, Graded, Grades};
use crate::knowledge::load::Written;
use crate::knowledge::model::{Engine, Family, Knowledge};
use crate::knowledge::parameters::Parameters;
use crate::knowledge::spec::{ClaimSpec, CoverSpec, EngineSpec, GradesSpec};
use crate::quantity::Interval;
use crate::vocabulary::{ENGINE, FAMILY, HOSTING, Origin, PLACE, READ, SHAPE, Unit, Value, WRITE};
use crate::words::Words;

impl Compiler<'_> {
    pub(super) fn families(&mut self, written: &Written, knowledge: &mut Knowledge) {
        for id in FAMILY.words {
            let Some(entry) = written.families.iter().find(|entry| entry.spec.id == *id) else {
                self.file = 0;
                self.root.clear();
                self.problem("", format!("the family `{id}` has no file"), Some(format!("add families/{id}.yaml")));
                continue;
            };
            self.enter(entry);
            let spec = &entry.spec;
            let schema = ["rigid", "evolving", "free"].map(|word| {
                spec.schema.get(word).copied().unwrap_or_else(|| {
                    self.problem("schema", format!("`schema` lacks `{word}`"), None);
                    0
                })
            });
            self.covers(&spec.sources);
            for (title, claims) in [
                ("strengths", &spec.strengths),
                ("weaknesses", &spec.weaknesses),
                ("choose_when", &spec.choose_when),
                ("modelling", &spec.modelling),
            ] {
                self.claims(title, claims);
            }
            let (id, name) = (spec.id.clone(), spec.name.clone());
            knowledge.families.push(Family { id: id.into(), name: name.into(), schema, is_database: spec.database });
        }
        for entry in &written.families {
            if FAMILY.index(&entry.spec.id).is_none() {
                self.enter(entry);
                self.problem(
                    "id",
                    format!("`{}` is no family", entry.spec.id),
                    Some(instead(&entry.spec.id, FAMILY.words)),
                );
            }
        }
    }

    pub(super) fn engines(&mut self, written: &Written, knowledge: &mut Knowledge) {
        for entry in &written.engines {
            self.enter(entry);
            let engine = self.engine(&entry.spec, written);
            knowledge.engines.push(engine);
        }
        knowledge.engines.sort_by(|left, right| left.id.cmp(&right.id));
        for entry in &written.engines {
            let spec = &entry.spec;
            let named = (spec.extends.iter().map(|id| ("extends", id)))
                .chain(spec.available_on.iter().map(|id| ("available_on", id)))
                .chain(spec.status.successor.iter().map(|id| ("status.successor", id)));
            for (path, id) in named {
                if knowledge.engine(id).is_none() {
                    self.enter(entry);
                    let ids = written.engines.iter().map(|entry| entry.id.as_str());
                    let help = did_you_mean(id, ids);
                    self.problem(path, format!("there is no engine `{id}`"), help);
                }
            }
        }
    }

    fn engine(&mut self, spec: &EngineSpec, written: &Written) -> Engine {
        // That there is no such family is told where the facts are read: it is one of them.
        let family = FAMILY.index(&spec.family).map_or(0, usize::from);
        let fields = spec.fact_fields();
        let mut facts = Vec::with_capacity(ENGINE.len());
        for fact in ENGINE {
            facts.push(match (fact.origin, fields.get(fact.name)) {
                (Origin::Given, Some(field)) => match (fact.name, field.as_str()) {
                    ("order" | "delivery", Some("not-applicable")) => Value::Absent,
                    _ => self.value(fact.name, fact.kind, field),
                },
                (Origin::Derived, _) if fact.name == "group" => Value::Names([Words::from(&spec.group)].into()),
                _ => Value::Unknown,
            });
        }
        self.known_words(spec);
        for (title, claims) in
            [("strengths", &spec.strengths), ("weaknesses", &spec.weaknesses), ("used_for", &spec.used_for)]
        {
            self.claims(title, claims);
        }
        let mut own_grades = Vec::new();
        let family_grades =
            written.families.iter().find(|entry| entry.spec.id == spec.family).map(|entry| entry.spec.grades.clone());
        let grades = self.grades(&spec.grades, family_grades.as_ref(), spec.extends.is_some(), &mut own_grades);
        self.covers(&spec.sources);
        self.every_field_is_covered(spec, &fields);
        let offers: [Vec<Words>; 6] = std::array::from_fn(|at| Words::all(&offers(&spec.clouds, PLACE.words[at])));
        Engine {
            id: spec.id.clone().into(),
            name: spec.name.clone().into(),
            also_called: Words::all(&spec.also_called).into(),
            family,
            group: spec.group.clone().into(),
            extends: spec.extends.as_ref().map(Words::from),
            available_on: Words::all(&spec.available_on),
            facts: facts.into(),
            grades,
            own_grades,
            operations: std::array::from_fn(|at| spec.operations.get(HOSTING.words[at]).copied()),
            offered: offers.iter().zip(0..).filter(|(names, _)| !names.is_empty()).map(|(_, place)| 1 << place).sum(),
            offers: offers.into(),
            platforms: Words::all(&spec.platforms),
            successor: spec.status.successor.as_ref().map(Words::from),
        }
    }

    fn grades(
        &mut self,
        own: &GradesSpec,
        family: Option<&GradesSpec>,
        extension: bool,
        stated: &mut Vec<(Graded, u8)>,
    ) -> Grades {
        let mut list = |compiler: &mut Self,
                        which: Graded,
                        name: &str,
                        words: &[&str],
                        own: &IndexMap<String, Json>,
                        family: Option<&IndexMap<String, Json>>| {
            for key in own.keys() {
                if !words.contains(&key.as_str()) {
                    compiler.problem(
                        &format!("grades.{name}.{key}"),
                        format!("`{key}` is none of the {name}"),
                        Some(words.join(", ")),
                    );
                }
            }
            words
                .iter()
                .zip(0_u8..)
                .map(|(word, at)| {
                    if let Some(written) = own.get(*word) {
                        stated.push((which, at));
                        return compiler.grade(&format!("grades.{name}.{word}"), written);
                    }
                    // An extension adds to its host; what it does not state it does not change.
                    match family.filter(|_| !extension).and_then(|family| family.get(*word)) {
                        Some(written) => compiler.grade(&format!("grades.{name}.{word}"), written),
                        None => Grade::default(),
                    }
                })
                .collect()
        };
        Grades {
            shapes: list(self, Graded::Shapes, "shapes", SHAPE.words, &own.shapes, family.map(|grades| &grades.shapes)),
            reads: list(self, Graded::Reads, "reads", READ.words, &own.reads, family.map(|grades| &grades.reads)),
            writes: list(self, Graded::Writes, "writes", WRITE.words, &own.writes, family.map(|grades| &grades.writes)),
        }
    }

    /// Names of limits and hostings, and the numbers of judgements.
    fn known_words(&mut self, spec: &EngineSpec) {
        for name in spec.limits.keys() {
            if !ENGINE.iter().any(|fact| fact.name.strip_prefix("limits.") == Some(name)) {
                let known: Vec<&str> = ENGINE.iter().filter_map(|fact| fact.name.strip_prefix("limits.")).collect();
                self.problem(
                    &format!("limits.{name}"),
                    format!("there is no limit `{name}`"),
                    Some(instead(name, &known)),
                );
            }
        }
        for (hosting, effort) in &spec.operations {
            if HOSTING.index(hosting).is_none() {
                self.problem(
                    &format!("operations.{hosting}"),
                    format!("`{hosting}` is no hosting"),
                    Some(HOSTING.words.join(", ")),
                );
            }
            self.judgement(&format!("operations.{hosting}"), *effort);
        }
        for (name, value) in
            [("cost_entry", spec.cost_entry), ("cost_scale", spec.cost_scale), ("maturity", spec.maturity)]
        {
            self.judgement(name, value);
        }
    }

    fn judgement(&mut self, path: &str, value: u8) {
        if value > 5 {
            self.problem(path, format!("{value} is beyond the scale"), Some("judgements go from 0 to 5".into()));
        }
    }

    /// Sentences with what backs them.
    fn claims(&mut self, title: &str, claims: &[ClaimSpec]) {
        for (at, claim) in claims.iter().enumerate() {
            self.backing(&format!("{title}[{at}]"), &claim.sources, claim.assumption.as_ref());
        }
    }

    pub(super) fn covers(&mut self, covers: &[CoverSpec]) {
        for (at, cover) in covers.iter().enumerate() {
            let sources: Vec<String> = cover.source.iter().chain(&cover.inventory).cloned().collect();
            self.backing(&format!("sources[{at}]"), &sources, cover.assumption.as_ref());
            let external = cover.source.is_some();
            if external && cover.checked.is_none() {
                self.problem(
                    &format!("sources[{at}]"),
                    "an outside source without the date of its check",
                    Some("checked: YYYY-MM-DD".into()),
                );
            }
        }
    }

    fn every_field_is_covered(&mut self, spec: &EngineSpec, fields: &IndexMap<String, Json>) {
        let covered: Vec<&str> = spec.sources.iter().flat_map(|cover| &cover.covers).map(String::as_str).collect();
        let grades = [("shapes", &spec.grades.shapes), ("reads", &spec.grades.reads), ("writes", &spec.grades.writes)];
        let graded =
            grades.iter().flat_map(|(list, grades)| grades.keys().map(move |word| format!("grades.{list}.{word}")));
        let stated = fields.keys().filter(|name| !["id", "family"].contains(&name.as_str())).cloned();
        for field in stated.chain(graded) {
            let top = field.split('.').next().unwrap_or_default();
            if !covered.contains(&field.as_str()) && !covered.contains(&top) {
                let help =
                    format!("name `{field}` in `covers` of an entry of `sources`, or of one with an `assumption`");
                self.problem(&field, format!("`{field}` has no source"), Some(help));
            }
        }
    }

    pub(super) fn parameters(&mut self, written: &Written, knowledge: &mut Knowledge) {
        let mut backings = BTreeMap::new();
        for entry in &written.parameters {
            self.enter(entry);
            let name = entry.id.replace('-', "_");
            let backing = self.backing("", &entry.spec.sources, entry.spec.assumption.as_ref());
            backings.insert(Words::from(&entry.id), backing);
            let value = entry.spec.value;
            match Parameters::range(&name) {
                None => {
                    let known = Parameters::NAMES.iter().map(|name| name.replace('_', "-"));
                    let known: Vec<String> = known.collect();
                    let help = closest(&entry.id, known.iter().map(String::as_str))
                        .map(|near| format!("did you mean `{near}`?"));
                    self.problem("", format!("no algorithm uses the parameter `{}`", entry.id), help);
                }
                Some(range) if !range.contains(&value) => {
                    let help = format!("use a number from {} to {}", range.start(), range.end());
                    self.problem("value", format!("`{}` cannot be {value}", entry.id), Some(help));
                }
                Some(_) => _ = knowledge.parameters.set(&name, value),
            }
        }
        for (low, high) in knowledge.parameters.disordered() {
            let (low, high) = (low.replace('_', "-"), high.replace('_', "-"));
            let of_pair = written.parameters.iter().filter(|entry| entry.id == low || entry.id == high);
            if let Some(entry) = of_pair.max_by_key(|entry| entry.file) {
                self.enter(entry);
                let help = format!("set both, `{low}` to the smaller of the two");
                self.problem("value", format!("`{low}` is greater than `{high}`"), Some(help));
            }
        }
        knowledge.parameter_backing = backings.into();
        for name in Parameters::NAMES {
            let id = name.replace('_', "-");
            if !written.parameters.iter().any(|entry| entry.id == id) {
                self.file = 0;
                self.root.clear();
                self.problem(
                    "",
                    format!("the parameter `{id}` has no value"),
                    Some("add it to parameters.yaml".into()),
                );
            }
        }
    }

    /// What is usual where a spec is silent.
    pub(super) fn habits(&mut self, written: &Written, knowledge: &mut Knowledge) {
        knowledge.usual_reads = vec![vec![0.0; READ.words.len()]; SHAPE.words.len()];
        knowledge.usual_writes = vec![vec![0.0; WRITE.words.len()]; SHAPE.words.len()];
        knowledge.item_sizes = vec![Interval::ANY; SHAPE.words.len()];
        for entry in &written.shapes {
            self.enter(entry);
            let spec = &entry.spec;
            self.backing("", &spec.sources, spec.assumption.as_ref());
            let reads = self.weights("reads", READ.words, &spec.reads);
            let writes = self.weights("writes", WRITE.words, &spec.writes);
            let item_size = self.quantity("item_size", Unit::Size, &spec.item_size).unwrap_or(Interval::ANY);
            match SHAPE.index(&spec.id) {
                Some(at) => {
                    knowledge.item_sizes[usize::from(at)] = item_size;
                    knowledge.usual_reads[usize::from(at)] = reads;
                    knowledge.usual_writes[usize::from(at)] = writes;
                }
                None => self.problem("id", format!("`{}` is no shape", spec.id), Some(instead(&spec.id, SHAPE.words))),
            }
        }
        for entry in &written.facts {
            self.enter(entry);
            if !entry.spec.sources.is_empty() {
                self.backing("", &entry.spec.sources, None);
            }
            match entry.id.as_str() {
                "dataset.variety.shape" => {
                    knowledge.shape_prior = self.weights("prior", SHAPE.words, &entry.spec.prior)
                }
                "dataset.volume.item_size" => {
                    let plausible = entry.spec.plausible.as_deref().unwrap_or_default();
                    if let Some(range) = self.quantity("plausible", Unit::Size, plausible) {
                        knowledge.any_item_size = range;
                    }
                }
                _ => {}
            }
        }
    }

    /// Weights by word, normalised to a sum of one.
    pub(super) fn weights(&mut self, path: &str, words: &[&str], written: &IndexMap<String, f64>) -> Vec<f64> {
        for word in written.keys() {
            if !words.contains(&word.as_str()) {
                self.problem(
                    &format!("{path}.{word}"),
                    format!("`{word}` is no choice here"),
                    Some(instead(word, words)),
                );
            }
        }
        let sum: f64 = written.values().sum();
        if sum <= 0.0 {
            self.problem(path, "the weights add up to nothing", None);
            return vec![0.0; words.len()];
        }
        words.iter().map(|word| written.get(*word).copied().unwrap_or(0.0) / sum).collect()
    }
}

fn offers(clouds: &Json, place: &str) -> Vec<String> {
    let names = clouds.get(place).and_then(Json::as_array);
    names.map(|names| names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()).unwrap_or_default()
}
