//! The export dialog: presets, parts, what is embedded, the preview, and what it remembers.

use egui::{Key, Modifiers, Vec2};
use frenemy::app::{Dialog, Settings};
use frenemy::scene::{Embed, FigurePart, LengthUnit};

use crate::stage::{Setup, Stage, on_small};

/// Opens the dialog, and waits for its preview.
fn open_dialog(stage: &mut Stage) {
    stage.press(Modifiers::COMMAND, Key::E);
    stage.until_shown("Everything fits");
}

#[test]
fn a_preset_parts_and_what_is_embedded_are_chosen_and_remembered() {
    let (mut stage, _folder, _path) = on_small();
    open_dialog(&mut stage);
    stage.choose("Size", "One column, 85 × 130 mm");
    stage.check_shows(&["mm", "dpi", "1004 × 1535 pixels"]);
    stage.click_exact("Caption");
    stage.choose("Embedded", "Network without quotes and notes");
    stage.check_shows(&["also what filters hide"]);
    stage.until_shown("The smallest type has 6");
    stage.click("Export…");
    stage.press(Modifiers::NONE, Key::Escape);
    let export = stage.state().settings.export.clone();
    assert_eq!(export.exporter, "png");
    let figure = export.figure();
    assert_eq!(
        (figure.unit, figure.width.round()),
        (LengthUnit::Millimetre, 241.0)
    );
    assert_eq!(figure.embed, Embed::Network);
    assert!(!figure.parts.has(FigurePart::Caption) && figure.parts.has(FigurePart::Title));

    let settings = stage.state().settings.clone();
    drop(stage);
    let mut stage = Stage::new(Setup {
        settings,
        ..Setup::default()
    });
    open_dialog(&mut stage);
    stage.check_shows(&[
        "One column, 85 × 130 mm",
        "Network without quotes and notes",
    ]);
}

#[test]
fn choices_that_are_cancelled_are_forgotten() {
    let (mut stage, _folder, _path) = on_small();
    open_dialog(&mut stage);
    stage.choose("Size", "Square, 1080 × 1080 pixels");
    stage.press(Modifiers::NONE, Key::Escape);
    assert_eq!(stage.state().dialog, None);
    open_dialog(&mut stage);
    stage.check_shows(&["Custom size", "2560 × 1600 pixels"]);
}

#[test]
fn a_format_that_is_no_picture_has_no_preview() {
    let (mut stage, _folder, _path) = on_small();
    open_dialog(&mut stage);
    stage.choose("Format", "GraphML");
    stage.steps(3);
    assert!(!stage.shows("Everything fits") && !stage.shows("Transparent background"));
    assert_eq!(stage.state().dialog, Some(Dialog::Export));
}

#[test]
fn the_dialog_fits_into_small_and_enlarged_windows() {
    for size in [
        Vec2::new(800.0, 600.0),
        Vec2::new(640.0, 410.0),
        Vec2::new(400.0, 300.0),
    ] {
        let mut stage = Stage::with_size(size, Settings::default());
        open_dialog(&mut stage);
        let window = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
        for (label, rect) in stage.controls() {
            if ["Export…", "Cancel", "Format"].contains(&&*label) {
                assert!(window.contains_rect(rect), "{label} at {rect} in {size}");
            }
        }
    }
}
