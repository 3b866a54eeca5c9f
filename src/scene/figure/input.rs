//! What a figure is drawn from, and what a user chooses about it. Draws nothing.

use emath::{Pos2, Rect, Vec2, vec2};

use super::embed::Embed;
use super::part::FigureParts;
use super::preset::{FigurePreset, LengthUnit, POINTS_PER_INCH};
use super::svg_text::SvgText;
use crate::citation::CitationStyle;
use crate::graph::{Network, NodeIndex};
use crate::language::Language;
use crate::model::{Blocs, Document};
use crate::scene::{Emphasis, Encoding, MatrixOrder, PictureView, Theme};

/// What a figure is drawn from.
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
    /// Whether the layout may be stretched to the proportions of the page. Positions that someone
    /// chose are drawn as they are.
    pub may_stretch: bool,
    /// Whether the page has this size even if the names of a matrix are smaller then.
    pub has_exact_size: bool,
    /// The colours.
    pub theme: &'a Theme,
    /// What sizes, colours and marks mean.
    pub encoding: &'a Encoding,
    /// Which part of the picture is shown.
    pub frame: FigureFrame<'a>,
    /// What stands out.
    pub emphasis: &'a Emphasis,
    /// The order of the matrix that is drawn; `None` if the network is drawn.
    pub matrix: Option<MatrixRows<'a>>,
    /// The parts beside the picture.
    pub parts: FigureParts,
    /// How sources are cited.
    pub citation_style: CitationStyle,
    /// The font size of names on the page, in points; `None` for one that suits the size.
    pub font_size: Option<f32>,
    /// Whether the background is transparent.
    pub transparent: bool,
    /// The language of the figure’s own texts.
    pub language: Language,
}

/// Which part of the picture a figure shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum FigureFrame<'a> {
    /// All of it.
    #[default]
    Whole,
    /// These actors, with what is between them.
    Around(&'a [NodeIndex]),
    /// A part of the layout.
    Area(Rect),
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
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a choice of its own, not a state"
)]
pub struct FigureOptions {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// What the width and height were chosen in, and are written in where a format has units.
    pub unit: LengthUnit,
    /// Pixels for one point, in pictures that have pixels.
    pub pixels_per_point: f32,
    /// Whether the theme is dark.
    pub is_dark: bool,
    /// Whether the background is transparent.
    pub is_transparent: bool,
    /// Whether the layout may be stretched to the proportions of the page; not for positions that
    /// someone chose.
    pub may_stretch: bool,
    /// The parts beside the picture.
    pub parts: FigureParts,
    /// How sources are cited.
    pub citation_style: CitationStyle,
    /// The font size of names on the page, in points; `None` for one that suits the size.
    pub font_size: Option<f32>,
    /// What the letters of an SVG are.
    pub svg_text: SvgText,
    /// How much of the network the file carries for programs.
    pub embed: Embed,
    /// Whether each step of the story is a page of its own.
    pub is_story: bool,
    /// How the network is shown.
    pub view: PictureView,
    /// The order of rows and columns of a matrix.
    pub order: MatrixOrder,
    /// The language of the figure’s own texts; `None` for that of the document.
    pub language: Option<Language>,
}

impl Default for FigureOptions {
    fn default() -> Self {
        Self {
            width: 1280.0,
            height: 800.0,
            unit: LengthUnit::Point,
            pixels_per_point: 2.0,
            is_dark: false,
            is_transparent: false,
            may_stretch: false,
            parts: FigureParts::default(),
            citation_style: CitationStyle::default(),
            font_size: None,
            svg_text: SvgText::default(),
            embed: Embed::default(),
            is_story: false,
            view: PictureView::default(),
            order: MatrixOrder::default(),
            language: None,
        }
    }
}

impl FigureOptions {
    /// The language of a figure of this document: the one that was chosen, that of the document if
    /// there are messages in it, or English.
    pub fn language_of(&self, document: &Document) -> Language {
        let own = || Language::from_tag(document.meta.language.as_deref()?);
        self.language.or_else(own).unwrap_or_default()
    }

    /// The same in the size, resolution and font size of a preset.
    #[must_use]
    pub fn with_preset(self, preset: &FigurePreset) -> Self {
        let size = preset.size();
        Self {
            width: size.x,
            height: size.y,
            unit: preset.unit,
            pixels_per_point: preset.dpi / POINTS_PER_INCH,
            font_size: Some(preset.font_size),
            ..self
        }
    }

    /// Whether it has the size of a preset, in its unit.
    pub fn is_sized_as(&self, preset: &FigurePreset) -> bool {
        let distance = vec2(self.width, self.height) - preset.size();
        self.unit == preset.unit && distance.length() < 0.05
    }
}
