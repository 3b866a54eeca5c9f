//! Known answers for the order of letters: those of right-to-left lines are by `FriBidi`, those of
//! syllables by `HarfBuzz`.
//!
//! `FRENEMY_REQUIRE_FONTS=1` makes the absence of fonts for the other scripts a failure.

use std::io::Write as _;

use super::shape::{ShapedLine, shaped};
use super::{UsedFonts, Weight, measure};
use crate::fonts;

/// The variable that makes missing fonts a failure.
const REQUIRE: &str = "FRENEMY_REQUIRE_FONTS";

/// Whether the fonts for a text are there; a line on standard error says what is skipped.
fn has_fonts(text: &str) -> bool {
    let used = UsedFonts::of([(text, Weight::Regular)]);
    let Some((_, warning)) = used.warnings().next() else {
        return true;
    };
    let is_required = std::env::var_os(REQUIRE).is_some_and(|value| value == "1");
    assert!(!is_required, "{REQUIRE}=1, and: {warning}");
    // The test harness hides `eprintln!` of a test that passes.
    let _ = writeln!(std::io::stderr(), "skipped: {warning}");
    false
}

/// The characters that the glyphs show, from left to right.
fn seen(line: &ShapedLine) -> Vec<&str> {
    let mut starts: Vec<usize> = line.glyphs.iter().map(|glyph| glyph.cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut seen = Vec::new();
    for glyphs in line.glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
        let start = glyphs[0].cluster;
        let end = starts.iter().find(|other| **other > start);
        let end = end.copied().unwrap_or(line.text.len());
        seen.push(&line.text[start..end]);
    }
    seen
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    if has_fonts(text) {
        let line = shaped(text, Weight::Regular);
        assert_eq!(seen(&line), expected, "{text}");
        assert!(line.missing.is_empty(), "{text}: {:?}", line.missing);
        assert!(line.glyphs.iter().all(|glyph| glyph.id.to_u32() != 0));
    }
}

/// A line whose letters have the order of the text, without spaces between those of `expected`.
#[track_caller]
fn check_forward(text: &str) {
    let letters: Vec<String> = text.chars().map(String::from).collect();
    let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
    check(text, &letters);
}

#[test]
fn arabic_persian_pashto_and_urdu_are_read_from_right_to_left() {
    for (text, expected) in [
        (
            "جمهورية أفغانستان الإسلامية",
            "ة ي م لا س لإ ا _ ن ا ت س ن ا غ ف أ _ ة ي ر و ه م ج",
        ),
        ("می\u{200c}خواهم", "م ه ا و \u{200c}خ ی م"),
        (
            "د افغانستان اسلامي امارت",
            "ت ر ا م ا _ ي م لا س ا _ ن ا ت س ن ا غ ف ا _ د",
        ),
        ("پښتونخوا", "ا و خ ن و ت ښ پ"),
        ("پاکستان کے وزیر", "ر ی ز و _ ے ک _ ن ا ت س ک ا پ"),
        ("الْقَاعِدَة", "ة دَ عِ ا قَ لْ ا"),
        ("(حماس)", ") س ا م ح ("),
        ("حزب اسلامی (گلبدین)", ") ن ی د ب ل گ ( _ ی م لا س ا _ ب ز ح"),
    ] {
        check(text, &spaced(expected));
    }
}

#[test]
fn numbers_and_latin_words_keep_their_order_among_words_from_right_to_left() {
    for (text, expected) in [
        ("ישראל (Israel)", ") I s r a e l ( _ ל א ר ש י"),
        ("חמאס Hamas 1987", "H a m a s _ 1 9 8 7 _ ס א מ ח"),
        ("Hamas (חמאס) 1987", "H a m a s _ ( ס א מ ח ) _ 1 9 8 7"),
        ("طالبان ۱۳۷۳–۱۳۸۰", "۱ ۳ ۸ ۰ – ۱ ۳ ۷ ۳ _ ن ا ب ل ا ط"),
        (
            "القاعدة 2001: Al-Qaeda",
            "A l - Q a e d a _ : 2 0 0 1 _ ة د ع ا ق ل ا",
        ),
        ("12% من ABC", "A B C _ ن م _ 1 2 %"),
        (
            "شركة ABC (المحدودة) 2020",
            "2 0 2 0 _ ) ة د و د ح م ل ا ( _ A B C _ ة ك ر ش",
        ),
    ] {
        check(text, &spaced(expected));
    }
}

#[test]
fn syllables_are_shaped_as_wholes() {
    check("हिन्दी", &["हि", "न्", "दी"]);
    check("বাংলাদেশ", &["বাং", "লা", "দে", "শ"]);
    check("กรุงเทพ", &["ก", "รุ", "ง", "เ", "ท", "พ"]);
    if has_fonts("हि") {
        // The vowel sign of the first syllable is written before its consonant.
        let line = shaped("हि", Weight::Regular);
        let consonant = line.glyphs[1].face.charmap.map('ह').unwrap();
        assert_eq!(line.glyphs.len(), 2);
        assert_eq!(line.glyphs[1].id, consonant);
        assert_ne!(line.glyphs[0].id, consonant);
    }
}

#[test]
fn other_scripts_are_read_from_left_to_right() {
    for text in [
        "ኢትዮጵያ",
        "საქართველო",
        "Հայաստան",
        "Україна",
        "Ελλάδα",
        "Việt Nam",
        "中华人民共和国",
        "日本国とカブール",
        "대한민국",
        "Łódź 1919",
    ] {
        check_forward(text);
    }
}

/// The parts between spaces; `_` is a space.
fn spaced(parts: &str) -> Vec<&str> {
    let parts = parts.split(' ');
    parts
        .map(|part| if part == "_" { " " } else { part })
        .collect()
}

#[test]
fn arabic_letters_join() {
    // Each with the Unicode characters of its joined forms from left to right; a letter that joins
    // none is itself.
    for (text, forms) in [
        ("سلام", "م\u{fefc}\u{feb3}"),
        ("حماس", "س\u{fe8e}\u{fee4}\u{fea3}"),
        ("گلبدین", "\u{fee6}\u{fbfe}\u{feaa}\u{fe92}\u{fee0}\u{fb94}"),
        // A non-joiner separates letters that would join.
        ("به\u{200c}به", "\u{feea}\u{fe91}\u{feea}\u{fe91}"),
    ] {
        let line = shaped(text, Weight::Regular);
        let glyphs: Vec<_> = line.glyphs.iter().map(|glyph| Some(glyph.id)).collect();
        let face = line.glyphs[0].face;
        let expected: Vec<_> = forms.chars().map(|form| face.charmap.map(form)).collect();
        assert_eq!(glyphs, expected, "{text}");
    }
}

#[test]
fn all_letters_of_a_script_have_one_font_in_a_line() {
    for text in [
        "پاکستان کے وزیر",
        "日本国とカブール ABC",
        "القاعدة (Al-Qaeda)",
    ] {
        if !has_fonts(text) {
            continue;
        }
        for weight in [Weight::Regular, Weight::Bold] {
            let line = shaped(text, weight);
            let mut faces: Vec<_> = line.glyphs.iter().map(|glyph| &glyph.face.name).collect();
            faces.sort_unstable();
            faces.dedup();
            assert!(faces.len() <= 2, "{text}: {faces:?}");
        }
    }
}

#[test]
fn letters_of_no_font_are_named_with_their_package() {
    // A sign for private use, for which no package can be advised; and a picture.
    let used = UsedFonts::of([("a \u{e123} b \u{1fae9}", Weight::Regular)]);
    let warnings: Vec<_> = used.warnings().map(|(_, sentence)| sentence).collect();
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    assert!(warnings[0].contains("U+1FAE9"), "{warnings:?}");
    assert!(warnings[1].contains("U+E123"), "{warnings:?}");
    for warning in &warnings {
        assert!(
            !warning.contains("install") && warning.contains("--font"),
            "{warning}"
        );
    }
    // Letters of one package share a sentence.
    assert_eq!(used.warning().unwrap().matches("--font").count(), 1);
    let used = UsedFonts::of([("\u{10fff}", Weight::Regular)]);
    assert!(used.warning().unwrap().contains("fonts-noto-core"));
    let used = UsedFonts::of([("Taliban طالبان", Weight::Bold)]);
    assert_eq!(used.warnings().count(), 0);
    let names: Vec<&str> = used.names.iter().map(String::as_str).collect();
    assert_eq!(names.len(), 2);
    assert!(names[0].starts_with("DejaVu Sans Bold 2.37"), "{names:?}");
    assert!(names[1].starts_with("Noto Sans Bold"), "{names:?}");
}

#[test]
fn a_picture_of_parts_is_drawn_part_by_part_without_a_box() {
    for text in ["👍🏽 X", "👩🏿\u{200d}⚖\u{fe0f} Judge", "☠\u{fe0f}"] {
        let line = shaped(text, Weight::Regular);
        assert!(line.missing.is_empty(), "{text}: {:?}", line.missing);
        let boxes = line.glyphs.iter().filter(|glyph| glyph.id.to_u32() == 0);
        assert_eq!(boxes.count(), 0, "{text}");
    }
    // A letter that no font has is counted.
    assert_eq!(shaped("a\u{10fff}", Weight::Regular).missing.len(), 1);
}

#[test]
fn signs_of_east_asia_are_not_drawn_as_icons() {
    let text = "（２０２４年）！";
    if !has_fonts(text) {
        return;
    }
    for weight in [Weight::Regular, Weight::Bold] {
        let line = shaped(text, weight);
        let icons = line
            .glyphs
            .iter()
            .filter(|glyph| glyph.face.is_of_pictures());
        assert_eq!(icons.count(), 0, "{weight:?}");
    }
}

#[test]
fn invisible_characters_have_no_width_and_overrides_no_effect() {
    let width = |text: &str| measure(text, 12.0, Weight::Regular);
    assert!((width("a\u{200b}\u{200e}b") - width("ab")).abs() < 0.01);
    let line = shaped("\u{202e}Hamas\u{202c}", Weight::Regular);
    assert_eq!(seen(&line).concat(), "Hamas");
}

#[test]
fn characters_that_look_like_accents_have_their_own_width() {
    for weight in [Weight::Regular, Weight::Bold] {
        for sign in ["`", "´", "¨", "¸"] {
            let with = measure(&format!("a{sign}a"), 12.0, weight);
            let without = measure("aa", 12.0, weight);
            assert!(with > without + 1.0, "{sign} has no width");
        }
        // A combining accent has no width.
        let accented = measure("a\u{301}a", 12.0, weight);
        assert!((accented - measure("aa", 12.0, weight)).abs() < 0.5);
    }
}

#[test]
fn fonts_of_the_program_need_none_of_the_system() {
    let before = fonts::in_use(Weight::Regular).len();
    for text in [
        "Україна Ελλάδα Việt Nam",
        "ישראל",
        "حزب اسلامی",
        "Հայաստան",
        "საქართველო",
    ] {
        assert!(shaped(text, Weight::Regular).missing.is_empty());
    }
    // Other tests of this process may read fonts at the same time: those of other scripts.
    let faces = fonts::in_use(Weight::Regular);
    assert!(
        faces[before..]
            .iter()
            .all(|face| !face.name.contains("Hebrew"))
    );
}
