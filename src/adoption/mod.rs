//! From an answer to a declaration: the recommended architecture as the spec would declare it, written into its file.

mod architecture;
mod edit;

pub use architecture::architecture;
pub use edit::{Edited, adopt};
