//! Text in a drawing: how wide it will be, where it is broken, and how it is written.

use crate::diagnostic::visible;

/// How much wider bold text is than other text of its size.
pub(super) const BOLD: f64 = 1.08;

/// How wide a text is at a size in pixels: an estimate on the generous side, since the font is the reader's.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(share).sum::<f64>() * size
}

/// The width of a letter as a share of the size of the font.
fn share(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.32,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '\\' | '-' | '"' | '`' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '\u{2014}' | '\u{2026}' => 0.95,
        'A'..='Z' | '&' | '#' | '+' | '=' | '<' | '>' | '~' => 0.74,
        // Marks that stand on the letter before.
        '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        // Ideographs, syllables and pictures.
        '\u{1100}'..='\u{115f}'
        | '\u{2190}'..='\u{2bff}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ffe6}'
        | '\u{1f000}'.. => 1.25,
        _ if letter.is_uppercase() => 0.78,
        _ => 0.62,
    }
}

/// A text in lines of at most this width. Only a word that is wider is broken within.
pub(super) fn wrapped(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in visible(text).split_whitespace() {
        let joined = lines.last().map(|line| format!("{line} {word}")).filter(|line| width(line, size) <= room);
        match (joined, lines.last_mut()) {
            (Some(joined), Some(last)) => *last = joined,
            _ => lines.extend(pieces(word, size, room)),
        }
    }
    lines
}

/// A word in pieces of at most this width, each of one letter at least; cut behind a hyphen where there is one.
fn pieces(word: &str, size: f64, room: f64) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for letter in word.chars() {
        if !piece.is_empty() && width(&piece, size) + share(letter) * size > room {
            let hyphen = piece.rfind('-').map_or(piece.len(), |at| at + 1);
            let rest = piece.split_off(hyphen);
            pieces.push(std::mem::replace(&mut piece, rest));
        }
        piece.push(letter);
    }
    pieces.push(piece);
    pieces
}

/// The widest of some lines.
pub(super) fn widest(lines: &[String], size: f64) -> f64 {
    lines.iter().map(|line| width(line, size)).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::{width, wrapped};

    #[test]
    fn long_names_are_cut_behind_their_hyphens() {
        assert_eq!(wrapped("warehouse-postgresql-eu", 14.0, 150.0), ["warehouse-", "postgresql-eu"]);
    }

    #[test]
    fn lines_keep_within_their_room_and_lose_nothing() {
        let text = "orders and their positions averyveryverylongwordwithoutanyblank end";
        let lines = wrapped(text, 12.0, 90.0);
        assert!(lines.len() > 4 && lines.iter().all(|line| width(line, 12.0) <= 90.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        assert!(wrapped(" \n ", 12.0, 90.0).is_empty());
    }

    #[test]
    fn wide_characters_count_double() {
        assert!(width("\u{6ce8}\u{6587}", 10.0) >= 2.0 * width("ab", 10.0));
    }
}
