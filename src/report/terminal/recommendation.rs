//! `recommend` as text.

use super::page::{Page, Sheet};
use super::trace;
use crate::report::{DatasetView, PatternView, RecommendationView, StoreView};

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
/// Unknown facts shown.
const UNKNOWNS: usize = 5;

/// Renders a recommendation.
#[must_use]
pub fn recommendation(view: &RecommendationView, page: Page, detail: &Detail<'_>) -> String {
    let mut sheet = Sheet::new(page);
    if view.feasible {
        verdict(&mut sheet, view);
        stores(&mut sheet, view);
        patterns(&mut sheet, view);
    } else {
        infeasible(&mut sheet, view);
    }
    datasets(&mut sheet, view);
    unknowns(&mut sheet, view);
    if detail.explain {
        trace::trace(&mut sheet, view);
    }
    hints(&mut sheet, view, detail);
    sheet.done()
}

fn verdict(sheet: &mut Sheet, view: &RecommendationView) {
    let engines: Vec<&str> = {
        let mut names: Vec<&str> = view.stores.iter().map(|store| store.engine.as_str()).collect();
        names.dedup();
        names
    };
    let text = match view.stores.as_slice() {
        [] => format!("{}: nothing to store", view.name),
        [one] => format!("{}: one {} holds everything", view.name, with_extensions(one)),
        many if engines.len() == 1 => format!("{}: {} databases of one engine, {}", view.name, many.len(), engines[0]),
        many => format!("{}: {} stores: {}", view.name, many.len(), many.iter().map(|store| with_extensions(store)).collect::<Vec<_>>().join(", ")),
    };
    sheet.verdict(&text);
}

fn with_extensions(store: &StoreView) -> String {
    if store.extensions.is_empty() { store.engine.clone() } else { format!("{} with {}", store.engine, store.extensions.join(" and ")) }
}

fn stores(sheet: &mut Sheet, view: &RecommendationView) {
    sheet.heading("Stores");
    let rows: Vec<Vec<String>> = view
        .stores
        .iter()
        .map(|store| {
            let holds = if store.datasets.is_empty() { format!("cache of {}", store.caches.join(", ")) } else { store.datasets.join(", ") };
            vec![store.name.clone(), holds, topology(store), hosting(store)]
        })
        .collect();
    sheet.table(&["store", "holds", "topology", "hosting"], &rows);
    for store in &view.stores {
        for reason in &store.because {
            if ["topology", "replication", "sharding-strategy", "caching", "invalidation"].contains(&reason.rule.as_str()) && is_telling(store, &reason.rule) {
                sheet.item(&format!("{} {}: {}", store.name, reason.rule, reason.says));
            }
        }
    }
}

/// Whether a decision about a store is worth a line: that something is not there rarely is.
fn is_telling(store: &StoreView, rule: &str) -> bool {
    match rule {
        "replication" => !["none"].contains(&store.replication.as_str()),
        "sharding-strategy" => store.sharding_strategy.is_some(),
        "caching" | "invalidation" => store.caching.is_some(),
        _ => true,
    }
}

fn topology(store: &StoreView) -> String {
    let copies = |count: u32| if count == 1 { "1 replica".to_owned() } else { format!("{count} replicas") };
    let shards = if store.shards == 1 { String::new() } else { format!("{} shards", store.shards) };
    let parts: Vec<String> = match store.topology.as_str() {
        "primary-replica" => vec!["primary".into(), copies(store.replicas)],
        "leaderless" => vec!["leaderless".into(), format!("{} copies", store.replicas)],
        other => vec![other.to_owned(), if store.replicas > 0 { copies(store.replicas) } else { String::new() }],
    };
    let mut parts: Vec<String> = parts.into_iter().chain([shards]).filter(|part| !part.is_empty()).collect();
    if store.replication != "none" && !store.replication.is_empty() {
        parts.push(store.replication.clone());
    }
    parts.join(", ")
}

fn hosting(store: &StoreView) -> String {
    match (store.hosting.as_deref(), store.offers.first()) {
        (Some(mode), Some(first)) if store.offers.len() == 1 => format!("{mode}: {first}"),
        (Some(mode), Some(first)) => format!("{mode}: {first} or others"),
        (Some(mode), None) => mode.to_owned(),
        (None, _) => String::new(),
    }
}

fn patterns(sheet: &mut Sheet, view: &RecommendationView) {
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
        Some(reason) => reason.says.clone(),
        None => "too little speaks for it.".into(),
    }
}

fn infeasible(sheet: &mut Sheet, view: &RecommendationView) {
    sheet.verdict(&format!("{}: no architecture meets all hard requirements", view.name));
    sheet.heading("Requirements that exclude each other");
    for conflict in &view.conflicts {
        sheet.item(&conflict.requirements.join(", "));
        for relax in &conflict.relax {
            sheet.aside(&format!("without {}: {}", relax.requirement, relax.then));
        }
    }
}

fn datasets(sheet: &mut Sheet, view: &RecommendationView) {
    sheet.heading("Datasets");
    let rows: Vec<Vec<String>> = view
        .datasets
        .iter()
        .map(|(name, dataset)| {
            vec![
                name.clone(),
                dataset.store.clone().unwrap_or_else(|| "none".into()),
                ranking(dataset),
                format!("{}, {} writes, {}, {}", dataset.classes.volume, dataset.classes.velocity, dataset.classes.veracity, dataset.classes.ratio),
            ]
        })
        .collect();
    sheet.table(&["dataset", "lies in", "on its own", "classes"], &rows);
    for (name, dataset) in &view.datasets {
        if let Some(first) = dataset.because.first() {
            let rest: Vec<&str> = dataset.because[1..].iter().map(|reason| reason.says.as_str()).collect();
            let text = [&[first.says.as_str()], rest.as_slice()].concat().join(" ");
            sheet.item(&format!("{name}: {text}"));
        }
        if dataset.ranking.is_empty() {
            sheet.item(&format!("{name}: {} engines, none meets all its requirements.", dataset.eliminated.len() + dataset.not_shown.len()));
        }
    }
}

fn ranking(dataset: &DatasetView) -> String {
    let shown: Vec<String> =
        dataset.ranking.iter().take(RUNNERS_UP).map(|ranked| format!("{} {:.2}", ranked.engine, ranked.score)).collect();
    shown.join(", ")
}

fn unknowns(sheet: &mut Sheet, view: &RecommendationView) {
    if view.unknowns.is_empty() {
        return;
    }
    sheet.heading("Not known, and looked at");
    for unknown in view.unknowns.iter().take(UNKNOWNS) {
        sheet.item(&format!("{} ({} {})", unknown.fact, unknown.rules, if unknown.rules == 1 { "rule" } else { "rules" }));
    }
    if view.unknowns.len() > UNKNOWNS {
        sheet.item(&format!("and {} more", view.unknowns.len() - UNKNOWNS));
    }
}

fn hints(sheet: &mut Sheet, view: &RecommendationView, detail: &Detail<'_>) {
    sheet.blank();
    let knowledge = &view.knowledge;
    let packs = if knowledge.packs.is_empty() { String::new() } else { format!(", with {}", knowledge.packs.join(", ")) };
    sheet.paragraph(&format!("Knowledge {} of {}{packs}.", knowledge.version, knowledge.date));
    if !detail.explain {
        sheet.paragraph(&format!("All terms and reasons: whichdb recommend {} --explain", detail.asked));
    }
    if !detail.asked.starts_with("--") {
        sheet.paragraph(&format!("Why not another engine: whichdb explain mongodb --for {}", detail.asked));
    }
}
