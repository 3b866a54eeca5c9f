//! What the columns of a file mean: as somebody chose, or as a reader understood them. Knows no
//! file.

use serde::{Deserialize, Serialize};

use super::{ColumnRole, RelationKind};

/// What columns mean. A column that is not in it means what a reader guesses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnMap {
    /// The roles of columns, by their names. A column without a name is `column 3`.
    pub roles: Vec<(String, ColumnRole)>,
    /// The kinds that words in columns of kinds and signs mean.
    pub kinds: Vec<(String, RelationKind)>,
    /// The kind of all ties, whatever the columns say.
    pub all_kind: Option<RelationKind>,
    /// Whether all ties are directed, whatever the columns say.
    pub directed: Option<bool>,
    /// Whether the first line names the columns.
    pub has_header: Option<bool>,
}

impl ColumnMap {
    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The role of a column.
    pub fn role(&self, column: &str) -> Option<ColumnRole> {
        let exact = self.roles.iter().find(|(name, _)| name == column);
        let found = exact.or_else(|| self.roles.iter().find(|(name, _)| is_same(name, column)));
        found.map(|(_, role)| *role)
    }

    /// The column with a role.
    pub fn column(&self, role: ColumnRole) -> Option<&str> {
        let mut roles = self.roles.iter();
        roles
            .find(|(_, of)| *of == role)
            .map(|(name, _)| name.as_str())
    }

    /// What is chosen about tables of actors, or about everything else.
    #[must_use]
    pub fn about_actors(&self, actors: bool) -> Self {
        let roles = self.roles.iter();
        let roles = roles.filter(|(_, role)| role.is_of_actors() == actors || role.is_general());
        let roles: Vec<_> = roles.cloned().collect();
        if actors {
            let has_roles = roles.iter().any(|(_, role)| role.is_of_actors());
            return Self {
                roles: if has_roles { roles } else { Vec::new() },
                ..Self::default()
            };
        }
        Self {
            roles,
            ..self.clone()
        }
    }

    /// Gives a column a role. The column that had it is kept as it is, unless several may have it.
    pub fn set_role(&mut self, column: &str, role: ColumnRole) {
        if !role.is_shared() {
            for (name, of) in &mut self.roles {
                if *of == role && name != column {
                    *of = ColumnRole::Keep;
                }
            }
        }
        match self.roles.iter_mut().find(|(name, _)| name == column) {
            Some((_, of)) => *of = role,
            None => self.roles.push((column.to_owned(), role)),
        }
    }

    /// The kind that a word was given.
    pub fn kind_of(&self, word: &str) -> Option<RelationKind> {
        let found = self.kinds.iter().find(|(known, _)| is_same(known, word));
        found.map(|(_, kind)| *kind)
    }

    /// Gives a word a kind; `None` takes it away.
    pub fn set_kind(&mut self, word: &str, kind: Option<RelationKind>) {
        self.kinds.retain(|(known, _)| !is_same(known, word));
        self.kinds
            .extend(kind.map(|kind| (word.trim().to_owned(), kind)));
    }

    /// Adds roles as they are written on the command line: `source=A,target=B,ignore=C`.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn add_roles(&mut self, text: &str) -> Result<(), String> {
        for part in parts(text) {
            let Some((word, column)) = part.split_once('=') else {
                return Err(format!(
                    "`{part}` is not a role and a column; write for example source=A,target=B,sign=C"
                ));
            };
            let Some(role) = ColumnRole::of_word(word) else {
                let words: Vec<_> = ColumnRole::ALL.iter().map(|role| role.as_str()).collect();
                let words = words.join(", ");
                return Err(format!(
                    "`{}` is not a role of a column; the roles are {words}",
                    word.trim()
                ));
            };
            let column = column.trim();
            if column.is_empty() {
                return Err(format!("`{part}` names no column"));
            }
            let earlier = self.column(role).filter(|_| !role.is_shared());
            if let Some(earlier) = earlier {
                let role = role.as_str();
                return Err(format!(
                    "`{earlier}` and `{column}` are both {role}; one column can be"
                ));
            }
            if let Some((_, earlier)) = self.roles.iter().find(|(name, _)| name == column) {
                let (earlier, role) = (earlier.as_str(), role.as_str());
                return Err(format!(
                    "`{column}` is both {earlier} and {role}; a column has one role"
                ));
            }
            self.roles.push((column.to_owned(), role));
        }
        Ok(())
    }

    /// Adds kinds of words as they are written on the command line: `ally=cooperation`.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn add_kinds(&mut self, text: &str) -> Result<(), String> {
        for part in parts(text) {
            let Some((word, kind)) = part.rsplit_once('=') else {
                return Err(format!(
                    "`{part}` is not a word and a kind; write for example ally=cooperation,rival=hostility"
                ));
            };
            let kind = Self::kind_of_text(kind)?;
            if word.trim().is_empty() {
                return Err(format!("`{part}` names no word"));
            }
            self.set_kind(word, Some(kind));
        }
        Ok(())
    }

    /// The kind of this name.
    ///
    /// # Errors
    /// Says which kinds there are.
    pub fn kind_of_text(text: &str) -> Result<RelationKind, String> {
        let text = text.trim();
        let mut all = RelationKind::ALL.into_iter();
        all.find(|kind| kind.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| {
                let kinds = RelationKind::ALL.map(RelationKind::as_str).join(", ");
                format!("`{text}` is not a kind; the kinds are {kinds}")
            })
    }
}

/// Whether two names or words differ at most in case and in spaces around them.
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    one == other || one.to_lowercase() == other.to_lowercase()
}

/// The parts of a list with commas; a part without `=` belongs to the one before it, because names
/// of columns may have commas.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split(',') {
        match parts.last_mut() {
            Some(last) if !part.contains('=') && !part.trim().is_empty() => {
                last.push(',');
                last.push_str(part);
            }
            _ if part.trim().is_empty() => {}
            _ => parts.push(part.to_owned()),
        }
    }
    parts
}

/// How a reader understood the columns of a file, with their first cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnPreview {
    /// What the columns mean: all of them are in it.
    pub map: ColumnMap,
    /// The columns in the order of the file.
    pub columns: Vec<PreviewColumn>,
    /// The words in the columns of kinds and signs, the commonest first.
    pub words: Vec<PreviewWord>,
    /// Whether the file is a table, whose first line and names of ends can be chosen.
    pub is_table: bool,
    /// Whether it is a table of actors.
    pub is_of_actors: bool,
    /// A column whose few words may be kinds, where no column says any.
    pub may_be_kinds: Option<String>,
    /// What was guessed and not named by the file, as sentences.
    pub guesses: Vec<String>,
}

/// A column with its first cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PreviewColumn {
    /// Its name, or `column 3`.
    pub name: String,
    /// Its cells in the first ties.
    pub cells: Vec<String>,
    /// Whether the format itself says that it is an end: it can be the other one, or none.
    pub is_end: bool,
}

/// A word that says, or could say, a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewWord {
    /// The word as the file has it.
    pub word: String,
    /// How many ties have it.
    pub count: usize,
    /// The kind that it means, if that is known.
    pub kind: Option<RelationKind>,
}

impl ColumnPreview {
    /// The names of the columns, which tell whether another file has the same ones.
    pub fn names(&self) -> Vec<String> {
        self.columns
            .iter()
            .map(|column| column.name.clone())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_and_kinds_are_read_as_the_command_line_writes_them() {
        let mut map = ColumnMap::default();
        map.add_roles("source=Country A, target=Country B,sign=Name, with comma,ignore=x")
            .unwrap();
        map.add_roles("ignore=y").unwrap();
        let roles: Vec<_> = map
            .roles
            .iter()
            .map(|(name, role)| format!("{name}: {}", role.as_str()))
            .collect();
        assert_eq!(
            roles,
            [
                "Country A: source",
                "Country B: target",
                "Name, with comma: sign",
                "x: ignore",
                "y: ignore"
            ]
        );
        assert_eq!(map.role("country a "), Some(ColumnRole::Source));
        map.add_kinds("Ally=cooperation,a=b=hostility").unwrap();
        assert_eq!(map.kind_of(" ally"), Some(RelationKind::Cooperation));
        assert_eq!(map.kind_of("A=B"), Some(RelationKind::Hostility));
    }

    #[test]
    fn what_is_wrong_with_a_choice_is_said() {
        let roles = |text: &str| ColumnMap::default().add_roles(text).unwrap_err();
        assert!(
            roles("surce=A")
                .starts_with("`surce` is not a role of a column; the roles are source, target,")
        );
        assert_eq!(
            roles("source=A,source=B"),
            "`A` and `B` are both source; one column can be"
        );
        assert_eq!(
            roles("source=A,target=A"),
            "`A` is both source and target; a column has one role"
        );
        assert_eq!(roles("sign="), "`sign=` names no column");
        assert!(roles("A").contains("source=A,target=B"));
        let kinds = |text: &str| ColumnMap::default().add_kinds(text).unwrap_err();
        assert_eq!(
            kinds("ally=friendly"),
            "`friendly` is not a kind; the kinds are cooperation, support, hostility, other"
        );
        assert_eq!(kinds("=other"), "`=other` names no word");
    }

    #[test]
    fn a_role_moves_from_one_column_to_another() {
        let mut map = ColumnMap::default();
        map.set_role("a", ColumnRole::Source);
        map.set_role("b", ColumnRole::Source);
        assert_eq!(map.column(ColumnRole::Source), Some("b"));
        assert_eq!(map.role("a"), Some(ColumnRole::Keep));
        map.set_role("a", ColumnRole::Ignore);
        map.set_role("b", ColumnRole::Ignore);
        assert_eq!(map.role("a"), Some(ColumnRole::Ignore));
    }
}
