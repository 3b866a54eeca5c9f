//! The ids of the tabs of the side panel.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The id of a tab of the side panel; `ui::panels::PANELS` is the table of tabs.
///
/// A constant exists for each tab that a command or a test names. Another tab needs none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tab(Cow<'static, str>);

impl Tab {
    /// The selected actor, relation or reference.
    pub const DETAILS: Self = Self::new("Details");
    /// Sources, and the filters by source.
    pub const SOURCES: Self = Self::new("Sources");
    /// Changes of side, and two dates compared.
    pub const TIME: Self = Self::new("Time");
    /// Structural balance.
    pub const BALANCE: Self = Self::new("Balance");
    /// Centrality, communities and paths.
    pub const RANK: Self = Self::new("Rank");
    /// The steps of the story.
    pub const STORY: Self = Self::new("Story");
    /// Coders, their agreement, and what merges left to decide.
    pub const CODERS: Self = Self::new("Coders");
    /// The list of changes.
    pub const HISTORY: Self = Self::new("History");

    /// A tab with this id.
    pub const fn new(id: &'static str) -> Self {
        Self(Cow::Borrowed(id))
    }

    /// The id, as it is stored in the settings.
    pub fn id(&self) -> &str {
        &self.0
    }
}
