//! Choices about the whole system: application, team, deployment, policy.

use crate::workload::choice::choice;

choice! {
    /// How the application is built.
    ApplicationStyle {
        /// One deployable unit.
        Monolith = "monolith",
        /// One deployable unit with enforced module borders.
        ModularMonolith = "modular-monolith",
        /// Independently deployed services.
        Microservices = "microservices",
        /// Functions that a platform starts on demand.
        Serverless = "serverless",
        /// Code that runs in many places close to the users.
        Edge = "edge",
        /// An application on phones and tablets.
        Mobile = "mobile",
        /// An application on personal computers.
        Desktop = "desktop",
        /// Software inside a device.
        Embedded = "embedded",
        /// Components that react to events.
        EventDriven = "event-driven",
        /// A platform that collects and analyses data of other systems.
        DataPlatform = "data-platform",
    }
}

choice! {
    /// How far along the system is, earliest first.
    Stage {
        /// Being tried out; requirements still move.
        Prototype = "prototype",
        /// In use and growing.
        Growth = "growth",
        /// In use and stable.
        Mature = "mature",
        /// Replacing an older system.
        LegacyMigration = "legacy-migration",
    }
}

choice! {
    /// How tenants are to be kept apart, weakest separation first.
    Tenancy {
        /// Rows of all tenants in the same tables.
        Shared = "shared",
        /// A schema for each tenant.
        Schema = "schema",
        /// A database for each tenant.
        Database = "database",
    }
}

choice! {
    /// People who run databases, fewest first.
    Operations {
        /// Nobody.
        None = "none",
        /// Developers, beside other work.
        Small = "small",
        /// People whose job it is.
        Dedicated = "dedicated",
    }
}

choice! {
    /// Who runs the databases, and how.
    Hosting {
        /// No preference.
        Any = "any",
        /// Run by the team on machines of its choice.
        SelfHosted = "self-hosted",
        /// Run by a provider on instances of a chosen size.
        Managed = "managed",
        /// Run by a provider, billed by use.
        Serverless = "serverless",
        /// Runs inside the application.
        Embedded = "embedded",
    }
}

choice! {
    /// Where the databases may run.
    Cloud {
        /// Amazon Web Services.
        Aws = "aws",
        /// Google Cloud.
        Gcp = "gcp",
        /// Microsoft Azure.
        Azure = "azure",
        /// Cloudflare.
        Cloudflare = "cloudflare",
        /// The organisation's own machines; excludes managed clouds.
        OnPremises = "on-premises",
        /// Another provider.
        Other = "other",
    }
}

choice! {
    /// Where writes are accepted, the simpler first.
    WritesIn {
        /// In one region.
        OneRegion = "one-region",
        /// In every region.
        EveryRegion = "every-region",
    }
}

choice! {
    /// What the database's platform must offer beside the database.
    PlatformFeature {
        /// Copies of the database for every branch of the code.
        Branching = "branching",
        /// Costs nothing while nobody uses it.
        ScaleToZero = "scale-to-zero",
        /// Schema changes that do not block reads or writes.
        NonBlockingMigrations = "non-blocking-migrations",
        /// An API made from the schema.
        GeneratedApi = "generated-api",
        /// Accounts and sign-in of users.
        SignIn = "sign-in",
        /// Storage of files.
        FileStorage = "file-storage",
        /// Functions that run beside the database.
        Functions = "functions",
        /// Changes pushed to clients as they happen.
        Realtime = "realtime",
    }
}

choice! {
    /// What to give up while the network is split: the CAP question.
    OnPartition {
        /// Refuse requests rather than answer wrongly.
        StayConsistent = "stay-consistent",
        /// Answer, even with data that is out of date.
        StayAvailable = "stay-available",
    }
}

choice! {
    /// Money for databases and for running them, least first.
    Budget {
        /// As little as possible.
        Tight = "tight",
        /// What comparable systems cost.
        Medium = "medium",
        /// Quality and speed before cost.
        Generous = "generous",
    }
}

choice! {
    /// Which licences of engines are acceptable, least strict first. The engine's own licence counts.
    Licences {
        /// Any, proprietary ones too.
        Any = "any",
        /// The source code must be available.
        SourceAvailable = "source-available",
        /// Approved by the Open Source Initiative.
        OpenSource = "open-source",
    }
}

choice! {
    /// How much dependence on one vendor is acceptable, least strict first.
    LockIn {
        /// Any.
        Any = "any",
        /// Little: there must be a way to another vendor.
        Low = "low",
    }
}

choice! {
    /// A regulation or standard that the system must meet.
    Regulation {
        /// General Data Protection Regulation of the European Union.
        Gdpr = "gdpr",
        /// Health Insurance Portability and Accountability Act of the USA.
        Hipaa = "hipaa",
        /// Payment Card Industry Data Security Standard.
        PciDss = "pci-dss",
        /// Sarbanes-Oxley Act of the USA.
        Sox = "sox",
        /// Service Organization Control 2.
        Soc2 = "soc2",
        /// ISO/IEC 27001, information security management.
        Iso27001 = "iso-27001",
        /// California Consumer Privacy Act.
        Ccpa = "ccpa",
        /// Federal Risk and Authorization Management Program of the USA.
        Fedramp = "fedramp",
        /// Digital Operational Resilience Act of the European Union.
        Dora = "dora",
    }
}
