//! Candidates: an engine, with at most one extension, on the hosting that suits the workload best.

use std::borrow::Cow;

use crate::condition::Facts;
use crate::knowledge::{Engine, Graded, Grades, Knowledge};
use crate::quantity::Interval;
use crate::vocabulary::{ENGINE, FactRef, HOSTING, PLACE, REPLICATION, SHARDING, Scope, Value};
use crate::words::Words;
use crate::workload::DatasetFacts;

/// An engine as it could be chosen.
#[derive(Clone, Debug)]
pub struct Candidate<'k> {
    /// Place of the engine in the knowledge.
    pub engine: usize,
    /// Place of the extension in the knowledge.
    pub extension: Option<usize>,
    /// Facts in the vocabulary's order, the derived ones filled in.
    pub facts: Vec<Value>,
    /// Grades, those of the extension laid over the host's.
    pub grades: Cow<'k, Grades>,
    /// Hosting that it would have, as a place in the vocabulary's list.
    pub deployed: Option<usize>,
}

impl Candidate<'_> {
    /// Place in the knowledge of what stands for the candidate in a ranking: the extension where there is one.
    #[must_use]
    pub fn stands_for(&self) -> usize {
        self.extension.unwrap_or(self.engine)
    }

    /// Id of what stands for it in a ranking.
    #[must_use]
    pub fn id<'k>(&self, knowledge: &'k Knowledge) -> &'k str {
        &knowledge.engines[self.stands_for()].id
    }

    /// Display name, with the extension's.
    #[must_use]
    pub fn name<'k>(&self, knowledge: &'k Knowledge) -> Cow<'k, str> {
        let host = knowledge.engines[self.engine].name.as_str();
        match self.extension {
            Some(extension) => format!("{host} with {}", knowledge.engines[extension].name).into(),
            None => host.into(),
        }
    }

    /// The value of a fact by its name without the prefix.
    #[must_use]
    pub fn get(&self, name: &str) -> &Value {
        const UNKNOWN: &Value = &Value::Unknown;
        position(name).map_or(UNKNOWN, |at| &self.facts[at])
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        *self.get(name) == Value::Flag(true)
    }

    /// Whether its extension does something for a dataset that the engine alone does not do as
    /// well. An engine without an extension always counts.
    #[must_use]
    pub fn adds_something(&self, knowledge: &Knowledge, dataset: &DatasetFacts) -> bool {
        let Some(extension) = self.extension else { return true };
        let (host, extension) = (&knowledge.engines[self.engine], &knowledge.engines[extension]);
        // A shape that it holds better, an operation that is weak without it, or more than one node.
        const ADEQUATE: u8 = 3;
        let lists = [(Graded::Shapes, &dataset.shapes), (Graded::Reads, &dataset.reads)];
        self.is("scales_out")
            || lists.iter().any(|(list, used)| {
                let own = extension.own_grades.iter().filter(|(of, _)| of == list).map(|(_, at)| usize::from(*at));
                let better = |at: usize| {
                    let (with, without) = (self.grades.of(*list).at(at), host.grades.of(*list).at(at));
                    with > without && (*list == Graded::Shapes || without < ADEQUATE)
                };
                used.stated && own.into_iter().any(|at| used.weights[at] > 0.0 && better(at))
            })
    }

    fn set(&mut self, place: usize, value: Value) {
        self.facts[place] = value;
    }
}

fn position(name: &str) -> Option<usize> {
    let at = Scope::Engine.place(name);
    debug_assert!(at.is_some(), "{name} is no fact of an engine");
    at
}

/// Places of facts that every candidate is asked for.
mod fact {
    use crate::vocabulary::Scope;

    pub(super) const DEPLOYED: usize = Scope::Engine.known("deployed");
    pub(super) const OPERATIONS: usize = Scope::Engine.known("operations");
    pub(super) const COST_ENTRY: usize = Scope::Engine.known("cost_entry");
    pub(super) const SHARDING: usize = Scope::Engine.known("sharding");
    pub(super) const SCALES_OUT: usize = Scope::Engine.known("scales_out");
    pub(super) const REPLICATION: usize = Scope::Engine.known("replication");
    pub(super) const READS_PER_NODE: usize = Scope::Engine.known("limits.reads_per_node");
    pub(super) const READ_CAPACITY: usize = Scope::Engine.known("read_capacity");
    pub(super) const KNOWN_TO_TEAM: usize = Scope::Engine.known("known_to_team");
    pub(super) const KIN_KNOWN_TO_TEAM: usize = Scope::Engine.known("kin_known_to_team");
    pub(super) const RUN_BY_TEAM: usize = Scope::Engine.known("run_by_team");
    pub(super) const PREFERRED: usize = Scope::Engine.known("preferred");
    pub(super) const PLATFORM_SUPPORTED: usize = Scope::Engine.known("platform_supported");
    pub(super) const NARROW_CLIENTS: usize = Scope::Engine.known("narrow_clients");
    pub(super) const HOSTING: usize = Scope::Engine.known("hosting");
    pub(super) const HOSTING_ACCEPTABLE: usize = Scope::Engine.known("hosting_acceptable");
    pub(super) const PLACE_ACCEPTABLE: usize = Scope::Engine.known("place_acceptable");
}

/// Ways of sharding by which an engine spreads its data on its own, a bit for each.
const SPREADING: u64 = 1 << SHARDING.known("automatic") | 1 << SHARDING.known("extension");
/// The set of ways of replication that says that there are none.
const NO_COPIES: u64 = 1 << REPLICATION.known("none");

/// Hostings, a bit for each, by their places in the vocabulary's list.
#[derive(Clone, Copy)]
struct Modes(u64);

impl Modes {
    fn of(wanted: impl Fn(usize) -> bool) -> Self {
        Self((0..HOSTING.words.len()).filter(|mode| wanted(*mode)).map(|mode| 1 << mode).sum())
    }

    fn has(self, mode: usize) -> bool {
        self.0 >> mode & 1 == 1
    }

    fn any(self) -> bool {
        self.0 != 0
    }
}

/// All candidates for a system, engines in the order of their ids, each followed by its extensions.
pub(super) fn candidates<'k>(knowledge: &'k Knowledge, system: &[Value], hosting: &str) -> Vec<Candidate<'k>> {
    // Room that is not used costs nothing, unlike moving to larger room.
    let mut candidates = Vec::with_capacity(2 * knowledge.engines.len());
    let setting = Setting::of(knowledge, system, hosting);
    let needs_host = |(_, other): &(usize, &Engine)| other.extends.is_some() || !other.available_on.is_empty();
    let extensions: Vec<(usize, &Engine)> = knowledge.engines.iter().enumerate().filter(needs_host).collect();
    for (at, engine) in knowledge.engines.iter().enumerate().filter(|(_, engine)| engine.extends.is_none()) {
        // Extensions are laid over the engine as the catalogue has it, so that it is placed last, and stands first.
        let alone = plain(at, engine);
        let first = candidates.len();
        for (extension, other) in extensions.iter().copied() {
            if other.extends.as_ref() == Some(&engine.id) || other.available_on.contains(&engine.id) {
                candidates.push(setting.place(knowledge, extended(alone.clone(), extension, other)));
            }
        }
        candidates.insert(first, setting.place(knowledge, alone));
    }
    candidates
}

fn plain(at: usize, engine: &Engine) -> Candidate<'_> {
    Candidate {
        engine: at,
        extension: None,
        facts: engine.facts.owned(),
        grades: Cow::Borrowed(&engine.grades),
        deployed: None,
    }
}

/// Lays an extension over its host.
fn extended<'k>(mut candidate: Candidate<'k>, at: usize, extension: &Engine) -> Candidate<'k> {
    candidate.extension = Some(at);
    for (index, fact) in ENGINE.iter().enumerate() {
        let (own, added) = (&candidate.facts[index], &extension.facts[index]);
        candidate.facts[index] = match (fact.name, own, added) {
            ("id", Value::Names(host), Value::Names(extension)) => {
                Value::Names(host.iter().chain(&**extension).cloned().collect())
            }
            // What the host is stays; what the extension says of itself as a product does not count.
            (
                "family"
                | "hosting"
                | "clouds"
                | "lock_in"
                | "status"
                | "durability"
                | "system_of_record"
                | "consistency.default"
                | "consistency.strongest",
                ..,
            ) => own.clone(),
            (_, _, Value::Unknown | Value::Absent) => own.clone(),
            ("osi_approved", Value::Flag(host), Value::Flag(extension)) => Value::Flag(*host && *extension),
            ("features" | "techniques" | "platform_features", Value::Set(host), Value::Set(extension)) => {
                Value::Set(host | extension)
            }
            ("maturity" | "isolation" | "transactions", Value::Number(host), Value::Number(extension)) => {
                Value::Number(host.min(*extension))
            }
            ("isolation", Value::Choice(host), Value::Choice(extension)) => Value::Choice(*host.min(extension)),
            ("cost_entry" | "cost_scale", Value::Number(host), Value::Number(extension)) => {
                Value::Number(host.max(*extension))
            }
            (name, _, added)
                if name.starts_with("limits.") || name == "sharding" || name == "licence" || name == "transactions" =>
            {
                added.clone()
            }
            _ => own.clone(),
        };
    }
    for (list, place) in &extension.own_grades {
        let grade = extension.grades.of(*list).grade(usize::from(*place));
        candidate.grades.to_mut().of_mut(*list).set(*place, grade);
    }
    candidate
}

/// What of the system decides where and how an engine can be had.
struct Setting<'a> {
    hosting: &'a Value,
    clouds: &'a Value,
    platforms: &'a [Words],
    preferred: Option<usize>,
    knows: Vec<usize>,
    runs: Vec<usize>,
    prefers: Vec<usize>,
}

impl<'a> Setting<'a> {
    fn of(knowledge: &Knowledge, system: &'a [Value], hosting: &str) -> Self {
        let facts = Facts { system, ..Facts::default() };
        let named = |fact: &str| match system_fact(&facts, fact) {
            Value::Names(names) => &**names,
            _ => &[],
        };
        let engines = |fact: &str| named(fact).iter().filter_map(|name| knowledge.engine(name)).collect();
        Self {
            hosting: system_fact(&facts, "deployment.hosting"),
            clouds: system_fact(&facts, "deployment.clouds"),
            platforms: named("team.platforms"),
            preferred: HOSTING.index(hosting).map(usize::from),
            knows: engines("team.knows"),
            runs: engines("team.runs"),
            prefers: engines("policy.prefer"),
        }
    }

    fn place<'k>(&self, knowledge: &Knowledge, mut candidate: Candidate<'k>) -> Candidate<'k> {
        let engine = &knowledge.engines[candidate.engine];
        let extension = candidate.extension.map(|at| &knowledge.engines[at]);
        let modes = Modes::of(|mode| {
            offers_mode(&candidate.facts, mode)
                && extension.is_none_or(|extension| extension_runs(engine, extension, mode))
        });
        let acceptable = Modes::of(|mode| modes.has(mode) && self.accepts(mode));
        let placed = Modes::of(|mode| acceptable.has(mode) && self.has_place(engine, extension, mode));
        candidate.deployed = self.choose(engine, extension, placed);
        candidate.set(fact::HOSTING_ACCEPTABLE, Value::Flag(acceptable.any()));
        candidate.set(fact::PLACE_ACCEPTABLE, Value::Flag(placed.any()));
        self.derive(knowledge, &mut candidate, engine, extension);
        candidate
    }

    fn accepts(&self, mode: usize) -> bool {
        accepts_hosting(self.hosting, mode)
    }

    fn has_place(&self, engine: &Engine, extension: Option<&Engine>, mode: usize) -> bool {
        let wanted = match self.clouds {
            Value::Set(bits) => Some(*bits),
            _ => None,
        };
        let in_place = |place: usize| wanted.is_none_or(|bits| bits >> place & 1 == 1);
        match HOSTING.words[mode] {
            "embedded" => true,
            // Machines can be had everywhere but on an edge platform.
            "self-hosted" => (0..PLACE.words.len()).any(|place| PLACE.words[place] != "cloudflare" && in_place(place)),
            _ => (0..PLACE.words.len()).any(|place| {
                let offered = |engine: &Engine| engine.offered >> place & 1 == 1;
                // An extension has its own list of offers on the engine that it was made for.
                let extension_offered = extension
                    .is_none_or(|extension| extension.extends.as_ref() != Some(&engine.id) || offered(extension));
                offered(engine) && extension_offered && in_place(place)
            }),
        }
    }

    fn choose(&self, engine: &Engine, extension: Option<&Engine>, placed: Modes) -> Option<usize> {
        if let Some(preferred) = self.preferred.filter(|preferred| placed.has(*preferred)) {
            return Some(preferred);
        }
        (0..HOSTING.words.len())
            .filter(|mode| placed.has(*mode))
            .min_by_key(|mode| (effort(engine, extension, *mode), *mode))
    }

    fn derive(
        &self,
        knowledge: &Knowledge,
        candidate: &mut Candidate<'_>,
        engine: &Engine,
        extension: Option<&Engine>,
    ) {
        let deployed = candidate.deployed.and_then(|mode| u8::try_from(mode).ok());
        candidate.set(fact::DEPLOYED, deployed.map_or(Value::Unknown, Value::Choice));
        if let Some(mode) = candidate.deployed {
            let effort = effort(engine, extension, mode);
            candidate.set(fact::OPERATIONS, Value::Number(Interval::exact(f64::from(effort))));
            if HOSTING.words[mode] == "self-hosted" && effort >= 3 {
                let least = Interval::exact(knowledge.parameters.cluster_entry_cost);
                let cost = candidate.facts[fact::COST_ENTRY].number().map_or(least, |cost| cost.max(least));
                candidate.set(fact::COST_ENTRY, Value::Number(cost));
            }
        }
        let spreads = matches!(candidate.facts[fact::SHARDING], Value::Set(bits) if bits & SPREADING != 0);
        candidate.set(fact::SCALES_OUT, Value::Flag(spreads));
        let replicates = !matches!(candidate.facts[fact::REPLICATION], Value::Set(NO_COPIES));
        if let Some(reads) = candidate.facts[fact::READS_PER_NODE].number() {
            let copies = if replicates { knowledge.parameters.read_replicas_at_most } else { 0.0 };
            candidate.set(fact::READ_CAPACITY, Value::Number(reads.scale(1.0 + copies)));
        }
        let mut kin = self.knows.iter().chain(&self.runs).map(|at| &knowledge.engines[*at].group);
        let kin_known = kin.any(|group| *group == engine.group);
        let is_this =
            |engines: &[usize]| engines.iter().any(|at| *at == candidate.engine || Some(*at) == candidate.extension);
        let (known, run, preferred) = (is_this(&self.knows), is_this(&self.runs), is_this(&self.prefers));
        candidate.set(fact::KNOWN_TO_TEAM, Value::Flag(known));
        candidate.set(fact::KIN_KNOWN_TO_TEAM, Value::Flag(kin_known));
        candidate.set(fact::RUN_BY_TEAM, Value::Flag(run));
        candidate.set(fact::PREFERRED, Value::Flag(preferred));
        let supported = engine.platforms.is_empty()
            || self.platforms.is_empty()
            || self.platforms.iter().any(|platform| engine.platforms.contains(platform));
        candidate.set(fact::PLATFORM_SUPPORTED, Value::Flag(supported));
        candidate.set(fact::NARROW_CLIENTS, Value::Flag(!engine.platforms.is_empty() && self.platforms.is_empty()));
    }
}

fn offers_mode(facts: &[Value], mode: usize) -> bool {
    matches!(facts[fact::HOSTING], Value::Set(bits) if bits >> mode & 1 == 1)
}

/// Whether an extension can be had on a hosting of its host.
fn extension_runs(host: &Engine, extension: &Engine, mode: usize) -> bool {
    extension.extends.as_ref() != Some(&host.id) || offers_mode(&extension.facts, mode)
}

fn effort(engine: &Engine, extension: Option<&Engine>, mode: usize) -> u8 {
    let own = engine.operations[mode].unwrap_or(3);
    extension.and_then(|extension| extension.operations[mode]).map_or(own, |added| own.max(added))
}

fn system_fact<'a>(facts: &Facts<'a>, name: &str) -> &'a Value {
    const UNKNOWN: &Value = &Value::Unknown;
    FactRef::find(name).filter(|fact| fact.scope == Scope::System).map_or(UNKNOWN, |fact| facts.get(fact))
}

/// Whether a way of hosting, as a place in the vocabulary's list, is among those that are wanted.
#[must_use]
pub fn accepts_hosting(wanted: &Value, mode: usize) -> bool {
    let Value::Set(wanted) = wanted else { return true };
    let is_wanted = |mode: usize| wanted >> mode & 1 == 1;
    // A serverless service is a managed one.
    let managed = HOSTING.index("managed").filter(|_| HOSTING.words[mode] == "serverless");
    is_wanted(mode) || managed.is_some_and(|managed| is_wanted(usize::from(managed)))
}
