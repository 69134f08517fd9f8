//! Finds what a name means: ids are unique across kinds, so that no kind has to be named.

use super::ExplanationView;
use crate::diagnostic::closest;
use crate::knowledge::Written;

/// The knowledge as written, as a book to look things up in.
#[derive(Clone, Copy, Debug)]
pub struct Library<'a> {
    pub(super) written: &'a Written,
}

impl Library<'_> {
    /// The page about a name: an id, or another spelling of it.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<ExplanationView> {
        let written = self.written;
        let same = |id: &str, others: &[String]| id == name || others.iter().any(|other| other == name);
        let by = |entries: &mut dyn Iterator<Item = ExplanationView>| entries.next();
        by(&mut written
            .engines
            .iter()
            .filter(|entry| same(&entry.id, &entry.spec.also_called))
            .map(|entry| self.engine(&entry.spec)))
        .or_else(|| {
            by(&mut written
                .families
                .iter()
                .filter(|entry| same(&entry.id, &entry.spec.also_called))
                .map(|entry| self.family(&entry.spec)))
        })
        .or_else(|| {
            by(&mut written
                .patterns
                .iter()
                .filter(|entry| same(&entry.id, &entry.spec.also_called))
                .map(|entry| self.pattern(&entry.spec)))
        })
        .or_else(|| {
            by(&mut written
                .requirements
                .iter()
                .filter(|entry| entry.id == name)
                .map(|entry| self.requirement(&entry.spec)))
        })
        .or_else(|| {
            by(&mut written.criteria.iter().filter(|entry| entry.id == name).map(|entry| self.criterion(&entry.spec)))
        })
        .or_else(|| {
            by(&mut written
                .decisions
                .iter()
                .filter(|entry| same(&entry.id, &entry.spec.also_called))
                .map(|entry| self.decision(&entry.spec)))
        })
        .or_else(|| self.fact(name))
        .or_else(|| {
            by(&mut written
                .use_cases
                .iter()
                .filter(|entry| same(&entry.id, &entry.spec.also_called))
                .map(|entry| self.use_case(&entry.spec)))
        })
        .or_else(|| {
            by(&mut written
                .parameters
                .iter()
                .filter(|entry| entry.id == name)
                .map(|entry| self.parameter(&entry.id, &entry.spec)))
        })
        .or_else(|| {
            by(&mut written.sources.iter().filter(|entry| entry.id == name).map(|entry| self.source(&entry.spec)))
        })
        .or_else(|| {
            by(&mut written
                .inventory
                .iter()
                .filter(|entry| entry.id.eq_ignore_ascii_case(name))
                .map(|entry| self.item(&entry.spec)))
        })
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
