//! The page of a technique, and what the page of an engine says of its techniques.

use super::page;
use crate::knowledge::spec::{EngineSpec, TechniqueSpec};
use crate::report::explanation::{ExplanationView, Library, LineView, SectionView};

impl Library<'_> {
    pub(in crate::report::explanation) fn technique(&self, spec: &TechniqueSpec) -> ExplanationView {
        let explains = spec.explains.iter().map(|(rule, says)| LineView::plain(format!("{rule}: {says}")));
        let users: Vec<&str> = self
            .written
            .engines
            .iter()
            .filter(|entry| techniques(&entry.spec).contains(&spec.id.as_str()))
            .map(|entry| entry.id.as_str())
            .collect();
        let users = if users.is_empty() { Vec::new() } else { vec![LineView::plain(users.join(", "))] };
        page(
            "technique",
            &spec.id,
            &spec.name,
            &spec.about,
            vec![
                self.claims("Gives", &spec.gives),
                self.claims("Costs", &spec.costs),
                SectionView::new("Explains where a requirement strikes out or a criterion decides", explains.collect()),
                SectionView::new("Engines that work so", users),
            ],
        )
    }

    /// How an engine works: each technique with what it gives and costs.
    pub(super) fn techniques_of(&self, spec: &EngineSpec) -> Vec<LineView> {
        let line = |id: &&str| match self.written.techniques.iter().find(|entry| entry.id == *id) {
            Some(entry) => {
                let said = |claims: &[crate::knowledge::spec::ClaimSpec]| {
                    claims.iter().map(|claim| claim.says.as_str()).collect::<Vec<_>>().join(" ")
                };
                let (gives, costs) = (said(&entry.spec.gives), said(&entry.spec.costs));
                LineView::plain(format!("{id}: {} Gives: {gives} Costs: {costs}", entry.spec.about))
            }
            None => LineView::plain(*id),
        };
        techniques(spec).iter().map(line).collect()
    }
}

fn techniques(spec: &EngineSpec) -> Vec<&str> {
    spec.techniques.as_array().into_iter().flatten().filter_map(serde_json::Value::as_str).collect()
}
