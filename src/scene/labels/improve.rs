//! Better spots for names: off lines, near their bodies, and for more of them. Each name has a list
//! of possible spots with their costs; a name takes a better one where the names that make way lose
//! less than it gains (local search with ejection; Christensen, Marks and Shieber, *An empirical
//! study of algorithms for point-feature label placement*, 1995). Knows no routes of lines.

use emath::Pos2;

use super::grid::LabelGrid;
use super::name_block::other_forms;
use super::name_to_place::{COULD_BE_OF_ANOTHER, NameToPlace};
use super::placed_name::PlacedName;
use super::spots::{LEADER_LENGTHS, leader_spots};
use super::{
    LabelRequest, MAX_LEADER, Obstacles, Placement, USUAL_SIZE, names_to_place, picture_size,
    prominent, shows_all,
};
use crate::graph::NodeIndex;
use crate::scene::actor_body::ActorBody;
use crate::scene::clip::{clipped, cross};

/// Costs of a line beneath a name: with few actors it is better to leave a name out.
const LINE: f32 = 26.0;
const LINE_OF_FEW: f32 = 60.0;
const MAX_FEW: usize = 120;

/// What it costs to leave out a name: that of the least important actor, how much more that of the
/// most important one, and a name that is always shown.
const OMITTED: f32 = 42.0;
const OMITTED_FIRST: f32 = 80.0;
const ALWAYS_SHOWN: f32 = 50_000.0;

/// How much more an omission costs while lines may still make way for the name.
const HOPEFUL: f32 = 3.0;

/// The cost of a leader line, of each point of its length, of each point beyond what is usual (for
/// most actors and for the most important ones), and of each line that it crosses.
const LEADER: f32 = 3.0;
const LEADER_POINT: f32 = 0.35;
const LONG_LEADER_POINT: f32 = 1.0;
const LONG_LEADER_POINT_OF_PROMINENT: f32 = 0.45;
const CROSSED: f32 = 5.0;

/// The cost of other lines than the usual ones, and of fewer letters.
const OTHER_FORM: f32 = 3.0;
const SHORTER_FORM: f32 = 14.0;

/// The longest leader line of the more important half of the names, in points.
const MAX_IMPORTANT_LEADER: f32 = 84.0;

/// The longest leader line of a name that is always shown, in points, and where others are left
/// out.
const MAX_LONG_LEADER: f32 = 110.0;
const MAX_LEADER_OF_PROMINENT: f32 = 210.0;

/// Names of less important actors are considered only if they are shown already.
const MAX_CONSIDERED: usize = 150;

/// The cheapest spots of a name are kept. With this many free ones beside its body on no line, none
/// with a leader line is searched for.
const MAX_SPOTS: usize = 48;
const ENOUGH_BESIDE: usize = 4;

/// Limits of the search: rounds over all names, spots of a name that are tried, and names that may
/// make way for it.
const MAX_ROUNDS: usize = 5;
const MAX_TRIED: usize = 48;
const MAX_MAKING_WAY: usize = 3;

/// A smaller gain is not worth a change.
const MIN_GAIN: f32 = 0.5;

/// What becomes of a name that is on lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scene) enum Omissions {
    /// It stays: lines may still make way.
    Hopeful,
    /// It may be left out.
    Final,
}

/// Names at better spots, more of them where there is room; `None` if none changes. O(names² ·
/// spots) at worst.
pub(in crate::scene) fn improved(
    placement: &Placement,
    requests: &[LabelRequest],
    obstacles: &Obstacles,
    omissions: Omissions,
) -> Option<Placement> {
    let named = names_to_place(requests, obstacles);
    let prices = Prices::new(&named, obstacles, omissions);
    let mut search = NameSearch::new(&named, placement, &prices);
    let mut is_changed = false;
    for _ in 0..MAX_ROUNDS {
        if !search.improve_all() {
            break;
        }
        is_changed = true;
    }
    is_changed.then(|| {
        let mut names: Vec<PlacedName> =
            search.names.into_iter().filter_map(Seated::name).collect();
        names.sort_by_key(|name| name.node);
        Placement {
            omitted: named.len() - names.len(),
            names,
        }
    })
}

/// Costs are whole numbers of these: the rounding of coordinates, which differs as the picture is
/// moved, decides nothing.
const COST_STEP: f32 = 1.0 / 16.0;

/// Names that are closer to each other than this, in points, cover each other: for the same reason.
const TOUCH: f32 = 0.02;

/// A spot of a name, and what it costs.
struct PricedSpot {
    name: PlacedName,
    cost: f32,
}

impl PricedSpot {
    fn new(name: PlacedName, cost: f32) -> Self {
        let cost = (cost / COST_STEP).round() * COST_STEP;
        Self { name, cost }
    }
}

/// A name with its possible spots, the cheapest first.
struct Seated {
    spots: Vec<PricedSpot>,
    /// The number of its spot; `None` for a name that is left out.
    at: Option<usize>,
    omission: f32,
}

impl Seated {
    fn cost(&self) -> f32 {
        self.at.map_or(self.omission, |at| self.spots[at].cost)
    }

    fn shown(&self) -> Option<&PlacedName> {
        self.at.map(|at| &self.spots[at].name)
    }

    fn name(mut self) -> Option<PlacedName> {
        self.at.map(|at| self.spots.swap_remove(at).name)
    }
}

/// Names on their way to better spots, the most important first.
struct NameSearch {
    names: Vec<Seated>,
}

impl NameSearch {
    fn new(named: &[NameToPlace], placement: &Placement, prices: &Prices) -> Self {
        let names = named.iter().enumerate().filter_map(|(rank, name)| {
            let node = name.request.node;
            let places = &placement.names;
            let now = places.binary_search_by_key(&node, |name| name.node).ok();
            let now = now.map(|at| &places[at]);
            (rank < MAX_CONSIDERED || now.is_some()).then(|| prices.seated(name, rank, now))
        });
        Self {
            names: names.collect(),
        }
    }

    /// Gives each name a better spot, if there is one; returns whether any has changed.
    fn improve_all(&mut self) -> bool {
        let mut is_changed = false;
        for number in 0..self.names.len() {
            is_changed |= self.improve(number);
        }
        is_changed
    }

    fn improve(&mut self, number: usize) -> bool {
        let before = self.names[number].at;
        let cost = self.names[number].cost();
        for at in 0..self.names[number].spots.len().min(MAX_TRIED) {
            let gain = cost - self.names[number].spots[at].cost;
            if gain <= MIN_GAIN {
                break;
            }
            let Some(in_the_way) = self.in_the_way(number, at) else {
                continue;
            };
            self.names[number].at = Some(at);
            let undo: Vec<(usize, Option<usize>)> = in_the_way
                .iter()
                .map(|other| (*other, self.names[*other].at))
                .collect();
            if gain - self.loss_of(&in_the_way) > MIN_GAIN {
                return true;
            }
            self.names[number].at = before;
            for (other, at) in undo {
                self.names[other].at = at;
            }
        }
        false
    }

    /// The names that a name would cover at one of its spots; `None` if there are too many.
    fn in_the_way(&self, number: usize, at: usize) -> Option<Vec<usize>> {
        let spot = &self.names[number].spots[at].name;
        let others = self.names.iter().enumerate();
        let covered = others.filter(|(other, name)| {
            *other != number && name.shown().is_some_and(|shown| collide(spot, shown))
        });
        let covered: Vec<usize> = covered
            .map(|(other, _)| other)
            .take(MAX_MAKING_WAY + 1)
            .collect();
        (covered.len() <= MAX_MAKING_WAY).then_some(covered)
    }

    /// Moves names to their best free spots, or leaves them out; returns what that costs.
    fn loss_of(&mut self, making_way: &[usize]) -> f32 {
        let before: f32 = making_way.iter().map(|name| self.names[*name].cost()).sum();
        for name in making_way {
            self.names[*name].at = None;
        }
        for name in making_way {
            let spots = 0..self.names[*name].spots.len();
            let is_free = |at: &usize| self.is_free(*name, *at);
            self.names[*name].at = spots.into_iter().find(is_free);
        }
        let after: f32 = making_way.iter().map(|name| self.names[*name].cost()).sum();
        after - before
    }

    fn is_free(&self, number: usize, at: usize) -> bool {
        let spot = &self.names[number].spots[at].name;
        let mut shown = self.names.iter().filter_map(Seated::shown);
        !shown.any(|other| collide(spot, other))
    }
}

/// Whether two names, or a name and the leader line of the other, cover each other, or their leader
/// lines cross.
fn collide(a: &PlacedName, b: &PlacedName) -> bool {
    let crosses = |leader: &PlacedName, name: &PlacedName| {
        leader
            .leader
            .is_some_and(|[from, to]| clipped(from, to, name.rect).is_some())
    };
    let do_leaders_cross = || match (a.leader, b.leader) {
        (Some(one), Some(other)) => cross(one, other),
        _ => false,
    };
    a.rect.expand(TOUCH).intersects(b.rect) || crosses(a, b) || crosses(b, a) || do_leaders_cross()
}

/// How far from its body a name may be.
#[derive(Clone, Copy)]
struct LeaderReach {
    /// The length of its longest leader line, in points.
    max_length: f32,
    /// What each point beyond the usual length costs more.
    long: f32,
}

/// What spots cost.
struct Prices<'a> {
    grid: LabelGrid<'a>,
    line: f32,
    /// The nodes of the most important actors.
    prominent: Vec<NodeIndex>,
    shows_all: bool,
    is_usual_size: bool,
    count: usize,
    omissions: Omissions,
}

impl<'a> Prices<'a> {
    fn new(named: &[NameToPlace], obstacles: &Obstacles<'a>, omissions: Omissions) -> Self {
        Self {
            grid: LabelGrid::new(obstacles),
            line: if named.len() <= MAX_FEW {
                LINE_OF_FEW
            } else {
                LINE
            },
            prominent: prominent(named, obstacles),
            shows_all: shows_all(named, obstacles),
            is_usual_size: picture_size(named, obstacles) >= USUAL_SIZE,
            count: named.len(),
            omissions,
        }
    }

    /// A name with its spots, at the one that it has now.
    fn seated(&self, name: &NameToPlace, rank: usize, now: Option<&PlacedName>) -> Seated {
        let is_prominent = self.prominent.contains(&name.request.node);
        let is_always_shown = self.shows_all || is_prominent;
        // The better half may have longer leaders: their names say more.
        let is_important = self.is_usual_size && 2 * rank < self.count;
        let reach = LeaderReach {
            max_length: if self.shows_all {
                MAX_LONG_LEADER
            } else if is_prominent {
                MAX_LEADER_OF_PROMINENT
            } else if is_important {
                MAX_IMPORTANT_LEADER
            } else {
                MAX_LEADER
            },
            long: if is_important || is_prominent {
                LONG_LEADER_POINT_OF_PROMINENT
            } else {
                LONG_LEADER_POINT
            },
        };
        let mut spots = self.spots(name, reach, is_always_shown);
        let at = now.map(|now| {
            let same = |spot: &PricedSpot| spot.name == *now;
            spots.iter().position(same).unwrap_or_else(|| {
                let cost = self.of_present(now, &name.request.body, reach);
                let spot = PricedSpot::new(now.clone(), cost);
                let at = spots.partition_point(|other| other.cost <= spot.cost);
                spots.insert(at, spot);
                at
            })
        });
        Seated {
            spots,
            at,
            omission: self.of_omission(rank) + if is_always_shown { ALWAYS_SHOWN } else { 0.0 },
        }
    }

    /// The cheapest spots of a name, in order. Other forms of it are tried where few spots beside
    /// its body are clear, those with a leader line only for a name that is always shown.
    fn spots(
        &self,
        name: &NameToPlace,
        reach: LeaderReach,
        is_always_shown: bool,
    ) -> Vec<PricedSpot> {
        let mut spots = self.beside(name);
        let is_clear = |spot: &&PricedSpot| spot.cost < self.line;
        if spots.iter().filter(is_clear).count() < ENOUGH_BESIDE {
            spots.extend(self.away(name, reach));
            for (block, is_shorter) in other_forms(name.request.name, &name.block) {
                let form = name.in_form(block);
                let mut more = self.beside(&form);
                if is_always_shown {
                    more.extend(self.away(&form, reach));
                }
                let cost = if is_shorter { SHORTER_FORM } else { OTHER_FORM };
                let dearer = |spot: PricedSpot| PricedSpot::new(spot.name, spot.cost + cost);
                spots.extend(more.into_iter().map(dearer));
            }
        }
        spots.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        spots.truncate(MAX_SPOTS);
        spots
    }

    /// The cost of the spot that a name has now, which may be over bodies.
    fn of_present(&self, now: &PlacedName, body: &ActorBody, reach: LeaderReach) -> f32 {
        let leader = now.leader.map_or(0.0, |leader| {
            let is_clear = self.grid.is_clear_of_bodies(leader, body);
            self.of_leader(leader, reach) + if is_clear { 0.0 } else { OVER_BODY }
        });
        let own = usize::from(now.is_on_body);
        let bodies = self.grid.bodies_in(now.rect).saturating_sub(own);
        self.of_name(now) + leader + OVER_BODY * bodies as f32
    }

    fn of_omission(&self, rank: usize) -> f32 {
        let share = 1.0 - rank as f32 / self.count.max(1) as f32;
        let last = OMITTED + OMITTED_FIRST * share;
        match self.omissions {
            Omissions::Hopeful => HOPEFUL * last,
            Omissions::Final => last,
        }
    }

    fn beside(&self, name: &NameToPlace) -> Vec<PricedSpot> {
        let spots = name.spots().filter_map(|spot| {
            let placed = name.at(spot);
            let own = usize::from(placed.is_on_body);
            let is_free =
                self.grid.is_allowed(placed.rect) && self.grid.bodies_in(placed.rect) <= own;
            is_free.then(|| {
                let is_unclear = self.grid.could_be_of_another(&placed, &name.request.body);
                let unclear = if is_unclear { COULD_BE_OF_ANOTHER } else { 0.0 };
                let cost = spot.cost + unclear + self.of_name(&placed);
                PricedSpot::new(placed, cost)
            })
        });
        spots.collect()
    }

    fn away(&self, name: &NameToPlace, reach: LeaderReach) -> impl Iterator<Item = PricedSpot> {
        let lengths = LEADER_LENGTHS.into_iter();
        let lengths = lengths.take_while(move |length| *length <= reach.max_length);
        lengths.flat_map(move |length| {
            let spots = leader_spots(&name.request.body, name.size(), length);
            spots.filter_map(move |spot| {
                let body = &name.request.body;
                let is_free =
                    self.grid.is_free(spot.rect) && self.grid.is_leader_clear(spot.leader, body);
                is_free.then(|| {
                    let placed = name.away(&spot);
                    let cost = self.of_name(&placed) + self.of_leader(spot.leader, reach);
                    PricedSpot::new(placed, cost)
                })
            })
        })
    }

    /// The cost of what is beneath a name, and of lines that touch its margin.
    fn of_name(&self, name: &PlacedName) -> f32 {
        let touching = self.grid.line_cost(name.rect);
        if touching == 0.0 {
            return 0.0;
        }
        touching + self.line * self.grid.lines_in(name.letters()) as f32
    }

    /// The cost of a leader line.
    fn of_leader(&self, leader: [Pos2; 2], reach: LeaderReach) -> f32 {
        let length = leader[0].distance(leader[1]);
        LEADER
            + LEADER_POINT * length
            + reach.long * (length - MAX_LEADER).max(0.0)
            + CROSSED * self.grid.lines_on(leader) as f32
    }
}

/// The cost of a name, or its leader line, over a body that is not its own.
const OVER_BODY: f32 = 400.0;
