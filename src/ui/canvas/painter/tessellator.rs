//! The tessellator: discs, filled outlines, lines and dashes as triangles, with edges antialiased
//! over one pixel.
//!
//! egui's own tessellator does the same for one shape at a time; a network of a hundred relations
//! is a thousand shapes each frame. Here all go into one mesh.

use egui::{Color32, Mesh, Pos2, Rect, Vec2};

use super::kept_shapes::AnchoredMesh;
use crate::scene::visible_part;

/// Draws into one mesh.
pub(crate) struct Tessellator {
    mesh: Mesh,
    /// The anchor of each vertex.
    anchors: Vec<Pos2>,
    /// The width of a pixel in points: an edge fades over this width.
    pixel: f32,
    /// What is outside this box need not be drawn.
    area: Rect,
    /// The points of the dash that is being drawn.
    dash: Vec<Pos2>,
}

/// The longest mitre in half widths; sharper corners are cut.
const MITRE: f32 = 2.5;

impl Tessellator {
    /// A tessellator for a screen with this many pixels per point.
    pub(crate) fn new(pixels_per_point: f32, area: Rect) -> Self {
        Self {
            mesh: Mesh::default(),
            anchors: Vec::new(),
            pixel: 1.0 / pixels_per_point.max(0.1),
            area,
            dash: Vec::new(),
        }
    }

    /// Takes the mesh that was drawn so far.
    pub(super) fn take(&mut self) -> Option<AnchoredMesh> {
        let mesh = std::mem::take(&mut self.mesh);
        let anchors = std::mem::take(&mut self.anchors);
        (!mesh.is_empty()).then_some(AnchoredMesh { mesh, anchors })
    }

    /// Sets the anchor of all vertices that have none.
    fn anchor(&mut self, anchor: Pos2) {
        self.anchors.resize(self.mesh.vertices.len(), anchor);
    }

    /// A disc, and the rim around it: its width and colour.
    pub(crate) fn disc(
        &mut self,
        center: Pos2,
        radius: f32,
        fill: Color32,
        rim: Option<(f32, Color32)>,
    ) {
        let reach = radius + rim.map_or(0.0, |(width, _)| width) + self.pixel;
        if self.area.distance_sq_to_pos(center) > reach * reach {
            return;
        }
        let soft = 0.5 * self.pixel;
        // The edges of the fill and of the rim: each ring fades into the next.
        if let Some((width, color)) = rim {
            let rings = [
                (radius - soft, fill),
                (radius + soft, color),
                (radius + (width - soft).max(soft), color),
                (radius + width.max(soft) + soft, Color32::TRANSPARENT),
            ];
            self.rings(center, radius, fill, &rings);
        } else {
            let rings = [(radius - soft, fill), (radius + soft, Color32::TRANSPARENT)];
            self.rings(center, radius, fill, &rings);
        }
        self.anchor(center);
    }

    fn rings(&mut self, center: Pos2, radius: f32, fill: Color32, rings: &[(f32, Color32)]) {
        let corners = (8.0 + 3.0 * (radius / self.pixel).max(0.0).sqrt()).clamp(8.0, 64.0) as u32;
        let turn = Vec2::angled(std::f32::consts::TAU / corners as f32);
        let middle = self.mesh.vertices.len() as u32;
        self.mesh.colored_vertex(center, fill);
        let mut way = Vec2::new(1.0, 0.0);
        let width = rings.len() as u32;
        for corner in 0..corners {
            for (reach, color) in rings {
                self.mesh
                    .colored_vertex(center + way * reach.max(0.0), *color);
            }
            let here = middle + 1 + corner * width;
            let next = middle + 1 + (corner + 1) % corners * width;
            self.mesh.add_triangle(middle, here, next);
            for ring in 0..width - 1 {
                self.mesh
                    .add_triangle(here + ring, next + ring, here + ring + 1);
                self.mesh
                    .add_triangle(next + ring, here + ring + 1, next + ring + 1);
            }
            way = Vec2::new(
                way.x * turn.x - way.y * turn.y,
                way.x * turn.y + way.y * turn.x,
            );
        }
    }

    /// The inside of an outline that is visible from its first point.
    pub(crate) fn fill(&mut self, points: &[Pos2], color: Color32) {
        let count = points.len() as u32;
        let bounds = Rect::from_points(points);
        if count < 3 || !bounds.intersects(self.area) {
            return;
        }
        // Twice the area by the shoelace formula: its sign tells the side of the inside.
        let turns = points.iter().zip(points.iter().cycle().skip(1));
        let area: f32 = turns.map(|(a, b)| a.x * b.y - b.x * a.y).sum();
        let soft = 0.5 * self.pixel * area.signum();
        let first = self.mesh.vertices.len() as u32;
        let mut before = points[points.len() - 1];
        for (at, &point) in points.iter().enumerate() {
            let after = points[(at + 1) % points.len()];
            let out = mitre(before, point, after) * -soft;
            self.mesh.colored_vertex(point - out, color);
            self.mesh.colored_vertex(point + out, Color32::TRANSPARENT);
            before = point;
        }
        for at in 0..count {
            let (here, next) = (first + 2 * at, first + 2 * ((at + 1) % count));
            if at > 0 && at + 1 < count {
                self.mesh.add_triangle(first, here, next);
            }
            self.mesh.add_triangle(here, next, here + 1);
            self.mesh.add_triangle(next, here + 1, next + 1);
        }
        self.anchor(bounds.center());
    }

    /// A line through points; closed if the last one equals the first.
    pub(crate) fn line(&mut self, points: &[Pos2], width: f32, color: Color32) {
        let near = self.area.expand(MITRE * width + self.pixel);
        let bounds = Rect::from_points(points);
        if near.contains_rect(bounds) || points.len() > 2 && points.first() == points.last() {
            if near.intersects(bounds) {
                self.polyline(points, width, color);
            }
            return;
        }
        // Only the pieces near the area.
        let is_near = |piece: &[Pos2]| visible_part(piece[0], piece[1], near).is_some();
        let mut start = 0;
        for (at, piece) in points.windows(2).enumerate() {
            if !is_near(piece) {
                self.polyline(&points[start..=at], width, color);
                start = at + 1;
            }
        }
        self.polyline(&points[start..], width, color);
    }

    /// Dashes along points; `pattern` is the lengths of dashes and gaps in turn.
    pub(crate) fn dashes(&mut self, points: &[Pos2], pattern: &[f32], width: f32, color: Color32) {
        // A pattern without length would never end.
        if !pattern.iter().all(|length| *length > 0.01) {
            return self.line(points, width, color);
        }
        let near = self.area.expand(width);
        let mut phase = DashPhase::new(pattern);
        let mut dash = std::mem::take(&mut self.dash);
        dash.clear();
        dash.extend(points.first());
        for piece in points.windows(2) {
            let [from, to] = [piece[0], piece[1]];
            let along = to - from;
            let length = along.length();
            let Some((enters, leaves)) = visible_part(from, to, near) else {
                phase.skip(length);
                dash.clear();
                continue;
            };
            let mut done = 0.0;
            if enters > 0.0 {
                // Whole patterns before the area.
                done = (enters * length / phase.total).floor().max(0.0) * phase.total;
                dash.clear();
            }
            if dash.is_empty() {
                dash.push(from + along * (done / length.max(f32::MIN_POSITIVE)));
            }
            let end = (leaves * length + phase.total).min(length);
            while end - done > phase.left {
                done += phase.left;
                let here = from + along * (done / length);
                if phase.is_down() {
                    dash.push(here);
                    self.polyline(&dash, width, color);
                }
                dash.clear();
                dash.push(here);
                phase.next();
            }
            if end < length {
                phase.skip(length - done);
                dash.clear();
            } else {
                phase.left -= length - done;
                dash.push(to);
            }
        }
        if phase.is_down() {
            self.polyline(&dash, width, color);
        }
        self.dash = dash;
    }

    /// Dots along points, at this distance.
    pub(crate) fn dots(&mut self, points: &[Pos2], apart: f32, radius: f32, color: Color32) {
        let apart = apart.max(0.5);
        let near = self.area.expand(radius + self.pixel);
        let mut left = 0.0;
        for pair in points.windows(2) {
            let along = pair[1] - pair[0];
            let length = along.length();
            let seen = visible_part(pair[0], pair[1], near);
            let (enters, leaves) = seen.unwrap_or((1.0, 1.0));
            if enters > 0.0 {
                left += ((enters * length - left) / apart).floor().max(0.0) * apart;
            }
            while left <= leaves * length {
                self.disc(
                    pair[0] + along * (left / length.max(f32::EPSILON)),
                    radius,
                    color,
                    None,
                );
                left += apart;
            }
            left += ((length - left) / apart).ceil().max(0.0) * apart;
            left -= length;
        }
    }

    fn polyline(&mut self, points: &[Pos2], width: f32, color: Color32) {
        let before = self.mesh.vertices.len();
        line(&mut self.mesh, self.pixel, points, width, color);
        let added = self.mesh.vertices.len() - before;
        if points.len() > 2 && points.first() == points.last() {
            self.anchor(Rect::from_points(points).center());
        } else if added > 0 {
            let rows = added / points.len();
            let anchors = points
                .iter()
                .flat_map(|point| std::iter::repeat_n(*point, rows));
            self.anchors.extend(anchors);
        }
    }
}

/// Where in a pattern of dashes and gaps a line is.
struct DashPhase<'a> {
    pattern: &'a [f32],
    /// The length of the pattern, after which a dash begins again.
    total: f32,
    /// The number of dashes and gaps before this one.
    number: usize,
    /// The rest of this dash or gap.
    left: f32,
}

impl<'a> DashPhase<'a> {
    fn new(pattern: &'a [f32]) -> Self {
        // After an odd number of lengths, dashes and gaps change places.
        let repeats = if pattern.len().is_multiple_of(2) {
            1.0
        } else {
            2.0
        };
        Self {
            pattern,
            total: repeats * pattern.iter().sum::<f32>(),
            number: 0,
            left: pattern.first().copied().unwrap_or(f32::INFINITY),
        }
    }

    fn is_down(&self) -> bool {
        self.number.is_multiple_of(2)
    }

    fn next(&mut self) {
        self.number += 1;
        self.left = self.pattern[self.number % self.pattern.len()];
    }

    /// Passes a length without drawing.
    fn skip(&mut self, length: f32) {
        let mut rest = length % self.total;
        while rest > self.left {
            rest -= self.left;
            self.next();
        }
        self.left -= rest;
    }
}

/// The mitre of a corner: perpendicular to the mean direction, and long enough to keep both sides
/// one unit away.
fn mitre(before: Pos2, here: Pos2, after: Pos2) -> Vec2 {
    let (comes, goes) = ((here - before).normalized(), (after - here).normalized());
    // At an end of a line there is no corner.
    if comes == Vec2::ZERO || goes == Vec2::ZERO {
        return (comes + goes).rot90();
    }
    let across = (comes + goes).rot90();
    let length = across.length();
    if length < 1e-3 {
        return goes.rot90();
    }
    // The cosine of half the angle.
    across * ((2.0 / length).min(MITRE) / length)
}

fn line(mesh: &mut Mesh, pixel: f32, points: &[Pos2], width: f32, color: Color32) {
    let count = points.len();
    if count < 2 {
        return;
    }
    let is_closed = count > 2 && points[0] == points[count - 1];
    let solid = 0.5 * (width - pixel);
    // A line thinner than a pixel is drawn one pixel wide, and paler.
    let (solid, color) = if solid > 0.0 {
        (solid, color)
    } else {
        (0.0, color.gamma_multiply((width / pixel).max(0.0)))
    };
    let rows = if solid > 0.0 { 4 } else { 3 };
    let soft = solid
        + if solid > 0.0 {
            pixel
        } else {
            0.5 * (pixel + width)
        };
    let first = mesh.vertices.len() as u32;
    for (at, &point) in points.iter().enumerate() {
        let before = match at {
            0 if is_closed => points[count - 2],
            0 => point,
            _ => points[at - 1],
        };
        let after = match at + 1 {
            end if end == count && is_closed => points[1],
            end if end == count => point,
            next => points[next],
        };
        let side = mitre(before, point, after);
        mesh.colored_vertex(point - side * soft, Color32::TRANSPARENT);
        mesh.colored_vertex(point - side * solid, color);
        if rows == 4 {
            mesh.colored_vertex(point + side * solid, color);
        }
        mesh.colored_vertex(point + side * soft, Color32::TRANSPARENT);
    }
    for at in 0..count as u32 - 1 {
        let (here, next) = (first + at * rows, first + (at + 1) * rows);
        for row in 0..rows - 1 {
            mesh.add_triangle(here + row, here + row + 1, next + row);
            mesh.add_triangle(here + row + 1, next + row, next + row + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn a_line_is_as_wide_at_its_ends_as_in_its_middle() {
        for points in [
            vec![pos2(0.0, 0.0), pos2(50.0, 0.0)],
            vec![pos2(0.0, 0.0), pos2(25.0, 0.0), pos2(50.0, 0.0)],
        ] {
            let mut tessellator = Tessellator::new(1.0, Rect::EVERYTHING);
            tessellator.line(&points, 4.0, Color32::BLACK);
            // Edges fade over one pixel around the width.
            for vertex in &tessellator.mesh.vertices {
                assert!(vertex.pos.y.abs() <= 2.5 + 1e-3, "{:?}", vertex.pos);
            }
        }
    }

    /// The vertices inside a box when only the inside of `area` must be drawn.
    fn inside(area: Rect, inner: Rect, draw: impl Fn(&mut Tessellator)) -> Vec<(i32, i32)> {
        let mut tessellator = Tessellator::new(1.0, area);
        draw(&mut tessellator);
        assert_eq!(tessellator.mesh.vertices.len(), tessellator.anchors.len());
        let places = tessellator.mesh.vertices.iter().map(|vertex| vertex.pos);
        let inner = places.filter(|pos| inner.contains(*pos));
        let round = |value: f32| (value * 20.0).round() as i32;
        let mut all: Vec<_> = inner.map(|pos| (round(pos.x), round(pos.y))).collect();
        all.sort_unstable();
        all
    }

    #[test]
    fn what_is_outside_the_area_is_left_out_and_the_rest_stays() {
        let area = Rect::from_min_max(pos2(300.0, -50.0), pos2(700.0, 50.0));
        let inner = area.shrink(20.0);
        let points = [
            pos2(0.0, 0.0),
            pos2(1.0, 3.0),
            pos2(900.0, 7.0),
            pos2(2000.0, 0.0),
        ];
        let dashes = |tessellator: &mut Tessellator| {
            tessellator.dashes(&points, &[7.0, 3.0, 1.0], 2.0, Color32::BLACK);
        };
        let dots = |tessellator: &mut Tessellator| {
            tessellator.dots(&points, 6.0, 1.0, Color32::BLACK);
        };
        let all = inside(Rect::EVERYTHING, inner, dashes);
        assert!(all.len() > 100);
        assert_eq!(all, inside(area, inner, dashes));
        assert_eq!(
            inside(Rect::EVERYTHING, inner, dots),
            inside(area, inner, dots)
        );
        let mut tessellator = Tessellator::new(1.0, area);
        dashes(&mut tessellator);
        let xs = tessellator.mesh.vertices.iter().map(|vertex| vertex.pos.x);
        assert!(xs.fold(0.0, f32::max) < 750.0, "dashes go on outside");
    }
}
