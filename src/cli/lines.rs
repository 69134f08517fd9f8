//! What differs between two texts, line by line.

use similar::TextDiff;

/// The difference as git writes it; both sides stand under the name of the file.
pub(super) fn difference(name: &str, before: &str, after: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().header(name, name).to_string()
}
