//! Tables of actors with columns that list the names of others: `allies`, `enemies`. Reads no line.

use std::collections::HashSet;

use super::cell_number::number;
use super::end_names::MAX_COLUMNS;
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::kind_words::{kind_of_vote, kind_of_word, plain};
use crate::file::formats::numbers::is_missing;
use crate::model::Sign;

/// Names of columns that list others, beside phrases such as `at war with`. Only letters and digits
/// count. A column `alliance` names a treaty or a block, and no partner.
const PARTNERS: &[&str] = &[
    "ally",
    "allies",
    "friend",
    "friends",
    "partner",
    "partners",
    "enemy",
    "enemies",
    "foe",
    "foes",
    "rival",
    "rivals",
    "opponent",
    "opponents",
    "supporter",
    "supports",
    "opposes",
    "likes",
    "dislikes",
    "trusts",
    "distrusts",
    "freunde",
    "feinde",
    "gegner",
    "verbündete",
    "amis",
    "alliés",
    "ennemis",
    "amigos",
    "aliados",
    "enemigos",
    "amici",
    "alleati",
    "nemici",
    "союзники",
    "враги",
    "盟友",
    "敌人",
];

/// Whether a name of a column says that it lists others.
fn names_partners(name: &str) -> bool {
    let last = name.split_whitespace().last().unwrap_or_default();
    let is_phrase = matches!(last.to_lowercase().as_str(), "with" | "of" | "against");
    PARTNERS.contains(&&*plain(name)) || (is_phrase && name.contains(' '))
}

/// The columns of a table of actors that lists the partners of each.
#[derive(Debug)]
pub(crate) struct PartnerColumns {
    /// The column that names the actor of the line.
    pub(crate) actor: usize,
    /// The columns of the others, whose names say how they are related.
    pub(crate) partners: Vec<usize>,
}

/// The columns of partners, if the first column has another name on each line, and the others have
/// names of which one is in the first column too, or a list of names.
pub(super) fn partner_columns<R: CellRow>(rows: &[R]) -> Option<PartnerColumns> {
    let (first, others) = rows.split_first()?;
    let actors: HashSet<String> = others.iter().map(|row| plain(row.cell(0))).collect();
    let is_name = |name: &String| !name.is_empty() && number(name).is_none();
    if others.is_empty() || actors.len() < others.len() || !actors.iter().all(is_name) {
        return None;
    }
    let says_kind = |at: &usize| {
        let name = first.cell(*at);
        let kind = kind_of_word(name);
        kind.is_some_and(|kind| kind.sign() != Sign::None) && names_partners(name)
    };
    let is_of_names = |at: &usize| {
        let mut cells = others
            .iter()
            .map(|row| row.cell(*at))
            .filter(|cell| !is_missing(cell));
        cells.clone().next().is_some()
            && cells.all(|cell| {
                let is_value = number(cell).is_some() || kind_of_word(cell).is_some();
                !is_value && kind_of_vote(cell).is_none()
            })
    };
    let columns = (1..first.len().min(MAX_COLUMNS))
        .filter(says_kind)
        .filter(is_of_names);
    let partners: Vec<usize> = columns.collect();
    let shows_names = |cell: &str| {
        let mut parts = cell.split([';', '|', ',', '\n']);
        cell.contains([';', '|', ',']) || parts.any(|part| actors.contains(&plain(part)))
    };
    let mut cells = others
        .iter()
        .flat_map(|row| partners.iter().map(|at| row.cell(*at)));
    let is_list = cells.any(|cell| !is_missing(cell) && shows_names(cell));
    is_list.then_some(PartnerColumns { actor: 0, partners })
}
