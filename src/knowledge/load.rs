//! Reads the files of a knowledge folder: the one road for the built-in knowledge and for packs.
//! A pack's entry replaces the built-in one of the same id; `patch:` changes named fields of it.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use super::files::Files;
use super::patch;
use super::spec::{
    ConflictSpec, CriterionSpec, DecisionSpec, EditionSpec, EngineSpec, ExclusionSpec, FactTextSpec, FamilySpec,
    FindingSpec, GuidanceSpec, ItemSpec, ParameterSpec, PatternSpec, RegionSpec, RequirementSpec, ShapeSpec,
    SourceSpec, StepSpec, TechniqueSpec, UseCaseSpec,
};
use crate::diagnostic::{self, Diagnostic, did_you_mean};
use crate::yaml::{self, Document, Limits, Partial};

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
    /// Advice.
    pub guidance: Vec<Entry<GuidanceSpec>>,
    /// Conflicts between sources.
    pub conflicts: Vec<Entry<ConflictSpec>>,
    /// How engines work inside.
    pub techniques: Vec<Entry<TechniqueSpec>>,
    /// Requirements that exclude each other whatever the product.
    pub exclusions: Vec<Entry<ExclusionSpec>>,
    /// What a check can find.
    pub findings: Vec<Entry<FindingSpec>>,
    /// Where regions lie.
    pub regions: Vec<Entry<RegionSpec>>,
    /// What has to be prepared before the steps of growth.
    pub steps: Vec<Entry<StepSpec>>,
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
            .chain(list(&self.guidance))
            .chain(list(&self.conflicts))
            .chain(list(&self.techniques))
            .chain(list(&self.exclusions))
            .chain(list(&self.findings))
    }
}

/// Reads all files.
///
/// # Errors
/// All problems of reading, each at its place.
pub fn load(files: &Files, packs: Vec<String>) -> Result<Written, Vec<Diagnostic>> {
    let Loaded { written, problems } = load_partially(files, packs);
    written.filter(|_| problems.is_empty()).ok_or(problems)
}

/// What could be read, and what is wrong.
pub(super) struct Loaded {
    /// All entries, with stand-ins for what could not be read of them. None when entries are missing: whatever names
    /// one of them would seem to be wrong.
    pub(super) written: Option<Written>,
    /// The problems in the order of their places.
    pub(super) problems: Vec<Diagnostic>,
}

/// Reads as much of all files as can be read.
pub(super) fn load_partially(files: &Files, packs: Vec<String>) -> Loaded {
    let mut reader = Reader {
        files,
        problems: files.unreadable().to_vec(),
        is_whole: files.unreadable().is_empty(),
        edition: None,
        raw: Raw::default(),
        overridden: Vec::new(),
    };
    for (at, _) in files.iter() {
        reader.file(at);
    }
    if reader.edition.is_none() {
        let message = "the knowledge has no knowledge.yaml with its version";
        reader.problems.push(Diagnostic::error("invalid-knowledge", message));
    }
    let mut raw = std::mem::take(&mut reader.raw);
    let written = reader.edition.take().map(|edition| Written {
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
        guidance: reader.take(&mut raw, GUIDANCE),
        conflicts: reader.take(&mut raw, "conflicts"),
        techniques: reader.take(&mut raw, "techniques"),
        exclusions: reader.take(&mut raw, "exclusions"),
        findings: reader.take(&mut raw, "findings"),
        regions: reader.take(&mut raw, "regions"),
        steps: reader.take(&mut raw, "steps"),
        overridden: std::mem::take(&mut reader.overridden),
    });
    diagnostic::sort(&mut reader.problems);
    Loaded { written: written.filter(|_| reader.is_whole), problems: reader.problems }
}

/// Entries by kind and id, before they are typed.
type Raw = IndexMap<&'static str, IndexMap<String, (usize, String, Document)>>;

struct Reader<'a> {
    files: &'a Files,
    problems: Vec<Diagnostic>,
    /// Whether every entry is there, if only with stand-ins.
    is_whole: bool,
    edition: Option<EditionSpec>,
    raw: Raw,
    overridden: Vec<(String, usize)>,
}

const FOLDERS: [&str; 7] = ["families", "engines", "patterns", "requirements", "criteria", "decisions", "findings"];
/// A folder of lists, one a subject.
const GUIDANCE: &str = "guidance";
const LISTS: [&str; 9] =
    ["sources", "inventory", "shapes", "use-cases", "conflicts", "techniques", "exclusions", "regions", "steps"];
const MAPS: [&str; 2] = ["facts", "parameters"];

impl Reader<'_> {
    fn file(&mut self, at: usize) {
        let file = self.files.get(at);
        let name = file.name().to_owned();
        let (folder, stem) = split(&name);
        if let Some(kind) = FOLDERS.into_iter().find(|kind| *kind == folder) {
            self.single(at, kind, &stem);
        } else if folder == GUIDANCE {
            self.list(at, GUIDANCE);
        } else if stem == "knowledge" {
            match yaml::read::<EditionSpec>(file, &Limits::KNOWLEDGE) {
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
                "a knowledge folder holds {} and the folders {}, {GUIDANCE}",
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
        let Some(entry) = self.document::<Map<String, Json>>(at) else { return };
        if let Some(id) = entry.get("patch") {
            match id.text().filter(|id| !["", "~", "null"].contains(id)) {
                Some(id) => self.patch(at, kind, id, &entry),
                None => {
                    let help = format!("write the id of one of the {kind}");
                    self.problems.push(self.files.problem(at, "patch", "nothing is named to patch".into(), Some(help)));
                }
            }
            return;
        }
        let id = entry.get("id").and_then(|id| id.text().map(str::to_owned));
        if let Some(id) = id.as_deref().filter(|id| *id != stem) {
            let help = format!("rename the file to {id}.yaml, or write `id: {stem}`");
            self.problems.push(self.files.problem(
                at,
                "id",
                format!("the id `{id}` differs from the file's name"),
                Some(help),
            ));
        }
        self.put(kind, id.unwrap_or_else(|| stem.to_owned()), at, String::new(), entry);
    }

    /// A file that is a list of entries. It is read as a whole, so that what is said of an entry names the list.
    fn list(&mut self, at: usize, kind: &'static str) {
        let document = match kind {
            "sources" => self.document::<Vec<SourceSpec>>(at),
            "inventory" => self.document::<Vec<ItemSpec>>(at),
            "shapes" => self.document::<Vec<ShapeSpec>>(at),
            "conflicts" => self.document::<Vec<ConflictSpec>>(at),
            "techniques" => self.document::<Vec<TechniqueSpec>>(at),
            "exclusions" => self.document::<Vec<ExclusionSpec>>(at),
            "regions" => self.document::<Vec<RegionSpec>>(at),
            "steps" => self.document::<Vec<StepSpec>>(at),
            GUIDANCE => self.document::<Vec<GuidanceSpec>>(at),
            _ => self.document::<Vec<UseCaseSpec>>(at),
        };
        let entries = document.map(|document| document.elements()).unwrap_or_default();
        for (place, entry) in entries.into_iter().enumerate() {
            let id = entry.get("id").and_then(|id| id.text().map(str::to_owned)).unwrap_or_default();
            self.put(kind, id, at, format!("[{place}]"), entry);
        }
    }

    /// A file that is a mapping of entries by their ids.
    fn map(&mut self, at: usize, kind: &'static str) {
        let document = match kind {
            "facts" => self.document::<IndexMap<String, FactTextSpec>>(at),
            _ => self.document::<IndexMap<String, ParameterSpec>>(at),
        };
        for (id, entry) in document.map(|document| document.entries()).unwrap_or_default() {
            let id = id.text().unwrap_or_default().to_owned();
            self.put(kind, id.clone(), at, id, entry);
        }
    }

    fn put(&mut self, kind: &'static str, id: String, file: usize, path: String, entry: Document) {
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

    fn patch(&mut self, at: usize, kind: &'static str, id: &str, patch: &Document) {
        let entries = self.raw.entry(kind).or_default();
        let Some((file, _, entry)) = entries.get_mut(id) else {
            let message = format!("nothing to patch: there is no `{id}` in {kind}");
            let help = did_you_mean(id, entries.keys().map(String::as_str));
            self.problems.push(self.files.problem(at, "patch", message, help));
            return;
        };
        if patch.get("id").is_some() {
            let help = "an entry under another id is a file of its own";
            self.problems.push(self.files.problem(at, "id", "a patch cannot change the id".into(), Some(help.into())));
            return;
        }
        let mut changes = patch.entries();
        changes.retain(|(key, _)| key.text() != Some("patch"));
        *entry = patch::laid_over(entry, &Document::mapping(patch, changes));
        *file = at;
        self.overridden.push((id.to_owned(), at));
    }

    /// A file as a document that can be read as a type.
    fn document<T: DeserializeOwned + JsonSchema>(&mut self, at: usize) -> Option<Document> {
        let (document, problems) = match Document::parse(self.files.get(at), &Limits::KNOWLEDGE) {
            Ok(document) => {
                let problems = document.read::<T>().problems;
                (Some(document).filter(|_| problems.is_empty()), problems)
            }
            Err(problem) => (None, vec![*problem]),
        };
        self.problems.extend(problems);
        self.is_whole &= document.is_some();
        document
    }

    fn take<S: DeserializeOwned + JsonSchema>(&mut self, raw: &mut Raw, kind: &str) -> Vec<Entry<S>> {
        let mut entries = Vec::new();
        for (id, (file, path, document)) in raw.shift_remove(kind).unwrap_or_default() {
            let Partial { value, problems } = document.read();
            self.problems.extend(problems);
            match value {
                Some(spec) => entries.push(Entry { id, file, path, spec }),
                None => self.is_whole = false,
            }
        }
        entries
    }
}

/// Name of the folder that a file stands in, and its own without the ending.
fn split(name: &str) -> (&str, String) {
    let mut parts = name.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let folder = parts.next().unwrap_or_default();
    (folder, file.trim_end_matches(".yaml").trim_end_matches(".yml").to_owned())
}
