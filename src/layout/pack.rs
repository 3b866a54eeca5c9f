//! Puts the connected parts of a network side by side, so that they share the page by their size:
//! the largest first, then the isolates in rows. No two parts overlap, boxes included. Positions
//! are in scene units.

use emath::Vec2;

use super::footprint::{BodyFootprint, bounds};
use super::isolates::{CellGrid, grids};
use super::skyline::Skyline;

/// Free space between two parts.
const GAP: f32 = 32.0;

/// Widths of the page that are tried, as shares of the width that the parts would have without any
/// room between them.
const WIDTHS: [f32; 9] = [0.8, 0.9, 1.0, 1.08, 1.16, 1.25, 1.35, 1.5, 1.7];

/// With more parts than this only one width is tried.
const MAX_SEARCHED: usize = 2_000;

/// One connected part: its members, and where they are relative to each other.
#[derive(Clone, Debug)]
pub(super) struct PlacedPart {
    pub(super) members: Vec<u32>,
    pub(super) positions: Vec<Vec2>,
}

/// Positions for all bodies, centred on the origin. O(n + parts · √parts).
pub(super) fn pack(footprints: &[BodyFootprint], parts: &[PlacedPart], aspect: f32) -> Vec<Vec2> {
    let mut positions = vec![Vec2::ZERO; footprints.len()];
    let (isolated, tied): (Vec<&PlacedPart>, Vec<&PlacedPart>) =
        parts.iter().partition(|part| part.members.len() == 1);
    let mut boxes: Vec<PartBox> = tied
        .iter()
        .map(|part| PartBox::new(part, footprints))
        .collect();
    boxes.sort_by(|one, other| other.size.y.total_cmp(&one.size.y));
    let isolated: Vec<u32> = isolated.iter().map(|part| part.members[0]).collect();
    let prints: Vec<BodyFootprint> = isolated
        .iter()
        .map(|&body| footprints[body as usize])
        .collect();
    if let Some(page) = best_page(&boxes, &prints, aspect) {
        for (part, corner) in boxes.iter().zip(page.corners) {
            let shift = corner - part.low;
            for (&member, &position) in part.part.members.iter().zip(&part.part.positions) {
                positions[member as usize] = position + shift;
            }
        }
        if let Some((grid, corner)) = page.isolates {
            for (&member, position) in isolated.iter().zip(grid.positions(corner)) {
                positions[member as usize] = position;
            }
        }
    }
    let (low, high) = bounds(footprints, &positions);
    for at in &mut positions {
        *at -= (low + high) / 2.0;
    }
    positions
}

/// A part with the box around it.
struct PartBox<'a> {
    part: &'a PlacedPart,
    low: Vec2,
    size: Vec2,
}

impl<'a> PartBox<'a> {
    fn new(part: &'a PlacedPart, footprints: &[BodyFootprint]) -> Self {
        let prints: Vec<BodyFootprint> = part
            .members
            .iter()
            .map(|&member| footprints[member as usize])
            .collect();
        let (low, high) = bounds(&prints, &part.positions);
        Self {
            part,
            low,
            size: high - low,
        }
    }
}

/// Where everything is on the page.
struct PackedPage {
    /// The upper left corner of each part.
    corners: Vec<Vec2>,
    isolates: Option<(CellGrid, Vec2)>,
    size: Vec2,
}

/// The page that needs the smallest window of this aspect.
fn best_page(boxes: &[PartBox<'_>], isolates: &[BodyFootprint], aspect: f32) -> Option<PackedPage> {
    let largest = boxes
        .iter()
        .fold(Vec2::ZERO, |most, part| most.max(part.size));
    let grids: Vec<Option<CellGrid>> = if isolates.is_empty() {
        vec![None]
    } else {
        let all = grids(isolates, largest, aspect);
        all.into_iter().map(Some).collect()
    };
    let window = |page: &PackedPage| (page.size.x / aspect).max(page.size.y);
    let pages = grids.iter().flat_map(|grid| {
        let widths = widths(boxes, *grid, aspect);
        widths.into_iter().map(|width| packed(boxes, *grid, width))
    });
    pages.min_by(|one, other| window(one).total_cmp(&window(other)))
}

/// Widths of the page to try.
fn widths(boxes: &[PartBox<'_>], isolates: Option<CellGrid>, aspect: f32) -> Vec<f32> {
    let sizes = || {
        let grid = isolates.map(|grid| grid.size);
        boxes.iter().map(|part| part.size).chain(grid)
    };
    let area: f32 = sizes().map(|size| (size.x + GAP) * (size.y + GAP)).sum();
    let widest = sizes().fold(0.0_f32, |most, size| most.max(size.x)) + GAP;
    let even = (area * aspect).sqrt();
    if boxes.len() > MAX_SEARCHED {
        return vec![widest.max(even)];
    }
    let in_one_row = sizes().take(MAX_SEARCHED).map(|size| size.x + GAP).sum();
    let mut widths: Vec<f32> = WIDTHS
        .iter()
        .map(|share| widest.max(even * share))
        .collect();
    widths.extend([widest, in_one_row]);
    if let (Some(first), Some(grid)) = (boxes.first(), isolates) {
        widths.push(widest.max(first.size.x + grid.size.x + 2.0 * GAP));
    }
    // Rounding must not send a box to the next row.
    for width in &mut widths {
        *width *= 1.0001;
    }
    widths
}

fn packed(boxes: &[PartBox<'_>], isolates: Option<CellGrid>, width: f32) -> PackedPage {
    let mut skyline = Skyline::new(width);
    let gap = Vec2::splat(GAP);
    let corners = boxes
        .iter()
        .map(|part| skyline.add(part.size + gap))
        .collect();
    let isolates = isolates.map(|grid| (grid, skyline.add(grid.size + gap)));
    PackedPage {
        corners,
        isolates,
        size: skyline.size() - gap,
    }
}
