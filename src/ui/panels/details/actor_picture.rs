//! The picture of an actor in the Details tab: shown small, chosen, removed.

use egui::{Image, Ui, Vec2};

use super::form;
use crate::app::{ActorPictureCommand, Change, Command, Field, FieldValue, field};
use crate::model::Actor;
use crate::ui::View;
use crate::ui::canvas::painter::texture;

/// The largest size of the picture, in points.
const SIZE: Vec2 = Vec2::new(96.0, 64.0);

/// The picture, or why it cannot be drawn; nothing without one.
pub(super) fn show(ui: &mut Ui, actor: &Actor, view: View) {
    let Some(path) = &actor.picture else {
        return;
    };
    let pictures = &view.state.open.pictures;
    if let Some(picture) = pictures.get(path) {
        let texture = texture(ui.ctx(), picture);
        let image = Image::from_texture(&texture).alt_text(format!("Picture of {}", actor.name()));
        ui.add(image.max_size(SIZE).shrink_to_fit())
            .on_hover_text(path);
    }
    if let Some(why) = pictures.problem(path) {
        let words = format!("The picture is not drawn: {path}: {why}");
        ui.colored_label(ui.visuals().warn_fg_color, words);
    }
}

/// The picture with buttons that choose another one and remove it, beneath the field of its path.
pub(super) fn choose(ui: &mut Ui, actor: &Actor, view: View) {
    form::named(ui, "", |ui, _| {
        show(ui, actor, view);
        ui.horizontal_wrapped(|ui| {
            let choose = ui.small_button("Picture…").on_hover_text(
                "A PNG or JPEG file, such as a flag; it is copied into the folder `pictures` \
                 beside the relations file",
            );
            if choose.clicked() {
                let ask = ActorPictureCommand::Ask(actor.id.clone());
                view.send(Command::ActorPicture(ask));
            }
            let remove = actor.picture.is_some().then(|| {
                ui.small_button("Remove picture")
                    .on_hover_text("Draw the actor without it; the file stays")
            });
            if remove.is_some_and(|remove| remove.clicked()) {
                let field = Field::Actors(vec![actor.id.clone()], &field::actor::PICTURE);
                let nothing = FieldValue::from("");
                view.send(Command::Change(Change::Set(field, nothing)));
            }
        });
    });
}
