//! Balance of the network as it is shown: computed while it is shown.

use std::sync::Arc;

use super::doubt::DoubtTask;
use crate::analysis::{BalanceFindings, Rule};
use crate::app::Command;
use crate::graph::Network;
use crate::tasks::{Computed, Identity};
use crate::ui::View;

/// How many tensions, common enemies and hypotheses are kept of each.
const MAX_FINDINGS: usize = 500;

/// Computes balance for the current network and rule.
#[derive(Default)]
pub(crate) struct BalanceTask {
    pub(crate) findings: Computed<(Identity<Network>, Rule), Arc<BalanceFindings>>,
    /// How sure the findings are.
    pub(crate) doubt: DoubtTask,
}

impl BalanceTask {
    /// Follows the state while balance is wanted: computes what is missing, and only once.
    pub(crate) fn follow(&mut self, view: View, is_wanted: bool) {
        let open = &view.state.open;
        let (network, rule) = (&open.derived.studied, open.session.rule);
        let known = open.derived.balance.as_ref();
        let is_known = known.is_some_and(|findings| findings.is_about(network, rule));
        if is_known || !is_wanted {
            self.findings.stop();
            return;
        }
        let (key, wake) = ((Identity::of(network), rule), view.queue.clone());
        let (document, network) = (view.state.document().clone(), Arc::clone(network));
        self.findings.follow(
            &key,
            move || wake.wake(),
            move |context| {
                let progress = |share| context.report(share);
                let findings =
                    BalanceFindings::of(&document, network, rule, MAX_FINDINGS, &progress);
                findings.map(Arc::new)
            },
        );
        if let Some(findings) = self.findings.current(&key) {
            view.send(Command::Found(Arc::clone(findings)));
        }
    }
}
