//! Compiles `knowledge/` into the binary. The modules are those of the crate, mounted under the
//! same names, so that the built-in knowledge and a pack go through the same code, and a mistake in
//! it is a build error with its place.

#![allow(
    dead_code,
    unused_imports,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "the mounted modules serve the crate, of which the build needs a part"
)]

#[path = "src/condition/mod.rs"]
mod condition;
#[path = "src/diagnostic/mod.rs"]
mod diagnostic;
#[path = "src/knowledge/mod.rs"]
mod knowledge;
#[path = "src/quantity/mod.rs"]
mod quantity;
#[path = "src/source.rs"]
mod source;
#[path = "src/vocabulary/mod.rs"]
mod vocabulary;
#[path = "src/words.rs"]
mod words;
#[path = "src/yaml/mod.rs"]
mod yaml;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=knowledge");
    println!("cargo::rerun-if-changed=src");
    let mut files = knowledge::Files::default();
    files.add_folder(Path::new("knowledge"))?;
    let compiled = match knowledge::read(&files, Vec::new()) {
        Ok((_, compiled)) => compiled,
        Err(problems) => {
            let style = diagnostic::Style { color: false, width: 120 };
            eprintln!("{}", diagnostic::render(&problems, style));
            return Err(format!("the knowledge has {} problems", problems.len()).into());
        }
    };
    let out = std::env::var("OUT_DIR")?;
    let out = Path::new(&out);
    std::fs::write(out.join("knowledge.postcard"), postcard::to_stdvec(&compiled)?)?;
    std::fs::write(out.join("files.rs"), listing(files.iter().map(|(_, file)| file.name()))?)?;
    let mut examples: Vec<String> = std::fs::read_dir("knowledge/examples")?
        .map(|entry| Ok(format!("knowledge/examples/{}", entry?.file_name().to_string_lossy())))
        .collect::<std::io::Result<_>>()?;
    examples.sort();
    std::fs::write(out.join("examples.rs"), listing(examples.iter().map(String::as_str))?)?;
    Ok(())
}

/// Rust source of a list of files with their texts.
fn listing<'a>(paths: impl Iterator<Item = &'a str>) -> std::io::Result<String> {
    let mut list = String::from("&[\n");
    for path in paths {
        let absolute = std::fs::canonicalize(path)?;
        list.push_str(&format!("({path:?}, include_str!({absolute:?})),\n"));
    }
    list.push(']');
    Ok(list)
}
