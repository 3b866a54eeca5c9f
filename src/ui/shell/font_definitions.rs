//! The fonts of figures for egui, and one for code.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::fonts::{self, FontFace, Weight};

/// The name of the font whose letters have one width.
const MONOSPACE: &str = "Hack";

/// All fonts for egui; `bold` is the family of bold text.
pub(super) fn definitions(bold: FontFamily) -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut regular = names(&mut fonts, Weight::Regular);
    let bold_names = names(&mut fonts, Weight::Bold);
    let letters = FontData::from_static(fonts::monospace());
    fonts
        .font_data
        .insert(MONOSPACE.to_owned(), Arc::new(letters));
    let others = regular.iter().skip(1).cloned();
    let monospace = [MONOSPACE.to_owned()].into_iter().chain(others).collect();
    // A script of which only bold letters were read is still drawn.
    let others = bold_names.iter().filter(|name| !regular.contains(name));
    let others: Vec<String> = others.cloned().collect();
    regular.extend(others);
    fonts.families.insert(FontFamily::Proportional, regular);
    fonts.families.insert(bold, bold_names);
    fonts.families.insert(FontFamily::Monospace, monospace);
    fonts
}

/// The names of the fonts of a weight in the order in which they are tried; their data is added.
fn names(fonts: &mut FontDefinitions, weight: Weight) -> Vec<String> {
    let chain = fonts::chain(weight);
    let (last, first) = chain
        .split_last()
        .map_or((None, chain), |(last, first)| (Some(last), first));
    let system = fonts::in_use(weight);
    let faces = first.iter().chain(system).chain(last);
    faces.map(|face| name(fonts, face, weight)).collect()
}

/// The name of a font for egui; one of both weights is added once.
fn name(fonts: &mut FontDefinitions, face: &FontFace, weight: Weight) -> String {
    let is_same = |data: &FontData| data.index == face.index && *data.font == *face.bytes;
    if let Some((name, _)) = fonts.font_data.iter().find(|(_, data)| is_same(data)) {
        return name.clone();
    }
    let mut data = FontData::from_static(face.bytes);
    data.index = face.index;
    data.tweak.scale = fonts::scale(face.bytes);
    if face.has_weight_axis() {
        data.tweak.coords = egui::epaint::text::VariationCoords::new([(b"wght", weight.css())]);
    }
    let name = format!("{} {weight:?}", face.name);
    fonts.font_data.insert(name.clone(), Arc::new(data));
    name
}
