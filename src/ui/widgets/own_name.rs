//! The user's own name, asked for where something is to be signed with it. Signs nothing.

use egui::{Button, Id, TextEdit, Ui};

use crate::app::{Command, Setting};
use crate::ui::View;

/// The text field, to give it the keys.
pub(crate) fn id() -> Id {
    Id::new("own name")
}

/// Says why a name is needed, and asks for it, unless the settings have one. Returns whether it was
/// entered now.
pub(crate) fn ask(ui: &mut Ui, view: View, why: &str) -> bool {
    if view.state.settings.own_name().is_some() {
        return false;
    }
    ui.colored_label(ui.visuals().warn_fg_color, why);
    let mut name: String = ui.data(|data| data.get_temp(id())).unwrap_or_default();
    let mut is_entered = false;
    ui.horizontal_wrapped(|ui| {
        let label = ui.label("Your name");
        let field = TextEdit::singleline(&mut name)
            .id(id())
            .desired_width(160.0);
        let field = ui.add(field).labelled_by(label.id);
        let by_enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let use_it = Button::new("Use this name");
        let use_it = ui.add_enabled(!name.trim().is_empty(), use_it);
        let use_it = use_it.on_hover_text("It can be changed in the settings");
        is_entered = (by_enter || use_it.clicked()) && !name.trim().is_empty();
    });
    if is_entered {
        ui.data_mut(|data| data.remove::<String>(id()));
        view.send(Command::Set(Setting::Author(name)));
    } else {
        ui.data_mut(|data| data.insert_temp(id(), name));
    }
    is_entered
}
