//! Small specs of all kinds: any subset of the facts, with values that people could write.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// Facts of the system with values in YAML.
const SYSTEM: &[(&str, &[&str])] = &[
    ("horizon", &["1 year", "5 years"]),
    (
        "application.style",
        &["monolith", "microservices", "serverless", "edge", "mobile", "desktop", "event-driven", "data-platform"],
    ),
    ("application.stage", &["prototype", "growth", "mature"]),
    ("application.services", &["1", "9"]),
    ("application.instances", &["1", "4", "200"]),
    ("application.tenants", &["300"]),
    ("application.tenancy", &["shared", "database"]),
    ("application.offline", &["true", "false"]),
    ("team.engineers", &["1", "6", "80"]),
    ("team.operations", &["none", "small", "dedicated"]),
    ("team.knows", &["[postgresql, redis]", "[mysql]", "[mongodb, cassandra, kafka]"]),
    ("deployment.hosting", &["any", "managed", "[self-hosted, managed]", "serverless", "[embedded, self-hosted]"]),
    ("deployment.clouds", &["[aws]", "[gcp, azure]", "[on-premises]"]),
    ("deployment.regions", &["1", "3"]),
    ("deployment.writes_in", &["one-region", "every-region"]),
    ("availability.target", &["99.5 %", "99.99 %"]),
    ("availability.rpo", &["0 s", "1 h"]),
    ("availability.on_partition", &["stay-consistent", "stay-available"]),
    ("budget", &["tight", "medium", "generous"]),
    ("policy.max_engines", &["1", "3"]),
    ("priorities.simplicity", &["0", "5"]),
    ("priorities.performance", &["1", "5"]),
];

/// Facts of a dataset with values in YAML.
const DATASET: &[(&str, &[&str])] = &[
    ("volume.size", &["20 MB", "~5 GB", "100 GB .. 300 GB", "'> 10 TB'", "< 1 GB", "3 PB"]),
    ("volume.growth", &["10 GB/month", "5 %/month"]),
    ("volume.items", &["40k", "300M", "20000M"]),
    ("volume.item_size", &["100 B", "6 kB"]),
    ("volume.largest_item", &["200 kB", "30 MB", "2 GB"]),
    ("volume.retention", &["30 days", "forever"]),
    ("velocity.reads", &["5/h", "~100/s", "20k/s", "2M/s"]),
    ("velocity.writes", &["10/day", "~50/s", "5k/s .. 20k/s", "400k/s"]),
    ("velocity.peak", &["4x"]),
    ("velocity.writers", &["1", "60"]),
    (
        "variety.shape",
        &[
            "relational",
            "document",
            "key-value",
            "wide-column",
            "graph",
            "time-series",
            "vector",
            "text",
            "event",
            "queue",
            "blob",
            "[relational, text]",
            "[document, key-value]",
        ],
    ),
    ("variety.schema", &["rigid", "evolving", "free"]),
    ("variety.dimensions", &["384", "3072"]),
    ("veracity.consistency", &["strong", "causal", "session", "eventual"]),
    ("veracity.transactions", &["none", "single-item", "multi-item"]),
    ("veracity.isolation", &["read-committed", "serializable"]),
    ("veracity.durability", &["durable", "rebuildable"]),
    ("veracity.integrity", &["true", "false"]),
    ("veracity.history", &["current", "audit", "full"]),
    (
        "access.reads",
        &[
            "{lookup: 60 %, range: 20 %, join: 20 %}",
            "[lookup]",
            "[aggregate, scan]",
            "[similarity, lookup]",
            "[search, filter]",
            "[traverse]",
            "[window, range]",
            "[rank, geo]",
            "[subscribe, replay]",
        ],
    ),
    (
        "access.writes",
        &[
            "[insert, update, delete]",
            "[append]",
            "{upsert: 90 %, expire: 10 %}",
            "[bulk-insert]",
            "[increment, compare-and-set]",
        ],
    ),
    ("access.skew", &["even", "hot"]),
    ("access.hot", &["10 %"]),
    ("access.order", &["per-key", "total"]),
    ("access.permissions", &["application", "per-row"]),
    ("latency.read_p99", &["1 ms", "50 ms"]),
    ("latency.write_p99", &["5 ms", "200 ms"]),
    ("staleness", &["0 s", "5 min"]),
    ("sensitive", &["[personal, financial]"]),
    ("owner", &["checkout", "insights"]),
];

const NAMES: [&str; 3] = ["alpha", "beta", "gamma"];
/// Pairs of datasets, the later one first.
const PAIRS: [(usize, usize); 3] = [(1, 0), (2, 0), (2, 1)];

/// Specs without rules about licences, lock-in or named engines, which tests add on their own.
pub fn specs() -> impl Strategy<Value = Value> {
    let datasets = prop::collection::vec(facts(DATASET, 0.35), 1..=NAMES.len());
    let links = prop::collection::vec(
        prop::option::weighted(0.4, select(vec!["joins_with", "changes_with", "derived_from"])),
        PAIRS.len(),
    );
    (facts(SYSTEM, 0.25), datasets, links).prop_map(|(mut spec, datasets, links)| {
        spec["whichdb"] = json!(1);
        spec["name"] = json!("generated");
        let count = datasets.len();
        for (name, dataset) in NAMES.into_iter().zip(datasets) {
            spec["datasets"][name] = dataset;
        }
        for ((later, earlier), link) in PAIRS.into_iter().zip(links) {
            if let Some(link) = link.filter(|_| later < count) {
                let list = &mut spec["datasets"][NAMES[later]][link];
                let mut names = list.as_array().cloned().unwrap_or_default();
                names.push(json!(NAMES[earlier]));
                *list = names.into();
            }
        }
        spec
    })
}

/// Any subset of facts, each with any of its values.
fn facts(all: &'static [(&str, &[&str])], share: f64) -> impl Strategy<Value = Value> {
    let each: Vec<_> = all.iter().map(|(_, values)| prop::option::weighted(share, select(*values))).collect();
    each.prop_map(move |chosen| {
        let mut section = Value::Object(Map::new());
        for ((path, _), value) in all.iter().zip(chosen) {
            if let Some(value) = value {
                put(&mut section, path, serde_yaml::from_str(value).expect("YAML"));
            }
        }
        section
    })
}

/// Sets the value at a path.
pub fn put(spec: &mut Value, path: &str, value: Value) {
    let place = path.split('.').fold(spec, |section, key| &mut section[key]);
    *place = value;
}

/// The value at a path, when there is one.
pub fn at<'a>(spec: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(spec, |section, key| section.get(key))
}

/// The spec as a file.
pub fn text(spec: &Value) -> String {
    serde_yaml::to_string(spec).expect("YAML")
}
