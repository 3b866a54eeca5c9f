//! What the dates of a network say together: how many relations held when, when the sign of a pair
//! flipped, and what differs between two times. Knows no pixels.

use std::collections::{BTreeMap, BTreeSet};

use super::pair_sign::NetStrength;
use super::sign_rule::Rule;
use super::signed::SignedGraph;
use super::triad_outcomes::TriadOutcomes;
use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::model::{Date, Day, Document, Relation, RelationKind, Sign, Span};

/// The most bins of a histogram.
const MAX_BINS: usize = 180;

/// Relations over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimelineIndex {
    /// Consecutive spans of the calendar of equal length; empty if nothing is dated.
    pub bins: Vec<Bin>,
    /// The flips of the sign of a pair, the earliest first.
    pub flips: Vec<Flip>,
    /// How many relations have a date.
    pub dated: usize,
    /// How many have none.
    pub undated: usize,
}

/// One span of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bin {
    /// Its first and last day.
    pub span: Span,
    /// How many relations of each kind may have held in it, in the order of [`RelationKind::ALL`].
    pub sure: [u32; 4],
    /// The same for relations whose date is approximate or uncertain; `sure` does not include them.
    pub unsure: [u32; 4],
}

/// A pair that changed from friends to foes, or from foes to friends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The two actors, in the order of the document.
    pub pair: (NodeIndex, NodeIndex),
    /// The first day of the new sign.
    pub day: Day,
    /// The new sign.
    pub to: Sign,
}

impl TimelineIndex {
    /// The index of a network that is not filtered by time. O(relations · log).
    ///
    /// The sign of a pair on a day is that of the relations that held then, by the net rule of
    /// [`SignedGraph`]; relations without a date count on every day. If the sum is zero or no
    /// relation holds, the pair keeps its last sign, so that a flip is always a change from one
    /// sign to the other.
    pub fn of(document: &Document, network: &Network) -> Self {
        let relations = || network.graph.edge_weights();
        let dates: Vec<(RelationKind, &Date)> = relations()
            .filter_map(|relation| Some((relation.kind(), relation.when.as_ref()?)))
            .collect();
        Self {
            bins: bins(&dates, document.meta.as_of.as_ref()),
            flips: flips(document, network),
            dated: dates.len(),
            undated: network.graph.edge_count() - dates.len(),
        }
    }

    /// The first and last day of all bins.
    pub fn extent(&self) -> Option<(Day, Day)> {
        self.bins.first()?.span.from.zip(self.bins.last()?.span.to)
    }

    /// The index of the bin that contains a day; the nearest for a day outside.
    pub fn bin_of(&self, day: Day) -> usize {
        let after = self
            .bins
            .partition_point(|bin| bin.span.from.is_some_and(|from| from <= day));
        after.saturating_sub(1)
    }
}

/// What differs between two networks of the same document, such as those of two times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkChanges {
    /// Relations that are visible after and not before.
    pub started: Vec<EdgeIndex>,
    /// Relations that are visible before and not after.
    pub ended: Vec<EdgeIndex>,
    /// Pairs that have one sign before and the other after, with the new sign.
    pub flipped: Vec<(NodeIndex, NodeIndex, Sign)>,
    /// What the unbalanced triads of before are after.
    pub outcomes: TriadOutcomes,
}

/// How many unbalanced triads of two times are listed.
const MAX_OUTCOMES: usize = 1_000;

impl NetworkChanges {
    /// Compares two networks of the same document. O((actors + relations) · log + pairs^1.5).
    pub fn between(document: &Document, before: &Network, after: &Network) -> Self {
        let edges = |network: &Network| network.graph.edge_indices().collect::<BTreeSet<_>>();
        let (old, new) = (edges(before), edges(after));
        let signs = |network| SignedGraph::of(document, network, Rule::default());
        let (was, is) = (signs(before), signs(after));
        let flipped = is.pairs().iter().filter_map(|pair| {
            let (a, b) = (pair.a as usize, pair.b as usize);
            let before = &was.pairs()[was.pair_between(a, b)?];
            let ends = (NodeIndex::new(a), NodeIndex::new(b));
            opposed(before.sign, pair.sign).then_some((ends.0, ends.1, pair.sign))
        });
        Self {
            started: new.difference(&old).copied().collect(),
            ended: old.difference(&new).copied().collect(),
            flipped: flipped.collect(),
            outcomes: TriadOutcomes::between(&was, &is, MAX_OUTCOMES),
        }
    }
}

fn opposed(a: Sign, b: Sign) -> bool {
    matches!(
        (a, b),
        (Sign::Positive, Sign::Negative) | (Sign::Negative, Sign::Positive)
    )
}

fn flips(document: &Document, network: &Network) -> Vec<Flip> {
    let graph = &network.graph;
    let between = |edge: EdgeIndex| {
        let (a, b) = graph.edge_endpoints(edge).filter(|(a, b)| a != b)?;
        (graph[edge].kind().sign() != Sign::None).then_some((a.min(b), a.max(b), edge))
    };
    let mut ties: Vec<_> = graph.edge_indices().filter_map(between).collect();
    ties.sort_unstable();
    let pairs = ties.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1));
    // A pair with relations of one sign never flipped: this excludes most pairs quickly.
    let sign = |tie: &(_, _, EdgeIndex)| graph[tie.2].kind().sign();
    let mixed = pairs.filter(|pair| pair.iter().any(|tie| sign(tie) != sign(&pair[0])));
    let mut flips: Vec<Flip> = mixed
        .flat_map(|pair| {
            let relations: Vec<&Relation> = pair.iter().map(|tie| &*graph[tie.2]).collect();
            let ends = (pair[0].0, pair[0].1);
            let flip = move |(day, to)| Flip {
                pair: ends,
                day,
                to,
            };
            sign_changes(document, &relations).into_iter().map(flip)
        })
        .collect();
    flips.sort_by_key(|flip| (flip.day, flip.pair));
    flips
}

/// The days on which a pair with these relations changed from one sign to the other, with the new
/// sign.
fn sign_changes(document: &Document, relations: &[&Relation]) -> Vec<(Day, Sign)> {
    // The relations that hold from a day on, and those that held until the day before; undated ones
    // come first.
    let mut changes: BTreeMap<Option<Day>, (Vec<&Relation>, Vec<&Relation>)> = BTreeMap::new();
    for relation in relations {
        let held = relation.when.as_ref().map_or_else(Span::default, Span::of);
        if held.is_empty() {
            continue;
        }
        changes.entry(held.from).or_default().0.push(relation);
        if let Some(last) = held.to {
            changes
                .entry(Some(last.next()))
                .or_default()
                .1
                .push(relation);
        }
    }
    let (mut net, mut last) = (NetStrength::default(), Sign::None);
    let mut found = Vec::new();
    for (day, (begun, ended)) in changes {
        for relation in begun {
            net.add(document, relation);
        }
        for relation in ended {
            net.remove(document, relation);
        }
        let sign = net.sign();
        if let (true, Some(day)) = (opposed(last, sign), day) {
            found.push((day, sign));
        }
        if sign != Sign::None {
            last = sign;
        }
    }
    found
}

fn bins(dates: &[(RelationKind, &Date)], as_of: Option<&Date>) -> Vec<Bin> {
    let ends = dates
        .iter()
        .flat_map(|(_, date)| [date.earliest(), date.latest()])
        .flatten();
    let is_open = dates.iter().any(|(_, date)| date.latest().is_none());
    let now = as_of.filter(|_| is_open).and_then(Date::latest);
    let ends: Vec<Day> = ends.chain(now).collect();
    let (Some(&first), Some(&last)) = (ends.iter().min(), ends.iter().max()) else {
        return Vec::new();
    };
    let mut bins: Vec<Bin> = spans(first, last)
        .into_iter()
        .map(|span| Bin {
            span,
            sure: [0; 4],
            unsure: [0; 4],
        })
        .collect();
    let starts: Vec<Day> = bins.iter().filter_map(|bin| bin.span.from).collect();
    let bin_of = |day: Day| {
        starts
            .partition_point(|start| *start <= day)
            .saturating_sub(1)
    };
    for (kind, date) in dates {
        let from = date.earliest().map_or(0, bin_of);
        let to = date.latest().map_or(starts.len() - 1, bin_of);
        let row = RelationKind::ALL.iter().position(|row| row == kind);
        for bin in &mut bins[from..=to.max(from)] {
            let counts = if date.is_sure() {
                &mut bin.sure
            } else {
                &mut bin.unsure
            };
            counts[row.unwrap_or_default()] += 1;
        }
    }
    bins
}

/// The length of a bin.
#[derive(Clone, Copy)]
enum BinLength {
    Days(i64),
    Months(i64),
}

/// Spans of whole days, weeks, months or years from the first day to the last: the shortest that
/// give few enough bins.
fn spans(first: Day, last: Day) -> Vec<Span> {
    let finest = [
        BinLength::Days(1),
        BinLength::Days(7),
        BinLength::Months(1),
        BinLength::Months(3),
    ];
    let years = (0..10).flat_map(|power| {
        let years = 12 * 10_i64.pow(power);
        [1, 2, 5].map(|times| BinLength::Months(times * years))
    });
    let steps = finest.into_iter().chain(years);
    let fits = |step: &BinLength| match step {
        BinLength::Days(days) => (last.number() - first.number()) / days < MAX_BINS as i64,
        BinLength::Months(months) => {
            (month_of(last) - month_of(first)) / months < MAX_BINS as i64 - 1
        }
    };
    let step = steps
        .into_iter()
        .find(fits)
        .unwrap_or(BinLength::Months(12));
    let mut starts = Vec::new();
    let mut number = 0;
    loop {
        let start = match step {
            BinLength::Days(days) => Day::from_number(first.number() + days * number),
            BinLength::Months(months) => {
                first_of((month_of(first).div_euclid(months) + number) * months)
            }
        };
        if start > last && number > 0 || number > MAX_BINS as i64 {
            starts.push(start);
            break;
        }
        starts.push(start);
        number += 1;
    }
    let until = |start: Day| Day::from_number(start.number() - 1);
    starts
        .windows(2)
        .map(|pair| Span {
            from: Some(pair[0]),
            to: Some(until(pair[1])),
        })
        .collect()
}

/// Months since the start of the year 0.
fn month_of(day: Day) -> i64 {
    i64::from(day.year) * 12 + i64::from(day.month) - 1
}

fn first_of(month: i64) -> Day {
    let year = month.div_euclid(12).clamp(i32::MIN.into(), i32::MAX.into());
    Day {
        year: year as i32,
        month: month.rem_euclid(12) as u8 + 1,
        day: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Filter;
    use crate::model::Actor;

    fn document(dated: &[(&str, &str, RelationKind, &str)]) -> Document {
        let relation = |number: usize| {
            let (source, target, kind, when) = dated[number];
            Relation {
                kind: Some(kind),
                when: Date::parse(when).ok(),
                ..Relation::new(number.to_string(), source, target)
            }
        };
        Document {
            actors: ["a", "b", "c"].map(Actor::new).into_iter().collect(),
            relations: (0..dated.len()).map(relation).collect(),
            ..Document::default()
        }
    }

    fn index_of(dated: &[(&str, &str, RelationKind, &str)]) -> TimelineIndex {
        let document = document(dated);
        TimelineIndex::of(&document, &Network::seen(&document, &Filter::default()))
    }

    use RelationKind::{Cooperation, Hostility, Support};

    #[test]
    fn a_relation_counts_in_every_bin_that_it_may_have_held_in() {
        let made = index_of(&[
            ("a", "b", Cooperation, "1890/1893"),
            ("a", "c", Hostility, "1892~/.."),
            ("b", "c", Support, ""),
        ]);
        let words = made.bins.iter().map(|bin| {
            let counts: Vec<u32> = bin.sure.iter().chain(&bin.unsure).copied().collect();
            format!("{} {counts:?}", bin.span)
        });
        let years: Vec<String> = words.step_by(12).collect();
        insta::assert_snapshot!(years.join("\n"), @r"
        as of January 1890 [1, 0, 0, 0, 0, 0, 0, 0]
        as of January 1891 [1, 0, 0, 0, 0, 0, 0, 0]
        as of January 1892 [1, 0, 0, 0, 0, 0, 1, 0]
        as of January 1893 [1, 0, 0, 0, 0, 0, 1, 0]
        ");
        assert_eq!((made.dated, made.undated), (2, 1));
    }

    #[test]
    fn foes_who_become_friends_flip_on_the_first_day_of_friendship() {
        let made = index_of(&[
            ("b", "a", Hostility, "1882/1904-04-07"),
            ("a", "b", Cooperation, "1904-04-08/.."),
            ("a", "c", Cooperation, "1890/1900"),
        ]);
        let flip = Flip {
            pair: (NodeIndex::new(0), NodeIndex::new(1)),
            day: Day::new(1904, 4, 8).unwrap(),
            to: Sign::Positive,
        };
        assert_eq!(made.flips, [flip]);
    }

    #[test]
    fn a_pair_with_both_signs_flips_when_one_side_is_stronger() {
        let made = index_of(&[
            ("a", "b", Hostility, "1880/1895"),
            ("a", "b", Cooperation, "1890/1910"),
        ]);
        let days: Vec<String> = made.flips.iter().map(|flip| flip.day.in_words()).collect();
        assert_eq!(days, ["1 January 1896"]);
    }

    #[test]
    fn a_flip_is_where_the_signs_of_one_day_and_the_next_differ() {
        let document = document(&[
            ("a", "b", Hostility, "1900/1904"),
            ("b", "a", Support, "1902/1907"),
            ("a", "b", Cooperation, "1904/1905"),
            ("a", "b", Hostility, "1907-06/.."),
            ("a", "b", Hostility, "1907-07/.."),
        ]);
        let whole = Network::seen(&document, &Filter::default());
        let on = |day: Day| {
            let filter = Filter {
                span: Some(Span::day(day)),
                ..Filter::default()
            };
            let signs = SignedGraph::of(
                &document,
                &whole.through(&document, &filter),
                Rule::default(),
            );
            signs.pairs().first().map(|pair| pair.sign)
        };
        let first = Day::new(1900, 1, 1).unwrap().number();
        let (mut expected, mut last) = (Vec::new(), on(Day::from_number(first)));
        for day in (first..first + 9 * 365).map(Day::from_number) {
            let sign = on(day);
            if sign.is_some() && sign != last {
                expected.push((day, sign));
                last = sign;
            }
        }
        let found = TimelineIndex::of(&document, &whole).flips.into_iter();
        let found: Vec<_> = found.map(|flip| (flip.day, Some(flip.to))).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found, expected);
    }

    #[test]
    fn without_dates_there_are_no_bins_and_distant_dates_give_few() {
        assert_eq!(index_of(&[("a", "b", Hostility, "")]).bins, []);
        let ages = index_of(&[
            ("a", "b", Hostility, "Y-170000002"),
            ("a", "b", Cooperation, "Y170000002"),
        ]);
        assert!((2..=MAX_BINS + 1).contains(&ages.bins.len()));
        let day = index_of(&[("a", "b", Hostility, "1914-07-28")]);
        assert_eq!(day.bins.len(), 1);
        assert_eq!(day.extent().unwrap().0, Day::new(1914, 7, 28).unwrap());
    }

    #[test]
    fn changes_between_two_dates_list_started_ended_and_flipped() {
        let document = document(&[
            ("a", "b", Hostility, "1882/1903"),
            ("a", "b", Cooperation, "1904/.."),
            ("b", "c", Cooperation, "1880/.."),
        ]);
        let at = |year: &str| {
            let filter = Filter {
                span: Some(Span::of(&Date::parse(year).unwrap())),
                ..Filter::default()
            };
            Network::seen(&document, &filter)
        };
        let changes = NetworkChanges::between(&document, &at("1890"), &at("1910"));
        let edge = EdgeIndex::new;
        assert_eq!(
            (changes.started, changes.ended),
            (vec![edge(1)], vec![edge(0)])
        );
        let flipped = (NodeIndex::new(0), NodeIndex::new(1), Sign::Positive);
        assert_eq!(changes.flipped, [flipped]);
    }
}
