//! The wizard at a pseudo-terminal, as a person at a keyboard meets it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::terminal::{CTRL_C, DOWN, ENTER, Terminal};

/// A usual terminal.
const USUAL: (u16, u16) = (24, 80);
/// What the review asks.
const REVIEW: &str = "Is this right?";

/// A folder of its own, empty at first.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wizard").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn wizard(folder: &Path, arguments: &[&str]) -> Terminal {
    let arguments: Vec<&str> = ["wizard"].iter().chain(arguments).copied().collect();
    let program = Path::new(env!("CARGO_BIN_EXE_whichdb"));
    Terminal::start(program, &arguments, folder, &[("NO_COLOR", "1")], USUAL)
}

/// A system of which enough is said that few questions are left.
fn small() -> &'static str {
    "whichdb: 1
name: notes
application: {style: monolith, stage: growth, offline: false}
team: {operations: none}
deployment: {hosting: [managed], clouds: [aws], writes_in: one-region}
policy: {licences: any}
datasets:
  notes:
    volume: {size: 5 GB}
    velocity: {reads: 50/s, writes: 5/s}
    variety: {shape: relational, schema: rigid}
    veracity: {consistency: strong, transactions: multi-item, durability: durable}
    access: {reads: [lookup, filter, join], writes: [insert, update, delete]}
"
}

/// The question that is being asked, once all of it is there: what the keys do comes last, in brackets.
fn asked(screen: &str) -> Option<&str> {
    let question = screen.lines().rev().find_map(|line| line.strip_prefix("? "));
    question.filter(|_| screen.ends_with(']'))
}

/// Says that nothing is known, until the screen shows a text; the questions that were asked.
fn know_nothing(terminal: &Terminal, until: &str) -> Vec<String> {
    let mut questions: Vec<String> = Vec::new();
    loop {
        let is_next =
            |screen: &str| asked(screen).is_some_and(|asked| questions.last().is_none_or(|last| last != asked));
        let screen = terminal.wait_until(is_next, "the next question");
        let question = asked(&screen).expect("a question").to_owned();
        if question.contains(until) {
            return questions;
        }
        questions.push(question);
        // Whoever only presses Enter knows nothing, and has no further data.
        terminal.send(ENTER);
    }
}

/// The wizard going on with notes of which the size was not said.
fn without_a_size(name: &str) -> Terminal {
    let folder = folder(name);
    fs::write(folder.join("notes.yaml"), small().replace("size: 5 GB", "")).expect("a spec");
    wizard(&folder, &["--resume", "notes.yaml"])
}

/// Says that nothing is known until the list of questions about the notes comes, and ticks there the one for their size.
fn knows_the_size(terminal: &Terminal) {
    know_nothing(terminal, "notes: Which of these");
    terminal.send("today");
    terminal.wait_for("> [ ] How much data is it today?");
    terminal.send(" ");
    terminal.wait_for("[x] How much data is it today?");
    terminal.send(ENTER);
    know_nothing(terminal, "notes: How much data is it today?");
}

fn name_it(terminal: &Terminal, name: &str) {
    terminal.wait_for("What is your system most like?");
    terminal.send(ENTER);
    terminal.wait_for("What is the system called?");
    terminal.send(name);
    terminal.send(ENTER);
    terminal.wait_for("What is it, in a sentence?");
    terminal.send(ENTER);
}

#[test]
fn from_nothing_to_a_file_and_a_recommendation_without_knowing_anything() {
    let folder = folder("from-nothing");
    let mut terminal = wizard(&folder, &[]);
    name_it(&terminal, "parts-shop");
    know_nothing(&terminal, "What is the most important data?");
    terminal.send(ENTER);
    terminal.wait_for("What is it called?");
    terminal.send("orders");
    terminal.send(ENTER);
    terminal.wait_for("What does it hold");
    terminal.send("Orders and their lines.");
    terminal.send(ENTER);
    know_nothing(&terminal, "What other data is there?");
    assert!(terminal.transcript().contains("As things stand"), "{}", terminal.transcript());
    know_nothing(&terminal, REVIEW);
    terminal.send(ENTER);
    assert_eq!(terminal.finish(), 0, "{}", terminal.transcript());
    let written = fs::read_to_string(folder.join("workload.yaml")).expect("the spec");
    assert!(written.contains("name: parts-shop") && written.contains("holds: Orders and their lines."), "{written}");
    let told = terminal.transcript();
    assert!(told.contains("questions asked"), "{told}");
    assert!(told.contains("PostgreSQL"), "{told}");
    assert!(told.contains("wrote workload.yaml"), "{told}");
}

#[test]
fn the_recommendation_is_that_of_the_file_byte_for_byte() {
    let folder = folder("byte-for-byte");
    fs::write(folder.join("notes.yaml"), small()).expect("a spec");
    let program = env!("CARGO_BIN_EXE_whichdb");
    let line = format!("{program} wizard --resume notes.yaml -o workload.yaml > told.txt");
    let mut terminal = Terminal::start(Path::new("/bin/sh"), &["-c", &line], &folder, &[("NO_COLOR", "1")], USUAL);
    know_nothing(&terminal, REVIEW);
    terminal.send(ENTER);
    assert_eq!(terminal.finish(), 0, "{}", terminal.transcript());
    let told = fs::read(folder.join("told.txt")).expect("the recommendation");
    let recommend =
        assert_cmd::Command::new(program).args(["recommend", "workload.yaml"]).current_dir(&folder).assert().success();
    assert_eq!(String::from_utf8_lossy(&told), String::from_utf8_lossy(&recommend.get_output().stdout));
}

#[test]
fn escape_goes_back_to_the_question_before_with_its_answer() {
    let folder = folder("back");
    let terminal = wizard(&folder, &[]);
    name_it(&terminal, "parts-shop");
    terminal.wait_until(|screen| screen.contains("question 1"), "the first question");
    terminal.escape();
    terminal
        .wait_until(|screen| asked(screen).is_some_and(|asked| asked.starts_with("What is it, in")), "the description");
    terminal.escape();
    terminal.wait_until(|screen| asked(screen) == Some("What is the system called? parts-shop"), "the name as typed");
}

#[test]
fn an_answer_that_was_typed_is_there_again_after_going_back() {
    let terminal = without_a_size("typed");
    let question = "notes: How much data is it today?";
    knows_the_size(&terminal);
    terminal.send("7 GB");
    terminal.send(ENTER);
    terminal.wait_until(|screen| asked(screen).is_some_and(|asked| !asked.starts_with(question)), "what comes next");
    terminal.escape();
    terminal.wait_until(|screen| asked(screen) == Some("notes: How much data is it today? 7 GB"), "the size as typed");
}

#[test]
fn a_wrong_unit_is_told_and_what_was_typed_stays() {
    let terminal = without_a_size("wrong");
    knows_the_size(&terminal);
    terminal.send("700");
    terminal.send(ENTER);
    let is_told =
        |screen: &str| screen.contains("has no unit") && asked(screen) == Some("notes: How much data is it today? 700");
    terminal.wait_until(is_told, "what is wrong, and what was typed");
}

#[test]
fn a_question_mark_tells_why_something_is_asked() {
    let terminal = without_a_size("why");
    knows_the_size(&terminal);
    terminal.send("?");
    terminal.send(ENTER);
    terminal.wait_for("`datasets.notes.volume.size` in the file.");
    let screen = terminal.screen();
    assert!(screen.contains("If ") || screen.contains("On its own"), "{screen}");
}

#[test]
fn a_list_of_questions_tells_why_it_is_shown_and_keeps_what_was_ticked() {
    let terminal = without_a_size("list");
    knows_the_size(&terminal);
    terminal.escape();
    terminal.wait_for("[x] How much data is it today?");
    terminal.send("why");
    terminal.wait_for("> [ ] why?");
    terminal.send(" ");
    terminal.send(ENTER);
    terminal.wait_for("Few people can answer all of this about notes.");
    terminal.wait_for("[x] How much data is it today?");
    terminal.send(ENTER);
    know_nothing(&terminal, "notes: How much data is it today?");
}

#[test]
fn ctrl_c_leaves_a_draft_that_is_gone_on_with() {
    let folder = folder("resume");
    let mut terminal = wizard(&folder, &[]);
    name_it(&terminal, "parts-shop");
    let screen = terminal.wait_for("question 1");
    let first = asked(&screen).expect("a question").to_owned();
    terminal.send(ENTER);
    let second = asked(&terminal.wait_for("question 2")).expect("a question").to_owned();
    terminal.send(CTRL_C);
    assert_eq!(terminal.finish(), 2);
    assert!(terminal.transcript().contains("whichdb wizard --resume workload.draft.yaml"), "{}", terminal.transcript());
    assert!(!folder.join("workload.yaml").exists());

    // Without being told to, it offers to go on.
    let mut terminal = wizard(&folder, &[]);
    terminal.wait_for("workload.draft.yaml has what was said before.");
    terminal.send(ENTER);
    let next = asked(&terminal.wait_for("question 1")).expect("a question").to_owned();
    assert_eq!(next, second);
    assert_ne!(next, first);
    terminal.send(CTRL_C);
    assert_eq!(terminal.finish(), 2);
    let drafts = fs::read_dir(&folder).expect("the folder").count();
    assert_eq!(drafts, 1, "the draft is written over, not beside");
}

#[test]
fn ctrl_c_before_anything_was_said_leaves_nothing_behind() {
    let folder = folder("nothing-said");
    let mut terminal = wizard(&folder, &[]);
    terminal.wait_for("What is your system most like?");
    terminal.send(CTRL_C);
    assert_eq!(terminal.finish(), 2);
    assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 0);
}

#[test]
fn a_file_that_is_there_is_not_written_over_unasked() {
    let folder = folder("overwrite");
    fs::write(folder.join("notes.yaml"), small()).expect("a spec");
    let mut terminal = wizard(&folder, &["--resume", "notes.yaml"]);
    know_nothing(&terminal, REVIEW);
    terminal.send(ENTER);
    terminal.wait_for("notes.yaml exists. What now?");
    terminal.send(ENTER);
    terminal.wait_for("Which file, then?");
    terminal.send("other.yaml");
    terminal.send(ENTER);
    assert_eq!(terminal.finish(), 0, "{}", terminal.transcript());
    assert_eq!(fs::read_to_string(folder.join("notes.yaml")).expect("a spec"), small());
    assert!(folder.join("other.yaml").exists());

    let mut terminal = wizard(&folder, &["--resume", "notes.yaml"]);
    know_nothing(&terminal, REVIEW);
    terminal.send(ENTER);
    terminal.wait_for("notes.yaml exists. What now?");
    terminal.send(DOWN);
    terminal.wait_for("> overwrite it");
    terminal.send(ENTER);
    assert_eq!(terminal.finish(), 0, "{}", terminal.transcript());
    assert_ne!(fs::read_to_string(folder.join("notes.yaml")).expect("a spec"), small());
}

#[test]
fn what_was_said_is_kept_when_the_file_cannot_be_written() {
    let folder = folder("not-written");
    fs::write(folder.join("notes.yaml"), small()).expect("a spec");
    fs::write(folder.join("taken"), "a file, no folder").expect("a file");
    let mut terminal = wizard(&folder, &["--resume", "notes.yaml", "-o", "taken/new.yaml"]);
    know_nothing(&terminal, REVIEW);
    terminal.send(ENTER);
    assert_eq!(terminal.finish(), 2, "{}", terminal.transcript());
    let told = terminal.transcript();
    assert!(told.contains("workload.draft.yaml") && told.contains("error: taken"), "{told}");
    let kept = fs::read_to_string(folder.join("workload.draft.yaml")).expect("the draft");
    assert!(kept.contains("name: notes"), "{kept}");
}

#[test]
fn ctrl_c_after_nothing_new_was_said_leaves_nothing_behind() {
    let folder = folder("nothing-new");
    fs::write(folder.join("notes.yaml"), small()).expect("a spec");
    let mut terminal = wizard(&folder, &["--resume", "notes.yaml"]);
    terminal.wait_for("question 1");
    terminal.send(CTRL_C);
    assert_eq!(terminal.finish(), 2);
    assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 1);
}

#[test]
fn any_answer_can_be_changed_in_the_review() {
    let folder = folder("review");
    fs::write(folder.join("notes.yaml"), small()).expect("a spec");
    let mut terminal = wizard(&folder, &["--resume", "notes.yaml", "-o", "new.yaml"]);
    know_nothing(&terminal, REVIEW);
    terminal.send("volume.size");
    terminal.wait_for("> datasets.notes.volume.size  5 GB");
    terminal.send(ENTER);
    terminal.wait_for("notes: How much data is it today? 5 GB");
    terminal.send("\x7f\x7f\x7f\x7f");
    terminal.wait_until(
        |screen| asked(screen) == Some("notes: How much data is it today? such as 50 MB, 200 GB, ~4 TB"),
        "an empty line",
    );
    terminal.send("9 GB");
    terminal.send(ENTER);
    know_nothing(&terminal, REVIEW);
    terminal.send(ENTER);
    assert_eq!(terminal.finish(), 0, "{}", terminal.transcript());
    let written = fs::read_to_string(folder.join("new.yaml")).expect("a spec");
    assert!(written.contains("size: 9 GB"), "{written}");
}

#[test]
fn a_window_that_changes_its_size_loses_nothing() {
    let folder = folder("resize");
    fs::write(folder.join("notes.yaml"), small()).expect("a spec");
    let mut terminal = wizard(&folder, &["--resume", "notes.yaml", "-o", "new.yaml"]);
    terminal.wait_for("question 1");
    terminal.resize(30, 100);
    terminal.send(DOWN);
    terminal.wait_for("question 1");
    // What is drawn already is cut off; the next prompt fits again.
    terminal.resize(20, 60);
    terminal.send(ENTER);
    know_nothing(&terminal, REVIEW);
    terminal.send(ENTER);
    assert_eq!(terminal.finish(), 0, "{}", terminal.transcript());
}

#[test]
fn without_colour_there_is_none() {
    let folder = folder("plain");
    let mut terminal = wizard(&folder, &[]);
    name_it(&terminal, "parts-shop");
    terminal.wait_for("question 1");
    terminal.send(CTRL_C);
    terminal.finish();
    let printed = terminal.printed();
    let coloured = printed.split("\u{1b}[").skip(1).any(|rest| {
        let end = rest.find(|letter: char| letter.is_ascii_alphabetic());
        end.is_some_and(|end| rest[end..].starts_with('m') && !matches!(&rest[..end], "" | "0"))
    });
    assert!(!coloured, "{printed:?}");
}

#[test]
fn every_prompt_fits_on_a_usual_terminal() {
    let folder = folder("fits");
    let terminal = wizard(&folder, &[]);
    name_it(&terminal, "parts-shop");
    let mut before = String::new();
    for _ in 0..4 {
        let screen =
            terminal.wait_until(|screen| asked(screen).is_some_and(|asked| asked != before), "the next question");
        before = asked(&screen).expect("a question").to_owned();
        assert!(screen.contains("Esc back"), "the keys are out of sight:\n{screen}");
        terminal.send(ENTER);
    }
}

#[test]
fn a_dumb_terminal_is_told_what_it_cannot_do() {
    let folder = folder("dumb");
    let program = Path::new(env!("CARGO_BIN_EXE_whichdb"));
    let mut terminal = Terminal::start(program, &["wizard"], &folder, &[("TERM", "dumb")], USUAL);
    assert_eq!(terminal.finish(), 2);
    assert!(terminal.transcript().contains("of the type `dumb` cannot show"), "{}", terminal.transcript());
}
