//! Which entries the legend of a picture needs.

use super::{DrawnOfLines, LegendEntry, LegendSample};
use crate::graph::{Network, NodeIndex, Tie, Ties};
use crate::language::Language;
use crate::model::{ActorKind, RelationKind};
use crate::scene::Encoding;
use crate::scene::drawn_tie::cites;
use crate::scene::line_look::are_dashed;
use crate::scene::line_width::WidthScale;

/// The entries that a picture of this network needs: relations first, then actors.
pub fn entries(
    network: &Network,
    ties: &Ties,
    encoding: &Encoding,
    drawn: DrawnOfLines,
    language: Language,
) -> Vec<LegendEntry> {
    let mut samples = tie_samples(ties, encoding);
    samples.extend(actor_samples(network, encoding));
    let has_blocs = has_blocs(network);
    let entry = |sample: LegendSample| match sample.key_with_blocs().filter(|_| has_blocs) {
        Some(key) => sample.labelled(language.text(key)),
        None => sample.entry(encoding, ties.width(), language),
    };
    let samples = samples.into_iter().filter_map(|sample| drawn.of(sample));
    samples.map(entry).collect()
}

/// What lines of a picture show.
fn tie_samples(ties: &Ties, encoding: &Encoding) -> Vec<LegendSample> {
    let any = |is_so: fn(&Tie) -> bool| ties.iter().any(|(_, tie)| is_so(tie));
    let has_kind = |kind| {
        let mut all = ties.iter().map(|(_, tie)| tie);
        all.any(|tie| tie.kind == kind || tie.opposite == Some(kind))
    };
    let kinds = RelationKind::ALL.into_iter().filter(|kind| has_kind(*kind));
    let (of_kind, of_both): (fn(RelationKind) -> LegendSample, _) = if are_dashed(ties) {
        (LegendSample::Relation, LegendSample::BothSigns)
    } else {
        (LegendSample::SolidRelation, LegendSample::SolidBothSigns)
    };
    let mut samples: Vec<LegendSample> = kinds.map(of_kind).collect();
    samples.extend(any(|tie| tie.opposite.is_some()).then_some(of_both));
    let has_heads = any(|tie| tie.points_at != [false; 2] && tie.kind != RelationKind::Support);
    samples.extend(has_heads.then_some(LegendSample::OneWay));
    samples.extend(any(|tie| tie.is_contested).then_some(LegendSample::Contested));
    let marks_uncited = cites(ties) && any(|tie| tie.is_uncited);
    samples.extend(marks_uncited.then_some(LegendSample::Uncited));
    let widths = WidthScale::of(ties).samples(ties);
    samples.extend(widths.map(LegendSample::Widths));
    let marked = encoding.marked.as_ref();
    samples.extend(marked.map(|_| LegendSample::Marked));
    samples
}

/// What bodies of a picture show.
fn actor_samples(network: &Network, encoding: &Encoding) -> Vec<LegendSample> {
    let actors = || {
        let nodes = network.graph.node_indices();
        let nodes = nodes.filter(|node| network.bloc(*node).is_none());
        nodes.map(|node| &network.graph[node])
    };
    let has_kind = |kind| actors().any(|actor| !actor.is_placeholder && actor.kind == kind);
    let all_kinds = ActorKind::ALL.into_iter().map(Some).chain([None]);
    let kinds = all_kinds.filter(|kind| has_kind(*kind));
    let of_kind = if encoding.groups.is_some() {
        LegendSample::Form
    } else {
        LegendSample::Actor
    };
    let mut samples = Vec::new();
    samples.extend(has_blocs(network).then_some(LegendSample::Bloc));
    samples.extend(kinds.map(of_kind));
    let has_placeholder = actors().any(|actor| actor.is_placeholder);
    samples.extend(has_placeholder.then_some(LegendSample::Placeholder));
    samples.extend(has_sizes(network, encoding).then_some(LegendSample::Size));
    let groups = encoding.groups.as_ref();
    samples.extend(groups.map(|_| LegendSample::Groups(encoding.group_count(network))));
    samples
}

fn has_blocs(network: &Network) -> bool {
    let is_bloc = |node: NodeIndex| network.bloc(node).is_some();
    network.graph.node_indices().any(is_bloc)
}

/// The entries that a matrix of this network needs: relations first, then actors.
pub fn matrix_entries(
    network: &Network,
    ties: &Ties,
    encoding: &Encoding,
    language: Language,
) -> Vec<LegendEntry> {
    let without_lines = Encoding {
        marked: None,
        ..encoding.clone()
    };
    let in_cells = |entry: LegendEntry| {
        let sample = match entry.sample {
            LegendSample::Relation(kind) | LegendSample::SolidRelation(kind) => {
                LegendSample::CellOfKind(kind)
            }
            LegendSample::BothSigns | LegendSample::SolidBothSigns => LegendSample::CellOfBothSigns,
            LegendSample::Contested => LegendSample::ContestedCell,
            LegendSample::Uncited => LegendSample::UncitedCell,
            LegendSample::OneWay
            | LegendSample::Widths(_)
            | LegendSample::Size
            | LegendSample::Marked => return None,
            actor => actor,
        };
        Some(LegendEntry { sample, ..entry })
    };
    let all = entries(network, ties, &without_lines, DrawnOfLines::ALL, language).into_iter();
    let (actors, relations): (Vec<_>, Vec<_>) = all
        .filter_map(in_cells)
        .partition(|entry| entry.sample.is_actor());
    let is_directed = |(_, tie): (_, &Tie)| tie.points_at != [false; 2];
    let direction = ties.iter().any(is_directed).then(|| {
        let sample = LegendSample::RowToColumn;
        sample.labelled(language.text(sample.key()))
    });
    relations
        .into_iter()
        .chain(direction)
        .chain(actors)
        .collect()
}

/// Whether bodies have different sizes.
fn has_sizes(network: &Network, encoding: &Encoding) -> bool {
    if encoding.sizes.is_some() {
        return true;
    }
    let mut degrees = network
        .graph
        .node_indices()
        .map(|node| network.degree(node));
    let first = degrees.next();
    degrees.any(|degree| Some(degree) != first)
}
