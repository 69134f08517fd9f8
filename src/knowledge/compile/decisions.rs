//! Decision tables: their subjects and hit policies, rows, and the figures that go with outcomes.

use super::Compiler;
use crate::condition::Expression;
use crate::knowledge::model::{Decision, Figure, HitPolicy, Outcome, Row, Subject};
use crate::knowledge::spec::{DecisionSpec, FigureSpec, OutcomeSpec};
use crate::knowledge::text::Text;
use crate::vocabulary::{Kind, Scope, Unit};
use crate::words::Words;

impl Compiler<'_> {
    pub(super) fn subject(&mut self, path: &str, word: &str) -> Subject {
        match word {
            "system" => Subject::System,
            "dataset" => Subject::Dataset,
            "store" => Subject::Store,
            "pair" => Subject::Pair,
            other => {
                let help = "system, dataset, store or pair";
                self.problem(path, format!("nothing is for a `{other}`"), Some(help.into()));
                Subject::System
            }
        }
    }

    fn policy(&mut self, word: &str) -> HitPolicy {
        match word {
            "first" => HitPolicy::First,
            "unique" => HitPolicy::Unique,
            "any" => HitPolicy::Any,
            "collect" => HitPolicy::Collect,
            other => {
                let help = "first: the first true row decides; unique: never more than one is true; any: all true rows \
                            agree; collect: every true row decides";
                self.problem("policy", format!("`{other}` is no hit policy"), Some(help.into()));
                HitPolicy::First
            }
        }
    }

    pub(super) fn decision(&mut self, spec: &DecisionSpec) -> Decision {
        let subject = self.subject("for", &spec.about);
        let defines = spec.defines.as_ref().and_then(|name| self.fact("defines", name));
        let scopes: &[Scope] = match subject {
            Subject::System => &[Scope::System],
            // Classes are decided before any engine is chosen.
            Subject::Dataset if spec.defines.is_some() => &[Scope::System, Scope::Dataset],
            Subject::Dataset => &[Scope::System, Scope::Dataset, Scope::Engine, Scope::Store],
            Subject::Store => &[Scope::System, Scope::Engine, Scope::Store],
            Subject::Pair => &[Scope::System, Scope::Dataset, Scope::Other, Scope::Engine, Scope::Store, Scope::Pair],
        };
        let mut rows = Vec::with_capacity(spec.rows.len());
        for (at, row) in spec.rows.iter().enumerate() {
            let path = format!("rows[{at}]");
            let outcome = OutcomeSpec {
                choose: row.choose.clone(),
                figures: row.figures.clone(),
                says: row.says.clone(),
                sources: row.sources.clone(),
                assumption: row.assumption.clone(),
            };
            rows.push(Row {
                when: self.condition_on(&format!("{path}.when"), &row.when, scopes),
                outcome: self.outcome(&path, &outcome, &spec.choices, scopes).into(),
            });
        }
        if let Some(Kind::Choice(list)) = defines.map(|fact| fact.fact().kind) {
            for choice in &spec.choices {
                self.word("choices", list, choice);
            }
        }
        Decision {
            id: spec.id.clone().into(),
            asks: spec.asks.clone().into(),
            subject,
            policy: self.policy(&spec.policy),
            only_when: self.condition_on("only_when", &spec.only_when, scopes),
            quiet: spec.quiet || defines.is_some(),
            choices: Words::all(&spec.choices),
            declared_as: self.declared_as(spec),
            defines,
            rows,
            otherwise: self.outcome("otherwise", &spec.otherwise, &spec.choices, scopes),
        }
    }

    fn declared_as(&mut self, spec: &DecisionSpec) -> Vec<(Words, Words)> {
        for choice in spec.declared_as.keys().filter(|choice| !spec.choices.contains(choice)) {
            let message = format!("`{choice}` is none of the choices");
            self.problem("declared_as", message, Some(spec.choices.join(", ")));
        }
        let pairs = spec.declared_as.iter();
        pairs.map(|(choice, declared)| (choice.clone().into(), declared.to_string().into())).collect()
    }

    fn outcome(&mut self, path: &str, spec: &OutcomeSpec, choices: &[String], scopes: &[Scope]) -> Outcome {
        if !choices.contains(&spec.choose) {
            let message = format!("`{}` is none of the choices", spec.choose);
            self.problem(&format!("{path}.choose"), message, Some(choices.join(", ")));
        }
        Outcome {
            choose: spec.choose.clone().into(),
            figures: self.figures(&format!("{path}.figures"), &spec.figures, scopes),
            says: self.text_with_figures(&format!("{path}.says"), &spec.says, &spec.figures),
            backing: self.backing(path, &spec.sources, spec.assumption.as_ref()).into(),
        }
    }

    pub(super) fn figures(&mut self, path: &str, specs: &[FigureSpec], scopes: &[Scope]) -> Vec<Figure> {
        let mut figures = Vec::with_capacity(specs.len());
        for (at, figure) in specs.iter().enumerate() {
            figures.extend(self.figure(&format!("{path}[{at}]"), figure, scopes));
        }
        figures
    }

    fn figure(&mut self, path: &str, spec: &FigureSpec, scopes: &[Scope]) -> Option<Figure> {
        let unit = match spec.unit.as_str() {
            "size" => Unit::Size,
            "rate" => Unit::Rate,
            "duration" => Unit::Duration,
            "share" => Unit::Share,
            "count" => Unit::Count,
            other => {
                let help = "size, rate, duration, share or count";
                self.problem(&format!("{path}.unit"), format!("`{other}` is no unit"), Some(help.into()));
                return None;
            }
        };
        match Expression::parse(&spec.is, unit) {
            Ok(is) => {
                let mut strangers = Vec::new();
                is.for_each_fact(&mut |fact| {
                    if !scopes.contains(&fact.scope) {
                        strangers.push(fact.written());
                    }
                });
                for name in strangers {
                    self.problem(&format!("{path}.is"), format!("`{name}` cannot be looked at here"), None);
                }
                Some(Figure { name: spec.name.clone().into(), is, unit })
            }
            Err(problem) => {
                let help = "numbers, facts, + - * / and parentheses, min(a, b), max(a, b)";
                self.problem(&format!("{path}.is"), problem, Some(help.into()));
                None
            }
        }
    }

    pub(super) fn text_with_figures(&mut self, path: &str, written: &str, figures: &[FigureSpec]) -> Text {
        let names: Vec<&str> = figures.iter().map(|figure| figure.name.as_str()).collect();
        Text::parse_with(written, &names).unwrap_or_else(|name| {
            let help = "a figure, a fact, or one of {dataset}, {other}, {engine}, {store}";
            self.problem(path, format!("`{{{name}}}` names neither figure nor fact"), Some(help.into()));
            Text::default()
        })
    }
}
