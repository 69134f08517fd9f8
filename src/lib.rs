//! whichdb
pub mod condition;
pub mod decision;
pub mod diagnostic;
pub mod embedded;
pub mod knowledge;
pub mod quantity;
pub mod report;
pub mod source;
pub mod vocabulary;
pub mod workload;
pub mod yaml;
