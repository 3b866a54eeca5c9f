//! Who turned when, and what sets two dates apart: the longer story that the timeline has no room for.

use std::sync::Arc;

use egui::{Id, RichText, ScrollArea, TextEdit, Ui};

use crate::analysis::{NetworkChanges, TimelineIndex};
use crate::app::{Command, State, Target};
use crate::graph::words::{self, counted};
use crate::graph::{EdgeIndex, Filter};
use crate::model::{Date, Sign, Span};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::timeline;
use crate::ui::widgets::frame_cache::memo;

/// Up to so many rows are shown at once; more of them scroll in a list of their own.
const LIST_HEIGHT: f32 = 260.0;

pub(crate) fn show(ui: &mut Ui, view: View) {
    let filter = Filter {
        span: None,
        ..view.state.open.session.filter.clone()
    };
    let whole = &view.state.open.derived.whole;
    let about = format!("{filter:?}");
    let timeline_index = memo(ui.ctx(), "timeline_index", &about, whole, || {
        let document = view.state.document();
        TimelineIndex::of(document, &whole.shared_through(document, &filter))
    });
    ui.heading("Over time");
    let Some((first, last)) = timeline_index.extent() else {
        ui.weak(
            "No relation has a date. A date is written in the details of a relation, under “when”.",
        );
        return;
    };
    let extent = Span {
        from: Some(first),
        to: Some(last),
    };
    let dated = counted(timeline_index.dated, "relation");
    ui.weak(format!(
        "{dated} with a date, {}; {} without.",
        extent.in_words(),
        timeline_index.undated
    ));
    flips(ui, &timeline_index, view);
    compare(ui, &filter, extent, view);
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(title).family(theme::bold()));
}

fn flips(ui: &mut Ui, timeline_index: &TimelineIndex, view: View) {
    section(
        ui,
        &format!("NetworkChanges ({})", timeline_index.flips.len()),
    );
    if timeline_index.flips.is_empty() {
        ui.weak("No pair turned from friends to rivals or back.");
        return;
    }
    ui.weak(
        "A pair turns on the day the sum of its dated relations, each weighed by its strength, changes its sign.",
    );
    rows(ui, "turns", timeline_index.flips.len(), |ui, number| {
        let flip = &timeline_index.flips[number];
        let text = timeline::flip_in_words(&view.state.open.derived.whole, flip);
        if ui.link(text).clicked() {
            let graph = &view.state.open.derived.whole.graph;
            let pair = [flip.pair.0, flip.pair.1].map(|node| graph[node].id.clone());
            view.send(Command::SetFilter(Filter {
                span: Some(Span::day(flip.day)),
                ..view.state.open.session.filter.clone()
            }));
            view.send(Command::SelectActors(pair.to_vec()));
        }
    });
}

/// The two dates that are compared, as they are typed.
#[derive(Clone)]
struct Typed {
    before: String,
    after: String,
}

fn compare(ui: &mut Ui, filter: &Filter, extent: Span, view: View) {
    section(ui, "Compare two dates");
    let id = Id::new(("compared dates", view.state.document_generation));
    let year = |day: Option<crate::model::Day>| {
        day.map_or_else(String::new, |day| format!("{:04}", day.year))
    };
    let mut typed = ui
        .data(|data| data.get_temp::<Typed>(id))
        .unwrap_or_else(|| Typed {
            before: year(extent.from),
            after: year(extent.to),
        });
    let mut dates = Vec::new();
    ui.horizontal(|ui| {
        for (label, text) in [("Before", &mut typed.before), ("After", &mut typed.after)] {
            let label = ui.label(label);
            ui.add(
                TextEdit::singleline(text)
                    .desired_width(96.0)
                    .hint_text("1904-04"),
            )
            .labelled_by(label.id);
            dates.push(Date::parse(text.trim()));
        }
    });
    ui.data_mut(|data| data.insert_temp(id, typed.clone()));
    for error in dates.iter().filter_map(|date| date.as_ref().err()) {
        ui.colored_label(ui.visuals().error_fg_color, &error.message);
    }
    let [Ok(before), Ok(after)] = &dates[..] else {
        ui.weak("A year, a month (1904-04), a day (1904-04-08) or an interval (1904/1907)");
        return;
    };
    let (before, after) = (Span::of(before), Span::of(after));
    let whole = &view.state.open.derived.whole;
    let about = format!("{before:?} {after:?} {filter:?}");
    let turns = memo(ui.ctx(), "turns", &about, whole, || {
        let document = view.state.document();
        let at = |span| {
            whole.through(
                document,
                &Filter {
                    span: Some(span),
                    ..filter.clone()
                },
            )
        };
        NetworkChanges::between(document, &at(before), &at(after))
    });
    turned(ui, &turns, view.state);
    relations(ui, "Came", &turns.started, after, view);
    relations(ui, "Went", &turns.ended, before, view);
}

fn turned(ui: &mut Ui, turns: &Arc<NetworkChanges>, state: &State) {
    section(ui, &format!("Turned ({})", turns.flipped.len()));
    let graph = &state.open.derived.whole.graph;
    rows(ui, "turned", turns.flipped.len(), |ui, number| {
        let (a, b, sign) = turns.flipped[number];
        let (was, is) = match sign {
            Sign::Positive => ("rivals", "friends"),
            _ => ("friends", "rivals"),
        };
        ui.label(format!(
            "{} and {}: {was} before, {is} after",
            graph[a].name(),
            graph[b].name()
        ));
    });
}

/// Relations of one side; a click shows that time and goes there.
fn relations(ui: &mut Ui, title: &str, edges: &[EdgeIndex], at: Span, view: View) {
    section(ui, &format!("{title} ({})", edges.len()));
    let whole = &view.state.open.derived.whole;
    rows(ui, title, edges.len(), |ui, number| {
        let edge = edges[number];
        if ui.link(words::sentence(whole, edge)).clicked() {
            view.send(Command::SetFilter(Filter {
                span: Some(at),
                ..view.state.open.session.filter.clone()
            }));
            view.send(Command::GoTo(Target::Relation(
                whole.graph[edge].id.clone(),
            )));
        }
    });
}

fn rows(ui: &mut Ui, name: &str, count: usize, mut row: impl FnMut(&mut Ui, usize)) {
    let height = ui.text_style_height(&egui::TextStyle::Body) + 3.0;
    ScrollArea::vertical()
        .id_salt(name)
        .max_height(LIST_HEIGHT)
        .auto_shrink([false, true])
        .show_rows(ui, height, count, |ui, shown| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            for number in shown {
                row(ui, number);
            }
        });
}
