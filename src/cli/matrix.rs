//! `--view` and `--order`: a network as a matrix, and the order of its rows.

use std::ops::ControlFlow;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::analysis::{
    Adjacency, COMMUNITY_SEED, Effort, Rule, SignedGraph, communities, frustration,
};
use crate::graph::Network;
use crate::model::Document;
use crate::scene::{MatrixOrder, PictureView};

/// How the network is shown.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct MatrixArguments {
    /// Draw the network, or a matrix of its actors; the page of a matrix grows until all names can
    /// be read
    #[arg(long, value_enum, default_value_t = ViewName(PictureView::default()))]
    view: ViewName,

    /// The order of rows and columns of a matrix
    #[arg(long, value_enum, default_value_t = OrderName(MatrixOrder::default()))]
    order: OrderName,
}

impl MatrixArguments {
    /// How the network is shown.
    pub(super) fn view(self) -> PictureView {
        self.view.0
    }

    /// The order of rows and columns.
    pub(super) fn order(self) -> MatrixOrder {
        self.order.0
    }

    /// The camp or community of each actor by node index, if the order needs it.
    pub(super) fn groups(self, document: &Document, network: &Network) -> Option<Vec<Option<u32>>> {
        let go_on = |_| ControlFlow::Continue(());
        match (self.view(), self.order()) {
            (PictureView::Matrix, MatrixOrder::Camp) => {
                let signs = SignedGraph::of(document, network, Rule::default());
                let found = frustration(&signs, Effort::default(), &go_on)?;
                let camps = found.camps.into_iter();
                Some(camps.map(|camp| camp.map(u32::from)).collect())
            }
            (PictureView::Matrix, MatrixOrder::Community) => {
                let found = communities(&Adjacency::new(network), COMMUNITY_SEED, &go_on)?;
                let mut groups = vec![None; network.actor_bound()];
                for (node, group) in network.graph.node_indices().zip(found.of) {
                    groups[node.index()] = Some(group);
                }
                Some(groups)
            }
            _ => None,
        }
    }
}

/// A view by its name on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ViewName(PictureView);

/// An order by its name on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct OrderName(MatrixOrder);

impl ValueEnum for ViewName {
    fn value_variants<'a>() -> &'a [Self] {
        &const { [Self(PictureView::Network), Self(PictureView::Matrix)] }
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.id()))
    }
}

impl ValueEnum for OrderName {
    fn value_variants<'a>() -> &'a [Self] {
        &const {
            [
                Self(MatrixOrder::Camp),
                Self(MatrixOrder::Community),
                Self(MatrixOrder::Kind),
                Self(MatrixOrder::Name),
                Self(MatrixOrder::Connections),
            ]
        }
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.id()))
    }
}
