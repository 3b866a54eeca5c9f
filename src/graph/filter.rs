//! The filter: what is left out of a view of the document. Knows no graph and no words.

use std::collections::BTreeSet;

use super::simplify::Simplify;
use crate::model::{
    ActorId, Credibility, ReferenceId, RelationId, RelationKind, Reliability, Span, Stance,
};

/// What is left out of view. The default leaves nothing out.
///
/// The filter applies to claims first. A claim is visible if its reference, the outlet of the
/// reference, its stance, its coder and both grades pass. A relation whose claims are all hidden is
/// hidden. If some are visible, the relation is shown with only those claims, so that its strength,
/// and whether it is cited and contested, follow from the visible claims. A relation without claims
/// stays visible.
///
/// Then the filter applies to the relation: its kind, its date, whether it is cited or contested,
/// and the number of independent references. Actors stay visible even without relations, so that
/// the picture keeps its shape; only `hidden_actors`, `focus`, `among` and `simplify` hide actors.
///
/// `simplify` is applied to what all this leaves, except for `focus` and `among`, which choose from
/// the simplified network.
///
/// An unknown grade (F, 6, none given, no reference) is not a bad grade: it passes every minimum
/// unless `only_graded` is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Hidden kinds of relation.
    pub hidden_kinds: BTreeSet<RelationKind>,
    /// Hidden actors; their relations are hidden too.
    pub hidden_actors: BTreeSet<ActorId>,
    /// If set, only this actor and its neighbours.
    pub focus: Option<ActorId>,
    /// If set, only these actors and the relations between them.
    pub among: Option<BTreeSet<ActorId>>,
    /// Hidden relations.
    pub hidden_relations: BTreeSet<RelationId>,
    /// What if: relations with the opposite sign, friends as foes and foes as friends. This is
    /// never saved.
    pub flipped: BTreeSet<RelationId>,
    /// References whose claims are hidden.
    pub hidden_references: BTreeSet<ReferenceId>,
    /// Outlets by name; the claims of all references that appeared there are hidden.
    pub hidden_outlets: BTreeSet<String>,
    /// Stances whose claims are hidden.
    pub hidden_stances: BTreeSet<Stance>,
    /// Coders by name whose claims are hidden; the empty name hides claims without a coder.
    pub hidden_coders: BTreeSet<String>,
    /// Minimum reliability of the reference; F means no minimum.
    pub min_reliability: Option<Reliability>,
    /// Minimum credibility of the claim; 6 means no minimum.
    pub min_credibility: Option<Credibility>,
    /// Whether a minimum also hides claims without a known grade.
    pub only_graded: bool,
    /// Only cited relations, or only uncited ones.
    pub cited: PropertyFilter,
    /// Only contested relations, or only uncontested ones.
    pub contested: PropertyFilter,
    /// Minimum number of independent references; references with the same origin count once.
    pub min_independent_sources: usize,
    /// Only relations whose date may be within this span.
    pub span: Option<Span>,
    /// Whether relations without a date are hidden; otherwise they are always visible.
    pub hides_undated: bool,
    /// The rules that simplify the network, and what they hide.
    pub simplify: Simplify,
}

/// A filter on a property that a relation may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PropertyFilter {
    /// All relations.
    #[default]
    All,
    /// Only relations with the property.
    With,
    /// Only relations without the property.
    Without,
}

impl PropertyFilter {
    /// All choices in the order of the interface.
    pub const ALL: [Self; 3] = [Self::All, Self::With, Self::Without];

    pub(super) fn admits(self, has_property: bool) -> bool {
        match self {
            Self::All => true,
            Self::With => has_property,
            Self::Without => !has_property,
        }
    }
}

impl Filter {
    /// Whether nothing is left out.
    pub fn is_clear(&self) -> bool {
        *self == Self::default()
    }

    /// The filter that a simplification is computed for: without the choice of a few actors to be
    /// drawn alone, and without results.
    #[must_use]
    pub fn before_simplification(&self) -> Self {
        Self {
            focus: None,
            among: None,
            simplify: self.simplify.without_result(),
            ..self.clone()
        }
    }

    /// Hides or shows a kind of relation.
    pub fn toggle_kind(&mut self, kind: RelationKind) {
        toggle(&mut self.hidden_kinds, kind);
    }

    /// Hides or shows the claims of a reference.
    pub fn toggle_reference(&mut self, reference: ReferenceId) {
        toggle(&mut self.hidden_references, reference);
    }

    /// Hides or shows the claims of an outlet.
    pub fn toggle_outlet(&mut self, outlet: String) {
        toggle(&mut self.hidden_outlets, outlet);
    }

    /// Hides or shows the claims of a coder.
    pub fn toggle_coder(&mut self, coder: String) {
        toggle(&mut self.hidden_coders, coder);
    }

    /// Hides or shows the claims of a stance.
    pub fn toggle_stance(&mut self, stance: Stance) {
        toggle(&mut self.hidden_stances, stance);
    }
}

fn toggle<T: Ord>(hidden: &mut BTreeSet<T>, item: T) {
    if !hidden.remove(&item) {
        hidden.insert(item);
    }
}
