//! Findings as sentences, with the citations of each relation. Knows no window: a span says what it
//! is about, and the window or the report makes it a link.

use std::collections::BTreeSet;

use super::predict::Prediction;
use super::signed::{Pair, SignedGraph};
use super::triads::{Census, CommonEnemy, Tension, TriadKind, common_enemy_of};
use crate::graph::words::sentence;
use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::model::{ActorId, Claim, Document, ReferenceId, RelationId, RelationKind, Stance};
use crate::words::{agree, counted};

/// The most citations and names in a list; the rest is counted.
const MAX_LISTED: usize = 3;

/// A sentence or two, as spans of which some are links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The spans in reading order, spaces included.
    pub spans: Vec<TextSpan>,
}

/// A part of the text, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSpan {
    /// The text.
    pub text: String,
    /// Where the link leads, if it is one.
    pub target: Option<LinkTarget>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An actor.
    Actor(ActorId),
    /// A relation.
    Relation(RelationId),
    /// A claim of a relation, by its index, and the reference that it cites.
    Citation(RelationId, usize, ReferenceId),
}

/// Writes findings about a network as sentences.
#[derive(Clone, Copy, Debug)]
pub struct Explainer<'a> {
    /// The document, for its references.
    pub document: &'a Document,
    /// The network that the signs were made from.
    pub network: &'a Network,
    /// The signs.
    pub signs: &'a SignedGraph,
}

impl Explanation {
    /// The text without links.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    fn push(&mut self, text: impl Into<String>) {
        self.spans.push(TextSpan {
            text: text.into(),
            target: None,
        });
    }

    fn link(&mut self, text: impl Into<String>, target: LinkTarget) {
        self.spans.push(TextSpan {
            text: text.into(),
            target: Some(target),
        });
    }
}

impl Explainer<'_> {
    /// `Common enemy: Russia supporting Taliban (¶1, ¶4); both are hostile to Islamic State (¶10).`
    pub fn common_enemy(&self, found: &CommonEnemy) -> Explanation {
        let mut explanation = Explanation::default();
        explanation.push("Common enemy: ");
        let pair = |a: u32, b: u32| self.signs.pair_between(a as usize, b as usize);
        let [one, other] = found.friends;
        self.pair_sentence(&mut explanation, pair(one, other));
        let legs: Vec<EdgeIndex> = [one, other]
            .into_iter()
            .filter_map(|friend| self.main_relation(pair(friend, found.enemy)?))
            .collect();
        let is_of_enemy = |&edge: &EdgeIndex| {
            let ends = self.network.graph.edge_endpoints(edge);
            let is_source = ends.is_some_and(|(from, _)| from.index() == found.enemy as usize);
            is_source && self.network.graph[edge].is_directed()
        };
        match legs.iter().filter(|edge| is_of_enemy(edge)).count() {
            0 => {
                explanation.push("; both are hostile to ");
                self.actor(&mut explanation, found.enemy);
            }
            count => {
                let how = if count == 2 {
                    "; both are targets of "
                } else {
                    "; both are at odds with "
                };
                explanation.push(how);
                self.actor(&mut explanation, found.enemy);
            }
        }
        self.cite(&mut explanation, &legs);
        explanation.push(".");
        explanation
    }

    /// `Tension: Russia supporting Taliban (¶4); Russia and Kabul cooperate; but Taliban and Kabul
    /// are hostile (¶5).`
    pub fn tension(&self, found: &Tension) -> Explanation {
        let mut explanation = Explanation::default();
        explanation.push(match found.kind {
            TriadKind::Foes => "Tension between three foes: ",
            _ => "Tension: ",
        });
        let is_friendly = |&pair: &u32| self.signs.pairs()[pair as usize].is_friendly();
        let mut legs = found.triad.pairs;
        legs.sort_by_key(|pair| (!is_friendly(pair), *pair));
        for (at, &leg) in legs.iter().enumerate() {
            match (at, found.kind) {
                (0, _) => {}
                (2, TriadKind::Torn) => explanation.push("; but "),
                _ => explanation.push("; "),
            }
            self.pair_sentence(&mut explanation, Some(leg as usize));
        }
        explanation.push(".");
        explanation
    }

    /// A pair of friends or foes, by its index: its common enemy, if it has one, and how many of
    /// its triads are balanced.
    pub fn pair(&self, pair: usize, census: &Census) -> Explanation {
        let mut explanation = if let Some(enemy) = common_enemy_of(self.signs, pair) {
            self.common_enemy(&enemy)
        } else {
            let mut explanation = self.frustrated(pair);
            explanation.push(".");
            explanation
        };
        explanation.push(" ");
        self.triads(&mut explanation, pair, census);
        explanation
    }

    /// `Hypothesis: China and Taliban are friends. Balance theory would predict this: 3 of 4
    /// triads, via Russia, Pakistan and Iran; against it: 1 triad, via Afghanistan.`
    pub fn prediction(&self, found: &Prediction) -> Explanation {
        let mut explanation = Explanation::default();
        explanation.push("Hypothesis: ");
        self.actor(&mut explanation, found.a);
        explanation.push(" and ");
        self.actor(&mut explanation, found.b);
        let (reasons, objections) = (found.reasons.len(), found.objections.len());
        let what = if found.is_friendly { "friends" } else { "foes" };
        let all = counted(reasons + objections, "triad", "triads");
        explanation.push(format!(
            " are {what}. Balance theory would predict this: {reasons} of {all}, via "
        ));
        self.actors(&mut explanation, &found.reasons);
        if objections > 0 {
            let against = counted(objections, "triad", "triads");
            explanation.push(format!("; against it: {against}, via "));
            self.actors(&mut explanation, &found.objections);
        }
        explanation.push(".");
        explanation
    }

    /// A frustrated pair: its main relation with its citations.
    pub fn frustrated(&self, pair: usize) -> Explanation {
        let mut explanation = Explanation::default();
        self.pair_sentence(&mut explanation, Some(pair));
        explanation
    }

    /// How many triads of a pair are balanced, and with which actors the others are.
    fn triads(&self, explanation: &mut Explanation, pair: usize, census: &Census) {
        let share = census.by_pair[pair];
        let (balanced, all) = (share.balanced, share.total());
        match (balanced, all) {
            (_, 0) => return explanation.push("This relation is in no triad."),
            (1, 1) => return explanation.push("The only triad with this relation is balanced."),
            _ if balanced == all => {
                return explanation
                    .push(format!("All {all} triads with this relation are balanced."));
            }
            (0, 1) => explanation.push("The only triad with this relation is a tension, with "),
            (0, _) => explanation.push(format!(
                "All {all} triads with this relation are tensions, with "
            )),
            _ => explanation.push(format!(
                "{balanced} of {all} triads with this relation {} balanced; {} with ",
                agree(balanced, "is", "are"),
                agree(
                    all - balanced,
                    "the other is a tension,",
                    "the others are tensions,"
                ),
            )),
        }
        let tense = self.tense(&self.signs.pairs()[pair]);
        self.actors(explanation, &tense);
        explanation.push(".");
    }

    /// The actors that make an unbalanced triad with a pair, by ordinal.
    fn tense(&self, pair: &Pair) -> Vec<u32> {
        let others = self.signs.neighbours(pair.a as usize).iter();
        let tense = others.filter(|one| {
            let second = self.signs.pair_between(pair.b as usize, one.actor as usize);
            second.is_some_and(|second| {
                let is_friend = self.signs.pairs()[second].is_friendly();
                (one.is_friend == is_friend) != pair.is_friendly()
            })
        });
        tense.map(|one| one.actor).collect()
    }

    /// A pair by its main relation, with its citations: `Russia supporting Taliban (¶1, ¶4)`.
    fn pair_sentence(&self, explanation: &mut Explanation, pair: Option<usize>) {
        let Some(pair) = pair else {
            return;
        };
        if let Some(edge) = self.main_relation(pair) {
            let target = LinkTarget::Relation(self.network.graph[edge].id.clone());
            explanation.link(sentence(self.network, edge), target);
            self.cite(explanation, &[edge]);
            return;
        }
        let pair = &self.signs.pairs()[pair];
        self.actor(explanation, pair.a);
        explanation.push(" and ");
        self.actor(explanation, pair.b);
        explanation.push(if pair.is_friendly() {
            " are friends"
        } else {
            " are foes"
        });
    }

    /// The main relation of a pair: among those of its sign, the one that most independent
    /// references assert; then support before cooperation; then the one with the most claims.
    fn main_relation(&self, pair: usize) -> Option<EdgeIndex> {
        let pair = &self.signs.pairs()[pair];
        let relations = self.signs.relations(pair).iter().copied();
        let of_sign = relations.filter(|&edge| self.network.graph[edge].kind().sign() == pair.sign);
        of_sign.rev().max_by_key(|&edge| {
            let relation = &self.network.graph[edge];
            let references = self.document.independent_references(relation);
            let is_support = relation.kind() == RelationKind::Support;
            (references, is_support, asserting(&relation.claims).count())
        })
    }

    /// ` (¶1, ¶4, ¶7 and 3 more)`: each citation once, those shared by most of the relations first.
    fn cite(&self, explanation: &mut Explanation, edges: &[EdgeIndex]) {
        let mut citations: Vec<(String, LinkTarget, usize)> = Vec::new();
        for &edge in edges {
            let relation = &self.network.graph[edge];
            let mut seen = BTreeSet::new();
            for (at, claim) in asserting(&relation.claims) {
                let Some((text, reference)) = self.citation(claim) else {
                    continue;
                };
                if !seen.insert(text.clone()) {
                    continue;
                }
                if let Some((.., shared)) = citations.iter_mut().find(|(known, ..)| *known == text)
                {
                    *shared += 1;
                } else {
                    let target = LinkTarget::Citation(relation.id.clone(), at, reference);
                    citations.push((text, target, 1));
                }
            }
        }
        citations.sort_by_key(|&(.., shared)| std::cmp::Reverse(shared));
        let rest = citations.len().saturating_sub(MAX_LISTED);
        let open = if citations.is_empty() { "" } else { " (" };
        explanation.push(open);
        for (at, (text, target, _)) in citations.into_iter().take(MAX_LISTED).enumerate() {
            explanation.push(if at == 0 { "" } else { ", " });
            explanation.link(text, target);
        }
        explanation.push(if rest > 0 {
            format!(" and {rest} more")
        } else {
            String::new()
        });
        explanation.push(if open.is_empty() { "" } else { ")" });
        explanation.spans.retain(|span| !span.text.is_empty());
    }

    /// The citation of a claim: its locator, and the reference if the document has several.
    fn citation(&self, claim: &Claim) -> Option<(String, ReferenceId)> {
        let id = claim.reference.as_ref()?;
        let title = match self.document.references.get(id) {
            Some(reference) => reference.title().to_owned(),
            None => id.to_string(),
        };
        let text = match &claim.locator {
            Some(locator) if self.document.references.len() == 1 => locator.clone(),
            Some(locator) => format!("{title}, {locator}"),
            None => title,
        };
        Some((text, id.clone()))
    }

    fn actor(&self, explanation: &mut Explanation, actor: u32) {
        match self
            .network
            .graph
            .node_weight(NodeIndex::new(actor as usize))
        {
            Some(known) => explanation.link(known.name(), LinkTarget::Actor(known.id.clone())),
            None => explanation.push(format!("actor {actor}")),
        }
    }

    /// `Russia, Pakistan and Iran`, `Russia, Pakistan, Iran and 4 more`.
    fn actors(&self, explanation: &mut Explanation, actors: &[u32]) {
        let rest = actors.len().saturating_sub(MAX_LISTED);
        let names = &actors[..actors.len() - rest];
        for (at, &actor) in names.iter().enumerate() {
            explanation.push(match at {
                0 => "",
                _ if at + 1 == names.len() && rest == 0 => " and ",
                _ => ", ",
            });
            self.actor(explanation, actor);
        }
        explanation.push(if rest > 0 {
            format!(" and {rest} more")
        } else {
            String::new()
        });
        explanation.spans.retain(|span| !span.text.is_empty());
    }
}

/// The claims that assert, with their indices.
fn asserting(claims: &[Claim]) -> impl Iterator<Item = (usize, &Claim)> {
    let claims = claims.iter().enumerate();
    claims.filter(|(_, claim)| claim.stance == Stance::Asserts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Rule, common_enemies, predict, tensions};
    use crate::graph::Filter;
    use crate::model::{Actor, Reference, Relation};

    fn document() -> Document {
        let claim = |locator: &str| Claim {
            reference: Some("article".into()),
            locator: Some(locator.into()),
            ..Claim::default()
        };
        let relation = |id: &str, ends: (&str, &str), kind, locators: &[&str]| Relation {
            kind: Some(kind),
            claims: locators.iter().map(|locator| claim(locator)).collect(),
            ..Relation::new(id, ends.0, ends.1)
        };
        let names = ["Russia", "Taliban", "Islamic State", "Kabul", "Qatar"];
        Document {
            references: [Reference::new("article")].into_iter().collect(),
            actors: names.map(Actor::new).into_iter().collect(),
            relations: [
                relation(
                    "help",
                    ("Russia", "Taliban"),
                    RelationKind::Support,
                    &["¶1", "¶4", "¶4"],
                ),
                relation(
                    "threat",
                    ("Islamic State", "Russia"),
                    RelationKind::Hostility,
                    &["¶3", "¶10"],
                ),
                relation(
                    "war",
                    ("Taliban", "Islamic State"),
                    RelationKind::Hostility,
                    &["¶10", "¶13"],
                ),
                relation("talks", ("Russia", "Kabul"), RelationKind::Cooperation, &[]),
                relation(
                    "conflict",
                    ("Taliban", "Kabul"),
                    RelationKind::Hostility,
                    &["¶5"],
                ),
                relation("hosts", ("Qatar", "Taliban"), RelationKind::Support, &[]),
            ]
            .into_iter()
            .collect(),
            ..Document::default()
        }
    }

    #[test]
    fn every_finding_has_its_citations() {
        let document = document();
        let network = Network::seen(&document, &Filter::default());
        let signs = SignedGraph::of(&document, &network, Rule::default());
        let explainer = Explainer {
            document: &document,
            network: &network,
            signs: &signs,
        };
        let enemies = common_enemies(&signs, 9);
        assert_eq!(
            explainer.common_enemy(&enemies[0]).text(),
            "Common enemy: Russia supporting Taliban (¶1, ¶4); both are hostile to Islamic State (¶10, ¶3, ¶13)."
        );
        assert_eq!(
            explainer.tension(&tensions(&signs, 9)[0]).text(),
            "Tension: Russia supporting Taliban (¶1, ¶4); Russia and Kabul cooperate; \
             but Taliban and Kabul are hostile (¶5)."
        );
        let pair = signs.pair_between(0, 1).unwrap();
        assert_eq!(
            explainer.pair(pair, &Census::of(&signs)).text(),
            "Common enemy: Russia supporting Taliban (¶1, ¶4); both are hostile to Islamic State (¶10, ¶3, ¶13). \
             1 of 2 triads with this relation is balanced; the other is a tension, with Kabul."
        );
        let text = predict(&signs, 99)
            .iter()
            .map(|one| explainer.prediction(one).text())
            .collect::<Vec<_>>();
        assert!(
            text.contains(
                &"Hypothesis: Russia and Qatar are friends. Balance theory would predict this: 1 of 1 triad, via Taliban."
                    .to_owned()
            ),
            "{text:?}"
        );
    }

    #[test]
    fn a_relation_links_to_itself_and_a_citation_to_its_claim() {
        let document = document();
        let network = Network::seen(&document, &Filter::default());
        let signs = SignedGraph::of(&document, &network, Rule::default());
        let explainer = Explainer {
            document: &document,
            network: &network,
            signs: &signs,
        };
        let text = explainer.common_enemy(&common_enemies(&signs, 9)[0]);
        assert_eq!(
            text.spans[1].target,
            Some(LinkTarget::Relation("help".into()))
        );
        let citation = LinkTarget::Citation("help".into(), 1, "article".into());
        assert!(
            text.spans
                .iter()
                .any(|span| span.target.as_ref() == Some(&citation))
        );
        let enemy = LinkTarget::Actor("Islamic State".into());
        assert!(
            text.spans
                .iter()
                .any(|span| span.target.as_ref() == Some(&enemy))
        );
    }

    #[test]
    fn a_pair_without_relations_is_described_by_its_sign() {
        let document = document();
        let network = Network::seen(&document, &Filter::default());
        let signs = SignedGraph::from_weights(3, [(0, 1, 1.0)]);
        let explainer = Explainer {
            document: &document,
            network: &network,
            signs: &signs,
        };
        assert_eq!(
            explainer.pair(0, &Census::of(&signs)).text(),
            "Russia and Taliban are friends. This relation is in no triad."
        );
    }
}
