//! What can make blocs: camps, communities, or a property of actors. Finds no camps and no
//! communities.

use super::fields::actor_fields;
use crate::model::{Blocs, Document};
use crate::words::{alternatives, list};

/// What actors of one bloc have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlocRule {
    /// The camp of a partition that minimizes frustration.
    Camps,
    /// The community of a partition of high modularity.
    Communities,
    /// State, group, organization or person.
    Kind,
    /// The organization that has them as members.
    Organizations,
    /// The value of a field that Frenemy does not know, such as `group` of d3.
    Field(String),
}

impl BlocRule {
    /// The rules that suit every document, in the order of menus.
    pub const GENERAL: [Self; 4] = [
        Self::Camps,
        Self::Communities,
        Self::Kind,
        Self::Organizations,
    ];

    /// The name in menus.
    pub fn name(&self) -> &str {
        match self {
            Self::Camps => "Camps",
            Self::Communities => "Communities",
            Self::Kind => "Kinds of actors",
            Self::Organizations => "Organizations",
            Self::Field(field) => field,
        }
    }

    /// The word in files and on the command line.
    pub fn id(&self) -> &str {
        match self {
            Self::Camps => "camps",
            Self::Communities => "communities",
            Self::Kind => "kind",
            Self::Organizations => "organizations",
            Self::Field(field) => field,
        }
    }

    /// One word for captions: blocs by `community`.
    pub fn noun(&self) -> &str {
        match self {
            Self::Camps => "camp",
            Self::Communities => "community",
            Self::Kind => "kind",
            Self::Organizations => "organization",
            Self::Field(field) => field,
        }
    }

    /// One word for the groups that a rule has made; `group` for those of no rule.
    pub fn noun_of(groups: &Blocs) -> String {
        let rule = groups.rule.as_deref().map(Self::from_id);
        rule.map_or_else(|| "group".to_owned(), |rule| rule.noun().to_owned())
    }

    /// The rule with this id; any other word is a field of actors.
    pub fn from_id(id: &str) -> Self {
        let general = Self::GENERAL.into_iter().find(|rule| rule.id() == id);
        general.unwrap_or_else(|| Self::Field(id.to_owned()))
    }

    /// The rule of a word on the command line.
    ///
    /// # Errors
    /// Says which words and which fields of actors there are.
    pub fn parse(word: &str, document: &Document) -> Result<Self, String> {
        if let Some(rule) = Self::GENERAL.into_iter().find(|rule| rule.id() == word) {
            return Ok(rule);
        }
        let fields = actor_fields(document);
        if fields.iter().any(|field| field == word) {
            return Ok(Self::Field(word.to_owned()));
        }
        let general = Self::GENERAL.map(|rule| rule.id().to_owned());
        let known = match &fields[..] {
            [] => alternatives(&general),
            _ => format!(
                "{}, or a field of actors in this file: {}",
                general.join(", "),
                list(&fields)
            ),
        };
        Err(format!("no actor has the field `{word}`; use {known}"))
    }
}
