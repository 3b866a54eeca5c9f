//! The two camps of the balance analysis, for the picture.

use std::sync::Arc;

use crate::analysis;
use crate::scene::{ActorValues, MarkedRelations};

/// Two camps, for the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Camps {
    /// The camp of each actor.
    pub members: ActorValues<u32>,
    /// Relations of the pairs that violate the partition.
    pub misfits: MarkedRelations,
    /// The share of draws in which each actor is in its camp; `None` until it is asked for.
    pub certainty: Option<ActorValues<f32>>,
}

impl Camps {
    /// The camps with the fewest violations that were found.
    pub(super) fn of(findings: &analysis::BalanceFindings) -> Self {
        let (found, signs) = (&findings.frustration, &findings.signs);
        let members = found.camps.iter().map(|camp| camp.map(u32::from));
        let pairs = found.frustrated.iter().map(|pair| &signs.pairs()[*pair]);
        let relations = pairs.flat_map(|pair| {
            let all = signs.relations(pair).iter().copied();
            all.filter(|edge| findings.network.graph[*edge].kind().sign() == pair.sign)
        });
        Self {
            members: ActorValues {
                name: "camp".into(),
                of: members.collect(),
            },
            misfits: MarkedRelations {
                name: "Does not fit",
                relations: Arc::new(relations.collect()),
            },
            certainty: None,
        }
    }
}
