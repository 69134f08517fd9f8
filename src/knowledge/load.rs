//! Reads the files of a knowledge folder: the one road for the built-in knowledge and for packs.
//! A pack's entry replaces the built-in one of the same id; `patch:` changes named fields of it.

use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use super::files::Files;
use super::spec::{
    CriterionSpec, DecisionSpec, EditionSpec, EngineSpec, FactTextSpec, FamilySpec, ItemSpec, ParameterSpec,
    PatternSpec, RequirementSpec, ShapeSpec, SourceSpec, UseCaseSpec,
};
use crate::diagnostic::Diagnostic;
use crate::yaml;

/// One entry as written, and where it stands.
#[derive(Clone, Debug)]
pub struct Entry<S> {
    /// Id, or the key in a file of many entries.
    pub id: String,
    /// Place of the file in the list of files.
    pub file: usize,
    /// Path of the entry in the file; empty where the file is the entry.
    pub path: String,
    /// The entry.
    pub spec: S,
}

/// A knowledge folder as written.
#[derive(Clone, Debug)]
pub struct Written {
    /// Version and date.
    pub edition: EditionSpec,
    /// Packs that were laid over it.
    pub packs: Vec<String>,
    /// What is overridden: id and the file that does it.
    pub overridden: Vec<(String, usize)>,
    /// Documents and references.
    pub sources: Vec<Entry<SourceSpec>>,
    /// Items of the base documents.
    pub inventory: Vec<Entry<ItemSpec>>,
    /// Texts of the facts.
    pub facts: Vec<Entry<FactTextSpec>>,
    /// Numbers of the algorithms.
    pub parameters: Vec<Entry<ParameterSpec>>,
    /// Habits by shape.
    pub shapes: Vec<Entry<ShapeSpec>>,
    /// Use cases.
    pub use_cases: Vec<Entry<UseCaseSpec>>,
    /// Families.
    pub families: Vec<Entry<FamilySpec>>,
    /// Engines.
    pub engines: Vec<Entry<EngineSpec>>,
    /// Patterns.
    pub patterns: Vec<Entry<PatternSpec>>,
    /// Requirements.
    pub requirements: Vec<Entry<RequirementSpec>>,
    /// Criteria.
    pub criteria: Vec<Entry<CriterionSpec>>,
    /// Decision tables.
    pub decisions: Vec<Entry<DecisionSpec>>,
}

impl Written {
    /// All entries with an id, kind by kind.
    pub fn ids(&self) -> impl Iterator<Item = (Entry<()>, &str)> {
        fn list<S>(entries: &[Entry<S>]) -> impl Iterator<Item = (Entry<()>, &str)> {
            entries.iter().map(|entry| {
                let place = Entry { id: String::new(), file: entry.file, path: entry.path.clone(), spec: () };
                (place, entry.id.as_str())
            })
        }
        list(&self.sources)
            .chain(list(&self.families))
            .chain(list(&self.engines))
            .chain(list(&self.patterns))
            .chain(list(&self.requirements))
            .chain(list(&self.criteria))
            .chain(list(&self.decisions))
            .chain(list(&self.use_cases))
            .chain(list(&self.parameters))
    }
}

/// Reads all files.
///
/// # Errors
/// All problems of all files, each at its place.
pub fn load(files: &Files, packs: Vec<String>) -> Result<Written, Vec<Diagnostic>> {
    let mut reader = Reader {
        files,
        problems: files.unreadable().to_vec(),
        edition: None,
        raw: Raw::default(),
        overridden: Vec::new(),
    };
    for (at, _) in files.iter() {
        reader.file(at);
    }
    let Some(edition) = reader.edition.take() else {
        reader
            .problems
            .push(Diagnostic::error("invalid-knowledge", "the knowledge has no knowledge.yaml with its version"));
        return Err(reader.problems);
    };
    let mut raw = std::mem::take(&mut reader.raw);
    let written = Written {
        edition,
        packs,
        sources: reader.take(&mut raw, "sources"),
        inventory: reader.take(&mut raw, "inventory"),
        facts: reader.take(&mut raw, "facts"),
        parameters: reader.take(&mut raw, "parameters"),
        shapes: reader.take(&mut raw, "shapes"),
        use_cases: reader.take(&mut raw, "use-cases"),
        families: reader.take(&mut raw, "families"),
        engines: reader.take(&mut raw, "engines"),
        patterns: reader.take(&mut raw, "patterns"),
        requirements: reader.take(&mut raw, "requirements"),
        criteria: reader.take(&mut raw, "criteria"),
        decisions: reader.take(&mut raw, "decisions"),
        overridden: std::mem::take(&mut reader.overridden),
    };
    if reader.problems.is_empty() { Ok(written) } else { Err(reader.problems) }
}

/// Entries by kind and id, before they are typed.
type Raw = IndexMap<&'static str, IndexMap<String, (usize, String, Json)>>;

struct Reader<'a> {
    files: &'a Files,
    problems: Vec<Diagnostic>,
    edition: Option<EditionSpec>,
    raw: Raw,
    overridden: Vec<(String, usize)>,
}

const FOLDERS: [&str; 6] = ["families", "engines", "patterns", "requirements", "criteria", "decisions"];
const LISTS: [&str; 4] = ["sources", "inventory", "shapes", "use-cases"];
const MAPS: [&str; 2] = ["facts", "parameters"];

impl Reader<'_> {
    fn file(&mut self, at: usize) {
        let file = self.files.get(at);
        let name = file.name().to_owned();
        let (folder, stem) = split(&name);
        if let Some(kind) = FOLDERS.into_iter().find(|kind| *kind == folder) {
            self.single(at, kind, &stem);
        } else if stem == "knowledge" {
            match yaml::read::<EditionSpec>(file, &yaml::Limits::KNOWLEDGE) {
                // The built-in edition stands first and names the knowledge; a pack's own does not replace it.
                Ok(edition) => self.edition = self.edition.take().or(Some(edition)),
                Err(problems) => self.problems.extend(problems),
            }
        } else if let Some(kind) = LISTS.into_iter().find(|kind| *kind == stem) {
            self.list(at, kind);
        } else if let Some(kind) = MAPS.into_iter().find(|kind| *kind == stem) {
            self.map(at, kind);
        } else {
            let help = format!(
                "a knowledge folder holds {} and the folders {}",
                LISTS.map(|name| format!("{name}.yaml")).join(", "),
                FOLDERS.join(", ")
            );
            self.problems.push(self.files.problem(
                at,
                "",
                "a file that is no part of the knowledge".into(),
                Some(help),
            ));
        }
    }

    /// A file that is one entry.
    fn single(&mut self, at: usize, kind: &'static str, stem: &str) {
        let Some(mut entry) = self.read::<Map<String, Json>>(at) else { return };
        if let Some(id) = entry.remove("patch") {
            self.patch(at, kind, id.as_str().unwrap_or_default(), &entry);
            return;
        }
        if !self.types(at, kind) {
            return;
        }
        let id = entry.get("id").and_then(Json::as_str).unwrap_or_default().to_owned();
        if id != stem {
            let help = format!("rename the file to {id}.yaml, or write `id: {stem}`");
            self.problems.push(self.files.problem(
                at,
                "id",
                format!("the id `{id}` differs from the file's name"),
                Some(help),
            ));
        }
        self.put(kind, id, at, String::new(), Json::Object(entry));
    }

    /// Reads the file as its type, so that mistakes are found by the schema with all their places.
    fn types(&mut self, at: usize, kind: &str) -> bool {
        fn check<S: DeserializeOwned + schemars::JsonSchema>(file: &crate::source::SourceFile) -> Vec<Diagnostic> {
            yaml::read::<S>(file, &yaml::Limits::KNOWLEDGE).err().unwrap_or_default()
        }
        let file = self.files.get(at);
        let problems = match kind {
            "families" => check::<FamilySpec>(file),
            "engines" => check::<EngineSpec>(file),
            "patterns" => check::<PatternSpec>(file),
            "requirements" => check::<RequirementSpec>(file),
            "criteria" => check::<CriterionSpec>(file),
            "decisions" => check::<DecisionSpec>(file),
            "sources" => check::<Vec<SourceSpec>>(file),
            "inventory" => check::<Vec<ItemSpec>>(file),
            "shapes" => check::<Vec<ShapeSpec>>(file),
            "use-cases" => check::<Vec<UseCaseSpec>>(file),
            "facts" => check::<IndexMap<String, FactTextSpec>>(file),
            _ => check::<IndexMap<String, ParameterSpec>>(file),
        };
        let fine = problems.is_empty();
        self.problems.extend(problems);
        fine
    }

    fn list(&mut self, at: usize, kind: &'static str) {
        if !self.types(at, kind) {
            return;
        }
        for (place, entry) in self.read::<Vec<Json>>(at).unwrap_or_default().into_iter().enumerate() {
            let id = entry.get("id").and_then(Json::as_str).unwrap_or_default().to_owned();
            self.put(kind, id, at, format!("[{place}]"), entry);
        }
    }

    fn map(&mut self, at: usize, kind: &'static str) {
        if !self.types(at, kind) {
            return;
        }
        for (id, entry) in self.read::<Map<String, Json>>(at).unwrap_or_default() {
            self.put(kind, id.clone(), at, id, entry);
        }
    }

    fn put(&mut self, kind: &'static str, id: String, file: usize, path: String, entry: Json) {
        let entries = self.raw.entry(kind).or_default();
        if let Some((earlier, ..)) = entries.get(&id) {
            if *earlier == file || self.files.pack_of(*earlier) == self.files.pack_of(file) {
                self.problems.push(self.files.problem(file, &path, format!("the id `{id}` is taken"), None));
                return;
            }
            self.overridden.push((id.clone(), file));
        }
        entries.insert(id, (file, path, entry));
    }

    fn patch(&mut self, at: usize, kind: &'static str, id: &str, changes: &Map<String, Json>) {
        match self.raw.get_mut(kind).and_then(|entries| entries.get_mut(id)) {
            Some((file, _, Json::Object(entry))) => {
                merge(entry, changes);
                *file = at;
                self.overridden.push((id.to_owned(), at));
            }
            _ => {
                let message = format!("nothing to patch: there is no `{id}` in {kind}");
                self.problems.push(self.files.problem(at, "patch", message, None));
            }
        }
    }

    fn read<T: DeserializeOwned + schemars::JsonSchema>(&mut self, at: usize) -> Option<T> {
        match yaml::read::<T>(self.files.get(at), &yaml::Limits::KNOWLEDGE) {
            Ok(read) => Some(read),
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    fn take<S: DeserializeOwned>(&mut self, raw: &mut Raw, kind: &str) -> Vec<Entry<S>> {
        let mut entries = Vec::new();
        for (id, (file, path, json)) in raw.shift_remove(kind).unwrap_or_default() {
            match serde_json::from_value(json) {
                Ok(spec) => entries.push(Entry { id, file, path, spec }),
                Err(error) => self.problems.push(self.files.problem(file, &path, error.to_string(), None)),
            }
        }
        entries
    }
}

/// Lays changes over an entry: mappings are merged, everything else is replaced.
fn merge(entry: &mut Map<String, Json>, changes: &Map<String, Json>) {
    for (key, change) in changes {
        match (entry.get_mut(key), change) {
            (Some(Json::Object(inner)), Json::Object(changes)) => merge(inner, changes),
            (Some(Json::Array(sources)), Json::Array(more)) if key == "sources" => back_anew(sources, more),
            _ => {
                entry.insert(key.clone(), change.clone());
            }
        }
    }
}

/// What backs the changed fields takes the place of what backed them before.
fn back_anew(sources: &mut Vec<Json>, more: &[Json]) {
    let covered = |entry: &Json| entry.get("covers").and_then(Json::as_array).cloned().unwrap_or_default();
    let anew: Vec<Json> = more.iter().flat_map(covered).collect();
    for entry in sources.iter_mut() {
        if let Some(Json::Array(covers)) = entry.get_mut("covers") {
            covers.retain(|field| !anew.contains(field));
        }
    }
    sources.retain(|entry| !covered(entry).is_empty() || entry.get("covers").is_none());
    sources.extend(more.iter().cloned());
}

/// Name of the folder that a file stands in, and its own without the ending.
fn split(name: &str) -> (&str, String) {
    let mut parts = name.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let folder = parts.next().unwrap_or_default();
    (folder, file.trim_end_matches(".yaml").trim_end_matches(".yml").to_owned())
}
