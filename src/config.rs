//! `whichdb.toml`: what a team has agreed on for all of its specs, so that a terminal and continuous integration answer
//! alike. The only home of TOML.

use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{self, Diagnostic, did_you_mean};
use crate::knowledge::Knowledge;
use crate::knowledge::spec::FindingLevel;
use crate::source::{SourceFile, Span};

/// The name of the file.
pub const NAME: &str = "whichdb.toml";

/// The agreements of a team.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Folders of knowledge that are laid over the built-in one, as written: relative to the folder of the file.
    pub knowledge: Vec<PathBuf>,
    /// The least level at which a check fails; none where it is not said. `Never` is written `never`.
    pub fail_on: Option<FailOn>,
    /// Findings with the levels that they have here.
    levels: Vec<(String, Span, Override)>,
}

/// The least level at which a check fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// At this level and above.
    Level(FindingLevel),
    /// At none.
    Never,
}

/// What a team makes of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Override {
    /// It has this level.
    Level(FindingLevel),
    /// It is not told.
    Off,
}

const LEVELS: [FindingLevel; 3] = [FindingLevel::Error, FindingLevel::Warning, FindingLevel::Advice];

impl FailOn {
    /// What stands for it in a file and on the command line.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let level = LEVELS.into_iter().find(|level| level.word() == word);
        level.map(Self::Level).or_else(|| (word == "never").then_some(Self::Never))
    }

    /// The least level at which the check fails; none when it never does.
    #[must_use]
    pub fn least(self) -> Option<FindingLevel> {
        match self {
            Self::Level(level) => Some(level),
            Self::Never => None,
        }
    }

    /// Whether a finding of this level fails the check.
    #[must_use]
    pub fn fails(self, level: FindingLevel) -> bool {
        matches!(self, Self::Level(least) if level >= least)
    }
}

impl Config {
    /// Reads a file.
    ///
    /// # Errors
    /// Everything that is wrong with it, at its place.
    pub fn read(file: &SourceFile) -> Result<Self, Vec<Diagnostic>> {
        let (table, mistakes) = DeTable::parse_recoverable(file.text());
        let mut reader = Reader { file, problems: Vec::new() };
        for mistake in &mistakes {
            let at = file.span(mistake.span().unwrap_or_default());
            reader.problems.push(Diagnostic::error("invalid-toml", mistake.message()).at(at, ""));
        }
        let mut config = Self::default();
        if mistakes.is_empty() {
            reader.root(table.get_ref(), &mut config);
        }
        if reader.problems.is_empty() {
            return Ok(config);
        }
        diagnostic::sort(&mut reader.problems);
        Err(reader.problems)
    }

    /// What is made of a finding; none where nothing is said.
    #[must_use]
    pub fn level(&self, finding: &str) -> Option<Override> {
        self.levels.iter().find(|(name, ..)| name == finding).map(|(_, _, level)| *level)
    }

    /// The findings that are named and that there are not, as problems of the file.
    #[must_use]
    pub fn unknown_findings(&self, knowledge: &Knowledge) -> Vec<Diagnostic> {
        let known = || knowledge.findings.iter().map(|finding| finding.id.as_str());
        let unknown = self.levels.iter().filter(|(name, ..)| !known().any(|id| id == name));
        let problem = |(name, span, _): &(String, Span, Override)| {
            let help = did_you_mean(name, known());
            Diagnostic::error("unknown-finding", format!("there is no finding `{name}`"))
                .at(span.clone(), "")
                .help(help.unwrap_or_else(|| "`whichdb explain findings` lists them".to_owned()))
        };
        unknown.map(problem).collect()
    }
}

/// Reads tables and tells what does not belong.
struct Reader<'f> {
    file: &'f SourceFile,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn root(&mut self, table: &DeTable<'_>, config: &mut Config) {
        for (key, value) in table {
            match (&**key.get_ref(), value.get_ref()) {
                ("knowledge", DeValue::Array(folders)) => {
                    for folder in folders {
                        match folder.get_ref() {
                            DeValue::String(folder) => config.knowledge.push(PathBuf::from(&**folder)),
                            _ => self.expected(folder, "the path of a folder", "\"platform/knowledge\""),
                        }
                    }
                }
                ("knowledge", _) => self.expected(value, "a list of folders", "knowledge = [\"platform/knowledge\"]"),
                ("check", DeValue::Table(check)) => self.check(check, config),
                ("check", _) => self.expected(value, "a table", "[check]\nfail-on = \"warning\""),
                ("findings", DeValue::Table(findings)) => self.findings(findings, config),
                ("findings", _) => self.expected(value, "a table", "[findings]\nno-backup = \"warning\""),
                (other, _) => self.unknown_key(key, other, &["knowledge", "check", "findings"]),
            }
        }
    }

    fn check(&mut self, table: &DeTable<'_>, config: &mut Config) {
        for (key, value) in table {
            match (&**key.get_ref(), value.get_ref()) {
                ("fail-on", DeValue::String(word)) if FailOn::from_word(word).is_some() => {
                    config.fail_on = FailOn::from_word(word);
                }
                ("fail-on", _) => self.expected(value, "error, warning, advice or never", "fail-on = \"warning\""),
                (other, _) => self.unknown_key(key, other, &["fail-on"]),
            }
        }
    }

    fn findings(&mut self, table: &DeTable<'_>, config: &mut Config) {
        for (name, value) in table {
            let level = match value.get_ref() {
                DeValue::String(word) if word == "off" => Some(Override::Off),
                DeValue::String(word) => LEVELS.into_iter().find(|level| level.word() == word).map(Override::Level),
                _ => None,
            };
            match level {
                Some(level) => {
                    config.levels.push((name.get_ref().to_string(), self.file.span(name.span()), level));
                }
                None => self.expected(value, "error, warning, advice or off", "no-backup = \"warning\""),
            }
        }
    }

    fn expected<T>(&mut self, value: &Spanned<T>, what: &str, example: &str) {
        let problem = Diagnostic::error("wrong-value", format!("expected {what}"))
            .at(self.file.span(value.span()), "")
            .help(format!("example: `{example}`"));
        self.problems.push(problem);
    }

    fn unknown_key<T>(&mut self, key: &Spanned<T>, name: &str, known: &[&'static str]) {
        let help = did_you_mean(name, known.iter().copied());
        let problem = Diagnostic::error("unknown-key", format!("there is no key `{name}` here"))
            .at(self.file.span(key.span()), "")
            .help(help.unwrap_or_else(|| format!("there are: {}", known.join(", "))));
        self.problems.push(problem);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config, Vec<Diagnostic>> {
        Config::read(&SourceFile::new(NAME, text))
    }

    #[test]
    fn packs_levels_and_the_level_that_fails_are_read() {
        let config = read(
            "knowledge = [\"ours\"]\n[check]\nfail-on = \"warning\"\n[findings]\nno-backup = \"advice\"\ndual-write = \"off\"\n",
        )
        .expect("a good file");
        assert_eq!(config.knowledge, [PathBuf::from("ours")]);
        assert_eq!(config.fail_on, Some(FailOn::Level(FindingLevel::Warning)));
        assert_eq!(config.level("no-backup"), Some(Override::Level(FindingLevel::Advice)));
        assert_eq!(config.level("dual-write"), Some(Override::Off));
        assert_eq!(config.level("hot-shard-key"), None);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_its_place() {
        let problems =
            read("knowlege = []\n[check]\nfail-on = \"errors\"\n[findings]\nno-backup = 3\n").expect_err("three");
        let places: Vec<usize> = problems.iter().filter_map(Diagnostic::start).map(|start| start.line).collect();
        assert_eq!(places, [1, 3, 5]);
    }

    #[test]
    fn what_is_no_toml_is_told_at_its_place() {
        let problems = read("[check\nfail-on = \"error\"\n").expect_err("a bracket is missing");
        assert_eq!(problems[0].start().map(|start| start.line), Some(1));
    }
}
