//! Random documents, written in every format of the table and read again: what a format says that
//! it holds comes back.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use super::*;
use crate::file;
use crate::file::formats::json_writer::JsonWriter;
use crate::file::formats::native::record;
use crate::model::{
    Actor, ActorId, ActorKind, Claim, Claimant, Credibility, Date, Document, Fields, Issued,
    PersonName, Point, Quote, ReadChoices, Reference, Relation, RelationKind, Reliability, Stance,
};
use crate::random::Rng;

/// Words that some format could take for something else.
const WORDS: [&str; 24] = [
    "Alba", "Borea", "Cadia", "O'Neil", "=1+1", "'quoted'", "a;b", "x, y", "\"Q\"", "日本", "Île",
    "-5", "@home", "#1", "100", "1e3", "true", "<b>&amp;", "ally", "of war", "NA", "[1]", "a\\b",
    "{x}",
];

/// A random document of a few actors and relations.
fn document(seed: u64) -> Document {
    let mut made = RandomDocument {
        random: Rng::from_mixed(seed),
    };
    made.document()
}

struct RandomDocument {
    random: Rng,
}

impl RandomDocument {
    fn is(&mut self, percent: usize) -> bool {
        self.random.chance_percent(percent)
    }

    fn words(&mut self) -> String {
        let count = 1 + self.random.below(3);
        let words: Vec<_> = (0..count).map(|_| self.random.one_of(WORDS)).collect();
        words.join(" ")
    }

    fn maybe(&mut self, percent: usize) -> Option<String> {
        self.is(percent).then(|| self.words())
    }

    /// Words of several lines.
    fn text(&mut self) -> Option<String> {
        let lines = self.random.below(3);
        let lines: Vec<String> = (0..lines).map(|_| self.words()).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn date(&mut self) -> Option<Date> {
        let date = self.random.one_of([
            "",
            "",
            "1914",
            "1914-07",
            "1914-07-28",
            "1914-07-28/1918-11-11",
            "2007/..",
            "../1950",
            "2016-07~",
            "1984?",
            "201X",
            "1964/2008",
            "2001-21",
        ]);
        Date::parse(date).ok()
    }

    fn fields(&mut self, prefix: &str) -> Fields {
        let count = self.random.below(3);
        let mut unknown = Vec::new();
        for number in 0..count {
            let json = match self.random.below(6) {
                0 => "true".to_owned(),
                1 => self.random.below(100).to_string(),
                2 => "-1.5".to_owned(),
                3 => "[1,\"x\"]".to_owned(),
                4 => "{\"a\":null}".to_owned(),
                _ => serde_json::Value::from(self.words()).to_string(),
            };
            unknown.push((format!("{prefix}{number}").into(), json.into()));
        }
        Fields::new([].into(), unknown)
    }

    fn actor(&mut self, number: usize) -> Actor {
        let id = match self.random.below(4) {
            0 => format!("n{number} {}", self.random.one_of(WORDS)),
            1 => number.to_string(),
            _ => format!("n{number}"),
        };
        let name = self.maybe(80).map(|name| format!("{name} {number}"));
        Actor {
            name,
            kind: self.is(60).then(|| self.random.one_of(ActorKind::ALL)),
            aliases: (0..self.random.below(3)).map(|_| self.words()).collect(),
            wikidata: self.is(20).then(|| format!("Q{number}")),
            note: if self.is(30) { self.text() } else { None },
            position: self.is(50).then(|| Point {
                x: self.random.below(1000) as f64 / 4.0,
                y: -(self.random.below(1000) as f64) / 8.0,
            }),
            pinned: self.is(10),
            fields: self.fields("actor"),
            ..Actor::new(id)
        }
    }

    fn reference(&mut self, number: usize) -> Reference {
        let author = |made: &mut Self| match made.random.below(3) {
            0 => PersonName::of_literal("Institute, Inc; Peace"),
            1 => PersonName::parse("van Dijk, Ann"),
            _ => PersonName {
                non_dropping_particle: Some("von".to_owned()),
                ..PersonName::parse("Berg, Jan, Jr.")
            },
        };
        Reference {
            csl_type: self.is(50).then(|| "report".to_owned()),
            title: self.maybe(80),
            container_title: self.maybe(50),
            section: self.maybe(20),
            publisher: self.maybe(20),
            authors: (0..self.random.below(3)).map(|_| author(self)).collect(),
            editors: (0..self.random.below(2)).map(|_| author(self)).collect(),
            issued: match self.random.below(3) {
                0 => self.date().map(Issued::Date),
                1 => Issued::parse("in the spring, perhaps"),
                _ => None,
            },
            url: self
                .is(50)
                .then(|| format!("https://example.org/{number}?a=1&b=2")),
            doi: self.is(20).then(|| format!("10.1000/{number}")),
            text: self.is(20).then(|| format!("texts/{number}.txt")),
            first_paragraph: self.is(10).then_some(2),
            origin: self.maybe(20),
            reliability: self.is(30).then(|| self.random.one_of(Reliability::ALL)),
            fields: self.fields("source"),
            ..Reference::new(format!("r{number}"))
        }
    }

    fn claim(&mut self, actors: &[ActorId], references: usize) -> Claim {
        let quote = self.text().map(|exact| Quote {
            exact,
            prefix: self.is(30).then(|| "before ".to_owned()),
            suffix: self.is(30).then(|| " after".to_owned()),
            ..Quote::default()
        });
        let cites = references > 0 && self.is(80);
        Claim {
            reference: cites.then(|| format!("r{}", self.random.below(references)).into()),
            locator: self.maybe(40),
            quote,
            stance: self.random.one_of(Stance::ALL),
            claimant: match self.random.below(4) {
                0 => Some(Claimant::Actor(
                    actors[self.random.below(actors.len())].clone(),
                )),
                1 => Some(Claimant::Words("a spokesman; of nobody".to_owned())),
                _ => None,
            },
            made: self.date(),
            credibility: Credibility::new(self.random.below(8) as u64),
            note: self.text(),
            fields: self.fields("claim"),
            ..Claim::default()
        }
    }

    fn document(&mut self) -> Document {
        let count = 1 + self.random.below(6);
        let mut actors: Vec<Actor> = (0..count).map(|number| self.actor(number)).collect();
        let ids: Vec<ActorId> = actors.iter().map(|actor| actor.id.clone()).collect();
        for actor in &mut actors {
            if self.is(15) {
                let member = &ids[self.random.below(count)];
                actor.members = [member.clone()]
                    .into_iter()
                    .filter(|id| *id != actor.id)
                    .collect();
            }
        }
        let references = self.random.below(4);
        let sources: Vec<Reference> = (0..references)
            .map(|number| self.reference(number))
            .collect();
        let mut relations = Vec::new();
        for number in 0..self.random.below(8) {
            let mut end = || ids[self.random.below(count)].clone();
            let (source, target) = (end(), end());
            let claims = self.random.below(3);
            relations.push(Relation {
                kind: Some(self.random.one_of(RelationKind::ALL)),
                directed: Some(self.is(50)),
                subtype: match self.random.below(6) {
                    0 => Some("ally".to_owned()),
                    1 | 2 => Some(format!("pact {}", self.words())),
                    _ => None,
                },
                when: self.date(),
                weight: self.is(50).then(|| 1.0 + self.random.below(9) as f64 / 2.0),
                claims: (0..claims).map(|_| self.claim(&ids, references)).collect(),
                fields: self.fields("relation"),
                ..Relation::new(format!("e{number}"), source, target)
            });
        }
        let mut document = Document {
            actors: actors.into_iter().collect(),
            relations: relations.into_iter().collect(),
            references: sources.into_iter().collect(),
            ..Document::default()
        };
        document.meta.title = self.maybe(50);
        document.meta.description = self.text();
        document.meta.as_of = self.date();
        document.meta.fields = self.fields("network");
        document
    }
}

/// A record as JSON with its keys in order.
fn json<T: record::Entry>(entry: &T) -> serde_json::Value {
    let mut out = JsonWriter::default();
    record::write(entry, &mut out);
    serde_json::from_str(&out.into_text()).unwrap()
}

/// The fields that the model does not know. Where columns have one type, others are text.
fn fields(fields: &Fields, has_types: bool) -> BTreeMap<String, String> {
    let words = |json: &str| match serde_json::from_str(json) {
        Ok(serde_json::Value::String(text)) if !has_types => text,
        _ => json.to_owned(),
    };
    let values = fields.all_unknown();
    values
        .map(|(key, json)| (key.to_owned(), words(json)))
        .collect()
}

/// What a document says of the parts of it that a format holds, in lines.
fn lines(document: &Document, writer: &Writer) -> Vec<String> {
    use FormatPart as P;
    let keeps = writer.keeps;
    let has_types = ["json-cytoscape", "json-graphology", "json-jgf"].contains(&writer.id);
    let fields = |of: &Fields| fields(of, has_types);
    let has = |part: P| keeps.contains(&part);
    let mut lines = Vec::new();
    let mut say = |part: P, what: String| {
        if has(part) {
            lines.push(format!("{part:?} {what}"));
        }
    };
    let meta = &document.meta;
    say(P::Title, format!("{:?}", meta.title));
    say(P::Description, format!("{:?}", meta.description));
    say(P::AsOf, format!("{:?}", meta.as_of));
    say(P::NetworkFields, format!("{:?}", fields(&meta.fields)));
    let name = |id: &ActorId| {
        if has(P::ActorIds) {
            id.to_string()
        } else {
            document.actor_name(id).to_owned()
        }
    };
    if has(P::Actors) {
        for actor in document.actors.iter() {
            let id = name(&actor.id);
            say(P::Actors, format!("{id} {}", actor.name()));
            say(P::ActorKinds, format!("{id} {:?}", actor.kind));
            say(P::Aliases, format!("{id} {:?}", actor.aliases));
            say(P::Members, format!("{id} {:?}", actor.members));
            say(P::Wikidata, format!("{id} {:?}", actor.wikidata));
            say(P::Notes, format!("{id} {:?}", actor.note));
            say(P::Pins, format!("{id} {}", actor.pinned));
            say(P::Positions, format!("{id} {:?}", actor.position));
            say(P::ActorFields, format!("{id} {:?}", fields(&actor.fields)));
        }
    }
    for relation in document.relations.iter() {
        let ends = format!("{} {}", name(&relation.source), name(&relation.target));
        say(
            P::Relations,
            format!("{ends} {:?} {:?}", relation.kind().sign(), relation.weight),
        );
        say(P::RelationIds, relation.id.to_string());
        say(P::Kinds, format!("{ends} {:?}", relation.kind()));
        say(P::Directions, format!("{ends} {}", relation.is_directed()));
        say(P::Types, format!("{ends} {:?}", relation.subtype));
        say(P::Dates, format!("{ends} {:?}", relation.when));
        say(
            P::RelationFields,
            format!("{ends} {:?}", fields(&relation.fields)),
        );
        for claim in &relation.claims {
            say(P::ClaimDetails, format!("{ends} {}", json(claim)));
            say(P::Quotes, format!("{ends} {:?}", claim.quote));
        }
    }
    if has(P::References) && has(P::ReferenceDetails) {
        let references = document.references.iter();
        lines.extend(references.map(|reference| match writer.id {
            "csl" => json(&*references_csl::typed(reference)).to_string(),
            _ => json(&**reference).to_string(),
        }));
    }
    lines.sort();
    lines
}

/// The document that is read from what a writer makes.
fn read_back(writer: &Writer, document: &Document) -> Option<(Document, String)> {
    let written = writer.write(document).ok()?;
    let name = format!("net.{}", writer.extensions[0]);
    let files = written.paths(Path::new(&name));
    let named: Vec<_> = files
        .iter()
        .map(|(path, bytes)| (*bytes, path.to_str().unwrap()))
        .collect();
    let texts = || -> Vec<_> {
        let texts = named.iter();
        texts
            .map(|(bytes, _)| String::from_utf8_lossy(bytes))
            .collect()
    };
    let choices = ReadChoices::default();
    let read = match &named[..] {
        [(bytes, name)] => file::read_with(bytes, name, &choices),
        several => file::read_tables(several, &choices, &|_| ControlFlow::Continue(()))
            .unwrap_or_else(|| panic!("these do not belong together: {:#?}", texts()))
            .map_err(|refused| refused.issues),
    };
    let shown = String::from_utf8_lossy(&written.bytes).into_owned();
    match read {
        Ok(content) => Some((content.document, shown)),
        Err(issues) => panic!("{}: {issues:?}\n{shown}", writer.id),
    }
}

/// The formats whose files say everything that they keep, record by record.
const WHOLE: [&str; 9] = [
    "graphml",
    "gexf",
    "csv",
    "xlsx",
    "json-cytoscape",
    "json-graphology",
    "json-jgf",
    "json-cx2",
    "csl",
];

#[test]
fn what_a_format_holds_of_a_random_document_comes_back() {
    let mut failures = Vec::new();
    for id in WHOLE {
        let writer = by_id(id).unwrap();
        let mut differences = Vec::new();
        for seed in 0..200 {
            let document = document(seed);
            if (document.relations.is_empty() && writer.keeps.contains(&FormatPart::Actors))
                || (id == "csl" && document.references.is_empty())
            {
                continue;
            }
            let (read, _) = read_back(writer, &document).unwrap();
            let (found, wanted) = (lines(&read, writer), lines(&document, writer));
            let lost = wanted.iter().filter(|line| !found.contains(line));
            let new = found.iter().filter(|line| !wanted.contains(line));
            differences.extend(lost.map(|line| format!("{id}, seed {seed}, lost: {line}")));
            differences.extend(new.map(|line| format!("{id}, seed {seed}, new: {line}")));
        }
        let count = differences.len();
        differences.truncate(12);
        if count > 0 {
            failures.push(format!("{count} differences:\n{}", differences.join("\n")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A document with only what networks of labels and values can hold.
fn plain_document(seed: u64) -> Document {
    let mut document = document(seed);
    let actors = document
        .actors
        .iter()
        .enumerate()
        .map(|(number, actor)| Actor {
            name: Some(format!(
                "{} {number}",
                ["Alba", "New Borea", "Île"][number % 3]
            )),
            position: actor.position,
            ..Actor::new(actor.id.clone())
        });
    document.actors = actors.collect();
    let mut seen = std::collections::HashSet::new();
    let relations = document.relations.iter().filter_map(|relation| {
        let mut ends = [relation.source.clone(), relation.target.clone()];
        ends.sort();
        (seen.insert(ends) && relation.source != relation.target).then(|| Relation {
            kind: relation.kind.filter(|kind| *kind != RelationKind::Other),
            directed: relation.directed,
            weight: Some(relation.weight.unwrap_or(1.0)),
            subtype: Some("pact of x".to_owned()).filter(|_| relation.subtype.is_some()),
            ..Relation::new(
                relation.id.clone(),
                relation.source.clone(),
                relation.target.clone(),
            )
        })
    });
    document.relations = relations.collect();
    document
}

/// The ends of the ties of a document with sign and weight; a tie without a direction as two.
fn pairs(document: &Document) -> Vec<String> {
    let mut pairs = Vec::new();
    for relation in document.relations.iter() {
        let mut ends = [&relation.source, &relation.target].map(|id| document.actor_name(id));
        let value = format!("{:?} {:?}", relation.kind().sign(), relation.weight);
        pairs.push(format!("{ends:?} {value}"));
        if !relation.is_directed() {
            ends.reverse();
            pairs.push(format!("{ends:?} {value}"));
        }
    }
    pairs.sort();
    pairs
}

#[test]
fn labels_and_values_come_back_from_formats_that_have_nothing_else() {
    let mut failures = Vec::new();
    for id in ["pajek", "dl", "matrix"] {
        let writer = by_id(id).unwrap();
        for seed in 0..200 {
            let document = plain_document(seed);
            let has_foe = document
                .relations
                .iter()
                .any(|relation| relation.kind() == RelationKind::Hostility);
            // Without a value below zero, values are no signs.
            if !has_foe
                || document
                    .relations
                    .iter()
                    .any(|relation| relation.kind.is_none())
            {
                continue;
            }
            let (read, shown) = read_back(writer, &document).unwrap();
            if pairs(&read) != pairs(&document) {
                let (found, wanted) = (pairs(&read), pairs(&document));
                failures.push(format!("{id} {seed}: {found:?} for {wanted:?}\n{shown}"));
            }
            let types = |document: &Document| {
                let relations = document.relations.iter();
                let mut all: Vec<_> = relations
                    .map(|relation| {
                        // A line has one label: that of support is its kind only without a type.
                        let kind = match &relation.subtype {
                            None => relation.kind(),
                            Some(_) => RelationKind::Other,
                        };
                        (kind, relation.subtype.clone(), relation.is_directed())
                    })
                    .collect();
                all.sort();
                all
            };
            if id == "pajek" && types(&read) != types(&document) {
                let (found, wanted) = (types(&read), types(&document));
                failures.push(format!("{id} {seed}: {found:?} for {wanted:?}\n{shown}"));
            }
        }
    }
    failures.truncate(6);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn claims_come_back_from_annotations() {
    let writer = by_id("web-annotation").unwrap();
    let mut failures = Vec::new();
    for seed in 0..200 {
        let document = document(seed);
        if document.claim_count() == 0 {
            continue;
        }
        let (read, shown) = read_back(writer, &document).unwrap();
        let claims = |document: &Document| {
            let mut all = Vec::new();
            for relation in document.relations.iter() {
                let ends = [&relation.source, &relation.target].map(|id| document.actor_name(id));
                for claim in &relation.claims {
                    let mut claim = claim.clone();
                    if let Some(Claimant::Actor(id)) = &claim.claimant {
                        claim.claimant = Some(Claimant::Words(document.actor_name(id).to_owned()));
                    }
                    let (kind, subtype) = (relation.kind(), &relation.subtype);
                    all.push(format!(
                        "{} {ends:?} {kind:?} {subtype:?} {}",
                        relation.id,
                        json(&claim)
                    ));
                }
            }
            all
        };
        if claims(&read) != claims(&document) {
            let (found, wanted) = (claims(&read), claims(&document));
            failures.push(format!("{seed}: {found:#?} for {wanted:#?}\n{shown}"));
        }
        let cited = read.references.iter();
        for source in cited {
            let own = document.references.get(&source.id).unwrap();
            if json(&**own) != json(&**source) {
                failures.push(format!("{seed}: {} for {}", json(&**source), json(&**own)));
            }
        }
    }
    failures.truncate(4);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn ris_and_bibtex_keep_what_csl_says_of_a_work_and_say_what_they_leave_out() {
    let csl = r#"[{"id":"a","type":"article-journal","title":"A","container-title":"Journal",
        "container-title-short":"J.","volume":"12","issue":"3","page":"101-120","DOI":"10.1/x",
        "URL":"https://x.example/a","ISSN":"1234-5678","abstract":"Words","keyword":"war, peace",
        "note":"one","language":"en","publisher":"P","publisher-place":"Rome","PMID":"7",
        "issued":{"date-parts":[[2014,3,18]]},"accessed":{"date-parts":[[2020,1,2]]},
        "author":[{"family":"Gogh","given":"V.","non-dropping-particle":"van","suffix":"Jr."},
            {"literal":"United Nations"}],"editor":[{"family":"Ed","given":"E."}]},
        {"id":"b","type":"book","title":"B","issued":{"literal":"in press"},
            "author":[{"literal":"et al."}],"ISBN":"978-0345476098"},
        {"id":"c","type":"book","title":"C","issued":{"date-parts":[[2014,3],[2014,5]]}}]"#;
    let document = crate::file::read(csl.as_bytes(), "a.json")
        .unwrap()
        .document;
    for id in ["ris", "bibtex"] {
        let writer = super::by_id(id).unwrap();
        let written = writer.write(&document).unwrap();
        let said = writer.omission(&document, &written).unwrap();
        assert!(said.contains("1 other field of a source"), "{said}");
        let back = crate::file::read(&written.bytes, "a.ris").unwrap();
        assert!(back.issues.is_empty(), "{:?}", back.issues);
        for reference in document.references.iter() {
            let read = back.document.references.get(&reference.id).unwrap();
            assert_eq!(read.citation(), reference.citation(), "{id}");
            assert_eq!(read.doi, reference.doi, "{id}");
            assert_eq!(read.editors.len(), reference.editors.len(), "{id}");
            for (key, json) in reference.fields.all_unknown() {
                let kept = read.fields.unknown(key);
                let expected = Some(json).filter(|_| key != "PMID");
                assert_eq!(kept, expected, "{id}: {key}");
            }
        }
    }
}

#[test]
fn fields_with_names_of_others_come_back() {
    let text = r#"{"format":"frenemy/1","nodes":[{"id":"a","name":"A","weight":3,"type":"org",
            "sign":"plus","label":"Ay"},{"id":"b"}],
        "edges":[{"id":"e","source":"a","target":"b","kind":"cooperation","type":"mutual",
            "directed":false,"label":"LBL","name":"NM","note":"NT","weight":2,"from":"q"}]}"#;
    let document = file::read(text.as_bytes(), "a.json").unwrap().document;
    for (id, name) in [
        ("graphml", "a.graphml"),
        ("gexf", "a.gexf"),
        ("csv", "a.csv"),
        ("json-cytoscape", "a.cyjs"),
        ("json-graphology", "a.json"),
    ] {
        let written = by_id(id).unwrap().write(&document).unwrap();
        let text = String::from_utf8_lossy(&written.bytes).into_owned();
        for value in ["LBL", "NM", "NT"] {
            assert!(text.contains(value), "{id}: {value}: {text}");
        }
        let back = file::read(&written.bytes, name).unwrap().document;
        let relation = back.relations.iter().next().unwrap();
        assert_eq!(relation.subtype.as_deref(), Some("mutual"), "{id}");
        assert!(!relation.is_directed(), "{id}");
        let note = relation.fields.unknown("note");
        assert_eq!(note, Some("\"NT\""), "{id}: {:?}", relation.fields);
        if id != "csv" {
            let actor = back.actors.get(&"a".into()).unwrap();
            let weight = actor.fields.unknown("weight");
            assert!(weight.is_some_and(|weight| weight.contains('3')), "{id}");
            assert_eq!(actor.fields.unknown("type"), Some("\"org\""), "{id}");
        }
    }
}
