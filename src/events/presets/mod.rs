//! The sets of event data that are read: a table, and one file for each. Reads no file.

mod acled;
mod atop;
mod columns;
mod cow_alliances;
mod cow_mid;
mod gdelt1;
mod gdelt2;
mod gdelt_mentions;
mod icews;
mod polecat;
mod ucdp_ged;
mod un_votes;

use super::preset::EventPreset;

mod recognition;
pub(super) use recognition::of_all_columns;
pub use recognition::{NAME_COLUMNS, RecognizedFile, recognize};

pub use columns::{COLUMNS, EVENT_ROLES, unused_role};

/// All sets, in the order in which a file is compared with them.
pub static EVENT_PRESETS: &[&EventPreset] = &[
    &gdelt2::PRESET,
    &gdelt1::PRESET,
    &gdelt_mentions::PRESET,
    &icews::PRESET,
    &polecat::PRESET,
    &ucdp_ged::PRESET,
    &acled::PRESET,
    &cow_alliances::PRESET,
    &cow_mid::PRESET,
    &atop::PRESET,
    &un_votes::PRESET,
    &columns::COLUMNS,
];

/// The set of this name.
pub fn by_id(id: &str) -> Option<&'static EventPreset> {
    EVENT_PRESETS.iter().copied().find(|preset| preset.id == id)
}
