//! What a figure is drawn from, and what a user chooses about it. Draws nothing.

use emath::{Pos2, Vec2};

use crate::graph::Network;
use crate::model::{Blocs, Document};
use crate::scene::{Encoding, MatrixOrder, PictureView, Theme};

/// What a figure is drawn from.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each switch is for another part of the page"
)]
#[derive(Clone, Copy, Debug)]
pub struct Figure<'a> {
    /// The document of the network.
    pub document: &'a Document,
    /// The visible actors and relations, with blocs as single actors.
    pub network: &'a Network,
    /// The blocs, if actors are drawn as blocs.
    pub blocs: Option<FigureBlocs<'a>>,
    /// The position of every actor in the layout, by node index.
    pub positions: &'a [Pos2],
    /// The width and height of the page in points.
    pub size: Vec2,
    /// The colours.
    pub theme: &'a Theme,
    /// What sizes, colours and marks mean.
    pub encoding: &'a Encoding,
    /// The order of the matrix that is drawn; `None` if the network is drawn.
    pub matrix: Option<MatrixRows<'a>>,
    /// Whether title and description are above the picture.
    pub title: bool,
    /// Whether a legend is beneath the picture.
    pub legend: bool,
    /// Whether the sources are listed beneath the picture.
    pub sources: bool,
    /// Whether the background is transparent.
    pub transparent: bool,
}

/// What the caption of a figure with blocs is made from.
#[derive(Clone, Copy, Debug)]
pub struct FigureBlocs<'a> {
    /// The blocs.
    pub blocs: &'a Blocs,
    /// The network before its blocs became single actors.
    pub uncondensed: &'a Network,
}

/// The order of the rows and columns of a matrix.
#[derive(Clone, Copy, Debug)]
pub struct MatrixRows<'a> {
    /// The order.
    pub order: MatrixOrder,
    /// The camp or community of each actor, by node index, for orders by these.
    pub groups: Option<&'a [Option<u32>]>,
}

/// What a user chooses about a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureOptions {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Pixels for one point, in pictures that have pixels.
    pub pixels_per_point: f32,
    /// Whether the theme is dark.
    pub is_dark: bool,
    /// Whether the background is transparent.
    pub is_transparent: bool,
    /// Whether the legend is drawn.
    pub has_legend: bool,
    /// How the network is shown.
    pub view: PictureView,
    /// The order of rows and columns of a matrix.
    pub order: MatrixOrder,
}

impl Default for FigureOptions {
    fn default() -> Self {
        Self {
            width: 1280.0,
            height: 800.0,
            pixels_per_point: 2.0,
            is_dark: false,
            is_transparent: false,
            has_legend: true,
            view: PictureView::default(),
            order: MatrixOrder::default(),
        }
    }
}
