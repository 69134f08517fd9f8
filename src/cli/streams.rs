//! Where output goes: results to standard output, everything else to standard error. One decision
//! about width and colour for all renderers.

use std::io::{BufWriter, IsTerminal, Stdout, Write};

use super::Color;
use crate::diagnostic::Style;
use crate::error::Error;
use crate::report::Page;

/// Bytes of JSON that are passed on at once.
const GATHERED: usize = 1 << 13;
/// Width without a terminal.
const PLAIN_WIDTH: usize = 80;

/// The program's output.
pub struct Streams {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    out_page: Page,
    err_style: Style,
    quiet: bool,
    verbose: bool,
}

impl Streams {
    /// The process's own streams.
    pub(super) fn of(color: Color, quiet: bool, verbose: bool) -> Self {
        let (stdout, stderr) = (std::io::stdout(), std::io::stderr());
        let (out_is_terminal, err_is_terminal) = (stdout.is_terminal(), stderr.is_terminal());
        let colored = |terminal: bool| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && no_objection(),
        };
        let width = |terminal: bool| if terminal { terminal_width() } else { PLAIN_WIDTH };
        Self {
            out_page: Page { width: width(out_is_terminal), color: colored(out_is_terminal) },
            err_style: Style { color: colored(err_is_terminal), width: width(err_is_terminal) },
            out: if out_is_terminal { Box::new(BufWriter::new(stdout)) } else { unwatched(stdout) },
            err: Box::new(stderr),
            quiet,
            verbose,
        }
    }

    /// Width and colour of standard output.
    #[must_use]
    pub fn page(&self) -> Page {
        self.out_page
    }

    /// Width and colour of standard error, for text.
    #[must_use]
    pub fn error_page(&self) -> Page {
        Page { width: self.err_style.width, color: self.err_style.color }
    }

    /// Width and colour of standard error.
    #[must_use]
    pub fn error_style(&self) -> Style {
        self.err_style
    }

    /// Writes a result.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn result(&mut self, text: &str) -> Result<(), Error> {
        self.out.write_all(text.as_bytes())?;
        Ok(())
    }

    /// Writes a value as JSON on one line.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Error> {
        // JSON is written in very many small pieces: they are gathered here, where the compiler knows the type.
        let mut out = BufWriter::with_capacity(GATHERED, &mut self.out);
        serde_json::to_writer(&mut out, value).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
        out.flush()?;
        Ok(())
    }

    /// Writes something beside the result. That it cannot be written is nobody's loss.
    pub fn note(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
    }

    /// Writes a remark beside the result, unless only the result is wanted.
    pub fn remark(&mut self, text: &str) {
        if !self.quiet {
            self.note(text);
        }
    }

    /// Writes a remark that only matters to those who ask for more.
    pub fn detail(&mut self, text: &str) {
        if self.verbose {
            self.note(text);
        }
    }

    pub(super) fn finish(&mut self) -> Result<(), Error> {
        self.out.flush()?;
        Ok(())
    }
}

fn no_objection() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(PLAIN_WIDTH, |(width, _)| usize::from(width.0)).clamp(20, 120)
}

/// Standard output where nobody waits for whole lines. The standard library looks for line ends in all that passes.
#[cfg(unix)]
fn unwatched(stdout: Stdout) -> Box<dyn Write> {
    use std::os::fd::AsFd;
    match stdout.as_fd().try_clone_to_owned() {
        Ok(descriptor) => Box::new(BufWriter::new(std::fs::File::from(descriptor))),
        Err(_) => Box::new(BufWriter::new(stdout)),
    }
}

#[cfg(not(unix))]
fn unwatched(stdout: Stdout) -> Box<dyn Write> {
    Box::new(BufWriter::new(stdout))
}
