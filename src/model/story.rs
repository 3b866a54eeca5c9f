//! The story of a network: a sequence of views, each with a title and a text. Knows no graph and no
//! window: what a step hides is kept as plain values.

use std::sync::Arc;

use super::{
    ActorId, AnnotationId, Blocs, Credibility, Fields, Point, ReferenceId, RelationId,
    RelationKind, Reliability, Span, Stance, StepId,
};

/// The steps of a story, in their order. A clone copies a pointer.
pub type Story = Arc<[Arc<StoryStep>]>;

/// One view of the network, with what it says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryStep {
    /// The id, unique among the steps.
    pub id: StepId,
    /// The title of the step.
    pub title: Option<String>,
    /// A few sentences.
    pub text: Option<String>,
    /// What is shown, and how.
    pub view: StoryView,
    /// Key order and unknown fields.
    pub fields: Fields,
}

/// What a step shows, and how. The default is the whole network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryView {
    /// Which part of the picture is visible.
    pub camera: StoryCamera,
    /// The actors that stand out.
    pub actors: Vec<ActorId>,
    /// The relations that stand out.
    pub relations: Vec<RelationId>,
    /// What is left out.
    pub filter: StoryFilter,
    /// The actors that are drawn as one.
    pub blocs: Blocs,
    /// The text notes that are hidden.
    pub hidden_annotations: Vec<AnnotationId>,
}

/// Which part of the picture a step shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum StoryCamera {
    /// All of it.
    #[default]
    Whole,
    /// These actors, wherever a layout places them.
    Around(Vec<ActorId>),
    /// A part of the layout.
    Area {
        /// Its middle.
        middle: Point,
        /// Its width, in layout units.
        width: f64,
        /// Its height, in layout units.
        height: f64,
    },
}

/// What a step leaves out of view, as plain values. The default leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryFilter {
    /// Hidden kinds of relation.
    pub hidden_kinds: Vec<RelationKind>,
    /// Hidden actors.
    pub hidden_actors: Vec<ActorId>,
    /// Hidden relations.
    pub hidden_relations: Vec<RelationId>,
    /// If set, only this actor and its neighbours.
    pub focus: Option<ActorId>,
    /// If there are any, only these actors.
    pub among: Vec<ActorId>,
    /// References whose claims are hidden.
    pub hidden_references: Vec<ReferenceId>,
    /// Outlets whose claims are hidden.
    pub hidden_outlets: Vec<String>,
    /// Stances whose claims are hidden.
    pub hidden_stances: Vec<Stance>,
    /// Coders whose claims are hidden; the empty name hides claims without a coder.
    pub hidden_coders: Vec<String>,
    /// The minimum reliability of a reference.
    pub min_reliability: Option<Reliability>,
    /// The minimum credibility of a claim.
    pub min_credibility: Option<Credibility>,
    /// Whether a minimum also hides claims without a grade.
    pub only_graded: bool,
    /// Only cited relations, or only uncited ones.
    pub cited: Option<bool>,
    /// Only contested relations, or only uncontested ones.
    pub contested: Option<bool>,
    /// The minimum number of independent references.
    pub min_sources: u32,
    /// Only relations that may be of this span.
    pub span: Option<Span>,
    /// Whether relations without a date are hidden.
    pub hides_undated: bool,
    /// The rules that simplify the network.
    pub simplify: Vec<StoryRule>,
    /// Key order and unknown fields.
    pub fields: Fields,
}

/// A rule that simplifies the network, with its setting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryRule {
    /// The id of the rule.
    pub rule: String,
    /// Its number, if it has one that is chosen.
    pub amount: Option<f64>,
    /// The id of the measure by which actors are ranked.
    pub by: Option<String>,
    /// The actors from which steps are counted.
    pub actors: Vec<ActorId>,
    /// Key order and unknown fields.
    pub fields: Fields,
}

impl StoryStep {
    /// What is shown as its title: its own, else its number, from 1.
    pub fn heading(&self, number: usize) -> String {
        let title = self.given_title();
        title.map_or_else(|| format!("Step {number}"), str::to_owned)
    }

    /// Its title; `None` if it has none or an empty one.
    pub fn given_title(&self) -> Option<&str> {
        let title = self.title.as_deref().map(str::trim);
        title.filter(|title| !title.is_empty())
    }
}

impl StoryFilter {
    /// Whether nothing is left out.
    pub fn is_clear(&self) -> bool {
        let values = Self {
            fields: Fields::default(),
            ..self.clone()
        };
        values == Self::default()
    }
}
