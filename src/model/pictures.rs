//! The pictures of the actors of a document, by the path that actors name. Reads no file.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ActorPicture;

/// A picture that was read, or the reason why it cannot be drawn.
type ReadPicture = Result<Arc<ActorPicture>, String>;

/// Pictures by path. A clone is cheap.
#[derive(Clone, Debug, Default)]
pub struct Pictures(Arc<BTreeMap<String, ReadPicture>>);

impl Pictures {
    /// The picture at this path; `None` if it could not be read, or is not read yet.
    pub fn get(&self, path: &str) -> Option<&Arc<ActorPicture>> {
        self.0.get(path)?.as_ref().ok()
    }

    /// Why the picture at this path cannot be drawn; `None` if it can, or is not read yet.
    pub fn problem(&self, path: &str) -> Option<&str> {
        let problem = self.0.get(path)?.as_ref().err();
        problem.map(String::as_str)
    }

    /// The paths of pictures that cannot be drawn, each with the reason.
    pub fn problems(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.0.iter();
        all.filter_map(|(path, outcome)| Some((path.as_str(), outcome.as_ref().err()?.as_str())))
    }

    /// Whether there are none, and no reasons either.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, ReadPicture)> for Pictures {
    fn from_iter<I: IntoIterator<Item = (String, ReadPicture)>>(all: I) -> Self {
        Self(Arc::new(all.into_iter().collect()))
    }
}

impl PartialEq for Pictures {
    /// The same pictures are compared in every frame: a shared list is equal without a look at it.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}
