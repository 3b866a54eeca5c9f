//! The picture as text: what each rule of the drawing looks like.

use emath::{Pos2, pos2, vec2};
use frenemy::export::{png, svg};
use frenemy::graph::{Lens, Network};
use frenemy::model::{
    Actor, ActorKind, Claim, Document, Reference, Relation, RelationKind, Stance,
};
use frenemy::scene::{self, Emphasis, Picture, Theme, View};

fn actor(id: &str, kind: ActorKind) -> Actor {
    Actor {
        kind: Some(kind),
        name: Some(id.into()),
        ..Actor::new(id)
    }
}

fn cited(stance: Stance, reference: &str) -> Claim {
    Claim {
        reference: Some(reference.into()),
        stance,
        ..Claim::default()
    }
}

fn relation(
    number: usize,
    source: &str,
    target: &str,
    kind: RelationKind,
    references: usize,
) -> Relation {
    let claims = (0..references).map(|r| cited(Stance::Asserts, &format!("r{r}")));
    Relation {
        kind: Some(kind),
        claims: claims.collect(),
        ..Relation::new(format!("e{number}"), source, target)
    }
}

/// Fifteen actors around Afghanistan, placed by hand.
fn afghanistan() -> (Document, Vec<Pos2>) {
    use ActorKind::{Group, Organization, Person, State};
    use RelationKind::{Cooperation, Hostility, Other, Support};
    let actors = [
        ("Russia", State, (-180.0, -120.0)),
        ("Taliban", Group, (-20.0, 10.0)),
        ("Afghanistan", State, (170.0, 60.0)),
        ("United States", State, (330.0, -40.0)),
        ("Pakistan", State, (-170.0, 60.0)),
        ("Iran", State, (-320.0, -60.0)),
        ("China", State, (-240.0, 190.0)),
        ("India", State, (300.0, 180.0)),
        ("Islamic State", Group, (60.0, -160.0)),
        ("NATO", Organization, (220.0, -160.0)),
        (
            "Quadrilateral Coordination Group",
            Organization,
            (80.0, 200.0),
        ),
        ("Zamir Kabulov", Person, (-90.0, -220.0)),
        ("Turkey", State, (-380.0, -190.0)),
        ("al-Qaeda", Group, (10.0, 110.0)),
        ("Syria", State, (-300.0, -230.0)),
    ];
    let ties = [
        ("Russia", "Taliban", Support, 3),
        ("Russia", "Taliban", Cooperation, 1),
        ("Russia", "Taliban", Hostility, 1),
        ("Russia", "Islamic State", Hostility, 2),
        ("Taliban", "Islamic State", Hostility, 2),
        ("Taliban", "Afghanistan", Hostility, 4),
        ("United States", "Taliban", Hostility, 2),
        ("United States", "Afghanistan", Support, 2),
        ("Pakistan", "Taliban", Support, 2),
        ("Russia", "Pakistan", Cooperation, 1),
        ("Russia", "China", Cooperation, 1),
        ("Russia", "Iran", Cooperation, 1),
        ("Russia", "Turkey", Cooperation, 1),
        ("Russia", "Syria", Support, 1),
        ("Afghanistan", "Islamic State", Hostility, 1),
        ("India", "Pakistan", Hostility, 1),
        ("Afghanistan", "Pakistan", Hostility, 1),
        ("United States", "NATO", Cooperation, 0),
        ("NATO", "Afghanistan", Support, 1),
        ("Taliban", "al-Qaeda", Cooperation, 1),
        ("Zamir Kabulov", "Russia", Other, 1),
        ("Quadrilateral Coordination Group", "China", Other, 1),
        ("Quadrilateral Coordination Group", "Afghanistan", Other, 1),
        ("Quadrilateral Coordination Group", "Pakistan", Other, 1),
        ("Taliban", "Taliban", Hostility, 1),
    ];
    let mut relations: Vec<Relation> = ties
        .iter()
        .enumerate()
        .map(|(i, &(a, b, kind, references))| relation(i, a, b, kind, references))
        .collect();
    relations[1].claims.push(cited(Stance::Denies, "r9"));
    let mut table: Vec<Actor> = actors
        .iter()
        .map(|&(id, kind, _)| actor(id, kind))
        .collect();
    table[14].is_placeholder = true;
    let document = Document {
        actors: table.into_iter().collect(),
        relations: relations.into_iter().collect(),
        references: ["r0", "r1", "r2", "r3", "r9"]
            .map(Reference::new)
            .into_iter()
            .collect(),
        ..Document::default()
    };
    (document, actors.map(|(_, _, (x, y))| pos2(x, y)).to_vec())
}

fn save(name: &str, scene: &scene::Scene, scale: f32) {
    let text = svg(scene, None);
    std::fs::write(std::env::temp_dir().join(format!("look-{name}.svg")), &text).unwrap();
    let bytes = png(&text, scale, None).unwrap();
    std::fs::write(std::env::temp_dir().join(format!("look-{name}.png")), bytes).unwrap();
}

#[test]
fn look() {
    let (document, positions) = afghanistan();
    let network = Network::seen(&document, &Lens::default());
    for (name, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
        let scene = scene::figure(&scene::Figure {
            document: &document,
            network: &network,
            positions: &positions,
            size: vec2(1000.0, 800.0),
            theme: &theme,
            title: true,
            legend: true,
            sources: true,
            transparent: false,
        });
        save(name, &scene, 1.0);
    }
    let bytes = std::fs::read("/tmp/wt/scene/assets/examples/afghanistan-2017.json").unwrap();
    let document = frenemy::file::read(&bytes, "x").unwrap().document;
    let network = Network::seen(&document, &Lens::default());
    let request = scene::request(
        &document,
        scene::Start::Anew,
        frenemy::layout::Method::Auto,
        1,
    );
    let positions =
        frenemy::layout::layout(&request, &|_| std::ops::ControlFlow::Continue(())).unwrap();
    for (name, theme) in [
        ("example-light", Theme::light()),
        ("example-dark", Theme::dark()),
    ] {
        let scene = scene::figure(&scene::Figure {
            document: &document,
            network: &network,
            positions: &positions,
            size: vec2(1200.0, 900.0),
            theme: &theme,
            title: true,
            legend: true,
            sources: true,
            transparent: false,
        });
        save(name, &scene, 1.5);
    }
}
