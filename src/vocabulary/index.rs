//! Finds facts by name. Rules are compiled to places beforehand; what the program itself asks for by name is asked
//! thousands of times an answer, so that the tables are laid out when the program is compiled.

use super::Fact;
use super::facts::{DATASET, DECLARED, ENGINE, PAIR, STORE, SYSTEM};

/// Slots of a table: several times the facts of the longest list, so that few of them meet.
const SLOTS: usize = 512;

/// Places of facts by name: open addressing, a slot holds a place plus one, nought is empty.
pub(super) struct Index([u16; SLOTS]);

pub(super) static OF_SYSTEM: Index = Index::of(SYSTEM);
pub(super) static OF_DATASET: Index = Index::of(DATASET);
pub(super) static OF_ENGINE: Index = Index::of(ENGINE);
pub(super) static OF_STORE: Index = Index::of(STORE);
pub(super) static OF_PAIR: Index = Index::of(PAIR);
pub(super) static OF_DECLARED: Index = Index::of(DECLARED);

impl Index {
    const fn of(facts: &[Fact]) -> Self {
        assert!(facts.len() < SLOTS / 2, "more slots are needed");
        let mut slots = [0; SLOTS];
        let mut place = 0;
        while place < facts.len() {
            let mut slot = slot_of(facts[place].name);
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            #[expect(clippy::cast_possible_truncation, reason = "the assertion above")]
            {
                slots[slot] = place as u16 + 1;
            }
            place += 1;
        }
        Self(slots)
    }

    /// The place of a fact in the list that the table was made of.
    pub(super) fn place(&self, facts: &[Fact], name: &str) -> Option<usize> {
        let mut slot = slot_of(name);
        loop {
            let place = usize::from(self.0[slot].checked_sub(1)?);
            if facts[place].name == name {
                return Some(place);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// The slot at which the search for a name begins: FNV-1a.
const fn slot_of(name: &str) -> usize {
    let bytes = name.as_bytes();
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash >> 16 ^ hash) as usize % SLOTS
}

/// Whether two names are the same, for constants.
pub(super) const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}
