//! Digests that stay the same for ever: of files that a decision was made from, and of findings. The only home of hashing.

use sha2::{Digest, Sha256};

/// Digits of a digest: enough that no two texts of a repository share one by chance.
const DIGITS: usize = 32;

/// The digest of texts, in their order; where one ends matters.
#[must_use]
pub fn digest<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    let digits = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    digits[..DIGITS].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_the_same_for_ever_and_tells_where_texts_end() {
        assert_eq!(digest(["orders", "users"]), "a57153410450d062895b4d57f7d8e65c");
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
    }
}
