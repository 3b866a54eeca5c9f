//! `frenemy analyze`: signs, triads, balance, camps and rankings of a network, as text or as JSON.

mod arguments;
mod chance;
mod moments;
mod over_time;
mod page;
mod rank;
mod relaxed;
mod report;
mod results;
mod robustness;

use std::ops::ControlFlow;
use std::process::ExitCode;
use std::sync::Arc;

use super::open::open;
use super::terminal::{self, Failure, ProgressPrinter};
use crate::analysis::explanation::Explainer;
use crate::analysis::{BalanceFindings, ChanceFindings, RelaxedGroups, robustness};
use crate::graph::filter_words::filter_in_words;
use crate::graph::{Filter, Network};
use crate::language::Language;
pub(super) use arguments::AnalyzeArguments;
use rank::Ranking;
use results::{Doubts, Results, SeededGroups};

pub(super) fn run(arguments: &AnalyzeArguments) -> ExitCode {
    match analyze(arguments) {
        Ok(text) => {
            terminal::print(&text);
            ExitCode::SUCCESS
        }
        Err(failure) => failure.report(),
    }
}

fn analyze(arguments: &AnalyzeArguments) -> Result<String, Failure> {
    let name = arguments.file.display().to_string();
    let opened = open(&arguments.file, &arguments.columns)?;
    let whole = Arc::new(Network::seen(&opened.document, &Filter::default()));
    let filter = arguments.filter.filter(&opened.document, &whole)?;
    let network = whole.shared_through(&opened.document, &filter);
    let progress = ProgressPrinter::new("analyzing");
    let part = |from: f32, span: f32| {
        let progress = &progress;
        move |share: f32| -> ControlFlow<()> {
            progress.at(from + share * span);
            ControlFlow::Continue(())
        }
    };
    let rule = arguments.rule();
    let found = BalanceFindings::of(
        &opened.document,
        Arc::clone(&network),
        rule,
        arguments.top,
        &part(0.0, 0.5),
    );
    let ranking = Ranking::of(&network, &part(0.5, 0.2));
    let (found, ranking) = finished(found.zip(ranking))?;
    let seed = arguments.seed;
    let draws = arguments.null as usize;
    let chance = ChanceFindings::of(
        &found.signs,
        &found.frustration,
        draws,
        seed,
        &part(0.7, 0.15),
    );
    let chance = finished(chance)?;
    let doubt = (arguments.robustness > 0).then(|| {
        let found = robustness(
            &opened.document,
            &network,
            &found.signs,
            &found.frustration,
            arguments.robustness as usize,
            seed,
            &part(0.85, 0.1),
        );
        finished(found).map(|found| Doubts { found, seed })
    });
    let moments = arguments.over_time.then(|| {
        let of_times = part(0.95, 0.05);
        finished(moments::moments(
            &opened.document,
            &whole,
            &filter,
            rule,
            &of_times,
        ))
    });
    let relaxed = arguments.relaxed.map(|groups| {
        let of_groups = part(0.95, 0.05);
        let found = RelaxedGroups::of(&found.signs, groups as usize, seed, &of_groups);
        finished(found).map(|found| SeededGroups { found, seed })
    });
    let results = Results {
        relaxed: relaxed.transpose()?,
        chance,
        doubt: doubt.transpose()?,
        moments: moments.transpose()?,
        filter: filter_in_words(&opened.document, &network, Language::English),
        explainer: Explainer {
            document: &opened.document,
            network: &network,
            signs: &found.signs,
        },
        found: &found,
        ranking,
    };
    if arguments.json {
        let json = serde_json::to_string(&results.report(&name));
        let json = json.map_err(|error| error.to_string())?;
        Ok(terminal::clean_json(&json) + "\n")
    } else {
        Ok(results.page(&name, arguments.top))
    }
}

/// What was found; an error if the analysis was cancelled.
fn finished<T>(found: Option<T>) -> Result<T, Failure> {
    Ok(found.ok_or_else(|| "the analysis was cancelled".to_owned())?)
}
