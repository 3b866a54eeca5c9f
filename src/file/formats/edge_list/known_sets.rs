//! Published sets of data whose rows are dyads in a year or votes: `frenemy events` makes relations
//! of them. Reads no line.

use super::lines::EdgeListLine;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::kind_words::plain;

/// The sets, each with columns that only it has. Only letters and digits count.
const SETS: &[(&str, &[&str])] = &[
    (
        "alliances of Correlates of War",
        &["ccode1", "ccode2", "entente"],
    ),
    (
        "disputes of Correlates of War (dyadic MID)",
        &["statea", "stateb", "hihost"],
    ),
    ("alliances of ATOP", &["atopally", "defense"]),
    ("votes of the United Nations", &["rcid", "vote"]),
];

/// The set that a table is from, by the names of its columns.
pub(super) fn known_set(first: &EdgeListLine) -> Option<&'static str> {
    let names: Vec<String> = (0..first.len()).map(|at| plain(first.cell(at))).collect();
    let has = |name: &&str| names.iter().any(|known| known == name);
    let mut sets = SETS.iter();
    let (set, _) = sets.find(|(_, columns)| columns.iter().all(has))?;
    Some(set)
}

/// What makes signed relations of such a set.
pub(super) const NEXT_STEP: &str = "`frenemy events FILE`, or File › Import event data…, makes signed relations of its rows with their periods.";
