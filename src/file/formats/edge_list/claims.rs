//! Tables of claims: a line for each claim about a relation of another table, and for each source
//! that no claim cites. Knows no ties.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::lines::{EdgeListLine, TableText};
use crate::file::formats::cell_row::CellRow;
use crate::file::formats::claim_record::{
    CLAIM_FIELDS, CLAIM_PARTS, ClaimReader, SOURCE_FIELDS, SOURCE_PARTS, settle_claimants,
};
use crate::file::formats::columns::named_ends;
use crate::file::formats::kind_words::plain;
use crate::file::ids::{FreeIds, slug};
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::{Claim, Document, ReferenceId, Relation, RelationId};
use crate::words::{counted, short};

/// The columns that say which relation a claim is about, and which source it is from.
const RELATION: &str = "relation";
const SOURCE: &str = "reference";

/// Other names of the parts, as `--columns` and other programs have them. Only letters and digits
/// count.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("relationid", RELATION),
    ("edge", RELATION),
    ("edgeid", RELATION),
    ("tie", RELATION),
    ("tieid", RELATION),
    ("quotation", "quote"),
    ("page", "locator"),
    ("pages", "locator"),
    ("published", "issued"),
    ("date", "issued"),
    ("link", "url"),
    ("authors", "author"),
    ("outlet", "container_title"),
    ("newspaper", "container_title"),
    ("claimedby", "claimant"),
];

/// Whether the first line names the columns of claims, and no ends of ties.
pub(super) fn fits(lines: &[EdgeListLine]) -> bool {
    let Some(first) = lines.first() else {
        return false;
    };
    let names: HashSet<String> = (0..first.len()).map(|at| plain(first.cell(at))).collect();
    let other = |wanted: &str| {
        let mut all = OTHER_NAMES.iter().filter(|(_, usual)| *usual == wanted);
        all.any(|(other, _)| names.contains(*other))
    };
    let has = |name: &&str| names.contains(*name) || other(name);
    let said = ["stance", "quote", SOURCE, "title", "url"];
    has(&RELATION)
        && said.iter().filter(|name| has(name)).count() > 1
        && named_ends(lines).is_none()
}

/// Reads the claims of a table into the relations of a document.
pub(super) fn attach(
    table: &TableText<'_>,
    lines: &[EdgeListLine],
    document: &mut Document,
    report: &mut IssueLog,
    progress: &mut ProgressMeter<'_>,
) -> Option<()> {
    let columns = columns(&lines[0], report);
    let mut reader = ClaimReader::default();
    let mut claims: BTreeMap<RelationId, Vec<Claim>> = BTreeMap::new();
    let mut made = SourceIds::default();
    let mut count = 0;
    for line in &lines[1..] {
        if progress.is_cancelled(line.at) {
            return None;
        }
        let part = |name: &str| {
            let at = columns.iter().find(|(known, _)| *known == name)?.1;
            Some(line.whole(at))
                .filter(|text| !text.trim().is_empty())
                .map(Cow::Borrowed)
        };
        let source = made.of(&part);
        if let Some(id) = &source {
            reader.source(id.clone(), &part, (report, line.at));
        }
        let relation = part(RELATION).map(|id| RelationId::from(&*id));
        if let Some(relation) = relation {
            let claim = reader.claim(source, &part, (report, line.at));
            if document.relations.contains(&relation) {
                claims.entry(relation).or_default().push(claim);
                count += 1;
            } else {
                let message = format!("no relation has the id `{}`", short(relation.as_str()));
                let hint = "The claim is left out; correct the id, or add the relation.";
                report.error(line.at, "dangling-claim", message, Some(hint.to_owned()));
            }
        }
    }
    for (relation, mut new) in claims {
        document.relations.update(&relation, |known| {
            let mut changed = Relation::clone(known);
            changed.claims.append(&mut new);
            Some(changed.into())
        });
    }
    settle_claimants(document);
    let sources = reader.into_sources();
    let read = sources.len();
    for source in sources {
        document.references.put(source);
    }
    let message = format!(
        "this is a table of claims: {} and {} were read",
        counted(count, "claim", "claims"),
        counted(read, "source", "sources")
    );
    report.note(table.start, "claims", message, None);
    Some(())
}

/// The parts of claims and sources, each with its column; columns of another name are reported.
fn columns(header: &EdgeListLine, report: &mut IssueLog) -> Vec<(&'static str, usize)> {
    let known = CLAIM_PARTS.into_iter().chain(SOURCE_PARTS);
    let known: Vec<&str> = known
        .chain([RELATION, SOURCE, CLAIM_FIELDS, SOURCE_FIELDS])
        .collect();
    let mut columns: Vec<(&'static str, usize)> = Vec::new();
    let mut others = Vec::new();
    for at in 0..header.len() {
        let name = plain(header.cell(at));
        let name = match OTHER_NAMES.iter().find(|(other, _)| *other == name) {
            Some((_, usual)) => plain(usual),
            None => name,
        };
        let found = known.iter().find(|known| plain(known) == name);
        match found {
            Some(known) if !columns.iter().any(|(taken, _)| taken == known) => {
                columns.push((known, at));
            }
            _ if name.is_empty() => {}
            _ => others.push(format!("`{}`", short(header.cell(at)))),
        }
    }
    if !others.is_empty() {
        let message = format!(
            "columns of claims that are not read: {}",
            crate::words::list(&crate::words::shortened(
                others.into_iter(),
                8,
                "column",
                "columns"
            ))
        );
        let hint = format!("Frenemy reads {}.", known.join(", "));
        report.warning(header.at, "unread-columns", message, Some(hint));
    }
    columns
}

/// The ids of sources: those of the table, and ones for sources that have none.
#[derive(Default)]
struct SourceIds {
    free: FreeIds<ReferenceId>,
    made: HashMap<String, ReferenceId>,
}

impl SourceIds {
    fn of<'t>(&mut self, part: &dyn Fn(&str) -> Option<Cow<'t, str>>) -> Option<ReferenceId> {
        if let Some(id) = part(SOURCE) {
            return Some(ReferenceId::from(&*id));
        }
        let said = ["title", "url", "container_title", "author"].map(part);
        let words = said.iter().flatten().next()?;
        let all: Vec<&str> = said.iter().flatten().map(|text| &**text).collect();
        let free = &mut self.free;
        let made = self.made.entry(all.join("\u{1f}"));
        Some(
            made.or_insert_with(|| free.like(&slug(words).into()))
                .clone(),
        )
    }
}
