//! The Time tab: pairs that changed sides, and the difference between two dates.

use std::sync::Arc;

use egui::{Id, RichText, ScrollArea, TextEdit, Ui};

use crate::analysis::{NetworkChanges, TimelineIndex};
use crate::app::{Command, State, Target};
use crate::graph::words;
use crate::graph::{EdgeIndex, Filter, NodeIndex};
use crate::model::{Sign, Span, entered_date};
use crate::tasks::Generation;
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::timeline;
use crate::ui::widgets::cut;
use crate::ui::widgets::frame_cache::background;
use crate::words::{counted, grouped, list};

/// The height of a list in points; longer ones scroll.
const LIST_HEIGHT: f32 = 260.0;

pub(crate) fn show(ui: &mut Ui, view: View) {
    let derived = &view.state.open.derived;
    let filter = derived.filter_of_all_times(&view.state.open.session.filter);
    let whole = &view.state.open.derived.whole;
    ui.heading("Over time");
    let index = {
        let (document, whole, filter) = (
            view.state.document().clone(),
            Arc::clone(whole),
            filter.clone(),
        );
        background(
            ui.ctx(),
            "timeline index of the panel",
            format!("{filter:?}"),
            &view.state.open.derived.whole,
            move || TimelineIndex::of(&document, &whole.shared_through(&document, &filter)),
        )
    };
    let Some(timeline_index) = index.current_or_say(ui) else {
        return;
    };
    let Some((first, last)) = timeline_index.extent() else {
        ui.weak("No relation has a date. Enter dates in the details of a relation, under “When”.");
        return;
    };
    let extent = Span {
        from: Some(first),
        to: Some(last),
    };
    let (dated, undated) = (timeline_index.dated, timeline_index.undated);
    ui.weak(format!(
        "{}, {}; {undated} undated",
        counted(dated, "dated relation", "dated relations"),
        extent.in_words()
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
        &format!("Changes of sides ({})", grouped(timeline_index.flips.len())),
    );
    if timeline_index.flips.is_empty() {
        ui.weak("No pair changed between friends and foes.");
        return;
    }
    ui.weak(
        "A pair changes sides on the day on which the weighted sum of its dated relations changes its sign.",
    );
    rows(
        ui,
        "changes of sides",
        timeline_index.flips.len(),
        |ui, number| {
            let flip = &timeline_index.flips[number];
            let text = timeline::flip_in_words(&view.state.open.derived.whole, flip);
            if cut::full_text(ui.link(&text), &text).clicked() {
                let graph = &view.state.open.derived.whole.graph;
                let pair = [flip.pair.0, flip.pair.1].map(|node| graph[node].id.clone());
                view.send(Command::SetFilter(Filter {
                    span: Some(Span::day(flip.day)),
                    ..view.state.open.session.filter.clone()
                }));
                view.send(Command::SelectActors(pair.to_vec()));
            }
        },
    );
}

/// The two dates to compare, as typed.
#[derive(Clone)]
struct TypedDates {
    before: String,
    after: String,
}

fn compare(ui: &mut Ui, filter: &Filter, extent: Span, view: View) {
    section(ui, "Compare two dates");
    let Some((before, after)) = typed_spans(ui, extent, view.state.document_generation) else {
        return;
    };
    let whole = &view.state.open.derived.whole;
    let about = format!("{before:?} {after:?} {filter:?}");
    let turns = {
        let (document, whole, filter) = (
            view.state.document().clone(),
            Arc::clone(whole),
            filter.clone(),
        );
        let network = &view.state.open.derived.whole;
        background(
            ui.ctx(),
            "difference of two dates",
            about,
            network,
            move || {
                let at = |span| {
                    let filter = Filter {
                        span: Some(span),
                        ..filter.clone()
                    };
                    whole.through(&document, &filter)
                };
                NetworkChanges::between(&document, &at(before), &at(after))
            },
        )
    };
    let Some(turns) = turns.current_or_say(ui) else {
        return;
    };
    changed_sides(ui, &turns, view.state);
    unbalanced_triads(ui, &turns, before, view);
    relations(ui, "New", &turns.started, after, view);
    relations(ui, "Ended", &turns.ended, before, view);
}

/// The two dates that are typed, first those of the beginning and the end; nothing if one is not
/// valid, which is said.
fn typed_spans(ui: &mut Ui, extent: Span, generation: Generation) -> Option<(Span, Span)> {
    let id = Id::new(("compared dates", generation));
    let year = |day: Option<crate::model::Day>| {
        day.map_or_else(String::new, |day| format!("{:04}", day.year))
    };
    let mut typed = ui
        .data(|data| data.get_temp::<TypedDates>(id))
        .unwrap_or_else(|| TypedDates {
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
            dates.push(entered_date(text));
        }
    });
    ui.data_mut(|data| data.insert_temp(id, typed.clone()));
    for error in dates.iter().filter_map(|date| date.as_ref().err()) {
        ui.colored_label(ui.visuals().error_fg_color, &error.message);
    }
    let [Ok(before), Ok(after)] = &dates[..] else {
        ui.weak("Enter a year, a month (1904-04), a day (1904-04-08) or an interval (1904/1907)");
        return None;
    };
    Some((Span::of(before), Span::of(after)))
}

fn changed_sides(ui: &mut Ui, turns: &Arc<NetworkChanges>, state: &State) {
    section(
        ui,
        &format!("Changed sides ({})", grouped(turns.flipped.len())),
    );
    let graph = &state.open.derived.whole.graph;
    rows(ui, "changed sides", turns.flipped.len(), |ui, number| {
        let (a, b, sign) = turns.flipped[number];
        let (was, is) = match sign {
            Sign::Positive => ("foes", "friends"),
            _ => ("friends", "foes"),
        };
        ui.label(format!(
            "{} and {}: {was} before, {is} after",
            graph[a].name(),
            graph[b].name()
        ));
    });
}

/// What the unbalanced triads of before became; a click shows that time and selects the three.
fn unbalanced_triads(ui: &mut Ui, turns: &NetworkChanges, before: Span, view: View) {
    let outcomes = &turns.outcomes;
    section(
        ui,
        &format!("Unbalanced triads before ({})", grouped(outcomes.total())),
    );
    if outcomes.total() > 0 {
        ui.weak(format!("After: {}", outcomes.counts_in_words()));
    }
    let graph = &view.state.open.derived.whole.graph;
    rows(
        ui,
        "unbalanced triads",
        outcomes.listed.len(),
        |ui, number| {
            let outcome = &outcomes.listed[number];
            let actors = outcome
                .actors
                .map(|actor| &graph[NodeIndex::new(actor as usize)]);
            let names = actors.map(|actor| actor.name());
            let text = format!("{}: {}", list(&names), outcome.in_words());
            if cut::full_text(ui.link(&text), &text).clicked() {
                view.send(Command::SetFilter(Filter {
                    span: Some(before),
                    ..view.state.open.session.filter.clone()
                }));
                view.send(Command::SelectActors(
                    actors.map(|actor| actor.id.clone()).to_vec(),
                ));
            }
        },
    );
    let rest = outcomes.total() - outcomes.listed.len();
    if rest > 0 {
        ui.weak(format!("and {} more", grouped(rest)));
    }
}

/// Relations that exist at one of the dates only; a click shows that time and goes there.
fn relations(ui: &mut Ui, title: &str, edges: &[EdgeIndex], at: Span, view: View) {
    section(ui, &format!("{title} ({})", grouped(edges.len())));
    let whole = &view.state.open.derived.whole;
    rows(ui, title, edges.len(), |ui, number| {
        let edge = edges[number];
        let sentence = words::sentence(whole, edge);
        if cut::full_text(ui.link(&sentence), &sentence).clicked() {
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
            ui.spacing_mut().interact_size.y = height;
            for number in shown {
                row(ui, number);
            }
        });
}
