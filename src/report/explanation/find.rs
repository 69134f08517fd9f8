//! Finds what a name means: ids are unique across kinds, so that no kind has to be named.

use super::ExplanationView;
use crate::diagnostic::closest;
use crate::knowledge::Written;
use crate::report::check::INVALID;

/// The knowledge as written, as a book to look things up in.
#[derive(Clone, Copy, Debug)]
pub struct Library<'a> {
    pub(super) written: &'a Written,
}

impl Library<'_> {
    /// The page about a name: an id, or another spelling of it.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<ExplanationView> {
        let Written { engines, families, patterns, requirements, criteria, decisions, .. } = self.written;
        let Written {
            use_cases,
            parameters,
            sources,
            inventory,
            guidance,
            conflicts,
            techniques,
            exclusions,
            findings,
            ..
        } = self.written;
        let also = |names: &[String]| names.iter().any(|other| other == name);
        let is = |id: &str| id == name;
        // The first of each kind that has the name.
        let engine = || engines.iter().find(|entry| is(&entry.id) || also(&entry.spec.also_called));
        let family = || families.iter().find(|entry| is(&entry.id) || also(&entry.spec.also_called));
        let pattern = || patterns.iter().find(|entry| is(&entry.id) || also(&entry.spec.also_called));
        let requirement = || requirements.iter().find(|entry| is(&entry.id));
        let criterion = || criteria.iter().find(|entry| is(&entry.id));
        let decision = || decisions.iter().find(|entry| is(&entry.id) || also(&entry.spec.also_called));
        let use_case = || use_cases.iter().find(|entry| is(&entry.id) || also(&entry.spec.also_called));
        let parameter = || parameters.iter().find(|entry| is(&entry.id));
        let source = || sources.iter().find(|entry| is(&entry.id));
        let advice = || guidance.iter().find(|entry| is(&entry.id));
        let conflict = || conflicts.iter().find(|entry| is(&entry.id));
        let technique = || techniques.iter().find(|entry| is(&entry.id) || also(&entry.spec.also_called));
        let exclusion = || exclusions.iter().find(|entry| is(&entry.id));
        let finding = || findings.iter().find(|entry| is(&entry.id));
        let item = || inventory.iter().find(|entry| entry.id.eq_ignore_ascii_case(name));
        None.or_else(|| engine().map(|entry| self.engine(&entry.spec)))
            .or_else(|| family().map(|entry| self.family(&entry.spec)))
            .or_else(|| pattern().map(|entry| self.pattern(&entry.spec)))
            .or_else(|| requirement().map(|entry| self.requirement(&entry.spec)))
            .or_else(|| criterion().map(|entry| self.criterion(&entry.spec)))
            .or_else(|| decision().map(|entry| self.decision(&entry.spec)))
            .or_else(|| self.fact(name))
            .or_else(|| use_case().map(|entry| self.use_case(&entry.spec)))
            .or_else(|| parameter().map(|entry| self.parameter(&entry.id, &entry.spec)))
            .or_else(|| source().map(|entry| self.source(&entry.spec)))
            .or_else(|| advice().map(|entry| self.guidance(&entry.spec)))
            .or_else(|| conflict().map(|entry| self.conflict(&entry.spec)))
            .or_else(|| technique().map(|entry| self.technique(&entry.spec)))
            .or_else(|| exclusion().map(|entry| self.exclusion(&entry.spec)))
            .or_else(|| finding().map(|entry| self.finding(&entry.spec)))
            .or_else(|| is(INVALID).then(Self::invalid_spec))
            .or_else(|| item().map(|entry| self.item(&entry.spec)))
            .or_else(|| self.list(name))
    }

    /// The name that is most like one that is not there.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<String> {
        closest(
            name,
            self.written.ids().map(|(_, id)| id).chain(self.written.facts.iter().map(|entry| entry.id.as_str())),
        )
        .map(str::to_owned)
    }

    /// A source by id with its title and address; an item of a base document with what it is about.
    #[must_use]
    pub fn resolved(&self, id: &str) -> String {
        if let Some(entry) = self.written.sources.iter().find(|entry| entry.id == id) {
            return match &entry.spec.url {
                Some(url) => format!("{id}: {}, {url}", entry.spec.title),
                None => format!("{id}: {}", entry.spec.title),
            };
        }
        match self.written.inventory.iter().find(|entry| entry.id == id) {
            Some(entry) => format!("{id}: {}", entry.spec.title),
            None => id.to_owned(),
        }
    }

    /// The title of the base document that an item comes from.
    pub(super) fn document_of(&self, item: &str) -> Option<&str> {
        let prefix = item.split('-').next()?;
        let source = self.written.sources.iter().find(|entry| entry.spec.prefix.as_deref() == Some(prefix))?;
        Some(&source.spec.title)
    }
}
