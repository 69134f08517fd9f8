//! The pages, one a kind of thing.

mod engine;
mod rules;
mod technique;

use rules::condition;

use super::{ExplanationView, Library, LineView, SectionView};
use crate::knowledge::spec::{
    ClaimSpec, ConflictSpec, ExclusionSpec, FamilySpec, FindingSpec, GuidanceSpec, ItemSpec, ParameterSpec,
    PatternSpec, ReasonSpec, SourceSpec, UseCaseSpec,
};
use crate::report::check::INVALID;

impl Library<'_> {
    pub(super) fn claims(&self, title: &str, claims: &[ClaimSpec]) -> SectionView {
        let lines =
            claims.iter().map(|claim| LineView::resting(self, &claim.says, &claim.sources, claim.assumption.as_ref()));
        SectionView::new(title, lines.collect())
    }

    pub(super) fn family(&self, spec: &FamilySpec) -> ExplanationView {
        let backing = |field: &str| -> (Vec<String>, Option<String>) {
            let covers: Vec<_> =
                spec.sources.iter().filter(|cover| cover.covers.iter().any(|covered| covered == field)).collect();
            let sources =
                covers.iter().flat_map(|cover| cover.source.iter().chain(&cover.inventory)).cloned().collect();
            (sources, covers.iter().find_map(|cover| cover.assumption.clone()))
        };
        let graded = [("shapes", &spec.grades.shapes), ("reads", &spec.grades.reads), ("writes", &spec.grades.writes)];
        let grades = graded
            .into_iter()
            .flat_map(|(list, grades)| grades.iter().map(move |(name, grade)| (list, name, grade)))
            .map(|(list, name, grade)| {
                let (sources, assumption) = backing(&format!("grades.{list}.{name}"));
                LineView::resting(self, format!("{list} {name}: {}", grade_text(grade)), &sources, assumption.as_ref())
            });
        let bars = spec.bars.iter().map(|(name, bar)| {
            let (sources, assumption) = backing(&format!("bars.{name}"));
            LineView::resting(self, format!("{name}: {bar}"), &sources, assumption.as_ref())
        });
        let engines: Vec<String> = self
            .written
            .engines
            .iter()
            .filter(|entry| entry.spec.family == spec.id)
            .map(|entry| entry.id.clone())
            .collect();
        page(
            "family",
            &spec.id,
            &spec.name,
            &spec.about,
            vec![
                self.claims("Strengths", &spec.strengths),
                self.claims("Weaknesses", &spec.weaknesses),
                self.claims("Choose it when", &spec.choose_when),
                self.claims("Data modelling", &spec.modelling),
                SectionView::new("Capability bars of the documents", bars.collect()),
                SectionView::new("Grades, 0 cannot to 5 made for it", grades.collect()),
                SectionView::new("Engines", vec![LineView::plain(engines.join(", "))]),
            ],
        )
    }

    pub(super) fn pattern(&self, spec: &PatternSpec) -> ExplanationView {
        let reasons = |list: &[ReasonSpec]| -> Vec<LineView> {
            list.iter()
                .map(|reason| {
                    LineView::resting(
                        self,
                        format!("{} (weight {})", reason.says, reason.weight),
                        &reason.sources,
                        reason.assumption.as_ref(),
                    )
                })
                .collect()
        };
        let marks = spec.marks.iter().map(|(row, cell)| {
            LineView::resting(self, format!("{row}: {} ({})", cell.value, cell.mark), &cell.sources, None)
        });
        let mut needs = vec![LineView::plain(match spec.role.as_str() {
            "base" => {
                "One base pattern is chosen: the one with the most weight of reasons, less those against.".to_owned()
            }
            _ => format!(
                "Added when the weight of its reasons, less those against, is at least {}.",
                spec.needs.unwrap_or(0)
            ),
        })];
        needs.extend(spec.instead.iter().map(|instead| LineView::plain(format!("The cheaper remedy: {instead}"))));
        page(
            "pattern",
            &spec.id,
            &spec.name,
            &spec.about,
            vec![
                SectionView::new("How it is chosen", needs),
                SectionView::new("Reasons for it", reasons(&spec.reasons)),
                SectionView::new("Reasons against it", reasons(&spec.against)),
                self.claims("Advantages", &spec.advantages),
                self.claims("Disadvantages", &spec.disadvantages),
                SectionView::new("Decision matrix of the documents", marks.collect()),
            ],
        )
    }

    pub(super) fn use_case(&self, spec: &UseCaseSpec) -> ExplanationView {
        let recommends = spec.recommends.iter().map(|entry| LineView::resting(self, &entry.what, &entry.sources, None));
        let assumes = spec.assumes.iter().map(|(fact, value)| LineView::plain(format!("{fact}: {value}")));
        page(
            "use-case",
            &spec.id,
            &spec.id,
            &spec.about,
            vec![
                SectionView::new("The documents recommend", recommends.collect()),
                SectionView::new("Usually true of such data", assumes.collect()),
            ],
        )
    }

    pub(super) fn parameter(&self, id: &str, spec: &ParameterSpec) -> ExplanationView {
        let line = LineView::resting(self, format!("value {}", spec.value), &spec.sources, spec.assumption.as_ref());
        page("parameter", id, id, &spec.says, vec![SectionView::new("Value", vec![line])])
    }

    pub(super) fn source(&self, spec: &SourceSpec) -> ExplanationView {
        let users: Vec<String> = self
            .written
            .engines
            .iter()
            .filter(|entry| entry.spec.sources.iter().any(|cover| cover.source.as_deref() == Some(spec.id.as_str())))
            .map(|entry| entry.id.clone())
            .collect();
        let mut lines = vec![LineView::plain(format!("kind: {}", spec.kind))];
        lines.extend(spec.url.iter().map(|url| LineView::plain(format!("address: {url}"))));
        if !users.is_empty() {
            lines.push(LineView::plain(format!("used by: {}", users.join(", "))));
        }
        page("source", &spec.id, &spec.title, "", vec![SectionView::new("Reference", lines)])
    }

    pub(super) fn guidance(&self, spec: &GuidanceSpec) -> ExplanationView {
        let given = LineView::plain(format!("For a {} when: {}", spec.about, condition(&spec.when)));
        let advice = LineView::resting(self, &spec.says, &spec.sources, spec.assumption.as_ref());
        let passes = spec.passes.iter().map(|passes| LineView::plain(passes.clone())).collect();
        let sections = vec![
            SectionView::new("Advice", vec![advice]),
            SectionView::new("Passed", passes),
            SectionView::new("Given", vec![given]),
        ];
        page("guidance", &spec.id, &spec.id, &format!("Advice on {}.", spec.topic.word()), sections)
    }

    pub(super) fn conflict(&self, spec: &ConflictSpec) -> ExplanationView {
        let held = vec![LineView::plain(&spec.resolution), LineView::plain(format!("Why: {}", spec.reason))];
        let touches = if spec.touches.is_empty() { "nothing".to_owned() } else { spec.touches.join(", ") };
        let sections = vec![
            self.claims("What is said", &spec.claims),
            SectionView::new("What is held to be right", held),
            SectionView::new("What rests on it", vec![LineView::plain(touches)]),
        ];
        page("conflict", &spec.id, &spec.id, &spec.about, sections)
    }

    pub(super) fn exclusion(&self, spec: &ExclusionSpec) -> ExplanationView {
        let lines = vec![
            LineView::plain(format!("Between: {}", spec.between.join(", "))),
            LineView::plain(format!("For each {} when: {}", spec.about, condition(&spec.when))),
            LineView::resting(self, "It rests on", &spec.sources, spec.assumption.as_ref()),
        ];
        page("exclusion", &spec.id, &spec.id, &spec.says, vec![SectionView::new("Rule", lines)])
    }

    pub(super) fn finding(&self, spec: &FindingSpec) -> ExplanationView {
        let rule = vec![
            LineView::plain(format!("Level: {}", spec.level.word())),
            LineView::plain(format!("For each {} when: {}", spec.about.word(), condition(&spec.when))),
            LineView::plain(format!("Says: {}", spec.says)),
            LineView::resting(self, "It rests on", &spec.sources, spec.assumption.as_ref()),
        ];
        let example = |text: &str| text.lines().map(LineView::plain).collect::<Vec<_>>();
        let sections = vec![
            SectionView::new("Rule", rule),
            SectionView::new("How to mend it", vec![LineView::plain(&spec.help)]),
            SectionView::new("It is found in", example(&spec.fires)),
            SectionView::new("It is not found in", example(&spec.silent)),
        ];
        page("finding", &spec.id, &spec.id, &spec.why, sections)
    }

    /// The rule that is in no file of the knowledge: it speaks of what cannot be held against any.
    pub(super) fn invalid_spec() -> ExplanationView {
        let lines = |text: &str| text.lines().map(LineView::plain).collect::<Vec<_>>();
        let help = "Correct what the messages name, all of which are told in one run; `whichdb schema` describes every key \
                    to editors, and `whichdb init` writes a spec to start from.";
        let sections = vec![
            SectionView::new("Rule", lines("Level: error, with exit status 2\nFor each spec that cannot be read")),
            SectionView::new("How to mend it", lines(help)),
            SectionView::new(
                "It is found in",
                lines("whichdb: 1\nname: shop\ndatasets: {orders: {volume: {size: 20}}}"),
            ),
            SectionView::new(
                "It is not found in",
                lines("whichdb: 1\nname: shop\ndatasets: {orders: {volume: {size: 20 GB}}}"),
            ),
        ];
        page("finding", INVALID, INVALID, "A spec that cannot be read is not checked at all.", sections)
    }

    pub(super) fn item(&self, spec: &ItemSpec) -> ExplanationView {
        let document = self.document_of(&spec.id).unwrap_or_default();
        let about = format!("An item of the base document \"{document}\".");
        page("item", &spec.id, &spec.id, &about, vec![SectionView::new(&spec.kind, vec![LineView::plain(&spec.title)])])
    }

    /// Lists: `use-cases`, `assumptions`, `facts`, `requirements`, `criteria`, `decisions`, `patterns`, `families`.
    pub(super) fn list(&self, name: &str) -> Option<ExplanationView> {
        fn rows<S>(entries: &[crate::knowledge::Entry<S>], about: impl Fn(&S) -> String) -> Vec<LineView> {
            entries.iter().map(|entry| LineView::plain(format!("{}: {}", entry.id, about(&entry.spec)))).collect()
        }
        let written = self.written;
        let lines = match name {
            "use-cases" => rows(&written.use_cases, |spec| spec.about.clone()),
            "facts" => rows(&written.facts, |spec| spec.question.clone()),
            "requirements" => rows(&written.requirements, |spec| spec.title.clone()),
            "criteria" => rows(&written.criteria, |spec| spec.asks.clone()),
            "decisions" => rows(&written.decisions, |spec| spec.asks.clone()),
            "patterns" => rows(&written.patterns, |spec| spec.about.clone()),
            "families" => rows(&written.families, |spec| spec.about.clone()),
            "parameters" => rows(&written.parameters, |spec| format!("{} {}", spec.value, spec.says)),
            "guidance" => rows(&written.guidance, |spec| format!("({}) {}", spec.topic.word(), spec.says)),
            "conflicts" => rows(&written.conflicts, |spec| spec.about.clone()),
            "findings" => rows(&written.findings, |spec| format!("({}) {}", spec.level.word(), spec.says)),
            "exclusions" => rows(&written.exclusions, |spec| spec.says.clone()),
            "techniques" => rows(&written.techniques, |spec| spec.about.clone()),
            "assumptions" => self.assumptions(),
            _ => return None,
        };
        Some(page("list", name, name, "", vec![SectionView::new("Entries", lines)]))
    }
}

/// A grade as text: `4`, or `4 up to 10M .. 100M items, then 1`.
pub(super) fn grade_text(grade: &serde_json::Value) -> String {
    match grade.as_object() {
        None => grade.to_string(),
        Some(object) => {
            let text = |value: Option<&serde_json::Value>| {
                value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).unwrap_or_default()
            };
            let limits: Vec<String> = object
                .get("up_to")
                .and_then(serde_json::Value::as_object)
                .map(|limits| limits.iter().map(|(name, limit)| format!("{name} {}", text(Some(limit)))).collect())
                .unwrap_or_default();
            format!("{} up to {}, then {}", text(object.get("grade")), limits.join(" and "), text(object.get("beyond")))
        }
    }
}

pub(super) fn page(kind: &str, id: &str, name: &str, about: &str, sections: Vec<SectionView>) -> ExplanationView {
    ExplanationView {
        kind: kind.to_owned(),
        id: id.to_owned(),
        name: name.to_owned(),
        about: about.to_owned(),
        sections: sections.into_iter().filter(|section| !section.lines.is_empty()).collect(),
    }
}
