//! How many random draws an option may ask for.

use clap::builder::RangedU64ValueParser;

/// The most draws: more take memory and add no digit that matters.
const MAX_DRAWS: u64 = 100_000;

/// Reads a number of draws.
pub(super) fn draws() -> RangedU64ValueParser {
    clap::value_parser!(u64).range(0..=MAX_DRAWS)
}
