//! What is drawn in a report.

use schemars::JsonSchema;
use serde::Serialize;

use super::{DocumentView, StoreDocumentView};
use crate::knowledge::StepKind;
use crate::report::RoadmapView;
use crate::report::drawing::{Bars, Direction, Drawing, Edge, Flow, Group, Node, Period, Shape, Timeline};
use crate::report::phrases::{Nodes, SPREAD_BY_SERVICE};
use crate::words::{Words, listed};

/// Which picture of a report it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Picture {
    /// Who uses which store, and how data moves.
    Architecture,
    /// The nodes of each store.
    Topology,
    /// The steps of growth.
    Roadmap,
    /// How sure each dataset is.
    Certainty,
}

/// Diagrams as text of Mermaid, to stand in a fenced block of that language; those that would show nothing are null.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct PicturesView {
    /// Who uses which store, and how data moves.
    pub architecture: Option<String>,
    /// The nodes of each store.
    pub topology: Option<String>,
    /// The steps of growth.
    pub roadmap: Option<String>,
    /// How sure each dataset is.
    pub certainty: Option<String>,
}

impl PicturesView {
    pub(super) fn of(pictures: &[(Picture, Drawing)]) -> Self {
        let of = |wanted: Picture| {
            pictures.iter().find(|(picture, _)| *picture == wanted).map(|(_, drawing)| drawing.mermaid())
        };
        Self {
            architecture: of(Picture::Architecture),
            topology: of(Picture::Topology),
            roadmap: of(Picture::Roadmap),
            certainty: of(Picture::Certainty),
        }
    }
}

/// More nodes of one kind than this are drawn as one.
const DRAWN: u32 = 3;

/// All pictures that show something.
pub(super) fn pictures(view: &DocumentView) -> Vec<(Picture, Drawing)> {
    let mut pictures = Vec::new();
    if view.stores.is_empty() {
        return pictures;
    }
    pictures.push((Picture::Architecture, Drawing::Flow(architecture(view))));
    pictures.push((Picture::Topology, Drawing::Flow(topology(view))));
    // What a lesser engine would have done is no step.
    let is_step = |step: &RoadmapView| step.kind != StepKind::AnotherEngine;
    if view.roadmap.iter().any(is_step) {
        pictures.push((Picture::Roadmap, Drawing::Timeline(roadmap(view))));
    }
    let sure: Vec<(String, f64)> = view
        .datasets
        .iter()
        .filter_map(|dataset| Some((dataset.name.to_string(), dataset.certainty? * 100.0)))
        .collect();
    // A single bar, or bars that are all full, say less than the sentence beside them.
    if sure.len() > 2 && sure.iter().any(|(_, certainty)| *certainty < 95.0) {
        let bars = Bars {
            title: "Share of plausible weightings that keep the engine".into(),
            axis: "%".into(),
            bars: sure,
            most: 100.0,
        };
        pictures.push((Picture::Certainty, Drawing::Bars(bars)));
    }
    pictures
}

/// Services or the application before their stores, caches between, copies behind what feeds them.
fn architecture(view: &DocumentView) -> Flow {
    let mut flow = Flow {
        title: format!("Stores of {} and how data moves", view.name),
        direction: Direction::Right,
        ..Flow::default()
    };
    let mut users: Vec<Words> = Vec::new();
    let mut carriers: Vec<(usize, String)> = Vec::new();
    for store in &view.stores {
        let lines = vec![store.store.name.to_string(), engine_line(store), store.serves.join(", ")];
        let lines = lines.into_iter().filter(|line| !line.is_empty()).collect();
        flow.nodes.push(Node { lines, shape: Shape::Cylinder, group: None });
    }
    for (at, store) in view.stores.iter().enumerate() {
        for user in users_of(view, store) {
            let place = users.iter().position(|known| *known == user).unwrap_or_else(|| {
                users.push(user.clone());
                users.len() - 1
            });
            let label = store.store.caching.as_ref().map(ToString::to_string).unwrap_or_default();
            flow.edges.push(Edge { from: view.stores.len() + place, to: at, label, dashed: false });
        }
        // A cache is filled from the homes of what it keeps.
        for home in homes_of(view, &store.store.caches) {
            flow.edges.push(Edge { from: at, to: home, label: "on a miss".into(), dashed: true });
        }
    }
    let round = |name: &Words| Node { lines: vec![name.to_string()], shape: Shape::Round, group: None };
    flow.nodes.extend(users.iter().map(round));
    for moved in view.moves.iter().filter(|moved| moved.store != moved.other_store) {
        let place = |name: &Words| view.stores.iter().position(|store| store.store.name == *name);
        let (Some(to), Some(from)) = (place(&moved.store), place(&moved.other_store)) else { continue };
        let words = moved.choice.replace('-', " ");
        // What carries data from one store to another runs somewhere, and can stop.
        let is_carried = moved.links.iter().any(|link| link == "feeds");
        let mut add = |edge: Edge| {
            if !flow.edges.contains(&edge) {
                flow.edges.push(edge);
            }
        };
        if !is_carried {
            add(Edge { from, to, label: words, dashed: true });
            continue;
        }
        let carrier = carriers.iter().position(|known| *known == (from, words.clone())).unwrap_or_else(|| {
            carriers.push((from, words.clone()));
            flow.nodes.push(Node { lines: vec![words], shape: Shape::Queue, group: None });
            carriers.len() - 1
        });
        let carrier = view.stores.len() + users.len() + carrier;
        add(Edge { from, to: carrier, label: String::new(), dashed: true });
        add(Edge { from: carrier, to, label: String::new(), dashed: true });
    }
    flow
}

/// The engine, unless the name of the store says it.
fn engine_line(store: &StoreDocumentView) -> String {
    if store.store.name.contains(store.store.engine.as_str()) && store.store.extensions.is_empty() {
        String::new()
    } else {
        store.engine_name.to_string()
    }
}

/// The services that own what a store serves; the system where nobody is named.
fn users_of(view: &DocumentView, store: &StoreDocumentView) -> Vec<Words> {
    let mut owners: Vec<Words> = Vec::new();
    for dataset in view.datasets.iter().filter(|dataset| store.serves.contains(&dataset.name)) {
        let owner = dataset.facts.get("owner").map_or_else(|| view.name.clone(), |owner| owner.says.clone());
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    owners
}

fn homes_of(view: &DocumentView, datasets: &[Words]) -> Vec<usize> {
    let holds = |store: &StoreDocumentView| store.store.datasets.iter().any(|name| datasets.contains(name));
    (0..view.stores.len()).filter(|at| holds(&view.stores[*at])).collect()
}

/// The machines of each store in a frame; stores with the same machines share one.
fn topology(view: &DocumentView) -> Flow {
    let title = format!("Nodes of the stores of {}", view.name);
    let mut flow = Flow { title, direction: Direction::Right, ..Flow::default() };
    let mut alike: Vec<(&StoreDocumentView, Vec<&Words>)> = Vec::new();
    for store in &view.stores {
        let same = |other: &StoreDocumentView| other.arrangement == store.arrangement;
        match alike.iter_mut().find(|(first, _)| same(first)) {
            Some((_, names)) => names.push(&store.store.name),
            None => alike.push((store, vec![&store.store.name])),
        }
    }
    for (store, names) in alike {
        let each = if names.len() > 1 { "each of " } else { "" };
        flow.groups.push(Group { title: format!("{each}{}", listed(&names)) });
        nodes(&mut flow, store);
    }
    flow
}

fn nodes(flow: &mut Flow, store: &StoreDocumentView) {
    let group = Some(flow.groups.len() - 1);
    let (shards, replicas) = (store.store.shards.max(1), store.store.replicas);
    let mut add = |line: String| {
        flow.nodes.push(Node { lines: vec![line], shape: Shape::Cylinder, group });
        flow.nodes.len() - 1
    };
    let mut edges = Vec::new();
    let mode = match store.store.replication.as_str() {
        "none" => String::new(),
        mode => mode.to_owned(),
    };
    let copied = |count: u32| if count == 1 { "replica".to_owned() } else { format!("{count} replicas") };
    match store.store.topology.as_str() {
        _ if Nodes::of(&store.store).are_hidden() => {
            let _ = add(SPREAD_BY_SERVICE.into());
        }
        "leaderless" => {
            let nodes = shards.max(replicas);
            add(format!("{nodes} equal nodes, {replicas} copies of each item"));
        }
        "multi-primary" => {
            let first = add("primary in each region".into());
            edges.push((first, first, mode));
        }
        "sharded" | "sharded-replicated" if shards > 1 => {
            let drawn = if shards > DRAWN { 1 } else { shards };
            for shard in 1..=drawn {
                let name = if shards > DRAWN { format!("shards 1 to {shards}") } else { format!("shard {shard}") };
                let primary = add(name);
                if replicas > 0 {
                    let copy =
                        add(if shards > DRAWN { format!("{} each", copied(replicas)) } else { copied(replicas) });
                    edges.push((primary, copy, mode.clone()));
                }
            }
        }
        _ if replicas == 0 => {
            let _ = add(if store.store.topology == "embedded" { "a file" } else { "one node" }.into());
        }
        _ => {
            let primary = add("primary".into());
            if replicas > DRAWN {
                let copies = add(copied(replicas));
                edges.push((primary, copies, mode));
            } else {
                for at in 1..=replicas {
                    let copy = add(if replicas == 1 { "replica".into() } else { format!("replica {at}") });
                    edges.push((primary, copy, mode.clone()));
                }
            }
        }
    }
    flow.edges.extend(edges.into_iter().filter(|(from, to, _)| from != to).map(|(from, to, label)| Edge {
        from,
        to,
        label,
        dashed: true,
    }));
}

/// Now, and each month in which something has to change.
fn roadmap(view: &DocumentView) -> Timeline {
    let now = view.stores.iter().map(|store| format!("{}: {}", store.store.name, store.starts_as)).collect();
    let mut periods = vec![Period { name: "Now".into(), events: now }];
    for step in view.roadmap.iter().filter(|step| step.kind != StepKind::AnotherEngine) {
        let name = format!("Month {}", step.month);
        let event = format!("{}: {}", step.store, step.step);
        match periods.iter_mut().find(|period| period.name == name) {
            Some(period) => period.events.push(event),
            None => periods.push(Period { name, events: vec![event] }),
        }
    }
    Timeline { title: format!("Growth of {}", view.name), periods }
}
