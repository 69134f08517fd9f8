//! The shape of the source: imports point one way, foreign crates have one home, files stay small.

use std::path::{Path, PathBuf};

/// The modules, each of which may use those before it.
const ORDER: [&str; 20] = [
    "words",
    "digest",
    "writing",
    "source",
    "quantity",
    "diagnostic",
    "yaml",
    "vocabulary",
    "condition",
    "knowledge",
    "workload",
    "decision",
    "check",
    "adoption",
    "report",
    "wizard",
    "config",
    "embedded",
    "error",
    "exit_status",
];

/// Modules that only `cli` may use: what the binary carries, and how it ends.
const FOR_THE_COMMAND_LINE: [&str; 4] = ["config", "embedded", "error", "exit_status"];

/// Crates with the only places that may use them.
const HOMES: [(&str, &[&str]); 18] = [
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("inquire", &["wizard/prompt.rs"]),
    ("terminal_size", &["cli/", "wizard/prompt.rs"]),
    // Days are counted in checks; what day it is, only the command line knows.
    ("jiff", &["cli/", "check/"]),
    ("glob", &["cli/check/paths.rs"]),
    ("imara_diff", &["cli/lines.rs"]),
    ("tera", &["report/markdown/"]),
    ("toml", &["config.rs"]),
    ("sha2", &["digest.rs"]),
    ("serde_yaml", &["writing.rs"]),
    ("comfy_table", &["report/terminal/page.rs"]),
    ("textwrap", &["report/terminal/page.rs"]),
    ("pulldown_cmark", &["report/html/"]),
    ("granit_parser", &["yaml/"]),
    ("annotate_snippets", &["diagnostic/render.rs"]),
    ("postcard", &["embedded.rs", "knowledge/deferred.rs"]),
    ("miniz_oxide", &["embedded.rs"]),
];

/// A file of `src/`, its path below it, and its lines without comments.
struct Source {
    path: String,
    lines: Vec<(usize, String)>,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of the source") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    paths.sort();
    assert!(paths.len() > 50, "only {} files were found", paths.len());
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("text");
        let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        let lines = code.map(|(at, line)| (at + 1, line.to_owned())).collect();
        let below = path.strip_prefix(&root).expect("below the source");
        Source { path: below.to_string_lossy().replace('\\', "/"), lines }
    };
    paths.into_iter().map(read).collect()
}

/// The module at the top that a file belongs to.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// The names of modules that a line reaches by `crate::`, in a `use` or on the spot.
fn reached(line: &str) -> Vec<&str> {
    fn name(text: &str) -> &str {
        let end = text.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        &text[..end.unwrap_or(text.len())]
    }
    line.match_indices("crate::")
        .flat_map(|(at, found)| {
            let rest = &line[at + found.len()..];
            match rest.strip_prefix('{') {
                // Names at the top of the braces only; the text between inner ones is skipped.
                Some(inside) => {
                    let mut depth = 0;
                    let mut parts = vec![inside];
                    for (at, letter) in inside.char_indices() {
                        match letter {
                            '{' => depth += 1,
                            '}' => depth -= 1,
                            ',' if depth == 0 => parts.push(inside[at + 1..].trim_start()),
                            _ => {}
                        }
                    }
                    parts.into_iter().map(name).collect::<Vec<_>>()
                }
                None => vec![name(rest)],
            }
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[track_caller]
fn none(what: &str, offenders: &[String]) {
    assert!(offenders.is_empty(), "{} {what}:\n{}", offenders.len(), offenders.join("\n"));
}

#[test]
fn every_module_stands_in_the_order() {
    let known = |name: &str| ORDER.contains(&name) || ["cli", "lib", "main"].contains(&name);
    let offenders: Vec<String> =
        sources().into_iter().filter(|source| !known(module(&source.path))).map(|source| source.path).collect();
    none("files belong to no module of the order", &offenders);
}

#[test]
fn imports_point_one_way() {
    let rank = |name: &str| ORDER.iter().position(|known| *known == name);
    let mut offenders = Vec::new();
    let mut looked_at = 0;
    for source in sources() {
        let here = module(&source.path);
        for (at, line) in &source.lines {
            for name in reached(line).into_iter().filter(|name| *name != here) {
                looked_at += 1;
                let allowed = match (rank(here), rank(name)) {
                    _ if here == "cli" => name != "main",
                    // The build script mounts what stands below the knowledge, so only `cli` may use what stands beside it.
                    _ if FOR_THE_COMMAND_LINE.contains(&name) => false,
                    (Some(here), Some(name)) => name < here,
                    _ => false,
                };
                if !allowed {
                    offenders.push(format!("src/{}:{at}: {here} uses {name}", source.path));
                }
            }
        }
    }
    none("imports point the wrong way", &offenders);
    assert!(looked_at > 100, "only {looked_at} imports were looked at");
}

#[test]
fn every_foreign_crate_with_a_home_stays_there() {
    let mut offenders = Vec::new();
    for source in sources() {
        for (name, homes) in HOMES {
            let is_home =
                homes.iter().any(|home| source.path == *home || (home.ends_with('/') && source.path.starts_with(home)));
            let uses = |line: &str| {
                line.match_indices(&format!("{name}::"))
                    .any(|(at, _)| !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_'))
            };
            let strays = source.lines.iter().filter(|(_, line)| !is_home && uses(line));
            offenders.extend(strays.map(|(at, line)| format!("src/{}:{at}: {}", source.path, line.trim())));
        }
    }
    none("lines use a crate outside its home", &offenders);
}

#[test]
fn every_home_is_lived_in() {
    let sources = sources();
    let used = |name: &str, homes: &[&str]| {
        sources.iter().any(|source| {
            homes.iter().any(|home| source.path.starts_with(home))
                && source.lines.iter().any(|(_, line)| line.contains(&format!("{name}::")))
        })
    };
    let empty: Vec<String> =
        HOMES.iter().filter(|(name, homes)| !used(name, homes)).map(|(name, _)| (*name).to_owned()).collect();
    none("crates are used nowhere", &empty);
}

#[test]
fn nothing_is_printed_past_the_writer() {
    let mut offenders = Vec::new();
    for source in sources() {
        let prints = source
            .lines
            .iter()
            .filter(|(_, line)| ["println!", "print!(", "dbg!("].iter().any(|printing| line.contains(printing)));
        offenders.extend(prints.map(|(at, line)| format!("src/{}:{at}: {}", source.path, line.trim())));
    }
    none("lines print", &offenders);
}

#[test]
fn deciding_sees_no_file_clock_terminal_or_environment() {
    // Scoped threads only share work; those that live on, or sleep, would let time in.
    const WORLD: [&str; 8] =
        ["std::fs", "std::env", "std::time", "std::io", "std::process", "thread::spawn", "thread::sleep", "HashMap"];
    let mut offenders = Vec::new();
    for source in
        sources().iter().filter(|source| ["decision", "condition", "vocabulary"].contains(&module(&source.path)))
    {
        let sees = source.lines.iter().filter(|(_, line)| WORLD.iter().any(|world| line.contains(world)));
        offenders.extend(sees.map(|(at, line)| format!("src/{}:{at}: {}", source.path, line.trim())));
    }
    none("lines see the world", &offenders);
}

#[test]
fn no_file_is_longer_than_450_lines_before_its_tests() {
    const MOST: usize = 450;
    let mut offenders = Vec::new();
    for source in sources() {
        let end = source.lines.iter().find(|(_, line)| line.trim() == "#[cfg(test)]").or(source.lines.last());
        if let Some((lines, _)) = end.filter(|(lines, _)| *lines > MOST) {
            offenders.push(format!("src/{}: {lines} lines", source.path));
        }
    }
    none("files are too long", &offenders);
}
