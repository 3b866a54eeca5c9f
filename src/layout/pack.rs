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
    let mut isolated: Vec<u32> = isolated.iter().map(|part| part.members[0]).collect();
    isolated.sort_by_key(|&body| footprints[body as usize].in_row);
    let prints: Vec<BodyFootprint> = isolated
        .iter()
        .map(|&body| footprints[body as usize])
        .collect();
    let in_corners = (isolated.len() <= MAX_IN_CORNERS)
        .then(|| in_free_corners(&boxes, footprints, &isolated, aspect))
        .flatten();
    let (shown, grid) = match in_corners {
        Some(_) => (&[][..], &in_corners),
        None => (&prints[..], &None),
    };
    if let Some(page) = best_page(&boxes, shown, aspect) {
        for (part, corner) in boxes.iter().zip(page.corners) {
            let shift = corner - part.low;
            for (&member, &position) in part.part.members.iter().zip(&part.part.positions) {
                positions[member as usize] = position + shift;
            }
        }
        for (&body, &at) in isolated.iter().zip(grid.iter().flatten()) {
            positions[body as usize] = at;
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

/// So few isolates need no row: they are in corners that are free anyway.
const MAX_IN_CORNERS: usize = 4;

/// Positions of a few isolates beneath the others, in the lower corners of the page that nobody
/// needs, from the left; `None` without room. The others keep the positions that they have without
/// isolates.
fn in_free_corners(
    boxes: &[PartBox<'_>],
    footprints: &[BodyFootprint],
    isolated: &[u32],
    aspect: f32,
) -> Option<Vec<Vec2>> {
    let page = best_page(boxes, &[], aspect).filter(|_| !boxes.is_empty())?;
    let mut taken: Vec<(BodyFootprint, Vec2)> = Vec::new();
    for (part, corner) in boxes.iter().zip(&page.corners) {
        for (&member, &position) in part.part.members.iter().zip(&part.part.positions) {
            taken.push((footprints[member as usize], position + *corner - part.low));
        }
    }
    let mut found = Vec::new();
    for &body in isolated {
        let print = footprints[body as usize];
        let low = page.size.y - print.below;
        let inner = page.size.x - 2.0 * print.half_width;
        let shares = [0.0, 1.0, 0.1, 0.9, 0.2, 0.8];
        let places = shares.map(|share| Vec2::new(print.half_width + share * inner, low));
        let is_free = |at: &Vec2| {
            taken.iter().all(|(other, there)| {
                let (depth, _) = print.overlap(*at, other, *there);
                depth.x < -CORNER_GAP || depth.y < -CORNER_GAP
            })
        };
        let place = places.into_iter().find(is_free).filter(|_| inner > 0.0)?;
        taken.push((print, place));
        found.push(place);
    }
    Some(found)
}

/// Free space around an isolate in a corner, besides the margins of footprints.
const CORNER_GAP: f32 = 14.0;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolates_are_in_rows_in_their_order() {
        let print = |in_row| BodyFootprint {
            radius: 10.0,
            half_width: 30.0,
            above: 10.0,
            below: 30.0,
            in_row,
        };
        let order = [7, 3, 9, 1, 8, 0, 2, 6, 5, 4];
        let prints = order.map(print);
        let part = |body: usize| PlacedPart {
            members: vec![body as u32],
            positions: vec![Vec2::ZERO],
        };
        let parts: Vec<_> = (0..order.len()).map(part).collect();
        let positions = pack(&prints, &parts, 1.6);
        let mut read: Vec<usize> = (0..order.len()).collect();
        read.sort_by(|&one, &other| {
            let key = |at: usize| (positions[at].y, positions[at].x);
            key(one).partial_cmp(&key(other)).unwrap()
        });
        let read: Vec<_> = read.into_iter().map(|at| order[at]).collect();
        assert_eq!(read, (0..10).collect::<Vec<_>>());
    }

    #[test]
    fn a_few_isolates_are_in_free_corners_and_take_no_room() {
        let print = BodyFootprint {
            radius: 10.0,
            half_width: 30.0,
            above: 10.0,
            below: 30.0,
            in_row: 0,
        };
        // A cross, whose corners are free.
        let cross = [(0, 0), (-400, 0), (400, 0), (0, -250), (0, 250)];
        let part = PlacedPart {
            members: (0..5).collect(),
            positions: cross.map(|(x, y)| Vec2::new(x as f32, y as f32)).to_vec(),
        };
        for count in 0..=MAX_IN_CORNERS as u32 {
            let isolate = |body: u32| PlacedPart {
                members: vec![5 + body],
                positions: vec![Vec2::ZERO],
            };
            let parts: Vec<PlacedPart> = std::iter::once(part.clone())
                .chain((0..count).map(isolate))
                .collect();
            let prints = vec![print; 5 + count as usize];
            let positions = pack(&prints, &parts, 1.6);
            let (low, high) = bounds(&prints, &positions);
            assert!(
                (high - low - Vec2::new(860.0, 540.0)).length() < 1.0,
                "{count}"
            );
            for (number, at) in positions.iter().enumerate() {
                let mut others = positions[..number].iter();
                assert!(
                    !others.any(|other| print.hits(*at, &print, *other)),
                    "{count}"
                );
            }
        }
    }
}
