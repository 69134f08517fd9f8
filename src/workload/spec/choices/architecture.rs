//! Choices about an architecture that has been decided or is running.

use crate::workload::choice::choice;

choice! {
    /// Whether the architecture exists.
    ArchitectureStatus {
        /// Decided.
        Planned = "planned",
        /// In operation.
        Running = "running",
    }
}

choice! {
    /// How the databases of a system are arranged.
    Pattern {
        /// One database for one application.
        MonolithicDatabase = "monolithic-database",
        /// A database for each service.
        DatabasePerService = "database-per-service",
        /// One database for several services.
        SharedDatabase = "shared-database",
        /// Separate models for writing and for reading.
        Cqrs = "cqrs",
        /// State is kept as the sequence of its changes.
        EventSourcing = "event-sourcing",
        /// Several kinds of databases, each for what it does best.
        PolyglotPersistence = "polyglot-persistence",
        /// One way to query several databases.
        Federation = "federation",
        /// A business transaction as a chain of local ones with compensations.
        Saga = "saga",
        /// Services that react to each other's events.
        EventDriven = "event-driven",
    }
}

choice! {
    /// What a store is for.
    Role {
        /// The system of record.
        Primary = "primary",
        /// Copies for speed.
        Cache = "cache",
        /// A search index.
        Index = "index",
        /// Analysis of data that is recorded elsewhere.
        Analytics = "analytics",
        /// A log of events.
        Log = "log",
    }
}

choice! {
    /// How a store is laid out over machines.
    Topology {
        /// One machine.
        SingleNode = "single-node",
        /// One machine that writes, others that copy it.
        PrimaryReplica = "primary-replica",
        /// Several machines that write the same data.
        MultiPrimary = "multi-primary",
        /// Parts of the data on different machines.
        Sharded = "sharded",
        /// Parts of the data on different machines, each copied.
        ShardedReplicated = "sharded-replicated",
        /// Copies that all take writes, without a leader.
        Leaderless = "leaderless",
        /// Inside the application.
        Embedded = "embedded",
    }
}

choice! {
    /// How items are assigned to shards.
    ShardingStrategy {
        /// By spans of the key.
        Range = "range",
        /// By a hash of the key.
        Hash = "hash",
        /// By a table of where each key is.
        Directory = "directory",
        /// By place.
        Geographic = "geographic",
    }
}

choice! {
    /// What the sharding key is like.
    KeyKind {
        /// It grows with time.
        Monotonic = "monotonic",
        /// It is random.
        Random = "random",
        /// It names a tenant.
        Tenant = "tenant",
        /// It means something in the business.
        Natural = "natural",
    }
}

choice! {
    /// How a store settles concurrent writes in several places.
    StoreConflicts {
        /// They cannot happen.
        None = "none",
        /// The last one stays.
        LastWriteWins = "last-write-wins",
        /// By data types that merge.
        Crdt = "crdt",
        /// By the application.
        Application = "application",
    }
}

choice! {
    /// When a write counts as copied, weakest first.
    Replication {
        /// After it has been acknowledged.
        Asynchronous = "asynchronous",
        /// One copy before it is acknowledged.
        SemiSynchronous = "semi-synchronous",
        /// All copies before it is acknowledged.
        Synchronous = "synchronous",
        /// A majority before it is acknowledged.
        Consensus = "consensus",
    }
}

choice! {
    /// What is encrypted.
    Encryption {
        /// What is stored.
        AtRest = "at-rest",
        /// What is sent.
        InTransit = "in-transit",
    }
}

choice! {
    /// How changes reach a store from the one that records them.
    FedBy {
        /// In the same transaction.
        SameTransaction = "same-transaction",
        /// From a table of outgoing messages, written in the same transaction.
        Outbox = "outbox",
        /// From the log of the recording store: change data capture.
        Cdc = "cdc",
        /// From a stream of events.
        EventStream = "event-stream",
        /// From time to time, all that is new.
        Batch = "batch",
        /// The application writes to both.
        DualWrite = "dual-write",
    }
}

choice! {
    /// How a cache is filled.
    Caching {
        /// By the application, on a miss.
        CacheAside = "cache-aside",
        /// With every write, at once.
        WriteThrough = "write-through",
        /// Written first, and the store later.
        WriteBehind = "write-behind",
    }
}

choice! {
    /// How a cache gets rid of what is out of date.
    Invalidation {
        /// After a time.
        Ttl = "ttl",
        /// On an event.
        Event = "event",
        /// By a new version in the key.
        Version = "version",
    }
}
