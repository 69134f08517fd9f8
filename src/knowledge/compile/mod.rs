//! From knowledge as written to knowledge as used: ids are unique, references resolve, conditions
//! and quantities fit their types, every claim has a source or is marked an assumption. All
//! problems are collected; a folder with any of them does not compile.

mod advice;
mod decisions;
mod engines;
mod exclusions;
mod findings;
mod plausible;
mod rules;

use std::collections::BTreeSet;

use super::deferred::Deferred;
use super::files::Files;
use super::grades::{Grade, Limit};
use super::load::{Entry, Written};
use super::model::{Backing, Edition, Knowledge};
use super::text::Text;
use crate::condition::{Condition, ConditionSpec, nearest_fact};
use crate::diagnostic::{Diagnostic, did_you_mean, instead};
use crate::quantity::Interval;
use crate::vocabulary::{ChoiceType, FactRef, Kind, Scope, Unit, Value};
use crate::words::Words;

/// Compiles what was read from the files.
///
/// # Errors
/// All problems, each at its place.
pub fn compile(written: &Written, files: &Files) -> Result<Knowledge, Vec<Diagnostic>> {
    let mut compiler = Compiler::new(written, files);
    let knowledge = compiler.run(written);
    if compiler.problems.is_empty() { Ok(knowledge) } else { Err(compiler.problems) }
}

/// Collects problems while the parts are compiled.
struct Compiler<'a> {
    files: &'a Files,
    /// Ids that a claim may name as its source: references and items of the base documents.
    sources: BTreeSet<&'a str>,
    problems: Vec<Diagnostic>,
    file: usize,
    root: String,
}

impl<'a> Compiler<'a> {
    fn new(written: &'a Written, files: &'a Files) -> Self {
        Self {
            files,
            sources: written
                .sources
                .iter()
                .map(|entry| entry.id.as_str())
                .chain(written.inventory.iter().map(|entry| entry.id.as_str()))
                .collect(),
            problems: Vec::new(),
            file: 0,
            root: String::new(),
        }
    }

    fn run(&mut self, written: &Written) -> Knowledge {
        self.unique_ids(written);
        let mut knowledge = Knowledge {
            edition: Edition {
                version: written.edition.version.clone().into(),
                date: written.edition.date.clone().into(),
                packs: Words::all(&written.packs),
            },
            families: Vec::new(),
            engines: Vec::new(),
            requirements: self.each(&written.requirements, Self::requirement),
            criteria: self.each(&written.criteria, Self::criterion),
            decisions: self.each(&written.decisions, Self::decision),
            patterns: self.each(&written.patterns, Self::pattern),
            guidance: self.each(&written.guidance, Self::guidance),
            conflicts: self.each(&written.conflicts, |compiler, spec| compiler.conflict(spec, written)),
            references: Self::references(written).into(),
            exclusions: self.each(&written.exclusions, Self::exclusion),
            findings: self.each(&written.findings, Self::finding).into(),
            regions: self.each(&written.regions, Self::region),
            preparations: self.preparations(written),
            mechanisms: self.mechanisms(written),
            use_cases: self.each(&written.use_cases, Self::use_case),
            plausible: self.plausible(written).into(),
            usual_reads: Vec::new(),
            usual_writes: Vec::new(),
            item_sizes: Vec::new(),
            any_item_size: Interval::ANY,
            shape_prior: Vec::new(),
            parameters: super::parameters::Parameters::default(),
            parameter_backing: Deferred::default(),
        };
        knowledge.guidance.sort_by(|left, right| {
            let topics = left.topic.cmp(&right.topic);
            topics.then_with(|| right.weight.cmp(&left.weight)).then_with(|| left.told.id.cmp(&right.told.id))
        });
        self.unused(written);
        self.families(written, &mut knowledge);
        self.engines(written, &mut knowledge);
        Self::disputed(&mut knowledge);
        self.parameters(written, &mut knowledge);
        self.habits(written, &mut knowledge);
        knowledge
    }

    fn each<S, T>(&mut self, entries: &[Entry<S>], compile: impl Fn(&mut Self, &S) -> T) -> Vec<T> {
        entries
            .iter()
            .map(|entry| {
                self.enter(entry);
                compile(self, &entry.spec)
            })
            .collect()
    }

    fn enter<S>(&mut self, entry: &Entry<S>) {
        self.file = entry.file;
        self.root.clone_from(&entry.path);
    }

    /// Reports a problem at a path below the entry that is being compiled.
    fn problem(&mut self, path: &str, message: impl Into<String>, help: Option<String>) {
        let full = self.full(path);
        self.problems.push(self.files.problem(self.file, &full, message.into(), help));
    }

    fn full(&self, path: &str) -> String {
        match (self.root.is_empty(), path.is_empty()) {
            (true, _) => path.to_owned(),
            (false, true) => self.root.clone(),
            (false, false) => format!("{}.{path}", self.root),
        }
    }

    fn unique_ids(&mut self, written: &Written) {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (entry, id) in written.ids() {
            if !seen.insert(id) {
                self.enter(&entry);
                self.problem("id", format!("the id `{id}` is taken"), Some("ids are unique across all kinds".into()));
            }
        }
    }

    fn condition(&mut self, path: &str, written: &ConditionSpec) -> Condition {
        match crate::condition::compile(written) {
            Ok(condition) => condition,
            Err(mistakes) => {
                for mistake in mistakes {
                    let full = self.full(&format!("{path}.{}", mistake.path));
                    let place = if mistake.is_about_key { Files::problem_of_key } else { Files::problem };
                    self.problems.push(place(self.files, self.file, &full, mistake.message, mistake.help));
                }
                Condition::always()
            }
        }
    }

    /// A condition that may only look at facts of these scopes.
    fn condition_on(&mut self, path: &str, written: &ConditionSpec, scopes: &[Scope]) -> Condition {
        let condition = self.condition(path, written);
        for fact in condition.facts().into_iter().filter(|fact| !scopes.contains(&fact.scope)) {
            let message = format!("`{}` cannot be looked at here", fact.written());
            self.problem(path, message, Some("it is not known when this rule is evaluated".into()));
        }
        condition
    }

    fn text(&mut self, path: &str, written: &str) -> Text {
        Text::parse(written).unwrap_or_else(|name| {
            self.problem(
                path,
                format!("`{{{name}}}` names no fact"),
                Some("a fact, or one of {dataset}, {other}, {engine}, {store}, {what}".into()),
            );
            Text::default()
        })
    }

    fn backing(&mut self, path: &str, sources: &[String], assumption: Option<&String>) -> Backing {
        if sources.is_empty() && assumption.is_none() {
            self.problem(
                path,
                "a claim without a source",
                Some("name `sources`, or say `assumption` with the reason".into()),
            );
        }
        for (at, source) in sources.iter().enumerate() {
            if !self.sources.contains(source.as_str()) {
                let here = if path.is_empty() { format!("sources[{at}]") } else { format!("{path}.sources[{at}]") };
                let help = did_you_mean(source, self.sources.iter().copied());
                self.problem(&here, format!("there is no source `{source}`"), help);
            }
        }
        Backing { sources: Words::all(sources), assumption: assumption.map(Words::from) }
    }

    fn fact(&mut self, path: &str, name: &str) -> Option<FactRef> {
        let fact = FactRef::find(name);
        if fact.is_none() {
            let help = nearest_fact(name).map(|near| format!("did you mean `{near}`?"));
            self.problem(path, format!("there is no fact `{name}`"), help);
        }
        fact
    }

    /// Reads the value of a fact as it stands in a file.
    fn value(&mut self, path: &str, kind: Kind, written: &serde_json::Value) -> Value {
        use serde_json::Value as Json;
        match (kind, written) {
            (_, Json::String(word)) if word == "unknown" => Value::Unknown,
            (_, Json::Null) => Value::Unknown,
            (Kind::Flag, Json::Bool(flag)) => Value::Flag(*flag),
            (Kind::Choice(list), Json::String(word)) => {
                self.word(path, list, word).map_or(Value::Unknown, Value::Choice)
            }
            (Kind::Choices(list), Json::String(word)) => {
                self.word(path, list, word).map_or(Value::Unknown, |at| Value::Set(1 << at))
            }
            (Kind::Choices(list), Json::Array(words)) => {
                let mut bits = 0;
                for word in words {
                    match word.as_str().and_then(|word| self.word(path, list, word)) {
                        Some(at) => bits |= 1 << at,
                        None => return Value::Unknown,
                    }
                }
                Value::Set(bits)
            }
            (Kind::Number(unit), Json::String(text)) => {
                self.quantity(path, unit, text).map_or(Value::Unknown, Value::Number)
            }
            (Kind::Number(unit), Json::Number(number)) => {
                self.quantity(path, unit, &number.to_string()).map_or(Value::Unknown, Value::Number)
            }
            (Kind::Names, Json::String(name)) => Value::Names([Words::from(name)].into()),
            (Kind::Names, Json::Array(names)) => {
                Value::Names(names.iter().filter_map(|name| name.as_str().map(Words::from)).collect())
            }
            _ => {
                self.problem(path, "a value of the wrong type", None);
                Value::Unknown
            }
        }
    }

    fn word(&mut self, path: &str, list: &'static ChoiceType, word: &str) -> Option<u8> {
        let at = list.index(word);
        if at.is_none() {
            self.problem(path, format!("`{word}` is no {}", list.name), Some(instead(word, list.words)));
        }
        at
    }

    fn quantity(&mut self, path: &str, unit: Unit, text: &str) -> Option<Interval> {
        match unit.parse(text) {
            Ok(interval) => Some(interval),
            Err(error) => {
                self.problem(path, error.problem(), Some(error.advice()));
                None
            }
        }
    }

    /// A grade: a number 0 to 5, or `{grade, up_to, beyond}`.
    fn grade(&mut self, path: &str, written: &serde_json::Value) -> Grade {
        use crate::knowledge::grades::Extent;
        let plain = |value: Option<&serde_json::Value>| {
            value
                .and_then(serde_json::Value::as_u64)
                .and_then(|grade| u8::try_from(grade).ok())
                .filter(|grade| *grade <= 5)
        };
        if let Some(grade) = plain(Some(written)) {
            return Grade { grade, limits: Vec::new() };
        }
        let (Some(grade), Some(beyond), Some(limits)) = (
            plain(written.get("grade")),
            plain(written.get("beyond")),
            written.get("up_to").and_then(serde_json::Value::as_object),
        ) else {
            self.problem(
                path,
                "expected a grade 0 to 5, or {grade, up_to, beyond}",
                Some("{grade: 4, up_to: {items: 10M .. 100M}, beyond: 1}".into()),
            );
            return Grade::default();
        };
        let mut all = Vec::new();
        for (name, limit) in limits {
            let (of, unit) = match name.as_str() {
                "size" => (Extent::Size, Unit::Size),
                "items" => (Extent::Items, Unit::Count),
                "reads" => (Extent::Reads, Unit::Rate),
                "writes" => (Extent::Writes, Unit::Rate),
                _ => {
                    self.problem(
                        path,
                        format!("a grade has no limit `{name}`"),
                        Some("size, items, reads or writes".into()),
                    );
                    continue;
                }
            };
            if let Some(up_to) = self.quantity(path, unit, limit.as_str().unwrap_or_default()) {
                all.push(Limit { of, up_to, beyond });
            }
        }
        Grade { grade, limits: all }
    }
}
