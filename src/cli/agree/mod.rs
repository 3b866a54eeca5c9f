//! `frenemy agree`: do several coders of the same texts find the same? In words or as JSON.

mod camps;
mod coders;
mod page;
mod report;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use self::coders::{ChosenCoders, CodedFile, FileCoder};
use super::columns::ColumnArguments;
use super::draws::draws;
use super::open::open;
use super::terminal::{self, Failure};
use crate::analysis::agreement::{Agreement, AgreementDraws, Coding};
use crate::evidence;
use crate::file;

/// Compare how several coders coded the same texts
///
/// Claims are matched by the pair of actors and by quotes that overlap. The agreement about what
/// was coded at all, and about kind, direction and stance, is measured by Krippendorff's alpha with
/// an interval, by kappa (Cohen's for two coders, Fleiss' for more) and in percent; every
/// disagreement is listed.
#[derive(Debug, clap::Args)]
pub(super) struct AgreeArguments {
    /// A file of each coder, or a file that several coded
    ///
    /// In a file whose claims name several coders each of them is a coder, and their claims that
    /// settlements set aside count. In any other file all claims are those of one coder.
    #[arg(required = true, num_args = 1.., value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Compare only this coder and others named so
    ///
    /// Without it, of a file that several coded the people with at least a tenth of the claims of
    /// the one with the most are compared.
    #[arg(long = "coder", value_name = "NAME")]
    coders: Vec<String>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// How often units are drawn again for the interval of alpha
    #[arg(long, default_value_t = 1000, value_name = "DRAWS", value_parser = draws())]
    draws: u64,
    /// The same seed gives the same interval
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    seed: u64,
    /// Also print the balance and the camps of each coder's network
    #[arg(long, conflicts_with = "json")]
    balance: bool,
    /// Number of disagreements to list in the text output
    #[arg(long, default_value_t = 50, value_name = "COUNT")]
    top: usize,
}

/// Exit status 0, whether the coders agree or not: a disagreement is a result, not a failure.
pub(super) fn run(arguments: &AgreeArguments) -> ExitCode {
    match agree(arguments) {
        Ok(text) => {
            terminal::print(&text);
            ExitCode::SUCCESS
        }
        Err(failure) => failure.report(),
    }
}

/// What was compared.
struct CodersCompared {
    files: Vec<CodedFile>,
    coders: Vec<FileCoder>,
    /// Whose claims are not compared, in sentences.
    notes: Vec<String>,
    found: Agreement,
    draws: AgreementDraws,
}

fn agree(arguments: &AgreeArguments) -> Result<String, Failure> {
    let mut files = Vec::with_capacity(arguments.files.len());
    for path in &arguments.files {
        files.push(coded_file(path)?);
    }
    let chosen = ChosenCoders::of(&files, &arguments.coders)?;
    let coders = chosen.compared.iter();
    let codings: Vec<_> = coders
        .map(|coder| Coding {
            document: &files[coder.file].document,
            texts: &files[coder.file].texts,
            coder: coder.claims_of(),
        })
        .collect();
    let draws = AgreementDraws {
        draws: arguments.draws as usize,
        seed: arguments.seed,
    };
    let found = Agreement::of(&codings, draws);
    let comparison = CodersCompared {
        files,
        coders: chosen.compared,
        notes: chosen.notes,
        found,
        draws,
    };
    if arguments.json {
        return comparison.json();
    }
    let mut text = comparison.page(arguments.top);
    if arguments.balance {
        for coder in &comparison.coders {
            text += &camps::in_words(coder, &comparison.files[coder.file].document)?;
        }
    }
    Ok(text)
}

fn coded_file(path: &Path) -> Result<CodedFile, Failure> {
    let opened = open(path, &ColumnArguments::default())?;
    let document = opened.document;
    let mut texts = evidence::prepared(&document, file::texts::read_all(&document, path));
    for reference in document.references.iter() {
        let embedded = reference.text.as_ref();
        if let Some(text) = embedded.and_then(|path| opened.texts.get(path)) {
            let text = evidence::Text::new(&**text).counted_from(reference.first_paragraph);
            texts.insert(reference.id.clone(), Ok(text.into()));
        }
    }
    Ok(CodedFile {
        path: path.to_owned(),
        document,
        texts,
    })
}
