//! Choices about one dataset: its four V's and how it is accessed.

use crate::workload::choice::choice;

choice! {
    /// How the load varies over time.
    LoadPattern {
        /// The same at all hours.
        Steady = "steady",
        /// Follows the hours of the day.
        Daily = "daily",
        /// Short peaks that are hard to foresee.
        Bursty = "bursty",
        /// Hardly used most of the time.
        MostlyIdle = "mostly-idle",
    }
}

choice! {
    /// What one item of the data is like.
    Shape {
        /// Rows with references to each other.
        Relational = "relational",
        /// Self-contained nested records.
        Document = "document",
        /// Opaque values by key.
        KeyValue = "key-value",
        /// Sparse rows grouped by a partition key.
        WideColumn = "wide-column",
        /// Nodes and edges.
        Graph = "graph",
        /// Measurements with a time stamp.
        TimeSeries = "time-series",
        /// Embeddings.
        Vector = "vector",
        /// Bodies of text to be searched.
        Text = "text",
        /// An ordered log of facts.
        Event = "event",
        /// Work items that are taken once.
        Queue = "queue",
        /// Files.
        Blob = "blob",
    }
}

choice! {
    /// How fixed the structure of the items is, most fixed first.
    SchemaFreedom {
        /// Known and the same for all items.
        Rigid = "rigid",
        /// Known, and changes often.
        Evolving = "evolving",
        /// Different from item to item.
        Free = "free",
    }
}

choice! {
    /// Lists inside an item.
    Nesting {
        /// None.
        None = "none",
        /// Of limited length.
        Bounded = "bounded",
        /// Without a limit on their length.
        Unbounded = "unbounded",
    }
}

choice! {
    /// How items refer to each other.
    Links {
        /// One item to a handful.
        OneToFew = "one-to-few",
        /// One item to many.
        OneToMany = "one-to-many",
        /// Many items to many.
        ManyToMany = "many-to-many",
    }
}

choice! {
    /// What a read sees, weakest first.
    Consistency {
        /// Some earlier state, which converges to the latest.
        Eventual = "eventual",
        /// At least one's own writes.
        Session = "session",
        /// Writes in the order in which they depend on each other.
        Causal = "causal",
        /// The latest acknowledged write.
        Strong = "strong",
    }
}

choice! {
    /// What must change atomically, least first.
    Transactions {
        /// Nothing.
        None = "none",
        /// One item.
        SingleItem = "single-item",
        /// Several items of the dataset.
        MultiItem = "multi-item",
        /// Items of this dataset together with the datasets in `changes_with`.
        CrossDataset = "cross-dataset",
    }
}

choice! {
    /// How much concurrent transactions may notice of each other, weakest first.
    Isolation {
        /// Sees committed data only.
        ReadCommitted = "read-committed",
        /// Rows that were read stay as they were.
        RepeatableRead = "repeatable-read",
        /// Sees one moment of the database.
        Snapshot = "snapshot",
        /// As if transactions ran one after the other.
        Serializable = "serializable",
        /// As if they ran one after the other in the order of real time.
        StrictSerializable = "strict-serializable",
    }
}

choice! {
    /// Whether acknowledged data may be lost, weakest first.
    Durability {
        /// Loss is tolerable: it can be rebuilt or done without.
        Rebuildable = "rebuildable",
        /// Loss is not tolerable.
        Durable = "durable",
    }
}

choice! {
    /// How much of the past is kept, least first.
    History {
        /// The current state only.
        Current = "current",
        /// Who changed what.
        Audit = "audit",
        /// Past states can be queried.
        AsOf = "as-of",
        /// Every change is kept and can be replayed.
        Full = "full",
    }
}

choice! {
    /// What happens to concurrent writes in several places.
    Conflicts {
        /// They cannot happen.
        Impossible = "impossible",
        /// The last one stays.
        LastWriteWins = "last-write-wins",
        /// They are merged.
        Merge = "merge",
        /// All but one are refused.
        Reject = "reject",
    }
}

choice! {
    /// What a read does. An operation is named by its most demanding part.
    ReadOperation {
        /// By primary key.
        Lookup = "lookup",
        /// An ordered span of a key.
        Range = "range",
        /// By attributes other than the key.
        Filter = "filter",
        /// Items of several kinds put together.
        Join = "join",
        /// Sums and groups over many items.
        Aggregate = "aggregate",
        /// Words in texts.
        Search = "search",
        /// Nearest neighbours of a vector.
        Similarity = "similarity",
        /// Along edges from node to node.
        Traverse = "traverse",
        /// By place.
        Geo = "geo",
        /// Aggregates per time bucket.
        Window = "window",
        /// Top-N, leaderboard, percentile of an ordered set.
        Rank = "rank",
        /// Most of the dataset.
        Scan = "scan",
        /// Pushed on change.
        Subscribe = "subscribe",
        /// An ordered log again from a point.
        Replay = "replay",
    }
}

choice! {
    /// What a write does. An operation is named by its most demanding part.
    WriteOperation {
        /// A new item.
        Insert = "insert",
        /// Many new items at once.
        BulkInsert = "bulk-insert",
        /// A new item at the end of a log.
        Append = "append",
        /// An item changed.
        Update = "update",
        /// An item changed, or made when there is none.
        Upsert = "upsert",
        /// An item changed if it still is as it was read.
        CompareAndSet = "compare-and-set",
        /// An item removed.
        Delete = "delete",
        /// A number in an item changed by an amount.
        Increment = "increment",
        /// An item removed when its time is over.
        Expire = "expire",
    }
}

choice! {
    /// How unevenly the keys are used, evenest first.
    Skew {
        /// All alike.
        Even = "even",
        /// Some much more than others.
        Skewed = "skewed",
        /// A few take most of the load.
        Hot = "hot",
    }
}

choice! {
    /// The order in which readers of events or queues must see them, least first.
    Ordering {
        /// Any.
        None = "none",
        /// In order for each key.
        PerKey = "per-key",
        /// In one order for all.
        Total = "total",
    }
}

choice! {
    /// How often a reader of events or queues may see an item, weakest first.
    Delivery {
        /// Once or not at all.
        AtMostOnce = "at-most-once",
        /// Once or more.
        AtLeastOnce = "at-least-once",
        /// Once.
        ExactlyOnce = "exactly-once",
    }
}

choice! {
    /// Who enforces access to items, coarsest first.
    Permissions {
        /// The application.
        Application = "application",
        /// Roles of the database.
        Roles = "roles",
        /// The database, row by row.
        PerRow = "per-row",
    }
}

choice! {
    /// What makes data sensitive.
    Sensitivity {
        /// About persons.
        Personal = "personal",
        /// About the health of persons.
        Health = "health",
        /// Numbers of payment cards and what belongs to them.
        Cardholder = "cardholder",
        /// Accounts and money.
        Financial = "financial",
        /// Passwords, keys and tokens.
        Credentials = "credentials",
        /// Secrets of the organisation.
        Confidential = "confidential",
    }
}
