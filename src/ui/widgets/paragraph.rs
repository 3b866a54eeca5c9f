//! Texts one after another that wrap as one paragraph. Knows no contents.

use egui::Ui;

/// Shows texts one after another, in lines of one height: the first line of a row of widgets would
/// be as high as a button.
pub(crate) fn paragraph<R>(ui: &mut Ui, texts: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(texts).inner
    })
    .inner
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Context, RawInput, Rect, RichText, vec2};

    #[test]
    fn the_first_line_is_as_high_as_the_others() {
        let height_of = |words: &str| {
            let mut height = 0.0;
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, vec2(200.0, 400.0))),
                ..RawInput::default()
            };
            let mut output = Context::default().run_ui(input, |ui| {
                let shown = ui.scope(|ui| {
                    paragraph(ui, |ui| drop(ui.label(RichText::new(words).size(9.0))));
                });
                height = shown.response.rect.height();
            });
            output.textures_delta.clear();
            height
        };
        let (one, two) = (height_of("words"), height_of("words\nwords"));
        assert!((two - 2.0 * one).abs() < 0.6, "{one} and {two}");
    }
}
