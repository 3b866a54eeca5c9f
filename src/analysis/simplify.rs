//! Simplification of a network with the measures of the table. The rules are in `graph`.

use super::adjacency::Adjacency;
use super::measures::Measure;
use super::progress::AnalysisProgress;
use crate::graph::simplify::{self, SimplifyResult};
use crate::graph::{Filter, Network};
use crate::model::Document;

/// What the simplification of a filter hides; `None` if cancelled.
///
/// `whole` is the network of this document without a filter.
pub fn simplified(
    document: &Document,
    whole: &Network,
    filter: &Filter,
    progress: AnalysisProgress<'_>,
) -> Option<SimplifyResult> {
    simplify::simplified(document, whole, filter, &|id, network| {
        let adjacency = Adjacency::new(network);
        let values = Measure::by_id(id)?.of(&adjacency, progress)?;
        Some(adjacency.by_node(&values))
    })
}

/// The same filter with what its simplification hides; `None` if cancelled.
pub fn with_simplification(
    document: &Document,
    whole: &Network,
    filter: Filter,
    progress: AnalysisProgress<'_>,
) -> Option<Filter> {
    if filter.simplify.is_off() {
        return Some(filter);
    }
    let result = simplified(document, whole, &filter, progress)?;
    Some(Filter {
        simplify: filter.simplify.with_result(result),
        ..filter
    })
}
