//! The page of a figure on the command line: `--preset`, its size, its type and its parts. Draws
//! nothing.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::export::MAX_SIDE_PX;
use crate::scene::{
    FigureOptions, FigurePart, FigureParts, FigurePreset, LengthUnit, POINTS_PER_INCH, PRESETS,
    PRINT_DPI, preset,
};

/// The size of a figure without a preset, in points.
const USUAL_SIZE: (f32, f32) = (1200.0, 900.0);

/// The page of a figure.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct PageArguments {
    /// A usual size, with the resolution and the size of type that suit it
    #[arg(long, value_name = "NAME", value_parser = presets())]
    preset: Option<&'static FigurePreset>,

    /// The width of the figure in points, or in millimetres as in 85mm [default: 1200]
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    width: Option<Length>,

    /// The height of the figure in points, or in millimetres as in 120mm [default: 900]
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    height: Option<Length>,

    /// Pixels of a PNG for one point, 1 to 8 [default: 1]
    #[arg(long, conflicts_with = "dpi", value_parser = scale)]
    scale: Option<f32>,

    /// Pixels of a PNG for one inch, 36 to 1200 [default for sizes in millimetres: 300]
    #[arg(long, value_name = "N", value_parser = dpi)]
    dpi: Option<f32>,

    /// The size of the names of actors in points, 4 to 72; all other type and the lines follow it
    /// [default: one that suits the size of the figure]
    #[arg(long, value_name = "POINTS", value_parser = font_size)]
    font_size: Option<f32>,

    #[command(flatten)]
    parts: PartArguments,
}

impl PageArguments {
    /// The options with this page.
    pub(super) fn applied_to(&self, options: FigureOptions) -> FigureOptions {
        let options = match self.preset {
            Some(preset) => options.with_preset(preset),
            None => FigureOptions {
                width: USUAL_SIZE.0,
                height: USUAL_SIZE.1,
                pixels_per_point: 1.0,
                ..options
            },
        };
        let sides = [self.width, self.height].into_iter().flatten();
        let unit = match sides.map(|side| side.unit).max() {
            None => options.unit,
            Some(unit) => unit,
        };
        let is_print = self.preset.is_none() && unit == LengthUnit::Millimetre;
        let dpi = self.dpi.or(is_print.then_some(PRINT_DPI));
        let scale = dpi.map(|dpi| dpi / POINTS_PER_INCH).or(self.scale);
        FigureOptions {
            width: self.width.map_or(options.width, |side| side.points),
            height: self.height.map_or(options.height, |side| side.points),
            unit,
            pixels_per_point: scale.unwrap_or(options.pixels_per_point),
            font_size: self.font_size.or(options.font_size),
            parts: self.parts.0,
            ..options
        }
    }
}

/// A width or a height.
#[derive(Clone, Copy, Debug)]
struct Length {
    points: f32,
    unit: LengthUnit,
}

/// `1200`, `85mm`, `8.5cm`, `3.35in`.
fn length(text: &str) -> Result<Length, String> {
    const UNITS: [(&str, f32); 3] = [("mm", 1.0), ("cm", 10.0), ("in", 25.4)];
    let with_unit = UNITS.iter().find_map(|(name, mm)| {
        let number = text.strip_suffix(name)?;
        Some((
            number,
            mm * LengthUnit::Millimetre.points(),
            LengthUnit::Millimetre,
        ))
    });
    let (number, points, unit) = with_unit.unwrap_or((text, 1.0, LengthUnit::Point));
    let points = number.trim().parse::<f32>().map(|number| number * points);
    match points {
        Ok(points) if (1.0..=MAX_SIDE_PX as f32).contains(&points) => Ok(Length { points, unit }),
        _ => Err(format!(
            "expected a number of points from 1 to {MAX_SIDE_PX}, or of millimetres as in 85mm"
        )),
    }
}

fn scale(text: &str) -> Result<f32, String> {
    number_within(text, 1.0, 8.0)
}

fn dpi(text: &str) -> Result<f32, String> {
    number_within(text, 36.0, 1200.0)
}

fn font_size(text: &str) -> Result<f32, String> {
    number_within(text, 4.0, 72.0)
}

fn number_within(text: &str, min: f32, max: f32) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(number) if (min..=max).contains(&number) => Ok(number),
        _ => Err(format!("expected a number from {min} to {max}")),
    }
}

fn presets() -> impl TypedValueParser<Value = &'static FigurePreset> {
    let values = PRESETS.iter().map(|row| {
        let help = format!("{}, {}", row.name, row.size_in_words());
        PossibleValue::new(row.id).help(help)
    });
    PossibleValuesParser::new(values)
        .try_map(|id| preset(&id).ok_or_else(|| format!("there is no preset `{id}`")))
}

/// The parts that are left out: a flag for each row of [`FigurePart`].
#[derive(Clone, Copy, Debug)]
struct PartArguments(FigureParts);

/// The flag that leaves a part out.
fn flag(part: FigurePart) -> &'static str {
    match part {
        FigurePart::Title => "no-title",
        FigurePart::Description => "no-description",
        FigurePart::Legend => "no-legend",
        FigurePart::Sources => "no-sources",
        FigurePart::Caption => "no-caption",
        FigurePart::Frame => "no-frame",
        FigurePart::Notes => "no-notes",
    }
}

impl clap::Args for PartArguments {
    fn augment_args(command: Command) -> Command {
        FigurePart::ALL.into_iter().fold(command, |command, part| {
            command.arg(
                Arg::new(flag(part))
                    .long(flag(part))
                    .action(ArgAction::SetTrue)
                    .help(format!("Leave out {}", part.explanation())),
            )
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for PartArguments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let parts = FigurePart::ALL.into_iter();
        Ok(Self(parts.fold(FigureParts::NONE, |parts, part| {
            parts.with(part, !matches.get_flag(flag(part)))
        })))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = <Self as clap::FromArgMatches>::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;

    #[derive(clap::Parser)]
    struct PageLine {
        #[command(flatten)]
        page: PageArguments,
    }

    fn options(words: &[&str]) -> Result<FigureOptions, clap::Error> {
        let words = ["export"].iter().chain(words);
        let line = PageLine::try_parse_from(words)?;
        Ok(line.page.applied_to(FigureOptions::default()))
    }

    #[test]
    fn a_preset_sets_the_page_and_flags_change_it() {
        let column = options(&["--preset", "column"]).unwrap();
        let preset = preset("column").unwrap();
        assert!(column.is_sized_as(preset));
        assert_eq!(column.font_size, Some(preset.font_size));
        let words = ["--preset", "column", "--height", "60mm", "--font-size", "6"];
        let lower = options(&words).unwrap();
        assert!((lower.height - 170.08).abs() < 0.01);
        assert!((lower.width - column.width).abs() < 0.01);
        assert_eq!(
            (lower.unit, lower.font_size),
            (LengthUnit::Millimetre, Some(6.0))
        );
        let fine = options(&["--preset", "column", "--dpi", "600"]).unwrap();
        assert!((fine.pixels_per_point - 600.0 / 72.0).abs() < 1e-4);
    }

    #[test]
    fn lengths_have_units() {
        let page = |width: &str| {
            let options = options(&["--width", width]).unwrap();
            (
                options.width.round(),
                options.unit,
                options.pixels_per_point,
            )
        };
        assert_eq!(page("600"), (600.0, LengthUnit::Point, 1.0));
        let print = PRINT_DPI / POINTS_PER_INCH;
        for width in ["254mm", "25.4cm", "10in"] {
            assert_eq!(
                page(width),
                (720.0, LengthUnit::Millimetre, print),
                "{width}"
            );
        }
        for wrong in ["0", "1000000", "85 pages", "nan", "-1mm"] {
            assert!(options(&["--width", wrong]).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_part_can_be_left_out() {
        for part in FigurePart::ALL {
            let flag = format!("--no-{}", part.id());
            let left = options(&[&flag]).unwrap().parts;
            assert_eq!(left, FigureParts::default().with(part, false), "{flag}");
        }
    }
}
