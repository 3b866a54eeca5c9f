//! What the entries of the legend say. Draws nothing.

use std::ops::Range;

use super::{LegendEntry, LegendSample};
use crate::graph::LineWidth;
use crate::language::{Language, actor_kind_key, relation_kind_key};
use crate::scene::Encoding;

impl LegendSample {
    pub(super) fn entry(
        self,
        encoding: &Encoding,
        width: LineWidth,
        language: Language,
    ) -> LegendEntry {
        let named = |key, name: &str| {
            let name = language.word(name);
            language.with(key, &[("name", name.into())])
        };
        let label = match (self, encoding) {
            (
                Self::Size,
                Encoding {
                    sizes: Some(layer), ..
                },
            ) => named("legend-size-by", &layer.name),
            (Self::Widths(samples), _) => widths_in_words(samples.all(), width, language),
            (
                Self::Groups(_),
                Encoding {
                    groups: Some(layer),
                    ..
                },
            ) => {
                let key = match encoding.certainty {
                    None => "legend-colour-by",
                    Some(_) => "legend-colour-by-paler",
                };
                named(key, &layer.name)
            }
            (
                Self::Marked,
                Encoding {
                    marked: Some(marked),
                    ..
                },
            ) => language.word(marked.name),
            _ => language.text(self.key()),
        };
        self.labelled(label)
    }

    pub(super) fn labelled(self, label: String) -> LegendEntry {
        LegendEntry {
            label: label.into(),
            sample: self,
        }
    }

    /// The message where lines may be ties of blocs, which show what at least a third of their
    /// relations say.
    pub(super) fn key_with_blocs(self) -> Option<&'static str> {
        match self {
            Self::BothSigns | Self::SolidBothSigns => Some("legend-both-signs-third"),
            Self::Contested => Some("legend-contested-third"),
            Self::OneWay => Some("legend-direction-third"),
            _ => None,
        }
    }

    /// The message that says what it means.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Relation(kind)
            | Self::SolidRelation(kind)
            | Self::PlainRelation(kind)
            | Self::CellOfKind(kind) => relation_kind_key(kind),
            Self::OneWay => "legend-direction",
            Self::RowToColumn => "legend-row-to-column",
            Self::Contested | Self::ContestedCell => "legend-contested",
            Self::Uncited | Self::PaleUncited | Self::UncitedCell => "legend-uncited",
            Self::Widths(_) => "legend-width",
            Self::BothSigns | Self::SolidBothSigns | Self::CellOfBothSigns => "legend-both-signs",
            Self::Actor(kind) | Self::Form(kind) => actor_kind_key(kind),
            Self::Bloc => "legend-bloc",
            Self::Placeholder => "legend-placeholder",
            Self::Size => "legend-size",
            Self::Groups(_) => "legend-colour",
            Self::Marked => "legend-marked",
        }
    }
}

/// `1, 3 and 9 sources`, `Weight 5, 50 and 500`.
fn widths_in_words(samples: &[(f64, f32)], width: LineWidth, language: Language) -> String {
    let values: Vec<String> = samples
        .iter()
        .map(|(value, _)| language.decimal(&number(*value)))
        .collect();
    let key = match width {
        LineWidth::Sources => "legend-widths-sources",
        LineWidth::Claims => "legend-widths-claims",
        LineWidth::Relations => "legend-widths-relations",
        LineWidth::Weight => "legend-widths-weight",
    };
    // The last number decides the form of the noun.
    let last = samples.last().map_or(0.0, |(value, _)| *value);
    let values = [
        ("values", language.list(&values).into()),
        ("count", last.into()),
    ];
    language.with(key, &values)
}

/// Numbers outside this range are written with an exponent.
const PLAIN_NUMBERS: Range<f64> = 1e-4..1e9;

/// A round number, without needless decimals.
fn number(value: f64) -> String {
    if !PLAIN_NUMBERS.contains(&value) {
        return format!("{value:e}");
    }
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
