//! The word lists of the vocabulary. A list that is `ordered` runs from the weakest to the
//! strongest, so that rules may compare: `">= causal"`.

use super::index;

/// A list of words that a fact can be.
#[derive(Debug)]
pub struct ChoiceType {
    /// Name of the list, for messages.
    pub name: &'static str,
    /// The words, weakest first when ordered.
    pub words: &'static [&'static str],
    /// Whether `<` and `>` make sense.
    pub ordered: bool,
}

impl ChoiceType {
    /// Place of a word in the list.
    #[must_use]
    pub fn index(&self, word: &str) -> Option<u8> {
        self.words.iter().position(|known| *known == word).and_then(|at| u8::try_from(at).ok())
    }

    /// The place of a word that the program itself asks for, found while it is compiled.
    ///
    /// # Panics
    /// There is no such word; then the program does not compile.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "no list has as many words")]
    pub const fn known(&self, word: &str) -> u8 {
        let mut place = 0;
        while place < self.words.len() {
            if index::same(self.words[place], word) {
                return place as u8;
            }
            place += 1;
        }
        panic!("there is no such word")
    }
}

macro_rules! choice_lists {
    ($($name:ident $label:literal $ordered:ident [$($word:literal)+])+) => {
        $(
            #[doc = concat!("The words of ", $label, ".")]
            pub static $name: ChoiceType = ChoiceType { name: $label, words: &[$($word),+], ordered: choice_lists!(@ $ordered) };
        )+
    };
    (@ ordered) => { true };
    (@ plain) => { false };
}

choice_lists! {
    STYLE "application style" plain ["monolith" "modular-monolith" "microservices" "serverless" "edge" "mobile" "desktop" "embedded" "event-driven" "data-platform"]
    STAGE "stage" plain ["prototype" "growth" "mature" "legacy-migration"]
    TENANCY "tenancy" ordered ["shared" "schema" "database"]
    OPERATIONS "operations staff" ordered ["none" "small" "dedicated"]
    HOSTING "hosting" plain ["embedded" "self-hosted" "managed" "serverless"]
    PLACE "place" plain ["aws" "gcp" "azure" "cloudflare" "on-premises" "other"]
    WRITES_IN "where writes are accepted" ordered ["one-region" "every-region"]
    PLATFORM_FEATURE "platform feature" plain ["branching" "scale-to-zero" "non-blocking-migrations" "generated-api" "sign-in" "file-storage" "functions" "realtime"]
    ON_PARTITION "behaviour in a partition" plain ["stay-consistent" "stay-available"]
    BUDGET "budget" ordered ["tight" "medium" "generous"]
    LICENCES "acceptable licences" ordered ["any" "source-available" "open-source"]
    LOCK_IN "lock-in" ordered ["low" "medium" "high"]
    LOCK_IN_POLICY "acceptable lock-in" plain ["any" "low"]
    COMPLIANCE "regulation" plain ["gdpr" "hipaa" "pci-dss" "sox" "soc2" "iso-27001" "ccpa" "fedramp" "dora"]
    PATTERN_OF_LOAD "pattern of the load" plain ["steady" "daily" "bursty" "mostly-idle"]
    SHAPE "shape" plain ["relational" "document" "key-value" "wide-column" "graph" "time-series" "vector" "text" "event" "queue" "blob"]
    SCHEMA "schema" ordered ["rigid" "evolving" "free"]
    NESTING "nesting" ordered ["none" "bounded" "unbounded"]
    LINKS "links" ordered ["one-to-few" "one-to-many" "many-to-many"]
    CONSISTENCY "consistency" ordered ["eventual" "session" "causal" "strong"]
    TRANSACTIONS "transaction scope" ordered ["none" "single-item" "multi-item" "cross-dataset"]
    ENGINE_TRANSACTIONS "transaction scope of an engine" ordered ["none" "single-item" "multi-item" "distributed"]
    ISOLATION "isolation" ordered ["none" "read-committed" "repeatable-read" "snapshot" "serializable" "strict-serializable"]
    DURABILITY "durability" ordered ["rebuildable" "durable"]
    ENGINE_DURABILITY "durability of an engine" ordered ["volatile" "lossy" "durable"]
    HISTORY "history" ordered ["current" "audit" "as-of" "full"]
    CONFLICTS "handling of conflicting writes" plain ["impossible" "last-write-wins" "merge" "reject"]
    READ "read operation" plain ["lookup" "range" "filter" "join" "aggregate" "search" "similarity" "traverse" "geo" "window" "rank" "scan" "subscribe" "replay"]
    WRITE "write operation" plain ["insert" "bulk-insert" "append" "update" "upsert" "compare-and-set" "delete" "increment" "expire"]
    SKEW "skew" ordered ["even" "skewed" "hot"]
    ORDER "order" ordered ["none" "per-key" "total"]
    DELIVERY "delivery" ordered ["at-most-once" "at-least-once" "exactly-once"]
    PERMISSIONS "permissions" ordered ["application" "roles" "per-row"]
    SENSITIVE "kind of sensitive data" plain ["personal" "health" "cardholder" "financial" "credentials" "confidential"]
    FAMILY "family" plain ["relational" "embedded-relational" "document" "key-value" "wide-column" "graph" "time-series" "vector" "search" "analytical" "event-stream" "in-memory-cache" "object-storage"]
    ENGINE_ON_PARTITION "behaviour of an engine in a partition" plain ["stay-consistent" "stay-available" "configurable" "single-node"]
    MULTI_REGION_WRITES "consistency of writes in every region" ordered ["none" "eventual" "session" "causal" "strong"]
    REPLICATION "replication" plain ["single-leader" "multi-leader" "leaderless" "consensus" "none"]
    REPLICATION_MODE "replication mode" ordered ["asynchronous" "semi-synchronous" "synchronous" "consensus"]
    STORE_REPLICATION "replication of a store" ordered ["none" "asynchronous" "semi-synchronous" "synchronous" "consensus"]
    ARCHITECTURE_STATUS "status of an architecture" plain ["planned" "running"]
    ARCHITECTURE_PATTERN "architecture pattern" plain ["monolithic-database" "database-per-service" "shared-database" "cqrs" "event-sourcing" "polyglot-persistence" "federation" "saga" "event-driven"]
    ROLE "role of a store" plain ["primary" "cache" "index" "analytics" "log"]
    SHARDING_STRATEGY "sharding strategy" plain ["range" "hash" "directory" "geographic"]
    KEY_KIND "kind of a sharding key" plain ["monotonic" "random" "tenant" "natural"]
    STORE_CONFLICTS "settling of concurrent writes" plain ["none" "last-write-wins" "crdt" "application"]
    BACKUP "backup" plain ["none" "periodic" "continuous"]
    ENCRYPTION "encryption" plain ["at-rest" "in-transit"]
    FED_BY "way of feeding a store" plain ["same-transaction" "outbox" "cdc" "event-stream" "batch" "dual-write"]
    CACHING "way of filling a cache" plain ["cache-aside" "write-through" "write-behind"]
    INVALIDATION "way of invalidating a cache" plain ["ttl" "event" "version"]
    LINK "link between datasets" plain ["joins" "changes" "feeds"]
    SHARDING "sharding" ordered ["none" "manual" "extension" "automatic"]
    FEATURE "feature" plain ["joins" "foreign-keys" "secondary-indexes" "full-text" "vector" "geo" "ttl" "change-stream" "pub-sub" "json" "time-buckets" "graph-traversal" "stored-history" "row-level-security" "encryption-at-rest" "audit-log"]
    STATUS "status" plain ["active" "maintenance" "closed-to-new-customers" "discontinued"]
    TOPOLOGY "topology" plain ["single-node" "primary-replica" "multi-primary" "sharded" "sharded-replicated" "leaderless" "embedded"]
    VOLUME_CLASS "volume class" ordered ["embedded" "single-node" "distributed"]
    VELOCITY_CLASS "velocity class" ordered ["low" "moderate" "high"]
    VARIETY_CLASS "variety class" ordered ["rigid" "flexible" "free"]
    VERACITY_CLASS "veracity class" ordered ["eventual" "tunable" "strong"]
    RATIO_CLASS "read/write ratio class" plain ["write-heavy" "balanced" "read-heavy"]
}
