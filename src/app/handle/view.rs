//! What is shown: hover, selection, cards, filter, search, panels.

use std::sync::Arc;

use crate::analysis::{BalanceFindings, Rule};
use crate::app::{
    CameraMove, Camps, Card, Command, Effect, State, StoryCommand, Tab, Target, TourCommand,
};
use crate::graph::{Filter, LineStyle};
use crate::model::{ActorId, ReferenceId, RelationId, RelationKind};
use crate::scene::{ActorValues, MatrixOrder, PictureView};
use crate::web_address::web_address;

impl State {
    pub(super) fn hover(&mut self, target: Option<Target>) -> Option<Effect> {
        self.open.session.hovered = target;
        None
    }

    pub(super) fn select(&mut self, target: Option<Target>) -> Option<Effect> {
        self.open.select(target);
        self.open.session.reference = None;
        None
    }

    pub(super) fn toggle_select(&mut self, target: Target) -> Option<Effect> {
        self.open.session.reference = None;
        let is_shown = self.open.derived.shows(&target);
        if !self.open.session.selection.remove(&target) && is_shown {
            self.open.session.selection.insert(target);
        }
        None
    }

    /// All relations that are drawn as one line with this one.
    fn tie_of(&self, relation: &RelationId) -> Vec<Target> {
        let derived = &self.open.derived;
        let edge = derived.network.edge(relation);
        let tie = edge.and_then(|edge| derived.ties.of(edge));
        let relations = tie.map_or(&[][..], |tie| derived.ties.relations(tie));
        relations
            .iter()
            .filter_map(|edge| self.relation_target(*edge))
            .collect()
    }

    pub(super) fn select_tie(&mut self, relation: &RelationId) -> Option<Effect> {
        self.open.session.reference = None;
        self.open.select(self.tie_of(relation));
        None
    }

    pub(super) fn select_pair(&mut self, relation: &RelationId) -> Option<Effect> {
        let derived = &self.open.derived;
        let edge = derived.network.edge(relation);
        let tie = edge.and_then(|edge| derived.ties.of(edge));
        let pair = tie.into_iter().flat_map(|tie| derived.ties.of_pair(tie));
        let edges = pair.flat_map(|tie| derived.ties.relations(tie));
        let relations: Vec<Target> = edges
            .filter_map(|edge| self.relation_target(*edge))
            .collect();
        self.open.session.reference = None;
        self.open.select(relations);
        None
    }

    /// Selects the rest of a tie that is selected in part; otherwise reverses its selection.
    pub(super) fn toggle_tie(&mut self, relation: &RelationId) -> Option<Effect> {
        let relations = self.tie_of(relation);
        self.open.session.reference = None;
        let selection = &mut self.open.session.selection;
        if relations.iter().all(|target| selection.contains(target)) {
            selection.retain(|target| !relations.contains(target));
        } else {
            selection.extend(relations);
        }
        None
    }

    pub(super) fn set_lines(&mut self, lines: LineStyle) -> Option<Effect> {
        self.open.session.lines = Some(lines);
        None
    }

    /// Shows the matrix, or the network again.
    pub(in crate::app) fn toggle_matrix(&mut self) -> Option<Effect> {
        let session = &mut self.open.session;
        session.view = match session.view {
            PictureView::Network => PictureView::Matrix,
            PictureView::Matrix => PictureView::Network,
        };
        session.hovered = None;
        session.card = None;
        self.open.derived.findings.resume();
        self.fit_blocs_to_view()
    }

    pub(super) fn set_order(&mut self, order: MatrixOrder) -> Option<Effect> {
        self.open.session.order = order;
        self.open.derived.findings.resume();
        None
    }

    pub(super) fn select_actors(&mut self, actors: Vec<ActorId>) -> Option<Effect> {
        self.open.session.reference = None;
        self.open.select(actors.into_iter().map(Target::Actor));
        None
    }

    pub(in crate::app) fn select_all(&mut self) -> Option<Effect> {
        let shown = self.open.derived.drawn.graph.node_weights();
        let all = shown.map(|actor| actor.id.clone()).collect();
        self.select_actors(all)
    }

    /// Selects, and moves the camera there.
    pub(super) fn go_to(&mut self, target: Target) -> Effect {
        self.open.session.card = None;
        self.open.session.reference = None;
        self.open.select([target.clone()]);
        Effect::MoveCamera(CameraMove::At(target))
    }

    pub(super) fn pin_card(&mut self, card: Option<Card>) -> Option<Effect> {
        self.open.session.card = card;
        None
    }

    pub(super) fn hide(&mut self, actors: &[ActorId]) -> Option<Effect> {
        // Collected first: a set of many is built at once, and two sets are merged in one pass.
        let mut actors = self.with_members(actors).into_iter().collect();
        self.open.session.filter.hidden_actors.append(&mut actors);
        None
    }

    pub(super) fn focus(&mut self, actor: Option<ActorId>) -> Effect {
        self.open.session.filter.focus = actor;
        Effect::MoveCamera(CameraMove::Fit)
    }

    pub(super) fn toggle_kind(&mut self, kind: RelationKind) -> Option<Effect> {
        self.open.session.filter.toggle_kind(kind);
        None
    }

    pub(super) fn set_filter(&mut self, filter: Filter) -> Option<Effect> {
        if !filter.simplify.is_off() {
            self.answer_simplification_offer();
        }
        let was = std::mem::replace(&mut self.open.session.filter, filter);
        let now = &self.open.session.filter;
        // What is left of a large network may be anywhere in the picture.
        let is_simplified_anew = was.simplify.without_result() != now.simplify.without_result();
        is_simplified_anew.then_some(Effect::MoveCamera(CameraMove::Fit))
    }

    pub(in crate::app) fn show_all(&mut self) -> Effect {
        self.open.session.filter = Filter::default();
        self.open.session.hidden_annotations = Arc::default();
        Effect::MoveCamera(CameraMove::Fit)
    }

    pub(in crate::app) fn toggle_search(&mut self) -> Option<Effect> {
        self.open.session.search = match self.open.session.search {
            Some(_) => None,
            None => Some(String::new()),
        };
        None
    }

    pub(super) fn search(&mut self, words: Option<String>) -> Option<Effect> {
        self.open.session.search = words;
        None
    }

    /// Highlights what was found, while the search is open.
    pub(super) fn search_found(&mut self, found: Arc<[Target]>) -> Option<Effect> {
        if self.open.session.search.is_some() {
            self.open.session.found = found;
        }
        None
    }

    pub(super) fn set_rule(&mut self, rule: Rule) -> Option<Effect> {
        self.open.session.rule = rule;
        None
    }

    /// Takes the results of the balance analysis; ignores those for another network or rule.
    pub(super) fn found(&mut self, findings: Arc<BalanceFindings>) -> Option<Effect> {
        if findings.is_about(&self.open.derived.studied, self.open.session.rule) {
            self.open.derived.camps = Some(Camps::of(&findings));
            self.open.derived.balance = Some(findings);
        }
        None
    }

    /// Takes how sure each actor's camp is; ignores it for another network or rule.
    pub(super) fn doubted(
        &mut self,
        findings: &BalanceFindings,
        shares: &[Option<f64>],
    ) -> Option<Effect> {
        if findings.is_about(&self.open.derived.studied, self.open.session.rule)
            && let Some(camps) = &mut self.open.derived.camps
        {
            camps.certainty = Some(ActorValues {
                name: "certainty".into(),
                of: shares
                    .iter()
                    .map(|share| share.map(|share| share as f32))
                    .collect(),
            });
        }
        None
    }

    pub(super) fn set_side_panel_width(&mut self, width: f32) -> Option<Effect> {
        self.settings.side_panel_width = width;
        None
    }

    /// Shows a tab, and opens the side panel for it.
    pub(in crate::app) fn show_tab(&mut self, tab: Tab) -> Option<Effect> {
        self.settings.tab = tab;
        self.open_side_panel();
        None
    }

    pub(in crate::app) fn toggle_legend(&mut self) -> Option<Effect> {
        self.settings.shows_legend = !self.settings.shows_legend;
        None
    }

    pub(in crate::app) fn toggle_types(&mut self) -> Option<Effect> {
        self.settings.shows_types = !self.settings.shows_types;
        None
    }

    pub(in crate::app) fn toggle_timeline(&mut self) -> Option<Effect> {
        self.settings.shows_timeline = !self.settings.shows_timeline;
        None
    }

    /// Plays or pauses the timeline, and opens it.
    pub(in crate::app) fn play_time(&mut self) -> Effect {
        self.settings.shows_timeline = true;
        Effect::TogglePlay
    }

    pub(super) fn dismiss(&mut self, notice: u64) -> Option<Effect> {
        self.notices.retain(|kept| kept.id != notice);
        self.writes.dismiss(notice);
        None
    }

    /// Closes one thing: the dialog, else the form on the canvas, the search, the card, the
    /// selection, the focus.
    pub(super) fn escape(&mut self) -> Option<Effect> {
        if self.dialog.is_none() && self.open.session.presentation.is_some() {
            return self.handle(Command::Story(StoryCommand::End));
        }
        let is_dialog_closed = self.put_away_dialog().is_some();
        let session = &mut self.open.session;
        if is_dialog_closed
            || session.sketch.take().is_some()
            || session.note_sketch.take().is_some()
            || session.search.take().is_some()
            || session.card.take().is_some()
            || session.reference.take().is_some()
        {
            return None;
        }
        if self.tour.is_some() {
            return self.tour(TourCommand::Close);
        }
        let session = &mut self.open.session;
        if !session.selection.is_empty() {
            session.selection.clear();
            return None;
        }
        let filter = &mut session.filter;
        let narrowed = filter.among.take().is_some() || filter.focus.take().is_some();
        narrowed.then_some(Effect::MoveCamera(CameraMove::Fit))
    }

    pub(super) fn copy_citation(&mut self, reference: &ReferenceId) -> Option<Effect> {
        let reference = self.document().references.get(reference)?;
        let citation = self.cite(reference);
        self.notify("Citation copied", false);
        Some(Effect::Copy(citation))
    }

    /// Copies the citations of all sources of a line, or of an actor's relations, each once.
    pub(super) fn copy_citations(&mut self, target: &Target) -> Option<Effect> {
        let network = &self.open.derived.network;
        let relations = match target {
            Target::Actor(id) => network.relations_of(network.node(id)?),
            Target::Relation(id) => {
                let edge = network.edge(id)?;
                let ties = &self.open.derived.ties;
                let tie = ties.of(edge).map_or(&[][..], |tie| ties.relations(tie));
                tie.iter().map(|edge| &network.graph[*edge]).collect()
            }
        };
        let claims = relations.iter().flat_map(|relation| &relation.claims);
        let mut ids: Vec<_> = claims
            .filter_map(|claim| claim.reference.as_ref())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let references = ids
            .iter()
            .filter_map(|id| self.document().references.get(id));
        let citations: Vec<_> = references.map(|reference| self.cite(reference)).collect();
        if citations.is_empty() {
            self.notify("No source is cited here", false);
            return None;
        }
        let count = crate::words::counted(citations.len(), "citation", "citations");
        self.notify(format!("{count} copied"), false);
        Some(Effect::Copy(citations.join("\n")))
    }

    /// Opens only web addresses: a file from somebody else must not start another program.
    pub(super) fn browse(&mut self, url: &str) -> Option<Effect> {
        let address = web_address(url);
        if address.is_none() {
            let message = "Not opened: a web address begins with http:// or https:// and has no \
                           spaces or invisible characters";
            self.notify(message, true);
        }
        address.map(Effect::Browse)
    }
}
