//! `frenemy agree`: do several coders of the same texts find the same? In words or as JSON.

mod camps;
mod page;
mod report;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::columns::ColumnArguments;
use super::draws::draws;
use super::open::open;
use super::terminal::{self, Failure};
use crate::analysis::agreement::{Agreement, AgreementDraws, Coding};
use crate::evidence::{self, Texts};
use crate::file;
use crate::model::{Claim, Document};

/// Compare how several coders coded the same texts
///
/// Claims are matched by the pair of actors and by quotes that overlap. The agreement about what
/// was coded at all, and about kind, direction and stance, is measured by Krippendorff's alpha with
/// an interval, by kappa (Cohen's for two coders, Fleiss' for more) and in percent; every
/// disagreement is listed.
#[derive(Debug, clap::Args)]
pub(super) struct AgreeArguments {
    /// The files of the coders, two or more
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    files: Vec<PathBuf>,
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

/// One coder's file.
struct CodedFile {
    coder: String,
    document: Document,
    texts: Texts,
}

/// What was compared.
struct CodersCompared {
    files: Vec<CodedFile>,
    found: Agreement,
    draws: AgreementDraws,
}

fn agree(arguments: &AgreeArguments) -> Result<String, Failure> {
    let mut files = Vec::with_capacity(arguments.files.len());
    for path in &arguments.files {
        files.push(coded_file(path, &files)?);
    }
    let codings: Vec<_> = files
        .iter()
        .map(|file| Coding {
            document: &file.document,
            texts: &file.texts,
            coder: None,
        })
        .collect();
    let draws = AgreementDraws {
        draws: arguments.draws as usize,
        seed: arguments.seed,
    };
    let found = Agreement::of(&codings, draws);
    let comparison = CodersCompared {
        files,
        found,
        draws,
    };
    if arguments.json {
        return comparison.json();
    }
    let mut text = comparison.page(arguments.top);
    if arguments.balance {
        for file in &comparison.files {
            text += &camps::in_words(&file.coder, &file.document)?;
        }
    }
    Ok(text)
}

fn coded_file(path: &Path, others: &[CodedFile]) -> Result<CodedFile, Failure> {
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
    let coder = coder_of(&document, path);
    let is_taken = others.iter().any(|other| other.coder == coder);
    Ok(CodedFile {
        coder: if is_taken {
            format!("{coder} ({})", path.display())
        } else {
            coder
        },
        document,
        texts,
    })
}

/// Who coded a file: the coder of the network, else the only coder of its claims, else the name of
/// the file.
fn coder_of(document: &Document, path: &Path) -> String {
    if let Some(coder) = &document.meta.coder {
        return coder.clone();
    }
    let relations = document.relations.iter();
    let claims = relations.flat_map(|relation| &relation.claims);
    let mut coders: BTreeSet<&str> = claims.map(Claim::coder_name).collect();
    match (coders.pop_first(), coders.is_empty()) {
        (Some(coder), true) if !coder.is_empty() => coder.to_owned(),
        _ => {
            let stem = path.file_stem().unwrap_or(path.as_os_str());
            stem.to_string_lossy().into_owned()
        }
    }
}
