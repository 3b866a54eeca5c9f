//! Blocs: sets of actors that are drawn as one. A view of a document, not a part of its data. Knows
//! no graph and no positions.

use std::collections::HashSet;

use super::ActorId;

/// Which actors are drawn as one. Actors in no bloc are drawn as themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocs {
    /// The id of the rule that made the blocs: `communities`, or the name of a field of actors;
    /// `None` for blocs that the user grouped.
    pub rule: Option<String>,
    /// Which ties between blocs are drawn.
    pub ties: BlocTies,
    /// The outermost blocs.
    pub blocs: Vec<Bloc>,
}

/// Which ties between blocs are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BlocTies {
    /// Of many ties, the strongest of each bloc.
    #[default]
    Strongest,
    /// All.
    All,
}

impl BlocTies {
    /// Both choices, the default first.
    pub const ALL: [Self; 2] = [Self::Strongest, Self::All];

    /// The word in files and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Strongest => "strongest",
            Self::All => "all",
        }
    }
}

/// A set of actors that is drawn as one unless it is expanded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bloc {
    /// The name shown.
    pub name: String,
    /// The actors that belong to it directly.
    pub members: Vec<ActorId>,
    /// The blocs inside it.
    pub blocs: Vec<Bloc>,
    /// Whether its members and the blocs inside it are drawn instead of itself.
    pub is_expanded: bool,
}

/// Where a bloc is: the number of the outermost bloc, the number of the bloc inside that one, and
/// so on.
pub type BlocPath = Vec<usize>;

impl Blocs {
    /// The same blocs with other ties.
    #[must_use]
    pub fn with_ties(&self, ties: BlocTies) -> Self {
        Self {
            ties,
            ..self.clone()
        }
    }

    /// The bloc at a path.
    pub fn get(&self, path: &[usize]) -> Option<&Bloc> {
        let (first, rest) = path.split_first()?;
        rest.iter()
            .try_fold(self.blocs.get(*first)?, |bloc, number| {
                bloc.blocs.get(*number)
            })
    }

    /// The bloc at a path, to change it.
    pub fn get_mut(&mut self, path: &[usize]) -> Option<&mut Bloc> {
        let (first, rest) = path.split_first()?;
        rest.iter()
            .try_fold(self.blocs.get_mut(*first)?, |bloc, number| {
                bloc.blocs.get_mut(*number)
            })
    }

    /// Whether no actors are in blocs.
    pub fn is_empty(&self) -> bool {
        self.blocs.is_empty()
    }

    /// Takes actors out of all blocs, and removes blocs that are empty then.
    pub fn release<'a>(&mut self, actors: impl IntoIterator<Item = &'a ActorId>) {
        let actors: HashSet<&ActorId> = actors.into_iter().collect();
        for bloc in &mut self.blocs {
            bloc.release(&actors);
        }
        self.blocs.retain(|bloc| !bloc.is_empty());
    }

    /// The path of the innermost bloc that has this actor as a direct member.
    pub fn path_of(&self, actor: &ActorId) -> Option<BlocPath> {
        let mut next: Vec<(BlocPath, &Bloc)> = numbered(&[], &self.blocs).collect();
        while let Some((path, bloc)) = next.pop() {
            if bloc.members.contains(actor) {
                return Some(path);
            }
            next.extend(numbered(&path, &bloc.blocs));
        }
        None
    }

    /// The outermost blocs that are not expanded, with their paths: those that are drawn.
    pub fn collapsed(&self) -> Vec<(BlocPath, &Bloc)> {
        let mut found = Vec::new();
        let mut next: Vec<(BlocPath, &Bloc)> = numbered(&[], &self.blocs).collect();
        next.reverse();
        while let Some((path, bloc)) = next.pop() {
            if bloc.is_expanded {
                let start = next.len();
                next.extend(numbered(&path, &bloc.blocs));
                next[start..].reverse();
            } else {
                found.push((path, bloc));
            }
        }
        found
    }
}

impl Bloc {
    fn release(&mut self, actors: &HashSet<&ActorId>) {
        self.members.retain(|member| !actors.contains(member));
        for bloc in &mut self.blocs {
            bloc.release(actors);
        }
        self.blocs.retain(|bloc| !bloc.is_empty());
    }

    fn is_empty(&self) -> bool {
        self.members.is_empty() && self.blocs.is_empty()
    }

    /// All actors in it and in the blocs inside it.
    pub fn all_members(&self) -> Vec<&ActorId> {
        let mut found = Vec::new();
        let mut next = vec![self];
        while let Some(bloc) = next.pop() {
            found.extend(&bloc.members);
            next.extend(&bloc.blocs);
        }
        found
    }
}

/// Blocs with their paths.
fn numbered<'a>(
    parent: &[usize],
    blocs: &'a [Bloc],
) -> impl Iterator<Item = (BlocPath, &'a Bloc)> + use<'a> {
    let parent = parent.to_vec();
    let blocs = blocs.iter().enumerate();
    blocs.map(move |(number, bloc)| ([&parent[..], &[number]].concat(), bloc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bloc(name: &str, members: &[&str], blocs: Vec<Bloc>) -> Bloc {
        Bloc {
            name: name.to_owned(),
            members: members.iter().map(|id| (*id).into()).collect(),
            blocs,
            is_expanded: false,
        }
    }

    #[test]
    fn an_expanded_bloc_gives_its_place_to_the_blocs_inside_it() {
        let mut blocs = Blocs {
            blocs: vec![
                bloc(
                    "west",
                    &["us"],
                    vec![
                        bloc("eu", &["de", "fr"], Vec::new()),
                        bloc("uk", &[], vec![]),
                    ],
                ),
                bloc("east", &["ru"], Vec::new()),
            ],
            ..Blocs::default()
        };
        let names = |blocs: &Blocs| -> Vec<String> {
            let collapsed = blocs.collapsed().into_iter();
            collapsed.map(|(_, bloc)| bloc.name.clone()).collect()
        };
        assert_eq!(names(&blocs), ["west", "east"]);
        let all: Vec<_> = blocs.blocs[0].all_members();
        assert_eq!(all.len(), 3);
        blocs.get_mut(&[0]).unwrap().is_expanded = true;
        assert_eq!(names(&blocs), ["eu", "uk", "east"]);
        let paths = blocs.collapsed().into_iter().map(|(path, _)| path);
        assert_eq!(paths.collect::<Vec<_>>(), [vec![0, 0], vec![0, 1], vec![1]]);
        assert_eq!(blocs.get(&[0, 0]).unwrap().name, "eu");
        assert!(blocs.get(&[0, 7]).is_none() && blocs.get(&[]).is_none());
    }
}
