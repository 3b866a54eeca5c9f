//! From a request to positions: cleans the request, puts it in canonical order, lays out each
//! connected part by a recipe for its size, and sets the parts side by side.

use emath::{Pos2, Vec2};

use super::incremental::place_newcomers;
use super::limits::Limits;
use super::order::canonical_order;
use super::pack::pack;
use super::prepared::Prepared;
use super::progress::{LayoutProgress, ProgressPart};
use super::request::{Body, Request};

/// Positions for all bodies of a request, in their order, in scene units; `None` if `progress`
/// cancelled it.
///
/// If every body has a start, the starts come back unchanged. If some have, those stay and the
/// others are placed near their neighbours. The same request gives the same positions on any number
/// of threads. The order of bodies and ties does not matter, as long as bodies differ in structure,
/// size or start. No input makes it panic, and every position is finite.
///
/// Time: O(n²) up to 1,200 connected bodies, O((n + m) log n) beyond; memory likewise.
pub fn layout(request: &Request, progress: LayoutProgress<'_>) -> Option<Vec<Pos2>> {
    layout_within(request, Limits::default(), progress)
}

/// The same with other limits.
pub(super) fn layout_within(
    request: &Request,
    limits: Limits,
    progress: LayoutProgress<'_>,
) -> Option<Vec<Pos2>> {
    let watch = ProgressPart::new(progress);
    watch.at(0.0)?;
    let bodies: Vec<Body> = request.bodies.iter().map(|body| body.cleaned()).collect();
    let starts: Vec<Pos2> = bodies.iter().filter_map(|body| body.start).collect();
    if starts.len() == bodies.len() {
        return Some(starts);
    }
    let order = canonical_order(&bodies, &request.ties);
    let prepared = Prepared::new(request, &bodies, &order, limits);
    let canonical = if starts.is_empty() {
        place_all(&prepared, watch)
    } else {
        place_newcomers(&prepared, watch)
    }?;
    watch.at(1.0)?;
    let mut positions = vec![Pos2::ZERO; bodies.len()];
    for (&body, position) in order.iter().zip(canonical) {
        positions[body as usize] = position.to_pos2();
    }
    Some(positions)
}

/// Positions for all bodies, where none has a start.
fn place_all(prepared: &Prepared, watch: ProgressPart<'_>) -> Option<Vec<Vec2>> {
    let parts = prepared.parts(prepared.graph.components(), watch)?;
    Some(pack(&prepared.footprints, &parts, prepared.aspect))
}
