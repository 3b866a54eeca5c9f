//! `--outlines`: a soft area around the members of a camp, a community or another group.

use super::blocs::{NONE, groups_by, rules};
use super::terminal::Failure;
use crate::graph::{BlocRule, Network, saved_outlines, without_rest};
use crate::model::Document;
use crate::scene::OutlineGroups;

/// Which actors have an outline around them.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct OutlineArguments {
    #[arg(long, value_name = "RULE", help = format!("Draw an outline with a name around the actors of each group, by {}, or by a field of actors in the file; `{NONE}` draws none [default: the outlines saved in the file]", rules()))]
    outlines: Option<String>,
}

impl OutlineArguments {
    /// Whether outlines were asked for.
    pub(super) fn is_asked(&self) -> bool {
        self.outlines.as_deref().is_some_and(|word| word != NONE)
    }

    /// The groups of a network that have outlines in the network that is drawn.
    ///
    /// # Errors
    /// Says which words and fields there are, or that it was cancelled.
    pub(super) fn groups(
        &self,
        document: &Document,
        network: &Network,
        drawn: &Network,
    ) -> Result<Option<OutlineGroups>, Failure> {
        let groups = match self.outlines.as_deref() {
            Some(NONE) => return Ok(None),
            Some(word) => without_rest(groups_by("--outlines", word, document, network)?),
            None => saved_outlines(document),
        };
        if groups.is_empty() {
            return Ok(None);
        }
        let noun = BlocRule::noun_of(&groups);
        Ok(Some(OutlineGroups::new(drawn, &groups, noun)))
    }
}
