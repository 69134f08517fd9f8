//! Every word that the format gives a meaning to.

mod architecture;
mod dataset;
mod system;

pub use architecture::*;
pub use dataset::*;
pub use system::*;
