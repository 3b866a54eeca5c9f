//! How the user exported last, for the next time. Writes nothing.

use serde::{Deserialize, Serialize};

use super::ExportOptions;
use crate::language::Language;
use crate::scene::{Embed, FigureOptions, FigurePart, FigureParts, LengthUnit, SvgText};

/// How the user exported last; a field that an older version did not write takes its default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RememberedExport {
    /// The id of the exporter; empty for the first of the table.
    pub exporter: String,
    /// Whether colours are those of the dark theme; `None` for those of the window.
    pub is_dark: Option<bool>,
    width: f32,
    height: f32,
    is_in_millimetres: bool,
    pixels_per_point: f32,
    font_size: Option<f32>,
    is_transparent: bool,
    /// The parts that were left out, by their ids.
    left_out: Vec<String>,
    svg_text: SvgText,
    embed: Embed,
    /// The code of the language; `None` for that of the document.
    language: Option<String>,
}

impl Default for RememberedExport {
    fn default() -> Self {
        let figure = FigureOptions::default();
        let options = ExportOptions {
            exporter: "",
            figure,
        };
        Self::of(&options, None)
    }
}

impl RememberedExport {
    /// These choices; `is_dark` is `None` if the colours are those of the window.
    pub fn of(options: &ExportOptions, is_dark: Option<bool>) -> Self {
        let figure = &options.figure;
        let left_out = FigurePart::ALL
            .into_iter()
            .filter(|part| !figure.parts.has(*part));
        Self {
            exporter: options.exporter.to_owned(),
            is_dark,
            width: figure.width,
            height: figure.height,
            is_in_millimetres: figure.unit == LengthUnit::Millimetre,
            pixels_per_point: figure.pixels_per_point,
            font_size: figure.font_size,
            is_transparent: figure.is_transparent,
            left_out: left_out.map(|part| part.id().to_owned()).collect(),
            svg_text: figure.svg_text,
            embed: figure.embed,
            language: figure.language.map(|language| language.code().to_owned()),
        }
    }

    /// The figure that was chosen. A setting from a damaged file is replaced by the usual one.
    pub fn figure(&self) -> FigureOptions {
        let usual = FigureOptions::default();
        let within = |value: f32, usual: f32, max: f32| {
            if value > 0.0 && value <= max {
                value
            } else {
                usual
            }
        };
        let parts = FigurePart::ALL.into_iter();
        FigureOptions {
            width: within(self.width, usual.width, 20_000.0),
            height: within(self.height, usual.height, 20_000.0),
            unit: if self.is_in_millimetres {
                LengthUnit::Millimetre
            } else {
                LengthUnit::Point
            },
            pixels_per_point: within(self.pixels_per_point, usual.pixels_per_point, 20.0),
            font_size: self.font_size.map(|size| within(size, 12.0, 72.0)),
            is_transparent: self.is_transparent,
            parts: parts.fold(FigureParts::NONE, |parts, part| {
                let is_left_out = self.left_out.iter().any(|id| id == part.id());
                parts.with(part, !is_left_out)
            }),
            svg_text: self.svg_text,
            embed: self.embed,
            language: self.language.as_deref().and_then(Language::from_tag),
            ..usual
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::preset;

    #[test]
    fn what_was_chosen_last_is_read_from_the_settings() {
        let chosen = FigureOptions {
            parts: FigureParts::default().with(FigurePart::Caption, false),
            svg_text: SvgText::Text,
            embed: Embed::Network,
            language: Some(Language::French),
            is_transparent: true,
            ..FigureOptions::default().with_preset(preset("column").unwrap())
        };
        let options = ExportOptions {
            exporter: "svg",
            figure: chosen,
        };
        let remembered = RememberedExport::of(&options, Some(true));
        let text = serde_json::to_string(&remembered).unwrap();
        let read: RememberedExport = serde_json::from_str(&text).unwrap();
        assert_eq!(read, remembered);
        assert_eq!(read.figure(), chosen);
        assert_eq!((read.exporter.as_str(), read.is_dark), ("svg", Some(true)));
        let older: RememberedExport = serde_json::from_str("{}").unwrap();
        assert_eq!(older.figure(), FigureOptions::default());
        let damaged = r#"{"width":-1.0,"pixels_per_point":1e30,"height":85.0}"#;
        let damaged: RememberedExport = serde_json::from_str(damaged).unwrap();
        let figure = damaged.figure();
        let expected = FigureOptions {
            height: 85.0,
            ..FigureOptions::default()
        };
        assert_eq!(figure, expected);
    }
}
