//! Files that nobody writes by mistake: refused at once, with a place, without a panic.

mod support;

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use support::{Catalogue, file, fixtures, name, source};
use whichdb::diagnostic::{self, Diagnostic, Style};
use whichdb::source::{SourceFile, floor_char_boundary};
use whichdb::workload::{Workload, spec::WorkloadSpec};
use whichdb::yaml::{self, Document, Limits};

/// Far more than reading takes, even on a busy machine without optimisation.
const SOON: Duration = Duration::from_secs(10);

/// The problems of a text, found and shown in time.
fn refused(what: &str, text: &str) -> Vec<Diagnostic> {
    let start = Instant::now();
    let problems = Workload::read(&file(text), &Catalogue).expect_err(what);
    let style = Style { color: true, width: 80 };
    let shown = diagnostic::render(&problems, style);
    assert!(start.elapsed() < SOON, "{what} took {:?}", start.elapsed());
    assert!(shown.len() < 1_000_000, "{what} is explained at length");
    assert!(problems.len() <= 300, "{what}: {}", problems.len());
    problems
}

fn head(rest: &str) -> String {
    format!("whichdb: 1\nname: shop\n{rest}")
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
        for depth in [33, 300, 100_000] {
            let text = format!("datasets: {}{}\n", open.repeat(depth), close.repeat(depth));
            let problems = refused("nesting", &head(&text));
            assert_eq!(problems[0].code(), "limit-exceeded", "{:?}", problems[0]);
        }
    }
    let stairs: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(refused("stairs", &stairs)[0].code(), "limit-exceeded");
    let dashes = format!("{}x\n", "- ".repeat(10_000));
    assert_eq!(refused("dashes", &dashes)[0].code(), "limit-exceeded");
}

#[test]
fn aliases_do_not_explode() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let uses = vec![format!("*a{}", level - 1); 9].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{uses}]\n"));
    }
    assert_eq!(refused("a bomb", &text)[0].code(), "limit-exceeded");
    let many = "b: &b 1\n".to_owned() + &"- *b\n".repeat(5).replace("- ", "c: ");
    refused("many aliases", &many);
    refused("an alias of itself", &head("datasets: &a {orders: *a}\n"));
    let uses: String = (0..200).map(|n| format!("  d{n}: *v\n")).collect();
    refused("aliases", &head(&format!("datasets:\n  v: &v {{}}\n{uses}")));
}

#[test]
fn large_files_are_refused_in_time() {
    let mebibyte = 1024 * 1024;
    refused("too many bytes", &"#".repeat(5 * mebibyte));
    let many: String = (0..2_100).map(|n| format!("  d{n}: {{}}\n")).collect();
    let problems = refused("datasets", &head(&format!("datasets:\n{many}")));
    assert_eq!(problems[0].code(), "limit-exceeded");
    let unknown: String = (0..100_000).map(|n| format!("k{n}: x\n")).collect();
    refused("unknown keys", &head(&unknown));
    let one_line = format!("datasets: {{{}}}", "a: {holds: [1]}, ".repeat(100_000));
    refused("one long line", &head(&one_line));
    refused("one long word", &head(&format!("budget: {}\n", "x".repeat(3 * mebibyte))));
    let names = "nobody, ".repeat(50_000);
    let links = format!("datasets:\n  a:\n    joins_with: [{names}]\n");
    refused("unknown names", &head(&links));
    let chain: String = (0..1_999).map(|n| format!("  d{n}: {{derived_from: [d{}]}}\n", (n + 1) % 1_999)).collect();
    let problems = refused("a long circle", &head(&format!("datasets:\n{chain}")));
    assert_eq!(problems.len(), 1);
    let scenarios: String = (0..5_000).map(|n| format!("  s{n}: {{datasets.a.staleness: 5 s}}\n")).collect();
    refused("scenarios", &head(&format!("datasets: {{a: {{}}}}\nscenarios:\n{scenarios}")));
    let waivers = "- {finding: a, reason: b, until: never}\n".repeat(15_000);
    refused("waivers", &head(&format!("datasets: {{a: {{}}}}\nwaivers:\n{waivers}")));
    let paths = "- {finding: a, reason: b, until: never, dataset: orders.lines}\n".repeat(500);
    refused("paths", &head(&format!("datasets: {{a: {{}}}}\nwaivers:\n{paths}")));
}

#[test]
fn nothing_that_a_terminal_would_obey_is_shown_raw() {
    let text = head("\"a\\x1b[31m\\u202e\\u009b\": 1\n\u{9b}31m: \u{202e}\ndatasets:\n  \u{7f}x: {}\n");
    let problems = Workload::read(&file(&text), &Catalogue).expect_err("unknown keys");
    let style = Style { color: false, width: 80 };
    let shown = diagnostic::render(&problems, style);
    let is_raw = |letter: char| (letter.is_control() && letter != '\n') || ('\u{202a}'..='\u{202e}').contains(&letter);
    assert!(!shown.contains(is_raw), "{shown:?}");
}

#[test]
fn bytes_that_are_no_text_are_refused_at_their_place() {
    let problem = SourceFile::from_bytes("a.yaml", b"name: caf\xe9\n".to_vec()).expect_err("bytes");
    let start = problem.place.start();
    assert_eq!((start.line, start.column, problem.byte), (1, 10, 0xe9));
    assert!(SourceFile::from_bytes("a.yaml", vec![0xff, 0xfe, 0, 0]).is_err());
}

#[test]
fn every_beginning_of_a_file_is_read_or_explained() {
    for path in fixtures("ok").iter().chain(&fixtures("err")) {
        if name(path) == "not-utf-8.yaml" {
            continue;
        }
        let file = source(path);
        let text = file.text();
        let step = (text.len() / 20).max(1);
        for end in (0..text.len()).step_by(step) {
            explained(&text[..floor_char_boundary(text, end)]);
        }
    }
}

/// Reads a text; whatever is wrong must be found by us, not only by the reader below, and nothing else.
fn explained(text: &str) {
    let file = file(text);
    let problems = match yaml::read::<WorkloadSpec>(&file, &Limits::WORKLOAD) {
        Ok(read) => {
            let document = Document::parse(&file, &Limits::WORKLOAD).expect("YAML");
            let walked = document.read_by_schema::<WorkloadSpec>();
            assert_eq!(walked.problems, [], "{text}");
            assert_eq!(walked.value.as_ref(), Some(&read), "{text}");
            match Workload::read(&file, &Catalogue) {
                Ok(_) => return,
                Err(problems) => problems,
            }
        }
        Err(_) => Workload::read(&file, &Catalogue).expect_err("it was refused before"),
    };
    assert!(!problems.is_empty(), "{text}");
    for problem in &problems {
        assert_ne!(problem.code(), "unreadable", "{problem:?}\n{text}");
        let (start, end) = (problem.start().expect("a place"), problem.end().expect("a place"));
        assert!(start <= end);
    }
    let style = Style { color: false, width: 40 };
    diagnostic::render(&problems, style);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn a_file_with_a_few_letters_changed_is_read_or_explained(
        edits in prop::collection::vec(
            (any::<prop::sample::Index>(), 0_usize..6, "[\\[\\]{}:,\"'#&*!|>%@~ \t\n\\-0-9a-zé]{0,3}"),
            1..4,
        ),
    ) {
        let path = fixtures("ok").into_iter().find(|path| name(path) == "complete.yaml").expect("a fixture");
        let mut text = source(&path).text().to_owned();
        for (place, removed, added) in edits {
            let start = floor_char_boundary(&text, place.index(text.len()));
            let end = floor_char_boundary(&text, start + removed);
            text.replace_range(start..end, &added);
        }
        explained(&text);
    }
}
