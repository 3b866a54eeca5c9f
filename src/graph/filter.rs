//! What of a document is looked at, and the same in words. Knows no graph.

use std::collections::BTreeSet;

use crate::model::{
    ActorId, Credibility, Document, ReferenceId, RelationId, RelationKind, Reliability, Span,
    Stance,
};
use crate::words::{capitalized, counted, list, shortened};

/// What is looked at; the default hides nothing.
///
/// The filter looks at claims first. A claim is seen if its reference, its reference's outlet, its stance and both its
/// grades pass. A relation that has claims and none of them is seen falls; one of which some are seen is carried with
/// those alone, so that its strength, and whether it is cited and contested, follow from what is seen. A relation
/// without any claim has none to lose and stays.
///
/// Then it looks at what is left of the relation: its kind, its time, whether it is cited or contested, and how many
/// independent references assert it. Actors stay where they lose all their relations, so that the picture keeps its
/// shape; only `hidden_actors` and `focus` take them out.
///
/// A grade that nobody knows (F, 6, none given, no reference) is not a bad grade: it passes every minimum unless
/// `only_graded` asks for known ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Kinds of relation that are left out.
    pub hidden_kinds: BTreeSet<RelationKind>,
    /// Actors that are left out, and their relations with them.
    pub hidden_actors: BTreeSet<ActorId>,
    /// Only this actor and those it is tied to, where given.
    pub focus: Option<ActorId>,
    /// Only these actors and the relations between them, where given.
    pub among: Option<BTreeSet<ActorId>>,
    /// Relations that are left out one by one.
    pub hidden_relations: BTreeSet<RelationId>,
    /// What if: relations whose sign is turned, friends to foes and foes to friends. Nothing of it is saved.
    pub turned: BTreeSet<RelationId>,
    /// References whose claims are left out.
    pub hidden_references: BTreeSet<ReferenceId>,
    /// Outlets by name; the claims of every reference that appeared there are left out.
    pub hidden_outlets: BTreeSet<String>,
    /// Stances whose claims are left out.
    pub hidden_stances: BTreeSet<Stance>,
    /// Only claims of references this reliable or more; F asks for nothing.
    pub least_reliability: Option<Reliability>,
    /// Only claims this credible or more; 6 asks for nothing.
    pub least_credibility: Option<Credibility>,
    /// Whether a minimum leaves out what has no known grade too; without a minimum it says nothing.
    pub only_graded: bool,
    /// Relations that cite a reference, or those that do not.
    pub cited: Which,
    /// Relations that some claim denies, disputes or retracts, or those of which none does.
    pub contested: Which,
    /// Only relations that so many independent references assert; those that share an origin count once.
    pub least_independent: usize,
    /// Only relations whose date may mean a day of this span.
    pub span: Option<Span>,
    /// Whether relations without a date are left out; else they are always in.
    pub hides_undated: bool,
}

/// Which of two sorts of relation are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Both.
    #[default]
    All,
    /// Only those of which it is so.
    With,
    /// Only those of which it is not so.
    Without,
}

impl Which {
    /// All choices in the order of the interface.
    pub const ALL: [Self; 3] = [Self::All, Self::With, Self::Without];

    pub(super) fn admits(self, is_so: bool) -> bool {
        match self {
            Self::All => true,
            Self::With => is_so,
            Self::Without => !is_so,
        }
    }
}

impl Filter {
    /// Whether the whole document is looked at.
    pub fn is_clear(&self) -> bool {
        *self == Self::default()
    }

    /// Leaves a kind of relation out, or takes it in again.
    pub fn toggle_kind(&mut self, kind: RelationKind) {
        toggle(&mut self.hidden_kinds, kind);
    }

    /// Leaves a reference out, or takes it in again.
    pub fn toggle_reference(&mut self, reference: ReferenceId) {
        toggle(&mut self.hidden_references, reference);
    }

    /// Leaves an outlet out, or takes it in again.
    pub fn toggle_outlet(&mut self, outlet: String) {
        toggle(&mut self.hidden_outlets, outlet);
    }

    /// Leaves a stance out, or takes it in again.
    pub fn toggle_stance(&mut self, stance: Stance) {
        toggle(&mut self.hidden_stances, stance);
    }

    /// The filter in words, for the status bar and a figure's caption: `Without Reuters; as of July 1914; only cited
    /// relations`. Nothing where it is clear.
    pub fn in_words(&self, document: &Document) -> String {
        let parts = [
            self.focus_in_words(document),
            self.among_in_words(document),
            self.what_if_in_words(document),
            self.omissions_in_words(document),
            self.span.map(Span::in_words),
            self.relations_in_words(),
            self.grades_in_words(),
        ];
        let words: Vec<_> = parts.into_iter().flatten().collect();
        capitalized(&words.join("; "))
    }

    fn focus_in_words(&self, document: &Document) -> Option<String> {
        let focus = document.actors.get(self.focus.as_ref()?)?;
        Some(format!("only {} and those tied to it", focus.name()))
    }

    /// `only Russia, Taliban and India`.
    fn among_in_words(&self, document: &Document) -> Option<String> {
        let among = self.among.as_ref()?;
        let names = among.iter().map(|id| document.actor_name(id).to_owned());
        Some(match names.len() {
            0 => "no actors".to_owned(),
            _ => format!("only {}", list(&first(names, "actor"))),
        })
    }

    /// `what if Russia – Taliban turned`.
    fn what_if_in_words(&self, document: &Document) -> Option<String> {
        let turned = self.turned.iter().map(|id| {
            let relation = document.relations.get(id);
            relation.map_or_else(
                || id.to_string(),
                |relation| document.relation_name(relation),
            )
        });
        let names = first(turned, "relation");
        (!names.is_empty()).then(|| format!("what if {} turned", list(&names)))
    }

    /// `without Reuters, hostility and denials`.
    fn omissions_in_words(&self, document: &Document) -> Option<String> {
        let outlets = self.hidden_outlets.iter().cloned();
        let references = self.hidden_references.iter().map(|id| {
            let reference = document.references.get(id);
            let title = reference.map_or(id.as_str(), |reference| reference.title());
            format!("“{title}”")
        });
        let kinds = self.hidden_kinds.iter().map(|kind| match kind {
            RelationKind::Other => "other ties".to_owned(),
            kind => kind.as_str().to_owned(),
        });
        let stances = self.hidden_stances.iter().map(|stance| plural(*stance));
        let undated = self.hides_undated.then(|| "undated relations".to_owned());
        let actors = self.hidden_actors.iter().map(|id| {
            let actor = document.actors.get(id);
            actor.map_or(id.as_str(), |actor| actor.name()).to_owned()
        });
        let relations = self.hidden_relations.iter().map(|id| {
            let relation = document.relations.get(id);
            relation.map_or_else(
                || id.to_string(),
                |relation| document.relation_name(relation),
            )
        });
        let named = [
            first(actors, "actor"),
            first(outlets, "outlet"),
            first(references, "source"),
            first(relations, "relation"),
        ];
        let sorts = kinds.chain(stances.map(str::to_owned)).chain(undated);
        let all: Vec<_> = named.into_iter().flatten().chain(sorts).collect();
        (!all.is_empty()).then(|| format!("without {}", list(&all)))
    }

    /// `only cited relations; at least 2 independent sources`.
    fn relations_in_words(&self) -> Option<String> {
        let is = |which, with: &'static str, without: &'static str| match which {
            Which::All => None,
            Which::With => Some(with),
            Which::Without => Some(without),
        };
        let adjectives: Vec<_> = [
            is(self.cited, "cited", "uncited"),
            is(self.contested, "contested", "uncontested"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let only =
            (!adjectives.is_empty()).then(|| format!("only {} relations", adjectives.join(", ")));
        let sources = (self.least_independent > 0).then(|| {
            let least = self.least_independent;
            let sources = counted(least, "independent source", "independent sources");
            format!("at least {sources}")
        });
        let parts: Vec<_> = [only, sources].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// `sources graded B or better; information graded 2 or better, or not graded`.
    fn grades_in_words(&self) -> Option<String> {
        let reliability = self.least_reliability.map(Reliability::as_str);
        let credibility = self
            .least_credibility
            .map(|least| least.number().to_string());
        let graded = [
            reliability.map(|grade| format!("sources graded {grade} or better")),
            credibility.map(|grade| format!("information graded {grade} or better")),
        ];
        let graded: Vec<_> = graded.into_iter().flatten().collect();
        let ungraded = if self.only_graded {
            ""
        } else {
            ", or not graded"
        };
        (!graded.is_empty()).then(|| format!("only {}{ungraded}", graded.join(" and ")))
    }
}

fn toggle<T: Ord>(hidden: &mut BTreeSet<T>, item: T) {
    if !hidden.remove(&item) {
        hidden.insert(item);
    }
}

/// At most three names, and how many more there are.
fn first(names: impl ExactSizeIterator<Item = String>, noun: &str) -> Vec<String> {
    const MAX_NAMES: usize = 3;
    shortened(names, MAX_NAMES, noun, &format!("{noun}s"))
}

/// A stance's claims, in the plural.
fn plural(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "assertions",
        Stance::Denies => "denials",
        Stance::Disputes => "disputes",
        Stance::Retracts => "retractions",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Network;
    use crate::model::{Actor, Claim, Date, Reference, Relation, Sign};

    fn reference(id: &str, outlet: &str, reliability: Option<Reliability>) -> Reference {
        Reference {
            container_title: Some(outlet.into()),
            reliability,
            ..Reference::new(id)
        }
    }

    fn claim(reference: &str, stance: Stance) -> Claim {
        Claim {
            reference: (!reference.is_empty()).then(|| reference.into()),
            stance,
            ..Claim::default()
        }
    }

    fn relation(id: &str, when: &str, claims: Vec<Claim>) -> Relation {
        Relation {
            when: Date::parse(when).ok(),
            claims,
            ..Relation::new(id, "a", "b")
        }
    }

    /// `pact` rests on Reuters and a paper that copied it, `war` is denied by the paper, `talks` are told by the paper
    /// alone, `rumour` cites nothing, `bare` has no claim.
    fn document() -> Document {
        use Stance::{Asserts, Denies};
        let wire = Reference {
            origin: Some("wire".into()),
            ..reference("reuters", "Reuters", Some(Reliability::B))
        };
        let copy = Reference {
            origin: Some("wire".into()),
            ..reference("copy", "The Paper", Some(Reliability::D))
        };
        Document {
            references: [
                wire,
                copy,
                reference("book", "The Paper", Some(Reliability::F)),
            ]
            .into_iter()
            .collect(),
            actors: ["a", "b"].map(Actor::new).into_iter().collect(),
            relations: [
                relation(
                    "pact",
                    "1907",
                    vec![claim("reuters", Asserts), claim("copy", Asserts)],
                ),
                relation(
                    "war",
                    "1914-07-28/..",
                    vec![claim("reuters", Asserts), claim("copy", Denies)],
                ),
                relation("talks", "1912-05", vec![claim("book", Asserts)]),
                relation("rumour", "", vec![claim("", Asserts)]),
                relation("bare", "", vec![]),
            ]
            .into_iter()
            .collect(),
            ..Document::default()
        }
    }

    /// What is seen, each with its number of claims, and the filter in words.
    fn check(change: impl FnOnce(&mut Filter), expected: &str) {
        let mut filter = Filter::default();
        change(&mut filter);
        let document = document();
        let network = Network::seen(&document, &filter);
        let relations = network.graph.edge_weights();
        let seen: Vec<_> = relations
            .map(|relation| format!("{} {}", relation.id, relation.claims.len()))
            .collect();
        let words = filter.in_words(&document);
        assert_eq!(format!("{words}: {}", seen.join(", ")), expected);
        assert_eq!(network.graph.node_count(), 2, "actors stay");
    }

    #[test]
    fn a_clear_filter_shows_all_and_has_nothing_to_say() {
        check(|_| {}, ": pact 2, war 2, talks 1, rumour 1, bare 0");
    }

    #[test]
    fn without_a_source_what_rests_on_it_alone_falls_and_the_rest_is_trimmed() {
        check(
            |filter| filter.toggle_reference("book".into()),
            "Without “book”: pact 2, war 2, rumour 1, bare 0",
        );
        check(
            |filter| filter.toggle_outlet("The Paper".into()),
            "Without The Paper: pact 1, war 1, rumour 1, bare 0",
        );
        check(
            |filter| filter.toggle_stance(Stance::Denies),
            "Without denials: pact 2, war 1, talks 1, rumour 1, bare 0",
        );
    }

    #[test]
    fn an_unknown_grade_passes_every_minimum_unless_known_ones_are_asked_for() {
        check(
            |filter| filter.least_reliability = Some(Reliability::C),
            "Only sources graded C or better, or not graded: pact 1, war 1, talks 1, rumour 1, bare 0",
        );
        check(
            |filter| {
                filter.least_reliability = Some(Reliability::C);
                filter.only_graded = true;
            },
            "Only sources graded C or better: pact 1, war 1, bare 0",
        );
        check(
            |filter| filter.least_credibility = Credibility::new(2),
            "Only information graded 2 or better, or not graded: pact 2, war 2, talks 1, rumour 1, bare 0",
        );
    }

    #[test]
    fn cited_contested_and_independent_are_judged_by_the_claims_that_are_seen() {
        check(
            |filter| filter.cited = Which::With,
            "Only cited relations: pact 2, war 2, talks 1",
        );
        check(
            |filter| filter.cited = Which::Without,
            "Only uncited relations: rumour 1, bare 0",
        );
        check(
            |filter| filter.contested = Which::With,
            "Only contested relations: war 2",
        );
        check(
            |filter| {
                filter.contested = Which::With;
                filter.toggle_reference("copy".into());
            },
            "Without “copy”; only contested relations: ",
        );
        // The copy of a wire report is not a second source.
        check(
            |filter| filter.least_independent = 2,
            "At least 2 independent sources: ",
        );
        check(
            |filter| filter.least_independent = 1,
            "At least 1 independent source: pact 2, war 2, talks 1",
        );
    }

    #[test]
    fn a_relation_is_in_where_its_date_may_fall_into_the_span_and_undated_ones_are_always_in() {
        let span = |text: &str| Some(Span::of(&Date::parse(text).unwrap()));
        check(
            |filter| filter.span = span("1914-07"),
            "As of July 1914: war 2, rumour 1, bare 0",
        );
        check(
            |filter| {
                filter.span = span("1907/1912-05-01");
                filter.hides_undated = true;
            },
            "Without undated relations; from 1 January 1907 to 1 May 1912: pact 2, talks 1",
        );
        check(
            |filter| {
                filter.span = span("1914-07");
                filter.cited = Which::With;
                filter.toggle_outlet("Reuters".into());
            },
            "Without Reuters; as of July 1914; only cited relations: war 1",
        );
    }

    #[test]
    fn of_many_things_left_out_three_are_named_and_the_rest_counted() {
        let mut filter = Filter {
            hidden_kinds: [RelationKind::Other, RelationKind::Hostility].into(),
            focus: Some("a".into()),
            ..Filter::default()
        };
        for outlet in ["A", "B", "C", "D", "E"] {
            filter.toggle_outlet(outlet.into());
        }
        assert_eq!(
            filter.in_words(&document()),
            "Only a and those tied to it; without A, B, C, 2 more outlets, hostility and other ties"
        );
    }

    mod properties {
        use super::*;
        use proptest::prelude::*;

        prop_compose! {
            fn a_claim()(
                reference in proptest::option::of(0..6_usize),
                stance in 0..4_usize,
                credibility in 0..7_u64,
            ) -> Claim {
                Claim {
                    // The sixth is missing from the document.
                    reference: reference.map(|number| format!("r{number}").into()),
                    stance: Stance::ALL[stance],
                    credibility: Credibility::new(credibility),
                    ..Claim::default()
                }
            }
        }

        prop_compose! {
            fn a_relation()(
                ends in (0..5_usize, 0..5_usize),
                kind in 0..4_usize,
                when in proptest::option::of("19[01][0-9](-0[1-9])?|190[0-9]/\\.\\.|/191[0-9]|191X"),
                claims in proptest::collection::vec(a_claim(), 0..4),
            ) -> Relation {
                Relation {
                    kind: Some(RelationKind::ALL[kind]),
                    when: when.and_then(|text| Date::parse(&text).ok()),
                    claims,
                    ..Relation::new("", format!("a{}", ends.0), format!("a{}", ends.1))
                }
            }
        }

        prop_compose! {
            fn a_document()(
                relations in proptest::collection::vec(a_relation(), 0..12),
                grades in proptest::collection::vec(0..7_usize, 5),
            ) -> Document {
                let number = |(number, relation): (usize, Relation)| Relation {
                    id: format!("e{number}").into(),
                    ..relation
                };
                let reference = |(number, grade): (usize, usize)| {
                    let grade = Reliability::ALL.get(grade).copied();
                    let origin = (number < 2).then(|| "wire".to_owned());
                    Reference { origin, ..reference(&format!("r{number}"), ["P", "Q"][number % 2], grade) }
                };
                Document {
                    // The fifth end is missing from the document.
                    actors: (0..4).map(|number| Actor::new(format!("a{number}"))).collect(),
                    references: grades.into_iter().enumerate().map(reference).collect(),
                    relations: relations.into_iter().enumerate().map(number).collect(),
                    ..Document::default()
                }
            }
        }

        prop_compose! {
            fn a_filter()(
                supposed in proptest::collection::vec(proptest::bool::weighted(0.2), 3),
                hides in proptest::collection::vec(proptest::bool::weighted(0.2), 6),
                grades in (0..7_usize, 0..7_u64),
                which in (0..3_usize, 0..3_usize),
                span in proptest::option::of((0..8000_i64, 0..8000_i64)),
                switches in (any::<bool>(), any::<bool>(), proptest::bool::weighted(0.2)),
                least_independent in 0..3_usize,
            ) -> Filter {
                let day = |offset| Some(crate::model::Day::from_number(693_900 + offset));
                let some = |place: usize| hides[place].then_some(());
                Filter {
                    hidden_kinds: some(0).map(|()| RelationKind::Hostility).into_iter().collect(),
                    hidden_actors: some(1).map(|()| "a1".into()).into_iter().collect(),
                    focus: switches.2.then(|| "a0".into()),
                    among: supposed[0].then(|| ["a0".into(), "a2".into()].into()),
                    hidden_relations: supposed[1].then(|| "e1".into()).into_iter().collect(),
                    turned: supposed[2].then(|| "e2".into()).into_iter().collect(),
                    hidden_references: some(2).map(|()| "r0".into()).into_iter().chain(some(3).map(|()| "r5".into())).collect(),
                    hidden_outlets: some(4).map(|()| "Q".into()).into_iter().collect(),
                    hidden_stances: some(5).map(|()| Stance::Denies).into_iter().collect(),
                    least_reliability: Reliability::ALL.get(grades.0).copied(),
                    least_credibility: Credibility::new(grades.1),
                    only_graded: switches.0,
                    cited: Which::ALL[which.0],
                    contested: Which::ALL[which.1],
                    least_independent,
                    span: span.map(|(from, to)| Span { from: day(from), to: day(to) }),
                    hides_undated: switches.1,
                }
            }
        }

        proptest! {
            #![proptest_config(ProptestConfig::with_cases(128))]

            #[test]
            fn what_is_seen_is_part_of_what_there_is_and_keeps_its_place(document in a_document(), filter in a_filter()) {
                let whole = Network::seen(&document, &Filter::default());
                let network = whole.through(&document, &filter);
                filter.in_words(&document);
                prop_assert_eq!(network.actor_bound(), document.actors.len());
                for edge in network.graph.edge_indices() {
                    let (seen, there) = (&network.graph[edge], &whole.graph[edge]);
                    prop_assert_eq!(network.graph.edge_endpoints(edge), whole.graph.edge_endpoints(edge));
                    prop_assert!(seen.claims.iter().all(|claim| there.claims.contains(claim)));
                    prop_assert!(there.claims.is_empty() || !seen.claims.is_empty());
                    let is_turned = filter.turned.contains(&seen.id) && there.kind().sign() != Sign::None;
                    prop_assert_eq!(seen.kind().sign() != there.kind().sign(), is_turned);
                    let as_claimed = Relation {
                        kind: if is_turned { there.kind } else { seen.kind },
                        directed: if is_turned { there.directed } else { seen.directed },
                        claims: there.claims.clone(),
                        ..Relation::clone(seen)
                    };
                    prop_assert_eq!(&as_claimed, &**there);
                }
                for node in network.graph.node_indices() {
                    prop_assert_eq!(&network.graph[node].id, &whole.graph[node].id);
                }
            }

            #[test]
            fn clearing_the_filter_shows_the_whole_again(document in a_document(), filter in a_filter()) {
                let seen = Network::seen(&document, &filter);
                let again = seen.through(&document, &Filter::default());
                let whole = Network::seen(&document, &Filter::default());
                let ids = |network: &Network| {
                    let edges = network.graph.edge_indices();
                    edges.map(|edge| (edge, network.graph[edge].clone())).collect::<Vec<_>>()
                };
                prop_assert_eq!(ids(&again), ids(&whole));
                let tied = document.relations.iter().filter(|relation| {
                    document.actors.contains(&relation.source) && document.actors.contains(&relation.target)
                });
                prop_assert_eq!(tied.count(), whole.graph.edge_count());
            }
        }
    }
}
