//! Actors: states, groups, organizations and persons.

use super::{ActorId, Fields, HexColor, Record};

/// A state, a group, an organization or a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The id by which relations, members and claimants refer to it.
    pub id: ActorId,
    /// The name shown; the id if it is left out.
    pub name: Option<String>,
    /// What kind of actor; `None` if the file leaves it out.
    pub kind: Option<ActorKind>,
    /// Other names of the actor.
    pub aliases: Vec<String>,
    /// Actors that belong to this one.
    pub members: Vec<ActorId>,
    /// The Wikidata item, `Q…`.
    pub wikidata: Option<String>,
    /// A remark in the analyst's own words.
    pub note: Option<String>,
    /// The colour of its body, if it is not that of its kind.
    pub color: Option<HexColor>,
    /// The path of the picture on its body, such as a flag: `pictures/….png`, beside the relations
    /// file.
    pub picture: Option<String>,
    /// The position in the picture, in scene units, y down.
    pub position: Option<Point>,
    /// Whether the layout must not move the actor.
    pub pinned: bool,
    /// Whether the actor is not declared in the file, only named as the end of a relation.
    pub is_placeholder: bool,
    /// Key order and unknown fields.
    pub fields: Fields,
}

impl Actor {
    /// An actor of which only the id is known.
    pub fn new(id: impl Into<ActorId>) -> Self {
        Self {
            id: id.into(),
            name: None,
            kind: None,
            aliases: Vec::new(),
            members: Vec::new(),
            wikidata: None,
            note: None,
            color: None,
            picture: None,
            position: None,
            pinned: false,
            is_placeholder: false,
            fields: Fields::default(),
        }
    }

    /// Whether both are the same, apart from their positions in the picture.
    pub fn is_same_except_position(&self, other: &Self) -> bool {
        let Self {
            id,
            name,
            kind,
            aliases,
            members,
            wikidata,
            note,
            color,
            picture,
            position: _,
            pinned: _,
            is_placeholder,
            fields,
        } = self;
        id == &other.id
            && name == &other.name
            && kind == &other.kind
            && aliases == &other.aliases
            && members == &other.members
            && wikidata == &other.wikidata
            && note == &other.note
            && color == &other.color
            && picture == &other.picture
            && is_placeholder == &other.is_placeholder
            && fields == &other.fields
    }

    /// The name to show.
    pub fn name(&self) -> &str {
        self.name
            .as_deref()
            .filter(|name| !name.trim().is_empty())
            .unwrap_or(self.id.as_str())
    }

    /// The kind, with the default if the file leaves it out.
    pub fn kind(&self) -> ActorKind {
        self.kind.unwrap_or_default()
    }

    /// The word for the kind in the interface: `actor` if the file leaves it out.
    pub fn kind_word(&self) -> &'static str {
        self.kind.map_or(ActorKind::UNSPECIFIED, ActorKind::as_str)
    }
}

impl Record for Actor {
    type Id = ActorId;

    fn id(&self) -> &ActorId {
        &self.id
    }
}

/// What kind of actor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActorKind {
    /// A country as an international actor.
    State,
    /// An armed or political group, a movement.
    #[default]
    Group,
    /// An organization, or a format of several states, with members.
    Organization,
    /// A human being.
    Person,
}

impl ActorKind {
    /// All kinds in the order of the legend.
    pub const ALL: [Self; 4] = [Self::State, Self::Group, Self::Organization, Self::Person];

    /// The word in the interface for an actor without a kind.
    pub const UNSPECIFIED: &'static str = "actor";

    /// The word in the file, which is the word in the interface too.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Group => "group",
            Self::Organization => "organization",
            Self::Person => "person",
        }
    }
}

/// A position in scene units: x to the right, y down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    /// A position as it is written to the file: rounded to a hundredth of a unit.
    pub fn rounded(x: f32, y: f32) -> Self {
        let hundredths = |coordinate: f32| (f64::from(coordinate) * 100.0).round() / 100.0;
        Self {
            x: hundredths(x),
            y: hundredths(y),
        }
    }
}
