//! Reading any type: what schemars derives for plain types is understood by the walk that explains what is wrong.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use whichdb::diagnostic::{self, Style};
use whichdb::quantity::{Rate, Size};
use whichdb::source::SourceFile;
use whichdb::yaml::{self, Document, Limits, OneOrMany};

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Rule {
    id: String,
    when: Condition,
    #[serde(default)]
    says: Option<OneOrMany<Note>>,
    #[serde(default)]
    limits: IndexMap<String, Limit>,
    #[serde(default)]
    weight: Option<f64>,
    #[serde(default)]
    hits: u8,
    #[serde(default)]
    checked: Option<bool>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Condition {
    All(Vec<Condition>),
    Not(Box<Condition>),
    Fact { name: String, above: Option<Size> },
    Otherwise,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Note {
    text: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Limit {
    rate: Rate,
    #[serde(default)]
    sources: Vec<String>,
}

fn file(text: &str) -> SourceFile {
    SourceFile::new("workload.yaml", text)
}

fn read(text: &str) -> Result<Rule, Vec<diagnostic::Diagnostic>> {
    yaml::read(&file(text), &Limits::KNOWLEDGE)
}

fn explained(text: &str) -> String {
    let problems = read(text).expect_err("something is wrong");
    let style = Style { color: false, width: 100 };
    diagnostic::render(&problems, style)
}

#[test]
fn plain_types_of_every_kind_are_read() {
    let text = "
id: a
when:
  all:
    - otherwise
    - not: {fact: {name: size, above: 5 GB}}
says: {text: one}
limits:
  reads: {rate: 5k/s}
weight: 1
";
    let rule = read(text).expect("in order");
    assert_eq!(rule.says.as_deref().map(<[Note]>::len), Some(1));
    assert_eq!(rule.limits["reads"].rate.to_string(), "5k/s");
    let many = read("{id: a, when: otherwise, says: [{text: one}, {text: two}], checked: null}");
    assert_eq!(many.expect("in order").says.as_deref().map(<[Note]>::len), Some(2));
}

#[test]
fn what_is_wrong_deep_inside_is_found_with_everything_else() {
    let text = "
id: [a]
when:
  all:
    - otherwize
    - nott: otherwise
    - not: {fact: {name: size, above: 5 Gb}}
    - fact: {}
    - 5
says: [{text: one}, {txt: two}, three]
limits:
  reads: {rate: 5, sources: DT-1}
weight: heavy
hits: 300
checked: yes
";
    let expected = "\
error[wrong-type]: `id` is a list
 --> workload.yaml:2:5
  |
2 | id: [a]
  |     ^^^ expected a text
  |
  = help: write it without brackets

error[unknown-choice]: `otherwize` is not a choice of `all`
 --> workload.yaml:5:7
  |
5 |     - otherwize
  |       ^^^^^^^^^
  |
  = note: choices: otherwise
  = help: did you mean `otherwise`?

error[unknown-choice]: `nott` is not a choice of `all`
 --> workload.yaml:6:7
  |
6 |     - nott: otherwise
  |       ^^^^
  |
  = note: choices: all, not, fact
  = help: did you mean `not`?

error[invalid-quantity]: `above`: bits are not accepted (`Gb`)
 --> workload.yaml:7:39
  |
7 |     - not: {fact: {name: size, above: 5 Gb}}
  |                                       ^^^^ expected a size such as `200 GB` or `1.5 TiB`
  |
  = help: did you mean `5 GB`?

error[missing-key]: `fact` lacks the key `name`
 --> workload.yaml:8:7
  |
8 |     - fact: {}
  |       ^^^^

error[wrong-type]: an element of `all` is `5`
 --> workload.yaml:9:7
  |
9 |     - 5
  |       ^ expected keys with values, such as `all: ...`, or `otherwise`

error[unknown-key]: unknown key `txt`
  --> workload.yaml:10:22
   |
10 | says: [{text: one}, {txt: two}, three]
   |                      ^^^
   |
   = note: keys allowed here: text
   = help: did you mean `text`?

error[missing-key]: an element of `says` lacks the key `text`
  --> workload.yaml:10:22
   |
10 | says: [{text: one}, {txt: two}, three]
   |                      ^^^

error[wrong-type]: an element of `says` is `three`
  --> workload.yaml:10:33
   |
10 | says: [{text: one}, {txt: two}, three]
   |                                 ^^^^^ expected keys with values, such as `text: ...`

error[invalid-quantity]: `rate`: `5` does not say in which time
  --> workload.yaml:12:17
   |
12 |   reads: {rate: 5, sources: DT-1}
   |                 ^ expected a rate such as `2k/s` or `90/min`

error[wrong-type]: `sources` is `DT-1`
  --> workload.yaml:12:29
   |
12 |   reads: {rate: 5, sources: DT-1}
   |                             ^^^^ expected a list
   |
   = help: write `[DT-1]` for a list of one

error[wrong-type]: `weight` is `heavy`
  --> workload.yaml:13:9
   |
13 | weight: heavy
   |         ^^^^^ expected a number

error[out-of-range]: `hits` is out of range
  --> workload.yaml:14:7
   |
14 | hits: 300
   |       ^^^ expected a number from 0 to 255

error[wrong-type]: `checked` is `yes`
  --> workload.yaml:15:10
   |
15 | checked: yes
   |          ^^^ expected `true` or `false`
   |
   = help: write `true`

";
    assert_eq!(explained(text), expected);
}

#[test]
fn a_list_for_one_value_is_read_from_either_and_stored_by_any_format() {
    let one: OneOrMany<u8> = serde_json::from_str("1").expect("one");
    let many: OneOrMany<u8> = serde_json::from_str("[1]").expect("a list");
    assert_eq!(one, many);
    assert_eq!(serde_json::to_string(&one).expect("can be written"), "1");
    let bytes = postcard::to_allocvec(&one).expect("can be stored");
    assert_eq!(postcard::from_bytes::<OneOrMany<u8>>(&bytes).expect("can be loaded"), one);
    assert!(serde_json::from_str::<OneOrMany<u8>>("[]").is_err());
}

#[test]
fn what_can_be_read_of_a_broken_file_is_kept() {
    let broken = file("{id: a, when: otherwise, hits: many, limits: {a: {rate: 5/s}, b: {rate: x}}}");
    let partial = Document::parse(&broken, &Limits::KNOWLEDGE).expect("YAML").read::<Rule>();
    assert_eq!(partial.problems.len(), 2);
    let rule = partial.value.expect("the rest");
    assert_eq!((rule.id.as_str(), rule.hits, rule.limits.len()), ("a", 0, 1));
}

#[test]
fn lines_and_columns_count_characters_from_one() {
    let file = file("a: 1\r\nüöä: \"x\"\r\n");
    let start = file.text().find('"').expect("a quote");
    let span = file.span(start..start + 3);
    assert_eq!((span.start().line, span.start().column, span.end().column), (2, 6, 9));
    assert_eq!(span.text(), "\"x\"");
    assert_eq!(file.position(usize::MAX).line, 3);
}
