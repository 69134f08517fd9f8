//! What tells one finding from another across changes of the file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::digest::digest;

/// Gives out fingerprints; what occurs again gets one of its own.
///
/// They rest on names and never on lines. They are the same in all versions of the program: code hosts
/// compare across years.
#[derive(Default)]
pub(super) struct Fingerprints(BTreeMap<String, usize>);

impl Fingerprints {
    /// The fingerprint of something with these names.
    pub(super) fn of(&mut self, names: &[&str]) -> String {
        let mut text = names.join("\n");
        let before = self.0.entry(text.clone()).or_default();
        if *before > 0 {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n{before}");
        }
        *before += 1;
        digest([text.as_str()])
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprints;

    #[test]
    fn a_fingerprint_is_the_same_for_ever() {
        let print = Fingerprints::default().of(&["dual-write", "architecture.stores.search.fed_by", "", "search"]);
        assert_eq!(print, "b3d53514af6a23bed0ee925664c4f43c");
    }

    #[test]
    fn the_same_again_is_told_apart() {
        let mut prints = Fingerprints::default();
        let [first, again, other] = [["a", "b"], ["a", "b"], ["a", "c"]].map(|names| prints.of(&names));
        assert!(first != again && first != other && again != other);
    }
}
