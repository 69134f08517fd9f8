//! Patterns: reasons for and against are counted; a single trigger fires nothing.

use super::evaluation::PatternChoice;
use crate::condition::{Facts, Verdict};
use crate::knowledge::{Knowledge, PatternRole, Reason};

/// Considers all patterns of a role: of the base ones exactly one is chosen, of the additions all
/// whose reasons outweigh those against by as much as they need.
pub(super) fn consider(knowledge: &Knowledge, facts: &Facts<'_>, role: PatternRole) -> Vec<PatternChoice> {
    let mut considered: Vec<PatternChoice> = knowledge
        .patterns
        .iter()
        .enumerate()
        .filter(|(_, pattern)| pattern.role == role)
        .map(|(at, pattern)| {
            let reasons = holding(&pattern.reasons, facts);
            let against = holding(&pattern.against, facts);
            let weigh = |list: &[Reason], places: &[usize]| -> i32 {
                places.iter().map(|place| i32::from(list[*place].weight)).sum()
            };
            let balance = weigh(&pattern.reasons, &reasons) - weigh(&pattern.against, &against);
            let possible = pattern.only_when.evaluate(facts) == Verdict::True;
            let chosen = possible && role == PatternRole::Addition && balance >= i32::from(pattern.needs);
            PatternChoice { pattern: at, chosen, reasons, against, balance: if possible { balance } else { i32::MIN } }
        })
        .collect();
    if role == PatternRole::Base {
        let best = (0..considered.len()).max_by(|left, right| {
            let key = |at: &usize| {
                let pattern = &knowledge.patterns[considered[*at].pattern];
                (considered[*at].balance, std::cmp::Reverse(pattern.machinery))
            };
            key(left).cmp(&key(right))
        });
        // Where none is possible, as for one application over several engines, the additions say it all.
        if let Some(best) = best.filter(|best| considered[*best].balance > i32::MIN) {
            considered[best].chosen = true;
        }
    }
    considered
}

fn holding(reasons: &[Reason], facts: &Facts<'_>) -> Vec<usize> {
    reasons
        .iter()
        .enumerate()
        .filter(|(_, reason)| reason.when.evaluate(facts) == Verdict::True)
        .map(|(at, _)| at)
        .collect()
}
