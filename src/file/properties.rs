//! What holds for all documents: they read back as they were written, and writing settles after
//! once.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::model::{
    Actor, ActorId, ActorKind, Annotation, AnnotationTarget, Claim, Claimant, Coder, CoderKind,
    Credibility, Date, Day, Fields, HexColor, Issued, Meta, PersonName, Point, Quote, Reference,
    Relation, RelationKind, Reliability, Span, Stance, StoryCamera, StoryFilter, StoryStep,
    StoryView,
};

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z ]{0,8}", any::<String>()]
}

fn date() -> impl Strategy<Value = Date> {
    select(vec!["2015", "2015-09~", "2007/..", "201X", "-0044-03-15"])
        .prop_map(|text| Date::parse(text).unwrap())
}

/// Unknown fields, in an order that names some known ones too.
fn fields() -> impl Strategy<Value = Fields> {
    let unknown = select(vec![
        "1.50e3",
        "\"\\u00e9\"",
        "{\"b\":[1.50,{}],\"a\":null}",
        "[]",
    ]);
    let keys = select(vec!["zeta", "id", "ä\"", "name", "kind"]);
    vec((keys, unknown), 0..4).prop_map(|pairs| {
        let mut order: Vec<std::sync::Arc<str>> = Vec::new();
        let mut kept = Vec::new();
        for (key, json) in pairs {
            if order.iter().all(|old| **old != *key) {
                order.push(key.into());
                if !["id", "name", "kind"].contains(&key) {
                    kept.push((key.into(), json.into()));
                }
            }
        }
        Fields::new(order.into(), kept)
    })
}

fn picture() -> impl Strategy<Value = String> {
    select(vec!["pictures/a.png", "pictures/b-2.jpg"]).prop_map(str::to_owned)
}

fn color() -> impl Strategy<Value = HexColor> {
    any::<[u8; 3]>().prop_map(|[red, green, blue]| HexColor { red, green, blue })
}

fn actor(index: usize) -> impl Strategy<Value = Actor> {
    let coordinate = -1e9..1e9_f64;
    (
        (
            of(text()),
            of(select(ActorKind::ALL.to_vec())),
            vec(text(), 0..3),
        ),
        (
            vec(0..4_usize, 0..3),
            of(text()),
            of(text()),
            of(color()),
            of(picture()),
        ),
        (
            of((coordinate.clone(), coordinate)),
            any::<bool>(),
            fields(),
        ),
    )
        .prop_map(
            move |(
                (name, kind, aliases),
                (members, wikidata, note, color, picture),
                (position, pinned, fields),
            )| {
                Actor {
                    name,
                    kind,
                    aliases,
                    members: members
                        .iter()
                        .map(|index| format!("a{index}").into())
                        .collect(),
                    wikidata,
                    color,
                    picture,
                    note,
                    position: position.map(|(x, y)| Point { x, y }),
                    pinned,
                    fields,
                    ..Actor::new(format!("a{index}"))
                }
            },
        )
}

fn quote() -> impl Strategy<Value = Quote> {
    (text(), of(text()), of(text()), fields()).prop_map(|(exact, prefix, suffix, fields)| Quote {
        exact,
        prefix,
        suffix,
        fields,
    })
}

fn coder() -> impl Strategy<Value = Coder> {
    let kinds = select(CoderKind::ALL.to_vec());
    (text(), kinds, of(text())).prop_map(|(name, kind, prompt_sha256)| Coder {
        name,
        kind,
        prompt_sha256,
        fields: Fields::default(),
    })
}

fn claim() -> impl Strategy<Value = Claim> {
    let claimant = prop_oneof![
        (0..4_usize).prop_map(|index| Claimant::Actor(format!("a{index}").into())),
        text().prop_map(|words| Claimant::Words(format!(" {words}"))),
    ];
    (
        (
            of(0..3_usize),
            of(text()),
            of(quote()),
            select(Stance::ALL.to_vec()),
        ),
        (
            of(claimant),
            of(date()),
            of(1..=6_u64),
            of(text()),
            (of(coder().boxed()), of(text()), fields()),
        ),
    )
        .prop_map(
            |(
                (reference, locator, quote, stance),
                (claimant, made, credibility, note, (coder, approver, fields)),
            )| {
                Claim {
                    reference: reference.map(|index| format!("r{index}").into()),
                    locator,
                    quote,
                    stance,
                    claimant,
                    made,
                    credibility: credibility.and_then(Credibility::new),
                    note,
                    coder: coder.map(Box::new),
                    approver,
                    fields,
                    ..Claim::default()
                }
            },
        )
}

fn relation(index: usize) -> impl Strategy<Value = Relation> {
    (
        (
            0..6_usize,
            0..6_usize,
            of(select(RelationKind::ALL.to_vec())),
            of(any::<bool>()),
        ),
        (
            of(text()),
            of(date()),
            of(prop::num::f64::NORMAL),
            vec(claim().boxed(), 0..3),
            fields(),
        ),
    )
        .prop_map(
            move |((source, target, kind, directed), (subtype, when, weight, claims, fields))| {
                Relation {
                    kind,
                    directed,
                    subtype,
                    when,
                    weight,
                    claims,
                    fields,
                    ..Relation::new(
                        format!("e{index}"),
                        format!("a{source}"),
                        format!("a{target}"),
                    )
                }
            },
        )
}

fn reference(index: usize) -> impl Strategy<Value = Reference> {
    let name = (of(text()), of(text()), of(text()), fields()).prop_map(
        |(family, given, literal, fields)| PersonName {
            suffix: given.clone().filter(|_| literal.is_none()),
            non_dropping_particle: family.clone().filter(|_| literal.is_none()),
            family,
            given,
            literal,
            fields,
            ..PersonName::default()
        },
    );
    (
        (of(title()), of(text()), of(text()), vec(name, 0..3)),
        (
            of((1900..2030_i32, 1..=12_i32)),
            of(text()),
            of(select(Reliability::ALL.to_vec())),
            of(1..9_u32),
            fields(),
        ),
    )
        .prop_map(
            move |(
                (title, csl_type, url, authors),
                (issued, origin, reliability, first_paragraph, fields),
            )| {
                Reference {
                    title,
                    csl_type,
                    url,
                    editors: authors.clone(),
                    authors,
                    issued: issued.and_then(|(year, month)| Issued::of_parts(&[year, month])),
                    origin,
                    reliability,
                    first_paragraph,
                    fields,
                    ..Reference::new(format!("r{index}"))
                }
            },
        )
}

/// Titles, some of which look like markup.
fn title() -> impl Strategy<Value = String> {
    let odd = ["<P>", "R&amp;D", "a <b>c</b>", "x < y & z"].map(str::to_owned);
    prop_oneof![4 => text(), 1 => select(odd.to_vec())]
}

/// Documents of four actors, three references, and relations between actors of which two are not
/// declared.
fn document() -> impl Strategy<Value = Document> {
    // Values of strategies are large: on the heap, so that the stack of a test thread suffices.
    let actors = [0, 1, 2, 3].map(|index| actor(index).boxed()).to_vec();
    let references = [0, 1, 2].map(|index| reference(index).boxed()).to_vec();
    let relations = [0, 1, 2].map(|index| relation(index).boxed()).to_vec();
    let meta = (
        of(text()),
        of(text()),
        of(date()),
        of(text()),
        of(text()),
        fields(),
    );
    (
        actors,
        references,
        relations,
        (story(), annotations()).boxed(),
        meta.boxed(),
        fields(),
    )
        .prop_map(
            |(
                actors,
                references,
                relations,
                (story, annotations),
                (title, description, as_of, coder, language, of_meta),
                mut fields,
            )| {
                if let Some(format) = fields.order().first().cloned() {
                    // A file that has keys at all and is Frenemy's own says so.
                    let order =
                        [vec!["format".into(), format], fields.order()[1..].to_vec()].concat();
                    let unknown = fields
                        .all_unknown()
                        .map(|(key, json)| (key.into(), json.into()));
                    let format = [("format".into(), "\"frenemy/1\"".into())];
                    fields = Fields::new(order.into(), format.into_iter().chain(unknown).collect());
                }
                Document {
                    meta: Meta {
                        title,
                        description,
                        as_of,
                        coder,
                        language,
                        fields: of_meta,
                        ..Meta::default()
                    },
                    references: references.into_iter().collect(),
                    actors: actors.into_iter().collect(),
                    relations: relations.into_iter().collect(),
                    story: story.into_iter().map(Arc::new).collect(),
                    annotations: annotations.into_iter().map(Arc::new).collect(),
                    fields,
                }
            },
        )
}

/// Text notes about the actors and relations of a document.
fn annotations() -> impl Strategy<Value = Vec<Annotation>> {
    let actors = select(vec!["a0", "a1", "a2", "a3"]);
    let about = of(vec(actors, 1..4))
        .prop_map(|ids| AnnotationTarget::of_actors(ids?.into_iter().map(ActorId::from)));
    let note = (text(), about, (-900..900_i32, -900..900_i32), fields());
    vec(note, 0..3).prop_map(|notes| {
        let notes = notes.into_iter().enumerate();
        let note = |(number, (text, about, (x, y), fields))| Annotation {
            id: format!("n{number}").into(),
            text,
            about,
            at: Point {
                x: f64::from(x),
                y: f64::from(y) + 0.25,
            },
            fields,
        };
        notes.map(note).collect()
    })
}

type DrawnStep = (
    Option<String>,
    Option<String>,
    StoryCamera,
    StoryFilter,
    (Vec<&'static str>, Fields),
);

/// Stories of two steps about the actors and relations of a document.
fn story() -> impl Strategy<Value = Vec<StoryStep>> {
    let ids = || vec(select(vec!["a0", "a1", "a2", "a3"]), 0..3);
    let camera = prop_oneof![
        Just(StoryCamera::Whole),
        // Around nothing is no camera.
        vec(select(vec!["a0", "a1", "a2", "a3"]), 1..3)
            .prop_map(|ids| StoryCamera::Around(ids.into_iter().map(Into::into).collect())),
        (-900..900_i32, 1..900_i32).prop_map(|(middle, size)| StoryCamera::Area {
            middle: Point {
                x: middle.into(),
                y: 0.5,
            },
            width: size.into(),
            height: 7.25,
        }),
    ];
    let filter = (
        vec(select(RelationKind::ALL.to_vec()), 0..2),
        (ids(), of(select(vec![true, false]))),
        of((1900..2030_i32, 1..=12_u8)),
        (0..4_u32, of(select(Reliability::ALL.to_vec()))),
        fields(),
    )
        .prop_map(
            |(hidden_kinds, (hidden, cited), day, (min_sources, min_reliability), fields)| {
                StoryFilter {
                    hidden_kinds,
                    hidden_actors: hidden.into_iter().map(Into::into).collect(),
                    cited,
                    min_sources,
                    min_reliability,
                    span: day.map(|(year, month)| Span {
                        from: Day::new(year, month, 2),
                        to: None,
                    }),
                    fields,
                    ..StoryFilter::default()
                }
            },
        );
    let step = (of(title()), of(text()), camera, filter, (ids(), fields()));
    vec(step, 0..3).prop_map(|steps| {
        let steps = steps.into_iter().enumerate();
        let step =
            |(number, (title, text, camera, filter, (actors, fields))): (usize, DrawnStep)| {
                StoryStep {
                    id: format!("s{number}").into(),
                    title,
                    text,
                    view: StoryView {
                        camera,
                        filter,
                        actors: actors.into_iter().map(Into::into).collect(),
                        ..StoryView::default()
                    },
                    fields,
                }
            };
        steps.map(step).collect()
    })
}

/// A document without the order of its keys, and without the actors that only relations name.
fn bare(document: &Document) -> Document {
    let claim = |claim: &Claim| Claim {
        quote: claim.quote.clone().map(|quote| Quote {
            fields: plain(&quote.fields),
            ..quote
        }),
        coder: claim.coder.clone().map(|coder| {
            Box::new(Coder {
                fields: plain(&coder.fields),
                ..*coder
            })
        }),
        fields: plain(&claim.fields),
        ..claim.clone()
    };
    let name = |name: &PersonName| PersonName {
        fields: plain(&name.fields),
        ..name.clone()
    };
    Document {
        meta: Meta {
            fields: plain(&document.meta.fields),
            ..document.meta.clone()
        },
        references: document
            .references
            .iter()
            .map(|old| Reference {
                authors: old.authors.iter().map(name).collect(),
                editors: old.editors.iter().map(name).collect(),
                fields: plain(&old.fields),
                ..Reference::clone(old)
            })
            .collect(),
        actors: document
            .actors
            .iter()
            .filter(|old| !old.is_placeholder)
            .map(|old| Actor {
                fields: plain(&old.fields),
                ..Actor::clone(old)
            })
            .collect(),
        relations: document
            .relations
            .iter()
            .map(|old| Relation {
                claims: old.claims.iter().map(claim).collect(),
                fields: plain(&old.fields),
                ..Relation::clone(old)
            })
            .collect(),
        story: document
            .story
            .iter()
            .map(|step| Arc::new(bare_step(step)))
            .collect(),
        annotations: document
            .annotations
            .iter()
            .map(|note| {
                Arc::new(Annotation {
                    fields: plain(&note.fields),
                    ..Annotation::clone(note)
                })
            })
            .collect(),
        fields: Fields::default(),
    }
}

fn bare_step(step: &StoryStep) -> StoryStep {
    let filter = StoryFilter {
        fields: plain(&step.view.filter.fields),
        ..step.view.filter.clone()
    };
    StoryStep {
        view: StoryView {
            filter,
            ..step.view.clone()
        },
        fields: plain(&step.fields),
        ..step.clone()
    }
}

/// Unknown fields alone, without the order of the known ones.
fn plain(fields: &Fields) -> Fields {
    let kept = fields
        .all_unknown()
        .map(|(key, json)| (key.into(), json.into()));
    Fields::new(Vec::new().into(), kept.collect())
}

/// Objects with known keys and random values, most of them invalid.
fn muddle() -> impl Strategy<Value = String> {
    let leaf = select(vec![
        "null",
        "true",
        "1",
        "1.50",
        "-1e400",
        "7",
        "\"a\"",
        "\"b\"",
        "\"\"",
        "\"2015\"",
        "\"support\"",
        "\"state\"",
        "\"\\ud83d\"",
        "\"asserts\"",
        "[]",
        "{}",
        "\"C\"",
    ])
    .prop_map(str::to_owned);
    let key = select(vec![
        "id",
        "name",
        "label",
        "kind",
        "x",
        "y",
        "members",
        "aliases",
        "source",
        "target",
        "from",
        "to",
        "claims",
        "citations",
        "quote",
        "exact",
        "reference",
        "claimant",
        "when",
        "date",
        "weight",
        "value",
        "author",
        "issued",
        "date-parts",
        "title",
        "url",
        "URL",
        "credibility",
        "pinned",
        "placeholder",
        "directed",
        "zz",
    ]);
    let value = leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", "))),
            vec((key.clone(), inner), 0..6).prop_map(|members| {
                let members: Vec<_> = members
                    .iter()
                    .map(|(key, value)| format!("\"{key}\": {value}"))
                    .collect();
                format!("{{{}}}", members.join(", "))
            }),
        ]
    });
    let list = vec(value.clone(), 0..5).prop_map(|items| format!("[{}]", items.join(", ")));
    let top = select(vec![
        "nodes",
        "actors",
        "edges",
        "links",
        "references",
        "graph",
        "format",
        "directed",
        "multigraph",
    ]);
    vec((top, prop_oneof![4 => list, 1 => value]), 1..5).prop_map(|members| {
        let members: Vec<_> = members
            .iter()
            .map(|(key, value)| format!("\"{key}\": {value}"))
            .collect();
        format!("{{{}}}", members.join(",\n"))
    })
}

proptest! {
    #[test]
    fn a_document_reads_back_as_it_was_written(document in document()) {
        let written = write(&document);
        let opened = read(&written, "").map_err(|issues| TestCaseError::fail(format!("{issues:?}")))?;
        prop_assert_eq!(bare(&opened.document), bare(&document));
        let again = write(&opened.document);
        prop_assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(&written));
    }

    #[test]
    fn a_written_document_is_json_that_the_schema_names(document in document()) {
        let written: serde_json::Value = serde_json::from_slice(&write(&document)).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
        check_keys(&written, &schema, &schema);
    }

    #[test]
    fn writing_any_file_twice_gives_the_same_bytes(text in muddle()) {
        let Ok(opened) = read(text.as_bytes(), "") else { return Ok(()) };
        let once = write(&opened.document);
        let twice = match read(&once, "") {
            Ok(opened) => write(&opened.document),
            Err(issues) => return Err(TestCaseError::fail(format!("{issues:?}"))),
        };
        prop_assert_eq!(String::from_utf8_lossy(&twice), String::from_utf8_lossy(&once), "of {}", text);
    }
}

/// Every key of a written object is in the schema, except unknown keys of the generator.
fn check_keys(value: &serde_json::Value, schema: &serde_json::Value, root: &serde_json::Value) {
    let schema = match schema["$ref"].as_str() {
        Some(name) => &root["$defs"][name.trim_start_matches("#/$defs/")],
        None => schema,
    };
    let variants = schema["anyOf"].as_array();
    let schema = variants
        .and_then(|variants| variants.last())
        .unwrap_or(schema);
    for (key, member) in value.as_object().into_iter().flatten() {
        if ["zeta", "ä\""].contains(&key.as_str()) {
            continue;
        }
        if schema["$ref"].is_string() {
            return check_keys(value, schema, root);
        }
        let property = &schema["properties"][key];
        assert!(
            property.is_object(),
            "the schema does not name {key}: {schema}"
        );
        check_keys(member, property, root);
    }
    for item in value.as_array().into_iter().flatten() {
        check_keys(item, &schema["items"], root);
    }
}
