//! What was found, as workflow commands of GitHub: annotations at their lines.

use std::fmt::Write as _;

use super::location::{STANDARD_INPUT, slashed};
use super::text::counted;
use super::{CheckView, INVALID, sentence};
use crate::diagnostic::visible;
use crate::knowledge::spec::FindingLevel;

/// Annotations of a kind that GitHub shows of one step; it drops the rest without a word.
const SHOWN: usize = 10;

/// Something to show at a line.
struct Annotation<'v> {
    level: FindingLevel,
    file: &'v str,
    /// Line, column, line and column of the end.
    place: [usize; 4],
    title: &'v str,
    message: String,
}

/// Renders the most severe first, and no more than are shown; a last line tells how much was found and how much of it
/// is not annotated.
#[must_use]
pub fn github(view: &CheckView) -> String {
    let mut annotations: Vec<Annotation<'_>> = view.files.iter().flat_map(of_file).collect();
    annotations.sort_by_key(|annotation| std::cmp::Reverse(annotation.level));
    let mut text = String::new();
    let mut left = 0;
    for (level, kind) in
        [(FindingLevel::Error, "error"), (FindingLevel::Warning, "warning"), (FindingLevel::Advice, "notice")]
    {
        let all = || annotations.iter().filter(move |annotation| annotation.level == level);
        // The line that tells of the rest is a notice itself.
        let room = if level == FindingLevel::Advice { SHOWN - 1 } else { SHOWN };
        left += all().count().saturating_sub(room);
        all().take(room).for_each(|annotation| annotation.write(kind, &mut text));
    }
    let sum = view.sum();
    let _ = match left {
        0 => writeln!(text, "{sum}"),
        _ => writeln!(
            text,
            "::notice title=whichdb::{}",
            data(&format!("{sum}; {} not shown here", counted(left, "annotation is", "annotations are")))
        ),
    };
    text
}

fn of_file(file: &super::CheckedFileView) -> impl Iterator<Item = Annotation<'_>> {
    let problems = file.errors.iter().map(|problem| Annotation {
        level: FindingLevel::Error,
        file: &file.path,
        place: [problem.line, problem.column, problem.end_line, problem.end_column],
        title: INVALID,
        message: told(&problem.says, &problem.help),
    });
    let findings = file.findings.iter().map(|finding| Annotation {
        level: finding.rank(),
        file: &file.path,
        place: [finding.line, finding.column, finding.end_line, finding.end_column],
        title: &finding.finding,
        message: told(&finding.says, &finding.help),
    });
    problems.chain(findings)
}

/// What is wrong, and on a line of its own what to do.
fn told(says: &str, help: &str) -> String {
    let mut text = sentence(says);
    if !help.is_empty() {
        text = format!("{text}\n{}", sentence(help));
    }
    text
}

impl Annotation<'_> {
    fn write(&self, kind: &str, text: &mut String) {
        let _ = write!(text, "::{kind} ");
        if self.file != STANDARD_INPUT {
            let [line, column, end_line, end_column] = self.place;
            let _ = write!(text, "file={},line={line},endLine={end_line},", property(&slashed(self.file)));
            // Columns of a part that goes over several lines are refused.
            if line == end_line {
                let _ = write!(text, "col={column},endColumn={end_column},");
            }
        }
        let _ = writeln!(text, "title={}::{}", property(self.title), data(&self.message));
    }
}

/// Text behind the second pair of colons. A carriage return has become visible before.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\n', "%0A")
}

/// Text of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn no_text_ends_a_command_or_a_property() {
        assert_eq!(data("100 %: a,b\n::error::x\u{1b}"), "100 %25: a,b%0A::error::x\\u{1b}");
        assert_eq!(property("a,b: 5 %\r\n"), "a%2Cb%3A 5 %25\\u{d}%0A");
    }
}
