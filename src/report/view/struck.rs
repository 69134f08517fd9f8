//! Engines that were struck out, each requirement with what it says.
//!
//! An answer holds thousands of these sentences, and most renderings show few of them: each is worded when it is read,
//! and without the whole trace only the reason that decides, with the names of the others.

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

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

/// The engines that were struck out for a dataset, in the order of their ids.
pub struct StruckView<'e> {
    evaluation: &'e Evaluation<'e>,
    wording: Rc<Wording<'e>>,
    struck: Vec<&'e Struck>,
    whole: bool,
}

impl<'e> StruckView<'e> {
    pub(super) fn new(evaluation: &'e Evaluation<'e>, wording: Rc<Wording<'e>>, struck: Vec<&'e Struck>) -> Self {
        Self { evaluation, wording, struck, whole: false }
    }

    /// Puts every reason into words, not only the one that decides.
    pub fn tell_all(&mut self) {
        self.whole = true;
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.struck.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.struck.is_empty()
    }

    /// Each of them, in words.
    pub fn iter(&self) -> impl Iterator<Item = EliminatedView<'e>> + '_ {
        self.struck.iter().map(|struck| self.worded(struck))
    }

    fn worded(&self, struck: &'e Struck) -> EliminatedView<'e> {
        let knowledge = self.evaluation.knowledge;
        let (told, others) = struck.strikes.split_at(if self.whole { struck.strikes.len() } else { 1 });
        let because = self.wording.struck(struck.candidate, told).map(|Told { strike, says, through }| {
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
            engine: self.evaluation.candidates[struck.candidate].id(knowledge),
            because: because.collect(),
            also_fails: others.iter().map(|strike| knowledge.requirements[strike.requirement].id.as_str()).collect(),
        }
    }
}

impl fmt::Debug for StruckView<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for StruckView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl JsonSchema for StruckView<'_> {
    fn schema_name() -> Cow<'static, str> {
        Vec::<EliminatedView<'_>>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<EliminatedView<'_>>::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}
