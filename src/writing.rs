//! YAML that is written. What is read goes through [`crate::yaml`], which knows places; the writer need not.

use serde::Serialize;

/// A value as YAML.
///
/// # Panics
/// Never for the plain types that are written here: mappings with names as keys, lists, words and numbers.
#[must_use]
pub fn yaml(value: &impl Serialize) -> String {
    serde_yaml::to_string(value).expect("plain data")
}
