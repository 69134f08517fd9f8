//! Reading a file as a type: fast when all is well, thorough when it is not.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_saphyr::{DuplicateKeyPolicy, MergeKeyPolicy, Options};

use super::document::{Document, Partial};
use super::glance::{may_hold_null, may_hold_tag};
use super::limits::Limits;
use super::syntax;
use crate::diagnostic::{self, Diagnostic};
use crate::source::SourceFile;

/// Reads a file as a type. When it cannot be read, all problems are returned, in the order of their places.
pub fn read<T: DeserializeOwned + JsonSchema>(file: &SourceFile, limits: &Limits) -> Result<T, Vec<Diagnostic>> {
    let partial = read_partially(file, limits);
    match partial.value {
        Some(value) if partial.problems.is_empty() => Ok(value),
        _ => Err(partial.problems),
    }
}

/// Reads as much of a file as can be read. There is a value when there are no problems.
pub fn read_partially<T: DeserializeOwned + JsonSchema>(file: &SourceFile, limits: &Limits) -> Partial<T> {
    if file.text().len() > limits.bytes {
        return refused(*syntax::too_large(file, limits));
    }
    let typed = serde_saphyr::from_str_with_options(file.text(), options(limits));
    if typed.is_ok() && !may_hold_null(file.text()) && !may_hold_tag(file.text()) {
        return Partial { value: typed.ok(), problems: Vec::new() };
    }
    let document = match Document::parse(file, limits) {
        Ok(document) => document,
        Err(problem) => return refused(*problem),
    };
    if typed.is_ok() && document.is_filled() {
        return Partial { value: typed.ok(), problems: Vec::new() };
    }
    let mut partial = document.read();
    match typed {
        Ok(value) if partial.problems.is_empty() => partial.value = Some(value),
        Err(error) if partial.problems.is_empty() => {
            partial.problems.push(in_our_words(file, &error));
        }
        _ => {}
    }
    diagnostic::sort(&mut partial.problems);
    partial
}

fn refused<T>(problem: Diagnostic) -> Partial<T> {
    Partial { value: None, problems: vec![problem] }
}

fn options(limits: &Limits) -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: limits.nodes.saturating_mul(3),
            max_nodes: limits.nodes,
            max_depth: limits.depth,
            flow_nesting_limit: limits.depth,
            max_aliases: limits.aliases,
            max_anchors: limits.aliases,
            max_documents: 1,
            max_total_scalar_bytes: limits.bytes,
            max_recorded_anchor_events: limits.nodes,
            enforce_alias_anchor_ratio: false,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: limits.nodes,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        reject_unsupported_tags: true,
        with_snippet: false,
    }
}

/// What the reader refused although the walk found nothing wrong with it.
fn in_our_words(file: &SourceFile, error: &serde_saphyr::Error) -> Diagnostic {
    let error = error.without_snippet();
    let offset = error.location().and_then(|location| location.span().byte_offset()).unwrap_or_default();
    let line = file.line(file.position(offset as usize).line);
    Diagnostic::error("unreadable", "this cannot be read")
        .at(file.span(line), "")
        .note(format!("the reader says: {error}"))
}
