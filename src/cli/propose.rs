//! `frenemy propose`: checks a file of proposals quote by quote against the saved texts of a
//! network.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::columns::ColumnArguments;
use super::issue_line::issue_line;
use super::open::open;
use super::terminal::{self, Failure};
use crate::evidence::{self, ActorsByName, ClaimsSaid, ProposalState, ProposalTexts, Texts};
use crate::file::proposals::{self, ProposalFile};
use crate::file::{self, disk};
use crate::limits::MESSAGE_BYTES;
use crate::model::{Document, Proposal, ReferenceId, RelationKind};
use crate::words::cut_to;

const EXAMPLES: &str = r#"Examples:
  frenemy propose war.json proposals.jsonl
  frenemy propose --prompt > prompt.txt    A prompt that asks a model for this format

Each line of the file is a JSON object:
  {"text_sha256": "…", "quote": "…", "from": "…", "to": "…", "kind": "support", "stance": "asserts",
   "claimant": "…", "when": "2015-09", "coder": {"type": "model", "name": "…", "prompt_sha256": "…"},
   "rationale": "…"}
`quote`, `from`, `to` and `kind` are needed. `text_sha256` is that of the saved text as UTF-8, as
--texts prints it; without it, all texts are searched.

A quote that is in its text several times is ambiguous and not verified: quote more words.

Exit status: 0 all quotes are verified, 1 some are not, 2 wrong usage"#;

/// The prompt that is documented for models. The program itself calls no model.
const PROMPT: &str = include_str!("propose_prompt.txt");

/// Check the quotes of proposed claims against the saved texts of a network
///
/// A proposal whose quote is not in the text, word for word, is refused. Proposals are accepted one
/// by one in the window.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ProposeArguments {
    /// The network and the file of proposals, in any order
    #[arg(required_unless_present = "prompt", num_args = 1..=3, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Print the SHA-256 of each saved text of the network
    #[arg(long, conflicts_with_all = ["json", "prompt"])]
    texts: bool,
    /// Print a prompt that asks a model for proposals in this format
    #[arg(long, conflicts_with_all = ["json", "files"])]
    prompt: bool,
}

pub(super) fn run(arguments: &ProposeArguments) -> ExitCode {
    if arguments.prompt {
        terminal::print(PROMPT);
        return ExitCode::SUCCESS;
    }
    let done = if arguments.texts {
        text_hashes(&arguments.files).map(|text| (text, true))
    } else {
        checked(&arguments.files).and_then(|checked| {
            let text = checked.printed(arguments.json)?;
            Ok((text, checked.is_fine()))
        })
    };
    match done {
        Ok((text, is_fine)) => {
            terminal::print(&text);
            ExitCode::from(u8::from(!is_fine))
        }
        Err(failure) => failure.report(),
    }
}

/// The network and the file of proposals. The word `check` before them is allowed.
fn sorted(files: &[PathBuf]) -> Result<(&Path, &Path), Failure> {
    let files = match files {
        [word, rest @ ..] if word.as_os_str() == "check" && !disk::exists(word) => rest,
        all => all,
    };
    let [one, two] = files else {
        return Err(Failure::usage(
            "name the network and the file of proposals, as in frenemy propose war.json proposals.jsonl",
        ));
    };
    let is_proposals =
        |path: &Path| disk::read(path).is_ok_and(|bytes| proposals::is_proposals(&bytes));
    let (one, two) = (one.as_path(), two.as_path());
    Ok(if is_proposals(one) && !is_proposals(two) {
        (two, one)
    } else {
        (one, two)
    })
}

/// What was found.
struct CheckedProposals {
    network: String,
    file: String,
    document: Document,
    read: ProposalFile,
    states: Vec<ProposalState>,
    known: ClaimsSaid,
}

fn checked(files: &[PathBuf]) -> Result<CheckedProposals, Failure> {
    let (network, file) = sorted(files)?;
    let bytes = disk::read(file).map_err(|error| error.to_string())?;
    let read = proposals::read(&bytes)
        .map_err(|issue| format!("{}: {}", file.display(), issue.message))?;
    let (document, texts) = texts_of(network)?;
    let found = ProposalTexts::of(&texts);
    let actors = ActorsByName::of(&document);
    let states = evidence::checked_proposals(&read.proposals, &found, &actors);
    Ok(CheckedProposals {
        network: network.display().to_string(),
        file: file.display().to_string(),
        known: ClaimsSaid::of(&document),
        document,
        read,
        states,
    })
}

fn texts_of(network: &Path) -> Result<(Document, Texts), Failure> {
    let opened = open(network, &ColumnArguments::default())?;
    let read = file::texts::read_all(&opened.document, network);
    let texts = evidence::prepared(&opened.document, read);
    for (reference, text) in &texts {
        if let Err(problem) = text {
            terminal::complain(&format!("the text of {reference}: {problem}"));
        }
    }
    Ok((opened.document, texts))
}

/// `SHA-256  texts/a.txt  reference`, a line for each text.
fn text_hashes(files: &[PathBuf]) -> Result<String, Failure> {
    let [network] = files else {
        return Err(Failure::usage("--texts: name one network"));
    };
    let (document, texts) = texts_of(network)?;
    let lines = texts.iter().filter_map(|(id, text)| {
        let reference = document.references.get(id)?;
        let path = reference.text.as_deref().unwrap_or_default();
        let hash = evidence::sha256(text.as_ref().ok()?.as_str());
        let line = terminal::clean(&format!("{hash}  {path}  {id}"));
        Some(line + "\n")
    });
    Ok(lines.collect())
}

/// The keys of the JSON output.
#[derive(Debug, Serialize)]
struct ProposalsReport<'a> {
    network: &'a str,
    proposals: &'a str,
    verified: usize,
    ambiguous: usize,
    refused: usize,
    total: usize,
    checked: Vec<ProposalReport<'a>>,
    issues: Vec<LineReport<'a>>,
}

#[derive(Debug, Serialize)]
struct ProposalReport<'a> {
    line: usize,
    state: &'static str,
    reference: Option<&'a str>,
    quote: &'a str,
    from: &'a str,
    to: &'a str,
    kind: Option<&'static str>,
    stance: &'static str,
    /// Whether each end is an actor of the network.
    known: [bool; 2],
    /// Why it is refused, or ambiguous.
    message: Option<&'a str>,
    /// What else may be wrong.
    notes: Vec<String>,
}

/// A line that is not a proposal.
#[derive(Debug, Serialize)]
struct LineReport<'a> {
    line: usize,
    column: usize,
    code: &'static str,
    message: &'a str,
}

impl CheckedProposals {
    fn verified(&self) -> usize {
        self.count("verified")
    }

    fn count(&self, word: &str) -> usize {
        let states = self.states.iter();
        states.filter(|state| state.as_str() == word).count()
    }

    /// The lines that are proposals, and those that should be.
    fn total(&self) -> usize {
        self.states.len() + self.read.refused
    }

    fn is_fine(&self) -> bool {
        self.verified() == self.total()
    }

    fn printed(&self, as_json: bool) -> Result<String, Failure> {
        if as_json {
            let json = serde_json::to_string(&self.report()).map_err(|error| error.to_string())?;
            return Ok(terminal::clean_json(&json) + "\n");
        }
        let mut lines: Vec<(usize, String)> = Vec::new();
        let file = terminal::clean(&self.file);
        for issue in &self.read.issues {
            let place = (issue.place.line, issue.place.column);
            let severity = issue.severity.as_str();
            let hint = issue.hint.as_deref();
            lines.push((
                issue.place.line,
                issue_line(&file, place, severity, &issue.message, hint),
            ));
        }
        let actors = ActorsByName::of(&self.document);
        for (proposal, state) in self.read.proposals.iter().zip(&self.states) {
            let mut line = |severity: &str, message: &str| {
                let place = (proposal.line, 1);
                let line = issue_line(&file, place, severity, message, None);
                lines.push((proposal.line, line));
            };
            if let Some(why) = state.why() {
                let quote = cut_to(MESSAGE_BYTES.count(), proposal.quote.clone());
                let message = format!("{}: “{quote}”: {why}", state.as_str());
                line("error", &message);
            }
            for note in self.notes(proposal, state, &actors) {
                line("note", &note);
            }
        }
        lines.sort();
        let lines = lines
            .into_iter()
            .map(|(_, line)| line.trim_end().to_owned());
        let lines = terminal::first_of(lines.collect()).into_iter();
        let lines = lines.map(|line| line + "\n");
        let ambiguous = match self.count("ambiguous") {
            0 => String::new(),
            count => format!(", {count} ambiguous"),
        };
        let (verified, total) = (self.verified(), self.total());
        let last = format!("{file}: {verified} of {total} verified{ambiguous}\n");
        Ok(lines.chain([last]).collect())
    }

    /// What else may be wrong with a proposal.
    fn notes(
        &self,
        proposal: &Proposal,
        state: &ProposalState,
        actors: &ActorsByName<'_>,
    ) -> Vec<String> {
        let mut notes = actors.notes(proposal);
        notes.extend(self.known.note(proposal, state, actors));
        notes
    }

    fn report(&self) -> ProposalsReport<'_> {
        let checked = self.read.proposals.iter().zip(&self.states);
        let actors = ActorsByName::of(&self.document);
        let ambiguous = self.count("ambiguous");
        ProposalsReport {
            network: &self.network,
            proposals: &self.file,
            verified: self.verified(),
            ambiguous,
            refused: self.total() - self.verified() - ambiguous,
            total: self.total(),
            checked: checked
                .map(|(proposal, state)| {
                    let notes = self.notes(proposal, state, &actors);
                    ProposalReport::of(proposal, state, &actors, notes)
                })
                .collect(),
            issues: self
                .read
                .issues
                .iter()
                .map(|issue| LineReport {
                    line: issue.place.line,
                    column: issue.place.column,
                    code: issue.code,
                    message: &issue.message,
                })
                .collect(),
        }
    }
}

impl<'a> ProposalReport<'a> {
    fn of(
        proposal: &'a Proposal,
        state: &'a ProposalState,
        actors: &ActorsByName<'_>,
        notes: Vec<String>,
    ) -> Self {
        let is_known = |name: &str| actors.named(name).is_some();
        Self {
            line: proposal.line,
            state: state.as_str(),
            reference: state.reference().map(ReferenceId::as_str),
            quote: &proposal.quote,
            from: &proposal.from,
            to: &proposal.to,
            kind: proposal.kind.map(RelationKind::as_str),
            stance: proposal.stance.as_str(),
            known: [is_known(&proposal.from), is_known(&proposal.to)],
            message: state.why(),
            notes,
        }
    }
}
