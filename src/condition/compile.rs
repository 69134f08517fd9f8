//! From a condition as written to a checked one: facts must exist, tests must fit their types.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::{Check, Comparison, Condition, Expression, Test};
use crate::diagnostic::{closest, instead};
use crate::quantity::Interval;
use crate::vocabulary::{ChoiceType, Fact, FactRef, Kind, Unit, all_names};
use crate::words::Words;

/// A condition as written in a knowledge file.
///
/// ```yaml
/// dataset.veracity.transactions: [multi-item, cross-dataset]   # one of
/// dataset.volume.largest_item: "> engine.limits.max_item"      # compared with another fact
/// declared.connections: "> 2 * declared.cpu_cores + 1"         # compared with what is computed
/// any:
///   - team.operations: none
///   - engine.features: {lacks: [joins]}
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ConditionSpec(pub Map<String, Json>);

/// Something wrong in a condition: where, below the place where the condition stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Path below the condition, `any[1].engine.features`.
    pub path: String,
    /// The name is wrong, and not what is said of it.
    pub is_about_key: bool,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Checks a condition. All mistakes are found at once.
///
/// # Errors
/// Every mistake with its path.
pub fn compile(written: &ConditionSpec) -> Result<Condition, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let condition = mapping(&written.0, "", &mut mistakes);
    if mistakes.is_empty() { Ok(condition) } else { Err(mistakes) }
}

fn mapping(written: &Map<String, Json>, path: &str, mistakes: &mut Vec<Mistake>) -> Condition {
    let mut parts = Vec::new();
    for (key, value) in written {
        let here = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match key.as_str() {
            "all" => parts.push(Condition::All(list(value, &here, mistakes))),
            "any" => parts.push(Condition::Any(list(value, &here, mistakes))),
            "not" => match value {
                Json::Object(inner) => parts.push(Condition::Not(Box::new(mapping(inner, &here, mistakes)))),
                _ => mistakes.push(expected(here, "`not` takes a condition", "not: {application.style: mobile}")),
            },
            _ => match FactRef::find(key) {
                Some(fact) => {
                    if let Some(check) = check(fact.fact(), value, &here, mistakes) {
                        parts.push(Condition::Test(Test { fact, check }));
                    }
                }
                None => mistakes.push(unknown_fact(key, here)),
            },
        }
    }
    if parts.len() == 1 { parts.swap_remove(0) } else { Condition::All(parts) }
}

fn list(written: &Json, path: &str, mistakes: &mut Vec<Mistake>) -> Vec<Condition> {
    let Json::Array(parts) = written else {
        mistakes.push(expected(path.into(), "a list of conditions", "any: [{team.operations: none}, {budget: tight}]"));
        return Vec::new();
    };
    let mut conditions = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let here = format!("{path}[{at}]");
        match part {
            Json::Object(inner) => conditions.push(mapping(inner, &here, mistakes)),
            _ => mistakes.push(expected(here, "a condition", "{team.operations: none}")),
        }
    }
    conditions
}

fn check(fact: &Fact, written: &Json, path: &str, mistakes: &mut Vec<Mistake>) -> Option<Check> {
    let outcome = match written {
        Json::String(word) if word == "stated" => Ok(Check::Stated(true)),
        Json::String(word) if word == "not-stated" => Ok(Check::Stated(false)),
        _ => match fact.kind {
            Kind::Choice(choices) => choice(choices, written),
            Kind::Choices(choices) => set(choices, written),
            Kind::Flag => match written {
                Json::Bool(wanted) => Ok(Check::Flag(*wanted)),
                _ => Err(("expected true or false".to_owned(), None)),
            },
            Kind::Number(unit) => number(unit, written),
            Kind::Names => match words(written) {
                Some(names) => match comparison_with_fact(written) {
                    Some(check) => check,
                    None => Ok(Check::Named(Words::all(&names))),
                },
                None => Err(("expected a name or a list of names".to_owned(), None)),
            },
        },
    };
    match outcome {
        Ok(check) => Some(check),
        Err((message, help)) => {
            mistakes.push(Mistake { path: path.into(), is_about_key: false, message, help });
            None
        }
    }
}

type Outcome = Result<Check, (String, Option<String>)>;

fn choice(choices: &'static ChoiceType, written: &Json) -> Outcome {
    if let Some(check) = comparison_with_fact(written) {
        return check;
    }
    if let Json::String(text) = written
        && let Some((comparison, rest)) = comparison(text)
    {
        if !choices.ordered {
            return Err((format!("the words of {} have no order", choices.name), None));
        }
        return Ok(Check::Rank(comparison, word(choices, rest)?));
    }
    bits(choices, written).map(Check::OneOf)
}

fn set(choices: &'static ChoiceType, written: &Json) -> Outcome {
    if let Some(check) = comparison_with_fact(written) {
        return check;
    }
    let Json::Object(object) = written else {
        return bits(choices, written).map(Check::OneOf);
    };
    match object.iter().next() {
        Some((key, value)) if object.len() == 1 => match key.as_str() {
            "has" => bits(choices, value).map(Check::Has),
            "lacks" => bits(choices, value).map(Check::Lacks),
            "only" => bits(choices, value).map(Check::Only),
            _ => Err((format!("`{key}` is no test of a list"), Some("use has, lacks or only".into()))),
        },
        _ => Err(("a test of a list has exactly one of has, lacks, only".into(), None)),
    }
}

fn number(unit: Unit, written: &Json) -> Outcome {
    if let Some(check) = comparison_with_fact(written) {
        return check;
    }
    let text = match written {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        _ => return Err(("expected a number, a comparison or a range".into(), Some("\"> 1 TB\"".into()))),
    };
    match comparison(&text) {
        Some((comparison, rest)) if is_computed(rest) => match Expression::parse(rest, unit) {
            Ok(bound) => Ok(Check::Computed(comparison, Box::new(bound))),
            Err(problem) => Err((problem, Some("numbers, facts, + - * / and parentheses".into()))),
        },
        Some((comparison, rest)) => Ok(Check::Number(comparison, interval(unit, rest)?.low)),
        None => interval(unit, &text).map(Check::Within),
    }
}

fn interval(unit: Unit, text: &str) -> Result<Interval, (String, Option<String>)> {
    unit.parse(text).map_err(|error| (error.problem().to_owned(), Some(error.advice())))
}

/// `">= dataset.veracity.consistency"`, `"= dataset.access.order"`.
fn comparison_with_fact(written: &Json) -> Option<Outcome> {
    let Json::String(text) = written else { return None };
    let (comparison, rest) = match text.strip_prefix("= ") {
        Some(rest) => (Comparison::Same, rest),
        None => comparison(text)?,
    };
    let looks_like_a_fact =
        rest.contains('.') && rest.chars().next().is_some_and(char::is_alphabetic) && !is_computed(rest);
    looks_like_a_fact.then(|| match FactRef::find(rest) {
        Some(other) => Ok(Check::Fact(comparison, other)),
        None => {
            let mistake = unknown_fact(rest, String::new());
            Err((mistake.message, mistake.help))
        }
    })
}

/// Whether a bound is arithmetic and not a quantity such as `3M/day` or a fact.
fn is_computed(bound: &str) -> bool {
    bound.contains(" * ") || bound.contains(" + ") || bound.contains(" - ") || bound.contains(" / ")
}

fn comparison(text: &str) -> Option<(Comparison, &str)> {
    [(">=", Comparison::AtLeast), ("<=", Comparison::AtMost), (">", Comparison::More), ("<", Comparison::Less)]
        .into_iter()
        .find_map(|(sign, comparison)| Some((comparison, text.strip_prefix(sign)?.trim_start())))
}

fn words(written: &Json) -> Option<Vec<String>> {
    match written {
        Json::String(word) => Some(vec![word.clone()]),
        Json::Array(words) => words.iter().map(|word| word.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

fn bits(choices: &'static ChoiceType, written: &Json) -> Result<u64, (String, Option<String>)> {
    let words = words(written).ok_or_else(|| {
        (format!("expected a word of {} or a list of them", choices.name), Some(choices.words.join(", ")))
    })?;
    words.iter().try_fold(0, |bits, text| Ok(bits | 1 << word(choices, text)?))
}

fn word(choices: &'static ChoiceType, text: &str) -> Result<u8, (String, Option<String>)> {
    choices.index(text).ok_or_else(|| (format!("`{text}` is no {}", choices.name), Some(instead(text, choices.words))))
}

fn unknown_fact(name: &str, path: String) -> Mistake {
    Mistake {
        path,
        is_about_key: true,
        message: format!("there is no fact `{name}`"),
        help: nearest_fact(name).map(|known| format!("did you mean `{known}`?")),
    }
}

/// The fact whose written name is most like one that there is not.
#[must_use]
pub fn nearest_fact(name: &str) -> Option<String> {
    let names: Vec<String> = all_names().collect();
    closest(name, names.iter().map(String::as_str)).map(str::to_owned)
}

fn expected(path: String, what: &str, example: &str) -> Mistake {
    Mistake {
        path,
        is_about_key: false,
        message: format!("expected {what}"),
        help: Some(format!("example: {example}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> ConditionSpec {
        serde_json::from_str(text).expect("a JSON object")
    }

    #[test]
    fn a_misspelt_fact_is_named_with_the_nearest_one() {
        let mistakes = compile(&written(r#"{"dataset.volume.sise": "> 1 TB"}"#)).expect_err("misspelt");
        assert_eq!(mistakes[0].help.as_deref(), Some("did you mean `dataset.volume.size`?"));
    }

    #[test]
    fn all_mistakes_of_a_condition_are_found_at_once() {
        let text = r#"{"any": [{"budget": "low"}, {"application.style": ">= mobile"}], "horizon": "5 TB"}"#;
        assert_eq!(compile(&written(text)).expect_err("three mistakes").len(), 3);
    }
}
