//! Did you mean?

/// The candidate that `word` is most probably a misspelling of, if any is close enough.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer words are not misspelt names, and comparing them costs time.
    const LONGEST: usize = 64;
    const MISSING_END: usize = 4;
    if word.chars().count() > LONGEST {
        return None;
    }
    let word = plain(word);
    let allowed = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .filter_map(|candidate| {
            let plain = plain(candidate);
            let distance = strsim::damerau_levenshtein(&word, &plain);
            let extends = word.len() >= 4 && plain.len() >= 4 && (plain.starts_with(&word) || word.starts_with(&plain));
            // A word that lacks only its end is as good as one with a wrong letter.
            let is_cut_short = plain.starts_with(&word) && plain.len() - word.len() <= MISSING_END;
            let near = if extends && is_cut_short { distance.min(1) } else { distance };
            (distance <= allowed || extends).then_some((near, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// "Did you mean", where one of the names is close.
pub fn did_you_mean<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    closest(word, names).map(|meant| format!("did you mean `{meant}`?"))
}

/// What to write instead of a word that is none of the choices: the one that was probably meant, else one of all.
pub fn instead(word: &str, choices: &[&str]) -> String {
    did_you_mean(word, choices.iter().copied()).unwrap_or_else(|| format!("one of: {}", choices.join(", ")))
}

/// Without what people mix up: capitals, underscores, hyphens, blanks.
fn plain(word: &str) -> String {
    word.chars().filter(|letter| !matches!(letter, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}
