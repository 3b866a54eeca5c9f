//! What the measures found, in words, each leg with its citations. Knows no window: a span says what it is about, and
//! whoever shows it makes that a link.

use std::collections::BTreeSet;

use super::{
    Census, CommonEnemy, Pair, Prediction, SignedGraph, Tension, TriadKind, common_enemy_of,
};
use crate::graph::words::sentence;
use crate::graph::{EdgeIndex, Network, NodeIndex};
use crate::model::{ActorId, Claim, Document, ReferenceId, RelationId, RelationKind, Stance};

/// So many citations and names are told; the rest is counted.
const TOLD: usize = 3;

/// A sentence or two, in pieces that can be followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The pieces in reading order, spaces and all.
    pub spans: Vec<Span>,
}

/// A piece of text, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Where it leads, if anywhere.
    pub target: Option<Target>,
}

/// Where a piece of text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An actor.
    Actor(ActorId),
    /// A relation: one leg of a triad.
    Relation(RelationId),
    /// A claim of a relation, by its place there, and the reference it names.
    Citation(RelationId, usize, ReferenceId),
}

/// Puts findings about a network into words.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    /// The document, for its references.
    pub document: &'a Document,
    /// The network the signs were made from.
    pub network: &'a Network,
    /// The signs that were measured.
    pub signs: &'a SignedGraph,
}

impl Explanation {
    /// The words without links.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    fn say(&mut self, text: impl Into<String>) {
        self.spans.push(Span {
            text: text.into(),
            target: None,
        });
    }

    fn link(&mut self, text: impl Into<String>, target: Target) {
        self.spans.push(Span {
            text: text.into(),
            target: Some(target),
        });
    }
}

impl Teller<'_> {
    /// `Russia supports Taliban (¶1, ¶4); both are hostile to Islamic State (¶10): a common enemy.`
    pub fn common_enemy(&self, found: &CommonEnemy) -> Explanation {
        let mut told = Explanation::default();
        let pair = |a: u32, b: u32| self.signs.pair_between(a as usize, b as usize);
        let [one, other] = found.friends;
        self.leg(&mut told, pair(one, other));
        let legs: Vec<EdgeIndex> = [one, other]
            .into_iter()
            .filter_map(|friend| self.leading(pair(friend, found.enemy)?))
            .collect();
        let is_of_enemy = |&edge: &EdgeIndex| {
            let ends = self.network.graph.edge_endpoints(edge);
            let is_source = ends.is_some_and(|(from, _)| from.index() == found.enemy as usize);
            is_source && self.network.graph[edge].is_directed()
        };
        match legs.iter().filter(|edge| is_of_enemy(edge)).count() {
            0 => {
                told.say("; both are hostile to ");
                self.actor(&mut told, found.enemy);
            }
            count => {
                told.say("; ");
                self.actor(&mut told, found.enemy);
                let how = if count == 2 {
                    " is hostile to both"
                } else {
                    " is at odds with both"
                };
                told.say(how);
            }
        }
        self.cite(&mut told, &legs);
        told.say(": a common enemy.");
        told
    }

    /// `Russia supports Taliban (¶4); United States supports Afghanistan (¶14); but …: a tension.`
    pub fn tension(&self, found: &Tension) -> Explanation {
        let mut told = Explanation::default();
        let is_friendly = |&pair: &u32| self.signs.pairs()[pair as usize].is_friendly();
        let mut legs = found.triad.pairs;
        legs.sort_by_key(|pair| (!is_friendly(pair), *pair));
        for (at, &leg) in legs.iter().enumerate() {
            match (at, found.kind) {
                (0, _) => {}
                (2, TriadKind::Torn) => told.say("; but "),
                _ => told.say("; "),
            }
            self.leg(&mut told, Some(leg as usize));
        }
        told.say(match found.kind {
            TriadKind::Foes => ": three foes, a tension.",
            _ => ": a tension.",
        });
        told
    }

    /// A pair of friends or foes, by its index, with what the triads around it say: its common enemy, if they are
    /// friends, and how many triads are balanced.
    pub fn pair(&self, pair: usize, census: &Census) -> Explanation {
        let mut told = if let Some(enemy) = common_enemy_of(self.signs, pair) {
            self.common_enemy(&enemy)
        } else {
            let mut told = self.frustrated(pair);
            told.say(".");
            told
        };
        told.say(" ");
        self.around(&mut told, pair, census);
        told
    }

    /// `Hypothesis: China and Taliban are friends. So say 3 of 4 triads: by Russia, …; against it Afghanistan.`
    pub fn prediction(&self, found: &Prediction) -> Explanation {
        let mut told = Explanation::default();
        told.say("Hypothesis: ");
        self.actor(&mut told, found.a);
        told.say(" and ");
        self.actor(&mut told, found.b);
        let (reasons, objections) = (found.reasons.len(), found.objections.len());
        let what = if found.is_friendly { "friends" } else { "foes" };
        let all = reasons + objections;
        told.say(format!(
            " are {what}. So say {reasons} of {all} triads, with "
        ));
        self.actors(&mut told, &found.reasons);
        if objections > 0 {
            told.say("; against it, with ");
            self.actors(&mut told, &found.objections);
        }
        told.say(".");
        told
    }

    /// A pair that is frustrated in an optimal split: its leading relation with its citations.
    pub fn frustrated(&self, pair: usize) -> Explanation {
        let mut told = Explanation::default();
        self.leg(&mut told, Some(pair));
        told
    }

    /// How many triads around a pair are balanced, and with whom the others are.
    fn around(&self, told: &mut Explanation, pair: usize, census: &Census) {
        let share = census.by_pair[pair];
        let (balanced, all) = (share.balanced, share.total());
        match (balanced, all) {
            (_, 0) => return told.say("No triad stands around this relation."),
            (1, 1) => return told.say("The one triad around this relation is balanced."),
            _ if balanced == all => {
                return told.say(format!(
                    "All {all} triads around this relation are balanced."
                ));
            }
            (0, 1) => told.say("The one triad around this relation is a tension, with "),
            (0, _) => told.say(format!(
                "All {all} triads around this relation are tensions, with "
            )),
            _ => told.say(format!(
                "{balanced} of {all} triads around this relation are balanced; {} with ",
                if all - balanced == 1 {
                    "the other is a tension,"
                } else {
                    "the others are tensions,"
                },
            )),
        }
        let tense = self.tense(&self.signs.pairs()[pair]);
        self.actors(told, &tense);
        told.say(".");
    }

    /// Who makes an unbalanced triad with a pair, by ordinal.
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

    /// A pair by its leading relation, with its citations: `Russia supports Taliban (¶1, ¶4)`.
    fn leg(&self, told: &mut Explanation, pair: Option<usize>) {
        let Some(pair) = pair else {
            return;
        };
        if let Some(edge) = self.leading(pair) {
            let target = Target::Relation(self.network.graph[edge].id.clone());
            told.link(sentence(self.network, edge), target);
            self.cite(told, &[edge]);
            return;
        }
        let pair = &self.signs.pairs()[pair];
        self.actor(told, pair.a);
        told.say(" and ");
        self.actor(told, pair.b);
        told.say(if pair.is_friendly() {
            " are friends"
        } else {
            " are foes"
        });
    }

    /// The relation that speaks for a pair: of its sign, the one that most independent references assert, then support
    /// before mere cooperation, then the one with most claims.
    fn leading(&self, pair: usize) -> Option<EdgeIndex> {
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

    /// ` (¶1, ¶4, ¶7 and 3 more)`, each citation once, those shared by most of the relations first.
    fn cite(&self, told: &mut Explanation, edges: &[EdgeIndex]) {
        let mut citations: Vec<(String, Target, usize)> = Vec::new();
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
                    let target = Target::Citation(relation.id.clone(), at, reference);
                    citations.push((text, target, 1));
                }
            }
        }
        citations.sort_by_key(|&(.., shared)| std::cmp::Reverse(shared));
        let rest = citations.len().saturating_sub(TOLD);
        let open = if citations.is_empty() { "" } else { " (" };
        told.say(open);
        for (at, (text, target, _)) in citations.into_iter().take(TOLD).enumerate() {
            told.say(if at == 0 { "" } else { ", " });
            told.link(text, target);
        }
        told.say(if rest > 0 {
            format!(" and {rest} more")
        } else {
            String::new()
        });
        told.say(if open.is_empty() { "" } else { ")" });
        told.spans.retain(|span| !span.text.is_empty());
    }

    /// A claim's citation: its place where all claims are of one reference, else the reference too.
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

    fn actor(&self, told: &mut Explanation, actor: u32) {
        match self
            .network
            .graph
            .node_weight(NodeIndex::new(actor as usize))
        {
            Some(known) => told.link(known.name(), Target::Actor(known.id.clone())),
            None => told.say(format!("actor {actor}")),
        }
    }

    /// `Russia, Pakistan and Iran`, `Russia, Pakistan, Iran and 4 more`.
    fn actors(&self, told: &mut Explanation, actors: &[u32]) {
        let rest = actors.len().saturating_sub(TOLD);
        let names = &actors[..actors.len() - rest];
        for (at, &actor) in names.iter().enumerate() {
            told.say(match at {
                0 => "",
                _ if at + 1 == names.len() && rest == 0 => " and ",
                _ => ", ",
            });
            self.actor(told, actor);
        }
        told.say(if rest > 0 {
            format!(" and {rest} more")
        } else {
            String::new()
        });
        told.spans.retain(|span| !span.text.is_empty());
    }
}

/// The claims that assert, with their places.
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
    fn every_finding_is_told_with_its_citations() {
        let document = document();
        let network = Network::seen(&document, &Filter::default());
        let signs = SignedGraph::of(&document, &network, Rule::default());
        let teller = Teller {
            document: &document,
            network: &network,
            signs: &signs,
        };
        let enemies = common_enemies(&signs, 9);
        assert_eq!(
            teller.common_enemy(&enemies[0]).text(),
            "Russia supports Taliban (¶1, ¶4); both are hostile to Islamic State (¶10, ¶3, ¶13): a common enemy."
        );
        assert_eq!(
            teller.tension(&tensions(&signs, 9)[0]).text(),
            "Russia supports Taliban (¶1, ¶4); Russia and Kabul cooperate; \
             but Taliban and Kabul are hostile (¶5): a tension."
        );
        let pair = signs.pair_between(0, 1).unwrap();
        assert_eq!(
            teller.pair(pair, &Census::of(&signs)).text(),
            "Russia supports Taliban (¶1, ¶4); both are hostile to Islamic State (¶10, ¶3, ¶13): a common enemy. \
             1 of 2 triads around this relation are balanced; the other is a tension, with Kabul."
        );
        let told = predict(&signs, 99)
            .iter()
            .map(|one| teller.prediction(one).text())
            .collect::<Vec<_>>();
        assert!(
            told.contains(
                &"Hypothesis: Russia and Qatar are friends. So say 1 of 1 triads, with Taliban."
                    .to_owned()
            ),
            "{told:?}"
        );
    }

    #[test]
    fn a_leg_leads_to_its_relation_and_a_citation_to_its_claim() {
        let document = document();
        let network = Network::seen(&document, &Filter::default());
        let signs = SignedGraph::of(&document, &network, Rule::default());
        let teller = Teller {
            document: &document,
            network: &network,
            signs: &signs,
        };
        let told = teller.common_enemy(&common_enemies(&signs, 9)[0]);
        assert_eq!(told.spans[0].target, Some(Target::Relation("help".into())));
        let citation = Target::Citation("help".into(), 1, "article".into());
        assert!(
            told.spans
                .iter()
                .any(|span| span.target.as_ref() == Some(&citation))
        );
        let enemy = Target::Actor("Islamic State".into());
        assert!(
            told.spans
                .iter()
                .any(|span| span.target.as_ref() == Some(&enemy))
        );
    }

    #[test]
    fn what_has_no_relations_is_told_by_its_signs() {
        let document = document();
        let network = Network::seen(&document, &Filter::default());
        let signs = SignedGraph::from_weights(3, [(0, 1, 1.0)]);
        let teller = Teller {
            document: &document,
            network: &network,
            signs: &signs,
        };
        assert_eq!(
            teller.pair(0, &Census::of(&signs)).text(),
            "Russia and Taliban are friends. No triad stands around this relation."
        );
    }
}
