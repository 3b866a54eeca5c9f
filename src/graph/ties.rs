//! Ties: the relations between two actors that are drawn as one line, with what the line says.
//! Knows no positions and no colours.

use std::ops::Range;

use super::line_style::{LineGrouping, LineStyle, LineWidth};
use super::{EdgeIndex, Network, NodeIndex};
use crate::model::{Document, Relation, RelationKind};

/// The index of a tie in its [`Ties`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TieIndex(u32);

impl TieIndex {
    /// The tie with this number.
    pub fn new(number: usize) -> Self {
        Self(number as u32)
    }

    /// The number.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A line between two actors: one or more relations.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// Both actors, the lower index first; the same actor twice for relations with oneself.
    pub ends: [NodeIndex; 2],
    /// The kind of its relations. Of several kinds, the one with the most relations on the side of
    /// the net sign.
    pub kind: RelationKind,
    /// The kind on the other side, if its relations have both signs; for the tie of a bloc, if at
    /// least a third have that sign.
    pub opposite: Option<RelationKind>,
    /// Whether any relation points at the first and at the second actor; for the tie of a bloc, at
    /// least a third of them.
    pub points_at: [bool; 2],
    /// Whether any relation is contested; for the tie of a bloc, at least a third of them.
    pub is_contested: bool,
    /// Whether no relation cites a source.
    pub is_uncited: bool,
    /// The value that its width shows.
    pub value: f64,
    relations: Range<u32>,
}

/// The range of the positive values that widths show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueRange {
    /// The smallest.
    pub min: f64,
    /// The largest.
    pub max: f64,
    /// The value that 95 of 100 ties do not exceed.
    pub high: f64,
}

/// What identifies a tie under every filter.
pub type TieKey = (
    [NodeIndex; 2],
    RelationKind,
    Option<RelationKind>,
    EdgeIndex,
);

/// The ties of a network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ties {
    /// In the order of their ends, and for each pair in the order of lanes.
    all: Vec<Tie>,
    /// The relations of all ties, those of a tie together and in document order.
    relations: Vec<EdgeIndex>,
    /// The tie of each relation, by edge index.
    of_relation: Vec<u32>,
    width: LineWidth,
    grouping: LineGrouping,
    range: Option<ValueRange>,
}

/// The tie of hidden relations.
const NO_TIE: u32 = u32::MAX;

impl Ties {
    /// The ties of a network. O(relations log relations + claims).
    pub fn new(document: &Document, network: &Network, style: LineStyle) -> Self {
        let graph = &network.graph;
        let LineStyle { grouping, width } = style;
        let width = width.unwrap_or_else(|| LineWidth::suited_to(network));
        let keyed = graph.edge_indices().filter_map(|edge| {
            let (a, b) = graph.edge_endpoints(edge)?;
            let lane = lane_order(graph[edge].kind());
            let group = match grouping {
                LineGrouping::PairAndKind => u64::from(lane),
                LineGrouping::Pair => 0,
                LineGrouping::Relation => u64::from(lane) << 32 | edge.index() as u64,
            };
            Some(([a.min(b), a.max(b)], group, edge))
        });
        let mut keyed: Vec<_> = keyed.collect();
        keyed.sort_unstable();
        let bound = keyed.iter().map(|(.., edge)| edge.index() + 1).max();
        let mut of_relation = vec![NO_TIE; bound.unwrap_or(0)];
        let mut relations = Vec::with_capacity(keyed.len());
        let mut ties = Vec::new();
        for group in keyed.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let start = relations.len();
            for (.., edge) in group {
                of_relation[edge.index()] = ties.len() as u32;
                relations.push(*edge);
            }
            let range = start as u32..relations.len() as u32;
            ties.push(tie(
                document,
                network,
                group[0].0,
                &relations[start..],
                range,
                width,
            ));
        }
        Self {
            range: range(&ties),
            all: ties,
            relations,
            of_relation,
            width,
            grouping,
        }
    }

    /// The range of the values that widths show; `None` if no value is positive.
    pub fn range(&self) -> Option<ValueRange> {
        self.range
    }

    /// The number of ties.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What the width of lines shows.
    pub fn width(&self) -> LineWidth {
        self.width
    }

    /// All ties, with their indices.
    pub fn iter(&self) -> impl Iterator<Item = (TieIndex, &Tie)> {
        self.all
            .iter()
            .enumerate()
            .map(|(number, tie)| (TieIndex::new(number), tie))
    }

    /// A tie; `None` if the index belongs to other ties.
    pub fn get(&self, index: TieIndex) -> Option<&Tie> {
        self.all.get(index.index())
    }

    /// The tie of a relation; `None` if the relation is hidden.
    pub fn of(&self, edge: EdgeIndex) -> Option<TieIndex> {
        let number = *self.of_relation.get(edge.index())?;
        (number != NO_TIE).then_some(TieIndex(number))
    }

    /// The relations of a tie, in document order.
    pub fn relations(&self, index: TieIndex) -> &[EdgeIndex] {
        let range = self.get(index).map(|tie| tie.relations.clone());
        let range = range.unwrap_or(0..0);
        &self.relations[range.start as usize..range.end as usize]
    }

    /// The first relation of a tie.
    pub fn first_relation(&self, index: TieIndex) -> Option<EdgeIndex> {
        self.relations(index).first().copied()
    }

    /// The ties between the two ends of a tie, in the order of their lanes.
    pub fn of_pair(&self, index: TieIndex) -> impl Iterator<Item = TieIndex> + use<> {
        let ends = self.get(index).map(|tie| tie.ends);
        let start = self.all.partition_point(|tie| Some(tie.ends) < ends);
        let end = self.all.partition_point(|tie| Some(tie.ends) <= ends);
        let range = if ends.is_some() { start..end } else { 0..0 };
        range.map(TieIndex::new)
    }

    /// The first tie of each pair.
    pub fn first_of_pairs(&self) -> impl Iterator<Item = TieIndex> {
        let starts_pair = |number: &usize| {
            let before = number.checked_sub(1).map(|before| &self.all[before]);
            before.is_none_or(|before| before.ends != self.all[*number].ends)
        };
        let numbers = (0..self.all.len()).filter(starts_pair);
        numbers.map(TieIndex::new)
    }

    /// What identifies a tie under every filter.
    pub fn key(&self, index: TieIndex) -> Option<TieKey> {
        let tie = self.get(index)?;
        let first = match self.grouping {
            LineGrouping::Relation => self.first_relation(index)?,
            LineGrouping::PairAndKind | LineGrouping::Pair => EdgeIndex::new(0),
        };
        Some((tie.ends, tie.kind, tie.opposite, first))
    }
}

/// Relations in the order of their dates, the newest first and those without a date last; those of
/// the same date in document order.
pub fn newest_first(network: &Network, edges: &[EdgeIndex]) -> Vec<EdgeIndex> {
    let day = |edge: &EdgeIndex| {
        let when = network.graph[*edge].when.as_ref()?;
        when.latest().or_else(|| when.earliest())
    };
    let mut edges = edges.to_vec();
    edges.sort_by_key(|edge| (std::cmp::Reverse(day(edge)), *edge));
    edges
}

/// The range of the positive values.
fn range(ties: &[Tie]) -> Option<ValueRange> {
    let values = ties.iter().map(|tie| tie.value);
    let mut values: Vec<f64> = values.filter(|value| *value > 0.0).collect();
    let min = values.iter().copied().min_by(f64::total_cmp)?;
    let max = values.iter().copied().max_by(f64::total_cmp)?;
    let at = (values.len() * 95 / 100).min(values.len() - 1);
    let (_, high, _) = values.select_nth_unstable_by(at, f64::total_cmp);
    let high = *high;
    Some(ValueRange { min, max, high })
}

/// The line of a bloc carries many relations. It shows what at least this share of them says: a
/// direction, that they are contested, or the sign that is less frequent.
const MIN_SHARE_OF_BLOC: f64 = 1.0 / 3.0;

/// The order of kinds side by side: positive ones on one side, negative ones on the other.
fn lane_order(kind: RelationKind) -> u8 {
    match kind {
        RelationKind::Support => 0,
        RelationKind::Cooperation => 1,
        RelationKind::Other => 2,
        RelationKind::Hostility => 3,
    }
}

fn tie(
    document: &Document,
    network: &Network,
    ends: [NodeIndex; 2],
    edges: &[EdgeIndex],
    relations: Range<u32>,
    width: LineWidth,
) -> Tie {
    let graph = &network.graph;
    let members = || edges.iter().map(|edge| &*graph[*edge]);
    let has_bloc = ends.iter().any(|end| network.bloc(*end).is_some());
    let min_share = if has_bloc { MIN_SHARE_OF_BLOC } else { 0.0 };
    let is_shown = |count: usize| count > 0 && count as f64 >= min_share * edges.len() as f64;
    let mut pointing = [0_usize; 2];
    for edge in edges.iter().filter(|edge| graph[**edge].is_directed()) {
        if let Some((_, target)) = graph.edge_endpoints(*edge) {
            pointing[usize::from(target == ends[1])] += 1;
        }
    }
    let contested = members().filter(|relation| relation.is_contested()).count();
    let (kind, opposite) = kinds(members().map(Relation::kind), min_share);
    let claims = || members().flat_map(|relation| &relation.claims);
    let value = match width {
        // A tie without sources is as wide as one with a single source; its colour is paler.
        LineWidth::Sources => document.independent_asserting(claims()).max(1) as f64,
        LineWidth::Claims => claims().count().max(1) as f64,
        LineWidth::Relations => edges.len() as f64,
        LineWidth::Weight => members()
            .map(|relation| {
                let sources = || document.independent_references(relation).max(1) as f64;
                relation.weight.unwrap_or_else(sources)
            })
            .filter(|weight| weight.is_finite())
            .map(f64::abs)
            .sum::<f64>()
            .min(f64::MAX),
    };
    Tie {
        ends,
        kind,
        opposite,
        points_at: pointing.map(is_shown),
        is_contested: is_shown(contested),
        is_uncited: members().all(Relation::is_uncited),
        value,
        relations,
    }
}

/// The kind on the side of the net sign, and the kind on the other side if at least this share of
/// the signed relations has the other sign.
fn kinds(
    all: impl Iterator<Item = RelationKind>,
    min_share: f64,
) -> (RelationKind, Option<RelationKind>) {
    use RelationKind::{Cooperation, Hostility, Other, Support};
    let mut counts = [0_usize; 4];
    for kind in all {
        counts[usize::from(lane_order(kind))] += 1;
    }
    let [support, cooperation, _, hostility] = counts;
    let positive = if support > cooperation {
        Support
    } else {
        Cooperation
    };
    let friendly = support + cooperation;
    let is_mixed = friendly.min(hostility) as f64 >= min_share * (friendly + hostility) as f64;
    match (friendly, hostility) {
        (0, 0) => (Other, None),
        (0, _) => (Hostility, None),
        (_, 0) => (positive, None),
        (friendly, hostile) if hostile > friendly => (Hostility, is_mixed.then_some(positive)),
        _ => (positive, is_mixed.then_some(Hostility)),
    }
}
