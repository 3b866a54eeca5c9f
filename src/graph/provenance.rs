//! What a network rests on: counts by source and outlet, what falls without one of them, and what hangs on a single
//! one. Says nothing about whether a source is right.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::words::{counted, sentence};
use super::{EdgeIndex, Filter, Network};
use crate::model::{Document, ReferenceId, Relation, RelationKind, Stance};

/// How much there is, and how much of it is cited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// How many actors.
    pub actors: usize,
    /// How many relations.
    pub relations: usize,
    /// How many of them cite a reference.
    pub cited: usize,
    /// How many of them some claim denies, disputes or retracts.
    pub contested: usize,
    /// How many of them have no date.
    pub undated: usize,
}

impl Provenance {
    /// Counts what a network shows.
    pub fn of(network: &Network) -> Self {
        let mut sourcing = Self {
            actors: network.graph.node_count(),
            ..Self::default()
        };
        for relation in network.graph.edge_weights() {
            sourcing.relations += 1;
            sourcing.cited += usize::from(!relation.is_uncited());
            sourcing.contested += usize::from(relation.is_contested());
            sourcing.undated += usize::from(relation.when.is_none());
        }
        sourcing
    }

    /// `22 actors, 70 relations, 69 cited, 2 contested`.
    pub fn in_words(&self) -> String {
        let mut words = format!(
            "{}, {}, {} cited",
            counted(self.actors, "actor"),
            counted(self.relations, "relation"),
            self.cited
        );
        if self.contested > 0 {
            words = format!("{words}, {} contested", self.contested);
        }
        words
    }
}

/// The filter that is on and what it leaves out, for a status bar and a caption; nothing where it is clear.
///
/// `As of July 1914; only cited relations. 2 actors and 12 relations hidden; 3 without a date stay in.`
pub fn filter_in_words(document: &Document, network: &Network) -> Option<String> {
    let filter = network.filter();
    if filter.is_clear() {
        return None;
    }
    let mut words = filter.in_words(document);
    if words.is_empty() {
        words.push_str("All");
    }
    let actors = document.actors.len() - network.graph.node_count();
    let relations = document.relations.len() - network.graph.edge_count();
    let hidden = match (actors, relations) {
        (0, 0) => "Nothing".to_owned(),
        (0, relations) => counted(relations, "relation"),
        (actors, relations) => format!(
            "{} and {}",
            counted(actors, "actor"),
            counted(relations, "relation")
        ),
    };
    words = format!("{words}. {hidden} hidden");
    let undated = || {
        network
            .graph
            .edge_weights()
            .filter(|relation| relation.when.is_none())
    };
    if filter.span.is_some()
        && let count @ 1.. = undated().count()
    {
        words = format!("{words}; {count} without a date stay in");
    }
    Some(format!("{words}."))
}

/// How much of a document each source, outlet, kind and stance carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// The references in file order, then those that claims name and the file lacks.
    pub sources: Vec<SourceUse>,
    /// The outlets by name.
    pub outlets: Vec<OutletUse>,
    /// How many relations of each kind.
    pub kinds: BTreeMap<RelationKind, usize>,
    /// How many claims of each stance.
    pub stances: BTreeMap<Stance, usize>,
    /// How many relations have no date.
    pub undated: usize,
}

/// How much a reference carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceUse {
    /// Which.
    pub reference: ReferenceId,
    /// How many claims name it.
    pub claims: usize,
    /// How many relations these claims are about.
    pub relations: usize,
    /// How many relations have no claim but from it.
    pub alone: usize,
}

/// How much the references of an outlet carry together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutletUse {
    /// Its name.
    pub name: String,
    /// How many references appeared there.
    pub sources: usize,
    /// How many claims name them.
    pub claims: usize,
    /// How many relations these claims are about.
    pub relations: usize,
}

impl Usage {
    /// Counts a whole document. O(relations + claims).
    pub fn of(document: &Document) -> Self {
        let mut usage = Self::default();
        let mut places = HashMap::new();
        let mut outlets: BTreeMap<&str, OutletUse> = BTreeMap::new();
        for reference in document.references.iter() {
            usage.place(&mut places, &reference.id);
            if let Some(name) = reference.outlet() {
                outlets.entry(name).or_default().sources += 1;
            }
        }
        for relation in document.relations.iter() {
            *usage.kinds.entry(relation.kind()).or_default() += 1;
            usage.undated += usize::from(relation.when.is_none());
            usage.count_claims(document, relation, &mut places, &mut outlets);
        }
        let named = outlets.into_iter().map(|(name, outlet)| OutletUse {
            name: name.to_owned(),
            ..outlet
        });
        usage.outlets = named.collect();
        usage
    }

    fn count_claims<'a>(
        &mut self,
        document: &'a Document,
        relation: &Relation,
        places: &mut HashMap<ReferenceId, usize>,
        outlets: &mut BTreeMap<&'a str, OutletUse>,
    ) {
        let (mut sources, mut names) = (BTreeSet::new(), BTreeSet::new());
        for claim in &relation.claims {
            *self.stances.entry(claim.stance).or_default() += 1;
            let Some(id) = &claim.reference else { continue };
            let place = self.place(places, id);
            self.sources[place].claims += 1;
            sources.insert(place);
            let reference = document.references.get(id);
            if let Some(name) = reference.and_then(|reference| reference.outlet()) {
                outlets.entry(name).or_default().claims += 1;
                names.insert(name);
            }
        }
        let is_alone = sources.len() == 1
            && relation
                .claims
                .iter()
                .all(|claim| claim.reference.is_some());
        for place in sources {
            self.sources[place].relations += 1;
            self.sources[place].alone += usize::from(is_alone);
        }
        for name in names {
            outlets.entry(name).or_default().relations += 1;
        }
    }

    /// Where a reference's row is, made where there is none yet.
    fn place(&mut self, places: &mut HashMap<ReferenceId, usize>, id: &ReferenceId) -> usize {
        if let Some(place) = places.get(id) {
            return *place;
        }
        let place = self.sources.len();
        places.insert(id.clone(), place);
        self.sources.push(SourceUse {
            reference: id.clone(),
            claims: 0,
            relations: 0,
            alone: 0,
        });
        place
    }
}

/// What another filter takes out of a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// Relations that fall.
    pub falls: Vec<EdgeIndex>,
    /// Relations that stay, and hang on a single source where they had more.
    pub single: Vec<EdgeIndex>,
}

impl Loss {
    /// What is lost between two networks of one document.
    pub fn between(document: &Document, before: &Network, after: &Network) -> Self {
        let mut loss = Self::default();
        for edge in before.graph.edge_indices() {
            let was = &before.graph[edge];
            match after.graph.edge_weight(edge) {
                None => loss.falls.push(edge),
                Some(is)
                    if is.claims.len() < was.claims.len()
                        && document.independent_references(is) == 1
                        && document.independent_references(was) > 1 =>
                {
                    loss.single.push(edge);
                }
                Some(_) => {}
            }
        }
        loss
    }

    /// What would be lost if this filter were on.
    pub fn by(document: &Document, network: &Network, filter: &Filter) -> Self {
        Self::between(document, network, &network.through(document, filter))
    }

    /// `3 relations fall, 1 hangs on a single source`, or that nothing is lost.
    pub fn in_words(&self) -> String {
        let verb = |count, one: &str, many: &str| if count == 1 { one } else { many }.to_owned();
        let falls = self.falls.len();
        let falls = (falls > 0).then(|| {
            format!(
                "{} {}",
                counted(falls, "relation"),
                verb(falls, "falls", "fall")
            )
        });
        let single = self.single.len();
        let hangs = verb(single, "hangs", "hang");
        let noun = match &falls {
            Some(_) => single.to_string(),
            None => counted(single, "relation"),
        };
        let single = (single > 0).then(|| format!("{noun} {hangs} on a single source"));
        let parts: Vec<_> = [falls, single].into_iter().flatten().collect();
        if parts.is_empty() {
            "no relation falls".to_owned()
        } else {
            parts.join(", ")
        }
    }
}

/// A relation that hangs on a single source, or on none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thin {
    /// Which.
    pub edge: EdgeIndex,
    /// How many independent references assert it: none or one.
    pub independent: usize,
    /// Whether no claim names a reference.
    pub is_uncited: bool,
    /// How many claims are seen.
    pub claims: usize,
}

/// By what a table of thin relations is sorted; what is equal stays in file order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThinOrder {
    /// Uncited ones first, then those of a single source.
    #[default]
    Sources,
    /// By the relation in words.
    Relation,
    /// By kind, as in the legend.
    Kind,
    /// By the number of claims.
    Claims,
}

/// The relations of a network that at most one independent reference asserts.
pub fn thin(document: &Document, network: &Network, order: ThinOrder) -> Vec<Thin> {
    let row = |edge: EdgeIndex| {
        let relation = &network.graph[edge];
        let independent = document.independent_references(relation);
        (independent <= 1).then(|| Thin {
            edge,
            independent,
            is_uncited: relation.is_uncited(),
            claims: relation.claims.len(),
        })
    };
    let mut rows: Vec<_> = network.graph.edge_indices().filter_map(row).collect();
    match order {
        ThinOrder::Sources => rows.sort_by_key(|row| (!row.is_uncited, row.independent)),
        ThinOrder::Relation => rows.sort_by_cached_key(|row| sentence(network, row.edge)),
        ThinOrder::Kind => rows.sort_by_key(|row| {
            let kind = network.graph[row.edge].kind();
            RelationKind::ALL.iter().position(|there| *there == kind)
        }),
        ThinOrder::Claims => rows.sort_by_key(|row| row.claims),
    }
    rows
}

/// Thin relations as a table that a spreadsheet takes, under a line of names.
pub fn thin_as_tsv(document: &Document, network: &Network, rows: &[Thin]) -> String {
    let mut text = "id\trelation\tkind\twhen\tindependent sources\tclaims\treferences\n".to_owned();
    for row in rows {
        let relation = &network.graph[row.edge];
        let ids: BTreeSet<_> = relation
            .claims
            .iter()
            .filter_map(|claim| claim.reference.as_ref())
            .collect();
        let titles = ids.into_iter().map(|id| {
            let reference = document.references.get(id);
            reference.map_or(id.as_str(), |reference| reference.title())
        });
        let when = relation.when.as_ref().map_or("", |when| when.as_str());
        let cells = [
            relation.id.as_str(),
            &sentence(network, row.edge),
            relation.kind().as_str(),
            when,
            &row.independent.to_string(),
            &row.claims.to_string(),
            &titles.collect::<Vec<_>>().join("; "),
        ]
        .map(|cell| cell.replace(['\t', '\n', '\r'], " "));
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Claim, Date, Reference, Span};

    fn claim(reference: &str) -> Claim {
        Claim {
            reference: (!reference.is_empty()).then(|| reference.into()),
            ..Claim::default()
        }
    }

    fn relation(id: &str, claims: &[&str]) -> Relation {
        Relation {
            claims: claims.iter().map(|reference| claim(reference)).collect(),
            ..Relation::new(id, "Alba", "Borea")
        }
    }

    fn document() -> Document {
        let reference = |id: &str| Reference {
            container_title: (id != "own").then(|| "The Paper".into()),
            ..Reference::new(id)
        };
        Document {
            references: ["one", "two", "own"].map(reference).into_iter().collect(),
            actors: ["Alba", "Borea"].map(Actor::new).into_iter().collect(),
            relations: [
                relation("both", &["one", "two", "two"]),
                relation("three", &["one", "two", "own"]),
                relation("alone", &["two"]),
                relation("partly", &["two", ""]),
                relation("lost", &["gone"]),
                relation("bare", &[]),
            ]
            .into_iter()
            .collect(),
            ..Document::default()
        }
    }

    fn ids(network: &Network, edges: &[EdgeIndex]) -> Vec<String> {
        let ids = edges.iter().map(|edge| network.graph[*edge].id.to_string());
        ids.collect()
    }

    #[test]
    fn each_source_is_counted_by_claims_relations_and_what_it_carries_alone() {
        let usage = Usage::of(&document());
        let rows: Vec<_> = usage
            .sources
            .iter()
            .map(|row| (row.reference.as_str(), row.claims, row.relations, row.alone))
            .collect();
        let expected = [
            ("one", 2, 2, 0),
            ("two", 5, 4, 1),
            ("own", 1, 1, 0),
            ("gone", 1, 1, 1),
        ];
        assert_eq!(rows, expected);
        let paper = OutletUse {
            name: "The Paper".into(),
            sources: 2,
            claims: 7,
            relations: 4,
        };
        assert_eq!(usage.outlets, [paper]);
        assert_eq!(usage.undated, 6);
    }

    #[test]
    fn without_a_source_its_own_relations_fall_and_others_hang_on_the_last_one() {
        let document = document();
        let whole = Network::seen(&document, &Filter::default());
        let mut filter = Filter::default();
        filter.toggle_reference("two".into());
        let loss = Loss::by(&document, &whole, &filter);
        assert_eq!(ids(&whole, &loss.falls), ["alone"]);
        assert_eq!(ids(&whole, &loss.single), ["both"]);
        assert_eq!(
            loss.in_words(),
            "1 relation falls, 1 hangs on a single source"
        );
        assert_eq!(Loss::default().in_words(), "no relation falls");
    }

    #[test]
    fn thin_relations_are_listed_with_the_uncited_first_and_copied_as_a_table() {
        let document = document();
        let network = Network::seen(&document, &Filter::default());
        let rows = thin(&document, &network, ThinOrder::Sources);
        let edges: Vec<_> = rows.iter().map(|row| row.edge).collect();
        assert_eq!(ids(&network, &edges), ["bare", "alone", "partly", "lost"]);
        insta::assert_snapshot!(thin_as_tsv(&document, &network, &rows).replace('\t', " | "), @r"
        id | relation | kind | when | independent sources | claims | references
        bare | Alba and Borea are tied | other |  | 0 | 0 | 
        alone | Alba and Borea are tied | other |  | 1 | 1 | two
        partly | Alba and Borea are tied | other |  | 1 | 2 | two
        lost | Alba and Borea are tied | other |  | 1 | 1 | gone
        ");
    }

    #[test]
    fn the_caption_says_what_is_cited_what_is_left_out_and_what_has_no_date() {
        let document = document();
        let mut filter = Filter {
            span: Some(Span::of(&Date::parse("1914").unwrap())),
            ..Filter::default()
        };
        filter.toggle_reference("two".into());
        let network = Network::seen(&document, &filter);
        let sourcing = Provenance::of(&network).in_words();
        assert_eq!(sourcing, "2 actors, 5 relations, 3 cited");
        let words = filter_in_words(&document, &network).unwrap();
        insta::assert_snapshot!(words, @"Without “two”; as of 1914. 1 relation hidden; 5 without a date stay in.");
        let clear = Network::seen(&document, &Filter::default());
        assert_eq!(filter_in_words(&document, &clear), None);
    }
}
