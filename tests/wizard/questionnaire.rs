//! The course of the questions, with answers from a script.

use whichdb::embedded;
use whichdb::knowledge::Knowledge;
use whichdb::source::SourceFile;
use whichdb::wizard::{Draft, DraftError, Next, Offer, Questionnaire, Silence, Texts, workload_file};

use crate::{WRITTEN, example, read};

/// What bears on all data of a system.
const KNOWN_BEFORE: [&str; 4] = ["team.knows", "team.runs", "budget", "priorities.cost"];

fn known() -> &'static Knowledge {
    embedded::knowledge()
}

fn texts() -> Texts<'static> {
    Texts::of(known(), &WRITTEN)
}

fn begun() -> Questionnaire<'static> {
    Questionnaire::of(known(), Draft::default())
}

/// The path of the next question.
#[track_caller]
fn asked(questions: &mut Questionnaire<'_>) -> String {
    match questions.upcoming() {
        Next::Question(question) => question.path,
        other => panic!("a question was due, not {other:?}"),
    }
}

/// Answers that nothing is known until something else than a question is due; the paths that were asked for.
fn know_nothing(questions: &mut Questionnaire<'_>) -> Vec<String> {
    let mut paths = Vec::new();
    loop {
        match questions.upcoming() {
            Next::Question(question) => {
                questions.answer_not_known(&question.path);
                paths.push(question.path);
            }
            Next::Offer(offer) => {
                questions.answer_offer(&offer, &[]);
                paths.extend(offer.paths);
            }
            Next::Dataset | Next::Done => return paths,
        }
    }
}

/// The first list of questions that comes, all questions before it answered with not knowing.
#[track_caller]
fn offered(questions: &mut Questionnaire<'_>) -> Offer {
    loop {
        match questions.upcoming() {
            Next::Question(question) => questions.answer_not_known(&question.path),
            Next::Offer(offer) => return offer,
            other => panic!("a list was due, not {other:?}"),
        }
    }
}

fn draft_of(name: &str) -> Draft {
    let source = SourceFile::new("workload.yaml", embedded::example(name).expect("an example"));
    Draft::read(&source, known()).expect("a spec")
}

#[test]
fn the_system_comes_first_and_then_one_dataset_after_the_other() {
    let mut questions = begun();
    let about_system = know_nothing(&mut questions);
    assert!(!about_system.is_empty() && about_system.iter().all(|path| !path.starts_with("datasets.")));
    assert_eq!(questions.upcoming(), Next::Dataset);
    questions.add_dataset("orders", "", &[]).expect("a name");
    let about_orders = know_nothing(&mut questions);
    assert!(about_orders.iter().all(|path| path.starts_with("datasets.orders.")), "{about_orders:?}");
    assert_eq!(questions.upcoming(), Next::Dataset);
    questions.add_dataset("carts", "", &[]).expect("a name");
    let about_carts = know_nothing(&mut questions);
    assert!(about_carts.iter().all(|path| path.starts_with("datasets.carts.")), "{about_carts:?}");
}

#[test]
fn what_is_not_known_is_not_asked_for_again() {
    let mut questions = begun();
    let mut paths = know_nothing(&mut questions);
    questions.add_dataset("orders", "", &[]).expect("a name");
    paths.extend(know_nothing(&mut questions));
    questions.no_more_datasets();
    paths.extend(know_nothing(&mut questions));
    assert_eq!(questions.upcoming(), Next::Done);
    let mut once = paths.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), paths.len(), "{paths:?}");
}

#[test]
fn the_shape_and_the_reads_of_a_dataset_are_among_the_first_questions_about_it() {
    let mut questions = begun();
    know_nothing(&mut questions);
    questions.add_dataset("orders", "", &[]).expect("a name");
    let first: Vec<String> = know_nothing(&mut questions).into_iter().take(3).collect();
    for key in ["variety.shape", "access.reads"] {
        assert!(first.contains(&format!("datasets.orders.{key}")), "{key} is not among {first:?}");
    }
}

#[test]
fn a_question_says_how_many_more_are_worth_asking() {
    let Next::Question(question) = begun().upcoming() else { panic!("a question was due") };
    assert!(question.more.is_some_and(|more| more > 0), "{question:?}");
}

#[test]
fn what_few_can_say_is_asked_only_of_those_who_can() {
    let mut questions = begun();
    questions.add_dataset("orders", "", &[]).expect("a name");
    let offer = offered(&mut questions);
    assert_eq!(offer.dataset.as_deref(), Some("orders"));
    let ticked = offer.paths[1].clone();
    questions.answer_offer(&offer, std::slice::from_ref(&ticked));
    let mut asked = know_nothing(&mut questions);
    questions.no_more_datasets();
    asked.extend(know_nothing(&mut questions));
    assert_eq!(questions.upcoming(), Next::Done);
    let others = offer.paths.iter().filter(|path| **path != ticked);
    let again: Vec<&String> = others.filter(|path| asked.contains(path)).collect();
    assert!(again.is_empty(), "{again:?} were not ticked");
}

#[test]
fn what_is_ticked_of_the_system_is_asked_whatever_it_is_worth() {
    let mut questions = begun();
    let offer = offered(&mut questions);
    assert_eq!(offer.dataset, None);
    let seldom = ["policy.residency", "availability.rto", "policy.max_engines"].map(str::to_owned);
    assert!(seldom.iter().all(|path| offer.paths.contains(path)), "{:?}", offer.paths);
    questions.answer_offer(&offer, &seldom);
    let asked = know_nothing(&mut questions);
    assert!(seldom.iter().all(|path| asked.contains(path)), "{asked:?}");
}

#[test]
fn who_runs_it_and_what_it_may_cost_can_be_said_before_the_first_dataset() {
    let mut questions = begun();
    let mut offered = Vec::new();
    loop {
        match questions.upcoming() {
            Next::Question(question) => questions.answer_not_known(&question.path),
            Next::Offer(offer) => {
                questions.answer_offer(&offer, &[]);
                offered.push(offer.paths);
            }
            Next::Dataset | Next::Done => break,
        }
    }
    let bears = KNOWN_BEFORE.map(|path| offered.iter().filter(|paths| paths.iter().any(|known| known == path)).count());
    assert_eq!(bears, [1; KNOWN_BEFORE.len()], "{offered:?}");
    assert_eq!(offered.len(), 2, "{offered:?}");
}

#[test]
fn a_requirement_that_is_not_ticked_is_none_and_a_fact_that_is_not_ticked_is_not_known() {
    let mut questions = begun();
    let mut kinds = [0, 0];
    questions.add_dataset("orders", "", &[]).expect("a name");
    let offer = offered(&mut questions);
    questions.answer_offer(&offer, &[]);
    let draft = questions.draft();
    for path in &offer.paths {
        let given = whichdb::workload::Given::find(draft.spec(), path).expect("a key");
        let may_be_nothing = texts().wording(draft.spec(), given).expect("words").may_be_nothing;
        assert_eq!(draft.nothing().any(|other| other == path), may_be_nothing, "{path}");
        assert_eq!(draft.not_known().any(|other| other == path), !may_be_nothing, "{path}");
        assert!(draft.says_nothing(path), "{path}");
        kinds[usize::from(may_be_nothing)] += 1;
    }
    assert!(kinds.iter().all(|count| *count > 0), "{kinds:?} of {:?}", offer.paths);
}

#[test]
fn a_list_can_be_gone_back_to_and_what_was_not_ticked_counts_as_listed() {
    let mut questions = begun();
    let offer = offered(&mut questions);
    let before = questions.progress();
    questions.answer_offer(&offer, &offer.paths[..1]);
    assert_eq!(questions.progress().listed, before.listed + offer.paths.len() - 1);
    assert_eq!(questions.progress().lists, before.lists + 1);
    assert_eq!(questions.progress().asked, before.asked);
    assert!(questions.back());
    assert_eq!(questions.upcoming(), Next::Offer(offer));
    assert_eq!(questions.progress(), before);
}

#[test]
fn going_back_asks_the_same_question_again_and_loses_nothing_before_it() {
    let mut questions = begun();
    let first = asked(&mut questions);
    questions.answer_not_known(&first);
    let before = questions.draft().clone();
    let second = asked(&mut questions);
    questions.answer_not_known(&second);
    assert!(questions.back());
    assert_eq!(asked(&mut questions), second);
    assert_eq!(*questions.draft(), before);
    assert!(questions.back());
    assert_eq!(asked(&mut questions), first);
    assert!(!questions.back());
}

#[test]
fn a_dataset_that_was_added_can_be_gone_back_on() {
    let mut questions = begun();
    know_nothing(&mut questions);
    questions.add_dataset("orders", "Orders.", &[]).expect("a name");
    assert!(questions.back());
    assert_eq!(questions.upcoming(), Next::Dataset);
    assert!(questions.draft().spec().datasets.is_empty());
}

#[test]
fn an_answer_that_cannot_stand_changes_nothing_and_says_why() {
    let mut questions = begun();
    questions.add_dataset("orders", "", &[]).expect("a name");
    let before = questions.draft().clone();
    for (path, written) in [
        ("datasets.orders.volume.size", "200"),
        ("datasets.orders.access.reads", "{lookup: 60 %, range: 20 %}"),
        ("application.style", "monolit"),
        ("datasets.orders.derived_from", "[nowhere]"),
    ] {
        let Err(DraftError::Value(problems)) = questions.answer(path, written) else { panic!("{path}: {written}") };
        assert!(!problems[0].message().is_empty());
        assert_eq!(*questions.draft(), before, "{path}: {written}");
    }
}

#[test]
fn names_that_no_dataset_can_have_are_refused() {
    let mut questions = begun();
    questions.add_dataset("orders", "", &[]).expect("a name");
    assert_eq!(questions.add_dataset("Orders", "", &[]), Err(DraftError::Name));
    assert_eq!(questions.add_dataset("", "", &[]), Err(DraftError::Name));
    assert_eq!(questions.add_dataset("orders", "", &[]), Err(DraftError::Taken("orders".to_owned())));
}

#[test]
fn what_is_usual_of_typical_data_is_taken_as_said() {
    let mut questions = begun();
    let usual = texts().usual("session-storage");
    questions.add_dataset("sessions", "", &usual).expect("a name");
    assert_eq!(questions.draft().written("datasets.sessions.variety.shape").as_deref(), Some("key-value"));
    let paths = know_nothing(&mut questions);
    assert!(!paths.iter().any(|path| path == "datasets.sessions.variety.shape"), "{paths:?}");
}

#[test]
fn every_typical_kind_of_data_can_be_added() {
    let texts = texts();
    for kind in texts.typical() {
        let mut usual = texts.usual(&kind.word);
        usual.push(("use_case".to_owned(), kind.word.clone()));
        begun().add_dataset("data-set", "", &usual).unwrap_or_else(|problem| panic!("{}: {problem}", kind.word));
    }
}

#[test]
fn every_question_has_words_and_something_to_answer() {
    let spec = example("e-commerce");
    let texts = texts();
    for given in whichdb::workload::Given::all(&spec) {
        let path = given.path(&spec);
        let wording = texts.wording(&spec, given).unwrap_or_else(|| panic!("{path} has no question"));
        assert!(wording.question.ends_with('?'), "{path}: {}", wording.question);
        assert!(wording.help.ends_with('.'), "{path}: {}", wording.help);
    }
}

#[test]
fn a_dataset_keeps_what_was_said_of_it_under_another_name_and_is_mentioned_by_it() {
    let mut draft = draft_of("e-commerce");
    draft.set_not_known("datasets.orders.velocity.query_time");
    draft.rename_dataset("orders", "purchases").expect("a name");
    let text = workload_file(&draft, &texts(), Silence::Words);
    assert!(!text.contains("[orders"), "{text}");
    assert_eq!(
        draft.written("datasets.purchases.volume.size"),
        draft_of("e-commerce").written("datasets.orders.volume.size")
    );
    assert!(draft.not_known().any(|path| path == "datasets.purchases.velocity.query_time"));
    read(&text);
}

#[test]
fn a_dataset_that_is_taken_out_is_mentioned_nowhere() {
    let mut draft = draft_of("e-commerce");
    draft.remove_dataset("orders");
    let text = workload_file(&draft, &texts(), Silence::Comments);
    let spec = read(&text);
    assert!(!spec.datasets.contains_key("orders"));
}

#[test]
fn the_file_of_an_example_says_what_the_example_says() {
    for (name, _) in embedded::examples() {
        let text = workload_file(&draft_of(name), &texts(), Silence::Words);
        assert_eq!(read(&text), example(name), "{name}:\n{text}");
    }
}

#[test]
fn a_file_lists_in_comments_what_is_not_known_and_a_draft_says_so() {
    let mut draft = Draft::default();
    draft.name("shop");
    draft.add_dataset("orders").expect("a name");
    draft.set("datasets.orders.volume.size", "~200 GB", known()).expect("a size");
    draft.set_not_known("datasets.orders.velocity.writes");
    draft.set_not_known("application.users");
    draft.set_nothing("policy.require");
    let file = workload_file(&draft, &texts(), Silence::Comments);
    assert!(file.contains("# Not known yet:\n#   application.users: How many people use it?"), "{file}");
    assert!(file.contains("    #   velocity.writes: How often is it changed?"), "{file}");
    assert!(file.contains("size: ~200 GB"), "{file}");
    let words = workload_file(&draft, &texts(), Silence::Words);
    assert!(words.contains("writes: unknown") && words.contains("users: unknown"), "{words}");
    let again = Draft::read(&SourceFile::new("shop.draft.yaml", words), known()).expect("a draft");
    assert_eq!(again, draft);
}

#[test]
fn a_requirement_that_is_not_known_is_said_to_be_unknown_because_silence_means_that_there_is_none() {
    let mut draft = Draft::default();
    draft.add_dataset("orders").expect("a name");
    draft.set_not_known("datasets.orders.latency.read_p99");
    let file = workload_file(&draft, &texts(), Silence::Comments);
    assert!(file.contains("read_p99: unknown"), "{file}");
}

#[test]
fn a_draft_without_datasets_can_be_gone_on_with() {
    let mut questions = begun();
    questions.introduce("shop", "Sells parts: screws, \"nuts\" and more.");
    let path = asked(&mut questions);
    questions.answer_not_known(&path);
    let words = workload_file(questions.draft(), &texts(), Silence::Words);
    let again = Draft::read(&SourceFile::new("shop.draft.yaml", words.as_str()), known()).expect(&words);
    assert_eq!(again, *questions.draft());
    let mut resumed = Questionnaire::of(known(), again);
    assert_ne!(asked(&mut resumed), path);
}

#[test]
fn what_the_wizard_does_not_ask_for_is_kept() {
    let text = "
whichdb: 1
name: shop
datasets:
  orders: {volume: {size: 20 GB}}
architecture:
  status: running
  stores:
    main: {engine: postgresql, datasets: [orders]}
scenarios:
  sale: {datasets.orders.velocity.reads: 4k/s}
waivers:
  - {finding: missing-backup, reason: None yet., until: 2027-01-31}
";
    let mut draft = Draft::read(&SourceFile::new("workload.yaml", text), known()).expect("a spec");
    draft.set("datasets.orders.velocity.writes", "3/s", known()).expect("a rate");
    let spec = read(&workload_file(&draft, &texts(), Silence::Comments));
    let before = read(text);
    assert_eq!(spec.architecture, before.architecture);
    assert_eq!(spec.scenarios, before.scenarios);
    assert_eq!(spec.waivers, before.waivers);
}
