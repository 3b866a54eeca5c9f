//! The balance and the camps of one coder's network. Compares nothing.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::coders::FileCoder;
use crate::analysis::{Census, Effort, Rule, SignedGraph, frustration};
use crate::cli::terminal::{self, Failure, ProgressPrinter};
use crate::graph::Network;
use crate::model::Document;
use crate::words::{counted, list};

/// The most members of a camp that are named.
const MAX_MEMBERS: usize = 20;

/// `Ada: 62 % of 26 triads are balanced; frustration index 3 of 40 pairs, proved`, and the camps.
pub(super) fn in_words(coder: &FileCoder, document: &Document) -> Result<String, Failure> {
    let network = Arc::new(Network::seen(document, &coder.filter(document)));
    let signs = SignedGraph::of(document, &network, Rule::default());
    let progress = ProgressPrinter::new("finding camps");
    let found = frustration(&signs, Effort::default(), &|share| {
        progress.at(share);
        ControlFlow::Continue(())
    });
    let found = found.ok_or_else(|| "the analysis was cancelled".to_owned())?;
    let counts = Census::of(&signs).strong();
    let balance = match counts.balance() {
        Some(share) => format!(
            "{:.0} % of {} balanced",
            100.0 * share,
            counted(counts.total(), "triad is", "triads are")
        ),
        None => "there are no triads".to_owned(),
    };
    let pairs = counted(signs.pairs().len(), "pair", "pairs");
    let index = match found.index() {
        Some(index) => format!("frustration index {index} of {pairs}, proved"),
        None => format!(
            "frustration index from {} to {} of {pairs}, not proved",
            found.lower, found.upper
        ),
    };
    let mut lines = vec![
        String::new(),
        format!("{}: {balance}; {index}", coder.shown),
    ];
    let actors: Vec<_> = document.actors.iter().collect();
    for camp in [0, 1] {
        let members = found.camps.iter().enumerate();
        let members = members.filter(|(_, of)| **of == Some(camp));
        let actors = members.filter_map(|(at, _)| actors.get(at).copied());
        let names: Vec<_> = actors.map(|actor| actor.name().to_owned()).collect();
        if !names.is_empty() {
            let shown = crate::words::shortened(names.into_iter(), MAX_MEMBERS, "actor", "actors");
            lines.push(format!("  camp {}: {}", camp + 1, list(&shown)));
        }
    }
    let lines = lines.iter().map(|line| terminal::clean(line) + "\n");
    Ok(lines.collect())
}
