//! What is declared, as facts: of the architecture as a whole, of its stores, and of the datasets in them.

use crate::condition::{Check, Condition, Facts, Test};
use crate::decision::{Candidate, Evaluation, Struck, accepts_hosting, full_after, store_needs};
use crate::knowledge::{Finding, Names, Needs};
use crate::quantity::Interval;
use crate::vocabulary::{
    ARCHITECTURE_PATTERN, ARCHITECTURE_STATUS, BACKUP, CACHING, ChoiceType, DECLARED, ENCRYPTION, FED_BY, HOSTING,
    INVALIDATION, KEY_KIND, REPLICATION_MODE, ROLE, SHARDING_STRATEGY, STORE_CONFLICTS, Scope, TOPOLOGY, Value,
};
use crate::words::Words;
use crate::workload::spec::{ArchitectureSpec, Backup, EngineRef, Hosting, Pattern, Regions, StoreSpec, Topology};
use crate::workload::{Choice, Stated, outside_residency};

/// Layouts in which one node holds all of the data.
const ON_ONE_NODE: [Topology; 3] = [Topology::SingleNode, Topology::PrimaryReplica, Topology::Embedded];

/// Facts of what is declared, by name.
#[derive(Clone)]
pub(super) struct Sheet(pub(super) Vec<Value>);

impl Sheet {
    pub(super) fn set(&mut self, name: &str, value: Value) {
        let at = Scope::Declared.place(name);
        debug_assert!(at.is_some(), "{name} is no declared fact");
        if let Some(at) = at {
            self.0[at] = value;
        }
    }

    pub(super) fn number(&mut self, name: &str, number: Option<Interval>) {
        if let Some(number) = number {
            self.set(name, Value::Number(number));
        }
    }

    fn count(&mut self, name: &str, count: usize) {
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        self.number(name, Some(Interval::exact(count as f64)));
    }

    fn word(&mut self, name: &str, list: &ChoiceType, stated: &Stated<impl Choice>) {
        if let Some(at) = stated.known().and_then(|choice| list.index(choice.word())) {
            self.set(name, Value::Choice(at));
        }
    }

    fn words(&mut self, name: &str, list: &ChoiceType, choices: &[impl Choice]) {
        let bits = choices.iter().filter_map(|choice| list.index(choice.word())).fold(0, |all, at| all | 1_u64 << at);
        self.set(name, if bits == 0 { Value::Absent } else { Value::Set(bits) });
    }
}

/// The declared architecture, looked at from the workload's side.
pub(super) struct Declared<'e> {
    evaluation: &'e Evaluation<'e>,
    system: Sheet,
    /// Its stores, in the order of the spec.
    pub(super) stores: Vec<DeclaredStore<'e>>,
    /// For each dataset what is declared of it; nothing where no store holds it.
    pub(super) datasets: Vec<Option<DeclaredDataset>>,
    /// Requirements whose strikes some finding names.
    named_strikes: Vec<&'e Words>,
}

/// What is declared of a dataset.
pub(super) struct DeclaredDataset {
    /// Place of the store that holds it.
    pub(super) store: usize,
    /// What is declared of the store, and of the dataset in it.
    pub(super) declared: Vec<Value>,
    /// The requirements that strike the store's engine out for it, each with what it says.
    strikes: Vec<(Words, String)>,
}

/// A declared store.
pub(super) struct DeclaredStore<'e> {
    /// Its name.
    pub(super) name: &'e str,
    /// Display name of its engine.
    pub(super) engine: String,
    /// Places of the datasets that it holds.
    pub(super) datasets: Vec<usize>,
    /// What is declared of it.
    pub(super) declared: Vec<Value>,
    /// What its datasets need of it together; empty where the catalogue lacks its engine.
    pub(super) needs: Vec<Value>,
    /// Facts of its engine; empty where the catalogue lacks it.
    pub(super) traits: &'e [Value],
    /// Places of the candidates that it could be: its engine alone, and with each extension.
    candidates: Vec<usize>,
}

impl<'e> Declared<'e> {
    pub(super) fn of(evaluation: &'e Evaluation<'e>) -> Self {
        let mut system = Sheet(vec![Value::Unknown; DECLARED.len()]);
        let architecture = evaluation.spec.architecture.as_ref();
        system.set("stated", Value::Flag(architecture.is_some()));
        system.set("feasible", Value::Flag(evaluation.architecture().is_some()));
        if let Some(recommended) = evaluation.architecture() {
            let mut engines: Vec<usize> = recommended.stores.iter().map(|store| store.engine).collect();
            engines.sort_unstable();
            engines.dedup();
            system.count("engines_recommended", engines.len());
        }
        let findings = evaluation.knowledge.findings.iter();
        let named_strikes = findings.flat_map(|finding| strikes_named(&finding.when)).collect();
        let mut declared = Self { evaluation, system, stores: Vec::new(), datasets: Vec::new(), named_strikes };
        if let Some(architecture) = architecture {
            declared.architecture(architecture);
            declared.stores = architecture.stores.iter().map(|(name, spec)| declared.store(name, spec)).collect();
        }
        let home = |at: usize| declared.stores.iter().position(|store| store.datasets.contains(&at));
        let datasets = (0..evaluation.facts.datasets.len()).map(|at| Some(declared.dataset(home(at)?, at)));
        declared.datasets = datasets.collect();
        declared
    }

    fn architecture(&mut self, architecture: &ArchitectureSpec) {
        let system = &mut self.system;
        system.word("status", &ARCHITECTURE_STATUS, &architecture.status);
        if let Some(patterns) = architecture.pattern.known() {
            system.words("patterns", &ARCHITECTURE_PATTERN, patterns.as_slice());
        }
        system.count("stores", architecture.stores.len());
        let distinct = |mut engines: Vec<&str>| {
            engines.sort_unstable();
            engines.dedup();
            engines.len()
        };
        let stores = || architecture.stores.values();
        let own = stores().filter(|store| store.hosting.known() == Some(&Hosting::SelfHosted));
        system.count("engines_self_hosted", distinct(own.map(|store| store.engine.name()).collect()));
        system.count("engines", distinct(stores().map(|store| store.engine.name()).collect()));
    }

    fn store(&self, name: &'e str, spec: &StoreSpec) -> DeclaredStore<'e> {
        let evaluation = self.evaluation;
        let knowledge = evaluation.knowledge;
        let places = |names: &[String]| -> Vec<usize> {
            names.iter().filter_map(|name| evaluation.facts.position(name)).collect()
        };
        let (datasets, cached) = (places(&spec.datasets), places(&spec.caches));
        let id = match &spec.engine {
            EngineRef::Named(id) => Some(id.as_str()),
            EngineRef::Other(_) => None,
        };
        let is_it = |candidate: &Candidate<'_>| {
            let host = candidate.extension.is_none_or(|extension| {
                knowledge.engines[extension].extends.as_ref() == Some(&knowledge.engines[candidate.engine].id)
            });
            Some(candidate.id(knowledge)) == id && host
        };
        let found = evaluation.candidates.iter().find(|candidate| is_it(candidate));
        // An extension that spreads the data is not there when the store is said to be on one node.
        let on_one_node = spec.topology.known().is_some_and(|topology| ON_ONE_NODE.contains(topology));
        let candidates = evaluation.candidates.iter().enumerate().filter(|(_, candidate)| {
            found.is_some_and(|found| {
                let same = found.engine == candidate.engine;
                let own = found.extension.is_none_or(|own| candidate.extension == Some(own));
                let spreads = candidate.is("scales_out") && !found.is("scales_out");
                same && own && !(spreads && on_one_node)
            })
        });
        let mut sheet = self.system.clone();
        sheet.set("listed", Value::Flag(found.is_some()));
        describe(&mut sheet, spec);
        sheet.number("connections", self.connections(spec));
        self.where_it_runs(&mut sheet, spec);
        self.what_it_caches(&mut sheet, &cached);
        if let Some(found) = found.filter(|_| !datasets.is_empty()) {
            let nodes = spec.shards.known().map_or(1.0, |shards| shards.interval().high);
            sheet.set("full_after", full_after(evaluation, &datasets, found, nodes));
        }
        DeclaredStore {
            name,
            engine: found.map_or_else(|| spec.engine.name().to_owned(), |found| found.name(knowledge).into_owned()),
            needs: found.map(|found| store_needs(evaluation, &datasets, found)).unwrap_or_default(),
            traits: found.map_or(&[], |found| &found.facts),
            candidates: candidates.map(|(at, _)| at).collect(),
            declared: sheet.0,
            datasets,
        }
    }

    /// What the pools of all instances keep open together. Where each service has a database of its own, nothing says how
    /// many of the instances are those of which service.
    fn connections(&self, spec: &StoreSpec) -> Option<Interval> {
        let workload = self.evaluation.spec;
        let patterns = workload.architecture.as_ref().and_then(|architecture| architecture.pattern.known());
        let apart = patterns.is_some_and(|patterns| patterns.contains(&Pattern::DatabasePerService));
        let one_service = workload.application.services.known().is_some_and(|services| services.interval().high <= 1.0);
        let instances = workload.application.instances.known().filter(|_| !apart || one_service)?;
        Some(spec.pool_size.known()?.interval() * instances.interval())
    }

    /// Whether a store runs as and where it may.
    fn where_it_runs(&self, sheet: &mut Sheet, spec: &StoreSpec) {
        let wanted = Scope::System.place("deployment.hosting").map(|at| &self.evaluation.facts.system[at]);
        let mode = spec.hosting.known().and_then(|hosting| HOSTING.index(hosting.word()));
        if let (Some(wanted), Some(mode)) = (wanted, mode) {
            sheet.set("hosting_acceptable", Value::Flag(accepts_hosting(wanted, usize::from(mode))));
        }
        let residency = &self.evaluation.spec.policy.residency;
        if let (Some(Regions::Named(names)), Some(residency)) = (spec.regions.known(), residency.known())
            && let Some(outside) = outside_residency(names, residency, &self.evaluation.knowledge.regions)
        {
            sheet.set("outside_residency", Value::Flag(outside));
        }
    }

    /// What a cache keeps copies of.
    fn what_it_caches(&self, sheet: &mut Sheet, cached: &[usize]) {
        let datasets = || cached.iter().map(|at| &self.evaluation.facts.datasets[*at]);
        if !cached.is_empty() {
            let is_durable = datasets().any(|dataset| *dataset.get("only_home") != Value::Flag(false));
            sheet.set("caches_durable", Value::Flag(is_durable));
        }
        let sum =
            |fact: &'static str| datasets().filter_map(|dataset| dataset.number(fact)).reduce(|sum, part| sum + part);
        sheet.number("cached_hot_size", sum("access.hot"));
        sheet.number("cached_size", sum("volume.size"));
        let strictest = datasets().filter_map(|dataset| dataset.number("staleness")).reduce(Interval::min);
        sheet.number("cached_staleness", strictest);
    }

    /// What is declared of the architecture alone.
    pub(super) fn system(&self) -> &[Value] {
        &self.system.0
    }

    /// The store that holds a dataset.
    pub(super) fn home(&self, dataset: usize) -> Option<&DeclaredStore<'e>> {
        self.datasets[dataset].as_ref().map(|dataset| &self.stores[dataset.store])
    }

    /// What is declared of a dataset's store, with the requirements that strike its engine out for the dataset. With an
    /// extension that helps, nothing does.
    fn dataset(&self, store: usize, dataset: usize) -> DeclaredDataset {
        let evaluation = self.evaluation;
        let home = &self.stores[store];
        let eliminated = &evaluation.datasets[dataset].eliminated;
        let struck = |candidate: usize| eliminated.iter().find(|struck| struck.candidate == candidate);
        let mut sheet = Sheet(home.declared.clone());
        sheet.set("held", Value::Flag(true));
        let engines = &evaluation.knowledge.engines;
        let recommended = evaluation.architecture().map(|chosen| &chosen.stores[chosen.homes[dataset].0]);
        if let (Some(recommended), Some(own)) = (recommended, home.candidates.first()) {
            let own = &engines[evaluation.candidates[*own].engine];
            sheet.set("family_recommended", Value::Flag(engines[recommended.engine].family == own.family));
            sheet.set("recommended", Value::Names([engines[recommended.engine].name.clone()].into()));
        }
        // Extensions that add nothing to a dataset are neither ranked nor struck out for it.
        let ranking = &evaluation.datasets[dataset].ranking;
        let is_fine = ranking.iter().any(|scored| home.candidates.contains(&scored.candidate));
        let of_engine = home.candidates.iter().filter(|_| !is_fine).find_map(|candidate| struck(*candidate));
        let strikes = of_engine.map(|struck| self.strikes(dataset, struck)).unwrap_or_default();
        let names = |strikes: &mut dyn Iterator<Item = &(Words, String)>| {
            let ids: Vec<Words> = strikes.map(|(id, _)| id.clone()).collect();
            if ids.is_empty() { Value::Absent } else { Value::Names(ids.into()) }
        };
        sheet.set("strikes", names(&mut strikes.iter()));
        sheet.set("other_strikes", names(&mut strikes.iter().filter(|(id, _)| !self.named_strikes.contains(&id))));
        DeclaredDataset { store, declared: sheet.0, strikes }
    }

    /// The requirements that strike a candidate out for a dataset, each with what it says.
    fn strikes(&self, dataset: usize, struck: &Struck) -> Vec<(Words, String)> {
        let evaluation = self.evaluation;
        let candidate = &evaluation.candidates[struck.candidate];
        let values = &evaluation.facts.datasets[dataset];
        let facts = Facts {
            system: &evaluation.facts.system,
            dataset: &values.values,
            engine: &candidate.facts,
            ..Facts::default()
        };
        let engine = candidate.name(evaluation.knowledge);
        let strikes = struck.strikes.iter().map(|strike| {
            let requirement = &evaluation.knowledge.requirements[strike.requirement];
            let what = match requirement.needs {
                Needs::Floor(list) => {
                    let lacking = evaluation.out_of_reach(dataset, struck.candidate, list);
                    lacking.map(|place| list.words()[place]).collect::<Vec<_>>().join(", ")
                }
                Needs::Condition(_) => String::new(),
            };
            let names = Names { dataset: &values.name, engine: &engine, what: &what, ..Names::default() };
            (requirement.id.clone(), requirement.says.fill(&facts, &names))
        });
        strikes.collect()
    }
}

impl DeclaredDataset {
    /// What the strikes say that a finding names; of one that names none, what those say that no finding names.
    pub(super) fn says(&self, finding: &Finding, declared: &Declared<'_>) -> String {
        let own = strikes_named(&finding.when);
        let of_finding =
            |id: &Words| if own.is_empty() { !declared.named_strikes.contains(&id) } else { own.contains(&id) };
        let says = self.strikes.iter().filter(|(id, _)| of_finding(id)).map(|(_, says)| says.as_str());
        says.collect::<Vec<_>>().join(" ")
    }
}

/// The requirements by which a condition asks for strikes.
fn strikes_named(condition: &Condition) -> Vec<&Words> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(strikes_named).collect(),
        Condition::Test(Test { fact, check: Check::Named(names) }) if fact.written() == "declared.strikes" => {
            names.iter().collect()
        }
        Condition::Not(_) | Condition::Test(_) => Vec::new(),
    }
}

/// What a store's own keys say.
fn describe(sheet: &mut Sheet, spec: &StoreSpec) {
    sheet.word("role", &ROLE, &spec.role);
    sheet.word("hosting", &HOSTING, &spec.hosting);
    sheet.word("topology", &TOPOLOGY, &spec.topology);
    sheet.word("sharding.strategy", &SHARDING_STRATEGY, &spec.sharding.strategy);
    sheet.word("sharding.key_kind", &KEY_KIND, &spec.sharding.key_kind);
    sheet.word("conflicts", &STORE_CONFLICTS, &spec.conflicts);
    sheet.word("replication", &REPLICATION_MODE, &spec.replication);
    sheet.word("fed_by", &FED_BY, &spec.fed_by);
    sheet.word("caching", &CACHING, &spec.caching);
    sheet.word("invalidation", &INVALIDATION, &spec.invalidation);
    for (name, count) in [
        ("replicas", &spec.replicas),
        ("shards", &spec.shards),
        ("pool_size", &spec.pool_size),
        ("max_connections", &spec.max_connections),
        ("cpu_cores", &spec.cpu_cores),
        ("disks", &spec.disks),
    ] {
        sheet.number(name, count.known().map(|count| count.interval()));
    }
    sheet.number("memory", spec.memory.known().map(|size| size.interval()));
    sheet.number("ttl", spec.ttl.known().map(|ttl| ttl.interval()));
    if let Some(regions) = spec.regions.known() {
        sheet.count("regions", regions.count());
    }
    if let Some(encryption) = spec.encryption.known() {
        sheet.words("encryption", &ENCRYPTION, encryption);
    }
    if let Some(backup) = spec.backup.known() {
        let word = match backup {
            Backup::None => "none",
            Backup::Continuous => "continuous",
            Backup::Scheduled(schedule) => {
                sheet.number("backup_every", Some(schedule.every.interval()));
                sheet.number("backup_keep", Some(schedule.keep.interval()));
                "periodic"
            }
        };
        BACKUP.index(word).into_iter().for_each(|at| sheet.set("backup", Value::Choice(at)));
    }
}
