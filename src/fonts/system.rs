//! The fonts of the system: found through fontdb, and read when a character needs one.
//!
//! Which face draws a character depends on the fonts that are installed and on nothing else: not on
//! what was drawn before, and not on the order of a folder.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, RwLock};

use fontdb::{Database, FaceInfo, Source, Stretch, Style};

use super::character_set::CharacterSet;
use super::{FontFace, Region, Weight};

/// The first face of the system, by preference, that can draw all of these characters.
pub(crate) fn find(
    characters: &[char],
    weight: Weight,
    region: Region,
) -> Option<&'static FontFace> {
    let mut fonts = SYSTEM.lock().unwrap_or_else(PoisonError::into_inner);
    fonts.find(characters, weight, region)
}

/// The faces of the system that were read for a weight, in the order in which they were needed.
pub(crate) fn in_use(weight: Weight) -> Vec<&'static FontFace> {
    let faces = IN_USE.read().unwrap_or_else(PoisonError::into_inner);
    let of_weight = faces.iter().filter(|(of, _)| *of == weight);
    of_weight.map(|(_, face)| *face).collect()
}

static SYSTEM: LazyLock<Mutex<SystemFonts>> = LazyLock::new(|| Mutex::new(SystemFonts::read()));

static IN_USE: RwLock<Vec<(Weight, &'static FontFace)>> = RwLock::new(Vec::new());

struct SystemFonts {
    database: Database,
    faces: Vec<SystemFace>,
    /// The indices of the faces by preference.
    orders: BTreeMap<(Weight, Region), Arc<[usize]>>,
    loaded: BTreeMap<(usize, Weight), Option<&'static FontFace>>,
    /// A collection of several faces is read once.
    files: BTreeMap<PathBuf, &'static [u8]>,
}

/// A face that is installed.
struct SystemFace {
    info: FaceInfo,
    /// `None` until a character is looked up in it.
    characters: Option<CharacterSet>,
}

impl SystemFonts {
    fn read() -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        let faces = database.faces().filter(|face| is_legible(family(face)));
        let faces = faces.map(|info| SystemFace {
            info: info.clone(),
            characters: None,
        });
        Self {
            faces: faces.collect(),
            database,
            orders: BTreeMap::new(),
            loaded: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }

    fn find(
        &mut self,
        characters: &[char],
        weight: Weight,
        region: Region,
    ) -> Option<&'static FontFace> {
        let faces = &self.faces;
        let order = self.orders.entry((weight, region));
        let order = order.or_insert_with(|| by_preference(faces, weight, region));
        for &at in Arc::clone(order).iter() {
            let face = &mut self.faces[at];
            let id = face.info.id;
            let set = face.characters.get_or_insert_with(|| {
                let set = self.database.with_face_data(id, CharacterSet::of);
                set.unwrap_or_default()
            });
            if characters.iter().all(|letter| set.contains(*letter))
                && let Some(face) = self.load(at, weight)
            {
                return Some(face);
            }
        }
        None
    }

    fn load(&mut self, at: usize, weight: Weight) -> Option<&'static FontFace> {
        if let Some(face) = self.loaded.get(&(at, weight)) {
            return *face;
        }
        let face = self.bytes(at).and_then(|bytes| {
            let face = FontFace::read(bytes, self.faces[at].info.index, weight)?;
            Some(&*Box::leak(Box::new(face)))
        });
        self.loaded.insert((at, weight), face);
        let mut in_use = IN_USE.write().unwrap_or_else(PoisonError::into_inner);
        in_use.extend(face.map(|face| (weight, face)));
        face
    }

    /// A copy of the file: one in use may change or vanish.
    fn bytes(&mut self, at: usize) -> Option<&'static [u8]> {
        let info = &self.faces[at].info;
        let path = match &info.source {
            Source::File(path) | Source::SharedFile(path, _) => path.clone(),
            Source::Binary(_) => return None,
        };
        if let Some(bytes) = self.files.get(&path) {
            return Some(bytes);
        }
        let copy = self
            .database
            .with_face_data(info.id, |bytes, _| bytes.to_vec())?;
        let bytes: &'static [u8] = Vec::leak(copy);
        self.files.insert(path, bytes);
        Some(bytes)
    }
}

fn family(face: &FaceInfo) -> &str {
    face.families.first().map_or("", |(name, _)| name)
}

/// Whether a font has letters: some have a box for every character.
fn is_legible(family: &str) -> bool {
    let boxes = ["LastResort", "Last Resort", "Adobe Blank", "NotDef"];
    !family.starts_with('.') && !boxes.iter().any(|name| family.contains(name))
}

/// The indices of faces in the order in which they are tried.
fn by_preference(faces: &[SystemFace], weight: Weight, region: Region) -> Arc<[usize]> {
    let mut order: Vec<usize> = (0..faces.len()).collect();
    order.sort_by_cached_key(|&at| {
        let face = &faces[at].info;
        let is_odd = face.style != Style::Normal || face.stretch != Stretch::Normal;
        let path = match &face.source {
            Source::File(path) | Source::SharedFile(path, _) => path.clone(),
            Source::Binary(_) => PathBuf::new(),
        };
        let wanted = weight.css() as i32;
        (
            family_rank(family(face), region),
            is_odd,
            family(face).to_owned(),
            (i32::from(face.weight.0) - wanted).abs(),
            (face.post_script_name.clone(), path, face.index),
        )
    });
    order.into()
}

/// The lower, the better a family goes with Noto Sans.
fn family_rank(family: &str, region: Region) -> u8 {
    let is_sans = ["Sans", "Gothic", "Hei"]
        .iter()
        .any(|word| family.contains(word));
    // Fonts of all Chinese characters have a family for each region.
    if ["CJK", "Source Han"]
        .iter()
        .any(|name| family.contains(name))
    {
        return match (is_sans && !family.contains("Mono"), region) {
            (true, Region::Elsewhere) => 2,
            (true, region) if family.ends_with(region.ending()) => 0,
            (true, _) => 2,
            (false, _) => 5,
        };
    }
    match family {
        _ if family.contains("Unifont") => 7,
        _ if family.contains("Mono") => 6,
        _ if family.starts_with("Noto Sans") => 1,
        _ if is_sans => 3,
        _ if family.contains("Serif") => 5,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_like_noto_sans_come_first_and_those_of_the_region() {
        let mut families = [
            "DejaVu Serif",
            "Noto Sans CJK JP",
            "Noto Sans Thai",
            "Noto Sans Mono",
            "Noto Serif CJK SC",
            "Noto Sans CJK SC",
            "Unifont",
            "Droid Sans Fallback",
        ];
        families.sort_by_key(|family| (family_rank(family, Region::Japan), *family));
        assert_eq!(
            families,
            [
                "Noto Sans CJK JP",
                "Noto Sans Thai",
                "Noto Sans CJK SC",
                "Droid Sans Fallback",
                "DejaVu Serif",
                "Noto Serif CJK SC",
                "Noto Sans Mono",
                "Unifont",
            ]
        );
        assert!(!is_legible("Last Resort") && is_legible("Noto Sans"));
    }
}
