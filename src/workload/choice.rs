//! Choices: facts that are one word out of a few.

/// A fact whose value is one word out of a list.
pub trait Choice: Copy + Ord + std::fmt::Debug + 'static {
    /// All choices, in the order in which they are declared.
    const ALL: &'static [Self];

    /// The word that stands for the choice in a file.
    fn word(self) -> &'static str;

    /// The choice for which that word stands.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.word() == word)
    }
}

/// Declares a choice: an enum whose variants, words and meanings are listed once. The derived order is that of
/// declaration; where one choice is stronger than another, the weakest comes first.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $word)] $variant,)+
        }

        impl $crate::workload::Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::workload::Choice::word(*self))
            }
        }
    };
}

pub(crate) use choice;
