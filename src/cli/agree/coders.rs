//! Who is compared: the coder of each file, or each coder of a file that several coded. Measures no
//! agreement.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::analysis::agreement::{coders_of, compared_at_first, uncoded_claims};
use crate::cli::terminal::Failure;
use crate::evidence::Texts;
use crate::graph::Filter;
use crate::model::{Claim, Document};
use crate::words::{counted, list};

/// A file of one coder or more.
pub(super) struct CodedFile {
    pub(super) path: PathBuf,
    pub(super) document: Document,
    pub(super) texts: Texts,
}

/// A coder of a file.
pub(super) struct FileCoder {
    /// The name, with the file where another file has the same one.
    pub(super) shown: String,
    name: String,
    /// The number of the file.
    pub(super) file: usize,
    /// Whether others coded the file too: then only the claims that name this coder count.
    is_one_of_several: bool,
    is_model: bool,
    claims: usize,
    /// Whether he or she is compared unless somebody else is chosen.
    is_at_first: bool,
}

impl FileCoder {
    /// The name that the claims of this coder have, if only these count.
    pub(super) fn claims_of(&self) -> Option<&str> {
        self.is_one_of_several.then_some(&*self.name)
    }

    /// Shows only the claims of this coder.
    pub(super) fn filter(&self, document: &Document) -> Filter {
        let mut filter = Filter::default();
        if self.is_one_of_several {
            let others = coders_of(document).into_iter().map(|coder| coder.name);
            let others = others.filter(|name| *name != self.name);
            filter.hidden_coders = others.chain([String::new()]).collect();
        }
        filter
    }
}

/// Who is compared, and whose claims are not, each in a sentence.
pub(super) struct ChosenCoders {
    pub(super) compared: Vec<FileCoder>,
    pub(super) notes: Vec<String>,
}

impl ChosenCoders {
    /// The coders of these names; without names those that the window compares at first.
    pub(super) fn of(files: &[CodedFile], names: &[String]) -> Result<Self, Failure> {
        let numbered = files.iter().enumerate();
        let mut all: Vec<_> = numbered.flat_map(|(at, file)| of_file(at, file)).collect();
        let is_known = |name: &&String| all.iter().any(|coder| coder.name == **name);
        if let Some(unknown) = names.iter().find(|name| !is_known(name)) {
            let known: Vec<_> = all.iter().map(|coder| coder.name.as_str()).collect();
            let known = list(&known);
            return Err(Failure::usage(format!(
                "no file has a coder `{unknown}`; the coders are {known}"
            )));
        }
        let mut notes = tell_apart(&mut all, files);
        let is_compared = |coder: &FileCoder| match names {
            [] => coder.is_at_first,
            names => names.contains(&coder.name),
        };
        let (compared, others): (Vec<_>, Vec<_>) = all.into_iter().partition(is_compared);
        if compared.len() < 2 {
            return Err(too_few(&compared, &others));
        }
        if !others.is_empty() {
            let others: Vec<_> = others.iter().map(FileCoder::in_words).collect();
            let others = list(&others);
            notes.push(format!("Not compared: {others}. --coder chooses who is."));
        }
        notes.extend(files.iter().filter_map(uncoded));
        Ok(Self { compared, notes })
    }
}

impl FileCoder {
    /// `a-model (model, 12 claims)`.
    fn in_words(&self) -> String {
        let model = if self.is_model { "model, " } else { "" };
        let claims = counted(self.claims, "claim", "claims");
        format!("{} ({model}{claims})", self.shown)
    }
}

/// The coders of a file: each that its claims name, if they name several.
fn of_file(number: usize, file: &CodedFile) -> Vec<FileCoder> {
    let coders = coders_of(&file.document);
    if coders.len() < 2 {
        let name = coder_of(&file.document, &file.path);
        return vec![FileCoder {
            shown: name.clone(),
            name,
            file: number,
            is_one_of_several: false,
            is_model: false,
            claims: file.document.claim_count(),
            is_at_first: true,
        }];
    }
    let at_first = compared_at_first(&coders);
    let coders = coders.into_iter().map(|coder| FileCoder {
        shown: coder.name.clone(),
        file: number,
        is_one_of_several: true,
        is_model: coder.is_model,
        claims: coder.claims + coder.set_aside,
        is_at_first: at_first.contains(&coder.name),
        name: coder.name,
    });
    coders.collect()
}

/// Gives coders whose name another file has too the name of their file. Returns what to say.
fn tell_apart(all: &mut [FileCoder], files: &[CodedFile]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut several = BTreeSet::new();
    for coder in all.iter_mut() {
        if !seen.insert(coder.name.clone()) {
            let path = files[coder.file].path.display();
            coder.shown = format!("{} ({path})", coder.name);
            several.insert(coder.name.clone());
        }
    }
    let several = several.into_iter();
    let notes = several.map(|name| {
        format!("{name} is a coder of several files, and counts in each as a coder apart.")
    });
    notes.collect()
}

/// `both.json: 3 claims name no coder and count for nobody.`
fn uncoded(file: &CodedFile) -> Option<String> {
    if coders_of(&file.document).len() < 2 {
        return None;
    }
    let count = uncoded_claims(&file.document);
    let words = counted(count, "claim names", "claims name");
    let path = file.path.display();
    (count > 0).then(|| format!("{path}: {words} no coder, and count for nobody."))
}

fn too_few(compared: &[FileCoder], others: &[FileCoder]) -> Failure {
    let names = compared.iter().map(|coder| coder.shown.as_str());
    let found = match names.collect::<Vec<_>>()[..] {
        [] => "nobody is compared".to_owned(),
        [name, ..] => format!("only {name} is compared"),
    };
    let others: Vec<_> = others.iter().map(FileCoder::in_words).collect();
    Failure::usage(if others.is_empty() {
        format!("{found}: add the file of another coder, or a file that several coded")
    } else {
        let others = list(&others);
        format!("{found}: name two coders or more with --coder; the others are {others}")
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
