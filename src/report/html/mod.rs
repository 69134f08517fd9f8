//! A report as one page of HTML that needs nothing else: no network, no script, no font. It is made from the Markdown
//! of the report, so that both forms say the same; diagrams of Mermaid, which need a script, are replaced by the same
//! drawings as SVG. The only home of pulldown-cmark.

mod anchors;
mod markup;

use std::fmt::Write as _;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html::push_html};

use super::drawing::{Drawing, quoted};
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
        let mut shown = String::new();
        let _ = match drawing {
            Some(drawing) => write!(shown, "<figure class=\"wide\">\n{}</figure>\n", drawing.svg()),
            None => write!(shown, "<pre><code>{}</code></pre>\n", lines_quoted(&text)),
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
