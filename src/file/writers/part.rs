//! The parts of a document that a format may be unable to hold, and how many a document has of
//! each. Knows no format.

use super::plain_network::{other_actor_fields, other_tie_fields};
use crate::file::formats::graphml::NAME_KEY;
use crate::model::{Actor, Claim, Document, Reference, Relation, RelationKind};
use crate::words::{counted, list};

/// A part of a document that a format keeps or leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatPart {
    /// The title of the network.
    Title,
    /// Its description.
    Description,
    /// The time that the picture shows.
    AsOf,
    /// Other fields of the network.
    NetworkFields,
    /// Other fields of the file, such as blocs.
    FileFields,
    /// Steps of the story.
    Story,
    /// Text notes on the picture.
    TextNotes,
    /// Rules for kinds and types.
    Codebook,
    /// What merges left to decide.
    Questions,
    /// What coders coded and a settlement left out.
    SetAside,
    /// Who coded the network.
    Coder,
    /// The language of the network.
    Language,
    /// Ids of actors that differ from their names.
    ActorIds,
    /// States, groups, organizations and persons.
    ActorKinds,
    /// Other names.
    Aliases,
    /// Which actors belong to which.
    Members,
    /// Wikidata items.
    Wikidata,
    /// Notes on actors.
    Notes,
    /// Positions.
    Positions,
    /// Actors that the layout must not move.
    Pins,
    /// Other fields of actors.
    ActorFields,
    /// Ids of relations.
    RelationIds,
    /// Whether a relation is support, or has a weight and no sign.
    Kinds,
    /// Whether a relation has a direction.
    Directions,
    /// Types.
    Types,
    /// Dates.
    Dates,
    /// Other fields of relations.
    RelationFields,
    /// Claims.
    Claims,
    /// Quotes.
    Quotes,
    /// Stances, claimants, locators, dates, credibility, notes and coders of claims.
    ClaimDetails,
    /// References.
    References,
    /// What only our file says of references: saved text, origin and reliability.
    ReferenceDetails,
    /// Actors.
    Actors,
    /// Relations.
    Relations,
}

impl FormatPart {
    /// All parts, in the order in which they are named.
    pub const ALL: [Self; 34] = [
        Self::Actors,
        Self::Relations,
        Self::Claims,
        Self::Quotes,
        Self::ClaimDetails,
        Self::References,
        Self::ReferenceDetails,
        Self::Kinds,
        Self::Directions,
        Self::Types,
        Self::Dates,
        Self::RelationIds,
        Self::RelationFields,
        Self::ActorIds,
        Self::ActorKinds,
        Self::Aliases,
        Self::Members,
        Self::Wikidata,
        Self::Notes,
        Self::Positions,
        Self::Pins,
        Self::ActorFields,
        Self::Title,
        Self::Description,
        Self::AsOf,
        Self::Coder,
        Self::Language,
        Self::NetworkFields,
        Self::Story,
        Self::TextNotes,
        Self::Codebook,
        Self::Questions,
        Self::SetAside,
        Self::FileFields,
    ];

    /// The records of a document among these parts: `3 actors, 2 relations and 1 source`.
    pub fn records_in_words(parts: &[Self], document: &Document) -> String {
        let records = [
            Self::Actors,
            Self::Relations,
            Self::Claims,
            Self::References,
        ];
        let held = records.into_iter().filter(|part| parts.contains(part));
        let counts = held.map(|part| (part, part.count(document)));
        let counts = counts.filter(|(_, count)| *count > 0);
        let counts: Vec<_> = counts.map(|(part, count)| part.in_words(count)).collect();
        if counts.is_empty() {
            return "an empty network".to_owned();
        }
        list(&counts)
    }

    /// What a format holds that has named values for the network, actors and relations.
    pub(super) const VALUES: &[Self] = &[
        Self::Actors,
        Self::Relations,
        Self::Title,
        Self::Description,
        Self::AsOf,
        Self::NetworkFields,
        Self::ActorIds,
        Self::ActorKinds,
        Self::Aliases,
        Self::Members,
        Self::Wikidata,
        Self::Notes,
        Self::Positions,
        Self::Pins,
        Self::ActorFields,
        Self::RelationIds,
        Self::Kinds,
        Self::Directions,
        Self::Types,
        Self::Dates,
        Self::RelationFields,
    ];

    /// What a format holds that has claims as well.
    pub(super) const VALUES_AND_CLAIMS: &[Self] = &[
        Self::Actors,
        Self::Relations,
        Self::Claims,
        Self::Quotes,
        Self::ClaimDetails,
        Self::References,
        Self::ReferenceDetails,
        Self::Title,
        Self::Description,
        Self::AsOf,
        Self::NetworkFields,
        Self::ActorIds,
        Self::ActorKinds,
        Self::Aliases,
        Self::Members,
        Self::Wikidata,
        Self::Notes,
        Self::Positions,
        Self::Pins,
        Self::ActorFields,
        Self::RelationIds,
        Self::Kinds,
        Self::Directions,
        Self::Types,
        Self::Dates,
        Self::RelationFields,
    ];

    /// Whether it is a kind of record, and not a property of one.
    pub(super) fn is_whole_record(self) -> bool {
        matches!(
            self,
            Self::Actors
                | Self::Relations
                | Self::Claims
                | Self::Quotes
                | Self::References
                | Self::ReferenceDetails
                | Self::Story
                | Self::TextNotes
                | Self::Codebook
                | Self::Questions
                | Self::SetAside
        )
    }

    /// Whether it is a part of claims and their sources.
    pub(super) fn is_of_claims(self) -> bool {
        matches!(
            self,
            Self::Claims
                | Self::Quotes
                | Self::ClaimDetails
                | Self::References
                | Self::ReferenceDetails
        )
    }

    /// How many a document has.
    pub(super) fn count(self, document: &Document) -> usize {
        let meta = &document.meta;
        let actors =
            |has: fn(&Actor) -> bool| document.actors.iter().filter(|actor| has(actor)).count();
        let relations = |has: fn(&Relation) -> bool| {
            document
                .relations
                .iter()
                .filter(|relation| has(relation))
                .count()
        };
        let claims = |has: fn(&Claim) -> bool| {
            let claims = document
                .relations
                .iter()
                .flat_map(|relation| &relation.claims);
            claims.filter(|claim| has(claim)).count()
        };
        let references = |has: fn(&Reference) -> bool| {
            document
                .references
                .iter()
                .filter(|reference| has(reference))
                .count()
        };
        match self {
            Self::Title => usize::from(meta.title.is_some()),
            Self::Description => usize::from(meta.description.is_some()),
            Self::AsOf => usize::from(meta.as_of.is_some()),
            Self::NetworkFields => {
                let fields = meta.fields.all_unknown();
                fields.filter(|(key, _)| *key != NAME_KEY).count()
            }
            Self::FileFields => {
                let own = ["$schema", "format", "multigraph", "directed"];
                document
                    .fields
                    .all_unknown()
                    .filter(|(key, _)| !own.contains(key))
                    .count()
            }
            Self::Story => document.story.len(),
            Self::TextNotes => document.annotations.len(),
            Self::Codebook => meta.codebook.len(),
            Self::Questions => meta.questions.len(),
            Self::SetAside => {
                let claims = meta.set_aside.iter().map(|relation| relation.claims.len());
                claims.sum()
            }
            Self::Coder => usize::from(meta.coder.is_some()),
            Self::Language => usize::from(meta.language.is_some()),
            Self::ActorIds => actors(|actor| actor.name() != actor.id.as_str()),
            Self::ActorKinds => actors(|actor| actor.kind.is_some()),
            Self::Aliases => document
                .actors
                .iter()
                .map(|actor| actor.aliases.len())
                .sum(),
            Self::Members => document
                .actors
                .iter()
                .map(|actor| actor.members.len())
                .sum(),
            Self::Wikidata => actors(|actor| actor.wikidata.is_some()),
            Self::Notes => actors(|actor| actor.note.is_some()),
            Self::Positions => actors(|actor| actor.position.is_some()),
            Self::Pins => actors(|actor| actor.pinned),
            Self::ActorFields => document
                .actors
                .iter()
                .map(|actor| other_actor_fields(&actor.fields))
                .sum(),
            Self::RelationIds | Self::Relations => document.relations.len(),
            Self::Kinds => relations(|relation| {
                let kind = relation.kind();
                kind == RelationKind::Support
                    || (kind == RelationKind::Other && relation.weight != Some(0.0))
            }),
            Self::Directions => relations(|relation| !relation.is_directed()),
            Self::Types => relations(|relation| relation.subtype.is_some()),
            Self::Dates => relations(|relation| relation.when.is_some()),
            Self::RelationFields => document
                .relations
                .iter()
                .map(|relation| other_tie_fields(&relation.fields))
                .sum(),
            Self::Claims => document.claim_count(),
            Self::Quotes => claims(|claim| claim.quote.is_some()),
            Self::ClaimDetails => claims(has_details),
            Self::References => document.references.len(),
            Self::ReferenceDetails => references(|reference| {
                reference.text.is_some()
                    || reference.first_paragraph.is_some()
                    || reference.origin.is_some()
                    || reference.reliability.is_some()
            }),
            Self::Actors => document.actors.len(),
        }
    }

    /// `12 claims`
    pub(super) fn in_words(self, count: usize) -> String {
        let (one, many) = match self {
            Self::Title => return "the title".to_owned(),
            Self::Description => return "the description".to_owned(),
            Self::AsOf => return "the time that the picture shows".to_owned(),
            Self::Coder => return "who coded the network".to_owned(),
            Self::Language => return "the language".to_owned(),
            Self::Story => ("step of the story", "steps of the story"),
            Self::TextNotes => ("text note", "text notes"),
            Self::Codebook => ("entry of the codebook", "entries of the codebook"),
            Self::Questions => ("open question", "open questions"),
            Self::SetAside => (
                "claim set aside by a settlement",
                "claims set aside by settlements",
            ),
            Self::NetworkFields => ("other field of the network", "other fields of the network"),
            Self::FileFields => (
                "other field of the file, such as blocs",
                "other fields of the file, such as blocs",
            ),
            Self::ActorIds => (
                "id of an actor (its name is used)",
                "ids of actors (their names are used)",
            ),
            Self::ActorKinds => ("kind of an actor", "kinds of actors"),
            Self::Aliases => ("other name", "other names"),
            Self::Members => ("membership", "memberships"),
            Self::Wikidata => ("Wikidata item", "Wikidata items"),
            Self::Notes => ("note", "notes"),
            Self::Positions => ("position", "positions"),
            Self::Pins => ("pin", "pins"),
            Self::ActorFields => ("other field of an actor", "other fields of actors"),
            Self::RelationIds => ("id of a relation", "ids of relations"),
            Self::Kinds => (
                "relation that is support or has no sign (its number is not below zero)",
                "relations that are support or have no sign (their numbers are not below zero)",
            ),
            Self::Directions => (
                "relation without a direction (it is written both ways)",
                "relations without a direction (they are written both ways)",
            ),
            Self::Types => ("type of a relation", "types of relations"),
            Self::Dates => ("date of a relation", "dates of relations"),
            Self::RelationFields => ("other field of a relation", "other fields of relations"),
            Self::Claims => ("claim", "claims"),
            Self::Quotes => ("quote", "quotes"),
            Self::ClaimDetails => (
                "claim's stance, claimant, place, date, credibility, note or coder",
                "claims' stances, claimants, places, dates, credibility, notes or coders",
            ),
            Self::References => ("source", "sources"),
            Self::ReferenceDetails => (
                "source's saved text, origin or reliability",
                "sources' saved texts, origins or reliability",
            ),
            Self::Actors => ("actor", "actors"),
            Self::Relations => ("relation", "relations"),
        };
        counted(count, one, many)
    }
}

fn has_details(claim: &Claim) -> bool {
    claim.stance != crate::model::Stance::Asserts
        || claim.claimant.is_some()
        || claim.locator.is_some()
        || claim.made.is_some()
        || claim.credibility.is_some()
        || claim.note.is_some()
        || claim.coder.is_some()
        || claim.approver.is_some()
}
