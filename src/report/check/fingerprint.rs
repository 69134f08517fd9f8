//! What tells one finding from another across changes of the file. The only home of the hash.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Bytes of the hash that are kept: 128 bits, which no two findings will ever share by chance.
const KEPT: usize = 16;

/// Gives out fingerprints; what occurs again gets one of its own.
///
/// They rest on names and never on lines. The hash is SHA-256, since it has to be the same in all versions of the
/// program: code hosts and baselines compare across years.
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
        let hash = Sha256::digest(text.as_bytes());
        hash.iter().take(KEPT).fold(String::new(), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprints;

    #[test]
    fn a_fingerprint_is_the_same_for_ever() {
        let print = Fingerprints::default().of(&["dual-write", "architecture.stores.search.fed_by", "", "search"]);
        assert_eq!(print, "bafb45922844b76f6802e33f012dd400");
    }

    #[test]
    fn the_same_again_is_told_apart() {
        let mut prints = Fingerprints::default();
        let [first, again, other] = [["a", "b"], ["a", "b"], ["a", "c"]].map(|names| prints.of(&names));
        assert!(first != again && first != other && again != other);
    }
}
