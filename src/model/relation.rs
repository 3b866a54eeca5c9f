//! Relations between two actors, each with its claims.

use serde::{Deserialize, Serialize};

use super::{ActorId, Claim, ClaimId, Date, Fields, Record, RelationId, Stance};

/// A relation of one kind between two actors, as sources claim it.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The id; made by the reader if the file leaves it out.
    pub id: RelationId,
    /// The actor it comes from, or one of the two.
    pub source: ActorId,
    /// The actor it goes to, or the other of the two.
    pub target: ActorId,
    /// Cooperation, hostility, support or other; other if it is left out.
    pub kind: Option<RelationKind>,
    /// Whether it goes one way; by kind if it is left out.
    pub directed: Option<bool>,
    /// Free text, finer than the kind; `type` in the file.
    pub subtype: Option<String>,
    /// When it held.
    pub when: Option<Date>,
    /// The strength; the number of independent references if it is left out.
    pub weight: Option<f64>,
    /// What sources say about it.
    pub claims: Vec<Claim>,
    /// Key order and unknown fields.
    pub fields: Fields,
}

/// The key of what was counted for a relation that was made from events.
pub const EVENT_COUNTS: &str = "events";

impl Relation {
    /// The same relation without its claims.
    #[must_use]
    pub fn without_claims(&self) -> Self {
        Self {
            id: self.id.clone(),
            source: self.source.clone(),
            target: self.target.clone(),
            kind: self.kind,
            directed: self.directed,
            subtype: self.subtype.clone(),
            when: self.when.clone(),
            weight: self.weight,
            claims: Vec::new(),
            fields: self.fields.clone(),
        }
    }

    /// A relation without kind, date or claims.
    pub fn new(
        id: impl Into<RelationId>,
        source: impl Into<ActorId>,
        target: impl Into<ActorId>,
    ) -> Self {
        Self {
            id: id.into(),
            source: source.into(),
            target: target.into(),
            kind: None,
            directed: None,
            subtype: None,
            when: None,
            weight: None,
            claims: Vec::new(),
            fields: Fields::default(),
        }
    }

    /// The kind, with the default if the file leaves it out.
    pub fn kind(&self) -> RelationKind {
        self.kind.unwrap_or_default()
    }

    /// The relation as it would be with the opposite sign, hostility for support and cooperation
    /// for hostility; `None` if it has no sign.
    #[must_use]
    pub fn with_opposite_sign(&self) -> Option<Self> {
        let kind = match self.kind().sign() {
            Sign::Positive => RelationKind::Hostility,
            Sign::Negative => RelationKind::Cooperation,
            Sign::None => return None,
        };
        Some(Self {
            directed: Some(self.is_directed()),
            kind: Some(kind),
            ..self.clone()
        })
    }

    /// The relation with this claim alone; `None` if it is not one of its claims.
    pub fn with_only(&self, claim: ClaimId) -> Option<Self> {
        let claim = self.claim(claim)?.clone();
        let mut alone = self.without_claims();
        alone.claims = vec![claim];
        Some(alone)
    }

    /// Whether it goes one way.
    pub fn is_directed(&self) -> bool {
        self.directed
            .unwrap_or(self.kind() == RelationKind::Support)
    }

    /// Whether a claim denies, disputes or retracts it, even if no claim asserts it.
    pub fn is_contested(&self) -> bool {
        let mut claims = self.claims.iter();
        claims.any(|claim| claim.stance != Stance::Asserts)
    }

    /// The claim of this id.
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    /// Whether it was counted from events: then its claims are a few of its records, chosen as the
    /// best documented.
    pub fn is_counted(&self) -> bool {
        self.fields.unknown(EVENT_COUNTS).is_some()
    }

    /// Whether no claim names a reference.
    pub fn is_uncited(&self) -> bool {
        self.claims.iter().all(|claim| claim.reference.is_none())
    }
}

impl Record for Relation {
    type Id = RelationId;

    fn id(&self) -> &RelationId {
        &self.id
    }
}

/// The kind of a relation.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum RelationKind {
    /// Mutual relations and talks: meetings, agreements, trade, recognition.
    Cooperation,
    /// Threat, sanction, attack.
    Hostility,
    /// Material or protective help from one to the other.
    Support,
    /// Structural or without a type; has no sign.
    #[default]
    Other,
}

impl RelationKind {
    /// All kinds in the order of the legend.
    pub const ALL: [Self; 4] = [
        Self::Cooperation,
        Self::Support,
        Self::Hostility,
        Self::Other,
    ];

    /// The word in the file, which is the word in the interface too.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cooperation => "cooperation",
            Self::Hostility => "hostility",
            Self::Support => "support",
            Self::Other => "other",
        }
    }

    /// Positive, negative or neither.
    pub fn sign(self) -> Sign {
        match self {
            Self::Cooperation | Self::Support => Sign::Positive,
            Self::Hostility => Sign::Negative,
            Self::Other => Sign::None,
        }
    }
}

/// Positive, negative or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sign {
    /// Cooperation and support.
    Positive,
    /// Hostility.
    Negative,
    /// No sign.
    None,
}
