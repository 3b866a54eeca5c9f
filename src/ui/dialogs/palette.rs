//! The command palette: actions, actors, tabs and files by their names. What was chosen last comes
//! first.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Button, Id, Key, Modifiers, TextEdit, TextWrapMode, Ui};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::frame;
use crate::app::{ACTIONS, Action, BlocCommand, Command, Setting, State, Tab, Target, ThemeChoice};
use crate::graph::{BlocRule, LineGrouping, LineStyle, LineWidth, Network, NodeIndex};
use crate::layout::{METHODS, Plan};
use crate::model::ActorId;
use crate::ui::View;
use crate::ui::panels::PANELS;
use crate::ui::shell::{key_queue, keys, menu};
use crate::ui::widgets::cut;
use crate::ui::widgets::frame_cache::background;

/// The most entries that are listed, and the most actors among them.
const MAX_ENTRIES: usize = 40;
const MAX_ACTORS: usize = 15;

/// The bonus of an entry that was chosen recently, in points of the matcher.
const RECENT_BONUS: u32 = 24;

/// What is typed, and the entry that is marked.
#[derive(Default)]
pub(super) struct PaletteDraft {
    typed: String,
    marked: usize,
}

impl PaletteDraft {
    /// The palette is closed.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Something that can be chosen.
#[derive(Clone)]
enum PaletteChoice {
    Action(Action),
    Tab(Tab),
    Theme(ThemeChoice),
    File(PathBuf),
    Actor(ActorId),
    /// A choice of a submenu, by its name.
    Menu(String, Box<Command>),
}

impl PaletteChoice {
    /// The name under which the choice is remembered; actors belong to a document and have none.
    fn key(&self) -> Option<String> {
        match self {
            Self::Action(action) => Some(format!("action {}", action.text())),
            Self::Tab(tab) => Some(format!("tab {}", tab.id())),
            Self::Theme(theme) => Some(format!("colours {}", theme.text())),
            Self::File(path) => Some(format!("file {}", path.display())),
            Self::Menu(name, _) => Some(format!("menu {name}")),
            Self::Actor(_) => None,
        }
    }

    fn command(self) -> Command {
        match self {
            Self::Action(action) => Command::Act(action),
            Self::Tab(tab) => Command::ShowTab(tab),
            Self::Theme(theme) => Command::Set(Setting::Theme(theme)),
            Self::File(path) => Command::Open(path),
            Self::Actor(id) => Command::GoTo(Target::Actor(id)),
            Self::Menu(_, command) => *command,
        }
    }
}

/// A line of the palette.
struct PaletteEntry {
    choice: PaletteChoice,
    text: String,
    /// Other words by which it is found.
    keywords: &'static str,
    /// What kind of thing it is, or its keys.
    hint: String,
    tooltip: String,
    is_enabled: bool,
}

pub(super) fn show(ui: &mut Ui, draft: &mut PaletteDraft, view: View) {
    frame::set_width(ui, 520.0);
    let take = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let (up, down, enter) = (
        take(Modifiers::NONE, Key::ArrowUp),
        take(Modifiers::NONE, Key::ArrowDown),
        take(Modifiers::NONE, Key::Enter),
    );
    let is_closed =
        take(Modifiers::COMMAND, Key::K) || take(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    if is_closed {
        view.send(Command::CloseDialog);
    }
    field(ui, draft);
    let entries = entries(ui, &draft.typed, view.state);
    let last = entries.len().saturating_sub(1);
    draft.marked = (draft.marked + usize::from(down))
        .saturating_sub(usize::from(up))
        .min(last);
    let mut chosen = None;
    let has_moved = up || down;
    frame::steady_list(frame::list_height(ui)).show(ui, |ui| {
        if entries.is_empty() {
            ui.weak("No match");
        }
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
        for (place, entry) in entries.iter().enumerate() {
            let is_marked = place == draft.marked;
            let button = Button::selectable(is_marked, entry.text.as_str())
                .shortcut_text(entry.hint.as_str())
                .min_size(egui::vec2(ui.available_width(), 0.0));
            let row = ui.add_enabled(entry.is_enabled, button);
            if is_marked && has_moved {
                row.scroll_to_me(None);
            }
            let row = if entry.tooltip.is_empty() {
                cut::full_text(row, &entry.text)
            } else {
                row.on_hover_text(&entry.tooltip)
            };
            if row.clicked() || is_marked && enter && entry.is_enabled {
                chosen = Some(entry.choice.clone());
            }
        }
    });
    if let Some(choice) = chosen {
        view.send(Command::CloseDialog);
        if let Some(key) = choice.key() {
            view.send(Command::Set(Setting::Chosen(key)));
        }
        view.send(choice.command());
    }
}

fn field(ui: &mut Ui, draft: &mut PaletteDraft) {
    let id = Id::new("palette field");
    if ui.memory(|memory| memory.focused().is_none()) {
        key_queue::focus(ui.ctx(), id);
    }
    let label = ui.label("Search actions, actors, panels and files");
    let field = TextEdit::singleline(&mut draft.typed)
        .id(id)
        .desired_width(f32::INFINITY);
    if ui.add(field).labelled_by(label.id).changed() {
        draft.marked = 0;
    }
}

/// The entries that match, best first. Without a text: what was chosen lately, then all actions.
fn entries(ui: &Ui, typed: &str, state: &State) -> Vec<PaletteEntry> {
    let typed = typed.trim();
    let chosen = &state.settings.chosen;
    let recency = |entry: &PaletteEntry| {
        let key = entry.choice.key()?;
        chosen.iter().position(|chosen| *chosen == key)
    };
    let mut all: Vec<PaletteEntry> = known(ui, state);
    if typed.is_empty() {
        all.sort_by_key(|entry| recency(entry).unwrap_or(usize::MAX));
        return all;
    }
    let mut matcher = FuzzyMatcher::new(typed);
    let scored = all.into_iter().filter_map(|entry| {
        let score = matcher.score(&entry.text);
        let score = score.or_else(|| by_keyword(entry.keywords, typed))?;
        let bonus = if recency(&entry).is_some() {
            RECENT_BONUS
        } else {
            0
        };
        Some((score + bonus, entry))
    });
    let mut scored: Vec<(u32, PaletteEntry)> = scored.collect();
    scored.extend(actors(ui, typed, state));
    // Of equal ones the shorter is first: more of it is typed.
    scored.sort_by_key(|(score, entry)| (std::cmp::Reverse(*score), entry.text.len()));
    scored.truncate(MAX_ENTRIES);
    scored.into_iter().map(|(_, entry)| entry).collect()
}

/// The score of an entry that is found by a keyword that begins with the typed words.
const KEYWORD_SCORE: u32 = 12;

fn by_keyword(keywords: &str, typed: &str) -> Option<u32> {
    let typed = typed.to_lowercase();
    let begins = |part: &str| keywords.split(' ').any(|word| word.starts_with(part));
    typed
        .split_whitespace()
        .all(begins)
        .then_some(KEYWORD_SCORE)
}

/// Everything but actors.
fn known(ui: &Ui, state: &State) -> Vec<PaletteEntry> {
    let actions = ACTIONS.iter().filter(|row| row.action != Action::Palette);
    let actions = actions.map(|row| {
        let keys = keys::shown(ui.ctx(), row.action);
        PaletteEntry {
            choice: PaletteChoice::Action(row.action),
            text: row.text.to_owned(),
            keywords: row.keywords,
            hint: if keys.is_empty() {
                row.menu.name().to_owned()
            } else {
                keys
            },
            tooltip: row.explanation.to_owned(),
            is_enabled: (row.is_enabled)(state),
        }
    });
    let tabs = PANELS.iter().map(|row| PaletteEntry {
        choice: PaletteChoice::Tab(row.id.clone()),
        text: format!("{} panel", row.title),
        keywords: "",
        hint: "Panel".to_owned(),
        tooltip: row.tooltip.to_owned(),
        is_enabled: state.has_document(),
    });
    let files = state.settings.recent.iter().map(|path| {
        let is_open = state.open.source.path.as_ref() == Some(path);
        PaletteEntry {
            choice: PaletteChoice::File(path.clone()),
            text: crate::app::file_name(path),
            keywords: "",
            hint: if is_open { "Open file" } else { "Recent file" }.to_owned(),
            tooltip: path.display().to_string(),
            is_enabled: !is_open,
        }
    });
    let themes = ThemeChoice::ALL.into_iter().map(|theme| PaletteEntry {
        choice: PaletteChoice::Theme(theme),
        text: format!("Colours: {}", theme.text()),
        keywords: "theme mode night day appearance color",
        hint: "View".to_owned(),
        tooltip: String::new(),
        is_enabled: state.settings.theme != theme,
    });
    let menus = submenus(ui, state);
    actions
        .chain(tabs)
        .chain(menus)
        .chain(themes)
        .chain(files)
        .collect()
}

/// The choices of the submenus of View and Layout.
fn submenus(ui: &Ui, state: &State) -> Vec<PaletteEntry> {
    let entry = |text: String, keywords, hint: &str, command: Command| PaletteEntry {
        choice: PaletteChoice::Menu(text.clone(), Box::new(command)),
        text,
        keywords,
        hint: hint.to_owned(),
        tooltip: String::new(),
        is_enabled: state.has_document(),
    };
    let mut all = Vec::new();
    let rules = menu::bloc_rules(ui, state).into_iter().map(Some);
    for rule in std::iter::once(None).chain(rules) {
        let name = rule.as_ref().map_or("None", BlocRule::name).to_owned();
        let blocs = Command::Bloc(BlocCommand::By(rule.clone()));
        let text = format!("Blocs: {name}");
        all.push(entry(text, "group collapse merge", "View", blocs));
        let outlines = Command::Bloc(BlocCommand::OutlineBy(rule));
        let text = format!("Outlines: {name}");
        all.push(entry(text, "area hull group", "View", outlines));
    }
    let style = state.open.derived.line_style();
    for grouping in LineGrouping::ALL {
        let command = Command::SetLines(LineStyle { grouping, ..style });
        let text = format!("Lines: {}", grouping.name());
        all.push(entry(text, "edges relations", "View", command));
    }
    for width in LineWidth::ALL {
        let lines = LineStyle {
            width: Some(width),
            ..style
        };
        let text = format!("Width of lines: {}", width.name());
        all.push(entry(
            text,
            "edges relations thickness",
            "View",
            Command::SetLines(lines),
        ));
    }
    let plan = state.open.session.plan;
    for choice in METHODS {
        let method = choice.method;
        let command = Command::LayOutBy(Plan { method, ..plan });
        let text = format!("Layout: {}", choice.name);
        all.push(entry(text, "arrange method", "Layout", command));
    }
    all
}

/// The actors whose names match best.
fn actors(ui: &Ui, typed: &str, state: &State) -> Vec<(u32, PaletteEntry)> {
    let network = &state.open.derived.network;
    let found = {
        let (network, typed) = (Arc::clone(network), typed.to_owned());
        background(
            ui.ctx(),
            "actors of the palette",
            typed.clone(),
            &state.open.derived.network,
            move || best_actors(&network, &typed),
        )
    };
    let found = found.latest.filter(|_| found.is_current);
    let found = found.iter().flat_map(|(_, found)| found.iter());
    let entry = |(score, id): &(u32, ActorId)| {
        let actor = state.document().actors.get(id)?;
        let entry = PaletteEntry {
            choice: PaletteChoice::Actor(id.clone()),
            text: actor.name().to_owned(),
            keywords: "",
            hint: crate::words::capitalized(actor.kind_word()),
            tooltip: String::new(),
            is_enabled: true,
        };
        Some((*score, entry))
    };
    found.filter_map(entry).collect()
}

fn best_actors(network: &Network, typed: &str) -> Vec<(u32, ActorId)> {
    let mut matcher = FuzzyMatcher::new(typed);
    let nodes = network.graph.node_indices();
    let mut found: Vec<_> = nodes
        .filter_map(|node| {
            let name = network.graph[node].name();
            Some((matcher.score(name)?, name.len(), node))
        })
        .collect();
    found.sort_by_key(|(score, length, node)| (std::cmp::Reverse(*score), *length, *node));
    found.truncate(MAX_ACTORS);
    let id = |(score, _, node): (u32, usize, NodeIndex)| (score, network.graph[node].id.clone());
    found.into_iter().map(id).collect()
}

/// Scores texts by how well they match what is typed.
struct FuzzyMatcher {
    matcher: Matcher,
    pattern: Pattern,
    buffer: Vec<char>,
}

impl FuzzyMatcher {
    fn new(typed: &str) -> Self {
        let kind = AtomKind::Fuzzy;
        let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, kind);
        Self {
            matcher: Matcher::new(Config::DEFAULT),
            pattern,
            buffer: Vec::new(),
        }
    }

    fn score(&mut self, text: &str) -> Option<u32> {
        let text = Utf32Str::new(text, &mut self.buffer);
        self.pattern.score(text, &mut self.matcher)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_actors_that_match_alike_the_shorter_name_is_first() {
        use crate::graph::Filter;
        use crate::model::{Actor, Document};
        let named = |id: &str, name: &str| Actor {
            name: Some(name.to_owned()),
            ..Actor::new(id)
        };
        let document = Document {
            actors: [named("g", "Velmoran Border Guard"), named("v", "Velmora")]
                .into_iter()
                .collect(),
            ..Document::default()
        };
        let network = Network::seen(&document, &Filter::default());
        let found = best_actors(&network, "velm");
        assert_eq!(found.first().map(|(_, id)| id.as_str()), Some("v"));
    }

    #[test]
    fn letters_in_order_match_and_others_do_not() {
        let mut matcher = FuzzyMatcher::new("unpal");
        assert!(matcher.score("Unpin all").is_some());
        assert!(matcher.score("Undo").is_none());
        let mut accents = FuzzyMatcher::new("taliban");
        assert!(accents.score("Tálibán").is_some());
    }
}
