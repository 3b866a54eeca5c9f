//! The offer to simplify the picture of a large network, at the top of the canvas.

use egui::{Align2, Area, Context, Frame, Id, Order, Rect, Vec2};

use crate::app::{Action, BlocCommand, Command};
use crate::graph::BlocRule;
use crate::ui::View;
use crate::words::grouped;

/// The height of a button in points.
const BUTTON_HEIGHT: f32 = 28.0;

pub(crate) fn show(ctx: &Context, canvas: Rect, view: View) {
    let session = &view.state.open.session;
    // The search has the same place.
    if !session.offers_simplification || session.search.is_some() {
        return;
    }
    let actors = grouped(view.state.document().actors.len());
    Area::new(Id::new("offer to simplify"))
        .order(Order::Middle)
        .fixed_pos(canvas.center_top() + Vec2::new(0.0, 10.0))
        .pivot(Align2::CENTER_TOP)
        .constrain_to(canvas)
        .show(ctx, |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(canvas.width() - 40.0);
                ui.horizontal_wrapped(|ui| {
                    // The label is centred on the buttons, which are taller.
                    ui.set_min_height(BUTTON_HEIGHT);
                    ui.label(format!("{actors} actors: simplify the picture?"));
                    let simplify = ui.button("Simplify…");
                    let explanation = Action::Simplify.explanation();
                    if simplify.on_hover_text(explanation).clicked() {
                        view.send(Command::Act(Action::Simplify));
                    }
                    let blocs = ui.button("Draw blocs");
                    if blocs
                        .on_hover_text("Draw each community as one, as View → Blocs does")
                        .clicked()
                    {
                        let rule = Some(BlocRule::Communities);
                        view.send(Command::Bloc(BlocCommand::By(rule)));
                    }
                    let decline = ui.button("Not now");
                    let text = "View → Simplify… has the same rules";
                    if decline.on_hover_text(text).clicked() {
                        view.send(Command::DeclineSimplification);
                    }
                });
            });
        });
}
