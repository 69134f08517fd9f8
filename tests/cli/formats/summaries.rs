//! What people read in their pipeline: tests in JUnit XML and a summary in Markdown.

use roxmltree::{Document, Node};
use whichdb::diagnostic::Diagnostic;
use whichdb::embedded;
use whichdb::knowledge::spec::FindingLevel;
use whichdb::report::{CheckView, CheckedFileView, check_in_junit, check_in_markdown};

use super::{BROKEN, DRIFTED, both, check, list, view};

fn suites<'d>(document: &'d Document<'_>) -> Vec<Node<'d, 'd>> {
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    root.children().filter(|node| node.has_tag_name("testsuite")).collect()
}

fn cases<'d>(suite: Node<'d, 'd>) -> Vec<Node<'d, 'd>> {
    suite.children().filter(|node| node.has_tag_name("testcase")).collect()
}

/// How many tests of a suite hold such an element.
fn holding(suite: Node<'_, '_>, tag: &str) -> usize {
    cases(suite).iter().filter(|case| case.children().any(|node| node.has_tag_name(tag))).count()
}

fn count(node: Node<'_, '_>, what: &str) -> usize {
    node.attribute(what).and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("no {what}"))
}

#[test]
fn junit_is_well_formed_and_its_counts_are_true() {
    let text = both("junit");
    let document = Document::parse(&text).expect("XML");
    let suites = suites(&document);
    assert_eq!(suites.iter().map(|suite| suite.attribute("name")).collect::<Vec<_>>(), [Some(DRIFTED), Some(BROKEN)]);
    for suite in &suites {
        assert_eq!(count(*suite, "tests"), cases(*suite).len());
        for (what, tag) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
            assert_eq!(count(*suite, what), holding(*suite, tag), "{what}");
        }
        let mut names: Vec<_> = cases(*suite).iter().map(|case| case.attribute("name")).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count(*suite, "tests"), "each test has a name of its own");
    }
    for what in ["tests", "failures", "errors", "skipped"] {
        let sum: usize = suites.iter().map(|suite| count(*suite, what)).sum();
        assert_eq!(count(document.root_element(), what), sum, "{what}");
    }
}

#[test]
fn what_fails_the_check_fails_as_a_test() {
    let view = view();
    let findings = list(&view["files"][0], "findings");
    let of = |level: &str| findings.iter().filter(|finding| finding["level"] == level).count();
    let advice = of("advice");
    for (fail_on, expected) in [
        ("error", of("error")),
        ("warning", of("error") + of("warning")),
        ("advice", of("error") + of("warning") + advice),
        ("never", 0),
    ] {
        let (text, _) = check(&format!("{DRIFTED} {BROKEN} --format junit --fail-on {fail_on}"));
        let document = Document::parse(&text).expect("XML");
        let suite = suites(&document)[0];
        assert_eq!(holding(suite, "failure"), expected, "{fail_on}");
        assert_eq!(holding(suite, "system-out"), findings.len() - expected, "{fail_on}");
        assert_eq!(holding(suite, "skipped"), 1, "{fail_on}");
        assert_eq!(holding(suites(&document)[1], "error"), 3, "{fail_on}");
    }
}

#[test]
fn a_test_names_its_line_and_a_problem_what_the_file_says() {
    let text = both("junit");
    let document = Document::parse(&text).expect("XML");
    let broken = cases(suites(&document)[1]);
    assert_eq!(broken[0].attribute("line"), Some("5"));
    let error = broken[0].first_element_child().expect("an error");
    let message = error.attribute("message").expect("a message");
    assert!(message.contains("%0A::error::\\u{1b} <b> | ]]> & "), "{message}");
    assert!(error.text().is_some_and(|told| told.starts_with("drifted/broken.yaml:5\n")), "{error:?}");
}

/// A view of one file in which nothing is found, to be spoilt.
fn clean(path: &str) -> CheckedFileView {
    CheckedFileView {
        path: path.to_owned(),
        feasible: Some(true),
        findings: Vec::new(),
        waived: Vec::new(),
        known: Vec::new(),
        errors: Vec::new(),
    }
}

#[test]
fn a_file_in_order_is_a_test_that_passes() {
    let mut view = CheckView::of(embedded::knowledge());
    view.add(clean("fine & <good>\u{1b}.yaml"));
    let text = check_in_junit(&view, Some(FindingLevel::Error));
    let document = Document::parse(&text).expect("XML");
    let suite = suites(&document)[0];
    assert_eq!(suite.attribute("name"), Some("fine & <good>\\u{1b}.yaml"));
    assert_eq!((count(suite, "tests"), count(suite, "failures"), cases(suite)[0].children().count()), (1, 0, 0));
    let text = check_in_markdown(&view, Some(FindingLevel::Error));
    assert!(text.starts_with("### whichdb: the check passes\n\n1 file checked: 0 errors"), "{text}");
    assert!(!text.contains('|'), "{text}");
}

/// The cells of a row of a table.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim().strip_prefix('|').and_then(|row| row.strip_suffix('|')).expect("a row");
    let mut cells = vec![String::new()];
    let mut letters = row.chars();
    while let Some(letter) = letters.next() {
        let cell = cells.last_mut().expect("a cell");
        match letter {
            '\\' => cell.extend([Some(letter), letters.next()].into_iter().flatten()),
            '|' => cells.push(String::new()),
            _ => cell.push(letter),
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

#[test]
fn markdown_shows_verdict_counts_and_a_row_for_everything() {
    let view = view();
    let text = both("markdown");
    assert!(text.starts_with("### whichdb: not everything could be read\n\n2 files checked: "), "{text}");
    let (failing, _) = check(&format!("{DRIFTED} --format markdown"));
    assert!(failing.starts_with("### whichdb: the check fails\n"), "{failing}");
    let (passing, _) = check(&format!("{DRIFTED} --format markdown --fail-on never"));
    assert!(passing.starts_with("### whichdb: the check passes\n"), "{passing}");
    let rows: Vec<Vec<String>> = text.lines().filter(|line| line.starts_with('|')).map(cells).collect();
    let findings: Vec<_> = rows.iter().filter(|row| row.len() == 5).collect();
    let waived: Vec<_> = rows.iter().filter(|row| row.len() == 4).collect();
    assert_eq!(findings.len() + waived.len(), rows.len(), "{rows:#?}");
    let all = list(&view["files"][0], "findings").len() + list(&view["files"][1], "errors").len();
    assert_eq!((findings.len() - 2, waived.len() - 2), (all, 1));
    assert_eq!(findings[2][..3], ["invalid", "`invalid-spec`", "`drifted/broken.yaml:5`"]);
    assert_eq!(waived[2][..3], ["`dual-write`", "`drifted/workload.yaml:88`", "2027-05-31"]);
}

/// What is neither in a code span nor escaped.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    for line in text.lines() {
        let mut letters = line.chars();
        let mut in_code = false;
        while let Some(letter) = letters.next() {
            match letter {
                '`' => in_code = !in_code,
                _ if in_code => {}
                '\\' => drop(letters.next()),
                _ => bare.push(letter),
            }
        }
        assert!(!in_code, "a code span does not end: {line}");
        bare.push('\n');
    }
    bare
}

#[test]
fn no_text_of_a_spec_is_markup() {
    let text = both("markdown");
    assert!(text.contains("The outbox comes \\| \\<b>with\\</b> the next `release`."), "{text}");
    let bare = bare(&text);
    let tags: Vec<&str> = bare.split('<').skip(1).filter_map(|tag| tag.split('>').next()).collect();
    assert_eq!(tags, ["details", "summary", "/summary", "/details"], "{bare}");
    assert!(!bare.contains("]("), "{bare}");
}

#[test]
fn a_long_summary_is_cut_and_says_so() {
    let problem = |at: usize| Diagnostic::error("unknown-key", format!("unknown key `a{at}`"));
    let problems: Vec<Diagnostic> = (0..250).map(problem).collect();
    let mut view = CheckView::of(embedded::knowledge());
    view.add(CheckedFileView::invalid("x.yaml", &problems));
    let text = check_in_markdown(&view, None);
    assert_eq!(text.lines().filter(|line| line.starts_with("| invalid")).count(), 200);
    assert!(text.contains("\n50 more are not shown here.\n"), "{text}");
}
