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
    let texts: Vec<(&str, &str)> = files.iter().map(|(_, file)| (file.name(), file.text())).collect();
    std::fs::write(out.join("files.deflate"), packed(&texts)?)?;
    let mut paths: Vec<String> = std::fs::read_dir("knowledge/examples")?
        .map(|entry| Ok(format!("knowledge/examples/{}", entry?.file_name().to_string_lossy())))
        .collect::<std::io::Result<_>>()?;
    paths.sort();
    let texts: Vec<String> = paths.iter().map(std::fs::read_to_string).collect::<std::io::Result<_>>()?;
    let examples: Vec<(&String, &String)> = paths.iter().zip(&texts).collect();
    std::fs::write(out.join("examples.deflate"), packed(&examples)?)?;
    Ok(())
}

/// Paths with their texts, packed as small as it gets: most runs never look at them.
fn packed(files: &impl serde::Serialize) -> Result<Vec<u8>, postcard::Error> {
    const SMALLEST: u8 = 10;
    Ok(miniz_oxide::deflate::compress_to_vec(&postcard::to_stdvec(files)?, SMALLEST))
}
