//! `recommend --explain`: everything that was computed, so that a person can redo it with a pencil.

use super::page::Sheet;
use crate::report::{BecauseView, DatasetView, RankedView, RecommendationView};

pub(super) fn trace(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    for (name, dataset) in &view.datasets {
        scores(sheet, name, dataset);
        struck(sheet, name, dataset);
    }
    decisions(sheet, view);
    patterns(sheet, view);
    guidance(sheet, view);
    disputed(sheet, view);
    all_unknowns(sheet, view);
}

fn scores(sheet: &mut Sheet, name: &str, dataset: &DatasetView<'_>) {
    sheet.heading(&format!("Scores of {name}: weight × value by criterion"));
    let engines: Vec<_> = dataset.ranking.iter().take(4).collect();
    let header: Vec<&str> =
        ["criterion", "weight"].into_iter().chain(engines.iter().map(|ranked| ranked.engine.as_str())).collect();
    let mut rows: Vec<Vec<String>> = dataset
        .weights
        .iter()
        .filter(|weight| weight.weight > 0.0)
        .map(|weight| {
            let values = engines
                .iter()
                .map(|ranked| format!("{:.2}", ranked.criteria.get(&weight.criterion).unwrap_or_default()));
            [weight.criterion.to_string(), format!("{:.3}", weight.weight)].into_iter().chain(values).collect()
        })
        .collect();
    let row = |name: &str, number: &dyn Fn(&RankedView) -> f64| -> Vec<String> {
        let cells = engines.iter().map(|ranked| format!("{:.3}", number(ranked)));
        [name.to_owned(), String::new()].into_iter().chain(cells).collect()
    };
    rows.push(row("deduction", &|ranked| -ranked.deduction));
    rows.push(
        ["total".to_owned(), String::new()]
            .into_iter()
            .chain(engines.iter().map(|ranked| format!("{:.3}", ranked.score)))
            .collect(),
    );
    sheet.table(&header, &rows);
    for ranked in dataset.ranking.iter().filter(|ranked| !ranked.also.is_empty()).take(4) {
        sheet.item(&format!("{} stands for its group; behind it {}", ranked.engine, ranked.also.join(", ")));
    }
    let rest: Vec<String> =
        dataset.ranking.iter().skip(4).map(|ranked| format!("{} {:.2}", ranked.engine, ranked.score)).collect();
    if !rest.is_empty() {
        sheet.item(&format!("further: {}", rest.join(", ")));
    }
}

fn struck(sheet: &mut Sheet, name: &str, dataset: &DatasetView<'_>) {
    for (title, list) in
        [("Struck out", &dataset.eliminated), ("Not shown to meet what is required", &dataset.not_shown)]
    {
        if list.is_empty() {
            continue;
        }
        sheet.heading(&format!("{title} for {name}"));
        for engine in list.iter() {
            let reasons: Vec<String> = engine
                .because
                .iter()
                .map(|strike| {
                    let through = strike.through.as_ref().map(|says| format!("; {says}")).unwrap_or_default();
                    match strike.margin {
                        Some(margin) if margin >= 1.05 => {
                            format!("{} ({}, {margin:.1} times too much{through})", strike.says, strike.rule)
                        }
                        _ => format!("{} ({}{through})", strike.says, strike.rule),
                    }
                })
                .collect();
            sheet.item(&format!("{}: {}", engine.engine, reasons.join(" ")));
        }
    }
}

fn decisions(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    sheet.heading("Decisions");
    for decision in view.decisions.iter() {
        sheet.item(&format!("{} of {}: {}", decision.name, decision.subject, decision.choice));
        for reason in &decision.because {
            sheet.aside(&format!("{} {}", reason.says, resting_on(reason)));
        }
    }
}

fn patterns(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    sheet.heading("Patterns weighed");
    for pattern in view.patterns.iter().chain(&view.patterns_not_chosen) {
        sheet.item(&format!("{}: {:+}", pattern.choice, pattern.balance));
        for reason in &pattern.because {
            sheet.aside(&format!("for: {} {}", reason.says, resting_on(reason)));
        }
        for reason in &pattern.against {
            sheet.aside(&format!("against: {} {}", reason.says, resting_on(reason)));
        }
    }
}

fn guidance(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    let mut topic = None;
    for advice in view.guidance.iter() {
        if topic != Some(advice.topic) {
            sheet.heading(&format!("Advice on {}", advice.topic.word()));
            topic = Some(advice.topic);
        }
        sheet.item(&format!("{}: {}", advice.subjects.join(", "), advice.says));
        if let Some(passes) = &advice.passes {
            sheet.aside(&format!("passed: {passes}"));
        }
        let backing = if advice.sources.is_empty() { "assumption".to_owned() } else { advice.sources.join(", ") };
        sheet.aside(&format!("{} [{backing}]", advice.id));
    }
}

fn disputed(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    if view.disputed.is_empty() {
        return;
    }
    sheet.heading("Questions on which sources disagree: whichdb explain NAME");
    sheet.paragraph(&view.disputed.join(", "));
}

fn all_unknowns(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    if view.unknowns.is_empty() {
        return;
    }
    sheet.heading("All facts that are not known");
    let facts: Vec<&str> = view.unknowns.iter().map(|unknown| unknown.fact.as_str()).collect();
    sheet.paragraph(&facts.join(", "));
}

/// Sources in brackets; an assumption says so.
fn resting_on(reason: &BecauseView) -> String {
    if reason.sources.is_empty() { "[assumption]".into() } else { format!("[{}]", reason.sources.join(", ")) }
}
