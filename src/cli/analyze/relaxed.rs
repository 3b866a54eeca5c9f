//! The output of `frenemy analyze --relaxed`, as text and as JSON.

use serde::Serialize;

use super::results::{Results, SeededGroups};
use crate::analysis::{RelaxedBlock, RelaxedGroups};
use crate::graph::NodeIndex;
use crate::words::list;

/// The keys of the JSON output; programs depend on them.
#[derive(Debug, Serialize)]
pub(super) struct RelaxedReport {
    groups_allowed: usize,
    errors: usize,
    /// The errors of the best split that was found into as many camps by strict balance.
    strict_errors: usize,
    /// Whether no groups can have fewer errors: only if there are none.
    proved: bool,
    /// The ids of the actors of each group, the largest group first.
    groups: Vec<Vec<String>>,
    /// The image matrix: a row for each group, and in it a block for each group.
    image: Vec<Vec<BlockReport>>,
    seed: u64,
}

#[derive(Debug, Serialize)]
struct BlockReport {
    /// `+`, `-`, `+-` with as many friends as foes, or `0` without pairs.
    sign: &'static str,
    friends: usize,
    foes: usize,
}

impl From<&RelaxedBlock> for BlockReport {
    fn from(block: &RelaxedBlock) -> Self {
        Self {
            sign: match block.sign() {
                '+' => "+",
                '−' => "-",
                '±' => "+-",
                _ => "0",
            },
            friends: block.friends,
            foes: block.foes,
        }
    }
}

impl Results<'_> {
    /// The groups, for JSON; `None` unless they were asked for.
    pub(super) fn relaxed_report(&self) -> Option<RelaxedReport> {
        let SeededGroups { found, seed } = self.relaxed.as_ref()?;
        let ids = |group: &Vec<usize>| group.iter().map(|actor| self.id(*actor as u32)).collect();
        Some(RelaxedReport {
            groups_allowed: found.groups_allowed,
            errors: found.errors,
            strict_errors: found.strict_errors,
            proved: found.is_proved(),
            groups: found.groups.iter().map(ids).collect(),
            image: found
                .image
                .iter()
                .map(|row| row.iter().map(BlockReport::from).collect())
                .collect(),
            seed: *seed,
        })
    }

    /// The groups and their image matrix in words; empty unless they were asked for.
    pub(super) fn relaxed_lines(&self) -> Vec<String> {
        let Some(SeededGroups { found, .. }) = &self.relaxed else {
            return Vec::new();
        };
        let name = |actor: &usize| {
            let actor = self.found.network.graph.node_weight(NodeIndex::new(*actor));
            actor.map_or_else(String::new, |actor| actor.name().to_owned())
        };
        let mut lines = vec![found.heading()];
        for (number, group) in found.groups.iter().enumerate() {
            let names: Vec<String> = group.iter().map(name).collect();
            lines.push(format!("  Group {}: {}", number + 1, list(&names)));
        }
        lines.push("  Image matrix (friends : foes of each block):".to_owned());
        for (number, row) in found.image.iter().enumerate() {
            let cells = row
                .iter()
                .map(|block| format!("{} {}:{}", block.sign(), block.friends, block.foes));
            let cells: Vec<String> = cells.map(|cell| format!("{cell:>9}")).collect();
            lines.push(format!("  {}{}", number + 1, cells.concat()));
        }
        lines.extend(found.remarks().iter().map(|line| format!("  {line}")));
        lines.push(format!("  {}", RelaxedGroups::PAPER));
        lines
    }
}
