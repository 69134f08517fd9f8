//! `compare`, and `explain --for`, as text.

use super::page::{Page, Sheet};
use crate::report::{ComparisonView, StandingView, WinsIfView};
use crate::words::Words;

/// Renders a comparison.
#[must_use]
pub fn comparison(view: &ComparisonView, page: Page, with_properties: bool) -> String {
    let mut sheet = Sheet::new(page);
    let names: Vec<&str> = view.engines.iter().map(|engine| engine.name.as_str()).collect();
    sheet.verdict(&names.join(" · "));
    for standings in &view.datasets {
        sheet.heading(&match &standings.recommended {
            Some(engine) => format!("For {}, which lies in {engine}", standings.dataset),
            None => format!("For {}", standings.dataset),
        });
        for standing in &standings.standings {
            stand(&mut sheet, standing, standings.recommended.as_deref());
            wins_if(&mut sheet, standing);
        }
    }
    if with_properties {
        properties(&mut sheet, view);
    }
    sheet.done()
}

fn stand(sheet: &mut Sheet, standing: &StandingView, recommended: Option<&str>) {
    match (standing.rank, standing.score) {
        (Some(rank), Some(score)) => {
            let name = match &standing.extension {
                Some(extension) => format!("{} with {extension}", standing.engine),
                None => standing.engine.to_string(),
            };
            sheet.item(&format!("{name}: place {rank} for this dataset on its own, score {score:.3}"));
            if recommended != Some(standing.engine.as_str()) {
                for (verb, list) in [("loses on", &standing.loses_on), ("gains on", &standing.gains_on)] {
                    if !list.is_empty() {
                        sheet.aside(&format!("{verb} {}", list.join(", ")));
                    }
                }
            }
            if let Some(deduction) = standing.deduction.filter(|deduction| *deduction >= 0.001) {
                let undecided = match standing.at_risk.as_slice() {
                    [] => String::new(),
                    ids => format!("; not known to meet: {}", ids.join(", ")),
                };
                sheet.aside(&format!("deduction -{deduction:.3}{undecided}"));
            }
        }
        _ if standing.struck_by.is_empty() => {
            sheet.item(&format!("{}: not a candidate here; it adds nothing that this dataset uses", standing.engine))
        }
        _ => {
            sheet.item(&format!("{}: struck out", standing.engine));
            for reason in &standing.struck_by {
                sheet.aside(reason);
            }
        }
    }
}

/// What would make an engine win, where that was asked for.
fn wins_if(sheet: &mut Sheet, standing: &StandingView) {
    let Some(changes) = &standing.wins_if else { return };
    if changes.is_empty() {
        sheet.aside("no single change of what the spec says would put it there");
    }
    for WinsIfView { path, now, then, ratio } in changes {
        sheet.aside(&match (then, ratio) {
            (Some(then), Some(ratio)) => {
                format!("would win with {path}: {then} instead of {now}, a factor of {ratio:.2}")
            }
            (Some(then), None) => format!("would win with {path}: {then} instead of {now}"),
            (None, _) => format!("would win without {path}: {now}"),
        });
    }
}

fn properties(sheet: &mut Sheet, view: &ComparisonView) {
    sheet.heading("Properties");
    let mut names: Vec<&Words> = view.engines.iter().flat_map(|engine| engine.properties.keys()).collect();
    names.sort();
    names.dedup();
    let header: Vec<&str> =
        ["property"].into_iter().chain(view.engines.iter().map(|engine| engine.engine.as_str())).collect();
    let mut rows = vec![
        ["family".to_owned()].into_iter().chain(view.engines.iter().map(|engine| engine.family.to_string())).collect(),
    ];
    rows.extend(names.into_iter().map(|name| {
        let cells =
            view.engines.iter().map(|engine| engine.properties.get(name).cloned().unwrap_or_default().to_string());
        [name.to_string()].into_iter().chain(cells).collect::<Vec<String>>()
    }));
    sheet.table(&header, &rows);
}
