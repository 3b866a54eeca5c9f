//! Commands to state changes and effects. This file only delegates, by topic.

mod actor_pictures;
mod blocs;
mod coding;
mod columns;
mod edit;
mod event_import;
mod file;
mod file_question;
mod find;
mod job;
mod leave;
mod notes;
mod outlines;
mod panel_room;
mod panes;
mod reader;
mod requote;
mod restructure;
mod safety;
mod simplify;
mod story;
mod tour;
mod view;
mod write;

use super::{Command, Effect, State};

impl State {
    /// Applies a command and returns the effect to run.
    #[expect(clippy::too_many_lines, reason = "a line for each command")]
    pub fn handle(&mut self, command: Command) -> Option<Effect> {
        use Command as C;
        let effect = match command {
            C::Act(action) => (action.row().run)(self),
            C::Tour(command) => self.tour(command),
            C::Progress(job, share) => self.progressed(job, share),
            C::Answer(job, answer) => self.answered(job, *answer),
            C::CancelTask(kind) => self.cancel_task(kind),
            C::Open(path) => self.open(path),
            C::OpenTables(paths) => self.open_tables(paths),
            C::Opened(opened) => self.opened(*opened),
            C::OpenFailed(refused) => self.open_failed(refused),
            C::ChooseNetwork { path, choice } => self.choose_network(path, choice),
            C::MapColumns { path, key, map } => self.map_columns(path, key, map),
            C::SaveTo(path) => self.save_or_plan(path),
            C::TextsPlanned {
                path,
                generation,
                texts,
            } => self.save_or_ask(path, generation, texts),
            C::SaveWithTexts(path) => self.save_with_texts(path),
            C::Saved {
                path,
                generation,
                revision,
                stamp,
                texts,
            } => self.saved(path, generation, revision, stamp, &texts),
            C::AskFile(purpose) => Some(self.ask_file(purpose)),
            C::ExportTo(path, options) => Some(self.export_to(path, options)),
            C::Exported { path, omission } => self.exported(&path, omission),
            C::SaveFailed(message) => self.save_failed(message),
            C::ExportFailed(message) => self.export_failed(message),
            C::FontMissing(message) => self.font_missing(message),
            C::TaskFailed { job, failure } => self.task_failed(job, &failure),
            C::Forget(path) => self.forget(&path),
            C::FormsUnfinished(is_unfinished) => self.forms_unfinished(is_unfinished),
            C::CloseRequested => self.close_requested(),
            C::GoOnWithoutSaving => self.go_on_without_saving(),
            C::SaveAndGoOn => self.save_and_go_on(),
            C::CloseDialog => self.close_dialog(),
            C::LayoutFound {
                actors,
                positions,
                note,
            } => self.layout_found(actors, positions, note),
            C::Landed { actors, positions } => self.landed(actors, positions),
            C::Moved { actors, positions } => self.moved(actors, positions),
            C::Drag(actor, position) => self.drag(&actor, position),
            C::Drop => self.drop_dragged(),
            C::TogglePin(actor) => self.toggle_pin(&[actor]),
            C::Hover(target) => self.hover(target),
            C::Select(target) => self.select(target),
            C::ToggleSelect(target) => self.toggle_select(target),
            C::SelectTie(relation) => self.select_tie(&relation),
            C::SelectPair(relation) => self.select_pair(&relation),
            C::ToggleTie(relation) => self.toggle_tie(&relation),
            C::SetLines(lines) => self.set_lines(lines),
            C::SetOrder(order) => self.set_order(order),
            C::SelectTargets(targets) => self.select_targets(targets),
            C::ShowInTable(target) => Some(self.show_in_table(target)),
            C::AskPaste(rows) => self.ask_paste(rows),
            C::SelectActors(actors) => self.select_actors(actors),
            C::GoTo(target) => Some(self.go_to(target)),
            C::PinCard(card) => self.pin_card(card),
            C::Hide(actors) => self.hide(&actors),
            C::Focus(actor) => Some(self.focus(actor)),
            C::ToggleKind(kind) => self.toggle_kind(kind),
            C::SetFilter(filter) => self.set_filter(filter),
            C::Simplified {
                whole,
                filter,
                result,
            } => self.simplified(&whole, *filter, result),
            C::DeclineSimplification => self.decline_simplification(),
            C::Bloc(command) => self.bloc_command(command),
            C::Story(command) => self.story_command(command),
            C::SizeBy(measure) => self.size_by(measure),
            C::ColorBy(coloring) => self.color_by(coloring),
            C::ShowPath(request) => self.show_path(request),
            C::Finding(finding) => self.find(finding),
            C::Search(words) => self.search(words),
            C::SearchFound(found) => self.search_found(found),
            C::Set(setting) => self.set(setting),
            C::Edit(target) => Some(self.edit(target)),
            C::PictureCopied(outcome) => self.picture_copied(outcome),
            C::SetSidePanelWidth(width) => self.set_side_panel_width(width),
            C::PanelRoom(is_for_both) => self.set_panel_room(is_for_both),
            C::ShowTab(tab) => self.show_tab(tab),
            C::LayOutBy(plan) => Some(self.lay_out_by(plan)),
            C::PullApart => Some(self.pull_apart()),
            C::SetRule(rule) => self.set_rule(rule),
            C::Found(findings) => self.found(findings),
            C::Doubted { findings, shares } => self.doubted(&findings, &shares),
            C::Reader(command) => self.obey_reader(command),
            C::ActorPicture(command) => self.obey_actor_picture(command),
            C::Change(change) => self.change(&change),
            C::Delete(change) => self.delete(change),
            C::InspectReference(reference) => self.inspect_reference(reference),
            C::Sketch(sketch) => self.sketch(sketch),
            C::Note(sketch) => self.note(sketch),
            C::HideAnnotation(id) => self.hide_annotation(id),
            C::TravelTo(steps) => Some(self.travel_to(steps)),
            C::Dismiss(notice) => self.dismiss(notice),
            C::Events(command) => self.obey_events(command),
            C::Coding(command) => self.obey_coding(command),
            C::Safety(safety) => self.keep_safe(safety),
            C::Escape => self.escape(),
            C::CopyCitation(reference) => self.copy_citation(&reference),
            C::CopyCitations(target) => self.copy_citations(&target),
            C::CopyText(text) => Some(Effect::Copy(text)),
            C::Browse(url) => self.browse(&url),
        };
        self.settled(effect)
    }

    /// Brings what is derived up to date after a command, and asks what is still to be asked.
    fn settled(&mut self, effect: Option<Effect>) -> Option<Effect> {
        self.open.refresh();
        self.ask_next();
        effect
    }
}

#[cfg(test)]
mod edit_tests;
#[cfg(test)]
mod file_tests;
#[cfg(test)]
mod layout_tests;
#[cfg(test)]
mod safety_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod write_tests;
