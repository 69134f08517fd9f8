//! Advice and conflicts.

use std::collections::BTreeMap;

use super::Compiler;
use crate::diagnostic::did_you_mean;
use crate::knowledge::advice::{Conflict, Guidance, GuidanceText, Listed, Mechanism, Reference, Resolution};
use crate::knowledge::load::{Entry, Written};
use crate::knowledge::model::{Knowledge, Subject};
use crate::knowledge::spec::{ConflictSpec, GuidanceSpec, SourceSpec, TechniqueSpec, Topic, UnusedSpec};
use crate::vocabulary::Scope;
use crate::words::Words;

impl Compiler<'_> {
    pub(super) fn guidance(&mut self, spec: &GuidanceSpec) -> Guidance {
        let (subject, scopes): (Subject, &[Scope]) = match self.subject("for", &spec.about) {
            Subject::System => (Subject::System, &[Scope::System]),
            Subject::Dataset => (Subject::Dataset, &[Scope::System, Scope::Dataset, Scope::Engine, Scope::Store]),
            Subject::Store => (Subject::Store, &[Scope::System, Scope::Engine, Scope::Store]),
            Subject::Pair => {
                self.problem("for", "advice is not for pairs", Some("system, dataset or store".into()));
                (Subject::System, &[Scope::System])
            }
        };
        if spec.when.0.is_empty() {
            let help = "name what of the workload or the engine calls for it";
            self.problem("when", "advice for everybody is no advice", Some(help.into()));
        }
        let is_test = spec.topic == Topic::Validation;
        if is_test != spec.passes.is_some() {
            let says = if is_test { "a test says when it is passed" } else { "only a test is passed or not" };
            self.problem("passes", says, Some("`passes` stands with the topic `validation`, and only there".into()));
        }
        let weight = spec.weight.unwrap_or(1);
        if !(1..=9).contains(&weight) {
            self.problem("weight", "the weight of advice is from 1 to 9", None);
        }
        let told = GuidanceText {
            id: spec.id.clone().into(),
            says: self.text("says", &spec.says),
            passes: spec.passes.as_ref().map(|passes| self.text("passes", passes)),
            backing: self.backing("", &spec.sources, spec.assumption.as_ref()),
        };
        let when = self.condition_on("when", &spec.when, scopes);
        Guidance { topic: spec.topic, subject, when, weight, told: told.into() }
    }

    pub(super) fn references(written: &Written) -> Vec<Reference> {
        let of = |source: &SourceSpec| Reference {
            id: source.id.clone().into(),
            title: source.title.clone().into(),
            url: source.url.clone().map(Words::from),
            prefix: source.prefix.clone().map(Words::from),
        };
        written.sources.iter().map(|entry| of(&entry.spec)).collect()
    }

    pub(super) fn conflict(&mut self, spec: &ConflictSpec, written: &Written) -> Conflict {
        if spec.claims.len() < 2 {
            self.problem("claims", "a conflict has at least two claims", None);
        }
        if spec.claims.len() > 64 {
            self.problem("claims", "a conflict has at most 64 claims", None);
        }
        for (at, claim) in spec.claims.iter().enumerate() {
            self.backing(&format!("claims[{at}]"), &claim.sources, claim.assumption.as_ref());
        }
        for (at, id) in spec.touches.iter().enumerate() {
            if !written.ids().any(|(_, known)| known == id) {
                let help = did_you_mean(id, written.ids().map(|(_, known)| known));
                self.problem(&format!("touches[{at}]"), format!("nothing has the id `{id}`"), help);
            }
        }
        let claims: Vec<Vec<Words>> = spec.claims.iter().map(|claim| Words::all(&claim.sources)).collect();
        let engines = written.engines.iter().map(|entry| (&entry.id, &entry.spec.sources));
        let families = written.families.iter().map(|entry| (&entry.id, &entry.spec.sources));
        let mut properties = Vec::new();
        for (id, covers) in engines.chain(families).filter(|(id, _)| spec.touches.contains(id)) {
            let disputed = covers
                .iter()
                .filter(|cover| cover.inventory.iter().any(|item| claims.iter().flatten().any(|id| id == item)));
            properties.extend(disputed.flat_map(|cover| &cover.covers).map(|property| (id.into(), property.into())));
        }
        let uses = spec.touches.iter().filter(|id| written.use_cases.iter().any(|case| case.id == **id));
        Conflict {
            id: spec.id.clone().into(),
            touches: Words::all(&spec.touches).into(),
            requirements: places(&written.requirements, &spec.touches),
            patterns: places(&written.patterns, &spec.touches),
            rows: Vec::new(),
            uses: uses.map(Words::from).collect(),
            told: Resolution {
                about: spec.about.clone().into(),
                says: spec.resolution.clone().into(),
                reason: spec.reason.clone().into(),
            }
            .into(),
            claims: claims.into(),
            about: Vec::new(),
            properties: properties.into(),
        }
    }

    /// Which rows of tables rest on which claims, and which entries of the catalogue have disputed properties; asking
    /// that of an answer would take longer than most of the rest.
    pub(super) fn disputed(knowledge: &mut Knowledge) {
        for conflict in &mut knowledge.conflicts {
            let mut ids: Vec<&Words> = conflict.properties.iter().map(|(id, _)| id).collect();
            ids.dedup();
            let engine = |id: &str| knowledge.engines.iter().position(|engine| engine.id == id).map(Listed::Engine);
            let family = |id: &str| knowledge.families.iter().position(|family| family.id == id).map(Listed::Family);
            conflict.about = ids.into_iter().filter_map(|id| engine(id).or_else(|| family(id))).collect();
            let tables = knowledge.decisions.iter().enumerate();
            let touched = tables.filter(|(_, table)| table.defines.is_none() && conflict.touches.contains(&table.id));
            let rows = touched.map(|(at, table)| (at, conflict.disputed(table))).filter(|(_, rows)| !rows.is_empty());
            conflict.rows = rows.collect();
        }
    }

    /// What the techniques explain, by requirement and criterion.
    pub(super) fn mechanisms(&mut self, written: &Written) -> BTreeMap<Words, Vec<Mechanism>> {
        let mut mechanisms: BTreeMap<Words, Vec<Mechanism>> = BTreeMap::new();
        for entry in &written.techniques {
            self.enter(entry);
            self.technique(&entry.spec, written);
            for (rule, says) in &entry.spec.explains {
                let mechanism = Mechanism { technique: entry.spec.id.clone().into(), says: says.into() };
                mechanisms.entry(rule.into()).or_default().push(mechanism);
            }
        }
        mechanisms
    }

    fn technique(&mut self, spec: &TechniqueSpec, written: &Written) {
        for (list, claims) in [("gives", &spec.gives), ("costs", &spec.costs)] {
            for (at, claim) in claims.iter().enumerate() {
                self.backing(&format!("{list}[{at}]"), &claim.sources, claim.assumption.as_ref());
            }
        }
        let requirements = || written.requirements.iter().map(|entry| entry.id.as_str());
        let rules = || requirements().chain(written.criteria.iter().map(|entry| entry.id.as_str()));
        for id in spec.explains.keys().filter(|id| !rules().any(|known| known == *id)) {
            let help = did_you_mean(id, rules());
            self.problem(&format!("explains.{id}"), format!("`{id}` is neither requirement nor criterion"), help);
        }
    }

    /// The reasons why items are not used name items and conflicts that there are.
    pub(super) fn unused(&mut self, written: &Written) {
        for entry in &written.inventory {
            self.enter(entry);
            match &entry.spec.unused {
                Some(UnusedSpec::DuplicateOf(id)) => {
                    let other = written.inventory.iter().find(|other| other.id == *id);
                    if other.is_none_or(|other| other.spec.unused.is_some()) {
                        self.problem("unused", format!("`{id}` is no item that could stand for this one"), None);
                    }
                }
                Some(UnusedSpec::Superseded(id)) if !written.conflicts.iter().any(|conflict| conflict.id == *id) => {
                    self.problem("unused", format!("there is no conflict `{id}`"), None);
                }
                _ => {}
            }
        }
    }
}

/// Places of the entries of a list that are named.
fn places<T>(entries: &[Entry<T>], named: &[String]) -> Vec<usize> {
    entries.iter().enumerate().filter(|(_, entry)| named.contains(&entry.id)).map(|(at, _)| at).collect()
}
