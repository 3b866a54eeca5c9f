//! Pictures of large networks: zoomed out, zoomed in, and the transition.

use std::collections::{HashMap, HashSet};

use emath::{Pos2, Rect, Vec2, pos2, vec2};
use proptest::prelude::*;

use super::aggregation::MergedTie;
use super::low_detail::Dot;
use super::scene_input::LabelSpace;
use super::{
    Aggregation, Emphasis, Encoding, LargeOptions, LowDetail, RenderNetwork, Scene, SceneInput,
    Subject, Theme, Viewport, draw_large, draw_large_emphasis,
};
use crate::graph::{Filter, LineStyle, Network, NodeIndex, Ties};
use crate::random::Rng;
use crate::sample::Sample;

const SIZE: Vec2 = vec2(1200.0, 800.0);

struct Story {
    ties: Ties,
    network: Network,
    positions: Vec<Pos2>,
    render: RenderNetwork,
    levels: Aggregation,
}

impl Story {
    /// Actors scattered over a square, on average 100 layout units apart.
    fn of(actors: usize) -> Self {
        let document = Sample::new(actors, 3).document();
        let network = Network::seen(&document, &Filter::default());
        let ties = Ties::new(&document, &network, LineStyle::default());
        let mut rng = Rng::new(5);
        let side = 100.0 * (actors as f64).sqrt();
        let mut coordinate = || (rng.unit_f64() * side) as f32;
        let positions: Vec<Pos2> = (0..actors)
            .map(|_| pos2(coordinate(), coordinate()))
            .collect();
        let render = RenderNetwork::new(&network, &ties, &Encoding::default(), &Theme::light());
        let levels = Aggregation::new(&render, &positions);
        Self {
            ties,
            network,
            positions,
            render,
            levels,
        }
    }

    /// The viewport centered on the layout.
    fn view(&self, zoom: f32) -> Viewport {
        let middle = 50.0 * (self.positions.len() as f32).sqrt();
        Viewport {
            zoom,
            pan: SIZE / 2.0 - Vec2::splat(middle * zoom),
            size: SIZE,
        }
    }

    fn with_input<T>(&self, zoom: f32, emphasis: &Emphasis, draw: impl Fn(&SceneInput) -> T) -> T {
        draw(&SceneInput {
            network: &self.network,
            ties: &self.ties,
            positions: &self.positions,
            view: self.view(zoom),
            theme: &Theme::light(),
            emphasis,
            encoding: &Encoding::default(),
            names: LabelSpace::default(),
            shows_pins: true,
        })
    }

    fn seen(&self, zoom: f32) -> Scene {
        self.with_input(zoom, &Emphasis::default(), |picture| {
            draw_large(
                picture,
                &self.render,
                &self.levels,
                LargeOptions::window(super::level_of_detail::NAME_MARGIN),
            )
        })
    }
}

#[test]
fn actors_are_dots_when_zoomed_out_and_bodies_when_zoomed_in() {
    let story = Story::of(2_000);
    let far = story.seen(0.15);
    // Nearly all of them: a few overlap.
    assert!(far.low_detail.dots.len() > 1_900);
    assert!(far.bodies.is_empty() && far.curves.is_empty());
    let near = story.seen(1.5);
    assert!(near.low_detail.dots.is_empty());
    let area = story.view(1.5).rect();
    let in_view = story
        .positions
        .iter()
        .map(|position| story.view(1.5).picture_from_layout(*position));
    let in_view = in_view.filter(|point| area.contains(*point)).count();
    assert!(near.bodies.len() >= in_view && in_view > 20);
    assert!(!near.curves.is_empty());
}

#[test]
fn density_replaces_dots_where_there_are_more_actors_than_pixels() {
    let story = Story::of(2_000);
    let usual = story.seen(0.15).low_detail;
    assert!(usual.patches.is_empty());
    let tiny = story.seen(0.002).low_detail;
    let covered: f32 = tiny.patches.iter().map(|patch| patch.rect.area()).sum();
    assert!(covered > 36.0 && covered < 2_000.0, "{covered}");
    let is_covered = |dot: &&Dot| {
        let mut patches = tiny.patches.iter();
        patches.any(|patch| patch.color.a > 200 && patch.rect.contains(dot.center))
    };
    assert!(tiny.dots.iter().filter(is_covered).count() * 50 < 2_000);
}

#[test]
fn actors_at_the_same_position_share_a_dot() {
    let mut story = Story::of(1_000);
    story.positions[500..].fill(pos2(10.0, 10.0));
    story.levels = Aggregation::new(&story.render, &story.positions);
    let dots = story.seen(0.2).low_detail.dots;
    let there = dots.iter().filter(|dot| {
        let position = story.view(0.2).layout_from_picture(dot.center);
        position.distance(pos2(10.0, 10.0)) < 0.1
    });
    assert_eq!(there.count(), 1);
}

#[test]
fn merged_lines_represent_every_relation() {
    let story = Story::of(3_000);
    let ties = story.render.ties.len() as u32;
    let mut before = u32::MAX;
    for power in (-10..=3).rev() {
        // At the zoom of a level, all of its lines are visible and represent all relations.
        let (merged_ties, _) = story.levels.merged_ties((power as f32 - 0.01).exp2());
        assert_eq!(
            merged_ties.iter().map(|merged| merged.count).sum::<u32>(),
            ties
        );
        let far: Vec<&MergedTie> = merged_ties
            .iter()
            .filter(|merged| merged.low_detail_count > 0)
            .collect();
        assert_eq!(
            far.iter()
                .map(|merged| merged.low_detail_count)
                .sum::<u32>(),
            ties
        );
        assert!(merged_ties.len() as u32 <= before);
        before = merged_ties.len() as u32;
    }
    assert!(
        before < ties / 10 * 7,
        "from very far {before} lines stand for {ties} relations"
    );
}

#[test]
fn names_appear_with_the_zoom_stay_and_never_overlap() {
    let story = Story::of(3_000);
    let mut before: HashSet<NodeIndex> = HashSet::new();
    let mut zoom = 0.05;
    while zoom < 4.0 {
        let area = story.view(zoom).rect();
        let scene = story.seen(zoom);
        let names: HashMap<NodeIndex, Rect> = scene.names.iter().copied().collect();
        let is_seen = |node: &NodeIndex| {
            let position = story.positions[node.index()];
            area.contains(story.view(zoom).picture_from_layout(position))
        };
        let gone = before
            .iter()
            .find(|node| is_seen(node) && !names.contains_key(*node));
        assert_eq!(gone, None, "a name went while the picture grew, at {zoom}");
        let rects: Vec<&Rect> = names.values().collect();
        for (at, rect) in rects.iter().enumerate() {
            let touched = rects[at + 1..]
                .iter()
                .find(|other| other.shrink(1.0).intersects(rect.shrink(1.0)));
            assert_eq!(touched, None, "{rect:?} at {zoom}");
        }
        before = names.into_keys().collect();
        zoom *= 1.3;
    }
    assert!(before.len() > 5);
}

#[test]
fn a_hovered_relation_is_drawn_over_the_rest_with_its_ends() {
    let story = Story::of(1_500);
    let dot = story.seen(0.3).low_detail.dots[700];
    let scene = story.seen(0.3);
    let Some(Subject::Actor(node)) = scene.hit(dot.center) else {
        panic!("nothing there")
    };
    let emphasis = Emphasis {
        hovered: Some(Subject::Actor(node)),
        ..Emphasis::default()
    };
    let over = story.with_input(0.3, &emphasis, |picture| {
        draw_large_emphasis(picture, &story.render, &story.levels)
    });
    let (over, rest) = over.unwrap();
    assert!(rest < 0.5);
    let shown: HashSet<NodeIndex> = over.bodies.iter().map(|(node, _)| *node).collect();
    let expected: HashSet<NodeIndex> = story
        .network
        .graph
        .neighbors_undirected(node)
        .chain([node])
        .collect();
    assert!(shown.contains(&node) && shown.is_subset(&expected));
    assert!(over.names.iter().any(|(named, _)| *named == node));
    let calm = story.with_input(0.3, &Emphasis::default(), |picture| {
        draw_large_emphasis(picture, &story.render, &story.levels)
    });
    assert!(calm.is_none());
}

#[test]
fn lines_that_cannot_be_distinguished_cannot_be_hit() {
    let story = Story::of(4_000);
    let crowded = story.seen(0.02);
    let line = crowded.low_detail.lines[0];
    let middle = line.ends[0].lerp(line.ends[1], 0.5);
    assert!(!matches!(crowded.hit(middle), Some(Subject::Tie(_))));
}

/// The opacity of every line, by relation.
fn opacities(far: &LowDetail) -> HashMap<usize, u8> {
    far.lines
        .iter()
        .map(|line| (line.tie.index(), line.color.a))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn lines_fade_without_jumps(power in -4.0_f32..1.0) {
        let story = Story::of(800);
        let zoom = power.exp2();
        let (here, closer) = (story.seen(zoom), story.seen(zoom * 1.004));
        let area = story.view(zoom).rect().shrink(8.0);
        let (before, after) = (opacities(&here.low_detail), opacities(&closer.low_detail));
        for line in here.low_detail.lines.iter().filter(|line| line.ends.iter().all(|end| area.contains(*end))) {
            let edge = line.tie.index();
            let (was, is) = (before[&edge], after.get(&edge).copied().unwrap_or(0));
            prop_assert!(was.abs_diff(is) < 24, "a line went from {} to {} of 255", was, is);
        }
        for dot in here.low_detail.dots.iter().filter(|dot| area.contains(dot.center) && dot.color.a > 40) {
            let there = closer.low_detail.dots.iter().find(|other| other.node == dot.node);
            prop_assert!(there.is_some(), "a disc of opacity {} is gone", dot.color.a);
        }
    }
}
