//! The catalogue is complete, and the rules speak in sentences.

use whichdb::vocabulary::FactRef;

use crate::{FOLDER, none};

/// Engines that the catalogue promises by these names.
const ENGINES: [&str; 55] = [
    "postgresql",
    "mysql",
    "mariadb",
    "sqlite",
    "libsql",
    "turso",
    "duckdb",
    "oracle-database",
    "sql-server",
    "cockroachdb",
    "google-spanner",
    "amazon-aurora",
    "vitess",
    "planetscale",
    "neon",
    "supabase",
    "citus",
    "mongodb",
    "couchdb",
    "ravendb",
    "amazon-documentdb",
    "firestore",
    "redis",
    "valkey",
    "memcached",
    "amazon-dynamodb",
    "riak",
    "cassandra",
    "hbase",
    "google-bigtable",
    "neo4j",
    "amazon-neptune",
    "arangodb",
    "tigergraph",
    "influxdb",
    "timescaledb",
    "prometheus",
    "amazon-timestream",
    "pinecone",
    "weaviate",
    "chroma",
    "qdrant",
    "milvus",
    "pgvector",
    "elasticsearch",
    "solr",
    "clickhouse",
    "snowflake",
    "bigquery",
    "amazon-redshift",
    "kafka",
    "amazon-s3",
    "cloudflare-d1",
    "indexeddb",
    "opensearch",
];

#[test]
fn the_engines_that_are_promised_are_in_the_catalogue() {
    let missing: Vec<String> = ENGINES
        .iter()
        .filter(|id| !FOLDER.knowledge.engines.iter().any(|engine| engine.id == **id))
        .map(|id| (*id).to_owned())
        .collect();
    none("engines are missing", &missing);
}

/// The names in braces.
fn places(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(inside, _)| inside).collect()
}

#[test]
fn every_requirement_says_a_sentence_about_an_engine_or_a_fact() {
    let mut offenders = Vec::new();
    for entry in &FOLDER.written.requirements {
        let says = &entry.spec.says;
        if !says.ends_with('.') {
            offenders.push(format!("{}: no full stop: {says}", entry.id));
        }
        if !places(says).iter().any(|place| *place == "engine" || FactRef::find(place).is_some()) {
            offenders.push(format!("{}: names neither {{engine}} nor a fact: {says}", entry.id));
        }
    }
    none("requirements say it badly", &offenders);
}

#[test]
fn every_reason_that_is_shown_is_a_sentence() {
    let written = &FOLDER.written;
    let mut offenders = Vec::new();
    // Names of products and languages are written as their makers write them.
    let names: Vec<String> = written
        .engines
        .iter()
        .flat_map(|entry| {
            entry
                .spec
                .query_language
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|name| name.as_str())
                .chain([entry.spec.name.as_str()])
        })
        .map(str::to_owned)
        .collect();
    let mut sentence = |id: &str, text: &str| {
        let begins = text
            .starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit() || ['{', '"'].contains(&first));
        let is_name = || names.iter().any(|name| text.starts_with(name.as_str()));
        if !(text.ends_with(['.', '?', '!']) && (begins || is_name())) {
            offenders.push(format!("{id}: {text}"));
        }
    };
    for entry in &written.decisions {
        entry.spec.rows.iter().for_each(|row| sentence(&entry.id, &row.says));
        sentence(&entry.id, &entry.spec.otherwise.says);
    }
    for entry in &written.patterns {
        entry.spec.reasons.iter().chain(&entry.spec.against).for_each(|reason| sentence(&entry.id, &reason.says));
        entry
            .spec
            .advantages
            .iter()
            .chain(&entry.spec.disadvantages)
            .for_each(|claim| sentence(&entry.id, &claim.says));
    }
    for entry in &written.engines {
        let spec = &entry.spec;
        spec.strengths
            .iter()
            .chain(&spec.weaknesses)
            .chain(&spec.used_for)
            .for_each(|claim| sentence(&entry.id, &claim.says));
        sentence(&entry.id, &spec.about);
    }
    for entry in &written.families {
        let spec = &entry.spec;
        let claims = spec.strengths.iter().chain(&spec.weaknesses).chain(&spec.choose_when).chain(&spec.modelling);
        claims.for_each(|claim| sentence(&entry.id, &claim.says));
    }
    none("texts are no sentences", &offenders);
}

#[test]
fn everything_that_asks_ends_in_a_question_mark() {
    let written = &FOLDER.written;
    let criteria = written.criteria.iter().map(|entry| (&entry.id, &entry.spec.asks));
    let decisions = written.decisions.iter().map(|entry| (&entry.id, &entry.spec.asks));
    let facts = written.facts.iter().map(|entry| (&entry.id, &entry.spec.question));
    let offenders: Vec<String> = criteria
        .chain(decisions)
        .chain(facts)
        .filter(|(_, asks)| !asks.ends_with('?'))
        .map(|(id, asks)| format!("{id}: {asks}"))
        .collect();
    none("questions have no question mark", &offenders);
}

#[test]
fn no_text_speaks_of_master_and_slave() {
    let mut offenders = Vec::new();
    for (_, file) in FOLDER.files.iter() {
        // The inventory quotes the titles of the base documents; `also_called` keeps old words findable.
        if file.name().ends_with("inventory.yaml") {
            continue;
        }
        for (line, text) in file.text().lines().enumerate() {
            if text.to_lowercase().contains("slave") && !text.contains("also_called") {
                offenders.push(format!("{}:{}: {text}", file.name(), line + 1));
            }
        }
    }
    none("lines use the old words", &offenders);
}
