//! Adds new bodies to a layout: bodies with a start keep it, the others are placed near their
//! neighbours, where there is room. Connected parts without any start are placed below.

use emath::Vec2;

use super::disc_overlaps::GOLDEN_ANGLE;
use super::footprint::{BodyFootprint, bounds};
use super::graph::Link;
use super::layout_tie::TieSign;
use super::pack::pack;
use super::prepared::Prepared;
use super::progress::ProgressPart;
use super::small;

/// Directions and distances (in tie lengths) around a point in which a newcomer searches for room.
const ANGLES: usize = 16;
const RINGS: [f32; 4] = [0.0, 0.5, 1.0, 1.5];

/// Spots on the spiral around a point in which a newcomer searches for room; the last is about
/// 6,000 scene units away.
const MAX_TURNS: u16 = 12_000;

/// Free space between the old layout and new parts.
const GAP: f32 = 60.0;

/// Positions for all bodies; those with a start keep it. O(newcomers · n), plus the cost of new
/// parts. `None` if cancelled.
pub(super) fn place_newcomers(prepared: &Prepared, watch: ProgressPart<'_>) -> Option<Vec<Vec2>> {
    let mut layout = GrowingLayout::new(prepared);
    let (old_parts, new_parts): (Vec<_>, Vec<_>) = prepared
        .graph
        .components()
        .into_iter()
        .partition(|members| members.iter().any(|&member| layout.placed[member as usize]));
    let newcomers = layout.newcomers(&old_parts);
    for (index, &body) in newcomers.iter().enumerate() {
        watch
            .part(0.0, 0.5)
            .at(index as f32 / newcomers.len() as f32)?;
        layout.place(body as usize);
    }
    layout.append(new_parts, watch.part(0.5, 1.0))?;
    Some(layout.positions)
}

/// A layout in which some bodies are placed already.
struct GrowingLayout<'a> {
    prepared: &'a Prepared,
    positions: Vec<Vec2>,
    placed: Vec<bool>,
    /// The median length of ties in the old layout that are not hostile.
    unit: f32,
}

impl<'a> GrowingLayout<'a> {
    fn new(prepared: &'a Prepared) -> Self {
        let positions: Vec<Vec2> = prepared
            .bodies
            .iter()
            .map(|body| body.start.unwrap_or_default().to_vec2())
            .collect();
        let placed: Vec<bool> = prepared
            .bodies
            .iter()
            .map(|body| body.start.is_some())
            .collect();
        let both = prepared.graph.edges().filter(|&(a, link)| {
            placed[a] && placed[link.to as usize] && link.sign != TieSign::Hostile
        });
        let mut lengths: Vec<f32> = both
            .map(|(a, link)| (positions[a] - positions[link.to as usize]).length())
            .collect();
        lengths.sort_by(f32::total_cmp);
        let own = small::unit(&prepared.footprints);
        let unit = lengths
            .get(lengths.len() / 2)
            .map_or(own, |&middle| middle.clamp(0.5 * own, 2.0 * own));
        Self {
            prepared,
            positions,
            placed,
            unit,
        }
    }

    /// Bodies of these parts without a position, the neighbours of placed bodies first.
    fn newcomers(&self, components: &[Vec<u32>]) -> Vec<u32> {
        let mut seen = self.placed.clone();
        let mut queue: Vec<u32> = components
            .iter()
            .flatten()
            .copied()
            .filter(|&body| self.placed[body as usize])
            .collect();
        let old = queue.len();
        let mut next = 0;
        while next < queue.len() {
            for link in self.prepared.graph.links(queue[next] as usize) {
                if !std::mem::replace(&mut seen[link.to as usize], true) {
                    queue.push(link.to);
                }
            }
            next += 1;
        }
        queue.split_off(old)
    }

    /// Places a body at the best free spot around its neighbours.
    fn place(&mut self, body: usize) {
        let neighbours: Vec<Link> = self
            .prepared
            .graph
            .links(body)
            .iter()
            .filter(|link| self.placed[link.to as usize])
            .copied()
            .collect();
        let sum = neighbours.iter().fold(Vec2::ZERO, |sum, link| {
            sum + self.positions[link.to as usize]
        });
        let middle = sum / neighbours.len().max(1) as f32;
        let around = RINGS
            .iter()
            .flat_map(|&ring| (0..ANGLES).map(move |step| (ring, step)));
        let spots = around.map(|(ring, step)| {
            middle
                + Vec2::angled(std::f32::consts::TAU * step as f32 / ANGLES as f32)
                    * ring
                    * self.unit
        });
        let best = spots
            .map(|spot| (self.cost(body, spot, &neighbours), spot))
            .min_by(|(one, _), (other, _)| one.total_cmp(other));
        self.positions[body] = self.free_spot(body, best.map_or(middle, |(_, spot)| spot));
        self.placed[body] = true;
    }

    /// The error of the distances to its neighbours and the crowding, if a body were at a spot.
    fn cost(&self, body: usize, spot: Vec2, neighbours: &[Link]) -> f32 {
        let off = |link: &Link| {
            let wanted = if link.sign == TieSign::Hostile {
                1.8
            } else {
                1.0
            };
            ((spot - self.positions[link.to as usize]).length() / (wanted * self.unit) - 1.0)
                .powi(2)
        };
        let distances: f32 = neighbours.iter().map(off).sum();
        let crowd: f32 = self
            .others(body)
            .map(|other| {
                (1.0 - (spot - self.positions[other]).length() / self.unit)
                    .max(0.0)
                    .powi(2)
            })
            .sum();
        distances + 2.0 * crowd
    }

    /// The spot itself, or the nearest on a spiral around it where the footprint overlaps no other.
    fn free_spot(&self, body: usize, spot: Vec2) -> Vec2 {
        let print = &self.prepared.footprints[body];
        let free = |at: Vec2| {
            !self.others(body).any(|other| {
                print.hits(at, &self.prepared.footprints[other], self.positions[other])
            })
        };
        let spiral = (0..MAX_TURNS).map(|turn| {
            let turn = f32::from(turn);
            spot + Vec2::angled(GOLDEN_ANGLE * turn) * (8.0 * turn.sqrt() * (1.0 + turn / 2000.0))
        });
        spiral.into_iter().find(|&at| free(at)).unwrap_or(spot)
    }

    fn others(&self, body: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.positions.len()).filter(move |&other| other != body && self.placed[other])
    }

    /// Lays out new parts and places them below the old layout.
    fn append(&mut self, components: Vec<Vec<u32>>, watch: ProgressPart<'_>) -> Option<()> {
        if components.is_empty() {
            return Some(());
        }
        let mut members: Vec<u32> = components.iter().flatten().copied().collect();
        members.sort_unstable();
        let mut parts = self.prepared.parts(components, watch)?;
        for part in &mut parts {
            part.members.iter_mut().for_each(|member| {
                *member = members.partition_point(|other| *other < *member) as u32;
            });
        }
        let footprints: Vec<BodyFootprint> = members
            .iter()
            .map(|&member| self.prepared.footprints[member as usize])
            .collect();
        let positions = pack(&footprints, &parts, self.prepared.aspect);
        let (old_low, old_high) = self.old_bounds();
        let (low, high) = bounds(&footprints, &positions);
        let shift = Vec2::new(
            (old_low.x + old_high.x - low.x - high.x) / 2.0,
            old_high.y + GAP - low.y,
        );
        for (&member, position) in members.iter().zip(positions) {
            self.positions[member as usize] = position + shift;
            self.placed[member as usize] = true;
        }
        Some(())
    }

    fn old_bounds(&self) -> (Vec2, Vec2) {
        let placed = (0..self.positions.len()).filter(|&body| self.placed[body]);
        let (prints, positions): (Vec<BodyFootprint>, Vec<Vec2>) = placed
            .map(|body| (self.prepared.footprints[body], self.positions[body]))
            .unzip();
        bounds(&prints, &positions)
    }
}
