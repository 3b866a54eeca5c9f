//! The ranking as values: measures, sort orders, rows, and all measures as TSV. Draws nothing.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::analysis::{Census, MEASURES, NumberFormat, Rule, SignedGraph, degree_by_kind};
use crate::app::{Column, Findings, State, at};
use crate::graph::{Network, NodeIndex};
use crate::model::{Document, RelationKind};
use crate::scene::{Color, Theme};
use crate::words::spreadsheet_cell;

/// The tooltip of communities, with the papers.
pub(crate) const COMMUNITIES: &str = "Groups with more relations inside than expected by chance; signs do not matter. \
    Traag, Waltman and van Eck, \u{201c}From Louvain to Leiden\u{201d}, Scientific Reports 9, 2019, for the modularity \
    of Newman and Girvan, Physical Review E 69, 2004";

/// The tooltip of local balance.
const LOCAL_BALANCE: &str = "The share of balanced triads among those that the actor is in, from 0 to 1; actors in no \
    triad have none. A low value means many tensions. Triads as Cartwright and Harary, \
    \u{201c}Structural balance\u{201d}, Psychological Review 63, 1956";

/// What actors are ranked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum RankBy {
    /// A measure, by its place in [`MEASURES`].
    Measure(usize),
    /// The number of relations of a kind.
    Kind(RelationKind),
    /// The share of balanced triads among those that they are in.
    LocalBalance,
    /// The community they belong to.
    Community,
}

/// What is counted for each actor by node index: quick measures, which need no task of their own.
pub(crate) struct ActorCounts {
    /// Relations by kind, in the order of [`RelationKind::ALL`].
    kinds: Vec<Option<[usize; 4]>>,
    /// The share of balanced triads; `None` for actors in no triad.
    balance: Vec<Option<f64>>,
}

impl ActorCounts {
    pub(crate) fn of(document: &Document, network: &Network, rule: Rule) -> Self {
        let signs = SignedGraph::of(document, network, rule);
        let census = Census::of(&signs);
        Self {
            kinds: degree_by_kind(network),
            balance: census
                .by_actor
                .iter()
                .map(|triads| triads.balance())
                .collect(),
        }
    }
}

impl Default for RankBy {
    fn default() -> Self {
        Self::Measure(0)
    }
}

impl RankBy {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let measures = (0..MEASURES.len()).map(Self::Measure);
        let kinds = RelationKind::ALL.into_iter().map(Self::Kind);
        measures
            .chain([Self::LocalBalance, Self::Community])
            .chain(kinds)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Measure(measure) => MEASURES.get(measure).map_or("", |measure| measure.name),
            Self::Kind(RelationKind::Cooperation) => "Relations of cooperation",
            Self::Kind(RelationKind::Support) => "Relations of support",
            Self::Kind(RelationKind::Hostility) => "Relations of hostility",
            Self::Kind(RelationKind::Other) => "Other relations",
            Self::LocalBalance => "Local balance",
            Self::Community => "Community",
        }
    }

    /// A shorter name for the head of the table.
    pub(crate) fn short(self) -> &'static str {
        match self {
            Self::Kind(RelationKind::Cooperation) => "Cooperation",
            Self::Kind(RelationKind::Support) => "Support",
            Self::Kind(RelationKind::Hostility) => "Hostility",
            Self::Kind(RelationKind::Other) => "Other",
            other => other.name(),
        }
    }

    /// What it means, and its paper.
    pub(crate) fn about(self) -> String {
        match self {
            Self::Measure(measure) => MEASURES.get(measure).map_or_else(String::new, |measure| {
                format!("{}\n\n{}", measure.about, measure.paper)
            }),
            Self::Kind(_) => {
                "The number of relations of this kind; parallel ones count separately".to_owned()
            }
            Self::LocalBalance => LOCAL_BALANCE.to_owned(),
            Self::Community => COMMUNITIES.to_owned(),
        }
    }

    /// The values by node index; `None` until they are computed.
    pub(crate) fn values(self, state: &State, counts: &ActorCounts) -> Option<Arc<[Option<f64>]>> {
        let (network, findings) = (&state.open.derived.network, &state.open.derived.findings);
        match self {
            Self::Measure(measure) => {
                let column = findings.column(network, measure)?;
                Some(Arc::clone(&column.values))
            }
            Self::Kind(kind) => {
                let slot = RelationKind::ALL.iter().position(|other| *other == kind)?;
                let count = |counts: &Option<[usize; 4]>| counts.map(|counts| counts[slot] as f64);
                Some(counts.kinds.iter().map(count).collect())
            }
            Self::LocalBalance => Some(counts.balance.iter().copied().collect()),
            Self::Community => {
                let groups = findings.grouping(network)?.groups.iter();
                Some(
                    groups
                        .map(|group| group.map(|group| f64::from(group) + 1.0))
                        .collect(),
                )
            }
        }
    }

    /// From how many actors of each connected part the values are estimated, if not from all.
    pub(crate) fn sample(self, state: &State) -> Option<usize> {
        let Self::Measure(measure) = self else {
            return None;
        };
        let (network, findings) = (&state.open.derived.network, &state.open.derived.findings);
        findings.column(network, measure)?.sample
    }

    /// A value as text.
    pub(crate) fn formatted(self, value: f64) -> String {
        let format = match self {
            Self::Measure(measure) => MEASURES.get(measure).map(|measure| measure.format),
            Self::LocalBalance => Some(NumberFormat::Decimal),
            Self::Kind(_) | Self::Community => None,
        };
        format.unwrap_or(NumberFormat::Count).text(value)
    }

    /// The colour of its bars.
    pub(crate) fn color(self, theme: &Theme) -> Color {
        match self {
            Self::Kind(kind) => theme.relation(kind),
            _ => theme.muted,
        }
    }
}

/// The order of the rows: by value, the greatest first, or by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Sort {
    pub(crate) by_name: bool,
    pub(crate) is_reversed: bool,
}

/// An actor in the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RankRow {
    pub(crate) node: NodeIndex,
    pub(crate) value: f64,
    /// 1 for the greatest; equal values share a rank. For communities, their number.
    pub(crate) rank: usize,
}

/// All rows in their order.
#[derive(Debug)]
pub(crate) struct RankTable {
    pub(crate) rows: Vec<RankRow>,
    greatest: f64,
}

impl RankTable {
    pub(crate) fn of(
        network: &Network,
        values: &[Option<f64>],
        choice: RankBy,
        sort: Sort,
    ) -> Self {
        let nodes = network.graph.node_indices();
        let valued = nodes.filter_map(|node| Some((node, at(values, node)?)));
        let mut rows: Vec<RankRow> = valued
            .map(|(node, value)| RankRow {
                node,
                value,
                rank: 0,
            })
            .collect();
        // Communities are sorted by number. The sort is stable: equal values keep the order of the
        // file.
        let is_ascending = choice == RankBy::Community;
        rows.sort_by(|a, b| {
            let order = b.value.total_cmp(&a.value);
            if is_ascending { order.reverse() } else { order }
        });
        let mut before: Option<RankRow> = None;
        for (row, place) in rows.iter_mut().zip(1..) {
            row.rank = match before {
                _ if is_ascending => row.value as usize,
                Some(before) if before.value.total_cmp(&row.value) == Ordering::Equal => {
                    before.rank
                }
                _ => place,
            };
            before = Some(*row);
        }
        if sort.by_name {
            rows.sort_by_cached_key(|row| network.graph[row.node].name().to_lowercase());
        }
        if sort.is_reversed {
            rows.reverse();
        }
        let greatest = rows.iter().map(|row| row.value).fold(0.0, f64::max);
        Self { rows, greatest }
    }

    /// A value as a share of the greatest, 0 to 1; `None` if all are 0.
    pub(crate) fn share(&self, value: f64) -> Option<f32> {
        (self.greatest > 0.0).then(|| (value / self.greatest).clamp(0.0, 1.0) as f32)
    }
}

/// All measures of all actors as tab-separated values, in the order of the file; cells not computed
/// are empty.
pub(crate) fn as_tsv(network: &Arc<Network>, findings: &Findings, counts: &ActorCounts) -> String {
    let mut head = vec!["id", "name", "kind"];
    head.extend(MEASURES.iter().map(|measure| measure.id));
    head.extend(RelationKind::ALL.map(RelationKind::as_str));
    head.extend(["local balance", "community", "community name"]);
    let mut text = head.join("\t");
    text.push('\n');
    let columns: Vec<_> = (0..MEASURES.len())
        .map(|measure| findings.column(network, measure))
        .collect();
    let grouping = findings.grouping(network);
    for node in network.graph.node_indices() {
        let actor = &network.graph[node];
        let kind = actor.kind_word();
        let mut cells = vec![
            spreadsheet_cell(actor.id.as_str()),
            spreadsheet_cell(actor.name()),
            kind.to_owned(),
        ];
        let value = |column: Option<&Column>| {
            let value = column.and_then(|column| at(&column.values, node));
            value.map_or_else(String::new, |value| value.to_string())
        };
        cells.extend(columns.iter().copied().map(value));
        cells.extend(
            at(&counts.kinds, node)
                .unwrap_or_default()
                .map(|count| count.to_string()),
        );
        let balance = at(&counts.balance, node);
        cells.push(balance.map_or_else(String::new, |share| share.to_string()));
        let group = grouping.and_then(|found| at(&found.groups, node));
        cells.push(group.map_or_else(String::new, |group| (group + 1).to_string()));
        let name = grouping.zip(group);
        let name = name.and_then(|(found, group)| found.names.get(group as usize));
        cells.push(name.map_or_else(String::new, |name| spreadsheet_cell(name)));
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::model::Actor;

    fn network(ids: &[&str]) -> Network {
        let document = Document {
            actors: ids.iter().map(|id| Actor::new(*id)).collect(),
            ..Document::default()
        };
        Network::seen(&document, &Filter::default())
    }

    fn ranked(values: &[Option<f64>], choice: RankBy, sort: Sort) -> String {
        let network = network(&["b", "C", "a", "d"]);
        let table = RankTable::of(&network, values, choice, sort);
        let row = |row: &RankRow| format!("{}{}", row.rank, network.graph[row.node].name());
        table.rows.iter().map(row).collect::<Vec<_>>().join(" ")
    }

    const VALUES: [Option<f64>; 4] = [Some(2.0), Some(5.0), Some(2.0), Some(1.0)];

    #[test]
    fn the_greatest_comes_first_and_equal_values_share_a_rank() {
        let by_value = Sort::default();
        assert_eq!(ranked(&VALUES, RankBy::Measure(0), by_value), "1C 2b 2a 4d");
        let reversed = Sort {
            is_reversed: true,
            ..by_value
        };
        assert_eq!(ranked(&VALUES, RankBy::Measure(0), reversed), "4d 2a 2b 1C");
        let by_name = Sort {
            by_name: true,
            is_reversed: false,
        };
        assert_eq!(ranked(&VALUES, RankBy::Measure(0), by_name), "2a 2b 1C 4d");
        assert_eq!(ranked(&VALUES, RankBy::Community, by_value), "1d 2b 2a 5C");
    }

    #[test]
    fn actors_without_a_value_are_left_out() {
        let values = [None, Some(0.0), None];
        assert_eq!(ranked(&values, RankBy::Measure(0), Sort::default()), "1C");
    }

    #[test]
    fn a_name_cannot_become_a_formula_or_a_line() {
        let network = Arc::new(network(&["=1+1\tx", "plain"]));
        let counts = ActorCounts {
            kinds: vec![Some([1, 2, 3, 4]), None],
            balance: vec![Some(0.5), None],
        };
        let text = as_tsv(&network, &Findings::default(), &counts);
        let lines: Vec<_> = text.lines().collect();
        assert!(
            lines[1].starts_with("'=1+1 x\t'=1+1 x\tactor\t"),
            "{}",
            lines[1]
        );
        assert_eq!(lines.len(), 3);
        let width = |line: &&str| line.split('\t').count();
        assert!(lines.iter().all(|line| width(line) == 15), "{text}");
    }
}
