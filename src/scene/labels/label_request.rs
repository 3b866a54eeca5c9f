//! What names are placed for. Places none.

use crate::graph::NodeIndex;
use crate::scene::actor_body::ActorBody;

/// A name to be placed.
#[derive(Clone, Copy, Debug)]
pub(in crate::scene) struct LabelRequest<'a> {
    pub(in crate::scene) node: NodeIndex,
    pub(in crate::scene) body: ActorBody,
    pub(in crate::scene) name: &'a str,
    /// Whether there is a picture on the body, so that its name is not.
    pub(in crate::scene) has_picture: bool,
    /// Names of higher rank are placed first.
    pub(in crate::scene) rank: usize,
}
