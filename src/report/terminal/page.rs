//! A page of text: headings, paragraphs, lists and tables within a width. The only home of comfy-table.

use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};

/// Narrower than this, tables become lists.
const NARROW: usize = 40;

/// Columns to the right keep at least this, so that those to the left can have whole words.
const NARROWEST_COLUMN: usize = 8;

/// How text is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Columns.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
}

/// Text under construction.
pub(super) struct Sheet {
    page: Page,
    text: String,
}

impl Sheet {
    pub(super) fn new(page: Page) -> Self {
        Self { page, text: String::new() }
    }

    pub(super) fn done(self) -> String {
        self.text
    }

    /// The first line: the verdict.
    pub(super) fn verdict(&mut self, text: &str) {
        let style = Style::new().bold();
        for line in self.wrapped(text, "", "") {
            self.text.push_str(&self.styled(&line, style));
            self.text.push('\n');
        }
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        let style = Style::new().bold().fg_color(Some(AnsiColor::Cyan.into()));
        self.text.push_str(&self.styled(&clean(text), style));
        self.text.push('\n');
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        for line in self.wrapped(text, "", "") {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    /// A list item.
    pub(super) fn item(&mut self, text: &str) {
        for line in self.wrapped(text, "  - ", "    ") {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    /// A list item, less important: what something rests on.
    pub(super) fn aside(&mut self, text: &str) {
        let style = Style::new().dimmed();
        for line in self.wrapped(text, "    ", "    ") {
            self.text.push_str(&self.styled(&line, style));
            self.text.push('\n');
        }
    }

    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A table; a list where there is no room for one.
    pub(super) fn table(&mut self, header: &[&str], rows: &[Vec<String>]) {
        if self.page.width < NARROW {
            for row in rows {
                for (name, cell) in header.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                    self.item(&format!("{name}: {cell}"));
                }
                self.blank();
            }
            return;
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(self.page.width).unwrap_or(u16::MAX));
        table.set_header(header);
        for row in rows {
            table.add_row(row.iter().map(|cell| clean(cell)));
        }
        // Ids are copied and searched for, so that from the left no word is broken while there is room for whole ones.
        let mut room = self.page.width;
        for column in 0..header.len() {
            let width = longest_word(header, rows, column);
            let others = (header.len() - column - 1) * NARROWEST_COLUMN;
            if usize::from(width) + others > room {
                room = room.saturating_sub(NARROWEST_COLUMN);
                continue;
            }
            room -= usize::from(width);
            if let Some(column) = table.column_mut(column) {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width)));
            }
        }
        for (at, line) in table.to_string().lines().enumerate() {
            let line = line.trim_end();
            let style = Style::new().dimmed();
            let line = if at == 0 { self.styled(line, style) } else { line.to_owned() };
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    fn wrapped(&self, text: &str, first: &str, rest: &str) -> Vec<String> {
        let clean = clean(text);
        let options = textwrap::Options::new(self.page.width.max(20))
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::wrap(&clean, options).into_iter().map(std::borrow::Cow::into_owned).collect()
    }

    fn styled(&self, text: &str, style: Style) -> String {
        if self.page.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// Width of a column's longest word with a space on either side.
fn longest_word(header: &[&str], rows: &[Vec<String>], column: usize) -> u16 {
    let cells = rows.iter().filter_map(|row| row.get(column)).map(String::as_str);
    let words = cells.chain(header.get(column).copied()).flat_map(str::split_whitespace);
    let longest = words.map(textwrap::core::display_width).max().unwrap_or_default();
    u16::try_from(longest.saturating_add(2)).unwrap_or(u16::MAX)
}

/// Text without characters that a terminal would take for commands.
fn clean(text: &str) -> String {
    text.chars()
        .map(|character| if character.is_control() && character != '\n' { '\u{fffd}' } else { character })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_characters_never_reach_the_terminal() {
        let mut sheet = Sheet::new(Page { width: 80, color: false });
        sheet.paragraph("a\u{1b}[31mb");
        sheet.table(&["x"], &[vec!["c\u{7}d".into()]]);
        assert!(!sheet.done().contains(['\u{1b}', '\u{7}']));
    }

    #[test]
    fn a_narrow_page_lists_instead_of_a_table() {
        let mut sheet = Sheet::new(Page { width: 30, color: false });
        sheet.table(&["engine"], &[vec!["postgresql".into()]]);
        assert_eq!(sheet.done(), "  - engine: postgresql\n\n");
    }
}
