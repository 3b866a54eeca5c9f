//! What an entry of the legend explains. Draws nothing.

use std::borrow::Cow;

use emath::{Vec2, vec2};

use crate::model::{ActorKind, RelationKind};
use crate::scene::line_width::WidthSamples;

/// The size of a sample in points.
pub const SAMPLE: Vec2 = vec2(40.0, 16.0);

/// An entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// The meaning of the sample.
    pub label: Cow<'static, str>,
    /// The sample.
    pub sample: LegendSample,
}

/// What an entry of the legend explains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LegendSample {
    /// A kind of relation.
    Relation(RelationKind),
    /// A kind of relation, if all lines are solid because there are many.
    SolidRelation(RelationKind),
    /// A kind of relation, if all lines are alike and without arrowheads because there are many.
    PlainRelation(RelationKind),
    /// A directed relation of any kind.
    OneWay,
    /// A contested relation.
    Contested,
    /// A relation without a reference.
    Uncited,
    /// A relation without a reference, where there is no room for its mark.
    PaleUncited,
    /// Lines with the widths of round values.
    Widths(WidthSamples),
    /// A tie with both signs, drawn as one line.
    BothSigns,
    /// A tie with both signs, if all lines are solid because there are many.
    SolidBothSigns,
    /// A kind of actor; `None` for actors whose kind is not given.
    Actor(Option<ActorKind>),
    /// Several actors drawn as one.
    Bloc,
    /// A kind of actor, if colours show groups.
    Form(Option<ActorKind>),
    /// An actor that the file does not declare.
    Placeholder,
    /// The size of a body shows a measure.
    Size,
    /// The colour of a body shows one of this many groups.
    Groups(usize),
    /// A marked relation.
    Marked,
    /// A kind of relation in a cell of a matrix.
    CellOfKind(RelationKind),
    /// A cell of a contested relation.
    ContestedCell,
    /// A cell of a relation without a reference.
    UncitedCell,
    /// A cell of a tie with both signs.
    CellOfBothSigns,
    /// Relations point from the actor of the row to the actor of the column.
    RowToColumn,
}

/// What the lines of a picture show; in a crowd not all is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrawnOfLines {
    /// Arrowheads, and widths by value.
    pub heads_and_widths: bool,
    /// The badges of contested relations and of those without a reference.
    pub badges: bool,
}

impl DrawnOfLines {
    /// All of it.
    pub const ALL: Self = Self {
        heads_and_widths: true,
        badges: true,
    };

    /// What is drawn of a sample; `None` if nothing is.
    pub(super) fn of(self, sample: LegendSample) -> Option<LegendSample> {
        match sample {
            LegendSample::Contested if !self.badges => None,
            LegendSample::Uncited if !self.badges => Some(LegendSample::PaleUncited),
            LegendSample::OneWay | LegendSample::Widths(_) if !self.heads_and_widths => None,
            LegendSample::Relation(kind) | LegendSample::SolidRelation(kind)
                if !self.heads_and_widths =>
            {
                Some(LegendSample::PlainRelation(kind))
            }
            sample => Some(sample),
        }
    }
}

impl LegendSample {
    /// Whether the sample is a body and not a line.
    pub fn is_actor(self) -> bool {
        matches!(
            self,
            Self::Actor(_)
                | Self::Bloc
                | Self::Form(_)
                | Self::Placeholder
                | Self::Size
                | Self::Groups(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use emath::Pos2;

    use super::*;
    use crate::scene::Theme;

    #[test]
    fn the_legend_of_a_crowd_shows_only_what_is_drawn() {
        let crowd = DrawnOfLines {
            heads_and_widths: false,
            badges: false,
        };
        assert_eq!(crowd.of(LegendSample::Contested), None);
        assert_eq!(crowd.of(LegendSample::OneWay), None);
        let support = crowd.of(LegendSample::Relation(RelationKind::Support));
        assert_eq!(
            support,
            Some(LegendSample::PlainRelation(RelationKind::Support))
        );
        let shapes = |sample: LegendSample| sample.marks(Pos2::ZERO, &Theme::light()).len();
        let with_head = LegendSample::SolidRelation(RelationKind::Support);
        assert!(support.map_or(0, shapes) < shapes(with_head));
        assert!(shapes(LegendSample::PaleUncited) < shapes(LegendSample::Uncited));
        assert_eq!(DrawnOfLines::ALL.of(with_head), Some(with_head));
    }
}
