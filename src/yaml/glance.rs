//! What a glance at a text tells of it.
//!
//! The reader takes nothing for an empty section or list, but a key without a value is a mistake to be reported, and so
//! is a tag that the reader overlooks. This tells quickly for nearly every file that it has none; for the others, the
//! tree is asked.

/// Whether the text may hold a tag. Never says no when there is one.
pub(super) fn may_hold_tag(text: &str) -> bool {
    let is_border = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    text.match_indices('!').any(|(at, _)| is_border(text[..at].chars().next_back()))
}

/// Whether the text may hold a key or an element without a value. Never says no when there is one.
pub(super) fn may_hold_null(text: &str) -> bool {
    let mut lines =
        text.lines().map(|line| (depth(line), content(line))).filter(|(_, content)| !content.is_empty()).peekable();
    while let Some((depth, content)) = lines.next() {
        let next = lines.peek().copied();
        // The key of `- key:` stands behind the dash.
        let depth = depth + (content.len() - content.trim_start_matches(['-', ' ']).len());
        if holds_null(content) || holds_bare_key(content) || (is_open(content) && !is_filled(depth, next)) {
            return true;
        }
    }
    false
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The line without blanks and a comment at its end.
fn content(line: &str) -> &str {
    let line = line.trim();
    if line.starts_with('#') {
        return "";
    }
    line.find(" #").map_or(line, |at| line[..at].trim_end())
}

/// Whether the line ends where a value should follow.
fn is_open(content: &str) -> bool {
    let last = content.rsplit([' ', '\t']).next().unwrap_or(content);
    last.ends_with(':') || last == "-" || content.starts_with('?') || last.starts_with(['&', '!'])
}

/// Whether the next line can be the value of a key at that depth.
fn is_filled(depth: usize, next: Option<(usize, &str)>) -> bool {
    next.is_some_and(|(next_depth, content)| next_depth > depth || (next_depth == depth && content.starts_with("- ")))
}

/// Whether braces in the line hold a key that is no `key: value`. Braces that go on in the next line, and quotes, which
/// may hide braces, are left to the tree.
fn holds_bare_key(content: &str) -> bool {
    if !content.contains('{') {
        return false;
    }
    if content.contains(['"', '\'']) {
        return true;
    }
    let mut open: Vec<char> = Vec::new();
    let mut piece = 0;
    for (at, letter) in content.char_indices() {
        let is_end = matches!(letter, ',' | '}' | ']');
        if is_end && open.last() == Some(&'{') {
            let piece = content[piece..at].trim();
            if !piece.is_empty() && !piece.contains(": ") && !piece.ends_with([']', '}']) {
                return true;
            }
        }
        match letter {
            '{' | '[' => open.push(letter),
            '}' | ']' => {
                open.pop();
            }
            ',' => {}
            _ => continue,
        }
        piece = if matches!(letter, '}' | ']') { at } else { at + 1 };
    }
    !open.is_empty()
}

/// Whether nothing, or a word for it, stands in the line where a value should.
fn holds_null(content: &str) -> bool {
    let words = ["null", "Null", "NULL", "~"];
    let is_border =
        |letter: Option<char>| letter.is_none_or(|letter| letter.is_whitespace() || ",[]{}:".contains(letter));
    let is_word = words.iter().any(|word| {
        content.match_indices(word).any(|(at, _)| {
            is_border(content[..at].chars().next_back()) && is_border(content[at + word.len()..].chars().next())
        })
    });
    let mut before = None;
    let is_gap = content.chars().filter(|letter| !letter.is_whitespace()).any(|letter| {
        let ends = matches!(letter, ',' | '}' | ']');
        let starts = matches!(before, Some(':' | ',' | '{' | '['));
        // `{}` and `[]` are empty on purpose, and a comma may end a list.
        let is_whole = matches!((before, letter), (Some('{'), '}') | (Some('['), ']') | (Some(','), '}' | ']'));
        before = Some(letter);
        ends && starts && !is_whole
    });
    is_word || is_gap
}
