//! How relations become lines: which ones are one line, and what its width shows. Knows no ties, no
//! positions and no colours.

use super::Network;

/// Which relations are drawn as one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineGrouping {
    /// All relations of one kind between two actors.
    #[default]
    PairAndKind,
    /// All relations between two actors.
    Pair,
    /// Each relation by itself.
    Relation,
}

impl LineGrouping {
    /// All groupings, the default first.
    pub const ALL: [Self; 3] = [Self::PairAndKind, Self::Pair, Self::Relation];

    /// The name in menus.
    pub fn name(self) -> &'static str {
        match self {
            Self::PairAndKind => "One per pair and kind",
            Self::Pair => "One per pair",
            Self::Relation => "One per relation",
        }
    }

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::PairAndKind => "pair-and-kind",
            Self::Pair => "pair",
            Self::Relation => "relation",
        }
    }
}

/// What the width of a line shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineWidth {
    /// The number of independent sources that assert the relations, at least 1.
    #[default]
    Sources,
    /// The number of claims, at least 1.
    Claims,
    /// The number of relations.
    Relations,
    /// The sum of the weights; for a relation without a weight its independent sources, at least 1.
    Weight,
}

impl LineWidth {
    /// All choices, the default first.
    pub const ALL: [Self; 4] = [Self::Sources, Self::Claims, Self::Relations, Self::Weight];

    /// The name in menus.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sources => "Independent sources",
            Self::Claims => "Claims",
            Self::Relations => "Relations",
            Self::Weight => "Weight",
        }
    }

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Claims => "claims",
            Self::Relations => "relations",
            Self::Weight => "weight",
        }
    }

    /// What is counted, for one and for many.
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Sources => ("source", "sources"),
            Self::Claims => ("claim", "claims"),
            Self::Relations => ("relation", "relations"),
            Self::Weight => ("weight", "weight"),
        }
    }

    /// The width for a network where none was chosen: the sources if any is cited, otherwise the
    /// weights if relations have weights, otherwise the number of relations. What was counted from
    /// events cites a few of its records, whose number says nothing.
    pub fn suited_to(network: &Network) -> Self {
        let relations = || network.graph.edge_weights();
        if relations().any(|relation| !relation.is_uncited() && !relation.is_counted()) {
            Self::Sources
        } else if relations().any(|relation| relation.weight.is_some()) {
            Self::Weight
        } else {
            Self::Relations
        }
    }
}

/// How relations become lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct LineStyle {
    /// Which relations are one line.
    pub grouping: LineGrouping,
    /// What the width shows; if nothing was chosen, what suits the network.
    pub width: Option<LineWidth>,
}

impl LineStyle {
    /// The style for ties between blocs where nothing was chosen: one line for each pair, as wide
    /// as the number of relations or their weight.
    pub fn for_blocs(
        network: &Network,
        grouping: Option<LineGrouping>,
        width: Option<LineWidth>,
    ) -> Self {
        let suited = match LineWidth::suited_to(network) {
            LineWidth::Weight => LineWidth::Weight,
            LineWidth::Sources | LineWidth::Claims | LineWidth::Relations => LineWidth::Relations,
        };
        Self {
            grouping: grouping.unwrap_or(LineGrouping::Pair),
            width: Some(width.unwrap_or(suited)),
        }
    }
}
