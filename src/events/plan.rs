//! The rules by which events become relations, each with the value that the literature uses. Knows
//! no data.

use crate::model::{ColumnMap, Day};

use super::preset::{EventPreset, NET};
use super::time::{EventPeriod, written};

/// Everything that is chosen about an import.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct EventPlan {
    /// Which set the files are; recognized if nothing is chosen.
    pub preset: Option<&'static str>,
    /// What the columns mean, for a table of another set.
    pub columns: ColumnMap,
    /// What the actors are.
    pub actors: ActorLevel,
    /// The first day that counts.
    pub from: Option<Day>,
    /// The last day that counts.
    pub to: Option<Day>,
    /// The periods in which events are counted.
    pub by: EventPeriod,
    /// When a pair is friendly or hostile in a period.
    pub rule: EventRule,
    /// The least |net| of a relation, from 0 to 1.
    pub min_net: f64,
    /// The least absolute mean Goldstein score of a relation, from 0 to 10.
    pub min_goldstein: f64,
    /// The least number of events of a pair in a period; by default that of the set.
    pub min_count: Option<u64>,
    /// Whether only events in the lead of their text count.
    pub root_only: bool,
    /// The least number of sources of an event.
    pub min_sources: u32,
    /// Whether events of the same pair, code and day count once.
    pub one_a_day: bool,
    /// Whether the weight is a share of all events of the period.
    pub normalize: bool,
    /// Whether it matters who acts.
    pub is_directed: bool,
    /// Only events between these actors, by code or name; all if it is empty.
    pub only: Vec<String>,
    /// No events with these actors, by code or name.
    pub without: Vec<String>,
    /// Only the actors with the most events.
    pub top: Option<usize>,
    /// How many records a relation has as claims.
    pub records: usize,
    /// How much memory groups may take, in bytes; more is kept in temporary files.
    pub memory_bytes: u64,
}

impl Default for EventPlan {
    fn default() -> Self {
        Self {
            preset: None,
            columns: ColumnMap::default(),
            actors: ActorLevel::default(),
            from: None,
            to: None,
            by: EventPeriod::default(),
            rule: EventRule::default(),
            min_net: DEFAULT_NET,
            min_goldstein: DEFAULT_GOLDSTEIN,
            min_count: None,
            root_only: false,
            min_sources: 1,
            one_a_day: false,
            normalize: false,
            is_directed: false,
            only: Vec::new(),
            without: Vec::new(),
            top: None,
            records: 3,
            memory_bytes: 1 << 30,
        }
    }
}

/// One side has at least twice the events of the other.
const DEFAULT_NET: f64 = 0.333;

/// The score of the mildest acts that are not words alone.
const DEFAULT_GOLDSTEIN: f64 = 1.0;

impl EventPlan {
    /// The least number of events of a pair in a period, for a set.
    pub fn min_count(&self, preset: &EventPreset) -> u64 {
        self.min_count.unwrap_or(preset.min_count)
    }

    /// The rules in words, for a description: each that changes something.
    pub(super) fn in_words(&self, preset: &EventPreset, is_spell: bool) -> Vec<String> {
        let mut words = vec![self.rule_in_words(preset, is_spell)];
        let mut add = |holds: bool, text: String| {
            if holds {
                words.push(text);
            }
        };
        add(!preset.remark.is_empty(), preset.remark.into());
        let level = match self.actors {
            ActorLevel::Country => "",
            ActorLevel::Name => "actors by name",
            ActorLevel::Role => "types of actors in a country",
        };
        add(!level.is_empty(), level.into());
        let day = |day: Option<Day>| day.map(written).unwrap_or_default();
        add(self.from.is_some(), format!("from {}", day(self.from)));
        add(self.to.is_some(), format!("until {}", day(self.to)));
        add(
            self.one_a_day,
            "the same pair, code and day counts once".into(),
        );
        add(
            self.root_only,
            "only events in the lead of their text".into(),
        );
        let least = self.min_sources;
        add(
            least > 1,
            format!("only events with {least} sources or more"),
        );
        add(
            !self.only.is_empty(),
            format!("only {}", self.only.join(", ")),
        );
        add(
            !self.without.is_empty(),
            format!("without {}", self.without.join(", ")),
        );
        let top = self.top.unwrap_or(0);
        add(
            self.top.is_some(),
            format!("the {top} actors with the most events"),
        );
        add(self.is_directed, "from who acts to whom it concerns".into());
        let of_whom = if self.only.is_empty() && self.without.is_empty() {
            ""
        } else {
            " of the chosen actors"
        };
        add(
            self.normalize,
            format!("weights are events per 10,000{of_whom} in these periods"),
        );
        words
    }

    /// The rules that decide which groups there are, as flags: a query is made with them.
    pub(super) fn flags_of_groups(&self) -> String {
        let mut flags = format!(
            "--actors {} --by {} --rule {}",
            self.actors.as_str(),
            self.by.as_str(),
            self.rule.as_str()
        );
        let mut add = |holds: bool, flag: String| {
            if holds {
                flags = format!("{flags} --{flag}");
            }
        };
        let day = |day: Option<Day>| day.map(written).unwrap_or_default();
        add(self.from.is_some(), format!("from {}", day(self.from)));
        add(self.to.is_some(), format!("to {}", day(self.to)));
        add(self.root_only, "root-only".into());
        let least = self.min_sources;
        add(least > 1, format!("min-sources {least}"));
        add(self.one_a_day, "one-a-day".into());
        add(self.is_directed, "who-acts".into());
        for (flag, names) in [("only", &self.only), ("without", &self.without)] {
            add(!names.is_empty(), format!("{flag} \"{}\"", names.join(",")));
        }
        flags
    }

    fn rule_in_words(&self, preset: &EventPreset, is_spell: bool) -> String {
        if is_spell {
            return "each row is a relation from its beginning to its end".to_owned();
        }
        let period = match self.by {
            EventPeriod::All => String::new(),
            by => format!(" of a {}", by.as_str()),
        };
        let count = match self.min_count(preset) {
            0 | 1 => String::new(),
            least => format!(" in {least} cases or more"),
        };
        let (net, score) = (self.min_net, self.min_goldstein);
        let measure = match self.rule {
            EventRule::Quad => format!("{} ≥ {net} or ≤ −{net}", preset.balance),
            EventRule::QuadMaterial => {
                format!("{NET} ≥ {net} or ≤ −{net}, deeds alone and no words")
            }
            EventRule::Goldstein => format!("mean Goldstein score ≥ {score} or ≤ −{score}"),
        };
        format!("a relation is a pair{period} with {measure}{count}")
    }
}

/// What the actors are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActorLevel {
    /// Countries.
    #[default]
    Country,
    /// Actors by name.
    Name,
    /// Types of actors in a country, such as its military.
    Role,
}

impl ActorLevel {
    /// All levels.
    pub const ALL: [Self; 3] = [Self::Country, Self::Name, Self::Role];

    /// The word on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Name => "name",
            Self::Role => "type",
        }
    }
}

/// When a pair is friendly or hostile in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventRule {
    /// Cooperation in words and deeds against conflict in words and deeds.
    #[default]
    Quad,
    /// Cooperation in deeds against conflict in deeds.
    QuadMaterial,
    /// The mean Goldstein score.
    Goldstein,
}

impl EventRule {
    /// All rules.
    pub const ALL: [Self; 3] = [Self::Quad, Self::QuadMaterial, Self::Goldstein];

    /// The word on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quad => "quad",
            Self::QuadMaterial => "quad-material",
            Self::Goldstein => "goldstein",
        }
    }
}
