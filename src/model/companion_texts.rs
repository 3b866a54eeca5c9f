//! Saved texts and pictures that are written together with a relations file, as plain values. Knows
//! no file.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Actor, Document, ReferenceId};

/// Where the texts of a document are before it is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanionTexts {
    /// Texts that are in no file yet, by the path in references.
    pub unsaved: BTreeMap<String, Arc<str>>,
    /// The relations file beside which the other texts are.
    pub from: Option<PathBuf>,
}

/// The saved texts that a save into another folder copies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextCopies {
    /// The path that each reference names, and the path of its copy.
    pub copied: Vec<(String, String)>,
    /// Why others are left out, as in “`../a.txt`: it leads outside the folder of the file”.
    pub left_out: Vec<String>,
    /// The pictures of actors that it copies as well.
    pub pictures: PictureCopies,
}

/// The pictures of actors that a save into another folder copies, or has copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureCopies {
    /// The path that actors name, and the path of its copy.
    pub copied: Vec<(String, String)>,
    /// Why others are left out.
    pub left_out: Vec<String>,
}

impl PictureCopies {
    /// The actors of a document whose pictures have another path once they are copied, with that
    /// path.
    pub fn renamed(&self, document: &Document) -> Vec<Actor> {
        let others = self.copied.iter().filter(|(asked, path)| asked != path);
        let others: BTreeMap<&str, &String> =
            others.map(|(asked, path)| (asked.as_str(), path)).collect();
        let actors = document.actors.iter().filter_map(|actor| {
            let path = *others.get(actor.picture.as_deref()?)?;
            Some(Actor {
                picture: Some(path.clone()),
                ..Actor::clone(actor)
            })
        });
        actors.collect()
    }
}

/// The texts that were written beside a relations file, and those that were not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenTexts {
    /// The texts that are beside the file now.
    pub written: Vec<WrittenText>,
    /// Why others are left out.
    pub left_out: Vec<String>,
    /// The pictures of actors that were copied as well.
    pub pictures: PictureCopies,
}

/// A text that was written beside a relations file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenText {
    /// The reference whose text it is.
    pub reference: ReferenceId,
    /// The path that the reference named.
    pub asked: String,
    /// The path at which the text now is: another one if that was taken or not allowed.
    pub path: String,
}
