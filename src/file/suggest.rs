//! "Did you mean …?": the known name nearest to one that is not known.

use std::collections::HashMap;

use crate::words::short;

/// The most names that are compared for one file. After that, issues have no hint, so that reading
/// stays fast.
const MAX_COMPARISONS: usize = 300_000;

/// Longer names are not compared.
const MAX_NAME_CHARS: usize = 60;

/// The search for near names, and how many it has compared.
#[derive(Debug, Default)]
pub(super) struct Nearest {
    compared: usize,
    found: HashMap<String, Option<String>>,
}

impl Nearest {
    /// A hint that names the record whose id or name is nearest; `None` if none is near.
    ///
    /// Records come as ids and names. Takes O(records) for each new word, up to
    /// [`MAX_COMPARISONS`].
    pub(super) fn hint<'r>(
        &mut self,
        wanted: &str,
        records: impl ExactSizeIterator<Item = (&'r str, Option<&'r str>)> + Clone,
    ) -> Option<String> {
        if let Some(found) = self.found.get(wanted) {
            return found.clone();
        }
        if self.compared + records.len() > MAX_COMPARISONS {
            return None;
        }
        self.compared += records.len();
        let mut named = records.clone();
        let hint = if let Some((id, _)) = named.find(|(_, name)| *name == Some(wanted)) {
            Some(format!(
                "`{}` is a name; its id is `{}`.",
                short(wanted),
                short(id)
            ))
        } else {
            let words = records.flat_map(|(id, name)| {
                let names = name.map(|name| (name, id));
                names.into_iter().chain([(id, id)])
            });
            nearest(wanted, words).map(|id| format!("Did you mean `{}`?", short(id)))
        };
        self.found.insert(wanted.to_owned(), hint.clone());
        hint
    }

    /// The nearest of a few words.
    pub(super) fn of<'w>(wanted: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
        nearest(wanted, words.map(|word| (word, word)))
    }
}

/// The value of the nearest word, if at most a third of its letters differ.
fn nearest<'w, T>(wanted: &str, words: impl Iterator<Item = (&'w str, T)>) -> Option<T> {
    let length = wanted.chars().count();
    if !(3..=MAX_NAME_CHARS).contains(&length) {
        return None;
    }
    let farthest = length / 3;
    words
        .filter(|(word, _)| word.len() <= 4 * MAX_NAME_CHARS)
        .filter(|(word, _)| word.chars().count().abs_diff(length) <= farthest)
        .map(|(word, belongs)| (strsim::osa_distance(wanted, word), belongs))
        .filter(|(distance, _)| *distance <= farthest)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, belongs)| belongs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        let words = ["state", "group", "organization", "person"];
        assert_eq!(
            Nearest::of("organisation", words.into_iter()),
            Some("organization")
        );
        assert_eq!(Nearest::of("gruop", words.into_iter()), Some("group"));
        assert_eq!(Nearest::of("country", words.into_iter()), None);
    }

    #[test]
    fn a_name_in_place_of_an_id_is_recognised() {
        let records = [("russia", Some("Russia")), ("usa", Some("United States"))];
        let mut nearest = Nearest::default();
        assert_eq!(
            nearest.hint("United States", records.into_iter()).unwrap(),
            "`United States` is a name; its id is `usa`."
        );
        assert_eq!(
            nearest.hint("rusia", records.into_iter()).unwrap(),
            "Did you mean `russia`?"
        );
        assert_eq!(nearest.hint("taliban", records.into_iter()), None);
    }
}
