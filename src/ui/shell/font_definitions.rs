//! The fonts of figures for egui, and egui's own for what they lack.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::fonts::{self, FontFace, Weight};

/// All fonts for egui; `bold` is the family of bold text.
pub(super) fn definitions(bold: FontFamily) -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let monospace = fonts.families.get(&FontFamily::Monospace).cloned();
    let mut regular = names(&mut fonts, Weight::Regular);
    let bold_names = names(&mut fonts, Weight::Bold);
    let mut monospace = monospace.unwrap_or_default();
    let others = regular
        .iter()
        .skip(1)
        .filter(|name| !monospace.contains(name));
    let others: Vec<String> = others.cloned().collect();
    monospace.extend(others);
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

/// The name of a font for egui, which has some of them under a name of its own.
fn name(fonts: &mut FontDefinitions, face: &FontFace, weight: Weight) -> String {
    let is_same = |data: &FontData| data.index == face.index && *data.font == *face.bytes;
    if let Some((name, _)) = fonts.font_data.iter().find(|(_, data)| is_same(data)) {
        return name.clone();
    }
    let mut data = FontData::from_static(face.bytes);
    data.index = face.index;
    if face.has_weight_axis() {
        data.tweak.coords = egui::epaint::text::VariationCoords::new([(b"wght", weight.css())]);
    }
    let name = format!("{} {weight:?}", face.name);
    fonts.font_data.insert(name.clone(), Arc::new(data));
    name
}
