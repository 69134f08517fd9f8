//! The page of an engine: every field with what it rests on.

use serde_json::Value as Json;

use super::{grade_text, page};
use crate::knowledge::spec::{CoverSpec, EngineSpec};
use crate::report::explanation::{ExplanationView, Library, LineView, SectionView};

impl Library<'_> {
    pub(in crate::report::explanation) fn engine(&self, spec: &EngineSpec) -> ExplanationView {
        let fields = spec.fact_fields();
        let facts =
            fields.iter().filter(|(name, _)| !["id", "family", "techniques", "clouds"].contains(&name.as_str()));
        let facts: Vec<LineView> = facts.map(|(name, value)| self.field(spec, name, &text(value))).collect();
        let graded = [("shapes", &spec.grades.shapes), ("reads", &spec.grades.reads), ("writes", &spec.grades.writes)];
        let grades =
            graded.into_iter().flat_map(|(list, grades)| grades.iter().map(move |(name, grade)| (list, name, grade)));
        let grades: Vec<LineView> = grades
            .map(|(list, name, grade)| self.field(spec, &format!("grades.{list}.{name}"), &grade_text(grade)))
            .collect();
        let effort = spec
            .operations
            .iter()
            .map(|(hosting, effort)| format!("{hosting} {effort}"))
            .collect::<Vec<_>>()
            .join(", ");
        let family = self
            .written
            .families
            .iter()
            .find(|entry| entry.id == spec.family)
            .map_or(spec.family.as_str(), |entry| &entry.spec.name);
        let mut identity = vec![
            LineView::plain(format!("family: {family}; compatibility group: {}", spec.group)),
            LineView::plain(format!("vendor: {}", spec.vendor)),
            self.field(spec, "operations", &effort),
        ];
        identity.extend(spec.extends.iter().map(|host| LineView::plain(format!("extends: {host}"))));
        identity.extend(spec.also.iter().map(|also| {
            LineView::plain(format!(
                "also {}: {}{}",
                also.family,
                also.level,
                also.limits.as_ref().map(|limits| format!(", {limits}")).unwrap_or_default()
            ))
        }));
        identity
            .extend(spec.status.successor.iter().map(|successor| LineView::plain(format!("successor: {successor}"))));
        let offers = spec
            .clouds
            .as_object()
            .into_iter()
            .flatten()
            .map(|(place, names)| LineView::plain(format!("{place}: {}", text(names))));
        page(
            "engine",
            &spec.id,
            &spec.name,
            &spec.about,
            vec![
                SectionView::new("Identity", identity),
                self.claims("Strengths", &spec.strengths),
                self.claims("Weaknesses", &spec.weaknesses),
                self.claims("Used for", &spec.used_for),
                SectionView::new("Managed offers", offers.collect()),
                SectionView::new("How it works", self.techniques_of(spec)),
                SectionView::new("Properties", facts),
                SectionView::new("Grades that differ from its family, 0 cannot to 5 made for it", grades),
            ],
        )
    }

    /// A field with what backs it.
    fn field(&self, spec: &EngineSpec, name: &str, value: &str) -> LineView {
        let top = name.split('.').next().unwrap_or_default();
        let covers: Vec<&CoverSpec> = spec
            .sources
            .iter()
            .filter(|cover| cover.covers.iter().any(|covered| covered == name || covered == top))
            .collect();
        LineView {
            text: format!("{name}: {value}"),
            sources: covers
                .iter()
                .flat_map(|cover| {
                    let checked = cover.checked.as_ref().map(|date| format!(", checked {date}")).unwrap_or_default();
                    let section =
                        cover.section.as_ref().map(|section| format!(", section {section}")).unwrap_or_default();
                    cover
                        .source
                        .iter()
                        .chain(&cover.inventory)
                        .map(move |id| format!("{}{section}{checked}", self.resolved(id)))
                        .collect::<Vec<_>>()
                })
                .collect(),
            assumption: covers.iter().find_map(|cover| cover.assumption.clone()),
        }
    }
}

fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) if items.is_empty() => "none".into(),
        Json::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        Json::Bool(true) => "yes".into(),
        Json::Bool(false) => "no".into(),
        other => other.to_string(),
    }
}
