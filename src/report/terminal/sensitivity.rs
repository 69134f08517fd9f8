//! `sensitivity` as text.

use super::page::{Page, Sheet};
use crate::report::effect::in_words;
use crate::report::{ChoiceView, QuantityView, SensitivityView, TurnView};

/// Renders what would have to change.
#[must_use]
pub fn sensitivity(view: &SensitivityView, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    let (telling, still): (Vec<&QuantityView>, Vec<&QuantityView>) =
        view.quantities.iter().partition(|quantity| quantity.below.is_some() || quantity.above.is_some());
    sheet.verdict(&verdict(view, telling.first().copied()));
    if !telling.is_empty() {
        sheet.heading("Quantities, the nearest change first");
        let mut turns: Vec<(&QuantityView, &TurnView, bool)> = Vec::new();
        for quantity in &telling {
            turns.extend(quantity.below.iter().map(|turn| (*quantity, turn, false)));
            turns.extend(quantity.above.iter().map(|turn| (*quantity, turn, true)));
        }
        turns.sort_by(|left, right| left.1.ratio.total_cmp(&right.1.ratio));
        for (quantity, turn, up) in turns {
            sheet.item(&moved(quantity, turn, up));
            sheet.aside(&in_words(&turn.changes));
        }
    }
    choices(&mut sheet, view);
    if !still.is_empty() {
        sheet.heading("No change within plausible bounds");
        for quantity in still {
            let [low, high] = &quantity.bounds;
            sheet.item(&format!("{}: {} to {}", quantity.path, low, high));
        }
    }
    sheet.done()
}

fn verdict(view: &SensitivityView, first: Option<&QuantityView>) -> String {
    match first {
        None => format!("{}: no quantity changes the recommendation within plausible bounds", view.name),
        Some(quantity) => {
            let ratio = [&quantity.below, &quantity.above].into_iter().flatten().map(|turn| turn.ratio);
            let ratio = ratio.reduce(f64::min).unwrap_or(1.0);
            format!("{}: the nearest change is {} by a factor of {}", view.name, quantity.path, factor(ratio))
        }
    }
}

fn moved(quantity: &QuantityView, turn: &TurnView, up: bool) -> String {
    let from = if up { "times" } else { "times less than" };
    let grown = turn.month.map_or_else(String::new, |month| format!("; growth gets there in month {month}"));
    format!("{}: {}, {} {from} {}{grown}", quantity.path, turn.at, factor(turn.ratio), quantity.now)
}

/// Two or three digits say how near a change is.
fn factor(ratio: f64) -> String {
    if ratio < 10.0 { format!("{ratio:.2}") } else { format!("{ratio:.0}") }
}

fn choices(sheet: &mut Sheet, view: &SensitivityView) {
    let telling: Vec<&ChoiceView> = view.choices.iter().filter(|choice| !choice.alternatives.is_empty()).collect();
    if !telling.is_empty() {
        sheet.heading("Choices whose alternatives change something");
        for choice in telling {
            sheet.item(&format!("{}: {}", choice.path, choice.now));
            let mut told: Vec<(String, Vec<&str>)> = Vec::new();
            for alternative in &choice.alternatives {
                let words = in_words(&alternative.changes);
                match told.iter_mut().find(|(known, _)| *known == words) {
                    Some((_, values)) => values.push(&alternative.value),
                    None => told.push((words, vec![&alternative.value])),
                }
            }
            for (words, values) in told {
                sheet.aside(&format!("{}: {words}", values.join(" or ")));
            }
        }
    }
    let still: Vec<&str> = view
        .choices
        .iter()
        .filter(|choice| choice.alternatives.is_empty())
        .map(|choice| choice.path.as_str())
        .collect();
    if !still.is_empty() {
        sheet.heading("Choices of which no alternative changes anything");
        sheet.paragraph(&format!("{}.", still.join(", ")));
    }
}
