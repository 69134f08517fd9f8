//! Requirements, criteria, patterns and use cases.

use super::Compiler;
use crate::knowledge::grades::Graded;
use crate::knowledge::model::{Criterion, Measure, Needs, Part, Requirement, UseCase, ValueFunction, ValueRow};
use crate::knowledge::pattern::{Pattern, PatternRole, Reason};
use crate::knowledge::spec::{CriterionSpec, PatternSpec, ReasonSpec, RequirementSpec, UseCaseSpec};
use crate::vocabulary::{FactRef, Kind, Scope, Unit};
use crate::words::Words;

/// What requirements and criteria can look at.
const ABOUT_ENGINES: &[Scope] = &[Scope::System, Scope::Dataset, Scope::Engine];

impl Compiler<'_> {
    pub(super) fn requirement(&mut self, spec: &RequirementSpec) -> Requirement {
        let needs = match spec.floor.as_deref() {
            Some("shapes") => Needs::Floor(Graded::Shapes),
            Some("reads") => Needs::Floor(Graded::Reads),
            Some("writes") => Needs::Floor(Graded::Writes),
            Some(other) => {
                self.problem("floor", format!("`{other}` is not graded"), Some("shapes, reads or writes".into()));
                Needs::Floor(Graded::Reads)
            }
            None => Needs::Condition(self.condition_on("needs", &spec.needs, ABOUT_ENGINES)),
        };
        if spec.floor.is_none() && spec.needs.0.is_empty() {
            self.problem("needs", "a requirement that asks for nothing", Some("say `needs`, or `floor`".into()));
        }
        for (at, path) in spec.stated_by.iter().enumerate() {
            self.fact(&format!("stated_by[{at}]"), path);
        }
        let margin = spec.margin.as_ref().and_then(|margin| {
            let need = self.fact("margin.need", &margin.need)?;
            let have = self.fact("margin.have", &margin.have)?;
            let unit = self.unit("margin.need", need)?;
            Some((need, have, unit))
        });
        let when = self.condition_on("when", &spec.when, ABOUT_ENGINES);
        let unlikely_when =
            spec.unlikely_when.as_ref().map(|when| self.condition_on("unlikely_when", when, ABOUT_ENGINES));
        let about_dataset = match &needs {
            Needs::Floor(_) => true,
            Needs::Condition(needs) => {
                [Some(needs), Some(&when), unlikely_when.as_ref()]
                    .into_iter()
                    .flatten()
                    .any(|condition| condition.looks_at(Scope::Dataset))
                    || margin.is_some_and(|(need, ..)| need.scope == Scope::Dataset)
            }
        };
        Requirement {
            id: spec.id.clone().into(),
            title: spec.title.clone().into(),
            stated_by: Words::all(&spec.stated_by),
            about_dataset,
            when,
            needs,
            likely: self.fraction("likely", spec.likely),
            unlikely_when,
            margin,
            says: self.text("says", &spec.says),
            backing: self.backing("", &spec.sources, spec.assumption.as_ref()).into(),
        }
    }

    fn unit(&mut self, path: &str, fact: FactRef) -> Option<Unit> {
        match fact.fact().kind {
            Kind::Number(unit) => Some(unit),
            _ => {
                self.problem(path, format!("`{}` is no number", fact.written()), None);
                None
            }
        }
    }

    pub(super) fn criterion(&mut self, spec: &CriterionSpec) -> Criterion {
        let part = match spec.part.as_str() {
            "fit" => Part::Fit,
            "running" => Part::Running,
            other => {
                self.problem("part", format!("`{other}` is no part of the score"), Some("fit or running".into()));
                Part::Fit
            }
        };
        let value = match spec.measure.as_deref() {
            Some(name) => self.curve(spec, name),
            None => ValueFunction::Rows(self.value_rows(spec)),
        };
        for (at, weigh) in spec.weigh.iter().enumerate() {
            let facts = self.condition(&format!("weigh[{at}].when"), &weigh.when).facts();
            let allowed = |fact: &FactRef| match part {
                Part::Fit => matches!(fact.scope, Scope::System | Scope::Dataset),
                Part::Running => fact.scope == Scope::System,
            };
            if let Some(fact) = facts.iter().find(|fact| !allowed(fact)) {
                let message = format!("a weight of this part cannot depend on `{}`", fact.written());
                self.problem(
                    &format!("weigh[{at}].when"),
                    message,
                    Some("what is weighed must not depend on the engine; the running part only on the system".into()),
                );
            }
        }
        Criterion {
            id: spec.id.clone().into(),
            asks: spec.asks.clone().into(),
            part,
            value,
            otherwise: self.fraction("otherwise", spec.otherwise),
            weight: spec.weight,
            weigh: spec
                .weigh
                .iter()
                .enumerate()
                .map(|(at, weigh)| {
                    (self.condition(&format!("weigh[{at}].when"), &weigh.when), weigh.times, Words::from(&weigh.says))
                })
                .collect(),
            priorities: spec
                .priorities
                .iter()
                .enumerate()
                .filter_map(|(at, name)| self.fact(&format!("priorities[{at}]"), &format!("priorities.{name}")))
                .collect(),
            backing: self.backing("", &spec.sources, spec.assumption.as_ref()).into(),
        }
    }

    fn curve(&mut self, spec: &CriterionSpec, name: &str) -> ValueFunction {
        let measure = match name {
            "shape-grade" => Measure::ShapeGrade,
            "read-grade" => Measure::ReadGrade,
            "write-grade" => Measure::WriteGrade,
            "schema-grade" => Measure::SchemaGrade,
            "headroom" => Measure::Headroom,
            "latency-margin" => Measure::LatencyMargin,
            "nodes" => Measure::Nodes,
            "precedent" => Measure::Precedent,
            fact => {
                Measure::EngineFact(self.fact("measure", fact).unwrap_or(FactRef { scope: Scope::Engine, index: 0 }))
            }
        };
        let ascending = spec.curve.windows(2).all(|pair| pair[0].0 < pair[1].0);
        if spec.curve.is_empty() || !ascending {
            self.problem("curve", "a curve has points with ascending measures", Some("curve: [[0, 0], [5, 1]]".into()));
        }
        if spec.log && spec.curve.first().is_some_and(|point| point.0 <= 0.0) {
            self.problem("curve", "a curve on a log scale starts above nought", None);
        }
        for (at, point) in spec.curve.iter().enumerate() {
            self.fraction(&format!("curve[{at}]"), point.1);
        }
        ValueFunction::Curve { measure, points: spec.curve.clone(), log: spec.log }
    }

    fn value_rows(&mut self, spec: &CriterionSpec) -> Vec<ValueRow> {
        spec.rows
            .iter()
            .enumerate()
            .map(|(at, row)| {
                let path = format!("rows[{at}]");
                ValueRow {
                    when: self.condition_on(&format!("{path}.when"), &row.when, ABOUT_ENGINES),
                    value: self.fraction(&format!("{path}.value"), row.value),
                    says: row.says.clone().into(),
                    backing: self.backing(&path, &row.sources, row.assumption.as_ref()).into(),
                }
            })
            .collect()
    }

    fn fraction(&mut self, path: &str, value: f64) -> f64 {
        if !(0.0..=1.0).contains(&value) {
            self.problem(path, format!("{value} is not between 0 and 1"), None);
        }
        value
    }

    pub(super) fn pattern(&mut self, spec: &PatternSpec) -> Pattern {
        let role = match spec.role.as_str() {
            "base" => PatternRole::Base,
            "addition" => PatternRole::Addition,
            other => {
                self.problem("role", format!("`{other}` is no role of a pattern"), Some("base or addition".into()));
                PatternRole::Base
            }
        };
        if role == PatternRole::Addition && spec.needs.is_none() {
            self.problem("needs", "an addition says how much weight of reasons it needs", Some("needs: 2".into()));
        }
        for claim in spec.advantages.iter().chain(&spec.disadvantages) {
            self.backing("advantages", &claim.sources, claim.assumption.as_ref());
        }
        let marks: Vec<_> = spec
            .marks
            .iter()
            .map(|(row, cell)| {
                self.backing(&format!("marks.{row}"), &cell.sources, None);
                let mark = match cell.mark.as_str() {
                    "favourable" => 1.0,
                    "caution" | "none" => 0.5,
                    "unfavourable" => 0.0,
                    other => {
                        self.problem(
                            &format!("marks.{row}.mark"),
                            format!("`{other}` is no mark"),
                            Some("favourable, caution, unfavourable or none".into()),
                        );
                        0.5
                    }
                };
                (row.into(), mark, Words::from(&cell.value), Words::all(&cell.sources))
            })
            .collect();
        Pattern {
            id: spec.id.clone().into(),
            name: spec.name.clone().into(),
            about: spec.about.clone().into(),
            role,
            machinery: spec.machinery,
            only_when: self.condition("only_when", &spec.only_when),
            reasons: self.reasons("reasons", &spec.reasons),
            against: self.reasons("against", &spec.against),
            needs: spec.needs.unwrap_or(0),
            instead: spec.instead.as_ref().map(Words::from),
            marks: marks.into(),
        }
    }

    fn reasons(&mut self, list: &str, reasons: &[ReasonSpec]) -> Vec<Reason> {
        reasons
            .iter()
            .enumerate()
            .map(|(at, reason)| {
                let path = format!("{list}[{at}]");
                Reason {
                    when: self.condition(&format!("{path}.when"), &reason.when),
                    weight: reason.weight,
                    says: self.text(&format!("{path}.says"), &reason.says),
                    backing: self.backing(&path, &reason.sources, reason.assumption.as_ref()).into(),
                }
            })
            .collect()
    }

    pub(super) fn use_case(&mut self, spec: &UseCaseSpec) -> UseCase {
        for (name, written) in &spec.assumes {
            let path = format!("assumes.{name}");
            if let Some(fact) = self.fact(&path, &format!("dataset.{name}")) {
                self.value(&path, fact.fact().kind, written);
            }
        }
        let recommends: Vec<_> = spec
            .recommends
            .iter()
            .enumerate()
            .map(|(at, entry)| {
                self.backing(&format!("recommends[{at}]"), &entry.sources, None);
                (Words::from(&entry.what), Words::all(&entry.sources))
            })
            .collect();
        UseCase {
            id: spec.id.clone().into(),
            also_called: Words::all(&spec.also_called).into(),
            about: spec.about.clone().into(),
            recommends: recommends.into(),
        }
    }
}
