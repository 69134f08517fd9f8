//! A report as one page of HTML that needs nothing else: no network, no script, no font. It is made from the Markdown
//! of the report, so that both forms say the same; diagrams of Mermaid, which need a script, are replaced by the same
//! drawings as SVG. The only home of pulldown-cmark.

mod anchors;
mod markup;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html::push_html};

use super::drawing::Drawing;
use super::escape::quoted;
use anchors::Anchors;
use markup::passed;

/// The looks of a page; also the colours of drawings.
const STYLE: &str = include_str!("../../../templates/report.css");
/// What a page may load: nothing. Its own style is inside of it.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
/// By this a page is known as one that was generated.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"whichdb\">";
/// Where links may lead. All else, `javascript:` above all, is told without a link.
const SCHEMES: [&str; 3] = ["http:", "https:", "mailto:"];

/// Renders a page. A fenced block with the Mermaid text of one of the drawings shows this drawing.
#[must_use]
pub fn page(title: &str, markdown: &str, drawings: &[Drawing]) -> String {
    let mut body = String::with_capacity(markdown.len() * 2);
    push_html(&mut body, events(markdown, drawings).into_iter());
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         {GENERATOR}\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        quoted(title),
    )
}

/// The parts of the page, as the library reads them and as they are shown.
fn events<'m>(markdown: &'m str, drawings: &[Drawing]) -> Vec<Event<'m>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
    let mut page = Page {
        drawings: drawings.iter().map(|drawing| (drawing.mermaid(), drawing)).collect(),
        events: Vec::new(),
        anchors: Anchors::default(),
        heading: None,
        diagram: None,
        markup: None,
        links: Vec::new(),
    };
    for event in Parser::new_ext(markdown, options) {
        page.take(event);
    }
    page.events
}

/// A page that is being put together.
struct Page<'m, 'd> {
    /// With their text of Mermaid, by which their places are found.
    drawings: Vec<(String, &'d Drawing)>,
    events: Vec<Event<'m>>,
    anchors: Anchors,
    /// The place of the heading whose text is being read, and the text so far.
    heading: Option<(usize, String)>,
    /// The text of the diagram that is being read.
    diagram: Option<String>,
    /// The block of HTML that is being read: a comment in it may have several lines.
    markup: Option<String>,
    /// Of the links that are open: whether they are shown as links.
    links: Vec<bool>,
}

impl<'m> Page<'m, '_> {
    fn take(&mut self, event: Event<'m>) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if is_mermaid(&info) => {
                self.diagram = Some(String::new());
            }
            Event::End(TagEnd::CodeBlock) if self.diagram.is_some() => self.end_diagram(),
            Event::Text(text) if self.diagram.is_some() => {
                if let Some(diagram) = &mut self.diagram {
                    diagram.push_str(&text);
                }
            }
            Event::Start(Tag::HtmlBlock) => self.markup = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                let markup = self.markup.take().unwrap_or_default();
                self.html(passed(&markup));
            }
            Event::Html(part) => match &mut self.markup {
                Some(markup) => markup.push_str(&part),
                None => self.html(passed(&part)),
            },
            Event::InlineHtml(part) => self.events.push(Event::InlineHtml(passed(&part).into())),
            Event::Start(Tag::Heading { .. }) => {
                self.heading = Some((self.events.len(), String::new()));
                self.events.push(event);
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(event),
            Event::Start(Tag::Link { link_type, ref dest_url, .. }) => {
                let shown = link_type == LinkType::Email || leads_somewhere(dest_url);
                self.links.push(shown);
                if shown {
                    self.events.push(event);
                }
            }
            Event::End(TagEnd::Link) => {
                if self.links.pop() == Some(true) {
                    self.events.push(event);
                }
            }
            // A page loads nothing; what a picture would show is told by its text.
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::Start(Tag::Table(_)) => {
                self.html("<div class=\"wide\">\n".to_owned());
                self.events.push(event);
            }
            Event::End(TagEnd::Table) => {
                self.events.push(event);
                self.html("</div>\n".to_owned());
            }
            Event::TaskListMarker(done) => {
                let state = if done { "checked aria-label=\"done\"" } else { "aria-label=\"to do\"" };
                self.events.push(Event::InlineHtml(format!("<input type=\"checkbox\" disabled {state}>").into()));
            }
            Event::Text(ref text) | Event::Code(ref text) => {
                if let Some((_, heading)) = &mut self.heading {
                    heading.push_str(text);
                }
                self.events.push(event);
            }
            _ => self.events.push(event),
        }
    }

    fn html(&mut self, markup: String) {
        if !markup.trim().is_empty() {
            self.events.push(Event::Html(CowStr::from(markup)));
        }
    }

    /// Gives a heading the anchor that links expect.
    fn end_heading(&mut self, end: Event<'m>) {
        if let Some((at, text)) = self.heading.take()
            && let Some(Event::Start(Tag::Heading { id, .. })) = self.events.get_mut(at)
        {
            *id = self.anchors.next(&text).map(CowStr::from);
        }
        self.events.push(end);
    }

    /// Shows the drawing of a diagram, or the text of one that is none of ours.
    fn end_diagram(&mut self) {
        let text = self.diagram.take().unwrap_or_default();
        let drawing = self.drawings.iter().find(|(mermaid, _)| *mermaid == text).map(|(_, drawing)| *drawing);
        let shown = match drawing {
            Some(drawing) => format!("<figure class=\"wide\">\n{}</figure>\n", drawing.svg()),
            None => format!("<pre><code>{}</code></pre>\n", lines_quoted(&text)),
        };
        self.html(shown);
    }
}

/// Text in which lines stay lines.
fn lines_quoted(text: &str) -> String {
    text.lines().map(|line| quoted(line) + "\n").collect()
}

fn is_mermaid(info: &str) -> bool {
    info.split_whitespace().next() == Some("mermaid")
}

fn leads_somewhere(link: &str) -> bool {
    let lower = link.to_ascii_lowercase();
    link.starts_with('#') || SCHEMES.iter().any(|scheme| lower.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::report::drawing::{Drawing, Period, Timeline};

    /// What stands between the first and the last tag of the text of a page.
    fn body(markdown: &str, drawings: &[Drawing]) -> String {
        let page = page("t", markdown, drawings);
        let (_, main) = page.split_once("<main>\n").expect("a start");
        main.split_once("</main>").expect("an end").0.to_owned()
    }

    #[test]
    fn a_page_is_whole_and_loads_nothing() {
        let page = page("a</title><script>", "# x\n", &[]);
        assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
        assert!(page.contains("<title>a&lt;/title&gt;&lt;script&gt;</title>"));
        assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'"));
        for loading in ["<script", "<link", "url(", "@import", "src=\"", "@font-face"] {
            assert!(!page.contains(loading), "{loading}");
        }
    }

    #[test]
    fn links_within_a_page_find_their_headings() {
        let body =
            body("[x](#why-postgresql) [y](#why-postgresql-1)\n\n## Why `PostgreSQL`?\n\n### Why *PostgreSQL*!\n", &[]);
        assert!(body.contains("<a href=\"#why-postgresql\">x</a>"), "{body}");
        assert!(body.contains("<h2 id=\"why-postgresql\">") && body.contains("<h3 id=\"why-postgresql-1\">"), "{body}");
    }

    #[test]
    fn links_to_scripts_and_files_are_told_without_a_link() {
        let refused =
            "[a](javascript:alert) [b](JAVASCRIPT:x) [c](data:text/html,x) [d](file:///etc) [e](/x) <vbscript:x>";
        let refused = body(refused, &[]);
        assert!(!refused.contains("<a") && refused.contains("a b c d e vbscript:x"), "{refused}");
        let kept = body("[a](https://example.com) [b](HTTP://example.com) [c](mailto:a@b.c) <a@b.c> [d](#x)", &[]);
        assert_eq!(kept.matches("<a href=").count(), 5, "{kept}");
        let picture = body("![told](https://example.com/x.png) [![in a link](x)](javascript:y)", &[]);
        assert_eq!(picture, "<p>told in a link</p>\n");
    }

    #[test]
    fn a_diagram_of_ours_is_drawn_and_another_stays_text() {
        let period = Period { name: "Now".to_owned(), events: vec!["starts".to_owned()] };
        let drawing = Drawing::Timeline(Timeline { title: "When".to_owned(), periods: vec![period] });
        let fence =
            format!("- x\n\n  ```mermaid\n  {}  ```\n", drawing.mermaid().replace('\n', "\n  ").trim_end_matches(' '));
        let drawn = body(&fence, std::slice::from_ref(&drawing));
        assert!(drawn.contains("<figure class=\"wide\">\n<svg") && !drawn.contains("timeline\n"), "{drawn}");
        let other = body("```mermaid\nflowchart LR\n  a --> b<\n```\n", &[drawing]);
        assert_eq!(other, "<pre><code>flowchart LR\n  a --&gt; b&lt;\n</code></pre>\n");
    }

    #[test]
    fn tables_scroll_on_their_own() {
        let body = body("| a | b |\n| --- | ---: |\n| 1 | 2 |\n", &[]);
        assert!(body.starts_with("<div class=\"wide\">\n<table>") && body.ends_with("</table>\n</div>\n"), "{body}");
    }

    #[test]
    fn markdown_within_details_is_read_and_comments_are_dropped() {
        let text = "<!-- begin\n\nof a part -->\n\n<details>\n<summary>3 &lt; 4</summary>\n\n- **x** <!-- y -->\n\n</details>\n";
        let body = body(text, &[]);
        assert_eq!(
            body.split_whitespace().collect::<String>(),
            "<details><summary>3&lt;4</summary><ul><li><strong>x</strong></li></ul></details>"
        );
    }

    #[test]
    fn no_html_of_a_text_is_html_of_the_page() {
        let body = body("<script>alert(1)</script>\n\nx <img src=x onerror=y> <style>\n\n<iframe\nsrc=x>\n", &[]);
        assert!(
            !body.contains("<script")
                && !body.contains("<img")
                && !body.contains("<style")
                && !body.contains("<iframe"),
            "{body}"
        );
    }

    #[test]
    fn tasks_have_a_name_and_what_is_struck_is_struck() {
        let body = body("- [ ] a\n- [x] ~~b~~\n", &[]);
        assert!(
            body.contains("disabled aria-label=\"to do\">") && body.contains("checked aria-label=\"done\">"),
            "{body}"
        );
        assert!(body.contains("<del>b</del>"), "{body}");
    }
}
