//! How sure the findings of the Balance tab are: computed when the user asks, which takes long.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::analysis::{BalanceFindings, ChanceFindings, RelaxedGroups, Robustness, robustness};
use crate::app::Command;
use crate::model::Document;
use crate::tasks::{Computed, Identity, TaskContext};
use crate::ui::View;

/// How many draws are made of each null model, and of the sources and signs.
pub(crate) const DRAWS: usize = 1_000;

/// The seed of the draws: the same network gives the same numbers.
pub(crate) const SEED: u64 = 1;

/// How many groups are looked for where no number of camps fits better than chance.
const RELAXED: usize = 3;

/// Findings compared with chance, and how far they depend on single sources and signs.
pub(crate) struct FoundDoubt {
    pub(crate) chance: ChanceFindings,
    /// Groups by relaxed balance: as many as camps are recommended, else three.
    pub(crate) relaxed: RelaxedGroups,
    pub(crate) robustness: Robustness,
}

/// Computes the doubt about findings once it is asked for.
#[derive(Default)]
pub(crate) struct DoubtTask {
    asked: Option<Identity<BalanceFindings>>,
    pub(crate) found: Computed<Identity<BalanceFindings>, FoundDoubt>,
}

impl DoubtTask {
    /// Asks about these findings.
    pub(crate) fn ask(&mut self, findings: &Arc<BalanceFindings>) {
        self.asked = Some(Identity::of(findings));
    }

    /// Whether somebody asked about these findings.
    pub(crate) fn is_asked(&self, findings: &Arc<BalanceFindings>) -> bool {
        self.asked.as_ref() == Some(&Identity::of(findings))
    }

    /// What was found about these findings, once it is there. Call it on each frame that shows it.
    pub(crate) fn follow(
        &mut self,
        findings: &Arc<BalanceFindings>,
        view: View,
    ) -> Option<Arc<FoundDoubt>> {
        if !self.is_asked(findings) {
            return None;
        }
        let key = Identity::of(findings);
        let was_found = self.found.current(&key).is_some();
        let (examined_findings, wake) = (Arc::clone(findings), view.queue.clone());
        let document = view.state.document().clone();
        self.found.follow(
            &key,
            move || wake.wake(),
            move |context| examined(&document, &examined_findings, context),
        );
        let found = self.found.current(&key)?;
        if !was_found {
            view.send(Command::Doubted {
                findings: Arc::clone(findings),
                shares: found.robustness.in_camp.clone(),
            });
        }
        Some(Arc::clone(found))
    }
}

fn examined(
    document: &Document,
    findings: &BalanceFindings,
    context: &TaskContext<'_>,
) -> Option<FoundDoubt> {
    let half =
        |from: f32| move |share: f32| -> ControlFlow<()> { context.report(from + share / 2.0) };
    let chance = ChanceFindings::of(
        &findings.signs,
        &findings.frustration,
        DRAWS,
        SEED,
        &half(0.0),
    )?;
    let robustness = robustness(
        document,
        &findings.network,
        &findings.signs,
        &findings.frustration,
        DRAWS,
        SEED,
        &half(0.5),
    )?;
    let groups = chance
        .camps
        .recommended()
        .map_or(RELAXED, |best| best.camps);
    let relaxed = RelaxedGroups::of(&findings.signs, groups, SEED, &|_| context.report(1.0))?;
    Some(FoundDoubt {
        chance,
        relaxed,
        robustness,
    })
}
