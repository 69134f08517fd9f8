//! Minimal conflicts: QuickXplain (Junker 2004), which asks about as often as the conflict is large times the logarithm
//! of how much there is.

/// A set out of `asked` that is refused while none of its members can be left out; nothing where all of it is granted,
/// or where even nothing at all is refused. Of several such sets it is the one of those that stand first.
///
/// `refused` says whether a choice of `asked`, in any order, cannot be granted.
pub(super) fn minimal_conflict<T: Copy>(asked: &[T], refused: &mut impl FnMut(&[T]) -> bool) -> Option<Vec<T>> {
    if refused(&[]) || !refused(asked) {
        return None;
    }
    Some(within(&mut Vec::new(), false, asked, refused))
}

/// The part of a minimal conflict that lies in `asked`, when `granted` is kept. `grew` tells that something was added
/// to what is kept, so that it may be refused by now.
fn within<T: Copy>(granted: &mut Vec<T>, grew: bool, asked: &[T], refused: &mut impl FnMut(&[T]) -> bool) -> Vec<T> {
    if grew && refused(granted) {
        return Vec::new();
    }
    if asked.len() == 1 {
        return asked.to_vec();
    }
    let (first, second) = asked.split_at(asked.len() / 2);
    let kept = granted.len();
    granted.extend(first);
    let of_second = within(granted, !first.is_empty(), second, refused);
    granted.truncate(kept);
    granted.extend(&of_second);
    let mut of_first = within(granted, !of_second.is_empty(), first, refused);
    granted.truncate(kept);
    of_first.extend(of_second);
    of_first
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Refuses what holds one of these sets whole.
    fn refusing(conflicts: &[&[u32]]) -> impl FnMut(&[u32]) -> bool {
        move |kept| conflicts.iter().any(|conflict| conflict.iter().all(|member| kept.contains(member)))
    }

    #[test]
    fn a_conflict_is_refused_and_granted_without_any_one_member() {
        let asked: Vec<u32> = (0..40).collect();
        let conflicts: [&[u32]; 3] = [&[3, 17, 31], &[5, 6], &[39]];
        let found = minimal_conflict(&asked, &mut refusing(&conflicts)).expect("a conflict");
        let mut refused = refusing(&conflicts);
        assert!(refused(&found));
        for member in &found {
            let rest: Vec<u32> = found.iter().copied().filter(|other| other != member).collect();
            assert!(!refused(&rest), "{member} can be left out of {found:?}");
        }
    }

    #[test]
    fn what_stands_first_is_named_first() {
        let conflicts: [&[u32]; 2] = [&[1, 2], &[8, 9]];
        let asked: Vec<u32> = (0..10).collect();
        assert_eq!(minimal_conflict(&asked, &mut refusing(&conflicts)), Some(vec![1, 2]));
        let backwards: Vec<u32> = asked.into_iter().rev().collect();
        assert_eq!(minimal_conflict(&backwards, &mut refusing(&conflicts)), Some(vec![9, 8]));
    }

    #[test]
    fn where_all_or_nothing_is_granted_there_is_no_conflict() {
        assert_eq!(minimal_conflict(&[1, 2, 3], &mut |_: &[u32]| false), None);
        assert_eq!(minimal_conflict(&[1, 2, 3], &mut |_: &[u32]| true), None);
    }

    #[test]
    fn few_questions_find_a_small_conflict_among_many() {
        let asked: Vec<u32> = (0..1024).collect();
        let mut questions = 0;
        let mut refused = refusing(&[&[100, 900]]);
        let found = minimal_conflict(&asked, &mut |kept: &[u32]| {
            questions += 1;
            refused(kept)
        });
        assert_eq!(found, Some(vec![100, 900]));
        assert!(questions < 60, "{questions} questions");
    }
}
