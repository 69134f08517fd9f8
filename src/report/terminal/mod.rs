//! Text for people, in a terminal or a pipe: the verdict first, details after, hints at the end.

mod catalog;
mod comparison;
mod coverage;
mod decisions;
mod difference;
mod explanation;
mod interview;
mod page;
mod recommendation;
mod scenarios;
mod sensitivity;
mod trace;
mod unknowns;

pub use catalog::catalog;
pub use comparison::comparison;
pub use coverage::coverage;
pub use difference::difference;
pub use explanation::explanation;
pub use interview::{Asked, refusal, standing, told, why_asked};
pub use page::Page;
pub use recommendation::{Detail, recommendation};
pub use sensitivity::sensitivity;
