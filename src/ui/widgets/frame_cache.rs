//! What is worked out once for a network and shown on many frames. Knows nothing of what it keeps.

use std::sync::Arc;

use egui::{AsId, Context, Id};

use crate::graph::Network;

/// What was made last under this name, if it was about the same thing of the same network; else it is made now.
pub(crate) fn memo<T: Send + Sync + 'static>(
    ctx: &Context,
    name: &'static str,
    about: impl AsId,
    network: &Arc<Network>,
    make: impl FnOnce() -> T,
) -> Arc<T> {
    type Kept<T> = (Arc<Network>, Id, Arc<T>);
    let (name, about) = (Id::new(name), Id::new(about));
    let kept = ctx.data(|data| data.get_temp::<Kept<T>>(name));
    match kept {
        Some((of, was_about, made)) if Arc::ptr_eq(&of, network) && was_about == about => made,
        _ => {
            let made = Arc::new(make());
            let kept: Kept<T> = (Arc::clone(network), about, Arc::clone(&made));
            ctx.data_mut(|data| data.insert_temp(name, kept));
            made
        }
    }
}
