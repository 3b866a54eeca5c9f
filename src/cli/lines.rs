//! The arguments that say how relations become lines.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::graph::{LineGrouping, LineStyle, LineWidth};

/// How relations become lines.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct LineArguments {
    /// Which relations are drawn as one line [default: pair-and-kind, or pair with --blocs]
    #[arg(long, value_enum, value_name = "GROUPING")]
    lines: Option<LinesName>,

    /// What the width of lines shows [default: sources, or weight where no source is cited;
    /// relations or weight with --blocs]
    #[arg(long, value_enum, value_name = "MEASURE")]
    line_width: Option<WidthName>,

    /// Write the types of relations along their lines, where there is room
    #[arg(long)]
    types: bool,
}

impl LineArguments {
    /// The style that was asked for.
    pub(super) fn style(self) -> LineStyle {
        let (grouping, width) = self.chosen();
        LineStyle {
            grouping: grouping.unwrap_or_default(),
            width,
        }
    }

    /// Whether the types of relations are written along their lines.
    pub(super) fn shows_types(self) -> bool {
        self.types
    }

    /// What was asked for; `None` where the default is wanted.
    pub(super) fn chosen(self) -> (Option<LineGrouping>, Option<LineWidth>) {
        let grouping = self.lines.map(|lines| lines.0);
        (grouping, self.line_width.map(|width| width.0))
    }
}

/// A grouping by its name on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LinesName(LineGrouping);

/// A width by its name on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct WidthName(LineWidth);

impl ValueEnum for LinesName {
    fn value_variants<'a>() -> &'a [Self] {
        &const {
            [
                Self(LineGrouping::PairAndKind),
                Self(LineGrouping::Pair),
                Self(LineGrouping::Relation),
            ]
        }
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let value = PossibleValue::new(self.0.id());
        Some(match self.0 {
            LineGrouping::PairAndKind => value.alias("kind"),
            LineGrouping::Pair | LineGrouping::Relation => value,
        })
    }
}

impl ValueEnum for WidthName {
    fn value_variants<'a>() -> &'a [Self] {
        &const {
            [
                Self(LineWidth::Sources),
                Self(LineWidth::Claims),
                Self(LineWidth::Relations),
                Self(LineWidth::Weight),
            ]
        }
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.id()))
    }
}
