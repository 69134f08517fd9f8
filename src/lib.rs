//! whichdb answers which databases a system should use, in which architecture, and why.
//!
//! ```text
//! workload.yaml ──► yaml ──► workload ──► facts ─┐
//!                                                ├─► decision ──► evaluation ──► report ──► text, JSON, documents
//! knowledge/*.yaml ─► yaml ─► knowledge ─────────┘
//! ```
//!
//! The wizard writes a `workload.yaml` and takes the same road.
//!
//! Imports point one way, from right to left in
//! `source, quantity, diagnostic < yaml < vocabulary < condition < knowledge < workload < decision < check < report < wizard < cli`.
//! Nothing about a database stands in Rust: the program knows how to evaluate conditions, tables, criteria and
//! prices; `knowledge/` knows about databases.

pub mod adoption;
pub mod check;
pub mod cli;
pub mod condition;
pub mod config;
pub mod decision;
pub mod diagnostic;
pub mod digest;
pub mod embedded;
pub mod error;
pub mod exit_status;
pub mod knowledge;
pub mod quantity;
pub mod report;
pub mod source;
pub mod vocabulary;
pub mod wizard;
pub mod words;
pub mod workload;
pub mod writing;
pub mod yaml;
