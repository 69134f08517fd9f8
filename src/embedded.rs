//! What the binary carries: the compiled knowledge, its files as text, and the example specs.

use std::sync::OnceLock;

use crate::knowledge::{Files, Knowledge};
use crate::source::SourceFile;

/// Paths with their texts.
type Texts = Vec<(String, String)>;

/// The files of the built-in knowledge.
fn texts() -> &'static Texts {
    static FILES: OnceLock<Texts> = OnceLock::new();
    FILES.get_or_init(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/files.deflate"))))
}

/// Unpacks what the build script packed.
fn unpacked(packed: &[u8]) -> Texts {
    let unpacked = miniz_oxide::inflate::decompress_to_vec(packed).expect("built-in files");
    postcard::from_bytes(&unpacked).expect("built-in files")
}

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
    for (path, text) in texts() {
        files.add(SourceFile::new(path, text));
    }
    files
}

/// The example specs by name, in alphabetical order.
pub fn examples() -> impl Iterator<Item = (&'static str, &'static str)> {
    static EXAMPLES: OnceLock<Texts> = OnceLock::new();
    let examples = EXAMPLES.get_or_init(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/examples.deflate"))));
    examples.iter().map(|(path, text)| {
        let file = path.rsplit('/').next().unwrap_or(path);
        (file.trim_end_matches(".yaml"), text.as_str())
    })
}

/// The text of an example spec.
#[must_use]
pub fn example(name: &str) -> Option<&'static str> {
    examples().find(|(known, _)| *known == name).map(|(_, text)| text)
}
