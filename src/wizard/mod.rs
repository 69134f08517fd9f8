//! The wizard: asks for a workload, question by question, and writes it as anybody else would.
//!
//! What is asked next is computed, see [`Questionnaire`], and never looks at a terminal; the prompts are in `prompt`
//! alone. The wizard has no way of its own to an answer: what was said becomes the text of a spec, and the text is read
//! and answered like any other.

mod answers;
mod conversation;
mod datasets;
mod draft;
mod file;
mod offers;
mod prompt;
mod questionnaire;
mod relevance;
mod review;
mod summary;
mod texts;

pub use conversation::{Conversation, End, Start, TalkError};
pub use draft::{Draft, DraftError};
pub use file::{Silence, workload_file};
pub use questionnaire::{Next, Offer, Progress, Question, Questionnaire};
pub use texts::{Choice, Form, Texts, Wording};
