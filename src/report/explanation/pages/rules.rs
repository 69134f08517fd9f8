//! The pages of facts, requirements, criteria and decision tables, and the list of assumptions.

use super::page;
use crate::condition::ConditionSpec;
use crate::knowledge::spec::{CriterionSpec, DecisionSpec, RequirementSpec};
use crate::report::explanation::{ExplanationView, Library, LineView, SectionView};
use crate::vocabulary::{FactRef, Kind};

impl Library<'_> {
    pub(in crate::report::explanation) fn fact(&self, name: &str) -> Option<ExplanationView> {
        let entry =
            self.written.facts.iter().find(|entry| entry.id == name || entry.id == format!("dataset.{name}"))?;
        let spec = &entry.spec;
        let choices = match FactRef::find(&entry.id).map(|fact| fact.fact().kind) {
            Some(Kind::Choice(list) | Kind::Choices(list)) => list.words,
            _ => &[],
        };
        let meanings = choices.iter().map(|word| {
            LineView::plain(match spec.meanings.get(*word) {
                Some(meaning) => format!("{word}: {meaning}"),
                None => (*word).to_owned(),
            })
        });
        let mentions = |condition: &ConditionSpec| {
            condition
                .0
                .to_owned()
                .iter()
                .any(|(key, value)| *key == entry.id || value.to_string().contains(&format!("\"{}\"", entry.id)))
        };
        let users: Vec<String> = self
            .written
            .requirements
            .iter()
            .filter(|rule| mentions(&rule.spec.when) || mentions(&rule.spec.needs))
            .map(|rule| rule.id.clone())
            .chain(
                self.written
                    .decisions
                    .iter()
                    .filter(|table| table.spec.rows.iter().any(|row| mentions(&row.when)))
                    .map(|table| table.id.clone()),
            )
            .collect();
        let mut details = vec![LineView::plain(&spec.help)];
        details.extend(spec.technical.iter().map(|technical| LineView::plain(format!("Technically: {technical}"))));
        details.extend(
            (!spec.examples.is_empty()).then(|| LineView::plain(format!("Examples: {}", spec.examples.join(", ")))),
        );
        details.extend(
            spec.plausible.iter().map(|range| LineView::plain(format!("Plausible where nothing is known: {range}"))),
        );
        details.extend(spec.credible.iter().map(|range| LineView::plain(format!("Credible where stated: {range}"))));
        let used = if users.is_empty() { Vec::new() } else { vec![LineView::plain(users.join(", "))] };
        Some(page(
            "fact",
            &entry.id,
            &entry.id,
            &spec.question,
            vec![
                SectionView::new("Why it is asked", details),
                SectionView::new("Choices", meanings.collect()),
                SectionView::new("Rules that look at it", used),
                SectionView::new(
                    "Asked by",
                    spec.sources.iter().map(|id| LineView::plain(self.resolved(id))).collect(),
                ),
            ],
        ))
    }

    pub(in crate::report::explanation) fn requirement(&self, spec: &RequirementSpec) -> ExplanationView {
        let mut lines = Vec::new();
        if !spec.stated_by.is_empty() {
            lines.push(LineView::plain(format!("Stated by {}.", spec.stated_by.join(", "))));
        }
        lines.push(LineView::plain(format!("Applies when: {}", condition(&spec.when))));
        lines.push(LineView::plain(match &spec.floor {
            Some(list) => format!("An engine must do all {list} that are used: none of grade 0."),
            None => format!("An engine must be: {}", condition(&spec.needs)),
        }));
        if let Some(margin) = &spec.margin {
            lines.push(LineView::plain(format!("The margin is {} over {}.", margin.need, margin.have)));
        }
        lines.push(LineView::plain(format!(
            "Where nobody states it, it is taken to apply with a likelihood of {}.",
            spec.likely
        )));
        if let Some(unlikely) = &spec.unlikely_when {
            lines.push(LineView::plain(format!("Not likely at all when: {}", condition(unlikely))));
        }
        lines.push(LineView::resting(self, "It rests on", &spec.sources, spec.assumption.as_ref()));
        page("requirement", &spec.id, &spec.title, &spec.says, vec![SectionView::new("Rule", lines)])
    }

    pub(in crate::report::explanation) fn criterion(&self, spec: &CriterionSpec) -> ExplanationView {
        let mut value = Vec::new();
        if let Some(measure) = &spec.measure {
            let points: Vec<String> = spec.curve.iter().map(|(x, y)| format!("{x} → {y}")).collect();
            let scale = if spec.log { ", on a log scale between" } else { "" };
            value.push(LineView::plain(format!("From {measure}: {}{scale}.", points.join(", "))));
        }
        value.extend(spec.rows.iter().map(|row| {
            LineView::resting(
                self,
                format!("{} when {}: {}", row.value, condition(&row.when), row.says),
                &row.sources,
                row.assumption.as_ref(),
            )
        }));
        value.push(LineView::plain(format!("{} otherwise.", spec.otherwise)));
        let mut weight = vec![LineView::resting(
            self,
            format!("{} of the {} part", spec.weight, spec.part),
            &spec.sources,
            spec.assumption.as_ref(),
        )];
        weight.extend(spec.weigh.iter().map(|weigh| {
            LineView::plain(format!("times {} when {}: {}", weigh.times, condition(&weigh.when), weigh.says))
        }));
        weight.extend(
            spec.priorities.iter().map(|priority| LineView::plain(format!("in proportion to the priority {priority}"))),
        );
        page(
            "criterion",
            &spec.id,
            &spec.id,
            &spec.asks,
            vec![SectionView::new("Value", value), SectionView::new("Weight", weight)],
        )
    }

    pub(in crate::report::explanation) fn decision(&self, spec: &DecisionSpec) -> ExplanationView {
        let mut rows: Vec<LineView> = spec
            .rows
            .iter()
            .map(|row| {
                LineView::resting(
                    self,
                    format!("{} when {}: {}", row.choose, condition(&row.when), row.says),
                    &row.sources,
                    row.assumption.as_ref(),
                )
            })
            .collect();
        let otherwise = spec.otherwise.choose.clone();
        rows.push(LineView::resting(
            self,
            format!("otherwise {otherwise}: {}", spec.otherwise.says),
            &spec.otherwise.sources,
            spec.otherwise.assumption.as_ref(),
        ));
        let title = format!("Rows, hit policy {}, for each {}", spec.policy, spec.about);
        page("decision", &spec.id, &spec.id, &spec.asks, vec![SectionView::new(&title, rows)])
    }

    /// Everything that rests on a judgement instead of a source.
    pub(super) fn assumptions(&self) -> Vec<LineView> {
        let written = self.written;
        let line = |id: &str, what: &str, assumption: Option<&String>| {
            assumption.map(|reason| LineView {
                text: format!("{id}: {what}"),
                sources: Vec::new(),
                assumption: Some(reason.clone()),
            })
        };
        let parameters = written.parameters.iter().filter_map(|entry| {
            line(&entry.id, &format!("{} {}", entry.spec.value, entry.spec.says), entry.spec.assumption.as_ref())
        });
        let requirements = written
            .requirements
            .iter()
            .filter_map(|entry| line(&entry.id, &entry.spec.title, entry.spec.assumption.as_ref()));
        let criteria = written
            .criteria
            .iter()
            .filter_map(|entry| line(&entry.id, &entry.spec.asks, entry.spec.assumption.as_ref()));
        let decisions = written.decisions.iter().flat_map(|entry| {
            entry.spec.rows.iter().filter_map(move |row| line(&entry.id, &row.says, row.assumption.as_ref()))
        });
        let engines = written.engines.iter().flat_map(|entry| {
            entry
                .spec
                .sources
                .iter()
                .filter_map(move |cover| line(&entry.id, &cover.covers.join(", "), cover.assumption.as_ref()))
        });
        parameters.chain(requirements).chain(criteria).chain(decisions).chain(engines).collect()
    }
}

/// A condition as it stands in the file, on one line.
pub(super) fn condition(written: &ConditionSpec) -> String {
    if written.0.is_empty() { "always".into() } else { inline(&serde_json::Value::Object(written.0.clone())) }
}

fn inline(value: &serde_json::Value) -> String {
    use serde_json::Value as Json;
    match value {
        Json::Object(parts) => parts
            .iter()
            .map(|(key, value)| match (key.as_str(), value) {
                ("any", Json::Array(options)) => {
                    format!("({})", options.iter().map(inline).collect::<Vec<_>>().join(" or "))
                }
                ("all", Json::Array(parts)) => {
                    format!("({})", parts.iter().map(inline).collect::<Vec<_>>().join(" and "))
                }
                ("not", inner) => format!("not ({})", inline(inner)),
                (fact, Json::Object(test)) => format!(
                    "{fact} {}",
                    test.iter().map(|(word, value)| format!("{word} {}", inline(value))).collect::<Vec<_>>().join(" ")
                ),
                (fact, Json::String(text)) if text.starts_with(['<', '>', '=']) => format!("{fact} {text}"),
                (fact, Json::String(text)) if text == "stated" || text == "not-stated" => {
                    format!("{fact} is {}", text.replace('-', " "))
                }
                (fact, value) => format!("{fact} is {}", inline(value)),
            })
            .collect::<Vec<_>>()
            .join(" and "),
        Json::Array(words) => words.iter().map(inline).collect::<Vec<_>>().join(" or "),
        Json::String(text) => text.clone(),
        Json::Bool(true) => "yes".into(),
        Json::Bool(false) => "no".into(),
        other => other.to_string(),
    }
}
