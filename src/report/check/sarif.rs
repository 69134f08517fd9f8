//! What was found, in SARIF 2.1.0, for code scanning.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::location::address;
use super::{CheckView, CheckedFileView, INVALID, OneByOne, ProblemView, WaivedView, sentence};
use crate::diagnostic::visible;
use crate::knowledge::Written;
use crate::knowledge::spec::FindingLevel;
use crate::report::FindingView;
use crate::report::escape::prose;

/// Version of SARIF, which is not that of the program.
const VERSION: &str = "2.1.0";

/// Where its schema is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name that code hosts know for the root of the repository.
const ROOT: &str = "%SRCROOT%";

/// Name and version of what a fingerprint is made of.
const FINGERPRINT: &str = "findingAndPath/v1";

/// Something that a check can find, as it is listed beside what it found.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Id of the finding.
    pub id: String,
    /// How bad it is when nothing else is said.
    pub level: FindingLevel,
    /// Why it is bad.
    pub why: String,
    /// How to mend it.
    pub help: String,
}

/// All that a check can find: the findings of the knowledge as written, and that a file cannot be read.
#[must_use]
pub fn rules(written: &Written) -> Vec<Rule> {
    let findings = written.findings.iter().map(|entry| Rule {
        id: entry.id.clone(),
        level: entry.spec.level,
        why: entry.spec.why.clone(),
        help: in_general(&entry.spec.help),
    });
    let invalid = Rule {
        id: INVALID.to_owned(),
        level: FindingLevel::Error,
        why: "A file that cannot be read is not checked at all.".to_owned(),
        help: "Correct what the message names; `whichdb schema` describes every key to editors.".to_owned(),
    };
    findings.chain([invalid]).collect()
}

/// The log, to be written as JSON.
#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<R>; 1],
}

#[derive(Serialize)]
struct Run<R> {
    tool: Value,
    invocations: Value,
    #[serde(rename = "columnKind")]
    column_kind: &'static str,
    results: R,
}

/// One run with all rules, as JSON; what is accepted is in it as suppressed.
pub fn sarif<'v>(view: &'v CheckView, rules: &'v [Rule]) -> impl Serialize + 'v {
    let mut driver = json!({"name": "whichdb", "semanticVersion": &*view.whichdb});
    // Only an address that the package declares is one that leads anywhere.
    let home = [env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY")];
    if let Some(home) = home.into_iter().find(|address| !address.is_empty()) {
        driver["informationUri"] = home.into();
    }
    driver["rules"] = rules.iter().map(described).collect();
    let readable = view.files.iter().all(|file| file.errors.is_empty());
    let run = Run {
        tool: json!({"driver": driver}),
        invocations: json!([{"executionSuccessful": readable}]),
        column_kind: "unicodeCodePoints",
        results: OneByOne(move || view.files.iter().flat_map(move |file| results(file, rules))),
    };
    Log { schema: SCHEMA, version: VERSION, runs: [run] }
}

fn described(rule: &Rule) -> Value {
    let title = rule.id.replace('-', " ");
    let title = title.chars().take(1).flat_map(char::to_uppercase).chain(title.chars().skip(1)).collect::<String>();
    let more = if rule.id == INVALID { String::new() } else { format!("whichdb explain {}", rule.id) };
    let (mut text, mut markdown) = (rule.help.clone(), prose(&rule.help));
    if !more.is_empty() {
        text.push_str(&format!(" Examples: {more}"));
        markdown.push_str(&format!("\n\nExamples: `{more}`"));
    }
    json!({
        "id": rule.id,
        "shortDescription": {"text": format!("{title}.")},
        "fullDescription": {"text": rule.why},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": level(rule.level)},
    })
}

fn results<'v>(file: &'v CheckedFileView, rules: &'v [Rule]) -> impl Iterator<Item = Value> + 'v {
    let problems = file.errors.iter().map(move |problem| invalid(file, problem, rules));
    let findings = file.findings.iter().map(move |finding| result(file, finding, rules));
    let waived = file.waived.iter().map(move |waived| {
        let WaivedView { finding, reason, until } = waived;
        let mut result = result(file, finding, rules);
        result["suppressions"] = json!([{
            "kind": "inSource",
            "status": "accepted",
            "justification": visible(reason),
            "properties": {"until": until},
        }]);
        result
    });
    let known = file.known.iter().map(move |finding| {
        let mut result = result(file, finding, rules);
        let justification = "known from the baseline";
        result["suppressions"] = json!([{"kind": "external", "status": "accepted", "justification": justification}]);
        result
    });
    problems.chain(findings).chain(waived).chain(known)
}

fn result(file: &CheckedFileView, finding: &FindingView, rules: &[Rule]) -> Value {
    let place = [finding.line, finding.column, finding.end_line, finding.end_column];
    let mut location = physical(file, place);
    location["logicalLocations"] = json!([{"fullyQualifiedName": &*finding.path}]);
    let mut about = Map::new();
    for (key, name) in [("dataset", &finding.dataset), ("store", &finding.store)] {
        about.extend(name.iter().map(|name| (key.to_owned(), Value::from(&**name))));
    }
    let message = [&*finding.says, &*finding.help];
    let mut result = bare(&finding.finding, rules, level(finding.rank()), message, location, &finding.fingerprint);
    result["properties"] = about.into();
    result
}

fn invalid(file: &CheckedFileView, problem: &ProblemView, rules: &[Rule]) -> Value {
    let place = [problem.line, problem.column, problem.end_line, problem.end_column];
    let message = [problem.says.as_str(), problem.help.as_str()];
    let level = if &*problem.level == "error" { "error" } else { "warning" };
    let mut result = bare(INVALID, rules, level, message, physical(file, place), &problem.fingerprint);
    result["properties"] = json!({"code": &*problem.code});
    result
}

fn bare(id: &str, rules: &[Rule], level: &str, texts: [&str; 2], location: Value, fingerprint: &str) -> Value {
    let mut result = json!({"ruleId": id});
    if let Some(index) = rules.iter().position(|rule| rule.id == id) {
        result["ruleIndex"] = index.into();
    }
    result["level"] = level.into();
    result["message"] = json!({"text": message(texts)});
    result["locations"] = json!([location]);
    result["partialFingerprints"] = json!({FINGERPRINT: fingerprint});
    // Where one result says whether it is suppressed, all have to.
    result["suppressions"] = json!([]);
    result
}

fn physical(file: &CheckedFileView, [line, column, end_line, end_column]: [usize; 4]) -> Value {
    let (uri, from_root) = address(&file.path);
    let mut artifact = json!({"uri": uri});
    if from_root {
        artifact["uriBaseId"] = ROOT.into();
    }
    let region = json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column});
    json!({"physicalLocation": {"artifactLocation": artifact, "region": region}})
}

fn level(level: FindingLevel) -> &'static str {
    match level {
        FindingLevel::Error => "error",
        FindingLevel::Warning => "warning",
        FindingLevel::Advice => "note",
    }
}

/// What is wrong and what to do. In messages of SARIF, a text in brackets before one in parentheses is a link, and a
/// number in braces a place to be filled; nothing else is escaped, since many readers show a message as it is.
fn message(texts: [&str; 2]) -> String {
    let text = visible(&texts.map(sentence).join(" "));
    let has_link = text.contains("](");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim_end();
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        let number = after.len() - after.trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
        if letter == '{' && number > 0 && after[number..].starts_with('}') {
            out.push_str(&format!("{{{{{}}}}}", &after[..number]));
            rest = &after[number + 1..];
            continue;
        }
        if has_link && matches!(letter, '[' | ']') {
            out.push('\\');
        }
        out.push(letter);
        rest = after;
    }
    out
}

/// A sentence of the knowledge that is not about anything yet: its places name what will stand there.
fn in_general(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, place, after)) = rest
        .split_once('{')
        .and_then(|(before, after)| after.split_once('}').map(|(place, after)| (before, place, after)))
    {
        out.push_str(before);
        let in_code = out.matches('`').count() % 2 == 1;
        match place {
            _ if in_code => out.push_str(&place.to_uppercase()),
            "dataset" | "store" | "engine" => out.push_str(&format!("the {place}")),
            "other" => out.push_str("the other dataset"),
            fact => out.push_str(&format!("({fact})")),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{in_general, message};

    #[test]
    fn no_text_of_a_spec_becomes_a_link_or_a_place_to_be_filled() {
        assert_eq!(message(["see [here](https://x)", ""]), "see \\[here\\](https://x).");
        assert_eq!(message(["got {0} and {a: 1}", "one of [a, b]"]), "got {{0}} and {a: 1}. one of [a, b].");
        assert_eq!(message(["a\u{1b}b\u{0}", ""]), "a\\u{1b}b\\u{{0}}.");
    }

    #[test]
    fn a_sentence_about_nothing_yet_names_its_places() {
        let sentence = "Hold {dataset} in {store}, {volume.size}, see `explain {engine}`.";
        assert_eq!(in_general(sentence), "Hold the dataset in the store, (volume.size), see `explain ENGINE`.");
    }
}
