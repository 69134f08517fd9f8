//! With a spec as somebody who answers truthfully: whether the same comes out as of the whole spec, and after how many
//! questions. `cargo bench --bench wizard` tells the figures for all examples and for specs of one's own.

use whichdb::embedded;

use crate::{example, oracle};

/// Asks about an example. Its datasets get the engines of the whole spec, and nobody is asked without end.
#[track_caller]
fn gets_its_engines(name: &str) {
    let knowledge = embedded::knowledge();
    let full = example(name);
    let outcome = oracle::interview(knowledge, &full, &mut |_| {});
    let told = outcome.asked.iter().map(|(path, known)| format!("{}{path}", if *known { "+" } else { "-" }));
    let told = told.collect::<Vec<_>>().join(" ");
    let found = oracle::engines(knowledge, &outcome.draft.answerable());
    assert_eq!(found, oracle::engines(knowledge, &full), "{told}");
    let further = outcome.further();
    assert!(further.iter().all(|questions| *questions < 20), "{further:?} questions: {told}");
}

#[test]
fn a_blog_gets_the_engines_of_its_whole_spec() {
    gets_its_engines("blog");
}

#[test]
fn a_local_first_application_gets_the_engines_of_its_whole_spec() {
    gets_its_engines("local-first");
}

#[test]
fn an_assistant_over_documents_gets_the_engines_of_its_whole_spec() {
    gets_its_engines("rag");
}

#[test]
fn a_service_for_many_tenants_gets_the_engines_of_its_whole_spec() {
    gets_its_engines("saas");
}
