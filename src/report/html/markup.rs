//! HTML inside of Markdown: the few tags of our own templates pass, and what looks like another is text.

/// What passes, as it is written. No tag has an attribute that could load or run anything.
const TAGS: [&str; 13] = [
    "<details>",
    "<details open>",
    "</details>",
    "<summary>",
    "</summary>",
    "<br>",
    "<br/>",
    "<b>",
    "</b>",
    "<strong>",
    "</strong>",
    "<code>",
    "</code>",
];
const COMMENT: (&str, &str) = ("<!--", "-->");

/// The part of some HTML that a page may show. Comments are dropped: they mark the generated parts of a file.
pub(super) fn passed(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some(inside) = from.strip_prefix(COMMENT.0) {
            // A comment without an end goes on to the end of the block, as browsers read it.
            rest = inside.split_once(COMMENT.1).map_or("", |(_, after)| after);
        } else if let Some(tag) = TAGS.iter().find(|tag| from.starts_with(**tag)) {
            out.push_str(tag);
            rest = &from[tag.len()..];
        } else {
            out.push_str("&lt;");
            rest = &from[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::passed;

    #[test]
    fn our_own_tags_pass_and_others_are_text() {
        let ours = "<details open>\n<summary><b>3</b> more &amp; <code>x</code></summary>\n</details>";
        assert_eq!(passed(ours), ours);
        assert_eq!(passed("<details onclick=x><script>"), "&lt;details onclick=x>&lt;script>");
    }

    #[test]
    fn comments_are_dropped_also_over_several_lines_and_without_an_end() {
        assert_eq!(passed("a<!-- b\n<c> -->d<!-- e"), "ad");
    }
}
