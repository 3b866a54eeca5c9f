//! The dialog for a new text: its citation is typed, read from a file, or that of a known source.

use std::sync::Arc;

use egui::{ComboBox, Event, RichText, ScrollArea, TextEdit, Ui};

use super::frame;
use crate::app::{Command, FilePurpose, NewText, ReaderCommand, State};
use crate::model::{Byline, Issued, PersonName, Reference, ReferenceId};
use crate::ui::shell::{key_queue, select_text, theme};
use crate::ui::widgets::cut;
use crate::ui::widgets::drop_down::DropDown as _;
use crate::ui::widgets::primary::add_primary;
use crate::ui::{Queue, View};
use crate::words::counted;

/// The length of the preview in characters.
const PREVIEW_CHARS: usize = 400;

/// The citation being filled in.
#[derive(Default)]
pub(super) struct TextDraft {
    /// The text it is for.
    new: Option<NewText>,
    words: Arc<str>,
    /// The length of the text in words.
    length: String,
    to: Option<ReferenceId>,
    /// A citation that was read: its fields that are not shown are kept.
    base: Option<Reference>,
    title: String,
    authors: String,
    outlet: String,
    date: String,
    url: String,
}

impl TextDraft {
    /// Starts again for another text.
    fn follow(&mut self, new: &NewText) {
        let is_same = self.new.as_ref().is_some_and(|old| {
            (&old.name, &old.words, &old.to) == (&new.name, &new.words, &new.to)
        });
        if !is_same {
            let title = first_line(&new.words);
            let title = if title.is_empty() {
                new.name.replace(['_', '-'], " ")
            } else {
                title
            };
            *self = Self {
                words: Arc::clone(&new.words),
                length: length(&new.words),
                to: new.to.clone(),
                ..Self::default()
            };
            if let [citation] = new.citations.as_slice() {
                self.take(citation);
                self.to.clone_from(&new.to);
            }
            if self.title.is_empty() {
                self.title = title;
            }
            if self.authors.is_empty() {
                self.take_byline(&byline(&new.words));
            }
        }
        let had = self.new.as_ref().map(|old| &old.citations);
        if is_same
            && had.is_some_and(|had| *had != new.citations)
            && let Some(first) = new.citations.first()
        {
            self.take(first);
        }
        self.new = Some(new.clone());
    }

    fn take(&mut self, citation: &Reference) {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        citation.title().clone_into(&mut self.title);
        let authors = citation.authors.iter().map(PersonName::inverted);
        self.authors = authors.collect::<Vec<_>>().join("; ");
        self.outlet = text(citation.outlet());
        self.date = citation.issued_text().unwrap_or_default();
        self.url = text(citation.url.as_deref());
        self.base = Some(citation.clone());
        self.to = None;
    }

    /// Fills in what is still empty.
    fn take_byline(&mut self, byline: &Byline) {
        let authors = byline.authors.iter().map(PersonName::inverted);
        self.authors = authors.collect::<Vec<_>>().join("; ");
        if let Some(outlet) = byline.outlet.as_ref().filter(|_| self.outlet.is_empty()) {
            self.outlet.clone_from(outlet);
        }
        if let Some(issued) = byline.issued.as_ref().filter(|_| self.date.is_empty()) {
            issued.as_str().clone_into(&mut self.date);
        }
    }

    /// The reference as it is filled in.
    fn reference(&self, state: &State) -> Option<Reference> {
        let references = &state.document().references;
        if let Some(reference) = self.to.as_ref().and_then(|id| references.get(id)) {
            return Some(Reference::clone(reference));
        }
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let title = text(&self.title)?;
        let base = self.base.clone();
        let wanted = base
            .as_ref()
            .map_or(title.as_str(), |base| base.id.as_str())
            .to_owned();
        let base = base.unwrap_or_else(|| Reference::new(wanted.as_str()));
        let authors = names(&self.authors);
        let has_same_authors = {
            let before = base.authors.iter().map(PersonName::inverted);
            before.eq(authors.iter().map(PersonName::inverted))
        };
        let outlet = text(&self.outlet);
        let container_title = if outlet.as_deref() == base.outlet() {
            base.container_title.clone()
        } else {
            outlet
        };
        Some(Reference {
            id: document_id(state, &wanted),
            title: Some(title),
            container_title,
            authors: if has_same_authors {
                base.authors.clone()
            } else {
                authors
            },
            issued: self.issued().ok().flatten(),
            url: text(&self.url),
            ..base
        })
    }

    /// When it appeared, in any notation; words are taken where they have no digits.
    fn issued(&self) -> Result<Option<Issued>, &'static str> {
        match Issued::parse(&self.date) {
            Some(Issued::Words(words))
                if words.contains(|letter: char| letter.is_ascii_digit()) =>
            {
                Err("Not a valid date. Write 2017, 2017-02, 2017-02-28 or spring 2015.")
            }
            issued => Ok(issued),
        }
    }
}

fn document_id(state: &State, wanted: &str) -> ReferenceId {
    state.document().fresh_reference_id(wanted)
}

pub(super) fn show(ui: &mut Ui, draft: &mut TextDraft, new: &NewText, view: View) {
    let title = draft.title.clone();
    draft.follow(new);
    if draft.title != title {
        select_text::select_again(ui.ctx());
    }
    take_paste(ui, draft, view.queue);
    frame::set_width(ui, 520.0);
    // A field without a frame is invisible on the background of the dialog.
    ui.visuals_mut().text_edit_bg_color = Some(ui.visuals().faint_bg_color);
    ui.heading("Add text");
    preview(ui, draft);
    if draft.words.trim().is_empty() {
        cancel(ui, view.queue);
        return;
    }
    if let Some(note) = &new.note {
        ui.add(egui::Label::new(RichText::new(note).weak().small()).wrap());
    }
    source(ui, draft, view.state);
    if draft.to.is_none() {
        citations(ui, draft, new, view.queue);
        fields(ui, draft);
    }
    let place = match &view.state.open.source.path {
        Some(_) => "When you save, the text is written to the folder “texts” beside the file.",
        None => {
            "This network has no file yet. When you save it, the text is written to the folder “texts” beside the \
             file."
        }
    };
    ui.label(RichText::new(place).weak().small());
    buttons(ui, draft, view);
}

/// Takes pasted words as the text if it is still empty; they are not pasted into a field as well.
fn take_paste(ui: &Ui, draft: &TextDraft, queue: &Queue) {
    if !draft.words.trim().is_empty() {
        return;
    }
    let is_text = |event: &Event| matches!(event, Event::Paste(words) if !words.trim().is_empty());
    let pasted = ui.input_mut(|input| {
        let at = input.events.iter().position(is_text)?;
        Some(input.events.remove(at))
    });
    if let Some(Event::Paste(words)) = pasted {
        let new = NewText {
            to: draft.to.clone(),
            ..NewText::pasted(&words)
        };
        queue.send(Command::Reader(ReaderCommand::Ask(new)));
    }
}

fn preview(ui: &mut Ui, draft: &TextDraft) {
    if draft.words.trim().is_empty() {
        ui.label("Copy the text from its source, and press Ctrl+V here.");
        return;
    }
    ui.weak(&draft.length);
    let beginning: String = draft.words.trim().chars().take(PREVIEW_CHARS).collect();
    egui::Frame::new()
        .fill(ui.visuals().faint_bg_color)
        .inner_margin(8)
        .corner_radius(4)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ScrollArea::vertical().max_height(84.0).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.label(RichText::new(beginning).size(12.5));
            });
        });
}

/// Chooses a new source, or one without a text.
fn source(ui: &mut Ui, draft: &mut TextDraft, state: &State) {
    let references = &state.document().references;
    let without: Vec<_> = references
        .iter()
        .filter(|reference| reference.text.is_none() || draft.to.as_ref() == Some(&reference.id))
        .take(200)
        .collect();
    if without.is_empty() {
        return;
    }
    let chosen = draft.to.as_ref().and_then(|id| references.get(id));
    ui.horizontal(|ui| {
        ui.label("Text of");
        let title = chosen.map_or("a new source", |reference| reference.title());
        let list = ComboBox::from_id_salt("belongs")
            .selected_text(title)
            .width(ui.available_width() - 8.0)
            .truncate()
            .show_list(ui, |ui| {
                ui.selectable_value(&mut draft.to, None, "a new source");
                for reference in &without {
                    let id = Some(reference.id.clone());
                    ui.selectable_value(&mut draft.to, id, reference.title());
                }
            });
        cut::full_choice(list.response, title);
    });
}

/// Citations from a file.
fn citations(ui: &mut Ui, draft: &mut TextDraft, new: &NewText, queue: &Queue) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Citation").family(theme::bold()));
        let read = ui.small_button("Read from file…");
        if read
            .on_hover_text("A file of BibTeX, BibLaTeX, RIS or CSL JSON, as Zotero exports them")
            .clicked()
        {
            queue.send(Command::AskFile(FilePurpose::Citations));
        }
        if new.citations.len() > 1 {
            ComboBox::from_id_salt("citations")
                .selected_text(counted(new.citations.len(), "citation", "citations"))
                .show_list(ui, |ui| {
                    for citation in new.citations.iter().take(1000) {
                        let is_taken = draft.base.as_ref() == Some(citation);
                        if ui.selectable_label(is_taken, citation.citation()).clicked() {
                            draft.take(citation);
                        }
                    }
                });
        }
    });
}

fn fields(ui: &mut Ui, draft: &mut TextDraft) {
    let problem = draft.issued().err();
    let rows = [
        ("Title", "", &mut draft.title),
        (
            "Authors",
            "Family, Given; Family, Given",
            &mut draft.authors,
        ),
        ("Outlet", "Magazine, newspaper, site", &mut draft.outlet),
        ("Date", "2017-02-28", &mut draft.date),
        ("URL", "https://…", &mut draft.url),
    ];
    egui::Grid::new("citation")
        .num_columns(2)
        .spacing([10.0, 6.0])
        .show(ui, |ui| {
            for (name, hint, text) in rows {
                let label = ui.label(RichText::new(name).weak());
                let id = ui.id().with(name);
                if name == "Title" && ui.memory(|memory| memory.focused().is_none()) {
                    key_queue::focus(ui.ctx(), id);
                }
                let field = TextEdit::singleline(text)
                    .id(id)
                    .hint_text(hint)
                    .desired_width(f32::INFINITY);
                ui.add(field).labelled_by(label.id);
                ui.end_row();
            }
        });
    if let Some(problem) = problem {
        ui.label(RichText::new(problem).color(ui.visuals().error_fg_color));
    }
}

fn buttons(ui: &mut Ui, draft: &TextDraft, view: View) {
    let reference = draft
        .reference(view.state)
        .filter(|_| draft.issued().is_ok());
    let is_entered = reference.is_some() && frame::take_enter(ui);
    frame::buttons(ui, |ui| {
        let add = add_primary(ui, reference.is_some(), "Add text");
        let is_added = add.clicked() || is_entered;
        if let Some(reference) = reference.filter(|_| is_added) {
            let words = Arc::clone(&draft.words);
            view.send(Command::Reader(ReaderCommand::Add(
                Box::new(reference),
                words,
            )));
        }
        if ui.button("Cancel").clicked() {
            view.send(Command::CloseDialog);
        }
    });
}

fn cancel(ui: &mut Ui, queue: &Queue) {
    if ui.button("Cancel").clicked() {
        queue.send(Command::CloseDialog);
    }
}

/// Parses `Family, Given; Family, Given`; a name without a comma is kept whole.
fn names(text: &str) -> Vec<PersonName> {
    let names = text
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    names.map(PersonName::parse).collect()
}

/// `137 words in 5 paragraphs`.
fn length(text: &str) -> String {
    let paragraphs = crate::evidence::paragraphs(text).len();
    let words = text.split_whitespace().count();
    let (words, paragraphs) = (
        counted(words, "word", "words"),
        counted(paragraphs, "paragraph", "paragraphs"),
    );
    format!("{words} in {paragraphs}")
}

/// What a line “By …” below the title says.
fn byline(words: &str) -> Byline {
    let mut lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = lines.nth(1).filter(|line| line.chars().count() <= 120);
    let names = line.and_then(|line| line.strip_prefix("By ").or(line.strip_prefix("by ")));
    let names = names.filter(|names| !names.ends_with(['.', '!', '?']));
    Byline::parse(names.unwrap_or_default())
}

/// The first line, if it could be a title: short, and not a sentence.
fn first_line(words: &str) -> String {
    let line = words.lines().map(str::trim).find(|line| !line.is_empty());
    let line = line.unwrap_or_default().trim_start_matches(['#', ' ']);
    if line.chars().count() > 120 || line.ends_with(['.', ',', ';', ':']) {
        String::new()
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_at_the_comma_only() {
        let read = names("Wright, Ada;  Office of Tides ; ");
        let inverted: Vec<_> = read.iter().map(PersonName::inverted).collect();
        assert_eq!(inverted, ["Wright, Ada", "Office of Tides"]);
        assert_eq!(read[0].full(), "Ada Wright");
    }

    #[test]
    fn a_date_is_read_in_any_notation() {
        let issued = |date: &str| {
            let date = date.to_owned();
            let draft = TextDraft {
                date,
                ..TextDraft::default()
            };
            draft.issued()
        };
        assert_eq!(issued(" 2017-02 "), Ok(Issued::of_parts(&[2017, 2])));
        assert_eq!(issued(""), Ok(None));
        assert_eq!(
            issued("in press"),
            Ok(Some(Issued::Words("in press".to_owned())))
        );
        assert!(issued("2017-30").is_err());
    }
}
