//! A pseudo-terminal to run a program in, as a person at a keyboard would. What the program prints is drawn by a
//! terminal emulator, and a test reads the screen: it waits for what is to be there before it presses the next key,
//! never for a time to pass.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::capture::{BasicFormattedCaptureRange, BasicFormattedCaptureState, basic_formatted_to_plain};

/// Keys that are not letters, to be sent. For Escape there is [`Terminal::escape`].
pub const ENTER: &str = "\r";
pub const CTRL_C: &str = "\x03";
pub const DOWN: &str = "\x1b[B";

/// What takes longer will not come.
const LONGEST: Duration = Duration::from_secs(20);
/// Who prints nothing for so long has drawn all of it.
const QUIET: Duration = Duration::from_millis(40);

/// A program running in a terminal of its own. It is killed when this is dropped.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Mutex<Box<dyn Write + Send>>,
    output: Arc<(Mutex<Output>, Condvar)>,
}

/// What the program has printed: as it is on the screen, and as it came.
struct Output {
    drawn: vt100::Parser,
    printed: Vec<u8>,
    ended: bool,
}

impl Terminal {
    /// Starts a program in a directory, in a terminal of so many rows and columns. Of the environment it has a type
    /// of terminal, a search path, the directory as its home, and what `env` adds to these or replaces.
    pub fn start(program: &Path, args: &[&str], dir: &Path, env: &[(&str, &str)], (rows, cols): (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(dir);
        command.env_clear();
        command.env("HOME", dir);
        [("TERM", "xterm-256color"), ("PATH", "/usr/bin:/bin")].iter().chain(env).for_each(|(k, v)| command.env(k, v));
        let size = PtySize { rows, cols, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal can be opened");
        let mut reader = pair.master.try_clone_reader().expect("a pseudo-terminal can be read");
        let writer = pair.master.take_writer().expect("a pseudo-terminal can be written to");
        let keyboard = Mutex::new(writer);
        let (height, width) = (rows.try_into().expect("rows"), cols.try_into().expect("columns"));
        let drawn = vt100::Parser::new(height, width, 10_000);
        let output = Arc::new((Mutex::new(Output { drawn, printed: Vec::new(), ended: false }), Condvar::new()));
        let child = pair.slave.spawn_command(command).expect("the program can be started");
        let terminal = Self { child, master: pair.master, keyboard, output: output.clone() };
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            // Reading fails, or comes to an end, once the program has ended.
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                let mut now = lock(&output.0);
                now.drawn.process(&buffer[..length]);
                now.printed.extend_from_slice(&buffer[..length]);
                output.1.notify_all();
            }
            lock(&output.0).ended = true;
            output.1.notify_all();
        });
        terminal
    }

    /// Waits until the screen shows a text, and returns it. What is wider than the screen is broken into lines there.
    #[track_caller]
    pub fn wait_for(&self, text: &str) -> String {
        self.wait_until(|screen| screen.contains(text), &format!("the text {text:?}"))
    }

    /// Waits for a screen as it is to be, and returns it; it is called `what` if it does not come. While the cursor is hidden, the screen
    /// is being drawn and does not count.
    #[track_caller]
    pub fn wait_until(&self, ready: impl Fn(&str) -> bool, what: &str) -> String {
        self.wait(what, |output| !output.drawn.screen().hide_cursor() && ready(&output.screen()))
    }

    /// Types a text, or presses a key.
    pub fn send(&self, text: &str) {
        lock(&self.keyboard).write_all(text.as_bytes()).expect("a pseudo-terminal can be written to");
    }

    /// Presses Escape and waits until something is printed: with a key right after it, it would be Alt and that key.
    #[track_caller]
    pub fn escape(&self) {
        let before = lock(&self.output.0).printed.len();
        self.send("\x1b");
        self.wait("an effect of Escape", |output| output.printed.len() > before);
    }

    /// Makes the window so many rows high and columns wide. Unlike in some terminals, lines are not broken anew.
    pub fn resize(&self, rows: u16, cols: u16) {
        let size = PtySize { rows, cols, ..PtySize::default() };
        let mut output = lock(&self.output.0);
        output.drawn.set_size(rows.try_into().expect("rows"), cols.try_into().expect("columns"));
        self.master.resize(size).expect("a pseudo-terminal can be resized");
    }

    /// The rows on the screen, without the spaces at their ends and the empty rows at the bottom.
    pub fn screen(&self) -> String {
        lock(&self.output.0).screen()
    }

    /// The lines that have scrolled away and those on the screen, whole also where the screen had to break them.
    pub fn transcript(&self) -> String {
        let (mut text, mut state) = (String::new(), BasicFormattedCaptureState::new());
        let (output, range) = (lock(&self.output.0), BasicFormattedCaptureRange::Full(&mut state));
        output.drawn.screen().write_contents_formatted_basic(&mut text, range).expect("a string can be written to");
        basic_formatted_to_plain(&text).collect()
    }

    /// All that was ever printed, with its control sequences and what has been drawn over since.
    pub fn printed(&self) -> String {
        String::from_utf8_lossy(&lock(&self.output.0).printed).into_owned()
    }

    /// Waits for the program to end by itself, and returns its exit status. The screen stays readable.
    #[track_caller]
    pub fn finish(&mut self) -> u32 {
        self.wait("the end of the program", |output| output.ended);
        let status = self.child.wait().expect("the program can be waited for");
        assert_eq!(status.signal(), None, "the program was killed; the screen:\n{}", self.screen());
        status.exit_code()
    }

    /// Waits until something holds and goes on holding while nothing more is printed: what is half drawn may look like
    /// anything.
    #[track_caller]
    fn wait(&self, what: &str, ready: impl Fn(&Output) -> bool) -> String {
        let until = Instant::now() + LONGEST;
        let mut output = lock(&self.output.0);
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let why = if output.ended { "the program ended" } else { "time ran out" };
            let is_over = output.ended || left.is_zero();
            assert!(ready(&output) || !is_over, "{why} before {what}; the screen:\n{}", output.screen());
            let printed = output.printed.len();
            let pause = if ready(&output) { QUIET } else { left };
            let (now, waited) = self.output.1.wait_timeout(output, pause).unwrap_or_else(PoisonError::into_inner);
            output = now;
            let is_quiet = output.ended || (waited.timed_out() && output.printed.len() == printed);
            if is_quiet && ready(&output) {
                return output.screen();
            }
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Once the program has been waited for, another process may have its number.
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill().and_then(|()| self.child.wait());
        }
    }
}

impl Output {
    fn screen(&self) -> String {
        let screen = self.drawn.screen();
        let rows: Vec<_> = screen.rows(0, screen.size().1.get()).map(|row| row.trim_end().to_owned()).collect();
        rows.join("\n").trim_end().to_owned()
    }
}

/// What is behind a lock, also after a failed assertion.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
