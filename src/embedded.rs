//! What the binary carries: the compiled knowledge, its files as text, and the example specs.

use std::sync::OnceLock;

use crate::knowledge::{Files, Knowledge};
use crate::source::SourceFile;

/// The files of the built-in knowledge: path and text.
static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The example specs: path and text.
static EXAMPLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// The compiled built-in knowledge. It is decoded once, and its texts are those in the binary.
///
/// # Panics
/// As [`decode`] does: never.
#[must_use]
pub fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(decode)
}

/// Takes the compiled built-in knowledge out of the binary anew; [`knowledge`] does so once.
///
/// # Panics
/// Never with a binary that the build script of the same sources has made.
#[must_use]
pub fn decode() -> Knowledge {
    static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.postcard"));
    postcard::from_bytes(COMPILED).expect("built-in knowledge")
}

/// The files of the built-in knowledge, to be read again: for explanations, and under a pack.
#[must_use]
pub fn files() -> Files {
    let mut files = Files::default();
    for (path, text) in FILES {
        files.add(SourceFile::new(*path, *text));
    }
    files
}

/// The example specs by name, in alphabetical order.
pub fn examples() -> impl Iterator<Item = (&'static str, &'static str)> {
    EXAMPLES.iter().map(|(path, text)| {
        let file = path.rsplit('/').next().unwrap_or(path);
        (file.trim_end_matches(".yaml"), *text)
    })
}

/// The text of an example spec.
#[must_use]
pub fn example(name: &str) -> Option<&'static str> {
    examples().find(|(known, _)| *known == name).map(|(_, text)| text)
}
