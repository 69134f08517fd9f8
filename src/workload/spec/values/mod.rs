//! Values that may be written in more than one way.

mod backup;
mod engine;
mod hot;
mod importance;
mod mix;
mod regions;
mod retention;

pub use backup::{Backup, Schedule};
pub use engine::{EngineRef, OtherEngine};
pub use hot::Hot;
pub use importance::Importance;
pub use mix::Mix;
pub use regions::Regions;
pub use retention::Retention;
