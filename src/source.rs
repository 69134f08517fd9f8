//! Text files and places in them. The only conversion from byte offsets to lines and columns.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A file that has been read. Cheap to clone.
#[derive(Clone)]
pub struct SourceFile(Arc<Contents>);

struct Contents {
    name: String,
    text: String,
    line_starts: OnceLock<Vec<usize>>,
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A part of a file.
#[derive(Clone)]
pub struct Span {
    file: SourceFile,
    range: Range<usize>,
}

/// Bytes that are not text in UTF-8.
#[derive(Debug, Clone)]
pub struct NotText {
    /// The first byte that is wrong, in a copy of the file in which all such bytes are replaced.
    pub place: Span,
    /// That byte.
    pub byte: u8,
}

const BYTE_ORDER_MARK: char = '\u{feff}';

impl SourceFile {
    /// A file of that name with that text. A byte order mark at the start is dropped.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with(BYTE_ORDER_MARK) {
            text.drain(..BYTE_ORDER_MARK.len_utf8());
        }
        Self(Arc::new(Contents { name: name.into(), text, line_starts: OnceLock::new() }))
    }

    /// A file of that name with those bytes, which must be UTF-8.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, NotText> {
        let name = name.into();
        String::from_utf8(bytes).map(|text| Self::new(name.clone(), text)).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let file = Self::new(name, String::from_utf8_lossy(&bytes));
            NotText {
                place: file.span(at..at + char::REPLACEMENT_CHARACTER.len_utf8()),
                byte: bytes.get(at).copied().unwrap_or_default(),
            }
        })
    }

    /// The name under which the file is reported.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// A part of the file, by byte offsets. Offsets beyond the end or inside a character are moved to the nearest
    /// border before them.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = floor_char_boundary(self.text(), range.start);
        let end = floor_char_boundary(self.text(), range.end.max(range.start));
        Span { file: self.clone(), range: start..end }
    }

    /// The line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_char_boundary(self.text(), offset);
        let line = self.line_starts().partition_point(|start| *start <= offset);
        let start = self.line_starts()[line - 1];
        Position { line, column: self.text()[start..offset].chars().count() + 1 }
    }

    /// The byte offsets of a line, counted from 1, without its line break.
    pub fn line(&self, line: usize) -> Range<usize> {
        let starts = self.line_starts();
        let start = starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text().len());
        let end = starts.get(line).copied().unwrap_or(self.text().len());
        let text = self.text()[start..end].trim_end_matches(['\n', '\r']);
        start..start + text.len()
    }

    /// Where each line starts; the first is 0.
    fn line_starts(&self) -> &[usize] {
        self.0
            .line_starts
            .get_or_init(|| std::iter::once(0).chain(self.text().match_indices('\n').map(|(at, _)| at + 1)).collect())
    }
}

/// The nearest border between characters that is not behind `offset`.
pub fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut border = offset.min(text.len());
    while !text.is_char_boundary(border) {
        border -= 1;
    }
    border
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.name() == other.name() && self.text() == other.text())
    }
}

impl fmt::Debug for SourceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SourceFile").field(&self.name()).finish()
    }
}

impl Span {
    /// The file.
    pub fn file(&self) -> &SourceFile {
        &self.file
    }

    /// The byte offsets.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Where it starts.
    pub fn start(&self) -> Position {
        self.file.position(self.range.start)
    }

    /// Where it ends: the position behind its last character.
    pub fn end(&self) -> Position {
        self.file.position(self.range.end)
    }

    /// The text of the part.
    pub fn text(&self) -> &str {
        &self.file.text()[self.range.clone()]
    }

    /// Whether one of the two lies within the other.
    pub fn overlaps(&self, other: &Self) -> bool {
        let (left, right) = (&self.range, &other.range);
        let within = |inner: &Range<usize>, outer: &Range<usize>| outer.start <= inner.start && inner.end <= outer.end;
        (within(left, right) || within(right, left)) && self.file == other.file
    }
}

impl PartialEq for Span {
    fn eq(&self, other: &Self) -> bool {
        self.range == other.range && self.file == other.file
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.start();
        write!(f, "{}:{line}:{column}", self.file.name())
    }
}
