//! The page: the same content, and nothing that it would have to fetch.

use crate::{examples, report, written};

#[test]
fn pages_say_what_the_documents_say_and_need_nothing_else() {
    for example in examples() {
        let page = written(&["report", "--example", &example, "--format", "html"], 0);
        let document = report(&example, "design");
        let headings = document.lines().filter(|line| line.starts_with("## ")).count();
        assert_eq!(page.matches("<h2").count(), headings, "{example}");
        assert_eq!(page.matches("<svg").count(), document.matches("```mermaid").count(), "{example}: all is drawn");
        assert!(!page.contains("```") && !page.contains("<!-- whichdb"), "{example}");
        for loaded in ["<script", "<link", "<img", "<iframe", "src=", "url(", "@import", "onclick"] {
            assert!(!page.contains(loaded), "{example}: {loaded}");
        }
        assert!(page.contains("default-src 'none'"), "{example}");
    }
}
