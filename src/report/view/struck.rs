//! Engines that were struck out, each requirement with what it says.
//!
//! An answer holds thousands of these sentences, and most renderings show few of them: each is worded when it is read,
//! and without the whole trace only the reason that decides, with the names of the others.

use schemars::JsonSchema;
use serde::Serialize;

use super::rounded;
use crate::decision::{Evaluation, Struck};
use crate::report::wording::{Told, Wording};
use crate::words::Words;

/// An engine that was struck out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EliminatedView<'e> {
    /// Id of the engine, or of the extension.
    pub engine: &'e str,
    /// What did it; without `--explain` the most telling reason.
    pub because: Vec<StrikeView<'e>>,
    /// Requirements that it fails as well, by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub also_fails: Vec<&'e str>,
}

/// A requirement that struck an engine out.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StrikeView<'e> {
    /// Id of the requirement.
    pub rule: &'e str,
    /// What it says here.
    pub says: String,
    /// The technique through which it fails, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<String>,
    /// What is needed over what the engine has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin: Option<f64>,
    /// Sources, by id.
    pub sources: &'e [Words],
}

/// Puts into words what struck out an engine: every reason where all is to be told, else the one that decides with the
/// names of the others.
pub(super) fn worded<'e>(
    evaluation: &'e Evaluation<'e>,
    wording: &Wording<'e>,
    struck: &'e Struck,
    whole: bool,
) -> EliminatedView<'e> {
    let knowledge = evaluation.knowledge;
    let (told, others) = struck.strikes.split_at(if whole { struck.strikes.len() } else { 1 });
    let because = wording.struck(struck.candidate, told).map(|Told { strike, says, through }| {
        let requirement = &knowledge.requirements[strike.requirement];
        StrikeView {
            rule: &requirement.id,
            says,
            through,
            margin: strike.margin.map(rounded),
            sources: &requirement.backing.sources,
        }
    });
    EliminatedView {
        engine: evaluation.candidates[struck.candidate].id(knowledge),
        because: because.collect(),
        also_fails: others.iter().map(|strike| knowledge.requirements[strike.requirement].id.as_str()).collect(),
    }
}
