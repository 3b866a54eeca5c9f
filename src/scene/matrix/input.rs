//! What a matrix is drawn from, and where its parts are. Draws nothing.

use emath::{Rect, Vec2, vec2};

use super::content::MatrixContent;
use super::geometry::{MatrixCamera, MatrixGeometry};
use crate::graph::{Network, Ties};
use crate::scene::text::measure;
use crate::scene::{Emphasis, Encoding, Theme, Weight};

/// What a matrix is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct MatrixInput<'a> {
    /// The visible actors and relations.
    pub network: &'a Network,
    /// Its relations as ties.
    pub ties: &'a Ties,
    /// The actors in order, and their cells.
    pub content: &'a MatrixContent,
    /// The size of the picture in points.
    pub size: Vec2,
    /// The part of the picture for the matrix.
    pub region: Rect,
    /// Which part of the matrix is shown.
    pub camera: MatrixCamera,
    /// The row and column under the pointer.
    pub pointed: Option<[usize; 2]>,
    /// The colours.
    pub theme: &'a Theme,
    /// What is emphasized.
    pub emphasis: &'a Emphasis,
    /// What the colours of actors mean.
    pub encoding: &'a Encoding,
}

/// The height of the note below the cells, in points.
pub(super) const NOTE_HEIGHT: f32 = 18.0;

impl MatrixInput<'_> {
    /// Where the parts of the matrix are.
    pub fn geometry(&self) -> MatrixGeometry {
        let note = if self.content.omitted > 0 {
            NOTE_HEIGHT
        } else {
            0.0
        };
        let region = self
            .region
            .with_max_y((self.region.bottom() - note).max(self.region.top()));
        let count = self.content.actors.len();
        let name_ems = name_ems(self);
        let geometry = MatrixGeometry::new(count, name_ems, region, self.camera);
        if geometry.is_scrolled() {
            return geometry;
        }
        // A matrix smaller than the picture is in its middle.
        let aside = (region.width() - geometry.needed_size().x).max(0.0) / 2.0;
        let centered = region.with_min_x(region.left() + aside.floor());
        MatrixGeometry::new(count, name_ems, centered, self.camera)
    }

    /// The smallest region in which all cells are visible. In a wider one, names of rows take more
    /// of its width: their share of it is less than a half, so that the search ends soon.
    pub fn min_region(&self) -> Vec2 {
        let mut needed = self.needed_at(self.region.width());
        let mut width = self.region.width();
        while needed.x > width + 0.5 {
            width = needed.x;
            needed = self.needed_at(width);
        }
        needed
    }

    /// The size of the whole matrix with the smallest cells, in a region of this width.
    fn needed_at(&self, width: f32) -> Vec2 {
        let tiny = Rect::from_min_size(self.region.min, vec2(width, 1e6));
        let tiny = MatrixInput {
            region: tiny,
            camera: MatrixCamera {
                zoom: 0.0,
                ..MatrixCamera::default()
            },
            ..*self
        };
        let needed = tiny.geometry().needed_size();
        needed + vec2(1.0, NOTE_HEIGHT + 1.0)
    }
}

/// The width of the widest name at font size 1.
fn name_ems(input: &MatrixInput) -> f32 {
    let names = input.content.actors.iter().filter_map(|node| {
        let actor = input.network.graph.node_weight(*node)?;
        // Selected names are bold.
        Some(measure(actor.name(), 1.0, Weight::Bold))
    });
    names.fold(0.0, f32::max)
}
