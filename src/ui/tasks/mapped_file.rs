//! A file read with what its columns are said to mean: what results, and a small picture of it.
//! Shows nothing.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use emath::Pos2;

use super::loading::read_with_tables;
use crate::file::{FileContent, RefusedFile, disk};
use crate::graph::{Filter, LineStyle, Network, Ties};
use crate::layout::{self, Plan};
use crate::model::{ActorId, ColumnPreview, Document, ReadChoices, Sign};
use crate::scene::{self, Start};
use crate::tasks::TaskContext;

/// The most actors and relations in the small picture.
const MAX_ACTORS: usize = 24;
const MAX_RELATIONS: usize = 200;

/// The result of reading a file with a choice.
pub(crate) struct MappedFile {
    /// How the columns are understood with the choice, if they are.
    pub(crate) preview: Option<ColumnPreview>,
    /// What results, or why the file cannot be read this way.
    pub(crate) outcome: Result<MappedNetwork, String>,
}

/// The network that results.
pub(crate) struct MappedNetwork {
    pub(crate) actors: usize,
    pub(crate) relations: usize,
    /// Relations that are friendly, hostile, and neither.
    pub(crate) signs: [usize; 3],
    pub(crate) dated: usize,
    pub(crate) claims: usize,
    pub(crate) references: usize,
    pub(crate) picture: Arc<SmallPicture>,
}

/// What is drawn of a network: all of a small one, and the best-connected actors of a large one.
pub(crate) struct SmallPicture {
    pub(crate) network: Network,
    pub(crate) ties: Ties,
    pub(crate) positions: Vec<Pos2>,
    /// Whether some actors are left out.
    pub(crate) is_part: bool,
}

/// Reads a file; `None` if that was cancelled. Actors stay where they are in the picture before.
pub(crate) fn read(
    (path, with): (&Path, &[PathBuf]),
    choices: &ReadChoices,
    before: Option<&SmallPicture>,
    context: &TaskContext<'_>,
) -> Option<MappedFile> {
    let bytes = match disk::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            return Some(MappedFile {
                preview: None,
                outcome: Err(error.to_string()),
            });
        }
    };
    let name = path.display().to_string();
    let progress = |share: f32| context.report(share * 0.5);
    Some(
        match read_with_tables((&bytes, &name), with, choices, &progress)? {
            Ok(content) => MappedFile {
                outcome: Ok(network(&content, before, context)?),
                preview: content.columns.map(|preview| *preview),
            },
            Err(RefusedFile { issues, columns }) => {
                let first = issues.iter().find(|issue| !issue.is_note());
                let message = first.map_or_else(
                    || "there is no network in the file".to_owned(),
                    |issue| issue.message.clone(),
                );
                MappedFile {
                    preview: columns.map(|preview| *preview),
                    outcome: Err(message),
                }
            }
        },
    )
}

fn network(
    content: &FileContent,
    before: Option<&SmallPicture>,
    context: &TaskContext<'_>,
) -> Option<MappedNetwork> {
    let document = &content.document;
    let mut signs = [0; 3];
    for relation in document.relations.iter() {
        let slot = match relation.kind().sign() {
            Sign::Positive => 0,
            Sign::Negative => 1,
            Sign::None => 2,
        };
        signs[slot] += 1;
    }
    let part = shown_part(document);
    let network = Network::seen(&part, &Filter::default());
    let kept = before.and_then(|before| kept_positions(before, &network));
    let positions = if let Some(positions) = kept {
        positions
    } else {
        let request = scene::request(&part, &network, Start::Fresh, Plan::default());
        layout::layout(&request, &|share| context.report(0.5 + share * 0.5))?
    };
    Some(MappedNetwork {
        actors: document.actors.len(),
        relations: document.relations.len(),
        signs,
        dated: document
            .relations
            .iter()
            .filter(|relation| relation.when.is_some())
            .count(),
        claims: document.claim_count(),
        references: document.references.len(),
        picture: Arc::new(SmallPicture {
            ties: Ties::new(&part, &network, LineStyle::default()),
            is_part: part.actors.len() < document.actors.len(),
            network,
            positions,
        }),
    })
}

/// The positions in the picture before, if it has the same actors and as many relations.
fn kept_positions(before: &SmallPicture, network: &Network) -> Option<Vec<Pos2>> {
    let (old, new) = (&before.network.graph, &network.graph);
    if old.node_count() != new.node_count() || old.edge_count() != new.edge_count() {
        return None;
    }
    let position = |actor: &ActorId| {
        let node = before.network.node(actor)?;
        before.positions.get(node.index()).copied()
    };
    new.node_weights()
        .map(|actor| position(&actor.id))
        .collect()
}

/// The actors with the most relations, and the relations between them.
fn shown_part(document: &Document) -> Document {
    if document.actors.len() <= MAX_ACTORS && document.relations.len() <= MAX_RELATIONS {
        return document.clone();
    }
    let mut degrees: BTreeMap<&ActorId, usize> = BTreeMap::new();
    for relation in document.relations.iter() {
        *degrees.entry(&relation.source).or_default() += 1;
        *degrees.entry(&relation.target).or_default() += 1;
    }
    let mut actors: Vec<_> = document.actors.iter().collect();
    actors.sort_by_key(|actor| std::cmp::Reverse(degrees.get(&actor.id).copied()));
    actors.truncate(MAX_ACTORS);
    let shown: HashSet<&ActorId> = actors.iter().map(|actor| &actor.id).collect();
    let is_shown = |id: &ActorId| shown.contains(id);
    let relations = document
        .relations
        .iter()
        .filter(|relation| is_shown(&relation.source) && is_shown(&relation.target))
        .take(MAX_RELATIONS);
    Document {
        actors: actors.iter().map(|actor| Arc::clone(actor)).collect(),
        relations: relations.map(Arc::clone).collect(),
        ..document.clone()
    }
}
