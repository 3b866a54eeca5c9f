//! Fonts, colours and spacing of the window, derived from the scene's theme so that window and
//! figure agree.

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Stroke, TextStyle, ThemePreference, Visuals,
};

use super::font_definitions::definitions;
use super::text_order::TextOrder;
use crate::app::ThemeChoice;
use crate::model::RelationKind;
use crate::scene::{Color, Theme};

/// How far the edges of widgets are from the background toward the ink, 0 to 1.
const EDGE: f32 = 0.52;

/// The room around the text of a field in a form: as tall as buttons and choices, so that names
/// beside all of them share a baseline with their texts.
pub(crate) const FIELD_MARGIN: egui::Margin = egui::Margin::symmetric(4, PADDING);

/// The room above and below the text of a button.
const PADDING: i8 = 4;

/// The family of bold text.
pub(crate) fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Sets fonts and both themes, once at the start.
pub(crate) fn install(ctx: &Context) {
    ctx.set_fonts(definitions(bold()));
    ctx.add_plugin(TextOrder);
    ctx.options_mut(|options| {
        // If the desktop has no preference: a figure is made for paper.
        options.fallback_theme = egui::Theme::Light;
        // Ctrl+Plus zooms the picture.
        options.zoom_with_keyboard = false;
    });
    ctx.set_visuals_of(
        egui::Theme::Light,
        visuals(Visuals::light(), &Theme::light()),
    );
    ctx.set_visuals_of(egui::Theme::Dark, visuals(Visuals::dark(), &Theme::dark()));
    ctx.all_styles_mut(|style| {
        style.text_styles = [
            (TextStyle::Small, FontId::proportional(11.5)),
            (TextStyle::Body, FontId::proportional(13.5)),
            (TextStyle::Button, FontId::proportional(13.5)),
            (TextStyle::Heading, FontId::new(17.0, bold())),
            (TextStyle::Monospace, FontId::monospace(12.5)),
        ]
        .into();
        style.spacing.item_spacing = egui::vec2(8.0, 5.0);
        style.spacing.button_padding = egui::vec2(8.0, f32::from(PADDING));
        // Labels, fields and buttons of a row are centred in one height, so that their texts share
        // a baseline.
        style.spacing.interact_size.y = 26.0;
        style.spacing.menu_margin = egui::Margin::same(6);
        // A list of seven grades is seen as a whole.
        style.spacing.combo_height = 260.0;
        style.interaction.tooltip_delay = super::tooltips::DELAY_S;
    });
}

/// Light, dark, or the preference of the desktop.
pub(crate) fn choose(ctx: &Context, choice: ThemeChoice) {
    ctx.set_theme(match choice {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
    });
}

/// The size of the interface in percent; texts, fields and spaces grow together.
pub(crate) fn set_size(ctx: &Context, percent: u16) {
    ctx.set_zoom_factor(f32::from(percent) / 100.0);
}

/// The theme of the scene that matches the window.
pub(crate) fn of(ctx: &Context) -> Theme {
    match ctx.theme() {
        egui::Theme::Light => Theme::light(),
        egui::Theme::Dark => Theme::dark(),
    }
}

/// A colour of the scene as an egui colour.
pub(crate) fn color(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// The colour of the name of a kind: that of its lines, dark enough for a text on any button.
pub(crate) fn kind_text(theme: &Theme, kind: RelationKind) -> Color32 {
    color(theme.as_text(theme.relation(kind)))
}

/// Choices that have the focus get a ring and no fill, from here on in this part of the window:
/// only the chosen one looks chosen.
pub(crate) fn fill_only_chosen(ui: &mut egui::Ui) {
    ui.visuals_mut().widgets.active.weak_bg_fill = Color32::TRANSPARENT;
}

fn visuals(base: Visuals, theme: &Theme) -> Visuals {
    let (ink, muted, rule) = (color(theme.ink), color(theme.muted), color(theme.rule));
    let ground = color(theme.background);
    let raised = color(theme.background.toward(theme.ink, 0.03));
    let mut visuals = Visuals {
        override_text_color: None,
        weak_text_color: Some(muted),
        panel_fill: raised,
        window_fill: ground,
        extreme_bg_color: ground,
        faint_bg_color: color(theme.background.toward(theme.ink, 0.05)),
        window_stroke: Stroke::new(1.0, rule),
        window_corner_radius: CornerRadius::same(6),
        menu_corner_radius: CornerRadius::same(6),
        hyperlink_color: color(theme.link()),
        error_fg_color: color(theme.error()),
        button_frame: true,
        ..base
    };
    // A blinking cursor would draw frames while nothing happens.
    visuals.text_cursor.blink = false;
    visuals.selection.bg_fill = color(theme.background.toward(theme.link(), 0.22));
    visuals.widgets.noninteractive.fg_stroke = Stroke::new(1.0, ink);
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, rule);
    visuals.widgets.inactive.fg_stroke = Stroke::new(1.0, ink);
    visuals.widgets.hovered.fg_stroke = Stroke::new(1.0, ink);
    visuals.widgets.active.fg_stroke = Stroke::new(1.0, ink);
    visuals.widgets.open.fg_stroke = Stroke::new(1.0, ink);
    // Edges of buttons, check boxes and fields that are seen on either background; the widget with
    // the keyboard focus is drawn as active.
    let edge = color(theme.background.toward(theme.ink, EDGE));
    visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, edge);
    visuals.widgets.hovered.bg_stroke = Stroke::new(1.0, muted);
    visuals.widgets.open.bg_stroke = Stroke::new(1.0, muted);
    visuals.widgets.active.bg_stroke = Stroke::new(2.0, ink);
    visuals.widgets.inactive.bg_fill = color(theme.background.toward(theme.ink, 0.1));
    for widget in [
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
        &mut visuals.widgets.open,
    ] {
        widget.expansion = 0.0;
        widget.corner_radius = CornerRadius::same(4);
    }
    visuals.selection.stroke = Stroke::new(2.0, ink);
    visuals.widgets.inactive.weak_bg_fill = color(theme.background.toward(theme.ink, 0.07));
    visuals.widgets.hovered.weak_bg_fill = color(theme.background.toward(theme.ink, 0.12));
    visuals.widgets.active.weak_bg_fill = color(theme.background.toward(theme.ink, 0.17));
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The least contrast of a text (WCAG 2.2, 1.4.3).
    const MIN_CONTRAST: f32 = 4.5;

    fn opaque(color: Color32) -> Color {
        let [r, g, b, _] = color.to_array();
        Color {
            r,
            g,
            b,
            a: u8::MAX,
        }
    }

    #[test]
    fn texts_are_legible_on_all_grounds_of_both_themes() {
        for (base, theme) in [
            (Visuals::light(), Theme::light()),
            (Visuals::dark(), Theme::dark()),
        ] {
            let visuals = visuals(base, &theme);
            let kinds = RelationKind::ALL.map(|kind| kind_text(&theme, kind));
            let others = [
                visuals.text_color(),
                visuals.weak_text_color(),
                visuals.error_fg_color,
            ];
            let grounds = [
                visuals.window_fill,
                visuals.panel_fill,
                visuals.widgets.inactive.weak_bg_fill,
            ];
            for text in kinds.into_iter().chain(others) {
                for ground in grounds {
                    let contrast = opaque(text).contrast(opaque(ground));
                    assert!(
                        contrast >= MIN_CONTRAST,
                        "{contrast}: {text:?} on {ground:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_disabled_button_in_the_accent_colour_is_legible() {
        for (base, theme) in [
            (Visuals::light(), Theme::light()),
            (Visuals::dark(), Theme::dark()),
        ] {
            let visuals = visuals(base, &theme);
            let fill = theme
                .background
                .toward(theme.link(), visuals.disabled_alpha());
            let contrast = opaque(visuals.text_color()).contrast(fill);
            assert!(contrast >= MIN_CONTRAST, "{contrast} on {fill}");
        }
    }
}
