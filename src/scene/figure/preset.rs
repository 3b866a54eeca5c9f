//! Sizes of figures: one table of presets, for the dialog and the command line. Draws nothing.
//!
//! To add a preset, add a row to [`PRESETS`].

use emath::{Vec2, vec2};

/// Points in an inch.
pub const POINTS_PER_INCH: f32 = 72.0;

/// Points in a millimetre.
const POINTS_PER_MM: f32 = POINTS_PER_INCH / 25.4;

/// The resolution of print, in pixels for an inch.
pub const PRINT_DPI: f32 = 300.0;

/// What the width and height of a figure are given in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LengthUnit {
    /// A typographic point; on screens one or more pixels.
    #[default]
    Point,
    /// Millimetres on paper, kept exactly.
    Millimetre,
}

impl LengthUnit {
    /// Both units.
    pub const ALL: [Self; 2] = [Self::Point, Self::Millimetre];

    /// The name for people, in the plural.
    pub fn name(self) -> &'static str {
        match self {
            Self::Point => "points",
            Self::Millimetre => "mm",
        }
    }

    /// Points in one of it.
    pub fn points(self) -> f32 {
        match self {
            Self::Point => 1.0,
            Self::Millimetre => POINTS_PER_MM,
        }
    }
}

/// A size that figures often have.
#[derive(Debug)]
pub struct FigurePreset {
    /// A stable word for programs.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// What the width and height are given in.
    pub unit: LengthUnit,
    /// The width and height in that unit.
    size: (f32, f32),
    /// Pixels for an inch.
    pub dpi: f32,
    /// The font size of names, in points.
    pub font_size: f32,
}

impl FigurePreset {
    /// The size in points.
    pub fn size(&self) -> Vec2 {
        vec2(self.size.0, self.size.1) * self.unit.points()
    }

    /// `85 × 130 mm`, `1920 × 1080 pixels`.
    pub fn size_in_words(&self) -> String {
        let (size, noun) = match self.unit {
            LengthUnit::Millimetre => (vec2(self.size.0, self.size.1), "mm"),
            LengthUnit::Point => (self.size() * self.dpi / POINTS_PER_INCH, "pixels"),
        };
        format!("{:.0} × {:.0} {noun}", size.x, size.y)
    }
}

/// All presets, in the order of the dialog.
pub static PRESETS: &[FigurePreset] = &[
    print("column", "One column", (85.0, 130.0), 7.25),
    print("two-columns", "Two columns", (170.0, 130.0), 8.0),
    print("a4-portrait", "A4, portrait", (210.0, 297.0), 10.0),
    print("a4-landscape", "A4, landscape", (297.0, 210.0), 10.0),
    screen("slide", "Slide, 16:9", (960.0, 540.0), 14.0),
    screen("square", "Square", (540.0, 540.0), 12.0),
];

/// The preset with this id.
pub fn preset(id: &str) -> Option<&'static FigurePreset> {
    PRESETS.iter().find(|preset| preset.id == id)
}

const fn print(
    id: &'static str,
    name: &'static str,
    size: (f32, f32),
    font_size: f32,
) -> FigurePreset {
    FigurePreset {
        id,
        name,
        unit: LengthUnit::Millimetre,
        size,
        dpi: PRINT_DPI,
        font_size,
    }
}

/// Two pixels for a point.
const fn screen(
    id: &'static str,
    name: &'static str,
    size: (f32, f32),
    font_size: f32,
) -> FigurePreset {
    FigurePreset {
        id,
        name,
        unit: LengthUnit::Point,
        size,
        dpi: 2.0 * POINTS_PER_INCH,
        font_size,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_have_the_sizes_that_their_names_say() {
        let words = |id: &str| preset(id).map(FigurePreset::size_in_words).unwrap();
        assert_eq!(words("column"), "85 × 130 mm");
        assert_eq!(words("two-columns"), "170 × 130 mm");
        assert_eq!(words("a4-portrait"), "210 × 297 mm");
        assert_eq!(words("a4-landscape"), "297 × 210 mm");
        assert_eq!(words("slide"), "1920 × 1080 pixels");
        assert_eq!(words("square"), "1080 × 1080 pixels");
        let width = preset("column").unwrap().size().x;
        assert!((width - 240.945).abs() < 0.01, "{width}");
        assert!(preset("poster").is_none());
    }
}
