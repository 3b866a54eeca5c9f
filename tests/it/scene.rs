//! The picture as text: one small network for each rule of the drawing.

use std::sync::Arc;

use emath::{Pos2, Vec2, pos2, vec2};
use frenemy::citation::CitationStyle;
use frenemy::export::{png, svg};
use frenemy::file::formats::picture::embedded;
use frenemy::graph::{EdgeIndex, Filter, Network, NodeIndex, TieIndex, Ties};
use frenemy::model::{
    Actor, ActorKind, ActorPicture, Claim, Document, Meta, Reference, Relation, RelationKind,
    Stance,
};
use frenemy::scene::{
    self, ActorValues, Color, Emphasis, Encoding, Figure, FigureFrame, FigurePart, FigureParts,
    LabelSpace, MarkShape, MarkedRelations, MatrixOrder, MatrixRows, Scene, SceneInput, Subject,
    Theme, Viewport, text,
};
use proptest::prelude::*;

/// A small network under construction.
#[derive(Default)]
struct Story {
    document: Document,
    positions: Vec<Pos2>,
}

impl Story {
    fn actor(mut self, id: &str, kind: ActorKind, x: f32, y: f32) -> Self {
        self.document.actors.put(Actor {
            kind: Some(kind),
            ..Actor::new(id)
        });
        self.positions.push(pos2(x, y));
        self
    }

    fn state(self, id: &str, x: f32, y: f32) -> Self {
        self.actor(id, ActorKind::State, x, y)
    }

    /// A relation that is asserted by this many independent references.
    fn tie(self, a: &str, b: &str, kind: RelationKind, references: usize) -> Self {
        self.changed(a, b, kind, references, |_| {})
    }

    fn changed(
        mut self,
        a: &str,
        b: &str,
        kind: RelationKind,
        references: usize,
        change: impl Fn(&mut Relation),
    ) -> Self {
        let claim = |number| Claim {
            reference: Some(format!("r{number}").into()),
            ..Claim::default()
        };
        let id = format!("{a}-{b}-{}", self.document.relations.len());
        let mut relation = Relation {
            kind: Some(kind),
            claims: (0..references).map(claim).collect(),
            ..Relation::new(id, a, b)
        };
        change(&mut relation);
        self.document.relations.put(relation);
        self
    }

    fn network(&self) -> Network {
        Network::seen(&self.document, &Filter::default())
    }

    fn seen(&self, emphasis: &Emphasis) -> Scene {
        self.seen_in(emphasis, &Encoding::default())
    }

    fn seen_in(&self, emphasis: &Emphasis, encoding: &Encoding) -> Scene {
        scene::draw(&SceneInput {
            network: &self.network(),
            ties: &Ties::new(&self.document, &self.network(), encoding.lines),
            positions: &self.positions,
            view: Viewport {
                zoom: 1.0,
                pan: Vec2::ZERO,
                size: vec2(300.0, 200.0),
            },
            theme: &Theme::light(),
            emphasis,
            encoding,
            shows_pins: false,
            names: LabelSpace::default(),
        })
    }

    fn figure(&self) -> Scene {
        self.figure_in(&Encoding::default())
    }

    fn figure_in(&self, encoding: &Encoding) -> Scene {
        scene::figure(&Figure {
            frame: FigureFrame::Whole,
            emphasis: &Emphasis::default(),
            document: &self.document,
            network: &self.network(),
            blocs: None,
            positions: &self.positions,
            size: vec2(480.0, 420.0),
            theme: &Theme::light(),
            encoding,
            matrix: None,
            parts: FigureParts::default(),
            citation_style: CitationStyle::default(),
            font_size: None,
            may_stretch: false,
            has_exact_size: false,
            transparent: false,
            language: frenemy::language::Language::English,
        })
    }

    fn check(&self, name: &str) {
        insta::assert_snapshot!(name, readable(&self.seen(&Emphasis::default())));
    }
}

/// SVG without the outlines of letters.
fn readable(scene: &Scene) -> String {
    let cut = |line: &str| match (
        line.starts_with("<path aria-label"),
        line.split_once(" d=\""),
    ) {
        (true, Some((head, tail))) => {
            let start: String = tail.chars().take_while(|c| !"LQZ".contains(*c)).collect();
            let (_, tail) = tail.split_once('"').unwrap();
            format!("{head} d=\"{start}…\"{tail}\n")
        }
        _ => format!("{line}\n"),
    };
    svg(scene, None).lines().map(cut).collect()
}

#[test]
fn each_kind_of_actor_has_its_shape() {
    let mut story = Story::default()
        .actor("state", ActorKind::State, 40.0, 40.0)
        .actor("group", ActorKind::Group, 110.0, 40.0)
        .actor("organization", ActorKind::Organization, 180.0, 40.0)
        .actor("person", ActorKind::Person, 250.0, 40.0)
        .actor("unknown", ActorKind::Group, 40.0, 130.0);
    story.document.actors.put(Actor {
        is_placeholder: true,
        ..Actor::new("unknown")
    });
    story.check("actors");
}

#[test]
fn each_kind_of_relation_has_its_colour_dash_and_ends() {
    let mut story = Story::default();
    for (kind, y) in RelationKind::ALL
        .into_iter()
        .zip([20.0, 60.0, 100.0, 140.0])
    {
        let (a, b) = (format!("{}a", kind.as_str()), format!("{}b", kind.as_str()));
        story = story
            .state(&a, 30.0, y)
            .state(&b, 270.0, y)
            .tie(&a, &b, kind, 1);
    }
    story.check("relations");
}

#[test]
fn directed_relations_carry_arrows() {
    let mut story = Story::default();
    for (kind, y) in RelationKind::ALL
        .into_iter()
        .zip([20.0, 60.0, 100.0, 140.0])
    {
        let (a, b) = (format!("{}a", kind.as_str()), format!("{}b", kind.as_str()));
        story = story
            .state(&a, 30.0, y)
            .state(&b, 270.0, y)
            .changed(&a, &b, kind, 1, |relation| relation.directed = Some(true));
    }
    story.check("arrows");
}

#[test]
fn relations_of_one_pair_fan_out() {
    let story = Story::default()
        .state("a", 30.0, 80.0)
        .state("b", 270.0, 80.0)
        .tie("a", "b", RelationKind::Support, 1)
        .tie("b", "a", RelationKind::Support, 1)
        .tie("a", "b", RelationKind::Hostility, 1)
        .tie("b", "a", RelationKind::Cooperation, 1);
    story.check("fan");
}

#[test]
fn a_relation_with_oneself_is_a_loop() {
    let story = Story::default()
        .actor("a", ActorKind::Group, 100.0, 100.0)
        .tie("a", "a", RelationKind::Hostility, 1)
        .tie("a", "a", RelationKind::Support, 1);
    story.check("loop");
}

#[test]
fn contested_and_uncited_relations_are_marked() {
    let story = Story::default()
        .state("a", 30.0, 40.0)
        .state("b", 270.0, 40.0)
        .state("c", 30.0, 130.0)
        .state("d", 270.0, 130.0)
        .changed("a", "b", RelationKind::Cooperation, 1, |relation| {
            relation.claims.push(Claim {
                stance: Stance::Denies,
                ..Claim::default()
            });
        })
        .tie("c", "d", RelationKind::Hostility, 0);
    story.check("doubt");
}

#[test]
fn width_is_the_number_of_independent_references() {
    let mut story = Story::default();
    for (references, y) in [(1, 20.0), (2, 60.0), (3, 100.0), (9, 140.0)] {
        let (a, b) = (format!("a{references}"), format!("b{references}"));
        story = story.state(&a, 30.0, y).state(&b, 270.0, y).tie(
            &a,
            &b,
            RelationKind::Cooperation,
            references,
        );
    }
    story.check("width");
}

#[test]
fn long_names_break_and_end_in_an_ellipsis() {
    let story = Story::default()
        .actor(
            "Quadrilateral Coordination Group",
            ActorKind::Organization,
            90.0,
            40.0,
        )
        .state(
            "United Kingdom of Great Britain and Northern Ireland, of old",
            200.0,
            120.0,
        );
    story.check("names");
}

#[test]
fn a_relation_under_the_pointer_is_emphasized_with_its_ends() {
    let story = Story::default()
        .state("a", 30.0, 40.0)
        .state("b", 270.0, 40.0)
        .state("c", 150.0, 150.0)
        .tie("a", "b", RelationKind::Support, 1)
        .tie("b", "c", RelationKind::Hostility, 1);
    let scene = story.seen(&Emphasis {
        hovered: Some(Subject::Tie(TieIndex::new(0))),
        selected: [Subject::Actor(NodeIndex::new(0))].into(),
        ..Emphasis::default()
    });
    let steps_back = |subject| {
        let mut marks = scene
            .marks
            .iter()
            .filter(|mark| mark.subject == Some(subject));
        marks.all(|mark| mark.opacity < 1.0)
    };
    assert!(!steps_back(Subject::Tie(TieIndex::new(0))));
    assert!(!steps_back(Subject::Actor(NodeIndex::new(0))));
    assert!(!steps_back(Subject::Actor(NodeIndex::new(1))));
    assert!(steps_back(Subject::Tie(TieIndex::new(1))));
    assert!(steps_back(Subject::Actor(NodeIndex::new(2))));
    insta::assert_snapshot!("emphasis", readable(&scene));
}

#[test]
fn a_figure_for_a_newspaper_column_is_drawn_smaller_as_a_whole() {
    let story = three();
    let drawn = |width: f32| {
        scene::figure(&Figure {
            frame: FigureFrame::Whole,
            emphasis: &Emphasis::default(),
            document: &story.document,
            network: &story.network(),
            positions: &story.positions,
            size: vec2(width, 320.0),
            theme: &Theme::light(),
            encoding: &Encoding::default(),
            blocs: None,
            matrix: None,
            parts: FigureParts::default(),
            citation_style: CitationStyle::default(),
            font_size: None,
            may_stretch: false,
            has_exact_size: false,
            transparent: false,
            language: frenemy::language::Language::English,
        })
    };
    let column = drawn(241.0);
    assert!(column.scale < 0.6, "{}", column.scale);
    let page = column.size * column.scale;
    assert!((page - vec2(241.0, 320.0)).length() < 0.01, "{page:?}");
    let text = svg(&column, None);
    assert!(
        text.contains(r#"width="241" height="320""#),
        "{}",
        &text[..200]
    );
    assert!(column.region.height() > 0.3 * column.size.y);
}

#[test]
fn a_figure_without_actors_says_so() {
    let said_in = |story: &Story| said(&story.figure()).join(" ");
    let empty = Story::default();
    assert!(said_in(&empty).contains("The network has no actors yet"));
    let one = Story::default().state("a", 0.0, 0.0);
    assert!(!said_in(&one).contains("no actors"));
}

#[test]
fn a_figure_has_title_legend_and_sources() {
    let mut story = Story::default()
        .state("Russia", 0.0, 0.0)
        .actor("Taliban", ActorKind::Group, 200.0, 60.0)
        .tie("Russia", "Taliban", RelationKind::Support, 2)
        .tie("Russia", "Taliban", RelationKind::Hostility, 0);
    story.document.meta = Meta {
        title: Some("Friends & foes".into()),
        description: Some("Who stands with whom.".into()),
        ..Meta::default()
    };
    for (id, title) in [
        ("r0", "First <source>"),
        ("r1", "Second source"),
        ("r2", "Never cited"),
    ] {
        story.document.references.put(Reference {
            title: Some(title.into()),
            ..Reference::new(id)
        });
    }
    let text = readable(&story.figure());
    assert!(!text.contains("Never cited"));
    insta::assert_snapshot!("figure", text);
}

#[test]
fn a_transparent_figure_has_no_background() {
    let story = Story::default().state("a", 0.0, 0.0);
    let mut scene = story.figure();
    scene.background = Color::TRANSPARENT;
    assert!(!svg(&scene, None).contains("<rect"));
    let bytes = png(&svg(&scene, None), 1.0, None).unwrap();
    assert!(bytes.starts_with(b"\x89PNG"));
}

#[test]
fn signs_are_distinct_in_both_themes() {
    for theme in [Theme::light(), Theme::dark()] {
        let ground = theme.background;
        assert!(theme.ink.contrast(ground) > 12.0);
        assert!(theme.muted.contrast(ground) > 4.5);
        for kind in RelationKind::ALL {
            let least = if kind == RelationKind::Other {
                3.0
            } else {
                4.4
            };
            let contrast = theme.relation(kind).contrast(ground);
            assert!(contrast > least, "{kind:?} {contrast}");
        }
        for kind in ActorKind::ALL {
            assert!(theme.rim(Some(kind)).contrast(ground) > 3.0, "{kind:?}");
        }
    }
}

#[test]
fn any_text_can_be_shaped() {
    for odd in [
        "",
        " ",
        "\n\t",
        "\u{0}\u{7}",
        "\u{202e}abc",
        "e\u{301}",
        "\u{301}",
        "🙂👩‍👩‍👧 flag 🇫🇷",
        "日本",
        "العربية",
        "Россия",
        "Ελλάδα",
        "ﬁ",
        "\u{10ffff}",
        "\u{feff}",
    ] {
        let width = text::measure(odd, 12.0, scene::Weight::Bold);
        assert!(width.is_finite() && width >= 0.0, "{odd:?}");
        text::outline(odd, Pos2::ZERO, 12.0, scene::Weight::Regular);
    }
    let (plain, broken) = ("two words", "two\nwords");
    let measure = |line| text::measure(line, 12.0, scene::Weight::Regular);
    assert_eq!(measure(plain).to_bits(), measure(broken).to_bits());
    assert!(text::measure("Россия", 12.0, scene::Weight::Regular) > 30.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn wrapped_lines_fit_and_lose_no_word(words in "[a-z]{1,30}( [a-z]{1,30}){0,8}", width in 60.0..400.0_f32) {
        let weight = scene::Weight::Regular;
        let lines = text::wrap(&words, 12.0, weight, width, usize::MAX);
        for line in &lines {
            prop_assert!(text::measure(line, 12.0, weight) <= width + 0.01, "{}", line);
        }
        let letters = |text: &str| text.replace(' ', "");
        prop_assert_eq!(letters(&lines.concat()), letters(&words));
        let short = text::wrap(&words, 12.0, weight, width, 2);
        prop_assert!(short.len() <= 2);
        prop_assert!(short.iter().all(|line| text::measure(line, 12.0, weight) <= width + 0.01));
    }

    #[test]
    fn a_network_kept_in_a_picture_is_restored(native in "[^\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{fffe}\u{ffff}]{0,200}") {
        let scene = Story::default().state("a", 0.0, 0.0).seen(&Emphasis::default());
        let text = svg(&scene, Some(&native));
        prop_assert_eq!(embedded(text.as_bytes()), Ok(Some(native.clone())));
        let picture = png(&svg(&scene, None), 1.0, Some(&native)).unwrap();
        prop_assert_eq!(embedded(&picture), Ok(Some(native)));
    }

    #[test]
    fn damaged_pictures_never_panic(at in 0..4000_usize, byte in 0..=255_u8, cut in 0..4000_usize) {
        let scene = Story::default().state("a", 0.0, 0.0).seen(&Emphasis::default());
        let native = "{\"nodes\": []}".repeat(9);
        let drawing = svg(&scene, Some(&native));
        let picture = png(&svg(&scene, None), 1.0, Some(&native)).unwrap();
        for mut bytes in [drawing.into_bytes(), picture] {
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = embedded(&bytes);
            bytes.truncate(cut);
            let _ = embedded(&bytes);
        }
    }
}

#[test]
fn absurd_sizes_are_refused_with_a_reason() {
    let scene = Story::default().seen(&Emphasis::default());
    let error = png(&svg(&scene, None), 1e9, None).unwrap_err();
    assert!(error.contains("too large"), "{error}");
    assert!(png(&svg(&scene, None), f32::NAN, None).is_ok_and(|bytes| !bytes.is_empty()));
}

/// Three states in a row: the first two are friends, the last two foes.
fn three() -> Story {
    Story::default()
        .state("a", 30.0, 80.0)
        .state("b", 150.0, 80.0)
        .state("c", 270.0, 80.0)
        .tie("a", "b", RelationKind::Cooperation, 1)
        .tie("b", "c", RelationKind::Hostility, 1)
}

/// Radius and colour of each state, in order.
fn discs(story: &Story, encoding: &Encoding) -> Vec<(f32, Color)> {
    let scene = story.seen_in(&Emphasis::default(), encoding);
    let discs = scene
        .marks
        .iter()
        .filter_map(|mark| match (mark.subject, &mark.shape) {
            (
                Some(Subject::Actor(node)),
                MarkShape::Circle {
                    radius,
                    fill: Some(fill),
                    ..
                },
            ) => Some((node, *radius, *fill)),
            _ => None,
        });
    let mut discs: Vec<_> = discs.collect();
    discs.sort_by_key(|(node, ..)| *node);
    discs
        .into_iter()
        .map(|(_, radius, fill)| (radius, fill))
        .collect()
}

fn radii(story: &Story, encoding: &Encoding) -> Vec<f32> {
    discs(story, encoding)
        .into_iter()
        .map(|(radius, _)| radius)
        .collect()
}

fn fills(story: &Story, encoding: &Encoding) -> Vec<Color> {
    discs(story, encoding)
        .into_iter()
        .map(|(_, fill)| fill)
        .collect()
}

/// Every line of text in a scene.
fn said(scene: &Scene) -> Vec<String> {
    let texts = scene.marks.iter().filter_map(|mark| match &mark.shape {
        MarkShape::Text(text) => Some(text.text.clone()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn a_measure_sets_sizes_and_the_legend_names_it() {
    let story = three();
    let sizes = ActorValues {
        name: "Betweenness".into(),
        of: [Some(1.0), None, Some(0.0)].into(),
    };
    let encoding = Encoding {
        sizes: Some(sizes),
        ..Encoding::default()
    };
    let (plain, radii) = (
        radii(&story, &Encoding::default()),
        radii(&story, &encoding),
    );
    assert!((radii[0] - 22.0).abs() < 1e-3, "{radii:?}");
    assert!((radii[1] - 6.0).abs() < 1e-3, "{radii:?}");
    assert!((radii[2] - 6.0).abs() < 1e-3, "{radii:?}");
    assert_ne!(plain, radii);
    assert!(said(&story.figure_in(&encoding)).contains(&"Size: Betweenness".to_owned()));
    assert!(!said(&story.figure()).contains(&"Size: Betweenness".to_owned()));
}

#[test]
fn groups_have_colours_and_kinds_keep_their_shapes() {
    let story = three();
    let groups = ActorValues {
        name: "Community".into(),
        of: [Some(0), Some(1), None].into(),
    };
    let encoding = Encoding {
        groups: Some(groups),
        ..Encoding::default()
    };
    let theme = Theme::light();
    let fills = fills(&story, &encoding);
    assert_eq!(fills[..2], [theme.group(0), theme.group(1)]);
    assert_eq!(
        fills[2],
        theme.group(u32::MAX),
        "who is in no group looks like nobody's"
    );
    assert!(said(&story.figure_in(&encoding)).contains(&"Colour: Community".to_owned()));
}

#[test]
fn a_marked_relation_has_a_band_behind_it() {
    let story = three();
    let marked = MarkedRelations {
        name: "Frustrated",
        relations: Arc::new([EdgeIndex::new(1)].into()),
    };
    let encoding = Encoding {
        marked: Some(marked),
        ..Encoding::default()
    };
    let count = |scene: &Scene, tie: usize| {
        let subject = Some(Subject::Tie(TieIndex::new(tie)));
        scene
            .marks
            .iter()
            .filter(|mark| mark.subject == subject)
            .count()
    };
    let drawn = |encoding: &Encoding| story.seen_in(&Emphasis::default(), encoding);
    let (plain, dressed) = (drawn(&Encoding::default()), drawn(&encoding));
    assert_eq!(count(&dressed, 0), count(&plain, 0));
    assert_eq!(count(&dressed, 1), count(&plain, 1) + 1);
    assert!(said(&story.figure_in(&encoding)).contains(&"Frustrated".to_owned()));
}

#[test]
fn a_picture_is_within_the_body_and_the_rim_around_it_is_that_of_the_kind() {
    let path = "pictures/a.png".to_owned();
    let mut story = three();
    let a = story.document.actors.get(&"a".into()).unwrap();
    let a = Actor {
        picture: Some(path.clone()),
        ..Actor::clone(a)
    };
    story.document.actors.put(a);
    let flag = ActorPicture {
        width: 3,
        height: 2,
        rgba: [9, 9, 9, 255].repeat(6),
        png: Vec::new(),
    };
    let encoding = Encoding {
        pictures: [(path, Ok(Arc::new(flag)))].into_iter().collect(),
        ..Encoding::default()
    };
    let scene = story.seen_in(&Emphasis::default(), &encoding);
    let pictures: Vec<_> = scene
        .marks
        .iter()
        .filter_map(|mark| match &mark.shape {
            MarkShape::Picture(picture) => Some((mark.subject, picture)),
            _ => None,
        })
        .collect();
    let [(subject, picture)] = pictures[..] else {
        panic!("{pictures:?}");
    };
    assert_eq!(subject, Some(Subject::Actor(NodeIndex::new(0))));
    // It covers the disc, and keeps its proportions.
    let (radius, _) = discs(&story, &encoding)[0];
    let size = picture.rect.size();
    assert!((size.x / size.y - 1.5).abs() < 1e-3, "{size:?}");
    assert!(size.y < 2.0 * radius && size.y > 1.5 * radius, "{size:?}");
    assert_eq!(picture.rect.center(), story.positions[0]);
    // Nothing else of the scene changes, and a file without the picture is drawn.
    let plain = story.seen(&Emphasis::default());
    let others = |scene: &Scene| {
        let marks = scene.marks.iter();
        let others = marks.filter(|mark| !matches!(mark.shape, MarkShape::Picture(_)));
        others.cloned().collect::<Vec<_>>()
    };
    assert_eq!(others(&scene), plain.marks);
}

#[test]
fn an_encoding_of_another_network_is_harmless() {
    let wild = ActorValues {
        name: "Wild".into(),
        of: [Some(f32::NAN), Some(f32::INFINITY), Some(-3.0)].into(),
    };
    let encoding = Encoding {
        sizes: Some(wild),
        groups: Some(ActorValues {
            name: "None".into(),
            of: [].into(),
        }),
        ..Encoding::default()
    };
    for radius in radii(&three(), &encoding) {
        assert!((6.0..=22.0).contains(&radius), "{radius}");
    }
}

#[test]
fn a_matrix_has_a_row_and_a_column_for_each_actor() {
    let story = three()
        .actor("militia", ActorKind::Group, 0.0, 0.0)
        .tie("militia", "a", RelationKind::Support, 1)
        .tie("militia", "a", RelationKind::Hostility, 0);
    let scene = scene::figure(&Figure {
        frame: FigureFrame::Whole,
        emphasis: &Emphasis::default(),
        document: &story.document,
        network: &story.network(),
        positions: &story.positions,
        size: vec2(640.0, 480.0),
        theme: &Theme::light(),
        encoding: &Encoding::default(),
        matrix: Some(MatrixRows {
            order: MatrixOrder::Name,
            groups: None,
        }),
        blocs: None,
        parts: FigureParts::default()
            .with(FigurePart::Sources, false)
            .with(FigurePart::Caption, false),
        citation_style: CitationStyle::default(),
        font_size: None,
        may_stretch: false,
        has_exact_size: false,
        transparent: false,
        language: frenemy::language::Language::English,
    });
    insta::assert_snapshot!("matrix", readable(&scene));
}
