//! What holds for a run: the configuration file, and the options over it.

use std::path::{Path, PathBuf};

use super::input;
use crate::check::Found;
use crate::config::{self, Config, Override};
use crate::error::Error;
use crate::knowledge::Knowledge;
use crate::source::SourceFile;

/// The configuration, and the packs of knowledge.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    /// The agreements of the team.
    pub(super) config: Config,
    /// Packs of knowledge: those of the configuration, then those of the command line.
    pub(super) packs: Vec<PathBuf>,
}

impl Settings {
    /// What holds for a spec: the file that is named, or the nearest one from the spec's folder upwards.
    pub(super) fn of(named: Option<&Path>, packs: &[PathBuf], spec: Option<&Path>) -> Result<Self, Error> {
        let found = match named {
            Some(path) => Some(path.to_path_buf()),
            None => nearest(spec),
        };
        let Some(path) = found else { return Ok(Self { packs: packs.to_vec(), ..Self::default() }) };
        let bytes = std::fs::read(&path).map_err(|reason| Error::File { path: path.clone(), reason })?;
        let file = SourceFile::from_bytes(path.to_string_lossy(), bytes);
        let file = file.map_err(|not_text| Error::Input(vec![not_text.into()]))?;
        let config = Config::read(&file).map_err(Error::Input)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let own = config.knowledge.iter().map(|pack| folder.join(pack));
        let packs = own.chain(packs.iter().cloned()).collect();
        Ok(Self { config, packs })
    }
}

impl Settings {
    /// Whether the findings that the configuration names are in the knowledge.
    pub(super) fn fit(&self, knowledge: &Knowledge) -> Result<(), Error> {
        let unknown = self.config.unknown_findings(knowledge);
        if unknown.is_empty() { Ok(()) } else { Err(Error::Input(unknown)) }
    }

    /// Gives a finding the level of the team; false where it is not told.
    pub(super) fn judge(&self, found: &mut Found<'_>) -> bool {
        match self.config.level(&found.finding.id) {
            Some(Override::Off) => return false,
            Some(Override::Level(level)) => found.level = level,
            None => {}
        }
        true
    }
}

/// The nearest configuration file from the folder of a spec upwards, without a spec from the current one. The search
/// ends with the folder that holds a repository: what lies above it belongs to somebody else.
fn nearest(spec: Option<&Path>) -> Option<PathBuf> {
    let spec = spec.filter(|path| !input::is_stdin(path));
    let folder = spec.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let folder = std::fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
    for folder in folder.ancestors() {
        let path = folder.join(config::NAME);
        if path.is_file() {
            let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
            let below = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
            return Some(below.unwrap_or(path));
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}
