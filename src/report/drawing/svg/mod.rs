//! Drawings as SVG inside of a page. Sizes and places are ours, so that text fits its box; colours are not: elements
//! carry classes, and the style sheet of the page (`templates/report.css`) gives them colours for light and for dark.
//! There are no ids, since several drawings stand on one page.

mod bars;
mod canvas;
mod flow;
mod geometry;
mod layers;
mod nodes;
mod routes;
mod text;
mod timeline;

pub(super) use bars::bars;
pub(super) use flow::flow;
pub(super) use timeline::timeline;
