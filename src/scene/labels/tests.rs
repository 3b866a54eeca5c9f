//! Names of whole networks.

use emath::{Pos2, Rect, pos2, vec2};

use super::grid::LabelGrid;
use super::placed_name::PlacedName;
use super::{
    LabelRequest, LineObstacles, LinePiece, MAX_LEADER, Obstacles, Omissions, PROMINENT, Placement,
    improved, place,
};
use crate::graph::NodeIndex;
use crate::random::hash;
use crate::scene::LabelSpace;
use crate::scene::actor_body::{ActorBody, Form};

/// Actors at random positions; the first ones are the most important ones and the largest.
struct NamedNetwork {
    names: Vec<String>,
    bodies: Vec<ActorBody>,
    lines: LineObstacles,
    region: Rect,
}

impl NamedNetwork {
    /// Hubs are near the middle, as in most networks.
    fn new(count: usize, seed: u64, region: Rect) -> Self {
        let share = |number: usize, salt: u64| {
            let bits = hash(hash(seed ^ (salt << 32)) ^ number as u64) >> 40;
            bits as f32 / (1_u64 << 24) as f32
        };
        let words = [
            "Kabul",
            "International",
            "Movement",
            "of",
            "Security Force",
            "Azad",
        ];
        let mut bodies: Vec<ActorBody> = Vec::new();
        let mut names = Vec::new();
        for number in 0..count {
            let radius = 6.0 + 16.0 / (1.0 + number as f32 / 8.0);
            let spread = if number < 20 { 0.5 } else { 1.0 };
            let free = (0..200_u64).map(|attempt| {
                let (x, y) = (
                    share(number, 2 * attempt + 10) - 0.5,
                    share(number, 2 * attempt + 11) - 0.5,
                );
                region.center() + spread * vec2(x * region.width(), y * region.height())
            });
            let is_apart = |center: &Pos2| {
                let gap = |other: &ActorBody| center.distance(other.center) - radius - other.radius;
                bodies.iter().all(|other| gap(other) > 4.0)
            };
            let Some(center) = free.into_iter().find(is_apart) else {
                continue;
            };
            bodies.push(ActorBody {
                center,
                radius,
                form: Form::Disc,
            });
            let word = |salt: u64| words[(share(number, salt) * words.len() as f32) as usize];
            names.push(format!("{} {} {number}", word(1), word(2)));
        }
        let pieces = (0..2 * bodies.len()).map(|number| {
            let end = |salt| (share(number, salt).powi(2) * bodies.len() as f32) as usize;
            LinePiece {
                line: number as u32,
                ends: [bodies[end(3)].center, bodies[end(4)].center],
                half_width: 1.0,
            }
        });
        Self {
            lines: LineObstacles {
                pieces: pieces.collect(),
                points: Vec::new(),
            },
            names,
            bodies,
            region,
        }
    }

    fn requests(&self) -> Vec<LabelRequest<'_>> {
        let requests = self.names.iter().zip(&self.bodies).enumerate();
        let requests = requests.map(|(number, (name, body))| LabelRequest {
            node: NodeIndex::new(number),
            body: *body,
            name,
            has_picture: false,
            rank: self.names.len() - number,
        });
        requests.collect()
    }

    fn placed(&self) -> Placement {
        place(&self.requests(), &self.obstacles())
    }

    fn obstacles(&self) -> Obstacles<'_> {
        Obstacles {
            area: self.region,
            view: self.region,
            bodies: &self.bodies,
            lines: &self.lines,
            space: LabelSpace {
                within: Some(self.region),
                clear_of: None,
            },
            taken: &[],
        }
    }
}

/// The space for the network in a figure of default size with title and legend.
fn figure_region() -> Rect {
    Rect::from_min_size(Pos2::ZERO, vec2(1224.0, 600.0))
}

fn check_apart(crowd: &NamedNetwork, placement: &Placement) {
    for (number, name) in placement.names.iter().enumerate() {
        assert!(crowd.region.contains_rect(name.rect));
        for other in &placement.names[..number] {
            assert!(!name.rect.intersects(other.rect), "{name:?} on {other:?}");
        }
    }
}

#[test]
fn sixty_actors_are_all_named_in_a_figure_of_default_size() {
    for seed in 0..12 {
        let crowd = NamedNetwork::new(60, seed, figure_region());
        let placement = crowd.placed();
        assert_eq!(placement.omitted, 0, "seed {seed}");
        assert_eq!(placement.names.len(), crowd.names.len());
        check_apart(&crowd, &placement);
        for name in &placement.names {
            for (number, body) in crowd.bodies.iter().enumerate() {
                let is_own = number == name.node.index();
                assert!(
                    is_own || !body.touches(name.rect, 0.0),
                    "seed {seed}: {name:?}"
                );
            }
        }
    }
}

#[test]
fn the_most_important_actors_of_a_dense_network_are_named_and_the_rest_is_counted() {
    for (seed, size) in [(1, 1.0), (2, 0.6), (3, 0.35), (4, 0.3)] {
        let region = Rect::from_min_size(pos2(40.0, 30.0), size * vec2(1000.0, 700.0));
        let crowd = NamedNetwork::new(300, seed, region);
        let placement = crowd.placed();
        check_apart(&crowd, &placement);
        for node in (0..PROMINENT).map(NodeIndex::new) {
            let is_named = placement.names.iter().any(|name| name.node == node);
            assert!(is_named, "{node:?} has no name, seed {seed}");
        }
        assert_eq!(placement.names.len() + placement.omitted, crowd.names.len());
    }
}

#[test]
fn a_leader_line_joins_a_name_to_its_body() {
    let crowd = NamedNetwork::new(300, 5, Rect::from_min_size(Pos2::ZERO, vec2(500.0, 400.0)));
    let placement = crowd.placed();
    let leaders = placement.names.iter().filter_map(|name| {
        let [from, to] = name.leader?;
        Some((name, from, to))
    });
    let mut count = 0;
    for (name, from, to) in leaders {
        count += 1;
        let body = &crowd.bodies[name.node.index()];
        assert!(body.distance(from).abs() < 1.0);
        assert!(name.rect.expand(0.1).contains(to));
    }
    assert!(count > 0, "no name needs a leader line");
}

/// The length of a leader line; 0 without one.
fn leader_length(name: &PlacedName) -> f32 {
    name.leader.map_or(0.0, |[from, to]| from.distance(to))
}

#[test]
fn a_name_in_a_small_picture_is_near_its_body_or_left_out() {
    let region = Rect::from_min_size(Pos2::ZERO, vec2(400.0, 400.0));
    let mut left_out = 0;
    for seed in 0..6 {
        let crowd = NamedNetwork::new(50, seed, region);
        let first = crowd.placed();
        let better = improved(
            &first,
            &crowd.requests(),
            &crowd.obstacles(),
            Omissions::Final,
        );
        let placement = better.unwrap_or(first);
        left_out += placement.omitted;
        check_apart(&crowd, &placement);
        for name in &placement.names {
            let is_near = leader_length(name) <= MAX_LEADER + 1.0;
            assert!(is_near || name.node.index() < PROMINENT, "{name:?}");
        }
        for prominent in 0..PROMINENT {
            let node = NodeIndex::new(prominent);
            assert!(placement.names.iter().any(|name| name.node == node));
        }
        // Only these are on the bodies of others, where there is no other way.
        let is_less = |name: &&PlacedName| name.node.index() >= PROMINENT;
        for name in placement.names.iter().filter(is_less) {
            let own = name.node.index();
            let mut others = crowd.bodies.iter().enumerate();
            let is_on = |body: &ActorBody| body.touches(name.rect, 0.0);
            assert!(
                !others.any(|(number, body)| number != own && is_on(body)),
                "{name:?}"
            );
        }
    }
    assert!(left_out > 0, "all names have space");
}

#[test]
fn names_take_the_space_that_there_is_and_leave_lines() {
    let lines_under = |crowd: &NamedNetwork, placement: &Placement| {
        let grid = LabelGrid::new(&crowd.obstacles());
        let names = placement.names.iter();
        names
            .map(|name| grid.lines_in(name.letters()))
            .sum::<usize>()
    };
    for seed in 0..2 {
        let crowd = NamedNetwork::new(80, seed, figure_region());
        let first = crowd.placed();
        let better = improved(
            &first,
            &crowd.requests(),
            &crowd.obstacles(),
            Omissions::Final,
        )
        .unwrap();
        check_apart(&crowd, &better);
        assert!(lines_under(&crowd, &better) < lines_under(&crowd, &first));
        assert_eq!(better.names.len() + better.omitted, crowd.names.len());
        let mut few = better.clone();
        few.names.truncate(20);
        few.omitted = crowd.names.len() - 20;
        let more = improved(
            &few,
            &crowd.requests(),
            &crowd.obstacles(),
            Omissions::Final,
        )
        .unwrap();
        check_apart(&crowd, &more);
        assert!(more.names.len() > 40, "{} names", more.names.len());
        let again = improved(
            &better,
            &crowd.requests(),
            &crowd.obstacles(),
            Omissions::Final,
        );
        let moved = again.map_or(0, |again| again.names.len().abs_diff(better.names.len()));
        assert!(moved < 4, "names at good spots stay there");
    }
}

#[test]
fn letters_are_nearest_to_their_own_body() {
    let body = |x: f32, y: f32| ActorBody {
        center: pos2(x, y),
        radius: 8.0,
        form: Form::Disc,
    };
    let own = body(100.0, 100.0);
    let bodies = [own, body(170.0, 118.0)];
    let lines = LineObstacles::default();
    let area = Rect::from_min_size(Pos2::ZERO, vec2(400.0, 300.0));
    let grid = LabelGrid::new(&Obstacles {
        area,
        view: area,
        bodies: &bodies,
        lines: &lines,
        space: LabelSpace::default(),
        taken: &[],
    });
    let at = |x: f32, y: f32| PlacedName {
        node: NodeIndex::new(0),
        lines: vec!["Kabul".to_owned()],
        rect: Rect::from_center_size(pos2(x, y), vec2(40.0, 17.0)),
        anchor: crate::scene::Anchor::Middle,
        leader: None,
        is_on_body: false,
    };
    assert!(!grid.could_be_of_another(&at(100.0, 117.5), &own));
    assert!(grid.could_be_of_another(&at(138.0, 118.0), &own));
    assert!(!grid.could_be_of_another(&at(62.0, 100.0), &own));
}
