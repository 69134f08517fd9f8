//! What the binary carries: the compiled knowledge, its files as text, and the example specs.

use crate::knowledge::Knowledge;

/// The compiled built-in knowledge.
///
/// # Panics
/// Never with a binary that the build script of the same sources has made.
#[must_use]
pub fn knowledge() -> Knowledge {
    #[expect(clippy::expect_used, reason = "the blob is written by the build script with the same types")]
    postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.postcard"))).expect("built-in knowledge")
}
