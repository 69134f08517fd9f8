//! `recommend` as text.

use super::page::{Page, Sheet};
use super::{decisions, scenarios, trace, unknowns};
use crate::report::phrases::{arrangement, headline, hosting, with_extensions};
use crate::report::{DatasetView, PatternView, RecommendationView, RoadmapView, RunnerUpView, StoreView};
use crate::words::Words;

/// How much to show.
#[derive(Clone, Copy, Debug)]
pub struct Detail<'a> {
    /// The whole trace.
    pub explain: bool,
    /// How the spec was named on the command line, for hints.
    pub asked: &'a str,
}

/// Engines shown of a ranking.
const RUNNERS_UP: usize = 3;
/// Disputed questions named.
const DISPUTED: usize = 3;
/// Share from which it is worth telling what a dataset would get instead.
const WORTH_TELLING: f64 = 0.1;

/// Renders a recommendation.
#[must_use]
pub fn recommendation(view: &RecommendationView<'_>, page: Page, detail: &Detail<'_>) -> String {
    let mut sheet = Sheet::new(page);
    if view.feasible {
        verdict(&mut sheet, view);
        stores(&mut sheet, view);
        patterns(&mut sheet, view);
        decisions::decisions(&mut sheet, view);
    } else {
        infeasible(&mut sheet, view);
    }
    datasets(&mut sheet, view);
    trade_off(&mut sheet, view);
    growth(&mut sheet, view);
    scenarios::scenarios(&mut sheet, view);
    unknowns::unknowns(&mut sheet, view, detail.explain);
    if detail.explain {
        trace::trace(&mut sheet, view);
    }
    hints(&mut sheet, view, detail);
    sheet.done()
}

fn verdict(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    sheet.verdict(&format!("{}: {}", view.name, headline(view)));
    if let Some(certainty) = view.certainty {
        sheet.paragraph(&format!(
            "Certainty {}: the share of plausible weightings of the criteria that lead to the same engines.",
            percent(certainty)
        ));
    }
    if let Some(certainty) = view.certainty_by_facts.filter(|certainty| *certainty < 1.0) {
        let share = percent(certainty);
        sheet.paragraph(&format!("{share} of the plausible cases of what is not known lead to them."));
    }
}

fn stores(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    sheet.heading("Stores");
    let rows: Vec<Vec<String>> = view
        .stores
        .iter()
        .map(|store| {
            let holds = if store.datasets.is_empty() {
                format!("cache of {}", store.caches.join(", "))
            } else {
                store.datasets.join(", ")
            };
            // A name that has the engine in it says all, unless there is an extension.
            let name = match (store.name.contains(store.engine.as_str()), store.extensions.is_empty()) {
                (true, true) => store.name.to_string(),
                (true, false) => format!("{} with {}", store.name, store.extensions.join(" and ")),
                (false, _) => format!("{}: {}", store.name, with_extensions(store)),
            };
            vec![name, holds, arrangement(store), hosting(store)]
        })
        .collect();
    sheet.table(&["STORE", "HOLDS", "TOPOLOGY", "HOSTING"], &rows);
    for (says, stores) in shared_reasons(view) {
        let all = stores.len() == view.stores.len() && stores.len() > 1;
        sheet.item(&format!("{}: {says}", if all { "all".to_owned() } else { stores.join(", ") }));
    }
}

/// Reasons of the stores, each once, with the stores that share it.
fn shared_reasons(view: &RecommendationView<'_>) -> Vec<(String, Vec<String>)> {
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for store in &view.stores {
        for reason in store.because.iter().filter(|reason| is_telling(store, &reason.rule)) {
            match reasons.iter_mut().find(|(says, _)| *says == reason.says) {
                Some((_, stores)) => stores.push(store.name.to_string()),
                None => reasons.push((reason.says.to_string(), vec![store.name.to_string()])),
            }
        }
    }
    reasons
}

/// Whether a decision about a store is worth a line: that something is not there rarely is.
fn is_telling(store: &StoreView, rule: &str) -> bool {
    match rule {
        "topology" => true,
        "replication" => store.replication != "none",
        "sharding-strategy" => store.shards > 1 && store.sharding_strategy.is_some(),
        "caching" | "invalidation" => store.caching.is_some(),
        _ => false,
    }
}

fn patterns(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    sheet.heading("Architecture");
    for pattern in &view.patterns {
        sheet.item(&format!("{}: {}", pattern.choice, reasons(pattern)));
    }
    for pattern in view.patterns_not_chosen.iter().filter(|pattern| pattern.instead.is_some()) {
        let instead = pattern.instead.as_deref().unwrap_or_default();
        sheet.item(&format!("no {}: {} Instead: {instead}", pattern.choice, against(pattern)));
    }
}

fn reasons(pattern: &PatternView) -> String {
    pattern.because.iter().take(3).map(|reason| reason.says.as_str()).collect::<Vec<_>>().join(" ")
}

fn against(pattern: &PatternView) -> String {
    match pattern.against.first() {
        Some(reason) => reason.says.to_string(),
        None => "too little speaks for it.".into(),
    }
}

fn infeasible(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    sheet.verdict(&format!("{}: no architecture meets all hard requirements", view.name));
    sheet.heading("Requirements that exclude each other");
    for conflict in &view.conflicts {
        let named = conflict.requirements.join(", ");
        sheet.item(if named.is_empty() {
            "nothing that the workload asks for: the knowledge leaves no engine"
        } else {
            &named
        });
        if let Some(says) = &conflict.says {
            sheet.aside(says);
        }
        for relax in &conflict.relax {
            sheet.aside(&format!("without {}: {}", relax.requirement, relax.then));
        }
    }
}

fn datasets(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    sheet.heading("Datasets");
    let rows: Vec<Vec<String>> = view
        .datasets
        .iter()
        .map(|(name, dataset)| {
            let home = dataset.store.clone().unwrap_or_else(|| "none".into());
            let certainty = dataset.certainty.map_or_else(|| "-".to_owned(), percent);
            vec![name.to_string(), home.to_string(), certainty, ranking(dataset), classes(dataset)]
        })
        .collect();
    sheet.table(&["DATASET", "LIES IN", "SURE", "BEST ON ITS OWN", "CLASSES"], &rows);
    for (name, dataset) in &view.datasets {
        if !dataset.because.is_empty() {
            let reasons: Vec<&str> = dataset.because.iter().map(|reason| reason.says.as_str()).collect();
            sheet.item(&format!("{name}: {}", reasons.join(" ")));
        }
        if let Some(other) = dataset.runner_up.as_ref().filter(|other| other.share >= WORTH_TELLING) {
            sheet.item(&format!("{name}: {}", instead(other, dataset.tie == Some(true))));
        }
        if dataset.ranking.is_empty() {
            let struck = dataset.eliminated.len() + dataset.not_shown.len();
            sheet.item(&format!("{name}: none of {struck} engines meets all its requirements."));
        }
    }
}

/// What a dataset would get when other things counted more.
fn instead(other: &RunnerUpView, tie: bool) -> String {
    let listed = |names: &[Words]| names.join(" and ");
    let weighs = |names: &[Words]| if names.len() == 1 { "weighs" } else { "weigh" };
    let (more, less) = (&other.favoured_by, &other.disfavoured_by);
    let when = match (more.is_empty(), less.is_empty()) {
        (false, false) => format!(", when {} {} more and {} less", listed(more), weighs(more), listed(less)),
        (false, true) => format!(", when {} {} more", listed(more), weighs(more)),
        (true, false) => format!(", when {} {} less", listed(less), weighs(less)),
        (true, true) => String::new(),
    };
    let share = percent(other.share);
    if tie {
        format!("nearly a tie: {} in {share} of the weightings{when}.", other.engine)
    } else {
        format!("{} instead in {share} of the weightings{when}.", other.engine)
    }
}

/// A share in whole percent: finer would pretend a precision that is not there.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// When to act next, and what comes close.
fn growth(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    if view.roadmap.is_empty() && view.headroom.is_empty() {
        return;
    }
    sheet.heading("Growth");
    for step in &view.roadmap {
        sheet.item(&format!("month {}: {}: {}. {}", step.month, step.store, step.step, step.trigger));
    }
    let mut kinds: Vec<&RoadmapView> = view.roadmap.iter().collect();
    kinds.sort_by_key(|step| step.kind);
    kinds.dedup_by_key(|step| step.kind);
    for step in kinds {
        sheet.aside(&format!("before: {}", step.prepare));
    }
    for room in &view.headroom {
        let limit = room.limit.trim_start_matches("limits.").replace('_', " ");
        let words =
            format!("{} at the horizon, {} today, against {} ({limit})", room.at_horizon, room.today, room.capacity);
        sheet.item(&format!("{}: {words}.", room.store));
    }
}

/// What one engine more or less would change.
fn trade_off(sheet: &mut Sheet, view: &RecommendationView<'_>) {
    if view.trade_off.len() < 2 {
        return;
    }
    sheet.heading("With fewer engines");
    let rows: Vec<Vec<String>> = view
        .trade_off
        .iter()
        .map(|step| {
            let numbers = [step.served, step.price, step.total].map(|number| format!("{number:.2}"));
            [step.engines.join(", ")].into_iter().chain(numbers).collect()
        })
        .collect();
    sheet.table(&["BEST WITH", "SERVED", "PRICE", "TOTAL"], &rows);
}

fn classes(dataset: &DatasetView<'_>) -> String {
    let classes = &dataset.classes;
    format!("{} volume, {} writes, {}", classes.volume, classes.velocity, classes.ratio)
}

fn ranking(dataset: &DatasetView<'_>) -> String {
    let shown = dataset.ranking.iter().take(RUNNERS_UP).map(|ranked| format!("{} {:.2}", ranked.engine, ranked.score));
    shown.collect::<Vec<_>>().join(", ")
}

fn hints(sheet: &mut Sheet, view: &RecommendationView<'_>, detail: &Detail<'_>) {
    sheet.blank();
    let knowledge = &view.knowledge;
    let packs =
        if knowledge.packs.is_empty() { String::new() } else { format!(", with {}", knowledge.packs.join(", ")) };
    sheet.paragraph(&format!("Knowledge {} of {}{packs}.", knowledge.version, knowledge.date));
    if !detail.explain {
        sheet.paragraph(&format!("All terms and reasons: whichdb recommend {} --explain", detail.asked));
    }
    let untold = unknowns::left_untold(view);
    if untold > 0 && !detail.explain {
        sheet.paragraph(&format!("Unknown facts that could change something, with --explain: {untold} more."));
    }
    if !view.guidance.is_empty() && !detail.explain {
        let mut topics: Vec<(&str, usize)> = Vec::new();
        for advice in view.guidance.iter() {
            match topics.last_mut().filter(|(topic, _)| *topic == advice.topic.word()) {
                Some((_, count)) => *count += 1,
                None => topics.push((advice.topic.word(), 1)),
            }
        }
        let counted: Vec<String> = topics.iter().map(|(topic, count)| format!("{topic} {count}")).collect();
        sheet.paragraph(&format!("Advice with --explain: {}.", counted.join(", ")));
    }
    if !view.disputed.is_empty() && !detail.explain {
        let (count, noun) =
            (view.disputed.len(), if view.disputed.len() == 1 { "question that bears" } else { "questions that bear" });
        let first = view.disputed.iter().take(DISPUTED).map(Words::as_str).collect::<Vec<_>>().join(", ");
        let more = if count > DISPUTED { " and others (--explain)" } else { "" };
        sheet.paragraph(&format!("Sources disagree on {count} {noun} on this answer: {first}{more}."));
    }
    let runner_up = view
        .datasets
        .values()
        .find_map(|dataset| dataset.ranking.iter().find(|ranked| Some(&ranked.engine) != dataset.engine.as_ref()));
    if let Some(other) = runner_up.filter(|_| !detail.asked.starts_with('-')) {
        sheet.paragraph(&format!("Why not another engine: whichdb explain {} --for {}", other.engine, detail.asked));
    }
}
