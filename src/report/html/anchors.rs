//! The anchors of headings, by the rule of GitHub, so that a link within a report works there and on our page.

use std::collections::BTreeMap;

/// The anchors given so far on a page, with how often each was wanted again.
#[derive(Default)]
pub(super) struct Anchors {
    given: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchor of the next heading; none when nothing of its text may be in one.
    pub(super) fn next(&mut self, heading: &str) -> Option<String> {
        let wanted = anchor(heading);
        if wanted.is_empty() {
            return None;
        }
        let mut found = wanted.clone();
        while self.given.contains_key(&found) {
            let again = self.given.entry(wanted.clone()).or_default();
            *again += 1;
            found = format!("{wanted}-{again}");
        }
        self.given.insert(found.clone(), 0);
        Some(found)
    }
}

/// In lower case, blanks as hyphens, without punctuation. Nothing is joined: two blanks are two hyphens.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        // Marks belong to the letter before.
        '-' | '_' | '\u{300}'..='\u{36f}' => Some(letter),
        _ => letter.is_alphanumeric().then_some(letter),
    });
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::Anchors;

    #[test]
    fn anchors_are_those_of_github() {
        let mut anchors = Anchors::default();
        let mut next = |heading: &str| anchors.next(heading).unwrap_or_default();
        assert_eq!(next("What it costs"), "what-it-costs");
        assert_eq!(next("Orders & positions (v1.2)"), "orders--positions-v12");
        assert_eq!(next("Why `PostgreSQL`, not X?"), "why-postgresql-not-x");
        assert_eq!(next("snake_case - \u{dc}bersicht"), "snake_case---\u{fc}bersicht");
        assert_eq!(next("\u{6ce8}\u{6587}"), "\u{6ce8}\u{6587}");
        assert_eq!(next("!?"), "");
    }

    #[test]
    fn repeated_headings_are_numbered_past_those_that_exist() {
        let mut anchors = Anchors::default();
        let given: Vec<_> = ["Risks", "Risks", "Risks 1", "Risks"].map(|heading| anchors.next(heading)).into();
        let given: Vec<_> = given.into_iter().flatten().collect();
        assert_eq!(given, ["risks", "risks-1", "risks-1-1", "risks-2"]);
    }
}
