//! Generated parts of a file, and what people write between them.
//!
//! A part begins with a line `<!-- whichdb: NAME -->` and ends with a line `<!-- /whichdb -->`. What stands outside of
//! parts belongs to people: it is kept behind the part that it stood behind when the parts are written anew.

/// Begins the line that begins a part.
pub(super) const START: &str = "<!-- whichdb: ";
/// Ends a part.
pub(super) const END: &str = "<!-- /whichdb -->";

/// A text cut into generated parts and what stands around them.
#[derive(Debug, PartialEq, Eq)]
pub struct Parts<'t> {
    /// What stands before the first part.
    before: &'t str,
    /// The parts in their order.
    parts: Vec<Part<'t>>,
}

#[derive(Debug, PartialEq, Eq)]
struct Part<'t> {
    name: &'t str,
    /// The part with its marks.
    text: &'t str,
    /// What stands between this part and the next.
    after: &'t str,
}

impl<'t> Parts<'t> {
    /// Cuts a text; nothing where it has no part, or one that does not end.
    #[must_use]
    pub fn of(text: &'t str) -> Option<Self> {
        let mut parts: Vec<Part<'t>> = Vec::new();
        let (mut open, mut rest, mut at) = (None, 0, 0);
        let mut before = text;
        for line in text.split_inclusive('\n') {
            let mark = line.trim_end();
            match (open, name(mark)) {
                (None, Some(name)) => {
                    match parts.last_mut() {
                        Some(last) => last.after = &text[rest..at],
                        None => before = &text[..at],
                    }
                    open = Some((name, at));
                }
                (Some((name, start)), _) if mark == END => {
                    let end = at + line.len();
                    parts.push(Part { name, text: &text[start..end], after: "" });
                    (open, rest) = (None, end);
                }
                _ => {}
            }
            at += line.len();
        }
        if open.is_some() {
            return None;
        }
        parts.last_mut()?.after = &text[rest..];
        Some(Self { before, parts })
    }
}

/// The name of a part, where a line begins one.
fn name(line: &str) -> Option<&str> {
    let name = line.strip_prefix(START)?.strip_suffix(" -->")?;
    let is_name = name.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'-') && !name.is_empty();
    is_name.then_some(name)
}

/// A new text with what people wrote around the parts of an old one. What stood behind a part that there is no more
/// comes behind the one before it.
#[must_use]
pub fn kept(new: &str, old: &Parts<'_>) -> String {
    let Some(new) = Parts::of(new) else { return new.to_owned() };
    let mut behind: Vec<String> = new.parts.iter().map(|_| String::new()).collect();
    let mut first = old.before.to_owned();
    let mut home = None;
    for part in &old.parts {
        home = new.parts.iter().position(|other| other.name == part.name).or(home);
        if !part.after.trim().is_empty() {
            let place = home.map_or(&mut first, |at| &mut behind[at]);
            place.push_str(part.after);
        }
    }
    let mut text = if first.trim().is_empty() { new.before.to_owned() } else { first };
    for (part, behind) in new.parts.iter().zip(&behind) {
        text.push_str(part.text);
        text.push_str(if behind.is_empty() { part.after } else { behind });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Parts, kept};

    const OLD: &str = "# Title\n\n<!-- whichdb: a -->\nold a\n<!-- /whichdb -->\n\nOurs behind a.\n\n\
                       <!-- whichdb: b -->\nold b\n<!-- /whichdb -->\n\nOurs behind b.\n";

    #[test]
    fn what_people_wrote_stays_behind_the_part_that_it_stood_behind() {
        let new = "<!-- whichdb: a -->\nnew a\n<!-- /whichdb -->\n\n<!-- whichdb: b -->\nnew b\n<!-- /whichdb -->\n";
        let text = kept(new, &Parts::of(OLD).expect("parts"));
        assert_eq!(text, OLD.replace("old", "new"));
    }

    #[test]
    fn what_stood_behind_a_part_that_is_gone_comes_behind_the_one_before() {
        let new = "<!-- whichdb: a -->\nnew a\n<!-- /whichdb -->\n";
        let text = kept(new, &Parts::of(OLD).expect("parts"));
        assert_eq!(
            text,
            "# Title\n\n<!-- whichdb: a -->\nnew a\n<!-- /whichdb -->\n\nOurs behind a.\n\n\nOurs behind b.\n"
        );
    }

    #[test]
    fn writing_the_same_again_changes_nothing() {
        let once = kept(OLD, &Parts::of(OLD).expect("parts"));
        assert_eq!(once, OLD);
    }

    #[test]
    fn a_text_without_parts_or_with_half_of_one_is_nobody_s_but_its_writer_s() {
        assert_eq!(Parts::of("# Title\n"), None);
        assert_eq!(Parts::of("<!-- whichdb: a -->\ntext\n"), None);
    }
}
