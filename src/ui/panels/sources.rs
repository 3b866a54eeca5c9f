//! The Sources tab: the filter on kinds, sources, stances, grades and time, and what hangs on a single source.

use std::sync::Arc;

use egui::{
    Align, Button, Checkbox, CollapsingHeader, ComboBox, DragValue, Grid, Id, Layout, Response,
    RichText, ScrollArea, TextStyle, TextWrapMode, Ui, WidgetText, vec2,
};

use crate::app::{Command, State, Target};
use crate::graph::filter_words::filter_in_words;
use crate::graph::loss::Loss;
use crate::graph::provenance::Provenance;
use crate::graph::usage::{SourceUse, Usage};
use crate::graph::weak::{WeakOrder, WeakRelation, weak_relations, weak_relations_as_tsv};
use crate::graph::words::{self, capitalized, counted};
use crate::graph::{Filter, Network, PropertyFilter};
use crate::model::{Credibility, RelationKind, Reliability, Span, Stance};
use crate::ui::View;
use crate::ui::shell::theme;
use crate::ui::widgets::frame_cache::memo;

/// Up to this many rows stand one under the other; more of them scroll in a list of their own.
const LISTED: usize = 12;
const LIST_HEIGHT: f32 = 260.0;

/// What the bar of the panel's scroll area may cover at the right edge.
const EDGE: f32 = 8.0;

/// How many relations a hint names.
const NAMED: usize = 5;

/// Shows the tab; what is changed in it becomes one new filter.
pub(crate) fn show(ui: &mut Ui, view: View) {
    ui.spacing_mut().button_padding.y = 2.0;
    let mut filter = view.state.open.session.filter.clone();
    let usage = memo(
        ui.ctx(),
        "usage",
        (),
        &view.state.open.derived.whole,
        || Usage::of(view.state.document()),
    );
    head(ui, view.state, &mut filter);
    kinds(ui, &usage, &mut filter);
    sources(ui, view.state, &usage, &mut filter);
    outlets(ui, view.state, &usage, &mut filter);
    claims(ui, &usage, &mut filter);
    relations(ui, &usage, &mut filter);
    ui.add_space(8.0);
    table(ui, view);
    if filter != view.state.open.session.filter {
        view.send(Command::SetFilter(filter));
    }
}

/// The filter in words, what it costs, and the way back to the whole.
fn head(ui: &mut Ui, state: &State, filter: &mut Filter) {
    ui.horizontal(|ui| {
        ui.heading("Filters");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let clear = Button::new("Clear filters").small();
            if ui
                .add_enabled(!filter.is_clear(), clear)
                .on_hover_text("Look at everything again")
                .clicked()
            {
                *filter = Filter::default();
            }
        });
    });
    let network = &state.open.derived.network;
    let words = memo(ui.ctx(), "filter and loss", (), network, || {
        let words = filter_in_words(state.document(), network)?;
        let loss = Loss::between(state.document(), &state.open.derived.whole, network);
        Some((words, loss))
    });
    match &*words {
        None => {
            ui.weak("Everything is shown.");
        }
        Some((words, loss)) => {
            ui.label(words);
            if !loss.single_source.is_empty() {
                let text = capitalized(
                    &Loss {
                        hidden: Vec::new(),
                        ..loss.clone()
                    }
                    .in_words(),
                );
                let whole = &state.open.derived.whole;
                ui.weak(format!("{text} through it."))
                    .on_hover_ui(|ui| named(ui, whole, &loss.single_source));
            }
        }
    }
}

fn kinds(ui: &mut Ui, usage: &Usage, filter: &mut Filter) {
    section(ui, "Kinds");
    let scene = theme::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        for kind in RelationKind::ALL {
            let Some(count) = usage.kinds.get(&kind) else {
                continue;
            };
            let mut is_shown = !filter.hidden_kinds.contains(&kind);
            let text = RichText::new(format!("{} ({count})", capitalized(kind.as_str())))
                .color(theme::color(scene.relation(kind)));
            if ui.checkbox(&mut is_shown, text).changed() {
                filter.toggle_kind(kind);
            }
        }
    });
}

fn sources(ui: &mut Ui, state: &State, usage: &Usage, filter: &mut Filter) {
    if usage.sources.is_empty() {
        return;
    }
    let title = format!("Sources ({})", usage.sources.len());
    section_with(ui, &title, "relations · on it alone");
    rows(ui, "sources", usage.sources.len(), |ui, number| {
        let source = &usage.sources[number];
        let counts = format!("{} · {}", source.relations, source.alone);
        let is_shown = !filter.hidden_references.contains(&source.reference);
        let row = switch(ui, is_shown, &title_of(state, source), &counts);
        if row.changed() {
            filter.toggle_reference(source.reference.clone());
        }
        row.on_hover_ui(|ui| {
            if let Some(reference) = state.document().references.get(&source.reference) {
                ui.label(reference.citation());
                let grade = reference.reliability;
                if let Some(grade) = grade {
                    ui.label(format!("Source {}: {}", grade.as_str(), grade.meaning()));
                }
            }
            ui.label(format!(
                "{}, {}, {} on it alone",
                counted(source.claims, "claim"),
                counted(source.relations, "relation"),
                source.alone
            ));
            let mut other = state.open.session.filter.clone();
            other.toggle_reference(source.reference.clone());
            preview(ui, state, ("source", source.reference.as_str()), &other);
        });
    });
}

fn title_of(state: &State, source: &SourceUse) -> String {
    match state.document().references.get(&source.reference) {
        Some(reference) => reference.title().to_owned(),
        None => format!("{}, missing from the file", source.reference),
    }
}

fn outlets(ui: &mut Ui, state: &State, usage: &Usage, filter: &mut Filter) {
    if usage.outlets.is_empty() {
        return;
    }
    let title = format!("Outlets ({})", usage.outlets.len());
    section_with(ui, &title, "relations · sources");
    rows(ui, "outlets", usage.outlets.len(), |ui, number| {
        let outlet = &usage.outlets[number];
        let counts = format!("{} · {}", outlet.relations, outlet.sources);
        let is_shown = !filter.hidden_outlets.contains(&outlet.name);
        let row = switch(ui, is_shown, &outlet.name, &counts);
        if row.changed() {
            filter.toggle_outlet(outlet.name.clone());
        }
        row.on_hover_ui(|ui| {
            ui.label(format!(
                "{}, {}, {}",
                counted(outlet.sources, "source"),
                counted(outlet.claims, "claim"),
                counted(outlet.relations, "relation")
            ));
            let mut other = state.open.session.filter.clone();
            other.toggle_outlet(outlet.name.clone());
            preview(ui, state, ("outlet", &outlet.name), &other);
        });
    });
}

/// A check box with its words as far as there is room, and counts at the right edge.
fn switch(ui: &mut Ui, is_shown: bool, words: &str, counts: &str) -> Response {
    let mut is_on = is_shown;
    beside(ui, counts, |ui| ui.add(Checkbox::new(&mut is_on, words)))
}

/// Something at the left, which is cut where it meets the words at the right edge.
fn beside<T>(ui: &mut Ui, words: &str, left: impl FnOnce(&mut Ui) -> T) -> T {
    let height = row_height(ui);
    let size = vec2(ui.available_width() - EDGE, height);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.label(RichText::new(words).weak().size(12.0));
        ui.with_layout(Layout::left_to_right(Align::Center), left)
            .inner
    })
    .inner
}

/// What would fall, or come back, if this filter were on instead.
fn preview(ui: &mut Ui, state: &State, about: (&str, &str), other: &Filter) {
    let now = &state.open.derived.network;
    let filter = now.filter();
    let is_shown = other.hidden_references.len() + other.hidden_outlets.len()
        > filter.hidden_references.len() + filter.hidden_outlets.len();
    let loss = memo(ui.ctx(), "preview", about, now, || {
        let then = now.through(state.document(), other);
        if is_shown {
            Loss::between(state.document(), now, &then)
        } else {
            Loss::between(state.document(), &then, now)
        }
    });
    let bold = |text: String| RichText::new(text).family(theme::bold());
    if is_shown {
        ui.label(bold(format!("Without it {}.", loss.in_words())));
    } else {
        let back = counted(loss.hidden.len(), "relation");
        ui.label(bold(format!(
            "It is left out; with it {back} would come back."
        )));
    }
    named(ui, &state.open.derived.whole, &loss.hidden);
    if is_shown && !loss.single_source.is_empty() {
        ui.weak("On a single source then:");
        named(ui, &state.open.derived.whole, &loss.single_source);
    }
}

/// The first of these relations in words, and how many more there are.
fn named(ui: &mut Ui, whole: &Network, edges: &[crate::graph::EdgeIndex]) {
    for edge in edges.iter().take(NAMED) {
        ui.label(words::sentence(whole, *edge));
    }
    if edges.len() > NAMED {
        ui.weak(format!("and {} more", edges.len() - NAMED));
    }
}

/// Stances and grades.
fn claims(ui: &mut Ui, usage: &Usage, filter: &mut Filter) {
    section(ui, "Claims");
    ui.horizontal_wrapped(|ui| {
        for stance in Stance::ALL {
            let Some(count) = usage.stances.get(&stance) else {
                continue;
            };
            let mut is_shown = !filter.hidden_stances.contains(&stance);
            let text = format!("{} ({count})", capitalized(stance.as_str()));
            if ui.checkbox(&mut is_shown, text).changed() {
                filter.toggle_stance(stance);
            }
        }
    });
    let reliability = |grade: Reliability| format!("{}: {}", grade.as_str(), grade.meaning());
    let credibility = |grade: Credibility| format!("{}: {}", grade.number(), grade.meaning());
    let known: Vec<_> = (1..=5).filter_map(Credibility::new).collect();
    Grid::new("grades").num_columns(2).show(ui, |ui| {
        let least = &mut filter.min_reliability;
        let all = &Reliability::ALL[..5];
        choice(ui, "Least reliable source", least, all, reliability);
        let least = &mut filter.min_credibility;
        choice(ui, "Least credible claim", least, &known, credibility);
    });
    if filter.min_reliability.is_some() || filter.min_credibility.is_some() {
        ui.checkbox(&mut filter.only_graded, "Leave out what is not graded")
            .on_hover_text("F, 6 and no grade are unknown, not bad: they pass unless this is on");
    } else {
        filter.only_graded = false;
    }
}

/// A minimum to be chosen, or none.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    chosen: &mut Option<T>,
    all: &[T],
    in_words: impl Fn(T) -> String,
) {
    let text = chosen.map_or_else(|| "any".to_owned(), &in_words);
    pick(ui, label, text, |ui| {
        ui.selectable_value(chosen, None, "any");
        for grade in all {
            ui.selectable_value(chosen, Some(*grade), in_words(*grade));
        }
    });
}

/// Cited or not, contested or not, how many sources, and time.
fn relations(ui: &mut Ui, usage: &Usage, filter: &mut Filter) {
    section(ui, "Relations");
    Grid::new("relations").num_columns(2).show(ui, |ui| {
        let cited = ["cited or not", "only cited", "only uncited"];
        which(ui, "Citation", &mut filter.cited, cited);
        let contested = ["contested or not", "only contested", "only uncontested"];
        which(ui, "Dispute", &mut filter.contested, contested);
        let label = ui.label("Independent sources");
        let number = DragValue::new(&mut filter.min_independent_sources)
            .range(0..=99)
            .speed(0.05)
            .custom_formatter(|number, _| match number as usize {
                0 => "any number".to_owned(),
                number => format!("at least {number}"),
            })
            .custom_parser(|text| text.trim_start_matches("at least").trim().parse().ok());
        ui.add(number)
            .on_hover_text("Drag or type; sources that share an origin count once")
            .labelled_by(label.id);
        ui.end_row();
    });
    if let Some(span) = filter.span {
        ui.horizontal(|ui| {
            ui.label(capitalized(&Span::in_words(span)));
            if ui.small_button("At any time").clicked() {
                filter.span = None;
            }
        });
    }
    if usage.undated > 0 || filter.hides_undated {
        let text = format!("Leave out undated ({})", usage.undated);
        ui.checkbox(&mut filter.hides_undated, text);
    }
}

fn which(ui: &mut Ui, label: &str, chosen: &mut PropertyFilter, words: [&str; 3]) {
    let named = || PropertyFilter::ALL.into_iter().zip(words);
    let text = named()
        .find(|(which, _)| which == chosen)
        .map_or("", |(_, word)| word);
    pick(ui, label, text, |ui| {
        for (which, word) in named() {
            ui.selectable_value(chosen, which, word);
        }
    });
}

/// A row of a grid: a label, and a choice that takes the room there is.
fn pick(ui: &mut Ui, label: &str, text: impl Into<WidgetText>, choices: impl FnOnce(&mut Ui)) {
    let named = ui.label(label);
    let width = (ui.available_width() - 4.0).clamp(80.0, 180.0);
    ComboBox::from_id_salt(label)
        .selected_text(text)
        .width(width)
        .truncate()
        .show_ui(ui, choices)
        .response
        .labelled_by(named.id);
    ui.end_row();
}

/// The relations that hang on a single source or on none; a click goes there.
fn table(ui: &mut Ui, view: View) {
    let network = &view.state.open.derived.network;
    let order_id = Id::new("thin order");
    let mut order: WeakOrder = ui.data(|data| data.get_temp(order_id).unwrap_or_default());
    let rows_of = memo(ui.ctx(), "thin", order as u8, network, || {
        weak_relations(view.state.document(), network, order)
    });
    let title = format!("On one source or none ({})", rows_of.len());
    CollapsingHeader::new(RichText::new(title).family(theme::bold()))
        .id_salt("thin")
        .default_open(true)
        .show(ui, |ui| {
            if rows_of.is_empty() {
                ui.weak("Every relation shown has two independent sources or more.");
                return;
            }
            ui.horizontal_wrapped(|ui| {
                ui.weak("By");
                for (choice, text) in ORDERS {
                    ui.selectable_value(&mut order, choice, text);
                }
                if ui.small_button("Copy as TSV").clicked() {
                    let text = weak_relations_as_tsv(view.state.document(), network, &rows_of);
                    view.send(Command::CopyText(text));
                }
            });
            rows(ui, "thin rows", rows_of.len(), |ui, number| {
                thin_row(ui, view, &rows_of[number]);
            });
        });
    ui.data_mut(|data| data.insert_temp(order_id, order));
}

const ORDERS: [(WeakOrder, &str); 4] = [
    (WeakOrder::Sources, "sources"),
    (WeakOrder::Relation, "relation"),
    (WeakOrder::Kind, "kind"),
    (WeakOrder::Claims, "claims"),
];

fn thin_row(ui: &mut Ui, view: View, row: &WeakRelation) {
    let network = &view.state.open.derived.network;
    let relation = &network.graph[row.edge];
    let rests = match row.independent {
        _ if row.is_uncited => "uncited",
        0 => "not asserted",
        _ => "1 source",
    };
    let scene = theme::of(ui.ctx());
    let color = theme::color(scene.relation(relation.kind()));
    let target = Target::Relation(relation.id.clone());
    let is_selected = view.state.open.session.selection.contains(&target);
    let mut text = words::sentence(network, row.edge);
    if let Some(when) = &relation.when {
        text = format!("{text}, {}", when.in_words());
    }
    let label = beside(ui, rests, |ui| {
        ui.selectable_label(is_selected, RichText::new(text).color(color))
    });
    let hint = words::relation(network, row.edge);
    if label
        .on_hover_text(format!("{hint}. Click to go there"))
        .clicked()
    {
        view.send(Command::GoTo(target));
    }
}

/// Rows of one line each; many of them scroll in a list of their own, and only those in sight are drawn.
fn rows(ui: &mut Ui, name: &str, count: usize, mut row: impl FnMut(&mut Ui, usize)) {
    let height = row_height(ui);
    let mut list = |ui: &mut Ui, numbers: std::ops::Range<usize>| {
        // A long title must not push the panel wide.
        ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
        ui.spacing_mut().button_padding.y = 1.0;
        ui.spacing_mut().item_spacing.y = 1.0;
        for number in numbers {
            row(ui, number);
        }
    };
    ui.push_id(name, |ui| {
        if count <= LISTED {
            list(ui, 0..count);
            return;
        }
        ScrollArea::vertical()
            .max_height(LIST_HEIGHT)
            .auto_shrink([false, true])
            .show_rows(ui, height, count, list);
    });
}

fn row_height(ui: &Ui) -> f32 {
    ui.text_style_height(&TextStyle::Body) + 4.0
}

/// A title, and at the right edge what the numbers beneath it are.
fn section_with(ui: &mut Ui, title: &str, counts: &str) {
    ui.add_space(6.0);
    beside(ui, counts, |ui| {
        ui.label(RichText::new(title).family(theme::bold()));
    });
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(title).family(theme::bold()));
}

/// What the whole network and the filter come to, for the line at the foot of the window.
pub(crate) fn in_words(ui: &Ui, state: &State) -> Arc<(String, Option<String>)> {
    let network = &state.open.derived.network;
    memo(ui.ctx(), "sourcing", (), network, || {
        let whole = Provenance::of(&state.open.derived.whole).in_words();
        (whole, filter_in_words(state.document(), network))
    })
}
