//! `whichdb init`: writes a commented starter spec, or an embedded example.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Streams, input};
use crate::embedded;
use crate::error::Error;
use crate::exit_status::ExitStatus;

/// The starter spec.
const STARTER: &str = include_str!("../../templates/starter.yaml");

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where to write it; `-` is standard output
    #[arg(value_name = "PATH", default_value = input::DEFAULT, hide_default_value = true)]
    path: PathBuf,
    /// Write this embedded example
    #[arg(long, value_name = "NAME")]
    example: Option<String>,
    /// List the embedded examples
    #[arg(long, conflicts_with_all = ["example", "force"])]
    list: bool,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<ExitStatus, Error> {
    if args.list {
        for (name, text) in embedded::examples() {
            let about = text.lines().next().unwrap_or_default().trim_start_matches('#').trim();
            streams.result(&format!("{name:<16} {about}\n"))?;
        }
        return Ok(ExitStatus::Clean);
    }
    let text = match &args.example {
        Some(name) => input::example(name)?,
        None => STARTER,
    };
    if args.path == Path::new("-") {
        streams.result(text)?;
        return Ok(ExitStatus::Clean);
    }
    write(&args.path, text, args.force)?;
    let shown = args.path.display();
    streams.remark(&format!("wrote {shown}; next: `whichdb recommend {shown}`\n"));
    Ok(ExitStatus::Clean)
}

/// Writes a file as a whole or not at all: beside its place first, then renamed onto it.
fn write(path: &Path, text: &str, force: bool) -> Result<(), Error> {
    let failed = |reason| Error::File { path: path.to_path_buf(), reason };
    if path.exists() && !force {
        return Err(Error::usage(
            format!("{} exists", path.display()),
            "name another file, or overwrite it with --force".to_owned(),
        ));
    }
    let beside = path.with_extension("yaml.new");
    let written = std::fs::File::create(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|reason| {
        // What was begun is taken away again; that it cannot be is less than the first failure.
        let _ = std::fs::remove_file(&beside);
        failed(reason)
    })
}
